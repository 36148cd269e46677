"""Frames of the map, beside those of other ways to show a network: pan, zoom, hover, click, and crisp again after a zoom.

    python -m benchmarks.map frames [--companies 2000 20000 100000] [--peers pyqtgraph scene matplotlib vispy] [--frames 60]

Five deals a company. Each frame is painted at once and timed from the hand's move to the painted pixels: medians and 95th
percentiles in milliseconds; --own counts what the window's thread itself spends, for a machine that is busy otherwise. Peers
draw every distinct pair once; one that is not installed, or takes too long, is named as such.
QT_QPA_PLATFORM=offscreen measures without a display, a running X server with the way to it.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEventLoop, QPointF, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.map import peers
from benchmarks.map.graphs import alliance_like
from benchmarks.map.stage import Staged, spots_of, terrain_of
from explorer.app import SWITCH_S
from explorer.landscape.views import Camera
from explorer.map import kernel
from explorer.painting.fonts import load_fonts
from explorer.painting.theme import Theme
from explorer.ui.map.panel import MapPanel
from explorer.ui.map.wide import Wide
from explorer.ui.parts.style import palette, style_sheet

SIZE = (1600, 1000)
DEALS = 5
#: A peer whose first frame takes longer than this is timed once and left.
PATIENCE_S = 20.0


clock: Callable[[], float] = time.perf_counter


@dataclass(frozen=True)
class Timing:
    """Milliseconds of frames."""

    frames: tuple[float, ...]

    def __str__(self) -> str:
        if not self.frames:
            return "–"
        ordered = sorted(self.frames)
        return f"{statistics.median(ordered):.1f} ({ordered[min(len(ordered) - 1, round(len(ordered) * 0.95))]:.1f})"


def timed(step: Callable[[int], object], count: int, between: Callable[[], object]) -> Timing:
    spent = []
    for number in range(count):
        start = clock()
        step(number)
        spent.append((clock() - start) * 1000)
        between()
    return Timing(tuple(spent))


class Ours:
    """The panel of the app on a large landscape."""

    def __init__(self, session: Staged) -> None:
        self.session = session
        start = time.perf_counter()
        self.panel = MapPanel(session)
        self.panel.flight.is_wanted = False
        self.panel.resize(*SIZE)
        self.panel.show()
        self._until(lambda: self.canvas.is_ready)
        self.first = time.perf_counter() - start
        self.rest()

    @property
    def canvas(self) -> Wide:
        assert isinstance(self.panel.canvas, Wide)
        return self.panel.canvas

    def rest(self) -> None:
        self._until(lambda: self._is_crisp() and self.canvas.has_borders)
        self._breathe(0.2)

    def pan(self, number: int) -> None:
        camera = self.panel.camera
        step = 14 if number % 40 < 20 else -14
        self.panel.look_from(replace(camera, x=camera.x + step / camera.scale, y=camera.y + 6 / camera.scale * (step / 14)))
        self.panel.repaint()

    def zoom(self, number: int) -> None:
        self.panel.eye.zoom(1.08 if number % 20 < 10 else 1 / 1.08, QPointF(700, 420), self.panel.size())
        self.panel.repaint()

    def hover(self, number: int) -> None:
        point = QPointF(120 + (number * 379) % 1300, 120 + (number * 211) % 700)
        self.panel.hand.tell(point)
        self.panel.repaint()

    def click(self, number: int) -> None:
        rows = self.canvas._atlas.order  # type: ignore[union-attr]
        self.session.select([self.canvas._atlas.company(int(rows[(number * 13) % min(2000, len(rows))]))])  # type: ignore[union-attr]
        self.panel.repaint()

    def marquee(self, number: int) -> None:
        self.panel.hand.choose_within(self._area(number), adds=False)
        self.panel.repaint()

    def crisp_after_zoom(self) -> float:
        """Return the seconds, by the clock on the wall, from the end of a zoom until all is crisp, the wait for rest included."""
        for number in range(6):
            self.zoom(number)
            self._breathe(0.016)
        start = time.perf_counter()
        self._until(self._is_crisp)
        return time.perf_counter() - start

    def breathe(self) -> None:
        self._breathe(0.016)

    def close(self) -> None:
        self.canvas.stop()
        self.panel.close()
        self.panel.deleteLater()

    def _area(self, number: int):  # type: ignore[no-untyped-def]
        from PySide6.QtCore import QRectF

        return QRectF(200 + number % 50, 150, 500, 400)

    def _is_crisp(self) -> bool:
        sheet = self.canvas.base.sheet
        whole = sheet is not None and sheet.is_whole and sheet.camera == self.panel.camera
        return whole and self.canvas.is_crisp and not self.canvas.base.is_busy

    def _until(self, is_so: Callable[[], bool]) -> None:
        start = time.perf_counter()
        while not is_so():
            self._breathe(0.001)
            if time.perf_counter() - start > 120:
                raise SystemExit("the map never became crisp")

    def _breathe(self, seconds: float) -> None:
        # Sleeps between events as the app does: a loop that spins would take a core and the GIL from what is measured.
        loop = QEventLoop()
        QTimer.singleShot(max(1, round(seconds * 1000)), loop.quit)
        loop.exec()


def measure_ours(session: Staged, count: int) -> list[str]:
    ours = Ours(session)
    found = [f"{ours.first:.2f} s"]
    whole = ours.panel.camera
    for camera in (whole, Camera(whole.x, whole.y, whole.scale * 8)):
        ours.panel.look_from(camera)
        ours.rest()
        found.append(str(timed(ours.pan, count, ours.breathe)))
        ours.rest()
        found.append(str(timed(ours.zoom, count, ours.breathe)))
        ours.rest()
    ours.panel.look_from(whole)
    ours.rest()
    found += [str(timed(step, count, ours.breathe)) for step in (ours.hover, ours.click)]
    found.append(str(timed(ours.pan, count, ours.breathe)))  # with neighbours lit
    found.append(str(timed(ours.marquee, min(count, 20), ours.breathe)))
    ours.session.select()
    ours.rest()
    found.append(f"{statistics.median(ours.crisp_after_zoom() for _ in range(5)) * 1000:.0f} ms")
    ours.close()
    return found


def measure_peer(name: str, xy: NDArray[np.float64], pairs: NDArray[np.int32], app: QApplication, count: int) -> list[str]:
    make = peers.PEERS[name]
    try:
        start = time.perf_counter()
        peer = make(xy, pairs, SIZE, app)
        peer.pan(0)
        first = time.perf_counter() - start
    except ImportError:
        return ["not installed"]
    except Exception as error:
        return [f"does not run here: {type(error).__name__}"]
    frames = count if first < PATIENCE_S else 2
    found = [f"{first:.2f} s", str(timed(peer.pan, frames, app.processEvents)), str(timed(peer.zoom, frames, app.processEvents))]
    found += [str(timed(peer.click, min(frames, 10), app.processEvents))] if hasattr(peer, "click") else []
    peer.close()
    return found


def scattered(count: int) -> NDArray[np.float32]:
    spread = np.random.default_rng(1).normal(size=(count, 2)) * np.array([1.5, 1.0])
    return (spread * 150 * count**0.5).astype(np.float32)


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.map frames", description=__doc__)
    parser.add_argument("--companies", type=int, nargs="*", default=[2000, 20_000, 100_000])
    parser.add_argument("--peers", nargs="*", default=list(peers.PEERS))
    parser.add_argument("--frames", type=int, default=60)
    parser.add_argument("--own", action="store_true")
    parser.add_argument("--scattered", action="store_true", help="companies at random places: no wait for a layout, and long lines")
    wanted = parser.parse_args(arguments)
    global clock
    clock = time.thread_time if wanted.own else time.perf_counter
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.setswitchinterval(SWITCH_S)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setStyle("Fusion")
    theme = Theme.load("light")
    app.setPalette(palette(theme))
    app.setStyleSheet(style_sheet(theme, load_fonts()))
    print(
        f"{SIZE[0]} x {SIZE[1]}, platform {app.platformName()}, kernel {kernel.name()}, {DEALS} deals a company; "
        f"median (p95) ms{' of the window thread' if wanted.own else ''}"
    )
    columns = (
        "first; whole map: pan, zoom; 8 times nearer: pan, zoom; hover; click; pan with neighbours lit; marquee; crisp after a zoom"
    )
    for companies in wanted.companies:
        names, pairs = alliance_like(companies)
        terrain, _ = terrain_of(names, pairs, DEALS * companies)
        spots = scattered(companies) if wanted.scattered else spots_of(terrain)
        ties = terrain.ties().pairs
        print(f"\n{companies:,} companies, {len(terrain.deal_ids):,} deals, {len(ties):,} pairs\n  ({columns})")
        print(f"  {'this app':12}", "  ".join(measure_ours(Staged(terrain, spots), wanted.frames)), flush=True)
        for name in wanted.peers:
            if companies <= peers.MOST.get(name, companies):
                said = measure_peer(name, spots.astype(np.float64), ties, app, wanted.frames // 3)
                print(f"  {name:12}", "  ".join(said), flush=True)
            else:
                print(f"  {name:12} not tried: it takes minutes for a frame")


if __name__ == "__main__":
    main(sys.argv[1:])
