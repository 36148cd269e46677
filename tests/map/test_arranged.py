import numpy as np

from explorer.landscape.views import Arrangement, View
from explorer.map.arranged import UNDATED, arrange
from explorer.map.terrain import Terrain, terrain_of
from tests.map.landscapes import deal, landscape


def terrain() -> Terrain:
    dates = {1: "2016-03", 2: "2019", 3: "2016-11-02", 4: ""}
    deals = [deal(1, 1, 2, date=dates[1]), deal(2, 2, 3, date=dates[2]), deal(3, 4, 1, date=dates[3]), deal(4, 5, 6, date=dates[4])]
    return terrain_of(landscape("Alva, Brant, Corda, Denso, Emil, Falk, Alva Cloud", *deals, units={7: 1}))


def spots(terrain: Terrain) -> np.ndarray:
    return np.arange(2 * terrain.companies, dtype=np.float32).reshape(-1, 2) * 10


def test_partners_stand_on_the_first_ring_and_theirs_on_the_second() -> None:
    known = terrain()
    found = arrange(known, spots(known), Arrangement.RINGS, [known.row_of(1) or 0])  # type: ignore[arg-type]
    assert found is not None and len(found.circles) == 2
    away = {known.names[row]: float(np.hypot(*found.spots[row])) for row in range(known.companies)}
    assert away["Alva"] < 1
    assert away["Alva"] < away["Brant"] <= found.circles[0] < away["Corda"] <= found.circles[1]
    assert min(away["Emil"], away["Falk"]) > found.circles[1] * 0.5


def test_units_keep_their_place_beside_their_parent() -> None:
    known = terrain()
    before, found = spots(known), arrange(known, spots(known), Arrangement.COLUMNS)
    assert found is not None
    unit, parent = (list(known.names).index(name) for name in ("Alva Cloud", "Alva"))
    assert np.allclose(found.spots[unit] - found.spots[parent], before[unit] - before[parent])


def test_columns_go_by_the_year_of_the_first_deal() -> None:
    known = terrain()
    found = arrange(known, spots(known), Arrangement.COLUMNS)
    assert found is not None and [words for words, _, _ in found.bands] == [UNDATED, "2016", "2019"]
    at = dict(zip(known.names, found.spots[:, 0].tolist(), strict=True))
    for words, left, right in found.bands:
        names = {UNDATED: ("Emil", "Falk"), "2016": ("Alva", "Brant", "Denso"), "2019": ("Corda",)}[words]
        assert all(left <= at[name] <= right for name in names)


def test_rings_around_nobody_are_no_rings() -> None:
    known = terrain()
    assert arrange(known, spots(known), Arrangement.RINGS) is None


def test_an_order_survives_a_picture() -> None:
    view = View(arrangement=Arrangement.RINGS, around=frozenset({3}))  # type: ignore[arg-type]
    assert View.from_json(view.to_json()) == view
