"""A deal's line in small: its colour and dash as on the map, for the tables."""

from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen, QPixmap

from explorer.landscape.vocabulary import DealType, Instrument, Stage
from explorer.map.families import Dash, dash_of, family_of
from explorer.painting.theme import Theme
from explorer.ui.parts.style import palette

_PATTERNS = {Dash.LONG: [4.0, 1.6], Dash.SHORT: [1.8, 1.4], Dash.DOTTED: [0.6, 1.4]}


class Swatches:
    """Lines in the colours of one theme."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.palette: QPalette = palette(theme)

    def line(self, kind: DealType, stage: Stage, instrument: Instrument | None, *, is_ghost: bool) -> QPixmap:
        """Return the line of a deal, pale when a ghost."""
        colour = self.theme.hex(family_of(kind).value, 0.4 if is_ghost else 1.0, over="surface")
        return _line(colour, dash_of(stage, instrument))


@lru_cache(maxsize=64)
def _line(colour: str, dash: Dash) -> QPixmap:
    pixmap = QPixmap(48, 24)
    pixmap.setDevicePixelRatio(2.0)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(colour), 2.5)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dash in _PATTERNS:
            pen.setDashPattern(_PATTERNS[dash])
        painter.setPen(pen)
        painter.drawLine(QPointF(1, 6), QPointF(21, 6))
    finally:
        painter.end()
    return pixmap
