"""Which words of a sentence may name what a deal is about, and what speaks for each: what leads to it, its head, its place."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from explorer.landscape.excerpts import Span
from explorer.landscape.vocabulary import DealType
from explorer.reading import cues
from explorer.reading.clauses import shipped as verb_forms
from explorer.reading.mapping import CapabilityWords
from explorer.reading.pairs import stem, word_classes
from explorer.reading.phrases import Row

_DETERMINERS = frozenset(
    "the a an its their his her our your my this that these those some any all each every both another other such no".split()
)
_PREPOSITIONS = frozenset(
    """of in on for with to from by at into over about under between through via as than against among during after before since
    until within without towards across around per like including regarding covering concerning
    despite behind off out up down""".split()
)
_FUNCTION = (
    _DETERMINERS
    | _PREPOSITIONS
    | frozenset(
        """and or but nor is are was were be been being has have had having will would may might can could shall should must do
        does did not n't it they he she we you i them him us who which what where when while because if so then there here also
        only just now already still yet ever never more most less least much many few several very too again however although
        though whether how why said says say told according 's ' " “ ” ( ) , . ; : ? ! — – - / & 've 're one once soon
        today yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday january february march april may june
        july august september october november december""".split()
    )
)
_LISTING = frozenset(", and or &".split())
_LEADERS = frozenset(
    """to will would may might can could shall should must not and or also jointly together that which who it they he she we
    has have had""".split()
)
_NO_HEADS = frozenset("percent million billion".split())
_MOST_WORDS = 7


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may name an area: items `first` to `last` of a sentence, both included; `head` says what it is."""

    span: Span
    first: int
    head: int
    last: int


def candidates(row: Row) -> list[Candidate]:
    """Return the noun phrases of a sentence in order; "storage of vaccines" is one, "storage and backup" are two."""
    found: list[Candidate] = []
    at = 0
    while at < len(row.items):
        if _breaks(row, at):
            at += 1
            continue
        last = at
        while last + 1 < len(row.items) and not _breaks(row, last + 1):
            last += 1
        if _is_thing(row, at, last):
            found.append(Candidate(Span(row.items[at].start, row.items[last].end), at, last, last))
        at = last + 1
    return _with_of(row, found)


def _breaks(row: Row, at: int) -> bool:
    item, low = row.items[at], row.low(at)
    if item.companies or low in _FUNCTION or (low.endswith("ly") and len(low) > 4) or not low[:1].isalnum():
        return True
    if low not in verb_forms().base and low not in cues.shipped().verbs:
        return False
    before = row.low(at - 1)
    if at and row.items[at - 1].companies and not row.items[at - 1].is_owner:
        return row.low(at + 1) not in ("and", ",", ".")
    is_participle = low.endswith("ed") and before not in _DETERMINERS
    return before in _LEADERS or is_participle or (low.endswith("ing") and before in _PREPOSITIONS)


def _is_thing(row: Row, first: int, last: int) -> bool:
    head = row.low(last)
    return last - first < _MOST_WORDS and len(head) > 1 and not head[0].isdigit() and head not in _NO_HEADS


def _with_of(row: Row, found: Sequence[Candidate]) -> list[Candidate]:
    out: list[Candidate] = []
    for one in found:
        before = out[-1] if out else None
        gap = [row.low(i) for i in range(before.last + 1, one.first)] if before else []
        if before and gap and gap[0] == "of" and len(gap) < 3 and all(word in _DETERMINERS for word in gap[1:]):
            out[-1] = Candidate(Span(before.span.start, one.span.end), before.first, before.head, one.last)
        else:
            out.append(one)
    return out


@dataclass(frozen=True, slots=True)
class DealHere:
    """A deal as a sentence tells it: its main sort and its parties."""

    type: DealType
    parties: Collection[int]


