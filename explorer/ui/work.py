"""The work under way: what it is, how far it is, and a way to stop it."""

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from explorer.session.jobs import Jobs, JobState
from explorer.ui.parts.icons import IconButton
from explorer.ui.parts.style import give_role

#: What is over sooner than this is not worth a flicker.
PATIENCE_MS = 150


class JobStrip(QWidget):
    """One line about the job that runs, and how many wait behind it."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._states: dict[int, JobState] = {}
        self._words = QLabel(self)
        give_role(self._words, "caption")
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(120)
        self._stop = IconButton("stop", "Stop this; nothing is changed", parent=self)
        self._stop.clicked.connect(self.cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._words)
        row.addWidget(self._bar)
        row.addWidget(self._stop)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._on_patience_over)
        jobs.progressed.connect(self._on_progressed)
        jobs.ended.connect(self._on_ended)
        self.hide()

    @property
    def words(self) -> str:
        """What is said of the work under way."""
        return self._words.text()

    @Slot()
    def cancel(self) -> None:
        """Ask the job that is shown to stop."""
        if self._states:
            self._jobs.cancel(next(iter(self._states)))
            self._words.setText("Stopping…")

    @Slot(object)
    def _on_progressed(self, state: JobState) -> None:
        self._states[state.job] = state
        self._show()
        if not self.isVisible() and not self._patience.isActive():
            self._patience.start()

    @Slot(object)
    def _on_ended(self, state: JobState) -> None:
        self._states.pop(state.job, None)
        self._show()
        if not self._states:
            self._patience.stop()
            self.hide()

    @Slot()
    def _on_patience_over(self) -> None:
        self.setVisible(bool(self._states))

    def _show(self) -> None:
        if not self._states:
            return
        state = next(iter(self._states.values()))
        far = f" · {state.done + 1} of {state.of}" if state.of > 1 else ""
        what = f" · {state.what}" if state.what and state.what not in state.name else ""
        waiting = f" · {len(self._states) - 1} waiting" if len(self._states) > 1 else ""
        self._words.setText(f"{state.name}{far}{what}{waiting}")
        self._bar.setRange(0, state.of)
        self._bar.setValue(state.done)
