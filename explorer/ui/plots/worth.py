"""What confidence is worth: the reliability plot, what was learned from decisions in words, and the way to forget it."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from explorer.analysis.learning import ENOUGH, Learned
from explorer.landscape.wording import counted
from explorer.session.edits import forgetting
from explorer.session.session import Session
from explorer.ui.parts.page import label
from explorer.ui.plots.view import PlotView

#: So many signs are named for and against.
_NAMED = 4


class Worth(QWidget):
    """The reliability plot beside a few sentences."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.plot = PlotView("Does confidence mean something?")
        self._words = label("", "body")
        self._signs = label("", "caption")
        self.forget = QPushButton("Forget what was learned")
        self.forget.setToolTip(
            "Begin to learn anew: what was accepted and rejected stays, but is learned from no more. Can be undone."
        )
        self.forget.clicked.connect(self._on_forget)
        beside = QVBoxLayout()
        beside.setSpacing(10)
        beside.addWidget(self._words)
        beside.addWidget(self._signs)
        beside.addWidget(self.forget, 0, Qt.AlignmentFlag.AlignLeft)
        beside.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 16, 4)
        row.setSpacing(20)
        row.addWidget(self.plot, 3)
        row.addLayout(beside, 2)

    def say(self, learned: Learned) -> None:
        """Say what was learned."""
        right = sum(one.decision.is_right for one in learned.foretold)
        number = learned.decisions
        so_far = (
            f"{counted(number, 'decision')} made one by one, {right} right and {number - right} wrong."
            if number
            else "No decision yet."
        )
        then = (
            "Confidence is shown as a percentage."
            if learned.is_enough
            else f"Until there are {ENOUGH}, some of each verdict, confidence is shown in words."
        )
        self._words.setText(f"{so_far} Decisions only reorder the queue and say how sure one may be; nothing is hidden. {then}")
        strong = learned.strongest(_NAMED)
        told = [("Right more often than the reader thinks", [s for s, w in strong if w > 0])]
        told.append(("Right less often", [sign for sign, weight in strong if weight < 0]))
        self._signs.setText("\n".join(f"{words}: {', '.join(signs)}.".replace("_", " ") for words, signs in told if signs))
        self.forget.setVisible(number > 0)

    @Slot()
    def _on_forget(self) -> None:
        self._session.edit(forgetting())
