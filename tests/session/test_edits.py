"""Edits that several panels make: each is one step of history."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from explorer.landscape.excerpts import Excerpt
from explorer.landscape.facts import CompanyId
from explorer.landscape.refusals import RefusedEdit
from explorer.landscape.vocabulary import DealType, Reality, Review, Stage, StandingKind
from explorer.project.landscape import Landscape
from explorer.session.edits import Step, adding_deal, adding_party, adding_standing, restating
from tests.project.building import ford_vw


@pytest.fixture
def cars(tmp_path: Path) -> Iterator[Landscape]:
    """A landscape in which Ford and Volkswagen are in talks."""
    with Landscape.create(tmp_path / "cars.landscape") as landscape:
        landscape.add_readings([ford_vw()], "Read ford.txt")
        yield landscape


def _excerpt(landscape: Landscape) -> Excerpt:
    return next(basis.excerpt for _, basis, _ in landscape.excerpts_of(landscape.companies()[0].id) if basis.excerpt)


@pytest.mark.parametrize(
    "step",
    [
        lambda cars: adding_deal(["Ford", "Mahindra"], DealType.SUPPLY, Stage.SIGNED, Reality.DONE, _excerpt(cars)),
        lambda cars: adding_standing("Mahindra", "tractors", StandingKind.LEADS, None, Reality.DONE, _excerpt(cars)),
        lambda cars: adding_party(cars.deals()[0].id, "Mahindra", None),
    ],
)
def test_one_undo_takes_back_an_edit_with_the_company_it_brought(cars: Landscape, step: Callable[[Landscape], Step]) -> None:
    before = len(cars.history())

    change = step(cars)(cars)

    assert "Mahindra" in {company.name for company in cars.companies()}
    assert change.companies and len(cars.history()) == before + 1
    cars.undo()
    assert "Mahindra" not in {company.name for company in cars.companies()}
    assert cars.undo_name == "Read ford.txt"
    cars.redo()
    assert "Mahindra" in {company.name for company in cars.companies()}


def test_restating_a_standing_is_one_step(cars: Landscape) -> None:
    ford = cars.companies()[0].id
    adding_standing("Ford", "pickups", StandingKind.LAGS, None, Reality.DONE, _excerpt(cars))(cars)
    before = [(one.kind, one.basis.review) for one in cars.standings(ford)]

    restating(cars.standings(ford)[-1], StandingKind.LEADS)(cars)
    after = [(one.kind, one.basis.review) for one in cars.standings(ford)]
    cars.undo()

    assert (StandingKind.LEADS, Review.ACCEPTED) in after and after != before
    assert [(one.kind, one.basis.review) for one in cars.standings(ford)] == before


def test_what_is_refused_half_way_leaves_nothing(cars: Landscape) -> None:
    with pytest.raises(RefusedEdit):
        adding_standing("Mahindra", " ", StandingKind.LEADS, None, Reality.DONE, _excerpt(cars))(cars)

    assert "Mahindra" not in {company.name for company in cars.companies()}
    assert cars.undo_name == "Read ford.txt"
    assert cars.rename(CompanyId(1), "Ford Motor Company").name.startswith("Rename")
