"""A span of time to choose by two handles, over bars that say how much there is of each month or year."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

INSET, GROUND, GRIP = 8.0, 18.0, 5.0


class SpanSlider(QWidget):
    """Bars oldest first; what lies between the handles is wanted. A handle at its end means no limit there."""

    #: Carries (since, until) as ISO 8601 months or years, "" for no limit, when they were moved by hand.
    span_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[tuple[str, int], ...] = ()
        self._ends = [0, 0]  # of the first wanted bar, and past the last
        self._held = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Span of time")

    @property
    def span(self) -> tuple[str, str]:
        """The first and the last month or year that is wanted, "" where there is no limit."""
        start, end = self._ends
        since = self._bars[start][0] if start > 0 else ""
        return since, self._bars[end - 1][0] if end < len(self._bars) else ""

    def show_bars(self, bars: tuple[tuple[str, int], ...], since: str, until: str) -> None:
        """Show how much there is when, and what is wanted of it, without telling anyone."""
        self._bars = bars
        names = [name for name, _ in bars]
        start = next((i for i, name in enumerate(names) if since and name >= since[: len(name)]), len(names) if since else 0)
        last = next((i for i, name in enumerate(names) if until and name > until[: len(name)]), len(names))
        self._ends = [min(start, max(len(names) - 1, 0)), max(last, min(start + 1, len(names)))]
        self._say()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for bars and two dates."""
        return QSize(260, 84)

    def minimumSizeHint(self) -> QSize:
        """The bars may be narrow, the dates are never cut."""
        return QSize(160, 84)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the nearer handle."""
        if event.button() == Qt.MouseButton.LeftButton and self._bars:
            x = event.position().x()
            first, second = (abs(self._x(end) - x) for end in self._ends)
            self._held = 0 if first < second or (first == second and x < self._x(self._ends[0])) else 1
            self._move_to(x)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the handle along."""
        if event.buttons() & Qt.MouseButton.LeftButton and self._bars:
            self._move_to(event.position().x())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move a handle by one bar: up and down choose which, Home and End go to the ends."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -len(self._bars), Qt.Key.Key_End: len(self._bars)}
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._held = 1 - self._held
            self._say()
            self.update()
        elif key in steps and self._bars:
            self._move(self._ends[self._held] + steps[key])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint bars, track, handles and the dates at both ends."""
        painter = QPainter(self)
        try:
            if self._bars:
                self._paint(painter)
        finally:
            painter.end()

    def _paint(self, painter: QPainter) -> None:
        palette = self.palette()
        chosen, hairline = palette.color(QPalette.ColorRole.Highlight), palette.color(QPalette.ColorRole.Mid)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max(1, *(count for _, count in self._bars))
        foot = self.height() - GROUND - GRIP
        painter.setPen(Qt.PenStyle.NoPen)
        for i, (_, count) in enumerate(self._bars):
            high = count / most * (foot - 4)
            left, right = self._x(i), self._x(i + 1)
            painter.setBrush(chosen if self._ends[0] <= i < self._ends[1] else hairline)
            gap = min(1.0, (right - left) / 4)
            painter.drawRect(QRectF(left + gap / 2, foot - high, right - left - gap, high))
        painter.setPen(QPen(hairline, 2))
        painter.drawLine(QPointF(self._x(0), foot + 1), QPointF(self._x(len(self._bars)), foot + 1))
        painter.setPen(QPen(chosen, 2))
        painter.drawLine(QPointF(self._x(self._ends[0]), foot + 1), QPointF(self._x(self._ends[1]), foot + 1))
        for i, end in enumerate(self._ends):
            painter.setPen(QPen(chosen, 1.5))
            is_held = self.hasFocus() and i == self._held
            painter.setBrush(chosen if is_held else palette.color(QPalette.ColorRole.Base))
            painter.drawEllipse(QPointF(self._x(end), foot + 1), GRIP, GRIP)
        self._paint_dates(painter, QColor(palette.color(QPalette.ColorRole.PlaceholderText)))

    def _paint_dates(self, painter: QPainter, ink: QColor) -> None:
        font = self.font()
        font.setPixelSize(max(9, round(self.fontInfo().pixelSize() * 11 / 13)))
        painter.setFont(font)
        painter.setPen(ink)
        room = QRectF(2, self.height() - GROUND, self.width() - 4, GROUND)
        start, end = self._ends
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, self._bars[start][0])
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, self._bars[end - 1][0])
        count = sum(count for _, count in self._bars[start:end])
        painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, f"{count:,}")

    def _x(self, end: int) -> float:
        return INSET + (self.width() - 2 * INSET) * end / max(len(self._bars), 1)

    def _move_to(self, x: float) -> None:
        self._move(round((x - INSET) / max(self.width() - 2 * INSET, 1.0) * len(self._bars)))

    def _move(self, end: int) -> None:
        low, high = (0, self._ends[1] - 1) if self._held == 0 else (self._ends[0] + 1, len(self._bars))
        end = min(max(end, low), high)
        if end != self._ends[self._held]:
            self._ends[self._held] = end
            self._say()
            self.update()
            self.span_chosen.emit(self.span)

    def _say(self) -> None:
        since, until = self.span if self._bars else ("", "")
        self.setAccessibleDescription(
            f"{f'Since {since}' if since else 'From the first'}, {f'until {until}' if until else 'to the last'}; "
            f"left and right move the {'end' if self._held else 'start'}, up and down take the other"
        )
        self.setToolTip("Drag the ends to choose a span of time; deals without a date are left out")
