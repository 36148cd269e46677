"""The drawer below the map: one tab for each panel, built when it is first wanted and let go with the window."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from explorer.ui.parts.style import give_role

Build = Callable[[], QWidget]


@dataclass(frozen=True, slots=True)
class Tab:
    """A panel of the drawer: its words, what it is for, and how it is built."""

    words: str
    tip: str
    build: Build


class Drawer(QStackedWidget):
    """The panels themselves; hidden while none is open."""

    #: Carries the name of the panel that was opened, "" when the drawer was closed.
    turned = Signal(object)
    #: Carries whether the open panel shall have the room of map, tables and inspector too.
    filled = Signal(object)

    def __init__(self, tabs: Mapping[str, Tab], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs = dict(tabs)
        self._built: dict[str, QWidget] = {}
        self._open = ""
        self._fills = False
        self.setProperty("role", "panel")
        self.setMinimumHeight(160)
        self.hide()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all panels."""
        return tuple(self._tabs)

    @property
    def open_panel(self) -> str:
        """The name of the panel that is open, "" when none is."""
        return self._open

    @property
    def fills(self) -> bool:
        """Whether the open panel has the room of map, tables and inspector too."""
        return self._fills

    def fill(self, fills: bool) -> None:
        """Give the open panel all the room there is, or let it share again."""
        fills = fills and bool(self._open)
        if fills != self._fills:
            self._fills = fills
            self.filled.emit(fills)

    @Slot()
    def toggle_fill(self) -> None:
        """Give the open panel all the room, or let it share again."""
        self.fill(not self._fills)

    def is_built(self, name: str) -> bool:
        """Whether a panel was wanted before."""
        return name in self._built

    def panel(self, name: str) -> QWidget:
        """Return a panel, built now if it was not yet."""
        if name not in self._built:
            self._built[name] = self._tabs[name].build()
            self.addWidget(self._built[name])
        return self._built[name]

    def open(self, name: str) -> None:
        """Open a panel, or close the drawer where the name is ""."""
        if name and name not in self._tabs:
            name = ""
        if name:
            self.setCurrentWidget(self.panel(name))
        if name != self._open:
            self._open = name
            self.setVisible(bool(name))
            if not name:
                self.fill(False)
            self.turned.emit(name)

    def toggle(self, name: str) -> None:
        """Open a panel and hand it the keyboard, or close the drawer where that panel is open."""
        self.open("" if name == self._open else name)
        if self._open:
            self.panel(self._open).setFocus(Qt.FocusReason.OtherFocusReason)


class Foot(QWidget):
    """The row below everything: the drawer's tabs on the left, what goes on on the right."""

    def __init__(self, drawer: Drawer, tabs: Mapping[str, Tab], *at_the_right: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "footbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._drawer = drawer
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._names = tuple(tabs)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 12, 2)
        row.setSpacing(4)
        for number, (name, tab) in enumerate(tabs.items()):
            button = QPushButton(tab.words, self)
            button.setCheckable(True)
            button.setChecked(name == drawer.open_panel)
            button.setToolTip(tab.tip)
            give_role(button, "quiet")
            self._group.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        for widget in at_the_right:
            row.addWidget(widget)
        self._group.idClicked.connect(self._on_clicked)
        drawer.turned.connect(self._on_turned)

    @Slot(int)
    def _on_clicked(self, number: int) -> None:
        self._drawer.toggle(self._names[number])
        self._on_turned(self._drawer.open_panel)

    @Slot(object)
    def _on_turned(self, name: str) -> None:
        for number, other in enumerate(self._names):
            self._group.button(number).setChecked(other == name)


def stacked(*widgets: QWidget, takes_room: int, parent: QWidget | None = None) -> QWidget:
    """Return widgets one above the other, without gaps; the one of this number takes the room that is left."""
    column = QWidget(parent)
    rows = QVBoxLayout(column)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(0)
    for widget in widgets:
        rows.addWidget(widget)
    rows.setStretch(takes_room, 1)
    return column
