"""The gap matrix: where companies stand on capabilities, as their sources say, and what follows from the flows of deals."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from explorer.analysis.glyphs import GLYPH_WORDS, STANDING_GLYPHS, Glyph
from explorer.landscape.claims import Cell, Claim, ClaimKind
from explorer.landscape.facts import (
    Basis,
    Capability,
    CapabilityId,
    Company,
    CompanyId,
    Deal,
    DealId,
    Flow,
    Standing,
    Statement,
)
from explorer.landscape.names import apart
from explorer.landscape.vocabulary import (
    CompanyKind,
    DealField,
    Instrument,
    Reality,
    Review,
    Stage,
    StandingKind,
    is_solid,
)
from explorer.landscape.wording import label

AS_WORDED = CapabilityId("as worded")

_STRONG = frozenset({StandingKind.LEADS, StandingKind.HAS, StandingKind.OFFERS})
_WEAK = frozenset({StandingKind.LAGS, StandingKind.LACKS})
_GAPS = frozenset({Glyph.LAGS, Glyph.LACKS, Glyph.SEEKS, Glyph.EXITS})
_AT_WORK = frozenset({Stage.SIGNED, Stage.IN_FORCE, Stage.EXTENDED})
_OVER = frozenset({Stage.DENIED, Stage.EXPIRED, Stage.TERMINATED, Stage.ABANDONED})
_MONEY = frozenset({"equity", "stake", "stakes", "share", "shares", "money", "cash", "capital", "funding", "investment", "funds"})
_SUM = re.compile(r"[$€£¥]\s?\d|\b\d[\d.,]* (?:thousand|million|billion|trillion)\b", re.I)

_LEAD = re.compile(
    r"^(?:(?:the|an?|its|their|his|her|our|some|any|all|both|own|new|current|existing|first|latest|(?:two|three|four|five)"
    r"|\d[\d,.]*) )+(?=[^\W\d])",
    re.I,
)


class EntryKind(StrEnum):
    """How a company comes to stand on a capability."""

    STATED = "stated"  # a source says so
    THROUGH = "through"  # a flow of a deal brings it
    WITH = "with"  # a deal names it as an area that the parties share


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that puts a company on a capability. `company` is who it is said of: the unit where a unit is named.

    A path leads through `partner` by `deal`; `firmness` says how firmly ("letter of intent", "in talks, intended"),
    `until` its term as worded. The first claim is the one whose words are shown.
    """

    kind: EntryKind
    glyph: Glyph
    words: str
    company: CompanyId
    basis: Basis
    claims: tuple[Claim, ...]
    is_ghost: bool
    standing: StandingKind | None = None
    partner: CompanyId | None = None
    deal: DealId | None = None
    firmness: str = ""
    until: str = ""
    as_of: str = ""

    @property
    def is_in_force(self) -> bool:
        """Say whether this is a path that can be relied on today."""
        return self.glyph is Glyph.THROUGH and not self.is_ghost


