"""The gap matrix on a QPainter: frozen heads, a sign and a ground for every cell, ghosts pale, disputed cells split."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from explorer.analysis.gaps import CellContent, Column, Entry, GapMatrix
from explorer.analysis.glyphs import Glyph
from explorer.landscape.facts import Company, CompanyId
from explorer.painting.fonts import CAPTION, WORK, Fonts
from explorer.painting.theme import Theme

#: The meaning in the themes whose colour a sign has.
COLOURS = {
    Glyph.LEADS: "strong",
    Glyph.HAS: "strong",
    Glyph.DEVELOPING: "strong",
    Glyph.THROUGH: "chosen",
    Glyph.CONTINGENT: "chosen",
    Glyph.LAGS: "weak",
    Glyph.LACKS: "weak",
    Glyph.SEEKS: "unreviewed",
    Glyph.EXITS: "middle",
    Glyph.SILENT: "quiet",
    Glyph.NOT_EXAMINED: "quiet",
    Glyph.DISPUTED: "refused",
}

_STRENGTHS = {Glyph.LEADS: 0.26, Glyph.HAS: 0.17, Glyph.DEVELOPING: 0.09, Glyph.THROUGH: 0.16, Glyph.CONTINGENT: 0.07}
_NAME = 12  # pixels of a column's name
_ANGLE = 35.0  # how steeply names rise: as flat as lines of this size can lie on columns of this width without touching
_RISE, _SLANT = sin(radians(_ANGLE)), cos(radians(_ANGLE)) / sin(radians(_ANGLE))
_FOOT = 6.0  # what a name's first letter stays above the cells


@dataclass(frozen=True, slots=True)
class MatrixLook:
    """Sizes in pixels at a text scale."""

    scale: float = 1.0
    name_width: float = 168.0
    names_height: float = 96.0

    @property
    def cell(self) -> float:
        """The width of a cell."""
        return round(30 * self.scale)

    @property
    def row(self) -> float:
        """The height of a row."""
        return round(26 * self.scale)

    @property
    def group_height(self) -> float:
        """The height of the row of groups."""
        return round(20 * self.scale)

    @property
    def head_height(self) -> float:
        """The height of the head: the groups and the leaning names."""
        return self.group_height + round(self.names_height * self.scale)

    @property
    def lean(self) -> float:
        """How far the last column's name leans out to the right."""
        return (self.head_height - self.group_height) * _SLANT

    def leaning(self, y: float) -> float:
        """Return how far right of its column a name has leaned at this height of the head."""
        return max(0.0, self.head_height - _FOOT - y) * _SLANT


@dataclass(frozen=True, slots=True)
class MatrixState:
    """Where the matrix is scrolled to, and which row and column are under the pointer, current or chosen (-1: none)."""

    left: float = 0.0
    top: float = 0.0
    hovered: tuple[int, int] = (-1, -1)
    current: tuple[int, int] = (-1, -1)
    chosen: frozenset[CompanyId] = frozenset()
    has_focus: bool = False


