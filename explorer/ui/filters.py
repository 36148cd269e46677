"""Which deals are wanted on the map: a popup of boxes to tick."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from explorer.landscape.views import Filters
from explorer.landscape.vocabulary import DealType, Review, Stage
from explorer.landscape.wording import title
from explorer.ui.parts.style import give_role

Term = TypeVar("Term", DealType, Stage, Review)
REVIEWS = (Review.PROPOSED, Review.ACCEPTED, Review.EDITED)


class FiltersPopup(QFrame):
    """Types, stages, review and dates to tick; what is ticked is wanted, and where nothing is ticked all is."""

    #: Carries the Filters that were chosen by hand.
    filters_chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "card")
        self.setAccessibleName("Filters")
        self._filters = Filters()
        self._window = parent
        self._types = {term: _box(title(term), self) for term in DealType}
        self._stages = {term: _box(title(term), self) for term in Stage}
        self._reviews = {term: _box("Unreviewed" if term is Review.PROPOSED else title(term), self) for term in REVIEWS}
        self._since, self._until = (QLineEdit(self) for _ in range(2))
        self._fade = _box("Keep the rest as pale ground", self)
        self._mentioned = _box("Companies only mentioned", self)
        self._mentioned.setToolTip("Also show the companies of which the articles say nothing but their name")
        for box in (*self._types.values(), *self._stages.values(), *self._reviews.values(), self._fade, self._mentioned):
            box.clicked.connect(self._on_touched)
        for edit, name in ((self._since, "Since"), (self._until, "Until")):
            edit.setPlaceholderText("2018 or 2018-06")
            edit.setMaximumWidth(140)
            edit.setAccessibleName(name)
            edit.textEdited.connect(self._on_touched)
        self._build()
        self.show_filters(Filters())

    @property
    def filters(self) -> Filters:
        """What is ticked."""
        return self._filters

    def show_filters(self, filters: Filters) -> None:
        """Tick what these filters want, without telling anyone."""
        self._filters = filters
        _tick(self._types, filters.types)
        _tick(self._stages, filters.stages)
        _tick(self._reviews, filters.reviews)
        self._fade.setChecked(filters.fade)
        self._mentioned.setChecked(filters.mentioned)
        for edit, text in ((self._since, filters.since), (self._until, filters.until)):
            if edit.text() != text:
                edit.setText(text)

    def open_below(self, anchor: QWidget) -> None:
        """Open under a button, inside the screen."""
        self.adjustSize()
        corner = anchor.mapToGlobal(QPoint(anchor.width() - self.width(), anchor.height() + 4))
        left = self._window.mapToGlobal(QPoint(8, 0)).x()
        self.move(max(left, corner.x()), corner.y())
        self.show()

    @Slot()
    def _on_touched(self) -> None:
        self._filters = Filters(
            types=frozenset(_ticked(self._types)),
            stages=frozenset(_ticked(self._stages)),
            reviews=frozenset(_ticked(self._reviews)),
            since=self._since.text().strip(),
            until=self._until.text().strip(),
            text=self._filters.text,
            fade=self._fade.isChecked(),
            mentioned=self._mentioned.isChecked(),
        )
        self.filters_chosen.emit(self._filters)

    @Slot()
    def _on_all(self) -> None:
        self.show_filters(replace(Filters(), fade=self._fade.isChecked(), mentioned=self._mentioned.isChecked()))
        self.filters_chosen.emit(self._filters)

    def _build(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(24)
        columns.addLayout(_column("Type", self._types.values(), 7, self))
        columns.addLayout(_column("Stage", self._stages.values(), 6, self))
        last = _column("Review", self._reviews.values(), 3, self)
        last.addSpacing(8)
        last.addWidget(_heading("Date", self))
        for name, edit in (("Since", self._since), ("Until", self._until)):
            row = QHBoxLayout()
            row.addWidget(QLabel(name, self))
            row.addStretch(1)
            row.addWidget(edit)
            last.addLayout(row)
        last.addStretch(1)
        columns.addLayout(last)
        everything = QPushButton("Show everything", self)
        everything.clicked.connect(self._on_all)
        foot = QHBoxLayout()
        foot.addWidget(self._fade)
        foot.addWidget(self._mentioned)
        foot.addStretch(1)
        foot.addWidget(everything)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 16, 20, 16)
        rows.setSpacing(12)
        rows.addLayout(columns)
        rows.addLayout(foot)


def _box(words: str, parent: QWidget) -> QCheckBox:
    return QCheckBox(words, parent)


def _tick(boxes: dict[Term, QCheckBox], wanted: frozenset[Term]) -> None:
    for term, box in boxes.items():
        box.setChecked(term in wanted)


def _ticked(boxes: dict[Term, QCheckBox]) -> list[Term]:
    return [term for term, box in boxes.items() if box.isChecked()]


def _heading(words: str, parent: QWidget) -> QLabel:
    heading = QLabel(words, parent)
    give_role(heading, "caption")
    return heading


def _column(name: str, boxes: Iterable[QCheckBox], height: int, parent: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(_heading(name, parent))
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(0)
    for number, box in enumerate(boxes):
        grid.addWidget(box, number % height, number // height)
    column.addLayout(grid)
    column.addStretch(1)
    return column
