"""Columns from the tables: companies and deals, all of them or some."""

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple

import apsw
import numpy as np
from numpy.typing import NDArray

from explorer.landscape.facts import CompanyId
from explorer.landscape.vocabulary import CompanyKind, DealType, Reality, Review, Stage
from explorer.project.columns import NO_DAY, Columns
from explorer.project.deals import without_kin

Ids = NDArray[np.int64]
#: Ids from a range, or listed.
Among = range | list[int]
#: Rows that are read in one go: some ten milliseconds.
COMPANIES_AT_ONCE, DEALS_AT_ONCE = 5_000, 5_000
_LISTS = ("names", "folded")
_KIND = {kind.value: code for code, kind in enumerate(CompanyKind)}
_OWNERS = """SELECT c.id, p.kept FROM company c JOIN company p ON p.id = c.parent
             WHERE c.parent > 0 AND c.kept = c.id AND p.kept <> c.id"""


def nothing() -> None:
    """Do nothing between two slices."""


class CompanyRows(NamedTuple):
    """Companies in the order of their folded name and id; the parent is an id here, 0 for none."""

    ids: Ids
    names: list[bytes]
    folded: list[str]
    kind: NDArray[np.uint8]
    parent: Ids
    stands: NDArray[np.bool_]
    spots: NDArray[np.float32]
    pinned: NDArray[np.bool_]


class DealRows(NamedTuple):
    """Deals in the order of their id, with (deal id, company id) for each party, deal by deal."""

    ids: Ids
    main_type: NDArray[np.uint8]
    stage: NDArray[np.uint8]
    reality: NDArray[np.uint8]
    review: NDArray[np.uint8]
    day: NDArray[np.int32]
    parties: NDArray[np.int64]


def read_columns(connection: apsw.Connection, state: int, between: Callable[[], object] = nothing) -> Columns:
    """Read all of a landscape, some thousand rows at a time; `between` is called so that others may ask meanwhile."""
    slices = []
    for among in _slices(connection, "company", COMPANIES_AT_ONCE):
        slices.append(read_companies(connection, among))
        between()
    companies = _in_order(slices)
    parts = []
    for among in _slices(connection, "deal", DEALS_AT_ONCE):
        parts.append(read_deals(connection, among))
        between()
    deals = DealRows(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))
    start, party = csr(deals, companies.ids)
    return Columns(
        state=state,
        ids=companies.ids,
        names=np.frombuffer(b"".join(companies.names), dtype=np.uint8),
        name_starts=starts_of(companies.names),
        kind=companies.kind,
        parent=rows_of(companies.parent, companies.ids),
        stands=companies.stands,
        spots=companies.spots,
        pinned=companies.pinned,
        deal_ids=deals.ids,
        main_type=deals.main_type,
        stage=deals.stage,
        reality=deals.reality,
        review=deals.review,
        day=deals.day,
        start=start,
        party=party,
    )


def read_companies(connection: apsw.Connection, among: Among) -> CompanyRows:
    """Read the companies of these ids."""
    within, values = _within(among)
    query = f"""
        SELECT c.id, c.name, c.folded, c.kind, coalesce(p.kept, 0), coalesce(o.pinned, 0), o.x, o.y, l.x, l.y FROM company c
        LEFT JOIN company p ON p.id = c.parent LEFT JOIN place o ON o.company = c.id LEFT JOIN layout l ON l.company = c.id
        WHERE c.kept = c.id AND c.id {within}"""
    found = sorted(connection.execute(query, values), key=lambda row: (row[2], row[0]))
    ids = np.array([row[0] for row in found], dtype=np.int64)
    parent = np.array([0 if row[4] == row[0] else row[4] for row in found], dtype=np.int64)
    spots = np.array([_spot(*row[5:]) for row in found], dtype=np.float32).reshape(-1, 2)
    query = f"""SELECT DISTINCT c.kept FROM standing x JOIN company c ON c.id = x.company
                WHERE x.review <> 'rejected' AND c.kept {within}"""
    standing = np.array([row[0] for row in connection.execute(query, values)], dtype=np.int64)
    return CompanyRows(
        ids,
        [row[1].encode() for row in found],
        [row[2] for row in found],
        np.array([_KIND[row[3]] for row in found], dtype=np.uint8),
        parent,
        np.isin(ids, standing),
        spots,
        np.array([bool(row[5]) for row in found], dtype=bool),
    )


def read_deals(connection: apsw.Connection, among: Among) -> DealRows:
    """Read the deals of these ids."""
    within, values = _within(among)
    query = f"""
        SELECT id, {_code("main_type", DealType)} + {_code("stage", Stage)} * 32 + {_code("reality", Reality)} * 1024
        + {_code("review", Review)} * 32768, {_DAY} FROM deal WHERE review <> 'rejected' AND id {within} ORDER BY id"""
    kind = np.dtype([("id", np.int64), ("codes", np.int64), ("day", np.int64)])
    found = np.fromiter(connection.execute(query, values), dtype=kind)
    codes = found["codes"]
    return DealRows(
        found["id"].copy(),
        (codes & 31).astype(np.uint8),
        (codes >> 5 & 31).astype(np.uint8),
        (codes >> 10 & 31).astype(np.uint8),
        (codes >> 15).astype(np.uint8),
        found["day"].astype(np.int32),
        _parties(connection, found["id"], among),
    )


