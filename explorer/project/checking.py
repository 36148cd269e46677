"""Whether a landscape is sound: every quote verbatim, every text the one that was hashed, the file and its history whole."""

import hashlib
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass

import apsw

from explorer.project import bulk

_QUOTED = ("belonging", "alias", "statement", "flow", "standing", "question", "position")


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found; `broken` says in one sentence each what is not as it should be."""

    quotes: int
    verbatim: int
    broken: tuple[str, ...]
    is_sound: bool
    steps: int

    @property
    def summary(self) -> str:
        """Say it in one line: "412 of 412 quotes verbatim, file sound, 37 steps of history"."""
        file = "file sound" if self.is_sound else f"{len(self.broken)} faults"
        steps = f"{self.steps} step{'' if self.steps == 1 else 's'} of history"
        return f"{self.verbatim} of {self.quotes} quotes verbatim, {file}, {steps}"


def check(connection: apsw.Connection, turn: AbstractContextManager[object]) -> Report:
    """Compare every quote with its text, every text with its hash, and ask SQLite about the file.

    `turn` is taken for one text or table at a time, so that others get theirs while a large landscape is checked.
    """
    with turn:
        tables = [str(row[0]) for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
    broken: list[str] = []
    for table in tables:
        with turn:
            broken += _faults_of_table(connection, table)
    quotes, verbatim, faults = check_quotes(connection, turn)
    broken += faults
    with turn:
        broken += _faults_of_references(connection)
        broken += _faults_of_history(connection)
        steps = connection.execute("SELECT count(*) FROM step WHERE NOT is_undone").fetchone()
    return Report(quotes, verbatim, tuple(broken), not broken, int(steps[0]) if steps else 0)


def check_quotes(connection: apsw.Connection, turn: AbstractContextManager[object]) -> tuple[int, int, list[str]]:
    """Compare every quote with its text and every text with its hash: return quotes, how many are verbatim, what is wrong."""
    with turn:
        sources = [int(str(row[0])) for row in connection.execute("SELECT id FROM source ORDER BY id")]
    quotes, verbatim, broken = 0, 0, []
    for source in sources:
        with turn:
            found, right, faults = _check_source(connection, source)
        quotes, verbatim = quotes + found, verbatim + right
        broken += faults
    return quotes, verbatim, broken


def _check_source(connection: apsw.Connection, source: int) -> tuple[int, int, list[str]]:
    """Count the quotes of one source and those that are verbatim, and say what is wrong."""
    quotes = verbatim = 0
    broken = []
    query = "SELECT title, sha256, text FROM source LEFT JOIN frozen USING (sha256) WHERE id = ?"
    for title, sha256, text in connection.execute(query, (source,)):
        if not isinstance(text, str):
            return 0, 0, [f"The text of source {source}, “{title}”, is missing."]
        if hashlib.sha256(text.encode()).hexdigest() != sha256:
            broken.append(f"The text of source {source}, “{title}”, is not the one that was read in.")
        for kind, starts, ends, quote in _quotes_of(connection, source):
            quotes += 1
            if text[starts:ends] == quote:
                verbatim += 1
            else:
                broken.append(f"A quote of a {kind} does not stand in source {source}, “{title}”, at {starts} to {ends}.")
    return quotes, verbatim, broken


def _quotes_of(connection: apsw.Connection, source: int) -> Iterator[tuple[str, int, int, str]]:
    query = " UNION ALL ".join(f"SELECT '{table}', starts, ends, quote FROM {table} WHERE source = ?1" for table in _QUOTED)
    yield from connection.execute(query, (source,))


def _faults_of_table(connection: apsw.Connection, table: str) -> Iterator[str]:
    for (words,) in connection.execute(f"PRAGMA integrity_check('{table}')"):
        if words != "ok":
            yield f"The file is damaged: {words}."


def _faults_of_references(connection: apsw.Connection) -> Iterator[str]:
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"Row {row} of {table} names a {parent} that is not there."
    for (company,) in connection.execute("SELECT id FROM company WHERE kept NOT IN (SELECT id FROM company WHERE kept = id)"):
        yield f"Company {company} was merged into one that is not there."


def _faults_of_history(connection: apsw.Connection) -> Iterator[str]:
    """Read every changeset through: one that cannot be read could not be undone."""
    undone = False
    for number, name, is_undone, changeset in connection.execute("SELECT id, name, is_undone, changeset FROM step ORDER BY id"):
        if undone and not is_undone:
            yield f"Step {number}, “{name}”, stands after one that was undone."
        undone = bool(is_undone)
        try:
            bulk.given_of(changeset) if bulk.is_bulk(changeset) else all(True for _ in apsw.Changeset.iter(changeset))
        except (apsw.Error, ValueError):
            yield f"Step {number}, “{name}”, cannot be read and could not be undone."
