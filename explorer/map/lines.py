"""From the looks of deals to lines on the picture: pairs fan out, deals of many meet in hubs, lone parties get a stub."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.landscape.facts import CompanyId
from explorer.map.curves import CLEAR, HEAD, Floats, bent, detours, samples, trimmed
from explorer.map.looks import Look
from explorer.map.marks import Hub, Line, LinePart
from explorer.map.spacing import Rect

#: Between parallel lines, in pixels at scale 1.
FAN = 17.0
#: Lines give way to discs as long as there are fewer of (lines x discs) than this; beyond, crossings are the smaller evil.
DETOURED_AT_MOST = 60_000
#: Length of a stub.
STUB = 56.0


@dataclass(frozen=True, slots=True)
class Anchors:
    """Where the discs that are drawn stand; `fold` leads from a unit too near its parent to be drawn to the parent."""

    index: Mapping[CompanyId, int]
    fold: Mapping[CompanyId, CompanyId]
    root: Mapping[CompanyId, CompanyId]
    spots: Floats
    radii: Floats

    def at(self, company: CompanyId) -> int | None:
        """Return the index of the disc at which a company's lines end."""
        return self.index.get(self.fold.get(company, company))


@dataclass(frozen=True, slots=True)
class Lines:
    """What came out: lines with the look and the two companies of each, hubs, and points along all lines, for labels to avoid."""

    lines: tuple[Line, ...]
    looks: tuple[Look, ...]
    ends: tuple[tuple[CompanyId, CompanyId], ...]
    hubs: tuple[Hub, ...]
    points: Floats


@dataclass(slots=True)
class _Plan:
    """Lines to be drawn, column by column."""

    looks: list[Look]
    parts: list[LinePart]
    between: list[tuple[CompanyId, CompanyId]]
    starts: list[tuple[float, float]]
    ends: list[tuple[float, float]]
    radii: list[tuple[float, float]]
    bends: list[float]
    heads: list[tuple[bool, bool]]
    own: list[tuple[int, int]]


def draw_lines(looks: Sequence[Look], anchors: Anchors, view: Rect, scale: float) -> Lines:
    """Return every line that reaches into the view."""
    plan = _Plan([], [], [], [], [], [], [], [], [])
    hubs: list[Hub] = []
    _plan_pairs(looks, anchors, plan, FAN * min(max(scale, 0.45), 1.5))
    _plan_hubs(looks, anchors, plan, hubs)
    _plan_stubs(looks, anchors, plan, hubs)
    if not plan.looks:
        return Lines((), (), (), (), np.zeros((0, 2)))
    starts, ends = np.array(plan.starts), np.array(plan.ends)
    bends = np.array(plan.bends)
    reach = np.abs(bends) * 2 + 8
    seen = (
        (np.maximum(starts[:, 0], ends[:, 0]) + reach > view.x)
        & (np.minimum(starts[:, 0], ends[:, 0]) - reach < view.right)
        & (np.maximum(starts[:, 1], ends[:, 1]) + reach > view.y)
        & (np.minimum(starts[:, 1], ends[:, 1]) - reach < view.bottom)
    )
    kept = np.flatnonzero(seen)
    starts, ends, bends = starts[kept], ends[kept], bends[kept]
    bends = _around_discs(starts, ends, bends, np.array(plan.own, dtype=np.int64)[kept], anchors, scale)
    controls = bent(starts, ends, bends)
    heads = np.array(plan.heads)[kept]
    gaps = np.array(plan.radii)[kept] + CLEAR + heads * (HEAD - 2)
    starts, ends = trimmed(starts, controls, ends, gaps[:, 0], gaps[:, 1])
    columns = np.concatenate([starts, controls, ends], axis=1).tolist()
    chosen = kept.tolist()
    lines = tuple(
        Line(plan.looks[i].stroke, plan.parts[i], x0, y0, cx, cy, x1, y1, *plan.heads[i])
        for i, (x0, y0, cx, cy, x1, y1) in zip(chosen, columns, strict=True)
    )
    points = samples(starts, controls, ends, 28).reshape(-1, 2)
    return Lines(lines, tuple(plan.looks[i] for i in chosen), tuple(plan.between[i] for i in chosen), tuple(hubs), points)


def _plan_pairs(looks: Sequence[Look], anchors: Anchors, plan: _Plan, fan: float) -> None:
    pairs: dict[tuple[int, int], list[tuple[Look, CompanyId, CompanyId]]] = defaultdict(list)
    for look in looks:
        if look.part not in (LinePart.WHOLE, LinePart.POSSIBLE):
            continue
        a, b = look.route.ends
        i, j = anchors.at(a), anchors.at(b)
        if i is not None and j is not None and i != j:
            pairs[min(i, j), max(i, j)].append((look, a, b) if i < j else (look, b, a))
    for (i, j), drawn in pairs.items():
        middle = (len(drawn) - 1) / 2
        for slot, (look, a, b) in enumerate(drawn):
            bend = (slot - middle) * fan
            heads = _takes(look, a, anchors), _takes(look, b, anchors)
            _add(plan, look, (a, b), anchors, (i, j), bend, heads)


