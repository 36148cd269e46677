"""The ground layer of a large map as pixels: lines that add up where they are many, discs that stand clear of them.

    layer, camera -> segments in the picture -> how much ink lies on a pixel, a plane a colour -> tone -> discs -> ARGB

Where lines of opacity a meet on a pixel, they cover more of it the more they are, up to a part that leaves companies and names to
be read, and show the mean of their colours: no line lies on top, and neither their order nor the cut into bands can be seen. `a`
falls where much ink lies in view, so that a hundred thousand companies show their dense and their open country, and rises where
little does.
"""

from collections.abc import Callable
from math import isfinite, sqrt

import numpy as np
from numpy.typing import NDArray

from explorer.landscape.views import Camera
from explorer.map import kernel
from explorer.map.layer import Layer

Pixels = NDArray[np.uint32]

#: Ink of one plain line on a pixel that it covers; a plane holds 65535 of it.
INK = 64
#: The opacity of a line with nothing around it, and of the least that is still to be seen.
CLEAR, FAINT = 0.88, 0.05
#: How many lines on each pixel of the picture, at the mean, are still painted with full opacity.
OPEN = 0.12
#: So much of a pixel lines cover at most, however many of them lie on each other, and by this power of their number they near it.
FULL, CROWDED = 0.6, 0.7
#: No smaller than this is a disc drawn, and this wide is the ring around it that is kept clear of lines; pixels at ratio 1.
LEAST, GAP = 0.9, 1.1
#: Where more lines than this lie on each pixel, at the mean, lines are hairs without soft edges: nobody could tell.
HAIRS = 4.0
#: Pixels that are drawn at once; few enough for a processor's own memory.
BAND = 1 << 20


def never() -> bool:
    """Say that the work is not cancelled."""
    return False


def paint(
    layer: Layer,
    palette: NDArray[np.uint32],
    camera: Camera,
    size: tuple[int, int],
    ratio: float = 1.0,
    *,
    share: float = 1.0,
    width: float = 1.1,
    opacity: float | None = None,
    is_cancelled: Callable[[], bool] = never,
) -> Pixels | None:
    """Return the layer as this camera sees it: uint32 (h, w) premultiplied ARGB on a transparent ground; None when cancelled.

    `palette` is uint32 (p) opaque 0xAARRGGBB, `size` in device pixels, `ratio` device pixels for one of the camera's.
    `share` below 1 draws a sample of the lines, as dark as all of them. `width` is that of a line of weight 1 in pixels at ratio 1,
    `opacity` that of a single line, found from how much is in view when left out. Lines with neither end in view are left out.
    """
    wide, high = size
    out: Pixels = np.zeros((max(high, 0), max(wide, 0)), dtype=np.uint32)
    if not out.size or not (isfinite(camera.x) and isfinite(camera.y) and isfinite(camera.scale) and camera.scale > 0):
        return out
    colours = np.ascontiguousarray(palette, dtype=np.uint32)
    if not len(colours) or len(colours) > 256:
        raise ValueError(f"A palette has 1 to 256 colours, not {len(colours)}")
    seen = (camera.x, camera.y, camera.scale * ratio, wide, high)
    if len(layer.pairs):
        step = max(1, round(1 / min(max(share, 1e-3), 1.0)))
        ink, thick = _ink_of(layer, width * ratio)
        found = kernel.segments(layer.xy, layer.pairs, ink, thick, layer.line_colour, len(colours), *seen, step)
        crowd = found.length * step / (INK * wide * high)
        single = opacity if opacity is not None else _opacity(crowd)
        if crowd > HAIRS:
            found.thick[found.thick < 1.5 * 256 * ratio] = 0
        tone = _tones(single, step)
        band = min(high, max(8, BAND // wide))
        planes = np.zeros(found.used * band * wide, dtype=np.uint16)
        for top in range(0, high if found.used else 0, band):
            if is_cancelled():
                return None
            kernel.draw_lines(out, found, colours, tone, top, min(top + band, high), planes)
    if is_cancelled():
        return None
    if len(layer.xy):
        kernel.draw_discs(
            out, layer.xy, layer.radius, layer.colour, layer.strength, colours, _by_size(layer), *seen, LEAST * ratio, GAP * ratio
        )
    return out


def _ink_of(layer: Layer, width: float) -> tuple[NDArray[np.uint16], NDArray[np.uint16]]:
    """Return how much ink each line lays on a pixel, and its thickness in 1/256 pixels: twice the weight is 1.4 times as thick."""
    strength = np.nan_to_num(np.clip(layer.line_strength, 0, 1))
    thick = np.sqrt(np.clip(np.nan_to_num(layer.weight, nan=1.0), 0.25, 16.0)) * np.float32(width * 256)
    # What is thinner than a pixel is drawn a pixel wide with less ink: otherwise it would come and go with its slope.
    thin = np.minimum(thick, 256) / 256
    return np.rint(strength * thin * INK).astype(np.uint16), np.clip(thick, 256, 60 * 256).astype(np.uint16)


def _opacity(lines_on_a_pixel: float) -> float:
    """Return the opacity of one line where so many lie on each pixel of the picture, at the mean."""
    return max(FAINT, CLEAR * min(1.0, sqrt(OPEN / max(lines_on_a_pixel, 1e-9))))


def _tones(single: float, step: int) -> NDArray[np.float32]:
    """Return the opacity of a pixel by the ink on it, float32 (65536).

    It nears `FULL` the more slowly the more lines there are, so that hundreds of lines to one company are a tint in which others
    can be made out; a line is never less than it is alone.
    """
    single = min(max(single, 0.0), 0.999)
    lines = np.minimum(np.arange(65536) * step, 65535) / INK
    if single >= FULL:
        return (single * np.minimum(lines, 1.0)).astype(np.float32)
    lines = np.where(lines > 1.0, lines**CROWDED, lines)
    return (FULL * (1.0 - (1.0 - single / FULL) ** lines)).astype(np.float32)


def _by_size(layer: Layer) -> NDArray[np.int32]:
    """Return the rows of the discs, the smallest first, so that what matters lies on top; the first rows above the last."""
    sizes = np.clip(np.nan_to_num(layer.radius[::-1]) * 64, 0, 65535).astype(np.uint16)
    return (len(sizes) - 1 - np.argsort(sizes, kind="stable")).astype(np.int32)
