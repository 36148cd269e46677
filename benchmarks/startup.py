"""From process start to the first painted map of a saved two-article landscape, beside a bare window of Qt and numpy.

    python -m benchmarks.startup [--runs N]

Both are started in turn, each run a new process; a process says "painted" when its first picture is on the screen. Without a
display both paint offscreen. The landscape is read from two sample articles and saved before anything is measured.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles
from time import monotonic

from explorer.__main__ import main as alliance_explorer
from explorer.landscape.shipped import resources

ARTICLES = ("2017-12-08-ford-alibaba.md", "2019-01-16-ford-volkswagen-alliance.md")
BARE = """
import numpy
from PySide6.QtCore import QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QWidget

class Bare(QWidget):
    def paintEvent(self, event):
        painter = QPainter(self)
        painter.drawEllipse(100, 100, *map(int, numpy.array([200, 200])))
        painter.end()
        print("painted", flush=True)
        QTimer.singleShot(0, self.close)

application = QApplication([])
window = Bare()
window.resize(1280, 800)
window.show()
application.exec()
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=11)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        landscape = Path(folder) / "two.landscape"
        alliance_explorer(["read", *(str(resources() / "samples" / name) for name in ARTICLES), "--into", str(landscape)])
        started = {
            "bare window of Qt and numpy": [sys.executable, "-c", BARE],
            "Alliance Explorer, first map": [sys.executable, "-m", "explorer", str(landscape)],
        }
        environment = _environment(Path(folder))
        times: dict[str, list[float]] = {name: [] for name in started}
        for run in range(runs + 1):  # the first run of each warms the disk and is not counted
            for name, command in started.items():
                seconds = _seconds_to_paint(command, environment)
                times[name] += [seconds] if run else []
    print(f"start-up: process start to first paint, median of {runs} runs on {os.cpu_count()} cores")
    for name, found in times.items():
        quarters = quantiles(found, n=4)
        middle = f"{quarters[0] * 1000:.0f} to {quarters[2] * 1000:.0f} ms"
        print(f"  {name:32} {median(found) * 1000:6.0f} ms   (half of the runs: {middle})")


def _environment(home: Path) -> dict[str, str]:
    """Give the processes a home of their own, and tell the app to leave after its first paint."""
    settings = {"HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home), "XDG_STATE_HOME": str(home)}
    environment = os.environ | settings | {"ALLIANCE_EXPLORER_EXIT_AFTER_PAINT": "1"}
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")) and sys.platform.startswith("linux"):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    return environment


def _seconds_to_paint(command: list[str], environment: dict[str, str]) -> float:
    started = monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.strip() == "painted":
                seconds = monotonic() - started
                process.stdout.read()
                return seconds
    raise SystemExit(f"{command[-1]}: ended without painting, exit code {process.returncode}")


if __name__ == "__main__":
    main()
