"""What the map knows of the landscape: companies and deals reduced to what decides the picture."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from explorer.landscape.facts import CapabilityId, Company, CompanyId, Deal, DealId, Flow, Scope, Standing
from explorer.landscape.vocabulary import CompanyKind, DealType, Instrument, Reality, Review, Stage, StandingKind

_NO_SCOPES: Mapping[DealId, Scope] = {}


@dataclass(frozen=True, slots=True)
class MapCompany:
    """A company on the map; `deals` counts those of its units too. A comparator has standings but takes part in no deal.

    `standings` are where it and its units stand on capabilities, as far as these are in the vocabulary.
    """

    id: CompanyId
    name: str
    kind: CompanyKind
    parent: CompanyId | None = None
    deals: int = 0
    is_comparator: bool = False
    standings: tuple[tuple[CapabilityId, StandingKind], ...] = ()


@dataclass(frozen=True, slots=True)
class MapFlow:
    """Who gives what to whom inside a deal, and how real that is."""

    giver: CompanyId
    taker: CompanyId
    what: str
    reality: Reality
    capability: CapabilityId | None = None
    review: Review = Review.PROPOSED


@dataclass(frozen=True, slots=True)
class MapDeal:
    """A deal on the map. `possible` words what the deal might come to include; it is drawn as a ghost beside the line."""

    id: DealId
    parties: tuple[CompanyId, ...]
    types: tuple[DealType, ...]
    stage: Stage
    reality: Reality
    review: Review
    instrument: Instrument | None = None
    date: str = ""
    term: str = ""
    flows: tuple[MapFlow, ...] = ()
    possible: tuple[str, ...] = ()
    scope: Scope = Scope()

    @property
    def main_type(self) -> DealType:
        """The type that gives the line its colour."""
        return self.types[0] if self.types else DealType.ALLIANCE


@dataclass(frozen=True, slots=True, eq=False)
class MapData:
    """All companies and deals of a map. Two of them are never equal, so that what is derived can be kept by identity."""

    companies: tuple[MapCompany, ...] = ()
    deals: tuple[MapDeal, ...] = ()


@dataclass(frozen=True, slots=True)
class Route:
    """Between which companies a deal's line runs. `units` are the business units that it or its flows name beside the ends.

    Two ends make a line, three or more meet in a hub, a single one is a stub: its partner is not named.
    """

    deal: MapDeal
    ends: tuple[CompanyId, ...]
    units: tuple[CompanyId, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """What follows from a MapData alone, whatever the camera: who belongs to whom, and where each deal runs."""

    companies: dict[CompanyId, MapCompany]
    order: tuple[CompanyId, ...]  # by name, so that nothing hangs on the order of loading
    root: dict[CompanyId, CompanyId]
    units: dict[CompanyId, tuple[CompanyId, ...]]  # of a root, in order
    routes: tuple[Route, ...]  # in the order of their companies' names
    lost: int = field(default=0)  # deals without a party that is on the map
    mentioned: frozenset[CompanyId] = frozenset()  # of which no source tells more than the name, unless that holds for all


def map_data(
    companies: Sequence[Company],
    deals: Sequence[Deal],
    flows: Sequence[Flow],
    standings: Sequence[Standing],
    possible: Sequence[tuple[DealId, str]] = (),
    scopes: Mapping[DealId, Scope] = _NO_SCOPES,
) -> MapData:
    """Reduce what is known to what the map draws; what was rejected is left out.

    `possible` are areas of cooperation that a source holds to be only possible, by deal.
    """
    kept = [deal for deal in deals if deal.review is not Review.REJECTED]
    flows_of: dict[DealId, list[MapFlow]] = defaultdict(list)
    for flow in flows:
        if flow.basis.review is not Review.REJECTED:
            flows_of[flow.deal].append(
                MapFlow(flow.giver, flow.taker, flow.what, flow.basis.reality, flow.capability, flow.basis.review)
            )
    possible_of: dict[DealId, list[str]] = defaultdict(list)
    for id_, words in possible:
        possible_of[id_].append(words)
    root = _roots({company.id: company.parent for company in companies})
    counts = Counter(party for deal in kept for party in {*deal.parties, *(root.get(party, party) for party in deal.parties)})
    held = [s for s in standings if s.basis.review is not Review.REJECTED]
    stands = {root.get(s.company, s.company) for s in held}
    stands_on: dict[CompanyId, dict[tuple[CapabilityId, StandingKind], None]] = defaultdict(dict)
    for standing in held:
        if standing.capability is not None:
            for company in {standing.company, root.get(standing.company, standing.company)}:
                stands_on[company][standing.capability, standing.kind] = None
    return MapData(
        tuple(
            MapCompany(
                id=c.id,
                name=c.name,
                kind=c.kind,
                parent=c.parent,
                deals=counts[c.id],
                is_comparator=c.id in stands and not counts[c.id] and root[c.id] == c.id,
                standings=tuple(stands_on[c.id]),
            )
            for c in companies
        ),
        tuple(
            MapDeal(
                id=deal.id,
                parties=deal.parties,
                types=deal.types,
                stage=deal.stage,
                reality=deal.reality,
                review=deal.review,
                instrument=deal.instrument,
                date=deal.date,
                term=deal.term,
                flows=tuple(flows_of[deal.id]),
                possible=tuple(possible_of[deal.id]),
                scope=scopes.get(deal.id, Scope()),
            )
            for deal in kept
        ),
    )


@lru_cache(maxsize=4)
def network(data: MapData) -> Network:
    """Work out what follows from the data alone; kept for the landscapes last asked for."""
    companies = {company.id: company for company in data.companies}
    root = _roots({company.id: company.parent for company in data.companies})
    order = tuple(sorted(companies, key=lambda id_: _key(id_, companies, root)))
    rank = {id_: place for place, id_ in enumerate(order)}
    units: dict[CompanyId, list[CompanyId]] = defaultdict(list)
    for id_ in order:
        if root[id_] != id_:
            units[root[id_]].append(id_)
    routes = [route for deal in data.deals if deal.review is not Review.REJECTED and (route := _route(deal, root, rank)).ends]
    routes.sort(key=lambda route: (tuple(rank[end] for end in route.ends), route.deal.main_type, route.deal.date, route.deal.id))
    drawn = sum(deal.review is not Review.REJECTED for deal in data.deals)
    told = {root[id_] for route in routes for id_ in (*route.ends, *route.units)}
    silent = frozenset(id_ for id_ in order if root[id_] not in told and not companies[root[id_]].is_comparator)
    return Network(
        companies,
        order,
        root,
        {id_: tuple(of) for id_, of in units.items()},
        tuple(routes),
        lost=drawn - len(routes),
        mentioned=silent if len(silent) < len(companies) else frozenset(),
    )


def _roots(parents: dict[CompanyId, CompanyId | None]) -> dict[CompanyId, CompanyId]:
    """Return for each company the one at the top of its house; a circle ends where it closes."""
    roots = {}
    for id_ in parents:
        top, seen = id_, {id_}
        while (above := parents.get(top)) is not None and above in parents and above not in seen:
            top = above
            seen.add(top)
        roots[id_] = top if above is None or above not in parents else min(seen)
    return roots


def _key(id_: CompanyId, companies: dict[CompanyId, MapCompany], root: dict[CompanyId, CompanyId]) -> tuple[str, str, str, int]:
    company = companies[id_]
    return company.name.casefold(), company.kind, companies[root[id_]].name.casefold(), id_


def _route(deal: MapDeal, root: dict[CompanyId, CompanyId], rank: dict[CompanyId, int]) -> Route:
    parties = sorted({party for party in deal.parties if party in rank}, key=rank.__getitem__)
    houses: dict[CompanyId, list[CompanyId]] = defaultdict(list)
    for party in parties:
        houses[root[party]].append(party)
    if len(houses) == 1:  # inside one house: between its members
        return Route(deal, tuple(parties))
    ends = {top: top if len(of) > 1 else of[0] for top, of in houses.items()}
    flowing = {end for flow in deal.flows for end in (flow.giver, flow.taker) if root.get(end) in houses}
    units = sorted({*parties, *flowing} - {*ends, *ends.values()}, key=rank.__getitem__)
    return Route(deal, tuple(sorted(ends.values(), key=rank.__getitem__)), tuple(units))
