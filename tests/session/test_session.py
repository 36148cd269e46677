"""What is open, chosen and under way: where panels meet."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from explorer.landscape.claims import Change, Claim, ClaimKind
from explorer.landscape.facts import Place
from explorer.landscape.readings import Reading
from explorer.landscape.refusals import Cancelled, Refusal, UnreadableArticle
from explorer.landscape.views import Camera, Selection, View
from explorer.landscape.vocabulary import Reality, Review
from explorer.project.landscape import Landscape
from explorer.session.jobs import IsCancelled
from explorer.session.session import Notice, Session
from tests.project.building import ford_alibaba, ford_vw


class Desk:
    """A reader that hands out readings made by hand; a bad file is refused, a slow one waits for its cancel."""

    def __init__(self) -> None:
        self.started = threading.Event()

    def __call__(self, article: Path | str, is_cancelled: IsCancelled) -> Reading:
        name = article.name if isinstance(article, Path) else article
        if "bad" in name:
            raise UnreadableArticle(name, "the file is empty", "choose another file")
        if "slow" in name:
            self.started.set()
            while not is_cancelled():
                pass
            raise Cancelled
        return ford_vw() if "vw" in name else ford_alibaba()


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path, desk: Desk) -> Iterator[Session]:
    session = Session(desk)
    session.open(Landscape.create(tmp_path / "cars.landscape"))
    yield session
    session.shut_down()


def known(session: Session) -> Landscape:
    assert session.landscape is not None
    return session.landscape


def read(session: Session, qtbot: QtBot, *names: str) -> None:
    session.read_files([Path(name) for name in names])
    qtbot.waitUntil(lambda: session.jobs.is_idle)


def test_files_are_read_in_one_step_that_undo_takes_back(session: Session, qtbot: QtBot) -> None:
    read(session, qtbot, "vw.txt", "alibaba.txt")
    assert len(known(session).sources()) == 2
    assert len(session.data.deals) == 2
    session.undo()
    assert known(session).sources() == ()
    assert session.data.companies == ()


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_taken_in(session: Session, qtbot: QtBot) -> None:
    told: list[Notice] = []
    session.noted.connect(told.append)
    read(session, qtbot, "bad.txt", "vw.txt")
    assert len(known(session).sources()) == 1
    assert [notice.text for notice in told if notice.is_refusal] == ["bad.txt: the file is empty. Choose another file."]


def test_several_bad_files_make_one_notice_with_a_sentence_each(session: Session, qtbot: QtBot) -> None:
    told: list[Notice] = []
    session.noted.connect(told.append)
    read(session, qtbot, "bad1.txt", "bad2.txt")
    (notice,) = [notice for notice in told if notice.is_refusal]
    assert len(notice.details) == 2


def test_cancelled_reading_changes_nothing(session: Session, qtbot: QtBot, desk: Desk) -> None:
    jobs: list[int] = []
    session.jobs.progressed.connect(lambda state: jobs.append(state.job))
    session.read_files([Path("slow.txt")])
    assert desk.started.wait(5)
    session.jobs.cancel(jobs[0])
    qtbot.waitUntil(lambda: session.jobs.is_idle)
    assert known(session).sources() == ()
    assert known(session).undo_name == ""


def test_every_company_has_a_place_and_newcomers_move_no_one(session: Session, qtbot: QtBot) -> None:
    read(session, qtbot, "vw.txt")
    before = dict(session.places)
    read(session, qtbot, "alibaba.txt")
    assert set(session.places) == {company.id for company in session.data.companies}
    assert {company: session.places[company] for company in before} == before


def test_choosing_the_same_again_is_silent(session: Session, qtbot: QtBot) -> None:
    read(session, qtbot, "vw.txt")
    ford = session.data.companies[0].id
    session.select([ford])
    with qtbot.assertNotEmitted(session.selection_changed):
        session.select([ford])


def test_what_an_undo_takes_away_is_chosen_no_longer(session: Session, qtbot: QtBot) -> None:
    read(session, qtbot, "vw.txt")
    session.select([session.data.companies[0].id], [session.data.deals[0].id])
    session.undo()
    assert session.selection == Selection()


def test_a_refused_edit_is_told_and_changes_nothing(session: Session, qtbot: QtBot) -> None:
    def refused(landscape: Landscape) -> Change:
        raise Refusal("Ford", "it cannot be merged with itself", "choose another company")

    with qtbot.waitSignal(session.noted) as told, qtbot.assertNotEmitted(session.changed):
        assert session.edit(refused) is None
    assert told.args[0].text == "Ford: it cannot be merged with itself. Choose another company."


def test_a_view_comes_back_with_its_level_its_selection_its_places_and_its_camera(session: Session, qtbot: QtBot) -> None:
    read(session, qtbot, "vw.txt")
    ford = session.data.companies[0].id
    kept = View(Camera(5, 6, 2), Reality.DONE, selection=Selection(frozenset({ford})), places=((ford, 11.0, 12.0),))
    with qtbot.waitSignal(session.camera_wanted) as wanted:
        session.set_view(kept, fly=True)
    assert wanted.args[0] == Camera(5, 6, 2)
    assert session.view.reality is Reality.DONE
    assert session.selection.companies == {ford}
    assert (session.places[ford].x, session.places[ford].y) == (11.0, 12.0)


def test_a_rejected_deal_leaves_the_map_and_comes_back_by_undo(session: Session, qtbot: QtBot) -> None:
    read(session, qtbot, "vw.txt")
    deal = session.data.deals[0].id
    session.edit(lambda landscape: landscape.judge([Claim(ClaimKind.DEAL, deal)], Review.REJECTED))
    assert session.data.deals == ()
    session.undo()
    assert [one.id for one in session.data.deals] == [deal]


def test_closing_forgets_what_was_shown(session: Session, qtbot: QtBot) -> None:
    read(session, qtbot, "vw.txt")
    session.close()
    assert session.landscape is None
    assert session.data.companies == ()
    assert session.places == {}


def test_everything_is_there_again_after_reopening(session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    read(session, qtbot, "vw.txt")
    places = dict(session.places)
    session.close()
    session.open(Landscape.open(tmp_path / "cars.landscape"))
    assert session.places == places
    assert known(session).undo_name != ""


def test_moving_a_company_leaves_all_that_is_known_as_it_was(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.changed):
        session.read_files([Path("a.txt")])
    before, company = session.data, session.data.companies[0].id
    session.edit(lambda landscape: landscape.move([Place(company, 7.0, 8.0, pinned=True)]))
    assert session.data is before
    assert (session.places[company].x, session.places[company].y) == (7.0, 8.0)
    session.undo()
    assert session.data is before
    assert not session.places[company].pinned
