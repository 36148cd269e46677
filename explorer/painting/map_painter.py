"""Paints a display list: on the screen, into pictures and onto pages, always the same."""

from collections import defaultdict
from itertools import pairwise
from math import atan2, cos, hypot, sin
from typing import cast

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPaintEngine, QPainter, QPainterPath, QPen, QPolygonF
from shiboken6 import wrapInstance

from explorer.landscape.facts import CompanyId, DealId
from explorer.map.arranged import Arranged
from explorer.map.camera import DOUBLE_FROM, swell
from explorer.map.curves import HEAD, Floats, pieces
from explorer.map.families import Dash, Family
from explorer.map.marks import Disc, DiscStyle, DisplayList, Hub, Line, LinePart, RingStyle, Stroke, Tie, hidden_spot
from explorer.map.world import World
from explorer.painting.fonts import Fonts
from explorer.painting.guides_painter import paint_guides
from explorer.painting.label_painter import paint_badge, paint_labels
from explorer.painting.theme import Theme
from explorer.painting.world_painter import paint_grounds

NOTHING = np.zeros((0, 4))
#: How strong the ground of blocs is where each company is seen.
SEEN_BELOW = 0.75
#: Single lines differ in width too, so that in grey, where some colours are alike, what is made can be told from what is licensed.
PLAIN = 2.1
WIDTHS = {Family.MAKING: 2.9, Family.LICENCE: 1.6, Family.SERVICE: 1.6}
#: How much of its colour a ghost keeps.
GHOST = 0.5
#: Width of the core of ground in a double line.
CORE = 0.4
_RING_WIDTHS = {RingStyle.STRONG: 3.2, RingStyle.MIDDLE: 1.6, RingStyle.WEAK: 3.2}
#: Radius of the ring about what nobody has looked at.
RING = 3.6
#: Up to this many lines are drawn as true curves; vector files always have them.
PATHS_AT_MOST = 120
#: Lengths of dash and gap in pixels.
_DASHES = {Dash.LONG: (13.0, 5.0), Dash.SHORT: (6.5, 5.0), Dash.DOTTED: (2.0, 4.5)}


