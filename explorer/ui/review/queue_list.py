"""The queue as a list: two lines a proposal, each asked for when it comes into sight, so that thousands cost no more than ten."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from explorer.landscape.claims import Claim
from explorer.session.queue import Placed
from explorer.ui.parts.rows import MARGIN, caption_font, paint_ground, paint_rule, text_font

#: So many proposals are put into words at a time.
AT_ONCE = 40
_Index = QModelIndex | QPersistentModelIndex
#: What a proposal says, and its caption.
Words = tuple[str, str]
Tell = Callable[[Sequence[Placed]], Mapping[Claim, Words]]


class QueueList(QListView):
    """Shows proposals in the order given; a click or the arrow keys stand on one."""

    #: Carries the number of the row that one stands on by hand.
    chosen = Signal(object)

    def __init__(self, tell: Tell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _Rows(tell, self)
        self.setAccessibleName("What waits for review")
        self.setModel(self._rows)
        self.setItemDelegate(_TwoLines(self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.clicked.connect(self._on_clicked)

    @property
    def queue(self) -> Sequence[Placed]:
        """What is shown, in order."""
        return self._rows.queue

    def show_queue(self, queue: Iterable[Placed]) -> None:
        """Show these proposals."""
        self._rows.show(list(queue))

    def take_away(self, place: int) -> None:
        """Take one proposal off the list."""
        self._rows.take_away(place)

    def stand_on(self, place: int) -> None:
        """Make one row the current one, in sight."""
        if 0 <= place < len(self.queue):
            self.setCurrentIndex(self._rows.index(place, 0))

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk by the arrow keys; letters are the panel's."""
        before = self.currentIndex().row()
        super().keyPressEvent(event)
        if self.currentIndex().row() != before:
            self.chosen.emit(self.currentIndex().row())

    def keyboardSearch(self, search: str) -> None:
        """Search nothing: letters judge."""


class _Rows(QAbstractListModel):
    def __init__(self, tell: Tell, parent: QWidget) -> None:
        super().__init__(parent)
        self._tell = tell
        self._told: dict[Claim, Words] = {}
        self.queue: list[Placed] = []

    def show(self, queue: list[Placed]) -> None:
        self.beginResetModel()
        self.queue = queue
        self._told = {}
        self.endResetModel()

    def take_away(self, place: int) -> None:
        self.beginRemoveRows(QModelIndex(), place, place)
        del self.queue[place]
        self.endRemoveRows()

    def words(self, place: int) -> Words:
        claim = self.queue[place].claim
        if claim not in self._told:
            start = max(0, place - AT_ONCE // 4)
            wanted = [one for one in self.queue[start : start + AT_ONCE] if one.claim not in self._told]
            self._told.update(self._tell(wanted))
        return self._told.get(claim, ("", ""))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.queue)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self.queue):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(index.row())[0]
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return "\n".join(self.words(index.row()))
        return self.words(index.row()) if role == Qt.ItemDataRole.UserRole else None


class _TwoLines(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        height = QFontMetrics(text_font(option.font)).height() + QFontMetrics(caption_font(option.font)).height()
        return QSize(120, height + 16)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        words, caption = index.data(Qt.ItemDataRole.UserRole)
        rect = option.rect
        paint_ground(painter, option)
        top = rect.top() + 6
        for text, font, role in (
            (words, text_font(option.font), QPalette.ColorRole.WindowText),
            (caption, caption_font(option.font), QPalette.ColorRole.PlaceholderText),
        ):
            metrics = QFontMetrics(font)
            line = QRect(rect.left() + MARGIN, top, rect.width() - 2 * MARGIN, metrics.height())
            painter.setFont(font)
            painter.setPen(option.palette.color(role))
            painter.drawText(
                line, Qt.AlignmentFlag.AlignVCenter, metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            )
            top = line.bottom() + 3
        paint_rule(painter, option)
