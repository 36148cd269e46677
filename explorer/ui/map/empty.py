"""A map without companies teaches in one sentence, and offers the first step."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from explorer.ui.parts.style import give_role

PROMISE = "Companies and their alliances appear as a map, each line with the sentence it stands on. Nothing leaves this machine."
INVITATION = "Drop articles here"
STEPS = (("open", "Open articles…", "primary"), ("paste", "Paste an article", ""), ("sample", "Open the sample landscape", ""))


class EmptyMap(QWidget):
    """Lies over the map while there is nothing to show on it."""

    #: Carries the name of an action: "open", "paste" or "sample".
    wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sentence = QLabel(INVITATION, self)
        give_role(self.sentence, "title")
        more = QLabel(PROMISE, self)
        more.setWordWrap(True)
        more.setAlignment(Qt.AlignmentFlag.AlignCenter)
        more.setFixedWidth(460)
        give_role(more, "quiet")
        self._buttons = QWidget(self)
        buttons = QHBoxLayout(self._buttons)
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for name, words, role in STEPS:
            button = QPushButton(words, self)
            button.setObjectName(name)
            if role:
                give_role(button, role)
            button.clicked.connect(self._on_clicked)
            buttons.addWidget(button)
        buttons.addStretch(1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(more)
        middle.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setSpacing(12)
        rows.addStretch(2)
        rows.addWidget(self.sentence, alignment=Qt.AlignmentFlag.AlignCenter)
        rows.addLayout(middle)
        rows.addSpacing(8)
        rows.addWidget(self._buttons)
        rows.addStretch(3)

    def say_what_goes_on(self, name: str) -> None:
        """Say what is being read, or invite again where the name is ""."""
        self.sentence.setText(f"{name}…" if name else INVITATION)
        self._buttons.setVisible(not name)

    @Slot()
    def _on_clicked(self) -> None:
        self.wanted.emit(self.sender().objectName())
