"""Paints what makes an order of the map readable: circles between rings, years over columns."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from explorer.landscape.views import Camera
from explorer.map.arranged import Arranged
from explorer.map.camera import Size
from explorer.painting.fonts import Fonts
from explorer.painting.theme import Theme

#: Where words of columns are set, how high they are, and how far apart at least.
TOP, HEAD, LEAST = 50.0, 20.0, 44.0


def paint_guides(painter: QPainter, arranged: Arranged, camera: Camera, size: Size, theme: Theme, fonts: Fonts) -> None:
    """Paint circles and bands under the map, and the words of columns at its upper edge where they have room."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("hairline"), 1.0))
    middle = QPointF(-camera.x * camera.scale + size[0] / 2, -camera.y * camera.scale + size[1] / 2)
    for radius in arranged.circles:
        painter.drawEllipse(middle, radius * camera.scale, radius * camera.scale)
    painter.setFont(fonts.font(11, QFont.Weight.DemiBold, tabular=True))
    taken = float("-inf")
    for words, left, right in arranged.bands:
        x0, x1 = ((x - camera.x) * camera.scale + size[0] / 2 for x in (left, right))
        if x1 < 0 or x0 > size[0]:
            continue
        painter.setPen(QPen(theme.colour("hairline"), 1.0))
        painter.drawLine(QLineF(x0, 0, x0, size[1]))
        middle_x = min(max((max(x0, 0.0) + min(x1, size[0])) / 2, 24.0), size[0] - 24)
        if middle_x - taken >= LEAST:
            painter.setPen(theme.colour("quiet"))
            painter.drawText(QRectF(middle_x - 40, TOP, 80, HEAD), Qt.AlignmentFlag.AlignCenter, words)
            taken = middle_x
    painter.restore()
