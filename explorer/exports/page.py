"""The page that a picture is: title and date, the map, its legend and notes, and the numbered quotes that prove it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from explorer.landscape.facts import CompanyId, DealId, Place
from explorer.landscape.views import Camera, View
from explorer.map import camera
from explorer.map.arranged import Arranged
from explorer.map.display import bounds, display_list
from explorer.map.legend import legend
from explorer.map.marks import DisplayList
from explorer.map.scene import MapData
from explorer.map.world import World
from explorer.painting.fonts import Fonts, load_fonts, slants
from explorer.painting.legend_painter import legend_size, paint_legend
from explorer.painting.map_painter import paint_map
from explorer.painting.theme import Theme

#: What is left free at the edges, in pixels of a small page.
MARGIN = 24.0
_COLUMN = 296.0
_GAP = 20.0
_MOST_LINES = 5


@dataclass(frozen=True, slots=True)
class Quote:
    """The verbatim words behind a deal, with who says them where."""

    deal: DealId
    says: str
    quote: str
    where: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture is made of. `size` is in pixels; `seen` is the size of the map on the screen, (0, 0) to fit all of it in.

    `world` gives blocs their ground, `arranged` says in which order `places` are.
    """

    data: MapData
    places: Mapping[CompanyId, Place]
    view: View
    size: tuple[int, int] = (1920, 1080)
    theme: str = "light"
    title: str = ""
    date: str = ""
    notes: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    seen: tuple[float, float] = (0.0, 0.0)
    world: World | None = None
    arranged: Arranged | None = None


def paint_page(painter: QPainter, picture: Picture) -> None:
    """Paint the whole page; everything scales with its size, so that a small one and a large one look alike."""
    theme, fonts = Theme.load(picture.theme), load_fonts()
    width, height = picture.size
    scale = max(0.5, min(width / 1280, height / 760))
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.fillRect(QRectF(0, 0, width, height), theme.colour("ground"))
    painter.scale(scale, scale)
    page = QRectF(0, 0, width / scale, height / scale).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
    head = paint_head(painter, picture, page, theme, fonts)
    has_column = bool(picture.quotes) and page.width() > 2.2 * _COLUMN
    body = QRectF(page.left(), head + 12, page.width() - (_COLUMN + _GAP if has_column else 0), page.bottom() - head - 12)
    # A first drawing says what the legend and the notes will have to say, and so how much room is left for the map.
    first = _drawing(picture, body, fonts, {quote.deal: 0 for quote in picture.quotes} if has_column else None)
    hidden = f"Hidden: {first.hidden_note}" if first.hidden_note else ""
    notes = [note for note in (*picture.notes, hidden) if note]
    foot = paint_notes(painter, notes, body, theme, fonts)
    high = legend_size(legend(first), fonts, body.width())[1]
    room = QRectF(body.left(), body.top(), body.width(), foot - high - 12 - body.top())
    shown = {line.deal for line in _drawing(picture, room, fonts).lines}
    quotes = [quote for quote in picture.quotes if quote.deal in shown]
    column = QRectF(page.right() - _COLUMN, body.top(), _COLUMN, body.height())
    printed = _paint_quotes(painter, quotes, column, theme, fonts) if has_column else 0
    numbers = {quote.deal: number for number, quote in enumerate(quotes[:printed], 1)}
    drawn = _drawing(picture, room, fonts, numbers)
    painter.save()
    painter.setClipRect(room)
    painter.translate(room.topLeft())
    paint_map(painter, drawn, theme, fonts, picture.world, picture.arranged)
    painter.restore()
    paint_legend(painter, legend(drawn), QRectF(body.left(), foot - high, body.width(), high), theme, fonts)


def _drawing(picture: Picture, area: QRectF, fonts: Fonts, numbers: Mapping[DealId, int] | None = None) -> DisplayList:
    size = (area.width(), area.height())
    if picture.seen[0] and picture.seen[1]:
        seen = picture.view.camera
        shown = Camera(seen.x, seen.y, seen.scale * min(size[0] / picture.seen[0], size[1] / picture.seen[1]))
    else:
        shown = camera.fit(bounds(picture.data, picture.places, mentioned=picture.view.filters.mentioned), size)
    return display_list(picture.data, picture.places, replace(picture.view, camera=shown), size, fonts.measure, numbers)


