"""Opens the real window on the sample landscape, drives it, and saves docs/*.png. Needs no display.

python -m tools.screenshots [FOLDER]
"""

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import monotonic

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from explorer.landscape.claims import Cell
from explorer.landscape.facts import Company, CompanyId
from explorer.session.reading import ArticleReader
from explorer.session.session import Session
from explorer.session.settings import Settings
from explorer.ui.window import Window

ROOT = Path(__file__).resolve().parent.parent
SIZES = ((1280, 800), (1920, 1080))
THEMES = ("light", "dark")
PATIENCE = 60.0  # seconds for reading the samples
NEAR = 2.2  # times as near as the whole map
A_MOMENT = 0.5  # seconds for flights of the camera and notices to come to rest


def main() -> None:
    """Take every picture in both sizes and themes."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs"
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setStyle("Fusion")
    with tempfile.TemporaryDirectory() as home:
        session = Session(ArticleReader())
        settings = Settings(Path(home) / "settings.ini")
        settings.moves_less = True
        window = Window(session, settings, Path(home))
        try:
            window.show()
            window.opening.open_sample()
            _wait(application, lambda: session.jobs.is_idle)
            window.furnish()
            for theme in THEMES:
                session.set_theme(theme)
                for size in SIZES:
                    window.resize(*size)
                    for name, arrange in SCENES.items():
                        _clear(session, window)
                        arrange(session, window)
                        _wait(application)
                        path = folder / f"{name}-{theme}-{size[0]}.png"
                        if not window.grab().save(str(path)):
                            raise SystemExit(f"{path} could not be written.")
                        print(path)
        finally:
            window.close()
            session.shut_down()


def _clear(session: Session, window: Window) -> None:
    session.select()
    window.side.close_reader()
    window.drawer.open("")
    window.actions_by_name["fit"].trigger()


def _map(session: Session, window: Window) -> None:
    """The whole landscape, with what is known of it."""


def _company_chosen(session: Session, window: Window) -> None:
    """Ford with its neighbours, seen from near."""
    session.select([_company(session, "Ford")])
    place = session.places[_company(session, "Ford")]
    window.map.look_from(replace(window.map.camera, x=place.x, y=place.y, scale=window.map.camera.scale * NEAR))


def _gaps(session: Session, window: Window) -> None:
    """The gap matrix, one cell chosen."""
    window.drawer.open("gaps")
    company = _company(session, "Ford")
    session.select([company])
    assert session.landscape is not None
    told = [s for s in session.landscape.standings(company) if s.capability is not None]
    if told and told[0].capability is not None:
        session.show_cell(Cell(company, told[0].capability))


def _reader(session: Session, window: Window) -> None:
    """The deal of Ford and Alibaba, its article open at the words."""
    assert session.landscape is not None
    deal = session.landscape.deals_between(_company(session, "Ford"), _company(session, "Alibaba"))[0]
    session.select(deals=[deal.id])
    shown = [s.basis.excerpt for s in session.landscape.statements_of(deal.id) if s.basis.excerpt is not None]
    session.show_excerpt(shown[0])


SCENES: dict[str, Callable[[Session, Window], None]] = {"map": _map, "company": _company_chosen, "gaps": _gaps, "reader": _reader}


def _company(session: Session, name: str) -> CompanyId:
    """Return the company of this name, or of a longer one that begins so."""
    assert session.landscape is not None

    def is_it(company: Company) -> bool:
        return company.name == name or company.name.startswith(f"{name} ")

    return min((company for company in session.landscape.companies() if is_it(company)), key=lambda company: len(company.name)).id


def _wait(application: QApplication, is_done: Callable[[], bool] = lambda: True) -> None:
    """Let the window work until it is done, and a moment longer."""
    started = monotonic()
    while not is_done():
        application.processEvents()
        if monotonic() - started > PATIENCE:
            raise SystemExit("The sample articles were not read in time.")
    rested = monotonic() + A_MOMENT
    while monotonic() < rested:
        application.processEvents()


if __name__ == "__main__":
    main()
