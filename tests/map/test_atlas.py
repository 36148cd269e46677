import numpy as np
import pytest

from explorer.landscape.facts import CompanyId
from explorer.landscape.views import Camera, Filters
from explorer.landscape.vocabulary import DealType, Reality, Stage
from explorer.map.anchored import moved, place_names
from explorer.map.atlas import COLOURS, Atlas, at_scale, dress, most_important, survey
from explorer.map.sifting import hidden_beside, hidden_words, last_day_of, sift
from explorer.map.spacing import Rect
from explorer.map.terrain import day_of, terrain_of
from tests.map.landscapes import deal, landscape, measure, random_landscape

SPOTS = {"Alva": (0, 0), "Brant": (100, 0), "Corda": (0, 100), "Denso": (300, 300)}


def atlas_of(*deals: object, names: str = "Alva, Brant, Corda, Denso", **units: object) -> Atlas:
    terrain = terrain_of(landscape(names, *deals, **units))  # type: ignore[arg-type]
    spots = np.array([SPOTS.get(name, (float("nan"),) * 2) for name in terrain.names], dtype=np.float32)
    return survey(terrain, spots)


def scattered(count: int = 60) -> Atlas:
    terrain = terrain_of(random_landscape(3, count, 2 * count))
    return survey(terrain, np.random.default_rng(1).normal(scale=300, size=(terrain.companies, 2)).astype(np.float32))


def test_a_company_is_found_by_its_disc_and_a_little_beside_it() -> None:
    atlas = atlas_of(deal(1, 1, 2))
    assert atlas.row_at(101, 2, 1.0, 4.0) == 1
    assert atlas.row_at(100 + atlas.radius[1] + 3, 0, 1.0, 4.0) == 1
    assert atlas.row_at(100 + atlas.radius[1] + 6, 0, 1.0, 4.0) is None
    assert atlas.row_at(50, 0, 1.0, 4.0) is None


@pytest.mark.parametrize("point", [(0, 0), (-250, 130), (900, -900)])
def test_the_grid_finds_what_a_look_at_every_company_finds(point: tuple[float, float]) -> None:
    atlas = scattered()
    away = np.hypot(*(atlas.xy - point).T) - atlas.radius
    expected = int(np.argmin(away)) if away.min() <= 4 else None
    assert atlas.row_at(*point, 1.0, 4.0) == expected


def test_a_deal_is_found_by_the_line_between_its_companies() -> None:
    atlas = atlas_of(deal(7, 1, 2), deal(8, 1, 3))
    tie = atlas.tie_at(50, 3, 5)
    assert tie is not None and atlas.deal(tie) == 7
    assert atlas.tie_at(60, 60, 5) is None
    hidden = np.array([atlas.deal(each) != 7 for each in range(len(atlas.ties.pairs))])
    assert atlas.tie_at(50, 3, 5, hidden) is None


def test_a_company_without_a_place_is_nowhere() -> None:
    atlas = atlas_of(deal(1, 1, 2), names="Alva, Brant, Nowhere")
    assert atlas.rows_in(Rect(-1000, -1000, 2000, 2000)).tolist() == [0, 1]
    assert dress(atlas, Reality.DONE).strength.tolist() == [1, 1, 0]


def test_one_walks_to_the_neighbour_that_way_and_else_to_whoever_stands_there() -> None:
    atlas = atlas_of(deal(1, 1, 2), deal(2, 1, 3))
    assert atlas.towards(0, (1.0, 0.0)) == 1
    assert atlas.towards(0, (0.0, 1.0)) == 2
    assert atlas.towards(1, (0.0, 1.0)) == 2  # no deal leads there
    assert atlas.towards(0, (-1.0, 0.0)) is None


def test_the_most_important_come_first_whatever_the_order_asked_in() -> None:
    atlas = atlas_of(deal(1, 1, 2), deal(2, 2, 3), deal(3, 2, 4), deal(4, 3, 4))
    assert most_important(atlas, [0, 3, 2, 1], 3) == most_important(atlas, [1, 2, 3, 0], 3) == [1, 2, 3]


def test_lines_wear_the_colour_of_their_type_and_pale_below_the_level() -> None:
    plan = deal(1, 1, 2, types=(DealType.SUPPLY,), reality=Reality.INTENDED, stage=Stage.INTENDED)
    layer = dress(atlas_of(plan, deal(2, 1, 3)), Reality.DONE)
    by_colour = dict(zip((COLOURS[colour] for colour in layer.line_colour), layer.line_strength.tolist(), strict=True))
    assert by_colour["making"] < by_colour["alliance"] == 1


