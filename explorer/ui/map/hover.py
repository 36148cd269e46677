"""The note beside the pointer: what stands there, before one chooses it."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from explorer.ui.map.canvas import NOTHING, Canvas, Spot
from explorer.ui.parts.style import give_role

GAP, WIDEST = 16, 360


class Hover:
    """What the pointer stands on, and the note that tells it."""

    def __init__(self, parent: QWidget) -> None:
        self.note = HoverNote(parent)
        self.at: Spot = NOTHING

    def come_to(self, point: QPointF, canvas: Canvas) -> Qt.CursorShape:
        """Tell what stands here; return what the pointer looks like on it."""
        before, company = self.at, canvas.company_at(point.x(), point.y())
        deal = canvas.deal_at(point.x(), point.y()) if company is None else None
        self.at = (company, deal)
        if self.at == before and self.at != NOTHING:
            self.note.follow(point)
        elif company is not None:
            self.note.tell(*canvas.company_words(company), point)
        elif deal is not None:
            self.note.tell(*canvas.deal_words(deal), point)
        else:
            self.note.leave()
        return Qt.CursorShape.ArrowCursor if self.at == NOTHING else Qt.CursorShape.PointingHandCursor

    def leave(self) -> None:
        """Tell nothing more."""
        self.at = NOTHING
        self.note.leave()


class HoverNote(QFrame):
    """A heading and a few lines that follow the pointer and never stand in its way."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._map = parent
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._heading, self._lines = QLabel(self), QLabel(self)
        give_role(self._heading, "strong")
        give_role(self._lines, "caption")
        self._lines.setWordWrap(True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 8, 12, 8)
        rows.setSpacing(2)
        rows.addWidget(self._heading)
        rows.addWidget(self._lines)
        self.hide()

    @property
    def words(self) -> str:
        """What the note says, "" while it is away."""
        return "\n".join((self._heading.text(), self._lines.text())) if not self.isHidden() else ""

    def tell(self, heading: str, lines: tuple[str, ...], point: QPointF) -> None:
        """Say this beside the point."""
        text = "\n".join(lines)
        if self._heading.text() != heading or self._lines.text() != text:
            self._heading.setText(heading)
            self._lines.setText(text)
            self._lines.setVisible(bool(text))
            room = max(self._heading.sizeHint().width(), min(WIDEST, self._longest(lines)))
            self.setFixedWidth(min(room + 26, max(self._map.width() - 16, 80)))
            self.adjustSize()
        self._stand_beside(point)
        self.show()

    def follow(self, point: QPointF) -> None:
        """Say the same beside another point."""
        self._stand_beside(point)
        self.show()

    def leave(self) -> None:
        """Go away."""
        self.hide()

    def _longest(self, lines: tuple[str, ...]) -> int:
        self._lines.ensurePolished()
        return max((self._lines.fontMetrics().horizontalAdvance(line) for line in lines), default=0) + 4

    def _stand_beside(self, point: QPointF) -> None:
        room = self._map.rect()
        x, y = round(point.x()) + GAP, round(point.y()) + GAP
        if x + self.width() > room.right() - 4:
            x = round(point.x()) - GAP - self.width()
        if y + self.height() > room.bottom() - 4:
            y = round(point.y()) - GAP - self.height()
        self.move(max(4, x), max(4, y))
