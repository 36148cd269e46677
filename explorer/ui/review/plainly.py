"""What would be accepted in one go, to be looked through before it is."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from explorer.landscape.claims import Claim
from explorer.ui.parts.page import label
from explorer.ui.parts.style import give_role


class Plainly(QWidget):
    """Lists what is stated plainly; Space leaves one out, and the panel's Enter accepts the rest as one step, Esc goes back."""

    #: Carries the claims that shall be accepted.
    accepted = Signal(object)
    #: Says that nothing shall be accepted.
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._claims: list[Claim] = []
        self._words = label("", "caption")
        self._list = QListWidget()
        self._list.setAccessibleName("What is stated plainly")
        self._list.setFrameShape(QListWidget.Shape.NoFrame)
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.itemChanged.connect(self._on_ticked)
        self._accept = QPushButton()
        give_role(self._accept, "primary")
        self._accept.clicked.connect(self.accept)
        back = QPushButton("Back  Esc")
        back.setAccessibleName("Back")
        back.clicked.connect(self.leave)
        row = QHBoxLayout()
        row.setContentsMargins(16, 6, 12, 8)
        row.setSpacing(6)
        row.addWidget(self._accept)
        row.addWidget(back)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._words.setContentsMargins(16, 10, 12, 6)
        column.addWidget(self._words)
        column.addWidget(self._list, 1)
        column.addLayout(row)

    @property
    def ticked(self) -> list[Claim]:
        """What is still to be accepted."""
        boxes = (self._list.item(place).checkState() for place in range(self._list.count()))
        return [claim for claim, box in zip(self._claims, boxes, strict=True) if box is Qt.CheckState.Checked]

    def show_claims(self, claims: Sequence[tuple[Claim, str]]) -> None:
        """Show what would be accepted, all of it ticked."""
        self._claims = [claim for claim, _ in claims]
        self._list.blockSignals(True)
        self._list.clear()
        for _, words in claims:
            item = QListWidgetItem(words)
            item.setToolTip(words)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self._list.addItem(item)
        self._list.blockSignals(False)
        self._list.setCurrentRow(0)
        self._say()

    def take_keyboard(self) -> None:
        """Let the keys go to the list."""
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(QListWidgetItem)
    def _on_ticked(self, item: QListWidgetItem) -> None:
        self._say()

    def accept(self) -> None:
        """Ask that what is still ticked be accepted."""
        ticked = self.ticked
        if ticked:
            self.accepted.emit(ticked)

    def leave(self) -> None:
        """Ask to go back."""
        self.left.emit()

    def _say(self) -> None:
        number = len(self.ticked)
        self._words.setText(
            "Their sources state these without a hedge, and the reader is sure of them. Space leaves one out; the rest is accepted "
            "as one step, which can be undone. Nothing is learned from it."
        )
        self._accept.setText(f"Accept these {number}  ↵")
        self._accept.setAccessibleName(f"Accept these {number}")
        self._accept.setEnabled(number > 0)
