"""One family of line-drawn icons, in the colours of the palette they are painted with."""

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QToolButton, QWidget

from explorer.landscape.shipped import resources

SIZE = 20


@cache
def _drawing(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@cache
def _pixmap(name: str, colour: int, size: int, ratio: float) -> QPixmap:
    drawing = _drawing(name).replace("currentColor", QColor.fromRgba(colour).name())
    pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        QSvgRenderer(QByteArray(drawing.encode())).render(painter)
    finally:
        painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def paint_icon(painter: QPainter, name: str, rect: QRect, colour: QColor) -> None:
    """Paint the icon in the middle of `rect`, as large as fits."""
    size = min(rect.width(), rect.height())
    place = QRectF(rect.center().x() + 0.5 - size / 2, rect.center().y() + 0.5 - size / 2, size, size)
    pixmap = _pixmap(name, colour.rgba(), size, painter.device().devicePixelRatioF())
    painter.drawPixmap(place.topLeft(), pixmap)


def icon(name: str, colour: QColor, size: int = SIZE) -> QIcon:
    """Return the icon in one colour, for what only takes a QIcon."""
    return QIcon(_pixmap(name, colour.rgba(), size, 2.0))


class IconButton(QToolButton):
    """A button that is an icon, with words beside it where `text` is given. The tooltip is its accessible name."""

    def __init__(self, icon_name: str, tooltip: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self.setProperty("role", "icon")
        self.setText(text)
        self.say(tooltip)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def say(self, tooltip: str) -> None:
        """Set the tooltip and the name that a screen reader speaks."""
        self.setToolTip(tooltip)
        self.setAccessibleName(self.text() or tooltip)

    def show_icon(self, icon_name: str) -> None:
        """Show another icon."""
        if icon_name != self._icon_name:
            self._icon_name = icon_name
            self.update()

    def sizeHint(self) -> QSize:
        """Leave room for the icon, and for the words beside it."""
        height = max(32, self.fontMetrics().height() + 12)
        words = self.fontMetrics().horizontalAdvance(self.text()) + 8 if self.text() else 0
        return QSize(height + words, height)

    def minimumSizeHint(self) -> QSize:
        """Never smaller than what must be read."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a soft ground under the pointer, the icon, and a ring where the keyboard stands."""
        painter = QPainter(self)
        try:
            self._paint(painter)
        finally:
            painter.end()

    def _paint(self, painter: QPainter) -> None:
        palette = self.palette()
        ink = palette.color(QPalette.ColorRole.WindowText)
        chosen = palette.color(QPalette.ColorRole.Highlight)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ground = QColor(chosen if self.isChecked() else ink)
        ground.setAlpha(34 if self.isDown() else 24 if self.isChecked() else 16 if self.underMouse() and self.isEnabled() else 0)
        painter.setPen(QColor(chosen) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        if ground.alpha() or self.hasFocus():
            painter.drawRoundedRect(area, 6, 6)
        colour = QColor(chosen if self.isChecked() else ink)
        if not self.isEnabled():
            colour.setAlpha(90)
        height = self.height()
        left = (height - 18) // 2 if self.text() else (self.width() - 18) // 2
        paint_icon(painter, self._icon_name, QRect(left, (height - 18) // 2, 18, 18), colour)
        if self.text():
            painter.setPen(colour)
            painter.drawText(self.rect().adjusted(height - 2, 0, -6, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
