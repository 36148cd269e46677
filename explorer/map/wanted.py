"""Which deals and companies the filters let through, and what is hidden, in words."""

from collections.abc import Set
from functools import lru_cache

from explorer.landscape.facts import CapabilityId, CompanyId, DealId
from explorer.landscape.views import Filters
from explorer.landscape.wording import counted, label, listed
from explorer.map.families import Family, family_of
from explorer.map.scene import MapData, MapDeal, Network, network


@lru_cache(maxsize=4)
def wanted(data: MapData, filters: Filters) -> tuple[set[DealId], set[CompanyId], dict[CompanyId, Family]]:
    """Return the deals and companies that the filters let through, and for units the colour of the tie to the parent."""
    net = network(data)
    deals = {route.deal.id for route in net.routes if is_wanted(route.deal, filters, net)}
    outward = [route for route in net.routes if route.deal.id in deals and len({net.root[end] for end in route.ends}) > 1]
    ties = {unit: family_of(route.deal.main_type) for route in outward for unit in (*route.ends, *route.units)}
    return deals, _companies_wanted(net, deals, filters), ties


@lru_cache(maxsize=4)
def hidden_neighbours(data: MapData, filters: Filters) -> dict[CompanyId, int]:
    """Return for each company how many of its partners are not drawn because the filters hide them; none where they only fade."""
    if filters.fade or filters.is_empty:
        return {}
    net = network(data)
    deals, companies, _ = wanted(data, filters)
    away: dict[CompanyId, set[CompanyId]] = {}
    for route in net.routes:
        if route.deal.id not in deals:
            tops = {net.root[end] for end in route.ends}
            for top in tops & companies:
                away.setdefault(top, set()).update(tops - companies - {top})
    return {company: len(others) for company, others in away.items() if others}


def is_wanted(deal: MapDeal, filters: Filters, net: Network) -> bool:
    """Say whether the filters let a deal through."""
    return (
        (not filters.types or not filters.types.isdisjoint(deal.types or (deal.main_type,)))
        and (not filters.stages or deal.stage in filters.stages)
        and (not filters.realities or deal.reality in filters.realities)
        and (not filters.reviews or deal.review in filters.reviews)
        and (not filters.since or deal.date[: len(filters.since)] >= filters.since[: len(deal.date) or None])
        and (not filters.until or (deal.date != "" and deal.date[: len(filters.until)] <= filters.until))
        and (not filters.capabilities or any(is_part(each, filters.capabilities) for each in deal.scope.capabilities))
        and (not filters.geographies or not filters.geographies.isdisjoint(deal.scope.geographies))
        and (not filters.sources or not filters.sources.isdisjoint(deal.scope.sources))
        and (not filters.text or _is_told(deal, filters.text.casefold(), net))
    )


def is_part(capability: CapabilityId, of: Set[CapabilityId]) -> bool:
    """Say whether a capability is one of these, or a part of one: "autonomous.driverless" is a part of "autonomous"."""
    return capability in of or CapabilityId(capability.partition(".")[0]) in of


def hidden_words(net: Network, wanted_deals: Set[DealId], filters: Filters, unseen: int) -> tuple[str, ...]:
    """Say what is not, or only faintly, seen and why: "12 of 24 deals hidden by the filter on type"."""
    said = [*filtered_words(len(net.routes) - len(wanted_deals), len(net.routes), filters)]
    if net.lost:
        said.append(f"{net.lost} {'deal names' if net.lost == 1 else 'deals name'} no company on the map")
    if unseen:
        said.append(f"{counted(unseen, 'company', 'companies')} only mentioned")
    return tuple(said)


def filtered_words(away: int, of: int, filters: Filters) -> tuple[str, ...]:
    """Say how many deals the filters take away, and which filters; nothing where they take none."""
    if not away:
        return ()
    asked = {
        "type": filters.types,
        "stage": filters.stages,
        "reality": filters.realities,
        "review": filters.reviews,
        "date": filters.since or filters.until,
        "capability": filters.capabilities,
        "place": filters.geographies,
        "source": filters.sources,
        f"“{filters.text}”": filters.text,
    }
    how = "faded" if filters.fade else "hidden"
    return (f"{away:,} of {of:,} deals {how} by the filter on {listed([name for name, wish in asked.items() if wish])}",)


def _is_told(deal: MapDeal, words: str, net: Network) -> bool:
    members = {party for party in deal.parties if party in net.companies}
    told = [net.companies[id_].name for id_ in members | {net.root[id_] for id_ in members}]
    told += [flow.what for flow in deal.flows] + list(deal.possible) + [label(kind) for kind in deal.types]
    return any(words in one.casefold() for one in told)


def _companies_wanted(net: Network, deals: set[DealId], filters: Filters) -> set[CompanyId]:
    if filters.is_empty:
        return set(net.companies)
    kept = {id_ for route in net.routes if route.deal.id in deals for id_ in (*route.ends, *route.units)}
    if filters.text and filters == Filters(text=filters.text, fade=filters.fade, mentioned=filters.mentioned):
        words = filters.text.casefold()
        kept |= {id_ for id_, company in net.companies.items() if words in company.name.casefold()}
    if filters.capabilities:  # who is said to stand somewhere on it stays, with a ring that says where
        kept |= {
            id_
            for id_, company in net.companies.items()
            if any(is_part(about, filters.capabilities) for about, _ in company.standings)
        }
    return kept | {net.root[id_] for id_ in kept}