def _parties(connection: apsw.Connection, deals: Ids, among: Among) -> Ids:
    """Return (deal, company) for each party that is not rejected, in the order told; (k, 2)."""
    within, values = _within(among)
    query = f"""SELECT s.deal, c.kept FROM statement s JOIN company c ON c.id = s.company
                WHERE s.field = 'party' AND s.review <> 'rejected' AND s.deal {within} ORDER BY s.deal, s.id"""
    pair = np.dtype([("deal", np.int64), ("company", np.int64)])
    told = np.fromiter(connection.execute(query, values), dtype=pair)
    pairs = np.stack([told["deal"], told["company"]], axis=1)
    pairs = pairs[
        np.isin(
            pairs[:, 0],
            deals,
        )
    ]
    owners = {CompanyId(int(str(unit))): CompanyId(int(str(owner))) for unit, owner in connection.execute(_OWNERS)}
    return _without_kin(pairs, owners) if owners else pairs


def _without_kin(pairs: Ids, owners: dict[CompanyId, CompanyId]) -> Ids:
    """Leave out of deals of three and more parties those of one house, as `project.deals` does."""
    kin = np.array(sorted({*owners, *owners.values()}), dtype=np.int64)
    with_kin = np.isin(pairs[:, 0], np.unique(pairs[np.isin(pairs[:, 1], kin), 0]))
    of_deal: dict[int, list[CompanyId]] = defaultdict(list)
    for deal, company in pairs[with_kin].tolist():
        if company not in of_deal[deal]:
            of_deal[deal].append(CompanyId(company))
    settled = [(deal, party) for deal, parties in of_deal.items() for party in without_kin(parties, owners)]
    return np.concatenate([pairs[~with_kin], np.array(settled, dtype=np.int64).reshape(-1, 2)])


def _within(among: Among) -> tuple[str, tuple[object, ...]]:
    """Return the condition for ids: those of a range, or of a list."""
    if isinstance(among, range):
        return "BETWEEN ? AND ?", (among.start, among.stop - 1)
    return "IN (SELECT value FROM json_each(?))", (json.dumps(among),)


def _slices(connection: apsw.Connection, table: str, size: int) -> list[range]:
    row = connection.execute(f"SELECT max(id) FROM {table}").fetchone()
    last = int(str(row[0])) if row and row[0] is not None else 0
    return [range(start, start + size) for start in range(1, last + 1, size)] or [range(0)]


def _in_order(slices: Sequence[CompanyRows]) -> CompanyRows:
    """Put slices together, all companies in the order of folded name and id."""
    folded = [each for part in slices for each in part.folded]
    names = [each for part in slices for each in part.names]
    joined = {
        field: np.concatenate([getattr(part, field) for part in slices]) for field in CompanyRows._fields if field not in _LISTS
    }
    order = sorted(range(len(folded)), key=lambda row: (folded[row], joined["ids"][row]))
    ordered = {field: column[order] for field, column in joined.items()}
    return CompanyRows(names=[names[row] for row in order], folded=[folded[row] for row in order], **ordered)


def csr(deals: DealRows, ids: Ids) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return where the parties of each deal start, and their rows, each once and ascending."""
    deal = np.searchsorted(deals.ids, deals.parties[:, 0])
    party = rows_of(deals.parties[:, 1], ids)
    keys = np.unique((deal << 32 | party)[party >= 0])
    start = np.zeros(len(deals.ids) + 1, dtype=np.int32)
    np.cumsum(np.bincount(keys >> 32, minlength=len(deals.ids)), out=start[1:])
    return start, (keys & 0xFFFFFFFF).astype(np.int32)


def rows_of(wanted: Ids, ids: Ids) -> NDArray[np.int32]:
    """Return the row of each id; -1 where it is not there."""
    if not len(ids) or not len(wanted):
        return np.full(len(wanted), -1, dtype=np.int32)
    if len(wanted) * 20 < len(ids):
        there = np.flatnonzero(np.isin(ids, wanted)).astype(np.int32)
        rows = rows_of(wanted, ids[there])
        return np.where(rows < 0, -1, np.append(there, -1)[rows]).astype(np.int32)
    order = np.argsort(ids, kind="stable")
    places = np.minimum(np.searchsorted(ids, wanted, sorter=order), len(ids) - 1)
    rows = order[places].astype(np.int32)
    rows[ids[rows] != wanted] = -1
    return rows


def starts_of(names: Sequence[bytes]) -> Ids:
    """Return where each name starts in all of them joined, and where the last ends."""
    return np.fromiter(accumulate(map(len, names), initial=0), dtype=np.int64, count=len(names) + 1)


def _spot(
    pinned: int, x: float | None, y: float | None, layout_x: float | None, layout_y: float | None
) -> tuple[float | None, float | None]:
    return (x, y) if pinned or layout_x is None else (layout_x, layout_y)


def _code(column: str, words: type[StrEnum]) -> str:
    cases = " ".join(f"WHEN '{word}' THEN {code}" for code, word in enumerate(words))
    return f"(CASE {column} {cases} ELSE 0 END)"


#: The day of a date that may be only a year or a month.
_WHOLE = "date || CASE length(date) WHEN 4 THEN '-01-01' WHEN 7 THEN '-01' WHEN 10 THEN '' ELSE 'no' END"
_DAY = f"coalesce(CAST(floor(julianday({_WHOLE}) - 2440587.5) AS INTEGER), {NO_DAY})"
