"""The reader: one source at a time, everything found in it marked, the opened words strongly."""

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from explorer.landscape.claims import Change, Claim, ClaimKind
from explorer.landscape.excerpts import Excerpt, SourceId, Span
from explorer.landscape.facts import Source
from explorer.landscape.views import Selection
from explorer.landscape.wording import describe_deal
from explorer.painting.fonts import LEAD, load_fonts
from explorer.painting.theme import Theme
from explorer.session.answers import told_of
from explorer.session.edits import Step, stating
from explorer.session.session import Session
from explorer.ui.parts.chooser import Chooser
from explorer.ui.parts.icons import IconButton
from explorer.ui.parts.page import label, rule
from explorer.ui.reader.finder import Finder
from explorer.ui.reader.findings import KINDS, Findings, findings_in, found_words, marked, named, opened
from explorer.ui.reader.forms import DealForm, FlowForm, StandingForm
from explorer.ui.reader.found import FoundHere
from explorer.ui.reader.offer import Offer, Setting
from explorer.ui.reader.printings import Printings
from explorer.ui.reader.text import SourceText

_FIND = QKeySequence.StandardKey.Find

#: Room at the right of the head for the button that closes the reader.
CLOSE_BUTTON = 34

#: What stands below the text is at least so high, a card of what was found.
SMALLEST_BELOW = 96


