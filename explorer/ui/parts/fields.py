"""Small fields that stand in the page instead of a dialog: Enter takes what was typed, Esc gives up."""

from collections.abc import Collection, Iterable

from PySide6.QtCore import QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from explorer.landscape.facts import CompanyId
from explorer.project.companies import Called
from explorer.ui.parts.icons import IconButton
from explorer.ui.parts.style import give_role


class CompanyField(QLineEdit):
    """A field for a company's name that completes the known ones, anywhere in the name."""

    def __init__(self, known: Called, parent: QWidget | None = None, *, without: Collection[CompanyId] = ()) -> None:
        super().__init__(parent)
        self._known = known
        self._without = {known[company] for company in without if company in known}
        self._offered: tuple[str, ...] = ()
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)
        self.textEdited.connect(self._on_edited)
        self.setPlaceholderText("Company")
        self.setAccessibleName("Company")

    @property
    def name(self) -> str:
        """What was typed, without the spaces around it."""
        return " ".join(self.text().split())

    @property
    def company(self) -> CompanyId | None:
        """The known company of that name."""
        return self._known.company(self.name)

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        offered = self._known.like(text)
        if offered != self._offered:
            self._offered = offered
            self._names.setStringList(sorted(set(offered) - self._without, key=str.casefold))


class InlineEditor(QWidget):
    """One line to type in, with what it is for and a button."""

    #: Carries what was typed.
    taken = Signal(object)
    #: Says that the person gave up.
    left = Signal()

    def __init__(self, what: str, field: QLineEdit, button: str = "Save", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        words = QLabel(what)
        words.setWordWrap(True)
        give_role(words, "caption")
        self._button = QPushButton(button)
        give_role(self._button, "primary")
        row = QHBoxLayout()
        row.addWidget(field, 1)
        row.addWidget(self._button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(4)
        layout.addWidget(words)
        layout.addLayout(row)
        field.setAccessibleName(what)
        field.returnPressed.connect(self._on_taken)
        self._button.clicked.connect(self._on_taken)

    @Slot()
    def _on_taken(self) -> None:
        words = " ".join(self.field.text().split())
        if words:
            self.taken.emit(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class PartiesField(QWidget):
    """Companies one below the other: each can be taken out, and another added by typing its name."""

    #: Says that a party came or went.
    edited = Signal()

    def __init__(self, known: Called, chosen: Iterable[CompanyId] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = known
        self._rows: list[tuple[str, QWidget]] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)
        self.field = CompanyField(known)
        self.field.setPlaceholderText("Add a company, Enter")
        self.field.returnPressed.connect(self._on_added)
        self._layout.addWidget(self.field)
        for company in chosen:
            self._add(self._known[company])

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parties, with what stands typed and not yet added."""
        typed = (self.field.name,) if self.field.name else ()
        return tuple(dict.fromkeys((*(name for name, _ in self._rows), *typed)))

    @Slot()
    def _on_added(self) -> None:
        name = self.field.name
        if name:
            company = self.field.company
            self._add(self._known[company] if company is not None else name)
            self.field.clear()
            self.edited.emit()

    @Slot()
    def _on_removed(self) -> None:
        row = self.sender().parent()
        self._rows = [(name, widget) for name, widget in self._rows if widget is not row]
        if isinstance(row, QWidget):
            self._layout.removeWidget(row)
            row.deleteLater()
        self.edited.emit()

    def _add(self, name: str) -> None:
        if name.casefold() in (known.casefold() for known, _ in self._rows):
            return
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(QLabel(name), 1)
        button = IconButton("close", f"Take out {name}")
        button.clicked.connect(self._on_removed)
        layout.addWidget(button)
        self._layout.insertWidget(len(self._rows), row)
        self._rows.append((name, row))
