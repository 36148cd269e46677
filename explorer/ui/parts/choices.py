"""A short list of things to tick, each with how many deals it holds of; the most frequent first."""

from collections.abc import Hashable, Iterable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from explorer.ui.parts.style import give_role

Value = TypeVar("Value", bound=Hashable)
ROWS, ROW = 5, 24


class Choices(QWidget, Generic[Value]):
    """Ticked is wanted; it hides itself where there is nothing to choose between."""

    #: Something was ticked or unticked by hand.
    touched = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: list[Value] = []
        heading = QLabel(name, self)
        give_role(heading, "caption")
        self.list = QListWidget(self)
        self.list.setAccessibleName(name)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setFixedHeight(ROWS * ROW)
        self.list.setMinimumWidth(190)
        self.list.itemChanged.connect(self._on_changed)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addWidget(heading)
        rows.addWidget(self.list)

    @property
    def ticked(self) -> frozenset[Value]:
        """What is wanted."""
        states = (self.list.item(i).checkState() for i in range(self.list.count()))
        return frozenset(value for value, state in zip(self._values, states, strict=True) if state is Qt.CheckState.Checked)

    def offer(self, choices: Sequence[tuple[Value, str, int]], wanted: Iterable[Value]) -> None:
        """Show what can be chosen: value, words, how many deals; without telling anyone."""
        self.list.itemChanged.disconnect(self._on_changed)
        self.list.clear()
        self._values = [value for value, _, _ in choices]
        kept = frozenset(wanted)
        for value, words, count in choices:
            item = QListWidgetItem(f"{words}  {count:,}", self.list)
            item.setToolTip(words)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if value in kept else Qt.CheckState.Unchecked)
        self.list.itemChanged.connect(self._on_changed)
        self.setVisible(len(choices) > 1 or bool(kept))

    def tick(self, wanted: Iterable[Value]) -> None:
        """Tick these and no others, without telling anyone."""
        kept = frozenset(wanted)
        self.list.itemChanged.disconnect(self._on_changed)
        for i, value in enumerate(self._values):
            self.list.item(i).setCheckState(Qt.CheckState.Checked if value in kept else Qt.CheckState.Unchecked)
        self.list.itemChanged.connect(self._on_changed)

    @Slot(QListWidgetItem)
    def _on_changed(self, item: QListWidgetItem) -> None:
        self.touched.emit()
