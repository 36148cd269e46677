"""One plot as a picture whose bars can be pointed at, walked with the arrow keys and opened."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from explorer.analysis.plots import Bar


@dataclass(frozen=True, slots=True)
class Drawn:
    """A plot that was drawn: its pixels as RGBA, its bars, and pixels for one point."""

    pixels: bytes
    width: int
    height: int
    scale: float
    bars: tuple[Bar, ...]
    sentence: str = ""


class PlotView(QWidget):
    """Shows a plot; a click or Enter opens what is behind a bar."""

    #: Carries the Bar that was taken.
    taken = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawn: Drawn | None = None
        self._image = QImage()
        self._at = -1
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(QSize(320, 180))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def bars(self) -> tuple[Bar, ...]:
        """The bars of the plot that is shown."""
        return self._drawn.bars if self._drawn else ()

    def show_plot(self, drawn: Drawn) -> None:
        """Show a plot."""
        self._drawn, self._at = drawn, -1
        image = QImage(drawn.pixels, drawn.width, drawn.height, 4 * drawn.width, QImage.Format.Format_RGBA8888)
        self._image = image.copy()  # the bytes are Python's and may go
        self._image.setDevicePixelRatio(drawn.scale)
        self.setAccessibleDescription(drawn.sentence or "; ".join(bar.words for bar in drawn.bars))
        self.update()

    def bar_at(self, point: QPointF) -> int:
        """Return the number of the bar under a point, -1 where there is none."""
        return next((place for place, bar in enumerate(self.bars) if self.rect_of(bar).contains(point)), -1)

    def rect_of(self, bar: Bar) -> QRectF:
        """Return where a bar stands in this widget."""
        scale = self._drawn.scale if self._drawn else 1.0
        left, top, width, height = (number / scale for number in bar.place)
        return QRectF(left, top, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, and a frame around the bar one stands on."""
        painter = QPainter(self)
        try:
            if self._drawn is None:
                painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
                painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "Drawing…")
            else:
                painter.drawImage(0, 0, self._image)
            if 0 <= self._at < len(self.bars):
                painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
                painter.drawRect(self.rect_of(self.bars[self._at]))
        finally:
            painter.end()

    def event(self, event: QEvent) -> bool:
        """Say in a tooltip what a bar counts."""
        if isinstance(event, QHelpEvent):
            place = self.bar_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.bars[place].words if place >= 0 else "", self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the bar under the pointer."""
        self._stand(self.bar_at(event.position()))
        self.setCursor(Qt.CursorShape.PointingHandCursor if self._at >= 0 else Qt.CursorShape.ArrowCursor)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        self._stand(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the bar that was clicked."""
        self._stand(self.bar_at(event.position()))
        self._take()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the bars with the arrows, open one with Enter."""
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None and self.bars:
            self._stand((self._at + step) % len(self.bars) if self._at >= 0 else 0)
            self.setAccessibleDescription(self.bars[self._at].words)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._take()
        else:
            super().keyPressEvent(event)

    def _stand(self, place: int) -> None:
        if place != self._at:
            self._at = place
            self.update()

    def _take(self) -> None:
        if 0 <= self._at < len(self.bars):
            self.taken.emit(self.bars[self._at])
