"""The parts of the window that the keyboard goes round, in the order they are read."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget


class Panes(QObject):
    """Takes the keyboard from one part of the window to the next; `shown` gives those that can be seen now."""

    def __init__(self, shown: Callable[[], Sequence[QWidget]], window: QWidget) -> None:
        super().__init__(window)
        self._shown = shown
        self._window = window

    @Slot()
    def next(self) -> None:
        """Go to the next part, and from the last to the first."""
        self._go(1)

    @Slot()
    def before(self) -> None:
        """Go to the part before, and from the first to the last."""
        self._go(-1)

    def _go(self, step: int) -> None:
        panes = self._shown()
        if not panes:
            return
        here = self._window.focusWidget()
        at = next((place for place, pane in enumerate(panes) if here is not None and _holds(pane, here)), -1 if step > 0 else 0)
        panes[(at + step) % len(panes)].setFocus(Qt.FocusReason.TabFocusReason)


def _holds(pane: QWidget, widget: QWidget) -> bool:
    proxy = pane.focusProxy()
    return widget in (pane, proxy) or pane.isAncestorOf(widget)
