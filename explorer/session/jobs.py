"""Work off the main thread: plain functions of values, brought home to the main thread with progress and cancel."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from explorer.landscape.refusals import Cancelled, Refusal

Progress = Callable[[int, int, str], None]  # done, of, what is being done now
IsCancelled = Callable[[], bool]
Work = Callable[[Progress, IsCancelled], Any]


@dataclass(frozen=True, slots=True)
class JobState:
    """How far a job is; `of` is 0 while that is unknown."""

    job: int
    name: str
    done: int = 0
    of: int = 0
    what: str = ""


@dataclass(frozen=True, slots=True)
class _Outcome:
    job: int
    value: Any = None
    error: BaseException | None = None


class Jobs(QObject):
    """Runs one job after another on a worker thread, some beside them; everything comes home on the main thread."""

    #: Carries a JobState when a job starts or moves on.
    progressed = Signal(object)
    #: Carries the JobState of a job that ended, however it ended.
    ended = Signal(object)
    #: Carries the Refusal of a job that was refused.
    refused = Signal(object)
    _told = Signal(object)
    _came_home = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
        self._pool_beside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job beside")
        self._running: dict[int, tuple[str, threading.Event, Callable[[Any], None]]] = {}
        self._to_be_finished: set[int] = set()
        self._next = 1
        self._told.connect(self._on_told)
        self._came_home.connect(self._on_came_home)

    @property
    def is_idle(self) -> bool:
        """Say whether nothing runs or waits."""
        return not self._running

    def run(self, name: str, work: Work, done: Callable[[Any], None], *, beside: bool = False) -> int:
        """Queue `work(progress, is_cancelled)`; call `done(value)` on the main thread when it returns. Return the job's number.

        What runs `beside` does not wait for other kinds of jobs, and quitting waits until it is finished; it changes nothing.
        """
        job, self._next = self._next, self._next + 1
        stop = threading.Event()
        self._running[job] = (name, stop, done)
        self.progressed.emit(JobState(job, name))
        if beside:
            self._to_be_finished.add(job)
        (self._pool_beside if beside else self._pool).submit(self._work, job, name, work, stop)
        return job

    def cancel(self, job: int) -> None:
        """Ask a job to stop; it ends without calling its `done`, unless it was over before it heard of it."""
        if job in self._running:
            self._running[job][1].set()

    def stop(self) -> None:
        """Cancel everything but what runs beside, and wait until nothing is left running."""
        for job, (_, stop, _) in self._running.items():
            if job not in self._to_be_finished:
                stop.set()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool_beside.shutdown(wait=True)
        self._running.clear()

    def _work(self, job: int, name: str, work: Work, stop: threading.Event) -> None:
        def progress(done: int, of: int, what: str = "") -> None:
            if not stop.is_set():
                self._told.emit(JobState(job, name, done, of, what))

        try:
            if stop.is_set():
                raise Cancelled
            outcome = _Outcome(job, value=work(progress, stop.is_set))
        except BaseException as error:
            outcome = _Outcome(job, error=error)
        self._came_home.emit(outcome)

    @Slot(object)
    def _on_told(self, state: JobState) -> None:
        if state.job in self._running:
            self.progressed.emit(state)

    @Slot(object)
    def _on_came_home(self, outcome: _Outcome) -> None:
        if outcome.job not in self._running:
            return  # stopped at quit
        name, _, done = self._running.pop(outcome.job)
        self._to_be_finished.discard(outcome.job)
        self.ended.emit(JobState(outcome.job, name))
        if isinstance(outcome.error, Refusal):
            self.refused.emit(outcome.error)
        elif isinstance(outcome.error, Cancelled):
            return
        elif outcome.error is not None:
            raise outcome.error
        else:
            done(outcome.value)
