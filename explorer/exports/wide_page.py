"""The page that a picture of a large landscape is: title and date, the map as a layer with names, its legend and notes."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEngine, QPainter

from explorer.exports.page import MARGIN, Picture, paint_head, paint_notes
from explorer.landscape.views import Camera
from explorer.map import camera
from explorer.map.anchored import place_names
from explorer.map.atlas import COLOURS, Atlas, at_scale
from explorer.map.layer import Layer
from explorer.map.legend import legend_of_families
from explorer.painting.fonts import Fonts, load_fonts
from explorer.painting.label_painter import paint_labels
from explorer.painting.layer_painter import paint_paths, paint_pixels, svg_of
from explorer.painting.legend_painter import legend_size, paint_legend
from explorer.painting.theme import Theme

#: In an SVG this stands where the layer is to be put.
HERE = "@map@"
#: A large landscape shows more, and is not set larger, on a larger page, down to so many pixels for one of a screen's.
FINEST = 0.55
#: So many names are asked whether they find room on a picture of the size of a screen.
NAMES, SCREEN = 260, 1280 * 760


@dataclass(frozen=True, slots=True, eq=False)
class Wide:
    """What the map of a large picture is made of; `note` says what is hidden."""

    atlas: Atlas
    layer: Layer
    note: str = ""


def paint_wide_page(painter: QPainter, picture: Picture, wide: Wide) -> str:
    """Paint the page; return the SVG elements to be put where HERE stands when the painter writes an SVG, else ""."""
    theme, fonts = Theme.load(picture.theme), load_fonts()
    width, height = picture.size
    scale = max(0.5, min(width / 1280, height / 760) * (FINEST if width > 1920 else 1.0))
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.fillRect(QRectF(0, 0, width, height), theme.colour("ground"))
    painter.scale(scale, scale)
    page = QRectF(0, 0, width / scale, height / scale).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
    head = paint_head(painter, picture, page, theme, fonts)
    notes = [note for note in (*picture.notes, f"Hidden: {wide.note}" if wide.note else "") if note]
    body = QRectF(page.left(), head + 12, page.width(), page.bottom() - head - 12)
    foot = paint_notes(painter, notes, body, theme, fonts)
    there = {COLOURS[colour] for colour in wide.layer.line_colour[wide.layer.line_strength > 0.1].tolist()}
    entries = legend_of_families(there)
    high = legend_size(entries, fonts, body.width())[1]
    room = QRectF(body.left(), body.top(), body.width(), foot - high - 12 - body.top())
    written = _paint_map(painter, picture, wide, room, scale, theme, fonts)
    paint_legend(painter, entries, QRectF(body.left(), foot - high, body.width(), high), theme, fonts)
    return written


def _paint_map(painter: QPainter, picture: Picture, wide: Wide, room: QRectF, scale: float, theme: Theme, fonts: Fonts) -> str:
    size = (room.width(), room.height())
    seen = _camera(picture, wide, size)
    layer = at_scale(wide.layer, seen.scale)
    written = ""
    painter.save()
    painter.setClipRect(room)
    kind = painter.paintEngine().type()
    if kind is QPaintEngine.Type.Raster:
        paint_pixels(painter, layer, seen, room, scale, theme)
    painter.translate(room.topLeft())
    if kind is QPaintEngine.Type.SVG:
        painter.drawText(0, 0, HERE)
        written = svg_of(layer, seen, size, theme)
    elif kind is not QPaintEngine.Type.Raster:
        paint_paths(painter, layer, seen, size, theme)
    terrain, chosen = wide.atlas.terrain, picture.view.selection.companies
    names = place_names(
        wide.atlas,
        seen,
        size,
        fonts.measure,
        first=terrain.rows_of(chosen).tolist(),
        hidden=layer.strength < 0.5,
        count=round(NAMES * max(1.0, size[0] * size[1] / SCREEN)),
    )
    paint_labels(painter, [name.label for name in names], theme, fonts)
    painter.restore()
    return written


def _camera(picture: Picture, wide: Wide, size: tuple[float, float]) -> Camera:
    if picture.seen[0] and picture.seen[1]:
        seen = picture.view.camera
        return replace(seen, scale=seen.scale * min(size[0] / picture.seen[0], size[1] / picture.seen[1]))
    return camera.fit(wide.atlas.bounds, size)
