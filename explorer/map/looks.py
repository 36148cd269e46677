"""How each deal and company looks under a view, wherever the camera stands: ghost, faded, hidden, chosen."""

from dataclasses import dataclass, replace
from functools import lru_cache

from explorer.landscape.facts import CompanyId, DealId
from explorer.landscape.views import Filters, Selection
from explorer.landscape.vocabulary import CompanyKind, Reality, Review, Stage, StandingKind, is_solid
from explorer.map.families import ENDED, Dash, Family, dash_of, family_of, is_ownership
from explorer.map.marks import DiscStyle, LinePart, RingStyle, Stroke
from explorer.map.scene import MapCompany, MapData, MapDeal, MapFlow, Network, Route, network
from explorer.map.wanted import hidden_neighbours, hidden_words, is_part, wanted

#: What is said to be so neither now nor in somebody's plans: never drawn as if it were.
NOT_SAID_TO_BE = frozenset({Reality.POSSIBLE, Reality.ASKED, Reality.DENIED})
#: How much is left of what a filter, a selection or the focus on one fades.
FILTERED, APART, OUT_OF_FOCUS = 0.16, 0.3, 0.1


_STRONG = frozenset({StandingKind.LEADS, StandingKind.HAS, StandingKind.OFFERS})
_WEAK = frozenset({StandingKind.LAGS, StandingKind.LACKS})
#: So many capabilities have a segment of the ring each.
MOST_RINGS = 6


