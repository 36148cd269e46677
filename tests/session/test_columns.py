"""What the session tells of a landscape as columns and in parts."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from explorer.landscape.facts import CompanyId
from explorer.project.landscape import Landscape
from explorer.session.reading import ArticleReader
from explorer.session.session import Session
from tests.project.building import ford_alibaba, ford_vw


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    landscape = Landscape.create(tmp_path / "cars.landscape")
    landscape.add_readings([ford_vw(), ford_alibaba()], "Read")
    session = Session(ArticleReader())
    session.open(landscape)
    yield session
    session.shut_down()


def id_of(session: Session, name: str) -> CompanyId:
    return CompanyId(int(session.terrain.ids[list(session.terrain.names).index(name)]))


def test_terrain_and_spots_are_the_same_companies_row_by_row(session: Session) -> None:
    assert list(session.terrain.names) == ["Alibaba", "Alibaba Cloud", "Ford", "Volkswagen"]
    for row, (x, y) in enumerate(session.spots.tolist()):
        place = session.places[CompanyId(int(session.terrain.ids[row]))]
        assert (x, y) == (pytest.approx(place.x, abs=0.01), pytest.approx(place.y, abs=0.01))


def test_terrain_is_kept_until_something_is_edited(session: Session) -> None:
    before = session.terrain
    assert session.terrain is before
    session.edit(lambda landscape: landscape.rename(id_of(session, "Ford"), "Zeta Motors"))
    assert list(session.terrain.names) == ["Alibaba", "Alibaba Cloud", "Volkswagen", "Zeta Motors"]
    assert not np.isnan(session.spots).any()


def test_a_few_companies_are_not_large(session: Session) -> None:
    assert not session.is_large


def test_a_part_holds_the_deals_of_its_companies_and_the_other_parties(session: Session) -> None:
    vw = id_of(session, "Volkswagen")
    part = session.part([vw])
    assert [company.name for company in part.companies] == ["Ford", "Volkswagen"]
    assert [deal.id for deal in part.deals] == [
        deal.id for deal in session.data.deals if id_of(session, "Volkswagen") in deal.parties
    ]
    assert {company.name: company.deals for company in part.companies} == {"Ford": 2, "Volkswagen": 1}
    assert part.deals[0].flows == session.data.deals[0].flows


def test_a_part_of_all_is_what_the_whole_map_shows(session: Session) -> None:
    part = session.part([company.id for company in session.data.companies])
    assert (part.companies, part.deals) == (session.data.companies, session.data.deals)
