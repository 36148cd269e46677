"""Groups of companies that no deal connects, set around what is there: like islands around a continent, the larger ones nearer."""

import numpy as np
from numpy.typing import NDArray

from explorer.map.links import Floats, Ints
from explorer.map.sizes import ASPECT

#: Clear ground around an island on each side, and how many cells the page is cut into.
GAP, CELLS = 30.0, 24_000


def set_out(boxes: Floats, taken: Floats, taken_half: Floats) -> Floats:
    """Return the middles (k, 2) of boxes with these widths and heights, (k, 2), set around boxes already placed, (t, 2) each.

    They come in the order given, which is best the larger first, each on the free place nearest to the middle of the page, which
    is wider than high. No box overlaps another, nor the ground between what is taken.
    """
    if not len(boxes):
        return np.zeros((0, 2))
    middle = (taken.min(axis=0) + taken.max(axis=0)) / 2 if len(taken) else np.zeros(2)
    spread = float(np.prod(np.ptp(taken, axis=0) + 2 * taken_half.max(axis=0))) if len(taken) else 0.0
    area = float(np.prod(boxes + 2 * GAP, axis=1).sum()) + spread
    cell = max(float(np.sqrt(1.6 * area / min(CELLS, 2000 + 60 * len(boxes)))), 8.0)
    grown = 1.6
    while True:
        half = np.array([np.sqrt(grown * area * ASPECT), np.sqrt(grown * area / ASPECT)]) / 2 + boxes.max(axis=0) + 4 * cell
        if len(taken):
            half = np.maximum(half, np.abs(taken - middle).max(axis=0) + taken_half.max(axis=0) + boxes.max(axis=0))
        found = _placed(boxes, _ground(taken, taken_half, middle - half, half, cell), cell)
        if found is not None:
            return np.asarray(middle - half + found)
        grown *= 1.5


def _ground(taken: Floats, half: Floats, corner: Floats, size: Floats, cell: float) -> NDArray[np.bool_]:
    """Return which cells of the page are taken: those of boxes, and those between them, where lines may run."""
    across, down = (int(np.ceil(2 * side / cell)) for side in size)
    ground = np.zeros((down, across), dtype=bool)
    if not len(taken):
        return ground
    low = np.clip(((taken - half - GAP - corner) / cell).astype(np.int64), 0, (across - 1, down - 1))
    high = np.clip(((taken + half + GAP - corner) / cell).astype(np.int64) + 1, 1, (across, down))
    # Boxes as sums of corners: +1 where one begins, -1 where it ends.
    marks = np.zeros((down + 1, across + 1), dtype=np.int64)
    for rows, columns, sign in ((low, low, 1), (high, high, 1), (low, high, -1), (high, low, -1)):
        np.add.at(marks, (rows[:, 1], columns[:, 0]), sign)
    ground = marks.cumsum(axis=0).cumsum(axis=1)[:-1, :-1] > 0
    return _hull(ground)


def _hull(ground: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the cells inside a line drawn tightly around those that are taken."""
    rows = np.flatnonzero(ground.any(axis=1))
    left, right = np.argmax(ground[rows], axis=1), ground.shape[1] - 1 - np.argmax(ground[rows, ::-1], axis=1)
    every = np.arange(rows[0], rows[-1] + 1)
    edges = []
    for side, sign in ((left, 1), (right, -1)):
        chain: list[tuple[int, int]] = []
        for point in zip(rows.tolist(), (side * sign).tolist(), strict=True):
            while len(chain) > 1 and _bends_out(chain[-2], chain[-1], point):
                chain.pop()
            chain.append(point)
        at, to = np.array(chain, dtype=np.float64).T
        edges.append(np.interp(every, at, to) * sign)
    columns = np.arange(ground.shape[1])
    filled = np.zeros_like(ground)
    filled[every] = (columns[None] >= edges[0][:, None] - 0.5) & (columns[None] <= edges[1][:, None] + 0.5)
    return filled


def _bends_out(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> bool:
    """Say whether b lies on or beyond the line from a to c."""
    return (b[0] - a[0]) * (c[1] - a[1]) <= (b[1] - a[1]) * (c[0] - a[0])


def _placed(boxes: Floats, ground: NDArray[np.bool_], cell: float) -> Floats | None:
    """Return the middles of boxes from the page's corner; None where they do not fit."""
    down, across = ground.shape
    cells = np.ceil((boxes + 2 * GAP) / cell).astype(np.int64)
    found = np.empty((len(boxes), 2))
    # Boxes of as many cells are placed one after the other: what was taken for one is taken for the next.
    changes = np.flatnonzero((cells[1:] != cells[:-1]).any(axis=1)) + 1
    for first, last in zip([0, *changes], [*changes, len(boxes)], strict=True):
        wide, high = int(cells[first, 0]), int(cells[first, 1])
        if wide > across or high > down:
            return None
        place = first
        for corner in _free(ground, wide, high).tolist():
            row, column = divmod(corner, across)
            if ground[row : row + high, column : column + wide].any():
                continue
            ground[row : row + high, column : column + wide] = True
            found[place] = (column + wide / 2) * cell, (row + high / 2) * cell
            place += 1
            if place == last:
                break
        if place < last:
            return None
    return found


def _free(ground: NDArray[np.bool_], wide: int, high: int) -> Ints:
    """Return the cells at which a box of so many cells may begin, the nearest to the middle first."""
    down, across = ground.shape
    sums = np.zeros((down + 1, across + 1), dtype=np.int64)
    sums[1:, 1:] = ground.cumsum(axis=0).cumsum(axis=1)
    held = sums[high:, wide:] - sums[:-high, wide:] - sums[high:, :-wide] + sums[:-high, :-wide]
    rows, columns = np.nonzero(held == 0)
    # In whole numbers, so that no two machines see the same two places as nearer and farther.
    away = (2 * columns + wide - across) ** 2 * 100 + (2 * rows + high - down) ** 2 * round(100 * ASPECT * ASPECT)
    order = np.argsort(away, kind="stable")
    corners: Ints = rows[order] * across + columns[order]
    return corners
