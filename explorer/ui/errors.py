"""What was not expected: one dialog that shows each distinct error once, with where it came from."""

import sys
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from explorer.ui.parts.style import give_role


class Errors(QObject):
    """Hears of every exception that nobody caught and tells of each distinct one once; the program goes on."""

    #: Carries the traceback as text, also from other threads.
    _happened = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._seen: set[str] = set()
        self._before = sys.excepthook
        self.dialog = ErrorDialog(parent)
        self._happened.connect(self._on_happened, Qt.ConnectionType.QueuedConnection)

    def listen(self) -> None:
        """Hear of uncaught exceptions from now on."""
        self._before = sys.excepthook
        sys.excepthook = self._hook

    def stop(self) -> None:
        """Hear no more."""
        sys.excepthook = self._before

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not issubclass(kind, Exception):
            self._before(kind, error, trace)
            return
        print("".join(traceback.format_exception(kind, error, trace)), file=sys.stderr, end="")
        where = traceback.extract_tb(trace)[-1:] if trace else []
        key = f"{kind.__name__} {[(frame.filename, frame.lineno) for frame in where]}"
        if key not in self._seen:
            self._seen.add(key)
            self._happened.emit("".join(traceback.format_exception(kind, error, trace)))

    @Slot(object)
    def _on_happened(self, text: str) -> None:
        self.dialog.tell(text)


class ErrorDialog(QDialog):
    """One or more errors with their tracebacks, to be copied into a report."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Something went wrong")
        self.setModal(False)
        heading = QLabel("Something went wrong in the program, not in your landscape.", self)
        give_role(heading, "heading")
        comfort = QLabel(
            "Nothing was lost: every edit was kept as it was made. You can go on working. The words below help us to mend it.", self
        )
        comfort.setWordWrap(True)
        self.words = QPlainTextEdit(self)
        self.words.setReadOnly(True)
        self.words.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        copy, close = QPushButton("Copy", self), QPushButton("Go on", self)
        give_role(close, "primary")
        close.setDefault(True)
        copy.clicked.connect(self._on_copy)
        close.clicked.connect(self.hide)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(copy)
        buttons.addWidget(close)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 16, 20, 16)
        rows.setSpacing(12)
        for widget in (heading, comfort, self.words):
            rows.addWidget(widget)
        rows.addLayout(buttons)
        self.resize(640, 400)

    def tell(self, text: str) -> None:
        """Show one more error."""
        self.words.appendPlainText(text)
        self.show()
        self.raise_()

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.words.toPlainText())
