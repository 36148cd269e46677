"""The compiled kernel under the names and with the arguments of `plain`; importing it fails where nothing was compiled."""

import numpy as np
from numpy.typing import NDArray

from explorer.map.kernel import _compiled
from explorer.map.kernel.segments import Scratch, Segments


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
    scratch: Scratch,
) -> None:
    """Draw lines into the rows `top` to `bottom` of a picture; see `plain.draw_lines`."""
    high, wide = out.shape
    pixels = (bottom - top) * wide
    _compiled.draw_lines(
        out, wide, high, found.ends, found.ink, found.thick, found.starts, palette, tone, top, bottom,
        scratch.plane[:pixels], scratch.mixed[:pixels],
    )  # fmt: skip


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
