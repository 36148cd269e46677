"""Files for others are written whole or not at all, and a file that cannot be written is refused in one sentence."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from explorer.landscape.refusals import Refusal


class UnwritableFile(Refusal):
    """A file or folder that cannot be written; what was there before is still there."""


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Give a new file beside `path` to write to; it takes the place of `path` when all went well, else it goes away."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}{path.suffix}")
    try:
        if path.is_dir():
            raise UnwritableFile(path, "this is a folder", "give the name of a file")
        yield unfinished
        unfinished.replace(path)
    except OSError as error:
        raise unwritable(path, error) from None
    finally:
        unfinished.unlink(missing_ok=True)


def unwritable(path: Path, error: OSError) -> UnwritableFile:
    """Put the system's reason into a refusal."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return UnwritableFile(path, "its folder is not there", "make the folder first or choose another one")
    if isinstance(error, FileExistsError):
        return UnwritableFile(path, "this is a file, not a folder", "give the name of a folder")
    if isinstance(error, PermissionError):
        return UnwritableFile(path, "it may not be written by you", "choose another folder")
    return UnwritableFile(path, f"it could not be written ({error.strerror or error})", "choose another place")
