"""What is hidden now, and why: a line in the map's corner that is always in sight, with one click that brings all back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from explorer.ui.parts.elided import Elided
from explorer.ui.parts.style import give_role


class HiddenNote(QFrame):
    """Sits at the upper left of the map, as wide as its words; away while nothing is hidden."""

    #: Everything shall be shown again.
    cleared = Signal()
    #: The filters shall be looked at.
    asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._map = parent
        self.setProperty("role", "card")
        self._words = Elided("", self)
        give_role(self._words, "caption")
        self._words.setCursor(Qt.CursorShape.PointingHandCursor)
        self._words.clicked.connect(self.asked)
        self.button = QPushButton("Show everything", self)
        self.button.setToolTip("Take all filters away")
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        give_role(self.button, "link")
        self.button.clicked.connect(self.cleared)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 10, 4)
        row.setSpacing(10)
        row.addWidget(self._words, 1)
        row.addWidget(self.button)
        self.hide()

    @property
    def words(self) -> str:
        """What is said."""
        return self._words.text() if not self.isHidden() else ""

    def tell(self, note: str, *, is_filtered: bool) -> bool:
        """Say what is hidden; `is_filtered` offers to take the filters away. Return whether that was not said already."""
        if (note, is_filtered) == (self._words.text(), not self.button.isHidden()) and self.isHidden() == (not note):
            return False
        self._words.setText(note)
        self.setAccessibleName(f"Hidden: {note}" if note else "")
        self.button.setVisible(is_filtered)
        self.setVisible(bool(note))
        self.settle()
        return True

    def settle(self) -> None:
        """Take one's place again after the map or the words changed their size."""
        room = self._map.rect()
        self.ensurePolished()
        wanted = self._words.fontMetrics().horizontalAdvance(self._words.text()) + 26
        wanted += self.button.sizeHint().width() + 10 if not self.button.isHidden() else 0
        self.resize(min(wanted, room.width() - 24), self.sizeHint().height())
        self.move(12, 12)
