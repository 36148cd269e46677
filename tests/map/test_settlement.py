"""A landscape in columns is settled: houses apart, units around theirs, what is known kept."""

from dataclasses import replace

import numpy as np

from explorer.map.scene import MapData
from explorer.map.settlement import settlement
from explorer.map.terrain import terrain_of
from tests.map.landscapes import deal, landscape, random_landscape


def test_every_company_gets_a_spot_apart_from_the_others() -> None:
    spots = settlement(terrain_of(random_landscape(4, 300, 500)))
    away = np.hypot(*(spots[:, None] - spots[None]).transpose(2, 0, 1)) + 1e9 * np.eye(len(spots))
    assert spots.dtype == np.float32 and np.isfinite(spots).all()
    assert away.min() > 20


def test_units_stand_around_the_top_of_their_house() -> None:
    terrain = terrain_of(landscape("Alva, Brant, Alva Cloud, Alva Bank", deal(1, 3, 2), units={3: 1, 4: 1}))
    spots = settlement(terrain)
    top = terrain.row_of(terrain.ids[terrain.root[int(terrain.row_of(3))]])  # type: ignore[arg-type]
    for unit in (3, 4):
        row = terrain.row_of(unit)  # type: ignore[arg-type]
        assert 30 < np.hypot(*(spots[row] - spots[top])) < 90


def test_known_spots_are_kept_and_newcomers_stand_by_their_partners() -> None:
    data = random_landscape(5, 120, 300)
    terrain = terrain_of(data)
    known = settlement(terrain)
    row = int(np.argmax(terrain.deals))
    gone = known.copy()
    gone[row] = np.nan
    again = settlement(terrain, gone)
    others = np.arange(terrain.companies) != row
    kept = others & (terrain.root != row)
    assert np.array_equal(again[kept], known[kept])
    partners = terrain.neighbours(row)
    assert np.hypot(*(again[row] - known[partners].mean(axis=0))) < 500


def test_the_order_of_loading_moves_nobody() -> None:
    data = random_landscape(6, 150, 300)
    shuffled = MapData(data.companies[::-1], tuple(replace(each, parties=each.parties[::-1]) for each in data.deals[::-1]))
    assert np.array_equal(settlement(terrain_of(data)), settlement(terrain_of(shuffled)))


def test_an_empty_landscape_is_settled() -> None:
    assert settlement(terrain_of(MapData())).shape == (0, 2)
