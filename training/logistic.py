"""Fits a logistic model over signs, as `explorer.reading.logistic` weighs them."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from training.cards import text_array


def fitted(
    rows: Sequence[Sequence[str]], labels: Sequence[Any], *, strength: float, rare: int, weight: Sequence[float] | None = None
) -> tuple[dict[str, NDArray[Any]], list[Any]]:
    """Return arrays as a model file holds them, and the classes in the order of their columns; of two classes one column is kept.

    Signs of fewer than `rare` rows are left out; `strength` is the inverse of the L2 penalty; `weight` is by row. Weights are
    whole numbers of eight bits with one scale for all.
    """
    counts = Counter(sign for row in rows for sign in row)
    signs = sorted(sign for sign, count in counts.items() if count >= rare)
    places = {sign: place for place, sign in enumerate(signs)}
    starts, columns = [0], []
    for row in rows:
        columns += [places[sign] for sign in row if sign in places]
        starts.append(len(columns))
    matrix = csr_matrix((np.ones(len(columns)), np.array(columns, dtype=np.int64), np.array(starts)), (len(rows), len(signs)))
    told = LogisticRegression(C=strength, max_iter=300, tol=1e-3).fit(matrix, np.array(labels), sample_weight=weight)
    is_yes_or_no = len(told.classes_) == 2
    coefficients, start = (told.coef_[0], told.intercept_[0]) if is_yes_or_no else (told.coef_.T, told.intercept_)
    scale = np.float32(np.abs(coefficients).max() / 127)
    arrays: dict[str, NDArray[Any]] = {
        "signs": text_array(signs),
        "weights": np.round(coefficients / scale).astype(np.int8),
        "scale": np.array(scale, dtype=np.float32),
        "start": np.array(start, dtype=np.float32),
    }
    return arrays, list(told.classes_)
