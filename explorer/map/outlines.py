"""Outlines of the ground that groups of points stand on: a field for each, drawn around where it is the strongest.

points -> a count on a grid -> blurred -> stronger than all others and than a threshold -> marching squares -> rounded -> few points
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.map.links import Floats, Ints

#: The share of a point's own strength, where it stands, from which on a place is ground.
THRESHOLD = 0.22
#: How far a line may pass from the points that it leaves out, and how long it is at most, in cells.
BEND, LONGEST = 0.22, 16.0
#: By which corners of a square lie inside: the edges (0 above, 1 right, 2 below, 3 left) that lines enter and leave by.
TURNS: Mapping[int, tuple[tuple[int, int], ...]] = {
    1: ((0, 3),), 2: ((1, 0),), 3: ((1, 3),), 4: ((2, 1),), 5: ((0, 3), (2, 1)), 6: ((2, 0),), 7: ((2, 3),), 8: ((3, 2),),
    9: ((0, 2),), 10: ((1, 0), (3, 2)), 11: ((1, 2),), 12: ((3, 1),), 13: ((0, 1),), 14: ((3, 0),),
}  # fmt: skip

Outlined = tuple[int, tuple[Floats, ...], tuple[float, float], float]


@dataclass(frozen=True, slots=True, eq=False)
class _Field:
    """How strong a group is on a part of the grid that begins at row and column."""

    row: int
    column: int
    strength: Floats


def outlined(
    labels: Ints, xy: Floats, cells: int, reach: float, part: float, stray: int, is_cancelled: Callable[[], bool]
) -> Iterator[Outlined]:
    """Yield label, outlines, densest point and area of each group, in order; see `blocs.grounds`."""
    rows = np.flatnonzero(labels >= 0)
    if not len(rows):
        return
    low = xy[rows].min(axis=0)
    cell = max(float((xy[rows].max(axis=0) - low).max()) / cells, 1e-9)
    order = rows[np.argsort(labels[rows], kind="stable")]
    groups = np.split(order, np.flatnonzero(np.diff(labels[order])) + 1)
    across, down = (int(side / cell) + 1 for side in xy[rows].max(axis=0) - low)
    # Around all lies an empty border, so that every outline closes.
    border = 40
    best, second = (np.zeros((down + 2 * border, across + 2 * border)) for _ in range(2))
    owner = np.full(best.shape, -1, dtype=np.int32)
    for place, group in enumerate(groups):
        if is_cancelled():
            return
        field = _field((xy[group] - low) / cell + border, reach, border - 4, best.shape)
        there = (slice(field.row, field.row + field.strength.shape[0]), slice(field.column, field.column + field.strength.shape[1]))
        wins = field.strength > best[there]
        second[there] = np.where(wins, best[there], np.maximum(second[there], field.strength))
        best[there] = np.where(wins, field.strength, best[there])
        owner[there] = np.where(wins, place, owner[there])
    for place, group in enumerate(groups):
        if is_cancelled():
            return
        field = _field((xy[group] - low) / cell + border, reach, border - 4, best.shape)  # again: all of them may take 100 MB
        there = (slice(field.row, field.row + field.strength.shape[0]), slice(field.column, field.column + field.strength.shape[1]))
        other = np.where(owner[there] == place, second[there], best[there])
        rings = _rings(field.strength - np.maximum(other, THRESHOLD))
        corner = low + (np.array([field.column, field.row]) - border) * cell
        found = [(corner + ring * cell, ring) for ring in rings]
        kept = [outline for outline, _ in found if _is_kept(outline, xy[group], part, stray)]
        if not kept:
            continue
        kept.sort(key=lambda outline: -abs(_area(outline)))
        peak = np.unravel_index(int(np.argmax(field.strength)), field.strength.shape)
        middle = corner + (np.array([peak[1], peak[0]]) + 0.5) * cell
        yield int(labels[group[0]]), tuple(kept), (float(middle[0]), float(middle[1])), sum(abs(_area(outline)) for outline in kept)


def _field(points: Floats, reach: float, widest: int, shape: tuple[int, int]) -> _Field:
    """Return how strong a group is: its points, blurred as far as `reach` times the distance between neighbours, in cells."""
    some = points[:: max(1, len(points) // 80)]
    away = np.sqrt(((some[:, None, :] - points[None]) ** 2).sum(axis=2))
    nearest = np.partition(away, min(3, len(points) - 1), axis=1)[:, min(3, len(points) - 1)]
    # As far as neighbours are and as the whole is thin: dense blocs reach out until they meet, strays alone carry no ground.
    whole = float(
        np.sqrt(np.prod(np.quantile(points, 0.9, axis=0) - np.quantile(points, 0.1, axis=0) + 1.0) / (0.64 * len(points)))
    )
    spread = float(np.sqrt(whole * np.sort(nearest)[len(nearest) // 2]))
    blur = int(np.clip(round(reach * spread / 1.7), 2, widest // 4))
    reached = 3 * blur + 1
    low = np.maximum(np.floor(points.min(axis=0)).astype(int) - reached, 0)
    high = np.minimum(np.floor(points.max(axis=0)).astype(int) + reached + 2, (shape[1], shape[0]))
    wide, high_ = (high - low).tolist()
    inside = np.floor(points).astype(np.int64) - low
    count = np.bincount(inside[:, 1] * wide + inside[:, 0], minlength=wide * high_).reshape(high_, wide).astype(np.float64)
    strength = count
    for _ in range(3):  # three boxes are close to a bell
        strength = _boxed(_boxed(strength, blur, 0), blur, 1)
    # One point alone is as strong as 1 where it stands.
    alone = (2 * blur + 1) ** 2 / (0.75 * 0.75)
    return _Field(int(low[1]), int(low[0]), strength * alone)


def _boxed(values: Floats, radius: int, axis: int) -> Floats:
    """Return the mean over so many cells to either side."""
    padded = np.moveaxis(values, axis, 0)
    sums = np.concatenate([np.zeros((1, padded.shape[1])), np.cumsum(padded, axis=0)])
    places = np.arange(len(padded))
    top, bottom = np.minimum(places + radius + 1, len(padded)), np.maximum(places - radius, 0)
    return np.moveaxis((sums[top] - sums[bottom]) / (2 * radius + 1), 0, axis)


def _rings(values: Floats) -> list[Floats]:
    """Return the lines around where values are above 0, (m, 2) x and y in cells, rounded and with few points."""
    inside = np.pad(values > 0, 1)
    level = np.pad(values, 1, constant_values=-1e-3)
    links: dict[tuple[int, int, int], tuple[int, int, int]] = {}
    code = inside[:-1, :-1] * 1 + inside[:-1, 1:] * 2 + inside[1:, 1:] * 4 + inside[1:, :-1] * 8
    for row, column in zip(*np.nonzero((code > 0) & (code < 15)), strict=True):
        edges = ((0, row, column), (1, row, column + 1), (0, row + 1, column), (1, row, column))
        for enters, leaves in TURNS[int(code[row, column])]:
            links[edges[enters]] = edges[leaves]
    rings = []
    while links:
        start, at = links.popitem()
        ring = [start]
        while at != start:
            ring.append(at)
            at = links.pop(at)
        if len(ring) >= 8:
            rings.append(_rounded(np.array([_crossing(level, *edge) for edge in ring]) - 0.5))
    return rings


def _crossing(level: NDArray[np.float64], kind: int, row: int, column: int) -> tuple[float, float]:
    """Return where 0 is passed on the edge that goes right, kind 0, or down, kind 1, from a corner."""
    one = level[row, column]
    two = level[row, column + 1] if kind == 0 else level[row + 1, column]
    share = float(one / (one - two)) if one != two else 0.5
    return (column + share, float(row)) if kind == 0 else (float(column), row + share)


def _rounded(ring: Floats) -> Floats:
    """Return a ring of few points that is smooth: every point the mean of those around, and only those where it bends."""
    for _ in range(2):
        ring = 0.5 * ring + 0.25 * (np.roll(ring, 1, axis=0) + np.roll(ring, -1, axis=0))
    kept = [0]
    for place in range(1, len(ring)):
        chord = ring[place] - ring[kept[-1]]
        between = ring[kept[-1] + 1 : place] - ring[kept[-1]]
        length = float(np.hypot(*chord))
        away = np.abs(between[:, 0] * chord[1] - between[:, 1] * chord[0]) / max(length, 1e-9)
        if length > LONGEST or (len(between) and float(away.max()) > BEND):
            kept.append(place - 1 if place - 1 > kept[-1] else place)
    return ring[kept]


def _is_kept(outline: Floats, points: Floats, part: float, stray: int) -> bool:
    """Say whether enough of a group stands inside; holes count as well, but lie in what is kept."""
    if len(outline) < 4:
        return False
    if _area(outline) < 0:  # a hole: left open only where it is large
        return False
    low, high = outline.min(axis=0), outline.max(axis=0)
    count = int(((points >= low) & (points <= high)).all(axis=1).sum())
    return count >= max(stray, part * len(points))


def _area(outline: Floats) -> float:
    """Return the area inside, below 0 for one that turns the other way."""
    x, y = outline.T
    return float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum() / 2)
