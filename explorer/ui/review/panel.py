"""The review queue."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from explorer.landscape.claims import Change, Claim
from explorer.landscape.vocabulary import Review
from explorer.landscape.wording import describe_flow
from explorer.painting.fonts import load_fonts
from explorer.session.answers import told_of
from explorer.session.edits import judging
from explorer.session.session import Session
from explorer.ui.parts.excerpts import quoted
from explorer.ui.parts.page import Page, label
from explorer.ui.parts.rows import Row, RowsView
from explorer.ui.parts.style import give_role
from explorer.ui.review.proposals import REASONS, Proposal, next_of, proposals


class ReviewPanel(QWidget):
    """Shows what was read, most doubtful and best connected first. A accepts, R rejects, E edits, S skips, U takes back."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._queue: tuple[Proposal, ...] = ()
        self._skipped: list[Claim] = []
        self._at = 0
        self._seen: set[Claim] = set()
        self._is_stale = True
        self._build()
        session.opened.connect(self._on_opened)
        session.changed.connect(self._on_changed)

    @property
    def current(self) -> Proposal | None:
        """The proposal on the card."""
        return self._queue[self._at] if self._at < len(self._queue) else None

    @property
    def progress(self) -> str:
        """How far the review is: "12 of 31 reviewed"."""
        return f"{len(self._seen) - len(self._queue)} of {len(self._seen)} reviewed"

    def _build(self) -> None:
        self._progress = label("", "caption")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Reviewed")
        self._plain = QPushButton()
        give_role(self._plain, "quiet")
        self._plain.setToolTip("Accepts in one step what its source states without a hedge and the reader is sure of")
        self._plain.clicked.connect(self._on_plain)
        head = QHBoxLayout()
        head.setContentsMargins(16, 6, 12, 6)
        head.addWidget(self._progress, 1)
        head.addWidget(self._bar, 1)
        head.addWidget(self._plain)
        self._rows = RowsView("What waits for review", load_fonts().serif)
        self._rows.chosen.connect(self._on_row)
        self.setFocusProxy(self._rows)  # so that its keys work as soon as it is open
        self._card = Page()
        self._words = label("", "heading")
        self._quote = label("", "quote", is_rich=True)
        self._caption = label("", "caption")
        self._more = label("", "caption")
        for part in (self._words, self._quote, self._caption, self._more):
            self._card.add(part)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._card, 1)
        column.addWidget(self._buttons())
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self._rows)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([280, 520])
        full = QWidget()
        inside = QVBoxLayout(full)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addLayout(head)
        inside.addWidget(splitter, 1)
        self._empty = label("", "caption")
        self._empty.setContentsMargins(16, 16, 16, 16)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._pages = QStackedWidget()
        self._pages.addWidget(full)
        self._pages.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)

    def _buttons(self) -> QWidget:
        keys = QWidget()
        row = QHBoxLayout(keys)
        row.setContentsMargins(16, 6, 12, 8)
        row.setSpacing(6)
        for text, key, role, slot in (
            ("Accept", "A", "primary", self._on_accept),
            ("Reject", "R", "", self._on_reject),
            ("Edit", "E", "quiet", self._on_edit),
            ("Skip", "S", "quiet", self._on_skip),
            ("Undo", "U", "quiet", self._on_undo),
            ("Read", "Return", "quiet", self._on_read),
        ):
            row.addWidget(self._button(text, key, role, slot))
        row.addStretch(1)
        why = QWidget()
        row = QHBoxLayout(why)
        row.setContentsMargins(16, 6, 12, 8)
        row.setSpacing(6)
        for number, (reason, slot) in enumerate(
            zip(REASONS, (self._on_reason_1, self._on_reason_2, self._on_reason_3, self._on_reason_4), strict=True), start=1
        ):
            row.addWidget(self._button(reason.capitalize(), str(number), "", slot))
        row.addWidget(self._button("No reason", "5", "quiet", self._on_no_reason))
        row.addWidget(self._button("Back", "Esc", "quiet", self._on_back))
        row.addStretch(1)
        self._actions = QStackedWidget()
        self._actions.addWidget(keys)
        self._actions.addWidget(why)
        self._actions.setMaximumHeight(48)
        return self._actions

    def _button(self, text: str, key: str, role: str, slot: Callable[[], None]) -> QPushButton:
        button = QPushButton(f"{text}  {key if key != 'Return' else '↵'}")
        button.setAccessibleName(text)
        button.setToolTip(f"{text} ({key})")
        if role:
            give_role(button, role)
        button.clicked.connect(slot)
        keys = QShortcut(QKeySequence(key), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(slot)
        return button

    # what the session says

    @Slot(object)
    def _on_opened(self, landscape: object) -> None:
        self._queue, self._skipped, self._at, self._seen = (), [], 0, set()
        self._expire()

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        self._expire()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask what waits when it is looked at, not before."""
        super().showEvent(event)
        if self._is_stale:
            self._refresh()

    def _expire(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        self._is_stale = False
        landscape = self._session.landscape
        order = [proposal.claim for proposal in (*self._queue[self._at :], *self._queue[: self._at])]
        self._queue = proposals(landscape, self._skipped) if landscape else ()
        self._seen |= {proposal.claim for proposal in self._queue}
        self._at = next_of(self._queue, order)
        self._show()

    def _show(self) -> None:
        plain = sum(proposal.is_plain for proposal in self._queue)
        self._plain.setText(f"Accept all {plain} stated plainly" if plain > 1 else "Accept what is stated plainly")
        self._plain.setEnabled(plain > 0)
        self._progress.setText(self.progress)
        self._bar.setRange(0, max(1, len(self._seen)))
        self._bar.setValue(len(self._seen) - len(self._queue))
        self._actions.setCurrentIndex(0)
        self._rows.show_rows([Row(proposal.words, proposal.caption) for proposal in self._queue])
        self._pages.setCurrentIndex(0 if self._queue else 1)
        landscape, current = self._session.landscape, self.current
        if landscape is None:
            self._empty.setText("Nothing is open.")
        elif current is None:
            words = (
                "Everything is reviewed."
                if len(self._seen)
                else "Nothing waits for review. What is read from articles comes here first."
            )
            self._empty.setText(words)
        else:
            self._rows.setCurrentIndex(self._rows.model().index(self._at, 0))
            told = told_of(landscape, [current.claim])
            self._words.setText(current.words)
            self._quote.setText(quoted(told[0]) if told else "")
            self._caption.setText(f"{told[0].where if told else ''} · {current.caption}")
            names = landscape.names()
            flows = landscape.flows_of(current.deal) if current.deal is not None else ()
            self._more.setText("\n".join(describe_flow(flow, names) for flow in flows))

    # what the person does

    def _go(self, place: int) -> None:
        """Stand on another proposal and choose what it is about, so that map and inspector follow."""
        self._at = place
        self._show()
        self._follow()

    def _follow(self) -> None:
        current = self.current
        if current is not None and current.deal is not None:
            self._session.select(deals=[current.deal])
        elif current is not None and current.company is not None:
            self._session.select([current.company])

    def _judge(self, review: Review, reason: str = "") -> None:
        current = self.current
        if current is not None and self._session.edit(judging([current.claim], review, reason)) is not None:
            self._follow()

    @Slot(object)
    def _on_row(self, place: int) -> None:
        self._go(place)

    @Slot()
    def _on_accept(self) -> None:
        self._judge(Review.ACCEPTED)

    @Slot()
    def _on_reject(self) -> None:
        self._actions.setCurrentIndex(1)

    @Slot()
    def _on_back(self) -> None:
        self._actions.setCurrentIndex(0)

    @Slot()
    def _on_reason_1(self) -> None:
        self._reject(REASONS[0])

    @Slot()
    def _on_reason_2(self) -> None:
        self._reject(REASONS[1])

    @Slot()
    def _on_reason_3(self) -> None:
        self._reject(REASONS[2])

    @Slot()
    def _on_reason_4(self) -> None:
        self._reject(REASONS[3])

    @Slot()
    def _on_no_reason(self) -> None:
        self._reject("")

    @Slot()
    def _on_edit(self) -> None:
        self._follow()

    @Slot()
    def _on_skip(self) -> None:
        current = self.current
        if current is not None and self._session.landscape is not None:
            self._skipped = [*(claim for claim in self._skipped if claim != current.claim), current.claim]
            order = [proposal.claim for proposal in (*self._queue[self._at + 1 :], *self._queue[: self._at])]
            self._queue = proposals(self._session.landscape, self._skipped)
            self._go(next_of(self._queue, order))

    @Slot()
    def _on_undo(self) -> None:
        self._session.undo()

    @Slot()
    def _on_read(self) -> None:
        current = self.current
        if current is not None and current.basis.excerpt is not None:
            self._session.show_excerpt(current.basis.excerpt)

    @Slot()
    def _on_plain(self) -> None:
        claims = [proposal.claim for proposal in self._queue if proposal.is_plain]
        if claims:
            self._session.edit(judging(claims, Review.ACCEPTED))

    def _reject(self, reason: str) -> None:
        if self._actions.currentIndex() == 1:
            self._judge(Review.REJECTED, reason)
