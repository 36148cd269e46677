import gc
import re
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt

from explorer.landscape.claims import ClaimKind
from explorer.landscape.vocabulary import Review, Stage
from explorer.project.landscape import Landscape
from explorer.session.queue import Order
from explorer.session.session import Session
from explorer.ui.review import ReviewPanel
from explorer.ui.review.proposals import reasons_for
from tests.project.building import many
from tests.ui.known import button


@pytest.fixture
def panel(session: Session, qtbot) -> ReviewPanel:
    panel = ReviewPanel(session)
    qtbot.addWidget(panel)
    panel.resize(900, 300)
    panel.show()
    panel.activateWindow()
    qtbot.waitExposed(panel)
    return panel


def press(panel: ReviewPanel, qtbot, key: Qt.Key) -> None:
    panel.rows.setFocus()
    qtbot.keyClick(panel.rows, key)


def test_one_card_at_a_time_says_what_was_read_and_shows_its_words(panel: ReviewPanel, cars: Session) -> None:
    assert panel.progress == "0 of 8 reviewed"
    basis, words, _ = cars.landscape.claim(panel.current.claim)
    assert panel.card.words.text().casefold() == words.casefold()
    assert basis.excerpt.quote.split()[0] in panel.card.quote.text()


def test_the_words_that_set_a_finding_off_are_set_off_and_the_rule_is_named(panel: ReviewPanel, cars: Session) -> None:
    basis, _, _ = cars.landscape.claim(panel.current.claim)
    assert re.search(rf"<span style=[^>]*><b>{basis.trigger}</b></span>", panel.card.quote.text())
    assert panel.card.rule.text().startswith(f"Found by the rule “hand” by “{basis.trigger.casefold()}”")


def test_a_accepts_and_the_next_one_comes(panel: ReviewPanel, cars: Session, qtbot) -> None:
    first, second = panel.queue[0].claim, panel.queue[1].claim
    press(panel, qtbot, Qt.Key.Key_A)
    assert cars.landscape.claim(first)[0].review is Review.ACCEPTED
    assert (panel.current.claim, panel.progress) == (second, "1 of 8 reviewed")


def test_the_proposal_that_comes_next_is_chosen_on_the_map(panel: ReviewPanel, cars: Session, qtbot) -> None:
    press(panel, qtbot, Qt.Key.Key_A)
    waiting = panel.current.waiting
    assert cars.selection.deals == {waiting.deal} if waiting.deal else cars.selection.companies == {waiting.company}


def test_r_asks_why_and_keeps_the_reason(panel: ReviewPanel, cars: Session, qtbot) -> None:
    first = panel.current.claim
    press(panel, qtbot, Qt.Key.Key_R)
    assert panel.queue[0].claim == first
    press(panel, qtbot, Qt.Key.Key_1)
    assert cars.landscape.claim(first)[0].review is Review.REJECTED
    assert first not in [one.claim for one in panel.queue]


@pytest.mark.parametrize(("key", "place"), [(Qt.Key.Key_1, 0), (Qt.Key.Key_2, 1), (Qt.Key.Key_3, 2), (Qt.Key.Key_4, 3)])
def test_a_number_rejects_at_once_with_its_reason(panel: ReviewPanel, cars: Session, qtbot, key: Qt.Key, place: int) -> None:
    first = panel.current.claim
    press(panel, qtbot, key)
    assert cars.landscape.claim(first)[0].review is Review.REJECTED
    (decision,) = cars.landscape.decisions()
    assert (decision.claim, decision.is_right, decision.reason) == (first, False, reasons_for(first)[place])


def test_esc_leaves_the_reasons_without_rejecting(panel: ReviewPanel, cars: Session, qtbot) -> None:
    press(panel, qtbot, Qt.Key.Key_R)
    press(panel, qtbot, Qt.Key.Key_Escape)
    press(panel, qtbot, Qt.Key.Key_5)
    assert panel.progress == "0 of 8 reviewed"


def test_u_takes_the_last_decision_back(panel: ReviewPanel, cars: Session, qtbot) -> None:
    first = panel.current.claim
    press(panel, qtbot, Qt.Key.Key_R)
    press(panel, qtbot, Qt.Key.Key_5)
    press(panel, qtbot, Qt.Key.Key_U)
    assert first in [one.claim for one in panel.queue]
    assert panel.progress == "0 of 8 reviewed"


def test_s_puts_a_proposal_to_the_end(panel: ReviewPanel, cars: Session, qtbot) -> None:
    first, second = panel.queue[0].claim, panel.queue[1].claim
    press(panel, qtbot, Qt.Key.Key_S)
    assert (panel.current.claim, panel.queue[-1].claim) == (second, first)


def test_what_is_stated_plainly_is_looked_through_and_accepted_as_one_step(panel: ReviewPanel, cars: Session, qtbot) -> None:
    steps = len(cars.landscape.history())
    press(panel, qtbot, Qt.Key.Key_P)
    assert len(panel.plainly.ticked) == 2
    assert len(cars.landscape.history()) == steps
    button(panel, "Accept these 2").click()
    assert len(panel.queue) == 6
    assert len(cars.landscape.history()) == steps + 1
    assert cars.landscape.decisions() == ()
    cars.undo()
    assert len(panel.queue) == 8