@dataclass(frozen=True, slots=True)
class Look:
    """One line of a route and the flows along it; `words` say what may be, where the line is for what is only possible.

    `takes` and `gives` say for each end of the route whether something flows to or from its house.
    """

    route: Route
    stroke: Stroke
    part: LinePart
    flows: tuple[MapFlow, ...] = ()
    words: tuple[str, ...] = ()
    takes: tuple[bool, ...] = ()
    gives: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class CompanyLook:
    """A company's disc; `tie` is the colour of the line to its parent where a deal names the unit.

    `hidden` counts the partners that the filters keep off the map; `rings` say how it stands on capabilities (see `Disc`).
    """

    company: MapCompany
    style: DiscStyle
    is_chosen: bool
    strength: float
    tie: Family | None = None
    hidden: int = 0
    rings: tuple[RingStyle | None, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Looks:
    """Everything that is drawn under a view, companies in the order of their names, and what is hidden, in words."""

    companies: tuple[CompanyLook, ...]
    lines: tuple[Look, ...]
    hidden: tuple[str, ...]


@lru_cache(maxsize=8)
def looks(data: MapData, level: Reality, filters: Filters, selection: Selection) -> Looks:
    """Work out how everything looks; kept for the views last asked for."""
    net = network(data)
    deals, shown, ties = wanted(data, filters)
    away = hidden_neighbours(data, filters)
    near = _neighbourhood(net, selection)
    drawn = _drawn(data, level)
    rest = OUT_OF_FOCUS if selection.focus else APART
    lines: list[Look] = []
    for number, route in enumerate(net.routes):
        if route.deal.id not in deals and not filters.fade:
            continue
        strength = 1.0 if near is None or route.deal.id in near[1] else rest
        strength = strength if route.deal.id in deals else min(strength, FILTERED)
        key = number, strength, route.deal.id in selection.deals
        if key not in drawn:
            drawn[key] = _lines(route, level, strength, key[2], net)
        lines += drawn[key]
    companies = []
    unseen = frozenset() if filters.mentioned else net.mentioned - selection.companies
    for id_ in net.order:
        if id_ in unseen or (id_ not in shown and not filters.fade):
            continue
        strength = 1.0 if near is None or id_ in near[0] else rest
        strength = strength if id_ in shown else min(strength, FILTERED)
        company = net.companies[id_]
        style, is_chosen = _style(company, net), id_ in selection.companies
        companies.append(
            CompanyLook(company, style, is_chosen, strength, ties.get(id_), away.get(id_, 0), rings_of(company, filters))
        )
    return Looks(tuple(companies), tuple(lines), hidden_words(net, deals, filters, len(unseen)))


@lru_cache(maxsize=4)
def _drawn(data: MapData, level: Reality) -> dict[tuple[int, float, bool], list[Look]]:
    """Return where the lines of routes are kept by the route's number, their strength and whether the deal is chosen."""
    return {}


def _neighbourhood(net: Network, selection: Selection) -> tuple[set[CompanyId], set[DealId]] | None:
    """Return what stays when the rest fades: the chosen, their deals and partners; None when nothing is chosen."""
    if selection.is_empty:
        return None
    houses = {id_ for id_ in net.companies if id_ in selection.companies or net.root[id_] in selection.companies}
    companies, deals = set(houses), set(selection.deals)
    for route in net.routes:
        members = {*route.ends, *route.units}
        if route.deal.id in selection.deals or members & houses:
            companies |= members
            deals.add(route.deal.id)
    return companies | {net.root[id_] for id_ in companies if id_ in net.root}, deals


def _lines(route: Route, level: Reality, strength: float, is_chosen: bool, net: Network) -> list[Look]:
    """Return the line of a deal and, where part of it is less real than the rest, a ghost beside it."""
    deal = route.deal
    ghost = is_ghost(deal.reality, level)
    firm = [flow for flow in deal.flows if is_ghost(flow.reality, level) <= ghost]
    vague = [flow for flow in deal.flows if is_ghost(flow.reality, level) > ghost]
    part = LinePart.STUB if len(route.ends) == 1 else LinePart.WHOLE if len(route.ends) == 2 else LinePart.SPOKE
    family = _family(deal)
    stroke = Stroke(
        deal=deal.id,
        family=family,
        dash=Dash.DOTTED if deal.reality in NOT_SAID_TO_BE else dash_of(deal.stage, deal.instrument),
        is_ghost=ghost,
        is_double=is_ownership(family) and not ghost,
        is_ended=deal.stage in ENDED,
        is_denied=deal.stage is Stage.DENIED or deal.reality is Reality.DENIED,
        is_unreviewed=deal.review is Review.PROPOSED,
        is_chosen=is_chosen,
        strength=strength,
    )
    drawn = [_look(route, stroke, part, firm, (), net)]
    maybe = (*(flow.what for flow in vague), *(deal.possible if not ghost else ()))
    if maybe and part is LinePart.WHOLE:
        pale = replace(stroke, dash=Dash.DOTTED, is_ghost=True, is_double=False, is_ended=False, is_unreviewed=False)
        drawn.append(_look(route, pale, LinePart.POSSIBLE, vague, tuple(dict.fromkeys(maybe)), net))
    return drawn


def _look(route: Route, stroke: Stroke, part: LinePart, flows: list[MapFlow], words: tuple[str, ...], net: Network) -> Look:
    houses = [net.root[end] for end in route.ends]
    takers = {net.root.get(flow.taker) for flow in flows}
    givers = {net.root.get(flow.giver) for flow in flows}
    is_inside = len(houses) > 1 and len(set(houses)) == 1  # there is no room for heads between a unit and its parent
    takes = tuple(house in takers and not is_inside for house in houses)
    gives = tuple(house in givers and not is_inside for house in houses)
    return Look(route, stroke, part, tuple(flows), words, takes, gives)


def is_ghost(reality: Reality, level: Reality) -> bool:
    """Say whether something is drawn as a ghost: below the level, or never said to be so in the first place."""
    return reality in NOT_SAID_TO_BE or not is_solid(reality, level)


def _family(deal: MapDeal) -> Family:
    return family_of(deal.main_type)


def rings_of(company: MapCompany, filters: Filters) -> tuple[RingStyle | None, ...]:
    """Say how a company stands on each capability that is filtered by, by id; nothing where it says nothing on any of them.

    Of several standings the strongest counts, unless one is weak: what lacks somewhere is not strong.
    """
    rings = []
    for capability in sorted(filters.capabilities)[:MOST_RINGS]:
        kinds = {kind for about, kind in company.standings if is_part(about, {capability})}
        rings.append(
            None if not kinds else RingStyle.WEAK if kinds & _WEAK else RingStyle.STRONG if kinds & _STRONG else RingStyle.MIDDLE
        )
    return tuple(rings) if any(rings) else ()


def _style(company: MapCompany, net: Network) -> DiscStyle:
    if net.root[company.id] != company.id:
        return DiscStyle.UNIT
    if company.is_comparator:
        return DiscStyle.COMPARATOR
    if company.kind is CompanyKind.GROUP:
        return DiscStyle.GROUP
    return DiscStyle.COMPANY if company.deals else DiscStyle.ALONE
