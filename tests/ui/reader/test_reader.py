import gc
import weakref

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction, QKeySequence, QTextCursor
from PySide6.QtWidgets import QMainWindow

from explorer.landscape.claims import Claim, ClaimKind
from explorer.landscape.excerpts import Span
from explorer.landscape.vocabulary import DealField, DealType, Reality, Review, Stage, StandingKind
from explorer.session.session import Session
from explorer.ui.reader import ReaderPanel
from tests.ui.known import DAIMLER, button, company, deal_between


def opened_on(session: Session, qtbot, words: str) -> ReaderPanel:
    """Open the reader at the first claim whose excerpt holds these words."""
    reader = ReaderPanel(session)
    qtbot.addWidget(reader)
    reader.resize(600, 500)
    reader.show()
    landscape = session.landscape
    assert landscape is not None
    for source in landscape.sources():
        for claim, span, _ in landscape.findings_in(source.id):
            if words in span.of(landscape.text(source.id)):
                basis = landscape.claim(claim)[0]
                assert basis.excerpt is not None
                session.show_excerpt(basis.excerpt)
                return reader
    raise AssertionError(f"nothing found in {words!r}")


def strongly_marked(reader: ReaderPanel) -> str:
    """Return the words on the accent's ground, as the widget holds them."""
    marks = reader.text.extraSelections()
    accent = marks[-1].format.background().color()
    return next(mark.cursor.selectedText() for mark in marks if mark.format.background().color() == accent)


def marked(reader: ReaderPanel) -> set[str]:
    return {mark.cursor.selectedText() for mark in reader.text.extraSelections()}


def select(reader: ReaderPanel, words: str) -> None:
    text = reader.text.text
    reader.text.choose(Span(text.index(words), text.index(words) + len(words)))


def test_the_exact_words_are_marked_behind_emoji_line_ends_and_line_separators(cars: Session, qtbot) -> None:
    reader = opened_on(cars, qtbot, "for $2.7 billion.")
    assert strongly_marked(reader).replace("\u2028", " ") == "Ford agreed to buy cloud computing from Daimler for $2.7 billion."


def test_everything_found_is_marked_in_the_text(cars: Session, qtbot) -> None:
    reader = opened_on(cars, qtbot, "Daimler leads")
    assert {"Daimler", "Ford", "$2.7 billion", "Daimler lags in cloud computing"} <= marked(reader)


def test_a_kind_of_mark_can_be_hidden(cars: Session, qtbot) -> None:
    reader = opened_on(cars, qtbot, "Daimler leads")
    next(action for action in reader._marks.actions() if action.text() == "Standings").trigger()
    assert "Daimler lags in cloud computing" not in marked(reader)


def test_a_click_on_a_mark_chooses_the_company_or_the_deal(cars: Session, qtbot) -> None:
    reader = opened_on(cars, qtbot, "Daimler leads")
    reader.text.clicked_at.emit(DAIMLER.index("Ford agreed"))
    assert cars.selection.companies == {company(cars, "Ford")}
    reader.text.clicked_at.emit(DAIMLER.index("2.7 billion"))
    assert cars.selection.deals == {deal_between(cars, "Ford", "Daimler")}


def test_what_is_selected_becomes_a_verbatim_standing(cars: Session, qtbot) -> None:
    reader = opened_on(cars, qtbot, "Daimler leads")
    select(reader, "cloud computing from Daimler")
    button(reader, "Add standing").click()
    reader._form.company.setText("Ford")
    reader._form.what.setText("cloud")
    reader._form.kind.setCurrentIndex(list(StandingKind).index(StandingKind.SEEKS))
    button(reader, "Add standing with these words").click()
    added = cars.landscape.standings(company(cars, "Ford"))[-1]
    assert (added.what, added.kind, added.basis.excerpt.quote) == ("cloud", StandingKind.SEEKS, "cloud computing from Daimler")
    cars.undo()
    assert added not in cars.landscape.standings()


def test_a_deal_added_on_words_knows_the_companies_named_in_them(cars: Session, qtbot) -> None:
    reader = opened_on(cars, qtbot, "Daimler leads")
    select(reader, "Ford agreed to buy cloud computing from Daimler")
    button(reader, "Add deal").click()
    assert reader._form.parties.names == ("Ford", "Daimler")
    reader._form.kind.setCurrentIndex(list(DealType).index(DealType.LICENCE))
    reader._form.parties.field.setText("Newcomer")
    button(reader, "Add deal with these words").click()
    deal = cars.landscape.deal(next(iter(cars.selection.deals)))
    names = {one.id: one.name for one in cars.landscape.companies()}
    assert ([names[party] for party in deal.parties], deal.types) == (["Ford", "Daimler", "Newcomer"], (DealType.LICENCE,))


def test_selected_words_become_a_field_of_the_chosen_deal(cars: Session, qtbot) -> None:
    reader = opened_on(cars, qtbot, "Daimler leads")
    deal = deal_between(cars, "Ford", "Daimler")
    cars.select(deals=[deal])
    select(reader, " 😀 Ford agreed")
    menu = reader._offer.set_as.menu()
    next(action for action in menu.actions() if action.data() == DealField.TERM).trigger()
    told = [one for one in cars.landscape.statements_of(deal) if one.field is DealField.TERM]
    assert told[-1].basis.excerpt.quote == "😀 Ford agreed"


