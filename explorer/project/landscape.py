"""One open landscape file: everything that can be asked of it and done to it."""

import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

import apsw

from explorer.landscape.claims import Change
from explorer.landscape.facts import Capability
from explorer.landscape.networks import NetworkFile, Tally, Tie
from explorer.landscape.readings import Article, Reading
from explorer.landscape.refusals import Cancelled, UnusableLandscape
from explorer.project import backups, bulk, history, opening
from explorer.project.checking import Report, check, check_quotes
from explorer.project.column_keeping import ColumnKeeping
from explorer.project.history import Recording, Step
from explorer.project.intake import Intake
from explorer.project.network_intake import NetworkIntake
from explorer.project.open_file import BACKED_UP_AT_ONCE, guarded

#: Up to this size every quote of a file is checked when it is opened, in a few milliseconds; of a larger one when `check` is asked.
CHECKED_AT_ONCE = 1024 * 1024

#: A step of more than so many bytes takes longer to walk than the window may wait.
LONG_STEP = 1_000_000


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import changed, and what became of the lines of its file."""

    change: Change
    tally: Tally


def ignored(number: int) -> None:
    """Take no notice of how far something is."""


class Landscape(ColumnKeeping):
    """A landscape file, open and held alone. Every edit is one named transaction, and its changeset the history."""

    @classmethod
    def create(cls, path: Path, capabilities: Sequence[Capability] = ()) -> Self:
        """Create a landscape at a path where there is none, with a vocabulary of capabilities."""
        connection = opening.found(path)
        landscape = cls(connection, path, read_only=False)
        rows = [(c.id, c.name, c.parent, json.dumps(c.synonyms), place) for place, c in enumerate(capabilities)]
        with connection:
            connection.executemany("INSERT INTO capability VALUES (?, ?, ?, ?, ?)", rows)
        return landscape

    @classmethod
    def open(cls, path: Path, read_only: bool = False) -> Self:
        """Open a landscape; UnusableLandscape says why one cannot be."""
        connection, repairs = opening.connect(path, read_only=read_only)
        landscape = cls(connection, path, read_only=read_only, repairs=repairs)
        if path.stat().st_size <= CHECKED_AT_ONCE:
            try:
                with opening.explained(path):
                    quotes, _, broken = check_quotes(connection, landscape._turn)
            except BaseException:
                landscape.close()
                raise
            report = replace(landscape.opening_report, is_checked=True, quotes=quotes, broken=tuple(broken))
            landscape.opening_report = report
        return landscape

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def add_readings(self, readings: Sequence[Reading], name: str, before_each: Callable[[int], object] = ignored) -> Change:
        """Take readings in as one step; an article whose text is known is passed over, which the change's notes say.

        `before_each` is told how many were taken in; whatever it raises takes back all. Other threads may ask meanwhile, and are
        answered with what was taken in so far; their edits are refused.
        """
        with self._long_edit, self._turn, opening.explained(self.path):
            self._stop_if_closing()
            with self._step(name) as step:
                self._take_in(readings, step, before_each)
        return step.change

    def _take_in(self, readings: Sequence[Reading], step: Recording, before_each: Callable[[int], object]) -> None:
        intake = Intake(self._connection)
        for number, reading in enumerate(readings):
            before_each(number)
            intake.take(reading)
            self._refresh(intake.deals)
            intake.deals.clear()
            self._let_others_ask()
        if intake.printed_again:
            step.notes.append(_printed_again([article for article, _ in intake.printed_again]))
        for article in intake.known_articles:
            step.notes.append(
                f"“{article.title or article.file_name or 'An article'}” is in the landscape already and was skipped."
            )

    def add_network(
        self, file: NetworkFile, ties: Iterable[Tie], name: str, before_each: Callable[[int], object] = ignored
    ) -> Taken:
        """Take the lines of a network file in as one step.

        `before_each` is told how many lines were taken in, part by part; whatever it, or the iterable, raises takes back all. Other
        threads may ask meanwhile.
        """
        with self._long_edit, self._turn, opening.explained(self.path):
            self._stop_if_closing()
            with self._step(name, in_bulk=True) as step:
                intake = NetworkIntake(self._connection, file)
                for number, tie in enumerate(ties):
                    if intake.take(tie):
                        before_each(number + 1)
                        self._let_others_ask()
                intake.finish()
                self._refresh(intake.unsettled)
        return Taken(step.change, intake.tally)

    def undo(self) -> Change | None:
        """Take back the last step; None where there is none. In the midst of a long one others may ask, and edits are refused."""
        return self._walk(history.undo, undo=True)

    def redo(self) -> Change | None:
        """Do the step again that was undone last; None where there is none."""
        return self._walk(history.redo, undo=False)

    @guarded
    def is_long(self, *, undo: bool) -> bool:
        """Say whether the step that `undo`, or else `redo`, walks is one of very many rows, which is for a job."""
        which = "NOT is_undone ORDER BY id DESC" if undo else "is_undone ORDER BY id"
        row = self._row(f"SELECT substr(changeset, 1, 1) = ?, length(changeset) FROM step WHERE {which} LIMIT 1", (bulk.SIGN,))
        return row is not None and (bool(row[0]) or row[1] > LONG_STEP)

    @property
    @guarded
    def undo_name(self) -> str:
        """The name of the step that `undo` takes back, empty where there is none."""
        row = self._row("SELECT name FROM step WHERE NOT is_undone ORDER BY id DESC LIMIT 1")
        return str(row[0]) if row else ""

    @property
    @guarded
    def redo_name(self) -> str:
        """The name of the step that `redo` does again, empty where there is none."""
        row = self._row("SELECT name FROM step WHERE is_undone ORDER BY id LIMIT 1")
        return str(row[0]) if row else ""

    @guarded
    def history(self) -> tuple[Step, ...]:
        """Return every step, the oldest first; those that are undone come last."""
        query = "SELECT id, name, made, is_undone FROM step ORDER BY id"
        return tuple(Step(number, name, made, bool(is_undone)) for number, name, made, is_undone in self._rows(query))

    def check(self) -> Report:
        """Check every quote against its text, and the file and its history; meanwhile others get their turn."""
        with opening.explained(self.path):
            return check(self._connection, self._turn)

    @property
    def waits_for_backup(self) -> bool:
        """Say whether it was edited and is so large that the day's backup is left to a job."""
        return not self.is_read_only and not self._is_backed_up and self.path.stat().st_size > BACKED_UP_AT_ONCE

    def back_up(self, is_cancelled: Callable[[], bool] = lambda: False) -> None:
        """Make the day's backup of a large landscape, unless it is there: for a job, meanwhile others may ask and edit.

        Cancelled, no half of it is left.
        """

        def between() -> None:
            if is_cancelled():
                raise Cancelled
            self._let_others_ask()

        with self._turn, opening.explained(self.path):
            if self.is_read_only or self._is_backed_up or not self._row("SELECT 1 FROM step LIMIT 1"):
                return
            self._is_backed_up = True
            backups.back_up(self._connection, self.path, between)

    @guarded
    def save_copy(self, path: Path) -> None:
        """Write a second file with everything in it, its history too; refused where there is a file of this name."""
        if path.exists():
            raise UnusableLandscape(path, "there is a file of this name already", "choose another name")
        self._refuse_in_the_midst()
        with opening.explained(path):
            backups.copy_to(path, self._connection)

    def _walk(self, walk: Callable[[apsw.Connection, Callable[[], object]], Change | None], *, undo: bool) -> Change | None:
        with self._turn, opening.explained(self.path):
            self._refuse_unless_editable()
        # A long one closes the door to other long ones first; a short one never waits for them.
        door = self._long_edit if self.is_long(undo=undo) else nullcontext()
        with door, self._turn, opening.explained(self.path):
            self._refuse_unless_editable()
            try:
                return walk(self._connection, self._let_others_ask)
            finally:
                self._remembered_names = None


def _printed_again(articles: Sequence[Article]) -> str:
    first = articles[0].title or articles[0].file_name or "An article"
    if len(articles) == 1:
        return f"“{first}” is a story that another article printed; it counts once."
    return f"“{first}” and {len(articles) - 1} more are stories that other articles printed; each counts once."
