"""From a path to an open connection that nobody else holds; every file that cannot be used is refused in one sentence."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from explorer.landscape.refusals import UnusableLandscape
from explorer.project import backups, lock, schema

_PATIENCE_MS = 150


def connect(path: Path, *, read_only: bool = False) -> tuple[apsw.Connection, tuple[str, ...]]:
    """Open an existing landscape; return its connection and what had to be put right.

    While open it is in WAL mode and SQLite's own exclusive lock is held, which a dying process gives back.
    """
    _look_at(path)
    if not read_only and not is_writable(path):
        raise UnusableLandscape(path, "it cannot be written", "open it for looking only, or copy it to a folder of yours")
    foreign = None if read_only else lock.holder_elsewhere(path)
    if foreign:
        way_out = f"close it there; if nobody has it open any more, delete {lock.lock_path(path).name} beside it"
        raise UnusableLandscape(path, f"it is open elsewhere, {foreign.words()}", way_out)
    with explained(path):
        flags = apsw.SQLITE_OPEN_READONLY if read_only else apsw.SQLITE_OPEN_READWRITE
        connection = apsw.Connection(str(path), flags=flags)
        try:
            return connection, _take(connection, path, read_only)
        except BaseException:
            connection.close()
            raise


def found(path: Path) -> apsw.Connection:
    """Create an empty landscape at a path where there is none."""
    if path.exists():
        raise UnusableLandscape(path, "there is a file of this name already", "open it, or choose another name")
    if not path.parent.is_dir():
        raise UnusableLandscape(path, "its folder does not exist", "create the folder, or choose another place")
    if not is_writable(path.parent):
        raise UnusableLandscape(path, "its folder cannot be written", "choose a folder of yours")
    with explained(path):
        connection = apsw.Connection(str(path))
        try:
            _hold(connection)
            schema.migrate(connection, 0)
            lock.take(path)
        except BaseException:
            connection.close()
            for leftover in (path, *sidecars(path)):
                leftover.unlink(missing_ok=True)
            raise
        return connection


def let_go(connection: apsw.Connection, path: Path, *, read_only: bool) -> None:
    """Close the connection so that one whole file is left, and give back the lock."""
    try:
        if not read_only:
            connection.pragma("journal_mode", "delete")
    except apsw.Error:
        pass  # what was accepted is safe in the -wal file, which the next opening takes in
    finally:
        connection.close()
        if not read_only:
            lock.give_back(path)


def sidecars(path: Path) -> tuple[Path, ...]:
    """Return the files that SQLite keeps beside an open landscape."""
    return tuple(path.with_name(path.name + ending) for ending in ("-wal", "-shm", "-journal"))


def is_writable(path: Path) -> bool:
    """Say whether a file, with the folder it lies in, or a folder can be written."""
    return os.access(path, os.W_OK) and (path.is_dir() or os.access(path.parent, os.W_OK))


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite says of a file into a refusal that names the file, what is wrong, and the way out."""
    try:
        yield
    except (apsw.BusyError, apsw.LockedError) as error:
        holder = lock.holder(path)
        who = f", {holder.words()}" if holder else ""
        raise UnusableLandscape(path, f"it is open elsewhere{who}", "close it there first") from error
    except apsw.NotADBError as error:
        raise UnusableLandscape(path, "it is no landscape", "choose a file that Alliance Explorer has written") from error
    except apsw.CorruptError as error:
        raise corrupt(path) from error
    except apsw.FullError as error:
        way_out = "make room and try again; what was known before is safe"
        raise UnusableLandscape(path, "there is no room left on the disk", way_out) from error
    except (apsw.CantOpenError, apsw.ReadOnlyError, apsw.PermissionsError, PermissionError) as error:
        raise UnusableLandscape(
            path, "it cannot be opened for writing", "copy it to a folder of yours and open the copy"
        ) from error
    except apsw.IOError as error:
        raise UnusableLandscape(
            path, f"the disk reports an error ({error})", "copy it to another disk and open the copy"
        ) from error


def corrupt(path: Path) -> UnusableLandscape:
    """Return the refusal of a damaged file, which points to the last backup."""
    kept = backups.backups_of(path)
    way_out = f"open a copy of its last backup, {kept[-1]}" if kept else "restore it from a copy"
    return UnusableLandscape(path, "the file is damaged", way_out)


def _look_at(path: Path) -> None:
    if path.is_dir():
        raise UnusableLandscape(path, "it is a folder", "choose a landscape inside it")
    if not path.exists():
        raise UnusableLandscape(path, "there is no such file", "look where it was moved to, or start a new landscape")
    if path.stat().st_size == 0:
        raise UnusableLandscape(path, "the file is empty", "restore it from a copy, or delete it and start a new landscape")


def _take(connection: apsw.Connection, path: Path, read_only: bool) -> tuple[str, ...]:
    repairs = []
    has_wal = sidecars(path)[0].exists()
    connection.set_busy_timeout(_PATIENCE_MS)
    if not read_only:  # who only looks holds nothing; what a -wal file keeps can be read in no other way
        connection.pragma("locking_mode", "exclusive")
    version = _version(connection, path)
    if not has_wal and _is_cut_short(connection, path):
        raise corrupt(path)
    if has_wal:
        repairs.append("It was not closed properly last time; everything accepted is here.")
    if version < schema.VERSION and read_only:
        raise UnusableLandscape(path, "it was written by an older version", "open it for editing once")
    if read_only:
        # Places that a layout chooses while looking are kept for this look only: TEMP goes before MAIN.
        connection.execute("CREATE TEMP TABLE layout AS SELECT * FROM main.layout; CREATE UNIQUE INDEX temp.one ON layout(company)")
        return tuple(repairs)
    _hold(connection)
    stale = lock.take(path)
    if stale:
        repairs.append(f"The lock of a program that has ended was taken over ({stale.words()}).")
    if version < schema.VERSION:
        backups.back_up(connection, path)
        schema.migrate(connection, version)
        repairs.append(f"The file was brought from version {version} to {schema.VERSION}.")
    return tuple(repairs)


def _version(connection: apsw.Connection, path: Path) -> int:
    if connection.pragma("application_id") != schema.APPLICATION_ID:
        raise UnusableLandscape(path, "it is no landscape", "choose a file that Alliance Explorer has written")
    version = connection.pragma("user_version")
    assert isinstance(version, int)
    if version > schema.VERSION:
        raise UnusableLandscape(
            path, "it was written by a newer version of Alliance Explorer", "update the program and open it again"
        )
    return version


def _is_cut_short(connection: apsw.Connection, path: Path) -> bool:
    pages, size = connection.pragma("page_count"), connection.pragma("page_size")
    return isinstance(pages, int) and isinstance(size, int) and path.stat().st_size < pages * size


def _hold(connection: apsw.Connection) -> None:
    """Hold the file alone, keep edits through kill -9 and power cuts, and mind the foreign keys."""
    connection.set_busy_timeout(_PATIENCE_MS)
    connection.pragma("locking_mode", "exclusive")
    connection.pragma("journal_mode", "wal")
    connection.pragma("synchronous", "full")
    connection.pragma("foreign_keys", True)
    connection.pragma("temp_store", "memory")
    connection.pragma("cache_size", -65536)
