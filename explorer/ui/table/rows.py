"""The rows of the two tables, made of what the map knows: a list of a few, or the columns of very many."""

from abc import abstractmethod
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from explorer.landscape.facts import CompanyId, Deal, DealId
from explorer.landscape.vocabulary import CompanyKind, DealType, Instrument, Reality, Review, Stage
from explorer.landscape.wording import label, listed
from explorer.map.scene import MapData
from explorer.map.terrain import Terrain


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """One company: its name, what it belongs to where it is a unit, and how many deals it has."""

    id: CompanyId
    name: str
    kind: CompanyKind
    of: str
    deals: int


@dataclass(frozen=True, slots=True)
class DealRow:
    """One deal: its parties in words, type, stage and date."""

    id: DealId
    parties: str
    kind: DealType
    stage: Stage
    instrument: Instrument | None
    date: str
    review: Review
    reality: Reality

    @property
    def how_far(self) -> str:
        """The stage, or the paper where that says more."""
        return label(self.instrument) if self.instrument and self.stage in (Stage.INTENDED, Stage.SIGNED) else label(self.stage)


def company_rows(data: MapData) -> list[CompanyRow]:
    """Return the companies in the order of the map's data."""
    names = {company.id: company.name for company in data.companies}
    return [
        CompanyRow(company.id, company.name, company.kind, names.get(company.parent, "") if company.parent else "", company.deals)
        for company in data.companies
    ]


def deal_rows(data: MapData) -> list[DealRow]:
    """Return the deals in the order of the map's data."""
    names = {company.id: company.name for company in data.companies}
    return [
        DealRow(
            deal.id,
            listed([names[party] for party in deal.parties if party in names]) or "parties not named",
            deal.main_type,
            deal.stage,
            deal.instrument,
            deal.date,
            deal.review,
            deal.reality,
        )
        for deal in data.deals
    ]


#: How each column is ordered; ties fall to the name and then the id, so that the order is the same every time.
COMPANY_ORDERS: tuple[Callable[[CompanyRow], object], ...] = (
    lambda row: row.name.casefold(),
    lambda row: row.deals,
)
_STAGES = {stage: number for number, stage in enumerate(Stage)}
DEAL_ORDERS: tuple[Callable[[DealRow], object], ...] = (
    lambda row: row.parties.casefold(),
    lambda row: label(row.kind),
    lambda row: _STAGES[row.stage],
    lambda row: row.date,
)

Row = TypeVar("Row", bound=CompanyRow | DealRow)
Order = NDArray[np.int32]


class Rows(Sequence[Row]):
    """Rows in an order that can be changed; each is found by its id."""

    @abstractmethod
    def sort(self, column: int, *, is_descending: bool) -> None:
        """Put the rows in the order of a column."""

    @abstractmethod
    def row_of(self, id_: int) -> int | None:
        """Return where the row of this id stands."""

    @abstractmethod
    def rows_of(self, ids: Iterable[int]) -> list[int]:
        """Return where the rows of these ids stand, in ascending order; those that are not there are left out."""

    @abstractmethod
    def ids(self, start: int, end: int) -> list[int]:
        """Return the ids of the rows from start up to, not including, end."""

    def first_words(self, place: int) -> str:
        """Return the first column's words in a row."""
        row = self[place]
        return row.name if isinstance(row, CompanyRow) else row.parties

    @abstractmethod
    def _at(self, place: int) -> Row: ...

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        if isinstance(place, slice):
            return [self._at(each) for each in range(*place.indices(len(self)))]
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        return self._at(place % len(self))

    def __iter__(self) -> Iterator[Row]:
        return map(self._at, range(len(self)))


class FewRows(Rows[Row]):
    """Rows that are all there."""

    def __init__(self, rows: Sequence[Row], orders: Sequence[Callable[[Row], Any]]) -> None:
        self._rows = list(rows)
        self._orders = orders
        self._places: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def sort(self, column: int, *, is_descending: bool) -> None:
        """Put the rows in the order of a column; ties fall to the first column and then the id."""
        self._rows.sort(key=lambda row: row.id)
        self._rows.sort(key=self._orders[0])
        self._rows.sort(key=self._orders[column], reverse=is_descending)
        self._places = {int(row.id): number for number, row in enumerate(self._rows)}

    def row_of(self, id_: int) -> int | None:
        """Return where the row of this id stands."""
        return self._places.get(id_)

    def rows_of(self, ids: Iterable[int]) -> list[int]:
        """Return where the rows of these ids stand, in ascending order."""
        return sorted(self._places[id_] for id_ in ids if id_ in self._places)

    def ids(self, start: int, end: int) -> list[int]:
        """Return the ids of some rows."""
        return [int(row.id) for row in self._rows[start:end]]

    def _at(self, place: int) -> Row:
        return self._rows[place]