def paint_head(painter: QPainter, picture: Picture, page: QRectF, theme: Theme, fonts: Fonts) -> float:
    """Paint title and date at the top of the page; return where what is below may begin."""
    title = fonts.font(20, QFont.Weight.DemiBold)
    metrics = QFontMetricsF(title)
    painter.setFont(fonts.font(11, tabular=True))
    painter.setPen(theme.colour("quiet"))
    line = QRectF(page.left(), page.top(), page.width(), metrics.height())
    painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, picture.date)
    painter.setFont(title)
    painter.setPen(theme.colour("ink"))
    elided = metrics.elidedText(picture.title, Qt.TextElideMode.ElideRight, page.width() * 0.8)
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, elided)
    painter.setPen(QPen(theme.colour("hairline"), 1))
    painter.drawLine(QPointF(page.left(), line.bottom() + 8), QPointF(page.right(), line.bottom() + 8))
    return line.bottom() + 8


def paint_notes(painter: QPainter, notes: list[str], body: QRectF, theme: Theme, fonts: Fonts) -> float:
    """Paint the notes at the foot of the body; return where the room above them ends."""
    if not notes:
        return body.bottom()
    painter.setFont(fonts.font(11))
    painter.setPen(theme.colour("quiet"))
    text = "  ·  ".join(notes)
    flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
    needed = QFontMetricsF(fonts.font(11)).boundingRect(QRectF(0, 0, body.width(), 400), flags, text).height()
    top = body.bottom() - needed
    painter.drawText(QRectF(body.left(), top, body.width(), needed + 2), flags, text)
    return top - 8


def _paint_quotes(painter: QPainter, quotes: list[Quote], column: QRectF, theme: Theme, fonts: Fonts) -> int:
    """Paint as many quotes as fit, numbered from 1; return how many were painted."""
    colours = (theme.colour("ink"), theme.colour("ink"), theme.colour("quiet"))
    wrap = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
    left, width = column.left() + 24, column.width() - 24
    top = column.top()
    for number, quote in enumerate(quotes, 1):
        said = fonts.excerpt(12, italic=slants(quote.quote))
        faces = (fonts.font(11, QFont.Weight.DemiBold), said, fonts.font(10))
        texts = (quote.says, f"“{_shortened(quote.quote, faces[1], width)}”", quote.where)
        heights = [
            QFontMetricsF(face).boundingRect(QRectF(0, 0, width, 4000), wrap, text).height()
            for face, text in zip(faces, texts, strict=True)
        ]
        is_last = number == len(quotes)
        if top + sum(heights) + 4 > column.bottom() - (0 if is_last else 16):
            painter.setFont(faces[2])
            painter.setPen(colours[2])
            rest = len(quotes) - number + 1
            more = f"{rest} more {'quote' if rest == 1 else 'quotes'} in the landscape"
            painter.drawText(QRectF(left, top, width, 16), wrap, more)
            return number - 1
        painter.setFont(fonts.font(10, QFont.Weight.DemiBold, tabular=True))
        painter.setPen(theme.colour("chosen"))
        painter.drawText(QRectF(column.left(), top, 20, heights[0]), Qt.AlignmentFlag.AlignLeft, str(number))
        for face, colour, text, needed in zip(faces, colours, texts, heights, strict=True):
            # our own sentences run from left to right, also where they begin with an Arabic or Hebrew name; quotes as they do
            is_quote = face is faces[1]
            painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto if is_quote else Qt.LayoutDirection.LeftToRight)
            painter.setFont(face)
            painter.setPen(colour)
            painter.drawText(QRectF(left, top, width, needed + 2), wrap, text)
            top += needed + 2
        top += 10
    return len(quotes)


def _shortened(quote: str, face: QFont, width: float) -> str:
    """Return the quote, or as many of its first words as fit in a few lines, and the sign that words were left out."""
    words = " ".join(quote.split())
    metrics = QFontMetricsF(face)
    wrap = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
    most = metrics.lineSpacing() * (_MOST_LINES + 0.5)

    def fits(text: str) -> bool:
        return metrics.boundingRect(QRectF(0, 0, width, 4000), wrap, f"“{text}”").height() <= most

    if fits(words):
        return words
    pieces = words.split(" ")
    low, high = 1, len(pieces)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(" ".join(pieces[:middle]) + " […]") else (low, middle - 1)
    return " ".join(pieces[:low]) + " […]"
