"""What the map shows, in words: "may" is never drawn as "is", and nothing is silently left out."""

from itertools import pairwise
from textwrap import dedent

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.landscape.facts import CompanyId, DealId
from explorer.landscape.views import Camera, Filters, Selection, View
from explorer.landscape.vocabulary import REALITY_LEVELS, DealType, Instrument, Reality, Review, Stage
from explorer.map.camera import fit, fit_clear, to_map, to_screen, zoom
from explorer.map.display import display_list
from explorer.map.legend import legend
from explorer.map.looks import NOT_SAID_TO_BE
from explorer.map.marks import DiscStyle, DisplayList, LabelKind, LinePart
from explorer.map.spacing import Rect
from tests.map.landscapes import SIZE, deal, drawn, flow, landscape, measure, places_of, random_landscape, told


def test_the_picture_of_a_small_landscape() -> None:
    data = landscape(
        "Alva, Brant, Corda, Denso, Alva Cloud",
        deal(1, 1, 2, stage=Stage.IN_TALKS, reality=Reality.INTENDED, review=Review.PROPOSED, flows=(flow(1, 2, "pickups"),)),
        deal(2, 1, 3, types=(DealType.SUPPLY,), instrument=Instrument.LETTER_OF_INTENT, stage=Stage.INTENDED),
        deal(3, 2, 3, types=(DealType.EQUITY_STAKE,), stage=Stage.TERMINATED),
        deal(4, 2, 3, types=(DealType.LICENCE,), stage=Stage.SPECULATED, reality=Reality.POSSIBLE),
        deal(5, 1, 2, 4, types=(DealType.STANDARDS,)),
        deal(6, 4, types=(DealType.SERVICE,)),
        units={5: 1},
    )
    assert told(data, drawn(data)) == dedent("""\
        Alva --- Corda: making, long
        Alva --- hub: licence, solid
        Alva --> Brant: alliance, short, unreviewed
        Brant --- Corda: equity, solid, ended
        Brant --- Corda: licence, dotted, ghost
        Brant --- hub: licence, solid
        Denso --- hub: licence, solid
        Denso --- nobody: service, solid""")


def test_opposite_flows_make_one_line_with_two_heads() -> None:
    data = landscape("Alva, Brant", deal(1, 1, 2, flows=(flow(1, 2, "pickups"), flow(2, 1, "batteries"))))
    assert told(data, drawn(data)) == "Alva <-> Brant: alliance, solid"


def test_what_may_come_of_a_deal_is_a_ghost_beside_its_line() -> None:
    flows = (flow(1, 2, "pickups"), flow(2, 1, "driverless cars", Reality.POSSIBLE))
    data = landscape("Alva, Brant", deal(1, 1, 2, flows=flows, possible=("joint testing",)))
    picture = drawn(data)
    assert told(data, picture) == dedent("""\
        Alva --> Brant: alliance, solid
        Alva <-- Brant: alliance, dotted, ghost""")
    assert ["possible: driverless cars", "joint testing"] in [list(label.lines) for label in picture.labels]


@pytest.mark.parametrize("level", REALITY_LEVELS)
@pytest.mark.parametrize("reality", NOT_SAID_TO_BE)
def test_what_is_only_possible_asked_or_denied_is_a_ghost_at_every_level(level: Reality, reality: Reality) -> None:
    data = landscape("Alva, Brant", deal(1, 1, 2, reality=reality))
    assert all(line.stroke.is_ghost for line in drawn(data, View(reality=level)).lines)


def test_the_level_of_reality_makes_ghosts_of_what_lies_below() -> None:
    data = landscape("Alva, Brant", *(deal(n, 1, 2, reality=reality) for n, reality in enumerate(Reality, 1)))
    pictures = {level: drawn(data, View(reality=level)) for level in REALITY_LEVELS}
    solid = {level: sorted(line.deal for line in picture.lines if not line.stroke.is_ghost) for level, picture in pictures.items()}
    assert solid[Reality.DONE] == [1]
    assert solid[Reality.AGREED] == [1, 2]
    assert solid[Reality.INTENDED] == [1, 2, 3]


