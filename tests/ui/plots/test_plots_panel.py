import gc
import sys
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt

from explorer.landscape.vocabulary import DealField, Review, Stage
from explorer.project.landscape import Landscape
from explorer.session.session import Session
from explorer.ui.plots import PlotsPanel
from tests.project.building import many
from tests.ui.known import LEFT, button, deal_between


@pytest.fixture
def panel(cars: Session, qtbot) -> PlotsPanel:
    panel = PlotsPanel(cars)
    qtbot.addWidget(panel)
    panel.resize(1000, 320)
    panel.show()
    qtbot.waitUntil(lambda: bool(panel.time.bars) and cars.jobs.is_idle, timeout=20_000)
    return panel


def test_both_plots_are_drawn_with_their_bars(panel: PlotsPanel) -> None:
    assert {bar.words for bar in panel.time.bars} >= {"2020: 1 deal signed", "2018: 1 deal in talks"}
    assert "Cloud: 1 by a partner, in force" in {bar.words for bar in panel.cover.bars}


def test_a_click_on_a_bar_chooses_what_is_behind_it(panel: PlotsPanel, cars: Session, qtbot) -> None:
    bar = next(bar for bar in panel.time.bars if bar.words == "2020: 1 deal signed")
    qtbot.mouseClick(panel.time, LEFT, pos=panel.time.rect_of(bar).center().toPoint())
    assert cars.selection.deals == {deal_between(cars, "Ford", "Daimler")}


def test_bars_are_walked_and_opened_by_keyboard(panel: PlotsPanel, cars: Session, qtbot) -> None:
    qtbot.keyClick(panel.cover, Qt.Key.Key_Right)
    assert panel.cover.accessibleDescription() == panel.cover.bars[0].words
    qtbot.keyClick(panel.cover, Qt.Key.Key_Return)
    assert cars.selection.companies == set(panel.cover.bars[0].companies)


def test_an_edit_draws_the_plots_anew(panel: PlotsPanel, cars: Session, qtbot) -> None:
    cars.edit(
        lambda landscape: landscape.state(deal_between(cars, "Ford", "Volkswagen"), DealField.STAGE, Stage.SIGNED, date="2018")
    )
    qtbot.waitUntil(lambda: "2018: 1 deal signed" in {bar.words for bar in panel.time.bars} and cars.jobs.is_idle, timeout=20_000)


def test_nothing_is_drawn_before_it_is_looked_at(cars: Session, qtbot) -> None:
    panel = PlotsPanel(cars)
    qtbot.addWidget(panel)
    assert cars.jobs.is_idle
    assert "matplotlib.pyplot" not in sys.modules


def test_a_closed_panel_is_let_go(cars: Session, qtbot) -> None:
    panel = PlotsPanel(cars)
    gone = weakref.ref(panel)
    panel.deleteLater()
    del panel
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert gone() is None


def test_with_few_decisions_the_worth_of_confidence_is_refused_with_the_reason(panel: PlotsPanel, cars: Session, qtbot) -> None:
    cars.edit(lambda landscape: landscape.judge([landscape.proposals()[0]], Review.ACCEPTED))
    button(panel, "Confidence").click()
    qtbot.waitUntil(lambda: "1 of the at least 60 decisions" in panel.worth.plot.accessibleDescription(), timeout=20_000)
    assert panel.worth.plot.bars == ()
    assert "1 decision made one by one, 1 right and 0 wrong" in panel.worth._words.text()


def test_a_point_of_the_worth_of_confidence_leads_to_what_was_decided(session: Session, tmp_path: Path, qtbot) -> None:
    landscape = Landscape.create(tmp_path / "many.landscape")
    landscape.add_readings([many(80)], "Read")
    for place, claim in enumerate(landscape.proposals()):
        landscape.judge([claim], Review.ACCEPTED if place % 3 else Review.REJECTED)
    session.open(landscape)
    panel = PlotsPanel(session)
    qtbot.addWidget(panel)
    panel.resize(1000, 320)
    panel.show()
    button(panel, "Confidence").click()
    qtbot.waitUntil(lambda: bool(panel.worth.plot.bars) and session.jobs.is_idle, timeout=20_000)
    bar = panel.worth.plot.bars[0]
    qtbot.mouseClick(panel.worth.plot, LEFT, pos=panel.worth.plot.rect_of(bar).center().toPoint())
    assert session.selection.deals == set(bar.deals)
    panel.worth.forget.click()
    qtbot.waitUntil(lambda: panel.worth.plot.bars == () and session.jobs.is_idle, timeout=20_000)
    session.undo()
    qtbot.waitUntil(lambda: bool(panel.worth.plot.bars) and session.jobs.is_idle, timeout=20_000)
