"""From a click to what it shows, in the real window without a display: panels filled, and the map painted.

    python -m benchmarks.clicks [--clicks N]

Twice: on the sample articles, and on a made-up landscape of some 300 companies. The last line of each table is the longest time
for which the window did nothing else while 300 articles were taken in. Nothing is kept.
"""

import argparse
import gc
import os
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import perf_counter

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.project_scale import reading
from explorer.landscape.capabilities import load
from explorer.landscape.readings import Reading
from explorer.landscape.shipped import resources
from explorer.landscape.vocabulary import Reality
from explorer.project.landscape import Landscape
from explorer.reading.extraction import extract
from explorer.reading.reader import Reader
from explorer.session.jobs import IsCancelled
from explorer.session.session import Session
from explorer.session.settings import Settings
from explorer.ui.window import Window

SIZE = 1440, 900
MADE_UP = 300
LEVELS = (Reality.DONE, Reality.AGREED, Reality.INTENDED, Reality.POSSIBLE)


def samples(folder: Path) -> Landscape:
    """Read the sample articles."""
    capabilities = load(resources() / "capabilities")
    reader = Reader(capabilities)
    landscape = Landscape.create(folder / "samples.landscape", capabilities)
    landscape.add_readings([reader.read(extract(path)) for path in sorted((resources() / "samples").glob("*.md"))], "Read")
    return landscape


def made_up(folder: Path) -> Landscape:
    """Make up some 300 companies and 600 deals."""
    chance = random.Random(1)
    landscape = Landscape.create(folder / "made-up.landscape", load(resources() / "capabilities"))
    landscape.add_readings([reading(number, MADE_UP, chance) for number in range(MADE_UP)], "Read")
    return landscape


def clicks(window: Window, application: QApplication, count: int) -> Iterator[tuple[str, list[tuple[float, float]]]]:
    """Yield what was clicked, and for each click after how long the panels were filled and the map was painted."""
    session = window.session
    chance = random.Random(2)
    companies = [party for deal in session.data.deals for party in deal.parties]  # those in many deals are chosen more often
    deals = [deal.id for deal in session.data.deals]

    def times(acts: Sequence[Callable[[], object]]) -> list[tuple[float, float]]:
        found = []
        for act in acts:
            start = perf_counter()
            act()
            filled = perf_counter()
            window.map.repaint()
            found.append((filled - start, perf_counter() - start))
            for _ in range(3):
                application.processEvents()
        return found

    yield "choose a company", times([lambda c=c: session.select([c]) for c in chance.choices(companies, k=count)])  # type: ignore[misc]
    yield "choose a deal", times([lambda d=d: session.select([], [d]) for d in chance.choices(deals, k=count)])  # type: ignore[misc]
    session.select([])
    yield (
        "set the reality level",
        times([lambda level=level: session.set_reality(level) for level in islice(cycle(LEVELS), count)]),  # type: ignore[misc]
    )
    window.drawer.open("gaps")
    application.processEvents()
    yield (
        "the same, gap matrix open",
        times([lambda level=level: session.set_reality(level) for level in islice(cycle(LEVELS), count)]),  # type: ignore[misc]
    )
    window.drawer.open("")


def longest_wait(window: Window, application: QApplication, folder: Path) -> float:
    """Read 300 more articles; return the longest time in which the window did nothing else."""
    longest, last = 0.0, perf_counter()

    def tick() -> None:
        nonlocal longest, last
        longest, last = max(longest, perf_counter() - last), perf_counter()

    timer = QTimer()
    timer.setInterval(1)
    timer.timeout.connect(tick)
    paths = [folder / f"{number}.txt" for number in range(10_000, 10_000 + MADE_UP)]
    window.session.read_files(paths)
    last = perf_counter()
    timer.start()
    while not window.session.jobs.is_idle:
        application.processEvents()
    for _ in range(5):
        application.processEvents()
    timer.stop()
    return longest


def read_made_up(article: Path | str, is_cancelled: IsCancelled) -> Reading:
    """Stand in for the reader, so that only the taking in is measured."""
    number = int(Path(article).stem)
    return reading(number, MADE_UP, random.Random(number))


def main() -> None:
    """Print a table for each landscape."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--clicks", type=int, default=40)
    count = asked.parse_args().clicks
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([])
    application.setStyle("Fusion")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for make in (samples, made_up):
            session = Session(read_made_up)
            window = Window(session, Settings(folder / "settings.ini"), folder)
            window.resize(*SIZE)
            session.open(make(folder))
            window.show()
            while not session.jobs.is_idle:
                application.processEvents()
            application.processEvents()
            window.furnish()
            application.processEvents()
            gc.freeze()  # as the app does
            print(f"{make.__name__}: {len(session.data.companies)} companies, {len(session.data.deals)} deals")
            for what, times in clicks(window, application, count):
                filled, painted = (sorted(1000 * each for each in column) for column in zip(*times, strict=True))
                said = "   ".join(
                    f"{how} {median(of):5.0f} ms (p95 {of[int(0.95 * (len(of) - 1))]:4.0f})"
                    for how, of in (("filled", filled), ("painted", painted))
                )
                print(f"  {what:28} {said}", flush=True)
            print(f"  {'longest wait while reading':28} {1000 * longest_wait(window, application, folder):6.0f} ms", flush=True)
            window.close()


if __name__ == "__main__":
    main()