class Signs:
    """Finds signs in the sentences of one article."""

    def __init__(self, text: str, rows: Sequence[Row], words: CapabilityWords) -> None:
        self.text = text
        self._words = words
        self._counts: Mapping[str, int] = Counter(stem(item.low) for row in rows for item in row.items)

    def of(self, row: Row, told: DealHere, ruled: Sequence[Span]) -> Iterator[tuple[Candidate, list[str]]]:
        """Give each candidate of a sentence with what speaks for and against it; `ruled` are the areas by the rules there."""
        found = candidates(row)
        places = [i for i, item in enumerate(row.items) if set(item.companies) & set(told.parties)]
        table = cues.shipped().by_form
        cue_at = [i for i, item in enumerate(row.items) if item.low in table]
        leader: Candidate | None = None
        for number, one in enumerate(found):
            before = found[number - 1] if number else None
            is_listed = before is not None and all(row.low(i) in _LISTING | _DETERMINERS for i in range(before.last + 1, one.first))
            leader = (leader or before) if is_listed else None
            yield one, list(dict.fromkeys(self._signs(row, one, leader, told, places, cue_at, ruled)))

    def _signs(
        self,
        row: Row,
        one: Candidate,
        leader: Candidate | None,
        told: DealHere,
        places: Sequence[int],
        cue_at: Sequence[int],
        ruled: Sequence[Span],
    ) -> Iterator[str]:
        kind = told.type
        yield f"t:{kind}"
        begin = (leader or one).first
        at = begin - 1
        while at >= 0 and row.low(at) in _DETERMINERS:
            at -= 1
        word = "@'s" if at >= 0 and row.items[at].is_owner else "@" if at >= 0 and row.items[at].companies else row.low(at) or "<"
        word = "#" if word[:1].isdigit() else word
        yield f"b:{word}"
        yield f"b:{word}:{kind}"
        yield f"B:{self._word(row, at - 1)}_{word}"
        verb = next((i for i in range(begin - 1, max(-1, begin - 9), -1) if self._is_verb(row, i)), -1)
        if verb >= 0:
            gap = [row.low(i) for i in range(verb + 1, begin) if row.low(i) in _PREPOSITIONS]
            yield f"v:{stem(row.low(verb))}"
            yield f"v:{stem(row.low(verb))}:{gap[-1] if gap else ''}"
            yield f"vt:{stem(row.low(verb))}:{kind}"
            yield from (f"vc:{c}:{gap[-1] if gap else ''}" for c in word_classes().get(stem(row.low(verb)), ()))
            yield f"vd:{min(5, begin - verb)}"
        cue = next((i for i in reversed(cue_at) if i < begin), -1)
        if cue >= 0:
            yield f"c:{stem(row.low(cue))}:{min(6, (begin - cue) // 2)}"
            yield from (f"cc:{c}" for c in word_classes().get(stem(row.low(cue)), ()))
        after = row.low(one.last + 1) or (">" if one.last + 1 >= len(row.items) else "@")
        yield f"f:{after}"
        yield f"F:{after}_{self._word(row, one.last + 2)}"
        yield from self._itself(row, one, kind)
        yield f"l:{leader is not None}:{after in _LISTING}"
        passed = sum(place < begin for place in places)
        yield f"p:{min(3, passed)}:{min(3, len(places) - passed)}"
        yield f"p:{min(3, passed)}:{min(3, len(places) - passed)}:{kind}"
        near = min((min(abs(place - one.first), abs(place - one.last)) for place in places), default=99)
        yield f"n:{min(8, near // 2)}"
        yield f"o:{any(item.companies and not set(item.companies) & set(told.parties) for item in row.items)}"
        yield f"s:{min(4, row.line.number // 2)}"
        if any(one.span.touches(span) for span in ruled):
            yield "R"
            yield f"R:{kind}"
        elif ruled:
            yield "R:other"

    def _itself(self, row: Row, one: Candidate, kind: DealType) -> Iterator[str]:
        head = stem(row.low(one.head))
        yield f"h:{head}"
        yield f"h:{head}:{kind}"
        yield from (f"hc:{c}" for c in word_classes().get(head, ()))
        yield from (f"hk:{c}:{kind}" for c in word_classes().get(head, ()))
        low = row.low(one.head)
        yield f"e:{low[-3:]}"
        yield f"e:{'plural' if low.endswith('s') and not low.endswith('ss') else 'one'}"
        if one.first != one.head:
            first = row.low(one.first)
            yield f"w:{'#' if first[:1].isdigit() else stem(first)}"
            yield from (f"w:{stem(row.low(i))}" for i in range(one.first + 1, one.head))
        yield f"z:{min(4, one.head - one.first)}:{one.last > one.head}"
        words = one.span.of(self.text)
        capitals = sum(word[:1].isupper() for word in words.split())
        yield f"u:{min(2, capitals)}:{capitals == len(words.split())}"
        yield f"m:{self._words.of(words) is not None}"
        yield f"r:{min(3, self._counts.get(head, 0))}"
        determiner = row.low(one.first - 1)
        yield f"D:{determiner if determiner in _DETERMINERS else ''}"

    def _word(self, row: Row, at: int) -> str:
        if not 0 <= at < len(row.items):
            return "<"
        low = row.low(at)
        return "@" if row.items[at].companies else "#" if low[:1].isdigit() else stem(low)

    def _is_verb(self, row: Row, at: int) -> bool:
        low = row.low(at)
        return low in verb_forms().base or low in cues.shipped().by_form
