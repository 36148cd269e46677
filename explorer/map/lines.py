"""From the looks of deals to lines on the picture: pairs fan out, deals of many meet in hubs, lone parties get a stub."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import hypot

import numpy as np
from numpy.typing import NDArray

from explorer.landscape.facts import CompanyId
from explorer.landscape.views import Camera
from explorer.map.camera import swell
from explorer.map.curves import CLEAR, HEAD, Floats, bent, detours, samples, trimmed
from explorer.map.looks import Look
from explorer.map.marks import Disc, Hub, Line, LinePart
from explorer.map.spacing import Rect

#: Between parallel lines, in pixels at scale 1.
FAN = 17.0
#: Lines give way to discs as long as there are fewer of (lines x discs) than this; beyond, crossings are the smaller evil.
DETOURED_AT_MOST = 60_000
#: Between discs nearer than this many pixels lines have no arrowheads.
SHORT = 24.0
#: Length of a stub.
STUB = 56.0


@dataclass(frozen=True, slots=True)
class Anchors:
    """Where the discs that are drawn stand; `fold` leads from a unit too near its parent to be drawn to the parent."""

    index: Mapping[CompanyId, int]
    fold: Mapping[CompanyId, CompanyId]
    discs: Sequence[Disc]
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
    """Lines to be drawn, column by column; `which` are the numbers of their looks."""

    which: list[int]
    between: list[tuple[CompanyId, CompanyId]]
    starts: list[tuple[float, float]]
    ends: list[tuple[float, float]]
    radii: list[tuple[float, float]]
    bends: list[float]
    heads: list[tuple[bool, bool]]
    own: list[tuple[int, int]]


def draw_lines(looks: Sequence[Look], anchors: Anchors, view: Rect, camera: Camera) -> Lines:
    """Return every line that reaches into the view."""
    key = (
        tuple([(id(look.route), look.part, look.takes, look.gives) for look in looks]),
        tuple(anchors.index),
        tuple(anchors.fold.items()),
        anchors.spots.tobytes(),
        anchors.radii.tobytes(),
    )
    ways = _ways(_Asked(key, view, camera, looks, anchors))
    lines = tuple(
        [
            Line(looks[i].stroke, looks[i].part, x0, y0, cx, cy, x1, y1, *heads)
            for i, heads, (x0, y0, cx, cy, x1, y1) in zip(ways.which, ways.heads, ways.columns, strict=True)
        ]
    )
    hubs = tuple(Hub(looks[i].stroke, x, y, is_open) for i, x, y, is_open in ways.hubs)
    return Lines(lines, tuple([looks[i] for i in ways.which]), ways.ends, hubs, ways.points)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the ways of lines hang on: where their ends stand, not who is chosen. Holds what the ids in `key` are of."""

    key: tuple[object, ...]
    view: Rect
    camera: Camera
    looks: Sequence[Look] = field(compare=False)
    anchors: Anchors = field(compare=False)


@dataclass(frozen=True, slots=True)
class _Ways:
    """Where lines and hubs run, each with the number of its look."""

    which: Sequence[int] = ()
    heads: Sequence[tuple[bool, bool]] = ()
    columns: Sequence[list[float]] = ()
    ends: tuple[tuple[CompanyId, CompanyId], ...] = ()
    hubs: Sequence[tuple[int, float, float, bool]] = ()
    points: Floats = field(default_factory=lambda: np.zeros((0, 2)))


@lru_cache(maxsize=4)
def _ways(asked: _Asked) -> _Ways:
    """Work out where lines run; kept for the pictures last asked for, so that a choice does not work it out anew."""
    looks, anchors, view, scale = asked.looks, asked.anchors, asked.view, asked.camera.scale
    plan = _Plan([], [], [], [], [], [], [], [])
    hubs: list[tuple[int, float, float, bool]] = []
    _plan_pairs(looks, anchors, plan, FAN * min(max(scale, 0.45), 1.5))
    _plan_hubs(looks, anchors, plan, hubs)
    _plan_stubs(looks, anchors, plan, hubs)
    if not plan.which:
        return _Ways()
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
    gaps = np.array(plan.radii)[kept] + CLEAR + heads * (HEAD - 2) * swell(asked.camera)
    starts, ends = trimmed(starts, controls, ends, gaps[:, 0], gaps[:, 1])
    columns = np.concatenate([starts, controls, ends], axis=1).tolist()
    chosen = kept.tolist()
    points = samples(starts, controls, ends, 40 if len(kept) < 200 else 24).reshape(-1, 2)
    return _Ways(
        [plan.which[i] for i in chosen],
        [plan.heads[i] for i in chosen],
        columns,
        tuple(plan.between[i] for i in chosen),
        hubs,
        points,
    )


