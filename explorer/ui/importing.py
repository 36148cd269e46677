"""What the columns of a list of deals hold: guessed, shown with the first lines, and corrected before it is taken in."""

from dataclasses import replace

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from explorer.landscape.vocabulary import REALITY_LEVELS, Reality, Review
from explorer.landscape.wording import title
from explorer.reading.networks.layout import Column, Guessed, Layout
from explorer.ui.parts.page import label
from explorer.ui.parts.style import give_role

#: Lines of the list that are shown.
SHOWN = 12
WORDS = {
    None: "– leave out",
    Column.COMPANY_A: "Company A",
    Column.COMPANY_B: "Company B",
    Column.COMPANY: "Company",
    Column.PARTIES: "Companies",
    Column.DEAL: "Deal",
    Column.TYPE: "Type",
    Column.STAGE: "Stage",
    Column.DATE: "Date",
    Column.VALUE: "Money",
    Column.TERM: "Term",
    Column.AREA: "Area",
    Column.PRODUCT: "Product",
    Column.GEOGRAPHY: "Geography",
    Column.ROLE_A: "Role of A",
    Column.ROLE_B: "Role of B",
    Column.LINK: "Link",
}


class ListDialog(QDialog):
    """Shows the first lines of a list with what each column is taken for."""

    def __init__(self, name: str, guessed: Guessed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Import {name}")
        self.resize(900, 520)
        self._layout = guessed.layout
        self.holds = [self._choice(head, column) for head, column in zip(guessed.header, guessed.layout.columns, strict=False)]
        self.reality = QComboBox()
        for reality in REALITY_LEVELS:
            self.reality.addItem(title(reality), reality)
        self.reality.setCurrentIndex(REALITY_LEVELS.index(guessed.layout.reality))
        self.reality.setAccessibleName("How real deals are that tell no stage")
        self.is_reviewed = QCheckBox("I have reviewed this list: take its deals as accepted")
        self.says = label("", "caption")
        self.leave, self.take = QPushButton("Leave it"), QPushButton("Import")
        give_role(self.take, "primary")
        self.take.setDefault(True)
        self.take.clicked.connect(self.accept)
        self.leave.clicked.connect(self.reject)
        self._build(guessed)
        self._on_chosen()

    @property
    def layout_chosen(self) -> Layout:
        """How the list is to be read, as it is chosen now."""
        return replace(
            self._layout,
            # Qt gives words back as plain text, whatever they were.
            columns=tuple(Column(held) if (held := choice.currentData()) else None for choice in self.holds),
            reality=Reality(self.reality.currentData()),
            review=Review.ACCEPTED if self.is_reviewed.isChecked() else Review.PROPOSED,
        )

    @Slot()
    def _on_chosen(self) -> None:
        layout = self.layout_chosen
        self.take.setEnabled(not layout.lacks)
        if layout.lacks:
            self.says.setText(f"It is not clear yet {layout.lacks}.")
        elif layout.tells_deals:
            one = "Lines with the same deal are one deal." if Column.DEAL in layout.columns else "Each line is a deal."
            self.says.setText(f"{one} Every line is kept word for word, and each claim opens the words of its line.")
        else:
            self.says.setText("No line names two companies: the companies are taken in, without a deal.")

    def _choice(self, head: str, column: Column | None) -> QComboBox:
        choice = QComboBox()
        for meaning, words in WORDS.items():
            choice.addItem(words, meaning)
        choice.setCurrentIndex(list(WORDS).index(column))
        choice.setAccessibleName(f"What “{head}” holds")
        choice.currentIndexChanged.connect(self._on_chosen)
        return choice

    def _build(self, guessed: Guessed) -> None:
        lines = guessed.lines[:SHOWN]
        table = QTableWidget(len(lines) + 1, len(self.holds))
        table.setHorizontalHeaderLabels(list(guessed.header))
        table.setAccessibleName("The first lines of the list")
        table.verticalHeader().hide()
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        table.setShowGrid(False)
        for place, choice in enumerate(self.holds):
            table.setCellWidget(0, place, choice)
        for row, line in enumerate(lines, 1):
            for place, cell in enumerate(line[: len(self.holds)]):
                item = QTableWidgetItem(cell[:120])
                item.setToolTip(cell)
                table.setItem(row, place, item)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(130)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.resizeColumnsToContents()
        for place in range(len(self.holds)):
            table.setColumnWidth(place, min(260, max(150, table.columnWidth(place))))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        table.setRowHeight(0, 34)
        how = QHBoxLayout()
        how.addWidget(QLabel("Deals that tell no stage are"))
        how.addWidget(self.reality)
        how.addStretch(1)
        how.addWidget(self.is_reviewed)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 16, 16, 16)
        rows.setSpacing(10)
        rows.addWidget(label("What do the columns hold?", "heading"))
        rows.addWidget(table, 1)
        rows.addLayout(how)
        rows.addWidget(self.says)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.take)
        rows.addLayout(foot)
