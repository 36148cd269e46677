"""What lies under a point of the picture: a company by its disc or its name, a deal by the nearest of its lines."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from explorer.landscape.facts import CompanyId, DealId
from explorer.map.marks import DisplayList
from explorer.map.spacing import Rect

#: How many pixels beside a disc or a line still count as on it.
NEAR_DISC, NEAR_LINE = 4.0, 7.0

_STEPS = np.linspace(0, 1, 25)


def company_at(drawn: DisplayList, x: float, y: float) -> CompanyId | None:
    """Return the company whose disc or name is at this point; of several discs the nearest, discs before names."""
    found = _traced(_Same(drawn))
    if len(found.discs):
        beyond = np.hypot(found.discs[:, 0] - x, found.discs[:, 1] - y) - found.discs[:, 2]
        nearest = int(np.argmin(beyond))
        if beyond[nearest] <= NEAR_DISC:
            return drawn.discs[nearest].company
    return next((label.company for label in drawn.labels if label.company is not None and label.rect.holds(x, y)), None)


def deal_at(drawn: DisplayList, x: float, y: float) -> DealId | None:
    """Return the deal whose line, hub, badge or words are at this point, the nearest where several are."""
    for badge in drawn.badges:
        if (badge.x - x) ** 2 + (badge.y - y) ** 2 <= 81:
            return badge.deal
    for hub in drawn.hubs:
        if (hub.x - x) ** 2 + (hub.y - y) ** 2 <= 81:
            return hub.stroke.deal
    found = _traced(_Same(drawn))
    if len(found.lines):
        away = _away(found.lines, x, y)
        nearest = int(np.argmin(away))
        if away[nearest] <= NEAR_LINE**2:
            return drawn.lines[nearest].deal
    return next((label.deal for label in drawn.labels if label.deal is not None and label.rect.holds(x, y)), None)


def companies_in(drawn: DisplayList, rect: Rect) -> frozenset[CompanyId]:
    """Return the companies whose disc has its middle in this rectangle."""
    return frozenset(disc.company for disc in drawn.discs if rect.holds(disc.x, disc.y))


@dataclass(frozen=True, slots=True)
class _Traces:
    discs: NDArray[np.float64]  # (n, 3): x, y, radius
    lines: NDArray[np.float64]  # (m, 25, 2): points along each curve


class _Same:
    """A display list as a key: equal only to itself, so that its traces are made once while it is on the screen."""

    def __init__(self, drawn: DisplayList) -> None:
        self.drawn = drawn

    def __hash__(self) -> int:
        return id(self.drawn)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.drawn is self.drawn


@lru_cache(maxsize=2)
def _traced(key: _Same) -> _Traces:
    drawn = key.drawn
    discs = np.array([(disc.x, disc.y, disc.radius) for disc in drawn.discs], float).reshape(-1, 3)
    bends = np.array([(l.x0, l.y0, l.cx, l.cy, l.x1, l.y1) for l in drawn.lines], float).reshape(-1, 3, 1, 2)  # noqa: E741
    t = _STEPS[None, :, None]
    return _Traces(discs, (1 - t) ** 2 * bends[:, 0] + 2 * t * (1 - t) * bends[:, 1] + t * t * bends[:, 2])


def _away(lines: NDArray[np.float64], x: float, y: float) -> NDArray[np.float64]:
    """Return the squared distance of each line, (m, points, 2), from the point, by the nearest of its pieces."""
    start, step = lines[:, :-1], np.diff(lines, axis=1)
    to_point = np.array((x, y)) - start
    length = np.maximum((step**2).sum(axis=2), 1e-12)
    share = np.clip((to_point * step).sum(axis=2) / length, 0, 1)
    away: NDArray[np.float64] = ((to_point - share[..., None] * step) ** 2).sum(axis=2).min(axis=1)
    return away
