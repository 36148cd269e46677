"""The command palette: every command, found by typing any of its words."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from explorer.ui.actions import Actions

WIDTH, ROWS = 520, 13
KEYS = Qt.ItemDataRole.UserRole + 1


class Palette(QFrame):
    """A box to type in and the commands that fit; Enter does the first one."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "card")
        self._actions = actions
        self._window = parent
        self.box = QLineEdit(self)
        self.box.setPlaceholderText("What do you want to do?")
        self.box.setAccessibleName("Command")
        self.list = QListWidget(self)
        self.list.setAccessibleName("Commands")
        self.list.setItemDelegate(_CommandPainter(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 12, 12, 8)
        rows.setSpacing(8)
        rows.addWidget(self.box)
        rows.addWidget(self.list)
        self.box.textChanged.connect(self._on_words_changed)
        self.box.returnPressed.connect(self._on_return)
        self.list.itemClicked.connect(self._on_clicked)

    @Slot()
    def open(self) -> None:
        """Open in the upper middle of the window."""
        window = self._window
        self.box.clear()
        self._on_words_changed("")
        self.setFixedWidth(min(WIDTH, window.width() - 80))
        self.move(window.mapToGlobal(QPoint((window.width() - self.width()) // 2, 88)))
        self.show()
        self.box.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down move in the list."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif self.list.count():
            self.list.setCurrentRow(max(0, min(self.list.currentRow() + step, self.list.count() - 1)))

    @Slot(str)
    def _on_words_changed(self, words: str) -> None:
        self.list.clear()
        for name in _fitting(self._actions, words):
            action = self._actions[name]
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            item = QListWidgetItem(self._actions.in_full(name), self.list)
            item.setData(KEYS, keys)
            item.setToolTip(action.toolTip())
            item.setData(Qt.ItemDataRole.UserRole, action)
        self.list.setCurrentRow(0)
        shown = max(1, min(ROWS, self.list.count()))
        self.list.setFixedHeight(shown * max(28, self.list.sizeHintForRow(0)))
        self.setFixedHeight(self.sizeHint().height())

    @Slot()
    def _on_return(self) -> None:
        if self.list.currentItem() is not None:
            self._on_clicked(self.list.currentItem())

    @Slot(QListWidgetItem)
    def _on_clicked(self, item: QListWidgetItem) -> None:
        action: QAction = item.data(Qt.ItemDataRole.UserRole)
        self.hide()
        action.trigger()


class _CommandPainter(QStyledItemDelegate):
    """A command as ever, with its keys in quiet ink at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Leave the words some air."""
        return QSize(super().sizeHint(option, index).width(), option.fontMetrics.height() + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Paint the command and its keys."""
        super().paint(painter, option, index)
        keys = index.data(KEYS)
        if keys:
            painter.save()
            painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(option.rect.adjusted(0, 0, -12, 0), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, keys)
            painter.restore()


def _fitting(actions: Actions, words: str) -> list[str]:
    """Return the names of the enabled actions that hold every word typed, those that begin with the first one first."""
    typed = words.casefold().split()
    fitting: list[tuple[bool, int, str]] = []
    for number, (name, command) in enumerate(actions.commands.items()):
        said = actions.in_full(name).casefold()
        text = f"{said} {command.hint.casefold()}"
        if name not in ("recent", "export", "commands") and actions[name].isEnabled() and all(word in text for word in typed):
            fitting.append((not (typed and said.startswith(typed[0])), number, name))
    return [name for _, _, name in sorted(fitting)]