def test_selected_words_set_the_stage_of_the_chosen_deal(cars: Session, qtbot) -> None:
    reader = opened_on(cars, qtbot, "Daimler leads")
    deal = deal_between(cars, "Ford", "Daimler")
    cars.select(deals=[deal])
    select(reader, "Ford agreed")
    stages = next(action.menu() for action in reader._offer.set_as.menu().actions() if action.text() == "Stage")
    next(action for action in stages.actions() if action.text() == "Suspended").trigger()
    assert cars.landscape.deal(deal).stage is Stage.SUSPENDED
    assert cars.landscape.statements_of(deal)[-1].basis.excerpt.quote == "Ford agreed"


def test_a_flow_is_added_to_the_chosen_deal_and_one_undo_takes_it_back(cars: Session, qtbot) -> None:
    reader = opened_on(cars, qtbot, "Daimler leads")
    deal = deal_between(cars, "Ford", "Daimler")
    select(reader, "cloud computing from Daimler")
    assert not button(reader, "Add flow").isEnabled()
    cars.select(deals=[deal])
    button(reader, "Add flow").click()
    reader._form.giver.setText("Newcomer")
    reader._form.taker.setText("Ford")
    button(reader, "Add flow with these words").click()
    flow = cars.landscape.flows_of(deal)[-1]
    names = {one.id: one.name for one in cars.landscape.companies()}
    assert (names[flow.giver], names[flow.taker], flow.what) == ("Newcomer", "Ford", "cloud computing from Daimler")
    assert flow.basis.excerpt.quote == "cloud computing from Daimler"
    cars.undo()
    assert flow not in cars.landscape.flows_of(deal)
    assert "Newcomer" not in {one.name for one in cars.landscape.companies()}


def test_the_selection_is_mapped_back_to_the_frozen_text(cars: Session, qtbot) -> None:
    reader = opened_on(cars, qtbot, "Daimler leads")
    cursor = QTextCursor(reader.text.document())
    cursor.select(QTextCursor.SelectionType.Document)
    reader.text.setTextCursor(cursor)
    assert reader.text.chosen == Span(0, len(DAIMLER))


def test_found_words_are_counted_and_walked_through(cars: Session, qtbot) -> None:
    reader = opened_on(cars, qtbot, "Daimler leads")
    reader.finder.open()
    reader.finder.field.setText("CLOUD")
    assert [span.of(DAIMLER) for span in reader.finder.hits] == ["cloud", "cloud", "cloud"]
    assert reader.finder.hit == reader.finder.hits[0]
    reader.finder.field.returnPressed.emit()
    assert reader.finder.hit == reader.finder.hits[1]


def test_ctrl_f_finds_in_the_text_even_where_the_window_has_a_find_of_its_own(cars: Session, qtbot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    reader = ReaderPanel(cars)
    window.setCentralWidget(reader)
    elsewhere = QAction("Find", window)
    elsewhere.setShortcut(QKeySequence.StandardKey.Find)
    window.addAction(elsewhere)
    window.show()
    window.activateWindow()
    reader.text.setFocus()
    qtbot.waitExposed(window)
    qtbot.keyClick(reader.text, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert reader.finder.isVisible()
    qtbot.keyClick(reader.finder.field, Qt.Key.Key_Escape)
    assert not reader.finder.isVisible()


def test_what_was_rejected_is_no_longer_marked_and_comes_back_by_undo(cars: Session, qtbot) -> None:
    reader = opened_on(cars, qtbot, "Daimler lags")
    standing = next(one for one in cars.landscape.standings() if one.kind is StandingKind.LAGS and one.what == "cloud computing")
    cars.edit(lambda landscape: landscape.judge([Claim(ClaimKind.STANDING, standing.id)], Review.REJECTED))
    reader._opened = None
    reader._mark()
    assert "Daimler lags in cloud computing" not in marked(reader)
    cars.undo()
    assert "Daimler lags in cloud computing" in marked(reader)


def test_claims_below_the_reality_level_are_dotted(cars: Session, qtbot) -> None:
    reader = opened_on(cars, qtbot, "is in talks with")

    def underline() -> object:
        return next(
            mark.format.underlineStyle()
            for mark in reader.text.extraSelections()
            if mark.cursor.selectedText() == "is in talks with"
        )

    cars.set_reality(Reality.DONE)
    dotted = underline()
    cars.set_reality(Reality.ASKED)
    assert dotted != underline()


def test_nothing_open_says_so_and_a_closed_landscape_leaves_no_text(cars: Session, qtbot) -> None:
    reader = opened_on(cars, qtbot, "Daimler leads")
    cars.close()
    assert reader.text.text == ""
    assert not reader.text.isVisible()


def test_a_closed_reader_is_let_go(cars: Session, qtbot) -> None:
    reader = ReaderPanel(cars)
    gone = weakref.ref(reader)
    reader.deleteLater()
    del reader
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert gone() is None
