"""Steps that only put rows in, and very many: their history is the ids they gave, not a second copy of every row.

Undone, the rows are taken out and kept, compressed, in the step; done again, they come back as they were.
"""

import json
import zlib
from collections.abc import Callable, Iterator
from typing import cast

import apsw

from explorer.landscape.claims import Change
from explorer.landscape.excerpts import SourceId
from explorer.project import search_index

#: The first and the last id that a step gave, by table.
Given = dict[str, tuple[int, int]]

#: In this order rows go in, and in the reverse order out. Only these tables are filled in bulk.
TABLES = ("source", "company", "alias", "deal", "statement")
#: Rows that are taken out in one go: some ten milliseconds.
AT_ONCE = 5_000
SIGN = b"{"


def last_ids(connection: apsw.Connection) -> dict[str, int]:
    """Return the last id that was ever given in each table."""
    rows = connection.execute("SELECT name, seq FROM sqlite_sequence")
    return {str(name): int(cast(int, last)) for name, last in rows}


def given_since(connection: apsw.Connection, before: dict[str, int]) -> Given:
    """Return which ids were given since."""
    now = last_ids(connection)
    return {table: (before.get(table, 0) + 1, now[table]) for table in TABLES if now.get(table, 0) > before.get(table, 0)}


def record(given: Given, rows: bytes = b"") -> bytes:
    """Return what a step keeps of itself: the ids, and after an undo the rows."""
    return json.dumps(given).encode() + b"\n" + rows


def is_bulk(kept: bytes) -> bool:
    """Say whether this is what `record` wrote, and no changeset."""
    return kept[:1] == SIGN


def given_of(kept: bytes) -> Given:
    """Return the ids of a step."""
    head = kept[: kept.index(b"\n")]
    return {str(table): (int(first), int(last)) for table, (first, last) in json.loads(head).items()}


def sources_of(connection: apsw.Connection, kept: bytes) -> set[str]:
    """Return the hashes of the texts that a step brought, whether its rows are in or out."""
    first, last = given_of(kept).get("source", (1, 0))
    found = {str(row[0]) for row in connection.execute("SELECT sha256 FROM source WHERE id BETWEEN ? AND ?", (first, last))}
    for part in _parts(kept):
        for change in apsw.Changeset.iter(zlib.decompress(part)):
            if change.name == "source" and change.old:
                found.add(str(change.old[1]))
    return found


def take_out(connection: apsw.Connection, kept: bytes, between: Callable[[], object]) -> bytes:
    """Take the rows of a step out; return the step with them inside. `between` is called now and then: others may ask meanwhile."""
    given = given_of(kept)
    parts = []
    for table in reversed(TABLES):
        first, last = given.get(table, (1, 0))
        for start in range(first, last + 1, AT_ONCE):
            end = min(last, start + AT_ONCE - 1)
            search_index.leave(connection, table, start, end)
            session = apsw.Session(connection, "main")
            try:
                session.attach(table)
                connection.execute(f"DELETE FROM {table} WHERE id BETWEEN ? AND ?", (start, end))
                parts.append(zlib.compress(session.changeset(), 1))
            finally:
                session.close()
            between()
    rows = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
    return record(given, rows)


def bring_back(connection: apsw.Connection, kept: bytes, between: Callable[[], object]) -> bytes:
    """Put the rows of an undone step in again; return the step without them."""
    given = given_of(kept)
    for part in reversed(list(_parts(kept))):
        apsw.Changeset.apply(apsw.Changeset.invert(zlib.decompress(part)), connection)
        between()
    for table, (first, last) in given.items():
        for start in range(first, last + 1, AT_ONCE):
            search_index.enter(connection, table, start, min(last, start + AT_ONCE - 1))
            between()
    return record(given)


def change_of(name: str, given: Given) -> Change:
    """Say what a step touched: so much that only its sources are named."""
    first, last = given.get("source", (1, 0))
    return Change(name, sources=frozenset(map(SourceId, range(first, last + 1))), is_sweeping=True)


def _parts(kept: bytes) -> Iterator[bytes]:
    at = kept.index(b"\n") + 1
    while at < len(kept):
        size = int.from_bytes(kept[at : at + 8], "big")
        yield kept[at + 8 : at + 8 + size]
        at += 8 + size
