"""The widget that shows the matrix: scrolled with its heads frozen, walked with the arrow keys, named for screen readers."""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollBar, QToolTip, QWidget

from explorer.analysis.gaps import Column, GapMatrix
from explorer.landscape.claims import Cell
from explorer.landscape.facts import Company, CompanyId
from explorer.painting.fonts import WORK, load_fonts
from explorer.painting.matrix_painter import MatrixLook, MatrixPainter, MatrixState, height_for_columns, width_for_names
from explorer.painting.theme import Theme

#: How high the leaning names of the columns may stand where they need it; in a low panel they leave room for the rows.
LOWEST_NAMES, HIGHEST_NAMES = 64.0, 128.0
SHARE_OF_NAMES = 0.36

_ARROWS = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}


class MatrixView(QAbstractScrollArea):
    """Shows rows and columns in the order given. A click or Enter takes a cell, a click on a name its company."""

    #: Carries the Cell that was clicked, or on which Enter was pressed.
    cell_taken = Signal(object)
    #: Carries the CompanyId whose name was clicked.
    company_taken = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._matrix: GapMatrix | None = None
        self._rows: tuple[Company, ...] = ()
        self._columns: tuple[Column, ...] = ()
        self._state = MatrixState()
        self._theme = theme
        self._look = MatrixLook()
        self._needed = LOWEST_NAMES  # how high the names of the columns would stand whole
        self._painter = MatrixPainter(theme, load_fonts(), self._look)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName("Gap matrix")

    @property
    def current(self) -> Cell | None:
        """The cell on which the keyboard stands."""
        row, column = self._state.current
        return Cell(self._rows[row].id, self._columns[column].id) if min(row, column) >= 0 else None

    def show_matrix(self, matrix: GapMatrix, rows: Sequence[Company], columns: Sequence[Column]) -> None:
        """Show these rows and columns; the current cell stays where it is still there."""
        before = self.current
        self._matrix, self._rows, self._columns = matrix, tuple(rows), tuple(columns)
        self._state = replace(self._state, hovered=(-1, -1), current=self._place(before) if before else (-1, -1))
        self._needed = height_for_columns([column.name for column in columns], load_fonts())
        self._set_look(self._look_at(self._look.scale))
        self._say()
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours."""
        self._theme = theme
        self._painter = MatrixPainter(theme, load_fonts(), self._look)
        self.viewport().update()

    def set_chosen(self, companies: frozenset[CompanyId]) -> None:
        """Mark the rows of these companies."""
        if companies != self._state.chosen:
            self._state = replace(self._state, chosen=companies)
            rows = [row for row, company in enumerate(self._rows) if company.id in companies]
            if rows:
                self._reveal(rows[0], max(0, self._state.current[1]), sideways=False)
            self.viewport().update()

    def set_current(self, cell: Cell) -> None:
        """Stand on this cell and bring it into view."""
        self._stand(*self._place(cell))

    def cell_at(self, point: QPointF) -> tuple[int, int]:
        """Return the row and column under a point of the viewport; -1 where a head or nothing is."""
        look = self._look
        row = int((point.y() - look.head_height + self._state.top) // look.row) if point.y() >= look.head_height else -1
        x = point.x() - look.leaning(point.y()) if point.y() > look.group_height else point.x()
        column = int((x - look.name_width + self._state.left) // look.cell) if point.x() >= look.name_width else -1
        return (row if row < len(self._rows) else -1, column if column < len(self._columns) else -1)

    def where_is(self, cell: Cell) -> QRectF:
        """Return where a cell stands in the viewport."""
        return self._painter.cell_rect(*self._place(cell), self._state)

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in view."""
        if self._matrix is None:
            return
        painter = QPainter(self.viewport())
        try:
            state = replace(self._state, has_focus=self.hasFocus())
            area = QRectF(self.viewport().rect())
            self._painter.paint(painter, area, self._matrix, self._rows, self._columns, state)
        finally:
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scroll as far as there is something."""
        super().resizeEvent(event)
        self._set_look(self._look_at(self._look.scale))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Paint anew where the bars stand now."""
        self._state = replace(
            self._state, left=float(self.horizontalScrollBar().value()), top=float(self.verticalScrollBar().value())
        )
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the row and the column under the pointer."""
        self._hover(self.cell_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take what was clicked."""
        row, column = self.cell_at(event.position())
        if event.button() is not Qt.MouseButton.LeftButton or row < 0:
            return
        if column >= 0:
            self._stand(row, column)
            self._take()
        elif event.position().x() < self._look.name_width:
            self.company_taken.emit(self._rows[row].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows, Home and End; take with Enter or Space."""
        key = Qt.Key(event.key())
        row, column = (max(0, place) for place in self._state.current)
        if not self._rows or not self._columns:
            super().keyPressEvent(event)
        elif key in _ARROWS and min(self._state.current) < 0:
            self._stand(0, 0)
        elif key in _ARROWS:
            down, right = _ARROWS[key]
            self._stand(min(len(self._rows) - 1, max(0, row + down)), min(len(self._columns) - 1, max(0, column + right)))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._stand(row, 0 if key == Qt.Key.Key_Home else len(self._columns) - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._take()
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say in a tooltip what a cell, a name or a column holds; forget the pointer when it leaves."""
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._words_at(QPointF(event.pos())), self.viewport())
            return True
        if event.type() is QEvent.Type.Leave:
            self._hover((-1, -1))
        return super().viewportEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            scale = max(0.5, self.fontInfo().pixelSize() / WORK)
            self._set_look(self._look_at(scale))

    # behind the scenes

    def _look_at(self, scale: float) -> MatrixLook:
        """Return the sizes that fit the names and the room there is."""
        room = max(LOWEST_NAMES, self.viewport().height() * SHARE_OF_NAMES / scale)
        width = width_for_names([company.name for company in self._rows], load_fonts(), scale)
        return MatrixLook(scale, width, min(self._needed, room, HIGHEST_NAMES))

    def _set_look(self, look: MatrixLook) -> None:
        if look != self._look:
            self._look = look
            self._painter = MatrixPainter(self._theme, load_fonts(), look)
        self._set_bars()

    def _words_at(self, point: QPointF) -> str:
        row, column = self.cell_at(point)
        if self._matrix is None or (row < 0 and column < 0):
            return ""
        if row < 0:
            return f"{self._columns[column].group_name}: {self._columns[column].name}"
        if column < 0:
            gaps = self._matrix.gaps_of(self._rows[row].id)
            return f"{self._rows[row].name}: {gaps} open {'gap' if gaps == 1 else 'gaps'}"
        return self._words(row, column)

    def _words(self, row: int, column: int) -> str:
        company, capability = self._rows[row], self._columns[column]
        content = self._matrix.content(company.id, capability.id) if self._matrix else None
        return f"{company.name}, {capability.name}: {content.words}" if content else ""

    def _place(self, cell: Cell) -> tuple[int, int]:
        rows = [company.id for company in self._rows]
        columns = [column.id for column in self._columns]
        is_here = cell.company in rows and cell.capability in columns
        return (rows.index(cell.company), columns.index(cell.capability)) if is_here else (-1, -1)

    def _stand(self, row: int, column: int) -> None:
        if min(row, column) < 0:
            return
        if (row, column) != self._state.current:
            self._state = replace(self._state, current=(row, column))
            self._say()
        self._reveal(row, column)
        self.viewport().update()

    def _take(self) -> None:
        cell = self.current
        if cell is not None:
            self.cell_taken.emit(cell)

    def _hover(self, place: tuple[int, int]) -> None:
        if place != self._state.hovered:
            self._state = replace(self._state, hovered=place)
            is_name = place[0] >= 0 or min(place) >= 0
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if is_name else Qt.CursorShape.ArrowCursor)
            self.viewport().update()

    def _reveal(self, row: int, column: int, *, sideways: bool = True) -> None:
        look, down, across = self._look, self.verticalScrollBar(), self.horizontalScrollBar()
        height, width = self.viewport().height() - look.head_height, self.viewport().width() - look.name_width
        whole = ceil(max(0.0, (row + 1) * look.row - height) / look.row) * look.row  # no row is cut by the head
        down.setValue(int(min(max(down.value(), whole), row * look.row)))
        if sideways:
            across.setValue(int(min(max(across.value(), (column + 1) * look.cell - width), column * look.cell)))

    def _set_bars(self) -> None:
        look = self._look
        room = self.viewport().height() - look.head_height
        beyond = ceil(max(0.0, len(self._rows) * look.row + 8 - room) / look.row) * look.row  # no row is cut at the end, too
        _set_bar(self.verticalScrollBar(), look.row, room + beyond, room)
        width = len(self._columns) * look.cell + look.lean
        _set_bar(self.horizontalScrollBar(), look.cell, width, self.viewport().width() - look.name_width)

    def _say(self) -> None:
        row, column = self._state.current
        self.setAccessibleDescription(self._words(row, column) if min(row, column) >= 0 else "")
        if self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))


def _set_bar(bar: QScrollBar, step: float, length: float, room: float) -> None:
    bar.setRange(0, max(0, int(length - room)))
    bar.setPageStep(max(1, int(room)))
    bar.setSingleStep(int(step))
