"""From gathered tellings and flows to found deals, each field with the words it stands on."""

from collections.abc import Sequence
from dataclasses import replace

from explorer.landscape.excerpts import Span
from explorer.landscape.facts import Voice
from explorer.landscape.readings import FoundDeal, FoundFlow, FoundStatement, Why
from explorer.landscape.vocabulary import DealField, Reality, Stage
from explorer.reading import stages
from explorer.reading.area_signs import DealHere, Signs
from explorer.reading.area_weigher import AreaWeigher
from explorer.reading.areas import area_of_flow, ruled_areas, things_in
from explorer.reading.deals import Gathered
from explorer.reading.details import money_in, term_in
from explorer.reading.flows import Told, joint
from explorer.reading.giving import given
from explorer.reading.mapping import CapabilityWords
from explorer.reading.masked import Masked
from explorer.reading.phrases import Row, names_in
from explorer.reading.tellings import Event
from explorer.reading.things import thing_in

_NAMES_AREA = frozenset(("flow: helps", "flow: joint work", "flow: each other"))
_IN_FORCE = frozenset((Stage.IN_FORCE, Stage.EXTENDED))


class Assembly:
    """Puts the deals of one article together."""

    def __init__(
        self, text: str, said: Sequence[Voice], words: CapabilityWords, owners: Sequence[int], weigher: AreaWeigher | None = None
    ) -> None:
        self._text = text
        self._said = said
        self._words = words
        self._owners = owners
        self._deals: list[Gathered] = []
        self._rows: dict[int, Row] = {}
        self._weigher = weigher
        self._signs: Signs | None = None

    def deals(
        self, gathered: Sequence[Gathered], gave: Sequence[tuple[Masked, Told]], masked: Sequence[Masked]
    ) -> tuple[FoundDeal, ...]:
        """Return every deal with its statements and flows."""
        self._deals = list(gathered)
        self._rows = {m.row.line.number: m.row for m in masked}
        if self._weigher is not None:
            self._signs = Signs(self._text, list(self._rows.values()), self._words)
        flows: dict[int, list[FoundFlow]] = {index: [] for index in range(len(self._deals))}
        for m, told in gave:
            home = self._home(told)
            if home is not None:
                flows[home].append(self._flow(told, m.row.line.number, self._deals[home]))
        for index, deal in enumerate(self._deals):
            flows[index] = _without_doubles(self._by_roles(deal), flows[index], are_told_better=not deal.is_ownership)
        self._add_joint(flows, masked)
        return tuple(FoundDeal(self._statements(deal, flows[index]), tuple(flows[index])) for index, deal in enumerate(self._deals))

    def deals_about(self, companies: Sequence[int]) -> tuple[int, ...]:
        """Return the deals between companies that are named together; of one company alone its deal, where it has but one."""
        here = {self._owners[c] for c in companies}
        parties = [{self._owners[c] for c in deal.parties} for deal in self._deals]
        if len(here) > 1:
            return tuple(index for index, mine in enumerate(parties) if len(mine & here) > 1)
        own = [index for index, mine in enumerate(parties) if mine & here]
        return tuple(own) if len(own) == 1 else ()

    def _home(self, told: Told) -> int | None:
        """The deal that a flow belongs to: one of working together before one of owning."""
        ends = {self._owners[told.giver], self._owners[told.taker]}
        fitting = [i for i, deal in enumerate(self._deals) if ends <= {self._owners[c] for c in deal.parties}]
        return min(fitting, key=lambda i: (self._deals[i].is_ownership, i), default=None)

    def _by_roles(self, deal: Gathered) -> list[FoundFlow]:
        """The flows that the roles of the parties say, between each two the first."""
        found: list[FoundFlow] = []
        for event in deal.events:
            for giver, taker, what in given(event):
                if not any({f.giver, f.taker} == {giver, taker} for f in found):
                    words = what if deal.is_ownership else self._thing_given(event) or what
                    found.append(FoundFlow(giver, taker, words, self._why(event, event.evidence), self._words.of(words)))
        return found

    def _thing_given(self, event: Event) -> str:
        """The first thing that the sentence of a telling names as what the deal is about."""
        named = names_in(self._rows[event.line])
        things = things_in(self._text, event.evidence, event.trigger.start, named, is_ownership=False)
        return thing_in(things[0].of(self._text)) if things else ""

    def _flow(self, told: Told, line: int, deal: Gathered) -> FoundFlow:
        reality = told.reality or _level(deal)
        why = Why(told.clause, f"flow: {told.rule}", told.trigger[:80], reality, self._said[line], round(told.sure, 2))
        words = told.what.of(self._text)
        what = thing_in(words) or words
        means = told.means.of(self._text) if told.means else ""
        place = told.place.of(self._text) if told.place else ""
        return FoundFlow(told.giver, told.taker, what, why, self._words.of(what) or self._words.of(words), means, place)

    def _add_joint(self, flows: dict[int, list[FoundFlow]], masked: Sequence[Masked]) -> None:
        """Joint work that a sentence speaks of belongs to the deal it tells of, or to the only deal of working together."""
        together = [i for i, deal in enumerate(self._deals) if not deal.is_ownership and len(deal.parties) == 2]
        for m in masked:
            line = m.row.line.number
            here = [i for i in together if any(event.line == line for event in self._deals[i].events)]
            here = here or [i for i in together if any(set(self._deals[i].parties) <= set(item.companies) for item in m.row.items)]
            for index in here[:1]:
                for told in joint(m, tuple(self._deals[index].parties)):
                    if not any(f.giver == told.giver and f.why.span.touches(told.clause) for f in flows[index]):
                        flows[index].append(self._flow(told, line, self._deals[index]))

    def _statements(self, deal: Gathered, flows: Sequence[FoundFlow]) -> tuple[FoundStatement, ...]:
        out: list[FoundStatement] = []
        seen: set[int] = set()
        stated: set[Span] = set()
        for event in deal.events:
            if event.evidence not in stated:
                stated.add(event.evidence)
                out.append(FoundStatement(DealField.EVIDENCE, "", self._why(event, event.evidence)))
        for event in deal.events:
            for company, role in zip(event.companies, event.roles, strict=True):
                if company not in seen:
                    seen.add(company)
                    out.append(FoundStatement(DealField.PARTY, role, self._why(event, event.evidence), company))
        tellers = {kind: next(event for event in deal.events if kind in event.types) for kind in deal.types}
        out += [FoundStatement(DealField.TYPE, kind, self._why(teller, teller.trigger)) for kind, teller in tellers.items()]
        for step in deal.steps:
            why = self._why(step, step.evidence, step.standing.words)
            if step is deal.steps[-1] and why.reality is Reality.POSSIBLE and any(f.why.reality is Reality.INTENDED for f in flows):
                why = replace(why, reality=Reality.INTENDED)  # what the parties intend inside it makes the deal more than possible
            out.append(FoundStatement(DealField.STAGE, step.standing.stage, why))
        details: list[FoundStatement] = []
        for event in sorted({e.line: e for e in reversed(deal.events)}.values(), key=lambda e: e.trigger):
            self._add_details(details, event, deal)
        if not deal.is_ownership:
            for flow in flows:
                if flow.why.rule in _NAMES_AREA and (area := area_of_flow(self._text, flow.why.span)):
                    self._add_area(details, area, flow.why)
        return (*out, *details)

    def _add_details(self, out: list[FoundStatement], event: Event, deal: Gathered) -> None:
        text, sentence = self._text, event.evidence
        for field, span in (
            (DealField.TERM, term_in(text, sentence)),
            (DealField.VALUE, money_in(text, sentence, event.trigger.start)),
        ):
            if span and not any(s.field == field for s in out) and (field is DealField.VALUE or not deal.is_ownership):
                out.append(FoundStatement(field, span.of(text), self._why(event, span)))
        paper = stages.instrument(sentence.of(text).lower())
        if paper and not any(s.field is DealField.INSTRUMENT for s in out):
            out.append(FoundStatement(DealField.INSTRUMENT, paper[0], self._why(event, sentence, paper[1].group())))
        if not (event.refers_back or event.standing.reality is Reality.ASKED):
            for area in self._areas(event, deal):
                self._add_area(out, area, self._why(event, area))

    def _areas(self, event: Event, deal: Gathered) -> list[Span]:
        """What the deal is about, as its sentence tells: by the rules, and by the model where there is one."""
        row = self._rows[event.line]
        ruled = ruled_areas(self._text, event.evidence, event.trigger.start, names_in(row), is_ownership=deal.is_ownership)
        if self._weigher is None or self._signs is None:
            return ruled
        return self._weigher.areas(self._signs, row, DealHere(deal.types[0], deal.parties), ruled)

    def _add_area(self, out: list[FoundStatement], area: Span, why: Why) -> None:
        words = area.of(self._text)
        if not any(s.field is DealField.AREA and (s.why.span.touches(area) or s.value.casefold() == words.casefold()) for s in out):
            why = Why(area, why.rule, why.trigger, why.reality, why.voice, why.confidence)
            out.append(FoundStatement(DealField.AREA, words, why, capability=self._words.of(words)))

    def _why(self, event: Event, span: Span, trigger: str = "") -> Why:
        words = trigger or event.trigger.of(self._text)
        return Why(span, event.rule, words, event.standing.reality, self._said[event.line], event.sure)


def _without_doubles(by_roles: list[FoundFlow], told: list[FoundFlow], *, are_told_better: bool) -> list[FoundFlow]:
    """Put flows by roles and flows told in words together; of two that one place tells, one way, one is kept.

    What a buyer gives is equity, whatever is "offered" in that sentence; what a supplier gives, its words say better.
    """

    def is_double(one: FoundFlow, others: list[FoundFlow]) -> bool:
        return any((o.giver, o.taker) == (one.giver, one.taker) and o.why.span.touches(one.why.span) for o in others)

    if are_told_better:
        return [flow for flow in by_roles if not is_double(flow, told)] + told
    return by_roles + [flow for flow in told if not is_double(flow, by_roles)]


def _level(deal: Gathered) -> Reality:
    """How real a flow is where its own words do not tell: done where the deal is in force, else what the deal is."""
    last = deal.steps[-1].standing
    if last.stage in _IN_FORCE or last.reality is not Reality.DONE:
        return last.reality
    return Reality.INTENDED if last.stage is Stage.SIGNED else last.reality