def _add(
    plan: _Plan,
    look: Look,
    between: tuple[CompanyId, CompanyId],
    anchors: Anchors,
    own: tuple[int, int],
    bend: float,
    heads: tuple[bool, bool],
) -> None:
    i, j = own
    plan.looks.append(look)
    plan.parts.append(look.part)
    plan.between.append(between)
    plan.starts.append((float(anchors.spots[i, 0]), float(anchors.spots[i, 1])))
    plan.ends.append((float(anchors.spots[j, 0]), float(anchors.spots[j, 1])))
    plan.radii.append((float(anchors.radii[i]), float(anchors.radii[j])))
    plan.bends.append(bend)
    plan.heads.append(heads)
    plan.own.append(own)


def _takes(look: Look, end: CompanyId, anchors: Anchors) -> bool:
    return _meets(look.takers, end, anchors)


def _meets(companies: frozenset[CompanyId], end: CompanyId, anchors: Anchors) -> bool:
    house = anchors.root.get(end, end)
    return any(company == end or anchors.root.get(company, company) == house for company in companies)


def _plan_hubs(looks: Sequence[Look], anchors: Anchors, plan: _Plan, hubs: list[Hub]) -> None:
    met: dict[tuple[int, ...], int] = defaultdict(int)
    for look in looks:
        if look.part is not LinePart.SPOKE:
            continue
        ends = {i: end for end in look.route.ends if (i := anchors.at(end)) is not None}
        if len(ends) < 2:
            continue
        key = tuple(sorted(ends))
        x, y = _hub_spot(list(key), anchors, met[key])
        met[key] += 1
        hubs.append(Hub(look.stroke, x, y))
        for i, end in ends.items():
            heads = _takes(look, end, anchors), _meets(look.givers, end, anchors)
            _add(plan, look, (end, end), anchors, (i, i), 0.0, heads)
            plan.ends[-1] = (x, y)
            plan.radii[-1] = (float(anchors.radii[i]), 2.0)


def _hub_spot(discs: list[int], anchors: Anchors, before: int) -> tuple[float, float]:
    """Return the middle of the parties, moved off any disc that stands there and off the hubs before it."""
    x, y = (float(value) for value in anchors.spots[discs].mean(axis=0))
    for turn in range(60):
        angle, away = turn * 2.399963, 7.0 * turn**0.5
        tried = x + away * np.cos(angle), y + away * np.sin(angle)
        near = np.hypot(anchors.spots[:, 0] - tried[0], anchors.spots[:, 1] - tried[1]) - anchors.radii
        if float(near.min()) > 16:
            x, y = float(tried[0]), float(tried[1])
            break
    return x + 22.0 * before, y + 14.0 * before


def _plan_stubs(looks: Sequence[Look], anchors: Anchors, plan: _Plan, hubs: list[Hub]) -> None:
    counts: dict[int, int] = defaultdict(int)
    middle = anchors.spots.mean(axis=0) if len(anchors.spots) else np.zeros(2)
    for look in looks:
        if look.part is not LinePart.STUB or (i := anchors.at(look.route.ends[0])) is None:
            continue
        out = anchors.spots[i] - middle
        angle = float(np.arctan2(out[1], out[0])) + 0.5 * (counts[i] - 0.5)
        counts[i] += 1
        length = float(anchors.radii[i]) + STUB
        x, y = float(anchors.spots[i, 0]) + length * np.cos(angle), float(anchors.spots[i, 1]) + length * np.sin(angle)
        end = look.route.ends[0]
        heads = _takes(look, end, anchors), _meets(look.givers, end, anchors)
        _add(plan, look, (end, end), anchors, (i, i), 0.0, heads)
        plan.ends[-1] = (float(x), float(y))
        plan.radii[-1] = (float(anchors.radii[i]), 3.0)
        hubs.append(Hub(look.stroke, float(x), float(y), is_open=True))


def _around_discs(starts: Floats, ends: Floats, bends: Floats, own: NDArray[np.int64], anchors: Anchors, scale: float) -> Floats:
    straight = np.flatnonzero(np.abs(bends) < 0.5)
    if not len(straight) or len(straight) * len(anchors.spots) > DETOURED_AT_MOST:
        return bends
    bends = bends.copy()
    step = 22.0 * min(max(scale, 0.5), 1.6)
    bends[straight] = detours(starts[straight], ends[straight], anchors.spots, anchors.radii, own[straight], step)
    return bends
