"""The excerpts of a page: by deal or as they come, of all voices or one; each opens, is accepted, edited and rejected."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from explorer.landscape.claims import Claim, ClaimKind
from explorer.landscape.facts import Standing
from explorer.landscape.vocabulary import Review, StandingKind
from explorer.landscape.wording import describe_deal, describe_voice, title
from explorer.session.answers import Told, placed
from explorer.session.edits import judging, restating
from explorer.session.session import Session
from explorer.ui.parts.excerpts import ExcerptCard
from explorer.ui.parts.page import rule
from explorer.ui.parts.style import give_role

AT_ONCE = 10
ALL_VOICES = ""
#: Deals of a company that are listed before one asks for more.
MANY_DEALS = 40


@dataclass(frozen=True, slots=True)
class Listing:
    """How excerpts are listed."""

    by_deal: bool = True
    voice: str = ALL_VOICES
    deals: int = MANY_DEALS  # so many of a company are listed


class ExcerptList(QWidget):
    """Shows excerpts as cards, some at once and more when asked."""

    #: Carries the Listing that was chosen.
    listing_chosen = Signal(object)

    def __init__(self, session: Session, told: Sequence[Told], listing: Listing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._listing = listing
        voices = sorted({describe_voice(one.basis.voice) for one in told})
        if listing.voice not in voices:
            self._listing = replace(listing, voice=ALL_VOICES)
        kept = [one for one in told if self._listing.voice in (ALL_VOICES, describe_voice(one.basis.voice))]
        self._waiting = _by_deal(kept) if self._listing.by_deal else kept
        self._last_deal: object = self
        self._editing: Standing | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)
        self._layout.addLayout(self._head(len(kept), voices))
        self._more = QPushButton()
        self._more.hide()
        give_role(self._more, "quiet")
        self._more.clicked.connect(self._on_more)
        self._layout.addWidget(self._more)
        self._shown = 0
        self._first = QTimer(self)  # what stands above is on the screen before the cards are made
        self._first.setSingleShot(True)
        self._first.timeout.connect(self._on_more)
        self._first.start()

    @property
    def cards(self) -> list[ExcerptCard]:
        """The cards shown, in order; some at least."""
        self.show_at_least(1)
        return self.findChildren(ExcerptCard)

    @property
    def shown(self) -> int:
        """How many cards are shown."""
        return self._shown

    def show_at_least(self, number: int) -> None:
        """Show this many cards, if there are so many."""
        while self._waiting and self._shown < number:
            self._on_more()

    @Slot()
    def _on_more(self) -> None:
        self._first.stop()
        now, self._waiting = self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
        landscape = self._session.landscape
        for told in placed(landscape, now) if landscape is not None else now:
            if self._listing.by_deal and told.deal != self._last_deal:
                self._add(self._deal_line(told))
                self._last_deal = told.deal
            card = ExcerptCard(told)
            card.opened.connect(self._on_opened)
            card.accepted.connect(self._on_accepted)
            card.edited.connect(self._on_edited)
            card.rejected.connect(self._on_rejected)
            card.one_rejected.connect(self._on_one_rejected)
            self._add(card)
        self._shown += len(now)
        self._more.setText(f"Show {min(AT_ONCE, len(self._waiting))} more of {len(self._waiting)}")
        self._more.setVisible(bool(self._waiting))

    @Slot(object)
    def _on_opened(self, told: Told) -> None:
        if told.basis.excerpt:
            self._session.show_excerpt(told.basis.excerpt)

    @Slot(object)
    def _on_accepted(self, told: Told) -> None:
        self._session.edit(judging(told.claims, Review.ACCEPTED))

    @Slot(object)
    def _on_rejected(self, told: Told) -> None:
        self._session.edit(judging(told.claims, Review.REJECTED))

    @Slot(object)
    def _on_one_rejected(self, claim: Claim) -> None:
        self._session.edit(judging([claim], Review.REJECTED))

    @Slot(object)
    def _on_edited(self, told: Told) -> None:
        landscape = self._session.landscape
        if told.deal is not None:
            self._session.select(deals=[told.deal])
        elif landscape is not None and told.claims[0].kind is ClaimKind.STANDING:
            self._editing = next((one for one in landscape.standings() if one.id == told.claims[0].id), None)
            self._offer_standings()

    @Slot(QAction)
    def _on_standing_chosen(self, action: QAction) -> None:
        if self._editing is not None:
            self._session.edit(restating(self._editing, StandingKind(action.data())))

    @Slot(QAction)
    def _on_order_chosen(self, action: QAction) -> None:
        self.listing_chosen.emit(replace(self._listing, by_deal=bool(action.data())))

    @Slot(QAction)
    def _on_voice_chosen(self, action: QAction) -> None:
        self.listing_chosen.emit(replace(self._listing, voice=action.data()))

    def _offer_standings(self) -> None:
        menu = QMenu(self)
        for kind in StandingKind:
            action = menu.addAction(title(kind))
            action.setData(kind.value)
            action.setEnabled(self._editing is not None and kind is not self._editing.kind)
        menu.triggered.connect(self._on_standing_chosen)
        card = self.focusWidget() or self
        menu.popup(card.mapToGlobal(QPoint(12, card.height())))

    def _head(self, count: int, voices: Sequence[str]) -> QHBoxLayout:
        layout = QHBoxLayout()
        layout.setSpacing(8)
        words = QLabel("Excerpts")
        give_role(words, "heading")
        number = QLabel(str(count))
        give_role(number, "caption")
        layout.addWidget(words)
        layout.addWidget(number)
        layout.addStretch(1)
        order = QMenu(self)
        for text, by_deal in (("By deal", True), ("As they come", False)):
            order.addAction(text).setData(by_deal)
        order.triggered.connect(self._on_order_chosen)
        layout.addWidget(_choice("by deal" if self._listing.by_deal else "as they come", "Order of the excerpts", order))
        if len(voices) > 1:
            whose = QMenu(self)
            for text, voice in (("All voices", ALL_VOICES), *((voice, voice) for voice in voices)):
                whose.addAction(text.replace("&", "&&")).setData(voice)
            whose.triggered.connect(self._on_voice_chosen)
            layout.addWidget(_choice(_short(self._listing.voice) or "all voices", "Whose words are shown", whose))
        return layout

    def _deal_line(self, told: Told) -> QWidget:
        landscape = self._session.landscape
        words = "No deal: standings, names and people"
        if told.deal is not None and landscape is not None:
            words = describe_deal(landscape.deal(told.deal), landscape.names())
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 10, 0, 2)
        caption = QLabel(words)
        caption.setWordWrap(True)
        give_role(caption, "caption")
        layout.addWidget(caption)
        layout.addWidget(rule())
        return box

    def _add(self, widget: QWidget) -> None:
        self._layout.insertWidget(self._layout.indexOf(self._more), widget)


def _by_deal(told: Sequence[Told]) -> list[Told]:
    """Return the excerpts deal by deal, in the order in which each deal is first told; those of no deal last."""
    deals = list(dict.fromkeys(one.deal for one in told if one.deal is not None))
    places = {deal: place for place, deal in enumerate(deals)}
    return sorted(told, key=lambda one: places.get(one.deal, len(places)) if one.deal is not None else len(places))


def _choice(text: str, what: str, menu: QMenu) -> QPushButton:
    button = QPushButton(text)
    give_role(button, "quiet")
    button.setAccessibleName(f"{what}: {text}")
    button.setToolTip(what)
    button.setMenu(menu)
    return button


def _short(voice: str) -> str:
    return voice if len(voice) <= 18 else voice[:17].rstrip(" ,") + "…"
