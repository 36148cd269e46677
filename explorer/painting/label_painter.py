"""Words on the map with a halo of ground: as cached images on pixels, as real text in vector files."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, cos, pi, sin

from PySide6.QtCore import QLineF, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPaintEngine, QPainter, QPainterPath, QPen, QTransform

from explorer.map.display import LEADING
from explorer.map.marks import Label, LabelKind
from explorer.painting.fonts import Fonts, slants
from explorer.painting.theme import Theme
from explorer.painting.world_painter import ink_of

#: How far the halo reaches beyond the letters.
HALO = 2.2
_VECTOR = (QPaintEngine.Type.SVG, QPaintEngine.Type.Pdf, QPaintEngine.Type.Picture)


def paint_labels(painter: QPainter, labels: Sequence[Label], theme: Theme, fonts: Fonts) -> None:
    """Paint labels into their rectangles, first the leaders to those that stand off."""
    _paint_leaders(painter, labels, theme)
    if painter.paintEngine().type() in _VECTOR:
        for label in labels:
            font = _font(fonts, label.px, _weight(label), _is_italic(label))
            _paint_text(painter, label, font, QColor(_colour(label, theme)), theme.colour("ground"))
        return
    transform, density = painter.worldTransform(), painter.device().devicePixelRatioF()
    ratio = round(abs(transform.m11()) or 1.0, 3)
    painter.save()
    painter.resetTransform()  # on whole device pixels letters stay crisp
    for label in labels:
        corner = transform.map(QPointF(label.rect.x - HALO - 1, label.rect.y - HALO - 1)) * density
        image = _image_of(label, theme, fonts, ratio, density)
        painter.drawImage(QPointF(round(corner.x()), round(corner.y())) / density, image)
    painter.restore()


@dataclass(frozen=True, slots=True, eq=False)
class Lettering:
    """Labels set once and carried along under a moving hand: each image with its place, and labels that stand off on leaders."""

    images: tuple[tuple[QPointF, QImage], ...]
    led: tuple[Label, ...]

    @staticmethod
    def of(labels: Sequence[Label], theme: Theme, fonts: Fonts, density: float) -> "Lettering":
        """Set these labels for a device of so many pixels for one of theirs."""
        corners = [((label.rect.x - HALO - 1) * density, (label.rect.y - HALO - 1) * density) for label in labels]
        places = [QPointF(round(x), round(y)) / density for x, y in corners]
        images = [_image_of(label, theme, fonts, 1.0, density) for label in labels]
        return Lettering(tuple(zip(places, images, strict=True)), tuple(label for label in labels if label.leader))

    def paint(self, painter: QPainter, dx: float, dy: float, theme: Theme) -> None:
        """Paint them, moved by so many pixels, on a painter that does not stretch."""
        density = painter.device().devicePixelRatioF()
        painter.save()
        painter.translate(round(dx * density) / density, round(dy * density) / density)
        _paint_leaders(painter, self.led, theme)
        for place, image in self.images:
            painter.drawImage(place, image)
        painter.restore()


def paint_badge(painter: QPainter, x: float, y: float, number: int, theme: Theme, fonts: Fonts) -> None:
    """Paint the number of a quote as a small round badge."""
    font = fonts.font(10, QFont.Weight.DemiBold, tabular=True)
    words = str(number)
    half = max(7.5, QFontMetricsF(font).horizontalAdvance(words) / 2 + 4)
    path = QPainterPath()
    path.addRoundedRect(x - half, y - 7.5, 2 * half, 15, 7.5, 7.5)
    painter.setPen(QPen(theme.colour("ground"), 1.5))
    painter.setBrush(theme.colour("ink"))
    painter.drawPath(path)
    painter.setFont(font)
    painter.setPen(theme.colour("ground"))
    painter.drawText(QPointF(x - QFontMetricsF(font).horizontalAdvance(words) / 2, y + 3.7), words)


def _paint_leaders(painter: QPainter, labels: Sequence[Label], theme: Theme) -> None:
    for label in labels:
        if label.leader:
            painter.setPen(QPen(theme.colour("ink", 0.6 * label.strength), 1.0))
            painter.drawLine(QLineF(*label.leader))


def _image_of(label: Label, theme: Theme, fonts: Fonts, ratio: float, density: float) -> QImage:
    face = fonts, label.px, _weight(label), _is_italic(label)
    ink = _colour(label, theme)
    return _image(label.lines, label.rect.width, label.rect.height, label.align, face, ink, theme.ground, ratio, density)


def _is_italic(label: Label) -> bool:
    return label.is_ghost and all(map(slants, label.lines))


def _weight(label: Label) -> QFont.Weight:
    if label.kind is LabelKind.FLOW:
        return QFont.Weight.Normal
    if label.kind is LabelKind.BLOC:
        return QFont.Weight.DemiBold
    return QFont.Weight.DemiBold if label.kind is LabelKind.COMPANY and label.is_strong else QFont.Weight.Medium


def _font(fonts: Fonts, px: float, weight: QFont.Weight, is_italic: bool) -> QFont:
    font = fonts.font(px, QFont.Weight.Normal if is_italic else weight)
    font.setItalic(is_italic)
    return font


def _colour(label: Label, theme: Theme) -> str:
    return ink_of(label.hue, theme) if label.hue >= 0 else theme.hex(*_ink(label))


def _ink(label: Label) -> tuple[str, float]:
    strength = max(label.strength, 0.3)
    if label.is_ghost:
        return "quiet", strength
    if label.family:
        return label.family, strength
    return ("quiet" if label.kind in (LabelKind.UNIT, LabelKind.ALONE) else "ink"), strength


def _baselines(label_lines: tuple[str, ...], width: float, align: int, font: QFont) -> list[tuple[float, float]]:
    """Return where each line begins, from the upper left corner of the label."""
    metrics, px = QFontMetricsF(font), font.pixelSize()
    starts = []
    for row, words in enumerate(label_lines):
        spare = width - metrics.horizontalAdvance(words)
        x = 1.0 if align < 0 else spare - 1.0 if align > 0 else spare / 2
        starts.append((x, (row + 0.5) * px * LEADING + 0.36 * px))
    return starts


def _paint_text(painter: QPainter, label: Label, font: QFont, ink: QColor, halo: QColor) -> None:
    starts = _baselines(label.lines, label.rect.width, label.align, font)
    path = QPainterPath()
    for words, (x, y) in zip(label.lines, starts, strict=True):
        path.addText(label.rect.x + x, label.rect.y + y, font, words)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(halo, 2 * HALO, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.drawPath(path)
    painter.setFont(font)
    painter.setPen(ink)
    for words, (x, y) in zip(label.lines, starts, strict=True):
        painter.drawText(QPointF(label.rect.x + x, label.rect.y + y), words)


@lru_cache(maxsize=4096)
def _image(
    lines: tuple[str, ...],
    width: float,
    height: float,
    align: int,
    face: tuple[Fonts, float, QFont.Weight, bool],
    ink: str,
    halo: str,
    ratio: float,
    density: float,
) -> QImage:
    """Return a label with its halo: the letters set many times about their place in the ground's colour, then once in ink."""
    margin = HALO + 1
    wide, high = (ceil((side + 2 * margin) * ratio * density) for side in (width, height))
    image = QImage(wide, high, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(density)
    image.fill(Qt.GlobalColor.transparent)
    starts = _baselines(lines, width, align, font := _font(*face))
    # The halo is the letters in the colour of the ground, many times about their place: copied, which is quicker than set.
    beneath = _letters(image.size(), density, ratio, margin, font, lines, starts, halo)
    painter = QPainter(image)
    try:
        for step in range(12):
            reach = HALO * ratio
            painter.drawImage(QPointF(reach * cos(step * pi / 6), reach * sin(step * pi / 6)), beneath)
        painter.drawImage(0, 0, _letters(image.size(), density, ratio, margin, font, lines, starts, ink))
    finally:
        painter.end()
    return image


def _letters(
    size: QSize,
    density: float,
    ratio: float,
    margin: float,
    font: QFont,
    lines: tuple[str, ...],
    starts: list[tuple[float, float]],
    colour: str,
) -> QImage:
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(density)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    try:
        painter.setTransform(QTransform.fromScale(ratio, ratio))
        painter.setFont(font)
        painter.setPen(QColor(colour))
        for words, (x, y) in zip(lines, starts, strict=True):
            painter.drawText(QPointF(x + margin, y + margin), words)
    finally:
        painter.end()
    return image
