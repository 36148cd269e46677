"""Blocs: companies that deal with each other more than with the rest, what passes between them, and the ground they stand on."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.map.links import Floats, Int32s, Ints, Links
from explorer.map.outlines import outlined

#: Fewer companies than this are no bloc, nor fewer than this share of the root of all: among many, a handful is none.
LEAST, LEAST_SHARE = 8, 0.25
#: How many cells the ground has along its longer side, and how far a company's ground reaches, in distances to its nearest ones.
CELLS, REACH = 420, 2.5
#: A part of a bloc's ground with less than this share of its companies, or fewer than so many, is left out.
PART, STRAY = 0.04, 3


def blocs(
    n: int,
    pairs: NDArray[np.integer],
    weights: NDArray[np.floating] | None = None,
    *,
    resolution: float = 1.0,
    before: NDArray[np.integer] | None = None,
    least: int | None = None,
) -> Int32s:
    """Return the bloc of each company, int32 (n): 0 the largest, -1 in none of at least so many; 8 where few, some 80 of 100,000.

    Leiden communities (Traag, Waltman and van Eck 2019) by modularity; a higher resolution gives more and smaller ones. The same
    network gives the same blocs, however its pairs are ordered. `before` are the labels of an earlier call, int32 (n) with -1 for
    newcomers: a bloc that goes on keeps its number, so that colours do not jump. Takes a second at 100,000: for a job.
    """
    import graspologic_native as leiden  # after the first picture, and only where blocs are asked for

    links = Links.of(n, pairs, weights)
    found = np.full(n, -1, dtype=np.int64)
    if len(links.pairs):
        names = [str(row) for row in range(n)]  # one of each: a hundred thousand, and not two for every pair
        ends = (map(names.__getitem__, links.pairs[:, side].tolist()) for side in (0, 1))
        edges = list(zip(*ends, links.weight.tolist(), strict=True))
        _, labels = leiden.leiden(
            edges, resolution=resolution, randomness=0.001, iterations=1, use_modularity=True, seed=1, trials=1
        )
        for row, label in labels.items():
            found[int(row)] = label
    return _kept(_by_size(found, max(LEAST, round(LEAST_SHARE * n**0.5)) if least is None else least), before)


def _by_size(found: Ints, least: int) -> Ints:
    """Number blocs by size, of two as large the one with the first row first; those too small are none."""
    labels, first, size = np.unique(found, return_index=True, return_counts=True)
    order = [place for place in np.lexsort((first, -size)) if labels[place] >= 0 and size[place] >= least]
    number = np.full(int(labels.max(initial=-1)) + 2, -1, dtype=np.int64)
    for place, old in enumerate(order):
        number[labels[old]] = place
    number[-1] = -1
    return np.asarray(number[found])


def _kept(found: Ints, before: NDArray[np.integer] | None) -> Int32s:
    """Give each bloc the number of the earlier one that it has most companies of, the largest overlap first."""
    if before is None or not len(found):
        return found.astype(np.int32)
    both = (found >= 0) & (np.asarray(before) >= 0)
    shared, count = np.unique(np.stack([found[both], np.asarray(before, dtype=np.int64)[both]], axis=1), axis=0, return_counts=True)
    number: dict[int, int] = {}
    for place in np.lexsort((shared[:, 1], shared[:, 0], -count)).tolist():
        new, old = shared[place].tolist()
        if new not in number and old not in number.values():
            number[new] = old
    free = (label for label in range(2 * len(found) + 1) if label not in set(number.values()))
    for new in range(int(found.max()) + 1):
        if new not in number:
            number[new] = next(free)
    table = np.array([number[new] for new in range(int(found.max()) + 1)] + [-1], dtype=np.int32)
    return table[found]


@dataclass(frozen=True, slots=True, eq=False)
class Traffic:
    """What passes between blocs: `pairs` int32 (t, 2) of bloc numbers, the smaller first, the heaviest pair first.

    `count` int64 (t) pairs of companies, `weight` float64 (t) the sum of their weights, `strongest` int64 (t) the row among the
    pairs given that weighs most.
    """

    pairs: Int32s
    count: Ints
    weight: Floats
    strongest: Ints


def traffic(labels: NDArray[np.integer], pairs: NDArray[np.integer], weights: NDArray[np.floating] | None = None) -> Traffic:
    """Return what passes between blocs, summed up over the pairs of companies of two of them."""
    ends = np.asarray(labels, dtype=np.int64)[np.asarray(pairs, dtype=np.int64).reshape(-1, 2)]
    heavy = np.ones(len(ends)) if weights is None else np.asarray(weights, dtype=np.float64)
    low, high = ends.min(axis=1), ends.max(axis=1)
    rows = np.flatnonzero((low >= 0) & (low != high))
    keys = low[rows] << 32 | high[rows]
    order = np.lexsort((rows, -heavy[rows], keys))
    keys, first, count = np.unique(keys[order], return_index=True, return_counts=True)
    sums = np.add.reduceat(heavy[rows][order], first) if len(first) else np.zeros(0)
    by_weight = np.lexsort((keys, -sums))
    found = np.stack([keys >> 32, keys & 0xFFFFFFFF], axis=1).astype(np.int32)
    return Traffic(found[by_weight], count[by_weight], sums[by_weight], rows[order][first][by_weight])


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """The ground of a bloc: `outlines`, each float64 (m, 2) map units, closed, the first point named once; the largest first.

    `middle` is a point on the ground, at the densest of it; `size` the number of companies; `area` in square map units.
    """

    bloc: int
    outlines: tuple[Floats, ...]
    middle: tuple[float, float]
    size: int
    area: float


def grounds(
    labels: NDArray[np.integer],
    xy: NDArray[np.floating],
    *,
    reach: float = REACH,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Ground, ...]:
    """Return the ground of each bloc that has any, in the order of their numbers; no two overlap, neighbours share their border.

    Every company spreads around itself as far as its bloc is dense; a place belongs to the bloc that is strongest there, from a
    threshold on; with a longer `reach` blocs spread until they meet. Companies far from their bloc leave no ground. Companies at
    no finite place count nowhere.
    """
    places = np.asarray(xy, dtype=np.float64)
    found = np.where(np.isfinite(places).all(axis=1), np.asarray(labels, dtype=np.int64), -1)
    return tuple(
        Ground(bloc, outlines, middle, int((found == bloc).sum()), area)
        for bloc, outlines, middle, area in outlined(found, places, CELLS, reach, PART, STRAY, is_cancelled)
    )
