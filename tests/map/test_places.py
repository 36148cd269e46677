"""Places of landscapes of any size: the same on every machine and load order, kept when given, and room for every box."""

import numpy as np
import pytest
from numpy.typing import NDArray

from benchmarks.map.graphs import alliance_like, owner_like
from benchmarks.map.quality import overlaps, quality
from explorer.map import kernel
from explorer.map.kernel import plain_forces, plain_room
from explorer.map.links import Links
from explorer.map.places import lay_out
from explorer.map.settling import drawn_together

Floats = NDArray[np.float64]


def rooms(n: int) -> Floats:
    dice = np.random.default_rng(n)
    return np.stack([30 + 50 * dice.random(n), 20 + 15 * dice.random(n)], axis=1)


def network(n: int) -> tuple[NDArray[np.int32], Floats, Floats]:
    _, pairs = alliance_like(n)
    return pairs, np.random.default_rng(1).integers(1, 5, len(pairs)) / 2, rooms(n)


def giant(n: int, pairs: NDArray[np.int32]) -> NDArray[np.int64]:
    component = Links.of(n, pairs).component
    return np.flatnonzero(component == np.bincount(component).argmax())


@pytest.fixture(scope="module")
def laid() -> Floats:
    return lay_out(700, *network(700))


def test_the_order_of_pairs_and_of_their_ends_moves_nobody(laid: Floats) -> None:
    pairs, weights, room = network(700)
    shuffled = np.random.default_rng(3).permutation(len(pairs))
    assert np.array_equal(laid, lay_out(700, pairs[shuffled, ::-1], weights[shuffled], room))


