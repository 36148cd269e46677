"""Network files taken into the open landscape as a job."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from explorer.landscape.claims import Change
from explorer.project.landscape import Landscape
from explorer.session.reading import ArticleReader
from explorer.session.session import Notice, Session


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    session = Session(ArticleReader())
    session.open(Landscape.create(tmp_path / "own.landscape"))
    yield session
    session.shut_down()


def taken(session: Session, qtbot: QtBot, path: Path, text: str) -> list[Notice]:
    told: list[Notice] = []
    session.noted.connect(told.append)
    path.write_text(text, encoding="utf-8")
    session.import_network(path)
    qtbot.waitUntil(lambda: session.jobs.is_idle)
    return told


def test_a_list_is_taken_in_as_one_step_and_what_was_left_out_is_told_line_by_line(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    heard: list[Change] = []
    session.changed.connect(heard.append)
    (notice,) = taken(session, qtbot, tmp_path / "deals.csv", "a,b,type\nAcme,Beta,JV\nAcme,,JV\nBeta,Gamma,swap\n")
    assert notice.text == "deals.csv: 2 lines taken in: 2 deals of 3 companies; 1 line was left out."
    assert notice.details == ("“swap” is no type that is known (1 line)", "Line 3: it names one company only.")
    assert [change.is_sweeping for change in heard if change.sources] == [True]
    assert len(session.data.deals) == 2
    session.undo()
    qtbot.waitUntil(lambda: session.jobs.is_idle)
    assert session.data.companies == ()


def test_a_broken_file_is_refused_and_nothing_is_taken(session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    text = "<graphml><graph><node id='1'/><node id='2'/><edge source='1' target='2'/>\n<node"
    (notice,) = taken(session, qtbot, tmp_path / "x.graphml", text)
    assert notice.is_refusal
    assert notice.text.startswith("x.graphml, line 2: it is no whole XML")
    assert session.data.companies == ()
    assert session.landscape is not None and session.landscape.history() == ()


def test_an_import_can_be_stopped(session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("a,b\n" + "".join(f"Company {number},Partner {number}\n" for number in range(20_000)))
    told = []
    session.jobs.progressed.connect(told.append)
    session.import_network(path)
    qtbot.waitUntil(lambda: any("lines taken in" in state.what for state in told))
    session.jobs.cancel(told[0].job)
    qtbot.waitUntil(lambda: session.jobs.is_idle)
    assert session.landscape is not None
    assert session.landscape.companies() == ()
    assert session.landscape.history() == ()
