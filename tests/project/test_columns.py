"""The landscape as columns: what the file keeps, what is patched and what the tables say are the same."""

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from explorer.landscape.claims import Change, Claim, ClaimKind
from explorer.landscape.facts import CompanyId, DealId, Place
from explorer.landscape.networks import NamedParty, NetworkFile, Tie
from explorer.landscape.vocabulary import CompanyKind, DealField, DealType, Reality, Review, Stage, StandingKind
from explorer.map.scene import map_data
from explorer.map.terrain import Terrain, terrain_of
from explorer.project.column_reading import read_columns
from explorer.project.columns import Columns, packed, unpacked
from explorer.project.landscape import Landscape
from explorer.session.charting import terrain_of_columns
from tests.project.building import ford_alibaba, ford_vw


@pytest.fixture
def cars(landscape: Landscape) -> Landscape:
    landscape.add_readings([ford_vw(), ford_alibaba()], "Read")
    return landscape


def told(columns: Columns) -> dict[str, object]:
    return {each.name: np.asarray(getattr(columns, each.name)).tolist() for each in fields(Columns) if each.name != "state"} | {
        "spots": np.nan_to_num(columns.spots, nan=-1).tolist()
    }


def fresh(landscape: Landscape) -> Columns:
    return read_columns(landscape._connection, 0)


def id_of(landscape: Landscape, name: str) -> CompanyId:
    return next(company.id for company in landscape.companies() if company.name == name)


def shown(terrain: Terrain) -> dict[str, object]:
    return {each.name: list(getattr(terrain, each.name)) for each in fields(Terrain)}


def test_columns_say_what_the_objects_say(cars: Landscape) -> None:
    cars.add_deal([id_of(cars, "Alibaba Cloud"), id_of(cars, "Volkswagen")], [DealType.SUPPLY], Stage.SIGNED, Reality.AGREED, None)
    cars.add_company("Silent")
    cars.add_standing(cars.add_company("Leader")[1], "AI", StandingKind.LEADS, None, Reality.DONE, None)
    cars.judge([Claim(ClaimKind.DEAL, cars.deals()[0].id)], Review.REJECTED)
    data = map_data(cars.companies(), cars.deals(), cars.flows(), cars.standings(), cars.possible_areas())
    assert shown(terrain_of_columns(cars.columns())) == shown(terrain_of(data))


def test_what_is_packed_comes_back_and_what_is_damaged_does_not(cars: Landscape) -> None:
    kept = packed(cars.columns())
    again = unpacked(7, kept)
    assert again is not None and told(again) == told(cars.columns()) and again.state == 7
    assert unpacked(7, kept[:-4]) is None
    assert unpacked(7, b"\x05\x00\x00\x00\x00\x00\x00\x00hello") is None
    assert unpacked(7, b"") is None


EDITS: dict[str, Callable[[Landscape], object]] = {
    "a company is renamed past others": lambda cars: cars.rename(id_of(cars, "Ford"), "Zeta"),
    "a company is renamed in its place": lambda cars: cars.rename(id_of(cars, "Ford"), "Form"),
    "a company is added": lambda cars: cars.add_company("Mitsubishi 三菱"),
    "the first in the alphabet is added": lambda cars: cars.add_company("Aaa"),
    "a company gets an owner": lambda cars: cars.set_parent(id_of(cars, "Volkswagen"), id_of(cars, "Ford")),
    "a unit stands alone": lambda cars: cars.set_parent(id_of(cars, "Alibaba Cloud"), None),
    "a company is of another kind": lambda cars: cars.set_kind(id_of(cars, "Ford"), CompanyKind.JOINT_VENTURE),
    "two companies are one": lambda cars: cars.merge(id_of(cars, "Ford"), id_of(cars, "Alibaba")),
    "an owner is merged into another": lambda cars: cars.merge(id_of(cars, "Volkswagen"), id_of(cars, "Alibaba")),
    "a deal is added": lambda cars: cars.add_deal(
        [id_of(cars, "Ford"), id_of(cars, "Alibaba Cloud")], [DealType.MERGER], Stage.SIGNED, Reality.DONE, None
    ),
    "a deal is accepted": lambda cars: cars.judge([Claim(ClaimKind.DEAL, cars.deals()[0].id)], Review.ACCEPTED),
    "a deal is rejected": lambda cars: cars.judge([Claim(ClaimKind.DEAL, cars.deals()[0].id)], Review.REJECTED),
    "a deal gets a stage": lambda cars: cars.state(cars.deals()[0].id, DealField.STAGE, "expired", date="2024-02-03"),
    "a party is added": lambda cars: cars.add_party(cars.deals()[0].id, id_of(cars, "Alibaba")),
    "a party is dropped": lambda cars: cars.drop_party(cars.deals()[0].id, id_of(cars, "Ford")),
    "a standing is told": lambda cars: cars.add_standing(
        id_of(cars, "Alibaba Cloud"), "cloud", StandingKind.HAS, None, Reality.DONE, None
    ),
    "a company is moved": lambda cars: cars.move([Place(id_of(cars, "Ford"), 5, 6, pinned=True)]),
    "a source is removed": lambda cars: cars.remove_source(cars.sources()[0].id),
}


