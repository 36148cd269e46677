"""The bar above everything: what is open, the first things one does, how certain and which deals one looks at."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from explorer.ui.actions import Actions
from explorer.ui.parts.icons import IconButton
from explorer.ui.parts.style import give_role
from explorer.ui.reality import RealitySlider


class TopBar(QWidget):
    """One row of buttons, each an action of the window; the slider and the filter note stand to the right."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._actions = actions
        self.name = Elided("Alliance Explorer", self)
        give_role(self.name, "heading")
        self.slider = RealitySlider(self)
        self.filters = self._button("filter", "filters", "Filters")
        self.filter_note = Elided("", self)
        self.filter_note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.filter_note.setCursor(Qt.CursorShape.PointingHandCursor)
        self.filter_note.clicked.connect(actions["filters"].trigger)
        give_role(self.filter_note, "caption")
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
        row.addWidget(self.filter_note, 1)
        for button in (
            self.filters,
            self._button("snapshot", "snapshot", "Snapshot"),
            self.theme,
            self._button("commands", "commands"),
        ):
            row.addWidget(button)

    def say_what_is_hidden(self, note: str) -> None:
        """Say beside the filters what is not or only faintly seen, and why."""
        words = f"Hidden: {note}" if note else ""
        if words != self.filter_note.text():
            self.filter_note.setText(words)
            self.filters.say(f"{self._actions.with_keys('filters')}{chr(10) + words if words else ''}")

    def say_what_is_undone(self, undo: str, redo: str) -> None:
        """Name the steps in the tooltips of undo and redo."""
        for button, name in ((self.undo, "undo"), (self.redo, "redo")):
            step = undo if name == "undo" else redo
            action = self._actions[name]
            keys = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
            button.setEnabled(bool(step))
            button.say(f"{name.capitalize()}{f' “{step}”' if step else ''}  ({keys})")

    def _button(self, icon: str, name: str, text: str = "") -> IconButton:
        button = IconButton(icon, self._actions.with_keys(name), text, self)
        button.clicked.connect(self._actions[name].trigger)
        return button


class Elided(QLabel):
    """A label that gives way: it ends in … where there is no room, and its tooltip says all of it."""

    #: Says that it was clicked.
    clicked = Signal()

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(0, super().minimumSizeHint().height())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Say that it was clicked."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much as fits."""
        painter = QPainter(self)
        try:
            fits = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            painter.drawText(self.rect(), self.alignment() | Qt.AlignmentFlag.AlignVCenter, fits)
        finally:
            painter.end()
        self.setToolTip(self.text() if fits != self.text() else "")
