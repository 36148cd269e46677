"""A landscape as columns: rows, houses, ties."""

from dataclasses import replace
from itertools import combinations

import numpy as np

from explorer.landscape.facts import CompanyId, DealId
from explorer.landscape.vocabulary import DealType, Reality, Review, Stage
from explorer.map.scene import MapData
from explorer.map.terrain import MOST_IN_PAIRS, NO_DAY, Names, Terrain, terrain_of
from tests.map.landscapes import deal, landscape


def ties(terrain: Terrain) -> str:
    found = terrain.ties()
    return "\n".join(
        f"{terrain.names[a]} – {terrain.names[b]}  {weight:.2f}  deal {terrain.deal_ids[row]}"
        for (a, b), weight, row in zip(found.pairs.tolist(), found.weight.tolist(), found.deal.tolist(), strict=True)
    )


def neighbours(terrain: Terrain, company: int) -> list[str]:
    row = terrain.row_of(CompanyId(company))
    assert row is not None
    return [terrain.names[other] for other in terrain.neighbours(row).tolist()]


def test_companies_stand_in_the_order_of_their_folded_names_and_are_found_by_id() -> None:
    terrain = terrain_of(landscape("Volvo, Ångström AB, audi, BMW Group"))
    assert list(terrain.names) == ["Ångström AB", "audi", "BMW Group", "Volvo"]
    assert terrain.ids.tolist() == [2, 3, 4, 1]
    assert [terrain.row_of(CompanyId(id_)) for id_ in (1, 2, 3, 4, 5)] == [3, 0, 1, 2, None]
    assert terrain.rows_of(map(CompanyId, (1, 9, 3))).tolist() == [1, 3]


def test_names_of_every_script_come_back_as_they_went_in() -> None:
    words = ["Škoda", "トヨタ", "", "🚗 Motors", "A"]
    names = Names.of(words)
    assert list(names) == words == [names[row] for row in range(len(words))]
    assert (names[-1], names[1:3]) == ("A", ["トヨタ", ""])


def test_deals_carry_their_words_as_codes_and_their_day() -> None:
    told = deal(7, 1, 2, types=(DealType.SUPPLY,), stage=Stage.SIGNED, reality=Reality.AGREED, date="1970-02")
    terrain = terrain_of(landscape("A, B", told, deal(3, 1, 2)))
    assert terrain.deal_ids.tolist() == [3, 7]
    assert list(DealType)[terrain.main_type[1]] is DealType.SUPPLY
    assert list(Stage)[terrain.stage[1]] is Stage.SIGNED
    assert list(Reality)[terrain.reality[1]] is Reality.AGREED
    assert terrain.day.tolist() == [NO_DAY, 31]
    assert terrain.deal_row_of(DealId(7)) == 1
    assert terrain.deal_row_of(DealId(4)) is None


def test_rejected_deals_are_left_out() -> None:
    terrain = terrain_of(landscape("A, B", deal(1, 1, 2, review=Review.REJECTED), deal(2, 1, 2)))
    assert terrain.deal_ids.tolist() == [2]


def test_a_tie_weighs_each_deal_by_its_parties_and_shows_the_most_real() -> None:
    terrain = terrain_of(
        landscape("A, B, C", deal(1, 1, 2, reality=Reality.POSSIBLE), deal(2, 1, 2), deal(3, 1, 2, date="2020"), deal(4, 1, 2, 3))
    )
    assert ties(terrain) == "A – B  3.50  deal 3\nA – C  0.50  deal 4\nB – C  0.50  deal 4"
    assert neighbours(terrain, 2) == ["A", "C"]


def test_a_deal_of_very_many_parties_is_a_star_around_the_best_connected() -> None:
    many = range(1, MOST_IN_PAIRS + 2)
    terrain = terrain_of(landscape(", ".join("ABCDEFGHIJKLMNOPQ"[: len(many)]), deal(1, *many), deal(2, 3, 5)))
    assert len(neighbours(terrain, 3)) == len(many) - 1
    assert neighbours(terrain, 1) == ["C"]
    few = landscape(", ".join("ABCDEFGHIJKL"), deal(1, *range(1, MOST_IN_PAIRS + 1)))
    assert len(terrain_of(few).ties().pairs) == len(list(combinations(range(MOST_IN_PAIRS), 2)))


def test_units_know_the_top_of_their_house_and_silent_companies_are_only_mentioned() -> None:
    data = landscape("Ford, Ford Pro, VW, Silent, Leader", deal(1, 2, 3), units={2: 1}, comparators=(5,))
    terrain = terrain_of(data)
    assert [terrain.names[row] for row in terrain.root.tolist()] == ["Ford", "Ford", "Leader", "Silent", "VW"]
    assert [name for name, silent in zip(terrain.names, terrain.is_mentioned, strict=True) if silent] == ["Silent"]
    assert terrain.names[int(np.flatnonzero(terrain.is_comparator)[0])] == "Leader"


def test_nothing_hangs_on_the_order_of_loading() -> None:
    data = landscape("A, B, C", deal(1, 1, 2), deal(2, 2, 3), deal(3, 1, 2, 3))
    turned = MapData(tuple(reversed(data.companies)), tuple(replace(each, parties=each.parties[::-1]) for each in data.deals[::-1]))
    one, other = terrain_of(data), terrain_of(turned)
    for field in ("ids", "root", "deal_ids", "start", "party"):
        assert getattr(one, field).tolist() == getattr(other, field).tolist()
    assert ties(one) == ties(other)


def test_an_empty_landscape_has_no_rows() -> None:
    terrain = terrain_of(MapData())
    assert (terrain.companies, len(terrain.names), len(terrain.ties().pairs)) == (0, 0, 0)
    assert terrain.row_of(CompanyId(1)) is None


def test_deals_are_found_together_and_those_that_are_gone_are_left_out() -> None:
    terrain = terrain_of(landscape("A, B, C", deal(2, 1, 2), deal(5, 2, 3), deal(7, 1, 3)))
    assert terrain.deal_rows_of(map(DealId, (7, 1, 2, 9))).tolist() == [0, 2]
    assert terrain.parties_among(terrain.rows_of(map(CompanyId, (1, 2)))).tolist() == [2, 1, 1]