def _plan_pairs(looks: Sequence[Look], anchors: Anchors, plan: _Plan, fan: float) -> None:
    pairs: dict[tuple[int, int], list[tuple[int, bool]]] = defaultdict(list)
    for number, look in enumerate(looks):
        if look.part not in (LinePart.WHOLE, LinePart.POSSIBLE):
            continue
        a, b = look.route.ends
        i, j = anchors.at(a), anchors.at(b)
        if i is not None and j is not None and i != j:
            pairs[min(i, j), max(i, j)].append((number, i > j))
    for (i, j), drawn in pairs.items():
        middle = (len(drawn) - 1) / 2
        one, other = anchors.discs[i], anchors.discs[j]
        apart = hypot(one.x - other.x, one.y - other.y) - one.radius - other.radius
        is_short = apart < SHORT
        step = fan * min(1.0, max(apart, 0.0) / 140 + 0.25)
        for slot, (number, is_turned) in enumerate(drawn):
            look = looks[number]
            (a, b), (takes_a, takes_b) = look.route.ends, look.takes
            between, heads = ((b, a), (takes_b, takes_a)) if is_turned else ((a, b), (takes_a, takes_b))
            _add(plan, number, between, anchors, (i, j), (slot - middle) * step, (False, False) if is_short else heads)


def _add(
    plan: _Plan,
    number: int,
    between: tuple[CompanyId, CompanyId],
    anchors: Anchors,
    own: tuple[int, int],
    bend: float,
    heads: tuple[bool, bool],
) -> None:
    i, j = own
    plan.which.append(number)
    plan.between.append(between)
    start, end = anchors.discs[i], anchors.discs[j]
    plan.starts.append((start.x, start.y))
    plan.ends.append((end.x, end.y))
    plan.radii.append((start.radius, end.radius))
    plan.bends.append(bend)
    plan.heads.append(heads)
    plan.own.append(own)


def _plan_hubs(looks: Sequence[Look], anchors: Anchors, plan: _Plan, hubs: list[tuple[int, float, float, bool]]) -> None:
    met: dict[tuple[int, ...], int] = defaultdict(int)
    many: list[tuple[int, dict[int, int], int]] = []
    for number, look in enumerate(looks):
        if look.part is LinePart.SPOKE:
            ends = {i: slot for slot, end in enumerate(look.route.ends) if (i := anchors.at(end)) is not None}
            if len(ends) > 1:
                key = tuple(sorted(ends))
                many.append((number, ends, met[key]))
                met[key] += 1
    spots = _hub_spots([list(ends) for _, ends, _ in many], anchors)
    for (number, ends, before), (x, y) in zip(many, spots, strict=True):
        look = looks[number]
        x, y = x + 22.0 * before, y + 14.0 * before
        hubs.append((number, x, y, False))
        for i, slot in ends.items():
            end, heads = look.route.ends[slot], (look.takes[slot], look.gives[slot])
            _add(plan, number, (end, end), anchors, (i, i), 0.0, heads)
            plan.ends[-1] = (x, y)
            plan.radii[-1] = (anchors.discs[i].radius, 2.0)


def _hub_spots(groups: Sequence[list[int]], anchors: Anchors) -> list[tuple[float, float]]:
    """Return the middles of groups of discs, each moved off any disc that stands there."""
    if not groups:
        return []
    turns = np.arange(1, 16)
    about = 11.0 * np.sqrt(turns)[:, None] * np.stack([np.cos(turns * 2.399963), np.sin(turns * 2.399963)], axis=1)
    middles = np.array([anchors.spots[group].mean(axis=0) for group in groups])
    is_clear = _clear(middles, anchors)
    for row in np.flatnonzero(~is_clear):
        tries = middles[row] + about
        middles[row] = tries[int(np.argmax(_clear(tries, anchors)))]
    return [(float(x), float(y)) for x, y in middles]


def _clear(points: Floats, anchors: Anchors) -> NDArray[np.bool_]:
    dx = points[:, :1] - anchors.spots[None, :, 0]
    dy = points[:, 1:] - anchors.spots[None, :, 1]
    return np.asarray((dx * dx + dy * dy > (anchors.radii + 16) ** 2).all(axis=1))


def _plan_stubs(looks: Sequence[Look], anchors: Anchors, plan: _Plan, hubs: list[tuple[int, float, float, bool]]) -> None:
    counts: dict[int, int] = defaultdict(int)
    middle = anchors.spots.mean(axis=0) if len(anchors.spots) else np.zeros(2)
    for number, look in enumerate(looks):
        if look.part is not LinePart.STUB or (i := anchors.at(look.route.ends[0])) is None:
            continue
        out = anchors.spots[i] - middle
        angle = float(np.arctan2(out[1], out[0])) + 0.5 * (counts[i] - 0.5)
        counts[i] += 1
        length = anchors.discs[i].radius + STUB
        x, y = float(anchors.spots[i, 0]) + length * np.cos(angle), float(anchors.spots[i, 1]) + length * np.sin(angle)
        end = look.route.ends[0]
        heads = look.takes[0], look.gives[0]
        _add(plan, number, (end, end), anchors, (i, i), 0.0, heads)
        plan.ends[-1] = (float(x), float(y))
        plan.radii[-1] = (anchors.discs[i].radius, 3.0)
        hubs.append((number, float(x), float(y), True))


def _around_discs(starts: Floats, ends: Floats, bends: Floats, own: NDArray[np.int64], anchors: Anchors, scale: float) -> Floats:
    straight = np.flatnonzero(np.abs(bends) < 0.5)
    if not len(straight) or len(straight) * len(anchors.spots) > DETOURED_AT_MOST:
        return bends
    bends = bends.copy()
    step = 22.0 * min(max(scale, 0.5), 1.6)
    bends[straight] = detours(starts[straight], ends[straight], anchors.spots, anchors.radii, own[straight], step)
    return bends
