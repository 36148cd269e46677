"""Paints the legend: marks as on the map, with their words, in rows."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from explorer.landscape.facts import CompanyId
from explorer.map.legend import LegendEntry, LegendMark
from explorer.map.marks import Disc, DiscStyle
from explorer.painting.fonts import CAPTION, Fonts
from explorer.painting.label_painter import paint_badge
from explorer.painting.map_painter import PLAIN, paint_disc, paint_signs, paint_stroke, paint_unreviewed
from explorer.painting.theme import Theme
from explorer.painting.world_painter import BORDER, GROUND, hue_colour

ROW, SPACE, PLATE = 20.0, 22.0, 10.0
#: Width of the marks; what is not here takes a line's width.
_WIDTHS = {
    LegendMark.UNREVIEWED: 10.0,
    LegendMark.HUB: 12.0,
    LegendMark.DISC: 14.0,
    LegendMark.BADGE: 16.0,
    LegendMark.RING: 20.0,
    LegendMark.BLOC: 20.0,
    LegendMark.OPEN_END: 24.0,
}
LINE = 30.0
#: Width of a legend that stands in a corner of the map.
CARD = 380.0


def legend_size(entries: Sequence[LegendEntry], fonts: Fonts, width: float = CARD) -> tuple[float, float]:
    """Return how much room the legend takes in rows of at most `width`."""
    spots = _spots(entries, fonts, width)
    if not spots:
        return 0.0, 0.0
    wide = max(x + _width(entry, fonts) for (x, _), entry in zip(spots, entries, strict=True))
    return wide, spots[-1][1] + ROW


def paint_legend(
    painter: QPainter, entries: Sequence[LegendEntry], rect: QRectF, theme: Theme, fonts: Fonts, *, plate: bool = False
) -> None:
    """Paint the legend into `rect`; `plate` puts a sheet under it that reaches a little beyond, for standing on the map."""
    if not entries:
        return
    painter.save()
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if plate:
            painter.setPen(QPen(theme.colour("hairline"), 1))
            painter.setBrush(theme.colour("ground", 0.92))
            painter.drawRoundedRect(rect.adjusted(-PLATE, -PLATE, PLATE, PLATE), 4, 4)
        for (x, y), entry in zip(_spots(entries, fonts, rect.width()), entries, strict=True):
            left, middle = rect.x() + x, rect.y() + y + ROW / 2
            _paint_mark(painter, entry, left, middle, theme, fonts)
            painter.setFont(fonts.font(CAPTION))
            painter.setPen(theme.colour("quiet"))
            painter.drawText(QPointF(left + _sample(entry) + 7, middle + 4), entry.words)
    finally:
        painter.restore()


def _sample(entry: LegendEntry) -> float:
    return 30.0 if entry.disc is DiscStyle.COMPANY else _WIDTHS.get(entry.mark, LINE)


def _width(entry: LegendEntry, fonts: Fonts) -> float:
    return _sample(entry) + 7 + QFontMetricsF(fonts.font(CAPTION)).horizontalAdvance(entry.words)


def _spots(entries: Sequence[LegendEntry], fonts: Fonts, width: float) -> list[tuple[float, float]]:
    """Return the upper left corner of each entry, inside the padding: colours, dashes and the rest each begin a row."""
    spots = []
    x = y = 0.0
    before = None
    for entry in entries:
        group = _group(entry)
        wide = _width(entry, fonts)
        if x and (x + wide > width + 0.5 or group != before):
            x, y = 0.0, y + ROW
        spots.append((x, y))
        x += wide + SPACE
        before = group
    return spots


def _group(entry: LegendEntry) -> int:
    if entry.mark is LegendMark.LINE:
        return 1 if entry.is_plain else 0
    return 2


def _paint_mark(painter: QPainter, entry: LegendEntry, x: float, y: float, theme: Theme, fonts: Fonts) -> None:
    wide = _sample(entry)
    middle = x + wide / 2
    if entry.stroke:
        path = QPainterPath(QPointF(x, y))
        path.lineTo(x + wide, y)
        meaning = "ink" if entry.is_plain else None
        width = PLAIN if entry.is_texture else None
        paint_stroke(painter, entry.stroke, path, theme, meaning=meaning, width=width)
        paint_signs(painter, entry.stroke, middle, y, 0.0, theme, meaning=meaning)
    elif entry.mark is LegendMark.HEAD:
        painter.setPen(QPen(theme.colour("ink"), 2.0))
        painter.drawLine(QPointF(x, y), QPointF(x + wide - 8, y))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("ink"))
        painter.drawPolygon(QPolygonF([QPointF(x + wide - 9, y - 4), QPointF(x + wide, y), QPointF(x + wide - 9, y + 4)]))
    elif entry.mark is LegendMark.UNREVIEWED:
        paint_unreviewed(painter, middle, y, theme)
    elif entry.mark is LegendMark.OPEN_END:
        painter.setPen(QPen(theme.colour("ink"), 2.0))
        painter.drawLine(QPointF(x, y), QPointF(middle, y))
        painter.setBrush(theme.colour("ground"))
        painter.drawEllipse(QPointF(middle + 4, y), 4, 4)
    elif entry.mark is LegendMark.HUB:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("ink"))
        painter.drawPolygon(QPolygonF([QPointF(middle + dx, y + dy) for dx, dy in ((0, -5), (5, 0), (0, 5), (-5, 0))]))
    elif entry.mark is LegendMark.BADGE:
        paint_badge(painter, middle, y, 1, theme, fonts)
    elif entry.mark is LegendMark.BLOC:
        painter.setPen(QPen(hue_colour(2, theme, 2 * BORDER), 1.0))
        painter.setBrush(hue_colour(2, theme, 2 * GROUND))
        painter.drawRoundedRect(QRectF(x, y - 6, wide, 12), 4, 4)
    elif entry.mark is LegendMark.BUNDLE:
        path = QPainterPath(QPointF(x, y + 4))
        path.quadTo(middle, y - 8, x + wide, y + 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("disc", 0.3), 4.0))
        painter.drawPath(path)
    elif entry.ring:
        paint_disc(painter, Disc(CompanyId(0), middle, y, 4.5, DiscStyle.COMPANY, rings=(entry.ring,)), theme)
    elif entry.disc:
        if entry.disc is DiscStyle.COMPANY:
            paint_disc(painter, Disc(CompanyId(0), middle - 9, y, 3.5, entry.disc), theme)
            paint_disc(painter, Disc(CompanyId(0), middle + 5, y, 7, entry.disc), theme)
        else:
            radius = 4.0 if entry.disc is DiscStyle.UNIT else 6.0
            paint_disc(painter, Disc(CompanyId(0), middle, y, radius, entry.disc), theme)
