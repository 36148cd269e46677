"""The kept views."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from explorer.landscape.claims import Change
from explorer.landscape.views import KeptView
from explorer.landscape.wording import label
from explorer.painting.fonts import load_fonts
from explorer.session.session import Session
from explorer.ui.parts.rows import Row, RowsPage, RowsView
from explorer.ui.parts.style import give_role


class ViewsPanel(QWidget):
    """Lists the views that were kept; a click brings one back as it was, Delete drops it (undo brings it back)."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._views: tuple[KeptView, ...] = ()
        self._rows = RowsView("Kept views", load_fonts().serif)
        self._rows.setToolTip("Enter brings the view back, Delete drops it")
        self._drop = QPushButton("Drop")
        self._drop.setToolTip("Drop the chosen view (Delete); undo brings it back")
        give_role(self._drop, "quiet")
        self._page = RowsPage(self._rows, self._drop)
        self.setFocusProxy(self._rows)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._page)
        self._rows.chosen.connect(self._on_chosen)
        self._rows.unwanted.connect(self._on_unwanted)
        self._drop.clicked.connect(self._on_drop)
        session.opened.connect(self._on_opened)
        session.changed.connect(self._on_changed)
        self._refresh()

    @Slot(object)
    def _on_opened(self, landscape: object) -> None:
        self._refresh()

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if change.views:
            self._refresh()

    @Slot(object)
    def _on_chosen(self, number: int) -> None:
        kept = self._views[number]
        self._session.set_view(kept.view, fly=True)

    @Slot()
    def _on_drop(self) -> None:
        row = self._rows.currentIndex().row()
        if row >= 0:
            self._on_unwanted(row)

    @Slot(object)
    def _on_unwanted(self, number: int) -> None:
        kept = self._views[number]
        self._session.edit(lambda landscape: landscape.drop_view(kept.id))

    def _refresh(self) -> None:
        landscape = self._session.landscape
        self._views = tuple(reversed(landscape.views())) if landscape else ()
        self._page.show_rows(
            [_row(kept) for kept in self._views],
            f"{len(self._views)} kept {'view' if len(self._views) == 1 else 'views'}" if self._views else "",
            "No view is kept yet. A snapshot (Ctrl+S) keeps the view it was made from, and it is listed here.",
        )
        self._drop.setVisible(bool(self._views))


def _row(kept: KeptView) -> Row:
    made = kept.made[:16].replace("T", " ")
    solid = f"solid from “{label(kept.view.reality)}” up"
    return Row(kept.name, " · ".join(part for part in (made, kept.shown, solid) if part))
