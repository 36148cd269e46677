import gc
import weakref
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from explorer.landscape.views import Arrangement, Camera, Selection
from explorer.map.camera import to_map
from explorer.painting.theme import Theme
from explorer.session.session import Session
from explorer.ui.map.panel import MapPanel
from explorer.ui.map.picture import Picture
from tests.ui.map.hands import LEFT, SHIFT, company_called, disc_of, drag, line_of, move, press, release, send, wheel


def test_a_click_on_a_disc_chooses_the_company(panel: MapPanel, cars: Session, qtbot: QtBot) -> None:
    ford = company_called(cars, "Ford")
    qtbot.mouseClick(panel, LEFT, pos=disc_of(panel, ford))
    assert cars.selection == Selection(frozenset({ford}))


def test_a_click_on_a_line_chooses_the_deal(panel: MapPanel, cars: Session, qtbot: QtBot) -> None:
    deal = panel.shown.lines[0].deal
    qtbot.mouseClick(panel, LEFT, pos=line_of(panel, deal))
    assert cars.selection == Selection(deals=frozenset({deal}))


def test_a_click_on_the_ground_chooses_nothing(panel: MapPanel, cars: Session, qtbot: QtBot) -> None:
    cars.select([company_called(cars, "Ford")])
    qtbot.mouseClick(panel, LEFT, pos=QPoint(3, 3))
    assert cars.selection.is_empty


def test_shift_click_adds_and_takes_away(panel: MapPanel, cars: Session, qtbot: QtBot) -> None:
    ford, alibaba = company_called(cars, "Ford"), company_called(cars, "Alibaba")
    qtbot.mouseClick(panel, LEFT, pos=disc_of(panel, ford))
    qtbot.mouseClick(panel, LEFT, SHIFT, disc_of(panel, alibaba))
    assert cars.selection.companies == {ford, alibaba}
    qtbot.mouseClick(panel, LEFT, SHIFT, disc_of(panel, ford))
    assert cars.selection.companies == {alibaba}


def test_a_dragged_company_stays_where_it_was_put_and_undo_brings_it_back(panel: MapPanel, cars: Session) -> None:
    ford = company_called(cars, "Ford")
    before, start = cars.places[ford], disc_of(panel, ford)
    drag(panel, start, start + QPoint(80, -40))
    after = cars.places[ford]
    assert after.pinned
    assert after.x == pytest.approx(before.x + 80 / panel.camera.scale)
    assert after.y == pytest.approx(before.y - 40 / panel.camera.scale)
    assert cars.landscape is not None and cars.landscape.places()[ford] == after
    cars.undo()
    assert (cars.places[ford].x, cars.places[ford].y) == (before.x, before.y)


def test_a_drag_does_not_choose(panel: MapPanel, cars: Session) -> None:
    start = disc_of(panel, company_called(cars, "Ford"))
    drag(panel, start, start + QPoint(60, 0))
    assert cars.selection.is_empty


def test_units_go_with_their_company(panel: MapPanel, cars: Session) -> None:
    alibaba, unit = company_called(cars, "Alibaba"), company_called(cars, "Alibaba Cloud")
    before, start = cars.places[unit], disc_of(panel, alibaba)
    drag(panel, start, start + QPoint(50, 50))
    assert cars.places[unit].x == pytest.approx(before.x + 50 / panel.camera.scale)


def test_chosen_companies_are_carried_together(panel: MapPanel, cars: Session) -> None:
    ford, daimler = company_called(cars, "Ford"), company_called(cars, "Daimler")
    cars.select([ford, daimler])
    before, start = cars.places[daimler], disc_of(panel, ford)
    drag(panel, start, start + QPoint(0, 40))
    assert cars.places[daimler].y == pytest.approx(before.y + 40 / panel.camera.scale)


def test_escape_during_a_drag_brings_the_company_back(panel: MapPanel, cars: Session, qtbot: QtBot) -> None:
    ford = company_called(cars, "Ford")
    before, start = cars.places[ford], disc_of(panel, ford)
    press(panel, start)
    move(panel, start + QPoint(70, 0))
    assert disc_of(panel, ford) == start + QPoint(70, 0)
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    release(panel, start + QPoint(70, 0))
    assert cars.places[ford] == before
    assert disc_of(panel, ford) == start


def test_the_ground_is_drawn_along_under_the_hand(panel: MapPanel, cars: Session) -> None:
    ford = company_called(cars, "Ford")
    before = disc_of(panel, ford)
    drag(panel, QPoint(5, 5), QPoint(65, 35))
    assert disc_of(panel, ford) == before + QPoint(60, 30)
    assert cars.view.camera == panel.camera


