"""What was found at the words that were clicked or opened: below the text, to be accepted or rejected on the spot."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QWidget

from explorer.landscape.claims import Claim
from explorer.landscape.vocabulary import Review
from explorer.session.answers import Told, told_of
from explorer.session.edits import judging
from explorer.session.session import Session
from explorer.ui.parts.excerpts import ExcerptCard
from explorer.ui.parts.page import Page


class FoundHere(Page):
    """Lists the claims that stand on the same words, each in words of our own."""

    #: Says that nothing is left to show.
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._claims: tuple[Claim, ...] = ()
        self._cards: list[ExcerptCard] = []
        self.setAccessibleName("Found at these words")

    def sizeHint(self) -> QSize:
        """As high as its cards, up to a third of a screen."""
        return QSize(200, min(220, self.height_at(self.width())))

    def show_claims(self, claims: Sequence[Claim], told: Sequence[Told]) -> None:
        """Show these claims."""
        self._claims = tuple(claims)
        for card in self._cards:
            card.hide()
            card.deleteLater()
        self._cards = []
        for one in told:
            card = ExcerptCard(one, with_quote=False)
            card.opened.connect(self._on_edited)
            card.accepted.connect(self._on_accepted)
            card.edited.connect(self._on_edited)
            card.rejected.connect(self._on_rejected)
            self._cards.append(card)
            self.add(card)

    def refresh(self) -> None:
        """Ask again what became of the claims shown."""
        landscape = self._session.landscape
        if self._claims and landscape is not None:
            self.show_claims(self._claims, told_of(landscape, self._claims))
            if not self._cards:
                self.left.emit()

    @Slot(object)
    def _on_accepted(self, told: Told) -> None:
        self._session.edit(judging(told.claims, Review.ACCEPTED))

    @Slot(object)
    def _on_rejected(self, told: Told) -> None:
        self._session.edit(judging(told.claims, Review.REJECTED))

    @Slot(object)
    def _on_edited(self, told: Told) -> None:
        if told.deal is not None:
            self._session.select(deals=[told.deal])
