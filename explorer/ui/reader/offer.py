"""What can be done with selected words: three things to add, and the fields of the chosen deal that they can be."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QMenu, QPushButton, QWidget

from explorer.landscape.vocabulary import DealField, DealType, Instrument, Stage
from explorer.landscape.wording import title

#: Fields that take the words themselves as their value.
WORDED = (DealField.TERM, DealField.VALUE, DealField.AREA, DealField.PRODUCT, DealField.GEOGRAPHY, DealField.BINDING)

#: Fields whose value is a word of the vocabulary.
CHOOSABLE: dict[DealField, type[StrEnum]] = {DealField.STAGE: Stage, DealField.TYPE: DealType, DealField.INSTRUMENT: Instrument}

CHOOSE_FIRST = "Choose a deal first, on the map or in the list; then these words can say who gives what in it, its stage, its term…"


@dataclass(frozen=True, slots=True)
class Setting:
    """A field of the chosen deal that selected words shall set, to `value` or to the words themselves."""

    field: DealField
    value: str = ""

    @property
    def is_worded(self) -> bool:
        """Say whether the words themselves are the value."""
        return self.field in WORDED


class Offer(QWidget):
    """A row of buttons that stands below the text while words are selected."""

    #: Say that a deal, a standing, a flow of the chosen deal shall be added on these words.
    deal_wanted = Signal()
    standing_wanted = Signal()
    flow_wanted = Signal()
    #: Carries the Setting that these words shall make.
    field_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        rows = QGridLayout(self)  # two by two: a row of four is wider than a narrow column
        rows.setContentsMargins(16, 6, 12, 6)
        rows.setSpacing(6)
        rows.setColumnStretch(2, 1)
        self.flow = QPushButton("Add flow")
        deal, standing = QPushButton("Add deal"), QPushButton("Add standing")
        deal.setToolTip("Add a deal that these words tell of")
        standing.setToolTip("Add where a company stands, as these words tell")
        self.set_as = QPushButton("Set as")
        self.set_as.setMenu(self._menu())
        for button, wanted in ((deal, self.deal_wanted), (standing, self.standing_wanted), (self.flow, self.flow_wanted)):
            button.clicked.connect(wanted)
        for place, button in enumerate((deal, standing, self.flow, self.set_as)):
            rows.addWidget(button, place // 2, place % 2)
        self.aim_at("")

    def aim_at(self, deal: str) -> None:
        """Offer what is said of one deal, named in words; empty where none is chosen."""
        for button, what in ((self.set_as, "Set what these words say"), (self.flow, "Add who gives what to whom")):
            button.setEnabled(bool(deal))
            button.setToolTip(f"{what}. Of the chosen deal: {deal}" if deal else CHOOSE_FIRST)

    @Slot(QAction)
    def _on_chosen(self, action: QAction) -> None:
        field, _, value = action.data().partition(":")
        self.field_wanted.emit(Setting(DealField(field), value))

    def _menu(self) -> QMenu:
        menu = QMenu(self.set_as)
        for field, choices in CHOOSABLE.items():
            values = menu.addMenu(title(field))
            for choice in choices:
                values.addAction(title(choice)).setData(f"{field.value}:{choice.value}")
        menu.addSeparator()
        for field in (*WORDED, DealField.EVIDENCE):
            menu.addAction(title(field)).setData(field.value)
        menu.triggered.connect(self._on_chosen)
        return menu
