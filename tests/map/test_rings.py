"""Rings around a company and columns by time."""

import numpy as np
import pytest

from benchmarks.map.graphs import alliance_like
from benchmarks.map.quality import overlaps
from explorer.map.columns import columns
from explorer.map.rings import rings

CHAIN = np.array([(0, 1), (1, 2), (2, 3), (0, 4), (4, 5)])


def rooms(n: int) -> np.ndarray:  # type: ignore[type-arg]
    dice = np.random.default_rng(n)
    return np.stack([30 + 50 * dice.random(n), 20 + 15 * dice.random(n)], axis=1)


def test_each_company_stands_on_the_ring_of_its_steps() -> None:
    places, ring, outer = rings(7, CHAIN, None, rooms(7), [0])
    assert ring.tolist() == [0, 1, 2, 3, 1, 2, -1]
    assert places[0].tolist() == [0, 0]
    away = np.hypot(*places.T)
    assert away[[1, 4]].max() < outer[1] < away[[2, 5]].min() < outer[2] < away[3] < outer[3] < away[6]


def test_rings_of_thousands_leave_everyone_room() -> None:
    _, pairs = alliance_like(3000)
    focal = int(np.bincount(pairs.ravel()).argmax())
    places, ring, _ = rings(3000, pairs, None, rooms(3000), [focal])
    assert np.isfinite(places).all()
    assert overlaps(places, rooms(3000)) == 0
    assert ring[focal] == 0 and (ring >= -1).all()


def test_a_few_companies_can_stand_in_the_middle() -> None:
    places, ring, outer = rings(7, CHAIN, None, rooms(7), [3, 5])
    assert ring[[3, 5]].tolist() == [0, 0]
    assert np.hypot(*places[[3, 5]].T).max() < outer[0]
    assert overlaps(places, rooms(7)) == 0


@pytest.mark.parametrize("focal", [[], [7], [-1]])
def test_rings_around_nobody_are_refused(focal: list[int]) -> None:
    with pytest.raises(ValueError, match="Rings go around companies that are there"):
        rings(7, CHAIN, None, rooms(7), focal)


def test_the_heavier_way_decides_beside_whom_one_stands() -> None:
    pairs = np.array([(0, 1), (0, 2), (0, 3), (0, 4), (1, 5), (3, 5)])
    room = np.full((6, 2), 20.0)
    for heavy, other in ((1, 3), (3, 1)):
        places, _, _ = rings(6, pairs, np.array([1, 1, 1, 1, 9.0 if heavy == 1 else 1, 9.0 if heavy == 3 else 1]), room, [0])
        assert np.hypot(*(places[5] - places[heavy])) < np.hypot(*(places[5] - places[other]))


def test_columns_stand_in_the_order_of_time() -> None:
    when = np.array([2019, 2017, 2019, 2018, 2017, 2018, 2017])
    places, reach = columns(7, CHAIN, None, rooms(7), when)
    assert list(reach) == [2017, 2018, 2019]
    assert reach[2017][1] < reach[2018][0] and reach[2018][1] < reach[2019][0]
    for row, time in enumerate(when.tolist()):
        assert reach[time][0] <= places[row, 0] <= reach[time][1]


def test_columns_of_thousands_leave_everyone_room_and_fill_a_page() -> None:
    _, pairs = alliance_like(3000)
    when = np.random.default_rng(1).integers(2000, 2020, 3000)
    places, _ = columns(3000, pairs, None, rooms(3000), when)
    assert overlaps(places, rooms(3000)) == 0
    wide, high = np.ptp(places, axis=0)
    assert 0.7 < wide / high < 4


def test_partners_in_neighbouring_columns_stand_at_about_one_height() -> None:
    pairs = np.array([(row, 19 - row + 20) for row in range(20)])
    places, _ = columns(40, pairs, None, np.full((40, 2), 20.0), np.repeat([1, 2], 20))
    assert np.abs(places[pairs[:, 0], 1] - places[pairs[:, 1], 1]).max() < 50


def test_no_company_has_no_columns() -> None:
    places, reach = columns(0, np.zeros((0, 2), dtype=int), None, np.zeros((0, 2)), np.zeros(0, dtype=int))
    assert places.shape == (0, 2) and reach == {}
