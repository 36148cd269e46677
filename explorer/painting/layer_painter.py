"""Paints the layer of a large map onto paper: as pixels, as paths of a page, or as SVG, one path a colour; alike in all three."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from shiboken6 import wrapInstance

from explorer.landscape.views import Camera
from explorer.map.atlas import COLOURS
from explorer.map.camera import Size
from explorer.map.layer import Layer
from explorer.map.raster import paint
from explorer.painting.theme import Theme

#: Radii are set in steps of so many pixels, and nothing is smaller than the least; about each disc a ring of ground is kept clear.
STEP, LEAST, GAP = 0.5, 0.75, 1.0
WIDTH = 1.0
#: What is written into a page is exact to so many parts of a pixel.
TENTHS = 10.0
#: What opacity of a line is kept where so many pixels of line lie in the picture for each of its own.
OPEN = 0.25


@dataclass(frozen=True, slots=True, eq=False)
class Strokes:
    """Lines that look alike: float64 (k, 4) in picture pixels, the name of their colour, and their opacity."""

    lines: NDArray[np.float64]
    meaning: str
    opacity: float


@dataclass(frozen=True, slots=True, eq=False)
class Dots:
    """Discs that look alike: their middles float64 (k, 2) in picture pixels, the name of their colour, radius and opacity."""

    spots: NDArray[np.float64]
    meaning: str
    radius: float
    opacity: float


def paint_pixels(painter: QPainter, layer: Layer, camera: Camera, room: QRectF, scale: float, theme: Theme) -> None:
    """Paint the layer into `room` of a painter on pixels, `scale` device pixels for one of the room's."""
    size = (round(room.width() * scale), round(room.height() * scale))
    colours = np.array([0xFF000000 | int(theme.hex(meaning)[1:], 16) for meaning in COLOURS], dtype=np.uint32)
    pixels = paint(layer, colours, camera, size, scale)
    if pixels is not None and pixels.size:
        image = QImage(pixels.data, *size, size[0] * 4, QImage.Format.Format_ARGB32_Premultiplied)
        painter.drawImage(room, image)


def paint_paths(painter: QPainter, layer: Layer, camera: Camera, size: Size, theme: Theme) -> None:
    """Paint the layer as paths from (0, 0) on, one for all lines or discs that look alike."""
    painter.save()
    painter.scale(1 / TENTHS, 1 / TENTHS)  # whole numbers are written and packed in half of the time
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for strokes in strokes_of(layer, camera, size):
        colour = QColor(theme.hex(strokes.meaning))
        colour.setAlphaF(strokes.opacity)
        painter.setPen(QPen(colour, WIDTH * TENTHS))
        lines = np.round(strokes.lines * TENTHS)
        painter.drawLines(cast(QLineF, wrapInstance(lines.ctypes.data, QLineF)), len(lines))
    for dots in dots_of(layer, camera, size):
        spots = np.round(dots.spots * TENTHS)
        for meaning, radius in (("ground", dots.radius + GAP), (dots.meaning, dots.radius)):
            pen = QPen(theme.colour(meaning, dots.opacity), 2 * radius * TENTHS, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawPoints(cast(QPointF, wrapInstance(spots.ctypes.data, QPointF)), len(spots))
    painter.restore()


def svg_of(layer: Layer, camera: Camera, size: Size, theme: Theme) -> str:
    """Return the layer as SVG elements from (0, 0) on: a path for all lines that look alike, and for all discs."""
    found = []
    for strokes in strokes_of(layer, camera, size):
        way = _written(strokes.lines, "M%s %sL%s %s")
        found.append(
            f'<path fill="none" stroke="{theme.hex(strokes.meaning)}" stroke-width="{WIDTH}" '
            f'stroke-opacity="{strokes.opacity:.3f}" d="{way}"/>'
        )
    for dots in dots_of(layer, camera, size):
        way = _written(dots.spots, "M%s %sh.1")
        for meaning, radius in (("ground", dots.radius + GAP), (dots.meaning, dots.radius)):
            colour = theme.hex(meaning, dots.opacity)
            found.append(f'<path fill="none" stroke="{colour}" stroke-width="{2 * radius:g}" stroke-linecap="round" d="{way}"/>')
    return "\n".join(found)


def strokes_of(layer: Layer, camera: Camera, size: Size) -> Iterator[Strokes]:
    """Yield the lines in view, the faint first; lines with neither end in view are left out, as on the screen."""
    spots = _spots(layer, camera, size)
    inside: NDArray[np.bool_] = np.asarray(((spots > -20) & (spots < np.add(size, 20))).all(axis=1))
    shown = (layer.line_strength > 0) & (inside[layer.pairs[:, 0]] | inside[layer.pairs[:, 1]])
    lines = np.concatenate([spots[layer.pairs[shown, 0]], spots[layer.pairs[shown, 1]]], axis=1)
    ink = float(np.minimum(np.hypot(lines[:, 2] - lines[:, 0], lines[:, 3] - lines[:, 1]), max(size)).sum()) / (size[0] * size[1])
    single = max(0.08, 0.9 * min(1.0, (OPEN / max(ink, 1e-9)) ** 0.5))
    colours, strengths = layer.line_colour[shown], np.round(layer.line_strength[shown], 2)
    for strength in np.unique(strengths).tolist():
        for colour in np.unique(colours[strengths == strength]).tolist():
            part = np.ascontiguousarray(lines[(strengths == strength) & (colours == colour)])
            yield Strokes(part, COLOURS[colour], max(0.03, single * strength))


def dots_of(layer: Layer, camera: Camera, size: Size) -> Iterator[Dots]:
    """Yield the discs in view, the small first, by steps of their radius."""
    spots = _spots(layer, camera, size)
    inside = (layer.strength > 0) & ((spots > -30) & (spots < np.add(size, 30))).all(axis=1)
    radii = np.maximum(np.round(layer.radius[inside] * camera.scale / STEP) * STEP, LEAST)
    spots, colours, strengths = spots[inside], layer.colour[inside], np.round(layer.strength[inside], 2)
    for radius in np.unique(radii).tolist():
        for strength in np.unique(strengths[radii == radius]).tolist():
            for colour in np.unique(colours[(radii == radius) & (strengths == strength)]).tolist():
                part = spots[(radii == radius) & (strengths == strength) & (colours == colour)]
                yield Dots(np.ascontiguousarray(part), COLOURS[colour], radius, strength)


def _spots(layer: Layer, camera: Camera, size: Size) -> NDArray[np.float64]:
    return (layer.xy.astype(np.float64) - (camera.x, camera.y)) * camera.scale + (size[0] / 2, size[1] / 2)


def _written(points: NDArray[np.float64], form: str) -> str:
    """Write rows of numbers, to a tenth, by a form with a place for each."""
    tenths = np.round(points, 1).ravel().tolist()
    return (form * len(points)) % tuple([f"{number:g}" for number in tenths])
