"""Where the companies of many small groups go, all groups of one size at once: lines of even length."""

import numpy as np

from explorer.map.links import Floats, Ints, Links

#: Rounds of moving towards the wanted distances; enough for a dozen companies.
ROUNDS = 50


def evenly(links: Links, groups: Ints, reach: float) -> Floats:
    """Return places (g, s, 2) around the middle of each of g connected groups of s rows, `groups` (g, s), lines about `reach` long.

    Stress majorisation (Gansner, Koren and North 2004) of all groups together.
    """
    count, size = groups.shape
    if size == 1:
        return np.zeros((count, 1, 2))
    if size == 2:
        return np.tile(np.array([[-0.5, 0.0], [0.5, 0.0]]) * reach, (count, 1, 1))
    steps = _steps(links, groups)
    wanted = steps * reach
    spots = _start(steps) * reach
    weight = 1.0 / np.maximum(steps, 1.0) ** 2
    weight[:, np.arange(size), np.arange(size)] = 0.0
    total = _sum(weight)[..., None]
    for _ in range(ROUNDS):
        delta = spots[:, :, None, :] - spots[:, None, :, :]
        apart = np.sqrt(delta[..., 0] * delta[..., 0] + delta[..., 1] * delta[..., 1])
        pull = weight * wanted / np.maximum(apart, 1e-6)
        moved = [_sum(weight * spots[:, None, :, axis] + pull * delta[..., axis]) for axis in (0, 1)]
        spots = np.stack(moved, axis=2) / total
    return _level(spots)


def _sum(values: Floats) -> Floats:
    """Add up along the last axis, one after the other."""
    total = values[..., 0].copy()
    for place in range(1, values.shape[-1]):
        total += values[..., place]
    return total


def _steps(links: Links, groups: Ints) -> Floats:
    """Return the number of steps between any two rows of each group, (g, s, s)."""
    count, size = groups.shape
    place = np.full(links.n, -1, dtype=np.int64)
    of = np.full(links.n, -1, dtype=np.int64)
    place[groups] = np.arange(size)[None]
    of[groups] = np.arange(count)[:, None]
    ends = links.pairs[of[links.pairs[:, 0]] >= 0]
    steps = np.full((count, size, size), float(size))
    steps[:, np.arange(size), np.arange(size)] = 0.0
    group, one, two = of[ends[:, 0]], place[ends[:, 0]], place[ends[:, 1]]
    steps[group, one, two] = steps[group, two, one] = 1.0
    for middle in range(size):
        steps = np.minimum(steps, steps[:, :, middle, None] + steps[:, None, middle, :])
    return steps


def _start(steps: Floats) -> Floats:
    """Return a first picture: the way between two far ends lies level, what is far from both above or below."""
    count, size, _ = steps.shape
    every = np.arange(count)
    one = np.argmax(steps[:, 0], axis=1)
    from_one = steps[every, one]
    from_two = steps[every, np.argmax(from_one, axis=1)]
    third = np.argmax(np.minimum(from_one, from_two), axis=1)
    x = 0.5 * (from_one - from_two)
    y = 0.5 * (from_one + from_two) - steps[every, third]
    rows = np.arange(size)
    spread = np.stack([(rows * 0.618034) % 1.0 - 0.5, (rows * 0.754878) % 1.0 - 0.5], axis=1)
    return np.stack([x, y], axis=2) + 0.6 * spread[None]


def _level(spots: Floats) -> Floats:
    """Turn each group so that it is wider than high, around its middle, its first company to the left and above."""
    size = spots.shape[1]
    x, y = (spots[..., axis] - (_sum(spots[..., axis]) / size)[:, None] for axis in (0, 1))
    across, down, both = _sum(x * x), _sum(y * y), _sum(x * y)
    half = 0.5 * (across - down)
    root = np.sqrt(half * half + both * both)
    # The direction of the larger spread: (root + half, both), or straight down where that vanishes.
    vx, vy = np.where(half >= 0, root + half, np.abs(both)), np.where(half >= 0, both, np.where(both < 0, half - root, root - half))
    length = np.maximum(np.sqrt(vx * vx + vy * vy), 1e-12)
    cos, sin = np.where(length > 1e-9, vx / length, 1.0)[:, None], np.where(length > 1e-9, vy / length, 0.0)[:, None]
    turned_x, turned_y = x * cos + y * sin, y * cos - x * sin
    turned_x = turned_x * np.where(turned_x[:, :1] > 1e-6, -1.0, 1.0)
    turned_y = turned_y * np.where(turned_y[:, :1] > 1e-6, -1.0, 1.0)
    return np.stack([turned_x, turned_y], axis=2)