def paint_map(
    painter: QPainter,
    display_list: DisplayList,
    theme: Theme,
    fonts: Fonts,
    world: World | None = None,
    arranged: Arranged | None = None,
) -> None:
    """Paint the map into (0, 0, width, height) of the painter's own coordinates; nothing is painted outside.

    `world` gives its blocs their ground, `arranged` paints the guides of an order.
    """
    painter.save()
    try:
        frame = QRectF(0, 0, display_list.width, display_list.height)
        painter.setClipRect(frame, Qt.ClipOperation.IntersectClip)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(frame, theme.colour("ground"))
        if world is not None:
            paint_grounds(painter, world, display_list.camera, (display_list.width, display_list.height), theme, SEEN_BELOW)
        if arranged is not None:
            paint_guides(painter, arranged, display_list.camera, (display_list.width, display_list.height), theme, fonts)
        size = swell(display_list.camera)
        for tie in display_list.ties:
            _paint_tie(painter, tie, theme)
        _paint_lines(painter, display_list.lines, theme, size)
        for hub in display_list.hubs:
            _paint_hub(painter, hub, theme, size)
        _paint_marks(painter, display_list.lines, theme, size)
        for disc in display_list.discs:
            paint_disc(painter, disc, theme)
        _paint_hidden_counts(painter, display_list.discs, theme, fonts)
        paint_labels(painter, display_list.labels, theme, fonts)
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
    painter: QPainter,
    stroke: Stroke,
    path: QPainterPath,
    theme: Theme,
    size: float = 1.0,
    meaning: str | None = None,
    width: float | None = None,
) -> None:
    """Paint a path the way lines of such a deal look, or `width` wide; double lines are a wide line with a core of ground."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    width = width or _width(stroke, size)
    painter.setPen(_pen(stroke, stroke_colour(stroke, theme, meaning), width))
    painter.drawPath(path)
    if stroke.is_double and size >= DOUBLE_FROM:
        painter.setPen(QPen(theme.colour("ground"), width * CORE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawPath(path)


def _paint_lines(painter: QPainter, lines: tuple[Line, ...], theme: Theme, size: float) -> None:
    """Paint lines that look alike in one go; what is faint lies below, what is chosen on top."""
    alike: dict[tuple[bool, float, bool, bool, bool, Family, Dash], list[Line]] = defaultdict(list)
    for line in lines:
        look = line.stroke
        key = look.is_chosen, look.strength, not look.is_ghost, look.is_double, look.is_ended, look.family, look.dash
        alike[key].append(line)
    groups = [alike[key] for key in sorted(alike)]
    in_pieces = len(lines) > PATHS_AT_MOST and painter.paintEngine().type() is QPaintEngine.Type.Raster
    cuts = _cut(groups) if in_pieces else [NOTHING for _ in groups]
    for together, cut in zip(groups, cuts, strict=True):
        stroke = together[0].stroke
        if in_pieces:
            _paint_pieces(painter, stroke, cut, theme, size)
        else:
            for line in together:
                paint_stroke(painter, stroke, _path(line), theme, size)
        _paint_heads(painter, together, theme, size)


def _cut(groups: list[list[Line]]) -> list[Floats]:
    """Cut many lines into straight pieces, which are painted in a fifth of the time of so many curved and dashed paths."""
    lines = [line for together in groups for line in together]
    curves = np.array([(line.x0, line.y0, line.cx, line.cy, line.x1, line.y1) for line in lines])
    drawn, gaps = np.array([_DASHES.get(line.stroke.dash, (14.0, 0.0)) for line in lines]).T
    cut, counts = pieces(curves, drawn, gaps)
    ends = counts.cumsum()[np.cumsum([len(together) for together in groups]) - 1].tolist()
    return [np.ascontiguousarray(cut[start:end]) for start, end in pairwise([0, *ends])]


def _paint_pieces(painter: QPainter, stroke: Stroke, cut: Floats, theme: Theme, size: float) -> None:
    pieces_of_it = cast(QLineF, wrapInstance(cut.ctypes.data, QLineF))  # a QLineF is four doubles; `cut` keeps them alive
    width = _width(stroke, size)
    painter.setPen(QPen(stroke_colour(stroke, theme), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.drawLines(pieces_of_it, len(cut))
    if stroke.is_double and size >= DOUBLE_FROM:
        painter.setPen(QPen(theme.colour("ground"), width * CORE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLines(pieces_of_it, len(cut))


def _paint_heads(painter: QPainter, lines: list[Line], theme: Theme, size: float) -> None:
    stroke = lines[0].stroke
    colour = stroke_colour(stroke, theme)
    painter.setPen(QPen(colour, 1.5) if stroke.is_ghost else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(QBrush(Qt.BrushStyle.NoBrush) if stroke.is_ghost else QBrush(colour))
    draw = painter.drawPolyline if stroke.is_ghost else painter.drawConvexPolygon
    for line in lines:
        if line.head0:
            draw(_head(line, line.x0, line.y0, size))
        if line.head1:
            draw(_head(line, line.x1, line.y1, size))


def _width(stroke: Stroke, size: float) -> float:
    width = 1.5 if stroke.is_ghost else WIDTHS.get(stroke.family, PLAIN) * (0.72 if stroke.is_ended else 1.0)
    if stroke.is_double:
        width = (3.6 if stroke.is_ended else 4.4) if size >= DOUBLE_FROM else width * 1.5
    return (width + (1.4 if stroke.is_chosen else 0.0)) * size


def _pen(stroke: Stroke, colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if stroke.dash is not Dash.SOLID:
        pen.setDashPattern([length / width for length in _DASHES[stroke.dash]])
    return pen


def _path(line: Line) -> QPainterPath:
    path = QPainterPath(QPointF(line.x0, line.y0))
    if abs((line.x0 + line.x1) / 2 - line.cx) + abs((line.y0 + line.y1) / 2 - line.cy) < 0.5:
        path.lineTo(line.x1, line.y1)
    else:
        path.quadTo(line.cx, line.cy, line.x1, line.y1)
    return path


def _head(line: Line, x: float, y: float, size: float) -> QPolygonF:
    """Return an arrowhead beyond the end (x, y) of a line: its two wings and its tip between them."""
    stroke = line.stroke
    dx, dy = x - line.cx, y - line.cy
    length = hypot(dx, dy) or 1.0
    dx, dy = dx / length * size, dy / length * size
    long, half, back = HEAD - 2.0 + 1.5 * stroke.is_chosen, 4.0 + 0.7 * stroke.is_double + 0.8 * stroke.is_chosen, 2.0
    left = QPointF(x - dx * back - dy * half, y - dy * back + dx * half)
    right = QPointF(x - dx * back + dy * half, y - dy * back - dx * half)
    return QPolygonF([left, QPointF(x + dx * long, y + dy * long), right])


def _paint_marks(painter: QPainter, lines: tuple[Line, ...], theme: Theme, size: float) -> None:
    """Paint what the middles of deals' lines say: not reviewed yet, ended, denied; what is faint lies below."""
    for line in lines:
        stroke = line.stroke
        if (stroke.is_ended or stroke.is_denied) and line.part in (LinePart.WHOLE, LinePart.STUB):
            length = max(hypot(line.x1 - line.x0, line.y1 - line.y0), 1.0)
            x, y = line.at(0.5 - (11 / length if stroke.is_unreviewed else 0))
            paint_signs(painter, stroke, x, y, atan2(line.y1 - line.y0, line.x1 - line.x0), theme, size)
    unreviewed: dict[float, list[Line]] = defaultdict(list)
    for line in lines:
        if line.stroke.is_unreviewed and line.part is LinePart.WHOLE:
            unreviewed[line.stroke.strength].append(line)
    for strength in sorted(unreviewed):
        for line in unreviewed[strength]:
            if line is unreviewed[strength][0]:
                paint_unreviewed(painter, *line.middle, theme, strength, size)
            else:  # with the same pen, which is half of the work
                painter.drawEllipse(QPointF(*line.middle), RING * size, RING * size)


