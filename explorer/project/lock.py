"""The note beside an open landscape that names who holds it; the holding itself is SQLite's."""

import getpass
import json
import os
import platform
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a landscape open."""

    host: str
    user: str
    pid: int
    since: str

    def words(self) -> str:
        """Say who holds it, since when."""
        return f"by {self.user} on {self.host} since {self.since.replace('T', ' ')} (process {self.pid})"


def lock_path(path: Path) -> Path:
    """Return the note's path: `.NAME.landscape.lock`."""
    return path.with_name(f".{path.name}.lock")


def holder(path: Path) -> Holder | None:
    """Return who says to hold the landscape; None where there is no note or it cannot be read."""
    try:
        raw = json.loads(lock_path(path).read_text(encoding="utf-8"))
        return Holder(str(raw["host"]), str(raw["user"]), int(raw["pid"]), str(raw["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def holder_elsewhere(path: Path) -> Holder | None:
    """Return a holder on another machine, whose locks may not reach this one through a shared folder."""
    known = holder(path)
    return known if known and known.host != platform.node() else None


def take(path: Path) -> Holder | None:
    """Write our note, once SQLite's lock is held; return the one that a process that has ended left behind."""
    left = holder(path)
    mine = Holder(platform.node(), _user(), os.getpid(), datetime.now().isoformat(timespec="seconds"))
    with suppress(OSError):
        lock_path(path).write_text(json.dumps(asdict(mine)), encoding="utf-8")
    return left


def give_back(path: Path) -> None:
    """Take our note away."""
    known = holder(path)
    if known is None or (known.host, known.pid) == (platform.node(), os.getpid()):
        with suppress(OSError):
            lock_path(path).unlink(missing_ok=True)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "someone"
