"""A line below the head of the reader: who else printed the story that is shown."""

import html

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from explorer.landscape.claims import Change
from explorer.landscape.excerpts import SourceId
from explorer.project.landscape import Landscape
from explorer.session.session import Session
from explorer.ui.parts.page import label

#: So many other printings are named; more are counted.
NAMED = 3
_APART = "apart"


class Printings(QWidget):
    """Names the other printings, each a way there, and lets the analyst say that this one is a story of its own."""

    #: Carries the SourceId of the printing that shall be shown.
    wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._source: SourceId | None = None
        self.words: QLabel = label("", "caption", is_rich=True)
        self.words.setAccessibleName("Other printings of this story")
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.words.linkActivated.connect(self._on_link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        self.hide()

    def show_for(self, landscape: Landscape, source: SourceId) -> None:
        """Show who else printed the story of this source; hidden where nobody did."""
        self._source = source
        others = landscape.printings_of(source)
        ways = [f'<a href="{other.id}">{html.escape(other.outlet)}</a>' for other in others[:NAMED]]
        ways += [f"{len(others) - NAMED} more"] if len(others) > NAMED else []
        begin = "Also printed by" if landscape.source(source).story is None else "Counts once; also printed by"
        self.words.setText(f'{begin} {", ".join(ways)}. <a href="{_APART}">Make it a story of its own</a>')
        self.words.setToolTip("What a story of its own claims counts for itself")
        self.setVisible(bool(others))

    @Slot(str)
    def _on_link(self, link: str) -> None:
        source = self._source

        def step(landscape: Landscape) -> Change:
            assert source is not None
            change: Change = landscape.separate_story(source)
            return change

        if link != _APART:
            self.wanted.emit(SourceId(int(link)))
        elif source is not None:
            self._session.edit(step)
