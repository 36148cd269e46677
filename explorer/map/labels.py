"""Room for words: labels claim cells of a grid, the important first, so that none can overlap another or a disc."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from math import cos, hypot, pi, sin

import numpy as np
from numpy.typing import NDArray

from explorer.map.marks import Disc, Label, Line
from explorer.map.spacing import Rect

Floats = NDArray[np.float64]
Spot = tuple[float, float, int, float]  # left, top, alignment, price

#: Side of a cell in pixels.
CELL = 4.0
#: What it costs a label to lie on one sample of a line.
ON_A_LINE = 0.45


@dataclass(frozen=True, slots=True)
class Request:
    """A label of this size that looks for one of some places; where none is free it may stand off a disc, on a leader."""

    label: Label
    width: float
    height: float
    places: tuple[Spot, ...]
    off: Disc | None = None
    dread: float = 1.0  # how much it minds lying on lines


class Ground:
    """The cells of a picture: which are taken, and how much line lies on each. Its phase moves with the camera."""

    def __init__(self, width: float, height: float, phase: tuple[float, float] = (0.0, 0.0)) -> None:
        self._edge = np.array([width, height])
        self._origin = np.array([phase[0] % CELL, phase[1] % CELL]) - CELL
        rows, columns = int(height / CELL) + 3, int(width / CELL) + 3
        self._taken = [0] * rows  # a bit for each cell of a row: a box is looked up in a fifth of the time of an array
        self._ink = np.zeros((rows, columns), dtype=np.int32)
        self._limit = np.array([columns, rows, columns, rows])

    def add_lines(self, points: Floats) -> None:
        """Remember where lines run, from (m, 2) points along them."""
        columns, rows = np.floor((points - self._origin) / CELL).astype(np.int64).T
        inside = (rows >= 0) & (rows < self._limit[1]) & (columns >= 0) & (columns < self._limit[0])
        flat = rows[inside] * self._limit[0] + columns[inside]
        self._ink += np.bincount(flat, minlength=self._ink.size).reshape(self._ink.shape).astype(np.int32)

    def take(self, rects: Floats) -> None:
        """Take the cells of rectangles, (n, 4): left, top, right, bottom."""
        for left, top, right, bottom in np.clip(self._cells(rects[:, :2], rects[:, 2:]), 0, self._limit).tolist():
            self._claim(left, top, right, bottom)

    def take_all(self, rects: Sequence[Rect]) -> None:
        """Take the cells of rectangles."""
        self.take(np.array([(rect.x, rect.y, rect.right, rect.bottom) for rect in rects]).reshape(-1, 4))

    def claim(self, rects: Sequence[Rect]) -> list[bool]:
        """Take the cells of one rectangle after the other; say for each whether they were free, and take none that were not."""
        edges = np.array([(rect.x, rect.y, rect.right, rect.bottom) for rect in rects]).reshape(-1, 4)
        found = []
        for left, top, right, bottom in np.clip(self._cells(edges[:, :2], edges[:, 2:]), 0, self._limit).tolist():
            is_free = self._is_free(left, top, right, bottom)
            if is_free:
                self._claim(left, top, right, bottom)
            found.append(is_free)
        return found

    def settle(self, requests: Sequence[Request]) -> tuple[Label, ...]:
        """Give each label the cheapest place that is still free, in the order given.

        Those without one are left out: a name is whole or not there, and never cut by the edge of the picture.
        """
        return tuple(label for label in self.settle_each(requests) if label is not None)

    def settle_each(self, requests: Sequence[Request]) -> list[Label | None]:
        """Return for each request its label where it found a place, else None."""
        places = np.array([*chain.from_iterable(chain(*(request.places for request in requests)))]).reshape(-1, 4)
        counts = [len(request.places) for request in requests]
        sizes = np.repeat(np.array([(request.width, request.height) for request in requests]).reshape(-1, 2), counts, axis=0)
        low, high = places[:, :2], places[:, :2] + sizes
        cells = self._cells(low, high)
        dread = np.repeat([request.dread for request in requests], counts)
        boxes, costs = cells.tolist(), (places[:, 3] + dread * self._costs(cells)).tolist()
        inside = ((low >= 2) & (high <= self._edge - 2)).all(axis=1).tolist()
        found: list[Label | None] = []
        start = 0
        for request in requests:
            for i in sorted(range(start, start + len(request.places)), key=costs.__getitem__):
                left, top, right, bottom = boxes[i]
                if inside[i] and self._is_free(left, top, right, bottom):
                    self._claim(left, top, right, bottom)
                    x, y, align, _ = request.places[i - start]
                    found.append(replace(request.label, rect=Rect(x, y, request.width, request.height), align=align))
                    break
            else:
                found.append(self._off_disc(request))
            start += len(request.places)
        return found

    def _off_disc(self, request: Request) -> Label | None:
        """Give a label that matters a place a little way off its disc, the nearest that is free."""
        if request.off is None:
            return None
        size = np.array([request.width, request.height])
        low = _off_spots(request.off, size)
        inside = np.flatnonzero(((low >= 2) & (low + size <= self._edge - 2)).all(axis=1))
        for i, (left, top, right, bottom) in zip(inside.tolist(), self._cells(low, low + size)[inside].tolist(), strict=True):
            if self._is_free(left, top, right, bottom):
                self._claim(left, top, right, bottom)
                x, y = low[i].tolist()
                rect = Rect(x, y, request.width, request.height)
                return replace(request.label, rect=rect, align=_OFF_ALIGNED[i], leader=_leader(request.off, rect))
        return None

    def _is_free(self, left: int, top: int, right: int, bottom: int) -> bool:
        cells = ((1 << (right - left)) - 1) << left
        for row in self._taken[top:bottom]:  # noqa: SIM110 - asked some 5,000 times for a picture, and twice as quick so
            if row & cells:
                return False
        return True

    def _claim(self, left: int, top: int, right: int, bottom: int) -> None:
        cells = ((1 << max(right - left, 0)) - 1) << left
        for row in range(top, bottom):
            self._taken[row] |= cells

    def _costs(self, cells: NDArray[np.int64]) -> Floats:
        """Return how unwelcome labels would be here, for lying on lines."""
        sums = np.zeros((int(self._limit[1]) + 1, int(self._limit[0]) + 1), dtype=np.int32)
        np.cumsum(np.cumsum(self._ink, axis=0, dtype=np.int32), axis=1, dtype=np.int32, out=sums[1:, 1:])
        left, top, right, bottom = np.clip(cells, 0, self._limit).T
        ink = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
        return np.asarray(ink * ON_A_LINE)

    def _cells(self, low: Floats, high: Floats) -> NDArray[np.int64]:
        """Return the cells, left, top, right and bottom, that boxes from `low` to `high` reach into."""
        first, last = np.floor((low - self._origin) / CELL), np.ceil((high - self._origin) / CELL)
        return np.concatenate([first, last], axis=1).astype(np.int64)


def around_disc(disc: Disc, width: float, height: float) -> tuple[Spot, ...]:
    """Return the eight places of a name about its disc; below is best, aslant is worst."""
    x, y, off = disc.x, disc.y, disc.radius + 5.0
    slant = disc.radius * 0.72 + 4.0
    return (
        (x - width / 2, y + off - 1, 0, 0.0),
        (x + off + 1, y - height / 2, -1, 0.7),
        (x - off - 1 - width, y - height / 2, 1, 0.9),
        (x - width / 2, y - off + 1 - height, 0, 0.8),
        (x + slant, y + slant, -1, 1.8),
        (x + slant, y - slant - height, -1, 1.9),
        (x - slant - width, y + slant, 1, 2.0),
        (x - slant - width, y - slant - height, 1, 2.1),
    )


def _off_spots(disc: Disc, size: Floats) -> Floats:
    """Return the corners, (n, 2), of places on rings about a disc, the nearest first; farther out for the chosen."""
    count = 12 * (len(_OFF_RINGS) if disc.is_chosen else 3)
    reach = disc.radius + _OFF_AWAY[:count]
    return (disc.x, disc.y) + _OFF_TURNS[:count] * (reach[:, None] + size / 2) - size / 2


#: Distances of places off a disc; on each ring there are twelve, and words beside the disc are set towards it.
_OFF_RINGS = (16.0, 30.0, 46.0, 70.0, 100.0, 150.0, 220.0)
_OFF_AWAY = np.repeat(_OFF_RINGS, 12)
_OFF_TURNS = np.array([(cos(turn * pi / 6), sin(turn * pi / 6)) for turn in range(12)] * len(_OFF_RINGS))
_OFF_ALIGNED = [-1 if dx > 0.3 else 1 if dx < -0.3 else 0 for dx, _ in _OFF_TURNS.tolist()]


def _leader(disc: Disc, rect: Rect) -> tuple[float, float, float, float]:
    x, y = min(max(disc.x, rect.x), rect.right), min(max(disc.y, rect.y + 3), rect.bottom - 3)
    away = max(hypot(x - disc.x, y - disc.y), 1e-9)
    return disc.x + (x - disc.x) / away * disc.radius, disc.y + (y - disc.y) / away * disc.radius, x, y


def beside_line(line: Line, ts: Sequence[float], width: float, height: float) -> tuple[Spot, ...]:
    """Return places beside a curve at these `ts`, on either side and at growing distance; the first `t` is best."""
    dx, dy = line.x1 - line.x0, line.y1 - line.y0
    length = max((dx * dx + dy * dy) ** 0.5, 1e-9)
    nx, ny = (dy / length, -dx / length) if dx > 0 else (-dy / length, dx / length)
    touching = abs(nx) * width / 2 + abs(ny) * height / 2
    places = []
    for rank, t in enumerate(ts):
        x, y = line.at(t)
        for step, off in enumerate((6.0, 14.0, 26.0)):
            for side in (1.0, -1.0):
                left = x + side * nx * (touching + off) - width / 2
                top = y + side * ny * (touching + off) - height / 2
                places.append((left, top, 0, 0.5 * rank + 0.3 * (side < 0) + 0.6 * step))
    return tuple(places)
