"""The forces of the kernel in numpy: the same sums in the same order as the compiled ones, the same places to the last bit."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Int32s = NDArray[np.int32]

#: Points in a bucket, nodes in one of the next level, and how many buckets look at the tree at once.
BUCKET, BRANCH, AT_ONCE = 8, 4, 512
#: What keeps two points on one place from pushing without bounds.
SOFT = 1e-3


def repel(x: Floats, y: Floats, mass: Floats, order: Int32s, is_near: bool, theta: float) -> tuple[Floats, Floats, Floats]:
    """Return how all points push each one, fx and fy, and the sum of their nearness, z.

    `mass` (above 0) times distance / square, or with `is_near` mass times distance / (1 + square)^2, z then being the sum of
    mass / (1 + square), the point itself included. `order` names all rows along a curve that fills the plane (`curve.along`);
    what is at most `theta` as wide as it is far acts from its middle.
    """
    n = len(x)
    if not n:
        return np.zeros(0), np.zeros(0), np.zeros(0)
    if order.min() < 0 or order.max() >= n:
        raise ValueError("an order of other rows")
    padded = -(-n // BUCKET) * BUCKET
    rows = np.concatenate([order, np.full(padded - n, order[-1])])
    px, py, pm = x[rows], y[rows], np.where(np.arange(padded) < n, mass[rows], 0.0)
    levels = [_gathered((pm, px, py, px, px, py, py), BUCKET)]
    while len(levels[-1][0]) > BRANCH:
        levels.append(_gathered(levels[-1], BRANCH))
    points = tuple(column.reshape(-1, BUCKET) for column in (px, py, pm))
    sums = [np.zeros((padded // BUCKET, BUCKET)) for _ in range(3)]
    for first in range(0, padded // BUCKET, AT_ONCE):
        _look(np.arange(first, min(first + AT_ONCE, padded // BUCKET)), levels, points, is_near, theta, sums)
    out = []
    for column in sums:
        placed = np.empty(n)
        placed[order] = column.reshape(-1)[:n]
        out.append(placed)
    return out[0], out[1], out[2]


def _gathered(below: tuple[Floats, ...], width: int) -> tuple[Floats, ...]:
    """Return mass, middle and bounds of every `width` nodes in turn, added one after the other."""
    mass, x, y, left, right, top, bottom = below
    count = -(-len(mass) // width)
    sums = [np.zeros(count) for _ in range(3)]
    bounds = [column[::width].copy() for column in (left, right, top, bottom)]
    for place in range(width):
        some = slice(place, None, width)
        there = len(mass[some])
        for total, column in zip(sums, (mass[some], mass[some] * x[some], mass[some] * y[some]), strict=True):
            total[:there] += column
        for bound, column, better in zip(bounds, (left, right, top, bottom), (np.minimum, np.maximum) * 2, strict=True):
            bound[:there] = better(bound[:there], column[some])
    return sums[0], sums[1] / sums[0], sums[2] / sums[0], *bounds


def _look(
    targets: Ints, levels: list[tuple[Floats, ...]], points: tuple[Floats, ...], is_near: bool, theta: float, sums: list[Floats]
) -> None:
    """Add to `sums` what the tree does to some buckets."""
    _, _, _, *bounds = levels[0]
    left, right, top, bottom = (bound[targets] for bound in bounds)
    there = tuple(column[targets] for column in points[:2])
    totals = [np.zeros((len(targets), BUCKET)) for _ in range(3)]
    who = np.repeat(np.arange(len(targets)), len(levels[-1][0]))
    nodes = np.tile(np.arange(len(levels[-1][0])), len(targets))
    for level in range(len(levels) - 1, -1, -1):
        mass, x, y, *edges = levels[level]
        dx = np.maximum(np.maximum(left[who] - x[nodes], x[nodes] - right[who]), 0.0)
        dy = np.maximum(np.maximum(top[who] - y[nodes], y[nodes] - bottom[who]), 0.0)
        across = np.maximum(edges[1][nodes] - edges[0][nodes], edges[3][nodes] - edges[2][nodes])
        is_far = across * across < theta * theta * (dx * dx + dy * dy)
        _act(who[is_far], nodes[is_far], (x, y, mass), there, is_near, totals)
        who, nodes = who[~is_far], nodes[~is_far]
        if level:
            below = len(levels[level - 1][0])
            counts = np.minimum((nodes + 1) * BRANCH, below) - nodes * BRANCH
            who = np.repeat(who, counts)
            nodes = np.repeat(nodes * BRANCH, counts) + np.arange(len(who)) - np.repeat(np.cumsum(counts) - counts, counts)
    for place in range(BUCKET):
        _act(who, nodes, tuple(column[:, place] for column in points), there, is_near, totals)
    for column, total in zip(sums, totals, strict=True):
        column[targets] = total


def _act(who: Ints, nodes: Ints, of: tuple[Floats, ...], there: tuple[Floats, ...], is_near: bool, totals: list[Floats]) -> None:
    """Let each node act on the bucket beside it."""
    if not len(who):
        return
    x, y, mass = (column[nodes] for column in of)
    for place in range(BUCKET):
        dx, dy = there[0][who, place] - x, there[1][who, place] - y
        if is_near:
            u = 1.0 / (1.0 + (dx * dx + dy * dy))
            mu = mass * u
            w = mu * u
            totals[2][:, place] += np.bincount(who, weights=mu, minlength=len(totals[2]))
        else:
            w = mass / (dx * dx + dy * dy + SOFT)
        totals[0][:, place] += np.bincount(who, weights=w * dx, minlength=len(totals[0]))
        totals[1][:, place] += np.bincount(who, weights=w * dy, minlength=len(totals[1]))


def attract(x: Floats, y: Floats, pairs: Int32s, weight: Floats, is_near: bool) -> tuple[Floats, Floats]:
    """Return how its partners pull each point: with its weight, or with `is_near` weight times distance / (1 + square)."""
    if len(pairs) and (pairs.min() < 0 or pairs.max() >= len(x)):
        raise ValueError("pairs of rows that are not there")
    first, second = pairs[:, 0], pairs[:, 1]
    dx, dy = x[second] - x[first], y[second] - y[first]
    square = dx * dx + dy * dy
    pull = weight / (1.0 + square) if is_near else weight / np.sqrt(square + SOFT)
    forces: list[Floats] = []
    for delta in (dx, dy):
        there = np.bincount(first, weights=pull * delta, minlength=len(x)).astype(np.float64)
        forces.append(there - np.bincount(second, weights=pull * delta, minlength=len(x)))
    return forces[0], forces[1]


def steps_from(starts: Ints, ends: Int32s, source: int) -> Int32s:
    """Return how many steps every row is from one, int32 (n), -1 where no way leads; the partners of row i begin at `starts[i]`."""
    steps = np.full(len(starts) - 1, -1, dtype=np.int32)
    steps[source] = 0
    here, step = np.array([source]), 0
    while len(here):
        step += 1
        counts = starts[here + 1] - starts[here]
        at = np.repeat(starts[here], counts) + np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
        fresh = ends[at]
        here = np.unique(fresh[steps[fresh] < 0])
        steps[here] = step
    return steps


def match(starts: Ints, ends: Int32s, weight: Floats, size: Floats, order: Int32s) -> tuple[int, Int32s]:
    """Return how many groups there are, and that of each row, int32 (n): rows that pull each other most for their sizes, in turn.

    Who finds all partners taken joins the smallest of their groups, up to four rows.
    """
    start, end, pull, mass = starts.tolist(), ends.tolist(), weight.tolist(), size.tolist()
    group, held, members = [-1] * len(size), list[float](), list[int]()
    for row in order.tolist():
        if group[row] >= 0:
            continue
        best, most, joined = -1, 0.0, -1
        for j in range(start[row], start[row + 1]):
            to = end[j]
            if to == row:
                continue
            if group[to] < 0:
                here = pull[j] / (mass[row] * mass[to])
                if here > most:
                    most, best = here, to
            elif members[group[to]] < 4 and (joined < 0 or held[group[to]] < held[joined]):
                joined = group[to]
        if best < 0 and joined >= 0:
            group[row] = joined
            held[joined] += mass[row]
            members[joined] += 1
            continue
        group[row] = len(held)
        if best >= 0:
            group[best] = len(held)
        held.append(mass[row] + mass[best] if best >= 0 else mass[row])
        members.append(2 if best >= 0 else 1)
    return len(held), np.array(group, dtype=np.int32)
