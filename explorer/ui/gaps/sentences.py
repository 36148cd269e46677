"""The sentences behind one cell."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from explorer.analysis.gaps import GapMatrix
from explorer.analysis.glyphs import Glyph
from explorer.landscape.claims import Cell
from explorer.landscape.vocabulary import Review
from explorer.session.answers import Told, told_of
from explorer.session.edits import judging
from explorer.session.session import Session
from explorer.ui.parts.excerpts import ExcerptCard
from explorer.ui.parts.icons import IconButton
from explorer.ui.parts.page import Page, label

BLANKS = {
    Glyph.SILENT: "Sources speak of this company, and none says anything of this capability.",
    Glyph.NOT_EXAMINED: "No source speaks of this company by name, so nothing is known either way.",
}


class Sentences(QWidget):
    """Shows what puts a company on a capability, each with its words."""

    #: Says that the person closed it.
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._page: Page | None = None
        self.cell: Cell | None = None
        self.cards: list[ExcerptCard] = []
        self.setAccessibleName("Sentences of the cell")
        self.setMinimumWidth(220)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def show_cell(self, cell: Cell, matrix: GapMatrix) -> None:
        """Show the sentences of a cell, or which kind of blank it is."""
        landscape = self._session.landscape
        column = next((column for column in matrix.capabilities if column.id == cell.capability), None)
        if landscape is None or column is None:
            return
        self.cell = cell
        content = matrix.content(cell.company, cell.capability)
        page = Page()
        page.add(self._head(f"{landscape.company(cell.company).name} · {column.name}"))
        said = content.words
        page.add(label(f"{content.glyph}  {said[:1].upper()}{said[1:]}.", "body"))
        if not content.entries:
            page.add(label(BLANKS[content.blank], "caption"))
        self.cards = []
        for entry in content.entries:
            for told in told_of(landscape, entry.claims[:1]):
                self._add_card(page, told)
        if self._page is not None:
            self._layout.removeWidget(self._page)
            self._page.hide()
            self._page.deleteLater()
        self._page = page
        self._layout.addWidget(page)

    def _head(self, words: str) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label(words, "heading"), 1)
        close = IconButton("close", "Close the sentences (Esc)")
        close.clicked.connect(self._on_close)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _add_card(self, page: Page, told: Told) -> None:
        card = ExcerptCard(told)
        card.opened.connect(self._on_opened)
        card.accepted.connect(self._on_accepted)
        card.edited.connect(self._on_edited)
        card.rejected.connect(self._on_rejected)
        self.cards.append(card)
        page.add(card)

    @Slot()
    def _on_close(self) -> None:
        self.left.emit()

    @Slot(object)
    def _on_opened(self, told: Told) -> None:
        if told.basis.excerpt is not None:
            self._session.show_excerpt(told.basis.excerpt)

    @Slot(object)
    def _on_accepted(self, told: Told) -> None:
        self._session.edit(judging(told.claims, Review.ACCEPTED))

    @Slot(object)
    def _on_edited(self, told: Told) -> None:
        if told.deal is not None:
            self._session.select(deals=[told.deal])
        elif self.cell is not None:
            self._session.select([self.cell.company])

    @Slot(object)
    def _on_rejected(self, told: Told) -> None:
        self._session.edit(judging(told.claims, Review.REJECTED))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
