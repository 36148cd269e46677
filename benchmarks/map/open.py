"""From process start to the first painted map of a saved landscape, from the file, beside pyqtgraph from arrays in memory.

    python -m benchmarks.map open [--companies N] [--deals N] [--runs N] [--file X.landscape]

Every run is a new process that says "painted" when its first picture is on the screen; told is the most memory it has taken by
then, and by its end, when the blocs that are looked for after the first picture are known (by /proc, so on Linux only: what
wait4 tells of a new process is never less than the memory of the one that started it).
The landscape is written first, where none is named: each deal with its line as a source, each company with a place. pyqtgraph gets
the places and pairs as arrays, its reading of them not counted; where it is not installed, that is said.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import monotonic, sleep

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
            _tell(f"Alliance Explorer, {title}", [run.seconds for run in runs], runs)
        try:
            runs = [_run([sys.executable, "-c", PEER, str(folder / "arrays.npz")], environment) for _ in range(2)]
            _tell("pyqtgraph GraphItem, from arrays in memory", [float(run.said) for run in runs], runs)
            _tell("the same, from process start", [run.seconds for run in runs], runs)
        except subprocess.CalledProcessError:
            print("pyqtgraph is not installed: not measured", flush=True)


def _keep_arrays(file: Path, out: Path) -> None:
    from explorer.session.charting import terrain_of_columns

    with Landscape.open(file) as landscape:
        columns = landscape.columns()
        np.savez(out, spots=columns.spots, pairs=terrain_of_columns(columns).ties().pairs)


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds from start to "painted", what was said beside it, and the most memory in MB by then and by the end."""

    seconds: float
    said: str
    painted: float
    ended: float


def _run(command: Sequence[str], environment: dict[str, str]) -> Run:
    start = monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        seconds = monotonic() - start
        painted = ended = _most_memory(process.pid)
        while process.poll() is None:
            ended = max(ended, _most_memory(process.pid))
            sleep(0.01)
    if not said.startswith("painted"):
        raise subprocess.CalledProcessError(process.returncode, list(command))
    return Run(seconds, said.removeprefix("painted").strip() or "0", painted, ended)


def _most_memory(process: int) -> float:
    try:
        told = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in told.splitlines() if line.startswith("VmHWM")), 0.0)


def _tell(what: str, seconds: list[float], runs: list[Run]) -> None:
    painted, ended = median(run.painted for run in runs), median(run.ended for run in runs)
    memory = f"{painted:5.0f} MB by then, {ended:5.0f} MB by the end"
    print(f"{what:56} median {median(seconds):6.2f} s, slowest {max(seconds):6.2f} s, {memory}", flush=True)


def _environment(folder: Path) -> dict[str, str]:
    own = {name: str(folder) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    environment = os.environ | own | {"ALLIANCE_EXPLORER_EXIT_AFTER_PAINT": "1"}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    return environment
