"""The column left of the map: the find box, and companies and deals as tables that choose what the map chooses."""

from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from explorer.landscape.facts import CompanyId, DealId
from explorer.landscape.views import Selection, View
from explorer.painting.theme import Theme
from explorer.session.session import Session
from explorer.ui.parts.style import give_role
from explorer.ui.table.find import FindBox, Hits
from explorer.ui.table.models import CompaniesModel, DealsModel, RowsModel
from explorer.ui.table.rows import (
    COMPANY_ORDERS,
    DEAL_ORDERS,
    CompanyColumns,
    DealColumns,
    FewRows,
    company_rows,
    deal_rows,
)
from explorer.ui.table.swatches import Swatches

COMPANIES, DEALS, FOUND = 0, 1, 2
ROW = 28
NARROWEST = 208
#: Columns of the deals that leave when the panel is narrower than this: the date, the type, and the stage, which the dash tells.
LESSER_COLUMNS = {2: 320, 1: 380, 3: 460}


class TablePanel(QWidget):
    """Companies and deals, sortable, in step with the map; while something is sought, what was found stands in their place."""

    #: The find box was left with Escape; the keyboard belongs back on the map.
    find_left = Signal()
    #: Carries "companies" or "deals", whichever table was turned to by hand.
    table_chosen = Signal(object)

    def __init__(self, session: Session, table: str = "companies", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.find_box = FindBox(self)
        self.hits = Hits(session, self)
        self.companies = CompaniesModel(self)
        self.deals = DealsModel(Swatches(Theme.load(session.theme)), self)
        self.companies_view = _table(self.companies, "Companies", self)
        self.deals_view = _table(self.deals, "Deals", self)
        self._build()
        self._turn_to(DEALS if table == "deals" else COMPANIES)
        self._connect()
        self._on_opened(session.landscape)
        self._on_selection_changed(session.selection)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard to the table that is shown, or to the find box over what was found."""
        super().focusInEvent(event)
        shown = self._pages.currentIndex()
        (self.find_box, self.companies_view, self.deals_view)[(shown + 1) % 3].setFocus(event.reason())

    @Slot()
    def begin_find(self) -> None:
        """Put the keyboard into the find box."""
        self.find_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.find_box.selectAll()

    @Slot(object)
    def _on_opened(self, landscape: object) -> None:
        self.find_box.clear()
        self.deals.look_at(self._session.view.reality)
        self._refill()

    @Slot(object)
    def _on_view_changed(self, view: View) -> None:
        self.deals.look_at(view.reality)

    @Slot(object)
    def _on_changed(self, change: object) -> None:
        self._refill()

    @Slot()
    def _on_rows_reordered(self) -> None:
        self._on_selection_changed(self._session.selection)

    @Slot(object)
    def _on_theme_changed(self, name: str) -> None:
        self.deals.dress(Swatches(Theme.load(name)))

    @Slot(object)
    def _on_selection_changed(self, selection: Selection) -> None:
        # To find a row among half a million they are put in order first: only where they are looked at.
        is_every = not self._session.is_large
        if is_every or self._pages.currentIndex() == COMPANIES:
            _choose_rows(self.companies_view, self.companies, selection.companies)
        if is_every or self._pages.currentIndex() == DEALS:
            _choose_rows(self.deals_view, self.deals, selection.deals)

    @Slot(QItemSelection, QItemSelection)
    def _on_companies_chosen(self, chosen: QItemSelection, left: QItemSelection) -> None:
        ids = [CompanyId(id_) for id_ in _chosen_ids(self.companies_view, self.companies)]
        if frozenset(ids) != self._session.selection.companies:
            self._session.select(ids)

    @Slot(QItemSelection, QItemSelection)
    def _on_deals_chosen(self, chosen: QItemSelection, left: QItemSelection) -> None:
        ids = [DealId(id_) for id_ in _chosen_ids(self.deals_view, self.deals)]
        if frozenset(ids) != self._session.selection.deals:
            self._session.select([], ids)

    @Slot(QModelIndex)
    def _on_company_entered(self, index: QModelIndex) -> None:
        self._session.select([self.companies.rows[index.row()].id], focus=True)

    @Slot(str)
    def _on_words_changed(self, words: str) -> None:
        self.hits.look_for(words)
        self._pages.setCurrentIndex(FOUND if words.strip() else self._switch.checkedId())

    @Slot(int)
    def _on_switched(self, table: int) -> None:
        self.find_box.clear()
        self._pages.setCurrentIndex(table)
        self._on_selection_changed(self._session.selection)
        self.table_chosen.emit("deals" if table == DEALS else "companies")

    def minimumSizeHint(self) -> QSize:
        """Leave room for the names of both tables at any size of text."""
        hint = super().minimumSizeHint()
        return QSize(max(NARROWEST, hint.width()), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the lesser columns of the deals where there is room for them."""
        for column, least in LESSER_COLUMNS.items():
            self.deals_view.setColumnHidden(column, self.width() < least)

    def _refill(self) -> None:
        session, landscape = self._session, self._session.landscape
        if session.is_large and landscape is not None:
            self.companies.show(CompanyColumns(session.terrain))
            self.deals.show(DealColumns(session.terrain, landscape.deals_among))
        else:
            self.companies.show(FewRows(company_rows(session.data), COMPANY_ORDERS))
            self.deals.show(FewRows(deal_rows(session.data), DEAL_ORDERS))
        for table, name, count in ((COMPANIES, "Companies", len(self.companies.rows)), (DEALS, "Deals", len(self.deals.rows))):
            button = self._switch.button(table)
            button.setText(f"{name}  {briefly(count)}")
            button.setToolTip(f"Show the {count:,} {name.lower()} of the landscape")

    def _turn_to(self, table: int) -> None:
        self._switch.button(table).setChecked(True)
        self._pages.setCurrentIndex(table)

    def _build(self) -> None:
        self._switch = QButtonGroup(self)
        switch = QHBoxLayout()
        switch.setContentsMargins(12, 0, 12, 8)
        switch.setSpacing(4)
        for number, name in ((COMPANIES, "Companies"), (DEALS, "Deals")):
            button = QPushButton(name, self)
            button.setCheckable(True)
            give_role(button, "quiet")
            self._switch.addButton(button, number)
            switch.addWidget(button)
        switch.addStretch(1)
        self._pages = QStackedWidget(self)
        for page in (self.companies_view, self.deals_view, self.hits):
            self._pages.addWidget(page)
        box = QHBoxLayout()
        box.setContentsMargins(12, 12, 12, 8)
        box.addWidget(self.find_box)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(box)
        rows.addLayout(switch)
        rows.addWidget(self._pages, 1)

    def _connect(self) -> None:
        session = self._session
        session.opened.connect(self._on_opened)
        session.changed.connect(self._on_changed)
        session.view_changed.connect(self._on_view_changed)
        session.selection_changed.connect(self._on_selection_changed)
        session.theme_changed.connect(self._on_theme_changed)
        self.find_box.textChanged.connect(self._on_words_changed)
        self.find_box.key_for_hits.connect(self.hits.take_key)
        self.find_box.left.connect(self.find_left)
        self._switch.idClicked.connect(self._on_switched)
        self.companies_view.selectionModel().selectionChanged.connect(self._on_companies_chosen)
        self.deals_view.selectionModel().selectionChanged.connect(self._on_deals_chosen)
        for model in (self.companies, self.deals):
            model.modelReset.connect(self._on_rows_reordered)
        self.companies_view.doubleClicked.connect(self._on_company_entered)


def briefly(count: int) -> str:
    """Write a number in at most six signs, for a narrow place: "99,999", "100k", "2.5m"; cut, never rounded up."""
    if count < 100_000:
        return f"{count:,}"
    if count < 1_000_000:
        return f"{count // 1000}k"
    return f"{count // 100_000 / 10:,}m"


class _Table(QTableView):
    def __init__(self, parent: QWidget, *, types_ahead: bool) -> None:
        super().__init__(parent)
        self._types_ahead = types_ahead

    def keyboardSearch(self, search: str) -> None:
        """Go to the row that begins with what is typed; where bare letters are commands, search nothing."""
        if self._types_ahead:
            super().keyboardSearch(search)


def _table(model: RowsModel[Any], name: str, parent: QWidget) -> QTableView:
    view = _Table(parent, types_ahead=isinstance(model, CompaniesModel))
    view.setModel(model)
    view.setAccessibleName(name)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setTabKeyNavigation(False)
    view.setCornerButtonEnabled(False)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(ROW)
    header = view.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    header.setHighlightSections(False)
    header.setMinimumSectionSize(40)
    header.setSectionsClickable(True)
    header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    for column, width in enumerate((0, 72) if model.columnCount() == 2 else (0, 92, 98, 80)):
        if width:
            view.setColumnWidth(column, width)
    view.setSortingEnabled(True)
    return view


def _choose_rows(view: QTableView, model: RowsModel[Any], ids: frozenset[Any]) -> None:
    """Choose the rows of these ids and scroll to the first; nothing happens where they are chosen already."""
    wanted = model.rows_of(ids)
    if wanted == _chosen_rows(view):
        return
    chosen = QItemSelection()
    for first, last in _runs(wanted):
        chosen.select(model.index(first, 0), model.index(last, model.columnCount() - 1))
    chooser = view.selectionModel()
    chooser.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    if wanted:
        chooser.setCurrentIndex(model.index(wanted[0], 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        view.scrollTo(model.index(wanted[0], 0))


def _runs(rows: list[int]) -> list[tuple[int, int]]:
    """Return rows in order as few ranges from first to last."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1] = runs[-1][0], row
        else:
            runs.append((row, row))
    return runs


def _chosen_rows(view: QTableView) -> list[int]:
    return sorted(row for first, last in _chosen_parts(view) for row in range(first, last + 1))


def _chosen_ids(view: QTableView, model: RowsModel[Any]) -> list[int]:
    return [id_ for first, last in _chosen_parts(view) for id_ in model.rows.ids(first, last + 1)]


def _chosen_parts(view: QTableView) -> list[tuple[int, int]]:
    chosen = view.selectionModel().selection()
    parts = (chosen.at(number) for number in range(chosen.count()))
    return [(part.top(), part.bottom()) for part in parts]
