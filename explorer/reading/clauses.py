"""What a sentence says of each company in it: the clause, how the company stands in it, its verbs and what they are about."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from explorer.landscape.shipped import resources
from explorer.reading.phrases import PREPOSITIONS, Row, word_before

_BE = frozenset("is are was were be been being 's".split())
_HAVE = frozenset("has have had having".split())
_MODAL = frozenset("will would may might could can should must shall did does do to".split())
_NOT = frozenset("not never no n't cannot nor neither hardly".split())
_ADVERBS = frozenset("also now still already currently recently once then both just long soon only even again yet far ever".split())
_STOPS = frozenset(
    """. ; : ? ! — – ( ) which who whose because while but although though whereas when if after before until unless said says
    where so""".split()
)
_SUBJECT_AFTER = frozenset("after before since as than because although while when if that by".split())
_PRONOUNS = frozenset("it they he she we you i this there".split())
_QUOTES = frozenset("\" “ ” '".split())
_PARTICLES = frozenset("to on in out up for at of be able forward also into".split())
_HELPERS = frozenset("help allow enable let give position force make require".split())
_FIRST = frozenset("leading top largest dominant first second third best only most major".split())
_NOT_TITLE = frozenset("and that is are was were has have had will would said".split())
_NO_ITEM = frozenset("as with according its including the".split())
_NO_NOUN = frozenset(", that and or for to by with from as at on".split())
_REACH = 34


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The classes of verbs and nouns: base form of each verb form, class of each base form, class of each noun."""

    base: dict[str, str]
    verbs: dict[str, str]
    nouns: dict[str, str]


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing said of the companies at item `at` of a row; its words are the items `first` to `last`.

    What it is about stands from `object_at` on. `form` is how the companies stand in it: subject, which, doing, called, title,
    owner, agent, helped or named.
    """

    at: int
    form: str
    verbs: tuple[str, ...]
    around: tuple[str, ...]  # auxiliaries and negations, in order
    first: int
    object_at: int
    last: int  # not included


@cache
def shipped() -> Words:
    """Read the classes that ship."""
    with (resources() / "reading" / "standing_words.toml").open("rb") as file:
        raw = tomllib.load(file)
    base: dict[str, str] = {}
    verbs: dict[str, str] = {}
    for kind, listed in raw["verbs"].items():
        for verb in listed.split():
            verbs.setdefault(verb, kind)
            for form in _forms(verb):
                base.setdefault(form, verb)
    for verb, listed in raw["irregular"].items():
        for form in listed.split():
            base[form] = verb
    nouns = {noun: kind for kind, listed in raw["nouns"].items() for noun in listed.split()}
    return Words(base, verbs, nouns)


def _forms(verb: str) -> Iterator[str]:
    yield verb
    if verb.endswith("e"):
        yield from (verb + "s", verb + "d", verb[:-1] + "ing")
    elif verb.endswith("y") and verb[-2] not in "aeo":
        yield from (verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    else:
        yield verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
        yield from (verb + "ed", verb + "ing")
    if verb[-1] in "bgklmnprt":
        yield from (verb + verb[-1] + "ed", verb + verb[-1] + "ing")


def clauses(row: Row, words: Words) -> list[Clause]:
    """Return what is said of the companies of a sentence, in the order of the words."""
    found: list[Clause] = []
    for at, item in enumerate(row.items):
        if item.companies:
            mine = list(_of(row, at, words))
            found += mine or [_named(row, at)]
    return found


def _of(row: Row, at: int, words: Words) -> Iterator[Clause]:
    head = word_before(row, at)
    if title := _title(row, at, words):
        yield title
    if row.items[at].is_owner:
        yield from _owned(row, at, at + 1, words, len(row.items))
        return
    if head == "by" and (agent := _agent(row, at, words)):
        yield agent
    if helped := _helped(row, at, words):
        yield helped
    after = at + 1
    if row.low(after) == "(":
        after = _closing(row, after, ")") + 1
    if row.low(after) == "," and row.low(after + 1) in words.base:
        after += 1  # "the maker of tyres, Acme, sells"
    elif row.low(after) in (",", "–", "—"):
        end = _closing(row, after, row.low(after))
        if row.low(after + 1) == "whose":
            yield from _owned(row, at, after + 2, words, end)
        elif row.low(after + 1) in ("which", "who", "that"):
            yield from _predicate(row, at, after + 2, "which", words, end)
        elif row.low(after + 1) in ("a", "an", "the", "one", "now", "currently", "already") or is_highest(row.low(after + 1)):
            yield Clause(at, "called", (), (), at, after + 1, end)
        after = _past_asides(row, end, words)
    if head not in PREPOSITIONS or head in _SUBJECT_AFTER:
        yield from _predicate(row, at, after, "subject", words, len(row.items))


def _named(row: Row, at: int) -> Clause:
    """The words around a company of which nothing plainer is said."""
    first, last = at, at + 1
    while first > max(0, at - 12) and row.low(first - 1) not in _STOPS:
        first -= 1
    return Clause(at, "named", (), (), first, at + 1, _end(row, last, at))


def _title(row: Row, at: int, words: Words) -> Clause | None:
    """ "The world's largest maker of tyres, Acme", "leading ticket seller Acme"."""
    first = at - 1 if row.low(at - 1) == "," else at
    last = first
    while first > max(0, at - 10) and not _ends_title(row.low(first - 1)):
        first -= 1
    is_title = (last == at and not _may_be_verb(row.low(last - 1), "", False, words)) or row.low(last - 1) in words.nouns
    if last - first < 2 or not (is_title or any(is_highest(row.low(i)) for i in range(first, last))):
        return None
    return Clause(at, "title", (), (), first, first, last)


def _ends_title(low: str) -> bool:
    is_word = low[:1].isalpha() or low in ("'s", "-", "'")
    return not is_word or low in _STOPS or low in _NOT_TITLE or (low in PREPOSITIONS and low not in ("of", "in"))


def _past_asides(row: Row, comma: int, words: Words) -> int:
    """Where a verb follows an aside that holds commas itself: "Acme, based in Lund, on the coast, is the largest"."""
    for i in range(comma, min(len(row.items), comma + 16)):
        if row.low(i) in _STOPS or row.items[i].companies:
            break
        if row.low(i) in (",", "–", "—") and _group(row, i + 1, words):
            return i + 1
    return comma + 1


def _owned(row: Row, at: int, start: int, words: Words, limit: int) -> Iterator[Clause]:
    """ "Acme's market share has fallen", "its 42 stores", "Acme, whose plant burned"; what is owned begins at `start`."""
    end = noun_end(row, start, words)
    if end == start:
        return
    said = next(_predicate(row, at, end, "owner", words, limit, first_object=start), None)
    yield said or Clause(at, "owner", (), (), at, start, end)


def noun_end(row: Row, start: int, words: Words) -> int:
    """Return where the noun that begins at a place ends: "market share" of "market share has fallen"."""
    reach = min(len(row.items), start + 9)
    return next((at for at in range(start, reach) if _ends_noun(row, at, words)), max(start, reach))


def _ends_noun(row: Row, at: int, words: Words) -> bool:
    low = row.low(at)
    return (
        bool(row.items[at].companies)
        or low in _STOPS
        or low in _NO_NOUN
        or low in _BE
        or low in _HAVE
        or low in _MODAL
        or (low in words.base and low.endswith("ed"))
    )


def _agent(row: Row, at: int, words: Words) -> Clause | None:
    """ "42 stores operated by Acme"."""
    verb = next((i for i in range(at - 1, max(-1, at - 6), -1) if row.low(i) == "by"), 0) - 1
    if verb < 1 or not (row.low(verb) in words.base or row.low(verb).endswith("ed")):
        return None
    first = verb
    while first > max(0, verb - 12) and row.low(first - 1) not in _STOPS and not row.items[first - 1].companies:
        first -= 1
    return Clause(at, "agent", (_verb(row.low(verb), words),), (), first, first, verb)


def _helped(row: Row, at: int, words: Words) -> Clause | None:
    """ "allows Acme to enter the market", "makes Acme the largest carrier"."""
    verb = _verb(row.low(at - 1), words)
    if verb not in _HELPERS:
        return None
    start = at + 2 if row.low(at + 1) == "to" else at + 1
    inner = _verb(row.low(start), words) if row.low(start) in words.base else ""
    end = _end(row, start, at)
    return Clause(at, "helped", (verb, inner) if inner else (verb,), (), at - 1, start + bool(inner), end) if end > start else None


def _predicate(row: Row, at: int, start: int, form: str, words: Words, limit: int, first_object: int = -1) -> Iterator[Clause]:
    """The verbs from `start` on with what follows them, and further ones joined by "and"."""
    first = at
    for _ in range(3):  # "has 40 stores, sells tyres and plans to open more"
        group = _group(row, start, words)
        if group is None:
            if first > at and row.low(start).endswith("ing") and row.low(start) in words.base:  # "…, planning a plant near Lund"
                yield Clause(at, "doing", (_verb(row.low(start), words),), (), start, start + 1, _end(row, start + 1, at))
            return
        verbs, around, object_at = group
        end = min(limit, _end(row, object_at, at))
        yield Clause(at, form, verbs, around, first, first_object if first_object >= 0 else object_at, max(end, object_at))
        first_object = -1
        then = end
        while row.low(then) in (",", "and", "then", "but", "while") and then < limit:
            then += 1
        if then == end or then >= limit or row.items[then].companies:
            return
        first = start = then


def _group(row: Row, start: int, words: Words) -> tuple[tuple[str, ...], tuple[str, ...], int] | None:
    """The verbs at a place ("has been planning to launch"), the small words among them, and where their object begins."""
    around: list[str] = []
    i = start
    while _is_small(row.low(i)) and i < start + 8:
        around.append(row.low(i))
        i += 1
    low = row.low(i)
    helper = next((w for w in reversed(around) if w in _BE or w in _HAVE or w in _MODAL), "")
    if not _may_be_verb(low, helper, bool(around), words):
        is_main = helper and helper not in _MODAL
        return (("be" if helper in _BE else "have",), tuple(around), i) if is_main else None
    if helper in _HAVE and not (low.endswith("ed") or words.base.get(low, low) != low):
        return ("have",), tuple(around), i
    if low.endswith("ing") and not helper and start == i:
        return None
    verbs, i = [_verb(low, words)], i + 1
    while len(verbs) < 3:
        step = i
        while row.low(step) in _PARTICLES and step < i + 4:
            step += 1
        is_gerund = row.low(step).endswith("ing")
        if row.low(step) not in words.base or not (is_gerund or (step > i and row.low(step - 1) in ("to", "be"))):
            break
        around += [row.low(k) for k in range(i, step)]
        verbs.append(_verb(row.low(step), words))
        i = step + 1
    return tuple(verbs), tuple(around), i


def _may_be_verb(low: str, helper: str, is_late: bool, words: Words) -> bool:
    if low in words.base:
        return True
    if not low[:1].isalpha() or len(low) < 4:
        return False
    return low.endswith("ed") or helper in _MODAL - {""} or (not is_late and low.endswith("s") and not low.endswith("ss"))


def _is_small(low: str) -> bool:
    return low in _BE or low in _HAVE or low in _MODAL or low in _NOT or low in _ADVERBS or (low.endswith("ly") and len(low) > 4)


def _verb(low: str, words: Words) -> str:
    return words.base.get(low, low)


def _end(row: Row, start: int, at: int) -> int:
    """Where what is said ends: at the next clause, at a comma that begins no list, at "and" before a verb or a company."""
    words = shipped()
    for i in range(start, min(len(row.items), at + _REACH)):
        low = row.low(i)
        if low in _STOPS or (low in _QUOTES and i > start + 1) or (low == "that" and i > start):
            return i
        if (low == "," and not _lists_on(row, i, words)) or (low == "and" and _goes_on(row, i + 1, words)):
            return i
    return max(start, min(len(row.items), at + _REACH))


def _goes_on(row: Row, at: int, words: Words) -> bool:
    """Say whether another thing is said from a place on: a verb or a company stands there."""
    low = row.low(at)
    is_company = at < len(row.items) and bool(row.items[at].companies)
    return is_company or low in words.base or low in _PRONOUNS or _is_small(low)


def _lists_on(row: Row, comma: int, words: Words) -> bool:
    """Say whether a comma stands inside a list: "phones, cameras and printers"."""
    for i in range(comma + 1, min(len(row.items), comma + 9)):
        low = row.low(i)
        if low in ("and", "or") and i > comma + 1:
            return True
        if low in _STOPS or low in _PRONOUNS or low in _NO_ITEM or row.items[i].companies:
            return False
        if low == ",":
            return i > comma + 1
        if i == comma + 1 and low in words.base and low not in words.nouns:
            return False
    return False


def _closing(row: Row, at: int, sign: str) -> int:
    """The next such sign after a place; the end of the row where there is none near."""
    return next((i for i in range(at + 1, min(len(row.items), at + 30)) if row.low(i) == sign), at)


def is_highest(low: str) -> bool:
    """Say whether a word tells a rank: "largest", "leading", "second"."""
    return (low.endswith("est") and len(low) > 5) or low in _FIRST
