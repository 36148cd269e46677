"""Builds the parts, wires them, runs them and takes them down in order."""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from explorer.session.reading import ArticleReader
from explorer.session.session import Session
from explorer.session.settings import Settings
from explorer.ui.errors import Errors
from explorer.ui.window import Window

NAME = "Alliance Explorer"
#: So long a thread beside the window may keep the interpreter when the window asks for it; Python's own 5 ms are a third of a
#: frame, and a frame that is painted while a base is may have to ask several times.
SWITCH_S = 0.0005


def run(paths: Sequence[Path]) -> int:
    """Open the window on these files, or on the landscape used last; return the exit code."""
    sys.setswitchinterval(SWITCH_S)
    application = QApplication(sys.argv[:1])
    application.setApplicationName(NAME)
    application.setStyle("Fusion")
    application.setQuitOnLastWindowClosed(True)
    settings = Settings(_folder(QStandardPaths.StandardLocation.AppConfigLocation) / "settings.ini")
    session = Session(ArticleReader())
    session.set_theme(settings.theme or _theme_of_the_system())
    window = Window(session, settings, _folder(QStandardPaths.StandardLocation.AppDataLocation))
    errors = Errors(window)
    errors.listen()
    start = _Start(window, paths)
    window.first_painted.connect(start.after_first_paint)
    try:
        start.open()
        window.show()
        return application.exec()
    finally:
        errors.stop()
        session.shut_down()


class _Start(QObject):
    """Opens what was asked for, and builds what can wait once the map was painted."""

    def __init__(self, window: Window, paths: Sequence[Path]) -> None:
        super().__init__(window)
        self._window = window
        self._paths = tuple(path.absolute() for path in paths)

    def open(self) -> None:
        """Open the files of the command line, or the landscape used last."""
        if self._paths:
            self._window.opening.open_paths(self._paths)
        if self._window.session.landscape is None:
            self._window.opening.open_first()

    @Slot()
    def after_first_paint(self) -> None:
        """Furnish the window; for a benchmark, say that the map is there and leave."""
        QTimer.singleShot(0, self._furnish)

    @Slot()
    def _furnish(self) -> None:
        if os.environ.get("ALLIANCE_EXPLORER_EXIT_AFTER_PAINT"):
            print("painted", flush=True)
            self._window.close()
        else:
            self._window.furnish()
            gc.freeze()  # what is there from now on is there to stay: looking through it again and again takes 0.1 s at a time


def _folder(location: QStandardPaths.StandardLocation) -> Path:
    return Path(QStandardPaths.writableLocation(location))


def _theme_of_the_system() -> str:
    is_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if is_dark else "light"
