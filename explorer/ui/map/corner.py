"""The three buttons in the map's corner: closer, further away, the whole map."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from explorer.ui.parts.icons import IconButton


class Corner(QFrame):
    """Sits at the lower right of the map."""

    closer = Signal()
    further = Signal()
    whole = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._map = parent
        self.setProperty("role", "card")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(2, 2, 2, 2)
        rows.setSpacing(0)
        for icon, tip, signal in (
            ("plus", "Closer  (+)", self.closer),
            ("minus", "Further away  (-)", self.further),
            ("fit", "Show the whole map  (F)", self.whole),
        ):
            button = IconButton(icon, tip, parent=self)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(signal)
            rows.addWidget(button)

    def settle(self) -> None:
        """Take one's place again after the map changed its size."""
        self.adjustSize()
        room = self._map.rect()
        self.move(room.right() - self.width() - 11, room.bottom() - self.height() - 11)
