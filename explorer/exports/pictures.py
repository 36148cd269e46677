"""Pictures that prove themselves: the map with its legend, date, filter note and numbered quotes, and the view inside the file."""

import html
import os
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from explorer.exports.keepsakes import VIEW_KEY, view_inside
from explorer.exports.page import Picture, paint_page
from explorer.exports.pdf_layer import Written, with_layer
from explorer.exports.png import png_bytes
from explorer.exports.wide_page import HERE, Wide, paint_wide_page
from explorer.landscape.refusals import Refusal

__all__ = ["PictureRefused", "save_picture", "view_inside"]

SMALLEST, LARGEST = 320, 16_000
#: What steps in, where a reader of an SVG does not have our faces; none of these is wider.
_FACES = {
    re.compile(rb'font-family="Inter[^"]*"'): b'font-family="Inter, Helvetica Neue, Arial, sans-serif"',
    re.compile(rb'font-family="Source Serif[^"]*"'): b'font-family="Source Serif Pro, Source Serif 4, Georgia, serif"',
}


#: Where the layer of a large map belongs in an SVG.
_MAP = re.compile(rb"<text\b[^>]*>\s*" + HERE.encode() + rb"\s*</text>")


class PictureRefused(Refusal):
    """A picture that cannot be made or written."""


def save_picture(path: Path, picture: Picture, wide: Wide | None = None) -> None:
    """Write the picture as PNG, SVG (text as text) or PDF, whichever the name ends in; nothing half written is left behind.

    `wide` is the map of a large landscape, which is not made of the picture's data.
    """
    refuse_unless_possible(path, picture)
    write_picture(path, picture_bytes(path.suffix.lower(), picture, wide))


def refuse_unless_possible(path: Path, picture: Picture) -> None:
    """Raise PictureRefused where the ending or the size is none that a picture can have."""
    if path.suffix.lower() not in _WRITERS:
        raise PictureRefused(path, "a picture's name ends in .png, .svg or .pdf", "choose one of these endings")
    if not all(SMALLEST <= side <= LARGEST for side in picture.size):
        wanted = "x".join(map(str, picture.size))
        raise PictureRefused(path, f"a picture of {wanted} pixels cannot be made", f"choose sides between {SMALLEST} and {LARGEST}")


def picture_bytes(ending: str, picture: Picture, wide: Wide | None = None) -> bytes:
    """Return what the file of a picture holds, by the ending of its name."""
    return _WRITERS[ending](picture, wide)


def write_picture(path: Path, content: bytes) -> None:
    """Write a picture's file whole, or leave what was there and raise PictureRefused."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        what = f"the picture cannot be written here ({error.strerror or error})"
        raise PictureRefused(path, what, "choose a folder that exists and that you may write to") from error


def _png(picture: Picture, wide: Wide | None) -> bytes:
    image = QImage(QSize(*picture.size), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    try:
        _paint(painter, picture, wide)
    finally:
        painter.end()
    return png_bytes(image, {"Software": "Alliance Explorer", "Title": picture.title, VIEW_KEY: picture.view.to_json()})


def _paint(painter: QPainter, picture: Picture, wide: Wide | None, *, marks: bool = True) -> str | Written:
    if wide is not None:
        return paint_wide_page(painter, picture, wide, marks=marks)
    paint_page(painter, picture)
    return ""


def _svg(picture: Picture, wide: Wide | None) -> bytes:
    written = ""

    def write(device: QBuffer) -> bool:
        nonlocal written
        generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
        generator.setOutputDevice(device)
        generator.setSize(QSize(*picture.size))
        generator.setViewBox(QRectF(0, 0, *picture.size))
        generator.setResolution(96)
        generator.setTitle(picture.title)
        painter = QPainter(generator)
        try:
            found = _paint(painter, picture, wide)
            written = found if isinstance(found, str) else ""
        finally:
            painter.end()
        return True

    drawn = _device_bytes(write)
    if written:
        drawn = _MAP.sub(lambda _: written.encode(), drawn, count=1)
    for face, faces in _FACES.items():
        drawn = face.sub(faces, drawn)
    metadata = f'<metadata id="{VIEW_KEY}">{html.escape(picture.view.to_json(), quote=False)}</metadata>\n'.encode()
    head, found, rest = drawn.partition(b"<defs>")
    return head + metadata + found + rest


def _pdf(picture: Picture, wide: Wide | None) -> bytes:
    if wide is not None:
        page, layer = _pdf_page(picture, wide, marks=True)
        whole = with_layer(page, layer) if layer is not None else None
        if whole is not None:
            return whole
    return _pdf_page(picture, wide, marks=False)[0]


def _pdf_page(picture: Picture, wide: Wide | None, *, marks: bool) -> tuple[bytes, Written | None]:
    layer: Written | None = None

    def write(device: QBuffer) -> bool:
        nonlocal layer
        writer = QPdfWriter(device)
        points = QSizeF(picture.size[0] * 0.75, picture.size[1] * 0.75)
        writer.setPageSize(QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch))
        writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)
        writer.setResolution(96)
        writer.setTitle(picture.title)
        writer.setCreator("Alliance Explorer")
        writer.addFileAttachment(f"{VIEW_KEY}.json", QByteArray(picture.view.to_json().encode()), "application/json")
        painter = QPainter(writer)
        try:
            found = _paint(painter, picture, wide, marks=marks)
            layer = found if isinstance(found, Written) else None
        finally:
            painter.end()
        return True

    return _device_bytes(write), layer


def _device_bytes(write: Callable[[QBuffer], bool]) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    write(buffer)
    buffer.close()
    return bytes(buffer.data().data())


_WRITERS = {".png": _png, ".svg": _svg, ".pdf": _pdf}
