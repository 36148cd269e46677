"""A logistic model over signs, short strings that hold of what is weighed: standings, areas and stages are weighed by one each."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.reading.models import Model

Floats = NDArray[np.float32]


class Logistic:
    """Sums of weights, one number for each class that the model knows, or one alone where it tells yes from no."""

    def __init__(self, model: Model) -> None:
        weights = model.arrays["weights"].astype(np.float32) * np.float32(model.arrays["scale"])
        self.places = {sign: place for place, sign in enumerate(model.words("signs"))}
        self.weights: Floats = np.concatenate((weights, np.zeros_like(weights[:1])))  # the last row weighs nothing
        self._start: Floats = model.arrays["start"].astype(np.float32)

    def sums(self, rows: Sequence[Iterable[str]]) -> Floats:
        """Return the log odds of each row of signs, unknown ones left out; `rows` must not be empty."""
        known, nothing = self.places, len(self.weights) - 1  # so that no row is without a sign
        places = [[nothing, *[known[sign] for sign in signs if sign in known]] for signs in rows]
        starts = np.cumsum([0, *(len(some) for some in places[:-1])])
        taken = self.weights.take([place for some in places for place in some], axis=0)
        total: Floats = self._start + np.add.reduceat(taken, starts, axis=0)
        return total


def shares(sums: Floats) -> Floats:
    """Return how likely each class is, row by row."""
    raised = np.exp(sums - sums.max(axis=1, keepdims=True))
    likely: Floats = raised / raised.sum(axis=1, keepdims=True)
    return likely
