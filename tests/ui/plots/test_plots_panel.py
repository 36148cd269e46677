import gc
import sys
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt

from explorer.landscape.vocabulary import DealField, Stage
from explorer.session.session import Session
from explorer.ui.plots import PlotsPanel
from tests.ui.known import LEFT, deal_between


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
