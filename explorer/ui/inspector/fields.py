"""One field of a deal: what is displayed, what may be put in its place, and the words each value stands on."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from textwrap import wrap

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from explorer.landscape.excerpts import Excerpt
from explorer.landscape.facts import Statement, StatementId
from explorer.landscape.vocabulary import Reality, Review
from explorer.landscape.wording import describe_review, title
from explorer.landscape.wording import label as said
from explorer.ui.parts.fields import InlineEditor
from explorer.ui.parts.icons import IconButton
from explorer.ui.parts.lines import LineButton
from explorer.ui.parts.page import label
from explorer.ui.parts.style import give_role

NAME_WIDTH = 84
#: Beyond so many letters the values of a field stand one below the other, and a longer one in several rows.
LONG = 24
_ALSO = "also:"


class FieldRow(QWidget):
    """A field's name at the left; at its right the value, its statements below, and an editor when asked.

    With `choices` the value opens a menu; without, a pencil opens a line to type in.
    """

    #: Carries the value that the analyst puts in its place.
    stated = Signal(object)
    #: Carries the value that holds as well, of a field that holds several.
    added = Signal(object)
    #: Carries the value that the analyst takes away, of a field that holds several.
    withdrawn = Signal(object)
    #: Carries the Excerpt that shall be read.
    opened = Signal(object)

    def __init__(
        self,
        name: str,
        value: str,
        statements: Sequence[Statement],
        quotes: Mapping[StatementId, str],
        *,
        choices: Sequence[StrEnum] = (),
        held: Sequence[str] = (),
        is_disputed: bool = False,
        rule: str = "",
        hint: str = "",
        holds_several: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._value = value
        self._held = set(held)
        self._choices = {choice.value: choice for choice in choices}
        self._holds_several = holds_several
        self._editor: InlineEditor | None = None
        self._excerpts: dict[QObject, Excerpt] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.setSpacing(8)
        caption = QLabel(name)
        caption.setFixedWidth(NAME_WIDTH)
        caption.setWordWrap(True)
        caption.setContentsMargins(0, 7, 0, 0)
        caption.setToolTip(hint)
        give_role(caption, "caption")
        layout.addWidget(caption, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        layout.addLayout(self._column, 1)
        self._column.addWidget(self._chooser(choices) if choices else self._typed())
        if is_disputed:
            words = label(f"Sources disagree. {rule}", "warning")
            self._column.addWidget(words)
        for statement in statements:
            self._add_statement(statement, quotes[statement.id], with_value=is_disputed or len(statements) > 1)

    @Slot(QAction)
    def _on_chosen(self, action: QAction) -> None:
        value = action.data()
        if value is None:
            return
        if value.startswith(_ALSO):
            self.added.emit(value.removeprefix(_ALSO))
        elif value in self._held and len(self._held) > 1:
            self.withdrawn.emit(value)
        elif value not in self._held:
            self.stated.emit(value)

    @Slot()
    def edit(self) -> None:
        """Open the line to type in."""
        if self._editor is None:
            self._editor = InlineEditor(f"{self._name}, in the words you would use", QLineEdit(self._value))
            self._editor.taken.connect(self._on_taken)
            self._editor.left.connect(self._on_left)
            self._column.insertWidget(1, self._editor)
        self._editor.show()
        self._editor.field.selectAll()
        self._editor.field.setFocus()

    @Slot(object)
    def _on_taken(self, words: str) -> None:
        self.stated.emit(words)

    @Slot()
    def _on_left(self) -> None:
        if self._editor is not None:
            self._editor.hide()

    @Slot()
    def _on_open(self) -> None:
        excerpt = self._excerpts.get(self.sender())
        if excerpt is not None:
            self.opened.emit(excerpt)

    def _chooser(self, choices: Sequence[StrEnum]) -> QWidget:
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for choice in choices:
            action = menu.addAction(title(choice))
            action.setData(choice.value)
            action.setCheckable(True)
            action.setChecked(choice.value in self._held)
        menu.triggered.connect(self._on_chosen)
        if self._holds_several:
            also = QMenu("As well", menu)
            for choice in choices:
                if choice.value not in self._held:
                    also.addAction(title(choice)).setData(_ALSO + choice.value)
            menu.insertMenu(menu.actions()[0], also)
            menu.insertSeparator(menu.actions()[1])
        rows = _rows(self._value)
        button = QPushButton("\n".join(rows) or "Not stated")
        give_role(button, "rows" if len(rows) > 1 else "quiet")
        button.setMenu(menu)
        button.setToolTip(f"Put another {self._name.lower()} in its place")
        button.setAccessibleName(f"{self._name}: {self._value or 'not stated'}")
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(8 if len(rows) > 1 else 0, 0, 0, 0)
        layout.addWidget(button)
        layout.addStretch(1)
        return row

    def _typed(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(8, 0, 0, 0)
        layout.setSpacing(0)
        words = label(self._value or "Not stated", "body" if self._value else "caption")
        words.setMinimumHeight(28)
        layout.addWidget(words, 1)
        button = IconButton("edit", f"State the {self._name.lower()}")
        button.clicked.connect(self.edit)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _add_statement(self, statement: Statement, words: str, *, with_value: bool) -> None:
        basis = statement.basis
        value = said(self._choices[statement.value]) if statement.value in self._choices else statement.value
        parts = [value] * (with_value and bool(value)) + [statement.date] * bool(statement.date)
        if basis.reality is not Reality.DONE:
            parts.append(said(basis.reality))
        if basis.review is not Review.PROPOSED:
            parts.append(describe_review(basis.review))
        line = LineButton(words, caption=" · ".join(parts), is_quote=basis.excerpt is not None, wraps=True, at_most=2)
        if basis.excerpt is not None:
            self._excerpts[line] = basis.excerpt
            line.clicked.connect(self._on_open)
        else:
            line.setEnabled(False)
        self._column.addWidget(line)


def _rows(value: str) -> list[str]:
    """Return a value in rows that fit beside the field's name."""
    if len(value) <= LONG:
        return [value]
    values = value.split(", ")
    return [row for place, one in enumerate(values) for row in wrap(one + "," * (place + 1 < len(values)), LONG)]
