"""The columns of an open landscape: held, brought up to date after each edit, and kept in the file for the next opening."""

import json
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from explorer.landscape.claims import Change
from explorer.project import bulk, history, opening
from explorer.project.column_patching import patched
from explorer.project.column_reading import read_columns, rows_of
from explorer.project.columns import Columns, packed, unpacked
from explorer.project.company_edits import CompanyEdits
from explorer.project.open_file import Row, guarded

#: More steps than this are not followed one by one: the tables are read again.
MOST_STEPS = 300
#: Of more places than this that have changed it is not noted whose they are.
MOST_MOVED = 2000
#: Places that are kept in one go: some ten milliseconds.
SPOTS_AT_ONCE = 5000
_TABLE = "CREATE TABLE IF NOT EXISTS columns (name TEXT PRIMARY KEY, state INTEGER NOT NULL, data BLOB NOT NULL) STRICT"
_KEEP_SPOT = """
    INSERT INTO layout(company, x, y) VALUES (?, ?, ?) ON CONFLICT(company) DO UPDATE SET x = excluded.x, y = excluded.y
"""


class ColumnKeeping(CompanyEdits):
    """A landscape that can be had as columns."""

    _columns: Columns | None = None
    _kept_state = -1

    @guarded
    def columns(self) -> Columns:
        """Return the landscape as columns, up to date; quick where the file keeps a copy, else read from the tables."""
        held = self._held()
        state = self._state()
        if held is None or held.state != state:
            held = self._columns = self._caught_up(held, state)
        return held

    def prepare_columns(self) -> None:
        """Read the columns and keep a copy of them in the file, for a job: meanwhile others may ask and edit."""
        with self._turn, opening.explained(self.path):
            self._stop_if_closing()
            state = self._state()
            held = self._held()
            if held is None or (held.state != state and self._changes_since(held.state, state) is None):
                self._columns = read_columns(self._connection, state, self._let_others_ask)
            self.columns()
            self.keep_columns()

    @guarded
    def follow(self, change: Change) -> Columns:
        """Return the columns after a change that was carried out just now: only what it touched is read."""
        if self._columns is None or change.is_sweeping:
            self._columns = read_columns(self._connection, self._state())
        else:
            self._columns = self._patched(self._columns, [change], self._state())
        return self._columns

    @guarded
    def has_columns(self) -> bool:
        """Say whether the columns can be had without reading the tables through."""
        held = self._held()
        return held is not None and (held.state == self._state() or self._changes_since(held.state, self._state()) is not None)

    @guarded
    def keep_columns(self) -> None:
        """Keep a copy of the columns in the file, without a step of history; nothing is done where none are held."""
        if self.is_read_only or self._columns is None or self._connection.in_transaction:
            return
        columns = self.columns()
        if columns.state != self._kept_state:
            with self._connection:
                self._connection.execute(_TABLE)
                keep = "INSERT OR REPLACE INTO columns VALUES ('landscape', ?, ?)"
                self._connection.execute(keep, (columns.state, packed(columns)))
                self._connection.execute("DELETE FROM columns WHERE name = 'moved'")
            self._kept_state = columns.state

    @guarded
    def keep_spots(self, ids: NDArray[np.int64], spots: NDArray[np.float32]) -> None:
        """Keep where a layout put companies, (n, 2) in map units, without a step of history; those that are pinned stay."""
        self._stop_if_closing()
        rows = list(zip(ids.tolist(), spots[:, 0].tolist(), spots[:, 1].tolist(), strict=True))
        for start in range(0, len(rows), SPOTS_AT_ONCE):
            if start:
                self._let_others_ask()
            with self._connection:
                self._connection.executemany(_KEEP_SPOT, rows[start : start + SPOTS_AT_ONCE])
                self._spots_moved([row[0] for row in rows[start : start + SPOTS_AT_ONCE]])
        held = self._columns
        if held is not None:
            at = rows_of(ids, held.ids)
            moves = (at >= 0) & ~held.pinned[at]
            moved = held.spots.copy()
            moved[at[moves]] = spots[moves]
            self._columns = replace(held, spots=moved)

    def close(self) -> None:
        """Keep the columns where they are held, then close."""
        if not self._is_closed:
            self._is_closing = True
            with self._long_edit:
                self.keep_columns()
        super().close()

    def _spots_moved(self, companies: Sequence[int]) -> None:
        """Note inside a transaction whose places have changed, which no step of history tells of; of very many, that all have."""
        self._kept_state = -1
        if self._has_copies():
            before = self._moved_since()
            moved = None if before is None or len(before) + len(companies) > MOST_MOVED else sorted({*before, *companies})
            note = json.dumps(moved).encode()
            self._connection.execute("INSERT OR REPLACE INTO columns VALUES ('moved', 0, ?)", (note,))

    def _moved_since(self) -> list[int] | None:
        """Return whose places have changed since the copy was kept; None where very many have."""
        row = self._row("SELECT data FROM columns WHERE name = 'moved'")
        return json.loads(row[0]) if row else []

    def _held(self) -> Columns | None:
        if self._columns is None and self._kept_state == -1 and self._has_copies():
            row, moved = self._row("SELECT state, data FROM columns WHERE name = 'landscape'"), self._moved_since()
            if row is not None and moved is not None:
                self._columns = unpacked(row[0], row[1])
                self._kept_state = row[0] if self._columns is not None and not moved else -1
            if self._columns is not None and moved:
                self._columns = patched(self._connection, self._columns, moved, (), self._columns.state)
        return self._columns

    def _has_copies(self) -> bool:
        return self._row("SELECT 1 FROM main.sqlite_schema WHERE name = 'columns'") is not None

    def _state(self) -> int:
        row = self._row("SELECT id FROM step WHERE NOT is_undone ORDER BY id DESC LIMIT 1")
        return int(row[0]) if row else 0

    def _caught_up(self, held: Columns | None, state: int) -> Columns:
        changes = None if held is None else self._changes_since(held.state, state)
        if held is None or changes is None:
            return read_columns(self._connection, state)
        return self._patched(held, changes, state)

    def _changes_since(self, before: int, now: int) -> list[Change] | None:
        """Return what was changed between two states of the landscape; None where that cannot be told, or is too much."""
        if before <= now:
            is_whole = before == 0 or self._row("SELECT 1 FROM step WHERE id = ? AND NOT is_undone", (before,))
            steps = self._steps("id > ? AND NOT is_undone", before)
        else:
            is_whole = self._row("SELECT 1 FROM step WHERE id = ? AND is_undone", (before,))
            steps = self._steps("id > ? AND is_undone", now)
        if not is_whole or len(steps) > MOST_STEPS or any(is_bulk for _, _, is_bulk in steps):
            return None
        changesets = [(name, self._rows("SELECT changeset FROM step WHERE id = ?", (number,))[0][0]) for number, name, _ in steps]
        return [history.change_of(self._connection, name, changeset) for name, changeset in changesets]

    def _steps(self, where: str, since: int) -> list[Row]:
        query = f"SELECT id, name, substr(changeset, 1, 1) = ? FROM step WHERE {where} ORDER BY id LIMIT {MOST_STEPS + 1}"
        return self._rows(query, (bulk.SIGN, since))

    def _patched(self, held: Columns, changes: list[Change], state: int) -> Columns:
        companies = {int(company) for change in changes for company in change.companies}
        deals = {int(deal) for change in changes for deal in change.deals}
        if any(change.places for change in changes):
            companies |= {row[0] for row in self._rows("SELECT company FROM place")} | set(held.ids[held.pinned].tolist())
        return patched(self._connection, held, companies, deals, state)
