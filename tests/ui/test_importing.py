"""The dialog that asks what the columns of a list hold."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from explorer.landscape.vocabulary import Reality, Review
from explorer.reading.networks.layout import Column, Guessed, Layout
from explorer.reading.networks.tables import TableTies, guess
from explorer.session.session import Session
from explorer.session.settings import Settings
from explorer.ui.importing import WORDS, ListDialog
from explorer.ui.opening import Opening, sort_out
from explorer.ui.window import Window
from tests.reading.networks.workbooks import workbook


@pytest.fixture
def deals(tmp_path: Path) -> Path:
    path = tmp_path / "deals.csv"
    path.write_text("a,b,what,date\nAcme,Beta,JV,2020\n")
    return path


@pytest.fixture
def dialog(deals: Path, qtbot: QtBot) -> ListDialog:
    dialog = ListDialog(deals.name, guess(deals))
    qtbot.addWidget(dialog)
    return dialog


def choose(dialog: ListDialog, place: int, column: Column | None) -> None:
    dialog.holds[place].setCurrentIndex(list(WORDS).index(column))


def test_it_shows_what_was_guessed_and_gives_back_what_was_chosen(dialog: ListDialog) -> None:
    assert dialog.layout_chosen.columns == (Column.COMPANY_A, Column.COMPANY_B, None, Column.DATE)
    choose(dialog, 2, Column.TYPE)
    dialog.is_reviewed.setChecked(True)
    dialog.reality.setCurrentIndex(dialog.reality.findData(Reality.DONE))
    layout = dialog.layout_chosen
    assert (layout.columns[2], layout.review, layout.reality) == (Column.TYPE, Review.ACCEPTED, Reality.DONE)


def test_what_was_chosen_is_what_is_read(dialog: ListDialog, deals: Path) -> None:
    choose(dialog, 2, Column.STAGE)
    found = TableTies(deals, dialog.layout_chosen)
    assert [(tie.date, tie.said) for tie in found] == [("2020", ())]
    assert dict(found.unknown) == {"“JV” is no stage that is known": 1}


def test_without_a_company_nothing_can_be_imported_and_it_says_why(dialog: ListDialog) -> None:
    choose(dialog, 0, None)
    choose(dialog, 1, None)
    assert not dialog.take.isEnabled()
    assert dialog.says.text() == "It is not clear yet which column holds a company."
    choose(dialog, 0, Column.COMPANY)
    assert dialog.take.isEnabled()
    assert dialog.says.text().startswith("No line names two companies")


def test_a_list_that_is_dropped_is_asked_about_and_taken_in(
    deals: Path, session: Session, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(self: Opening, network: Path, guessed: Guessed) -> Layout:
        asked.append(network.name)
        return guessed.layout

    monkeypatch.setattr(Opening, "ask_for_layout", answer)
    window = Window(session, Settings(tmp_path / "settings.ini"), tmp_path)
    qtbot.addWidget(window)
    window.opening.open_paths([deals])
    qtbot.waitUntil(lambda: session.jobs.is_idle)
    assert asked == ["deals.csv"]
    assert [company.name for company in session.data.companies] == ["Acme", "Beta"]


def test_who_gives_up_imports_nothing(
    deals: Path, session: Session, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ListDialog, "exec", lambda self: QDialog.DialogCode.Rejected)
    window = Window(session, Settings(tmp_path / "settings.ini"), tmp_path)
    qtbot.addWidget(window)
    window.opening.open_paths([deals])
    assert session.landscape is None and session.jobs.is_idle


def test_lists_and_graphs_are_told_from_articles(tmp_path: Path) -> None:
    names = ("one.csv", "two.csv.gz", "three.tsv", "four.graphml", "five.gexf", "six.txt")
    given = sort_out(tmp_path / name for name in names)
    assert [path.name for path in given.networks] == list(names[:5])
    assert [path.name for path in given.articles] == ["six.txt"]


def test_a_workbook_is_looked_at_in_a_job_and_each_line_keeps_its_link(
    session: Session, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        ("a", "b", "link"),
        ("Acme", "Beta", "https://news.example/1"),
        ("Acme", "Gamma", "https://news.example/2"),
        (None, "", "x"),
    ]
    path = workbook(tmp_path / "deals.xlsx", {"Deals": rows})
    monkeypatch.setattr(Opening, "ask_for_layout", lambda opening, network, guessed: guessed.layout)
    window = Window(session, Settings(tmp_path / "settings.ini"), tmp_path)
    qtbot.addWidget(window)
    with qtbot.waitSignal(session.noted, timeout=5000) as noted:
        window.opening.open_paths([path])
    assert "2 deals" in noted.args[0].text
    assert any(told.startswith("Sheet “Deals”, row 4: ") for told in noted.args[0].details)
    landscape = session.landscape
    assert landscape is not None
    source = landscape.sources()[0]
    assert source.title == "deals.xlsx, sheet “Deals”, rows 2 to 3"
    assert [mark for _, mark in landscape.marks(source.id)] == ["line 2, https://news.example/1", "line 3, https://news.example/2"]
