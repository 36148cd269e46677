"""The display list: what the map shows, as immutable marks in picture pixels. One for the screen and for every export."""

from collections.abc import Callable, Mapping, Sequence
from math import hypot
from textwrap import wrap

import numpy as np

from explorer.landscape.facts import CompanyId, DealId, Place
from explorer.landscape.views import Camera, View
from explorer.landscape.vocabulary import REALITY_LEVELS, Reality
from explorer.landscape.wording import label as worded
from explorer.map.camera import Size
from explorer.map.families import ENDED
from explorer.map.labels import Ground, Request, around_disc, beside_line
from explorer.map.lines import Anchors, Lines, draw_lines
from explorer.map.looks import NOT_SAID_TO_BE, CompanyLook, Look, Looks, looks
from explorer.map.marks import Badge, Disc, DiscStyle, DisplayList, Label, LabelKind, Line, LinePart, Tie, hidden_spot
from explorer.map.scene import MapCompany, MapData, MapDeal, Network, network
from explorer.map.sizes import radius, wrapped
from explorer.map.spacing import Rect

Measure = Callable[[str, float], float]

#: From this scale on, or with this few lines in view, deals and flows are named.
NAMED_FROM, NAMED_UP_TO = 1.8, 5
#: Up to this many companies in view, names are set larger.
FEW = 12
LEADING = 1.3
#: Up to this many lines names keep off arrowheads; where there are more, names matter more.
HEADS_CLEAR = 60
#: Letters in a line and lines in a label of what flows.
FLOW_LETTERS, FLOW_LINES = 32, 3
#: Distance from which on two numbers do not touch.
BADGES_APART = 18.0

_KINDS = {DiscStyle.UNIT: LabelKind.UNIT, DiscStyle.ALONE: LabelKind.ALONE}


def bounds(data: MapData, places: Mapping[CompanyId, Place], *, mentioned: bool = False) -> Rect:
    """Return the rectangle, in map units, that holds every company that is seen; `camera.fit` adds room for their names.

    `mentioned` counts those too that are only mentioned (see `Filters`).
    """
    net = network(data)
    rects = [
        Rect(spot.x, spot.y, 0, 0).grown(radius(net.companies[spot.company], net.root[spot.company] != spot.company))
        for spot in seen(data, places, mentioned=mentioned)
    ]
    return Rect.around(rects) if rects else Rect(-100, -100, 200, 200)


def seen(data: MapData, places: Mapping[CompanyId, Place], *, mentioned: bool = False) -> tuple[Place, ...]:
    """Return the places of the companies that are seen; `mentioned` counts those too that are only mentioned."""
    net = network(data)
    return tuple(places[id_] for id_ in net.order if id_ in places and (mentioned or id_ not in net.mentioned))


def display_list(
    data: MapData,
    places: Mapping[CompanyId, Place],
    view: View,
    size: Size,
    measure: Measure,
    numbers: Mapping[DealId, int] | None = None,
    covered: Sequence[Rect] = (),
) -> DisplayList:
    """Return what a picture of this size shows under a view.

    `measure(text, px)` returns how wide a label is set; `numbers` are those of the quotes printed beside the map; no words are
    set where something lies over the map, as `covered` says.
    """
    net = network(data)
    seen = looks(data, view.reality, view.filters, view.selection)
    frame = Rect(0, 0, *size)
    discs, anchors, folded = _discs(seen, net, places, view.camera, size)
    drawn = draw_lines(seen.lines, anchors, frame, view.camera)
    shown = tuple(disc for disc in discs if Rect(disc.x, disc.y, 0, 0).grown(disc.radius + 2).touches(frame))
    badges = _badges(drawn, numbers or {})
    ties = _ties(seen, discs, net, frame)
    ground = _ground(size, view.camera, shown, drawn, ties, badges)
    ground.take_all(covered)
    bare = [disc for disc in shown if not any(one.holds(disc.x, disc.y) for one in covered)]
    labels = _labels(seen, bare, drawn, view, measure, ground, net)
    named = {label.company for label in labels}
    unnamed = sum(disc.company not in named and disc.strength > 0.5 for disc in bare)
    return DisplayList(
        width=size[0],
        height=size[1],
        camera=view.camera,
        level=view.reality,
        ties=ties,
        lines=drawn.lines,
        hubs=tuple(hub for hub in drawn.hubs if frame.grown(8).holds(hub.x, hub.y)),
        discs=shown,
        labels=labels,
        badges=badges,
        hidden_note=_note(seen, folded, unnamed),
    )


