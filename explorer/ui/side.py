"""The column right of the map: the inspector, and below it the reader once an excerpt was asked for."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from explorer.landscape.excerpts import Excerpt
from explorer.session.session import Session
from explorer.ui.parts.icons import IconButton

#: In a lower column than this the reader stands in the inspector's place.
ROOM_FOR_BOTH = 560


class Side(QSplitter):
    """Built empty, so that the map is painted first; `furnish` puts the panels in."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._session = session
        self.inspector: QWidget | None = None
        self.reader: QWidget | None = None
        self._reader_room = _ReaderRoom(self)
        self.setChildrenCollapsible(False)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(300)
        session.excerpt_shown.connect(self._on_excerpt_shown)
        session.selection_changed.connect(self._on_selection_changed)
        session.opened.connect(self._on_opened)

    def furnish(self) -> None:
        """Build the inspector, if it is not there yet."""
        if self.inspector is None:
            from explorer.ui.inspector.panel import InspectorPanel  # after the first picture of the map

            self.inspector = InspectorPanel(self._session)
            self.insertWidget(0, self.inspector)

    @Slot()
    def close_reader(self) -> None:
        """Give the inspector the whole column."""
        self._reader_room.hide()
        self._share()

    @Slot(object)
    def _on_excerpt_shown(self, excerpt: Excerpt) -> None:
        self.furnish()
        if self.reader is None:
            from explorer.ui.reader.panel import ReaderPanel  # when first wanted

            self.reader = ReaderPanel(self._session)
            self._reader_room.take(self.reader)
            self._session.show_excerpt(excerpt)  # once more, for the reader that was not there to hear it
            return
        if self._reader_room.isHidden():
            self._reader_room.show()
            self._share()
            self.setSizes([self.height() * 2 // 5, self.height() * 3 // 5])

    @Slot(object)
    def _on_selection_changed(self, selection: object) -> None:
        if self.inspector is not None and self.inspector.isHidden():
            self.close_reader()  # what was chosen is shown by the inspector, which the reader had pushed away

    @Slot(object)
    def _on_opened(self, landscape: object) -> None:
        self.close_reader()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show one panel or both, as there is room."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        if self.inspector is not None:
            self.inspector.setVisible(self._reader_room.isHidden() or self.height() >= ROOM_FOR_BOTH)


class _ReaderRoom(QWidget):
    """The reader with a way to close it."""

    def __init__(self, side: Side) -> None:
        super().__init__(side)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self.close_button = IconButton("close", "Close the reader (Esc)", parent=self)
        self.close_button.clicked.connect(side.close_reader)
        self.hide()

    def take(self, reader: QWidget) -> None:
        self._rows.addWidget(reader)
        self.close_button.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the reader on Esc, once it has no step of its own to take back."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_button.click()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.close_button.resize(self.close_button.sizeHint())
        self.close_button.move(self.width() - self.close_button.width() - 8, 8)
