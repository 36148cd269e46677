import gc
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLabel, QPushButton

from explorer.session.session import Session
from explorer.ui.parts.rows import RowsView
from explorer.ui.questions import QuestionsPanel
from tests.ui.known import company


@pytest.fixture
def panel(session: Session, qtbot) -> QuestionsPanel:
    panel = QuestionsPanel(session)
    qtbot.addWidget(panel)
    panel.resize(700, 300)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def shown(panel: QuestionsPanel) -> list[str]:
    model = panel.findChild(RowsView).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def sentences(panel: QuestionsPanel) -> str:
    return " ".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def test_without_a_landscape_it_teaches_what_will_stand_here(panel: QuestionsPanel) -> None:
    assert "No source leaves a question open yet" in sentences(panel)


def test_the_questions_of_all_sources_are_listed_in_their_own_words(panel: QuestionsPanel, cars: Session) -> None:
    assert shown(panel) == [question.basis.excerpt.quote for question in cars.landscape.questions()]
    assert shown(panel)


def test_a_chosen_question_opens_the_reader_and_chooses_what_it_is_about(panel: QuestionsPanel, cars: Session, qtbot) -> None:
    question = cars.landscape.questions()[0]
    with qtbot.waitSignal(cars.excerpt_shown) as opened:
        panel.findChild(RowsView).chosen.emit(0)
    assert opened.args[0] == question.basis.excerpt
    assert cars.selection.companies == frozenset(question.companies)


def test_delete_rejects_a_question_and_undo_brings_it_back(panel: QuestionsPanel, cars: Session, qtbot) -> None:
    before, rows = shown(panel), panel.findChild(RowsView)
    rows.setCurrentIndex(rows.model().index(0, 0))
    qtbot.keyClick(rows, Qt.Key.Key_Delete)
    assert shown(panel) == before[1:]
    cars.undo()
    assert shown(panel) == before


def test_only_what_is_chosen_can_be_asked_for(panel: QuestionsPanel, cars: Session, qtbot) -> None:
    cars.select([company(cars, "Daimler")])
    qtbot.mouseClick(panel.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert shown(panel) == []
    assert "No open question is about what is chosen" in sentences(panel)


def test_a_closed_panel_is_let_go(session: Session) -> None:
    panel = weakref.ref(QuestionsPanel(session))
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert panel() is None
