"""The inspector: one page for what is chosen."""

from dataclasses import replace

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.landscape.claims import Change
from explorer.landscape.views import Selection
from explorer.session.session import Session
from explorer.ui.inspector.about import About
from explorer.ui.inspector.company import CompanyPage
from explorer.ui.inspector.deal import DealPage
from explorer.ui.inspector.excerpts import MANY_DEALS, ExcerptList, Listing
from explorer.ui.inspector.others import MOST_DEALS, NothingPage, SeveralPage
from explorer.ui.parts.excerpts import ExcerptCard
from explorer.ui.parts.page import Page


class InspectorPanel(QWidget):
    """Shows what is known of what is chosen, each part with the words it stands on, and lets it be corrected in place."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._listing = Listing()
        self._shown: Selection | None = None
        self._page: Page | None = None
        self._about: About | None = None  # all of the landscape
        self.setAccessibleName("Inspector")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        session.opened.connect(self._on_opened)
        session.changed.connect(self._on_changed)
        session.selection_changed.connect(self._on_selection)
        session.view_changed.connect(self._on_looked)
        session.theme_changed.connect(self._on_looked)
        self._refresh()

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return self._page

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard that comes by keys to the first line."""
        super().focusInEvent(event)
        if event.reason() is Qt.FocusReason.TabFocusReason:
            self._enter()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go from the panel itself to its first line."""
        return (forward and self.hasFocus() and self._enter()) or super().focusNextPrevChild(forward)

    @Slot(object)
    def _on_opened(self, landscape: object) -> None:
        self._shown = None
        self._refresh()

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        is_of_facts = change.companies or change.deals or change.sources or change.standings
        if is_of_facts and (self._about is None or self._about.is_touched_by(change)):
            self._refresh()

    @Slot(object)
    def _on_selection(self, selection: Selection) -> None:
        if self._shown is None or (selection.companies, selection.deals) != (self._shown.companies, self._shown.deals):
            self._listing = replace(self._listing, deals=MANY_DEALS)
            self._refresh()

    @Slot(object)
    def _on_looked(self, how: object) -> None:
        self._refresh()

    @Slot(object)
    def _on_listing(self, listing: Listing) -> None:
        self._listing = listing
        self._refresh()

    def _refresh(self) -> None:
        """Build the page anew; where it is about the same things, the eye and the keyboard stay where they were."""
        before, selection = self._page, self._session.selection
        is_same = self._shown is not None and (selection.companies, selection.deals) == (self._shown.companies, self._shown.deals)
        top = before.verticalScrollBar().value() if before and is_same else 0
        list_before = before.findChild(ExcerptList) if before and is_same else None
        shown, focused = (list_before.shown, _focused_card(list_before)) if list_before else (0, -1)
        standing = self.window().focusWidget()
        had_keyboard = before is not None and standing is not None and before.isAncestorOf(standing)
        self._shown = selection
        self._page = self._page_of(selection)
        self._about = self._page.about if isinstance(self._page, CompanyPage | DealPage | SeveralPage) else None
        self._layout.addWidget(self._page)
        if before is not None:
            self._layout.removeWidget(before)
            before.hide()
            before.deleteLater()
        excerpts = self._page.findChild(ExcerptList)
        if excerpts is not None:
            excerpts.listing_chosen.connect(self._on_listing)
            excerpts.show_at_least(shown)
        self._layout.activate()
        self._page.settle()
        self._page.verticalScrollBar().setValue(top)
        if focused >= 0 and excerpts is not None and excerpts.cards:
            excerpts.cards[min(focused, len(excerpts.cards) - 1)].setFocus()
        elif had_keyboard:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter(self) -> bool:
        """Stand on the first line of the page; say whether there is one."""
        if self._page is None:
            return False
        self._page.show()  # a layout shows it a moment after it was built
        lines = self._page.findChildren(QWidget)
        tabs = Qt.FocusPolicy.TabFocus
        first = next((line for line in lines if line.focusPolicy() & tabs and line.isVisibleTo(self) and line.isEnabled()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)
        return first is not None

    def _page_of(self, selection: Selection) -> Page:
        landscape, session = self._session.landscape, self._session
        if landscape is None or selection.is_empty:
            return NothingPage(self._session, landscape)
        companies, deals = sorted(selection.companies), landscape.deals_among(sorted(selection.deals)[:MOST_DEALS])
        if len(companies) == 1 and not deals:
            return CompanyPage(session, landscape, landscape.company(companies[0]), self._listing)
        if len(deals) == 1 and not companies:
            return DealPage(session, landscape, deals[0], self._listing)
        return SeveralPage(session, landscape, companies, deals, len(selection.deals))


def _focused_card(excerpts: ExcerptList) -> int:
    """Return the place of the card that has the keyboard, -1 where none has it."""
    return next((place for place, card in enumerate(excerpts.findChildren(ExcerptCard)) if card.hasFocus()), -1)
