"""Blocs: who deals with whom, their ground and what passes between them."""

import numpy as np
from numpy.typing import NDArray

from explorer.map.blocs import blocs, grounds, traffic

Pairs = NDArray[np.int64]


def cliques(*sizes: int) -> Pairs:
    """Companies that all deal with each other, group by group; one deal from each group to the next."""
    found, begun = [], 0
    for size in sizes:
        found.append(np.stack(np.triu_indices(size, 1), axis=1) + begun)
        begun += size
    ends = np.cumsum(sizes)[:-1]
    return np.concatenate([*found, np.stack([ends - 1, ends], axis=1)])


def clouds(*sizes: int) -> NDArray[np.float64]:
    """Places of these companies, each group around a middle of its own."""
    dice = np.random.default_rng(1)
    return np.concatenate([dice.normal(size=(size, 2)) * 60 + (1000.0 * place, 0) for place, size in enumerate(sizes)])


def inside(outline: NDArray[np.float64], point: NDArray[np.float64]) -> bool:
    x, y = (outline - point).T
    next_x, next_y = np.roll(x, -1), np.roll(y, -1)
    crosses = (y > 0) != (next_y > 0)
    return bool(((x[crosses] - y[crosses] * (next_x - x)[crosses] / (next_y - y)[crosses]) > 0).sum() % 2)


def test_companies_that_deal_among_each_other_are_a_bloc_the_largest_first() -> None:
    labels = blocs(42, cliques(9, 20, 13))
    assert labels.tolist() == [2] * 9 + [0] * 20 + [1] * 13


def test_blocs_do_not_hang_on_the_order_of_pairs() -> None:
    dice = np.random.default_rng(2)
    pairs = np.concatenate([cliques(30, 25, 20, 15), dice.integers(0, 90, (120, 2))])
    again = dice.permutation(pairs)[:, ::-1]
    assert np.array_equal(blocs(90, pairs), blocs(90, again))


def test_a_handful_is_no_bloc_and_who_has_no_deal_belongs_to_none() -> None:
    labels = blocs(30, cliques(20, 5))
    assert labels[:20].tolist() == [0] * 20 and (labels[20:] == -1).all()


def test_a_bloc_that_goes_on_keeps_its_number() -> None:
    before = blocs(42, cliques(9, 20, 13))
    grown = np.concatenate([cliques(9, 20, 13), np.stack(np.triu_indices(30, 1), axis=1) + 42])
    after = blocs(72, grown, before=np.concatenate([before, np.full(30, -1)]))
    assert np.array_equal(after[:42], before)
    assert set(after[42:].tolist()) == {3}


def test_an_empty_landscape_has_no_blocs() -> None:
    assert blocs(0, np.zeros((0, 2))).tolist() == []
    assert blocs(3, np.zeros((0, 2))).tolist() == [-1, -1, -1]
    assert grounds(np.zeros(0, dtype=int), np.zeros((0, 2))) == ()


def test_traffic_adds_up_what_passes_between_two_blocs_and_knows_the_strongest() -> None:
    labels = np.array([0, 0, 1, 1, 2, -1])
    pairs = np.array([(0, 1), (0, 2), (3, 1), (4, 0), (4, 5)])
    passes = traffic(labels, pairs, np.array([9.0, 1.0, 2.0, 2.5, 7.0]))
    assert passes.pairs.tolist() == [[0, 1], [0, 2]]
    assert passes.count.tolist() == [2, 1] and passes.weight.tolist() == [3.0, 2.5] and passes.strongest.tolist() == [2, 3]


def test_the_ground_of_a_bloc_lies_under_its_companies_and_under_no_other() -> None:
    places, labels = clouds(40, 40), np.repeat([0, 1], 40)
    found = grounds(labels, places)
    assert [ground.bloc for ground in found] == [0, 1] and [ground.size for ground in found] == [40, 40]
    for ground, other in ((found[0], 1), (found[1], 0)):
        under = np.array([any(inside(outline, point) for outline in ground.outlines) for point in places])
        assert under[labels == ground.bloc].mean() > 0.9 and not under[labels == other].any()
        assert any(inside(outline, np.array(ground.middle)) for outline in ground.outlines)


def test_outlines_have_few_points() -> None:
    found = grounds(np.repeat(np.arange(6), 200), clouds(*[200] * 6))
    assert all(8 <= len(outline) < 120 for ground in found for outline in ground.outlines)


def test_who_stands_far_from_its_bloc_or_nowhere_has_no_ground() -> None:
    places, labels = clouds(40), np.zeros(40, dtype=int)
    places[3], places[4] = (9000.0, 9000.0), (np.nan, 0.0)
    (ground,) = grounds(labels, places)
    assert ground.size == 39
    assert not any(inside(outline, places[3]) for outline in ground.outlines)
