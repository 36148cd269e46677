"""Where all companies of a landscape in columns stand: houses by their ties, with room for names, units around their tops."""

from collections.abc import Callable

import numpy as np

from explorer.map.links import Floats, Ints
from explorer.map.places import lay_out, never, unseen
from explorer.map.sizes import LETTER, LINE, TIE, WRAP
from explorer.map.terrain import Floats as Float32s
from explorer.map.terrain import Terrain

#: Room along the ring for each unit of a house, and the share of a unit's name that it has room for.
ROOM, SHARE = 47.0, 0.55


def settlement(
    terrain: Terrain,
    known: Float32s | None = None,
    *,
    is_cancelled: Callable[[], bool] = never,
    progress: Callable[[float, Float32s], None] = lambda share, xy: None,
) -> Float32s:
    """Return a spot for every company, float32 (n, 2) in map units, row by row of the terrain; see `places.lay_out`.

    `known` float32 (n, 2) are spots once given, nan for newcomers; they are kept. `progress` is given the share that is done and
    the spots so far. A landscape of 100,000 companies takes seconds: for a job.
    """
    n = terrain.companies
    spots = np.full((n, 2), np.nan) if known is None else known.astype(np.float64)
    tops = np.flatnonzero(terrain.root == np.arange(n))
    place = np.zeros(n, dtype=np.int64)
    place[tops] = np.arange(len(tops))
    ties = terrain.ties()
    ends = place[terrain.root[ties.pairs]]
    between = ends[:, 0] != ends[:, 1]
    units = np.flatnonzero(terrain.root != np.arange(n))
    ring, half = _rooms(terrain, units)

    def show(share: float, seen: Floats) -> None:
        progress(share, _whole(n, tops, seen, spots, units, terrain, ring))

    laid = lay_out(
        len(tops),
        ends[between],
        ties.weight[between],
        half[tops],
        spots[tops],
        is_cancelled=is_cancelled,
        progress=unseen if not len(tops) else show,
    )
    return _whole(n, tops, laid, spots, units, terrain, ring)


def _whole(n: int, tops: Ints, laid: Floats, known: Floats, units: Ints, terrain: Terrain, ring: Floats) -> Float32s:
    """Return the spots of all: tops as laid out, units on a ring around theirs, the first to the right and below."""
    spots = known.copy()
    spots[tops] = laid
    if len(units):
        root = terrain.root[units]
        order = np.argsort(root, kind="stable")
        begins = np.concatenate([[True], root[order][1:] != root[order][:-1]])
        turn = np.empty(len(units))
        turn[order] = np.arange(len(units)) - np.maximum.accumulate(np.where(begins, np.arange(len(units)), 0))
        angle = 2.0 * np.pi * (turn / np.bincount(terrain.root[units], minlength=n)[root] + 0.09)
        around = np.round(np.stack([np.cos(angle), np.sin(angle)], axis=1) * ring[root][:, None], 2)
        new = np.isnan(spots[units, 0])
        spots[units[new]] = spots[root[new]] + around[new]
    return spots.astype(np.float32)


def _rooms(terrain: Terrain, units: Ints) -> tuple[Floats, Floats]:
    """Return the radius of each house's ring of units, and half the width and height of each company with its name and units."""
    letters = np.fromiter(map(len, terrain.names), dtype=np.float64, count=terrain.companies)
    wide = np.where(letters <= WRAP, letters, np.clip(letters / 2 + 3, WRAP / 2, 2 * WRAP)) * LETTER
    high = np.where(letters <= WRAP, LINE, 2 * LINE)
    radius = np.where(terrain.deals > 0, np.minimum(30.0, 8.0 + 3.6 * np.sqrt(terrain.deals)), 8.0)
    half = np.stack([np.maximum(wide / 2 + 6, radius + 10), radius + high / 2 + 10], axis=1)
    count = np.bincount(terrain.root[units], minlength=terrain.companies)
    ring = np.maximum(radius + TIE, count * ROOM / (2 * np.pi))
    widest = np.zeros(terrain.companies)
    np.maximum.at(widest, terrain.root[units], wide[units])
    has = count > 0
    half[has, 0] = np.maximum(half[has, 0], ring[has] + 16 + SHARE * widest[has])
    half[has, 1] = np.maximum(half[has, 1], ring[has] + 26)
    return ring, half
