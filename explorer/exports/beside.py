"""Pictures painted by a process of their own: a painter holds the interpreter, and the window would stand still meanwhile.

save_beside: picture, pickled → `python -m explorer.exports.beside` → the bytes of the file → written here
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtGui import QGuiApplication

import explorer
from explorer.exports.page import Picture
from explorer.exports.pictures import picture_bytes, refuse_unless_possible, write_picture
from explorer.exports.wide_page import Wide
from explorer.landscape.refusals import Cancelled

#: How often it is asked whether a picture is still wanted.
ASK_S = 0.05


def save_beside(path: Path, picture: Picture, wide: Wide | None, is_cancelled: Callable[[], bool]) -> None:
    """Write the picture as `save_picture` does, from any thread; where no process can be had it is painted here.

    Raises Cancelled, and leaves nothing behind.
    """
    refuse_unless_possible(path, picture)
    asked = pickle.dumps((path.suffix.lower(), picture, wide), protocol=pickle.HIGHEST_PROTOCOL)
    try:
        painter = subprocess.Popen(
            [sys.executable, "-m", "explorer.exports.beside"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(),
        )
    except OSError:
        write_picture(path, picture_bytes(path.suffix.lower(), picture, wide))
        return
    try:
        content, complaint = _answer(painter, asked, is_cancelled)
    finally:
        if painter.poll() is None:
            painter.kill()
            painter.communicate()
    if painter.returncode or not content:
        raise RuntimeError(f"The picture was not painted ({painter.returncode}): {complaint.decode(errors='replace')}")
    write_picture(path, content)


def _answer(painter: "subprocess.Popen[bytes]", asked: bytes, is_cancelled: Callable[[], bool]) -> tuple[bytes, bytes]:
    assert painter.stdin is not None
    with suppress(BrokenPipeError), painter.stdin as door:  # it says on its way out what went wrong
        door.write(asked)
    painter.stdin = None  # `communicate` with a time limit would give the rest of long input to nobody (Python 3.11)
    while not is_cancelled():
        with suppress(subprocess.TimeoutExpired):
            return painter.communicate(timeout=ASK_S)
    raise Cancelled


def _environment() -> dict[str, str]:
    home = str(Path(explorer.__file__).resolve().parent.parent)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH", ""))))}
    if sys.platform.startswith("linux"):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    return environment


def main() -> None:
    """Paint what is asked for on standard input, and answer with the file."""
    application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    ending, picture, wide = pickle.load(sys.stdin.buffer)  # what save_beside has pickled, and nobody else
    sys.stdout.buffer.write(picture_bytes(ending, picture, wide))
    sys.stdout.buffer.flush()
    application.processEvents()


if __name__ == "__main__":
    main()
