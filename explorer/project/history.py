"""The history: every edit is one transaction whose recorded changeset undoes and redoes it, and says what it touched."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import apsw

from explorer.landscape.claims import Change
from explorer.landscape.excerpts import SourceId
from explorer.landscape.facts import CompanyId, DealId
from explorer.project import bulk, search_index
from explorer.project.schema import RECORDED

_Columns = dict[str, tuple[str, ...]]
#: Which columns of a table name companies, deals and sources.
_COMPANY_COLUMNS: _Columns = {
    "company": ("id", "kept", "parent", "same_as"),
    "belonging": ("company", "parent"),
    "alias": ("company",),
    "mention": ("company",),
    "statement": ("company",),
    "flow": ("giver", "taker"),
    "standing": ("company",),
    "question_about": ("company",),
    "position": ("company",),
}
_DEAL_COLUMNS: _Columns = {"deal": ("id",), "statement": ("deal",), "flow": ("deal",), "question_about": ("deal",)}
_CLAIMS = ("belonging", "alias", "mention", "statement", "flow", "standing", "question", "position")
_SOURCE_COLUMNS: _Columns = {"source": ("id",), **dict.fromkeys(_CLAIMS, ("source",))}
_WATCHED = (_COMPANY_COLUMNS, _DEAL_COLUMNS, _SOURCE_COLUMNS)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the history; `made` is ISO 8601."""

    id: int
    name: str
    made: str
    is_undone: bool


