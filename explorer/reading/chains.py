"""The best tagging of a chain and how sure each tag is, many short chains at once."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_TINY = np.float32(1e-30)
_TOGETHER = 256  # chains, so that those of a text of any length need no more memory


def batches(lengths: Sequence[int]) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]]:
    """Return many chains together, the longest first: which chains, the rows of their words `[chain, place]`, and how many chains
    reach each place; what stands in `rows` beyond the end of a chain means nothing."""
    sizes = np.asarray(lengths, dtype=np.int64)
    starts = np.cumsum(sizes) - sizes
    order = np.argsort(-sizes, kind="stable")
    for first in range(0, len(order), _TOGETHER):
        chosen = order[first : first + _TOGETHER]
        places = np.arange(sizes[chosen[0]])
        inside = np.minimum(places, sizes[chosen][:, None] - 1)
        yield chosen, starts[chosen][:, None] + inside, (sizes[chosen][:, None] > places).sum(axis=0)


def best(emission: Floats, moves: Floats, start: Floats, rows: NDArray[np.int64], reach: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the best tags `[chain, place]` (Viterbi 1967) of chains, the longest first, of which `reach` come to each place.

    Scores are log weights by row and tag. Beyond the end of a chain its last tag is repeated.
    """
    count, width = rows.shape
    scores = emission[rows[:, 0]] + start
    stays = np.broadcast_to(np.arange(len(start)), (count, len(start)))
    came = np.repeat(stays[None], width, axis=0)
    for at in range(1, width):
        there = int(reach[at])
        paths = scores[:there, :, None] + moves
        came[at, :there] = paths.argmax(axis=1)
        scores[:there] = np.take_along_axis(paths, came[at, :there][:, None, :], axis=1)[:, 0] + emission[rows[:there, at]]
    tags = np.zeros((count, width), dtype=np.int64)
    tags[:, -1] = scores.argmax(axis=1)
    for at in range(width - 1, 0, -1):
        tags[:, at - 1] = came[at][np.arange(count), tags[:, at]]
    return tags


def shares(emission: Floats, moves: Floats, start: Floats, rows: NDArray[np.int64], reach: NDArray[np.int64]) -> Floats:
    """Return how probable each tag is `[chain, place, tag]`, by going forward and back over chains as `best` takes them."""
    local = emission[rows]
    local = np.exp(local - local.max(axis=2, keepdims=True))
    step = np.exp(moves)
    count, width, tags = local.shape
    forward = np.zeros((count, width, tags), dtype=np.float32)
    forward[:, 0] = np.exp(start - start.max()) * local[:, 0]
    for at in range(width):
        here = forward[: reach[at], at]
        if at:
            here[:] = (forward[: reach[at], at - 1] @ step) * local[: reach[at], at]
        here /= here.sum(axis=1, keepdims=True) + _TINY
    backward = np.ones((count, tags), dtype=np.float32)
    for at in range(width - 2, -1, -1):
        there = reach[at + 1]
        behind = (local[:there, at + 1] * backward[:there]) @ step.T
        backward[:there] = behind / (behind.sum(axis=1, keepdims=True) + _TINY)
        here = forward[:there, at]
        here *= backward[:there]
        here /= here.sum(axis=1, keepdims=True) + _TINY
    return forward