def test_a_rejected_deal_is_not_drawn() -> None:
    data = landscape("Alva, Brant", deal(1, 1, 2, review=Review.REJECTED))
    assert drawn(data).lines == ()


def test_a_unit_that_a_deal_names_alone_carries_its_line() -> None:
    data = landscape("Alva, Brant, Alva Cloud", deal(1, 3, 2), units={3: 1})
    picture = drawn(data)
    assert told(data, picture) == "Alva Cloud --- Brant: alliance, solid"
    assert [tie.family for tie in picture.ties] == ["alliance"]


def test_a_unit_that_a_deal_names_beside_its_parent_is_tied_in_the_colour_of_the_deal() -> None:
    data = landscape("Alva, Brant, Alva Cloud", deal(1, 1, 2, 3, types=(DealType.SUPPLY,)), units={3: 1})
    picture = drawn(data)
    assert told(data, picture) == "Alva --- Brant: making, solid"
    assert [tie.family for tie in picture.ties] == ["making"]


def test_units_fold_into_their_parent_from_afar_and_the_note_says_so() -> None:
    data = landscape("Alva, Brant, Alva Cloud", deal(1, 3, 2), units={3: 1})
    places = places_of(data)
    far = display_list(data, places, View(camera=Camera(0, 0, 0.12)), SIZE, measure)
    assert told(data, far) == "Alva --- Brant: alliance, solid"
    assert "1 unit drawn with the parent" in far.hidden_note


def test_choosing_a_company_fades_all_but_its_neighbours() -> None:
    data = landscape("Alva, Brant, Corda, Denso", deal(1, 1, 2), deal(2, 3, 4))
    picture = drawn(data, View(selection=Selection(companies=frozenset({CompanyId(1)}))))
    assert {disc.company for disc in picture.discs if disc.strength == 1} == {1, 2}
    assert {line.deal for line in picture.lines if line.stroke.strength == 1} == {1}


def test_a_filter_fades_and_says_what_and_why() -> None:
    data = landscape("Alva, Brant, Corda", deal(1, 1, 2), deal(2, 2, 3, types=(DealType.SUPPLY,)))
    picture = drawn(data, View(filters=Filters(types=frozenset({DealType.SUPPLY}))))
    assert {line.deal for line in picture.lines if line.stroke.strength < 1} == {1}
    assert picture.hidden_note == "1 of 2 deals faded by the filter on type"


def test_a_filter_that_hides_takes_the_deals_away_and_says_so() -> None:
    data = landscape("Alva, Brant, Corda", deal(1, 1, 2, date="2016"), deal(2, 2, 3, date="2019-04"))
    picture = drawn(data, View(filters=Filters(since="2018", fade=False)))
    assert {line.deal for line in picture.lines} == {2}
    assert {disc.company for disc in picture.discs} == {2, 3}
    assert picture.hidden_note == "1 of 2 deals hidden by the filter on date"


@pytest.mark.parametrize(
    ("since", "until", "kept"),
    [("2018", "", {2, 3}), ("2018-06", "", {2, 3}), ("", "2018", {1, 2}), ("2018-01-01", "2018-12-31", {2})],
)
def test_partial_dates_are_filtered_by_what_they_say(since: str, until: str, kept: set[int]) -> None:
    data = landscape("Alva, Brant", *(deal(n, 1, 2, date=date) for n, date in enumerate(("2017-12-31", "2018-06", "2019", ""), 1)))
    picture = drawn(data, View(filters=Filters(since=since, until=until, fade=False)))
    assert {line.deal for line in picture.lines} == kept


def test_words_filter_companies_and_what_flows() -> None:
    data = landscape("Alva, Brant, Corda", deal(1, 1, 2, flows=(flow(1, 2, "Battery cells"),)), deal(2, 2, 3))
    by_flow = drawn(data, View(filters=Filters(text="battery", fade=False)))
    by_name = drawn(data, View(filters=Filters(text="corda", fade=False)))
    assert ({line.deal for line in by_flow.lines}, {line.deal for line in by_name.lines}) == ({1}, {2})