class Recording:
    """An edit under way: collects notes, and knows what changed once it is done."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.notes: list[str] = []
        self.change = Change(name)


@contextmanager
def recorded_in_bulk(connection: apsw.Connection, name: str) -> Iterator[Recording]:
    """Carry out an edit that only puts rows in, very many of them, as one step; triggers and foreign keys rest meanwhile."""
    recording = Recording(name)
    with _at_rest(connection):
        connection.execute("BEGIN IMMEDIATE")
        try:
            before = bulk.last_ids(connection)
            yield recording
            given = bulk.given_since(connection, before)
            if given:
                _keep(connection, recording.name, bulk.record(given))
                recording.change = bulk.change_of(recording.name, given)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    recording.change = replace(recording.change, name=recording.name, notes=tuple(recording.notes))


@contextmanager
def recorded(connection: apsw.Connection, name: str) -> Iterator[Recording]:
    """Carry out one edit as one transaction and one step of history; whatever is raised inside undoes all of it."""
    recording = Recording(name)
    connection.execute("BEGIN IMMEDIATE")
    try:
        session = apsw.Session(connection, "main")
        try:
            for table in RECORDED:
                session.attach(table)
            yield recording
            changeset = session.changeset()
        finally:
            session.close()
        if changeset:
            _keep(connection, recording.name, changeset)
            recording.change = change_of(connection, recording.name, changeset)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    recording.change = replace(recording.change, name=recording.name, notes=tuple(recording.notes))


def undo(connection: apsw.Connection, between: Callable[[], object]) -> Change | None:
    """Take back the last step that stands; None where there is none. `between` is called in the midst of a long one."""
    return _walk(
        connection, between, "SELECT id, name, changeset FROM step WHERE NOT is_undone ORDER BY id DESC LIMIT 1", is_undo=True
    )


def redo(connection: apsw.Connection, between: Callable[[], object]) -> Change | None:
    """Do the first undone step again; None where there is none. `between` is called in the midst of a long one."""
    return _walk(connection, between, "SELECT id, name, changeset FROM step WHERE is_undone ORDER BY id LIMIT 1", is_undo=False)


def change_of(connection: apsw.Connection, name: str, changeset: bytes) -> Change:
    """Read off a changeset what it touched; a statement touches its deal, and a deal its parties."""
    touched, tables, themselves = _touched(connection, changeset)
    companies, deals, sources = touched
    if themselves:
        deals |= _ids(connection, "SELECT deal FROM statement WHERE company IN (SELECT value FROM json_each(?))", themselves)
    parties = "SELECT company FROM statement WHERE field = 'party' AND deal IN (SELECT value FROM json_each(?))"
    companies |= _ids(connection, parties, deals)
    companies |= _ids(connection, "SELECT kept FROM company WHERE id IN (SELECT value FROM json_each(?))", companies)
    return Change(
        name,
        companies=frozenset(map(CompanyId, companies)),
        deals=frozenset(map(DealId, deals)),
        sources=frozenset(map(SourceId, sources)),
        standings=bool(tables & {"standing", "capability"}),
        questions=bool(tables & {"question", "question_about"}),
        places="place" in tables,
        views="view" in tables,
        decisions="decision" in tables,
    )


def _walk(connection: apsw.Connection, between: Callable[[], object], which: str, *, is_undo: bool) -> Change | None:
    row = connection.execute(which).fetchone()
    if row is None:
        return None
    number, name, changeset = row
    if bulk.is_bulk(changeset):
        with _at_rest(connection), connection:
            kept = (bulk.take_out if is_undo else bulk.bring_back)(connection, changeset, between)
            connection.execute("UPDATE step SET is_undone = ?, changeset = ? WHERE id = ?", (is_undo, kept, number))
        return bulk.change_of(name, bulk.given_of(kept))
    steps = apsw.Changeset.invert(changeset) if is_undo else changeset
    with _at_rest(connection), connection:
        apsw.Changeset.apply(steps, connection)
        search_index.follow(connection, steps)
        connection.execute("UPDATE step SET is_undone = ? WHERE id = ?", (is_undo, number))
    return change_of(connection, name, steps)


@contextmanager
def _at_rest(connection: apsw.Connection) -> Iterator[None]:
    """Let triggers and foreign keys rest while a changeset is applied.

    A changeset is in no order. FTS5 writes out what it holds whenever a row comes before the last one, so that with triggers
    taking back 1,000 articles takes 4.5 s; search follows in order instead. Foreign keys would cascade onto rows that the changeset
    deletes itself, and counting them takes 44 s for 10,000 articles; the state that comes back has satisfied them before.
    CHECKs are a third of the time of a long list, whose words are those of enumerations and whose spans the intake looks at itself.
    """
    connection.config(apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0)
    connection.pragma("foreign_keys", False)
    connection.pragma("ignore_check_constraints", True)
    try:
        yield
    finally:
        connection.pragma("ignore_check_constraints", False)
        connection.pragma("foreign_keys", True)
        connection.config(apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 1)


def _keep(connection: apsw.Connection, name: str, changeset: bytes) -> None:
    """Add a step to the history; what was undone before it is gone for good."""
    _cut_undone_tail(connection)
    made = datetime.now().isoformat(timespec="seconds")
    connection.execute("INSERT INTO step(name, made, changeset) VALUES (?, ?, ?)", (name, made, changeset))


def _cut_undone_tail(connection: apsw.Connection) -> None:
    """A new edit after an undo: what was undone is gone for good, and so are the texts that only it brought."""
    cut = connection.execute("DELETE FROM step WHERE is_undone RETURNING changeset").fetchall()
    texts = {text for (changeset,) in cut for text in _texts_of(connection, changeset)}
    if texts:
        texts -= {
            text for (changeset,) in connection.execute("SELECT changeset FROM step") for text in _texts_of(connection, changeset)
        }
        forget = "DELETE FROM frozen WHERE sha256 IN (SELECT value FROM json_each(?)) AND sha256 NOT IN (SELECT sha256 FROM source)"
        connection.execute(forget, (json.dumps(sorted(texts)),))


def _texts_of(connection: apsw.Connection, changeset: Any) -> Iterator[str]:
    """Name the frozen texts of the sources that a step brings or takes away."""
    if bulk.is_bulk(changeset):
        yield from bulk.sources_of(connection, changeset)
        return
    for change in apsw.Changeset.iter(changeset):
        if change.name == "source":
            row = change.new if change.op == "INSERT" else change.old
            if row and isinstance(row[1], str):
                yield row[1]


def _touched(connection: apsw.Connection, changeset: bytes) -> tuple[tuple[set[int], set[int], set[int]], set[str], set[int]]:
    """Return the companies, deals and sources that are named, the tables, and the companies that changed themselves."""
    touched: tuple[set[int], set[int], set[int]] = (set(), set(), set())
    themselves: set[int] = set()
    updated: dict[str, set[int]] = defaultdict(set)
    wanted: dict[str, tuple[tuple[int, set[int]], ...]] = {}
    for change in apsw.Changeset.iter(changeset):
        positions = wanted.get(change.name)
        if positions is None:
            positions = wanted[change.name] = tuple(_positions(connection, change.name, touched))
        if change.op == "UPDATE" and change.old:
            updated[change.name].add(change.old[0])  # type: ignore[arg-type]
        for row in (change.old, change.new):
            if row:
                for position, ids in positions:
                    if isinstance(row[position], int):
                        ids.add(row[position])  # type: ignore[arg-type]
                        if change.name == "company":
                            themselves.add(row[position])  # type: ignore[arg-type]
    for table, numbers in updated.items():
        _add_columns_of(connection, table, numbers, touched)
    if updated["company"]:
        named = (themselves, set[int](), set[int]())
        _add_columns_of(connection, "company", updated["company"], named)
    return touched, set(wanted), themselves


def _positions(
    connection: apsw.Connection, table: str, touched: tuple[set[int], set[int], set[int]]
) -> Iterator[tuple[int, set[int]]]:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    for watched, ids in zip(_WATCHED, touched, strict=True):
        for column in watched.get(table, ()):
            yield columns.index(column), ids


def _add_columns_of(
    connection: apsw.Connection, table: str, numbers: set[int], touched: tuple[set[int], set[int], set[int]]
) -> None:
    """Add what updated rows name in columns that did not change, which a changeset leaves out."""
    if table in ("view", "capability", "place", "decision"):
        return
    for watched, ids in zip(_WATCHED, touched, strict=True):
        for column in watched.get(table, ()):
            ids |= _ids(connection, f"SELECT {column} FROM {table} WHERE id IN (SELECT value FROM json_each(?))", numbers)


def _ids(connection: apsw.Connection, query: str, numbers: Iterable[int]) -> set[int]:
    listed = json.dumps(sorted(numbers))
    return {row[0] for row in connection.execute(query, (listed,)) if row[0] is not None}
