"""The compiled kernel under the names and with the arguments of `plain`; importing it fails where nothing was compiled."""

import numpy as np
from numpy.typing import NDArray

from explorer.map.kernel import _compiled
from explorer.map.kernel.segments import Segments

Floats = NDArray[np.float64]


def segments(
    xy: NDArray[np.float32],
    pairs: NDArray[np.int32],
    ink: NDArray[np.uint16],
    thick: NDArray[np.uint16],
    colour: NDArray[np.uint8],
    colours: int,
    x: float,
    y: float,
    scale: float,
    wide: int,
    high: int,
    step: int,
) -> Segments:
    """Return every `step`th line as it lies in a picture of this size; see `plain.segments`."""
    room = -(-len(pairs) // step)
    ends, kept = np.empty((room, 4)), np.empty(room, dtype=np.int32)
    inks, thicks, starts = np.empty(room, dtype=np.uint16), np.empty(room, dtype=np.uint16), np.empty(colours + 1, dtype=np.int64)
    count, length = _compiled.segments(
        xy, pairs, ink, thick, colour, colours, x, y, scale, wide, high, step, ends, inks, thicks, starts, kept
    )
    return Segments(ends[:count], inks[:count], thicks[:count], starts, length)


def draw_lines(
    out: NDArray[np.uint32],
    found: Segments,
    palette: NDArray[np.uint32],
    tone: NDArray[np.float32],
    top: int,
    bottom: int,
    planes: NDArray[np.uint16],
) -> None:
    """Draw lines into the rows `top` to `bottom` of a picture; see `plain.draw_lines`."""
    high, wide = out.shape
    some = planes[: found.used * (bottom - top) * wide]
    _compiled.draw_lines(out, wide, high, found.ends, found.ink, found.thick, found.starts, palette, tone, top, bottom, some)


def draw_discs(
    out: NDArray[np.uint32],
    xy: NDArray[np.float32],
    radius: NDArray[np.float32],
    colour: NDArray[np.uint8],
    strength: NDArray[np.float32],
    palette: NDArray[np.uint32],
    order: NDArray[np.int32],
    x: float,
    y: float,
    scale: float,
    wide: int,
    high: int,
    least: float,
    gap: float,
) -> None:
    """Draw discs over what is there; see `plain.draw_discs`."""
    _compiled.draw_discs(out, xy, radius, colour, strength, palette, order, x, y, scale, wide, high, least, gap)


def repel(
    x: Floats, y: Floats, mass: Floats, order: NDArray[np.int32], is_near: bool, theta: float
) -> tuple[Floats, Floats, Floats]:
    """Return how all points push each one; see `plain_forces.repel`."""
    fx, fy, z = np.empty(len(x)), np.empty(len(x)), np.empty(len(x))
    if len(x):
        _compiled.repel(x, y, mass, order, int(is_near), theta, fx, fy, z)
    return fx, fy, z


def attract(x: Floats, y: Floats, pairs: NDArray[np.int32], weight: Floats, is_near: bool) -> tuple[Floats, Floats]:
    """Return how its partners pull each point; see `plain_forces.attract`."""
    sums = np.zeros((4, len(x)))
    _compiled.attract(x, y, pairs, weight, int(is_near), *sums)
    return sums[0] - sums[2], sums[1] - sums[3]


def steps_from(starts: NDArray[np.int64], ends: NDArray[np.int32], source: int) -> NDArray[np.int32]:
    """Return how many steps every row is away from one; see `plain_forces.steps_from`."""
    steps, queue = np.empty((2, len(starts) - 1), dtype=np.int32)
    _compiled.steps_from(starts, ends, source, steps, queue)
    return steps


def match(
    starts: NDArray[np.int64], ends: NDArray[np.int32], weight: Floats, size: Floats, order: NDArray[np.int32]
) -> tuple[int, NDArray[np.int32]]:
    """Return how many groups there are, and that of each row; see `plain_forces.match`."""
    n = len(size)
    group = np.empty(n, dtype=np.int32)
    return _compiled.match(starts, ends, weight, size, order, group, np.empty(n), np.empty(n, dtype=np.int32)), group


def push(
    xy: Floats,
    half: Floats,
    held: NDArray[np.uint8],
    cell: NDArray[np.int64],
    order: NDArray[np.int32],
    starts: NDArray[np.int64],
    across: int,
) -> int:
    """Move overlapping boxes one step apart in place; see `plain_forces.push`."""
    return _compiled.push(xy, half, held, cell, order, starts, across, np.zeros_like(xy), np.zeros_like(xy))


def take_grounds(
    xy: Floats,
    half: Floats,
    held: NDArray[np.uint8],
    order: NDArray[np.int32],
    offsets: Floats,
    left: float,
    top: float,
    size: float,
    across: int,
    down: int,
) -> int:
    """Give every box ground of its own, in place, and return how many had to move; see `plain_room.take_grounds`."""
    return _compiled.take_grounds(xy, half, held, order, offsets, left, top, size, across, down)