def test_parallel_deals_run_apart() -> None:
    data = landscape("Alva, Brant", *(deal(n, 1, 2) for n in range(1, 5)))
    heights = sorted(line.middle[1] for line in drawn(data).lines)
    assert min(b - a for a, b in pairwise(heights)) > 8


def test_a_line_gives_a_disc_that_is_not_its_own_a_wide_berth() -> None:
    data = landscape("Alva, Brant, Corda", deal(1, 1, 2), deal(2, 2, 3), deal(3, 1, 3))
    places = places_of(data)
    row = {id_: type(spot)(id_, 300.0 * n, 0.0) for n, (id_, spot) in enumerate(sorted(places.items()))}
    picture = display_list(data, row, View(camera=Camera(300, 0, 1)), SIZE, measure)
    (long,) = [line for line in picture.lines if line.deal == 3]
    (middle,) = [disc for disc in picture.discs if disc.company == 2]
    nearest = min(((x - middle.x) ** 2 + (y - middle.y) ** 2) ** 0.5 for x, y in (long.at(n / 40) for n in range(41)))
    assert nearest > middle.radius + 4


def test_numbers_stand_on_the_lines_of_their_deals() -> None:
    data = landscape("Alva, Brant", deal(7, 1, 2))
    places = places_of(data)
    picture = display_list(data, places, View(), SIZE, measure, {DealId(7): 1, DealId(8): 2})
    assert [(badge.deal, badge.number) for badge in picture.badges] == [(7, 1)]


def test_numbers_of_parallel_deals_do_not_cover_each_other() -> None:
    data = landscape("Alva, Brant", *(deal(n, 1, 2) for n in range(1, 6)))
    view = View(camera=Camera(0, 0, 0.4))
    picture = display_list(data, places_of(data), view, SIZE, measure, {DealId(n): n for n in range(1, 6)})
    spots = [(badge.x, badge.y) for badge in picture.badges]
    assert min(abs(a[0] - b[0]) + abs(a[1] - b[1]) for i, a in enumerate(spots) for b in spots[:i]) >= 16


def test_deals_between_a_unit_and_its_parent_are_drawn_without_heads() -> None:
    data = landscape("Alva, Alva Cloud", deal(1, 1, 2, flows=(flow(1, 2, "money"),)), units={2: 1})
    assert told(data, drawn(data)) == "Alva --- Alva Cloud: alliance, solid"


def test_what_is_below_the_level_says_how_real_it_is_and_never_more() -> None:
    told = (flow(2, 1, "cloud", Reality.INTENDED), flow(1, 2, "data", Reality.DONE))
    picture = drawn(landscape("Alva, Brant", deal(1, 1, 2, flows=told)), View(reality=Reality.DONE))
    assert "intended: cloud" in [" ".join(label.lines) for label in picture.labels]


@pytest.mark.parametrize("size", [(1600.0, 1000.0), (1280.0, 640.0), (700.0, 500.0), (500.0, 700.0)])
def test_no_name_is_cut_by_the_edge_and_the_outermost_are_named(size: tuple[float, float]) -> None:
    data = landscape("Alva Holding, Brant Mobility, Corda Semiconductor", deal(1, 1, 2), deal(2, 1, 3))
    picture = drawn(data, size=size)
    assert {label.company for label in picture.labels if label.company} == {1, 2, 3}
    for label in random_labels(size):
        assert label.x >= 0 and label.y >= 0 and label.right <= size[0] and label.bottom <= size[1]


def random_labels(size: tuple[float, float]) -> list[Rect]:
    return [label.rect for seed in range(5) for label in drawn(random_landscape(seed, 30, 40), size=size).labels]


def test_a_company_of_which_only_the_name_is_told_stays_away_until_it_is_asked_for_or_chosen() -> None:
    data = landscape("Alva, Brant, Corda, Denso", deal(1, 1, 2), comparators=(3,))
    picture = drawn(data)
    assert {disc.company for disc in picture.discs} == {1, 2, 3}
    assert "1 company only mentioned" in picture.hidden_note
    chosen = drawn(data, View(selection=Selection(companies=frozenset({CompanyId(4)}))))
    assert 4 in {disc.company for disc in chosen.discs}


