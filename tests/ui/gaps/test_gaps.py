import gc
import weakref
from math import radians, tan
from textwrap import dedent

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible

from explorer.landscape.claims import Cell
from explorer.landscape.facts import CapabilityId
from explorer.landscape.vocabulary import Reality, StandingKind
from explorer.session.edits import adding_standing
from explorer.session.session import Session
from explorer.ui.gaps import GapsPanel
from explorer.ui.gaps.legend import signs
from explorer.ui.gaps.panel import Order, ordered
from tests.ui.known import LEFT, company

CLOUD = CapabilityId("cloud")
DRIVERLESS = CapabilityId("autonomous.driverless")


@pytest.fixture
def panel(session: Session, qtbot) -> GapsPanel:
    panel = GapsPanel(session)
    qtbot.addWidget(panel)
    panel.resize(900, 500)
    panel.show()
    return panel


def drawn(panel: GapsPanel) -> str:
    """Draw the rows and columns as the view has them."""
    view = panel.view
    rows = [["", *(column.name for column in view._columns)]]
    for one in view._rows:
        contents = [panel.matrix.content(one.id, column.id) for column in view._columns]
        rows.append([one.name, *(f"({cell.glyph})" if cell.is_ghost else cell.glyph for cell in contents)])
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows) + "\n"


def click(qtbot, panel: GapsPanel, cell: Cell) -> None:
    qtbot.mouseClick(panel.view.viewport(), LEFT, pos=panel.view.where_is(cell).center().toPoint())


def test_companies_by_capabilities_with_paths_disagreements_and_blanks(panel: GapsPanel, cars: Session) -> None:
    cars.edit(lambda landscape: landscape.add_company("Nobody")[0])
    panel.order.setCurrentText(Order.NAME.value)
    assert drawn(panel) == dedent("""\
                    Driverless cars  Electric vehicles  Connectivity  Pickups  Cloud
        Alibaba     –                –                  –             –        ◌
        Daimler     –                –                  –             –        ○⚡●
        Ford        ○                ◌                  ○             –        ◑
        Nobody      ?                ?                  ?             ?        ?
        Volkswagen  ○                –                  –             ◌        –
    """)


def test_a_click_on_a_cell_shows_its_sentences_and_each_opens_the_reader(panel: GapsPanel, cars: Session, qtbot) -> None:
    cell = Cell(company(cars, "Daimler"), CLOUD)
    click(qtbot, panel, cell)
    quotes = [card.told.basis.excerpt.quote for card in panel.sentences.cards]
    assert set(quotes) == {"Daimler leads in cloud computing", "Daimler lags in cloud computing"}
    with qtbot.waitSignal(cars.excerpt_shown) as shown:
        qtbot.mouseClick(panel.sentences.cards[0], LEFT)
    assert shown.args[0].quote == quotes[0]


def test_the_blanks_say_which_blank_they_are(panel: GapsPanel, cars: Session, qtbot) -> None:
    cars.edit(lambda landscape: landscape.add_company("Nobody")[0])
    said = []
    for name in ("Nobody", "Volkswagen"):
        click(qtbot, panel, Cell(company(cars, name), CLOUD))
        said.append(panel.sentences._page.widget().layout().itemAt(2).widget().text())
    assert said[0].startswith("No source speaks of this company by name")
    assert said[1].startswith("Sources speak of this company, and none says anything")


def test_a_cell_that_another_panel_shows_is_shown_here(panel: GapsPanel, cars: Session) -> None:
    cell = Cell(company(cars, "Ford"), DRIVERLESS)
    cars.show_cell(cell)
    assert panel.view.current == cell
    assert [card.told.basis.excerpt.quote for card in panel.sentences.cards] == ["Both lag in driverless cars"]


def test_rejecting_a_sentence_empties_the_cell_and_undo_fills_it(panel: GapsPanel, cars: Session, qtbot) -> None:
    cell = Cell(company(cars, "Ford"), DRIVERLESS)
    cars.show_cell(cell)
    qtbot.keyClick(panel.sentences.cards[0], Qt.Key.Key_R)
    assert panel.matrix.content(cell.company, cell.capability).glyph == "–"
    cars.undo()
    assert panel.matrix.content(cell.company, cell.capability).glyph == "○"


