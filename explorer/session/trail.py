"""The trail of views: back and forward through choices, filters and jumps of the camera, apart from the undoing of edits."""

from collections.abc import Callable
from dataclasses import replace
from time import monotonic

from PySide6.QtCore import QObject, Signal, Slot

from explorer.landscape.views import Camera, Selection, View
from explorer.session.session import Session

#: Changes that follow each other faster than this are one step: a slider drawn along, a view that is brought back.
ONE_STEP_S = 0.4
LONGEST = 200


class Trail(QObject):
    """Remembers how the landscape was looked at since it was opened."""

    #: What can be gone back or forward to has changed.
    changed = Signal()

    def __init__(self, session: Session, clock: Callable[[], float] = monotonic, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._clock = clock
        self._views: list[View] = []
        self._at = 0
        self._last = float("-inf")
        self._is_walking = False
        session.opened.connect(self._on_opened)
        session.view_changed.connect(self._on_looked)
        session.selection_changed.connect(self._on_looked)
        self._on_opened(session.landscape)

    @property
    def can_go_back(self) -> bool:
        """Say whether there is a view before this one."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Say whether one has come back from a view."""
        return self._at + 1 < len(self._views)

    @Slot()
    def back(self) -> None:
        """Look again as before the last change."""
        self._go(-1)

    @Slot()
    def forward(self) -> None:
        """Look again as before one went back."""
        self._go(1)

    @Slot(object, object)
    def note_jump(self, before: Camera, after: Camera) -> None:
        """Remember that the camera leaves one place for another at once."""
        if self._is_walking or before == after:
            return
        left = self._at - 1 if self._is_same_step else self._at
        self._views[left] = replace(self._views[left], camera=before)
        self._step(replace(self._now(), camera=after))

    @Slot(object)
    def _on_opened(self, landscape: object) -> None:
        self._views, self._at, self._last = [self._now()], 0, float("-inf")
        self.changed.emit()

    @Slot(object)
    def _on_looked(self, what: object) -> None:
        if not self._is_walking:
            if not self._is_same_step:
                self._views[self._at] = replace(self._views[self._at], camera=self._session.view.camera)
            self._step(self._now())

    @property
    def _is_same_step(self) -> bool:
        return self._at > 0 and self._clock() - self._last < ONE_STEP_S

    def _now(self) -> View:
        return replace(self._session.view, places=())

    def _still_there(self, selection: Selection) -> Selection:
        """Leave out what is not in the landscape any more."""
        terrain = self._session.terrain
        companies = frozenset(each for each in selection.companies if terrain.row_of(each) is not None)
        deals = frozenset(each for each in selection.deals if terrain.deal_row_of(each) is not None)
        return Selection(companies, deals, focus=selection.focus and bool(companies or deals))

    def _step(self, view: View) -> None:
        del self._views[self._at + 1 :]
        if self._is_same_step:
            self._views[self._at] = view
        elif view != self._views[self._at]:
            self._views.append(view)
            del self._views[: max(0, len(self._views) - LONGEST)]
            self._at = len(self._views) - 1
        self._last = self._clock()
        self.changed.emit()

    def _go(self, by: int) -> None:
        if not 0 <= self._at + by < len(self._views):
            return
        self._views[self._at] = replace(self._views[self._at], camera=self._session.view.camera)
        self._at += by
        self._last = float("-inf")
        wanted, present = self._views[self._at], self._session.view
        alive = self._still_there(wanted.selection)
        self._is_walking = True
        try:
            self._session.set_view(replace(wanted, selection=alive, places=()), fly=wanted.camera != present.camera)
        finally:
            self._is_walking = False
        self.changed.emit()
