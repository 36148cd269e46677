"""The page of one company."""

import html
from collections.abc import Collection, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QWidget

from explorer.analysis.gaps import GapMatrix
from explorer.analysis.summary import Sentence, summary
from explorer.landscape.claims import Cell
from explorer.landscape.excerpts import Excerpt
from explorer.landscape.facts import Company, CompanyId, Deal
from explorer.landscape.refusals import RefusedEdit
from explorer.landscape.vocabulary import CompanyKind, is_solid
from explorer.landscape.wording import label as said
from explorer.landscape.wording import listed, title
from explorer.painting.theme import Theme
from explorer.project.landscape import Landscape
from explorer.session.answers import companies_around, deals_around, row_of, told
from explorer.session.session import Session
from explorer.ui.inspector.about import About
from explorer.ui.inspector.excerpts import ExcerptList, Listing
from explorer.ui.parts.fields import CompanyField, InlineEditor
from explorer.ui.parts.icons import IconButton
from explorer.ui.parts.lines import LineButton, deal_mark
from explorer.ui.parts.page import Page, label
from explorer.ui.parts.style import give_role

#: How many sentences of the summary are shown before one asks for more.
MOST_SENTENCES = 8


#: So many further deals are listed each time one asks for more.
MORE_DEALS = 100


def latest(deals: Sequence[Deal]) -> list[Deal]:
    """Return deals with the latest first, those without a date last."""
    return sorted(deals, key=lambda deal: (deal.date, deal.id), reverse=True)