def paint_signs(
    painter: QPainter,
    stroke: Stroke,
    x: float,
    y: float,
    angle: float,
    theme: Theme,
    size: float = 1.0,
    meaning: str | None = None,
) -> None:
    """Paint across a line that runs at `angle`: a bar where the deal has ended, a cross where it is denied."""
    turns = (0.785, -0.785) if stroke.is_denied else (1.571,) if stroke.is_ended else ()
    painter.setPen(QPen(stroke_colour(stroke, theme, meaning), 1.8 * size, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for turn in turns:
        dx, dy = cos(angle + turn) * 5.5 * size, sin(angle + turn) * 5.5 * size
        painter.drawLine(QPointF(x - dx, y - dy), QPointF(x + dx, y + dy))


def paint_unreviewed(painter: QPainter, x: float, y: float, theme: Theme, strength: float = 1.0, size: float = 1.0) -> None:
    """Paint the small ring that says that nobody has looked at this yet."""
    painter.setBrush(theme.colour("ground"))
    painter.setPen(QPen(theme.colour("unreviewed", strength), 1.7 * size))
    painter.drawEllipse(QPointF(x, y), RING * size, RING * size)


def _paint_hub(painter: QPainter, hub: Hub, theme: Theme, size: float) -> None:
    stroke = hub.stroke
    colour = stroke_colour(stroke, theme)
    if hub.is_open:
        painter.setBrush(theme.colour("ground"))
        painter.setPen(QPen(theme.colour("unreviewed", stroke.strength) if stroke.is_unreviewed else colour, 1.7 * size))
        painter.drawEllipse(QPointF(hub.x, hub.y), 4.2 * size, 4.2 * size)
        return
    half = 4.6 * size + 1.2 * stroke.is_chosen
    diamond = QPolygonF([QPointF(hub.x + dx * half, hub.y + dy * half) for dx, dy in ((0, -1), (1, 0), (0, 1), (-1, 0))])
    painter.setBrush(QBrush(theme.colour("ground") if stroke.is_ghost or stroke.is_unreviewed else colour))
    painter.setPen(QPen(theme.colour("unreviewed", stroke.strength) if stroke.is_unreviewed else colour, 1.8 * size))
    painter.drawPolygon(diamond)


def _paint_hidden_counts(painter: QPainter, discs: tuple[Disc, ...], theme: Theme, fonts: Fonts) -> None:
    """Print "+3" beside a company three of whose partners a filter hides."""
    painter.setFont(fonts.font(10, QFont.Weight.DemiBold, tabular=True))
    for disc in discs:
        if disc.hidden:
            x, y = hidden_spot(disc)
            painter.setPen(theme.colour("chosen", max(disc.strength, 0.3)))
            painter.drawText(QRectF(x - 14, y - 7, 28, 14), Qt.AlignmentFlag.AlignCenter, f"+{disc.hidden}")


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
    if disc.rings:
        _paint_rings(painter, disc, theme)
    if disc.is_chosen:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 2.0))
        beyond = disc.radius + (8 if disc.rings else 4)
        painter.drawEllipse(middle, beyond, beyond)


def _paint_rings(painter: QPainter, disc: Disc, theme: Theme) -> None:
    """Paint how a company stands on the chosen capabilities: segments of a ring, thick and whole, thin, or dashed."""
    reach = disc.radius + 3.6
    room = QRectF(disc.x - reach, disc.y - reach, 2 * reach, 2 * reach)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    share = 360.0 / len(disc.rings)
    gap = 0.0 if len(disc.rings) == 1 else 10.0
    for place, ring in enumerate(disc.rings):
        if ring is not None:
            pen = QPen(theme.colour(ring, disc.strength), _RING_WIDTHS[ring])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            if ring is RingStyle.WEAK:
                pen.setDashPattern([1.3, 0.9])
            painter.setPen(pen)
            painter.drawArc(room, round((90 - place * share - gap / 2) * 16), -round((share - gap) * 16))
