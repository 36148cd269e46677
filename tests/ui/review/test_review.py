import gc
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt

from explorer.landscape.claims import ClaimKind
from explorer.landscape.vocabulary import Review
from explorer.session.session import Session
from explorer.ui.review import ReviewPanel
from explorer.ui.review.proposals import proposals
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
    panel._rows.setFocus()
    qtbot.keyClick(panel._rows, key)


def test_one_card_at_a_time_says_what_was_read_and_shows_its_words(panel: ReviewPanel, cars: Session) -> None:
    assert panel.progress == "0 of 8 reviewed"
    assert panel._words.text() == panel.current.words
    assert panel.current.basis.excerpt.quote.split()[0] in panel._quote.text()


def test_a_accepts_and_the_next_one_comes(panel: ReviewPanel, cars: Session, qtbot) -> None:
    first, second = panel._queue[0].claim, panel._queue[1].claim
    press(panel, qtbot, Qt.Key.Key_A)
    assert cars.landscape.claim(first)[0].review is Review.ACCEPTED
    assert (panel.current.claim, panel.progress) == (second, "1 of 8 reviewed")


def test_the_proposal_that_comes_next_is_chosen_on_the_map(panel: ReviewPanel, cars: Session, qtbot) -> None:
    press(panel, qtbot, Qt.Key.Key_A)
    current = panel.current
    assert cars.selection.deals == {current.deal} if current.deal else cars.selection.companies == {current.company}


def test_r_asks_why_and_keeps_the_reason(panel: ReviewPanel, cars: Session, qtbot) -> None:
    first = panel.current.claim
    press(panel, qtbot, Qt.Key.Key_R)
    assert panel._queue[0].claim == first
    press(panel, qtbot, Qt.Key.Key_1)
    assert cars.landscape.claim(first)[0].review is Review.REJECTED
    assert first not in [one.claim for one in panel._queue]


def test_a_reason_alone_rejects_nothing(panel: ReviewPanel, cars: Session, qtbot) -> None:
    press(panel, qtbot, Qt.Key.Key_3)
    assert panel.progress == "0 of 8 reviewed"


def test_u_takes_the_last_decision_back(panel: ReviewPanel, cars: Session, qtbot) -> None:
    first = panel.current.claim
    press(panel, qtbot, Qt.Key.Key_R)
    press(panel, qtbot, Qt.Key.Key_5)
    press(panel, qtbot, Qt.Key.Key_U)
    assert first in [one.claim for one in panel._queue]
    assert panel.progress == "0 of 8 reviewed"


def test_s_puts_a_proposal_to_the_end(panel: ReviewPanel, cars: Session, qtbot) -> None:
    first, second = panel._queue[0].claim, panel._queue[1].claim
    press(panel, qtbot, Qt.Key.Key_S)
    assert (panel.current.claim, panel._queue[-1].claim) == (second, first)


def test_what_is_stated_plainly_is_accepted_as_one_step(panel: ReviewPanel, cars: Session) -> None:
    steps = len(cars.landscape.history())
    button(panel, "Accept all 2 stated plainly").click()
    assert len(panel._queue) == 6
    assert len(cars.landscape.history()) == steps + 1


def test_deals_and_standings_wait_and_nothing_else(panel: ReviewPanel, cars: Session) -> None:
    assert {one.claim.kind for one in proposals(cars.landscape)} == {ClaimKind.DEAL, ClaimKind.STANDING}


def test_when_all_is_reviewed_it_says_so(panel: ReviewPanel, cars: Session, qtbot) -> None:
    for _ in range(8):
        press(panel, qtbot, Qt.Key.Key_A)
    assert panel._empty.text() == "Everything is reviewed."
    cars.close()
    assert panel._empty.text() == "Nothing is open."


def test_a_closed_queue_is_let_go(cars: Session, qtbot) -> None:
    panel = ReviewPanel(cars)
    gone = weakref.ref(panel)
    panel.deleteLater()
    del panel
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert gone() is None
