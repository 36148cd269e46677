"""A sentence as a row of words and companies, so that rules can ask for subject, object and what stands after "with"."""

from dataclasses import dataclass
from typing import NamedTuple

from explorer.landscape.excerpts import Span
from explorer.reading.document import Line
from explorer.reading.references import Reference
from explorer.reading.trades import trade

PREPOSITIONS = frozenset(
    """including of by with between among from in for to at on against into over through via under without within about as
    like than since after before""".split()
)
_JOINS = frozenset(("and", "&", "or", ",", "-", "/", "–", "‑", "plus"))
_BOUNDARIES = frozenset(
    (
        ";",
        ":",
        "that",
        "which",
        "who",
        "because",
        "while",
        "but",
        "although",
        "though",
        "whereas",
        "when",
        "if",
        "said",
        "says",
        "unless",
        "until",
        "so",
        "where",
    )
)
_ROLES = frozenset(
    "ceo chief executive chairman chairwoman president owner board spokesman spokeswoman director head founder boss".split()
)
#: What of a company may be bought or sold.
PARTS = frozenset(
    """stake stakes unit units business businesses division divisions shares share assets operations subsidiary arm brand
    brands rights half interest""".split()
)
_BE = frozenset("is are was were be been being".split())
_AUXILIARIES = _BE | frozenset("has have had will would may might can could does did also".split())
_PAST = frozenset("bought sold said took made won held owns buys sells says".split())


