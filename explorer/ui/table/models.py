"""Models that show rows in the order given; to sort is to sort the list and say so."""

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, Generic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QPalette

from explorer.landscape.vocabulary import CompanyKind, Reality, Review, is_solid
from explorer.landscape.wording import label
from explorer.painting.fonts import slants
from explorer.ui.table.rows import COMPANY_ORDERS, DEAL_ORDERS, CompanyRow, DealRow, FewRows, Row, Rows
from explorer.ui.table.swatches import Swatches

Index = QModelIndex | QPersistentModelIndex
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Rows and their columns; which columns there are is said by the two models below."""

    def __init__(self, headers: Sequence[str], rows: Rows[Row], parent: QObject) -> None:
        super().__init__(parent)
        self._headers = tuple(headers)
        self._rows = rows
        self._sorted_by = (0, Qt.SortOrder.AscendingOrder)

    @property
    def rows(self) -> Rows[Row]:
        """The rows as they stand."""
        return self._rows

    def show(self, rows: Rows[Row]) -> None:
        """Show these rows, sorted as the last ones were."""
        self.beginResetModel()
        self._rows = rows
        self._sort()
        self.endResetModel()

    def row_of(self, id_: int) -> int | None:
        """Return the row in which this company or deal stands."""
        return self._rows.row_of(id_)

    def rows_of(self, ids: Iterable[int]) -> list[int]:
        """Return in which rows these companies or deals stand, in ascending order; those that are not there are left out."""
        return self._rows.rows_of(ids)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows by a column."""
        if (column, order) != self._sorted_by:
            self.beginResetModel()
            self._sorted_by = (column, order)
            self._sort()
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._headers)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the column's name, with an arrow where the rows are ordered by it."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._headers):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            column, order = self._sorted_by
            arrow = (" ↑" if order is Qt.SortOrder.AscendingOrder else " ↓") if section == column else ""
            return self._headers[section] + arrow
        if role == Qt.ItemDataRole.TextAlignmentRole and self.is_number(section):
            return RIGHT
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.words(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.tip(row)
        if role == Qt.ItemDataRole.TextAlignmentRole and self.is_number(column):
            return RIGHT
        return self.look(row, column, role)

    @abstractmethod
    def words(self, row: Row, column: int) -> str:
        """Return the words of a cell."""

    @abstractmethod
    def tip(self, row: Row) -> str:
        """Return everything that a row knows, in one line."""

    @abstractmethod
    def is_number(self, column: int) -> bool:
        """Say whether a column holds numbers."""

    def look(self, row: Row, column: int, role: int) -> Any:
        """Return a cell's colour or mark, None for the usual."""
        return None

    def _sort(self) -> None:
        column, order = self._sorted_by
        self._rows.sort(column, is_descending=order is Qt.SortOrder.DescendingOrder)


class CompaniesModel(RowsModel[CompanyRow]):
    """Companies: name, number of deals."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(("Company", "Deals"), FewRows[CompanyRow]((), COMPANY_ORDERS), parent)

    def words(self, row: CompanyRow, column: int) -> str:
        """Return the name, with what a unit belongs to, or the number of deals."""
        if column == 0:
            return f"{row.name} · {row.of}" if row.of else row.name
        return str(row.deals) if row.deals else "–"

    def tip(self, row: CompanyRow) -> str:
        """Return the name and kind."""
        kind = "" if row.kind is CompanyKind.COMPANY else f", {label(row.kind)}"
        return f"{row.name}{kind}{f' of {row.of}' if row.of else ''}"

    def match(
        self,
        start: Index,
        role: int,
        value: Any,
        hits: int = 1,
        flags: Qt.MatchFlag = Qt.MatchFlag.MatchStartsWith,
    ) -> list[QModelIndex]:
        """Return the first company from here on, and then from the top, whose name begins so; for typing ahead."""
        begins, count = str(value).casefold(), len(self._rows)
        for place in chain(range(start.row(), count), range(start.row())):
            if self._rows.first_words(place).casefold().startswith(begins):
                return [self.index(place, 0)]
        return []

    def is_number(self, column: int) -> bool:
        """Deals are counted."""
        return column == 1


class DealsModel(RowsModel[DealRow]):
    """Deals: parties, type, stage, date; the first column carries the line's colour and dash as on the map."""

    def __init__(self, swatches: Swatches, parent: QObject) -> None:
        super().__init__(("Parties", "Type", "Stage", "Date"), FewRows[DealRow]((), DEAL_ORDERS), parent)
        self._swatches = swatches
        self._level = Reality.INTENDED
        self._slanted = QFont()
        self._slanted.setItalic(True)

    def look_at(self, level: Reality) -> None:
        """Show what is less real than this as ghosts."""
        if level is not self._level:
            self._level = level
            self._say_looks_changed()

    def dress(self, swatches: Swatches) -> None:
        """Show the lines in the colours of another theme."""
        self._swatches = swatches
        self._say_looks_changed()

    def words(self, row: DealRow, column: int) -> str:
        """Return the words of a cell."""
        return (row.parties, label(row.kind), row.how_far, row.date)[column]

    def tip(self, row: DealRow) -> str:
        """Return everything in one line."""
        unreviewed = "unreviewed" if row.review is Review.PROPOSED else ""
        parts = dict.fromkeys((f"{row.parties}: {label(row.kind)}", row.how_far, label(row.reality), row.date, unreviewed))
        return ", ".join(part for part in parts if part)

    def is_number(self, column: int) -> bool:
        """No column is counted."""
        return False

    def look(self, row: DealRow, column: int, role: int) -> Any:
        """Return the line as on the map beside the parties; a ghost's row is pale and slanted."""
        is_ghost = not is_solid(row.reality, self._level)
        if role == Qt.ItemDataRole.DecorationRole and column == 0:
            return self._swatches.line(row.kind, row.stage, row.instrument, is_ghost=is_ghost)
        if role == Qt.ItemDataRole.ForegroundRole and (column > 0 or is_ghost):
            return self._swatches.palette.color(QPalette.ColorRole.PlaceholderText)
        if role == Qt.ItemDataRole.FontRole and is_ghost and (column > 0 or slants(row.parties)):
            return self._slanted
        return None

    def _say_looks_changed(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, self.columnCount() - 1))
