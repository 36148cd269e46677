"""Who is linked with whom, as columns: what layouts, blocs and rings go over."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Int32s = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Links:
    """n rows and their pairs: `pairs` int32 (k, 2), each once, its smaller row first, in order; `weight` float64 (k) above 0."""

    n: int
    pairs: Int32s
    weight: Floats

    @staticmethod
    def of(n: int, pairs: NDArray[np.integer], weight: NDArray[np.floating] | None = None) -> "Links":
        """Return the links of n rows, whatever the order of pairs and ends; the weights of a pair named twice are added.

        Pairs of a row with itself are left out. Raises ValueError for rows that are not there and weights that are not above 0.
        """
        ends = np.asarray(pairs, dtype=np.int64).reshape(-1, 2)
        heavy = np.ones(len(ends)) if weight is None else np.asarray(weight, dtype=np.float64)
        if len(ends) and (ends.min() < 0 or ends.max() >= n):
            raise ValueError(f"Pairs name rows from {ends.min()} to {ends.max()}, but there are {n}")
        if len(heavy) != len(ends) or not (np.isfinite(heavy) & (heavy > 0)).all():
            raise ValueError("Each pair has one weight above 0")
        low, high = ends.min(axis=1), ends.max(axis=1)
        kept = low != high
        keys = low[kept] * n + high[kept]
        # Sorted by weight too, so that sums do not hang on the order in which pairs were named.
        order = np.lexsort((heavy[kept], keys))
        keys, first = np.unique(keys[order], return_index=True)
        sums = np.add.reduceat(heavy[kept][order], first) if len(first) else np.zeros(0)
        return Links(n, np.stack([keys // max(n, 1), keys % max(n, 1)], axis=1).astype(np.int32), sums)

    @cached_property
    def _both_ways(self) -> tuple[Ints, Int32s, Floats]:
        one, two = self.pairs[:, 0].astype(np.int64), self.pairs[:, 1].astype(np.int64)
        keys = np.concatenate([one * self.n + two, two * self.n + one])
        order = np.argsort(keys, kind="stable")
        sources = keys[order] // max(self.n, 1)
        starts = np.concatenate([[0], np.cumsum(np.bincount(sources, minlength=self.n))]).astype(np.int64)
        return starts, (keys[order] % max(self.n, 1)).astype(np.int32), np.concatenate([self.weight, self.weight])[order]

    @property
    def starts(self) -> Ints:
        """Where the partners of each row begin in `ends`, int64 (n + 1)."""
        return self._both_ways[0]

    @property
    def ends(self) -> Int32s:
        """The partners of all rows, row by row, in order; int32 (2 k)."""
        return self._both_ways[1]

    @property
    def pull(self) -> Floats:
        """The weight of the pair with each of `ends`; float64 (2 k)."""
        return self._both_ways[2]

    @cached_property
    def degree(self) -> Ints:
        """How many partners each row has, int64 (n)."""
        return np.diff(self.starts)

    @cached_property
    def mass(self) -> Floats:
        """The sum of the weights of the pairs of each row, float64 (n)."""
        sums: Floats = np.bincount(self.pairs.reshape(-1), weights=np.repeat(self.weight, 2), minlength=self.n).astype(np.float64)
        return sums

    @cached_property
    def component(self) -> Ints:
        """The smallest row of those that each row is connected with, int64 (n)."""
        root = np.arange(self.n)
        while True:
            low = root.copy()
            np.minimum.at(low, root[self.pairs[:, 0]], root[self.pairs[:, 1]])
            np.minimum.at(low, root[self.pairs[:, 1]], root[self.pairs[:, 0]])
            while not (low[low] == low).all():
                low = low[low]
            low = low[root]
            if (low == root).all():
                return root
            root = low

    def among(self, rows: NDArray[np.integer]) -> "Links":
        """Return the links between these rows alone, which are numbered in the order given."""
        place = np.full(self.n, -1, dtype=np.int64)
        place[rows] = np.arange(len(rows))
        ends = place[self.pairs]
        kept = (ends >= 0).all(axis=1)
        return Links.of(len(rows), ends[kept], self.weight[kept])
