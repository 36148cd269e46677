import gc
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLabel, QMenu, QPushButton

from explorer.landscape.claims import Cell
from explorer.landscape.excerpts import Excerpt
from explorer.landscape.vocabulary import DealType, Reality, Stage, StandingKind
from explorer.reading.extraction import from_text
from explorer.reading.reader import Reader
from explorer.session.session import Session
from explorer.ui.inspector import InspectorPanel
from explorer.ui.inspector.deal import shortened
from explorer.ui.inspector.fields import FieldRow
from explorer.ui.parts.excerpts import ExcerptCard
from explorer.ui.parts.lines import LineButton
from tests.ui.known import LEFT, button, company, deal_between


@pytest.fixture
def panel(session: Session, qtbot) -> InspectorPanel:
    panel = InspectorPanel(session)
    qtbot.addWidget(panel)
    panel.resize(360, 800)
    panel.show()
    return panel


def lines(panel: InspectorPanel) -> list[str]:
    return [line.words for line in panel.page.findChildren(LineButton)]


def line(panel: InspectorPanel, words: str) -> LineButton:
    return next(line for line in panel.page.findChildren(LineButton) if line.words == words)


def said(panel: InspectorPanel) -> str:
    """Return everything the page says, as plain text."""
    words = [label.accessibleName() or label.text() for label in panel.page.findChildren(QLabel)]
    return "\n".join([*words, *lines(panel), *(button.text() for button in panel.page.findChildren(QPushButton))])


def cards(panel: InspectorPanel) -> list[ExcerptCard]:
    """Return all cards, those behind "show more" as well."""
    panel.page.excerpts.show_at_least(1000)
    return panel.page.excerpts.cards


def card(panel: InspectorPanel, words: str) -> ExcerptCard:
    return next(card for card in cards(panel) if any(words in claimed for claimed in card.told.words))


def field(panel: InspectorPanel, name: str) -> FieldRow:
    return next(row for row in panel.page.findChildren(FieldRow) if row.findChild(QLabel).text() == name)


def choose(row: FieldRow, value: str) -> None:
    """Choose from the menu of a field."""
    menu = next(button.menu() for button in row.findChildren(QPushButton) if button.menu())
    next(action for action in menu.actions() if action.data() == value).trigger()


def test_with_nothing_open_one_sentence_teaches(panel: InspectorPanel) -> None:
    assert "Drop articles or a landscape on the window to begin." in said(panel)


def test_with_nothing_chosen_it_says_how_much_is_known(panel: InspectorPanel, cars: Session) -> None:
    assert "5 companies, 3 deals and 3 articles. 3 deals not reviewed yet." in said(panel)


def test_a_company_shows_its_deals_its_row_its_people_and_its_names(panel: InspectorPanel, cars: Session) -> None:
    cars.select([company(cars, "Ford")])
    assert {"Alibaba", "Volkswagen", "Daimler", "Jim Hackett"} <= set(lines(panel))
    assert "Lags in driverless" in said(panel)
    assert "through Daimler – signed" in said(panel)


def test_a_deal_of_which_one_party_is_named_is_listed_without_a_partner(panel: InspectorPanel, cars: Session) -> None:
    article = from_text("Halden Air has ordered 20 jets.")
    cars.edit(lambda known: known.add_readings([Reader(known.capabilities()).read(article)], "Read an article"))
    cars.select([company(cars, "Halden Air")])
    assert "agreed" in line(panel, "partner not named").accessibleName()
    line(panel, "partner not named").click()
    assert cars.selection.deals == {deal_between(cars, "Halden Air")}
    assert "Halden Air has ordered 20 jets" in cards(panel)[0].told.basis.excerpt.quote


def test_every_clause_of_the_summary_opens_its_words(panel: InspectorPanel, cars: Session, qtbot) -> None:
    cars.select([company(cars, "Ford")])
    summary = next(label for label in panel.page.findChildren(QLabel) if "Lags in" in label.text())
    with qtbot.waitSignal(cars.excerpt_shown) as shown:
        summary.linkActivated.emit("0")
    excerpt = shown.args[0]
    assert isinstance(excerpt, Excerpt)
    assert excerpt.quote in ("Both lag in driverless cars", "Ford lags in connectivity")


def test_a_click_on_a_deal_chooses_it_and_a_click_on_a_capability_shows_its_cell(
    panel: InspectorPanel, cars: Session, qtbot
) -> None:
    ford = company(cars, "Ford")
    cars.select([ford])
    capability = panel.page.findChildren(LineButton)[3].words
    with qtbot.waitSignal(cars.cell_shown) as shown:
        line(panel, capability).click()
    assert isinstance(shown.args[0], Cell)
    line(panel, "Volkswagen").click()
    assert cars.selection.deals == {deal_between(cars, "Ford", "Volkswagen")}


