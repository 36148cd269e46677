import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from explorer.landscape.views import Selection
from explorer.landscape.vocabulary import Reality
from explorer.project.search import Hit
from explorer.session.session import Session
from explorer.ui.table.find import lines_of
from explorer.ui.table.panel import TablePanel, briefly
from tests.ui.map.hands import company_called

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(cars: Session, qtbot: QtBot) -> TablePanel:
    panel = TablePanel(cars)
    qtbot.addWidget(panel)
    panel.resize(320, 600)
    panel.show()
    return panel


def column(view: QTableView, number: int) -> list[str]:
    model = view.model()
    return [model.index(row, number).data() for row in range(model.rowCount())]


def click(view: QTableView, row: int, qtbot: QtBot) -> None:
    qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(view.model().index(row, 0)).center())


def test_companies_stand_in_alphabetical_order_with_their_number_of_deals(panel: TablePanel) -> None:
    rows = list(zip(column(panel.companies_view, 0), column(panel.companies_view, 1), strict=True))
    assert ("Ford", "3") in rows
    assert [name for name, _ in rows] == sorted(name for name, _ in rows)


def test_a_click_on_a_header_sorts_and_a_second_one_turns_it_round(panel: TablePanel) -> None:
    panel.companies_view.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert column(panel.companies_view, 0)[0] == "Ford"
    panel.companies_view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert column(panel.companies_view, 0)[0] == "Volkswagen"


def test_what_is_chosen_stays_chosen_when_the_rows_are_sorted(panel: TablePanel, cars: Session) -> None:
    cars.select([company_called(cars, "Ford")])
    panel.companies_view.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    chosen = [index.data() for index in panel.companies_view.selectionModel().selectedRows()]
    assert chosen == ["Ford"]
    assert cars.selection.companies == {company_called(cars, "Ford")}


def test_a_row_chooses_its_company_for_everyone(panel: TablePanel, cars: Session, qtbot: QtBot) -> None:
    click(panel.companies_view, column(panel.companies_view, 0).index("Daimler"), qtbot)
    assert cars.selection == Selection(frozenset({company_called(cars, "Daimler")}))


def test_what_is_chosen_elsewhere_is_chosen_here_without_an_echo(panel: TablePanel, cars: Session, qtbot: QtBot) -> None:
    deal = cars.data.deals[0].id
    with qtbot.waitSignal(cars.selection_changed, timeout=500):
        cars.select([company_called(cars, "Ford")], [deal])
    assert cars.selection == Selection(frozenset({company_called(cars, "Ford")}), frozenset({deal}))
    assert len(panel.companies_view.selectionModel().selectedRows()) == 1
    assert len(panel.deals_view.selectionModel().selectedRows()) == 1


def test_deals_say_parties_type_and_how_far_they_are(panel: TablePanel, qtbot: QtBot) -> None:
    panel._switch.button(1).click()
    assert panel.deals_view.isVisible()
    rows = list(zip(column(panel.deals_view, 0), column(panel.deals_view, 1), column(panel.deals_view, 2), strict=True))
    assert ("Ford and Alibaba", "alliance", "letter of intent") in rows or (
        "Alibaba and Ford",
        "alliance",
        "letter of intent",
    ) in rows


def test_a_double_click_on_a_company_focuses_on_it(panel: TablePanel, cars: Session) -> None:
    view = panel.companies_view
    view.doubleClicked.emit(view.model().index(column(view, 0).index("Ford"), 0))
    assert cars.selection.focus


def test_typing_finds_companies_by_the_start_of_their_names(panel: TablePanel, cars: Session, qtbot: QtBot) -> None:
    qtbot.keyClicks(panel.find_box, "volks")
    qtbot.waitUntil(lambda: bool(panel.hits.hits), timeout=2000)
    assert panel.hits.isVisible()
    assert panel.hits.hits[0].title == "Volkswagen"
    qtbot.keyClick(panel.find_box, Qt.Key.Key_Return)
    assert cars.selection.companies == {company_called(cars, "Volkswagen")}


def test_words_of_an_article_open_the_reader_at_exactly_these_words(panel: TablePanel, cars: Session, qtbot: QtBot) -> None:
    qtbot.keyClicks(panel.find_box, "tennessee")
    qtbot.waitUntil(lambda: any(hit.kind == "source" for hit in panel.hits.hits), timeout=2000)
    while panel.hits._list.currentIndex().row() < [hit.kind for hit in panel.hits.hits].index("source"):
        qtbot.keyClick(panel.find_box, Qt.Key.Key_Down)
    with qtbot.waitSignal(cars.excerpt_shown, timeout=1000) as shown:
        qtbot.keyClick(panel.find_box, Qt.Key.Key_Return)
    excerpt = shown.args[0]
    assert cars.landscape is not None
    assert excerpt.is_found_in(cars.landscape.text(excerpt.source))
    assert excerpt.quote.casefold() == "tennessee"


def test_what_is_nowhere_is_said_to_be_nowhere(panel: TablePanel, qtbot: QtBot) -> None:
    qtbot.keyClicks(panel.find_box, "zzyzx")
    qtbot.waitUntil(lambda: panel.hits._none.isVisible(), timeout=2000)
    assert "zzyzx" in panel.hits._none.text()


def test_escape_leaves_the_find_box_and_brings_the_table_back(panel: TablePanel, qtbot: QtBot) -> None:
    qtbot.keyClicks(panel.find_box, "ford")
    with qtbot.waitSignal(panel.find_left, timeout=1000):
        qtbot.keyClick(panel.find_box, Qt.Key.Key_Escape)
    assert panel.companies_view.isVisible()


def test_the_tables_follow_an_edit(panel: TablePanel, cars: Session) -> None:
    ford = company_called(cars, "Ford")
    cars.edit(lambda landscape: landscape.rename(ford, "Ford Motor Company"))
    assert "Ford Motor Company" in column(panel.companies_view, 0)
    cars.undo()
    assert "Ford" in column(panel.companies_view, 0)


def test_a_deal_below_the_reality_slider_is_a_ghost_in_the_table_too(panel: TablePanel, cars: Session) -> None:
    def slanted() -> list[bool]:
        fonts = (panel.deals.index(row, 0).data(Qt.ItemDataRole.FontRole) for row in range(panel.deals.rowCount()))
        return [font is not None and font.italic() for font in fonts]

    cars.set_reality(Reality.ASKED)
    assert not any(slanted())
    cars.set_reality(Reality.DONE)
    assert slanted() == [row.reality is not Reality.DONE for row in panel.deals.rows]
    assert any(slanted())


def test_the_heads_say_large_numbers_briefly_and_never_too_much() -> None:
    assert [briefly(count) for count in (99_999, 100_000, 199_999, 999_999, 1_000_000, 2_599_999)] == [
        "99,999",
        "100k",
        "199k",
        "999k",
        "1.0m",
        "2.5m",
    ]


def test_a_deal_that_was_found_shows_its_parties_and_below_them_its_terms() -> None:
    hit = Hit("deal", 1, "Ford and Alibaba: alliance, signed, letter of intent", "2017-12-08")
    assert lines_of(hit) == ("Ford and Alibaba", "alliance, signed, letter of intent · 2017-12-08")
    assert lines_of(Hit("company", 1, "Ford: the firm", "also  called FMC")) == ("Ford: the firm", "also called FMC")
