"""Where the companies of an article stand: wording told by rules, clauses weighed by a model where there is one."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from explorer.landscape.excerpts import Span
from explorer.landscape.facts import CapabilityId, Voice
from explorer.landscape.readings import FoundStanding, Why
from explorer.landscape.vocabulary import StandingKind
from explorer.reading import clauses
from explorer.reading.identities import Organisation
from explorer.reading.mapping import CapabilityWords
from explorer.reading.masked import Masked
from explorer.reading.phrases import Row
from explorer.reading.standing_signs import SaidOf, said_of
from explorer.reading.standings import Stated, reality, standings
from explorer.reading.weighing import Weigher, chosen
from explorer.reading.worded import thing_named

_WE = frozenset(("we", "our", "us"))
_RANK = re.compile(
    r"\d|\b(?:behind|ahead|rank|leader|leads|trails|(?:first|second|third|last) place|(?:larg|bigg|small|low|high)est)\b"
)
_AND = re.compile(r",? and |, ")

LEAST = 0.28  # how likely a standing must be; a choice between missed and wrong ones, told in docs/reading.md


def clauses_of(text: str, rows: Sequence[Row], orgs: Sequence[Organisation], said: Sequence[Voice]) -> list[SaidOf]:
    """Return what is said of each company, sentence by sentence, and by whom; questions say nothing."""
    speakers = {org.name: index for index, org in enumerate(orgs)}
    kinds = clauses.shipped()
    mentioned = sum(len(org.mentions) for org in orgs)
    found: list[SaidOf] = []
    for told in rows:
        row = _first_person(told, speakers.get(said[told.line.number].organisation))
        if any(item.companies for item in row.items) and not asks(text, row):
            by_rule: dict[int, list[Stated]] = {}
            for stated in standings(Masked(row), is_question=False):
                by_rule.setdefault(stated.company, []).append(stated)
            found += said_of(row, orgs, len(rows), mentioned, by_rule, kinds)
    return found


def _first_person(row: Row, speaker: int | None) -> Row:
    """Put the company that speaks in the place of "we" and "our"."""
    if speaker is None or not any(item.low in _WE for item in row.items):
        return row
    items = (
        item._replace(companies=(speaker,), sure=0.6, is_owner=item.low == "our") if item.low in _WE else item for item in row.items
    )
    return replace(row, items=tuple(items))


def asks(text: str, row: Row) -> bool:
    """Say whether a sentence is a question."""
    return row.line.sentence.span.of(text).rstrip("\"'”’)").endswith("?")


class Standings:
    """Tells standings with one vocabulary of capabilities; without a weigher by the rules alone."""

    def __init__(self, words: CapabilityWords, places: frozenset[str], weigher: Weigher | None) -> None:
        self._words = words
        self._places = places
        self._weigher = weigher

    def of(self, text: str, rows: Sequence[Row], orgs: Sequence[Organisation], said: Sequence[Voice]) -> tuple[FoundStanding, ...]:
        """Return every standing that an article tells, in the order of its sentences."""
        if self._weigher is None:
            return self._by_rules(text, rows, said)
        told = clauses_of(text, rows, orgs, said)
        names = frozenset(mention.span.of(text) for org in orgs for mention in org.mentions)
        topic = cache(lambda: self._words.topic(text))  # seldom asked for, and all of the text to look through
        likely = self._weigher.likely([one.signs for one in told])
        found: list[FoundStanding] = []
        for place, kind, sure in chosen(told, likely, LEAST):
            one, voice = told[place], said[told[place].row.line.number]
            stated = next((rule for rule in one.stated if rule.kind is kind), None)
            if stated:
                standing = self._stated(text, stated, voice, round(sure, 2))
            else:
                standing = self._weighed(text, one, kind, voice, round(sure, 2), names, topic)
            found += [standing] if standing else []
        return tuple(found)

    def _by_rules(self, text: str, rows: Sequence[Row], said: Sequence[Voice]) -> tuple[FoundStanding, ...]:
        told = [(row, stated) for row in rows for stated in standings(Masked(row), is_question=asks(text, row))]
        found = [self._stated(text, stated, said[row.line.number], round(stated.sure, 2)) for row, stated in told]
        return tuple(standing for standing in found if standing)

    def _stated(self, text: str, stated: Stated, voice: Voice, sure: float) -> FoundStanding | None:
        what, capability = self._thing(stated.what.of(text), stated.clause.of(text))
        if not what or self._is_place(what):
            return None
        why = Why(stated.clause, f"{stated.kind.value} by wording", stated.trigger, stated.reality, voice, sure)
        return FoundStanding(stated.company, what, stated.kind, why, capability, stated.against.of(text).strip())

    def _weighed(
        self, text: str, one: SaidOf, kind: StandingKind, voice: Voice, sure: float, names: frozenset[str], topic: Callable[[], str]
    ) -> FoundStanding | None:
        """A standing whose capability is what the clause is about; none where it is about nothing."""
        what, capability = self._thing(one.object.of(text), one.span.of(text))
        if not what and kind in (StandingKind.LEADS, StandingKind.LAGS) and _RANK.search(one.span.of(text)):
            what, capability = topic(), self._words.of(topic())  # "Acme is second, at 60": in what the article speaks of
        if not what or self._is_place(what) or all(part in names for part in _AND.split(what)):
            return None
        how = reality(one.row.lows(one.clause.at + 1, one.clause.object_at), kind)
        why = Why(one.span, f"{kind.value} by its clause", _trigger(text, one), how, voice, sure)
        return FoundStanding(one.company, what, kind, why, capability)

    def _thing(self, words: str, clause: str) -> tuple[str, CapabilityId | None]:
        """The thing that words name and its capability; where they name none, the vocabulary's term in them or in their clause."""
        what = thing_named(words) or self._words.term_in(words) or self._words.term_in(clause)
        return what, self._words.of(what)

    def _is_place(self, what: str) -> bool:
        words = re.split(r"[ -]", what)
        return what in self._places or (words[-1] in self._places and all(word[:1].isupper() for word in words))


def _trigger(text: str, one: SaidOf) -> str:
    """The words between the company and what it stands on; those of the clause where there are none."""
    item = one.row.items[one.clause.at]
    between = Span(item.end, one.object.start).of(text).strip(" ,") if item.end < one.object.start else ""
    return (between or one.span.of(text))[:60].strip()
