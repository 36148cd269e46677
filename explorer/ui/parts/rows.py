"""A list of short texts with a caption each, read like a page and not like a table, and the page that holds it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from explorer.painting.fonts import slants
from explorer.ui.parts.style import give_role

MARGIN = 12
_GAP = 4
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """One text with its caption; `is_quote` sets the text as quoted words."""

    text: str
    caption: str
    is_quote: bool = False


class RowsView(QListView):
    """Shows rows in the order given; a click or Enter chooses one, Delete asks to remove it."""

    #: Carries the number of the row that was chosen.
    chosen = Signal(object)
    #: Carries the number of the row that Delete was pressed on.
    unwanted = Signal(object)

    def __init__(self, name: str, serif: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _Rows(self)
        self.setAccessibleName(name)
        self.setModel(self._rows)
        self.setItemDelegate(_RowPainter(serif, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.clicked.connect(self._on_clicked)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; the current one stays where its text is still there."""
        before = self._rows.row(self.currentIndex())
        self._rows.show(rows)
        if before is not None and before in rows:
            self.setCurrentIndex(self._rows.index(list(rows).index(before)))

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by Enter, ask for removal by Delete."""
        row = self.currentIndex().row()
        if row >= 0 and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(row)
        elif row >= 0 and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.unwanted.emit(row)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the texts anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        """Lay the rows out anew where the font changed."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()


class _Rows(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown: tuple[Row, ...] = ()

    def show(self, rows: Sequence[Row]) -> None:
        if tuple(rows) != self._shown:
            self.beginResetModel()
            self._shown = tuple(rows)
            self.endResetModel()

    def row(self, index: _Index) -> Row | None:
        return self._shown[index.row()] if 0 <= index.row() < len(self._shown) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{row.text}\n{row.caption}"
        return row if role == Qt.ItemDataRole.UserRole else None


class _RowPainter(QStyledItemDelegate):
    def __init__(self, serif: str, parent: RowsView) -> None:
        super().__init__(parent)
        self._serif = serif
        self._view = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        width = self._view.viewport().width()
        _, caption = self._boxes(row, QRect(0, 0, width, 0), option.font)
        return QSize(width, caption.bottom() + MARGIN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        palette = option.palette
        paint_ground(painter, option)
        text, caption = self._boxes(row, option.rect, option.font)
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        painter.setFont(self._text_font(row, option.font))
        painter.drawText(text, Qt.TextFlag.TextWordWrap, row.text)
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        painter.setFont(caption_font(option.font))
        painter.drawText(caption, Qt.TextFlag.TextWordWrap, row.caption)
        paint_rule(painter, option)

    def _boxes(self, row: Row, rect: QRect, font: QFont) -> tuple[QRect, QRect]:
        left, width = rect.left() + MARGIN, max(80, rect.width() - 2 * MARGIN)
        text = QFontMetrics(self._text_font(row, font)).boundingRect(QRect(0, 0, width, 10_000), Qt.TextFlag.TextWordWrap, row.text)
        below = rect.top() + MARGIN - 2 + text.height() + _GAP
        caption = QFontMetrics(caption_font(font)).boundingRect(QRect(0, 0, width, 10_000), Qt.TextFlag.TextWordWrap, row.caption)
        return QRect(left, rect.top() + MARGIN - 2, width, text.height()), QRect(left, below, width, caption.height())

    def _text_font(self, row: Row, font: QFont) -> QFont:
        if not row.is_quote:
            return text_font(font)
        made = QFont(font)
        made.setFamily(self._serif)
        made.setItalic(slants(row.text))
        return made


def paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Paint what lies under a row that is chosen or under the pointer."""
    role, strength = QPalette.ColorRole.WindowText, 0.0
    if option.state & QStyle.StateFlag.State_Selected:
        role, strength = QPalette.ColorRole.Highlight, 0.15
    elif option.state & QStyle.StateFlag.State_MouseOver:
        strength = 0.04
    if strength:
        ground = option.palette.color(role)
        ground.setAlphaF(strength)
        painter.fillRect(option.rect, ground)


def paint_rule(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Paint the hairline below a row."""
    rect = option.rect
    painter.setPen(option.palette.color(QPalette.ColorRole.Mid))
    painter.drawLine(rect.left() + MARGIN, rect.bottom(), rect.right() - MARGIN, rect.bottom())


def text_font(font: QFont) -> QFont:
    """Return the font of a row's text."""
    made = QFont(font)
    made.setWeight(QFont.Weight.Medium)
    return made


def caption_font(font: QFont) -> QFont:
    """Return the font of a row's caption."""
    made = QFont(font)
    if font.pixelSize() > 0:
        made.setPixelSize(round(font.pixelSize() * 11 / 13))
    else:
        made.setPointSizeF(font.pointSizeF() * 11 / 13)
    return made


class RowsPage(QWidget):
    """Rows under a line that counts them, with a button beside it; where there are none, a sentence that teaches instead."""

    def __init__(self, rows: RowsView, button: QPushButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._count = QLabel()
        give_role(self._count, "caption")
        self._empty = QLabel()
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty.setContentsMargins(16, 16, 16, 16)
        give_role(self._empty, "quiet")
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 8)
        head.addWidget(self._count, 1)
        head.addWidget(button)
        self._pages = QStackedLayout()
        self._pages.addWidget(rows)
        self._pages.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addLayout(self._pages, 1)

    def show_rows(self, rows: Sequence[Row], count: str, empty: str) -> None:
        """Show these rows under `count`, or the sentence `empty` where there are none."""
        self._rows.show_rows(rows)
        self._count.setText(count)
        self._empty.setText(empty)
        self._pages.setCurrentWidget(self._rows if rows else self._empty)