def test_a_click_on_an_excerpt_opens_its_exact_words(panel: InspectorPanel, cars: Session, qtbot) -> None:
    cars.select([company(cars, "Ford")])
    wanted = card(panel, "lags in connectivity")
    with qtbot.waitSignal(cars.excerpt_shown) as shown:
        qtbot.mouseClick(wanted, Qt.MouseButton.LeftButton)
    assert shown.args[0].is_found_in(cars.landscape.text(shown.args[0].source))


def test_r_rejects_what_an_excerpt_claims_and_undo_brings_it_back(panel: InspectorPanel, cars: Session, qtbot) -> None:
    cars.select([company(cars, "Ford")])
    before = len(cards(panel))
    qtbot.keyClick(card(panel, "lags in connectivity"), Qt.Key.Key_R)
    assert "lags in connectivity" not in " ".join(str(one.told.words) for one in cards(panel))
    cars.undo()
    assert len(cards(panel)) == before


def test_a_accepts_and_the_keyboard_stays_on_the_card(panel: InspectorPanel, cars: Session, qtbot) -> None:
    panel.activateWindow()
    qtbot.waitExposed(panel)
    cars.select([company(cars, "Ford")])
    wanted = card(panel, "lags in connectivity")
    wanted.setFocus()
    qtbot.keyClick(wanted, Qt.Key.Key_A)
    standing = next(one for one in cars.landscape.standings() if one.what == "connectivity")
    assert standing.basis.review == "accepted"
    assert card(panel, "lags in connectivity").hasFocus()


def test_many_excerpts_come_some_at_a_time(panel: InspectorPanel, cars: Session, qtbot) -> None:
    cars.select([company(cars, "Ford")])
    first = len(panel.page.excerpts.cards)
    button(panel, panel.page.excerpts._more.text()).click()
    assert 0 < first < len(panel.page.excerpts.cards)


def test_excerpts_can_be_narrowed_to_one_voice(panel: InspectorPanel, cars: Session) -> None:
    cars.select([company(cars, "Daimler")])
    voices = button(panel, "Whose words are shown").menu()
    action = next(action for action in voices.actions() if "Muster" in action.text())
    action.trigger()
    assert {one.told.basis.voice.name for one in cards(panel)} == {"Erika Muster"}


def test_a_deal_shows_flows_in_both_directions_and_what_is_not_stated(panel: InspectorPanel, cars: Session) -> None:
    cars.select(deals=[deal_between(cars, "Ford", "Volkswagen")])
    assert {"Ford → Volkswagen", "Volkswagen → Ford"} <= set(lines(panel))
    assert "Not stated: " in said(panel)
    assert '"binding">binding</a>' in said(panel)


def test_a_stage_is_edited_shown_and_undone(panel: InspectorPanel, cars: Session) -> None:
    deal = deal_between(cars, "Ford", "Volkswagen")
    cars.select(deals=[deal])
    choose(field(panel, "Stage"), Stage.SIGNED)
    assert cars.landscape.deal(deal).stage is Stage.SIGNED
    assert button(field(panel, "Stage"), "Stage: Signed")
    cars.undo()
    assert cars.landscape.deal(deal).stage is Stage.IN_TALKS
    assert button(field(panel, "Stage"), "Stage: In talks")


def test_the_biography_keeps_the_earlier_stage_with_its_words(panel: InspectorPanel, cars: Session) -> None:
    cars.select(deals=[deal_between(cars, "Ford", "Volkswagen")])
    choose(field(panel, "Stage"), Stage.SIGNED)
    words = [line.words for line in field(panel, "Stage").findChildren(LineButton)]
    assert len(words) == 2
    assert any("talks" in one for one in words)


def test_a_type_takes_the_place_of_the_old_one_or_stands_beside_it(panel: InspectorPanel, cars: Session) -> None:
    deal = deal_between(cars, "Ford", "Volkswagen")
    cars.select(deals=[deal])
    choose(field(panel, "Type"), DealType.SUPPLY)
    assert cars.landscape.deal(deal).types == (DealType.SUPPLY,)
    menu = next(button.menu() for button in field(panel, "Type").findChildren(QPushButton) if button.menu())
    also = menu.actions()[0].menu()
    next(action for action in also.actions() if action.text() == "Licence").trigger()
    assert set(cars.landscape.deal(deal).types) == {DealType.SUPPLY, DealType.LICENCE}
    choose(field(panel, "Type"), DealType.SUPPLY)
    assert cars.landscape.deal(deal).types == (DealType.LICENCE,)