def change_of(found: object) -> Change:
    change = found[0] if isinstance(found, tuple) else found
    assert isinstance(change, Change)
    return change


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_after_an_edit_its_undo_and_redo_the_columns_are_those_of_the_tables(
    cars: Landscape, edit: Callable[[Landscape], object]
) -> None:
    before = told(cars.columns())
    assert told(cars.follow(change_of(edit(cars)))) == told(fresh(cars)) != before
    assert told(cars.follow(change_of(cars.undo()))) == told(fresh(cars)) == before
    assert told(cars.follow(change_of(cars.redo()))) == told(fresh(cars))


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_what_the_file_kept_before_an_edit_is_brought_up_to_date(cars: Landscape, edit: Callable[[Landscape], object]) -> None:
    cars.columns()
    cars.keep_columns()
    edit(cars)
    expected = told(fresh(cars))
    cars._columns = None  # as after a crash: what was held is lost, the file keeps the older copy
    cars._kept_state = -1
    assert cars.has_columns()
    assert told(cars.columns()) == expected
    cars.undo()
    assert told(cars.columns()) == told(fresh(cars))


def test_a_closed_landscape_keeps_its_columns_for_the_next_opening(cars: Landscape, tmp_path: Path) -> None:
    before = told(cars.columns())
    cars.close()
    with Landscape.open(cars.path) as again:
        assert again.has_columns()
        assert told(again.columns()) == before
        assert again.check().is_sound
    with Landscape.open(cars.path, read_only=True) as looked_at:
        assert told(looked_at.columns()) == before


def test_a_copy_of_another_history_is_not_trusted(cars: Landscape) -> None:
    cars.add_company("Before")
    cars.columns()
    cars.keep_columns()
    cars.undo()
    cars.add_company("Instead")  # the step to which the copy belongs is gone
    cars._columns, cars._kept_state = None, -1
    assert not cars.has_columns()
    assert told(cars.columns()) == told(fresh(cars))


def test_places_of_a_layout_are_kept_and_pinned_companies_stay(cars: Landscape) -> None:
    cars.move([Place(id_of(cars, "Ford"), 1, 2, pinned=True)])
    columns = cars.columns()
    cars.keep_columns()
    cars.keep_spots(columns.ids, np.full((len(columns.ids), 2), 9, dtype=np.float32))
    assert told(cars.columns()) == told(fresh(cars))
    assert cars.columns().spots.tolist() == [[9, 9], [9, 9], [1, 2], [9, 9]]
    cars._columns, cars._kept_state = None, -1
    assert told(cars.columns()) == told(fresh(cars))  # the older copy knew other places


def test_places_kept_one_by_one_are_known_to_the_columns(cars: Landscape) -> None:
    cars.columns()
    cars.keep_columns()
    cars.keep_places([Place(id_of(cars, "Ford"), 3, 4)])
    cars._columns, cars._kept_state = None, -1
    assert told(cars.columns()) == told(fresh(cars))


def test_an_import_is_read_anew(cars: Landscape) -> None:
    cars.columns()
    parties = (NamedParty("Ford", 0, 4), NamedParty("Acme", 5, 9))
    taken = cars.add_network(NetworkFile("x.csv", "text/csv"), [Tie(1, "Ford,Acme", parties)], "Import")
    assert told(cars.follow(taken.change)) == told(fresh(cars))
    assert DealId(int(cars.columns().deal_ids[-1])) == cars.deals()[-1].id


def test_columns_leave_no_step_in_the_history(cars: Landscape) -> None:
    before = cars.history()
    cars.columns()
    cars.keep_columns()
    assert cars.history() == before
