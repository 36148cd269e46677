"""Finding words in the text that is shown."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from explorer.landscape.excerpts import Span
from explorer.ui.parts.icons import IconButton
from explorer.ui.parts.style import give_role


class Finder(QWidget):
    """A bar to type in; Enter goes to the next hit and round again, with Shift backwards."""

    #: Says that the hits, or the hit one stands on, are others now.
    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hits: list[Span] = []
        self._at = -1
        self._text = ""
        self.field = QLineEdit()
        self.field.setPlaceholderText("Find in this text")
        self.field.setAccessibleName("Find in this text")
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._on_typed)
        self.field.returnPressed.connect(self._on_next)
        self.field.setToolTip("Enter goes to the next place, Shift+Enter to the one before")
        self._count = QLabel()
        give_role(self._count, "caption")
        close = IconButton("close", "Stop finding (Esc)")
        close.clicked.connect(self.leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 12, 6)
        row.addWidget(self.field, 1)
        row.addWidget(self._count)
        row.addWidget(close)
        self.hide()

    @property
    def hit(self) -> Span | None:
        """The hit one stands on."""
        return self.hits[self._at] if 0 <= self._at < len(self.hits) else None

    def search(self, text: str) -> None:
        """Search another text for the same words."""
        self._text = text
        self._on_typed(self.field.text())

    @Slot()
    def open(self) -> None:
        """Show the bar and stand in it."""
        self.show()
        self.field.selectAll()
        self.field.setFocus()

    @Slot()
    def leave(self) -> None:
        """Forget the words and hide."""
        self.field.clear()
        self.hide()

    @Slot(str)
    def _on_typed(self, words: str) -> None:
        self.hits, self._at = hits(self._text, words), 0
        self._say(words)

    @Slot()
    def _on_next(self) -> None:
        step = -1 if QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        self._at = (self._at + step) % max(1, len(self.hits))
        self._say(self.field.text())

    def _say(self, words: str) -> None:
        self._count.setText(f"{self._at + 1} of {len(self.hits)}" if self.hits else "not found" if words.strip() else "")
        self.moved.emit()


def hits(text: str, words: str) -> list[Span]:
    """Return where the words stand in the text, whatever their case."""
    wanted = words.strip().lower()
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters grow when lowered; then only the exact words are found
        wanted, lowered = words.strip(), text
    found, start = [], lowered.find(wanted) if wanted else -1
    while start >= 0:
        found.append(Span(start, start + len(wanted)))
        start = lowered.find(wanted, start + len(wanted))
    return found
