"""Room for every box: what overlaps is moved apart, however many there are, and what then still does gets ground of its own."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from explorer.map import kernel
from explorer.map.links import Floats

#: A grid has at most so many cells on a side.
FINEST = 4096
#: Rounds of moving apart; what is dense would take hundreds more.
ROUNDS = 40
#: Boxes are put into the cells of a grid anew after so many rounds.
REGRIDDED = 4


def moved_apart(
    xy: Floats,
    half: Floats,
    held: NDArray[np.bool_] | None = None,
    *,
    rounds: int = ROUNDS,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Floats:
    """Return places (n, 2) where boxes with these half widths and heights, (n, 2), overlap no longer; what is held stays.

    Each round moves every two that overlap apart along their shorter way. Those that still overlap then go to the nearest free
    place, the smaller first. Boxes that are held may overlap each other.
    """
    xy = np.array(xy, dtype=np.float64).reshape(-1, 2)
    if len(xy) < 2:
        return xy
    fixed = np.zeros(len(xy), dtype=np.uint8) if held is None else held.astype(np.uint8)
    for turn in range(rounds):
        # A box moves little in a round: for some rounds the cells are still about right, and the last word is not spoken here.
        if turn % REGRIDDED == 0:
            grid = _grid(xy, half)
        if is_cancelled() or (not kernel.push(xy, half, fixed, *grid) and turn % REGRIDDED == 0):
            break
    rows = np.lexsort((np.arange(len(xy)), -np.round(half[:, 0] * half[:, 1]), 1 - fixed)).astype(np.int32)
    low, size = np.asarray(xy.min(axis=0)), 2.0 * float(half.max())
    across, down = (int(min(span / size + 1, FINEST)) for span in np.ptp(xy, axis=0))
    size = max(size, float((np.ptp(xy, axis=0) / FINEST).max()))
    step = 0.4 * float(half.min(axis=1).mean())
    kernel.take_grounds(xy, half, fixed, rows, step * _offsets(), float(low[0]), float(low[1]), size, across, down)
    return xy


@lru_cache(maxsize=1)
def _offsets() -> Floats:
    """Return whole-numbered places around (0, 0), the nearest first; a little wider than high, as names are."""
    line = np.arange(-40, 41)
    x, y = np.tile(line, len(line)), np.repeat(line, len(line))
    far = 4 * x * x + 5 * y * y
    order = np.lexsort((x, y, far))
    order = order[(far[order] > 0) & (far[order] <= 6400)]
    return np.stack([x[order], y[order]], axis=1).astype(np.float64)


def _grid(xy: Floats, half: Floats) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int64], int]:
    """Return the cell of each box, the boxes cell by cell, where each cell begins, and how many cells a row has.

    An empty cell surrounds all of them, so that the eight around a box are always there.
    """
    low = xy.min(axis=0)
    span = np.maximum(xy.max(axis=0) - low, 1e-9)
    size = np.maximum(2.0 * half.max(axis=0), span / FINEST)
    cells = ((xy - low) / size).astype(np.int64) + 1
    across, down = int(cells[:, 0].max()) + 2, int(cells[:, 1].max()) + 2
    cell: NDArray[np.int64] = cells[:, 1] * across + cells[:, 0]
    order = np.argsort(cell.astype(np.int32), kind="stable").astype(np.int32)
    starts = np.concatenate([[0], np.cumsum(np.bincount(cell, minlength=across * down + 1))]).astype(np.int64)
    return cell, order, starts, across
