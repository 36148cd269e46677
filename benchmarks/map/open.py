"""From process start to the first painted map of a saved landscape, from the file, beside pyqtgraph from arrays in memory.

    python -m benchmarks.map open [--companies N] [--deals N] [--runs N] [--file X.landscape]

Every run is a new process that says "painted" when its first picture is on the screen, and how much memory it has taken by then.
The landscape is written first, where none is named: each deal with its line as a source, each company with a place. pyqtgraph gets
the places and pairs as arrays, its reading of them not counted; where it is not installed, that is said.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import monotonic

import numpy as np

from benchmarks.map.landscapes import write
from explorer.project.landscape import Landscape

PEER = """
import sys
import numpy as np
import pyqtgraph
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
told = np.load(sys.argv[1])
from time import monotonic
start = monotonic()
application = QApplication([])
view = pyqtgraph.GraphicsLayoutWidget()
view.resize(1440, 900)
graph = pyqtgraph.GraphItem(pos=told["spots"], adj=told["pairs"], size=5, pxMode=True)
view.addViewBox().addItem(graph)
view.show()
application.processEvents()
view.grab()
print("painted", monotonic() - start, flush=True)
"""


def main(arguments: Sequence[str]) -> None:
    """Print medians, the slowest, and memory."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--companies", type=int, default=100_000)
    asked.add_argument("--deals", type=int, default=500_000)
    asked.add_argument("--runs", type=int, default=5)
    asked.add_argument("--file", type=Path, help="a landscape that is there already")
    options = asked.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = options.file or folder / "large.landscape"
        if options.file is None:
            write(file, options.companies, options.deals)
        _keep_arrays(file, folder / "arrays.npz")
        empty = folder / "empty.landscape"
        Landscape.create(empty).close()
        environment = _environment(folder)
        for title, path in (("nothing but an empty landscape", empty), (file.name, file)):
            runs = [_run([sys.executable, "-m", "explorer", str(path)], environment) for _ in range(options.runs + 1)][1:]
            _tell(f"Alliance Explorer, {title}", [seconds for seconds, _, _ in runs], [memory for _, _, memory in runs])
        try:
            runs = [_run([sys.executable, "-c", PEER, str(folder / "arrays.npz")], environment) for _ in range(2)]
            _tell(
                "pyqtgraph GraphItem, from arrays in memory", [float(said) for _, said, _ in runs], [memory for *_, memory in runs]
            )
        except subprocess.CalledProcessError:
            print("pyqtgraph is not installed: not measured", flush=True)


def _keep_arrays(file: Path, out: Path) -> None:
    from explorer.session.charting import terrain_of_columns

    with Landscape.open(file) as landscape:
        columns = landscape.columns()
        np.savez(out, spots=columns.spots, pairs=terrain_of_columns(columns).ties().pairs)


def _run(command: Sequence[str], environment: dict[str, str]) -> tuple[float, str, float]:
    """Return seconds from start to "painted", what was said beside it, and the peak memory in MB by the end."""
    start = monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        seconds = monotonic() - start
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if not said.startswith("painted"):
        raise subprocess.CalledProcessError(process.returncode, list(command))
    return seconds, said.removeprefix("painted").strip() or "0", used.ru_maxrss / 1024


def _tell(what: str, seconds: list[float], memory: list[float]) -> None:
    print(f"{what:56} median {median(seconds):6.2f} s, slowest {max(seconds):6.2f} s, {median(memory):5.0f} MB", flush=True)


def _environment(folder: Path) -> dict[str, str]:
    own = {name: str(folder) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    environment = os.environ | own | {"ALLIANCE_EXPLORER_EXIT_AFTER_PAINT": "1"}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    return environment
