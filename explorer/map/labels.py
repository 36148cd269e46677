"""Room for words: labels claim cells of a grid, the important first, so that none can overlap another or a disc."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.map.marks import Disc, Label, Line
from explorer.map.spacing import Rect

#: Side of a cell in pixels, and how far beyond the picture's edge labels are still looked after.
CELL, BEYOND = 4.0, 200.0
#: What it costs a label to lie on one sample of a line, and to be cut by the edge of the picture.
ON_A_LINE, CUT = 0.45, 12.0


class Ground:
    """The cells of a picture: which are taken, and how much line lies on each. Its phase moves with the camera."""

    def __init__(self, width: float, height: float, phase: tuple[float, float] = (0.0, 0.0)) -> None:
        self._view = Rect(0, 0, width, height)
        self._left, self._top = -BEYOND + phase[0] % CELL - CELL, -BEYOND + phase[1] % CELL - CELL
        shape = int((height + 2 * BEYOND) / CELL) + 3, int((width + 2 * BEYOND) / CELL) + 3
        self._taken = np.zeros(shape, dtype=bool)
        self._ink = np.zeros(shape, dtype=np.int16)

    def add_lines(self, points: NDArray[np.float64]) -> None:
        """Remember where lines run, from (m, 2) points along them."""
        rows = ((points[:, 1] - self._top) // CELL).astype(np.int64)
        columns = ((points[:, 0] - self._left) // CELL).astype(np.int64)
        inside = (rows >= 0) & (rows < self._ink.shape[0]) & (columns >= 0) & (columns < self._ink.shape[1])
        np.add.at(self._ink, (rows[inside], columns[inside]), 1)

    def take(self, rect: Rect) -> None:
        """Take the cells of a rectangle."""
        self._taken[self._cells(rect)] = True

    def is_free(self, rect: Rect) -> bool:
        """Say whether a rectangle lies on the ground and touches nothing taken."""
        rows, columns = cells = self._cells(rect)
        if rows.start < 0 or columns.start < 0 or rows.stop > self._taken.shape[0] or columns.stop > self._taken.shape[1]:
            return False
        return not self._taken[cells].any()

    def cost(self, rect: Rect) -> float:
        """Return how unwelcome a label would be here: on lines, or cut by the picture's edge."""
        cut = rect.x < 2 or rect.y < 2 or rect.right > self._view.width - 2 or rect.bottom > self._view.height - 2
        return float(self._ink[self._cells(rect)].sum()) * ON_A_LINE + CUT * cut

    def best(self, choices: Sequence[tuple[Rect, int, float]]) -> tuple[Rect, int] | None:
        """Take the cheapest free one of (rect, align, price) and return it; None when none is free."""
        found: tuple[Rect, int] | None = None
        cheapest = float("inf")
        for rect, align, price in choices:
            if price < cheapest and self.is_free(rect) and (cost := price + self.cost(rect)) < cheapest:
                cheapest, found = cost, (rect, align)
        if found:
            self.take(found[0])
        return found

    def _cells(self, rect: Rect) -> tuple[slice, slice]:
        top, bottom = int((rect.y - self._top) // CELL), int(-((self._top - rect.bottom) // CELL))
        left, right = int((rect.x - self._left) // CELL), int(-((self._left - rect.right) // CELL))
        # Python would count negative stops from the end; what lies outside the ground is an empty range instead.
        return slice(top, max(bottom, 0)), slice(left, max(right, 0))


@dataclass(frozen=True, slots=True)
class Request:
    """A label that looks for a place: `label.rect` has its size; `choices` are where it might go, with a price each."""

    label: Label
    choices: tuple[tuple[Rect, int, float], ...]


def around_disc(disc: Disc, width: float, height: float) -> tuple[tuple[Rect, int, float], ...]:
    """Return the eight places of a name about its disc; below is best, aslant is worst."""
    x, y, off = disc.x, disc.y, disc.radius + 5.0
    slant = disc.radius * 0.72 + 4.0
    return (
        (Rect(x - width / 2, y + off - 1, width, height), 0, 0.0),
        (Rect(x + off + 1, y - height / 2, width, height), -1, 0.7),
        (Rect(x - off - 1 - width, y - height / 2, width, height), 1, 0.9),
        (Rect(x - width / 2, y - off + 1 - height, width, height), 0, 0.8),
        (Rect(x + slant, y + slant, width, height), -1, 1.8),
        (Rect(x + slant, y - slant - height, width, height), -1, 1.9),
        (Rect(x - slant - width, y + slant, width, height), 1, 2.0),
        (Rect(x - slant - width, y - slant - height, width, height), 1, 2.1),
    )


def beside_line(line: Line, ts: Sequence[float], width: float, height: float) -> tuple[tuple[Rect, int, float], ...]:
    """Return places beside a curve at these `ts`, on either side; the first `t` is best."""
    choices = []
    dx, dy = line.x1 - line.x0, line.y1 - line.y0
    length = max((dx * dx + dy * dy) ** 0.5, 1e-9)
    nx, ny = dy / length, -dx / length
    if ny > 0:  # the first side is the upper one
        nx, ny = -nx, -ny
    away = abs(nx) * width / 2 + abs(ny) * height / 2 + 6
    for rank, t in enumerate(ts):
        x, y = line.at(t)
        for side in (1.0, -1.0):
            middle = x + side * nx * away, y + side * ny * away
            choices.append((Rect(middle[0] - width / 2, middle[1] - height / 2, width, height), 0, 0.5 * rank + 0.3 * (side < 0)))
    return tuple(choices)
