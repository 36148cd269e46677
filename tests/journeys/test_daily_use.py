"""One day with the real window: read, look, inspect, correct, snapshot, quit, and find everything there again."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from explorer.exports.pictures import view_inside
from explorer.landscape.capabilities import load
from explorer.landscape.facts import CompanyId
from explorer.landscape.shipped import resources
from explorer.project.landscape import Landscape
from explorer.session.reading import ArticleReader
from explorer.session.session import Session
from explorer.session.settings import Settings
from explorer.ui.gaps.matrix import MatrixView
from explorer.ui.gaps.panel import GapsPanel
from explorer.ui.parts.excerpts import ExcerptCard
from explorer.ui.parts.lines import LineButton
from explorer.ui.window import Window

ARTICLES = Path(__file__).parent.parent / "articles"
BOTH = (ARTICLES / "ford-alibaba.txt", ARTICLES / "ford-volkswagen.txt")


class Analyst:
    """What a person does with the window, by mouse and keyboard."""

    def __init__(self, window: Window, qtbot: QtBot) -> None:
        self.window = window
        self._qtbot = qtbot

    @property
    def known(self) -> Landscape:
        landscape = self.window.session.landscape
        assert landscape is not None
        return landscape

    def company(self, name: str) -> CompanyId:
        return next(company.id for company in self.known.companies() if company.name == name)

    def drops(self, *paths: Path) -> None:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        left = Qt.MouseButton.LeftButton
        drop = QDropEvent(QPointF(400, 300), Qt.DropAction.CopyAction, mime, left, Qt.KeyboardModifier.NoModifier)
        self.window.dropEvent(drop)
        self.waits_for(lambda: self.window.session.jobs.is_idle)

    def clicks_on_the_map(self, name: str) -> None:
        company = self.company(name)
        self.waits_for(lambda: any(disc.company == company for disc in self.window.map.shown.discs))
        disc = next(disc for disc in self.window.map.shown.discs if disc.company == company)
        self._clicks(self.window.map, QPointF(disc.x, disc.y))

    def clicks_on_a_cell(self, name: str) -> None:
        """Click the first cell of this company that says something."""
        panel = self.window.drawer.panel("gaps")
        assert isinstance(panel, GapsPanel)
        view = panel.findChild(MatrixView)
        self.waits_for(lambda: panel.matrix is not None)
        assert panel.matrix is not None
        company = self.company(name)
        cell = next(cell for cell, content in panel.matrix.cells.items() if cell.company == company and content.entries)
        view.set_current(cell)
        self._clicks(view.viewport(), view.where_is(cell).center())

    def presses(self, action: str) -> None:
        self.window.actions_by_name[action].trigger()

    def sees(self, kind: type[QWidget], inside: QWidget) -> Sequence[QWidget]:
        return [widget for widget in inside.findChildren(kind) if widget.isVisible()]

    def waits_for(self, is_so: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(is_so, timeout=20_000)

    def _clicks(self, widget: QWidget, point: QPointF) -> None:
        at = QPoint(round(point.x()), round(point.y()))
        self._qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at)


@contextmanager
def at_work(home: Path, qtbot: QtBot, landscape: Path) -> Iterator[Analyst]:
    """Open the window as the program does, and close it as a person does."""
    session = Session(ArticleReader())
    settings = Settings(home / "settings.ini")
    settings.moves_less = True
    window = Window(session, settings, home)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.furnish()
    window.opening.open_landscape(landscape)
    try:
        yield Analyst(window, qtbot)
    finally:
        window.close()


@pytest.fixture
def landscape(own_home: Path) -> Path:
    path = own_home / "deals.landscape"
    Landscape.create(path, load(resources() / "capabilities")).close()
    return path


def test_a_day_from_the_first_drop_to_the_next_morning(own_home: Path, landscape: Path, qtbot: QtBot) -> None:
    with at_work(own_home, qtbot, landscape) as analyst:
        window = analyst.window
        analyst.drops(*BOTH)
        assert len(analyst.known.sources()) == 2

        analyst.clicks_on_the_map("Ford")
        assert window.session.selection.companies == {analyst.company("Ford")}
        inspector = window.side.inspector
        assert inspector is not None
        assert {"Alibaba", "Volkswagen"} <= {line.words for line in inspector.findChildren(LineButton)}

        card = next(card for card in inspector.page.excerpts.cards if card.told.basis.excerpt is not None)
        excerpt = card.told.basis.excerpt
        assert excerpt is not None
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(6, 6))
        reader = window.side.reader
        assert reader is not None
        assert reader.isVisible()
        assert reader.opened_words == excerpt.span
        assert analyst.known.text(excerpt.source)[excerpt.span.start : excerpt.span.end] == excerpt.quote

        analyst.presses("gaps")
        analyst.clicks_on_a_cell("Ford")
        gaps = window.drawer.panel("gaps")
        analyst.waits_for(lambda: bool(analyst.sees(ExcerptCard, gaps)))

        deals = analyst.known.deals()
        rejected = analyst.known.deals_between(analyst.company("Ford"), analyst.company("Volkswagen"))[0]
        window.session.select(deals=[rejected.id])
        analyst.presses("reject")
        assert rejected.id not in {deal.id for deal in analyst.known.deals()}
        analyst.presses("undo")
        assert analyst.known.deals() == deals
        analyst.clicks_on_the_map("Ford")

        analyst.presses("snapshot")
        analyst.waits_for(lambda: analyst.window.session.jobs.is_idle)
        pictures = list(own_home.rglob("*.png"))
        assert len(pictures) == 1
        assert view_inside(pictures[0]) is not None
        history = analyst.known.history()

    with at_work(own_home, qtbot, landscape) as analyst:
        assert [source.file_name for source in analyst.known.sources()] == [path.name for path in BOTH]
        assert analyst.known.deals() == deals
        assert analyst.known.history() == history
        assert len(analyst.known.views()) == 1
        report = analyst.known.check()
        assert report.is_sound
        assert report.quotes == report.verbatim > 0
        analyst.presses("undo")  # the snapshot's kept view: history goes on where it ended
        assert analyst.known.views() == ()

        analyst.presses("redo")
        analyst.drops(pictures[0])
        assert analyst.window.session.selection.companies == {analyst.company("Ford")}