def test_how_real_a_deal_is_can_be_overruled(panel: InspectorPanel, cars: Session) -> None:
    deal = deal_between(cars, "Ford", "Volkswagen")
    cars.select(deals=[deal])
    choose(field(panel, "Reality"), Reality.AGREED)
    assert (cars.landscape.deal(deal).reality, cars.landscape.deal(deal).stage) == (Reality.AGREED, Stage.IN_TALKS)


def test_a_term_is_typed_in_place(panel: InspectorPanel, cars: Session, qtbot) -> None:
    deal = deal_between(cars, "Ford", "Volkswagen")
    cars.select(deals=[deal])
    panel.page._unsaid.linkActivated.emit("term")
    editor = field(panel, "Term")._editor
    editor.field.setText("five years")
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    assert cars.landscape.deal(deal).term == "five years"


def test_a_party_is_added_by_a_new_name_and_taken_out_again(panel: InspectorPanel, cars: Session) -> None:
    deal = deal_between(cars, "Ford", "Volkswagen")
    cars.select(deals=[deal])
    panel.page._newcomer.setText("Argo AI")
    panel.page._newcomer.returnPressed.emit()
    assert "Argo AI" in lines(panel)
    button(panel, "Take Argo AI out of this deal").click()
    assert company(cars, "Argo AI") not in cars.landscape.deal(deal).parties


def test_rejecting_a_deal_takes_it_off_and_undo_brings_it_back(panel: InspectorPanel, cars: Session) -> None:
    deal = deal_between(cars, "Ford", "Volkswagen")
    cars.select(deals=[deal])
    button(panel, "Reject deal").click()
    assert deal not in [one.id for one in cars.landscape.deals()]
    cars.undo()
    assert deal in [one.id for one in cars.landscape.deals()]


def test_a_company_is_renamed_and_the_old_name_stays(panel: InspectorPanel, cars: Session, qtbot) -> None:
    ford = company(cars, "Ford")
    cars.select([ford])
    panel.page._on_rename()
    panel.page._editor.field.setText("Ford Motor Company")
    qtbot.keyClick(panel.page._editor.field, Qt.Key.Key_Return)
    assert cars.landscape.company(ford).name == "Ford Motor Company"
    assert "Ford" in cars.landscape.names_of(ford)


def test_companies_are_merged_and_taken_apart_again(panel: InspectorPanel, cars: Session) -> None:
    daimler, vw = company(cars, "Daimler"), company(cars, "Volkswagen")
    cars.select([daimler])
    panel.page._on_merge()
    panel.page._editor.field.setText("volkswagen")
    panel.page._editor.taken.emit("volkswagen")
    assert cars.selection.companies == {vw}
    assert len([line for line in lines(panel) if line == "Ford"]) == 2
    apart = next(action.menu() for action in panel.page._menu().actions() if action.text() == "Take apart again")
    apart.actions()[0].trigger()
    assert company(cars, "Daimler") == daimler


def test_a_merge_with_an_unknown_name_is_refused_in_one_sentence(panel: InspectorPanel, cars: Session, qtbot) -> None:
    cars.select([company(cars, "Daimler")])
    panel.page._on_merge()
    with qtbot.waitSignal(cars.noted) as noted:
        panel.page._editor.taken.emit("Nobody")
    assert noted.args[0].text.startswith("Nobody: no company of this name is known.")


def test_a_unit_is_given_another_parent(panel: InspectorPanel, cars: Session) -> None:
    cloud, ford = company(cars, "Alibaba Cloud"), company(cars, "Ford")
    cars.select([cloud])
    panel.page._on_parent()
    panel.page._editor.taken.emit("Ford")
    assert cars.landscape.company(cloud).parent == ford


def test_a_standing_is_stated_otherwise_on_the_same_words(panel: InspectorPanel, cars: Session) -> None:
    ford = company(cars, "Ford")
    cars.select([ford])
    excerpts = panel.page.excerpts
    excerpts._editing = next(one for one in cars.landscape.standings(ford) if one.what == "connectivity")
    excerpts._offer_standings()
    menu = next(menu for menu in excerpts.findChildren(QMenu) if StandingKind.LEADS in [action.data() for action in menu.actions()])
    next(action for action in menu.actions() if action.data() == StandingKind.DEVELOPING).trigger()
    menu.close()
    kinds = {one.kind for one in cars.landscape.standings(ford) if one.what == "connectivity"}
    assert kinds == {StandingKind.DEVELOPING}


