"""The kernel in numpy: what it gives is bit for bit what the compiled one gives, some ten to twenty times slower."""

import numpy as np
from numpy.typing import NDArray

from explorer.map.kernel.segments import Segments

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Lines are cut off so far outside the picture, in pixels.
MARGIN = 40.0
#: So many pixels are drawn at once, to bound memory.
AT_ONCE = 1 << 20


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
    """Return every `step`th line as it lies in a picture of this size, whose middle is at (x, y).

    Left out are lines with neither end in it, and those of rows or colours that are not there or at no finite place.
    """
    rows = np.arange(0, len(pairs), step)
    ends = pairs[rows].astype(np.int64)
    rows = rows[((ends >= 0) & (ends < len(xy))).all(axis=1) & (ink[rows] > 0) & (colour[rows] < colours)]
    one, two = pairs[rows, 0], pairs[rows, 1]
    with np.errstate(all="ignore"):
        ax, ay = (xy[one, 0].astype(np.float64) - x) * scale + wide * 0.5, (xy[one, 1].astype(np.float64) - y) * scale + high * 0.5
        bx, by = (xy[two, 0].astype(np.float64) - x) * scale + wide * 0.5, (xy[two, 1].astype(np.float64) - y) * scale + high * 0.5
        seen = ((ax >= 0) & (ax < wide) & (ay >= 0) & (ay < high)) | ((bx >= 0) & (bx < wide) & (by >= 0) & (by < high))
        seen &= np.isfinite(ax - bx) & np.isfinite(ay - by)
        rows, ax, ay, bx, by = rows[seen], ax[seen], ay[seen], bx[seen], by[seen]
        dx, dy = bx - ax, by - ay
        start: Floats = np.zeros(len(rows))
        stop: Floats = np.ones(len(rows))
        for begin, along, least, most in ((ax, dx, -MARGIN, wide + MARGIN), (ay, dy, -MARGIN, high + MARGIN)):
            low, top = (least - begin) / along, (most - begin) / along
            moves = along != 0
            start = np.where(moves, np.maximum(start, np.minimum(low, top)), start)
            stop = np.where(moves, np.minimum(stop, np.maximum(low, top)), stop)
        kept = start < stop
        rows = rows[kept]
        ax, ay, dx, dy, start, stop = (column[kept] for column in (ax, ay, dx, dy, start, stop))
        clipped = np.stack([ax + start * dx, ay + start * dy, ax + stop * dx, ay + stop * dy], axis=1)
    order = np.argsort(colour[rows], kind="stable")
    rows, clipped = rows[order], clipped[order]
    starts = np.concatenate([[0], np.cumsum(np.bincount(colour[rows], minlength=colours))]).astype(np.int64)
    across, down = clipped[:, 2] - clipped[:, 0], clipped[:, 3] - clipped[:, 1]
    lengths = np.sqrt(across * across + down * down) * ink[rows] * (thick[rows] / 256.0)
    length = float(np.add.accumulate(lengths)[-1]) if len(lengths) else 0.0  # in order, as the compiled kernel adds
    return Segments(clipped, ink[rows], thick[rows], starts, length)


def draw_lines(
    out: NDArray[np.uint32],
    found: Segments,
    palette: NDArray[np.uint32],
    tone: NDArray[np.float32],
    top: int,
    bottom: int,
    planes: NDArray[np.uint16],
) -> None:
    """Draw lines into the rows `top` to `bottom` of a picture whose pixels are still empty there; `tone` is opacity by ink.

    `planes` is room for the compiled kernel, a number for each pixel of the band and each colour used: empty before and after.
    """
    wide = out.shape[1]
    ink = np.zeros((bottom - top) * wide, dtype=np.uint32)
    mixed = [np.zeros(len(ink), dtype=np.uint32) for _ in range(3)]
    plane = np.zeros(len(ink), dtype=np.int64)
    for colour in np.flatnonzero(np.diff(found.starts)):
        _lay_ink(plane, found, int(found.starts[colour]), int(found.starts[colour + 1]), wide, top, bottom)
        inked = np.flatnonzero(plane)
        lies = np.minimum(plane[inked], 65535).astype(np.uint32)
        plane[inked] = 0
        ink[inked] += lies
        for channel, shift in enumerate((16, 8, 0)):
            mixed[channel][inked] += lies * np.uint32(int(palette[colour]) >> shift & 255)
    there = np.flatnonzero(ink)
    lies = ink[there]
    cover = tone[np.minimum(lies, 65535)]
    share = cover / lies.astype(np.float32)
    pixels = (cover * np.float32(255) + np.float32(0.5)).astype(np.uint32) << np.uint32(24)
    for channel, shift in enumerate((16, 8, 0)):
        part = mixed[channel][there].astype(np.float32) * share + np.float32(0.5)
        pixels |= part.astype(np.uint32) << np.uint32(shift)
    out[top:bottom].reshape(-1)[there] = pixels


