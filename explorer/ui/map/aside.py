"""Work beside the window for one widget: the newest wish is carried out, an older one stopped, and nothing waits in a line."""

from collections.abc import Callable
from contextlib import suppress
from threading import Condition, Thread

from PySide6.QtCore import QObject, Signal, Slot

Tell = Callable[[object], None]
IsCancelled = Callable[[], bool]
Work = Callable[[Tell, IsCancelled], None]


class Aside(QObject):
    """Runs `work(tell, is_cancelled)` on a thread that lives only while there is something to do.

    What it tells comes home on the main thread, unless something newer was asked meanwhile. Work must not touch widgets.
    """

    #: Carries what the work told.
    told = Signal(object)
    _came_home = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._turn = Condition()
        self._wish: tuple[int, Work] | None = None
        self._newest = 0
        self._thread: Thread | None = None
        self._came_home.connect(self._on_came_home)

    @property
    def is_busy(self) -> bool:
        """Say whether something is under way."""
        return self._thread is not None and self._thread.is_alive()

    def ask(self, work: Work) -> None:
        """Carry this out, instead of what was asked before."""
        with self._turn:
            self._newest += 1
            self._wish = (self._newest, work)
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self._run, name="map", daemon=True)
                self._thread.start()

    def stop(self) -> None:
        """Stop what is under way and wait until it has; what it would have told is forgotten."""
        with self._turn:
            self._newest += 1
            self._wish = None
            thread = self._thread
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        while True:
            with self._turn:
                if self._wish is None:
                    self._thread = None
                    return
                (number, work), self._wish = self._wish, None

            self._carry_out(number, work)

    def _carry_out(self, number: int, work: Work) -> None:
        def tell(value: object) -> None:
            with suppress(RuntimeError):  # the widget was let go meanwhile
                self._came_home.emit(number, value)

        def is_cancelled() -> bool:
            return number != self._newest

        try:
            work(tell, is_cancelled)
        except Exception as error:
            tell(error)

    @Slot(object, object)
    def _on_came_home(self, number: int, value: object) -> None:
        if number != self._newest:
            return
        if isinstance(value, Exception):
            raise value
        self.told.emit(value)
