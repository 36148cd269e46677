"""The geometry of lines, many at a time: where curves run, how they fan out, and how they give discs a wide berth."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

#: Clear ground between a disc and the end of a line, and the length of an arrowhead, in pixels.
CLEAR, HEAD = 3.0, 9.0


def normals(starts: Floats, ends: Floats) -> Floats:
    """Return unit vectors to the left of the way from start to end, seen on the screen."""
    delta = ends - starts
    length = np.maximum(np.hypot(delta[:, 0], delta[:, 1]), 1e-9)
    return np.stack([delta[:, 1] / length, -delta[:, 0] / length], axis=1)


def bent(starts: Floats, ends: Floats, bends: Floats) -> Floats:
    """Return the control points of curves whose middle lies `bends` pixels beside the straight line."""
    return (starts + ends) / 2 + normals(starts, ends) * (2 * bends)[:, None]


def trimmed(starts: Floats, controls: Floats, ends: Floats, gaps0: Floats, gaps1: Floats) -> tuple[Floats, Floats]:
    """Return where curves begin and end when they keep off their ends by so many pixels; never more than half the way."""
    return _towards(starts, controls, gaps0), _towards(ends, controls, gaps1)


def _towards(points: Floats, aims: Floats, by: Floats) -> Floats:
    delta = aims - points
    length = np.maximum(np.hypot(delta[:, 0], delta[:, 1]), 1e-9)
    return points + delta * (np.minimum(by, length * 0.92) / length)[:, None]


def samples(starts: Floats, controls: Floats, ends: Floats, count: int) -> Floats:
    """Return (m, count, 2) points along each curve."""
    t = ((np.arange(count) + 0.5) / count)[None, :, None]
    u = 1 - t
    return u * u * starts[:, None] + 2 * u * t * controls[:, None] + t * t * ends[:, None]


def pieces(curves: Floats, drawn: Floats, gaps: Floats) -> tuple[Floats, NDArray[np.int64]]:
    """Cut curves, (m, 6) of start, control and end, into straight pieces, (k, 4), and say how many belong to each.

    They are dashes of `drawn` pixels with gaps between, or chords of about that length where the gap is 0.
    """
    starts, controls, ends = curves[:, :2], curves[:, 2:4], curves[:, 4:]
    lengths = np.hypot(*(controls - starts).T) + np.hypot(*(ends - controls).T)
    counts = np.maximum(np.ceil(lengths / (drawn + gaps)), 1).astype(np.int64)
    # A curve bends so little that an even step of its parameter is an even step along it.
    steps = np.where(gaps > 0, (drawn + gaps) / np.maximum(lengths, 1e-9), 1 / counts)
    shares = np.where(gaps > 0, drawn / np.maximum(lengths, 1e-9), steps)
    which = np.repeat(np.arange(len(curves)), counts)
    begin = (np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts, counts)) * steps[which]
    points = []
    for t in (begin[:, None], np.minimum(begin + shares[which], 1.0)[:, None]):
        u = 1 - t
        points.append(u * u * starts[which] + 2 * u * t * controls[which] + t * t * ends[which])
    return np.concatenate(points, axis=1), counts


def detours(starts: Floats, ends: Floats, around: Floats, radii: Floats, own: NDArray[np.int64], step: float) -> Floats:
    """Return for each straight line the bend, of the smallest that help, with which it passes no disc but its own two.

    `own` is (m, 2): the discs at its ends, which it may touch.
    """
    bends = np.zeros(len(starts))
    blocked = _passes(samples(starts, bent(starts, ends, bends), ends, 24), around, radii, own)
    for bend in (step, -step, 2 * step, -2 * step, 3 * step, -3 * step):
        if not blocked.any():
            break
        rows = np.flatnonzero(blocked)
        controls = bent(starts[rows], ends[rows], np.full(len(rows), bend))
        still = _passes(samples(starts[rows], controls, ends[rows], 24), around, radii, own[rows])
        bends[rows[~still]] = bend
        blocked[rows[~still]] = False
    return bends


def _passes(points: Floats, around: Floats, radii: Floats, own: NDArray[np.int64]) -> NDArray[np.bool_]:
    lines, count, _ = points.shape
    near = np.full((lines, len(around)), np.inf)
    for i in range(count):
        dx = points[:, i, :1] - around[None, :, 0]
        dy = points[:, i, 1:] - around[None, :, 1]
        np.minimum(near, dx * dx + dy * dy, out=near)
    near[np.arange(lines), own[:, 0]] = near[np.arange(lines), own[:, 1]] = np.inf
    return np.asarray((near < (radii[None] + 5.0) ** 2).any(axis=1))