def test_the_kernel_in_numpy_puts_everyone_where_the_compiled_one_does(laid: Floats, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("repel", "attract", "steps_from", "match"):
        monkeypatch.setattr(kernel, name, getattr(plain_forces, name))
    for name in ("push", "take_grounds"):
        monkeypatch.setattr(kernel, name, getattr(plain_room, name))
    assert np.array_equal(laid, lay_out(700, *network(700)))


def test_levels_of_a_large_network_are_the_same_in_both_kernels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.map.settling.DIRECT", 200)
    found = lay_out(700, *network(700))
    for name in ("repel", "attract", "steps_from", "match"):
        monkeypatch.setattr(kernel, name, getattr(plain_forces, name))
    assert np.array_equal(found, lay_out(700, *network(700)))


@pytest.mark.parametrize("make", [alliance_like, owner_like])
@pytest.mark.parametrize("n", [1, 2, 40, 600, 2000])
def test_no_two_boxes_overlap(make: object, n: int) -> None:
    _, pairs = make(n) if n > 10 else ([], np.zeros((0, 2), dtype=np.int32))  # type: ignore[operator]
    found = lay_out(n, pairs, None, rooms(n))
    assert np.isfinite(found).all()
    assert overlaps(found, rooms(n)) == 0


def test_partners_stand_among_each_other(laid: Floats) -> None:
    pairs, _, _ = network(700)
    rows = giant(700, pairs)
    assert quality(Links.of(700, pairs).among(rows), laid[rows]).near > 0.25


def test_places_once_given_are_kept_to_the_last_bit(laid: Floats) -> None:
    pairs, weights, room = network(700)
    known = laid.copy()
    new = np.arange(0, 700, 9)
    known[new] = np.nan
    found = lay_out(700, pairs, weights, room, known)
    kept = np.setdiff1d(np.arange(700), new)
    assert np.array_equal(found[kept], laid[kept])
    assert overlaps(found, room) == 0


def test_a_newcomer_stands_near_the_middle_of_its_partners(laid: Floats) -> None:
    pairs, weights, room = network(700)
    rows = giant(700, pairs)
    newcomer = int(rows[np.argmax(np.bincount(pairs.ravel(), minlength=700)[rows])])
    known = laid.copy()
    known[newcomer] = np.nan
    found = lay_out(700, pairs, weights, room, known)
    partners = np.setdiff1d(pairs[(pairs == newcomer).any(axis=1)], newcomer)
    middle = laid[partners].mean(axis=0)
    assert np.hypot(*(found[newcomer] - middle)) < 400
    assert overlaps(found, room) == 0


def test_a_few_known_in_a_new_group_stay_and_the_rest_comes_to_them() -> None:
    pairs, weights, room = network(700)
    known = np.full((700, 2), np.nan)
    pinned = int(giant(700, pairs)[5])
    known[pinned] = 50_000.0, -20_000.0
    found = lay_out(700, pairs, weights, room, known)
    assert found[pinned].tolist() == [50_000.0, -20_000.0]
    assert np.hypot(*(np.median(found[giant(700, pairs)], axis=0) - known[pinned])) < 20_000


def test_a_new_group_keeps_off_the_ground_of_the_others(laid: Floats) -> None:
    pairs, weights, room = network(700)
    grown = np.concatenate([pairs, [[700, 701], [701, 702]]]).astype(np.int32)
    known = np.concatenate([laid, np.full((3, 2), np.nan)])
    rooms_ = np.concatenate([room, np.full((3, 2), 40.0)])
    found = lay_out(703, grown, np.append(weights, [1, 1]), rooms_, known)
    assert np.array_equal(found[:700], laid)
    assert overlaps(found, rooms_) == 0


def test_cancelled_at_once_everyone_still_has_a_place() -> None:
    found = lay_out(700, *network(700), is_cancelled=lambda: True)
    assert np.isfinite(found).all()


def test_the_map_is_seen_to_settle() -> None:
    seen: list[tuple[float, int]] = []
    lay_out(700, *network(700), progress=lambda share, xy: seen.append((share, int(np.isfinite(xy).all(axis=1).sum()))))
    shares = [share for share, _ in seen]
    assert shares == sorted(shares) and shares[-1] == 1.0 and len(shares) > 5
    assert seen[0][1] > 300 and seen[-1][1] == 700


def test_an_empty_landscape_has_no_places() -> None:
    assert lay_out(0, np.zeros((0, 2)), None, np.zeros((0, 2))).shape == (0, 2)


def test_pairs_of_companies_that_are_not_there_are_refused() -> None:
    with pytest.raises(ValueError, match="rows from 0 to 9, but there are 3"):
        lay_out(3, np.array([[0, 9]]), None, np.ones((3, 2)))


@pytest.mark.parametrize("shape", ["star", "path", "circle", "full"])
@pytest.mark.parametrize("n", [5, 13, 330])
def test_odd_shapes_find_room(shape: str, n: int) -> None:
    rows = np.arange(n)
    pairs = {
        "star": np.stack([np.zeros(n - 1), rows[1:]], axis=1),
        "path": np.stack([rows[:-1], rows[1:]], axis=1),
        "circle": np.stack([rows, np.roll(rows, 1)], axis=1),
        "full": np.stack(np.triu_indices(n, 1), axis=1),
    }[shape].astype(np.int64)
    found = lay_out(n, pairs, None, rooms(n))
    assert np.isfinite(found).all()
    assert overlaps(found, rooms(n)) == 0


def test_a_hub_of_thousands_stays_among_its_partners() -> None:
    leaves, chain = 2000, 400
    star = [(0, leaf) for leaf in range(1, leaves + 1)]
    others = [(0, leaves + 1), *((row, row + 1) for row in range(leaves + 1, leaves + chain - 1))]
    links = Links.of(leaves + chain, np.array([*star, *others], dtype=np.int32), np.ones(len(star) + len(others)))
    dice = np.random.default_rng(1)

    x, y = drawn_together(links, *dice.normal(size=(2, links.n)), 80, lambda: False, lambda *seen: None)

    away = np.hypot(x - x[0], y - y[0])[1 : leaves + 1]
    assert np.median(away) < np.median(np.hypot(x - np.median(x), y - np.median(y))) * 2
    assert np.hypot(x[0] - np.median(x), y[0] - np.median(y)) < 3
