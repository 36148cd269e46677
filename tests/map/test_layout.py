"""Where companies stand: the same on every machine and load order, stable under change, and never on top of each other."""

from dataclasses import replace
from random import Random

import pytest

from explorer.landscape.facts import CompanyId, DealId, Place
from explorer.map.layout import place
from explorer.map.scene import MapData
from tests.map.landscapes import deal, landscape, places_of, random_landscape


def renumbered(data: MapData, seed: int) -> tuple[MapData, dict[CompanyId, CompanyId]]:
    """The same landscape as if its articles had been read in another order."""
    dice = Random(seed)
    ids = [company.id for company in data.companies]
    new = dict(zip(ids, dice.sample(ids, len(ids)), strict=True))
    companies = [replace(c, id=new[c.id], parent=new[c.parent] if c.parent else None) for c in data.companies]
    deals = [replace(d, parties=tuple(new[p] for p in dice.sample(d.parties, len(d.parties)))) for d in data.deals]
    dice.shuffle(companies)
    dice.shuffle(deals)
    return MapData(tuple(companies), tuple(replace(d, id=DealId(n)) for n, d in enumerate(deals, 1))), new


@pytest.mark.parametrize("count", [2, 9, 30, 90])
def test_the_order_of_loading_does_not_move_a_company(count: int) -> None:
    data = random_landscape(count, count, count)
    shuffled, new = renumbered(data, 7)
    before, after = places_of(data), places_of(shuffled)
    assert {id_: (spot.x, spot.y) for id_, spot in before.items()} == {
        id_: (after[new[id_]].x, after[new[id_]].y) for id_ in before
    }


def test_two_partners_stand_side_by_side() -> None:
    spots = places_of(landscape("Alva, Brant", deal(1, 1, 2)))
    assert spots[CompanyId(1)].y == spots[CompanyId(2)].y
    assert spots[CompanyId(1)].x < spots[CompanyId(2)].x


def test_who_deals_with_all_others_stands_in_their_middle() -> None:
    spots = places_of(landscape("Hub, A, B, C, D", *(deal(n, 1, n + 1) for n in range(1, 5))))
    others = [spots[CompanyId(n)] for n in range(2, 6)]
    assert sum(spot.x for spot in others) / 4 == pytest.approx(spots[CompanyId(1)].x, abs=1)
    assert sum(spot.y for spot in others) / 4 == pytest.approx(spots[CompanyId(1)].y, abs=1)


@pytest.mark.parametrize("seed", range(6))
def test_no_two_companies_stand_on_the_same_ground(seed: int) -> None:
    spots = list(places_of(random_landscape(seed, 60, 80)).values())
    distances = [abs(a.x - b.x) + abs(a.y - b.y) for i, a in enumerate(spots) for b in spots[:i]]
    assert min(distances) > 20


def test_known_places_are_kept_to_the_pixel() -> None:
    data = random_landscape(3, 40, 50)
    known = {id_: replace(spot, x=spot.x + 3.25) for id_, spot in places_of(data).items()}
    grown = MapData((*data.companies, *landscape("Newcomer").companies), data.deals)
    newcomer = replace(grown.companies[-1], id=CompanyId(900), deals=1)
    grown = MapData((*data.companies, newcomer), (*data.deals, deal(900, 900, 1)))
    after = {spot.company: spot for spot in place(grown, known)}
    assert {id_: after[id_] for id_ in known} == known


def test_a_newcomer_stands_near_its_partner_and_on_free_ground() -> None:
    data = landscape("Alva, Brant, Corda", deal(1, 1, 2), deal(2, 2, 3))
    known = {id_: spot for id_, spot in places_of(data).items() if id_ != 3}
    spots = {spot.company: spot for spot in place(data, known)}
    partner, newcomer, other = spots[CompanyId(2)], spots[CompanyId(3)], spots[CompanyId(1)]
    assert 60 < abs(newcomer.x - partner.x) + abs(newcomer.y - partner.y) < 700
    assert abs(newcomer.x - other.x) + abs(newcomer.y - other.y) > 60


def test_a_pinned_company_stays_though_most_of_its_group_is_new() -> None:
    data = random_landscape(5, 20, 40)
    pinned = Place(CompanyId(1), 5000.0, -3000.0, pinned=True)
    spots = {spot.company: spot for spot in place(data, {pinned.company: pinned})}
    assert spots[pinned.company] == pinned


def test_units_stand_round_their_parent() -> None:
    data = landscape("Alva, Brant, Alva Cloud, Alva Bank", deal(1, 1, 2), units={3: 1, 4: 1})
    spots = places_of(data)
    for unit in (3, 4):
        away = (
            (spots[CompanyId(unit)].x - spots[CompanyId(1)].x) ** 2 + (spots[CompanyId(unit)].y - spots[CompanyId(1)].y) ** 2
        ) ** 0.5
        assert 30 < away < 90


def test_comparators_stand_under_the_rest_and_not_far_away() -> None:
    spots = places_of(landscape("Alva, Brant, Corda", deal(1, 1, 2), comparators=(3,)))
    lowest = max(spots[CompanyId(1)].y, spots[CompanyId(2)].y)
    assert lowest + 30 < spots[CompanyId(3)].y < lowest + 250


def test_an_empty_landscape_has_no_places() -> None:
    assert place(MapData(), {}) == ()


def test_a_circle_of_parents_does_no_harm() -> None:
    data = landscape("Alva, Brant", units={1: 2, 2: 1})
    assert len(places_of(data)) == 2


def test_a_cancelled_layout_still_gives_everyone_a_place() -> None:
    data = random_landscape(1, 80, 120)
    assert len(place(data, {}, lambda: True)) == 80
