"""The layer of a large map put into a page that Qt has written: its lines as whole numbers, where Qt writes longer ones.

page with a mark in its content → content unpacked, the mark replaced by the layer, packed again → offsets of what follows set right
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF
from PySide6.QtGui import QPainter

from explorer.landscape.views import Camera
from explorer.map.camera import Size
from explorer.map.layer import Layer
from explorer.painting.layer_painter import GAP, TENTHS, WIDTH, dots_of, strokes_of
from explorer.painting.theme import Theme

#: A line from here, where no map reaches, to a pixel further stands in the content for the layer.
MARK = -98765.0
#: Level 1 of zlib takes a fourth of the time of Qt's 6 and a tenth more room: what is packed are mostly blanks and digits.
LEVEL = 1
_MARKED = re.compile(rb"-98765(?:\.0*)? -98765(?:\.0*)? m\n[^\n]* l\nS\n")
_PAGE = re.compile(rb"/Type /Page\n/Parent \d+ 0 R\n/Contents (\d+) 0 R\n/Resources (\d+) 0 R\n")
_STREAM = re.compile(rb"\d+ 0 obj\n<<[^>]*>>\nstream\n")


@dataclass(frozen=True, slots=True)
class Written:
    """A layer as operators of a page's content, and the opacities that they name."""

    content: bytes
    opacities: dict[str, float]


def leave_mark(painter: QPainter) -> None:
    """Mark in the content of a page where the layer is to be put."""
    painter.drawLine(QLineF(MARK, MARK, MARK + 1, MARK))


def written(layer: Layer, camera: Camera, size: Size, theme: Theme) -> Written:
    """Return the layer, from (0, 0) on, as a page has it: a path for all lines, and for all discs, that look alike."""
    names: dict[float, str] = {}
    parts = [b"q\n"]
    for strokes in strokes_of(layer, camera, size):
        parts.append(_pen(theme.hex(strokes.meaning), WIDTH, strokes.opacity, names, cap=0))
        parts += _lines(strokes.lines)
    for dots in dots_of(layer, camera, size):
        for meaning, radius in (("ground", dots.radius + GAP), (dots.meaning, dots.radius)):
            parts.append(_pen(theme.hex(meaning), 2 * radius, dots.opacity, names, cap=1))
            beside = dots.spots + np.array([1 / TENTHS, 0])  # some readers thicken what has no length
            parts += _lines(np.concatenate([dots.spots, beside], axis=1))
    parts.append(b"Q\n")
    return Written(b"".join(parts), {name: opacity for opacity, name in names.items()})


def with_layer(page: bytes, layer: Written) -> bytes | None:
    """Return a document of one page with the layer where its mark is; None where it is not built as Qt builds it."""
    found = _PAGE.search(page)
    starts = _starts_of(page)
    if found is None or starts is None:
        return None
    content, resources = int(found[1]), int(found[2])
    head = _STREAM.match(page, starts.get(content, 0))
    if head is None or resources not in starts:
        return None
    try:
        drawn = zlib.decompressobj().decompress(page[head.end() :])
    except zlib.error:
        return None
    end = page.index(b"endobj\n", starts[resources]) + len(b"endobj\n")
    known = page[starts[resources] : end]
    marks = list(_MARKED.finditer(drawn))
    if len(marks) != 1 or b"/ExtGState <<\n" not in known:
        return None
    states = "".join(f"/{name} <</ca {opacity:.3f} /CA {opacity:.3f}>>\n" for name, opacity in layer.opacities.items())
    packed = zlib.compress(drawn[: marks[0].start()] + layer.content + drawn[marks[0].end() :], LEVEL)
    stream = b"%d 0 obj\n<<\n/Length %d\n/Filter /FlateDecode\n>>\nstream\n%b\nendstream\nendobj\n" % (content, len(packed), packed)
    return _replaced(page, starts, {
        content: stream,
        resources: known.replace(b"/ExtGState <<\n", b"/ExtGState <<\n" + states.encode()),
    })  # fmt: skip


def _pen(colour: str, width: float, opacity: float, names: dict[float, str], *, cap: int) -> bytes:
    name = names.setdefault(round(opacity, 3), f"AE{len(names)}")
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return f"/{name} gs\n{red:.3f} {green:.3f} {blue:.3f} RG\n{width * TENTHS:g} w {cap} J []0 d\n".encode()


def _lines(lines: NDArray[np.float64]) -> Iterator[bytes]:
    """Yield a path of lines, float64 (k, 4), in tenths of a pixel from the least on, so that there are digits alone."""
    tenths = np.round(lines * TENTHS).astype(np.int64)
    low = tenths.reshape(-1, 2).min(axis=0)
    numbers = tenths - np.tile(low, 2)
    step = 1 / TENTHS
    yield f"q\n{step:g} 0 0 {step:g} {low[0] * step:.1f} {low[1] * step:.1f} cm\n".encode()
    digits = max(len(str(int(numbers.max()))), 1)
    row = np.full((len(lines), 4, digits + 1), ord(" "), dtype=np.uint8)
    for place in range(digits):  # the last digit first; no blanks are needed before, but they do no harm
        row[:, :, digits - 1 - place] = np.where((numbers > 0) | (place == 0), numbers % 10 + ord("0"), ord(" "))
        numbers = numbers // 10
    form = np.full((len(lines), 4 * (digits + 1) + 4), ord(" "), dtype=np.uint8)
    half = 2 * (digits + 1)
    form[:, :half], form[:, half + 2 : 2 * half + 2] = row[:, :2].reshape(-1, half), row[:, 2:].reshape(-1, half)
    form[:, half], form[:, 2 * half + 2], form[:, 2 * half + 3] = ord("m"), ord("l"), ord("\n")
    yield form.tobytes()
    yield b"S\nQ\n"


def _starts_of(page: bytes) -> dict[int, int] | None:
    """Return where each object of a document with one table of them starts."""
    table = page.rfind(b"\nxref\n0 ")
    lines = page[table + 1 :].split(b"\n") if table >= 0 else []
    if len(lines) < 3 or page.count(b"startxref") != 1:
        return None
    count = int(lines[1].split()[1])
    return {number: int(lines[2 + number].split()[0]) for number in range(1, count)}


def _replaced(page: bytes, starts: dict[int, int], objects: dict[int, bytes]) -> bytes:
    """Return the document with these objects in place of those of their number."""
    table = page.rfind(b"\nxref\n0 ") + 1
    order = sorted(starts, key=lambda number: starts[number])
    parts, at, now = [page[: starts[order[0]]]], starts[order[0]], {}
    for number, end in zip(order, [*(starts[number] for number in order[1:]), table], strict=True):
        now[number] = at
        parts.append(objects.get(number, page[starts[number] : end]))
        at += len(parts[-1])
    tail = page[table:].split(b"\n")
    rows = [b"%010d 00000 n " % now[number] for number in range(1, len(starts) + 1)]
    after = b"\n".join(tail[3 + len(starts) :])
    after = re.sub(rb"startxref\n\d+", b"startxref\n%d" % at, after)
    return b"".join([*parts, b"\n".join([*tail[:3], *rows, after])])
