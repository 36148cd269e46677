"""The gap matrix with its filter, its order, its legend and the sentences of one cell."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from explorer.analysis.gaps import Column, GapMatrix
from explorer.landscape.claims import Cell, Change
from explorer.landscape.facts import Company, CompanyId
from explorer.landscape.views import Selection
from explorer.painting.theme import Theme
from explorer.session.answers import MOST_ROWS, Known, known_of, known_of_large
from explorer.session.session import Session
from explorer.ui.gaps.legend import legend
from explorer.ui.gaps.matrix import MatrixView
from explorer.ui.gaps.sentences import Sentences
from explorer.ui.parts.page import label, rule
from explorer.ui.parts.style import give_role

#: From this width on the legend stands beside the filter.
WIDE = 1100


class Order(StrEnum):
    """In which order the rows stand."""

    NEED = "Most gaps first"
    NAME = "By name"
    KNOWN = "Most is known first"


class GapsPanel(QWidget):
    """Companies by capabilities. A click on a cell shows its sentences beside the matrix; each opens the reader."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._matrix: GapMatrix | None = None
        self._known: Known | None = None  # until the next edit
        self._is_stale = True
        self.view = MatrixView(Theme.load(session.theme))
        self.sentences = Sentences(session)
        self._build()
        self.setFocusProxy(self.view)
        self.view.cell_taken.connect(self._on_cell_taken)
        self.view.company_taken.connect(self._on_company_taken)
        self.sentences.left.connect(self._on_left)
        session.opened.connect(self._on_opened)
        session.changed.connect(self._on_changed)
        session.view_changed.connect(self._on_looked)
        session.selection_changed.connect(self._on_selection)
        session.cell_shown.connect(self._on_cell)
        session.theme_changed.connect(self._on_theme)

    @property
    def matrix(self) -> GapMatrix | None:
        """The matrix that is shown."""
        self._refresh_if_stale()
        return self._matrix

    def _build(self) -> None:
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter rows and columns")
        self.filter.setAccessibleName("Filter companies and capabilities")
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(260)
        self.filter.textChanged.connect(self._on_ordered)
        self.order = QComboBox()
        self.order.addItems([order.value for order in Order])
        self.order.setAccessibleName("Order of the companies")
        self.order.currentIndexChanged.connect(self._on_ordered)
        self._count = QLabel()
        give_role(self._count, "caption")
        head = QHBoxLayout()
        head.setContentsMargins(16, 4, 12, 4)
        head.setSpacing(8)
        head.addWidget(self.filter, 2)
        head.addWidget(self.order)
        head.addWidget(self._count)
        self._legend, self._legend_above = label("", "caption", is_rich=True), label("", "caption", is_rich=True)
        self._legend.setContentsMargins(16, 4, 12, 6)
        head.addWidget(self._legend_above, 6)
        head.addStretch(1)
        self._empty = label("", "caption")
        self._empty.setContentsMargins(16, 16, 16, 16)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(rule())
        column.addWidget(self.view, 1)
        column.addWidget(rule())
        column.addWidget(self._legend)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(shown)
        self._splitter.addWidget(self.sentences)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setCollapsible(0, False)
        self._splitter.setSizes([700, 320])
        self.sentences.hide()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._splitter)
        self._pages.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)

    @Slot(object)
    def _on_opened(self, landscape: object) -> None:
        self.sentences.hide()
        self._known = None
        self._expire()

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if change.companies or change.deals or change.sources or change.standings:
            self._known = None
            self._expire()

    @Slot(object)
    def _on_looked(self, view: object) -> None:
        self._expire()

    @Slot(object)
    def _on_theme(self, name: str) -> None:
        self.view.set_theme(Theme.load(name))
        self._expire()

    @Slot(object)
    def _on_selection(self, selection: Selection) -> None:
        if self._session.is_large and self._matrix is not None:
            there = {company.id for company in self._matrix.companies}
            if not selection.companies <= there or len(there) >= MOST_ROWS:
                self._known = None
                self._expire()
        self.view.set_chosen(selection.companies)

    @Slot(object)
    def _on_cell(self, cell: Cell) -> None:
        self._refresh_if_stale()
        if self._matrix is not None:
            self.filter.clear()
            self.view.set_current(cell)
            self._show_sentences(cell)

    @Slot(object)
    def _on_cell_taken(self, cell: Cell) -> None:
        self._session.show_cell(cell)

    @Slot(object)
    def _on_company_taken(self, company: CompanyId) -> None:
        self._session.select([company])

    @Slot()
    def _on_left(self) -> None:
        self.sentences.hide()
        self._place_legend()
        self.view.setFocus()

    @Slot()
    def _on_ordered(self) -> None:
        if self._matrix is not None:
            rows, columns = ordered(self._matrix, Order(self.order.currentText()), self.filter.text())
            self.view.show_matrix(self._matrix, rows, columns)
            of = f" of {self._session.terrain.companies:,}" if self._session.is_large else ""
            self._count.setText(f"{len(rows)}{of} companies, {len(columns)} capabilities")
            words = "Shown are companies of which a source tells a capability: the chosen and their partners first."
            self._count.setToolTip(words if of else "")

    def showEvent(self, event: QShowEvent) -> None:
        """Compute the matrix when it is looked at, not before."""
        super().showEvent(event)
        self._refresh_if_stale()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is room beside the filter, the legend stands there and leaves its line to the rows."""
        super().resizeEvent(event)
        self._place_legend()

    def _place_legend(self) -> None:
        is_wide = self.width() - (0 if self.sentences.isHidden() else self.sentences.width()) >= WIDE
        self._legend_above.setVisible(is_wide)
        self._legend.setVisible(not is_wide)

    def _expire(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self._refresh_if_stale()

    def _refresh_if_stale(self) -> None:
        if not self._is_stale:
            return
        self._is_stale = False
        landscape = self._session.landscape
        if landscape and self._known is None:
            session = self._session
            chosen = session.selection.companies
            self._known = known_of_large(landscape, session.terrain, chosen) if session.is_large else known_of(landscape)
        self._matrix = self._known.matrix(self._session.view.reality) if self._known else None
        is_full = self._matrix is not None and bool(self._matrix.capabilities)
        if landscape is None:
            self._empty.setText("Nothing is open.")
        elif not is_full:
            self._empty.setText(
                "No source says yet who leads, lags or gets what. The matrix fills from standings and flows, "
                "or from words that you mark as a standing in the reader."
            )
        self._pages.setCurrentIndex(0 if is_full else 1)
        if self._matrix is not None:
            for words in (self._legend, self._legend_above):
                words.setText(legend(self._matrix, Theme.load(self._session.theme)))
            self._on_ordered()
            self.view.set_chosen(self._session.selection.companies)
            if not self.sentences.isHidden() and self.sentences.cell is not None:
                self._show_sentences(self.sentences.cell)

    def _show_sentences(self, cell: Cell) -> None:
        if self._matrix is not None:
            self.sentences.show_cell(cell, self._matrix)
            self.sentences.show()
            self._place_legend()


def ordered(matrix: GapMatrix, order: Order, words: str = "") -> tuple[Sequence[Company], Sequence[Column]]:
    """Return the rows and columns that fit the words, in this order; words that fit no row narrow the columns, and the reverse."""
    known = {company.id: len(matrix.row(company.id)) for company in matrix.companies}
    keys = {
        Order.NEED: lambda company: (-matrix.gaps_of(company.id), -known[company.id]),
        Order.NAME: lambda company: (),
        Order.KNOWN: lambda company: (-known[company.id],),
    }
    rows = sorted(matrix.companies, key=keys[order])
    wanted = words.casefold().split()

    def fits(name: str) -> bool:
        return any(word in name.casefold() for word in wanted)

    fitting_rows = [company for company in rows if fits(company.name)]
    fitting_columns = [column for column in matrix.capabilities if fits(f"{column.group_name} {column.name}")]
    return fitting_rows or rows, fitting_columns or matrix.capabilities
