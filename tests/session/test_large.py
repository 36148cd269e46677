"""A large landscape in the session: columns instead of objects, and edits that touch only what changed."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from explorer.landscape.claims import Change, Claim, ClaimKind
from explorer.landscape.facts import CompanyId, DealId, Place
from explorer.landscape.networks import NamedParty, NetworkFile, Tie
from explorer.landscape.vocabulary import DealType, Reality, Review, Stage
from explorer.project import landscape as landscapes
from explorer.project import open_file
from explorer.project.backups import backups_of
from explorer.project.landscape import Landscape
from explorer.session import session as sessions
from explorer.session.reading import ArticleReader
from explorer.session.session import Session

PAIRS = ("Alpha–Beta", "Beta–Gamma", "Gamma–Delta", "Delta–Alpha", "Epsilon–Alpha")


@pytest.fixture(autouse=True)
def little_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "MOST_COMPANIES", 3)


def ties(*pairs: str) -> list[Tie]:
    made = []
    for number, pair in enumerate(pairs, 1):
        one, other = pair.split("–")
        parties = (NamedParty(one, 0, len(one)), NamedParty(other, len(one) + 1, len(pair)))
        made.append(Tie(number, pair, parties))
    return made


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    landscape = Landscape.create(tmp_path / "large.landscape")
    landscape.add_network(NetworkFile("pairs.csv", "text/csv"), ties(*PAIRS), "Import pairs.csv")
    session = Session(ArticleReader())
    session.open(landscape)
    qtbot.waitUntil(lambda: session.jobs.is_idle)
    yield session
    session.shut_down()


def known(session: Session) -> Landscape:
    assert session.landscape is not None
    return session.landscape


def id_of(session: Session, name: str) -> CompanyId:
    return CompanyId(int(session.terrain.ids[list(session.terrain.names).index(name)]))


def spot(session: Session, name: str) -> list[float]:
    row = session.terrain.row_of(id_of(session, name))
    assert row is not None
    found: list[float] = session.spots[row].tolist()
    return found


def test_it_is_had_in_columns_and_not_as_objects(session: Session) -> None:
    assert session.is_large
    assert list(session.terrain.names) == ["Alpha", "Beta", "Delta", "Epsilon", "Gamma"]
    assert session.terrain.deals.tolist() == [3, 2, 2, 1, 2]
    assert session.data.companies == ()


def test_a_part_of_it_is_had_as_objects_that_know_all_their_deals(session: Session) -> None:
    part = session.part([id_of(session, "Epsilon")])
    assert {company.name: company.deals for company in part.companies} == {"Alpha": 3, "Epsilon": 1}
    assert len(part.deals) == 1


def test_every_company_has_a_place_and_keeps_it_after_closing(session: Session, qtbot: QtBot) -> None:
    assert not np.isnan(session.spots).any()
    before, path = session.spots.copy(), known(session).path
    session.close()
    session.open(Landscape.open(path))
    assert session.jobs.is_idle  # the file keeps its columns: nothing is to be read or laid out
    assert np.array_equal(session.spots, before)


def test_the_window_hears_when_what_was_not_kept_has_been_read(session: Session, qtbot: QtBot) -> None:
    path = known(session).path
    session.close()
    with Landscape.open(path) as landscape:
        landscape._run("DELETE FROM columns")
        landscape._kept_state = landscape._state()
    heard: list[Change] = []
    session.changed.connect(heard.append)
    session.open(Landscape.open(path))
    assert session.is_large and session.terrain.companies == 0
    qtbot.waitUntil(lambda: session.jobs.is_idle)
    assert session.terrain.companies == 5
    assert [change.is_sweeping for change in heard] == [True]


def test_a_new_company_and_a_new_deal_leave_all_others_where_they_are(session: Session) -> None:
    before = {name: spot(session, name) for name in session.terrain.names}
    with known(session).together() as step:
        _, zeta = known(session).add_company("Zeta")
        known(session).add_deal([zeta, id_of(session, "Beta")], [DealType.SUPPLY], Stage.SIGNED, Reality.AGREED, None)
    session.edit(lambda landscape: step.change)
    assert {name: spot(session, name) for name in before} == before
    assert np.hypot(*np.subtract(spot(session, "Zeta"), spot(session, "Beta"))) < 100
    assert session.jobs.is_idle


def test_a_rename_its_undo_and_redo_are_seen_at_once(session: Session) -> None:
    session.edit(lambda landscape: landscape.rename(id_of(session, "Alpha"), "Omega"))
    assert session.terrain.names[-1] == "Omega"
    session.undo()
    assert session.terrain.names[0] == "Alpha"
    session.redo()
    assert session.terrain.names[-1] == "Omega"


def test_to_move_a_company_changes_its_spot_and_not_the_terrain(session: Session) -> None:
    terrain = session.terrain
    session.edit(lambda landscape: landscape.move([Place(id_of(session, "Beta"), 5, 7, pinned=True)]))
    assert session.terrain is terrain
    assert spot(session, "Beta") == [5, 7]
    assert session.places[id_of(session, "Beta")].pinned


def test_what_is_rejected_is_chosen_no_more(session: Session) -> None:
    deal = DealId(int(session.terrain.deal_ids[0]))
    session.select([id_of(session, "Alpha")], [deal])
    session.edit(lambda landscape: landscape.judge([Claim(ClaimKind.DEAL, deal)], Review.REJECTED))
    assert session.selection.deals == frozenset()
    assert session.selection.companies == {id_of(session, "Alpha")}
    assert session.terrain.deal_row_of(deal) is None


def test_an_import_is_taken_back_as_a_job_and_what_is_small_again_is_had_as_objects(session: Session, qtbot: QtBot) -> None:
    session.undo()
    qtbot.waitUntil(lambda: session.jobs.is_idle)
    assert not session.is_large
    assert session.data.companies == ()
    session.redo()
    qtbot.waitUntil(lambda: session.jobs.is_idle)
    assert session.is_large
    assert session.terrain.companies == 5


def test_places_are_found_by_company_without_an_object_for_each(session: Session) -> None:
    assert len(session.places) == 5
    assert set(session.places) == set(map(CompanyId, session.terrain.ids.tolist()))
    assert CompanyId(99) not in session.places


def test_a_file_too_large_for_a_backup_at_once_is_backed_up_by_a_job_after_the_first_edit_of_a_day(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = known(session).path
    for module in (open_file, landscapes):
        monkeypatch.setattr(module, "BACKED_UP_AT_ONCE", 0)
    known(session)._is_backed_up = False
    session.select([id_of(session, "Alpha")])
    assert backups_of(path) == ()

    session.edit(lambda landscape: landscape.rename(id_of(session, "Alpha"), "Alpha Motors"))
    qtbot.waitUntil(lambda: session.jobs.is_idle)

    (backup,) = backups_of(path)
    with Landscape.open(backup) as kept:
        assert len(kept.companies()) == 5
