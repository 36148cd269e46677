"""Back and forward through what was looked at."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from explorer.landscape.facts import CompanyId
from explorer.landscape.views import Camera, Filters
from explorer.project.landscape import Landscape
from explorer.session.session import Session
from explorer.session.trail import ONE_STEP_S, Trail
from tests.project.building import ford_alibaba
from tests.session.test_session import Desk


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now

    def pass_by(self) -> None:
        self.now += 2 * ONE_STEP_S


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    session = Session(Desk())
    landscape = Landscape.create(tmp_path / "cars.landscape")
    landscape.add_readings([ford_alibaba()], "Read an article")
    session.open(landscape)
    yield session
    session.shut_down()


def companies(session: Session) -> list[CompanyId]:
    return sorted(company.id for company in session.data.companies)


def test_one_goes_back_and_forward_through_choices_and_filters(session: Session) -> None:
    clock = Clock()
    trail = Trail(session, clock)
    first = companies(session)[0]
    session.select([first])
    clock.pass_by()
    session.set_filters(Filters(since="2018"))
    assert trail.can_go_back and not trail.can_go_forward
    trail.back()
    assert (session.view.filters, session.selection.companies) == (Filters(), {first})
    trail.back()
    assert session.selection.is_empty and not trail.can_go_back
    trail.forward()
    trail.forward()
    assert session.view.filters == Filters(since="2018")


def test_a_jump_of_the_camera_is_gone_back_to_where_it_began(session: Session, qtbot: QtBot) -> None:
    trail = Trail(session, Clock())
    session.looked_from(Camera(5, 5, 2))
    trail.note_jump(Camera(5, 5, 2), Camera(0, 0, 1))
    session.looked_from(Camera(0, 0, 1))
    with qtbot.waitSignal(session.camera_wanted) as wanted:
        trail.back()
    assert wanted.args == [Camera(5, 5, 2)]


def test_what_is_drawn_along_is_one_step(session: Session) -> None:
    trail = Trail(session, Clock())
    for year in ("2016", "2017", "2018"):
        session.set_filters(Filters(since=year))
    trail.back()
    assert session.view.filters.is_empty and not trail.can_go_back


def test_a_new_choice_forgets_what_was_ahead(session: Session) -> None:
    clock = Clock()
    trail = Trail(session, clock)
    first, second = companies(session)[:2]
    session.select([first])
    clock.pass_by()
    trail.back()
    session.select([second])
    assert not trail.can_go_forward


def test_looking_back_undoes_no_edit(session: Session) -> None:
    trail = Trail(session, Clock())
    session.select(companies(session)[:1])
    trail.back()
    assert session.landscape is not None and session.landscape.undo_name == "Read an article"