class ManyRows(Rows[Row]):
    """Rows of a large landscape: only their order is kept, worked out when the first row is asked for."""

    def __init__(self, terrain: Terrain, count: int) -> None:
        self._terrain = terrain
        self._count = count
        self._sorted_by = (0, False)
        self._order: Order | None = None
        self._place: Order | None = None

    def __len__(self) -> int:
        return self._count

    def sort(self, column: int, *, is_descending: bool) -> None:
        """Put the rows in the order of a column; ties fall to the order of the terrain."""
        self._sorted_by, self._order, self._place = (column, is_descending), None, None

    @property
    def order(self) -> Order:
        """The rows of the terrain in the order shown."""
        if self._order is None:
            column, is_descending = self._sorted_by
            keys = self._keys(column)
            if keys is None:
                order = np.arange(self._count, dtype=np.int32)
                self._order = order[::-1] if is_descending else order
            else:
                turned = keys.max(initial=0) - keys if is_descending else keys
                self._order = np.argsort(turned, kind="stable").astype(np.int32)
        return self._order

    @abstractmethod
    def _keys(self, column: int) -> NDArray[Any] | None:
        """Return what decides the order of a column for each row of the terrain; None where that is its own order."""

    @abstractmethod
    def _at_home(self, ids: Iterable[int]) -> NDArray[np.int32]:
        """Return the rows of the terrain of these ids."""

    def row_of(self, id_: int) -> int | None:
        """Return where the row of this id stands."""
        return next(iter(self.rows_of([id_])), None)

    def rows_of(self, ids: Iterable[int]) -> list[int]:
        """Return where the rows of these ids stand, in ascending order."""
        rows = self._at_home(ids)
        if self._place is None and len(rows):
            place = np.empty(self._count, dtype=np.int32)
            place[self.order] = np.arange(self._count, dtype=np.int32)
            self._place = place
        return np.sort(self._place[rows]).tolist() if self._place is not None else []


class CompanyColumns(ManyRows[CompanyRow]):
    """Every company of a large landscape."""

    def __init__(self, terrain: Terrain) -> None:
        super().__init__(terrain, terrain.companies)

    def ids(self, start: int, end: int) -> list[int]:
        """Return the ids of some rows."""
        found: list[int] = self._terrain.ids[self.order[start:end]].tolist()
        return found

    def first_words(self, place: int) -> str:
        """Return a company's name, without making its row."""
        return self._terrain.names[int(self.order[place])]

    def _keys(self, column: int) -> NDArray[Any] | None:
        return None if column == 0 else self._terrain.deals

    def _at_home(self, ids: Iterable[int]) -> NDArray[np.int32]:
        return self._terrain.rows_of(map(CompanyId, ids))

    def _at(self, place: int) -> CompanyRow:
        terrain, row = self._terrain, int(self.order[place])
        top = int(terrain.root[row])
        kind = _KINDS[terrain.kind[row]]
        of = "" if top == row else terrain.names[top]
        return CompanyRow(CompanyId(int(terrain.ids[row])), terrain.names[row], kind, of, int(terrain.deals[row]))


class DealColumns(ManyRows[DealRow]):
    """Every deal of a large landscape; the words of those in sight are read from the file, some dozens at a time."""

    def __init__(self, terrain: Terrain, read: Callable[[list[DealId]], Sequence[Deal]]) -> None:
        super().__init__(terrain, len(terrain.deal_ids))
        self._read = read
        self._pages: OrderedDict[int, dict[int, DealRow]] = OrderedDict()

    def sort(self, column: int, *, is_descending: bool) -> None:
        """Put the rows in the order of a column."""
        super().sort(column, is_descending=is_descending)
        self._pages.clear()

    def ids(self, start: int, end: int) -> list[int]:
        """Return the ids of some rows."""
        found: list[int] = self._terrain.deal_ids[self.order[start:end]].tolist()
        return found

    def _keys(self, column: int) -> NDArray[Any] | None:
        terrain = self._terrain
        if column == 0:
            first = np.append(terrain.party, 0)[np.minimum(terrain.start[:-1], len(terrain.party))].astype(np.int64)
            second = np.append(terrain.party, 0)[np.minimum(terrain.start[:-1] + 1, len(terrain.party))]
            return first << 32 | np.where(np.diff(terrain.start) > 1, second, 0)
        if column == 1:
            said = sorted(DealType, key=label)
            return np.array([said.index(kind) for kind in DealType], dtype=np.uint8)[terrain.main_type]
        return terrain.stage if column == 2 else terrain.day.astype(np.int64)

    def _at_home(self, ids: Iterable[int]) -> NDArray[np.int32]:
        return self._terrain.deal_rows_of(map(DealId, ids))

    def _at(self, place: int) -> DealRow:
        page = self._pages.get(place // PAGE)
        if page is None:
            page = self._pages[place // PAGE] = self._page(place // PAGE)
            if len(self._pages) > PAGES:
                self._pages.popitem(last=False)
        return page[place]

    def _page(self, number: int) -> dict[int, DealRow]:
        start = number * PAGE
        ids = self.ids(start, start + PAGE)
        known = {deal.id: deal for deal in self._read(list(map(DealId, ids)))}
        names = self._terrain.names
        rows = {}
        for place, id_ in enumerate(ids, start):
            at = self._terrain.deal_row_of(DealId(id_))
            parties = [] if at is None else [names[row] for row in self._terrain.parties(at).tolist()]
            rows[place] = _deal_row(known[DealId(id_)], parties)
        return rows


#: Deals that are read at a time, and how many times that many are remembered.
PAGE, PAGES = 64, 32
_KINDS = tuple(CompanyKind)


def _deal_row(deal: Deal, parties: list[str]) -> DealRow:
    words = listed(parties) or "parties not named"
    return DealRow(deal.id, words, deal.main_type, deal.stage, deal.instrument, deal.date, deal.review, deal.reality)
