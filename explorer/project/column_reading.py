"""Columns from the tables: companies and deals, all of them or some."""

from collections import defaultdict
from collections.abc import Sequence
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
_KIND = {kind.value: code for code, kind in enumerate(CompanyKind)}
_OWNERS = """SELECT c.id, p.kept FROM company c JOIN company p ON p.id = c.parent
             WHERE c.parent IS NOT NULL AND c.kept = c.id AND p.kept <> c.id"""


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


def read_columns(connection: apsw.Connection, state: int) -> Columns:
    """Read all of a landscape."""
    companies, deals = read_companies(connection), read_deals(connection)
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


def read_companies(connection: apsw.Connection, among: str = "") -> CompanyRows:
    """Read companies, all of them or those whose ids are in a JSON list."""
    within = "AND c.id IN (SELECT value FROM json_each(?))" if among else ""
    query = f"""
        SELECT c.id, c.name, c.folded, c.kind, coalesce(p.kept, 0), coalesce(o.pinned, 0), o.x, o.y, l.x, l.y FROM company c
        LEFT JOIN company p ON p.id = c.parent LEFT JOIN place o ON o.company = c.id LEFT JOIN layout l ON l.company = c.id
        WHERE c.kept = c.id {within}"""
    found = sorted(connection.execute(query, (among,) if among else ()), key=lambda row: (row[2], row[0]))
    ids = np.array([row[0] for row in found], dtype=np.int64)
    parent = np.array([0 if row[4] == row[0] else row[4] for row in found], dtype=np.int64)
    spots = np.array([_spot(*row[5:]) for row in found], dtype=np.float32).reshape(-1, 2)
    within = "AND c.kept IN (SELECT value FROM json_each(?))" if among else ""
    query = f"""SELECT DISTINCT c.kept FROM standing x JOIN company c ON c.id = x.company WHERE x.review <> 'rejected' {within}"""
    standing = np.array([row[0] for row in connection.execute(query, (among,) if among else ())], dtype=np.int64)
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


def read_deals(connection: apsw.Connection, among: str = "") -> DealRows:
    """Read deals, all of them or those whose ids are in a JSON list."""
    within = "AND id IN (SELECT value FROM json_each(?))" if among else ""
    values = (among,) if among else ()
    query = f"""
        SELECT id, {_code("main_type", DealType)} + {_code("stage", Stage)} * 32 + {_code("reality", Reality)} * 1024
        + {_code("review", Review)} * 32768, {_DAY} FROM deal WHERE review <> 'rejected' {within} ORDER BY id"""
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


def _parties(connection: apsw.Connection, deals: Ids, among: str) -> Ids:
    """Return (deal, company) for each party that is not rejected, in the order told; (k, 2)."""
    within = "AND s.deal IN (SELECT value FROM json_each(?))" if among else ""
    query = f"""SELECT s.deal, c.kept FROM statement s JOIN company c ON c.id = s.company
                WHERE s.field = 'party' AND s.review <> 'rejected' {within} ORDER BY s.deal, s.id"""
    pair = np.dtype([("deal", np.int64), ("company", np.int64)])
    told = np.fromiter(connection.execute(query, (among,) if among else ()), dtype=pair)
    pairs = np.stack([told["deal"], told["company"]], axis=1)
    pairs = pairs[np.isin(pairs[:, 0], deals, assume_unique=False)]
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