def _discs(
    seen: Looks, net: Network, places: Mapping[CompanyId, Place], camera: Camera, size: Size
) -> tuple[list[Disc], Anchors, int]:
    """Return all discs, on the picture or off it, what lines need to know of them, and how many units went into their parents."""
    grown = min(max(camera.scale**0.75, 0.1), 1.6)
    there = [look for look in seen.companies if look.company.id in places]
    spots = np.array([(places[look.company.id].x, places[look.company.id].y) for look in there]).reshape(-1, 2)
    spots = (spots - (camera.x, camera.y)) * camera.scale + (size[0] / 2, size[1] / 2)
    at: dict[CompanyId, list[float]] = dict(zip((look.company.id for look in there), spots.tolist(), strict=True))
    discs, fold = [], {}
    for look in there:
        id_ = look.company.id
        top = net.root[id_]
        reach = max(radius(look.company, top != id_) * grown, 1.5)
        x, y = at[id_]
        if top != id_ and top in at:
            away = hypot(x - at[top][0], y - at[top][1])
            if away < radius(net.companies[top]) * grown + 3 * reach and not look.is_chosen:
                fold[id_] = top
                continue
        discs.append(Disc(id_, x, y, reach, look.style, look.is_chosen, look.strength, look.hidden, look.rings))
    anchors = Anchors(
        index={disc.company: i for i, disc in enumerate(discs)},
        fold=fold,
        discs=discs,
        spots=np.array([(disc.x, disc.y) for disc in discs]).reshape(-1, 2),
        radii=np.array([disc.radius for disc in discs]),
    )
    return discs, anchors, len(fold)


def _ties(seen: Looks, discs: Sequence[Disc], net: Network, frame: Rect) -> tuple[Tie, ...]:
    at = {disc.company: disc for disc in discs}
    ties = []
    for look in seen.companies:
        unit, parent = at.get(look.company.id), at.get(net.root[look.company.id])
        if unit and parent and unit is not parent:
            box = Rect(min(unit.x, parent.x), min(unit.y, parent.y), abs(unit.x - parent.x), abs(unit.y - parent.y))
            if box.grown(2).touches(frame):
                ties.append(_tie(look, unit, parent))
    return tuple(ties)


def _tie(look: CompanyLook, unit: Disc, parent: Disc) -> Tie:
    away = max(hypot(unit.x - parent.x, unit.y - parent.y), 1e-9)
    dx, dy = (unit.x - parent.x) / away, (unit.y - parent.y) / away
    return Tie(
        unit.company,
        parent.x + dx * parent.radius,
        parent.y + dy * parent.radius,
        unit.x - dx * unit.radius,
        unit.y - dy * unit.radius,
        look.tie,
        min(unit.strength, parent.strength),
    )


def _badges(drawn: Lines, numbers: Mapping[DealId, int]) -> tuple[Badge, ...]:
    """Put each number near the middle of its line, farther along where another stands there."""
    badges: dict[DealId, Badge] = {}
    for line in drawn.lines:
        if line.deal in numbers and line.deal not in badges and line.part is not LinePart.POSSIBLE:
            length = max(hypot(line.x1 - line.x0, line.y1 - line.y0), 1.0)
            first = min(0.5 + 16 / length, 0.8)
            spots = [line.at(t) for t in (first, 0.42, 0.64, 0.34, 0.72, 0.26, 0.8)]
            x, y = max(spots, key=lambda spot: min([BADGES_APART, *(hypot(spot[0] - b.x, spot[1] - b.y) for b in badges.values())]))
            badges[line.deal] = Badge(line.deal, numbers[line.deal], x, y)
    return tuple(badges.values())


