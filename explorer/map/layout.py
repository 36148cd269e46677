"""Where companies stand. Places once given are kept; newcomers go near their partners, and nothing hangs on load order."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import atan2, cos, hypot, pi, sin

import numpy as np

from explorer.landscape.facts import CompanyId, Place
from explorer.map.forces import settle
from explorer.map.links import Links
from explorer.map.places import SMALL
from explorer.map.rooms import moved_apart
from explorer.map.scene import MapData, Network, network
from explorer.map.settling import settled
from explorer.map.sizes import ASPECT, REACH, TIE, label_box, radius
from explorer.map.spacing import Rect, free_spot, pack, push_apart

#: Clear ground between groups of companies that no deal connects.
GAP = 70.0
#: Up to this many companies in a group, each has room for its whole name.
MANY = 80
#: Room along the ring for each unit of a house.
ROOM = 36.0
#: Where fewer than this share of a group have places already, the group is laid out as a whole around them.
MOSTLY_NEW = 1 / 3

Spot = tuple[float, float]


def never() -> bool:
    """Say that the work is not cancelled."""
    return False


def place(data: MapData, known: Mapping[CompanyId, Place], is_cancelled: Callable[[], bool] = never) -> tuple[Place, ...]:
    """Return a place for every company; those in `known` keep theirs."""
    net = network(data)
    links = _links(net)
    spots: dict[CompanyId, Spot] = {id_: (known[id_].x, known[id_].y) for id_ in net.order if id_ in known}
    _place_groups(net, links, spots, is_cancelled)
    for top in net.order:
        if net.root[top] == top:
            _place_units(top, net, links, spots)
    return tuple(known.get(id_) or Place(id_, round(spots[id_][0], 1), round(spots[id_][1], 1)) for id_ in sorted(spots))


@dataclass(frozen=True, slots=True)
class _Links:
    """Which houses deal with which, and how often; `towards` says where the deals of a unit lead."""

    weight: dict[tuple[CompanyId, CompanyId], float]
    partners: dict[CompanyId, list[CompanyId]]
    towards: dict[CompanyId, list[CompanyId]]


def _links(net: Network) -> _Links:
    weight: dict[tuple[CompanyId, CompanyId], float] = defaultdict(float)
    partners: dict[CompanyId, dict[CompanyId, None]] = defaultdict(dict)
    towards: dict[CompanyId, list[CompanyId]] = defaultdict(list)
    rank = {id_: place for place, id_ in enumerate(net.order)}
    for route in net.routes:
        tops = sorted({net.root[end] for end in route.ends}, key=rank.__getitem__)
        for a, b in combinations(tops, 2):
            weight[a, b] += 1 / (len(tops) - 1)
            partners[a][b] = partners[b][a] = None
        for member in (*route.ends, *route.units):
            towards[member] += [top for top in tops if top != net.root[member]]
    return _Links(weight, {id_: sorted(of, key=rank.__getitem__) for id_, of in partners.items()}, towards)


def _place_groups(net: Network, links: _Links, spots: dict[CompanyId, Spot], is_cancelled: Callable[[], bool]) -> None:
    fresh: list[list[CompanyId]] = []
    lone: list[list[CompanyId]] = []
    for group in _groups(net, links):
        placed = [id_ for id_ in group if id_ in spots]
        if len(placed) == len(group):
            continue
        if not placed:
            (lone if len(group) == 1 and not net.units.get(group[0]) else fresh).append(group)
        elif len(placed) < MOSTLY_NEW * len(group):
            _lay_around(group, net, links, spots, is_cancelled)
        else:
            _join(group, net, links, spots)
    taken = _houses_taken(net, links, spots)
    laid = [_laid(group, net, links, {}, is_cancelled) for group in fresh]
    bounds = [Rect.around([_house(id_, net, spot) for id_, spot in local.items()]) for local in laid]
    by_size = sorted(range(len(laid)), key=lambda i: (-len(laid[i]), -bounds[i].width * bounds[i].height))
    for i, rect in zip(by_size, pack([(bounds[i].width, bounds[i].height) for i in by_size], taken, GAP), strict=True):
        taken.append(rect)
        for id_, (x, y) in laid[i].items():
            spots[id_] = (x + rect.x - bounds[i].x, y + rect.y - bounds[i].y)
    _line_up([group[0] for group in lone], net, taken, spots)


def _groups(net: Network, links: _Links) -> list[list[CompanyId]]:
    """Return the houses that deals connect, group by group, in the order of names."""
    seen: set[CompanyId] = set()
    groups = []
    for start in net.order:
        if net.root[start] != start or start in seen:
            continue
        seen.add(start)
        group, todo = [], [start]
        while todo:
            id_ = todo.pop()
            group.append(id_)
            fresh = [partner for partner in links.partners.get(id_, ()) if partner not in seen]
            seen.update(fresh)
            todo += fresh
        groups.append(group)
    rank = {id_: place for place, id_ in enumerate(net.order)}
    return [sorted(group, key=rank.__getitem__) for group in groups]


def _house(id_: CompanyId, net: Network, spot: Spot) -> Rect:
    """Return the room that a company wants with its label and its units."""
    company = net.companies[id_]
    wide, high = label_box(company.name)
    reach = radius(company)
    half = max(wide / 2 + 6, reach + 10), reach + high / 2 + 10
    units = net.units.get(id_, ())
    if units:
        ring = _ring(id_, net) + 16
        widest = max(label_box(net.companies[unit].name)[0] for unit in units)
        half = max(half[0], ring + 0.55 * widest), max(half[1], ring + 10)
    return Rect(spot[0] - half[0], spot[1] - half[1], 2 * half[0], 2 * half[1])


def _ring(id_: CompanyId, net: Network) -> float:
    return max(radius(net.companies[id_]) + TIE, len(net.units.get(id_, ())) * ROOM * 1.3 / (2 * pi))


def _laid(
    group: list[CompanyId], net: Network, links: _Links, fixed: Mapping[CompanyId, Spot], is_cancelled: Callable[[], bool]
) -> dict[CompanyId, Spot]:
    """Lay out one group from nothing; what is fixed stays, and the rest is moved over to fit."""
    index = {id_: i for i, id_ in enumerate(group)}
    pairs = [pair for pair in links.weight if pair[0] in index]
    pairs.sort(key=lambda pair: (index[pair[0]], index[pair[1]]))
    edges = np.array([(index[a], index[b]) for a, b in pairs], dtype=np.int64).reshape(-1, 2)
    weights = np.array([links.weight[pair] for pair in pairs])
    houses = [_house(id_, net, (0.0, 0.0)) for id_ in group]
    room = np.array([max(house.width, house.height) / 2 for house in houses])
    reach = REACH + 0.4 * (room[edges[:, 0]] + room[edges[:, 1]]) + 10 * np.maximum(weights - 1, 0)
    if len(group) > SMALL:
        halves = np.array([(house.width / 2, house.height / 2) for house in houses])
        spots = settled(Links.of(len(group), edges, weights), halves, is_cancelled, lambda share, xy: None)
    else:
        spots = settle(len(group), edges, weights, reach, is_cancelled)
    held = np.array([id_ in fixed for id_ in group])
    if held.any():
        there = np.array([fixed[id_] for id_ in group if id_ in fixed])
        spots = spots + there.mean(axis=0) - spots[held].mean(axis=0)
        spots[held] = there
    # Where there are many, not all names are seen at once; room for all of them would stack companies in columns.
    share = min(1.0, max(MANY / len(group), 0.45))
    halves = np.array([(max(house.width / 2 * share, house.height / 2) + 6, house.height / 2 + 6) for house in houses])
    spots = push_apart(spots, halves, held) if len(group) <= SMALL else moved_apart(spots, halves, held)
    return {id_: (float(x), float(y)) for id_, (x, y) in zip(group, spots, strict=True)}


def _lay_around(
    group: list[CompanyId], net: Network, links: _Links, spots: dict[CompanyId, Spot], is_cancelled: Callable[[], bool]
) -> None:
    fixed = {id_: spots[id_] for id_ in group if id_ in spots}
    spots.update(_laid(group, net, links, fixed, is_cancelled))


def _join(group: list[CompanyId], net: Network, links: _Links, spots: dict[CompanyId, Spot]) -> None:
    """Put the newcomers of a group at the middle of their partners, those with most partners placed first."""
    waiting = [id_ for id_ in group if id_ not in spots]
    houses = [_house(top, net, spots[top]) for top in net.order if top in spots and net.root[top] == top]
    while waiting:
        counts = [sum(partner in spots for partner in links.partners[id_]) for id_ in waiting]
        id_ = waiting.pop(counts.index(max(counts)))
        house = _house(id_, net, (0.0, 0.0))
        x, y = _wanted(id_, group, links, spots)
        middles = np.array([rect.centre for rect in houses])
        halves = np.array([(rect.width / 2 + 8, rect.height / 2 + 8) for rect in houses])
        spots[id_] = free_spot(x, y, (house.width / 2, house.height / 2), middles, halves)
        houses.append(_house(id_, net, spots[id_]))


def _wanted(id_: CompanyId, group: list[CompanyId], links: _Links, spots: Mapping[CompanyId, Spot]) -> Spot:
    there = [spots[partner] for partner in links.partners[id_] if partner in spots]
    x, y = sum(spot[0] for spot in there) / len(there), sum(spot[1] for spot in there) / len(there)
    if len(there) > 1:
        return x, y
    others = [spots[other] for other in group if other in spots]
    out_x, out_y = x - sum(spot[0] for spot in others) / len(others), y - sum(spot[1] for spot in others) / len(others)
    length = hypot(out_x, out_y)
    if length < 1:
        return x + REACH * 1.4, y
    return x + out_x / length * REACH * 1.4, y + out_y / length * REACH * 1.1


def _houses_taken(net: Network, links: _Links, spots: Mapping[CompanyId, Spot]) -> list[Rect]:
    """Return the ground that placed companies take: one rectangle for each group."""
    rects = []
    for group in _groups(net, links):
        there = [_house(id_, net, spots[id_]) for id_ in group if id_ in spots]
        if there:
            rects.append(Rect.around(there))
    return rects


def _line_up(lone: list[CompanyId], net: Network, taken: list[Rect], spots: dict[CompanyId, Spot]) -> None:
    """Set out companies without deals in rows under everything else, comparators first."""
    if not lone:
        return
    lone = sorted(lone, key=lambda id_: not net.companies[id_].is_comparator)
    boxes = [_house(id_, net, (0.0, 0.0)) for id_ in lone]
    page = Rect.around(taken) if taken else Rect(0, 0, 0, 0)
    cell = max(box.width for box in boxes) + 40
    high = max(box.height for box in boxes) + 26
    fitting = int(page.width // cell)
    columns = max(1, min(len(lone), max(fitting, round((len(lone) * ASPECT * high / cell) ** 0.5))))
    top = page.bottom + (GAP / 3 if taken else 0)
    for i, id_ in enumerate(lone):
        row, column = divmod(i, columns)
        in_row = min(columns, len(lone) - row * columns)
        spots[id_] = (page.centre[0] + (column - (in_row - 1) / 2) * cell, top + (row + 0.5) * high)


def _place_units(top: CompanyId, net: Network, links: _Links, spots: dict[CompanyId, Spot]) -> None:
    """Set the units of a house around it: those with deals of their own towards their partners, the rest where it is free."""
    units = [unit for unit in net.units.get(top, ()) if unit not in spots]
    if not units:
        return
    x, y = spots[top]
    ring = _ring(top, net)
    taken = [_angle(spots[top], spots[partner]) for partner in links.partners.get(top, ()) if partner in spots]
    beside = [_angle(spots[top], spots[unit]) for unit in net.units[top] if unit in spots]
    units.sort(key=lambda unit: not links.towards.get(unit))
    for unit in units:
        aims = [_angle(spots[top], spots[end]) for end in links.towards.get(unit, ()) if end in spots]
        angle = _free_angle(taken, aims, beside, ROOM / ring)
        beside.append(angle)
        spots[unit] = (x + ring * cos(angle), y + ring * sin(angle))


def _angle(start: Spot, end: Spot) -> float:
    return atan2(end[1] - start[1], end[0] - start[0])


def _free_angle(taken: list[float], aims: list[float], beside: list[float], apart: float) -> float:
    """Return the angle farthest from lines and other units, or near to the aims where there are any.

    Units keep `apart` from each other whatever they aim at.
    """

    def cost(angle: float) -> float:
        crowd = sum(max(0.0, 0.9 - _between(angle, other)) for other in (*taken, *beside))
        push = sum(6.0 * max(0.0, apart - _between(angle, other)) for other in beside)
        steep = 0.15 * abs(sin(angle)) ** 4  # names to the left and right read better than above and below
        return crowd + push + steep + sum(0.25 * _between(angle, aim) for aim in aims) / max(1, len(aims))

    return min((2 * pi * i / 48 for i in range(48)), key=lambda angle: (round(cost(angle), 6), angle))


def _between(one: float, other: float) -> float:
    away = abs(one - other) % (2 * pi)
    return min(away, 2 * pi - away)