def test_what_lies_below_the_reality_level_turns_into_a_ghost(panel: GapsPanel, cars: Session) -> None:
    vw = company(cars, "Volkswagen")
    excerpt = cars.landscape.standings(vw)[0].basis.excerpt
    cars.edit(adding_standing("Volkswagen", "cloud", StandingKind.HAS, CLOUD, Reality.POSSIBLE, excerpt))
    assert panel.matrix.content(vw, CLOUD).is_ghost
    cars.set_reality(Reality.POSSIBLE)
    assert not panel.matrix.content(vw, CLOUD).is_ghost


def test_the_keyboard_walks_the_matrix_speaks_and_takes_a_cell(panel: GapsPanel, cars: Session, qtbot) -> None:
    panel.order.setCurrentText(Order.NAME.value)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Home):
        qtbot.keyClick(panel.view, key)
    assert panel.view.current == Cell(panel.view._rows[1].id, panel.view._columns[0].id)
    spoken = QAccessible.queryAccessibleInterface(panel.view).text(QAccessible.Text.Description)
    assert spoken.startswith(f"{panel.view._rows[1].name}, {panel.view._columns[0].name}: ")
    with qtbot.waitSignal(cars.cell_shown):
        qtbot.keyClick(panel.view, Qt.Key.Key_Return)


def test_a_click_on_a_name_chooses_the_company_and_the_chosen_row_is_marked(panel: GapsPanel, cars: Session, qtbot) -> None:
    ford = company(cars, "Ford")
    row = panel.view.where_is(Cell(ford, CLOUD)).center().toPoint()
    qtbot.mouseClick(panel.view.viewport(), LEFT, pos=QPoint(40, row.y()))
    assert cars.selection.companies == {ford}
    assert panel.view._state.chosen == {ford}


def test_the_filter_narrows_rows_or_columns(panel: GapsPanel, cars: Session) -> None:
    rows, columns = ordered(panel.matrix, Order.NAME, "daim")
    assert ([row.name for row in rows], len(columns)) == (["Daimler"], len(panel.matrix.capabilities))
    rows, columns = ordered(panel.matrix, Order.NAME, "driverless")
    assert (len(rows), {column.id for column in columns}) == (len(panel.matrix.companies), {DRIVERLESS})


def test_the_legend_names_only_the_signs_on_the_matrix(panel: GapsPanel, cars: Session) -> None:
    found = "".join(signs(panel.matrix))
    assert "⚡" in found
    assert "⇥" not in found


def test_an_empty_matrix_says_what_fills_it(panel: GapsPanel) -> None:
    assert panel._empty.text() == "Nothing is open."


def test_the_matrix_is_painted_at_any_size_and_scroll(panel: GapsPanel, cars: Session, qtbot) -> None:
    for size in ((900, 500), (300, 180), (40, 40)):
        panel.view.resize(*size)
        panel.view.verticalScrollBar().setValue(40)
        panel.view.horizontalScrollBar().setValue(40)
        assert not panel.view.grab().isNull()


def test_the_pointer_on_a_leaning_name_is_on_its_column(panel: GapsPanel, cars: Session) -> None:
    view = panel.view
    first = view.where_is(Cell(view._rows[0].id, view._columns[0].id))
    foot, up = first.top() - 12, 30
    assert view.cell_at(QPointF(first.center().x() + 10, foot)) == (-1, 0)
    along = first.center().x() + 10 + up / tan(radians(35))  # as far along the name as it has risen by then
    assert view.cell_at(QPointF(along, foot - up)) == (-1, 0)


def test_in_a_low_panel_the_names_of_columns_are_written_whole(panel: GapsPanel, cars: Session) -> None:
    panel.resize(1280, 260)
    names = [column.name for column in panel.view._columns]
    assert "Electric vehicles" in names
    assert [panel.view._painter._cut(name, is_bold=True) for name in names] == names


def test_no_row_is_cut_by_the_heads_when_a_company_is_chosen(panel: GapsPanel, cars: Session) -> None:
    panel.resize(900, 230)
    for one in panel.view._rows:
        cars.select([one.id])
        assert panel.view.verticalScrollBar().value() % panel.view._look.row == 0


def test_a_closed_matrix_is_let_go(cars: Session, qtbot) -> None:
    panel = GapsPanel(cars)
    cars.show_cell(Cell(company(cars, "Ford"), CLOUD))
    gone = weakref.ref(panel)
    panel.deleteLater()
    del panel
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert gone() is None
