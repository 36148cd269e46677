"""How good a layout is: stress, neighbourhoods kept, crossings and overlaps; large ones by samples that are the same each time."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.map import kernel
from explorer.map.links import Links

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Quality:
    """Of one connected network: stress after the best scaling, shares of 1- and 2-hop neighbourhoods kept, crossings on a pair."""

    stress: float
    near: float
    nearer: float
    crossings: float


def quality(links: Links, xy: Floats, sample: int = 1500, seed: int = 7) -> Quality:
    """Return how good these places are for a connected network.

    Stress is the normalised one, the mean of (d / s - 1)^2 over pairs of a sample with all rows, d scaled best, s in steps. A
    neighbourhood is kept as far as a company's partners (or all within two steps) are its nearest: their share in common (Jaccard).
    """
    dice = np.random.default_rng(seed)
    rows = np.sort(dice.choice(links.n, min(sample, links.n), replace=False))
    ratios, squares, near, nearer = 0.0, 0.0, [], []
    count = 0
    for row in rows:
        delta = xy - xy[row]
        away = np.sqrt((delta * delta).sum(axis=1))
        steps = kernel.steps_from(links.starts, links.ends, int(row)).astype(np.float64)
        others = steps > 0
        ratio = away[others] / steps[others]
        ratios, squares, count = ratios + ratio.sum(), squares + (ratio * ratio).sum(), count + len(ratio)
        away[row] = np.inf
        for reach, kept in ((1, near), (2, nearer)):
            partners = np.flatnonzero(others & (steps <= reach))
            if len(partners) < links.n - 1:
                nearest = np.argpartition(away, len(partners) - 1)[: len(partners)] if len(partners) else partners
                common = len(np.intersect1d(partners, nearest, assume_unique=True))
                kept.append(common / max(2 * len(partners) - common, 1))
    scale = ratios / max(squares, 1e-300)
    stress = (scale * scale * squares - 2 * scale * ratios + count) / max(count, 1)
    return Quality(stress, float(np.mean(near)), float(np.mean(nearer)), crossings(links, xy, dice))


def crossings(links: Links, xy: Floats, dice: np.random.Generator, sample: int = 1_000_000) -> float:
    """Return how many others a pair's line crosses, at the mean, estimated from sampled pairs of lines."""
    k = len(links.pairs)
    if k < 2:
        return 0.0
    one, two = dice.integers(0, k, (2, sample))
    first, second = links.pairs[one], links.pairs[two]
    apart = (first[:, :, None] != second[:, None, :]).all(axis=(1, 2))
    a, b, c, d = xy[first[apart, 0]], xy[first[apart, 1]], xy[second[apart, 0]], xy[second[apart, 1]]
    crossed = (_side(a, b, c) != _side(a, b, d)) & (_side(c, d, a) != _side(c, d, b))
    return float(crossed.sum() / sample * k / 2)


def _side(a: Floats, b: Floats, c: Floats) -> NDArray[np.bool_]:
    turned: NDArray[np.bool_] = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) > (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    return turned


def overlaps(xy: Floats, half: Floats, slack: float = 0.05) -> int:
    """Return how many pairs of boxes with these half widths and heights overlap by more than `slack`."""
    order = np.argsort(xy[:, 0], kind="stable")
    xy, half = xy[order], half[order]
    found = 0
    ends = np.searchsorted(xy[:, 0], xy[:, 0] + half[:, 0] + half[:, 0].max())
    for row in range(len(xy)):
        others = slice(row + 1, ends[row])
        apart = np.abs(xy[others] - xy[row]) + slack < half[others] + half[row]
        found += int(apart.all(axis=1).sum())
    return found