def test_discs_grow_more_slowly_than_the_ground() -> None:
    layer = dress(atlas_of(deal(1, 1, 2)), Reality.DONE)
    assert np.allclose(at_scale(layer, 16.0).radius, layer.radius / 2)


def test_filters_let_through_the_same_deals_as_on_a_small_map() -> None:
    deals = [
        deal(1, 1, 2, date="2017-12-31"),
        deal(2, 2, 3, date="2018-06", types=(DealType.SUPPLY,)),
        deal(3, 3, 4, date="", stage=Stage.IN_TALKS, reality=Reality.POSSIBLE),
    ]
    atlas = atlas_of(*deals)

    def kept(**wishes: object) -> list[int]:
        sifted = sift(atlas, Filters(fade=False, **wishes))  # type: ignore[arg-type]
        assert sifted is not None
        ties = {atlas.deal(tie) for tie in np.flatnonzero(sifted.ties)}
        assert ties == set(atlas.terrain.deal_ids[sifted.deals].tolist())
        return sorted(ties)

    assert kept(since="2018") == [2]
    assert kept(until="2018") == [1, 2]
    assert kept(types=frozenset({DealType.SUPPLY})) == [2]
    assert kept(stages=frozenset({Stage.IN_TALKS}), realities=frozenset({Reality.POSSIBLE})) == [3]
    assert sift(atlas, Filters()) is None


def test_what_a_filter_hides_is_said_with_numbers() -> None:
    atlas, filters = atlas_of(deal(1, 1, 2, date="2017"), deal(2, 1, 3, date="2019")), Filters(since="2018", fade=False)
    sifted = sift(atlas, filters)
    assert sifted is not None
    assert hidden_words(atlas.terrain, filters, sifted) == "1 of 2 deals hidden by the filter on date; 1 company only mentioned"
    assert hidden_beside(atlas, sifted, 0) == "1 partner hidden by the filters"


@pytest.mark.parametrize(("date", "last"), [("2018", "2018-12-31"), ("2018-02", "2018-02-28"), ("2018-02-03", "2018-02-03")])
def test_a_year_and_a_month_last_until_their_last_day(date: str, last: str) -> None:
    assert last_day_of(date) == day_of(last)


def test_names_never_lie_on_each_other_and_are_the_same_every_time() -> None:
    atlas, camera, size = scattered(200), Camera(0, 0, 0.7), (900.0, 600.0)
    names = place_names(atlas, camera, size, measure)
    assert len(names) > 20
    assert names == place_names(atlas, camera, size, measure)
    assert not _overlapping([name.label.rect for name in names])
    named = [atlas.rank[name.row] for name in names]
    assert np.mean(named) < np.mean(atlas.rank[atlas.rows_in(Rect(-640, -420, 1280, 840))])


def test_no_name_is_set_below_a_card_that_lies_over_the_map() -> None:
    atlas, card = scattered(200), Rect(10, 380, 500, 210)
    free, beside = (place_names(atlas, Camera(0, 0, 0.7), (900.0, 600.0), measure, covered=over) for over in ((), (card,)))
    assert any(name.label.rect.touches(card) for name in free)
    assert not any(name.label.rect.touches(card) or card.holds(*name.at) for name in beside)


def test_names_that_are_carried_along_when_one_zooms_out_do_not_come_to_lie_on_each_other() -> None:
    atlas, size = scattered(200), (900.0, 600.0)
    names = place_names(atlas, Camera(0, 0, 0.7), size, measure)
    shown = moved(names, Camera(0, 0, 0.3), size)
    assert 0 < len(shown) < len(names)
    assert not _overlapping([label.rect for label in shown])


def test_what_is_chosen_is_named_with_its_neighbours_and_nothing_else() -> None:
    atlas = atlas_of(deal(1, 1, 2))
    names = place_names(atlas, Camera(100, 100, 1), (900.0, 600.0), measure, chosen=[0], lit=[1])
    assert [name.label.company for name in names] == [CompanyId(1), CompanyId(2)]


def _overlapping(rects: list[Rect]) -> list[tuple[Rect, Rect]]:
    return [(a, b) for i, a in enumerate(rects) for b in rects[:i] if a.touches(b)]


def test_the_neighbours_of_many_are_those_of_each_in_turn() -> None:
    atlas = scattered()
    rows = np.array([7, 3, 50], dtype=np.int32)
    whose, others, ties = atlas.beside_all(rows)
    each = [
        (row, other, tie) for row in rows.tolist() for other, tie in zip(*map(np.ndarray.tolist, atlas.beside(row)), strict=True)
    ]
    assert list(zip(whose.tolist(), others.tolist(), ties.tolist(), strict=True)) == each
    assert not len(atlas.beside_all(rows[:0])[1])