class MatrixPainter:
    """Paints a matrix with its rows and columns in a given order."""

    def __init__(self, theme: Theme, fonts: Fonts, look: MatrixLook) -> None:
        self._theme = theme
        self._look = look
        self._work = fonts.font(WORK * look.scale)
        self._bold = fonts.font(WORK * look.scale, QFont.Weight.DemiBold)
        self._small = fonts.font(CAPTION * look.scale)
        self._column = fonts.font(_NAME * look.scale)
        self._column_bold = fonts.font(_NAME * look.scale, QFont.Weight.DemiBold)
        self._sign = fonts.font(15 * look.scale)
        self._pair = fonts.font(12 * look.scale)

    def paint(
        self,
        painter: QPainter,
        area: QRectF,
        matrix: GapMatrix,
        rows: Sequence[Company],
        columns: Sequence[Column],
        state: MatrixState,
    ) -> None:
        """Paint the part of the matrix that is in `area`."""
        look, theme = self._look, self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(area, theme.colour("surface"))
        body = QRectF(look.name_width, look.head_height, area.width() - look.name_width, area.height() - look.head_height)
        first_row, last_row = self._seen(state.top, body.height(), look.row, len(rows))
        first_column, last_column = self._seen(state.left, body.width(), look.cell, len(columns))
        painter.save()
        painter.setClipRect(body)
        for row in range(first_row, last_row):
            for column in range(first_column, last_column):
                self._paint_cell(painter, self.cell_rect(row, column, state), matrix.content(rows[row].id, columns[column].id))
        self._paint_lines(painter, body, rows, columns, state)
        painter.restore()
        painter.save()
        painter.setClipRect(QRectF(0, look.head_height, look.name_width, body.height()))
        for row in range(first_row, last_row):
            self._paint_name(painter, row, rows[row], matrix, state)
        painter.restore()
        painter.save()
        painter.setClipRect(QRectF(look.name_width, 0, area.width() - look.name_width, look.head_height))
        before = int(look.lean // look.cell) + 1  # columns scrolled out of sight whose names lean into it
        for column in range(max(0, first_column - before), last_column):
            self._paint_column(painter, column, columns, state)
        self._paint_groups(painter, columns, state)
        self._paint_whole_name(painter, area, columns, state)
        painter.restore()
        painter.setPen(QPen(theme.colour("hairline"), 1))
        painter.drawLine(QPointF(0, look.head_height - 0.5), QPointF(area.width(), look.head_height - 0.5))

    def cell_rect(self, row: int, column: int, state: MatrixState) -> QRectF:
        """Return where a cell stands in the widget."""
        look = self._look
        left = look.name_width + column * look.cell - state.left
        return QRectF(left, look.head_height + row * look.row - state.top, look.cell, look.row)

    def _seen(self, scrolled: float, room: float, step: float, count: int) -> tuple[int, int]:
        return max(0, int(scrolled // step)), min(count, int((scrolled + room) // step) + 1)

    def _paint_cell(self, painter: QPainter, rect: QRectF, content: CellContent) -> None:
        inner = rect.adjusted(1, 1, -1, -1)
        if not content.shown:
            painter.setFont(self._work)
            painter.setPen(self._theme.colour("quiet", 0.55 if content.blank is Glyph.SILENT else 0.9, over="surface"))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, content.blank)
        elif content.is_disputed:
            self._paint_split(painter, inner, content.shown)
        else:
            main = content.shown[0]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._ground(main))
            painter.drawRoundedRect(inner, 3, 3)
            painter.setFont(self._sign if len(content.shown) == 1 else self._pair)
            width = inner.width() / len(content.shown)
            for place, entry in enumerate(content.shown):
                painter.setPen(self._ink(entry))
                box = QRectF(inner.left() + place * width, inner.top(), width, inner.height())
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, entry.glyph)

    def _paint_split(self, painter: QPainter, inner: QRectF, sides: Sequence[Entry]) -> None:
        """Paint a triangle for each side of a disagreement, with a line between them."""
        halves = (
            QPolygonF([inner.topLeft(), inner.topRight(), inner.bottomLeft()]),
            QPolygonF([inner.bottomRight(), inner.topRight(), inner.bottomLeft()]),
        )
        third = inner.width() * 0.56
        boxes = (
            QRectF(inner.left(), inner.top(), third, third),
            QRectF(inner.right() - third, inner.bottom() - third, third, third),
        )
        painter.setFont(self._pair)
        for half, box, entry in zip(halves, boxes, sides, strict=True):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._ground(entry))
            painter.drawPolygon(half)
            painter.setPen(self._ink(entry))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, entry.glyph)
        painter.setPen(QPen(self._theme.colour("refused"), 1.2))
        painter.drawLine(inner.bottomLeft(), inner.topRight())

    def _ground(self, entry: Entry) -> QColor:
        strength = _STRENGTHS.get(entry.glyph, 0.12) * (0.3 if entry.is_ghost else 1.0)
        return self._theme.colour(COLOURS[entry.glyph], strength, over="surface")

    def _ink(self, entry: Entry) -> QColor:
        return self._theme.colour(COLOURS[entry.glyph], 0.45 if entry.is_ghost else 1.0, over="surface")

    def _paint_lines(
        self, painter: QPainter, body: QRectF, rows: Sequence[Company], columns: Sequence[Column], state: MatrixState
    ) -> None:
        """Paint the lines between groups, the row and column one looks at, and the cell the keyboard stands on."""
        right = min(body.right(), self.cell_rect(0, len(columns), state).left())
        bottom = min(body.bottom(), self.cell_rect(len(rows), 0, state).top())
        painter.setPen(QPen(self._theme.colour("hairline"), 1))
        for column in range(1, len(columns)):
            if columns[column].group != columns[column - 1].group:
                left = self.cell_rect(0, column, state).left() - 0.5
                painter.drawLine(QPointF(left, body.top()), QPointF(left, bottom))
        veil = self._theme.colour("ink")
        veil.setAlpha(13)
        row, column = state.hovered
        if row >= 0:
            painter.fillRect(QRectF(body.left(), self.cell_rect(row, 0, state).top(), right - body.left(), self._look.row), veil)
        if column >= 0:
            painter.fillRect(
                QRectF(self.cell_rect(0, column, state).left(), body.top(), self._look.cell, bottom - body.top()), veil
            )
        chosen = self._theme.colour("chosen")
        for place, company in enumerate(rows):
            if company.id in state.chosen:
                band = QRectF(body.left(), self.cell_rect(place, 0, state).top(), right - body.left(), self._look.row)
                painter.setPen(QPen(chosen, 1))
                painter.drawLine(band.topLeft(), band.topRight())
                painter.drawLine(band.bottomLeft(), band.bottomRight())
        if min(state.current) >= 0:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(chosen, 2.2 if state.has_focus else 1.2))
            painter.drawRoundedRect(self.cell_rect(*state.current, state).adjusted(1, 1, -1, -1), 3, 3)

    def _paint_name(self, painter: QPainter, row: int, company: Company, matrix: GapMatrix, state: MatrixState) -> None:
        rect = QRectF(0, self.cell_rect(row, 0, state).top(), self._look.name_width, self._look.row)
        is_chosen = company.id in state.chosen
        if is_chosen:
            painter.fillRect(rect, self._theme.colour("chosen_ground"))
        elif row == state.hovered[0]:
            painter.fillRect(rect, self._theme.colour("raised"))
        gaps = matrix.gaps_of(company.id)
        painter.setFont(self._small)
        painter.setPen(self._theme.colour("weak"))
        count = f"{gaps} ○" if gaps else ""
        width = QFontMetricsF(self._small).horizontalAdvance(count)
        painter.drawText(rect.adjusted(0, 0, -10, 0), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        font = self._bold if is_chosen else self._work
        painter.setFont(font)
        painter.setPen(self._theme.colour("ink"))
        room = rect.adjusted(16, 0, -(width + 16), 0)
        name = QFontMetricsF(font).elidedText(company.name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)

    def _paint_column(self, painter: QPainter, column: int, columns: Sequence[Column], state: MatrixState) -> None:
        """Write a column's name leaning to the right, so that it can be read without turning one's head far."""
        rect = self.cell_rect(0, column, state)
        is_on = column in (state.hovered[1], state.current[1])
        painter.save()
        painter.translate(rect.center().x() + 4, self._look.head_height - _FOOT)
        painter.rotate(-_ANGLE)
        painter.setFont(self._column_bold if is_on else self._column)
        painter.setPen(self._theme.colour("ink" if is_on else "quiet"))
        painter.drawText(QPointF(0, 0), self._cut(columns[column].name, is_bold=is_on))
        painter.restore()

    def _cut(self, name: str, *, is_bold: bool) -> str:
        room = (self._look.head_height - self._look.group_height - 2 * _FOOT) / _RISE
        metrics = QFontMetricsF(self._column_bold if is_bold else self._column)
        return metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)

    def _paint_whole_name(self, painter: QPainter, area: QRectF, columns: Sequence[Column], state: MatrixState) -> None:
        """Write the name of the column one looks at level and whole over the groups, where the leaning one is cut."""
        column = state.hovered[1] if state.hovered[1] >= 0 else state.current[1]
        if not 0 <= column < len(columns) or self._cut(columns[column].name, is_bold=True) == columns[column].name:
            return
        look, name = self._look, columns[column].name
        width = QFontMetricsF(self._column_bold).horizontalAdvance(name) + 12
        left = max(look.name_width, min(self.cell_rect(0, column, state).left(), area.right() - width))
        plate = QRectF(left, 0, width, look.group_height)
        painter.fillRect(plate, self._theme.colour("raised"))
        painter.setFont(self._column_bold)
        painter.setPen(self._theme.colour("ink"))
        painter.drawText(plate.adjusted(6, 0, -6, 0), Qt.AlignmentFlag.AlignVCenter, name)

    def _paint_groups(self, painter: QPainter, columns: Sequence[Column], state: MatrixState) -> None:
        look = self._look
        painter.fillRect(QRectF(look.name_width, 0, 100_000, look.group_height), self._theme.colour("surface"))
        painter.setFont(self._small)
        start = 0
        for column in range(1, len(columns) + 1):
            if column == len(columns) or columns[column].group != columns[start].group:
                left = self.cell_rect(0, start, state).left()
                right = self.cell_rect(0, column, state).left()
                seen = max(left, look.name_width)
                if right > seen + 8:
                    painter.setPen(QPen(self._theme.colour("hairline"), 1))
                    painter.drawLine(QPointF(seen + 1, look.group_height), QPointF(right - 2, look.group_height))
                    painter.setPen(self._theme.colour("quiet"))
                    room = QRectF(seen + 2, 0, right - seen - 4, look.group_height)
                    words = columns[start].group_name
                    if QFontMetricsF(self._small).horizontalAdvance(words) <= room.width():  # else the tooltip has it
                        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
                start = column


def width_for_names(names: Sequence[str], fonts: Fonts, scale: float) -> float:
    """Return how wide the column of companies must be to show these names whole, within reason."""
    metrics = QFontMetricsF(fonts.font(WORK * scale, QFont.Weight.DemiBold))
    widest = max((metrics.horizontalAdvance(name) for name in names), default=0.0)
    return float(round(min(max(widest + 60 * scale, 130 * scale), 220 * scale)))


def height_for_columns(names: Sequence[str], fonts: Fonts) -> float:
    """Return how high the leaning names of columns stand where none is cut, at a text scale of 1."""
    metrics = QFontMetricsF(fonts.font(_NAME, QFont.Weight.DemiBold))
    widest = max((metrics.horizontalAdvance(name) for name in names), default=0.0)
    return float(round((widest + 1) * _RISE + 2 * _FOOT + 0.5))
