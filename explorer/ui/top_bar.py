"""The bar above everything: what is open, the first things one does, how certain and which deals one looks at."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from explorer.ui.actions import Actions
from explorer.ui.parts.elided import Elided
from explorer.ui.parts.icons import IconButton
from explorer.ui.parts.style import give_role
from explorer.ui.reality import RealitySlider


class TopBar(QWidget):
    """One row of buttons, each an action of the window; the slider and the filters stand to the right."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._actions = actions
        self.name = Elided("Alliance Explorer", self)
        give_role(self.name, "heading")
        self.slider = RealitySlider(self)
        self.filters = self._button("filter", "filters", "Filters")
        self.undo, self.redo = self._button("undo", "undo"), self._button("redo", "redo")
        self.theme = self._button("moon", "dark")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 12, 4)
        row.setSpacing(4)
        self.name.setMaximumWidth(220)
        row.addWidget(self.name)
        row.addSpacing(12)
        for button in (self._button("open", "open", "Open"), self._button("paste", "paste", "Paste"), self.undo, self.redo):
            row.addWidget(button)
        row.addSpacing(12)
        row.addWidget(self.slider)
        row.addSpacing(12)
        row.addStretch(1)
        for button in (
            self.filters,
            self._button("snapshot", "snapshot", "Snapshot"),
            self.theme,
            self._button("commands", "commands"),
        ):
            row.addWidget(button)

    def say_what_is_undone(self, undo: str, redo: str) -> None:
        """Name the steps in the tooltips of undo and redo."""
        for button, name in ((self.undo, "undo"), (self.redo, "redo")):
            step = undo if name == "undo" else redo
            action = self._actions[name]
            keys = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
            button.say(f"{name.capitalize()}{f' “{step}”' if step else ''}  ({keys})")

    def _button(self, icon: str, name: str, text: str = "") -> IconButton:
        button = IconButton(icon, self._actions.with_keys(name), text, self)
        action = self._actions[name]
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        return button
