"""An excerpt as a card: what is claimed, the words verbatim, where they stand, and what can be said to them."""

import html

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QSizePolicy, QVBoxLayout, QWidget

from explorer.landscape.vocabulary import Review
from explorer.session.answers import Told
from explorer.ui.parts.icons import IconButton
from explorer.ui.parts.style import give_role, quote_role


def quoted(told: Told) -> str:
    """Return the words in their sentence as rich text, what matters emphasised; a note without quotation marks."""
    basis = told.basis
    if basis.excerpt is None:
        return html.escape(basis.note or "Stated by the analyst, without a note.")
    words, trigger = " ".join(basis.excerpt.quote.split()), " ".join(basis.trigger.split())
    start = words.casefold().find(trigger.casefold()) if trigger else -1
    if told.before.strip() or told.after.strip(" .!?\n"):
        said = f"{html.escape(told.before.lstrip())}<b>{html.escape(basis.excerpt.quote)}</b>{html.escape(told.after.rstrip())}"
    elif start >= 0:
        before, hit, after = words[:start], words[start : start + len(trigger)], words[start + len(trigger) :]
        said = f"{html.escape(before)}<b>{html.escape(hit)}</b>{html.escape(after)}"
    else:
        said = html.escape(words)
    return f"“{said}”"


class ExcerptCard(QFrame):
    """One excerpt. A click or Enter opens it in the reader; A accepts, E edits and R rejects what is claimed from it."""

    #: Carries the Told whose excerpt shall be opened.
    opened = Signal(object)
    #: Carries the Told whose claims are accepted.
    accepted = Signal(object)
    #: Carries the Told whose claims shall be edited.
    edited = Signal(object)
    #: Carries the Told whose claims are rejected.
    rejected = Signal(object)
    #: Carries the one Claim, of several, that is rejected.
    one_rejected = Signal(object)

    def __init__(self, told: Told, *, with_quote: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.told = told
        give_role(self, "excerpt")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip("Click: read it in its article · A accept · E edit · R reject")
        said = "; ".join(told.words)
        self.setAccessibleName(f"{said}. {told.basis.excerpt.quote if told.basis.excerpt else told.basis.note}")
        self.setAccessibleDescription(told.caption)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 4, 6)
        layout.setSpacing(3)
        if said:
            layout.addWidget(_label(html.escape(said[:1].upper() + said[1:]), "body"))
        if with_quote:
            words = quoted(told)
            layout.addWidget(_label(words, quote_role(words)))
        layout.addWidget(_label(html.escape(told.caption), "caption"))
        self._buttons: QFrame | None = None

    @Slot()
    def _on_accept(self) -> None:
        self.accepted.emit(self.told)

    @Slot()
    def _on_edit(self) -> None:
        self.edited.emit(self.told)

    @Slot()
    def _on_reject(self) -> None:
        self.rejected.emit(self.told)

    @Slot(QAction)
    def _on_reject_only(self, action: QAction) -> None:
        self.one_rejected.emit(self.told.each[action.data()][0])

    @Slot()
    def _on_open(self) -> None:
        self.opened.emit(self.told)

    def event(self, event: QEvent) -> bool:
        """Show what can be done while the pointer or the keyboard is here."""
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave, QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            inside = event.type() in (QEvent.Type.Enter, QEvent.Type.FocusIn)
            self._show_buttons(inside or self.hasFocus() or self.underMouse())
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the buttons at the right."""
        super().resizeEvent(event)
        self._place_buttons()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the excerpt."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._on_open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Judge or open by one key."""
        slot = {
            Qt.Key.Key_A: self._on_accept,
            Qt.Key.Key_E: self._on_edit,
            Qt.Key.Key_R: self._on_reject,
            Qt.Key.Key_Return: self._on_open,
            Qt.Key.Key_Enter: self._on_open,
            Qt.Key.Key_Space: self._on_open,
        }.get(Qt.Key(event.key()))
        if slot is None or event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            super().keyPressEvent(event)
        else:
            slot()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the same by a menu."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, slot in (
            ("Read it in its article", self._on_open),
            ("Accept", self._on_accept),
            ("Edit…", self._on_edit),
            ("Reject", self._on_reject),
        ):
            menu.addAction(text).triggered.connect(slot)
        if len(self.told.each) > 1:
            only = menu.addMenu("Reject only")
            for place, (_, words) in enumerate(self.told.each):
                only.addAction(words.replace("&", "&&")).setData(place)
            only.triggered.connect(self._on_reject_only)
        menu.popup(event.globalPos())

    def _show_buttons(self, is_wanted: bool) -> None:
        if self._buttons is None and is_wanted:
            self._buttons = self._made_buttons()
        if self._buttons is not None:
            self._buttons.setVisible(is_wanted)
            self._place_buttons()

    def _made_buttons(self) -> QFrame:
        buttons = QFrame(self)
        give_role(buttons, "card")
        row = QHBoxLayout(buttons)
        row.setContentsMargins(2, 0, 2, 0)
        row.setSpacing(0)
        for icon, tooltip, slot in (
            ("check", "Accept (A)", self._on_accept),
            ("edit", "Edit (E)", self._on_edit),
            ("close", "Reject (R)", self._on_reject),
        ):
            button = IconButton(icon, tooltip)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(slot)
            button.setEnabled(icon != "check" or self.told.basis.review is Review.PROPOSED)
            row.addWidget(button)
        return buttons

    def _place_buttons(self) -> None:
        if self._buttons is not None:
            size = self._buttons.sizeHint()
            self._buttons.setGeometry(
                self.width() - size.width() - 4, self.height() - size.height() - 3, size.width(), size.height()
            )
            self._buttons.raise_()


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    give_role(label, role)
    return label