class ReaderPanel(QWidget):
    """Shows a source's frozen text. A click on a mark chooses what was found there; selecting words offers to add to it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._sources: tuple[Source, ...] = ()
        self._source: SourceId | None = None
        self._findings = Findings()
        self._opened: Span | None = None
        self._hidden: set[str] = set()
        self._form: DealForm | FlowForm | StandingForm | None = None
        self.text = SourceText(load_fonts().excerpt(LEAD))
        self.finder = Finder()
        self._build()
        self.setFocusProxy(self.text)
        self.finder.moved.connect(self._on_found)
        self.text.clicked_at.connect(self._on_clicked)
        self.text.words_selected.connect(self._on_words)
        session.opened.connect(self._on_opened)
        session.changed.connect(self._on_changed)
        session.excerpt_shown.connect(self._on_excerpt)
        session.view_changed.connect(self._on_looked)
        session.theme_changed.connect(self._on_looked)
        session.selection_changed.connect(self._on_selection)
        self._refresh()

    @property
    def source(self) -> SourceId | None:
        """The source that is shown."""
        return self._source

    @property
    def opened_words(self) -> Span | None:
        """The words that were asked for and are strongly marked."""
        return self._opened

    # what it is made of

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._pages = QStackedWidget()
        empty = QWidget()
        self._empty = label("", "caption")
        inside = QVBoxLayout(empty)
        inside.setContentsMargins(16, 16, 16, 16)
        inside.addWidget(self._empty, 0, Qt.AlignmentFlag.AlignTop)
        self._pages.addWidget(empty)
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(rule())
        column.addWidget(self.finder)
        column.addWidget(self.text, 1)
        self._below = QStackedWidget()
        self._found = FoundHere(self._session)
        self._found.left.connect(self._on_esc)
        self._offer = Offer()
        self._offer.deal_wanted.connect(self._on_add_deal)
        self._offer.standing_wanted.connect(self._on_add_standing)
        self._offer.flow_wanted.connect(self._on_add_flow)
        self._offer.field_wanted.connect(self._on_set_as)
        self._below.addWidget(self._found)
        self._below.addWidget(self._offer)
        self._below.hide()
        column.addWidget(rule())
        column.addWidget(self._below)
        self._pages.addWidget(full)
        layout.addWidget(self._pages)

    def _head(self) -> QVBoxLayout:
        self._switch = Chooser()
        self._switch.setAccessibleName("Article")
        self._switch.setSizeAdjustPolicy(Chooser.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._switch.setMinimumContentsLength(12)
        self._switch.activated.connect(self._on_switched)
        find = IconButton("find", "Find in this text (Ctrl+F)")
        find.clicked.connect(self.finder.open)
        marks = IconButton("filter", "What is marked in the text")
        self._marks = QMenu(marks)
        for name in dict.fromkeys(name for _, name in KINDS.values()):
            action = self._marks.addAction(name)
            action.setCheckable(True)
            action.setChecked(True)
        self._marks.triggered.connect(self._on_marks)
        marks.setMenu(self._marks)
        marks.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, CLOSE_BUTTON, 0)
        row.setSpacing(2)
        row.addWidget(self._switch, 1)
        row.addWidget(find)
        row.addWidget(marks)
        self._caption = label("", "caption")
        head = QVBoxLayout()
        head.setContentsMargins(16, 8, 12, 8)
        head.setSpacing(6)
        head.addLayout(row)
        head.addWidget(self._caption)
        self._printings = Printings(self._session)
        self._printings.wanted.connect(self._on_printing_wanted)
        head.addWidget(self._printings)
        return head

    # what the session says

    @Slot(object)
    def _on_opened(self, landscape: object) -> None:
        self._source = None
        self._refresh()

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if change.sources:
            self._refresh()
        elif change.companies or change.deals or change.standings or change.questions:
            self._find_again()

    @Slot(object)
    def _on_excerpt(self, excerpt: Excerpt) -> None:
        self.show_source(excerpt.source)
        self._opened = excerpt.span
        self._mark()
        self.text.scroll_to(excerpt.span)
        self._show_found(excerpt.span.start, wanted=excerpt.span)

    @Slot(object)
    def _on_printing_wanted(self, source: SourceId) -> None:
        self.show_source(source)

    @Slot(object)
    def _on_looked(self, how: object) -> None:
        self._mark()

    @Slot(object)
    def _on_selection(self, selection: Selection) -> None:
        self._say_target()

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+F here while one reads: in the window it finds companies."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.matches(_FIND):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Find words in this text; Esc goes back one step."""
        if event.matches(_FIND):
            self.finder.open()
        elif event.key() == Qt.Key.Key_Escape and not (self._below.isHidden() and self.finder.isHidden()):
            self._on_esc()
        else:
            super().keyPressEvent(event)

    def show_source(self, source: SourceId) -> None:
        """Show the text of a source, from its beginning where it was not shown already."""
        landscape = self._session.landscape
        if landscape is None or source == self._source:
            return
        self._source, self._opened = source, None
        self._close_below()
        about = landscape.source(source)
        self.text.show_text(landscape.text(source))
        parts = (about.publisher, ", ".join(about.authors), about.published, about.link or about.file_name)
        self._caption.setText(" · ".join(part for part in parts if part) or "Pasted text")
        self._switch.setCurrentIndex(next(place for place, one in enumerate(self._sources) if one.id == source))
        self._find_again()
        self.finder.search(self.text.text)

    def _refresh(self) -> None:
        landscape = self._session.landscape
        self._sources = landscape.sources() if landscape else ()
        self._switch.clear()
        self._switch.addItems([_title(source) for source in self._sources])
        known = {source.id for source in self._sources}
        if not known:
            self._source = None
            self.text.show_text("")
            self._empty.setText(
                "No article is read yet. Drop one on the window and it can be read here." if landscape else "Nothing is open."
            )
        self._pages.setCurrentIndex(1 if known else 0)
        if known and self._source not in known:
            self._source = None
            self.show_source(self._sources[0].id)
        elif self._source is not None:
            self._switch.setCurrentIndex([source.id for source in self._sources].index(self._source))
            self._find_again()

    def _find_again(self) -> None:
        landscape = self._session.landscape
        if landscape is not None and self._source is not None:
            self._findings = findings_in(landscape, self._source)
            self._printings.show_for(landscape, self._source)
            self._mark()
            self._found.refresh()

    def _mark(self) -> None:
        theme = Theme.load(self._session.theme)
        marks = marked(self._findings.findings, self._hidden, self._session.view.reality, theme)
        marks += [(span, named(theme)) for _, span in self._findings.mentions]
        marks += [(hit, found_words(theme)) for hit in self.finder.hits]
        if self._opened is not None:
            marks.append((self._opened, opened(theme)))
        if self.finder.hit is not None:
            marks.append((self.finder.hit, opened(theme)))
        self.text.mark(marks)

    # clicks and words

    @Slot(object)
    def _on_clicked(self, point: int) -> None:
        if self._form is not None:
            return
        company = self._findings.company_at(point)
        found = self._findings.at(point)
        if company is not None:
            self._session.select([company])
        elif found and found[0].deal is not None:
            self._session.select(deals=[found[0].deal])
        elif found:
            self._select_subject(found[0].claim)
        self._opened = None
        self._mark()
        self._show_found(point)

    def _select_subject(self, claim: Claim) -> None:
        landscape = self._session.landscape
        if landscape is None:
            return
        if claim.kind is ClaimKind.STANDING:
            self._session.select([one.company for one in landscape.standings() if one.id == claim.id])
        elif claim.kind is ClaimKind.QUESTION:
            for question in landscape.questions():
                if question.id == claim.id:
                    self._session.select(question.companies, question.deals)

    def _show_found(self, point: int, wanted: Span | None = None) -> None:
        landscape = self._session.landscape
        found = self._findings.at(point)
        if wanted is not None:
            found = tuple(one for one in found if one.span == wanted) or found
        if landscape is None or not found:
            self._close_below()
            return
        self._found.show_claims([one.claim for one in found], told_of(landscape, [one.claim for one in found]))
        self._show_below(self._found)

    @Slot(object)
    def _on_words(self, span: Span | None) -> None:
        if self._form is None and span is not None:
            self._say_target()
            self._show_below(self._offer)
        elif self._form is None and self._below.currentWidget() is self._offer:
            self._close_below()

    def _say_target(self) -> None:
        landscape, deals = self._session.landscape, self._session.selection.deals
        deal = landscape.deal(next(iter(deals))) if landscape is not None and len(deals) == 1 else None
        self._offer.aim_at(describe_deal(deal, landscape.names()) if landscape is not None and deal else "")

    def _excerpt(self) -> Excerpt | None:
        span = self.text.chosen
        return Excerpt(self._source, span, span.of(self.text.text)) if span and self._source is not None else None

    @Slot()
    def _on_add_deal(self) -> None:
        landscape, excerpt = self._session.landscape, self._excerpt()
        if landscape is not None and excerpt is not None:
            known = landscape.names()
            self._open_form(DealForm(excerpt, known, self._findings.companies_in(excerpt.span)))

    @Slot()
    def _on_add_standing(self) -> None:
        landscape, excerpt = self._session.landscape, self._excerpt()
        if landscape is not None and excerpt is not None:
            known = landscape.names()
            near = self._findings.companies_in(Span(max(0, excerpt.span.start - 200), excerpt.span.end))
            self._open_form(StandingForm(excerpt, known, near, landscape.capabilities()))

    @Slot()
    def _on_add_flow(self) -> None:
        landscape, excerpt, deals = self._session.landscape, self._excerpt(), self._session.selection.deals
        if landscape is not None and excerpt is not None and len(deals) == 1:
            known, deal = landscape.names(), landscape.deal(next(iter(deals)))
            self._open_form(FlowForm(excerpt, known, deal, landscape.capabilities()))

    @Slot(object)
    def _on_set_as(self, wanted: Setting) -> None:
        excerpt, deals = self._excerpt(), self._session.selection.deals
        if excerpt is None or len(deals) != 1:
            return
        value = " ".join(excerpt.quote.split()) if wanted.is_worded else wanted.value
        self._carry_out(stating(next(iter(deals)), wanted.field, value, excerpt=excerpt))

    def _open_form(self, form: DealForm | FlowForm | StandingForm) -> None:
        self._close_form()
        self._form = form
        form.ready.connect(self._on_ready)
        form.left.connect(self._on_esc)
        form.grown.connect(self._on_grown)
        self._below.addWidget(form)
        self._opened = form.excerpt.span
        self._mark()
        self._show_below(form)
        form.first.setFocus()

    @Slot(object)
    def _on_ready(self, step: Step) -> None:
        self._carry_out(step)

    def _carry_out(self, step: Step) -> None:
        change = self._session.edit(step)
        if change is not None:
            self._close_form()
            self._close_below()
            if len(change.deals) == 1:
                self._session.select(deals=change.deals)

    @Slot()
    def _on_grown(self) -> None:
        """Give what stands below the text the height it needs, of a list a third at most, and leave some of the text in sight."""
        if below := self._below.currentWidget():
            room = self.height() // 3 if below is self._found else max(200, self.height() - 84)
            self._below.setFixedHeight(min(max(SMALLEST_BELOW, room), below.sizeHint().height()))

    # finding, switching, closing

    @Slot()
    def _on_found(self) -> None:
        self._mark()
        if self.finder.hit is not None:
            self.text.scroll_to(self.finder.hit)

    @Slot()
    def _on_esc(self) -> None:
        if self._form is not None:
            self._close_form()
            self._close_below()
            self._on_words(self.text.chosen)
            self.text.setFocus()
        elif not self._below.isHidden():
            self._close_below()
        elif not self.finder.isHidden():
            self.finder.leave()
            self.text.setFocus()

    @Slot(int)
    def _on_switched(self, place: int) -> None:
        self.show_source(self._sources[place].id)

    @Slot(QAction)
    def _on_marks(self, changed: QAction) -> None:
        self._hidden = {action.text() for action in self._marks.actions() if not action.isChecked()}
        self._mark()

    def _show_below(self, widget: QWidget) -> None:
        self._below.setCurrentWidget(widget)
        self._on_grown()
        self._below.show()

    def _close_below(self) -> None:
        self._below.hide()

    def _close_form(self) -> None:
        if self._form is not None:
            form, self._form = self._form, None
            self._below.removeWidget(form)
            form.deleteLater()
            self._opened = None
            self._mark()


def _title(source: Source) -> str:
    name = source.title or source.file_name or "Pasted text"
    return f"{name} ({source.published})" if source.published else name
