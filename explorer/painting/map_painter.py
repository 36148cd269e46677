"""Paints a display list: on the screen, into pictures and onto pages, always the same."""

from collections import defaultdict
from math import atan2, cos, hypot, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF

from explorer.landscape.facts import CompanyId, DealId
from explorer.map.curves import HEAD
from explorer.map.families import Dash
from explorer.map.marks import Disc, DiscStyle, DisplayList, Hub, Line, LinePart, Stroke, Tie
from explorer.painting.fonts import Fonts
from explorer.painting.label_painter import paint_badge, paint_label
from explorer.painting.theme import Theme

#: How much of its colour a ghost keeps.
GHOST = 0.5
#: Lengths of dash and gap in pixels.
_DASHES = {Dash.LONG: (13.0, 5.0), Dash.SHORT: (6.5, 5.0), Dash.DOTTED: (0.1, 5.5)}


def paint_map(painter: QPainter, display_list: DisplayList, theme: Theme, fonts: Fonts) -> None:
    """Paint the map into (0, 0, width, height) of the painter's own coordinates; nothing is painted outside."""
    painter.save()
    try:
        frame = QRectF(0, 0, display_list.width, display_list.height)
        painter.setClipRect(frame, Qt.ClipOperation.IntersectClip)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(frame, theme.colour("ground"))
        swell = min(max(display_list.camera.scale**0.5, 0.55), 1.2)
        for tie in display_list.ties:
            _paint_tie(painter, tie, theme)
        _paint_lines(painter, display_list.lines, theme, swell)
        for hub in display_list.hubs:
            _paint_hub(painter, hub, theme, swell)
        for line in display_list.lines:
            if line.part in (LinePart.WHOLE, LinePart.STUB):
                _paint_mark(painter, line, theme, swell)
        for disc in display_list.discs:
            paint_disc(painter, disc, theme)
        for label in display_list.labels:
            paint_label(painter, label, theme, fonts)
        for badge in display_list.badges:
            paint_badge(painter, badge.x, badge.y, badge.number, theme, fonts)
    finally:
        painter.restore()


def paint_hover(painter: QPainter, display_list: DisplayList, company: CompanyId | None, deal: DealId | None, theme: Theme) -> None:
    """Paint over a painted map what the pointer stands on: a ring about the company, or the deal's lines brought forward."""
    painter.save()
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for line in display_list.lines:
            if deal is not None and line.deal == deal:
                colour = theme.colour(line.stroke.family)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(_pen(line.stroke, colour, _width(line.stroke, 1.0) + 1.6))
                painter.drawPath(_path(line))
        for disc in display_list.discs:
            if disc.company == company:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(theme.colour("chosen"), 2.0))
                painter.drawEllipse(QPointF(disc.x, disc.y), disc.radius + 4, disc.radius + 4)
    finally:
        painter.restore()


def stroke_colour(stroke: Stroke, theme: Theme, meaning: str | None = None) -> QColor:
    """Return the colour of a deal's lines: of its family, unless told otherwise; paler for ghosts and for what is faded."""
    strength = stroke.strength * (GHOST if stroke.is_ghost else 0.75 if stroke.is_ended else 1.0)
    return theme.colour(meaning or stroke.family, strength)


def paint_stroke(
    painter: QPainter, stroke: Stroke, path: QPainterPath, theme: Theme, swell: float = 1.0, meaning: str | None = None
) -> None:
    """Paint a path the way lines of such a deal look; double lines are a wide line with a core of ground."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    width = _width(stroke, swell)
    painter.setPen(_pen(stroke, stroke_colour(stroke, theme, meaning), width))
    painter.drawPath(path)
    if stroke.is_double:
        painter.setPen(QPen(theme.colour("ground"), width * 0.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawPath(path)


def _paint_lines(painter: QPainter, lines: tuple[Line, ...], theme: Theme, swell: float) -> None:
    """Paint lines that look alike in one go; what is faint lies below, what is chosen on top."""
    alike: dict[tuple[bool, float, bool, Stroke], list[Line]] = defaultdict(list)
    for line in lines:
        stroke = line.stroke
        look = Stroke(
            DealId(0),
            stroke.family,
            stroke.dash,
            stroke.is_ghost,
            stroke.is_double,
            stroke.is_ended,
            is_chosen=stroke.is_chosen,
            strength=stroke.strength,
        )
        alike[stroke.is_chosen, stroke.strength, not stroke.is_ghost, look].append(line)
    for key in sorted(alike, key=lambda key: (key[:3], key[3].family, key[3].dash, key[3].is_ended)):
        for line in alike[key]:
            paint_stroke(painter, key[3], _path(line), theme, swell)
        for line in alike[key]:
            _paint_heads(painter, line, theme)


def _width(stroke: Stroke, swell: float) -> float:
    width = 1.5 if stroke.is_ghost or stroke.is_ended else 2.1
    if stroke.is_double:
        width = 4.4 if not stroke.is_ended else 3.6
    return (width + (1.4 if stroke.is_chosen else 0.0)) * swell


def _pen(stroke: Stroke, colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if stroke.dash is not Dash.SOLID:
        if stroke.dash is Dash.DOTTED:
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([length / width for length in _DASHES[stroke.dash]])
    return pen


def _path(line: Line) -> QPainterPath:
    path = QPainterPath(QPointF(line.x0, line.y0))
    if abs((line.x0 + line.x1) / 2 - line.cx) + abs((line.y0 + line.y1) / 2 - line.cy) < 0.5:
        path.lineTo(line.x1, line.y1)
    else:
        path.quadTo(line.cx, line.cy, line.x1, line.y1)
    return path


def _paint_heads(painter: QPainter, line: Line, theme: Theme) -> None:
    if line.head0:
        _paint_head(painter, line, line.x0, line.y0, theme)
    if line.head1:
        _paint_head(painter, line, line.x1, line.y1, theme)


def _paint_head(painter: QPainter, line: Line, x: float, y: float, theme: Theme) -> None:
    """Paint an arrowhead beyond the end (x, y) of a line: full for what flows, open for what might."""
    angle = atan2(y - line.cy, x - line.cx)
    colour = stroke_colour(line.stroke, theme)
    length, half = HEAD + 1.5 * line.stroke.is_chosen, 4.0 + 0.7 * line.stroke.is_double + 0.8 * line.stroke.is_chosen
    back = 2.0
    dx, dy = cos(angle), sin(angle)
    tip = QPointF(x + dx * (length - back), y + dy * (length - back))
    left = QPointF(x - dx * back - dy * half, y - dy * back + dx * half)
    right = QPointF(x - dx * back + dy * half, y - dy * back - dx * half)
    if line.stroke.is_ghost:
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([left, tip, right]))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([left, tip, right]))


def _paint_mark(painter: QPainter, line: Line, theme: Theme, swell: float) -> None:
    """Paint what the middle of a deal's line says: not reviewed yet, ended, denied."""
    stroke = line.stroke
    if stroke.is_ended or stroke.is_denied:
        length = max(hypot(line.x1 - line.x0, line.y1 - line.y0), 1.0)
        x, y = line.at(0.5 - (11 / length if stroke.is_unreviewed else 0))
        paint_signs(painter, stroke, x, y, atan2(line.y1 - line.y0, line.x1 - line.x0), theme, swell)
    if stroke.is_unreviewed and line.part is LinePart.WHOLE:
        paint_unreviewed(painter, *line.middle, theme, stroke.strength, swell)


