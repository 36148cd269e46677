"""What stands under a point of the picture, and what lies in a part of it."""

from itertools import pairwise
from math import hypot

from explorer.landscape.facts import CompanyId, DealId
from explorer.map.marks import DisplayList, LabelKind, Line
from explorer.map.spacing import Rect

#: A hand is forgiven so many pixels beside a disc or a line.
NEAR_DISC, NEAR_LINE = 4.0, 6.0
_PIECES = 24


def company_at(shown: DisplayList, x: float, y: float) -> CompanyId | None:
    """Return the company whose disc or name stands here; the nearest disc where several do."""
    near = [(hypot(disc.x - x, disc.y - y) - disc.radius, disc.company) for disc in shown.discs]
    best = min(near, default=(NEAR_DISC + 1, None))
    if best[0] <= NEAR_DISC:
        return best[1]
    return next((label.company for label in shown.labels if label.company is not None and label.rect.holds(x, y)), None)


def deal_at(shown: DisplayList, x: float, y: float) -> DealId | None:
    """Return the deal whose line, hub or words stand here; the nearest where several do."""
    near = [(_away(line, x, y), line.deal) for line in shown.lines if _box(line).grown(NEAR_LINE).holds(x, y)]
    near += [(hypot(hub.x - x, hub.y - y) - 4.0, hub.stroke.deal) for hub in shown.hubs]
    best = min(near, default=(NEAR_LINE + 1, None))
    if best[0] <= NEAR_LINE:
        return best[1]
    words = (LabelKind.DEAL, LabelKind.FLOW)
    return next((label.deal for label in shown.labels if label.kind in words and label.rect.holds(x, y)), None)


def companies_in(shown: DisplayList, area: Rect) -> tuple[CompanyId, ...]:
    """Return the companies whose discs have their middle in this part of the picture."""
    return tuple(disc.company for disc in shown.discs if area.holds(disc.x, disc.y))


def _box(line: Line) -> Rect:
    xs, ys = (line.x0, line.cx, line.x1), (line.y0, line.cy, line.y1)
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _away(line: Line, x: float, y: float) -> float:
    """Return how far a point is from the curve, measured to its straight pieces."""
    points = [line.at(number / _PIECES) for number in range(_PIECES + 1)]
    return min(_from_piece(x, y, *start, *end) for start, end in pairwise(points))


def _from_piece(x: float, y: float, x0: float, y0: float, x1: float, y1: float) -> float:
    dx, dy = x1 - x0, y1 - y0
    along = max(0.0, min(1.0, ((x - x0) * dx + (y - y0) * dy) / max(dx * dx + dy * dy, 1e-9)))
    return hypot(x - x0 - along * dx, y - y0 - along * dy)
