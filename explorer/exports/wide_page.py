"""The page that a picture of a large landscape is: title and date, the map as a layer with names, its legend and notes."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEngine, QPainter

from explorer.exports.page import MARGIN, Picture, paint_head, paint_notes
from explorer.exports.pdf_layer import Written, leave_mark, written
from explorer.landscape.views import Camera
from explorer.map import camera
from explorer.map.anchored import BLOCS_NAMED_FROM, Anchored, bloc_names, place_names
from explorer.map.arranged import Arranged
from explorer.map.atlas import COLOURS, Atlas
from explorer.map.layer import Layer
from explorer.map.legend import legend_of_families
from explorer.map.world import World, farness, seen_from
from explorer.painting.fonts import Fonts, load_fonts
from explorer.painting.guides_painter import paint_guides
from explorer.painting.label_painter import paint_labels
from explorer.painting.layer_painter import paint_paths, paint_pixels, svg_of
from explorer.painting.legend_painter import legend_size, paint_legend
from explorer.painting.theme import Theme
from explorer.painting.world_painter import paint_bundles, paint_grounds

#: In an SVG this stands where the layer is to be put.
HERE = "@map@"
#: A large landscape shows more, and is not set larger, on a larger page, down to so many pixels for one of a screen's.
FINEST = 0.55
#: So many names are asked whether they find room on a picture of the size of a screen.
NAMES, SCREEN = 260, 1280 * 760


@dataclass(frozen=True, slots=True, eq=False)
class Wide:
    """What the map of a large picture is made of; `note` says what is hidden, `arranged` in which order companies stand."""

    atlas: Atlas
    layer: Layer
    note: str = ""
    world: World | None = None
    arranged: Arranged | None = None


def paint_wide_page(painter: QPainter, picture: Picture, wide: Wide, *, marks: bool = True) -> str | Written:
    """Paint the page; return the layer where it is to be put in afterwards, else "".

    In an SVG these are elements where HERE stands, in a PDF, unless it shall have no `marks`, operators where a mark was left.
    """
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
    has_blocs = wide.world is not None and bool(wide.world.blocs)
    entries = legend_of_families(there, has_blocs=has_blocs, has_bundles=has_blocs)
    high = legend_size(entries, fonts, body.width())[1]
    room = QRectF(body.left(), body.top(), body.width(), foot - high - 12 - body.top())
    result = _paint_map(painter, picture, wide, room, scale, theme, fonts, marks=marks)
    paint_legend(painter, entries, QRectF(body.left(), foot - high, body.width(), high), theme, fonts)
    return result


def _paint_map(
    painter: QPainter, picture: Picture, wide: Wide, room: QRectF, scale: float, theme: Theme, fonts: Fonts, *, marks: bool
) -> str | Written:
    size = (room.width(), room.height())
    seen = _camera(picture, wide, size)
    layer = seen_from(wide.atlas, wide.layer, wide.world, seen.scale)
    far = farness(wide.atlas, seen.scale)
    result: str | Written = ""
    painter.save()
    painter.setClipRect(room)
    kind = painter.paintEngine().type()
    painter.save()
    painter.translate(room.topLeft())
    if wide.arranged is not None:
        paint_guides(painter, wide.arranged, seen, size, theme, fonts)
    elif wide.world is not None:
        paint_grounds(painter, wide.world, seen, size, theme, 0.45 + 0.55 * far)
        paint_bundles(painter, wide.world, seen, size, theme, far)
    painter.restore()
    if kind is QPaintEngine.Type.Raster:
        paint_pixels(painter, layer, seen, room, scale, theme)
    painter.translate(room.topLeft())
    if kind is QPaintEngine.Type.SVG:
        painter.drawText(0, 0, HERE)
        result = svg_of(layer, seen, size, theme)
    elif kind is QPaintEngine.Type.Pdf and marks:
        leave_mark(painter)
        result = written(layer, seen, size, theme)
    elif kind is not QPaintEngine.Type.Raster:
        paint_paths(painter, layer, seen, size, theme)
    names = _names(wide, picture, seen, size, layer.strength < 0.5, fonts)
    paint_labels(painter, [name.label for name in names], theme, fonts)
    painter.restore()
    return result


def _names(
    wide: Wide, picture: Picture, seen: Camera, size: tuple[float, float], unseen: NDArray[np.bool_], fonts: Fonts
) -> list[Anchored]:
    """Give names their places: blocs where one looks from far, then what is chosen, then by importance."""
    chosen = wide.atlas.terrain.rows_of(picture.view.selection.companies).tolist()
    count = round(NAMES * max(1.0, size[0] * size[1] / SCREEN))
    if wide.world is None or farness(wide.atlas, seen.scale) <= BLOCS_NAMED_FROM:
        return place_names(wide.atlas, seen, size, fonts.measure, first=chosen, hidden=unseen, count=count)
    before, anchors, named = bloc_names(wide.atlas, wide.world, seen, size, fonts.measure)
    unseen = unseen | named
    return place_names(
        wide.atlas, seen, size, fonts.measure, before=before, anchors=anchors, first=chosen, hidden=unseen, count=count
    )


def _camera(picture: Picture, wide: Wide, size: tuple[float, float]) -> Camera:
    if picture.seen[0] and picture.seen[1]:
        seen = picture.view.camera
        return replace(seen, scale=seen.scale * min(size[0] / picture.seen[0], size[1] / picture.seen[1]))
    return camera.fit(wide.atlas.bounds, size)