def test_the_wheel_zooms_to_the_pointer(panel: MapPanel) -> None:
    point, size = QPoint(200, 150), (900.0, 700.0)
    under = to_map(panel.camera, 200, 150, size)
    scale = panel.camera.scale
    wheel(panel, point, 2)
    assert panel.camera.scale > scale
    assert to_map(panel.camera, 200, 150, size) == pytest.approx(under)


def test_shift_and_drag_on_the_ground_chooses_all_in_the_rectangle(panel: MapPanel, cars: Session) -> None:
    spots = [disc_of(panel, disc.company) for disc in panel.shown.discs]
    left, top = min(spot.x() for spot in spots) - 15, min(spot.y() for spot in spots) - 15
    right, bottom = max(spot.x() for spot in spots) + 15, max(spot.y() for spot in spots) + 15
    drag(panel, QPoint(left, top), QPoint(right, bottom), SHIFT)
    assert cars.selection.companies == {disc.company for disc in panel.shown.discs}


def test_a_double_click_focuses_and_escape_steps_back_twice(panel: MapPanel, cars: Session, qtbot: QtBot) -> None:
    ford = company_called(cars, "Ford")
    send(panel, QEvent.Type.MouseButtonDblClick, disc_of(panel, ford))
    assert cars.selection == Selection(frozenset({ford}), focus=True)
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert cars.selection == Selection(frozenset({ford}))
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert cars.selection.is_empty


def test_arrows_walk_to_the_neighbour_that_way(panel: MapPanel, cars: Session, qtbot: QtBot) -> None:
    ford, alibaba = company_called(cars, "Ford"), company_called(cars, "Alibaba")
    cars.select([ford])
    here, there = cars.places[ford], cars.places[alibaba]
    across, down = there.x - here.x, there.y - here.y
    keys = (Qt.Key.Key_Right, Qt.Key.Key_Left) if abs(across) > abs(down) else (Qt.Key.Key_Down, Qt.Key.Key_Up)
    there_key, back_key = keys if (across if abs(across) > abs(down) else down) > 0 else keys[::-1]
    qtbot.keyClick(panel, there_key)
    assert cars.selection.companies == {alibaba}
    qtbot.keyClick(panel, back_key)
    assert cars.selection.companies == {ford}


def test_an_arrow_begins_with_the_company_that_has_most_deals(panel: MapPanel, cars: Session, qtbot: QtBot) -> None:
    qtbot.keyClick(panel, Qt.Key.Key_Right)
    assert cars.selection.companies == {company_called(cars, "Ford")}


def test_tab_goes_through_the_deals_of_the_company(panel: MapPanel, cars: Session, qtbot: QtBot) -> None:
    cars.select([company_called(cars, "Ford")])
    seen = []
    for _ in range(2):
        qtbot.keyClick(panel, Qt.Key.Key_Tab)
        seen.append(cars.selection.deals)
    assert all(len(deals) == 1 for deals in seen)
    assert seen[0] != seen[1]
    qtbot.keyClick(panel, Qt.Key.Key_Backtab)
    assert cars.selection.deals == seen[0]


def test_enter_asks_for_the_inspector(panel: MapPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.inspection_wanted, timeout=1000):
        qtbot.keyClick(panel, Qt.Key.Key_Return)


def test_hovering_tells_the_company_and_its_deals(panel: MapPanel, cars: Session) -> None:
    move(panel, disc_of(panel, company_called(cars, "Ford")))
    assert panel.hand.hover.note.words.startswith("Ford · 3 deals\n")
    assert "Volkswagen: alliance, in talks" in panel.hand.hover.note.words
    move(panel, QPoint(3, 3))
    assert panel.hand.hover.note.words == ""


def test_what_is_chosen_is_said_to_screen_readers(panel: MapPanel, cars: Session) -> None:
    cars.select([company_called(cars, "Ford")])
    assert panel.accessibleName() == "Alliance map"
    assert panel.accessibleDescription().startswith("Ford, 3 deals: ")


def test_the_whole_map_stays_in_sight_until_the_camera_is_moved_by_hand(panel: MapPanel, qtbot: QtBot) -> None:
    panel.resize(500, 420)
    assert all(0 < disc.x < 500 and 0 < disc.y < 420 for disc in panel.shown.discs)
    wheel(panel, QPoint(100, 100), 3)
    camera = panel.camera
    panel.resize(900, 700)
    assert panel.camera == camera
    panel.fit()
    assert all(0 < disc.x < 900 and 0 < disc.y < 700 for disc in panel.shown.discs)


