"""What panels ask of a landscape more than once: excerpts gathered by their words, and the gap matrix of all that is known."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from explorer.analysis.gaps import GapMatrix, gap_matrix
from explorer.landscape.claims import Claim
from explorer.landscape.excerpts import Excerpt, SourceId, Span
from explorer.landscape.facts import Basis, Capability, Company, CompanyId, Deal, DealId, Flow, Standing, Statement
from explorer.landscape.networks import NETWORK_TYPES
from explorer.landscape.vocabulary import DealField, Reality, Review, Stage
from explorer.landscape.wording import describe_review, describe_voice, label, listed
from explorer.map.terrain import NO_DAY, Terrain
from explorer.project.landscape import Landscape
from explorer.reading.sentences import sentences

#: How much of a sentence is shown before and behind the words that matter.
FAR = 600

_BLANK_LINE = "\n\n"
#: How far from the words an end of their sentence is looked for.
_WINDOW = 1200


@dataclass(frozen=True, slots=True)
class Told:
    """Words of a source and everything claimed from them about one deal or company; `basis` is that of the first claim.

    `before` and `after` are the rest of the sentence the words stand in; `each` names the claims one by one; `also` are the
    outlets that printed the same words in another printing of the story.
    """

    claims: tuple[Claim, ...]
    words: tuple[str, ...]
    basis: Basis
    where: str
    deal: DealId | None = None
    before: str = ""
    after: str = ""
    each: tuple[tuple[Claim, str], ...] = ()
    also: tuple[str, ...] = ()

    @property
    def caption(self) -> str:
        """Say where the words stand, who says them, how real they are and what became of them."""
        basis = self.basis
        by = describe_voice(basis.voice) if basis.excerpt else "the analyst"
        parts = (self.where, by, label(basis.reality), describe_review(basis.review))
        return " · ".join((*parts, f"also printed by {listed(list(self.also))}") if self.also else parts)


def told(landscape: Landscape, found: Iterable[tuple[Claim, Basis, str]], *, are_shown: bool = True) -> tuple[Told, ...]:
    """Gather claims by the words they stand on and the deal they belong to, in the order given; rejected ones are left out.

    Where not all of them are shown at once, those that are are to be `placed`.
    """
    live = [each for each in found if each[1].review is not Review.REJECTED]
    deals = landscape.deals_told([claim for claim, _, _ in live])
    return _grouped(landscape, ((*each, deals.get(each[0])) for each in live), are_shown=are_shown)


def told_of(landscape: Landscape, claims: Iterable[Claim]) -> tuple[Told, ...]:
    """Gather these claims by the words they stand on; those that an undo took away are left out."""
    found = landscape.claims(list(dict.fromkeys(claims)))
    live = ((claim, *said) for claim, said in found.items() if said[0].review is not Review.REJECTED)
    return _grouped(landscape, live, are_shown=True)


def where(landscape: Landscape, excerpt: Excerpt) -> str:
    """Say where an excerpt stands: "Ford and Alibaba sign, 2017-12-07, paragraph 3"."""
    source = landscape.source(excerpt.source)
    mark = ""
    for offset, name in landscape.marks(excerpt.source):
        if offset > excerpt.span.start:
            break
        mark = name
    return ", ".join(part for part in (source.title or source.file_name or "pasted text", source.published, mark) if part)


#: Rows of the gap matrix of a large landscape.
MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class Known:
    """What the gap matrix of everything is made of, at whatever level."""

    companies: tuple[Company, ...]
    capabilities: tuple[Capability, ...]
    standings: tuple[Standing, ...]
    flows: tuple[Flow, ...]
    deals: tuple[Deal, ...]
    examined: frozenset[CompanyId]
    areas: tuple[Statement, ...]

    def matrix(self, level: Reality) -> GapMatrix:
        """Return the gap matrix at a level."""
        return gap_matrix(
            self.companies,
            self.capabilities,
            self.standings,
            self.flows,
            self.deals,
            level=level,
            examined=self.examined,
            areas=self.areas,
        )


def known_of(landscape: Landscape) -> Known:
    """Return what the gap matrix of a landscape is made of; two thirds of the work, and the same until the next edit."""
    deals = landscape.deals()
    return Known(
        landscape.companies(),
        landscape.capabilities(),
        landscape.standings(),
        landscape.flows(),
        deals,
        landscape.examined_companies(),
        _areas_of(landscape, deals),
    )


def known_of_large(landscape: Landscape, terrain: Terrain, chosen: Iterable[CompanyId]) -> Known:
    """Return what the gap matrix of a large landscape is made of: the companies of which something is told of capabilities.

    Where these are more than MOST_ROWS, the chosen ones with their neighbours come first, then those with the most deals.
    """
    flows, standings = landscape.flows(), landscape.standings()
    deals = landscape.deals_among(landscape.deals_of_capabilities())
    told = {standing.company for standing in standings} | {end for flow in flows for end in (flow.giver, flow.taker)}
    told |= {party for deal in deals for party in deal.parties} | set(chosen)
    rows = terrain.rows_of(told)
    first = terrain.rows_of(chosen)
    near = terrain.with_partners(first)
    order = np.lexsort((-terrain.deals[rows], ~np.isin(rows, near), ~np.isin(rows, first)))[:MOST_ROWS]
    companies = landscape.companies_among(CompanyId(id_) for id_ in terrain.ids[terrain.root[rows[order]]].tolist())
    there = {company.id for company in companies}
    return Known(
        companies,
        landscape.capabilities(),
        tuple(standing for standing in standings if standing.company in there),
        flows,
        deals,
        landscape.examined_among(there),
        _areas_of(landscape, deals),
    )


def by_year(terrain: Terrain) -> list[tuple[int, Stage, DealId]]:
    """Return year, stage and id of every deal that has a date."""
    rows = np.flatnonzero(terrain.day != NO_DAY)
    years = terrain.day[rows].astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    stages = list(Stage)
    told = zip(years.tolist(), terrain.stage[rows].tolist(), terrain.deal_ids[rows].tolist(), strict=True)
    return [(year, stages[stage], DealId(id_)) for year, stage, id_ in told]


def matrix_of(landscape: Landscape, level: Reality) -> GapMatrix:
    """Return the gap matrix of everything that is known."""
    return known_of(landscape).matrix(level)


def row_of(landscape: Landscape, company: CompanyId, level: Reality, deals: Sequence[Deal], around: Sequence[Company]) -> GapMatrix:
    """Return a matrix in which the row of one company is complete; a unit stands there for itself.

    `deals` and `around` are the deals and the companies around it.
    """
    companies = [replace(one, parent=None) if one.id == company else one for one in around]
    units = landscape.units_of(company)
    standings = [standing for one in (company, *(unit.id for unit in units)) for standing in landscape.standings(one)]
    return gap_matrix(
        companies,
        landscape.capabilities(),
        list(dict.fromkeys(standings)),
        landscape.flows_with(company),
        deals,
        level=level,
        examined=frozenset({company}),
        areas=_areas_of(landscape, deals),
    )


def companies_around(landscape: Landscape, company: CompanyId, deals: Iterable[Deal]) -> tuple[Company, ...]:
    """Return a company, its units, whoever takes part in these deals, and what all of them belong to."""
    there = {company, *(unit.id for unit in landscape.units_of(company)), *(party for deal in deals for party in deal.parties)}
    there |= {end for flow in landscape.flows_with(company) for end in (flow.giver, flow.taker)}
    found = landscape.companies_among(there)
    while missing := {one.parent for one in found if one.parent is not None} - there:
        there |= missing
        found = landscape.companies_among(there)
    return found


def deals_around(landscape: Landscape, company: CompanyId) -> tuple[Deal, ...]:
    """Return the deals a company or a unit of it is party to, and those in which it gives or takes without being named a party."""
    deals = {deal.id: deal for deal in landscape.deals_of(company)}
    for flow in landscape.flows_with(company):
        if flow.deal not in deals:
            deals[flow.deal] = landscape.deal(flow.deal)
    return tuple(deals.values())


def names_of(companies: Iterable[Company]) -> dict[CompanyId, str]:
    """Return the names of companies by their id."""
    return {company.id: company.name for company in companies}


def placed(landscape: Landscape, told: Sequence[Told]) -> tuple[Told, ...]:
    """Return what was told with the rest of its sentences, and where they stand; for those that are shown."""
    sources = dict.fromkeys(one.basis.excerpt.source for one in told if one.basis.excerpt and not one.where)
    texts = {source: landscape.text(source) for source in sources}
    printed = {source: _printed(landscape, source) for source in texts}
    rows = {source for source in texts if landscape.source(source).media_type in NETWORK_TYPES}
    return tuple(one if one.where else _placed(landscape, one, texts, printed, rows) for one in told)


def _placed(
    landscape: Landscape,
    told: Told,
    texts: Mapping[SourceId, str],
    printed: Mapping[SourceId, tuple[tuple[str, str], ...]],
    rows: Collection[SourceId],
) -> Told:
    excerpt = told.basis.excerpt
    if excerpt is None:
        return replace(told, where="noted by hand")
    text = texts[excerpt.source]
    before, after = (_line_around if excerpt.source in rows else around)(text, excerpt.span)
    quote = " ".join(excerpt.quote.split())
    also = tuple(dict.fromkeys(outlet for outlet, words in printed[excerpt.source] if quote in words))
    return replace(told, where=where(landscape, excerpt), before=before, after=after, also=also)


def _grouped(
    landscape: Landscape, found: Iterable[tuple[Claim, Basis, str, DealId | None]], *, are_shown: bool
) -> tuple[Told, ...]:
    groups: dict[tuple[object, DealId | None], list[tuple[Claim, Basis, str]]] = {}
    for claim, basis, words, deal in found:
        groups.setdefault((basis.excerpt or claim, deal), []).append((claim, basis, words))
    gathered = tuple(_gathered(deal, group) for (_, deal), group in groups.items())
    return placed(landscape, gathered) if are_shown else gathered


def _printed(landscape: Landscape, source: SourceId) -> tuple[tuple[str, str], ...]:
    """Return the other printings of a story: outlet, and text with single spaces."""
    return tuple((other.outlet, " ".join(landscape.text(other.id).split())) for other in landscape.printings_of(source))


def _gathered(deal: DealId | None, group: list[tuple[Claim, Basis, str]]) -> Told:
    basis = next((basis for _, basis, _ in group if basis.review is Review.PROPOSED), group[0][1])
    claims, words = tuple(claim for claim, _, _ in group), tuple(dict.fromkeys(words for _, _, words in group))
    return Told(claims, words, basis, "", deal, each=tuple((claim, words) for claim, _, words in group))


def _line_around(text: str, span: Span) -> tuple[str, str]:
    """Return the rest of the line that a span stands in: the lines of a network file have nothing to do with each other."""
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    return text[start : span.start], text[span.end : end if end >= 0 else len(text)]


def around(text: str, span: Span) -> tuple[str, str]:
    """Return the rest of the sentence that a span stands in, before and behind it, cut where it grows very long."""
    lo = max(text.rfind(_BLANK_LINE, 0, span.start) + len(_BLANK_LINE), span.start - _WINDOW, 0)
    hi = text.find(_BLANK_LINE, span.end, span.end + _WINDOW)
    cut = sentences(text[lo : hi if hi >= 0 else span.end + _WINDOW])
    inside = [one.span for one in cut if lo + one.span.end > span.start and lo + one.span.start < span.end]
    start, end = min([lo + one.start for one in inside[:1]] + [span.start]), max([lo + one.end for one in inside] + [span.end])
    before, after = text[start : span.start], text[span.end : end]
    if len(before) > FAR:
        before = "…" + before[before.find(" ", len(before) - FAR) :]
    if len(after) > FAR:
        after = after[: after.rfind(" ", 0, FAR)] + "…"
    return before, after


def _areas_of(landscape: Landscape, deals: Iterable[Deal]) -> tuple[Statement, ...]:
    return landscape.statements_about(DealField.AREA, [deal.id for deal in deals])