def _lay_ink(plane: Ints, found: Segments, first: int, last: int, wide: int, top: int, bottom: int) -> None:
    """Lay the ink of the lines of one colour on the pixels of a band."""
    ends, ink, thick = found.ends[first:last], found.ink[first:last].astype(np.int64), found.thick[first:last].astype(np.int64)
    high = (ends[:, 1:4:2].max(axis=1) + 64 >= top) & (ends[:, 1:4:2].min(axis=1) - 64 < bottom)
    ends, ink, thick = ends[high], ink[high], thick[high]
    steep = np.abs(ends[:, 3] - ends[:, 1]) > np.abs(ends[:, 2] - ends[:, 0])
    for is_steep in (False, True):
        some = ends[steep == is_steep]
        some = some[:, [1, 0, 3, 2]] if is_steep else some
        some = np.where((some[:, 0] <= some[:, 2])[:, None], some, some[:, [2, 3, 0, 1]])
        limits = (top, bottom, 0, wide) if is_steep else (0, wide, top, bottom)
        _add(plane, some, ink[steep == is_steep], thick[steep == is_steep], limits, is_steep, wide, top)


def _add(
    plane: Ints, ends: Floats, ink: Ints, thick: Ints, limits: tuple[int, int, int, int], is_steep: bool, wide: int, top: int
) -> None:
    """Add lines to a plane; they run along their first coordinate, one pixel after the other, and cover some across it."""
    x0, y0, x1, y1 = ends.T
    long = x1 - x0
    slope = np.where(long > 0, (y1 - y0) / np.where(long > 0, long, 1.0), 0.0)
    begin, end = np.ceil(x0 - 0.5).astype(np.int64), np.ceil(x1 - 0.5).astype(np.int64)
    # Fixed point, 32 bits behind the dot: exact steps, whichever band they are taken in.
    at = np.floor((y0 + (begin + 0.5 - x0) * slope) * 4294967296.0).astype(np.int64)
    step = np.floor(slope * 4294967296.0).astype(np.int64)
    half = np.floor(thick * np.sqrt(1.0 + slope * slope) * 0.5).astype(np.int64)  # 1/256 pixels to either side
    first, last = np.maximum(begin, limits[0]), np.minimum(end, limits[1])
    kept = first < last
    begin, at, step, half, first = (column[kept] for column in (begin, at, step, half, first))
    last, ink, thick = last[kept], ink[kept], thick[kept]
    counts = last - first
    ends_at = np.cumsum(counts)
    begun = 0
    while begun < len(counts):
        done = int(np.searchsorted(ends_at, (ends_at[begun - 1] if begun else 0) + AT_ONCE)) or 1
        part = slice(begun, max(done, begun + 1))
        begun = part.stop
        row = np.repeat(np.arange(part.start, min(part.stop, len(counts))), counts[part])
        along = first[row] + np.arange(len(row)) - np.repeat(np.cumsum(counts[part]) - counts[part], counts[part])
        middle = (at[row] + step[row] * (along - begin[row])) >> 24
        low, far = middle - half[row], middle + half[row]
        is_hair = thick[row] == 0
        for pixel in range(int((2 * half[part].max() + 255) >> 8) + 1):
            across = (low >> 8) + pixel
            cover = np.minimum(far, (across + 1) << 8) - np.maximum(low, across << 8)
            cover = np.where(is_hair, 256 if not pixel else 0, cover)
            hit = (cover > 0) & (across >= limits[2]) & (across < limits[3])
            amount = (cover[hit] * ink[row[hit]] + 128) >> 8
            where = (along[hit] - top) * wide + across[hit] if is_steep else (across[hit] - top) * wide + along[hit]
            np.add.at(plane, where, amount)


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
    """Draw discs over what is there, in this order of rows, each in a ring that is cleared; the smallest have `least` pixels."""
    with np.errstate(all="ignore"):
        middle_x = ((xy[order, 0].astype(np.float64) - x) * scale + wide * 0.5).astype(np.float32)
        middle_y = ((xy[order, 1].astype(np.float64) - y) * scale + high * 0.5).astype(np.float32)
        size = np.clip((radius[order].astype(np.float64) * scale), least, 4.0e4).astype(np.float32)
        reach = size + np.float32(gap + 1)
        seen = (middle_x + reach > 0) & (middle_x - reach < wide) & (middle_y + reach > 0) & (middle_y - reach < high)
        seen &= (strength[order] > 0) & (colour[order] < len(palette))
    rows, cx, cy, size, reach = order[seen], middle_x[seen], middle_y[seen], size[seen], reach[seen]
    bounds = [
        np.clip(edge, 0, limit).astype(np.int64)
        for edge, limit in (
            (np.floor(cx - reach), wide),
            (np.floor(cx + reach) + 1, wide),
            (np.floor(cy - reach), high),
            (np.floor(cy + reach) + 1, high),
        )
    ]
    across, down = bounds[1] - bounds[0], bounds[3] - bounds[2]
    counts = across * down
    begun = 0
    while begun < len(rows):
        # A few at a time, so that what one batch takes stays small; a batch is drawn before the next.
        done = max(begun + 1, int(np.searchsorted(np.cumsum(counts[begun:]), AT_ONCE)) + begun)
        part = slice(begun, done)
        begun = done
        disc = np.repeat(np.arange(part.start, min(part.stop, len(rows))), counts[part])
        index = np.arange(len(disc)) - np.repeat(np.cumsum(counts[part]) - counts[part], counts[part])
        px, py = bounds[0][disc] + index % across[disc], bounds[2][disc] + index // across[disc]
        dx, dy = (px.astype(np.float32) + np.float32(0.5)) - cx[disc], (py.astype(np.float32) + np.float32(0.5)) - cy[disc]
        away = np.sqrt(dx * dx + dy * dy)
        solid = np.minimum(strength[rows[disc]], np.float32(1))
        cover = np.clip(size[disc] + np.float32(0.5) - away, 0, 1) * solid
        clear = np.clip(size[disc] + np.float32(gap) + np.float32(0.5) - away, 0, 1) * solid
        hit = clear > 0
        _lay_over(out, py[hit] * wide + px[hit], palette[colour[rows[disc[hit]]]], cover[hit], clear[hit])