@dataclass(frozen=True, slots=True)
class CellContent:
    """What stands in one cell. `shown` are the one or two entries drawn; `entries` all of them, the shown first."""

    entries: tuple[Entry, ...] = ()
    shown: tuple[Entry, ...] = ()
    is_disputed: bool = False
    blank: Glyph = Glyph.SILENT

    @property
    def glyph(self) -> str:
        """The signs as text: "●", "○◌", "●⚡○" where sources disagree, or one of the blanks."""
        return (Glyph.DISPUTED if self.is_disputed else "").join(entry.glyph for entry in self.shown) or self.blank

    @property
    def words(self) -> str:
        """What the cell says, in words."""
        said = "; ".join(dict.fromkeys(entry.words for entry in self.shown)) or GLYPH_WORDS[self.blank]
        return f"sources disagree: {said}" if self.is_disputed else said

    @property
    def is_ghost(self) -> bool:
        """Say whether nothing in the cell reaches the reality level."""
        return bool(self.shown) and all(entry.is_ghost for entry in self.shown)

    @property
    def is_gap(self) -> bool:
        """Say whether a source solidly says that the capability is missing, wanted or given up, and no deal in force brings it."""
        wanting = any(entry.glyph in _GAPS and not entry.is_ghost for entry in self.shown)
        return wanting and not any(entry.is_in_force for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Column:
    """A capability of the matrix; `group` is its first level, or AS_WORDED where the vocabulary does not know it."""

    id: CapabilityId
    name: str
    group: CapabilityId
    group_name: str


@dataclass(frozen=True, slots=True)
class GapMatrix:
    """Companies by capabilities; cells without an entry are blanks, of which there are two kinds (the third is said to lack)."""

    companies: tuple[Company, ...]
    capabilities: tuple[Column, ...]
    cells: Mapping[Cell, CellContent]
    examined: frozenset[CompanyId]

    def content(self, company: CompanyId, capability: CapabilityId) -> CellContent:
        """Return what stands in a cell, blank or not."""
        known = self.cells.get(Cell(company, capability))
        return known or CellContent(blank=Glyph.SILENT if company in self.examined else Glyph.NOT_EXAMINED)

    def row(self, company: CompanyId) -> tuple[tuple[Column, CellContent], ...]:
        """Return the columns in which the company has an entry."""
        return tuple((column, self.cells[cell]) for column in self.capabilities if (cell := Cell(company, column.id)) in self.cells)

    def gaps_of(self, company: CompanyId) -> int:
        """Count the capabilities that the company wants, lacks or lags in and no deal in force brings."""
        return sum(content.is_gap for _, content in self.row(company))


def gap_matrix(
    companies: Sequence[Company],
    capabilities: Sequence[Capability],
    standings: Sequence[Standing],
    flows: Sequence[Flow],
    deals: Sequence[Deal],
    *,
    level: Reality,
    examined: Collection[CompanyId],
    areas: Sequence[Statement] = (),
) -> GapMatrix:
    """Draw the matrix at a reality level: units count for their parent and are named; what lies below the level is a ghost.

    `examined` are the companies of which a source speaks by name. `areas` are the AREA statements of the deals: what the parties
    work on together.
    """
    family = _Family(companies)
    columns = _Columns(capabilities)
    known_deals = {deal.id: deal for deal in deals if deal.review is not Review.REJECTED}
    entries: dict[Cell, list[Entry]] = {}
    for standing in standings:
        if standing.company in family.roots and standing.basis.review is not Review.REJECTED:
            cell = Cell(family.roots[standing.company], columns.of(standing.capability, standing.what))
            entries.setdefault(cell, []).append(_stated(standing, family, level))
    given: set[tuple[DealId, CapabilityId]] = set()
    for flow in flows:
        if flow.deal in known_deals and _brings_a_capability(flow, family):
            capability = columns.of(flow.capability, flow.what)
            given.add((flow.deal, capability))
            entry = _through(flow, known_deals[flow.deal], family, level)
            entries.setdefault(Cell(family.roots[flow.taker], capability), []).append(entry)
    for area in areas:
        if area.field is DealField.AREA and area.deal in known_deals and area.basis.review is not Review.REJECTED:
            capability = columns.of(area.capability, area.value)
            if (area.deal, capability) not in given:
                for entry in _with(area, known_deals[area.deal], family, level):
                    entries.setdefault(Cell(family.roots[entry.company], capability), []).append(entry)
    cells = {cell: _content(found) for cell, found in entries.items()}
    peopled = {cell.company for cell in cells}
    rows = (company for company in companies if family.is_root(company.id) and (company.id in peopled or _has_own_row(company)))
    return GapMatrix(
        tuple(sorted(rows, key=lambda company: (company.name.casefold(), company.id))), columns.used(), cells, frozenset(examined)
    )


class _Family:
    """Who belongs to whom: every company's root and its name as a partner."""

    def __init__(self, companies: Sequence[Company]) -> None:
        self._companies = {company.id: company for company in companies}
        self.roots = {company.id: self._root(company.id) for company in companies}

    def is_root(self, company: CompanyId) -> bool:
        return self.roots[company] == company

    def name(self, company: CompanyId) -> str:
        """Return "Alibaba", "Alibaba Cloud", "AliOS (Alibaba)"."""
        own, root = self._companies[company].name, self._companies[self.roots[company]].name
        return apart(own) if root.casefold() in own.casefold() else f"{apart(own)} ({apart(root)})"

    def _root(self, company: CompanyId) -> CompanyId:
        seen = {company}
        while (parent := self._companies[company].parent) in self._companies and parent is not None and parent not in seen:
            seen.add(parent)
            company = parent
        return company


class _Columns:
    """The capabilities that appear, in the vocabulary's order; those as worded behind them."""

    def __init__(self, capabilities: Sequence[Capability]) -> None:
        self._vocabulary = {capability.id: capability for capability in capabilities}
        self._known = {name.casefold(): one.id for one in reversed(capabilities) for name in (one.name, *one.synonyms)}
        self._seen: dict[CapabilityId, str] = {}

    def of(self, capability: CapabilityId | None, worded: str) -> CapabilityId:
        """Return the column of a capability, or of its wording where the vocabulary has none."""
        plain = _without_lead(worded)
        found = capability if capability in self._vocabulary else self._known.get(plain.casefold())
        if found is not None:
            self._seen.setdefault(found, self._vocabulary[found].name)
            return found
        worded_id = CapabilityId(f"{AS_WORDED}:{_of_one(plain)}")
        self._seen.setdefault(worded_id, plain)
        return worded_id

    def used(self) -> tuple[Column, ...]:
        order = {capability: place for place, capability in enumerate(self._vocabulary)}
        columns = [self._column(capability, name) for capability, name in self._seen.items()]
        beyond = len(order)

        def key(column: Column) -> tuple[int, bool, int, str]:
            is_second = column.group != column.id
            return order.get(column.group, beyond), is_second, order.get(column.id, beyond), column.name.casefold()

        return tuple(sorted(columns, key=key))

    def _column(self, capability: CapabilityId, name: str) -> Column:
        known = self._vocabulary.get(capability)
        if known is None:
            return Column(capability, name, AS_WORDED, "As worded")
        group = self._vocabulary.get(known.parent, known) if known.parent else known
        return Column(capability, name, group.id, group.name)


def _without_lead(worded: str) -> str:
    """Leave out articles, owners and what is only new: "its new flying cars" are flying cars."""
    plain = " ".join(worded.split())
    return _LEAD.sub("", plain) or plain


def _of_one(plain: str) -> str:
    """What tells one wording from another: neither case nor plural."""
    low = plain.casefold()
    return low[:-1] if low.endswith("s") and not low.endswith(("ss", "us", "is", "news")) else low


def _has_own_row(company: Company) -> bool:
    return company.kind not in (CompanyKind.PUBLIC_BODY, CompanyKind.GROUP)


def _brings_a_capability(flow: Flow, family: _Family) -> bool:
    if flow.basis.review is Review.REJECTED or flow.giver not in family.roots or flow.taker not in family.roots:
        return False
    is_money = flow.capability is None and bool(_MONEY.intersection(flow.what.casefold().split()) or _SUM.search(flow.what))
    return not is_money and family.roots[flow.giver] != family.roots[flow.taker]


def _stated(standing: Standing, family: _Family, level: Reality) -> Entry:
    words = [label(standing.kind)]
    if standing.against:
        words[0] += f" against {standing.against}"
    if not family.is_root(standing.company):
        words[0] += f", through its unit {family.name(standing.company)}"
    words += _reality_words(standing.basis.reality)
    return Entry(
        EntryKind.STATED,
        STANDING_GLYPHS[standing.kind],
        ", ".join(words),
        standing.company,
        standing.basis,
        (Claim(ClaimKind.STANDING, standing.id),),
        is_ghost=not is_solid(standing.basis.reality, level),
        standing=standing.kind,
        as_of=standing.as_of,
    )


def _through(flow: Flow, deal: Deal, family: _Family, level: Reality) -> Entry:
    firmness = path_firmness(deal, flow.basis.reality)
    taker = "" if family.is_root(flow.taker) else f" for {family.name(flow.taker)}"
    return Entry(
        EntryKind.THROUGH,
        _path_glyph(deal, flow.basis.reality),
        _joined(f"gets through {family.name(flow.giver)}{taker}", firmness, deal.term),
        flow.taker,
        flow.basis,
        (Claim(ClaimKind.FLOW, flow.id), Claim(ClaimKind.DEAL, deal.id)),
        is_ghost=is_path_ghost(deal, flow.basis.reality, level),
        partner=flow.giver,
        deal=deal.id,
        firmness=firmness,
        until=deal.term,
    )


def _with(area: Statement, deal: Deal, family: _Family, level: Reality) -> Iterable[Entry]:
    """Yield an entry for each party's family, naming the others."""
    parties: dict[CompanyId, CompanyId] = {}
    for party in deal.parties:
        if party in family.roots:
            parties.setdefault(family.roots[party], party)
    firmness = path_firmness(deal, area.basis.reality)
    for root, party in parties.items():
        others = [other for other_root, other in parties.items() if other_root != root]
        if others:
            yield Entry(
                EntryKind.WITH,
                _path_glyph(deal, area.basis.reality),
                _joined(f"with {', '.join(map(family.name, others))}", firmness, deal.term),
                party,
                area.basis,
                (Claim(ClaimKind.STATEMENT, area.id), Claim(ClaimKind.DEAL, deal.id)),
                is_ghost=is_path_ghost(deal, area.basis.reality, level),
                partner=others[0],
                deal=deal.id,
                firmness=firmness,
                until=deal.term,
            )


def _path_glyph(deal: Deal, reality: Reality) -> Glyph:
    """A path is in force when its deal is at work on definitive paper and the claim itself is agreed or done."""
    is_firm = deal.stage in _AT_WORK and deal.instrument in (None, Instrument.DEFINITIVE) and is_solid(reality, Reality.AGREED)
    return Glyph.THROUGH if is_firm else Glyph.CONTINGENT


def is_path_ghost(deal: Deal, reality: Reality, level: Reality) -> bool:
    """Say whether a path is a ghost: its claim lies below the level, or its deal is over or denied."""
    return not is_solid(reality, level) or deal.stage in _OVER or deal.reality is Reality.DENIED


def path_firmness(deal: Deal, reality: Reality) -> str:
    """Return "letter of intent", "in talks, intended", "in force": instrument before stage, then what is less than done."""
    is_telling = deal.instrument not in (None, Instrument.DEFINITIVE) and deal.stage not in _OVER
    paper = deal.instrument if is_telling and deal.instrument is not None else deal.stage
    return ", ".join(dict.fromkeys([label(paper), *_reality_words(reality)]))


def _reality_words(reality: Reality) -> list[str]:
    return [] if reality is Reality.DONE else [label(reality)]


def _joined(*words: str) -> str:
    return ", ".join(word for word in words if word)


def _content(entries: list[Entry]) -> CellContent:
    """Choose what is drawn: the best stated entry with the best path, or both sides where statements disagree."""
    latest_first = sorted(sorted(entries, key=lambda entry: entry.claims[0].id), key=_when, reverse=True)
    ordered = sorted(latest_first, key=_rank)
    stated = [entry for entry in ordered if entry.kind is EntryKind.STATED]
    sides = _two_sides(stated)
    paths = [entry for entry in ordered if entry.kind is not EntryKind.STATED]
    shown = sides or tuple(stated[:1] + paths[:1])
    rest = tuple(entry for entry in ordered if entry not in shown)
    return CellContent(shown + rest, shown, is_disputed=bool(sides))


def _when(entry: Entry) -> tuple[str, int]:
    return entry.as_of, entry.basis.excerpt.span.start if entry.basis.excerpt else 0


def _rank(entry: Entry) -> tuple[bool, bool, bool, bool]:
    """Solid before ghost, the analyst's before the machine's, reviewed before proposed, firm before contingent."""
    basis = entry.basis
    return entry.is_ghost, basis.origin != "analyst", basis.review is Review.PROPOSED, entry.glyph is Glyph.CONTINGENT


def _two_sides(stated: list[Entry]) -> tuple[Entry, ...]:
    """Return one entry of each side where equally real statements cannot both hold: the solid ones, or ghosts among ghosts."""
    peers = [entry for entry in stated if entry.is_ghost == stated[0].is_ghost and entry.standing in _STRONG | _WEAK]
    sides: dict[bool, Entry] = {}
    for entry in peers:
        sides.setdefault((entry.standing in _STRONG) != (entry.basis.reality is Reality.DENIED), entry)
    return tuple(sides.values()) if len(sides) == 2 else ()
