"""Rolling backups: one for each day on which a landscape is edited, made before the first edit, the last five kept."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import apsw

from explorer.landscape.refusals import Cancelled

KEPT = 5


def folder_of(path: Path) -> Path:
    """Return the folder of a landscape's backups: `.NAME.backups` beside it."""
    return path.with_name(f".{path.stem}.backups")


def backups_of(path: Path) -> tuple[Path, ...]:
    """Return the backups of a landscape, the latest last."""
    return tuple(sorted(folder_of(path).glob("*.landscape")))


#: Pages that are copied in one go: some ten milliseconds.
PAGES = 2000


def nothing() -> None:
    """Do nothing between two parts."""


def back_up(connection: apsw.Connection, path: Path, between: Callable[[], object] = nothing) -> Path | None:
    """Back up what the connection sees, unless today's backup is there; None where no backup could be made.

    A backup that fails stops no edit. Copied through the connection: a second file handle would drop SQLite's lock. `between` is
    called after every part; what is edited meanwhile is in the backup.
    """
    target = folder_of(path) / f"{date.today().isoformat()}.landscape"
    if target.exists():
        return target
    half = target.with_suffix(".half")
    try:
        target.parent.mkdir(exist_ok=True)
        copy_to(half, connection, between)
        half.replace(target)
    except (apsw.Error, OSError, Cancelled):
        with suppress(OSError):
            half.unlink(missing_ok=True)
        return None
    for old in backups_of(path)[:-KEPT]:
        with suppress(OSError):
            old.unlink()
    return target


def copy_to(target: Path, connection: apsw.Connection, between: Callable[[], object] = nothing) -> None:
    """Write everything that the connection sees into a file of its own."""
    copy = apsw.Connection(str(target))
    try:
        with copy.backup("main", connection, "main") as backup:
            while not backup.step(PAGES):
                between()
        copy.pragma("journal_mode", "delete")
    finally:
        copy.close()
