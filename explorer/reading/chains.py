"""The best tagging of a chain and how sure each tag is, many short chains at once."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_TINY = np.float32(1e-30)


def batches(lengths: Sequence[int]) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Return chains of one length together: which chains, and the rows of their words `[chain, place]`."""
    sizes = np.asarray(lengths, dtype=np.int64)
    starts = np.cumsum(sizes) - sizes
    for size in np.unique(sizes):
        chosen = np.flatnonzero(sizes == size)
        yield chosen, starts[chosen][:, None] + np.arange(size)


def best(emission: Floats, moves: Floats, start: Floats, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the best tags `[chain, place]` (Viterbi 1967) of chains of one length; scores are log weights by row and tag."""
    count, width = rows.shape
    scores = emission[rows[:, 0]] + start
    came = np.zeros((width, count, len(start)), dtype=np.int64)
    for at in range(1, width):
        paths = scores[:, :, None] + moves
        came[at] = paths.argmax(axis=1)
        scores = np.take_along_axis(paths, came[at][:, None, :], axis=1)[:, 0] + emission[rows[:, at]]
    tags = np.zeros((count, width), dtype=np.int64)
    tags[:, -1] = scores.argmax(axis=1)
    for at in range(width - 1, 0, -1):
        tags[:, at - 1] = came[at][np.arange(count), tags[:, at]]
    return tags


def shares(emission: Floats, moves: Floats, start: Floats, rows: NDArray[np.int64]) -> Floats:
    """Return how probable each tag is `[chain, place, tag]`, by going forward and back over chains of one length."""
    local = emission[rows]
    local = np.exp(local - local.max(axis=2, keepdims=True))
    step = np.exp(moves)
    count, width, tags = local.shape
    forward = np.empty((count, width, tags), dtype=np.float32)
    forward[:, 0] = np.exp(start - start.max()) * local[:, 0]
    for at in range(width):
        if at:
            forward[:, at] = (forward[:, at - 1] @ step) * local[:, at]
        forward[:, at] /= forward[:, at].sum(axis=1, keepdims=True) + _TINY
    backward = np.ones((count, tags), dtype=np.float32)
    for at in range(width - 2, -1, -1):
        backward = (local[:, at + 1] * backward) @ step.T
        backward /= backward.sum(axis=1, keepdims=True) + _TINY
        forward[:, at] *= backward
        forward[:, at] /= forward[:, at].sum(axis=1, keepdims=True) + _TINY
    return forward
