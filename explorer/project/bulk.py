"""Steps that only put rows in, and very many: their history is the ids they gave, not a second copy of every row.

Undone, the rows are taken out and kept, compressed, in the step; done again, they come back as they were.
"""

import json
import zlib
from collections.abc import Iterator
from typing import cast

import apsw

from explorer.landscape.claims import Change
from explorer.landscape.excerpts import SourceId
from explorer.project import search_index

#: The first and the last id that a step gave, by table.
Given = dict[str, tuple[int, int]]

#: In this order rows go in, and in the reverse order out. Only these tables are filled in bulk.
TABLES = ("source", "company", "alias", "deal", "statement")
#: Rows that are taken out in one go: what bounds the memory.
AT_ONCE = 100_000
_SIGN = b"{"


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
    return kept[:1] == _SIGN


def given_of(kept: bytes) -> Given:
    """Return the ids of a step."""
    head = kept[: kept.index(b"\n")]
    return {str(table): (int(first), int(last)) for table, (first, last) in json.loads(head).items()}


def sources_of(connection: apsw.Connection, kept: bytes) -> set[str]:
    """Return the hashes of the texts that a step brought, whether its rows are in or out."""
    first, last = given_of(kept).get("source", (1, 0))
    found = {str(row[0]) for row in connection.execute("SELECT sha256 FROM source WHERE id BETWEEN ? AND ?", (first, last))}
    for changeset in _changesets(kept):
        for change in apsw.Changeset.iter(changeset):
            if change.name == "source" and change.old:
                found.add(str(change.old[1]))
    return found


def index(connection: apsw.Connection, given: Given) -> None:
    """Let the words of the rows that were put in be found."""
    for table, (first, last) in given.items():
        search_index.enter(connection, table, first, last)


def take_out(connection: apsw.Connection, kept: bytes) -> bytes:
    """Take the rows of a step out; return the step with them inside."""
    given = given_of(kept)
    parts = []
    for table in reversed(TABLES):
        first, last = given.get(table, (1, 0))
        if first <= last:
            search_index.leave(connection, table, first, last)
        for start in range(first, last + 1, AT_ONCE):
            session = apsw.Session(connection, "main")
            try:
                session.attach(table)
                connection.execute(f"DELETE FROM {table} WHERE id BETWEEN ? AND ?", (start, min(last, start + AT_ONCE - 1)))
                parts.append(zlib.compress(session.changeset(), 1))
            finally:
                session.close()
    rows = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
    return record(given, rows)


def bring_back(connection: apsw.Connection, kept: bytes) -> bytes:
    """Put the rows of an undone step in again; return the step without them."""
    given = given_of(kept)
    for changeset in reversed(list(_changesets(kept))):
        apsw.Changeset.apply(apsw.Changeset.invert(changeset), connection)
    index(connection, given)
    return record(given)


def change_of(name: str, given: Given) -> Change:
    """Say what a step touched: so much that only its sources are named."""
    first, last = given.get("source", (1, 0))
    return Change(name, sources=frozenset(map(SourceId, range(first, last + 1))), is_sweeping=True)


def _changesets(kept: bytes) -> Iterator[bytes]:
    at = kept.index(b"\n") + 1
    while at < len(kept):
        size = int.from_bytes(kept[at : at + 8], "big")
        yield zlib.decompress(kept[at + 8 : at + 8 + size])
        at += 8 + size
