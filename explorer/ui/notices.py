"""What the program tells without stopping anyone: a bar above the map, to be read, copied and put away."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from explorer.session.session import Notice
from explorer.ui.parts.icons import IconButton
from explorer.ui.parts.style import give_role

#: Older notices leave when more than this many stand there.
AT_MOST = 3
#: So long a notice stays that only says that something is done; it waits while the pointer is on it.
STAYS_MS = 12_000
#: So many details are shown before "and more", which still copies all.
DETAILS_SHOWN = 8
SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class NoticeBar(QWidget):
    """The notices that have not been put away, latest on top; invisible when there are none.

    Refusals, and what has details to read, stay until they are put away; what only says that something is done leaves by itself.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self.hide()

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What is shown, latest first."""
        return tuple(row.notice for row in self._notice_rows())

    @Slot(object)
    def tell(self, notice: Notice) -> None:
        """Show a notice on top; one that says the same leaves."""
        for row in [row for row in self._notice_rows() if row.notice == notice]:
            self._take_away(row)
        row = _NoticeRow(notice, self)
        row.dismissed.connect(self._take_away)
        self._rows.insertWidget(0, row)
        for row in self._notice_rows()[AT_MOST:]:
            self._take_away(row)
        self.show()

    @Slot()
    def clear(self) -> None:
        """Put all notices away."""
        for row in self._notice_rows():
            self._take_away(row)

    @Slot(object)
    def _take_away(self, row: "_NoticeRow") -> None:
        self._rows.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.setVisible(bool(self._rows.count()))

    def _notice_rows(self) -> "list[_NoticeRow]":
        items = (self._rows.itemAt(number) for number in range(self._rows.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, _NoticeRow)]


class _NoticeRow(QFrame):
    #: Carries this row when it is put away.
    dismissed = Signal(object)

    def __init__(self, notice: Notice, bar: NoticeBar) -> None:
        super().__init__(bar)
        self.notice = notice
        self.setProperty("role", "notice-refusal" if notice.is_refusal else "notice")
        self.setAccessibleName(notice.text)
        words = QLabel(notice.text, self)
        words.setWordWrap(True)
        words.setTextInteractionFlags(SELECTABLE)
        give_role(words, "refusal" if notice.is_refusal else "body")
        copy = IconButton("copy", "Copy these words", parent=self)
        dismiss = IconButton("close", "Put away", parent=self)
        self._leaving = QTimer(self)
        self._leaving.setInterval(STAYS_MS)
        self._leaving.timeout.connect(self._on_stayed)
        if not notice.is_refusal and not notice.details:
            self._leaving.start()
        copy.clicked.connect(self._on_copy)
        dismiss.clicked.connect(self._on_dismiss)

        text = QVBoxLayout()
        text.setContentsMargins(0, 5, 0, 5)  # the first line stands level with the icons
        text.setSpacing(4)
        text.addWidget(words)
        for sentence in notice.details[:DETAILS_SHOWN]:
            detail = QLabel(sentence, self)
            detail.setWordWrap(True)
            detail.setTextInteractionFlags(SELECTABLE)
            text.addWidget(detail)
        if len(notice.details) > DETAILS_SHOWN:
            more = QPushButton(f"and {len(notice.details) - DETAILS_SHOWN} more: copy all", self)
            give_role(more, "link")
            more.clicked.connect(self._on_copy)
            text.addWidget(more, alignment=Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        row.setSpacing(4)
        row.addLayout(text, 1)
        row.addWidget(copy, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(dismiss, alignment=Qt.AlignmentFlag.AlignTop)

    @Slot()
    def _on_stayed(self) -> None:
        if not self.underMouse():
            self.dismissed.emit(self)

    @Slot()
    def _on_dismiss(self) -> None:
        self.dismissed.emit(self)

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join((self.notice.text, *self.notice.details)))
