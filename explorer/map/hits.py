"""What lies under a point of the picture, and inside a rectangle; points and tolerances in picture pixels."""

from math import hypot

import numpy as np

from explorer.landscape.facts import CompanyId, DealId
from explorer.map.curves import Floats
from explorer.map.marks import DisplayList
from explorer.map.spacing import Rect

#: How far from a disc's edge and from a line a click still counts.
DISC_TOLERANCE, LINE_TOLERANCE = 4.0, 7.0


def company_at(display_list: DisplayList, x: float, y: float) -> CompanyId | None:
    """Return the company whose disc lies nearest within reach, else the one whose name stands here."""
    near = [(hypot(disc.x - x, disc.y - y) - disc.radius, disc.company) for disc in display_list.discs]
    distance, company = min(near, default=(DISC_TOLERANCE + 1, None))
    if company is not None and distance <= DISC_TOLERANCE:
        return company
    return next((label.company for label in display_list.labels if label.company is not None and label.rect.holds(x, y)), None)


def deal_at(display_list: DisplayList, x: float, y: float) -> DealId | None:
    """Return the deal whose line, hub, badge or words lie here; among several the nearest, and solid before ghost."""
    for badge in display_list.badges:
        if hypot(badge.x - x, badge.y - y) <= LINE_TOLERANCE + 2:
            return badge.deal
    lines = display_list.lines
    if lines:
        curves = np.array([(line.x0, line.y0, line.cx, line.cy, line.x1, line.y1) for line in lines])
        distances = _distances(curves, x, y) + np.array([1.0 if line.stroke.is_ghost else 0.0 for line in lines])
        nearest = int(np.argmin(distances))
        if distances[nearest] <= LINE_TOLERANCE:
            return lines[nearest].deal
    return next((label.deal for label in display_list.labels if label.deal is not None and label.rect.holds(x, y)), None)


def companies_in(display_list: DisplayList, rect: Rect) -> frozenset[CompanyId]:
    """Return the companies whose discs have their middle inside a rectangle."""
    return frozenset(disc.company for disc in display_list.discs if rect.holds(disc.x, disc.y))


def _distances(curves: Floats, x: float, y: float) -> Floats:
    """Return how far the point is from each curve, taken as sixteen chords."""
    t = np.linspace(0.0, 1.0, 17)[None, :, None]
    u = 1 - t
    points = u * u * curves[:, None, :2] + 2 * u * t * curves[:, None, 2:4] + t * t * curves[:, None, 4:]
    starts, along = points[:, :-1], np.diff(points, axis=1)
    to_point = np.array([x, y]) - starts
    share = (to_point * along).sum(axis=2) / np.maximum((along**2).sum(axis=2), 1e-9)
    foot = np.clip(share, 0.0, 1.0)[:, :, None] * along
    return np.asarray(np.sqrt(((to_point - foot) ** 2).sum(axis=2)).min(axis=1))
