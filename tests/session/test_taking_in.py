"""Reading into the landscape that is open: off the main thread, stopped whole, and never into another one."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from explorer.landscape.claims import Change
from explorer.landscape.readings import Reading
from explorer.project.landscape import Landscape
from explorer.session.jobs import IsCancelled, JobState
from explorer.session.session import Session
from tests.project.building import ford_alibaba, ford_vw


class Reader:
    """Returns one known reading after the other, and waits for a sign before the last where told to."""

    def __init__(self) -> None:
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self._readings = [ford_vw(), ford_alibaba()]

    def __call__(self, article: Path | str, is_cancelled: IsCancelled) -> Reading:
        while not self.may_go_on.wait(0.01) and not is_cancelled():
            pass
        return self._readings.pop(0)


@pytest.fixture
def reader() -> Reader:
    return Reader()


@pytest.fixture
def session(qapp: object, reader: Reader, tmp_path: Path) -> Iterator[Session]:
    session = Session(reader)
    session.open(Landscape.create(tmp_path / "cars.landscape"))
    yield session
    session.shut_down()


def test_articles_are_taken_in_as_one_step_and_everyone_hears_of_it_once(session: Session, qtbot: QtBot) -> None:
    heard: list[Change] = []
    session.changed.connect(heard.append)
    told: list[JobState] = []
    session.jobs.progressed.connect(told.append)
    session.read_files([Path("a.txt"), Path("b.txt")])
    qtbot.waitUntil(lambda: session.jobs.is_idle)
    assert [change.name for change in heard] == ["Read 2 articles"]
    assert {company.name for company in session.data.companies} >= {"Ford", "Volkswagen", "Alibaba"}
    assert [state.what for state in told][-2:] == ["taking in what was found"] * 2


def test_articles_do_not_go_into_a_landscape_that_was_opened_meanwhile(
    session: Session, reader: Reader, tmp_path: Path, qtbot: QtBot
) -> None:
    reader.may_go_on.clear()
    session.read_files([Path("a.txt")])
    session.open(Landscape.create(tmp_path / "other.landscape"))
    reader.may_go_on.set()
    qtbot.waitUntil(lambda: session.jobs.is_idle)
    assert session.data.companies == ()
    with Landscape.open(tmp_path / "cars.landscape") as cars:
        assert cars.sources() == ()


def test_what_was_taken_in_is_shown_although_the_job_was_stopped_too_late(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.changed):
        session.read_files([Path("a.txt")])
        landscape = session.landscape
        assert landscape is not None
        while not landscape.history():  # without letting the job come home
            pass
        session.jobs.cancel(1)
    assert session.data.companies
