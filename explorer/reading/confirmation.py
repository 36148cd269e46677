"""Frames propose, the detector confirms: tellings it does not believe are left out, and deals that no frame saw are added."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from explorer.landscape.excerpts import Span
from explorer.landscape.vocabulary import DealType
from explorer.reading.cues import Cues
from explorer.reading.detector import Detector, Judged, Scored
from explorer.reading.events import clause, standing_at
from explorer.reading.phrases import Row
from explorer.reading.tellings import Event

RULE = "model"
_ROLES = {
    DealType.ACQUISITION: ("buyer", "target"),
    DealType.EQUITY_STAKE: ("buyer", "target"),
    DealType.FUNDING: ("buyer", "target"),
    DealType.DIVESTITURE: ("seller", "target"),
    DealType.SUPPLY: ("giver", "taker"),
    DealType.SERVICE: ("giver", "taker"),
    DealType.LICENCE: ("giver", "taker"),
    DealType.MANUFACTURING: ("giver", "taker"),
    DealType.DISTRIBUTION: ("giver", "taker"),
}
_SURE_WAY = 0.5  # how far from even the chance of a direction must lie before roles are named
_BY_A_THIRD = 0.9  # where both deal with a third in the same sentence: "A, which B bought in 1999, will be sold to C"
_SURE_SORT = 0.5  # the share of the chances from which a sort counts that no frame tells
#: Frames of which the word tells little: goods are sold, carried and made as companies are.
_MISLEADING = frozenset((("sells verb", (DealType.DIVESTITURE,)), ("gives verb", (DealType.MANUFACTURING,))))
Key = tuple[int, int]


class Confirmation:
    """Weighs the tellings of one article with what the detector says of its pairs."""

    def __init__(
        self,
        detector: Detector,
        cues: Cues,
        text: str,
        rows: Sequence[Row],
        owners: Sequence[int],
        bodies: frozenset[int],
    ) -> None:
        self._detector = detector
        self._cues = cues
        self._text = text
        self._rows = rows
        self._owners = owners
        self._bodies = bodies

    def of(self, told: Sequence[Event]) -> list[Event]:
        """Return the tellings that are believed, each as sure as the detector is, and those added."""
        judged = self._detector.judge(self._rows, told, self._owners, self._bodies)
        kept = [event for event in told if event.refers_back or self._best(event, judged) >= self._detector.least]
        named = {key for event in kept if not event.is_bare for key in self._keys(event)}
        kept = [event if event.refers_back else self._weighed(event, judged, named) for event in kept]
        framed = {key for event in kept for key in self._keys(event)} | self._one_by_one(told)
        partners: dict[tuple[int, int], set[int]] = defaultdict(set)  # by sentence and company, as the frames tell it
        for event in kept:
            for one, other in self._keys(event):
                partners[event.line, one].add(other)
                partners[event.line, other].add(one)
        return kept + [event for key, one in judged.items() if key not in framed for event in self._added(one, key, partners)]

    def _keys(self, event: Event) -> Iterator[Key]:
        ends = sorted({self._owners[c] for c in event.companies})
        yield from combinations(ends, 2)

    def _one_by_one(self, told: Sequence[Event]) -> set[Key]:
        """Those whom one word names as bought, served or dealt with, each for itself: they deal not with each other there."""
        of_word: dict[Span, set[int]] = defaultdict(set)
        together: set[Key] = set()
        for event in told:
            of_word[event.trigger].update(self._owners[c] for c in event.companies)
            together.update(self._keys(event))
        return {key for ends in of_word.values() for key in combinations(sorted(ends), 2)} - together

    def _best(self, event: Event, judged: Mapping[Key, Judged]) -> float:
        # A pair that is not judged has no sentence of its own, or belongs to one owner: only the frame can tell.
        return max((judged[key].chance if key in judged else event.sure for key in self._keys(event)), default=event.sure)

    def _weighed(self, event: Event, judged: Mapping[Key, Judged], named: set[Key]) -> Event:
        event = replace(event, sure=round(self._best(event, judged), 2))
        if event.is_bare and named.isdisjoint(self._keys(event)):  # "a deal", and nothing else says what sort
            ones = [judged[key] for key in self._keys(event) if key in judged]
            if ones:
                types = max(ones, key=lambda one: one.chance).types()
                return replace(event, types=tuple(dict.fromkeys((*types, *event.types)))[:2])
        return event if event.is_bare else self._sorted(event, judged)

    def _sorted(self, event: Event, judged: Mapping[Key, Judged]) -> Event:
        """Let the detector name a sort that the frame does not tell: beside the frame's, or before it where frames mislead."""
        ones = [judged[key] for key in self._keys(event) if key in judged]
        if not ones:
            return event
        kind, share = max(ones, key=lambda one: one.chance).ranked()[0]
        if (event.rule, event.types) in _MISLEADING:
            return replace(event, types=tuple(dict.fromkeys((kind, *event.types)))[:2])
        if share >= _SURE_SORT and kind not in event.types:
            return replace(event, types=(event.types[0], kind))
        return event

    def _added(self, one: Judged, key: Key, partners: Mapping[tuple[int, int], set[int]]) -> Iterator[Event]:
        best = one.scored[0]
        first, second = (partners.get((best.pair.line, end), set()) for end in key)
        if one.chance < (_BY_A_THIRD if first & second else self._detector.least):
            return
        for scored in one.scored[:2]:
            if scored is best or scored.of_a_deal > max(0.5, 0.7 * best.of_a_deal):
                yield self._telling(scored, one)

    def _telling(self, scored: Scored, one: Judged) -> Event:
        row = self._rows[scored.pair.line]
        types = one.types()
        at = self._trigger(row, scored, types[0])
        first, second = scored.pair.first.company, scored.pair.second.company
        roles = _ROLES.get(types[0], ("", ""))
        if abs(scored.first_gives - 0.5) < _SURE_WAY / 2:
            roles = ("", "")
        elif scored.first_gives < 0.5:
            first, second = second, first
        item = row.items[at]
        return Event(
            types,
            (first, second),
            roles,
            standing_at(row, at, self._text, self._cues, types[0]),
            Span(item.start, item.end),
            clause(row, self._text),
            row.line.number,
            RULE,
            round(one.chance, 2),
            item.low,
        )

    def _trigger(self, row: Row, scored: Scored, kind: DealType) -> int:
        """The word that names the deal: a cue of its type, else any cue, else what stands between; the nearest."""
        i, j = scored.pair.first.item, scored.pair.second.item
        cues = [at for at, item in enumerate(row.items) if item.low in self._cues.by_form]
        own = [at for at in cues if any(cue.type is kind for cue in self._cues.by_form[row.items[at].low])]
        for places in (own, cues, range(i + 1, j), range(j + 1, len(row.items)), range(len(row.items))):
            words = [at for at in places if row.items[at].low[:1].isalpha() or places is own]
            if words:
                return min(words, key=lambda at: (max(i - at, at - j, 0), at))
        return 0
