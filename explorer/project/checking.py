"""Whether a landscape is sound: every quote verbatim, every text the one that was hashed, the file and its history whole."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import apsw

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


def check(connection: apsw.Connection) -> Report:
    """Compare every quote with its text, every text with its hash, and ask SQLite about the file."""
    broken = list(_faults_of_file(connection))
    quotes = verbatim = 0
    for source, title, sha256, text in connection.execute(
        "SELECT source.id, title, sha256, text FROM source JOIN frozen USING (sha256)"
    ):
        assert isinstance(text, str)
        if hashlib.sha256(text.encode()).hexdigest() != sha256:
            broken.append(f"The text of source {source}, “{title}”, is not the one that was read in.")
        for kind, starts, ends, quote in _quotes_of(connection, int(str(source))):
            quotes += 1
            if text[starts:ends] == quote:
                verbatim += 1
            else:
                broken.append(f"A quote of a {kind} does not stand in source {source}, “{title}”, at {starts} to {ends}.")
    broken += _faults_of_history(connection)
    steps = connection.execute("SELECT count(*) FROM step WHERE NOT is_undone").fetchone()
    return Report(quotes, verbatim, tuple(broken), not broken, int(steps[0]) if steps else 0)


def _quotes_of(connection: apsw.Connection, source: int) -> Iterator[tuple[str, int, int, str]]:
    query = " UNION ALL ".join(f"SELECT '{table}', starts, ends, quote FROM {table} WHERE source = ?1" for table in _QUOTED)
    yield from connection.execute(query, (source,))


def _faults_of_file(connection: apsw.Connection) -> Iterator[str]:
    for (words,) in connection.execute("PRAGMA integrity_check"):
        if words != "ok":
            yield f"The file is damaged: {words}."
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"Row {row} of {table} names a {parent} that is not there."
    for (number,) in connection.execute("SELECT id FROM source WHERE sha256 NOT IN (SELECT sha256 FROM frozen)"):
        yield f"The text of source {number} is missing."
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
            for _ in apsw.Changeset.iter(changeset):
                pass
        except apsw.Error:
            yield f"Step {number}, “{name}”, cannot be read and could not be undone."
