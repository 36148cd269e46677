"""The small forms that open on selected words: a deal, a flow or a standing told here."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from explorer.landscape.excerpts import Excerpt
from explorer.landscape.facts import Capability, CapabilityId, CompanyId, Deal
from explorer.landscape.vocabulary import DealType, Reality, Stage, StandingKind
from explorer.landscape.wording import listed, title
from explorer.project.companies import Called
from explorer.session.edits import adding_deal, adding_flow, adding_standing
from explorer.ui.parts.fields import CompanyField, PartiesField
from explorer.ui.parts.page import label
from explorer.ui.parts.style import give_role, quote_role

#: So many letters of the selected words may name a capability; more tell a story.
FEW = 60


class _Form(QWidget):
    """Fields below the words they are about, and two buttons."""

    #: Carries the step that carries the form out.
    ready = Signal(object)
    #: Says that the person gave up.
    left = Signal()
    #: Says that it needs another height.
    grown = Signal()

    def __init__(self, excerpt: Excerpt, button: str) -> None:
        super().__init__()
        self.excerpt = excerpt
        self.fields = QFormLayout()
        self.fields.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self.fields.setFormAlignment(Qt.AlignmentFlag.AlignTop)
        self.fields.setHorizontalSpacing(12)
        self._refusal = label("", "refusal")
        self._refusal.hide()
        save, leave = QPushButton(button), QPushButton("Cancel")
        save.setAccessibleName(f"{button} with these words")
        give_role(save, "primary")
        give_role(leave, "quiet")
        save.clicked.connect(self.take)
        leave.clicked.connect(self._on_left)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(leave)
        buttons.addWidget(save)
        words = " ".join(excerpt.quote.split())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 10)
        layout.setSpacing(8)
        layout.addWidget(label(f"“{words if len(words) < 180 else words[:179] + '…'}”", quote_role(words)))
        layout.addLayout(self.fields)
        layout.addWidget(self._refusal)
        layout.addLayout(buttons)

    @Slot()
    def take(self) -> None:
        """Carry the form out, or say what it still needs."""

    @Slot()
    def _on_left(self) -> None:
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def refuse(self, sentence: str) -> None:
        """Say what the form still needs."""
        self._refusal.setText(sentence)
        self._refusal.show()
        self._on_grown()

    @Slot()
    def _on_grown(self) -> None:
        for layout in self.findChildren(QLayout):
            layout.invalidate()
        self.grown.emit()


class DealForm(_Form):
    """A deal that the selected words tell of."""

    def __init__(self, excerpt: Excerpt, known: Called, parties: Sequence[CompanyId]) -> None:
        super().__init__(excerpt, "Add deal")
        self.parties = PartiesField(known, parties)
        self.parties.edited.connect(self._on_grown)
        self.kind = choice(tuple(DealType), DealType.ALLIANCE, "Type of the deal")
        self.stage = choice(tuple(Stage), Stage.SIGNED, "Stage of the deal")
        self.reality = choice(tuple(Reality), Reality.DONE, "How real it is in the words of the source")
        for name, field in (("Parties", self.parties), ("Type", self.kind), ("Stage", self.stage), ("Reality", self.reality)):
            self.fields.addRow(name, field)

    @property
    def first(self) -> CompanyField:
        """The field to begin with."""
        return self.parties.field

    @Slot()
    def take(self) -> None:
        """Add the deal; it needs two parties, or one where the words name no other."""
        names = self.parties.names
        if not names:
            self.refuse("A deal needs a party: type a company's name and press Enter.")
            return
        kind, stage = DealType(self.kind.currentData()), Stage(self.stage.currentData())
        self.ready.emit(adding_deal(names, kind, stage, Reality(self.reality.currentData()), self.excerpt))


class FlowForm(_Form):
    """What one company gives another inside a deal, as the selected words tell."""

    def __init__(self, excerpt: Excerpt, known: Called, deal: Deal, capabilities: Sequence[Capability]) -> None:
        super().__init__(excerpt, "Add flow")
        self._deal = deal.id
        parties = [known[party] for party in deal.parties if party in known]
        self.giver, self.taker = CompanyField(known), CompanyField(known)
        for field, place, name in ((self.giver, 0, "Who gives"), (self.taker, 1, "To whom")):
            field.setText(parties[place] if len(parties) > place else "")
            field.setAccessibleName(name)
        self.what = worded(excerpt, "What is given, as the source words it")
        self.capability = column_choice(capabilities)
        self.reality = choice(tuple(Reality), deal.reality, "How real it is in the words of the source")
        self.fields.addRow(label(f"In the deal of {listed(parties)}", "caption"))
        for name, row in (
            ("Who gives", self.giver),
            ("To whom", self.taker),
            ("What", self.what),
            ("Column", self.capability),
            ("Reality", self.reality),
        ):
            self.fields.addRow(name, row)

    @property
    def first(self) -> CompanyField:
        """The field to begin with."""
        return self.giver

    @Slot()
    def take(self) -> None:
        """Add the flow; it needs two companies and what is given."""
        what, capability = " ".join(self.what.text().split()), self.capability.currentData()
        if not (self.giver.name and self.taker.name and what):
            self.refuse("A flow needs who gives, to whom, and what.")
        elif self.giver.name.casefold() == self.taker.name.casefold():
            self.refuse("A company cannot give something to itself: name another.")
        else:
            ends, reality = (self.giver.name, self.taker.name), Reality(self.reality.currentData())
            key = CapabilityId(capability) if capability else None
            self.ready.emit(adding_flow(self._deal, *ends, what, key, reality, self.excerpt))


class StandingForm(_Form):
    """Where a company stands on a capability, as the selected words tell."""

    def __init__(self, excerpt: Excerpt, known: Called, companies: Sequence[CompanyId], capabilities: Sequence[Capability]) -> None:
        super().__init__(excerpt, "Add standing")
        self.company = CompanyField(known)
        self.company.setText(known[companies[0]] if companies else "")
        self.kind = choice(tuple(StandingKind), StandingKind.HAS, "How it stands")
        self.what = worded(excerpt, "The capability, as the source words it")
        self.capability = column_choice(capabilities)
        self.reality = choice(tuple(Reality), Reality.DONE, "How real it is in the words of the source")
        for name, field in (
            ("Company", self.company),
            ("Standing", self.kind),
            ("In", self.what),
            ("Column", self.capability),
            ("Reality", self.reality),
        ):
            self.fields.addRow(name, field)

    @property
    def first(self) -> CompanyField:
        """The field to begin with."""
        return self.company

    @Slot()
    def take(self) -> None:
        """Add the standing; it needs a company and a capability."""
        what = " ".join(self.what.text().split()) or (
            self.capability.currentText().strip() if self.capability.currentData() else ""
        )
        if not self.company.name or not what:
            self.refuse("A standing needs a company and what it is about.")
            return
        capability = self.capability.currentData()
        step = adding_standing(
            self.company.name,
            what,
            StandingKind(self.kind.currentData()),
            CapabilityId(capability) if capability else None,
            Reality(self.reality.currentData()),
            self.excerpt,
        )
        self.ready.emit(step)


def choice(words: Sequence[StrEnum], first: StrEnum, what: str) -> QComboBox:
    """Return a box to choose one of these words from."""
    box = QComboBox()
    box.setAccessibleName(what)
    box.setToolTip(what)
    for word in words:
        box.addItem(title(word), word.value)
    box.setCurrentIndex(list(words).index(first))
    return box


def worded(excerpt: Excerpt, what: str) -> QLineEdit:
    """Return a line that holds the selected words where they are few."""
    words = " ".join(excerpt.quote.split())
    line = QLineEdit(words.rstrip(" .,;:!?") if len(words) <= FEW else "")
    line.setPlaceholderText(what)
    line.setAccessibleName(what)
    line.setToolTip(what)
    return line


def column_choice(capabilities: Sequence[Capability]) -> QComboBox:
    """Return a box to choose a column of the gap matrix from."""
    box = QComboBox()
    box.setAccessibleName("Column of the gap matrix")
    box.setToolTip("Column of the gap matrix")
    box.addItem("As worded", None)
    for capability in capabilities:
        box.addItem(("    " if capability.parent else "") + capability.name, capability.id)
    return box
