"""One line below the head of the reader: who else printed the story that is shown."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from explorer.landscape.claims import Change
from explorer.landscape.excerpts import SourceId
from explorer.project.landscape import Landscape
from explorer.session.session import Session
from explorer.ui.parts.page import label
from explorer.ui.parts.style import give_role

#: So many other printings are named; more are counted.
NAMED = 3


class Printings(QWidget):
    """Names the other printings, each a way there, and lets the analyst say that this one is a story of its own."""

    #: Carries the SourceId of the printing that shall be shown.
    wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._source: SourceId | None = None
        self._ways: list[tuple[QPushButton, SourceId]] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._words = label("", "caption")
        self._words.setWordWrap(False)
        self._row.addWidget(self._words)
        self._row.addStretch(1)
        self._apart = QPushButton("Its own story")
        self._apart.setToolTip("Say that this article is a story of its own: what it claims then counts for itself")
        give_role(self._apart, "link")
        self._apart.clicked.connect(self._on_apart)
        self._row.addWidget(self._apart)
        self.hide()

    def show_for(self, landscape: Landscape, source: SourceId) -> None:
        """Show who else printed the story of this source; hidden where nobody did."""
        self._source = source
        others = landscape.printings_of(source)
        is_first = landscape.source(source).story is None
        for button, _ in self._ways:
            button.hide()
            button.deleteLater()
        self._ways = []
        more = f" and {len(others) - NAMED} more" if len(others) > NAMED else ""
        self._words.setText(("Also printed by" if is_first else "Counts once; also printed by") + more)
        for place, other in enumerate(others[:NAMED]):
            button = QPushButton(other.outlet if len(other.outlet) <= 32 else other.outlet[:31].rstrip() + "…")
            button.setToolTip(f"Read it there: {other.title or other.file_name}")
            give_role(button, "link")
            button.clicked.connect(self._on_way)
            self._ways.append((button, other.id))
            self._row.insertWidget(1 + place, button)
        self.setVisible(bool(others))

    @Slot()
    def _on_way(self) -> None:
        for button, source in self._ways:
            if button is self.sender():
                self.wanted.emit(source)
                return

    @Slot()
    def _on_apart(self) -> None:
        source = self._source

        def step(landscape: Landscape) -> Change:
            assert source is not None
            change: Change = landscape.separate_story(source)
            return change

        if source is not None:
            self._session.edit(step)
