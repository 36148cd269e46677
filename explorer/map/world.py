"""The political map: blocs of companies as countries with ground, names and neighbours, and the traffic between them.

labels -> how dense each bloc is where -> who is densest -> outlines -> hues, neighbours apart
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from explorer.map.atlas import Atlas, most_important

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: A bloc of fewer companies has no ground, and a landscape of fewer companies no blocs; of so many blocs the largest have ground.
FEWEST, FROM, MOST = 13, 200, 900
#: Cells of the grid on which ground is found, along the longer side.
CELLS = 520
#: How far around a company its bloc's ground reaches, in mean distances between companies.
REACH = 1.1
#: Ground is where a bloc is denser than this share of a single company's own spot.
LEVEL = 0.34
#: Of more companies blocs are not looked for.
LABELLED_UP_TO = 6_000
#: Companies that stand so many pixels apart are seen one by one; so few, and they are a texture.
NEAR_APART, FAR_APART = 34.0, 12.0
#: How many hues the grounds are coloured with.
HUES = 8
#: Of the pairs of blocs those with most traffic are shown.
BUNDLES = 160
#: So many companies give a bloc its name.
NAMED = 3


@dataclass(frozen=True, slots=True, eq=False)
class Bloc:
    """A bloc: where its name goes (its densest spot), how far it reaches in map units, its ground and what it is called after.

    `outlines` are closed rings float64 (k, 2) in map units; `strongest` are rows of companies.
    """

    number: int
    companies: int
    x: float
    y: float
    extent: float
    hue: int
    outlines: tuple[Floats, ...]
    strongest: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """All blocs that have ground, the largest first; `label` int (n) of each company, and which ties lead from bloc to bloc.

    `length` float32 (k) of each tie in map units; `bundles` float64 (b, 5): x0, y0, x1, y1 in map units and the weight of the
    traffic, the heaviest first.
    """

    label: Ints
    between: NDArray[np.bool_]
    length: NDArray[np.float32]
    blocs: tuple[Bloc, ...] = ()
    bundles: Floats = field(default_factory=lambda: np.zeros((0, 5)))


def world_of(atlas: Atlas, label: Ints) -> World:
    """Draw the borders for a landscape whose companies carry these labels; same input, same world."""
    label = label.astype(np.int64)
    pairs = atlas.ties.pairs
    between = np.asarray(label[pairs[:, 0]] != label[pairs[:, 1]])
    length = np.hypot(*(atlas.xy[pairs[:, 0]] - atlas.xy[pairs[:, 1]]).T).astype(np.float32)
    there = atlas.is_placed & (atlas.terrain.deals > 0)
    sizes = np.bincount(label[there], minlength=int(label.max(initial=-1)) + 1)
    order = [int(number) for number in np.lexsort((np.arange(len(sizes)), -sizes)) if sizes[number] >= FEWEST][:MOST]
    if int(there.sum()) < FROM or len(order) < 2:
        return World(label, between, length)
    grid = _Grid(atlas, label, there, order)
    hues = _hues(grid.neighbours(), len(order))
    members = _members(label, there, len(sizes))
    blocs = []
    for place, number in enumerate(order):
        outlines = grid.outlines(place)
        if outlines:
            x, y = grid.peak(place)
            area = abs(sum(_area(ring) for ring in outlines))
            strongest = tuple(most_important(atlas, members[number].astype(np.int32), NAMED))
            blocs.append(Bloc(number, int(sizes[number]), x, y, area**0.5, hues[place], outlines, strongest))
    return World(label, between, length, tuple(blocs), _bundles(atlas, label, between, blocs))


def farness(atlas: Atlas, scale: float) -> float:
    """Say how far away one looks from: 1 where companies are a texture and blocs are what is seen, 0 where each is seen."""
    apart = atlas.spacing * scale
    return float(min(max((NEAR_APART - apart) / (NEAR_APART - FAR_APART), 0.0), 1.0))


def labels_of(atlas: Atlas) -> Ints:
    """Return which bloc each company is in, the largest 0, int (n)."""
    import networkx  # when the first borders are drawn

    if len(atlas.xy) > LABELLED_UP_TO:
        return np.arange(len(atlas.xy), dtype=np.int64)
    graph = networkx.Graph()
    graph.add_nodes_from(range(len(atlas.xy)))
    ties = zip(atlas.ties.pairs.tolist(), atlas.ties.weight.tolist(), strict=True)
    graph.add_weighted_edges_from((a, b, weight) for (a, b), weight in ties)
    found = sorted(networkx.community.louvain_communities(graph, seed=1), key=lambda rows: (-len(rows), min(rows)))
    label = np.zeros(len(atlas.xy), dtype=np.int64)
    for number, rows in enumerate(found):
        label[list(rows)] = number
    return label


class _Grid:
    """How dense each bloc is in each cell around it, and which bloc is densest there."""

    def __init__(self, atlas: Atlas, label: Ints, there: NDArray[np.bool_], order: list[int]) -> None:
        rect = atlas.bounds
        self._cell = max(rect.width, rect.height) / CELLS
        spread = max(atlas.spacing * REACH / self._cell, 1.0)
        self._margin = int(3 * spread) + 2
        self._origin = np.array([rect.x, rect.y]) - self._margin * self._cell
        self._columns = int(rect.width / self._cell) + 2 * self._margin + 2
        self._lines = int(rect.height / self._cell) + 2 * self._margin + 2
        members = _members(label, there, int(label.max()) + 1)
        self._parts: list[tuple[int, int, Floats]] = []
        self._first = np.zeros((self._lines, self._columns))
        self._second = np.zeros_like(self._first)
        self._owner = np.full(self._first.shape, -1, dtype=np.int64)
        floor = LEVEL * _peak(spread)
        for place, number in enumerate(order):
            cells = ((atlas.xy[members[number]].astype(np.float64) - self._origin) / self._cell).astype(np.int64)
            left, top = cells.min(axis=0) - self._margin
            right, bottom = cells.max(axis=0) + self._margin + 1
            dense = np.zeros((bottom - top, right - left))
            np.add.at(dense, (cells[:, 1] - top, cells[:, 0] - left), 1.0)
            dense = _blurred(dense, spread)
            self._parts.append((int(left), int(top), dense))
            window = np.s_[top:bottom, left:right]
            first, second, owner = self._first[window], self._second[window], self._owner[window]
            wins = dense > first
            second[:] = np.where(wins, first, np.maximum(second, dense))
            owner[wins & (dense > floor)] = place
            first[:] = np.maximum(first, dense)
        self._floor = floor

    def outlines(self, place: int) -> tuple[Floats, ...]:
        """Return the rings about the ground of a bloc, in map units."""
        import contourpy  # when the first borders are drawn

        left, top, dense = self._parts[place]
        window = np.s_[top : top + dense.shape[0], left : left + dense.shape[1]]
        others = np.where(dense >= self._first[window], self._second[window], self._first[window])
        clear = np.minimum(dense - self._floor, dense - others)
        rings = contourpy.contour_generator(z=clear, name="serial").lines(0.0)
        corner = self._origin + (np.array([left, top]) + 0.5) * self._cell
        return tuple(np.asarray(ring, dtype=np.float64) * self._cell + corner for ring in rings if len(ring) > 8)

    def peak(self, place: int) -> tuple[float, float]:
        """Return the densest spot of a bloc that is its own, in map units."""
        left, top, dense = self._parts[place]
        window = np.s_[top : top + dense.shape[0], left : left + dense.shape[1]]
        own = np.where(self._owner[window] == place, dense, 0.0)
        line, column = np.unravel_index(int(np.argmax(own)), own.shape)
        x, y = self._origin + (np.array([left + column, top + line]) + 0.5) * self._cell
        return float(x), float(y)

    def neighbours(self) -> set[tuple[int, int]]:
        """Return the pairs of blocs whose grounds touch, the smaller first."""
        found = set()
        for one, other in ((self._owner[:, :-2], self._owner[:, 2:]), (self._owner[:-2], self._owner[2:])):
            touching = (one != other) & (one >= 0) & (other >= 0)
            low, high = np.minimum(one[touching], other[touching]), np.maximum(one[touching], other[touching])
            found |= set(zip(low.tolist(), high.tolist(), strict=True))
        return found


def _hues(touching: set[tuple[int, int]], count: int) -> list[int]:
    """Give each bloc a hue that none of its neighbours has as far as that goes, the largest first; hues are used evenly."""
    beside: dict[int, list[int]] = {place: [] for place in range(count)}
    for one, other in touching:
        beside[one].append(other)
        beside[other].append(one)
    hues: list[int] = []
    used = [0] * HUES
    for place in range(count):
        near = [hues[other] for other in beside[place] if other < place]
        hue = min(range(HUES), key=lambda hue: (near.count(hue), used[hue], (hue * 3 + place) % HUES))
        hues.append(hue)
        used[hue] += 1
    return hues


def _bundles(atlas: Atlas, label: Ints, between: NDArray[np.bool_], blocs: list[Bloc]) -> Floats:
    place = np.full(int(label.max()) + 1, -1, dtype=np.int64)
    place[[bloc.number for bloc in blocs]] = np.arange(len(blocs))
    ends = place[label[atlas.ties.pairs[between]]]
    kept = (ends >= 0).all(axis=1)
    low, high = ends[kept].min(axis=1), ends[kept].max(axis=1)
    keys, back = np.unique(low * len(blocs) + high, return_inverse=True)
    weight = np.bincount(back, atlas.ties.weight[between][kept], minlength=len(keys))
    best = np.lexsort((keys, -weight))[:BUNDLES]
    spots = np.array([(bloc.x, bloc.y) for bloc in blocs]).reshape(-1, 2)
    return (
        np.column_stack([spots[keys[best] // len(blocs)], spots[keys[best] % len(blocs)], weight[best]])
        if len(best)
        else np.zeros((0, 5))
    )


def _members(label: Ints, there: NDArray[np.bool_], count: int) -> list[NDArray[np.int64]]:
    rows = np.flatnonzero(there)
    order = rows[np.argsort(label[rows], kind="stable")]
    return np.split(order, np.cumsum(np.bincount(label[rows], minlength=count))[:-1])


def _blurred(dense: Floats, spread: float) -> Floats:
    """Return a grid smoothed by a bell of this width in cells, cut off at three widths."""
    bell = _bell(spread)
    for axis in (0, 1):
        dense = np.apply_along_axis(np.convolve, axis, dense, bell, mode="same")
    return dense


def _bell(spread: float) -> Floats:
    reach = int(3 * spread)
    bell = np.exp(-0.5 * (np.arange(-reach, reach + 1) / spread) ** 2)
    return np.asarray(bell / bell.sum())


def _peak(spread: float) -> float:
    return float(_bell(spread).max() ** 2)


def _area(ring: Floats) -> float:
    x, y = ring.T
    return float((x * np.roll(y, -1) - y * np.roll(x, -1)).sum() / 2)