def _lay_over(
    out: NDArray[np.uint32], where: Ints, colour: NDArray[np.uint32], cover: NDArray[np.float32], clear: NDArray[np.float32]
) -> None:
    """Clear pixels and lay a colour on them; what meets on one pixel is laid in the order given."""
    order = np.argsort(where, kind="stable")
    sorted_ = where[order]
    begins = np.concatenate([[True], sorted_[1:] != sorted_[:-1]]) if len(sorted_) else np.zeros(0, dtype=bool)
    since = np.arange(len(sorted_)) - np.maximum.accumulate(np.where(begins, np.arange(len(sorted_)), 0))
    flat = out.reshape(-1)
    for turn in range(int(since.max()) + 1 if len(since) else 0):
        now = order[since == turn]
        old = flat[where[now]]
        left = np.float32(1) - clear[now]
        new = np.zeros(len(now), dtype=np.uint32)
        for shift in (24, 16, 8, 0):
            was = ((old >> np.uint32(shift)) & np.uint32(255)).astype(np.float32)
            laid = ((colour[now] >> np.uint32(shift)) & np.uint32(255)).astype(np.float32) if shift < 24 else np.float32(255)
            new |= (was * left + laid * cover[now] + np.float32(0.5)).astype(np.uint32) << np.uint32(shift)
        flat[where[now]] = new
