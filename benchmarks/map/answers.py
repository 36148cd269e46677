"""A large landscape in the real window without a display: how long the window is busy with each thing that a person does.

    python -m benchmarks.map answers FILE.landscape

Two figures each: processor time of the window's thread until the call returns (panels filled), and until everything that
followed from it has been painted. Other work on the machine does not count. The file
is copied first and stays as it is.
"""

import argparse
import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import thread_time

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from explorer.landscape.claims import Claim, ClaimKind
from explorer.landscape.facts import CompanyId, DealId
from explorer.landscape.vocabulary import DealType, Reality, Review, Stage
from explorer.project.landscape import Landscape
from explorer.session.reading import ArticleReader
from explorer.session.session import Session
from explorer.session.settings import Settings
from explorer.ui.table.panel import TablePanel
from explorer.ui.window import Window

TIMES = 7


def main(arguments: Sequence[str]) -> None:
    """Print a table: what is done, median and slowest."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("file", type=Path)
    options = asked.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([])
    application.setStyle("Fusion")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy = folder / "copy.landscape"
        shutil.copyfile(options.file, copy)
        session = Session(ArticleReader())
        window = Window(session, Settings(folder / "settings.ini"), folder)
        window.resize(1440, 900)
        session.open(Landscape.open(copy))
        window.show()
        _settle(session, application)
        window.furnish()
        gc.freeze()  # as the app does
        _settle(session, application)
        print(f"{session.terrain.companies:,} companies, {len(session.terrain.deal_ids):,} deals")
        for what, acts in _deeds(session, window):
            _tell(what, acts, session, application)
        window.close()
        session.shut_down()


def _settle(session: Session, application: QApplication) -> None:
    for _ in range(20):
        application.processEvents()
    while not session.jobs.is_idle:
        application.processEvents()


def _tell(what: str, acts: Sequence[Callable[[], object]], session: Session, application: QApplication) -> None:
    filled, painted = [], []
    for act in acts:
        start = thread_time()
        act()
        filled.append(1000 * (thread_time() - start))
        application.processEvents()
        painted.append(1000 * (thread_time() - start))
        _settle(session, application)
    said = "   ".join(
        f"{how} {median(of):6.1f} ms (slowest {max(of):6.1f})" for how, of in (("done", filled), ("painted", painted))
    )
    print(f"  {what:34} {said}", flush=True)


def _deeds(session: Session, window: Window) -> list[tuple[str, list[Callable[[], object]]]]:
    terrain = session.terrain
    ids, deals = terrain.ids, terrain.deal_ids
    dice = np.random.default_rng(3)
    few = [CompanyId(int(id_)) for id_ in dice.choice(ids[terrain.deals > 1], TIMES, replace=False)]
    hubs = [CompanyId(int(ids[row])) for row in np.argsort(-terrain.deals)[:TIMES]]
    told = [DealId(int(id_)) for id_ in dice.choice(deals, TIMES, replace=False)]
    table = window.findChild(TablePanel)
    assert table is not None and session.landscape is not None
    landscape = session.landscape
    claims = [Claim(ClaimKind.DEAL, deal) for deal in told]
    words = ("al", "alva", "supply", "signed supply", "2012", terrain.names[5], terrain.names[-5])

    def edits(step: Callable[[int], Callable[[Landscape], object]]) -> list[Callable[[], object]]:
        return [lambda number=number: session.edit(step(number)) for number in range(TIMES)]  # type: ignore[misc]

    return [
        ("choose a company", [lambda c=c: session.select([c]) for c in few]),  # type: ignore[misc]
        ("choose one of the largest hubs", [lambda c=c: session.select([c]) for c in hubs]),  # type: ignore[misc]
        ("choose a deal", [lambda d=d: session.select([], [d]) for d in told]),  # type: ignore[misc]
        ("choose 1,000 companies", [lambda: session.select(map(CompanyId, ids[:1000].tolist()))]),
        ("rename a company", edits(lambda number: lambda landscape: landscape.rename(few[number], f"Renamed {number}"))),
        ("undo", [session.undo] * TIMES),
        ("accept a deal", edits(lambda number: lambda landscape: landscape.judge([claims[number]], Review.ACCEPTED))),
        ("add a company", edits(lambda number: lambda landscape: landscape.add_company(f"Newcomer {number}")[0])),
        (
            "add a deal",
            edits(
                lambda number: (
                    lambda landscape: landscape.add_deal(
                        [few[number], hubs[number]], [DealType.SUPPLY], Stage.SIGNED, Reality.AGREED, None
                    )[0]
                )
            ),
        ),
        ("find words", [lambda w=w: landscape.find(w) for w in words]),  # type: ignore[misc]
        ("turn to the table of deals", [lambda: table._switch.button(1).click()]),
        (
            "order it by a column",
            [lambda c=c: table.deals_view.sortByColumn(c, Qt.SortOrder.DescendingOrder) for c in range(4)],  # type: ignore[misc]
        ),
        ("scroll it to the end", [table.deals_view.scrollToBottom]),
        *((f"open the panel {name}", [lambda n=name: window.drawer.open(n)]) for name in ("gaps", "review", "questions", "plots")),
    ]
