"""The text of a source as it stands frozen, with marks laid over it; never changed, never read back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont, QMouseEvent, QResizeEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from explorer.landscape.excerpts import Span
from explorer.ui.parts.style import give_role
from explorer.ui.reader.offsets import Offsets, shown, trimmed

LINE_WIDTH = 680
MARGIN = 20
_LINE_HEIGHT = 128.0


class SourceText(QTextEdit):
    """Shows one text; everything is asked and answered in code points of the frozen text."""

    #: Carries the code point that was clicked.
    clicked_at = Signal(object)
    #: Carries the Span of the words that are selected, None when none are.
    words_selected = Signal(object)

    def __init__(self, font: QFont, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._offsets = Offsets("")
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.setAccessibleName("Text of the article")
        give_role(self, "text")
        self._face = font
        self.selectionChanged.connect(self._on_selection)

    @property
    def text(self) -> str:
        """The frozen text."""
        return self._text

    @property
    def chosen(self) -> Span | None:
        """The selected words, without the blank around them."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        span = trimmed(self._text, self._offsets.span(cursor.selectionStart(), cursor.selectionEnd()))
        return span if span.start < span.end else None

    def show_text(self, text: str) -> None:
        """Show a text from its beginning."""
        self._text = text
        self._offsets = Offsets(text)
        self.setExtraSelections([])
        self.setPlainText(shown(text))
        self.set_face(self._face)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def set_face(self, font: QFont) -> None:
        """Set the text in this face, with room between the lines."""
        self._face = font
        self.document().setDefaultFont(font)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        lines = QTextBlockFormat()
        lines.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        lines.setBottomMargin(4)
        cursor.mergeBlockFormat(lines)
        cursor.mergeCharFormat(_in(font))
        blank = QTextBlockFormat()
        blank.setLineHeight(font.pixelSize() * 0.6, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        block = self.document().begin()
        while block.isValid():
            if not block.text().strip():
                QTextCursor(block).mergeBlockFormat(blank)
            block = block.next()

    def mark(self, marks: Sequence[tuple[Span, QTextCharFormat]]) -> None:
        """Lay these marks over the text, later ones above earlier ones."""
        selections = []
        for span, look in marks:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = self._cursor(span)
            selection.format = look
            selections.append(selection)
        self.setExtraSelections(selections)

    def scroll_to(self, span: Span) -> None:
        """Bring these words into the upper third of the view."""
        at = self.cursorRect(self._cursor(Span(span.start, span.start)))
        bar = self.verticalScrollBar()
        if not self.viewport().rect().adjusted(0, 24, 0, -60).contains(at.center()):
            bar.setValue(bar.value() + at.top() - self.viewport().height() // 3)

    def choose(self, span: Span) -> None:
        """Select these words, as a person would."""
        self.setTextCursor(self._cursor(span))

    @Slot()
    def _on_selection(self) -> None:
        self.words_selected.emit(self.chosen)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Say which character was clicked, where nothing was selected by it."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self.clicked_at.emit(self._offsets.point_at(self.cursorForPosition(event.position().toPoint()).position()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines short enough to be read, in the middle of the panel."""
        side = max(MARGIN, (self.width() - LINE_WIDTH) // 2)
        self.setViewportMargins(side, 8, side, 8)
        super().resizeEvent(event)

    def _cursor(self, span: Span) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._offsets.position(span.start))
        cursor.setPosition(self._offsets.position(span.end), QTextCursor.MoveMode.KeepAnchor)
        return cursor


def _in(font: QFont) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(font)
    return made
