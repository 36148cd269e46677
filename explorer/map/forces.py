"""Where the companies of one connected group go: templates for the tiny, stress for the small, forces for the large.

Graphs are edges between nodes 0 to n-1, an (m, 2) array; nodes come in an order that does not hang on loading. No random
numbers and no LAPACK: what comes out is the same on every machine.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from explorer.map.sizes import ASPECT

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: The power of the distance with which partners attract each other: near 0 neighbourhoods part, near 1 lines get even.
PULL = 0.6
#: How strongly all is drawn to the middle, and the middle length of a line as a share of its ideal one.
GRAVITY, DENSE = 0.02, 0.75
#: Up to this many companies a group is drawn with lines of even length; beyond, neighbourhoods are pulled together.
STRESS_AT_MOST = 60


def settle(n: int, edges: Ints, weights: Floats, reach: Floats, is_cancelled: Callable[[], bool]) -> Floats:
    """Return (n, 2) positions of a connected graph of n nodes; `reach` is the ideal length of each edge."""
    template = _template(edges, reach, n)
    if template is not None:
        return template
    steps = _distances(edges, n)
    rounds = 150 if n <= STRESS_AT_MOST else 30 if n <= 400 else 8  # of the large ones only a start is wanted
    spots = _stress(_spread(steps), steps * float(np.median(reach)), rounds, is_cancelled)
    if n > STRESS_AT_MOST:
        spots = _pull_together(spots, edges, np.sqrt(weights), float(np.median(reach)), is_cancelled)
    return _turned(spots)


def _template(edges: Ints, reach: Floats, n: int) -> Floats | None:
    """Draw one, two, three in a triangle, and stars; None for all else."""
    if n == 1:
        return np.zeros((1, 2))
    degree = np.bincount(edges.ravel(), minlength=n)
    long = float(reach.max())
    if n == 2:
        return np.array([[-0.5, 0.0], [0.5, 0.0]]) * long * 1.5
    if n == 3 and len(edges) == 3:
        return np.array([[0.0, -0.58], [-0.62, 0.4], [0.62, 0.4]]) * long * 1.35
    hub = int(np.argmax(degree))
    if n <= 13 and len(edges) == n - 1 == degree[hub]:
        leaves = [node for node in range(n) if node != hub]
        start = np.pi if n % 2 or n == 3 else np.pi * 1.5
        angles = start + 2 * np.pi * np.arange(n - 1) / (n - 1)
        spots = np.zeros((n, 2))
        grown = long * max(1.25, 0.2 * n)
        spots[leaves] = np.stack([np.cos(angles) * grown * 1.15, np.sin(angles) * grown * 0.8], axis=1)
        if n == 3:  # an open roof: the one in the middle on top
            spots[leaves] = np.array([[-1.05, 0.42], [1.05, 0.42]]) * long
        return spots
    return None


def _distances(edges: Ints, n: int) -> Floats:
    """Return the number of steps between any two nodes, (n, n)."""
    adjacent = np.zeros((n, n), dtype=np.float32)
    adjacent[edges[:, 0], edges[:, 1]] = adjacent[edges[:, 1], edges[:, 0]] = 1
    steps = np.full((n, n), np.inf)
    np.fill_diagonal(steps, 0)
    reached = np.eye(n, dtype=bool)
    edge_of = reached.astype(np.float32)
    step = 0
    while edge_of.any():
        step += 1
        # Sums of zeros and ones are exact, whatever the order in which they are added.
        fresh = ((edge_of @ adjacent) > 0) & ~reached
        steps[fresh] = step
        reached |= fresh
        edge_of = fresh.astype(np.float32)
    return np.where(np.isinf(steps), n, steps)


def _spread(steps: Floats) -> Floats:
    """Return a first picture by pivot scaling: the two main directions of the distances to a few far-apart nodes."""
    n = len(steps)
    pivots = [int(np.argmax(steps.sum(axis=1)))]
    while len(pivots) < min(n, 24):
        pivots.append(int(np.argmax(steps[pivots].min(axis=0))))
    squares = steps[:, pivots] ** 2
    centred = squares - squares.mean(axis=0) - squares.mean(axis=1)[:, None] + squares.mean()
    first = _main_direction(centred, None)
    second = _main_direction(centred, first)
    golden = np.arange(n) * 2.399963
    jitter = np.stack([np.cos(golden), np.sin(golden)], axis=1) * 0.05  # parts what the distances cannot tell apart
    spots = np.stack([_einsum(centred, first), _einsum(centred, second)], axis=1)
    return np.round(spots / max(float(np.abs(spots).max()), 1e-9), 6) + jitter


def _main_direction(matrix: Floats, apart_from: Floats | None) -> Floats:
    """Return the direction in which the rows of a matrix differ most, found by turning towards it again and again."""
    vector: Floats = np.cos(np.arange(matrix.shape[1]) * 1.7 + 0.3)
    for _ in range(40):
        vector = np.einsum("ij,i->j", matrix, _einsum(matrix, vector))
        if apart_from is not None:
            vector = vector - apart_from * float((vector * apart_from).sum())
        length = float(np.sqrt((vector * vector).sum()))
        if length < 1e-9:
            return np.zeros_like(vector)
        vector = vector / length
    return vector


def _einsum(matrix: Floats, vector: Floats) -> Floats:
    product: Floats = np.einsum("ij,j->i", matrix, vector)
    return product


def _stress(spots: Floats, wanted: Floats, rounds: int, is_cancelled: Callable[[], bool]) -> Floats:
    """Move nodes until they stand about as far apart as wanted (majorisation, Gansner, Koren and North 2004)."""
    scale = float(wanted.max()) / max(float(np.ptp(spots, axis=0).max()), 1e-9)
    spots = spots * scale
    weights = 1 / np.maximum(wanted, 1e-9) ** 2
    np.fill_diagonal(weights, 0)
    total = weights.sum(axis=1)[:, None]
    for _ in range(rounds):
        if is_cancelled():
            break
        delta = spots[:, None] - spots[None]
        apart = np.sqrt((delta**2).sum(axis=2))
        pull = weights * wanted / np.maximum(apart, 1e-6)
        moved = (np.einsum("ij,jk->ik", weights, spots) + np.einsum("ij,ijk->ik", pull, delta)) / total
        if float(np.abs(moved - spots).max()) < 0.05:
            return np.asarray(moved)
        spots = moved
    return spots


def _pull_together(spots: Floats, edges: Ints, weights: Floats, reach: float, is_cancelled: Callable[[], bool]) -> Floats:
    """Gather neighbourhoods: attraction along edges, repulsion by degree (after Noack 2007), slowly cooled."""
    n = len(spots)
    degree = np.maximum(np.bincount(edges.ravel(), weights=np.repeat(weights, 2), minlength=n), 1.0)
    mass = degree[:, None] * degree[None]
    spots = spots / reach
    heat = 0.6
    rounds = 120 if n <= 500 else 70
    for turn in range(rounds):
        if is_cancelled():
            break
        dx = spots[:, 0][:, None] - spots[:, 0][None]
        dy = spots[:, 1][:, None] - spots[:, 1][None]
        push = mass / (dx * dx + dy * dy + 0.01)
        np.fill_diagonal(push, 0)
        force = np.stack([(push * dx).sum(axis=1), (push * dy).sum(axis=1)], axis=1) * 0.03
        delta = spots[edges[:, 1]] - spots[edges[:, 0]]
        apart = np.sqrt((delta**2).sum(axis=1)) + 1e-6
        pull = (weights * apart ** (PULL - 1))[:, None] * delta
        for axis in (0, 1):
            force[:, axis] += np.bincount(edges[:, 0], weights=pull[:, axis], minlength=n)
            force[:, axis] -= np.bincount(edges[:, 1], weights=pull[:, axis], minlength=n)
        force -= GRAVITY * degree[:, None] * (spots - spots.mean(axis=0))
        length = np.sqrt((force**2).sum(axis=1))[:, None] + 1e-9
        spots = spots + force / length * np.minimum(length / degree[:, None], heat)
        heat = 0.6 * (1 - (turn + 1) / rounds) + 0.01
    delta = spots[edges[:, 1]] - spots[edges[:, 0]]
    return spots * (DENSE * reach / max(float(np.median(np.sqrt((delta**2).sum(axis=1)))), 1e-6))


def _turned(spots: Floats) -> Floats:
    """Turn the drawing so that it fits a page best, the first companies at the upper left."""
    spots = spots - spots.mean(axis=0)
    angles = np.arange(36) * (np.pi / 36)
    x = np.outer(np.cos(angles), spots[:, 0]) - np.outer(np.sin(angles), spots[:, 1])
    y = np.outer(np.sin(angles), spots[:, 0]) + np.outer(np.cos(angles), spots[:, 1])
    best = int(np.argmin(np.round(np.maximum(np.ptp(x, axis=1), np.ptp(y, axis=1) * ASPECT), 3)))
    turned = np.stack([x[best], y[best]], axis=1)
    lead = turned[: max(1, len(turned) // 3)].mean(axis=0)
    return np.asarray(turned * np.where(lead > 1e-6, -1.0, 1.0))