def test_where_nothing_but_names_is_told_they_are_all_shown() -> None:
    assert {disc.company for disc in drawn(landscape("Alva, Brant")).discs} == {1, 2}


def test_companies_are_told_apart_by_what_they_are() -> None:
    data = landscape("Alva, Brant, Corda, Denso, Alva Cloud", deal(1, 1, 2), units={5: 1}, comparators=(3,))
    everyone = drawn(data, View(filters=Filters(mentioned=True)))
    assert {disc.company: disc.style for disc in everyone.discs} == {
        1: DiscStyle.COMPANY,
        2: DiscStyle.COMPANY,
        3: DiscStyle.COMPARATOR,
        4: DiscStyle.ALONE,
        5: DiscStyle.UNIT,
    }


def test_the_chosen_company_is_always_named() -> None:
    data = random_landscape(2, 80, 200)
    for chosen in map(CompanyId, (1, 17, 44)):
        picture = drawn(data, View(selection=Selection(companies=frozenset({chosen}))), size=(600, 400))
        assert chosen in {label.company for label in picture.labels}


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    count=st.integers(1, 60),
    scale=st.floats(0.05, 4),
    x=st.floats(-500, 500),
    named=st.booleans(),
)
def test_labels_overlap_neither_each_other_nor_a_disc(seed: int, count: int, scale: float, x: float, named: bool) -> None:
    data = random_landscape(seed, count, count)
    chosen = Selection(deals=frozenset({DealId(1)})) if named else Selection()
    picture = display_list(data, places_of(data), View(camera=Camera(x, 0, scale), selection=chosen), SIZE, measure)
    assert overlaps(picture) == []


def overlaps(picture: DisplayList) -> list[str]:
    found = []
    for i, label in enumerate(picture.labels):
        found += [f"{label.lines} and {other.lines}" for other in picture.labels[:i] if label.rect.touches(other.rect)]
        for disc in picture.discs:
            dx = disc.x - min(max(disc.x, label.rect.x), label.rect.right)
            dy = disc.y - min(max(disc.y, label.rect.y), label.rect.bottom)
            if dx * dx + dy * dy < disc.radius**2:
                found.append(f"{label.lines} on disc {disc.company}")
    return found


@pytest.mark.parametrize("seed", range(4))
def test_the_same_landscape_gives_the_same_picture(seed: int) -> None:
    one, two = random_landscape(seed, 40, 60), random_landscape(seed, 40, 60)
    assert drawn(one) == drawn(two)


def test_what_lies_outside_the_picture_is_not_in_the_list() -> None:
    data = random_landscape(4, 60, 80)
    places = places_of(data)
    near = display_list(data, places, View(camera=Camera(places[CompanyId(1)].x, places[CompanyId(1)].y, 4)), SIZE, measure)
    assert CompanyId(1) in {disc.company for disc in near.discs}
    assert len(near.discs) < 20
    assert all(-60 < disc.x < SIZE[0] + 60 and -60 < disc.y < SIZE[1] + 60 for disc in near.discs)


def test_deals_and_flows_are_named_when_few_or_chosen() -> None:
    data = landscape("Alva, Brant", deal(1, 1, 2, term="three years", flows=(flow(1, 2, "pickups"),)))
    words = {label.kind: label.lines for label in drawn(data).labels if label.deal}
    assert words == {LabelKind.DEAL: ("Alliance, in force, three years",), LabelKind.FLOW: ("pickups",)}


def test_long_words_are_broken_between_words_and_what_is_too_much_is_counted() -> None:
    wordy = "assistance with the manufacturing of pickups in its present plants in three states"
    flows = (flow(1, 2, wordy), *(flow(1, 2, f"another thing of about this length {n}") for n in range(3)))
    (words,) = [label.lines for label in drawn(landscape("Alva, Brant", deal(1, 1, 2, flows=flows))).labels if label.kind == "flow"]
    assert words == ("assistance with the", "manufacturing of pickups in … +3")


