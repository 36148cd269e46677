"""Columns brought up to date: only what a change touched is read again, everything else is moved over."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import apsw
import numpy as np
from numpy.typing import NDArray

from explorer.landscape.names import fold
from explorer.project.column_reading import CompanyRows, DealRows, csr, read_companies, read_deals, rows_of
from explorer.project.columns import Columns

Rows = NDArray[np.int32]
Ids = NDArray[np.int64]


def patched(connection: apsw.Connection, columns: Columns, companies: Iterable[int], deals: Iterable[int], state: int) -> Columns:
    """Return columns in which these companies and deals are as the tables have them now."""
    touched = np.unique(np.fromiter(companies, dtype=np.int64))
    if len(touched):
        columns = _with_companies(connection, columns, touched)
    told = np.unique(np.fromiter(deals, dtype=np.int64))
    if len(told):
        columns = _with_deals(connection, columns, told)
    return replace(columns, state=state)


def _with_companies(connection: apsw.Connection, before: Columns, touched: Ids) -> Columns:
    # What belonged to a company that was merged belongs to the one that was kept, though nothing of itself has changed.
    rows = rows_of(touched, before.ids)
    units = before.ids[np.isin(before.parent, rows[rows >= 0])]
    fresh = read_companies(connection, np.union1d(touched, units).tolist())
    known = rows_of(fresh.ids, before.ids)
    stay = np.ones(len(before.ids), dtype=bool)
    stay[rows[rows >= 0]] = stay[known[known >= 0]] = False
    if len(fresh.ids) == np.count_nonzero(~stay) and all(before.name(row) == name.decode() for row, name in _named(known, fresh)):
        return _in_place(before, fresh, known)
    return _moved_over(before, fresh, np.flatnonzero(stay).astype(np.int32))


def _named(known: Rows, fresh: CompanyRows) -> list[tuple[int, bytes]]:
    return list(zip(known.tolist(), fresh.names, strict=True))


def _in_place(before: Columns, fresh: CompanyRows, rows: Rows) -> Columns:
    """No name is new, so that every company keeps its row."""
    changed: dict[str, Any] = {}
    for field, values in (
        ("kind", fresh.kind),
        ("parent", rows_of(fresh.parent, before.ids)),
        ("stands", fresh.stands),
        ("spots", fresh.spots),
        ("pinned", fresh.pinned),
    ):
        column = getattr(before, field).copy()
        column[rows] = values
        changed[field] = column
    return replace(before, **changed)


def _moved_over(before: Columns, fresh: CompanyRows, stay: Rows) -> Columns:
    """Put companies in, take others out: what stays keeps its order, and every row that is named is named anew."""
    places = [_place(before, stay, folded, int(id_)) for folded, id_ in zip(fresh.folded, fresh.ids, strict=True)]
    at = np.array(places, dtype=np.int64)
    ids = np.insert(before.ids[stay], at, fresh.ids)
    moved = np.full(len(before.ids), -1, dtype=np.int32)
    new_rows = np.delete(np.arange(len(ids), dtype=np.int32), at + np.arange(len(at)))
    moved[stay] = new_rows
    fresh_rows = rows_of(fresh.ids, ids)
    again = rows_of(fresh.ids, before.ids)
    moved[again[again >= 0]] = fresh_rows[again >= 0]
    parents = before.parent[stay]
    parent = np.insert(np.where(parents < 0, -1, moved[parents]).astype(np.int32), at, rows_of(fresh.parent, ids))
    names = _names(before, stay, places, fresh.names)
    sizes = np.insert(np.diff(before.name_starts)[stay], at, [len(name) for name in fresh.names])
    party = moved[before.party]  # a copy, which may be put in order
    start = before.start
    if len(party) and party.min() < 0:  # a company of a deal is gone; the deal itself was touched and is read again
        start, party = _without(start, party)
    return replace(
        before,
        ids=ids,
        names=names,
        name_starts=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        kind=np.insert(before.kind[stay], at, fresh.kind),
        parent=parent,
        stands=np.insert(before.stands[stay], at, fresh.stands),
        spots=np.insert(before.spots[stay], at, fresh.spots, axis=0),
        pinned=np.insert(before.pinned[stay], at, fresh.pinned),
        start=start,
        party=_ascending(start, party),
    )


def _place(before: Columns, stay: Rows, folded: str, id_: int) -> int:
    """Return before which of the companies that stay another one belongs."""
    low, high = 0, len(stay)
    while low < high:
        middle = (low + high) // 2
        row = int(stay[middle])
        if (fold(before.name(row)), int(before.ids[row])) < (folded, id_):
            low = middle + 1
        else:
            high = middle
    return low


def _names(before: Columns, stay: Rows, places: list[int], fresh: list[bytes]) -> NDArray[np.uint8]:
    """Join the names that stay, in as few pieces as there are gaps, with the new ones between them."""
    breaks = np.flatnonzero(np.diff(stay) != 1) + 1
    cuts = sorted({0, len(stay), *breaks.tolist(), *places})
    waiting = list(zip(places, fresh, strict=True))
    pieces: list[NDArray[np.uint8]] = []
    for start, end in [*pairwise(cuts), (len(stay), len(stay))]:
        while waiting and waiting[0][0] == start:
            pieces.append(np.frombuffer(waiting.pop(0)[1], dtype=np.uint8))
        if start < end:
            first, last = int(stay[start]), int(stay[end - 1])
            pieces.append(before.names[before.name_starts[first] : before.name_starts[last + 1]])
    return np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.uint8)


def _without(start: Rows, party: Rows) -> tuple[Rows, Rows]:
    there = party >= 0
    counted = np.concatenate([[0], np.cumsum(there)])
    return counted[start].astype(np.int32), party[there]


def _ascending(start: Rows, party: Rows) -> Rows:
    """Put the parties of each deal in order again, where a company has passed another."""
    begins = np.zeros(len(party) + 1, dtype=bool)
    begins[start] = True
    falls = np.flatnonzero((party[1:] < party[:-1]) & ~begins[1:-1]) + 1
    for deal in np.unique(np.searchsorted(start, falls, side="right") - 1).tolist():
        party[start[deal] : start[deal + 1]] = np.sort(party[start[deal] : start[deal + 1]])
    return party


def _with_deals(connection: apsw.Connection, before: Columns, touched: Ids) -> Columns:
    fresh = read_deals(connection, touched.tolist())
    start, party = csr(fresh, before.ids)
    rows = np.searchsorted(before.deal_ids, fresh.ids)
    there = np.searchsorted(before.deal_ids, touched)
    gone = there[(there < len(before.deal_ids)) & (np.append(before.deal_ids, -1)[there] == touched)]
    is_same = (
        len(gone) == len(rows)
        and np.array_equal(gone, rows)
        and np.array_equal(before.start[rows + 1] - before.start[rows], np.diff(start))
    )
    if is_same:
        return _deals_in_place(before, fresh, rows, party)
    left = np.delete(before.deal_ids, gone)
    at = np.searchsorted(left, fresh.ids)

    def joined(field: str) -> NDArray[Any]:
        return np.insert(np.delete(getattr(before, field), gone), at, getattr(fresh, field))

    sizes = np.diff(before.start)
    dropped = np.arange(sizes[gone].sum()) + np.repeat(before.start[gone] - np.cumsum(sizes[gone]) + sizes[gone], sizes[gone])
    sizes = np.delete(sizes, gone)
    starts = _starts(sizes)
    return replace(
        before,
        deal_ids=np.insert(left, at, fresh.ids),
        start=_starts(np.insert(sizes, at, np.diff(start))),
        party=np.insert(np.delete(before.party, dropped), np.repeat(starts[at], np.diff(start)), party),
        main_type=joined("main_type"),
        stage=joined("stage"),
        reality=joined("reality"),
        review=joined("review"),
        day=joined("day"),
    )


def _starts(sizes: NDArray[np.integer]) -> Rows:
    starts = np.zeros(len(sizes) + 1, dtype=np.int32)
    np.cumsum(sizes, out=starts[1:])
    return starts


def _deals_in_place(before: Columns, fresh: DealRows, rows: NDArray[np.int64], party: Rows) -> Columns:
    """No deal came or went and none has more or fewer parties, so that all stay where they are."""
    changed: dict[str, Any] = {}
    for field in ("main_type", "stage", "reality", "review", "day"):
        column = getattr(before, field).copy()
        column[rows] = getattr(fresh, field)
        changed[field] = column
    parties = before.party.copy()
    sizes = before.start[rows + 1] - before.start[rows]
    ends = np.cumsum(sizes)
    parties[np.arange(len(party)) + np.repeat(before.start[rows] - ends + sizes, sizes)] = party
    return replace(before, party=parties, **changed)