class CompanyPage(Page):
    """Shows a company: its names, what is said of it, its deals, its row of the matrix, its people and its excerpts."""

    def __init__(self, session: Session, landscape: Landscape, company: Company, listing: Listing) -> None:
        super().__init__()
        self._session = session
        self._company = company
        self._landscape = landscape
        self._names = landscape.names()
        self._theme = Theme.load(session.theme)
        self._deals = deals_around(landscape, company.id)
        self._companies = companies_around(landscape, company.id, self._deals)
        #: What the page is about.
        self.about = About((one.id for one in self._companies), (deal.id for deal in self._deals))
        self._listing = listing
        self._listed = self._deals if len(self._deals) <= listing.deals else latest(self._deals)[: listing.deals]
        self._editor: InlineEditor | None = None
        self._links: list[Excerpt] = []
        self._sentences: tuple[Sentence, ...] = ()
        self._lines: dict[QObject, object] = {}
        self._head()
        matrix = row_of(landscape, company.id, session.view.reality, self._deals, self._companies)
        self._summary(matrix)
        self._deal_lines()
        self._row(matrix)
        self._people()
        self._units()
        of = None if len(self._deals) <= listing.deals else [deal.id for deal in self._listed]
        found = told(landscape, landscape.excerpts_of(company.id, deals=of), are_shown=False)
        self.excerpts = ExcerptList(session, found, listing)
        self.add_rule()
        self.add(self.excerpts)

    # what the page is made of

    def _head(self) -> None:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        name = label(self._company.name, "title")
        more = IconButton("more", "Rename, merge, say what it belongs to…")
        more.setMenu(self._menu())
        more.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        layout.addWidget(name, 1)
        layout.addWidget(more, 0, Qt.AlignmentFlag.AlignTop)
        self.add(row)
        self._caption = label(self._who(), "caption", is_rich=True)
        self._caption.linkActivated.connect(self._on_company_link)
        self.add(self._caption)

    def _who(self) -> str:
        others = [name for name in self._landscape.names_of(self._company.id) if name != self._company.name]
        parts = [html.escape(listed(others[:4]))] if others else []
        parts.append(said(self._company.kind))
        parent = self._company.parent
        if parent is not None and parent in self._names:
            parts.append(f'part of <a href="{parent}">{html.escape(self._names[parent])}</a>')
        units = self._landscape.units_of(self._company.id)
        if units:
            parts.append(f"{len(units)} unit{'s' if len(units) > 1 else ''}")
        if self._company.note:
            parts.append(html.escape(self._company.note))
        return " · ".join(parts)

    def _summary(self, matrix: GapMatrix) -> None:
        sentences = summary(
            self._company.id,
            matrix,
            self._landscape.flows_with(self._company.id),
            self._deals,
            self._companies,
            level=self._session.view.reality,
        )
        if not sentences:
            words = "Nothing is said yet of what it has, gets or lacks."
            self.add(label(words if self._deals else f"{words} No deal names it.", "caption"))
            return
        self._sentences = sentences
        text = label(self._told(sentences[:MOST_SENTENCES]), "body", is_rich=True)
        text.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        text.setAccessibleName(" ".join(sentence.words for sentence in sentences))
        text.setToolTip("Each part opens the words it stands on")
        text.linkActivated.connect(self._on_clause)
        self._summary_text = text
        self.add_space(4)
        self.add(text)

    def _told(self, sentences: Sequence[Sentence]) -> str:
        self._links = []
        lines = [self._linked(sentence) for sentence in sentences]
        more = len(self._sentences) - len(sentences)
        if more:
            link = f'<a style="color:{self._theme.chosen}; text-decoration:none" href="more">{more} more</a>'
            lines.append(link)
        return "".join(f'<p style="margin:0 0 4px 0">{line}</p>' for line in lines)

    def _linked(self, sentence: Sentence) -> str:
        colour = self._theme.quiet if sentence.is_ghost else self._theme.ink
        words = ""
        for piece in sentence.pieces:
            if piece.basis is not None and piece.basis.excerpt is not None:
                self._links.append(piece.basis.excerpt)
                style = f"color:{colour}; text-decoration:underline"
                words += f'<a style="{style}" href="{len(self._links) - 1}">{html.escape(piece.words)}</a>'
            else:
                words += html.escape(piece.words)
        count = f' <span style="color:{self._theme.quiet}">[{sentence.excerpts}]</span>' if sentence.excerpts else ""
        words = f'<span style="color:{colour}">{words[:-1]}{count}.</span>'
        return f"<i>{words}</i>" if sentence.is_ghost else words

    def _deal_lines(self) -> None:
        self.add_heading("Deals", str(len(self._deals)))
        if not self._deals:
            self.add(
                label(
                    "No source tells of a deal it is party to. Companies without a deal stay on the map to compare with.", "caption"
                )
            )
        own = {self._company.id, *(unit.id for unit in self._landscape.units_of(self._company.id))}
        for deal in self._listed:
            self._line(self._deal_line(deal, own), deal)
        hidden = len(self._deals) - len(self._listed)
        if hidden:
            words = f"The latest {len(self._listed)} are listed, with their excerpts. Show {min(hidden, MORE_DEALS)} more"
            more = QPushButton(words)
            give_role(more, "link")
            more.clicked.connect(self._on_more_deals)
            self.add(more)

    @Slot()
    def _on_more_deals(self) -> None:
        self.excerpts.listing_chosen.emit(replace(self._listing, deals=self._listing.deals + MORE_DEALS))

    def _deal_line(self, deal: Deal, own: Collection[CompanyId]) -> LineButton:
        partners = [self._names[party] for party in deal.parties if party not in own and party in self._names]
        is_ghost = not is_solid(deal.reality, self._session.view.reality)
        kinds = " and ".join(said(kind) for kind in deal.types)
        paper = said(deal.instrument) if deal.instrument else ""
        caption = ", ".join(part for part in (kinds, paper, said(deal.stage), deal.term) if part)
        words = listed(partners) or "partner not named"
        mark = deal_mark(deal, self._theme, is_ghost=is_ghost)
        return LineButton(words, mark=mark, caption=caption, aside=said(deal.reality), is_ghost=is_ghost)

    def _row(self, matrix: GapMatrix) -> None:
        row = matrix.row(self._company.id)
        if row:
            self.add_heading("Capabilities", str(len(row)))
        for column, content in row:
            button = LineButton(column.name, mark=content.glyph, caption=content.words, is_ghost=content.is_ghost)
            self._line(button, Cell(self._company.id, column.id))

    def _people(self) -> None:
        positions = self._landscape.positions(self._company.id)
        if positions:
            self.add_heading("People", str(len(positions)))
        for position in positions:
            button = LineButton(position.person, caption=position.role)
            self._line(button, position.basis.excerpt)

    def _units(self) -> None:
        units = self._landscape.units_of(self._company.id)
        if units:
            self.add_heading("Units and brands", str(len(units)))
        for unit in units:
            self._line(LineButton(unit.name, aside=said(unit.kind)), unit.id)

    def _line(self, button: LineButton, leads_to: object) -> None:
        self._lines[button] = leads_to
        button.clicked.connect(self._on_line)
        self.add(button)

    # corrections

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("Rename…").triggered.connect(self._on_rename)
        kinds = menu.addMenu("Kind")
        for kind in CompanyKind:
            action = kinds.addAction(title(kind))
            action.setData(kind.value)
            action.setCheckable(True)
            action.setChecked(kind is self._company.kind)
        kinds.triggered.connect(self._on_kind)
        menu.addAction("Belongs to…").triggered.connect(self._on_parent)
        if self._company.parent is not None:
            menu.addAction("Belongs to nobody").triggered.connect(self._on_no_parent)
        menu.addAction("Same as…").triggered.connect(self._on_merge)
        merged = self._landscape.merged_into(self._company.id)
        if merged:
            apart = menu.addMenu("Take apart again")
            for other in merged:
                apart.addAction(other.name.replace("&", "&&")).setData(other.id)
            apart.triggered.connect(self._on_separate)
        menu.addSeparator()
        menu.addAction("Show it and its partners alone").triggered.connect(self._on_focus)
        return menu

    def _ask(self, what: str, field: QLineEdit, button: str) -> InlineEditor:
        self._on_left()
        self._editor = InlineEditor(what, field, button)
        self._editor.left.connect(self._on_left)
        self.add(self._editor, after=self._caption)
        self.ensureWidgetVisible(self._editor)
        field.selectAll()
        field.setFocus()
        return self._editor

    def _others(self) -> CompanyField:
        return CompanyField(self._names, without=[self._company.id])

    @Slot()
    def _on_left(self) -> None:
        if self._editor is not None:
            self._editor.hide()
            self._editor.deleteLater()
            self._editor = None

    @Slot()
    def _on_rename(self) -> None:
        editor = self._ask("Its name. The old one stays as another name.", QLineEdit(self._company.name), "Rename")
        editor.taken.connect(self._on_renamed)

    @Slot(object)
    def _on_renamed(self, name: str) -> None:
        company = self._company.id
        self._session.edit(lambda landscape: landscape.rename(company, name))

    @Slot()
    def _on_parent(self) -> None:
        editor = self._ask("The company it is a unit, a brand or a subsidiary of.", self._others(), "Belongs to")
        editor.taken.connect(self._on_parent_named)

    @Slot(object)
    def _on_parent_named(self, name: str) -> None:
        company, parent = self._company.id, self._found(name)
        if parent is not None:
            self._session.edit(lambda landscape: landscape.set_parent(company, parent))

    @Slot()
    def _on_no_parent(self) -> None:
        company = self._company.id
        self._session.edit(lambda landscape: landscape.set_parent(company, None))

    @Slot()
    def _on_merge(self) -> None:
        what = f"The company that {self._company.name} is the same as. That one is kept, with the names and deals of both."
        self._ask(what, self._others(), "Merge").taken.connect(self._on_merge_named)

    @Slot(object)
    def _on_merge_named(self, name: str) -> None:
        company, kept = self._company.id, self._found(name)
        if kept is not None and self._session.edit(lambda landscape: landscape.merge(kept, company)):
            self._session.select([kept])

    @Slot(QAction)
    def _on_separate(self, action: QAction) -> None:
        other = CompanyId(action.data())
        self._session.edit(lambda landscape: landscape.separate(other))

    @Slot(QAction)
    def _on_kind(self, action: QAction) -> None:
        company, kind = self._company.id, CompanyKind(action.data())
        self._session.edit(lambda landscape: landscape.set_kind(company, kind))

    @Slot()
    def _on_focus(self) -> None:
        self._session.select([self._company.id], focus=True)

    def _found(self, name: str) -> CompanyId | None:
        found = self._names.company(name)
        if found is None or found == self._company.id:
            refusal = RefusedEdit(name, "no company of this name is known", "choose one from the list that opens as you type")
            self._session.note(str(refusal), is_refusal=True)
            return None
        return found

    # what was clicked

    @Slot()
    def _on_line(self) -> None:
        leads_to = self._lines[self.sender()]
        if isinstance(leads_to, Deal):
            self._session.select(deals=[leads_to.id])
        elif isinstance(leads_to, Cell):
            self._session.show_cell(leads_to)
        elif isinstance(leads_to, Excerpt):
            self._session.show_excerpt(leads_to)
        elif isinstance(leads_to, int):
            self._session.select([CompanyId(leads_to)])

    @Slot(str)
    def _on_clause(self, link: str) -> None:
        if link == "more":
            self._summary_text.setText(self._told(self._sentences))
            return
        self._session.show_excerpt(self._links[int(link)])

    @Slot(str)
    def _on_company_link(self, link: str) -> None:
        self._session.select([CompanyId(int(link))])