def paint_signs(
    painter: QPainter,
    stroke: Stroke,
    x: float,
    y: float,
    angle: float,
    theme: Theme,
    swell: float = 1.0,
    meaning: str | None = None,
) -> None:
    """Paint across a line that runs at `angle`: a bar where the deal has ended, a cross where it is denied."""
    turns = (0.785, -0.785) if stroke.is_denied else (1.571,) if stroke.is_ended else ()
    painter.setPen(QPen(stroke_colour(stroke, theme, meaning), 1.8 * swell, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for turn in turns:
        dx, dy = cos(angle + turn) * 5.5 * swell, sin(angle + turn) * 5.5 * swell
        painter.drawLine(QPointF(x - dx, y - dy), QPointF(x + dx, y + dy))


def paint_unreviewed(painter: QPainter, x: float, y: float, theme: Theme, strength: float = 1.0, swell: float = 1.0) -> None:
    """Paint the small ring that says that nobody has looked at this yet."""
    painter.setBrush(theme.colour("ground"))
    painter.setPen(QPen(theme.colour("unreviewed", strength), 1.7 * swell))
    painter.drawEllipse(QPointF(x, y), 3.6 * swell, 3.6 * swell)


def _paint_hub(painter: QPainter, hub: Hub, theme: Theme, swell: float) -> None:
    stroke = hub.stroke
    colour = stroke_colour(stroke, theme)
    if hub.is_open:
        painter.setBrush(theme.colour("ground"))
        painter.setPen(QPen(theme.colour("unreviewed", stroke.strength) if stroke.is_unreviewed else colour, 1.7 * swell))
        painter.drawEllipse(QPointF(hub.x, hub.y), 4.2 * swell, 4.2 * swell)
        return
    size = 4.6 * swell + 1.2 * stroke.is_chosen
    diamond = QPolygonF([QPointF(hub.x + dx * size, hub.y + dy * size) for dx, dy in ((0, -1), (1, 0), (0, 1), (-1, 0))])
    painter.setBrush(QBrush(theme.colour("ground") if stroke.is_ghost or stroke.is_unreviewed else colour))
    painter.setPen(QPen(theme.colour("unreviewed", stroke.strength) if stroke.is_unreviewed else colour, 1.8 * swell))
    painter.drawPolygon(diamond)


def _paint_tie(painter: QPainter, tie: Tie, theme: Theme) -> None:
    meaning, strength, width = (tie.family, 0.75, 1.8) if tie.family else ("disc", 0.45, 1.0)
    painter.setPen(QPen(theme.colour(meaning, strength * tie.strength), width))
    painter.drawLine(QPointF(tie.x0, tie.y0), QPointF(tie.x1, tie.y1))


def paint_disc(painter: QPainter, disc: Disc, theme: Theme) -> None:
    """Paint a company: full, or hollow where it takes part in nothing; with a second ring when chosen."""
    middle, radius = QPointF(disc.x, disc.y), disc.radius
    meaning = "chosen" if disc.is_chosen else "quiet" if disc.style is DiscStyle.ALONE else "disc"
    colour = theme.colour(meaning, disc.strength)
    if disc.style in (DiscStyle.COMPANY, DiscStyle.UNIT):
        painter.setBrush(colour)
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        painter.setBrush(theme.colour("ground"))
        pen = QPen(colour, 1.8)
        if disc.style is DiscStyle.GROUP:
            pen.setDashPattern([2.0, 1.6])
        painter.setPen(pen)
        radius = max(radius - 0.9, 1.0)
    painter.drawEllipse(middle, radius, radius)
    if disc.style is DiscStyle.COMPARATOR:
        painter.setBrush(colour)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(middle, radius * 0.38, radius * 0.38)
    if disc.is_chosen:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 2.0))
        painter.drawEllipse(middle, disc.radius + 4, disc.radius + 4)
