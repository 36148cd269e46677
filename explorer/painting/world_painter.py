"""Paints the political map under everything else: tinted ground with quiet borders, and bundles of traffic between blocs."""

from functools import cache, lru_cache
from math import hypot

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from explorer.landscape.views import Camera
from explorer.map.camera import Size
from explorer.map.world import Bloc, World
from explorer.painting.theme import Theme

#: One quiet wheel of hues, alike in lightness, so that no country looks nearer than another.
WHEEL = ("#B9783F", "#8A8B3A", "#4E9060", "#35918F", "#4C7FB4", "#7A6CB4", "#A45F95", "#B5605A")
#: How much of its hue the ground has, and its border; a little more on a dark ground, where tints are seen less.
GROUND, BORDER = 0.11, 0.34
ON_DARK = 1.25
#: Light bundles on a dark ground are seen more.
DIM_ON_DARK = 0.6
#: The thickest bundle in pixels; the thinnest is this share of it, since among the heaviest all are near each other, and all
#: of them thick would hide the map; their bow is this share of their length.
THICKEST, THINNEST, BOW = 7.0, 0.25, 0.14


def paint_grounds(painter: QPainter, world: World, camera: Camera, size: Size, theme: Theme, strength: float = 1.0) -> None:
    """Paint the ground of every bloc; `strength` below 1 lets it fade as one comes nearer."""
    frame = _frame(camera, size)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setTransform(frame, True)
    more = ON_DARK if theme.is_dark else 1.0
    for bloc in world.blocs:
        if not _is_seen(bloc.x, bloc.y, 2.5 * bloc.extent, camera, size):
            continue
        path = QPainterPath()
        for polygon in _polygons(bloc):
            path.addPolygon(polygon)
        pen = QPen(hue_colour(bloc.hue, theme, BORDER * more * strength), 1.0)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(hue_colour(bloc.hue, theme, GROUND * more * strength))
        painter.drawPath(path)
    painter.restore()


def paint_bundles(painter: QPainter, world: World, camera: Camera, size: Size, theme: Theme, strength: float = 1.0) -> None:
    """Paint the traffic between blocs as bows, the wider the more; the heaviest lie on top."""
    if strength <= 0.02 or not len(world.bundles):
        return
    heaviest, lightest = float(np.percentile(world.bundles[:, 4], 98)), float(world.bundles[:, 4].min())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for x0, y0, x1, y1, weight in reversed(world.bundles.tolist()):
        (ax, ay), (bx, by) = (_at(x, y, camera, size) for x, y in ((x0, y0), (x1, y1)))
        away = hypot(bx - ax, by - ay)
        cx, cy = (ax + bx) / 2 - (by - ay) * BOW, (ay + by) / 2 + (bx - ax) * BOW
        if away < 8 or not (_spans(ax, bx, cx, size[0]) and _spans(ay, by, cy, size[1])):
            continue
        share = THINNEST + (1 - THINNEST) * min((weight - lightest) / max(heaviest - lightest, 1e-9), 1.0)
        colour = theme.colour("disc")
        colour.setAlphaF((0.07 + 0.24 * share) * strength * (DIM_ON_DARK if theme.is_dark else 1.0))
        path = QPainterPath(QPointF(ax, ay))
        path.quadTo(cx, cy, bx, by)
        painter.setPen(QPen(colour, max(0.8, THICKEST * share), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPath(path)
    painter.restore()


def hue_colour(hue: int, theme: Theme, strength: float) -> QColor:
    """Return a hue of the wheel mixed onto the ground: opaque, so that grounds that touch do not darken each other."""
    above, below = QColor(WHEEL[hue % len(WHEEL)]), theme.colour("ground")
    mixed = [round(a * strength + b * (1 - strength)) for a, b in zip(above.getRgb()[:3], below.getRgb()[:3], strict=True)]  # type: ignore[index]
    return QColor(*mixed)


@cache
def ink_of(hue: int, theme: Theme) -> str:
    """Return the colour in which a bloc's name is written: its hue, darkened or lightened until it reads."""
    hue_, ink = QColor(WHEEL[hue % len(WHEEL)]), theme.colour("ink")
    mixed = [round(a * 0.5 + b * 0.5) for a, b in zip(hue_.getRgb()[:3], ink.getRgb()[:3], strict=True)]  # type: ignore[index]
    return QColor(*mixed).name()


@lru_cache(maxsize=512)
def _polygons(bloc: Bloc) -> tuple[QPolygonF, ...]:
    """Return the outlines of a bloc for Qt; a polygon, unlike a path, is only read when it is painted, by whichever thread."""
    return tuple(QPolygonF([QPointF(x, y) for x, y in ring.tolist()]) for ring in bloc.outlines)


def _frame(camera: Camera, size: Size) -> QTransform:
    return QTransform.fromTranslate(size[0] / 2, size[1] / 2).scale(camera.scale, camera.scale).translate(-camera.x, -camera.y)


def _at(x: float, y: float, camera: Camera, size: Size) -> tuple[float, float]:
    return (x - camera.x) * camera.scale + size[0] / 2, (y - camera.y) * camera.scale + size[1] / 2


def _spans(one: float, two: float, bend: float, side: float) -> bool:
    """Say whether anything of a bow may lie between 0 and the side of the picture."""
    return min(one, two, bend) < side + THICKEST and max(one, two, bend) > -THICKEST


def _is_seen(x: float, y: float, reach: float, camera: Camera, size: Size) -> bool:
    px, py = _at(x, y, camera, size)
    beyond = reach * camera.scale + 40
    return -beyond < px < size[0] + beyond and -beyond < py < size[1] + beyond
