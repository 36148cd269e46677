"""What a hand carries over a map too large to be painted anew for every frame: the company, and strings to its partners."""

from collections.abc import Mapping
from math import hypot

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPen

from explorer.landscape.facts import CompanyId, Place
from explorer.landscape.views import Camera
from explorer.map.camera import to_screen
from explorer.map.marks import DisplayList
from explorer.painting.theme import Theme

#: A line that ends so near a disc belongs to it.
REACH = 14.0


def paint_carried(painter: QPainter, shown: DisplayList, places: Mapping[CompanyId, Place], camera: Camera, theme: Theme) -> None:
    """Paint over a painted map the companies that stand elsewhere in `places`, where they would come to stand."""
    size = (shown.width, shown.height)
    there = {disc.company: to_screen(camera, places[disc.company].x, places[disc.company].y, size) for disc in shown.discs}
    moved = [disc for disc in shown.discs if hypot(there[disc.company][0] - disc.x, there[disc.company][1] - disc.y) > 0.5]
    for disc in moved:
        x, y = there[disc.company]
        for line in shown.lines:
            for near, far in (((line.x0, line.y0), (line.x1, line.y1)), ((line.x1, line.y1), (line.x0, line.y0))):
                if hypot(near[0] - disc.x, near[1] - disc.y) < disc.radius + REACH:
                    painter.setPen(QPen(theme.colour(line.stroke.family), 1.5))
                    painter.drawLine(QPointF(x, y), QPointF(*far))
    painter.setPen(QPen(theme.colour("ground"), 1.5))
    painter.setBrush(theme.colour("chosen"))
    for disc in moved:
        painter.drawEllipse(QPointF(*there[disc.company]), disc.radius, disc.radius)
