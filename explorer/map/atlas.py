"""A landscape of any size as the map needs it: columns in map units, found by place, by neighbour and by importance.

terrain, spots -> survey -> Atlas -> dress(view) -> Layer -> raster
                                  -> what is at a point, in a rectangle, beside a company
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from explorer.landscape.facts import CompanyId, DealId
from explorer.landscape.vocabulary import REALITY_LEVELS, DealType, Reality, Stage
from explorer.map.families import ENDED, Family, family_of
from explorer.map.layer import Layer
from explorer.map.looks import NOT_SAID_TO_BE
from explorer.map.spacing import Rect
from explorer.map.terrain import Terrain, Ties, sorted_together

Rows = NDArray[np.int32]
Float32s = NDArray[np.float32]
Bools = NDArray[np.bool_]

#: The colours of a layer in the order of its palette: the families of deals, then what companies are drawn in.
COLOURS: tuple[str, ...] = (*Family, "disc", "quiet")
DISC, QUIET = len(Family), len(Family) + 1
#: So many companies share a cell of the grid, at the mean.
IN_A_CELL = 4.0
#: How much of its ink a line keeps: one that is a ghost, one of a deal that has ended.
PALE, OVER = 0.4, 0.7
#: Discs grow more slowly than the ground: by this power of the scale (see `display`).
GROWTH = 0.75

_FAMILY = np.array([list(Family).index(family_of(kind)) for kind in DealType], dtype=np.uint8)
_REALITIES = list(Reality)


@dataclass(frozen=True, slots=True, eq=False)
class Atlas:
    """What is derived of a terrain and its spots; two are never equal, so that what is derived can be kept by identity.

    `xy` float32 (n, 2) in map units, (0, 0) where a company has no place; `radius` float32 (n) of its disc at scale 1; `order`
    int32 (n) the rows by importance; `box` float32 (k, 4) left, top, right, bottom of each tie; `start`, `other` and `tie` the
    neighbours of each row with the tie that leads there; `bounds` holds every company that has a place.
    """

    terrain: Terrain
    ties: Ties
    xy: Float32s
    is_placed: Bools
    radius: Float32s
    order: Rows
    rank: Rows
    box: Float32s
    start: Rows
    other: Rows
    tie: Rows
    cells: "Cells"
    bounds: Rect

    @property
    def spacing(self) -> float:
        """How far a company is from the next where there are any, at the mean, in map units: open country does not count."""
        taken = int((np.diff(self.cells.start) > 0).sum())
        return float(self.cells.side * (taken / max(len(self.cells.rows), 1)) ** 0.5)

    def company(self, row: int) -> CompanyId:
        """Return the company of a row."""
        return CompanyId(int(self.terrain.ids[row]))

    def deal(self, tie: int) -> DealId:
        """Return the deal that a tie shows."""
        return DealId(int(self.terrain.deal_ids[self.ties.deal[tie]]))

    def family(self, deal: int) -> int:
        """Return the place in `COLOURS` of the family of the deal of this row."""
        return int(_FAMILY[self.terrain.main_type[deal]])

    def house(self, rows: Rows) -> Rows:
        """Return these rows with the units of those that are the top of their house, in ascending order."""
        return np.union1d(rows, np.flatnonzero(np.isin(self.terrain.root, rows))).astype(np.int32)

    def lines_of(self, rows: Rows) -> int:
        """Return how many lines the deals of these companies take: one for two parties, one for each party of more."""
        there = np.zeros(len(self.xy), dtype=bool)
        there[rows] = True
        deals = np.unique(np.repeat(np.arange(len(self.terrain.deal_ids)), np.diff(self.terrain.start))[there[self.terrain.party]])
        parties = np.diff(self.terrain.start)[deals]
        return int(np.where(parties > 2, parties, 1).sum())

    def towards(self, row: int, direction: tuple[float, float]) -> int | None:
        """Return the neighbour that one meets first going this way, or where there is none the first company that way."""
        units = np.flatnonzero((self.terrain.root == self.terrain.root[row]) & (np.arange(len(self.xy)) != row))
        for rows in (np.union1d(self.beside(row)[0], units), np.arange(len(self.xy))):
            rows = rows[self.is_placed[rows]]
            step = self.xy[rows].astype(np.float64) - self.xy[row]
            ahead = step @ np.array(direction)
            aside = np.abs(step[:, 0] * direction[1] - step[:, 1] * direction[0])
            met = np.flatnonzero((ahead > 0) & (aside <= 2.0 * ahead))
            if len(met):
                return int(rows[met[np.argmin(np.hypot(ahead[met], 2.0 * aside[met]))]])
        return None

    def beside(self, row: int) -> tuple[Rows, Rows]:
        """Return the neighbours of a row, and the ties that lead to them."""
        part = slice(int(self.start[row]), int(self.start[row + 1]))
        return self.other[part], self.tie[part]

    def beside_all(self, rows: Rows) -> tuple[Rows, Rows, Rows]:
        """Return the neighbours of many rows, one after the other: whose each is, the neighbour, and the tie that leads there."""
        counts = self.start[rows + 1] - self.start[rows]
        places = np.arange(counts.sum()) + np.repeat(self.start[rows] - np.cumsum(counts) + counts, counts)
        return np.repeat(rows, counts), self.other[places], self.tie[places]

    def row_at(self, x: float, y: float, scale: float, slack: float) -> int | None:
        """Return the company at a map point, drawn at this scale; of several the nearest, `slack` pixels beside it still count."""
        grown = scale ** (GROWTH - 1)
        rows = self.cells.near(x, y, 30.0 * grown + slack / scale)
        if not len(rows):
            return None
        away = np.hypot(self.xy[rows, 0] - x, self.xy[rows, 1] - y) - np.maximum(self.radius[rows] * grown, 1.5 / scale)
        nearest = int(np.argmin(away))
        return int(rows[nearest]) if away[nearest] <= slack / scale else None

    def rows_in(self, rect: Rect) -> Rows:
        """Return the companies in a rectangle of the map, in the order of their rows."""
        x, y = self.xy.T
        inside = self.is_placed & (x >= rect.x) & (x <= rect.right) & (y >= rect.y) & (y <= rect.bottom)
        return np.flatnonzero(inside).astype(np.int32)

    def ties_of(self, rows: Rows) -> Rows:
        """Return the ties that begin or end at one of these rows."""
        there = np.zeros(len(self.xy), dtype=bool)
        there[rows] = True
        return np.flatnonzero(there[self.ties.pairs[:, 0]] | there[self.ties.pairs[:, 1]]).astype(np.int32)

    def tie_at(self, x: float, y: float, reach: float, among: Bools | None = None) -> int | None:
        """Return the tie that runs nearest to a map point, no farther than `reach` map units; `among` says which are drawn."""
        box = self.box
        near = (box[:, 0] <= x + reach) & (box[:, 2] >= x - reach) & (box[:, 1] <= y + reach) & (box[:, 3] >= y - reach)
        if among is not None:
            near &= among
        found = np.flatnonzero(near)
        if not len(found):
            return None
        start, end = (self.xy[self.ties.pairs[found, side]].astype(np.float64) for side in (0, 1))
        step, to_point = end - start, (x, y) - start
        share = np.clip((to_point * step).sum(axis=1) / np.maximum((step**2).sum(axis=1), 1e-12), 0, 1)
        away = np.hypot(*(to_point - share[:, None] * step).T)
        nearest = int(np.argmin(away))
        return int(found[nearest]) if away[nearest] <= reach else None


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Companies by the cell of a grid they stand in: `rows` sorted by cell, those of a cell from `start` on."""

    left: float
    top: float
    side: float
    columns: int
    lines: int
    start: Rows
    rows: Rows

    def near(self, x: float, y: float, reach: float) -> Rows:
        """Return the rows in every cell that is no farther than `reach` from a point."""
        first, last = ((int((x + by - self.left) // self.side)) for by in (-reach, reach))
        top, bottom = ((int((y + by - self.top) // self.side)) for by in (-reach, reach))
        if last < 0 or bottom < 0 or first >= self.columns or top >= self.lines:
            return self.rows[:0]
        first, last = max(first, 0), min(last, self.columns - 1)
        parts = [
            self.rows[self.start[line * self.columns + first] : self.start[line * self.columns + last + 1]]
            for line in range(max(top, 0), min(bottom, self.lines - 1) + 1)
        ]
        return np.concatenate(parts) if parts else self.rows[:0]


def survey(terrain: Terrain, spots: Float32s) -> Atlas:
    """Derive everything that hangs on places and ties alone; about 0.1 s for a hundred thousand companies once ties are known."""
    ties = terrain.ties()
    is_placed: Bools = np.asarray(np.isfinite(spots).all(axis=1))
    xy = np.ascontiguousarray(np.where(is_placed[:, None], spots, 0), dtype=np.float32)
    radius = radii(terrain)
    order = np.lexsort((np.arange(len(xy)), terrain.root != np.arange(len(xy)), -terrain.deals)).astype(np.int32)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order), dtype=np.int32)
    one, two = xy[ties.pairs[:, 0]], xy[ties.pairs[:, 1]]
    box = np.concatenate([np.minimum(one, two), np.maximum(one, two)], axis=1)
    start, other, tie = _beside(ties, len(xy))
    return Atlas(
        terrain, ties, xy, is_placed, radius, order, rank, box, start, other, tie, _cells(xy, is_placed), _bounds(xy[is_placed])
    )


def radii(terrain: Terrain) -> Float32s:
    """Return the radius of every disc at scale 1, float32 (n), as `sizes.radius` gives it for one."""
    grown = np.minimum(30.0, 8.0 + 3.6 * np.sqrt(terrain.deals))
    radius = np.where(terrain.deals > 0, grown, np.where(terrain.is_comparator, 8.0, 5.5))
    return np.where(terrain.root != np.arange(len(radius)), 6.0, radius).astype(np.float32)


def dress(
    atlas: Atlas,
    level: Reality,
    *,
    ties: Bools | None = None,
    companies: Bools | None = None,
    rest: float = 0.0,
    mentioned: bool = False,
    far: float = 0.0,
    bloc: Rows | None = None,
) -> Layer:
    """Return the atlas ready to be drawn at scale 1: colours by type, pale below the level, faded to `rest` where not wanted.

    `ties` and `companies` are what is wanted, all where left out; `mentioned` shows companies that are only mentioned too.
    `far` from 0 to 1 thins the lines between blocs out, which bundles stand for when seen from far.
    """
    terrain, pairs, deal = atlas.terrain, atlas.ties.pairs, atlas.ties.deal
    strength = deal_strengths(terrain, level)[deal]
    discs = np.where(atlas.is_placed, 1.0, 0.0)
    if not mentioned:
        discs[terrain.is_mentioned] = 0.0
    if ties is not None:
        strength = np.where(ties, strength, rest * 0.6)
    if companies is not None:
        discs *= np.where(companies, 1.0, rest)
    if far and bloc is not None:
        strength = np.where(bloc[pairs[:, 0]] != bloc[pairs[:, 1]], strength * (1 - far), strength)
    strength = strength * (discs[pairs] > 0).all(axis=1)
    colour = np.where(terrain.deals > 0, DISC, QUIET).astype(np.uint8)
    return Layer(
        atlas.xy,
        atlas.radius,
        colour,
        discs.astype(np.float32),
        np.ascontiguousarray(pairs),
        atlas.ties.weight.astype(np.float32),
        _FAMILY[terrain.main_type[deal]] if len(deal) else np.zeros(0, np.uint8),
        strength.astype(np.float32),
    )


def at_scale(layer: Layer, scale: float) -> Layer:
    """Return a layer made for scale 1 as it is drawn at another: discs grow more slowly than the ground."""
    return replace(layer, radius=(layer.radius * np.float32(scale ** (GROWTH - 1))).astype(np.float32))


def deal_strengths(terrain: Terrain, level: Reality) -> NDArray[np.float64]:
    """Return how strongly the line of each deal is drawn: pale where it is a ghost at this level, and where it has ended."""
    solid = REALITY_LEVELS.index(level)
    by_reality = np.array(
        [
            PALE if each in NOT_SAID_TO_BE or each not in REALITY_LEVELS or REALITY_LEVELS.index(each) < solid else 1.0
            for each in _REALITIES
        ]
    )
    by_stage = np.array([OVER if stage in ENDED else 1.0 for stage in Stage])
    return np.asarray(by_reality[terrain.reality] * by_stage[terrain.stage])


def families(atlas: Atlas, ties: Rows) -> NDArray[np.uint8]:
    """Return the place in `COLOURS` of the family of each of these ties."""
    return np.asarray(_FAMILY[atlas.terrain.main_type[atlas.ties.deal[ties]]])


def most_important(atlas: Atlas, rows: Sequence[int] | Rows, count: int) -> list[int]:
    """Return so many of these rows, the most important first."""
    rows = np.asarray(rows, dtype=np.int32)
    ranks = atlas.rank[rows]
    if len(rows) > count:
        rows = rows[np.argpartition(ranks, count)[:count]]
        ranks = atlas.rank[rows]
    return [int(row) for row in rows[np.argsort(ranks)]]


def _beside(ties: Ties, count: int) -> tuple[Rows, Rows, Rows]:
    ends = np.concatenate([ties.pairs[:, 0], ties.pairs[:, 1]])
    others = np.concatenate([ties.pairs[:, 1], ties.pairs[:, 0]])
    numbers = np.concatenate([np.arange(len(ties.pairs), dtype=np.int32)] * 2)
    start = np.zeros(count + 1, dtype=np.int32)
    np.cumsum(np.bincount(ends, minlength=count), out=start[1:])
    _, order = sorted_together(ends.astype(np.int64), np.arange(len(ends)))
    return start, others[order], numbers[order]


def _bounds(spots: Float32s) -> Rect:
    if not len(spots):
        return Rect(-100, -100, 200, 200)
    (left, top), (right, bottom) = spots.min(axis=0).tolist(), spots.max(axis=0).tolist()
    return Rect(left, top, right - left, bottom - top).grown(30)


def _cells(xy: Float32s, is_placed: Bools) -> Cells:
    rows = np.flatnonzero(is_placed).astype(np.int32)
    if not len(rows):
        return Cells(0, 0, 1, 1, 1, np.zeros(2, np.int32), rows)
    there = xy[rows]
    (left, top), (right, bottom) = there.min(axis=0).tolist(), there.max(axis=0).tolist()
    side = max(((right - left) * (bottom - top) * IN_A_CELL / len(rows)) ** 0.5, (right - left + bottom - top) / 4000, 1.0)
    columns, lines = int((right - left) / side) + 1, int((bottom - top) / side) + 1
    cell = ((there[:, 1] - top) / side).astype(np.int64) * columns + ((there[:, 0] - left) / side).astype(np.int64)
    _, order = sorted_together(cell, np.arange(len(cell)))
    start = np.zeros(columns * lines + 1, dtype=np.int32)
    np.cumsum(np.bincount(cell, minlength=columns * lines), out=start[1:])
    return Cells(left, top, side, columns, lines, start, rows[order])