def _ground(
    size: Size, camera: Camera, discs: Sequence[Disc], drawn: Lines, ties: Sequence[Tie], badges: Sequence[Badge]
) -> Ground:
    ground = Ground(*size, phase=(-camera.x * camera.scale + size[0] / 2, -camera.y * camera.scale + size[1] / 2))
    ground.add_lines(drawn.points)
    if ties:
        along = np.linspace(0.0, 1.0, 12)[None, :, None]
        starts, ends = (np.array(ends)[:, None] for ends in zip(*(((t.x0, t.y0), (t.x1, t.y1)) for t in ties), strict=True))
        ground.add_lines((starts + (ends - starts) * along).reshape(-1, 2))
    signs = [(disc.x, disc.y, disc.radius + (5.0 if disc.rings else 0.0)) for disc in discs]
    if len(drawn.lines) <= HEADS_CLEAR:
        signs += [(x, y, 7.0) for line in drawn.lines for x, y, is_on in _heads(line) if is_on]
    signs += [(*hidden_spot(disc), 9.0) for disc in discs if disc.hidden]
    signs += [(hub.x, hub.y, 8.0) for hub in drawn.hubs] + [(badge.x, badge.y, 8.0) for badge in badges]
    ground.take(np.array([(x - r, y - r, x + r, y + r) for x, y, r in signs]).reshape(-1, 4))
    return ground


def _heads(line: Line) -> tuple[tuple[float, float, bool], ...]:
    return (line.x0, line.y0, line.head0), (line.x1, line.y1, line.head1)


