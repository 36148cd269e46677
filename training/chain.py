"""Trains a linear chain over tags from words whose tag may be known, known to be one of several, or not known at all.

The likelihood is that of all allowed taggings together: Tsuboi et al. 2008, "Training conditional random fields using incomplete
annotations".
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Batch:
    """Sequences of like length: rows `[sequence, place]` of the words, -1 beyond the end."""

    rows: NDArray[np.int64]

    @property
    def is_there(self) -> NDArray[np.bool_]:
        return self.rows >= 0


def batches(lengths: Sequence[int]) -> list[Batch]:
    """Put sequences that follow one another in the rows of a matrix into batches by length."""
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int64) if lengths else np.zeros(0, np.int64)
    sizes = np.asarray(lengths, dtype=np.int64)
    out = []
    low = 0
    for high in (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 10**6):
        chosen = np.flatnonzero((sizes > low) & (sizes <= high))
        low = high
        if len(chosen):
            width = int(sizes[chosen].max())
            at = np.arange(width)[None, :]
            out.append(Batch(np.where(at < sizes[chosen][:, None], starts[chosen][:, None] + at, -1)))
    return out


def sums(emission: Floats, moves: Floats, start: Floats, allowed: Floats, batch: Batch) -> tuple[Floats, Floats, Floats, Floats]:
    """Return, for each sequence, the log of the sum over its allowed taggings, and the expected tags, moves and starts.

    `emission` is log weight by word and tag, `moves` and `start` likewise (-inf where impossible), `allowed` is 0 or 1.
    """
    there = batch.is_there
    rows = np.where(there, batch.rows, 0)
    scores = emission[rows]
    peak = scores.max(axis=2, keepdims=True)
    local = np.exp(scores - peak) * allowed[rows]
    step, begin = np.exp(moves), np.exp(start)
    count, width, tags = local.shape
    forward = np.zeros((count, width, tags))
    scale = np.ones((count, width))
    forward[:, 0] = begin * local[:, 0]
    for t in range(width):
        if t:
            forward[:, t] = (forward[:, t - 1] @ step) * local[:, t]
            forward[:, t] = np.where(there[:, t, None], forward[:, t], forward[:, t - 1])
        scale[:, t] = np.where(there[:, t], np.maximum(forward[:, t].sum(axis=1), 1e-300), 1.0)
        forward[:, t] /= scale[:, t, None]
    backward = np.ones((count, width, tags))
    pairs = np.zeros((tags, tags))
    for t in range(width - 1, 0, -1):
        onward = local[:, t] * backward[:, t] / scale[:, t, None]
        live = there[:, t]
        pairs += step * (forward[live, t - 1].T @ onward[live])
        backward[:, t - 1] = np.where(live[:, None], onward @ step.T, 1.0)
    expected = forward * backward * there[:, :, None]
    logs = (np.log(scale) + np.where(there, peak[:, :, 0], 0.0)).sum(axis=1)
    return logs, expected, pairs, expected[:, 0].sum(axis=0)


def train(
    clues: csr_matrix,
    lengths: Sequence[int],
    allowed: NDArray[np.bool_],
    weight: Floats,
    emits: NDArray[np.int64],
    may_follow: NDArray[np.bool_],
    may_start: NDArray[np.bool_],
    *,
    strength: float = 1.0,
    steps: int = 80,
    say: Callable[[str], None] = lambda sentence: None,
) -> tuple[Floats, Floats, Floats]:
    """Return weights by clue and emitted tag, by tag and next tag, and of the first tag.

    `allowed[word, tag]` says which tags a word may have; `weight` is by word (its sequence's first word counts);
    `emits[tag]` is the column of the weights that a tag looks at; `strength` is the L2 penalty.
    """
    groups = batches(lengths)
    columns = int(emits.max()) + 1
    shape = (clues.shape[1], columns)
    tags = len(emits)
    gather = np.zeros((tags, columns))
    gather[np.arange(tags), emits] = 1.0
    closed = np.where(may_follow, 0.0, -np.inf)
    shut = np.where(may_start, 0.0, -np.inf)
    everything, permitted = np.ones((clues.shape[0], tags)), allowed.astype(float)
    back = clues.T.tocsr()

    def unpack(flat: Floats) -> tuple[Floats, Floats, Floats]:
        a = shape[0] * shape[1]
        return flat[:a].reshape(shape), flat[a : a + tags * tags].reshape(tags, tags), flat[a + tags * tags :]

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights, moves, start = unpack(flat)
        emission = np.asarray(clues @ weights)[:, emits]
        total, by_word = 0.0, np.zeros((clues.shape[0], tags))
        by_move, by_start = np.zeros((tags, tags)), np.zeros(tags)
        for batch in groups:
            there = batch.is_there
            share = weight[batch.rows[:, 0]]
            for mask, sign in ((everything, 1.0), (permitted, -1.0)):
                for value in np.unique(share):
                    part = Batch(batch.rows[share == value])
                    logs, expected, pairs, first = sums(emission, moves + closed, start + shut, mask, part)
                    total += sign * value * logs.sum()
                    inside = part.is_there
                    by_word[part.rows[inside]] += sign * value * expected[inside]
                    by_move += sign * value * pairs
                    by_start += sign * value * first
            del there
        slope = np.concatenate([np.asarray(back @ (by_word @ gather)).ravel(), by_move.ravel(), by_start])
        return total + 0.5 * strength * float(flat @ flat), slope + strength * flat

    done = 0

    def told(_: Floats) -> None:
        nonlocal done
        done += 1
        if done % 20 == 0:
            say(f"step {done}")

    best = minimize(
        loss,
        np.zeros(shape[0] * shape[1] + tags * tags + tags),
        jac=True,
        method="L-BFGS-B",
        callback=told,
        options={"maxiter": steps, "maxcor": 6},
    )
    weights, moves, start = unpack(best.x)
    return weights, moves, start