class Item(NamedTuple):
    """A word, or one or several companies joined by "and"; `sure` is how well a reference was told."""

    start: int
    end: int
    low: str
    companies: tuple[int, ...] = ()
    sure: float = 1.0
    is_owner: bool = False  # followed by 's, or itself "its"


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence as items."""

    line: Line
    items: tuple[Item, ...]
    topic: Item | None = None  # whom the whole article is about, where the sentence names but one other company

    def low(self, at: int) -> str:
        """The word at a place; an empty string outside, or where companies stand."""
        return self.items[at].low if 0 <= at < len(self.items) else ""

    def lows(self, first: int, last: int) -> str:
        """The words from `first` up to, not including, `last`, parted by blanks."""
        return " ".join(item.low for item in self.items[max(0, first) : max(0, last)])


def row(line: Line, owner: dict[Span, int], spans: list[Span], refs: list[Reference], skip: frozenset[Span]) -> Row:
    """Put companies in the place of their names; `skip` are names that are no parties here (newspapers that only report)."""
    marks: list[tuple[Span, tuple[int, ...], float, str]] = [(span, (owner[span],), 1.0, "") for span in spans if span not in skip]
    taken = list(spans)
    marks += [
        (ref.span, ref.companies, (0.65 if len(ref.companies) > 1 else 0.55) if ref.is_pronoun else 0.75, "ref")
        for ref in refs
        if not any(ref.span.touches(span) for span in taken)
    ]
    if not marks:
        return Row(line, tuple(Item(word.start, word.end, word.low) for word in line.words))
    marks.sort(key=lambda mark: mark[0])
    items: list[Item] = []
    at = 0
    for word in line.words:
        while at < len(marks) and marks[at][0].end <= word.start:
            at += 1
        if at < len(marks) and marks[at][0].start <= word.start < marks[at][0].end:
            span, companies, sure, _ = marks[at]
            if not items or items[-1].start != span.start:
                text = word.low if word.low in ("its", "their") else "@"
                items.append(Item(span.start, span.end, "@", companies, sure, text != "@"))
        else:
            items.append(Item(word.start, word.end, word.low))
    return Row(line, tuple(_told_again(_joined(_owned(items)))))


def _told_again(items: list[Item]) -> list[Item]:
    """Be surer of "they" where the same sentence named them: "Acme and Widget said that they had"."""
    named = {frozenset(item.companies) for item in items if item.companies and item.sure == 1.0}
    return [
        item._replace(sure=0.9) if len(item.companies) > 1 and item.sure < 0.7 and frozenset(item.companies) in named else item
        for item in items
    ]


def _owned(items: list[Item]) -> list[Item]:
    out: list[Item] = []
    for item in items:
        if out and out[-1].companies and item.low in ("'s", "'") and item.start == out[-1].end:
            last = out[-1]
            out[-1] = Item(last.start, item.end, "@", last.companies, last.sure, True)
        else:
            out.append(item)
    return out


def _joined(items: list[Item]) -> list[Item]:
    """Join "A, B and C" and "A and Chinese technology company B" into one item."""
    out: list[Item] = []
    at = 0
    while at < len(items):
        item = items[at]
        if item.companies and not (item.is_owner and item.end - item.start < 7 and item.sure < 0.6):
            companies, end, owner, sure = item.companies, item.end, item.is_owner, item.sure
            is_last = is_list = False
            reach = at
            while not is_last and (step := _join_at(items, reach)) and (not owner or step <= 2):
                between = {word.low for word in items[reach + 1 : reach + step]}
                is_last = bool(between & {"and", "or"})
                is_list = is_list or bool(between & _JOINS - {","})
                reach += step
                companies = tuple(dict.fromkeys((*companies, *items[reach].companies)))
                end, owner, sure = items[reach].end, items[reach].is_owner, min(sure, items[reach].sure)
            goes_on = items[reach + 1].low if reach + 1 < len(items) else ""
            if reach > at and len(companies) == 2 and _is_new_clause(items, at, reach):
                out.append(item)  # "ordered from Acme, and Widget has bought" is no list
            elif is_list or reach == at or not out or len(companies) > 2 or goes_on in ("and", "or", "&"):
                out.append(Item(item.start, end, "@", companies, sure, owner))
                at = reach
            else:
                out.append(item)  # "In a deal with Acme, Widget …" is no list
        else:
            out.append(item)
        at += 1
    return out


def _is_new_clause(items: list[Item], first: int, last: int) -> bool:
    """Say whether the second of two begins a clause of its own: "X bought Acme, and Widget has"."""
    if [item.low for item in items[first + 1 : last]] not in ([",", "and"], [",", "but"], [",", "or"]) or items[last].is_owner:
        return False
    after = [item.low for item in items[last + 1 : last + 3]]
    is_verb = any(low in _AUXILIARIES or (low.endswith("ed") and low.isalpha()) or low in _PAST for low in after)
    return is_verb and any(item.low[:1].isalpha() for item in items[:first])


def _join_at(items: list[Item], at: int) -> int:
    """Return how far the next company of a list stands, or 0."""
    step = 1
    seen = False
    while at + step < len(items) and step <= 7:
        item = items[at + step]
        if item.is_owner and item.sure < 0.6 and seen and items[at + step + 1 : at + step + 2]:
            if items[at + step + 1].low in ("partner", "partners", "ally"):
                return 0
            step += 1  # "Acme and its rival Widget"
            continue
        if item.companies:
            by_comma = all(between.low != "and" for between in items[at + 1 : at + step])
            return step if seen and item.sure >= (1.0 if by_comma else 0.6) else 0
        if item.low in _JOINS:
            if item.low == "," and seen and items[at + step - 1].low != ",":
                return 0
            if item.low == "," and not (
                items[at + 2 : at + 3] and (items[at + 2].companies or items[at + 2].low in ("and", "&", "the"))
            ):
                return 0
            seen = True
        elif not seen or not _is_modifier(item.low):
            return 0
        step += 1
    return 0


def _is_modifier(low: str) -> bool:
    if (
        low in PREPOSITIONS
        or low in _BOUNDARIES
        or low in _BE
        or low in ("its", "has", "have", "had", "will", "would", "may", "not", "also", "then", "to", "said", "(", ")")
    ):
        return False
    return (
        low[:1].isalpha()
        and not low.endswith(("ing", "ly"))
        and not (low.endswith("ed") and "-" not in low and low not in ("based", "owned"))
    )


def subject(row: Row, at: int, *, deal_verbs: frozenset[str] = frozenset()) -> Item | None:
    """Return the companies that do what stands at `at`: the nearest before it that hang on no preposition."""
    fallback: Item | None = None
    i, aside = at, False
    while (i := i - 1) > max(-1, at - 32):
        item = row.items[i]
        if item.low == ";":
            break
        aside = item.low == ")" or (aside and item.low != "(")
        if item.low == "," and not aside:
            i = _before_relative(row, i)
        if aside or not item.companies or item.is_owner:
            continue
        if i == at - 1 and row.low(at).endswith("ing"):
            return item  # "with Acme buying Widget"
        head = word_before(row, i)
        if head in ("after", "before", "since", "as", "than"):
            return item
        if head in PREPOSITIONS and not (head == "for" and row.low(i + 1) == "to"):
            if fallback is None and (head in ("by", "as") or _speaks_for(row, i)):
                fallback = item
            continue
        if head in deal_verbs and row.low(i + 1) in ("and", ",", "to", "for", "in", "from"):
            continue
        return _with_listed(row, i)
    return fallback


def _before_relative(row: Row, comma: int) -> int:
    """Step over ", which it bought in 2004," so that its companies are no subject of what follows; `comma` ends it."""
    for i in range(comma - 1, max(0, comma - 16), -1):
        if row.low(i) in _RELATIVES and row.low(i - 1) == ",":
            return i - 1
        if row.low(i) == ",":
            break
    return comma


def _with_listed(row: Row, at: int) -> Item:
    """Return the subject together with one that stands before it in a list: "Acme, a maker of tyres, and Widget"."""
    item = row.items[at]
    if row.low(at - 1) != "and" or row.low(at - 2) not in (",", ")"):
        return item
    if row.low(at - 2) == ")":
        start = next((i for i in range(at - 3, max(0, at - 14), -1) if row.low(i) == "("), 0)
        first = row.items[start - 1] if start else item
        return item._replace(companies=tuple(dict.fromkeys((*first.companies, *item.companies)))) if first.companies else item
    for i in range(at - 3, max(-1, at - 18), -1):
        if row.low(i) == "," and i and row.items[i - 1].companies and row.low(i + 1) in ("a", "an", "the", "which", "one"):
            first = row.items[i - 1]
            if first.is_owner or word_before(row, i - 1) in PREPOSITIONS:
                return item
            return item._replace(companies=tuple(dict.fromkeys((*first.companies, *item.companies))))
        if row.items[i].companies or row.low(i) in _BOUNDARIES - {"which", "that"}:
            break
    return item


def _speaks_for(row: Row, at: int) -> bool:
    """Say whether a person with a role stands for the company: "Ann Berg, chief executive of @"."""
    return any(row.low(i) in _ROLES for i in range(at - 4, at))


def word_before(row: Row, at: int) -> str:
    """The word that a company hangs on: looks over articles and what describes it."""
    for i in range(at - 1, max(-1, at - 6), -1):
        low = row.low(i)
        if low in _DATES:
            return ""  # "In February Acme bought"
        if low in PREPOSITIONS or low in ("and", "but") or not low[:1].isalpha() or row.items[i].companies:
            return low
        if low.endswith(("ed", "ing")) or low in ("buy", "buys", "bought", "acquire", "acquires", "sell", "sold", "sells"):
            return low
    return ""


_KINDS = frozenset(
    """competitor competitors rival rivals company firm maker manufacturer retailer group start-up startup developer supplier
    unit subsidiary provider operator publisher bank airline carrier chain companies firms banks airlines rivals makers groups
    businesses partners subsidiaries""".split()
)


def _is_kind(low: str) -> bool:
    return low in _KINDS or bool(trade(low))


@dataclass(frozen=True, slots=True)
class Slots:
    """The companies after a verb or noun: the direct object, whose it is, and by preposition; `words` are those passed over."""

    direct: Item | None
    owner: Item | None
    by_preposition: dict[str, Item]
    words: tuple[str, ...]

    def after(self, *prepositions: str) -> Item | None:
        """Return the companies after the first of these prepositions that has some."""
        return next((self.by_preposition[p] for p in prepositions if p in self.by_preposition), None)


_DATES = frozenset(
    """january february march april june july august september october november december monday tuesday wednesday thursday
    friday saturday sunday year years month months week weeks today yesterday earlier later ago
    spring summer autumn winter""".split()
)
_RELATIVES = frozenset(("which", "who", "whose", "where"))
_DIVISIONS = frozenset(
    "unit division divisions branch business businesses arm subsidiary operation portfolio plant factory half".split()
)
_OWNERS = frozenset("owner owners parent maker makers manufacturer publisher operator subsidiary head".split())
_THROUGH = frozenset(
    """stake stakes shares share control part parts all half interest ownership assets operations most rest majority percent
    % maker owner rights units parent stock third quarter portion bulk remainder equity capital""".split()
)


def slots(row: Row, at: int, *, reach: int = 22, is_noun: bool = False) -> Slots:
    """Read what follows the word at `at` up to the end of its clause."""
    direct: Item | None = None
    owner: Item | None = None
    found: dict[str, Item] = {}
    words: list[str] = []
    head, before_head, last = "", "", ""
    aside = comma = False
    for i in range(at + 1, min(len(row.items), at + reach)):
        item = row.items[i]
        aside = item.low == "(" or (aside and item.low != ")")
        if aside or item.low == ")":
            continue
        comma = comma or item.low == ","
        if item.companies:
            if head == "," and row.low(i - 1) == "," and any(map(_is_kind, words)):
                # "a deal with the bank, Acme", "one of its competitors, Acme"
                head = last if _is_kind(row.low(i - 2)) and last != "of" else ""
            if (item.is_owner and (i - at > 7 or item.sure < 0.7)) or (
                head == "of" and (before_head == "each" or (comma and before_head in _OWNERS))
            ):
                pass  # "their shares" far on belongs to another verb; "by Acme, owner of Widget" is about Acme
            elif head == "of" and before_head in _DIVISIONS and not is_noun:
                owner = owner or item
            elif item.is_owner:
                owner = owner or (item if not head or head in ("in", "of") else None)
                if head and head not in found:
                    found[head] = item
            elif head and not (head in ("of", "in") and before_head in _THROUGH and direct is None and not is_noun):
                found.setdefault(head, item)
            else:
                direct = direct or item
            head = ""
            continue
        if item.low in _BOUNDARIES and not (item.low in ("which", "that") and i == at + 1):
            if item.low == ":" and head == "including":
                continue
            break
        if item.low in (",", "and", "or") and head not in ("between", "among"):
            head = ","
        if item.low in PREPOSITIONS:
            before_head = next((w for w in reversed(words) if w[:1].isalpha() or w.endswith("%")), "")
            last = item.low
            before_head = "%" if before_head.endswith("%") else before_head
            head = item.low
        words.append(item.low)
    return Slots(direct, owner, found, tuple(words))


def place_of(row: Row, item: Item, near: int) -> int:
    """Return where an item stands that is known to stand near a place; -1 where it does not."""
    return next((i for i in range(max(0, near - 40), min(len(row.items), near + 40)) if row.items[i].start == item.start), -1)


def following(row: Row, item: Item, near: int) -> Item | None:
    """Return the companies that a sentence goes on with: "In partnership with @, @ opened …"."""
    at = place_of(row, item, near) + 1
    while 0 < at < len(row.items) and row.low(at) != ",":
        if row.low(at) in _BOUNDARIES or row.items[at].companies:
            return None
        at += 1
    return next((other for other in row.items[at + 1 : at + 4] if other.companies and not other.is_owner), None)


def names_in(row: Row) -> list[Span]:
    """Return where companies stand in a sentence, "its" set aside."""
    return [
        Span(item.start, item.end) for item in row.items if item.companies and not (item.is_owner and item.end - item.start < 6)
    ]
