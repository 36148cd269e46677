"""Blocs: who deals with whom."""

import numpy as np
from numpy.typing import NDArray

from explorer.map.blocs import blocs

Pairs = NDArray[np.int64]


def cliques(*sizes: int) -> Pairs:
    """Companies that all deal with each other, group by group; one deal from each group to the next."""
    found, begun = [], 0
    for size in sizes:
        found.append(np.stack(np.triu_indices(size, 1), axis=1) + begun)
        begun += size
    ends = np.cumsum(sizes)[:-1]
    return np.concatenate([*found, np.stack([ends - 1, ends], axis=1)])


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
