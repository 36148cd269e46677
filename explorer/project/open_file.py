"""One open landscape file: its connection, whose turn it is, and how an edit is carried out."""

import json
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from time import sleep
from typing import Any, Concatenate, ParamSpec, TypeVar

import apsw

from explorer.landscape.refusals import Cancelled, RefusedEdit
from explorer.project import backups, opening
from explorer.project.history import Recording, recorded, recorded_in_bulk

P = ParamSpec("P")
R = TypeVar("R")
S = TypeVar("S", bound="OpenFile")
Row = tuple[Any, ...]

#: Up to this many bytes the day's backup is made at once, before the first edit.
BACKED_UP_AT_ONCE = 32 * 1024 * 1024
#: How long others are let in between two parts of a long edit: enough for several questions.
BREATH_S = 0.001


@dataclass(frozen=True, slots=True)
class OpeningReport:
    """What opening found. The quotes of a small file are checked on the spot; of a large one `is_checked` is False: ask `check`."""

    repairs: tuple[str, ...] = ()
    is_checked: bool = False
    quotes: int = 0
    broken: tuple[str, ...] = ()
    backups: tuple[Path, ...] = ()


def guarded(method: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
    """Let one thread at a time in, and explain what SQLite refuses."""

    @wraps(method)
    def call(self: S, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with self._turn, opening.explained(self.path):
            return method(self, *args, **kwargs)

    return call


class OpenFile:
    """The file, held alone while it is open."""

    def __init__(self, connection: apsw.Connection, path: Path, *, read_only: bool, repairs: tuple[str, ...] = ()) -> None:
        self.path = path
        self.is_read_only = read_only
        self.opening_report = OpeningReport(repairs, backups=backups.backups_of(path))
        self._connection = connection
        self._turn = threading.RLock()
        self._long_edit = threading.RLock()  # taken before the turn; held throughout an edit that lets others ask meanwhile
        self._is_closing = False
        self._is_backed_up = False
        self._is_closed = False
        self._remembered_names: Any = None
        self._under_way: Recording | None = None

    @property
    def name(self) -> str:
        """The landscape's name: that of the file without its ending."""
        return self.path.stem

    def close(self) -> None:
        """Leave one whole file and give back the lock; a long edit under way is taken back. Closing twice does nothing."""
        self._is_closing = True
        with self._long_edit, self._turn:
            if not self._is_closed:
                self._is_closed = True
                opening.let_go(self._connection, self.path, read_only=self.is_read_only)

    @contextmanager
    def together(self) -> Iterator[Recording]:
        """Make the edits carried out inside one step of history, named like the last of them; a refusal undoes all of them."""
        with self._turn, opening.explained(self.path), self._step("") as step:
            self._under_way = step
            try:
                yield step
            finally:
                self._under_way = None

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[Row]:
        return self._connection.execute(query, tuple(values)).fetchall()

    def _row(self, query: str, values: Sequence[object] = ()) -> Row | None:
        return self._connection.execute(query, tuple(values)).fetchone()

    def _run(self, query: str, values: Sequence[object] = ()) -> int:
        """Carry out one statement of an edit; return the id of the row it put in."""
        self._connection.execute(query, tuple(values))
        return self._connection.last_insert_rowid()

    @contextmanager
    def _step(self, name: str, *, in_bulk: bool = False) -> Iterator[Recording]:
        """Carry out one edit; the first of a day is preceded by a backup. What is done `together` goes into one.

        One that only puts very many rows in is carried out `in_bulk`.
        """
        if self._under_way is not None:
            self._under_way.name = name
            self._remembered_names = None
            yield self._under_way
            self._remembered_names = None
            return
        self._refuse_unless_editable()
        if not self._is_backed_up and self.path.stat().st_size <= BACKED_UP_AT_ONCE:  # a larger one is backed up by a job
            self._is_backed_up = True
            if self._row("SELECT 1 FROM step LIMIT 1"):
                backups.back_up(self._connection, self.path)
        self._remembered_names = None
        try:
            with (recorded_in_bulk if in_bulk else recorded)(self._connection, name) as recording:
                yield recording
        except apsw.ConstraintError as error:
            raise RefusedEdit(self.path, f"this does not fit what is known ({error})", "look at the landscape again") from error
        finally:
            self._remembered_names = None

    def _let_others_ask(self) -> None:
        """Give the turn away for a moment in the midst of a long edit; Cancelled where the file is being closed."""
        self._remembered_names = None
        self._turn.release()
        try:
            sleep(BREATH_S)
        finally:
            self._turn.acquire()
        self._stop_if_closing()

    def _stop_if_closing(self) -> None:
        if self._is_closing:
            raise Cancelled

    def _refuse_unless_editable(self) -> None:
        if self.is_read_only:
            raise RefusedEdit(self.path, "it is open for looking only", "close it and open it for editing")
        self._refuse_in_the_midst()

    def _refuse_in_the_midst(self) -> None:
        if self._connection.in_transaction:
            raise RefusedEdit(self.path, "articles are being taken in just now", "do it again in a moment")


def listed(ids: Iterable[int | str]) -> str:
    """Return ids as a JSON array, for `IN (SELECT value FROM json_each(?))`."""
    return json.dumps(list(ids))
