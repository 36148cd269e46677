"""One line of a list that can be clicked: a mark, words, a caption below and an aside at the right."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from explorer.landscape.facts import Deal
from explorer.map.families import ENDED, Dash, dash_of, family_of, is_ownership
from explorer.painting.fonts import load_fonts, slants
from explorer.painting.theme import Theme

Mark = Callable[[QPainter, QRectF], None]

_DASHES = {Dash.LONG: [4.0, 2.0], Dash.SHORT: [2.0, 1.6], Dash.DOTTED: [0.6, 1.6]}


def deal_mark(deal: Deal, theme: Theme, *, is_ghost: bool) -> Mark:
    """Return what paints a deal's line as the map does: colour by type, dash by stage, pale when a ghost."""
    family = family_of(deal.main_type)
    colour = QColor(theme.hex(family.value, 0.4 if is_ghost else 1.0, over="surface"))
    pen = QPen(colour, 1.5 if deal.stage in ENDED else 2.5)
    pattern = _DASHES.get(dash_of(deal.stage, deal.instrument))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if pattern:
        pen.setDashPattern(pattern)

    def paint(painter: QPainter, area: QRectF) -> None:
        painter.setPen(pen)
        middle = area.center().y()
        for shift in (-2, 2) if is_ownership(family) else (0,):
            painter.drawLine(round(area.left()), round(middle + shift), round(area.right()), round(middle + shift))

    return paint


class LineButton(QAbstractButton):
    """A line of a list. `mark` is a sign or what paints one; a ghost is written in quiet italics, a quote in the serif face.

    Words that are too long end in … and the tooltip has them all; a line that `wraps` grows instead, to so many rows `at_most`
    where that is said.
    """

    def __init__(
        self,
        words: str,
        *,
        mark: Mark | str = "",
        caption: str = "",
        aside: str = "",
        is_ghost: bool = False,
        is_quote: bool = False,
        wraps: bool = False,
        at_most: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._mark = mark
        self._wraps = wraps
        self._at_most = at_most
        self._fitting = (-1, "")  # for which room, and the words that fit there
        self._caption = caption
        self._aside = aside
        self._is_ghost = is_ghost
        self._is_quote = is_quote
        self.setText(words.replace("&", "&&"))
        said = "\n".join(part for part in (words, caption, aside) if part)
        self.setToolTip(said)
        self.setAccessibleName(said.replace("\n", ", "))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # one that wraps may be higher than its hint: a fixed height would cut its last row
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred if wraps else QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(wraps)
        self.setSizePolicy(policy)

    @property
    def words(self) -> str:
        """The words of the line."""
        return self.text().replace("&&", "&")

    def sizeHint(self) -> QSize:
        """One or two rows of text with room to breathe."""
        return QSize(160, self.heightForWidth(10_000))

    def heightForWidth(self, width: int) -> int:
        """Return how high it is at this width; only one that wraps is ever higher than its rows."""
        height = self._words_height(width) + (QFontMetrics(self._caption_font()).height() + 2 if self._caption else 0)
        return height + 12

    def minimumSizeHint(self) -> QSize:
        """May be narrow: words are cut, the tooltip has them all."""
        return QSize(80, self.sizeHint().height())

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be clicked."""
        self.update()
        super().enterEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, mark, words, caption and aside."""
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint(painter)
        finally:
            painter.end()

    def _paint(self, painter: QPainter) -> None:
        palette = self.palette()
        ink, quiet = palette.color(QPalette.ColorRole.WindowText), palette.color(QPalette.ColorRole.PlaceholderText)
        chosen = palette.color(QPalette.ColorRole.Highlight)
        ground = QColor(chosen if self.isChecked() else ink)
        ground.setAlpha(30 if self.isChecked() else 14 if self.underMouse() else 0)
        painter.setPen(QPen(chosen) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        row = self.fontMetrics().height()
        left, right, top = 8, self.width() - 8, (self.height() - self.heightForWidth(self.width())) // 2 + 6
        if self._mark:
            area = QRectF(left, top, 24, row)
            if isinstance(self._mark, str):
                painter.setFont(self._caption_font() if len(self._mark) > 2 else self.font())  # a split cell has three signs
                painter.setPen(quiet if self._is_ghost else ink)
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._mark)
            else:
                self._mark(painter, area)
            left += 34
        small = QFontMetrics(self._caption_font())
        if self._aside:
            painter.setFont(self._caption_font())
            painter.setPen(quiet)
            painter.drawText(
                QRectF(left, top, right - left, row), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._aside
            )
            right -= small.horizontalAdvance(self._aside) + 12
        font = self._words_font()
        painter.setFont(font)
        painter.setPen(quiet if self._is_ghost or self._is_quote else ink)
        high = self._words_height(self.width())
        if self._wraps:
            painter.drawText(QRectF(left, top, right - left, high), Qt.TextFlag.TextWordWrap, self._fit(font, right - left))
        else:
            words = QFontMetrics(font).elidedText(self.words, Qt.TextElideMode.ElideRight, right - left)
            painter.drawText(QRectF(left, top, right - left, row), Qt.AlignmentFlag.AlignVCenter, words)
        if self._caption:
            painter.setFont(self._caption_font())
            painter.setPen(quiet)
            width = self.width() - 8 - left
            caption = small.elidedText(self._caption, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRectF(left, top + high + 2, width, small.height()), Qt.AlignmentFlag.AlignVCenter, caption)

    def _words_height(self, width: int) -> int:
        if not self._wraps:
            return self.fontMetrics().height()
        aside = QFontMetrics(self._caption_font()).horizontalAdvance(self._aside) + 12 if self._aside else 0
        room = max(40, width - 16 - (34 if self._mark else 0) - aside)
        font = self._words_font()
        return _height(self._fit(font, room), font, room)

    def _words_font(self) -> QFont:
        font = QFont(self.font())
        font.setItalic((self._is_ghost or self._is_quote) and slants(self.words))
        if self._is_quote:
            font.setFamily(load_fonts().serif)
        return font

    def _fit(self, font: QFont, room: int) -> str:
        """Return the words, or as many of them as stand in so many rows at most."""
        if not self._at_most:
            return self.words
        if self._fitting[0] != room:
            most = _height("x", font, room) * self._at_most + 1
            pieces = self.words.split(" ")
            low, high = 1, len(pieces)
            while low < high:
                middle = (low + high + 1) // 2
                low, high = (middle, high) if _height(_first(pieces, middle), font, room) <= most else (low, middle - 1)
            self._fitting = room, _first(pieces, low)
        return self._fitting[1]

    def _caption_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(9, round(self.fontInfo().pixelSize() * 11 / 13)))
        return font


def _first(pieces: Sequence[str], count: int) -> str:
    """Return the first words, and a sign where some are left out."""
    return " ".join(pieces[:count]) + (" …" if count < len(pieces) else "")


def _height(words: str, font: QFont, room: int) -> int:
    return QFontMetrics(font).boundingRect(QRect(0, 0, room, 10_000), Qt.TextFlag.TextWordWrap, words).height()