def test_a_line_that_wraps_is_as_high_as_its_words(panel: InspectorPanel, cars: Session) -> None:
    panel.resize(300, 900)
    cars.select(deals=[deal_between(cars, "Ford", "Volkswagen")])
    QCoreApplication.processEvents()
    quotes = [line for line in panel.findChildren(LineButton) if line.words.startswith("“")]
    assert any(line.heightForWidth(line.width()) > line.sizeHint().height() for line in quotes)
    assert all(line.height() >= line.heightForWidth(line.width()) for line in quotes if line.isVisible())


def test_two_chosen_companies_are_made_one_with_a_click_and_undo_takes_them_apart(
    panel: InspectorPanel, cars: Session, qtbot
) -> None:
    ford, daimler = company(cars, "Ford"), company(cars, "Daimler")
    cars.select([ford, daimler])
    qtbot.mouseClick(button(panel, "They are the same: keep Ford"), LEFT)
    assert cars.selection.companies == {ford}
    assert daimler not in {one.id for one in cars.landscape.companies()}
    cars.undo()
    assert daimler in {one.id for one in cars.landscape.companies()}


def test_several_companies_show_what_is_between_them(panel: InspectorPanel, cars: Session) -> None:
    cars.select([company(cars, "Volkswagen"), company(cars, "Alibaba")])
    assert "No source tells of a deal between them." in said(panel)
    assert "Partners they share" in said(panel)
    assert "Ford" in lines(panel)


def test_a_closed_inspector_is_let_go(cars: Session, qtbot) -> None:
    panel = InspectorPanel(cars)
    cars.select([company(cars, "Ford")])
    cars.select(deals=[deal_between(cars, "Ford", "Volkswagen")])
    gone = weakref.ref(panel)
    panel.deleteLater()
    del panel
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert gone() is None


def test_what_an_undo_takes_away_is_no_longer_asked_for(cars: Session, qtbot) -> None:
    panel = InspectorPanel(cars)
    qtbot.addWidget(panel)
    deal = cars.data.deals[0]
    change = cars.edit(lambda landscape: landscape.add_deal(deal.parties, deal.types, deal.stage, deal.reality, None)[0])
    cars.select(deals=change.deals)
    cars.undo()
    assert cars.selection.is_empty


def test_who_connects_a_small_landscape_is_refused_with_the_reason(panel: InspectorPanel, cars: Session, qtbot) -> None:
    cars.select()
    ask = next(one for one in panel.findChildren(QPushButton) if one.text() == "Who connects it?")
    qtbot.mouseClick(ask, Qt.MouseButton.LeftButton)
    said = " ".join(one.text() for one in panel.findChildren(QLabel))
    assert "linked by a deal" in said
    assert "below 8" in said


def test_two_companies_without_a_deal_show_the_way_between_them(panel: InspectorPanel, cars: Session) -> None:
    cars.select([company(cars, "Volkswagen"), company(cars, "Alibaba")])
    assert {"Ford and Volkswagen", "Ford and Alibaba"} <= {line.words for line in panel.findChildren(LineButton)}


def test_a_shortened_quote_never_breaks_a_word() -> None:
    sentence = "On Monday Amazon ordered 100,000 electric vans"
    assert shortened(sentence, sentence.index("000")).endswith(" 100,000 electric vans")
    assert shortened(sentence, sentence.index("mazon")).split()[-5:] == ["Amazon", "ordered", "100,000", "electric", "vans"]
    assert shortened(sentence, len(sentence) - 1).startswith("…")
    assert shortened("Amazon orders vans", 1) == "Amazon orders vans"


def test_an_edit_of_something_else_leaves_the_page_as_it_stands(panel: InspectorPanel, cars: Session) -> None:
    cars.select([company(cars, "Ford")])
    page = panel.page
    cars.edit(lambda landscape: landscape.add_company("Somebody Else")[0])
    assert panel.page is page
    partner = company(cars, "Alibaba")
    cars.edit(lambda landscape: landscape.rename(partner, "Alibaba Group"))
    assert panel.page is not page
    assert "Alibaba Group" in "\n".join(lines(panel))


def test_a_new_deal_of_a_company_comes_onto_its_page(panel: InspectorPanel, cars: Session) -> None:
    ford = company(cars, "Ford")
    cars.edit(lambda landscape: landscape.add_company("Somebody Else")[0])
    cars.select([ford])
    before = len(lines(panel))
    other = company(cars, "Somebody Else")
    supply = ([ford, other], [DealType.SUPPLY], Stage.SIGNED, Reality.AGREED, None)
    cars.edit(lambda landscape: landscape.add_deal(*supply, note="told at the fair")[0])
    assert "Somebody Else" in lines(panel)
    cars.undo()
    assert len(lines(panel)) == before
