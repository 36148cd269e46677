"""What holds in every test: no display is needed, nobody's own settings are touched, and nothing is left running."""

import gc
import os
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import pytest
from hypothesis import settings
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Font caches stay where they are: building them anew would take seconds a test.
os.environ.setdefault("XDG_CACHE_HOME", str(Path.home() / ".cache"))

# The same examples every time, and nothing timed: what passed passes again. `--hypothesis-profile=default` looks further.
settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.load_profile("steady")

SECONDS_TO_END = 5.0
_started: WeakKeyDictionary[QTimer, str] = WeakKeyDictionary()


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test a home of its own, so that settings and first-launch files are new and nobody's are touched."""
    home: Path = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for name, folder in (("XDG_CONFIG_HOME", ".config"), ("XDG_DATA_HOME", ".local/share"), ("XDG_STATE_HOME", ".local/state")):
        monkeypatch.setenv(name, str(home / folder))
    for name in ("APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home / "AppData"))
    return home


@pytest.fixture(autouse=True)
def nothing_is_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test that leaves a window, a running timer or a thread (a job), and say where it came from."""
    start = QTimer.start

    def remember(timer: QTimer, *interval: Any) -> None:
        _started[timer] = "".join(traceback.format_stack(limit=6)[:-1])
        start(timer, *interval)

    monkeypatch.setattr(QTimer, "start", remember)
    windows = {id(window) for window in _windows()}
    timers = {id(timer) for timer in _running_timers()}
    threads = set(threading.enumerate())
    yield
    _let_go()
    left = _left(windows, timers, threads)
    if left:
        gc.collect()
        _let_go()
        for thread in set(threading.enumerate()) - threads:
            thread.join(SECONDS_TO_END)
        left = _left(windows, timers, threads)
    assert not left, "left behind:\n" + "\n".join(left)


def _left(windows: set[int], timers: set[int], threads: set[threading.Thread]) -> list[str]:
    """Say in words what is there now and was not before."""
    found = [f"window {window!r} {window.windowTitle()!r}" for window in _windows() if id(window) not in windows]
    found += [f"timer {timer!r}, started at\n{_started[timer]}" for timer in _running_timers() if id(timer) not in timers]
    return found + [f"thread {thread.name}" for thread in threading.enumerate() if thread not in threads]


def _windows() -> list[QWidget]:
    application = QCoreApplication.instance()
    if not isinstance(application, QApplication):
        return []
    return [window for window in application.topLevelWidgets() if window.parent() is None and not window.inherits("QTipLabel")]


def _running_timers() -> list[QTimer]:
    running = []
    for timer in list(_started):
        try:
            if timer.isActive():
                running.append(timer)
        except RuntimeError:  # its C++ half is gone
            continue
    return running


def _let_go() -> None:
    """Let Qt free what was told to delete itself later."""
    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
