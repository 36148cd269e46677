"""Room for everything: boxes pushed apart, groups packed on a page, free spots near a place."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.map.sizes import ASPECT

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rect:
    """An upright rectangle; `x`, `y` is its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    @property
    def centre(self) -> tuple[float, float]:
        """Its middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def holds(self, x: float, y: float) -> bool:
        """Say whether a point lies inside."""
        return self.x <= x <= self.right and self.y <= y <= self.bottom

    def touches(self, other: "Rect") -> bool:
        """Say whether the two share some area."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def grown(self, by: float) -> "Rect":
        """Return this rectangle with a margin on every side."""
        return Rect(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    @staticmethod
    def around(rects: Sequence["Rect"]) -> "Rect":
        """Return the smallest rectangle that holds them all."""
        x, y = min(rect.x for rect in rects), min(rect.y for rect in rects)
        return Rect(x, y, max(rect.right for rect in rects) - x, max(rect.bottom for rect in rects) - y)


def push_apart(spots: Floats, halves: Floats, fixed: NDArray[np.bool_] | None = None, rounds: int = 120) -> Floats:
    """Move boxes with these half widths and half heights, (n, 2), until none overlap; each pair parts along its shorter way.

    What is fixed stays, and whoever stands in its way moves twice as far.
    """
    spots = spots.copy()
    held = np.zeros(len(spots), dtype=bool) if fixed is None else fixed
    for _ in range(rounds):
        first, second = _near_pairs(spots, halves)
        delta = spots[second] - spots[first]
        over = halves[first] + halves[second] - np.abs(delta)
        hit = (over > 0.01).all(axis=1)
        if not hit.any():
            break
        first, second, delta, over = first[hit], second[hit], delta[hit], over[hit]
        across = over[:, 0] < over[:, 1]
        sign = np.where(delta >= 0, 1.0, -1.0)
        move = np.where(np.stack([across, ~across], axis=1), over * sign, 0.0) * 0.3
        back = np.where(held[first], 0.0, np.where(held[second], 2.0, 1.0))
        forth = np.where(held[second], 0.0, np.where(held[first], 2.0, 1.0))
        for axis in (0, 1):
            spots[:, axis] -= np.bincount(first, weights=move[:, axis] * back, minlength=len(spots))
            spots[:, axis] += np.bincount(second, weights=move[:, axis] * forth, minlength=len(spots))
    return spots


def _near_pairs(spots: Floats, halves: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return pairs (i before j by x) whose boxes might overlap across."""
    order = np.argsort(spots[:, 0], kind="stable")
    left = spots[order, 0]
    widest = float(halves[:, 0].max())
    ends = np.searchsorted(left, left + halves[order, 0] + widest)
    counts = np.maximum(ends - np.arange(len(order)) - 1, 0)
    first = np.repeat(np.arange(len(order)), counts)
    offset = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
    return order[first], order[first + 1 + offset]


def pack(boxes: Sequence[tuple[float, float]], taken: Sequence[Rect], gap: float) -> list[Rect]:
    """Put boxes of this width and height beside what is taken, one after the other, so that the page keeps its shape."""
    filled = list(taken)
    placed = []
    for width, height in boxes:
        rect = _best_corner(width, height, filled, gap)
        filled.append(rect)
        placed.append(rect)
    return placed


def _best_corner(width: float, height: float, filled: Sequence[Rect], gap: float) -> Rect:
    if not filled:
        return Rect(-width / 2, -height / 2, width, height)
    edges = np.array([(rect.x, rect.y, rect.right, rect.bottom) for rect in filled])
    left, top, right, bottom = edges.T
    corners = np.concatenate(
        [
            np.stack([right + gap, top], axis=1),
            np.stack([left, bottom + gap], axis=1),
            np.stack([np.full_like(bottom, left.min()), bottom + gap], axis=1),
            np.stack([right + gap, np.full_like(right, top.min())], axis=1),
        ]
    )
    x, y = corners[:, :1], corners[:, 1:]
    clash = (x < right + gap - 1e-6) & (left < x + width + gap - 1e-6) & (y < bottom + gap - 1e-6) & (top < y + height + gap - 1e-6)
    free = corners[~clash.any(axis=1)]
    wide = np.maximum(free[:, 0] + width, right.max()) - left.min()
    high = np.maximum(free[:, 1] + height, bottom.max()) - top.min()
    cost = np.maximum(wide, high * ASPECT) + 1e-3 * (free[:, 0] - left.min() + free[:, 1] - top.min())
    best = free[int(np.argmin(np.round(cost, 3)))]
    return Rect(float(best[0]), float(best[1]), width, height)


def free_spot(x: float, y: float, half: tuple[float, float], spots: Floats, halves: Floats) -> tuple[float, float]:
    """Return the place nearest to (x, y) where a box with these half sizes overlaps no other, found on a widening spiral."""
    turns = np.arange(4000)
    angle = turns * 2.399963
    away = 9.0 * np.sqrt(turns)
    tries = np.stack([x + away * np.cos(angle) * 1.2, y + away * np.sin(angle)], axis=1)
    for start in range(0, len(tries), 200):
        some = tries[start : start + 200]
        clash = (np.abs(some[:, None] - spots[None]) < halves[None] + np.array(half)).all(axis=2).any(axis=1)
        if not clash.all():
            found = some[int(np.argmin(clash))]
            return float(found[0]), float(found[1])
    return float(spots[:, 0].max() + half[0] * 2 + 60), y
