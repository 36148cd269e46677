"""The review queue."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from explorer.landscape.claims import Change, Claim, ClaimKind
from explorer.landscape.decisions import Clue
from explorer.landscape.vocabulary import Review
from explorer.painting.theme import Theme
from explorer.session.edits import judging
from explorer.session.queue import WHY, Learning, Order, Placed, arranged, first_of, placed
from explorer.session.session import Session
from explorer.ui.parts.page import label
from explorer.ui.parts.style import give_role
from explorer.ui.review.card import Card
from explorer.ui.review.corrections import corrections
from explorer.ui.review.plainly import Plainly
from explorer.ui.review.proposals import Proposal, proposals_of, reasons_for, sure_of
from explorer.ui.review.queue_list import QueueList, Words

#: After so many decisions the rest of the queue is put in order anew, in the light of what they taught.
SORTED_EVERY = 10


class ReviewPanel(QWidget):
    """Shows what was read and not judged yet, in an order that can be chosen.

    A accepts, 1 to 4 reject with a reason, R asks for it, E corrects, S skips, U takes back, Enter reads, P previews what is plain.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._learning = Learning()
        self._learned = self._learning.of(session.landscape) if session.landscape else None
        self._skipped: list[Claim] = []
        self._at = 0
        self._since_sorted = 0
        self._seen: set[Claim] = set()
        self._waiting = 0  # deals of a large landscape that wait, of which the first stand in the queue
        self._clues: dict[Claim, Clue] = {}
        self._is_stale = True
        self._judged_here: Claim | None = None
        self._menu: QMenu | None = None
        self._build()
        session.opened.connect(self._on_opened)
        session.changed.connect(self._on_changed)
        session.theme_changed.connect(self._on_theme)

    @property
    def queue(self) -> Sequence[Placed]:
        """What waits, in order."""
        return self.rows.queue

    @property
    def current(self) -> Placed | None:
        """What is on the card."""
        return self.queue[self._at] if self._at < len(self.queue) else None

    @property
    def progress(self) -> str:
        """How far the review is: "12 of 31 reviewed"."""
        reviewed = f"{len(self._seen) - len(self.queue):,} of {len(self._seen):,} reviewed"
        return f"{reviewed} · of {self._waiting:,} that wait, the most connected" if self._waiting > len(self.queue) else reviewed

    # what it is made of

    def _build(self) -> None:
        self.rows = QueueList(self._tell)
        self.rows.chosen.connect(self._on_row)
        self.setFocusProxy(self.rows)  # so that its keys work as soon as it is open
        self.card = Card()
        self.plainly = Plainly()
        self.plainly.accepted.connect(self._on_plain_accepted)
        self.plainly.left.connect(self._on_plain_left)
        judged = QWidget()
        column = QVBoxLayout(judged)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.card, 1)
        column.addWidget(self._buttons())
        self._right = QStackedWidget()
        self._right.addWidget(judged)
        self._right.addWidget(self.plainly)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.rows)
        splitter.addWidget(self._right)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([280, 520])
        full = QWidget()
        inside = QVBoxLayout(full)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addLayout(self._head())
        inside.addWidget(splitter, 1)
        self.empty = label("", "caption")
        self.empty.setContentsMargins(16, 16, 16, 16)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._pages = QStackedWidget()
        self._pages.addWidget(full)
        self._pages.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)

    def _head(self) -> QHBoxLayout:
        self._progress = QLabel()
        give_role(self._progress, "caption")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Reviewed")
        first = QLabel("First")
        give_role(first, "caption")
        self.order = QComboBox()
        self.order.setAccessibleName("What comes first")
        for order in Order:
            self.order.addItem(order.value.capitalize(), order)
            self.order.setItemData(self.order.count() - 1, f"{WHY[order].capitalize()}.", Qt.ItemDataRole.ToolTipRole)
        self.order.activated.connect(self._on_ordered)
        self._plain = QPushButton()
        give_role(self._plain, "quiet")
        self._plain.setToolTip(
            "Look through what its source states without a hedge and the reader is sure of, to accept it in one step (P)"
        )
        self._plain.clicked.connect(self._on_plain)
        self._shortcut("P", self._on_plain)
        head = QHBoxLayout()
        head.setContentsMargins(16, 6, 12, 6)
        head.setSpacing(8)
        head.addWidget(self._progress)
        head.addWidget(self._bar, 1)
        head.addWidget(first)
        head.addWidget(self.order)
        head.addWidget(self._plain)
        return head

    def _buttons(self) -> QWidget:
        keys = (
            ("Accept", "A", "primary", self._on_accept),
            ("Reject", "R", "", self._on_reject),
            ("Correct", "E", "quiet", self._on_correct),
            ("Skip", "S", "quiet", self._on_skip),
            ("Undo", "U", "quiet", self._on_undo),
            ("Read", "Return", "quiet", self._on_read),
        )
        self._keys = {text: self._button(text, key, role, slot) for text, key, role, slot in keys}
        self._keys["Reject"].setToolTip(
            "Reject (R), or at once by its reason:\n1 wrong party, 2 wrong type, 3 no deal, 4 only hedged"
        )
        slots = (self._on_reason_1, self._on_reason_2, self._on_reason_3, self._on_reason_4)
        self._why = [self._button("", str(number), "", slot) for number, slot in enumerate(slots, start=1)]
        others = [self._button("No reason", "5", "quiet", self._on_no_reason), self._button("Back", "Esc", "quiet", self._on_back)]
        self._actions = QStackedWidget()
        for buttons in (list(self._keys.values()), [*self._why, *others]):
            page = QWidget()
            row = QHBoxLayout(page)
            row.setContentsMargins(16, 6, 12, 8)
            row.setSpacing(6)
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
            self._actions.addWidget(page)
        self._actions.setMaximumHeight(48)
        return self._actions

    def _button(self, text: str, key: str, role: str, slot: Callable[[], None]) -> QPushButton:
        button = QPushButton()
        _name(button, text, key)
        if role:
            give_role(button, role)
        button.clicked.connect(slot)
        self._shortcut(key, slot)
        return button

    def _shortcut(self, key: str, slot: Callable[[], None]) -> None:
        keys = QShortcut(QKeySequence(key), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(slot)

    # what the session says

    @Slot(object)
    def _on_opened(self, landscape: object) -> None:
        self.rows.show_queue(())
        self._skipped, self._at, self._seen, self._clues = [], 0, set(), {}
        self._learning = Learning()
        self._expire()

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        judged, self._judged_here = self._judged_here, None
        if change.is_of_looks_only and not change.decisions:
            return
        for deal in change.deals:
            self._clues.pop(Claim(ClaimKind.DEAL, deal), None)
        if change.standings:
            self._clues = {claim: clue for claim, clue in self._clues.items() if claim.kind is ClaimKind.DEAL}
        here = next((place for place, one in enumerate(self.queue) if one.claim == judged), -1)
        if here >= 0 and not self._is_stale and self._since_sorted < SORTED_EVERY:
            self._since_sorted += 1
            self.rows.take_away(here)
            self._at = 0 if self._at >= len(self.queue) else self._at
            if self._session.landscape is not None:
                self._learned = self._learning.of(self._session.landscape)
            self._show()
        else:
            self._expire()

    @Slot(object)
    def _on_theme(self, theme: object) -> None:
        if self.isVisible():
            self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask what waits when it is looked at, not before."""
        super().showEvent(event)
        if self._is_stale:
            self._refresh()

    def _expire(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self._refresh()

    def _refresh(self, *, from_the_top: bool = False) -> None:
        self._is_stale = False
        self._since_sorted = 0
        landscape = self._session.landscape
        before = [one.claim for one in (*self.queue[self._at :], *self.queue[: self._at])] if not from_the_top else []
        found: list[Placed] = []
        if landscape is not None:
            self._learned = self._learning.of(landscape)
            among, self._waiting = first_of(self._session.terrain) if self._session.is_large else (None, 0)
            known = placed(landscape, self._learned, self._clues, among)
            found = arranged(known, Order(self.order.currentData()), self._skipped)
        self.rows.show_queue(found)
        self._seen |= {one.claim for one in found}
        places = {one.claim: place for place, one in enumerate(found)}
        self._at = next((places[claim] for claim in before if claim in places), 0)
        self._show()

    def _show(self) -> None:
        plain = sum(one.is_plain for one in self.queue)
        self._plain.setText(f"{plain:,} stated plainly…" if plain else "None stated plainly")
        self._plain.setEnabled(plain > 0)
        self._progress.setText(self.progress)
        self._bar.setRange(0, max(1, len(self._seen)))
        self._bar.setValue(len(self._seen) - len(self.queue))
        self._actions.setCurrentIndex(0)
        self._right.setCurrentIndex(0)
        self._pages.setCurrentIndex(0 if self.queue else 1)
        landscape, current = self._session.landscape, self.current
        proposal = proposals_of(landscape, [current.claim]).get(current.claim) if landscape is not None and current else None
        if landscape is None:
            self.empty.setText("Nothing is open.")
        elif current is None or proposal is None or self._learned is None:
            nothing = "Nothing waits for review. What is read from articles comes here first."
            self.empty.setText("Everything is reviewed." if self._seen else nothing)
        else:
            self.rows.stand_on(self._at)
            self.card.show_proposal(landscape, current, proposal, self._learned, Theme.load(self._session.theme))
            for number, (button, reason) in enumerate(zip(self._why, reasons_for(current.claim), strict=True), start=1):
                _name(button, reason.capitalize(), str(number))

    def _tell(self, wanted: Sequence[Placed]) -> Mapping[Claim, Words]:
        """Put some of the queue into words, for the list."""
        landscape, learned = self._session.landscape, self._learned
        if landscape is None or learned is None:
            return {}
        said = proposals_of(landscape, [one.claim for one in wanted])
        return {
            one.claim: (said[one.claim].words, said[one.claim].caption(sure_of(one, learned)))
            for one in wanted
            if one.claim in said
        }

    # what the person does

    def _go(self, place: int) -> None:
        """Stand on another proposal and choose what it is about, so that map and inspector follow."""
        self._at = place
        self._show()
        self._follow()

    def _follow(self) -> None:
        waiting = self.current.waiting if self.current is not None else None
        if waiting is not None and waiting.deal is not None:
            self._session.select(deals=[waiting.deal])
        elif waiting is not None and waiting.company is not None:
            self._session.select([waiting.company])

    def _judge(self, review: Review, reason: str = "") -> None:
        current = self.current
        if current is not None and not self._is_previewing:
            self._judged_here = current.claim
            if self._session.edit(judging([current.claim], review, reason)) is not None:
                self._follow()
            self._judged_here = None

    @property
    def _is_previewing(self) -> bool:
        return self._right.currentIndex() == 1

    def _proposal(self) -> Proposal | None:
        landscape, current = self._session.landscape, self.current
        return (
            proposals_of(landscape, [current.claim]).get(current.claim) if landscape is not None and current is not None else None
        )

    @Slot(object)
    def _on_row(self, place: int) -> None:
        if place != self._at:
            self._go(place)
        else:
            self._follow()

    @Slot(int)
    def _on_ordered(self, place: int) -> None:
        self._refresh(from_the_top=True)

    @Slot()
    def _on_accept(self) -> None:
        self._judge(Review.ACCEPTED)

    @Slot()
    def _on_reject(self) -> None:
        self._actions.setCurrentIndex(1)

    @Slot()
    def _on_back(self) -> None:
        self._actions.setCurrentIndex(0)
        self._on_plain_left()

    @Slot()
    def _on_reason_1(self) -> None:
        self._reject(0)

    @Slot()
    def _on_reason_2(self) -> None:
        self._reject(1)

    @Slot()
    def _on_reason_3(self) -> None:
        self._reject(2)

    @Slot()
    def _on_reason_4(self) -> None:
        self._reject(3)

    @Slot()
    def _on_no_reason(self) -> None:
        if self._actions.currentIndex() == 1:
            self._judge(Review.REJECTED)

    def _reject(self, reason: int) -> None:
        if self.current is not None:
            self._judge(Review.REJECTED, reasons_for(self.current.claim)[reason])

    @Slot()
    def _on_correct(self) -> None:
        """Open the menu of corrections, and choose what it is about, so that the inspector can do the rest."""
        self._follow()
        landscape, current, proposal = self._session.landscape, self.current, self._proposal()
        if landscape is None or current is None or proposal is None or self._is_previewing:
            return
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = corrections(landscape, proposal, current.waiting.company, self)
        self._menu.triggered.connect(self._on_corrected)
        button = self._keys["Correct"]
        self._menu.popup(button.mapToGlobal(QPoint(0, -self._menu.sizeHint().height())))

    @Slot(QAction)
    def _on_corrected(self, action: QAction) -> None:
        step = action.data()
        if step is not None and self._session.edit(step) is not None:
            self._follow()

    @Slot()
    def _on_skip(self) -> None:
        current = self.current
        if current is not None and not self._is_previewing:
            self._skipped = [*(claim for claim in self._skipped if claim != current.claim), current.claim]
            following = self.queue[self._at + 1].claim if self._at + 1 < len(self.queue) else None
            self.rows.show_queue([*(one for one in self.queue if one.claim != current.claim), current])
            places = {one.claim: place for place, one in enumerate(self.queue)}
            self._go(places.get(following, 0) if following is not None else 0)

    @Slot()
    def _on_undo(self) -> None:
        self._session.undo()

    @Slot()
    def _on_read(self) -> None:
        proposal = self._proposal()
        if self._is_previewing:
            self.plainly.accept()
        elif proposal is not None and proposal.basis.excerpt is not None:
            self._session.show_excerpt(proposal.basis.excerpt)

    @Slot()
    def _on_plain(self) -> None:
        landscape, wanted = self._session.landscape, [one.claim for one in self.queue if one.is_plain]
        if landscape is not None and wanted:
            said = proposals_of(landscape, wanted)
            self.plainly.show_claims([(claim, said[claim].words) for claim in wanted if claim in said])
            self._right.setCurrentIndex(1)
            self.plainly.take_keyboard()

    @Slot(object)
    def _on_plain_accepted(self, claims: Sequence[Claim]) -> None:
        self._right.setCurrentIndex(0)
        self._session.edit(judging(claims, Review.ACCEPTED))
        self.rows.setFocus()

    @Slot()
    def _on_plain_left(self) -> None:
        self._right.setCurrentIndex(0)
        self.rows.setFocus()


def _name(button: QPushButton, text: str, key: str) -> None:
    button.setText(f"{text}  {key if key != 'Return' else '↵'}")
    button.setAccessibleName(text)
    button.setToolTip(f"{text} ({key})")
