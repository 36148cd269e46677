"""The reality slider: from what is only asked to what is done; what lies below the stop is drawn as a ghost."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.landscape.vocabulary import REALITY_LEVELS, Reality
from explorer.landscape.wording import label

_SAYS = {
    Reality.ASKED: "all is drawn solid, what is only asked too",
    Reality.POSSIBLE: "what is possible is drawn solid; what is only asked is a ghost",
    Reality.INTENDED: "plans are drawn solid; what is only possible is a ghost",
    Reality.AGREED: "agreements are drawn solid; plans are ghosts",
    Reality.DONE: "only what is done is drawn solid",
}


class RealitySlider(QWidget):
    """Five stops with their words; the chosen one and what is more certain stand in ink, the rest is pale."""

    #: Carries the Reality that was chosen by hand.
    level_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level = Reality.INTENDED
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._say()

    @property
    def level(self) -> Reality:
        """Where the slider stands."""
        return self._level

    def set_level(self, level: Reality) -> None:
        """Move the slider without telling anyone."""
        if level != self._level:
            self._level = level
            self._say()
            self.update()

    def step(self, by: int) -> None:
        """Move by so many stops, as if by hand."""
        at = REALITY_LEVELS.index(self._level) + by
        self._choose(REALITY_LEVELS[max(0, min(at, len(REALITY_LEVELS) - 1))])

    def sizeHint(self) -> QSize:
        """Room for five words side by side."""
        return QSize(5 * self._pitch(), max(36, 2 * self.fontMetrics().height() + 6))

    def minimumSizeHint(self) -> QSize:
        """The words are never cut."""
        return self.sizeHint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the stop nearest to the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose_at(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer from stop to stop."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._choose_at(event.position().x())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move by one stop, Home and End to the ends."""
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: 1,
            Qt.Key.Key_Home: -5,
            Qt.Key.Key_End: 5,
        }
        by = steps.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self.step(by)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the track, the stops and their words."""
        painter = QPainter(self)
        try:
            self._paint(painter)
        finally:
            painter.end()

    def _paint(self, painter: QPainter) -> None:
        palette = self.palette()
        ink, quiet = palette.color(QPalette.ColorRole.WindowText), palette.color(QPalette.ColorRole.PlaceholderText)
        hairline, chosen = palette.color(QPalette.ColorRole.Mid), palette.color(QPalette.ColorRole.Highlight)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pitch, height = self.width() / 5, self.height()
        xs = [pitch * (number + 0.5) for number in range(5)]
        y, at = height - 10.0, REALITY_LEVELS.index(self._level)
        painter.setPen(QPen(hairline, 2))
        painter.drawLine(QPointF(xs[0], y), QPointF(xs[at], y))
        painter.setPen(QPen(chosen, 2))
        painter.drawLine(QPointF(xs[at], y), QPointF(xs[4], y))
        for number, level in enumerate(REALITY_LEVELS):
            solid = number >= at
            painter.setPen(QPen(chosen if solid else quiet, 1.5))
            painter.setBrush(chosen if solid else palette.color(QPalette.ColorRole.Base))
            radius = 5.5 if number == at else 3.0
            painter.drawEllipse(QPointF(xs[number], y), radius, radius)
            font = QFont(self._font(number == at))
            painter.setFont(font)
            painter.setPen(ink if solid else quiet)
            painter.drawText(QRectF(xs[number] - pitch / 2, 0, pitch, height - 17), Qt.AlignmentFlag.AlignCenter, label(level))
        if self.hasFocus():
            painter.setPen(QPen(chosen, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(xs[at], y), 8.5, 8.5)

    def _font(self, is_heavy: bool) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(9, round(self.fontInfo().pixelSize() * 11 / 13)))
        font.setWeight(QFont.Weight.DemiBold if is_heavy else QFont.Weight.Normal)
        return font

    def _pitch(self) -> int:
        return max(58, self.fontMetrics().horizontalAdvance("intended") + 10)

    def _choose_at(self, x: float) -> None:
        self._choose(REALITY_LEVELS[max(0, min(int(x * 5 / max(1, self.width())), 4))])

    def _choose(self, level: Reality) -> None:
        if level != self._level:
            self.set_level(level)
            self.level_chosen.emit(level)

    def _say(self) -> None:
        says = f"Reality: {label(self._level)}. {_SAYS[self._level][0].upper()}{_SAYS[self._level][1:]}."
        self.setToolTip(f"{says}\nCtrl+] and Ctrl+[ move it.")
        self.setAccessibleName("Reality slider")
        self.setAccessibleDescription(says)
