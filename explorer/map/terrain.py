"""A landscape of any size as columns: a company or a deal is a row, so that a hundred thousand of them are a few arrays."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import overload

import numpy as np
from numpy.typing import NDArray

from explorer.landscape.facts import CompanyId, DealId
from explorer.landscape.names import fold
from explorer.landscape.vocabulary import CompanyKind, DealType, Reality, Review, Stage
from explorer.map.scene import MapData, network

Bools = NDArray[np.bool_]
Codes = NDArray[np.uint8]
Rows = NDArray[np.int32]
Ids = NDArray[np.int64]
Floats = NDArray[np.float32]

#: The day of a deal whose date no source tells.
NO_DAY = int(np.iinfo(np.int32).min)
#: A deal of up to this many parties ties each of them to each other; of more, all to the one with the most deals: a star.
MOST_IN_PAIRS = 12


class Names(Sequence[str]):
    """Names in one piece of UTF-8, of which each is decoded when it is asked for."""

    __slots__ = ("_blob", "_starts")

    def __init__(self, blob: bytes | memoryview, starts: Ids) -> None:
        """Take the text of all names and where each starts in it: n + 1 offsets in bytes."""
        self._blob = blob
        self._starts = starts

    @classmethod
    def of(cls, names: Iterable[str]) -> "Names":
        """Put names into one piece."""
        pieces = [name.encode() for name in names]
        return cls(b"".join(pieces), np.fromiter(accumulate(map(len, pieces), initial=0), dtype=np.int64, count=len(pieces) + 1))

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __reduce__(self) -> tuple[type["Names"], tuple[bytes, Ids]]:
        return Names, (bytes(self._blob), self._starts)

    @overload
    def __getitem__(self, row: int) -> str: ...
    @overload
    def __getitem__(self, row: slice) -> list[str]: ...
    def __getitem__(self, row: int | slice) -> str | list[str]:
        if isinstance(row, slice):
            return [self[each] for each in range(*row.indices(len(self)))]
        place = row + len(self) if row < 0 else int(row)
        if not 0 <= place < len(self):
            raise IndexError(row)
        return str(self._blob[self._starts[place] : self._starts[place + 1]], "utf-8")

    def __iter__(self) -> Iterator[str]:
        starts = self._starts.tolist()
        return (str(self._blob[start:end], "utf-8") for start, end in pairwise(starts))


@dataclass(frozen=True, slots=True, eq=False)
class Ties:
    """Distinct pairs of companies that deals connect, the first row of a pair below the second, pairs in ascending order.

    `pairs` int32 (k, 2) rows of companies; `weight` float32 (k): each deal of p parties counts 1 / (p - 1); `deal` int32 (k):
    the row of the deal that shows most, which is the most real, then the latest, then the one known first.
    """

    pairs: Rows
    weight: Floats
    deal: Rows


@dataclass(frozen=True, slots=True, eq=False)
class Terrain:
    """All that the map needs to know of a landscape of n companies and m deals. Two are never equal: kept by identity.

    Companies stand in the order of their folded name, then id; deals in the order of their id. What was rejected is left out.
    Codes are positions in the enumerations of `landscape.vocabulary`.
    """

    ids: Ids  # (n) CompanyId
    names: Sequence[str]
    kind: Codes  # (n) CompanyKind
    root: Rows  # (n) row of the top of its house; its own where it stands alone
    deals: Rows  # (n) how many it is party to, those of its units included
    is_comparator: Bools  # (n) has standings but takes part in no deal
    is_mentioned: Bools  # (n) no source tells more than its name, unless that holds for all
    deal_ids: Ids  # (m) DealId
    main_type: Codes  # (m) DealType
    stage: Codes  # (m) Stage
    reality: Codes  # (m) Reality
    review: Codes  # (m) Review
    day: Rows  # (m) days since 1970-01-01; NO_DAY where unknown
    start: Rows  # (m + 1) where the parties of each deal start in `party`
    party: Rows  # rows of companies

    @property
    def companies(self) -> int:
        """How many companies there are."""
        return len(self.ids)

    def row_of(self, company: CompanyId) -> int | None:
        """Return the row of a company; None where it is not there."""
        order, sorted_ids = _by_id(self)
        place = int(np.searchsorted(sorted_ids, company))
        return int(order[place]) if place < len(order) and sorted_ids[place] == company else None

    def rows_of(self, companies: Iterable[CompanyId]) -> Rows:
        """Return the rows of companies, in ascending order; those that are not there are left out."""
        order, sorted_ids = _by_id(self)
        wanted = np.sort(np.fromiter(companies, dtype=np.int64))  # in order they are found twice as fast
        places = np.searchsorted(sorted_ids, wanted)
        places[places == len(sorted_ids)] = 0
        there = sorted_ids[places] == wanted if len(sorted_ids) else np.zeros(len(wanted), dtype=bool)
        chosen = np.zeros(len(self.ids), dtype=bool)
        chosen[order[places[there]]] = True
        return np.flatnonzero(chosen).astype(np.int32)

    def deal_row_of(self, deal: DealId) -> int | None:
        """Return the row of a deal; None where it is not there."""
        place = int(np.searchsorted(self.deal_ids, deal))
        return place if place < len(self.deal_ids) and self.deal_ids[place] == deal else None

    def deal_rows_of(self, deals: Iterable[DealId]) -> Rows:
        """Return the rows of deals, in ascending order; those that are not there are left out."""
        wanted = np.sort(np.fromiter(deals, dtype=np.int64))
        places = np.searchsorted(self.deal_ids, wanted)
        inside = places < len(self.deal_ids)
        rows: Rows = places[inside][self.deal_ids[places[inside]] == wanted[inside]].astype(np.int32)
        return rows

    def parties(self, deal: int) -> Rows:
        """Return the rows of the companies that are party to the deal of this row."""
        return self.party[self.start[deal] : self.start[deal + 1]]

    def parties_among(self, companies: Rows) -> Rows:
        """Return how many parties of each deal are among these companies."""
        chosen = np.zeros(self.companies, dtype=bool)
        chosen[companies] = True
        counted = np.zeros(len(self.party) + 1, dtype=np.int32)
        np.cumsum(chosen.take(self.party), out=counted[1:])
        among: Rows = np.diff(counted[self.start])
        return among

    def deals_at(self, company: int) -> Rows:
        """Return the rows of the deals that the company of this row is party to itself, in ascending order."""
        start, deal = _deals_at(self)
        return deal[start[company] : start[company + 1]]

    def neighbours(self, company: int) -> Rows:
        """Return the rows of the companies that ties lead to from this row, in ascending order."""
        start, other = neighbours_of_all(self)
        return other[start[company] : start[company + 1]]

    def with_partners(self, companies: Rows) -> Rows:
        """Return the rows of these companies and of all that a deal has together with one of them, in ascending order."""
        chosen = np.zeros(self.companies, dtype=bool)
        chosen[companies] = True
        deals = np.flatnonzero(self.parties_among(companies))
        sizes = self.start[deals + 1] - self.start[deals]
        places = np.arange(sizes.sum()) + np.repeat(self.start[deals] - np.cumsum(sizes) + sizes, sizes)
        chosen[self.party[places]] = True
        return np.flatnonzero(chosen).astype(np.int32)

    def ties(self) -> Ties:
        """Return the distinct pairs of companies that deals connect; kept for the terrains last asked for."""
        return _ties(self)


def empty_terrain() -> Terrain:
    """Return a landscape of no companies."""
    return terrain_of(MapData())


def terrain_of(data: MapData) -> Terrain:
    """Return a small landscape as columns."""
    net = network(data)
    companies = sorted(data.companies, key=lambda company: (fold(company.name), company.id))
    row = {company.id: place for place, company in enumerate(companies)}
    deals = sorted((deal for deal in data.deals if deal.review is not Review.REJECTED), key=lambda deal: deal.id)
    parties = [sorted({row[party] for party in deal.parties if party in row}) for deal in deals]
    return Terrain(
        ids=np.array([company.id for company in companies], dtype=np.int64),
        names=Names.of(company.name for company in companies),
        kind=_codes(CompanyKind, (company.kind for company in companies)),
        root=np.array([row[net.root[company.id]] for company in companies], dtype=np.int32),
        deals=np.array([company.deals for company in companies], dtype=np.int32),
        is_comparator=np.array([company.is_comparator for company in companies], dtype=bool),
        is_mentioned=np.array([company.id in net.mentioned for company in companies], dtype=bool),
        deal_ids=np.array([deal.id for deal in deals], dtype=np.int64),
        main_type=_codes(DealType, (deal.main_type for deal in deals)),
        stage=_codes(Stage, (deal.stage for deal in deals)),
        reality=_codes(Reality, (deal.reality for deal in deals)),
        review=_codes(Review, (deal.review for deal in deals)),
        day=np.array([day_of(deal.date) for deal in deals], dtype=np.int32),
        start=np.fromiter(accumulate(map(len, parties), initial=0), dtype=np.int32, count=len(parties) + 1),
        party=np.array([each for of in parties for each in of], dtype=np.int32),
    )


def terrain_from(
    *,
    ids: Ids,
    names: Sequence[str],
    kind: Codes,
    parent: Rows,
    stands: Bools,
    deal_ids: Ids,
    main_type: Codes,
    stage: Codes,
    reality: Codes,
    review: Codes,
    day: Rows,
    start: Rows,
    party: Rows,
) -> Terrain:
    """Return a landscape as columns from what its file tells in columns: who belongs to whom, and what is counted, follows.

    `parent` int32 (n) is the row of the company that each belongs to, -1 for none; `stands` bool (n) says which have standings.
    """
    root = _tops(parent, ids)
    deals = _counted(root, start, party)
    own = np.arange(len(ids), dtype=np.int32)
    has_standings = np.zeros(len(ids), dtype=bool)
    has_standings[root[stands]] = True
    is_comparator = has_standings & (deals == 0) & (root == own)
    is_silent = (deals[root] == 0) & ~is_comparator[root]
    return Terrain(
        ids=ids,
        names=names,
        kind=kind,
        root=root,
        deals=deals,
        is_comparator=is_comparator,
        is_mentioned=np.zeros_like(is_silent) if is_silent.all() else is_silent,
        deal_ids=deal_ids,
        main_type=main_type,
        stage=stage,
        reality=reality,
        review=review,
        day=day,
        start=start,
        party=party,
    )


def _tops(parent: Rows, ids: Ids) -> Rows:
    """Return the row of the top of each house; a circle ends at its lowest id."""
    above = np.where(parent < 0, np.arange(len(parent), dtype=np.int32), parent)
    top = above
    for _ in range(len(parent).bit_length()):
        higher = top[top]
        if np.array_equal(higher, top):
            break
        top = higher
    for row in np.flatnonzero(above[top] != top).tolist():
        seen, at = {row}, int(above[row])
        while at not in seen:
            seen.add(at)
            at = int(above[at])
        top[row] = min(seen, key=lambda each: int(ids[each]))
    return top


def _counted(root: Rows, start: Rows, party: Rows) -> Rows:
    """Return how many deals each company is party to; the top of a house also counts those of its units, each deal once."""
    counts = np.bincount(party, minlength=len(root)).astype(np.int32)
    is_unit = root != np.arange(len(root), dtype=np.int32)
    of_units = np.flatnonzero(is_unit.take(party)) if is_unit.any() else party[:0]
    if len(of_units):
        deal = np.searchsorted(start, of_units, side="right") - 1
        told = np.unique(deal << 32 | root[party[of_units]])
        deals = np.unique(told >> 32)
        members = np.concatenate([np.arange(start[each], start[each + 1]) for each in deals.tolist()])
        own = np.repeat(deals, start[deals + 1] - start[deals]) << 32 | party[members]
        counts += np.bincount((told & 0xFFFFFFFF)[~np.isin(told, own)], minlength=len(root)).astype(np.int32)
    return counts


def day_of(date: str) -> int:
    """Return the days from 1970-01-01 to a date in ISO 8601, of a month or a year to its first day; NO_DAY where it is none."""
    try:
        return int(np.datetime64(date, "D").astype(np.int64)) if date else NO_DAY
    except ValueError:
        return NO_DAY


def _codes(words: type[StrEnum], values: Iterable[StrEnum]) -> Codes:
    place = {word: number for number, word in enumerate(words)}
    return np.fromiter((place[value] for value in values), dtype=np.uint8)


@lru_cache(maxsize=2)
def _by_id(terrain: Terrain) -> tuple[Rows, Ids]:
    ids, order = sorted_together(terrain.ids, np.arange(len(terrain.ids)))
    return order.astype(np.int32), ids


@lru_cache(maxsize=2)
def _deals_at(terrain: Terrain) -> tuple[Rows, Rows]:
    deal = np.repeat(np.arange(len(terrain.deal_ids), dtype=np.int32), np.diff(terrain.start))
    return _grouped(terrain.party, deal, terrain.companies)


@lru_cache(maxsize=2)
def neighbours_of_all(terrain: Terrain) -> tuple[Rows, Rows]:
    """Return where the neighbours of each company start, int32 (n + 1), and their rows, ascending for each; kept."""
    pairs = terrain.ties().pairs
    ends = np.concatenate([pairs[:, 1], pairs[:, 0]])  # the smaller ones first, so that each list comes out ascending
    return _grouped(ends, np.concatenate([pairs[:, 0], pairs[:, 1]]), terrain.companies)


def _grouped(keys: Rows, values: Rows, count: int) -> tuple[Rows, Rows]:
    """Return where the values of each key start, and the values, those of one key in the order given."""
    start = np.zeros(count + 1, dtype=np.int32)
    np.cumsum(np.bincount(keys, minlength=count), out=start[1:])
    _, order = sorted_together(keys.astype(np.int64), np.arange(len(keys)))
    return start, values[order]


def sorted_together(keys: Ids, values: Ids) -> tuple[Ids, Ids]:
    """Return keys in ascending order with their values, ascending within one key; none of them negative.

    Both are packed into one number where they fit, since numbers are sorted ten times as fast as their order is found.
    """
    bits = int(values.max(initial=0)).bit_length()
    if int(keys.max(initial=0)).bit_length() + bits < 63:
        packed = np.sort(keys << bits | values)
        return packed >> bits, packed & ((1 << bits) - 1)
    order = np.lexsort((values, keys))
    return keys[order], values[order]


@lru_cache(maxsize=2)
def _ties(terrain: Terrain) -> Ties:
    sizes = np.diff(terrain.start)
    firsts, seconds, deals = [], [], []
    for size in np.unique(sizes[sizes > 1]).tolist():
        rows = np.flatnonzero(sizes == size).astype(np.int32)
        members = terrain.party[terrain.start[rows][:, None] + np.arange(size, dtype=np.int32)]
        one, other = _pairs_among(members, terrain.deals)
        firsts.append(np.minimum(one, other).ravel())
        seconds.append(np.maximum(one, other).ravel())
        deals.append(np.repeat(rows, one.shape[1]))
    if not firsts:
        return Ties(np.zeros((0, 2), np.int32), np.zeros(0, np.float32), np.zeros(0, np.int32))
    bits = max(terrain.companies - 1, 0).bit_length()
    keys = np.concatenate(firsts).astype(np.int64) << bits | np.concatenate(seconds)
    shown = _shows_most_first(terrain)
    place = np.empty(len(shown), dtype=np.int64)
    place[shown] = np.arange(len(shown))
    keys, places = sorted_together(keys, place[np.concatenate(deals)])
    deal = shown[places]
    begins = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    pairs = np.stack([keys[begins] >> bits, keys[begins] & ((1 << bits) - 1)], axis=1).astype(np.int32)
    weight = np.add.reduceat((1 / (sizes[deal] - 1)).astype(np.float32), begins, dtype=np.float32)
    return Ties(pairs, weight, deal[begins])


def _pairs_among(members: Rows, deals: Rows) -> tuple[Rows, Rows]:
    """Return the ends of the ties among the parties of deals, of which each has the same number (rows of `members`)."""
    size = members.shape[1]
    if size <= MOST_IN_PAIRS:
        one, other = np.triu_indices(size, 1)
        return members[:, one], members[:, other]
    middle = np.argmax(deals[members], axis=1)
    rest = np.arange(size - 1) + (np.arange(size - 1) >= middle[:, None])
    centre = np.take_along_axis(members, middle[:, None], axis=1)
    return np.repeat(centre, size - 1, axis=1), np.take_along_axis(members, rest, axis=1)


def _shows_most_first(terrain: Terrain) -> Rows:
    """Return the rows of the deals, the most real first, then the latest, then the one known first."""
    day = terrain.day.astype(np.int64)
    until = int(day.max(initial=0)) - np.maximum(day, NO_DAY // 1024)  # where no day is known it is long ago
    _, order = sorted_together(terrain.reality.astype(np.int64) << 32 | until, np.arange(len(day)))
    return order.astype(np.int32)
