"""What tells whether a clause says where a company stands: its verbs, what they are about, and where in the article it is said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from explorer.landscape.excerpts import Span
from explorer.reading.clauses import Clause, Words, clauses, is_highest, noun_end
from explorer.reading.identities import Organisation
from explorer.reading.phrases import PREPOSITIONS, Row, word_before
from explorer.reading.standings import Stated

_FAR = 14  # words of the object that are looked at
_MODES = (("fut", ("will", "would")), ("may", ("may", "might", "could")), ("be", ("is", "are")), ("was", ("was", "were")))
_NEGATIONS = frozenset("not no never n't cannot neither nor".split())


@dataclass(frozen=True, slots=True)
class SaidOf:
    """A clause about one company with its signs; `object` is what it is about, empty where nothing follows."""

    company: int
    clause: Clause
    row: Row
    span: Span
    object: Span
    signs: tuple[str, ...]
    stated: tuple[Stated, ...]  # what rules tell of the company in these words


def said_of(
    row: Row, orgs: Sequence[Organisation], lines: int, mentions: int, rules: Mapping[int, Sequence[Stated]], words: Words
) -> Iterator[SaidOf]:
    """Return each clause of a sentence for each company in it; `rules` is what rules tell of a company.

    `lines` and `mentions` are how many sentences and mentions of companies the article has.
    """
    around = tuple(dict.fromkeys(_of_sentence(row, lines, words)))
    for clause in clauses(row, words):
        item, last = row.items[clause.at], max(clause.last, clause.first + 1)
        span = Span(min(row.items[clause.first].start, item.start), max(row.items[last - 1].end, item.end))
        told = tuple(_of_clause(row, clause, words))
        what = _object(row, clause, words)
        for company in item.companies:
            own = tuple(_of_company(orgs[company], mentions))
            stated = tuple(one for one in rules.get(company, ()) if one.clause.touches(span))
            by_rule = [f"rule={kind}" for kind in sorted({one.kind.value for one in stated})] or ["no rule"]
            signs = tuple(dict.fromkeys((*told, *around, *own, *by_rule)))
            yield SaidOf(company, clause, row, span, what, signs, stated)


def _object(row: Row, clause: Clause, words: Words) -> Span:
    """What a clause is about: the noun alone of "market share has fallen", and without whom it went to."""
    first, last = clause.object_at, clause.last
    if clause.form == "owner" and clause.verbs:
        last = min(last, noun_end(row, first, words))
    last = next((at for at in range(first + 1, last - 1) if row.low(at) == "to" and row.items[at + 1].companies), last)
    if last <= first:
        return Span(row.items[clause.at].end, row.items[clause.at].end)
    return Span(row.items[first].start, row.items[last - 1].end)


def _of_company(org: Organisation, mentions: int) -> Iterator[str]:
    yield f"kind={org.kind.value}"
    yield f"share={int(5 * len(org.mentions) / max(1, mentions))}"
    if org.is_party:
        yield "party"


def _of_sentence(row: Row, lines: int, words: Words) -> Iterator[str]:
    sentence = row.line.sentence
    yield f"line={min(row.line.number, 3)}"
    yield f"part={4 * row.line.number // max(1, lines)}"
    if sentence.is_headline:
        yield "headline"
    lows = [item.low for item in row.items]
    if any(low in ('"', "“", "”") for low in lows):
        yield "quote"
    for low in lows:
        if kind := _kind(low, words):
            yield f"in={kind}"
        if low.isalpha() and len(low) > 3:
            yield f"word={low}"


def _of_clause(row: Row, clause: Clause, words: Words) -> Iterator[str]:
    kinds = [words.verbs.get(verb, "other") for verb in clause.verbs]
    main = kinds[-1] if kinds else "-"
    yield from (f"form={clause.form}", f"class={main}", f"{clause.form}:class={main}")
    if kinds:
        first, last = clause.verbs[0], clause.verbs[-1]
        yield from (f"first={first}", f"last={last}", f"first class={kinds[0]}", f"{clause.form}:last={last}")
        yield "chain=" + ">".join(kinds)
    yield from (f"with={low}" for low in clause.around)
    if any(low in _NEGATIONS for low in clause.around):
        yield from ("not", f"not:{main}")
    yield _mode(row, clause)
    said = ["@" if item.companies else item.low for item in row.items[clause.first : clause.last]]
    yield from (f"{low} {then}" for low, then in pairwise(said))
    yield from _of_object(row, clause, main, words)
    item = row.items[clause.at]
    if item.sure < 1:
        yield from ("ref", f"ref:{clause.form}")
    if item.low != "@":
        yield from ("speaks", f"speaks:{main}")
    if len(item.companies) > 1:
        yield "several"
    before, after, then = row.low(clause.at - 1), row.low(clause.at + 1), row.low(clause.at + 2)
    yield from (f"hangs on={word_before(row, clause.at)}", f"before={before}", f"after={after}", f"after={after} {then}")


def _mode(row: Row, clause: Clause) -> str:
    helped = next((name for name, lows in _MODES if any(low in lows for low in clause.around)), "")
    helped = helped or ("perf" if any(low in ("has", "have", "had") for low in clause.around) else "-")
    low = row.low(clause.object_at - 1) if clause.verbs else ""
    return f"mode={helped}:" + next((end for end in ("ing", "ed", "s") if low.endswith(end)), "x" if low else "")


def _of_object(row: Row, clause: Clause, main: str, words: Words) -> Iterator[str]:
    lows = ["@" if item.companies else item.low for item in row.items[clause.object_at : clause.last]]
    yield f"length={min(len(lows) // 2, 5)}"
    if "@" in lows:
        yield "about @" if "@" in lows[:3] else "about @ far on"
    for low in lows[:_FAR]:
        if low.isalpha() and len(low) > 2:
            yield f"about={_singular(low)}"
        if kind := _kind(low, words):
            yield from (f"about:{kind}", f"about:{main}:{kind}", f"about:{clause.form}:{kind}")
    if not lows:
        return
    begin = [_kind(low, words) or low for low in lows[:2]]
    yield from (f"begins={begin[0]}", "begins=" + " ".join(begin))
    head = ""
    for low in lows:
        if low in PREPOSITIONS or low in (",", "to", "and"):
            break
        head = low
    kind = _noun(head, words)
    yield from (f"head={_singular(head)}", f"head:{kind}", f"head:{main}:{kind}")


@lru_cache(maxsize=50_000)
def _kind(low: str, words: Words) -> str:
    """The class of a word: number, percentage, money, highest, or that of the noun; empty where it has none."""
    if low[:1].isdigit():
        return "%" if low.endswith("%") else "0"
    if low.startswith(("$", "€", "£")) or low in ("million", "billion"):
        return "$"
    return "highest" if is_highest(low) or low.endswith(("largest", "biggest")) else _noun(low, words)


def _noun(low: str, words: Words) -> str:
    return words.nouns.get(low) or words.nouns.get(low + "s") or words.nouns.get(_singular(low)) or ""


def _singular(low: str) -> str:
    if low.endswith("ies") and len(low) > 5:
        return low[:-3] + "y"
    return low[:-1] if low.endswith("s") and not low.endswith("ss") and len(low) > 3 else low