def test_the_camera_flies_where_it_is_wanted_and_jumps_where_less_motion_is(panel: MapPanel, cars: Session, qtbot: QtBot) -> None:
    cars.camera_wanted.emit(Camera(10.0, 20.0, 0.5))
    assert panel.camera == Camera(10.0, 20.0, 0.5)
    panel.flight.is_wanted = True
    cars.camera_wanted.emit(Camera(0.0, 0.0, 1.0))
    assert panel.camera != Camera(0.0, 0.0, 1.0)
    qtbot.waitUntil(lambda: panel.camera == Camera(0.0, 0.0, 1.0), timeout=2000)


def test_the_legend_explains_what_is_on_the_picture_and_folds(panel: MapPanel, qtbot: QtBot) -> None:
    assert not panel.legend.is_open
    assert panel.shown and any("letter of intent" in entry.words for entry in panel.legend.entries)
    with qtbot.waitSignal(panel.legend.unfolded, timeout=1000):
        panel.legend._button.click()
    assert panel.legend.is_open


def test_a_legend_that_is_wanted_folds_where_the_map_is_too_low_for_it_until_it_is_asked_for_there(
    panel: MapPanel, qtbot: QtBot
) -> None:
    panel.resize(660, 700)
    assert panel.shown
    panel.legend._button.click()
    assert panel.legend.is_open
    panel.resize(660, 240)
    assert not panel.legend.is_open
    panel.legend._button.click()
    assert panel.legend.is_open
    panel.resize(660, 200)
    assert not panel.legend.is_open
    panel.resize(660, 700)
    assert panel.legend.is_open


def test_on_a_low_map_no_company_lies_under_the_legend_or_the_note_on_what_is_hidden(panel: MapPanel) -> None:
    panel.resize(660, 300)
    panel.legend._button.click()
    panel.hidden.tell("2 names left out for want of room", is_filtered=False)
    panel.fit()
    assert panel.shown.discs
    for disc in panel.shown.discs:
        spot = QPoint(round(disc.x), round(disc.y))
        assert not panel.legend.geometry().contains(spot)
        assert not panel.hidden.geometry().contains(spot)


def test_on_a_large_map_a_company_is_carried_over_the_picture_that_is_there(
    panel: MapPanel, cars: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Picture, "is_slow", property(lambda picture: True))
    ford = company_called(cars, "Ford")
    start, before = disc_of(panel, ford), panel.shown
    press(panel, start)
    move(panel, start + QPoint(80, 30))
    image = panel.grab().toImage()
    spot = start + QPoint(80, 30)
    assert image.pixelColor(spot * image.devicePixelRatio()) == Theme.load("light").colour("chosen")
    assert panel.canvas.picture.shown is before
    release(panel, spot)
    assert disc_of(panel, ford) == spot


def test_an_empty_map_offers_the_first_step(session: Session, qtbot: QtBot) -> None:
    panel = MapPanel(session)
    qtbot.addWidget(panel)
    panel.show()
    assert panel.empty.isVisible()
    with qtbot.waitSignal(panel.action_wanted, timeout=1000) as wanted:
        qtbot.mouseClick(panel.empty.findChild(QPushButton, "sample"), LEFT)
    assert wanted.args == ["sample"]


def test_an_empty_map_says_what_is_being_read(session: Session, qtbot: QtBot) -> None:
    panel = MapPanel(session)
    qtbot.addWidget(panel)
    panel.show()
    session.jobs.run("Read 24 articles", lambda progress, is_cancelled: None, lambda value: None)
    assert panel.empty.sentence.text() == "Read 24 articles…"
    qtbot.waitUntil(lambda: session.jobs.is_idle, timeout=2000)
    assert panel.empty.sentence.text() == "Drop articles here"


def test_a_closed_map_is_let_go(cars: Session, qtbot: QtBot) -> None:
    panel = MapPanel(cars)
    panel.show()
    seen = weakref.ref(panel)
    panel.close()
    panel.deleteLater()
    qtbot.wait(1)
    del panel
    gc.collect()
    assert seen() is None


def test_rings_go_around_the_chosen_and_one_goes_back_from_them(panel: MapPanel, cars: Session, qtbot: QtBot) -> None:
    ford = company_called(cars, "Ford")
    before = cars.places[ford]
    cars.set_view(replace(cars.view, arrangement=Arrangement.RINGS, around=frozenset({ford})))
    qtbot.waitUntil(lambda: panel.canvas.order.arranged is not None, timeout=3000)
    assert panel.canvas.place_of(ford) == pytest.approx((0, 0), abs=1)
    start = disc_of(panel, ford)
    drag(panel, start, start + QPoint(60, 0))
    assert cars.places[ford] == before
    cars.set_view(replace(cars.view, arrangement=Arrangement.MAP))
    assert panel.canvas.place_of(ford) == (before.x, before.y)
