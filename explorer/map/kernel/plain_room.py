"""Room for boxes, in numpy: the same moves in the same order as the compiled ones."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Int32s = NDArray[np.int32]

#: So little may boxes overlap without being moved, and so many places are tried at once.
SLACK, AT_ONCE = 0.01, 256


def push(xy: Floats, half: Floats, held: NDArray[np.uint8], cell: Ints, order: Int32s, starts: Ints, across: int) -> int:
    """Move overlapping boxes one step apart in place, each pair along its shorter way, and return how many overlap.

    `half` (n, 2) are half widths and heights. Boxes are named cell by cell of a grid in `order`, `cell` is that of each, `starts`
    where each cell begins; no box is larger than a cell. What is held stays, and whoever stands in its way moves twice as far.
    """
    places = np.arange(len(order))
    here = cell[order]
    begins = np.stack([places + 1, starts[here + across - 1]], axis=1)
    counts = np.maximum(np.stack([starts[here + 2], starts[here + across + 2]], axis=1) - begins, 0).reshape(-1)
    first = np.repeat(np.repeat(places, 2), counts)
    second = np.repeat(begins.reshape(-1), counts) + np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
    one, two = order[first], order[second]
    delta = xy[two] - xy[one]
    over = half[one] + half[two] - np.abs(delta)
    hit = (over > SLACK).all(axis=1)
    one, two, delta, over = one[hit], two[hit], delta[hit], over[hit]
    axis = np.where(over[:, 0] < over[:, 1], 0, 1)
    which = np.arange(len(axis))
    move = np.where(delta[which, axis] >= 0, over[which, axis], -over[which, axis]) * 0.45
    back = np.bincount(2 * one + axis, np.where(held[one], 0.0, np.where(held[two], move * 2.0, move)), 2 * len(xy))
    forth = np.bincount(2 * two + axis, np.where(held[two], 0.0, np.where(held[one], move * 2.0, move)), 2 * len(xy))
    flat = xy.reshape(-1)
    flat[:] = (flat - back) + forth
    return len(one)


def take_grounds(
    xy: Floats,
    half: Floats,
    held: NDArray[np.uint8],
    order: Int32s,
    offsets: Floats,
    left: float,
    top: float,
    size: float,
    across: int,
    down: int,
) -> int:
    """Give every box ground of its own, in place, and return how many had to move.

    In this order boxes take the ground they stand on; who finds it taken goes to the nearest free place among `offsets`, or twice,
    four times as far, and so on. What is held takes its ground in any case. The grid of `across` times `down` cells begins at
    `left` and `top`; `size` of a cell is at least the width and the height of the largest box.
    """
    taken: dict[tuple[int, int], list[int]] = {}

    def cell(x: float, y: float) -> tuple[int, int]:
        column, row = (x - left) / size, (y - top) / size
        return (int(min(max(column, 0), across - 1)), int(min(max(row, 0), down - 1)))

    def take(box: int) -> None:
        taken.setdefault(cell(xy[box, 0], xy[box, 1]), []).append(box)

    def near(low: tuple[int, int], high: tuple[int, int]) -> Ints:
        cells = ((c, r) for r in range(low[1] - 1, high[1] + 2) for c in range(low[0] - 1, high[0] + 2))
        return np.array([box for one in cells for box in taken.get(one, ())], dtype=np.int64)

    def first_free(box: int, places: Floats) -> int:
        low, high = cell(*places.min(axis=0)), cell(*places.max(axis=0))
        others = near(low, high)
        clash = (half[box] + half[others] - np.abs(xy[others][None] - places[:, None]) > SLACK).all(axis=2).any(axis=1)
        return -1 if clash.all() else int(np.argmin(clash))

    waiting = []
    for box in order.tolist():
        if held[box] or first_free(box, xy[box : box + 1]) == 0:
            take(box)
        else:
            waiting.append(box)
    for box in waiting:
        found = -1
        for times in range(24):
            for begin in range(0, len(offsets), AT_ONCE):
                places = xy[box] + offsets[begin : begin + AT_ONCE] * 2.0**times
                found = first_free(box, places)
                if found >= 0:
                    xy[box] = places[found]
                    break
            if found >= 0:
                break
        take(box)
    return len(waiting)