def _labels(
    seen: Looks, discs: Sequence[Disc], drawn: Lines, view: View, measure: Measure, ground: Ground, net: Network
) -> tuple[Label, ...]:
    """Give words their places: first the chosen, then companies by their deals, then what deals and flows are about."""
    rank = {id_: place for place, id_ in enumerate(net.order)}
    by_weight = sorted(
        discs,
        key=lambda disc: (
            not disc.is_chosen,
            -disc.strength,
            disc.style is DiscStyle.UNIT,
            -net.companies[disc.company].deals,
            rank[disc.company],
        ),
    )
    least = 0.2 if view.selection.focus else 0.0
    scale = view.camera.scale
    counts = sorted(net.companies[disc.company].deals for disc in discs if disc.style is not DiscStyle.UNIT)
    main = max(counts[len(counts) * 3 // 4], 2) if len(counts) > FEW else 1
    requests = []
    for disc in by_weight:
        if disc.strength > least and (disc.style is not DiscStyle.UNIT or scale > 0.5 or disc.is_chosen):
            company = net.companies[disc.company]
            is_main = company.deals >= main
            requests.append(_name(disc, company, _size(disc, is_main, len(discs), scale), is_main, measure))
    requests += _line_words(drawn, view, net, measure)
    return ground.settle(requests)


def _size(disc: Disc, is_main: bool, shown: int, scale: float) -> float:
    """Return the size of a name: large where few are seen, small where many are and this one is not among the first."""
    is_minor = disc.style in _KINDS
    if shown <= FEW and scale > 0.8:
        return 13.0 if is_minor else 17.0
    return 11.0 if is_minor or scale < 0.3 or (scale < 0.6 and not is_main and not disc.is_chosen) else 13.0


def _name(disc: Disc, company: MapCompany, px: float, is_main: bool, measure: Measure) -> Request:
    lines = wrapped(company.name)
    width, height = max(measure(line, px) for line in lines) + 2, len(lines) * px * LEADING
    label = Label(
        _KINDS.get(disc.style, LabelKind.COMPANY),
        lines,
        Rect(0, 0, width, height),
        px,
        company=disc.company,
        is_strong=disc.is_chosen or is_main,
        strength=disc.strength,
    )
    return Request(label, width, height, around_disc(disc, width, height), disc if is_main or disc.is_chosen else None)


def _line_words(drawn: Lines, view: View, net: Network, measure: Measure) -> list[Request]:
    """Return what is to be said beside lines: of all when near or few, else of the chosen deals only."""
    told = [
        (line, look, ends)
        for line, look, ends in zip(drawn.lines, drawn.looks, drawn.ends, strict=True)
        if line.stroke.strength > 0.5 and line.part in (LinePart.WHOLE, LinePart.POSSIBLE)
    ]
    if view.camera.scale < NAMED_FROM and len({line.deal for line, _, _ in told}) > NAMED_UP_TO:
        chosen = view.selection.companies
        theirs = {line.deal for line, look, _ in told if not chosen.isdisjoint(look.route.deal.parties)}
        few = theirs if len(theirs) <= NAMED_UP_TO else set()
        told = [(line, look, ends) for line, look, ends in told if line.stroke.is_chosen or line.deal in few]
    px = 13.0 if view.camera.scale > 1.2 else 11.0
    requests = [
        _words(LabelKind.DEAL, (_caption(look.route.deal),), line, (0.5, 0.4, 0.6, 0.3), px, measure)
        for line, look, _ in told
        if line.part is LinePart.WHOLE
    ]
    told.sort(key=lambda each: each[0].part is not LinePart.POSSIBLE)  # what may be is said first, it has the least room
    for line, look, ends in told:
        requests += _flow_words(line, look, ends, net, px, measure)
    return requests


def _caption(deal: MapDeal) -> str:
    kind = worded(deal.main_type)
    paper = worded(deal.instrument) if deal.instrument and deal.stage not in ENDED else worded(deal.stage)
    doubt = worded(deal.reality) if deal.reality in NOT_SAID_TO_BE else ""
    said = ", ".join(part for part in (kind, paper, deal.term, doubt) if part)
    return said[:1].upper() + said[1:]


def _flow_words(
    line: Line, look: Look, ends: tuple[CompanyId, CompanyId], net: Network, px: float, measure: Measure
) -> list[Request]:
    """Return what flows towards either end of a line, to be set near that end."""
    if line.part is LinePart.POSSIBLE:
        words = _lines_of([f"{_least_real(look)}: {look.words[0]}", *look.words[1:]])
        return [_words(LabelKind.FLOW, words, line, (0.5, 0.4, 0.6, 0.3, 0.7), px, measure)]
    requests = []
    for end, is_on, t in ((ends[0], line.head0, 0.22), (ends[1], line.head1, 0.78)):
        flows = [flow.what for flow in look.flows if is_on and net.root.get(flow.taker) == net.root[end]]
        if flows:
            to_whom = f"to {net.companies[net.root[end]].name}: " if line.head0 and line.head1 else ""
            first, *rest = dict.fromkeys(flows)
            words = _lines_of([to_whom + first, *rest])
            requests.append(
                _words(LabelKind.FLOW, words, line, (t, 0.5 + (t - 0.5) * 0.75, 0.5 + (t - 0.5) * 0.5, 0.5), px, measure)
            )
    return requests


def _least_real(look: Look) -> str:
    """Say how real what stands beside a line is, by the least real of it; an area without a flow is only possible."""
    told = {flow.reality for flow in look.flows}
    if not set(look.words) <= {flow.what for flow in look.flows}:
        told.add(Reality.POSSIBLE)
    return worded(min(told, key=(Reality.DENIED, *REALITY_LEVELS).index))


def _lines_of(words: list[str]) -> tuple[str, ...]:
    """Set what flows in a few short lines; what does not fit is counted."""
    lines: list[str] = []
    for i, word in enumerate(words):
        if lines and len(lines[-1]) + len(word) + 2 <= FLOW_LETTERS:
            lines[-1] += f", {word}"
            continue
        rows = wrap(word, FLOW_LETTERS, max_lines=2, placeholder=" …")
        if lines and len(lines) + len(rows) > FLOW_LINES:
            lines[-1] += f" +{len(words) - i}"
            break
        lines += rows
    return tuple(lines)


def _words(kind: LabelKind, lines: tuple[str, ...], line: Line, ts: Sequence[float], px: float, measure: Measure) -> Request:
    width, height = max(measure(words, px) for words in lines) + 2, len(lines) * px * LEADING
    stroke, rect = line.stroke, Rect(0, 0, width, height)
    label = Label(kind, lines, rect, px, deal=line.deal, family=stroke.family, is_ghost=stroke.is_ghost, strength=stroke.strength)
    return Request(label, width, height, beside_line(line, ts, width, height), dread=3.0)


def _note(seen: Looks, folded: int, unnamed: int) -> str:
    said = list(seen.hidden)
    if folded:
        said.append(f"{folded} {'unit' if folded == 1 else 'units'} drawn with the parent until nearer")
    if unnamed:
        said.append(f"{unnamed} {'name' if unnamed == 1 else 'names'} left out for want of room")
    return "; ".join(said)