def test_a_unit_that_gives_or_takes_in_a_deal_is_tied_in_its_colour() -> None:
    data = landscape("Alva, Brant, Alva Cloud", deal(1, 1, 2, flows=(flow(3, 2, "computing"),)), units={3: 1})
    picture = drawn(data)
    assert told(data, picture) == "Alva --> Brant: alliance, solid"
    assert [tie.family for tie in picture.ties] == ["alliance"]


def test_the_legend_says_what_is_on_the_picture_and_nothing_else() -> None:
    data = landscape(
        "Alva, Brant, Corda",
        deal(1, 1, 2, types=(DealType.JOINT_VENTURE,), flows=(flow(1, 2, "pickups"),)),
        deal(2, 2, 3, types=(DealType.SUPPLY,), stage=Stage.IN_TALKS, reality=Reality.POSSIBLE, review=Review.PROPOSED),
    )
    assert [entry.words for entry in legend(drawn(data))] == [
        "joint venture",
        "manufacturing, supply",
        "signed or in force",
        "speculated or only possible",
        "pale: only possible, asked or denied",
        "what flows to whom",
        "not reviewed yet",
        "company, larger with more deals",
    ]


def test_an_empty_landscape_is_an_empty_picture() -> None:
    picture = display_list(landscape("Alva"), {}, View(), SIZE, measure)
    assert (picture.discs, picture.lines, picture.labels, legend(picture)) == ((), (), (), ())


def test_a_deal_whose_parties_are_not_on_the_map_is_counted() -> None:
    data = landscape("Alva, Brant", deal(1, 8, 9), deal(2, 1, 2))
    assert drawn(data).hidden_note == "1 deal names no company on the map"


def test_zooming_keeps_the_point_under_the_pointer() -> None:
    before = Camera(12, -7, 0.8)
    after = zoom(before, 1.7, (130, 520), SIZE)
    assert to_map(after, 130, 520, SIZE) == pytest.approx(to_map(before, 130, 520, SIZE))


def test_to_map_undoes_to_screen() -> None:
    camera = Camera(12, -7, 0.8)
    assert to_map(camera, *to_screen(camera, 3, 4, SIZE), SIZE) == pytest.approx((3, 4))


def test_the_parts_of_a_hub_are_spokes() -> None:
    data = landscape("Alva, Brant, Corda", deal(1, 1, 2, 3))
    picture = drawn(data)
    assert [line.part for line in picture.lines] == [LinePart.SPOKE] * 3
    assert len(picture.hubs) == 1


def test_words_keep_off_what_lies_over_the_map_and_a_company_below_it_is_not_counted_as_unnamed() -> None:
    data = landscape("Alva, Brant, Corda", deal(1, 1, 2), deal(2, 2, 3))
    places, view = places_of(data), View(camera=Camera(0, 0, 1))
    free = display_list(data, places, view, SIZE, measure)
    name = next(label for label in free.labels if label.lines == ("Alva",))
    disc = next(disc for disc in free.discs if disc.company == name.company)
    card = Rect(name.rect.x + 5, name.rect.y + 5, 300, 200)
    beside = display_list(data, places, view, SIZE, measure, covered=(card,))
    assert all(not label.rect.touches(card) for label in beside.labels)
    assert any(label.company == name.company for label in beside.labels)
    over_it = Rect(disc.x - 200, disc.y - 100, 400, 200)
    under = display_list(data, places, view, SIZE, measure, covered=(over_it,))
    assert all(label.company != name.company for label in under.labels)
    assert "left out" not in under.hidden_note


def test_the_whole_map_is_moved_no_farther_aside_for_the_legend_than_it_must() -> None:
    size, turns, away = (1280.0, 800.0), np.linspace(0, 114 * np.pi, 400), np.sqrt(np.linspace(0, 1, 400))
    spots = np.stack([1100 * np.cos(turns) * away, 1000 * np.sin(turns) * away], axis=1)
    whole, card = Rect(-1100, -1000, 2200, 2000), Rect(0, 614, 574, 186)
    camera = fit_clear(whole, size, spots, [card])
    assert not any(card.holds(*to_screen(camera, x, y, size)) for x, y in spots.tolist())
    assert camera.scale == fit(whole, size).scale
    assert to_screen(camera, 0, 0, size)[0] < 700
