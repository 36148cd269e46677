"""Which deals are wanted on the map: a popup of boxes to tick, a span of time to draw, and lists of what occurs."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from explorer.landscape.excerpts import SourceId
from explorer.landscape.facts import CapabilityId
from explorer.landscape.views import Filters
from explorer.landscape.vocabulary import DealType, Reality, Review, Stage
from explorer.landscape.wording import title
from explorer.map.facets import Facets
from explorer.ui.parts.choices import Choices
from explorer.ui.parts.span import SpanSlider
from explorer.ui.parts.style import give_role

Term = TypeVar("Term", DealType, Stage, Review, Reality)
Value = TypeVar("Value", CapabilityId, str, SourceId)
REVIEWS = (Review.PROPOSED, Review.ACCEPTED, Review.EDITED)


@dataclass(frozen=True, slots=True)
class Offer:
    """What occurs in the landscape, and the names of capabilities and sources."""

    facets: Facets = field(default_factory=Facets)
    capabilities: Mapping[CapabilityId, str] = field(default_factory=dict)
    sources: Mapping[SourceId, str] = field(default_factory=dict)


class FiltersPopup(QFrame):
    """What is ticked is wanted, and where nothing is ticked all is; a term that occurs in no deal is greyed."""

    #: Carries the Filters that were chosen by hand.
    filters_chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "card")
        self.setAccessibleName("Filters")
        self._filters = Filters()
        self._offer = Offer()
        self._window = parent
        self._types = {term: QCheckBox(title(term), self) for term in DealType}
        self._stages = {term: QCheckBox(title(term), self) for term in Stage}
        self._realities = {term: QCheckBox(title(term), self) for term in Reality}
        self._reviews = {term: QCheckBox("Unreviewed" if term is Review.PROPOSED else title(term), self) for term in REVIEWS}
        self._since, self._until = (QLineEdit(self) for _ in range(2))
        self.span = SpanSlider(self)
        self.capabilities: Choices[CapabilityId] = Choices("Capability", self)
        self.geographies: Choices[str] = Choices("Place", self)
        self.sources: Choices[SourceId] = Choices("Source", self)
        self._fade = QCheckBox("Keep the rest as pale ground", self)
        self._mentioned = QCheckBox("Companies only mentioned", self)
        self._mentioned.setToolTip("Also show the companies of which the articles say nothing but their name")
        self._connect()
        self._build()
        self.offer(Offer())

    @property
    def filters(self) -> Filters:
        """What is ticked."""
        return self._filters

    def offer(self, offer: Offer) -> None:
        """Offer what occurs in the landscape."""
        self._offer, found = offer, offer.facets
        _grey(self._types, found.types)
        _grey(self._stages, found.stages)
        _grey(self._realities, found.realities)
        _grey(self._reviews, found.reviews)
        wanted = self._filters
        places = {each: each for each in (*found.geographies, *wanted.geographies)}
        self.capabilities.offer(_most(found.capabilities, offer.capabilities, wanted.capabilities), wanted.capabilities)
        self.geographies.offer(_most(found.geographies, places, wanted.geographies), wanted.geographies)
        self.sources.offer(_most(found.sources, offer.sources, wanted.sources), wanted.sources)
        self.span.setVisible(len(found.dates) > 1)
        self.span.show_bars(found.dates, wanted.since, wanted.until)

    def show_filters(self, filters: Filters) -> None:
        """Tick what these filters want, without telling anyone."""
        self._filters = filters
        _tick(self._types, filters.types)
        _tick(self._stages, filters.stages)
        _tick(self._realities, filters.realities)
        _tick(self._reviews, filters.reviews)
        self.capabilities.tick(filters.capabilities)
        self.geographies.tick(filters.geographies)
        self.sources.tick(filters.sources)
        self._fade.setChecked(filters.fade)
        self._mentioned.setChecked(filters.mentioned)
        for edit, text in ((self._since, filters.since), (self._until, filters.until)):
            if edit.text() != text:
                edit.setText(text)
        self.span.show_bars(self._offer.facets.dates, filters.since, filters.until)

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
            types=_ticked(self._types),
            stages=_ticked(self._stages),
            realities=_ticked(self._realities),
            reviews=_ticked(self._reviews),
            since=self._since.text().strip(),
            until=self._until.text().strip(),
            text=self._filters.text,
            capabilities=self.capabilities.ticked,
            geographies=self.geographies.ticked,
            sources=self.sources.ticked,
            fade=self._fade.isChecked(),
            mentioned=self._mentioned.isChecked(),
        )
        self.filters_chosen.emit(self._filters)

    @Slot(object)
    def _on_span_chosen(self, span: tuple[str, str]) -> None:
        for edit, text in zip((self._since, self._until), span, strict=True):
            edit.setText(text)
        self._on_touched()

    @Slot()
    def _on_date_typed(self) -> None:
        self.span.show_bars(self._offer.facets.dates, self._since.text().strip(), self._until.text().strip())
        self._on_touched()

    @Slot()
    def _on_all(self) -> None:
        self.show_filters(self._filters.cleared)
        self.filters_chosen.emit(self._filters)

    def _connect(self) -> None:
        for boxes in (self._types, self._stages, self._realities, self._reviews):
            for box in boxes.values():
                box.clicked.connect(self._on_touched)
        for box in (self._fade, self._mentioned):
            box.clicked.connect(self._on_touched)
        for choices in (self.capabilities, self.geographies, self.sources):
            choices.touched.connect(self._on_touched)
        for edit, name in ((self._since, "Since"), (self._until, "Until")):
            edit.setPlaceholderText("2018-06")
            edit.setMaximumWidth(112)
            edit.setAccessibleName(name)
            edit.textEdited.connect(self._on_date_typed)
        self.span.span_chosen.connect(self._on_span_chosen)

    def _build(self) -> None:
        boxes = QHBoxLayout()
        boxes.setSpacing(24)
        boxes.addLayout(_column("Type", self._types.values(), 7, self))
        boxes.addLayout(_column("Stage", self._stages.values(), 6, self))
        boxes.addLayout(_column("Reality", self._realities.values(), 6, self))
        boxes.addLayout(_column("Review", self._reviews.values(), 3, self))
        boxes.addStretch(1)
        lists = QHBoxLayout()
        lists.setSpacing(24)
        lists.addLayout(self._dates(), 3)
        for choices in (self.capabilities, self.geographies, self.sources):
            lists.addWidget(choices, 2)
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
        rows.addLayout(boxes)
        rows.addLayout(lists)
        rows.addLayout(foot)

    def _dates(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(_heading("Date", self))
        column.addWidget(self.span)
        row = QHBoxLayout()
        for name, edit in (("Since", self._since), ("Until", self._until)):
            row.addWidget(QLabel(name, self))
            row.addWidget(edit)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        return column


def _most(counts: Counter[Value], names: Mapping[Value, str], wanted: Iterable[Value]) -> list[tuple[Value, str, int]]:
    """Return what occurs or is wanted, and has a name, the most frequent first, then by name."""
    shown = counts.copy()
    shown.update(dict.fromkeys(wanted, 0))
    found = [(value, names[value], count) for value, count in shown.items() if value in names]
    return sorted(found, key=lambda each: (-each[2], each[1].casefold()))


def _grey(boxes: Mapping[Term, QCheckBox], counts: Counter[Term]) -> None:
    for term, box in boxes.items():
        count = counts[term]
        box.setToolTip(f"{count:,} {'deal' if count == 1 else 'deals'}" if count else "no deal in this landscape")
        box.setEnabled(bool(count) or box.isChecked() or not counts)


def _tick(boxes: Mapping[Term, QCheckBox], wanted: frozenset[Term]) -> None:
    for term, box in boxes.items():
        box.setChecked(term in wanted)


def _ticked(boxes: Mapping[Term, QCheckBox]) -> frozenset[Term]:
    return frozenset(term for term, box in boxes.items() if box.isChecked())


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