def test_one_can_be_left_out_of_what_is_accepted_together_by_the_keyboard_alone(panel: ReviewPanel, cars: Session, qtbot) -> None:
    press(panel, qtbot, Qt.Key.Key_P)
    left_out = panel.plainly.ticked[0]
    qtbot.keyClick(panel.plainly._list, Qt.Key.Key_Space)
    assert left_out not in panel.plainly.ticked
    qtbot.keyClick(panel.plainly._list, Qt.Key.Key_Return)
    assert len(panel.queue) == 7
    assert left_out in [one.claim for one in panel.queue]


def test_esc_leaves_the_preview_and_accepts_nothing(panel: ReviewPanel, cars: Session, qtbot) -> None:
    press(panel, qtbot, Qt.Key.Key_P)
    qtbot.keyClick(panel.plainly._list, Qt.Key.Key_A)
    qtbot.keyClick(panel.plainly._list, Qt.Key.Key_Escape)
    assert panel.progress == "0 of 8 reviewed"
    press(panel, qtbot, Qt.Key.Key_A)
    assert panel.progress == "1 of 8 reviewed"


def test_e_offers_corrections_and_what_was_corrected_leaves_the_queue(panel: ReviewPanel, cars: Session, qtbot) -> None:
    place = next(place for place, one in enumerate(panel.queue) if one.claim.kind is ClaimKind.DEAL)
    panel.rows.chosen.emit(place)
    deal = panel.current.waiting.deal
    press(panel, qtbot, Qt.Key.Key_E)
    stage = panel._menu.actions()[1].menu()
    next(action for action in stage.actions() if action.text() == "Terminated").trigger()
    panel._menu.close()
    assert cars.landscape.deal(deal).stage is Stage.TERMINATED
    assert deal not in [one.waiting.deal for one in panel.queue]
    assert [one.reason for one in cars.landscape.decisions()] == ["corrected"]


def test_a_standing_is_corrected_into_another_on_the_same_words(panel: ReviewPanel, cars: Session, qtbot) -> None:
    place = next(place for place, one in enumerate(panel.queue) if one.claim.kind is ClaimKind.STANDING)
    panel.rows.chosen.emit(place)
    claim = panel.current.claim
    press(panel, qtbot, Qt.Key.Key_E)
    panel._menu.actions()[0].trigger()
    panel._menu.close()
    assert cars.landscape.claim(claim)[0].review is Review.REJECTED
    assert len(panel.queue) == 7


@pytest.mark.parametrize("order", list(Order))
def test_the_queue_can_be_put_in_another_order(panel: ReviewPanel, cars: Session, order: Order) -> None:
    before = {one.claim for one in panel.queue}
    panel.order.setCurrentIndex(list(Order).index(order))
    panel.order.activated.emit(list(Order).index(order))
    assert {one.claim for one in panel.queue} == before
    assert panel.current == panel.queue[0]
    waiting = [one.waiting for one in panel.queue]
    if order is Order.NEWEST:
        assert [one.published for one in waiting] == sorted((one.published for one in waiting), reverse=True)
    elif order is Order.CONNECTED:
        assert [one.connections for one in waiting] == sorted((one.connections for one in waiting), reverse=True)
    elif order is Order.ARTICLES:
        assert [(one.source, one.start) for one in waiting] == sorted((one.source, one.start) for one in waiting)
    elif order is Order.UNCERTAIN:
        doubts = [round(abs(one.chance - 0.5), 6) for one in panel.queue]
        assert doubts == sorted(doubts)


def test_after_many_decisions_the_rest_is_ordered_by_what_they_taught_and_numbers_stand_for_words(
    panel: ReviewPanel, session: Session, tmp_path: Path, qtbot
) -> None:
    landscape = Landscape.create(tmp_path / "many.landscape")
    landscape.add_readings([many(140)], "Read")
    session.open(landscape)
    panel.order.setCurrentIndex(list(Order).index(Order.ARTICLES))
    panel.order.activated.emit(panel.order.currentIndex())
    assert "%" not in panel.card.sure.text()
    for _ in range(90):
        _, words, _ = landscape.claim(panel.current.claim)
        press(panel, qtbot, Qt.Key.Key_A if "alliance" in words else Qt.Key.Key_2)
    assert re.search(r"\d+ % right", panel.card.sure.text())
    alliances = [one.chance for one in panel.queue if "alliance" in landscape.claim(one.claim)[1]]
    others = [one.chance for one in panel.queue if "alliance" not in landscape.claim(one.claim)[1]]
    assert min(alliances) > 0.7 > 0.4 > max(others)


def test_deals_and_standings_wait_and_nothing_else(panel: ReviewPanel, cars: Session) -> None:
    assert {one.claim.kind for one in panel.queue} == {ClaimKind.DEAL, ClaimKind.STANDING}


def test_when_all_is_reviewed_it_says_so(panel: ReviewPanel, cars: Session, qtbot) -> None:
    for _ in range(8):
        press(panel, qtbot, Qt.Key.Key_A)
    assert panel.empty.text() == "Everything is reviewed."
    cars.close()
    assert panel.empty.text() == "Nothing is open."


def test_a_closed_queue_is_let_go(cars: Session, qtbot) -> None:
    panel = ReviewPanel(cars)
    gone = weakref.ref(panel)
    panel.deleteLater()
    del panel
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert gone() is None
