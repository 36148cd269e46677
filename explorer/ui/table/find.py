"""Find as you type: companies and deals by name and alias, and the words of every article."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from explorer.landscape.excerpts import Excerpt, SourceId
from explorer.landscape.facts import CompanyId, DealId
from explorer.project.search import Hit
from explorer.session.session import Session
from explorer.ui.parts.icons import paint_icon
from explorer.ui.parts.style import give_role

#: Typing is heard at once, yet a fast typist does not search for every letter.
PAUSE_MS = 40
ICONS = {"company": "company", "deal": "deal", "source": "source"}
Index = QModelIndex | QPersistentModelIndex


class FindBox(QLineEdit):
    """The box itself; arrows and Enter are handed to the hits below it."""

    #: Carries the QKeyEvent that moves in the hits or opens one.
    key_for_hits = Signal(object)
    #: The box was left with Escape.
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Find companies, deals, words   /")
        self.setAccessibleName("Find companies, deals and words in the articles")
        self.setToolTip("Find companies, deals and words in the articles  (/ or Ctrl+F)")
        self.setClearButtonEnabled(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand on what is meant for the hits; Escape empties the box and leaves it."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.key_for_hits.emit(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Hits(QWidget):
    """The hits of what was typed; opening one chooses the company or deal, or opens the reader at the words."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._words = ""
        self._model = _HitsModel(self)
        self._list = QListView(self)
        self._list.setModel(self._model)
        self._list.setItemDelegate(_HitDelegate(self))
        self._list.setUniformItemSizes(False)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName("What was found")
        self._list.clicked.connect(self._on_clicked)
        self._list.activated.connect(self._on_clicked)
        self._none = QLabel(self)
        self._none.setWordWrap(True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._none.setContentsMargins(12, 8, 12, 8)
        self._none.hide()
        give_role(self._none, "caption")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._none)
        rows.addWidget(self._list, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._on_pause_over)

    @property
    def hits(self) -> tuple[Hit, ...]:
        """What was found."""
        return self._model.hits

    @Slot(str)
    def look_for(self, words: str) -> None:
        """Look for these words a moment from now."""
        self._words = words.strip()
        self._pause.start()

    @Slot(object)
    def take_key(self, event: QKeyEvent) -> None:
        """Move among the hits, or open the current one, the first where none is."""
        count, at = self._model.rowCount(), self._list.currentIndex().row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_pause_over()
            if self._model.rowCount():
                self._on_clicked(self._model.index(max(0, min(at, self._model.rowCount() - 1))))
        elif count:
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self._list.setCurrentIndex(self._model.index(max(0, min(at + step, count - 1))))

    @Slot()
    def _on_pause_over(self) -> None:
        self._pause.stop()
        landscape = self._session.landscape
        found = landscape.find(self._words) if landscape is not None and self._words else ()
        if found != self._model.hits:
            self._model.show(found)
        self._none.setText(f"Nothing is called “{self._words}”, and no article contains these words.")
        self._none.setVisible(bool(self._words) and not found)
        self._list.setVisible(bool(found))

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        landscape, hit = self._session.landscape, self._model.hits[index.row()]
        self._list.setCurrentIndex(index)
        if hit.kind == "company":
            self._session.select([CompanyId(hit.id)])
        elif hit.kind == "deal":
            self._session.select([], [DealId(hit.id)])
        elif landscape is not None and hit.span is not None:
            source = SourceId(hit.id)
            self._session.show_excerpt(Excerpt(source, hit.span, hit.span.of(landscape.text(source))))


class _HitsModel(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hits: tuple[Hit, ...] = ()

    def show(self, hits: tuple[Hit, ...]) -> None:
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        hit = self.hits[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{hit.kind}: {hit.title}. {hit.snippet}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return hit.snippet or hit.title
        return hit if role == Qt.ItemDataRole.UserRole else None


class _HitDelegate(QStyledItemDelegate):
    """A hit in two lines: its name, and below it the words that were found."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hit: Hit = index.data(Qt.ItemDataRole.UserRole)
        line = option.fontMetrics.height()
        return QSize(80, 12 + line + (line if lines_of(hit)[1] else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit: Hit = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        try:
            self._paint(painter, option, hit)
        finally:
            painter.restore()

    def _paint(self, painter: QPainter, option: QStyleOptionViewItem, hit: Hit) -> None:
        colours = option.palette
        ink, quiet = colours.color(QPalette.ColorRole.Text), colours.color(QPalette.ColorRole.PlaceholderText)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            ground = colours.color(QPalette.ColorRole.Highlight)
            ground.setAlpha(36 if option.state & QStyle.StateFlag.State_Selected else 14)
            painter.fillRect(option.rect, ground)
        area, line = option.rect.adjusted(12, 6, -12, -6), option.fontMetrics.height()
        paint_icon(painter, ICONS.get(hit.kind, "source"), QRect(area.left(), area.top() + (line - 16) // 2, 16, 16), quiet)
        words = area.adjusted(24, 0, 0, 0)
        painter.setPen(ink)
        painter.setFont(option.font)
        name, below = lines_of(hit)
        title = option.fontMetrics.elidedText(name, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(QRect(words.left(), words.top(), words.width(), line), Qt.AlignmentFlag.AlignVCenter, title)
        if below:
            small = QFont(option.font)
            small.setPixelSize(max(9, round(option.font.pixelSize() * 11 / 13)))
            painter.setFont(small)
            painter.setPen(quiet)
            snippet = painter.fontMetrics().elidedText(below, Qt.TextElideMode.ElideRight, words.width())
            painter.drawText(QRect(words.left(), words.top() + line, words.width(), line), Qt.AlignmentFlag.AlignVCenter, snippet)


def lines_of(hit: Hit) -> tuple[str, str]:
    """Return what stands in a hit's two lines: of a deal its parties, and below them what it is and when."""
    below = " ".join(hit.snippet.split())
    if hit.kind != "deal":
        return hit.title, below
    parties, _, terms = hit.title.partition(": ")
    return parties, " · ".join(part for part in (terms, below) if part)
