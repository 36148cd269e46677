"""Paints over the base of a large map what is chosen there: its lines, its neighbours, rings about the chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPen
from shiboken6 import wrapInstance

from explorer.landscape.views import Camera
from explorer.map.atlas import COLOURS, GROWTH
from explorer.map.camera import Size
from explorer.painting.theme import Theme

#: How much of the ground lies over what is neither chosen nor beside it; more of it in focus.
FADED, FADED_IN_FOCUS = 0.66, 0.86
#: Above so many lines they are painted without smoothing, which would cost the frame.
SMOOTHED_UP_TO = 400
#: Above so many chosen or lit companies in view each is a plain square, as on a marquee over thousands.
DISCS_UP_TO = 500


@dataclass(frozen=True, slots=True, eq=False)
class Lit:
    """What stays when the rest fades: lines float64 (k, 4) in map units with the place of their colour in `COLOURS`, and discs.

    `spots` float32 (n, 2) and `radii` float32 (n) of the discs at scale 1; the first `chosen` of them are the chosen ones.
    """

    lines: NDArray[np.float64]
    colours: NDArray[np.uint8]
    spots: NDArray[np.float32]
    radii: NDArray[np.float32]
    chosen: int

    def paint_plain(self, painter: QPainter, camera: Camera, size: Size, theme: Theme) -> None:
        """Paint lines and rings without fading the rest: what the pointer stands on."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_lines(painter, self.lines, self.colours, camera, size, theme, 3.2)
        paint_spots(painter, self.spots[: self.chosen], self.radii[: self.chosen], camera, size, theme, "chosen", ring=True)


def paint_lit(painter: QPainter, lit: Lit, camera: Camera, size: Size, theme: Theme, *, in_focus: bool) -> None:
    """Fade what lies below, and paint what is lit over it."""
    veil = theme.colour("ground")
    veil.setAlphaF(FADED_IN_FOCUS if in_focus else FADED)
    painter.fillRect(0, 0, round(size[0]), round(size[1]), veil)
    paint_lines(painter, lit.lines, lit.colours, camera, size, theme)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_spots(painter, lit.spots[lit.chosen :], lit.radii[lit.chosen :], camera, size, theme, "disc")
    paint_spots(painter, lit.spots[: lit.chosen], lit.radii[: lit.chosen], camera, size, theme, "chosen", ring=True)


def paint_lines(
    painter: QPainter,
    lines: NDArray[np.float64],
    colours: NDArray[np.uint8],
    camera: Camera,
    size: Size,
    theme: Theme,
    width: float = 1.6,
) -> None:
    """Paint straight lines in their families' colours."""
    if not len(lines):
        return
    drawn = (lines - np.tile((camera.x, camera.y), 2)) * camera.scale + np.tile((size[0] / 2, size[1] / 2), 2)
    inside = (
        (np.maximum(drawn[:, 0], drawn[:, 2]) >= 0)
        & (np.minimum(drawn[:, 0], drawn[:, 2]) <= size[0])
        & (np.maximum(drawn[:, 1], drawn[:, 3]) >= 0)
        & (np.minimum(drawn[:, 1], drawn[:, 3]) <= size[1])
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, int(inside.sum()) <= SMOOTHED_UP_TO)
    for colour in np.unique(colours[inside]).tolist():
        part = np.ascontiguousarray(drawn[inside & (colours == colour)])
        painter.setPen(QPen(theme.colour(COLOURS[colour]), width if len(part) <= SMOOTHED_UP_TO else 1.0))
        painter.drawLines(cast(QLineF, wrapInstance(part.ctypes.data, QLineF)), len(part))  # `part` keeps the memory alive


def paint_spots(
    painter: QPainter,
    spots: NDArray[np.float32],
    radii: NDArray[np.float32],
    camera: Camera,
    size: Size,
    theme: Theme,
    meaning: str,
    *,
    ring: bool = False,
) -> None:
    """Paint discs at map points, those in view; `ring` sets a ring about each."""
    drawn = (spots.astype(np.float64) - (camera.x, camera.y)) * camera.scale + (size[0] / 2, size[1] / 2)
    reach = np.maximum(radii * camera.scale**GROWTH, 2.0)
    inside = ((drawn > -40) & (drawn < np.add(size, 40))).all(axis=1)
    colour = theme.colour(meaning)
    if int(inside.sum()) > DISCS_UP_TO:
        side = max(2, round(2.0 * float(np.median(reach[inside]))))
        corner = _distinct(np.rint(drawn[inside] - side / 2).astype(np.int32))
        part = np.ascontiguousarray(np.concatenate([corner, corner + (side - 1)], axis=1))  # a QRect holds its last pixel
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRects(cast(QRect, wrapInstance(part.ctypes.data, QRect)), len(part))  # `part` keeps the memory alive
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        return
    painter.setPen(QPen(theme.colour("ground"), 1.0))
    painter.setBrush(colour)
    places: Sequence[tuple[list[float], float]] = list(zip(drawn[inside].tolist(), reach[inside].tolist(), strict=True))
    for (x, y), radius in places:
        painter.drawEllipse(QPointF(x, y), radius, radius)
    if ring:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 2.0))
        for (x, y), radius in places:
            painter.drawEllipse(QPointF(x, y), radius + 4, radius + 4)


def _distinct(corners: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return each corner, (n, 2) of a picture, once: from far many lie on the same pixel."""
    packed = np.sort(corners[:, 1].astype(np.int64) << 32 | corners[:, 0].astype(np.uint32))
    packed = packed[np.concatenate([[True], packed[1:] != packed[:-1]])]
    return np.stack([packed.astype(np.int32), (packed >> 32).astype(np.int32)], axis=1)
