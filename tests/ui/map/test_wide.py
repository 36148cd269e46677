"""The map of a landscape too large for marks of its own, in the real panel over columns that are given."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from benchmarks.map.graphs import alliance_like
from benchmarks.map.stage import Staged, terrain_of
from explorer.landscape.facts import CompanyId
from explorer.landscape.views import Camera, Filters, Selection
from explorer.landscape.vocabulary import DealType
from explorer.map.atlas import Atlas
from explorer.map.spacing import Rect
from explorer.map.world import labels_of
from explorer.painting.theme import Theme
from explorer.ui.map import wide as wide_module
from explorer.ui.map.base import BaseImage, Below
from explorer.ui.map.panel import MapPanel
from explorer.ui.map.wide import Wide
from tests.ui.map.hands import LEFT, SHIFT, drag, move, press, release, wheel

COUNT = 2000


@pytest.fixture
def session() -> Staged:
    names, pairs = alliance_like(COUNT)
    terrain, _ = terrain_of(names, pairs, 3 * COUNT)
    spots = np.random.default_rng(2).uniform(-3000, 3000, size=(COUNT, 2)).astype(np.float32)
    return Staged(terrain, spots)


@pytest.fixture
def panel(session: Staged, qtbot: QtBot) -> Iterator[MapPanel]:
    panel = MapPanel(session, legend_is_open=False)
    panel.flight.is_wanted = False
    qtbot.addWidget(panel)
    panel.resize(900, 700)
    panel.show()
    crisp(panel, qtbot)
    yield panel
    panel.canvas.stop()
    session.shut_down()


def wide(panel: MapPanel) -> Wide:
    assert isinstance(panel.canvas, Wide)
    return panel.canvas


def crisp(panel: MapPanel, qtbot: QtBot) -> None:
    """Wait until what is painted is of where one looks from."""

    def is_so() -> bool:
        panel.repaint()
        sheet = wide(panel).base.sheet
        return wide(panel).is_crisp and not wide(panel).base.is_busy and sheet is not None and sheet.camera == panel.camera

    qtbot.waitUntil(is_so, timeout=10_000)


def spot_of(panel: MapPanel, session: Staged, row: int) -> QPoint:
    x, y = session.spots[row].tolist()
    camera = panel.camera
    return QPoint(
        round((x - camera.x) * camera.scale + panel.width() / 2), round((y - camera.y) * camera.scale + panel.height() / 2)
    )


def strongest(session: Staged) -> int:
    return int(np.argmax(session.terrain.deals))


def differing(panel: MapPanel, act: Callable[[], object]) -> int:
    """How many pixels of the map are others after an act."""
    before = panel.grab().toImage()
    act()
    after = panel.grab().toImage()
    one, other = (np.frombuffer(image.constBits(), np.uint32) for image in (before, after))
    return int((one != other).sum())


def test_the_whole_landscape_is_in_sight_at_first(panel: MapPanel, session: Staged) -> None:
    rect = panel.rect()
    assert all(rect.contains(spot_of(panel, session, row)) for row in range(0, COUNT, 50))


def test_the_first_picture_is_painted_once_and_blocs_come_after_it(
    session: Staged, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    asked = BaseImage.ask

    def ask(self: BaseImage, below: Below, *stand: Any) -> None:
        steps.append("base" if below.world is None else "base with blocs")
        asked(self, below, *stand)

    def labels(atlas: Atlas) -> NDArray[np.int32]:
        steps.append("blocs")
        return labels_of(atlas)

    monkeypatch.setattr(BaseImage, "ask", ask)
    monkeypatch.setattr(wide_module, "labels_of", labels)
    panel = MapPanel(session)
    qtbot.addWidget(panel)
    panel.resize(900, 700)
    panel.show()
    qtbot.waitUntil(lambda: "base with blocs" in steps, timeout=10_000)
    panel.canvas.stop()
    session.shut_down()
    assert steps[:3] == ["base", "blocs", "base with blocs"]


def test_a_click_chooses_the_company_and_lights_its_neighbours(panel: MapPanel, session: Staged, qtbot: QtBot) -> None:
    row = strongest(session)
    qtbot.mouseClick(panel, LEFT, pos=spot_of(panel, session, row))
    assert session.selection == Selection(frozenset({CompanyId(int(session.terrain.ids[row]))}))
    crisp(panel, qtbot)
    image = panel.grab().toImage()
    assert image.pixelColor(spot_of(panel, session, row) * image.devicePixelRatio()) == Theme.load("light").colour("chosen")
    named = {label.company for label in panel.shown.labels}
    lit = {int(session.terrain.ids[row])} | {int(session.terrain.ids[other]) for other in session.terrain.neighbours(row)}
    assert named and named <= lit


def test_hovering_tells_the_company_and_paints_a_ring(panel: MapPanel, session: Staged) -> None:
    row = strongest(session)
    assert differing(panel, lambda: move(panel, spot_of(panel, session, row))) > 50
    assert panel.hand.hover.note.words.startswith(f"{session.terrain.names[row]} · {session.terrain.deals[row]} deals")


def test_a_rectangle_chooses_all_that_stand_in_it(panel: MapPanel, session: Staged) -> None:
    left, top = QPoint(200, 150), QPoint(600, 500)
    expected = {
        int(session.terrain.ids[row])
        for row in range(COUNT)
        if 201 < (spot := spot_of(panel, session, row)).x() < 599 and 151 < spot.y() < 499
    }
    start = next(QPoint(x, 150) for x in range(200, 260) if panel.canvas.company_at(x, 150) is None)
    drag(panel, QPoint(start.x(), left.y()), top, SHIFT)
    chosen = set(session.selection.companies)
    assert len(expected ^ chosen) < 0.15 * len(expected) and len(chosen) > 20


def test_the_map_shifts_at_once_under_a_hand_that_pans(panel: MapPanel, qtbot: QtBot) -> None:
    ground = next(QPoint(x, 8) for x in range(8, 400) if panel.canvas.company_at(x, 8) is None)
    before = panel.grab().toImage()
    press(panel, ground)
    move(panel, ground + QPoint(40, 30))
    after = panel.grab().toImage()
    release(panel, ground + QPoint(40, 30))
    same = sum(before.pixel(x, y) == after.pixel(x + 40, y + 30) for x in range(200, 700, 7) for y in range(150, 500, 7))
    assert same > 0.97 * 72 * 50


def test_from_near_deals_are_drawn_one_by_one_and_can_be_clicked(panel: MapPanel, session: Staged, qtbot: QtBot) -> None:
    x, y = session.spots[strongest(session)].tolist()
    panel.look_from(Camera(x, y, 1.6))
    crisp(panel, qtbot)
    assert panel.shown.lines and panel.shown.discs
    assert any("signed" in entry.words for entry in wide(panel).legend)
    line = next(line for line in panel.shown.lines if panel.rect().contains(QPointF(*line.at(0.5)).toPoint()))
    x, y = line.at(0.5)
    assert panel.canvas.deal_at(x, y) is not None


def test_a_company_is_carried_and_put_down(panel: MapPanel, session: Staged, monkeypatch: pytest.MonkeyPatch) -> None:
    row, moved = strongest(session), []
    monkeypatch.setattr(session, "edit", lambda step: moved.append(step))
    start = spot_of(panel, session, row)
    press(panel, start)
    changed = differing(panel, lambda: move(panel, start + QPoint(60, 20)))
    assert changed > 200
    places = panel.canvas.put_down()
    assert [place.company for place in places] == [session.terrain.ids[row]]
    assert places[0].x == pytest.approx(float(session.spots[row, 0]) + 60 / panel.camera.scale, rel=1e-3)


def test_arrows_walk_and_tab_goes_through_the_deals(panel: MapPanel, session: Staged, qtbot: QtBot) -> None:
    qtbot.keyClick(panel, Qt.Key.Key_Right)
    assert session.selection.companies == {int(session.terrain.ids[strongest(session)])}
    qtbot.keyClick(panel, Qt.Key.Key_Tab)
    assert len(session.selection.deals) == 1


def test_a_filter_takes_lines_away_and_says_how_many(panel: MapPanel, session: Staged, qtbot: QtBot) -> None:
    session.set_filters(Filters(types=frozenset({DealType.SUPPLY}), fade=False))
    qtbot.waitUntil(lambda: "hidden by the filter on type" in panel.shown.hidden_note, timeout=5000)
    crisp(panel, qtbot)
    assert [entry.words for entry in wide(panel).legend][:1] == ["manufacturing, supply"]
    session.set_filters(Filters())
    crisp(panel, qtbot)
    assert panel.shown.hidden_note == ""


def test_zooming_stretches_what_is_there_and_becomes_crisp(panel: MapPanel, qtbot: QtBot) -> None:
    before = wide(panel).base.sheet
    wheel(panel, QPoint(300, 300), 2)
    panel.repaint()
    assert wide(panel).base.sheet is before
    crisp(panel, qtbot)
    assert wide(panel).base.sheet is not before


def test_the_overview_shows_where_one_is_and_leads_elsewhere(panel: MapPanel, session: Staged, qtbot: QtBot) -> None:
    minimap = panel.cards.minimap
    assert minimap.is_wanted and not minimap.isVisible()
    panel.look_from(Camera(0, 0, 0.5))
    crisp(panel, qtbot)
    assert minimap.isVisible()
    qtbot.mousePress(minimap, LEFT, pos=QPoint(minimap.width() - 12, 12))
    assert panel.camera.x > 2000 and panel.camera.y < -2000 and panel.camera.scale == 0.5


def test_a_fitted_map_stays_clear_of_the_note_on_what_is_hidden(panel: MapPanel, session: Staged, qtbot: QtBot) -> None:
    session.set_filters(Filters(types=frozenset({DealType.SUPPLY}), fade=False))
    qtbot.waitUntil(lambda: panel.hidden.words != "", timeout=5000)
    crisp(panel, qtbot)
    note = panel.hidden.geometry()
    assert any(one.holds(note.left(), note.top()) and one.holds(note.right(), note.bottom()) for one in panel.cards.covered())
    assert not wide(panel).companies_in(Rect(note.x(), note.y(), note.width(), note.height()))
