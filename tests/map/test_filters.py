from dataclasses import replace

from explorer.landscape.excerpts import SourceId
from explorer.landscape.facts import CapabilityId, Scope
from explorer.landscape.views import Filters, View
from explorer.landscape.vocabulary import Reality, StandingKind
from explorer.map.facets import facets, histogram
from explorer.map.legend import legend
from explorer.map.marks import RingStyle
from explorer.map.scene import MapData
from tests.map.landscapes import deal, drawn, landscape


def kept(data: object, filters: Filters) -> set[int]:
    return {line.deal for line in drawn(data, View(filters=filters)).lines}  # type: ignore[arg-type]


def test_a_capability_wants_its_parts_too() -> None:
    scopes = [Scope((CapabilityId(name),)) for name in ("autonomous.driverless", "autonomous", "cloud")]
    data = landscape("Alva, Brant", *(deal(n, 1, 2, scope=scope) for n, scope in enumerate(scopes, 1)))
    assert kept(data, Filters(capabilities=frozenset({CapabilityId("autonomous")}), fade=False)) == {1, 2}
    assert kept(data, Filters(capabilities=frozenset({CapabilityId("autonomous.driverless")}), fade=False)) == {1}


def test_places_sources_and_reality_are_filtered_by() -> None:
    data = landscape(
        "Alva, Brant",
        deal(1, 1, 2, scope=Scope(geographies=("China",), sources=(SourceId(7),))),
        deal(2, 1, 2, scope=Scope(geographies=("Europe",), sources=(SourceId(8),)), reality=Reality.INTENDED),
    )
    assert kept(data, Filters(geographies=frozenset({"China"}), fade=False)) == {1}
    assert kept(data, Filters(sources=frozenset({SourceId(8)}), fade=False)) == {2}
    assert kept(data, Filters(realities=frozenset({Reality.INTENDED}), fade=False)) == {2}


def test_a_company_says_how_many_of_its_partners_a_filter_hides() -> None:
    data = landscape(
        "Alva, Brant, Corda, Denso", deal(1, 1, 2, date="2016"), deal(2, 2, 3, date="2019"), deal(3, 2, 4, date="2015")
    )
    hidden = drawn(data, View(filters=Filters(since="2018", fade=False)))
    assert {disc.company: disc.hidden for disc in hidden.discs} == {2: 2, 3: 0}
    faded = drawn(data, View(filters=Filters(since="2018")))
    assert not any(disc.hidden for disc in faded.discs)


def test_deals_are_counted_by_month_where_all_lie_near_and_say_so() -> None:
    bars, undated = histogram(["2018-11-03", "2019-01", "2019-01-20", ""])
    assert bars == (("2018-11", 1), ("2018-12", 0), ("2019-01", 2))
    assert undated == 1


def test_deals_are_counted_by_year_where_one_says_only_the_year() -> None:
    assert histogram(["2018", "2020-01"])[0] == (("2018", 1), ("2019", 0), ("2020", 1))


def test_a_part_counts_for_the_capability_it_is_part_of() -> None:
    data = landscape("Alva, Brant", deal(1, 1, 2, scope=Scope((CapabilityId("cloud.storage"),))))
    assert facets(data).capabilities == {CapabilityId("cloud.storage"): 1, CapabilityId("cloud"): 1}


def test_filters_survive_a_picture() -> None:
    about, told = frozenset({CapabilityId("cloud")}), frozenset({SourceId(3)})
    view = View(filters=Filters(realities=frozenset({Reality.DONE}), capabilities=about, sources=told))
    assert View.from_json(view.to_json()) == view


def test_rings_say_how_companies_stand_on_the_capability_that_is_filtered_by() -> None:
    cloud, chips = CapabilityId("cloud"), CapabilityId("chips")
    data = landscape("Alva, Brant, Corda", deal(1, 1, 2, scope=Scope((cloud,))), deal(2, 2, 3))
    stands = {
        1: ((CapabilityId("cloud.storage"), StandingKind.LEADS),),
        2: ((cloud, StandingKind.HAS), (cloud, StandingKind.LAGS), (chips, StandingKind.SEEKS)),
    }
    told = MapData(tuple(replace(each, standings=stands.get(each.id, ())) for each in data.companies), data.deals)
    picture = drawn(told, View(filters=Filters(capabilities=frozenset({cloud, chips}))))
    rings = {disc.company: disc.rings for disc in picture.discs}
    assert rings == {1: (None, RingStyle.STRONG), 2: (RingStyle.MIDDLE, RingStyle.WEAK), 3: ()}
    assert [entry.words for entry in legend(picture) if entry.ring] == [
        "leads, has or offers it",
        "develops, seeks or exits it",
        "lags or is said to lack it",
    ]
    assert not any(disc.rings for disc in drawn(told).discs)
