"""The page of one deal."""

import html
from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from explorer.landscape.claims import Claim, ClaimKind
from explorer.landscape.deals import chosen
from explorer.landscape.excerpts import Excerpt
from explorer.landscape.facts import CompanyId, Deal, Statement
from explorer.landscape.vocabulary import DealField, DealType, Instrument, Reality, Review, Stage, is_solid
from explorer.landscape.wording import describe_review, listed, meaning, title
from explorer.landscape.wording import label as said
from explorer.painting.theme import Theme
from explorer.project.landscape import Landscape
from explorer.session.answers import around, told_of
from explorer.session.edits import adding_party, judging, stating
from explorer.session.session import Session
from explorer.ui.inspector.about import About
from explorer.ui.inspector.excerpts import ExcerptList, Listing
from explorer.ui.inspector.fields import FieldRow
from explorer.ui.parts.fields import CompanyField
from explorer.ui.parts.icons import IconButton
from explorer.ui.parts.lines import LineButton, deal_mark
from explorer.ui.parts.page import Page, label
from explorer.ui.parts.style import give_role

#: How many words before what matters a narrow line shows.
WORDS_AHEAD = 2

RULE = "Shown is the analyst's before the machine's, accepted before proposed, the later before the earlier."

#: Fields whose values are chosen from a list, with the list.
CHOSEN: dict[DealField, type[StrEnum]] = {DealField.TYPE: DealType, DealField.INSTRUMENT: Instrument, DealField.STAGE: Stage}

#: The other fields, in the order one asks for them.
TYPED = (DealField.TERM, DealField.VALUE, DealField.AREA, DealField.PRODUCT, DealField.GEOGRAPHY, DealField.BINDING)

HINTS = {
    DealField.STAGE: "How far it has come. Earlier stages stay below: its biography.",
    DealField.INSTRUMENT: "The paper it is written on.",
    DealField.BINDING: "Not stated unless a source states it: a letter of intent says nothing of it by itself.",
}


class DealPage(Page):
    """Shows a deal: parties, every field with its words, flows in both directions, and all its excerpts."""

    def __init__(self, session: Session, landscape: Landscape, deal: Deal, listing: Listing) -> None:
        super().__init__()
        self._session = session
        self._landscape = landscape
        self._deal = deal
        #: What the page is about.
        self.about = About(deal.parties, [deal.id])
        self._theme = Theme.load(session.theme)
        self._names = landscape.names()
        self._statements = [one for one in landscape.statements_of(deal.id) if one.basis.review is not Review.REJECTED]
        self._quotes = {one.id: self._quote(one) for one in self._statements}
        self._rows: dict[FieldRow, DealField | None] = {}
        self._parties: dict[QObject, CompanyId] = {}
        self._flows: dict[QObject, Excerpt | None] = {}
        self._head()
        self._party_lines()
        self._field_rows()
        self._flow_lines()
        claims = [Claim(ClaimKind.STATEMENT, one.id) for one in self._statements]
        claims += [Claim(ClaimKind.FLOW, flow.id) for flow in landscape.flows_of(deal.id)]
        self.excerpts = ExcerptList(session, told_of(landscape, claims), listing)
        self.add_rule()
        self.add(self.excerpts)

    # what the page is made of

    def _head(self) -> None:
        deal = self._deal
        links = [
            f'<a style="color:{self._theme.ink}; text-decoration:none" href="{party}">{html.escape(name)}</a>'
            for party, name in self._named()
        ]
        heading = label(listed(links) or "Parties not stated", "title", is_rich=True)
        heading.linkActivated.connect(self._on_company_link)
        heading.setToolTip("Click a company to look at it")
        self.add(heading)
        kinds = " and ".join(said(kind) for kind in deal.types) or "kind not stated"
        parts = (said(deal.stage), said(deal.instrument) if deal.instrument else "", deal.term)
        caption = ", ".join(part for part in parts if part)
        is_ghost = not is_solid(deal.reality, self._session.view.reality)
        mark = deal_mark(deal, self._theme, is_ghost=is_ghost)
        line = LineButton(kinds, mark=mark, caption=caption, aside=said(deal.reality), is_ghost=is_ghost, wraps=True)
        line.clicked.connect(self._on_evidence)
        self.add(line)
        if deal.disputed:
            self.add(label(f"Sources disagree on {listed([said(field) for field in deal.disputed])}.", "warning"))
        self.add(self._review_row())

    def _review_row(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(8)
        layout.addWidget(label(title_case(describe_review(self._deal.review)), "caption"), 1)
        for text, role, slot in (("Accept deal", "primary", self._on_accept), ("Reject deal", "danger", self._on_reject)):
            button = QPushButton(text.split()[0])
            button.setAccessibleName(text)
            button.setToolTip(f"{text} as it stands" if role == "primary" else f"{text}: it is hidden, undo brings it back")
            give_role(button, role)
            button.setEnabled(role == "danger" or self._deal.review is Review.PROPOSED)
            button.clicked.connect(slot)
            layout.addWidget(button)
        return row

    def _party_lines(self) -> None:
        self.add_heading("Parties", str(len(self._deal.parties)))
        for party, name in self._named():
            row = QWidget()
            layout = QHBoxLayout(row)
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
            button = LineButton(name, aside=self._role_of(party))
            drop = IconButton("close", f"Take {name} out of this deal")
            self._parties[button] = self._parties[drop] = party
            button.clicked.connect(self._on_party)
            drop.clicked.connect(self._on_drop)
            layout.addWidget(button, 1)
            layout.addWidget(drop)
            self.add(row)
        self._newcomer = CompanyField(self._names, without=self._deal.parties)
        self._newcomer.setPlaceholderText("Add a party")
        self._newcomer.setAccessibleName("Add a party to this deal")
        self._newcomer.returnPressed.connect(self._on_newcomer)
        self.add(self._newcomer)

    def _field_rows(self) -> None:
        self.add_heading("Terms")
        deal = self._deal
        held: dict[DealField, Sequence[StrEnum]] = {
            DealField.TYPE: deal.types,
            DealField.INSTRUMENT: (deal.instrument,) if deal.instrument else (),
            DealField.STAGE: (deal.stage,),
        }
        for field in (*CHOSEN, None, *TYPED):
            if field is None:
                self._reality_row()
            elif field in CHOSEN:
                value = ", ".join(title(word) if place == 0 else said(word) for place, word in enumerate(held[field]))
                self._add_field(field, value, choices=tuple(CHOSEN[field]), held=[word.value for word in held[field]])
            else:
                self._add_field(field, self._value(field))
        unsaid = [row for row, field in self._rows.items() if field is not None and field in TYPED and not self._value(field)]
        for row in unsaid:
            row.setVisible(False)
        self._add_unsaid([self._rows[row] for row in unsaid])

    def _add_unsaid(self, fields: Sequence[DealField | None]) -> None:
        """Name the fields that no source states in one line; a click on one opens it."""
        if fields:
            links = [f'<a style="color:{self._theme.quiet}" href="{field}">{said(field)}</a>' for field in fields if field]
            self._unsaid = label(f"Not stated: {', '.join(links)}", "caption", is_rich=True)
            self._unsaid.setToolTip("Click one to state it yourself")
            self._unsaid.linkActivated.connect(self._on_unsaid)
            self.add(self._unsaid)

    def _add_field(self, field: DealField, value: str, *, choices: Sequence[StrEnum] = (), held: Sequence[str] = ()) -> None:
        row = FieldRow(
            title(field),
            value,
            self._told(field),
            self._quotes,
            choices=choices,
            held=held,
            is_disputed=field in self._deal.disputed,
            rule=RULE,
            hint=HINTS.get(field, ""),
            holds_several=field is DealField.TYPE,
        )
        self._listen(row, field)

    def _reality_row(self) -> None:
        reality = self._deal.reality
        hint = f"How real it is in its source's own words: {meaning(reality)}."
        self._listen(FieldRow("Reality", title(reality), (), {}, choices=tuple(Reality), held=[reality.value], hint=hint), None)

    def _listen(self, row: FieldRow, field: DealField | None) -> None:
        self._rows[row] = field
        row.stated.connect(self._on_stated)
        row.added.connect(self._on_added)
        row.withdrawn.connect(self._on_withdrawn)
        row.opened.connect(self._on_opened)
        self.add(row)

    def _flow_lines(self) -> None:
        flows = [flow for flow in self._landscape.flows_of(self._deal.id) if flow.basis.review is not Review.REJECTED]
        self.add_heading("Who gives what to whom", str(len(flows)) if flows else "")
        if not flows:
            self.add(label("No source says who gives what to whom.", "caption"))
        for flow in flows:
            is_ghost = not is_solid(flow.basis.reality, self._session.view.reality)
            giver, taker = self._names.get(flow.giver, "?"), self._names.get(flow.taker, "?")
            parts = (flow.what, flow.means, flow.place)
            line = LineButton(
                f"{giver} → {taker}", caption=", ".join(filter(None, parts)), aside=said(flow.basis.reality), is_ghost=is_ghost
            )
            self._flows[line] = flow.basis.excerpt
            line.clicked.connect(self._on_flow)
            self.add(line)

    def _quote(self, statement: Statement) -> str:
        """Return the sentence a statement stands on from a few words before what matters on, to fit a narrow line."""
        basis = statement.basis
        if basis.excerpt is None:
            return basis.note or "Stated by the analyst"
        before, after = around(self._landscape.text(basis.excerpt.source), basis.excerpt.span)
        sentence = before + basis.excerpt.quote + after
        at = len(before) + max(0, basis.excerpt.quote.find(basis.trigger))
        return f"“{shortened(sentence, at)}”"

    def _named(self) -> list[tuple[CompanyId, str]]:
        return [(party, self._names[party]) for party in self._deal.parties if party in self._names]

    def _field(self) -> DealField | None:
        row = self.sender()
        return self._rows[row] if isinstance(row, FieldRow) else None

    def _role_of(self, party: CompanyId) -> str:
        return next((one.value for one in self._told(DealField.PARTY) if one.company == party and one.value), "")

    def _told(self, field: DealField) -> list[Statement]:
        """Return the statements of a field, the displayed one first."""
        fitting = [one for one in self._statements if one.field is field]
        first = chosen(fitting, field)
        return sorted(fitting, key=lambda one: (one is not first, one.id))

    def _value(self, field: DealField) -> str:
        if field is DealField.TERM:
            return self._deal.term
        if field is DealField.VALUE:
            return self._deal.value
        return ", ".join(dict.fromkeys(one.value.strip() for one in self._told(field)))

    # corrections

    @Slot(str)
    def _on_unsaid(self, name: str) -> None:
        for row, field in self._rows.items():
            if field == name and isinstance(row, FieldRow):
                row.show()
                row.edit()

    @Slot(object)
    def _on_stated(self, value: str) -> None:
        field = self._field()
        if field is None:
            step = stating(self._deal.id, DealField.STAGE, self._deal.stage.value, reality=Reality(value))
        else:
            step = stating(self._deal.id, field, value)
        self._session.edit(step)

    @Slot(object)
    def _on_added(self, value: str) -> None:
        self._session.edit(stating(self._deal.id, DealField.TYPE, value, also=True))

    @Slot(object)
    def _on_withdrawn(self, value: str) -> None:
        field = self._field()
        claims = [Claim(ClaimKind.STATEMENT, one.id) for one in self._statements if one.field is field and one.value == value]
        self._session.edit(judging(claims, Review.REJECTED))

    @Slot()
    def _on_newcomer(self) -> None:
        if self._newcomer.name:
            self._session.edit(adding_party(self._deal.id, self._newcomer.name, self._newcomer.company))

    @Slot()
    def _on_drop(self) -> None:
        deal, party = self._deal.id, self._parties[self.sender()]
        self._session.edit(lambda landscape: landscape.drop_party(deal, party))

    @Slot()
    def _on_accept(self) -> None:
        self._session.edit(judging([Claim(ClaimKind.DEAL, self._deal.id)], Review.ACCEPTED))

    @Slot()
    def _on_reject(self) -> None:
        self._session.edit(judging([Claim(ClaimKind.DEAL, self._deal.id)], Review.REJECTED))

    # what was clicked

    @Slot()
    def _on_party(self) -> None:
        self._session.select([self._parties[self.sender()]])

    @Slot(str)
    def _on_company_link(self, link: str) -> None:
        self._session.select([CompanyId(int(link))])

    @Slot()
    def _on_flow(self) -> None:
        self._on_opened(self._flows[self.sender()])

    @Slot()
    def _on_evidence(self) -> None:
        evidence = self._told(DealField.EVIDENCE) or self._statements
        self._on_opened(evidence[0].basis.excerpt if evidence else None)

    @Slot(object)
    def _on_opened(self, excerpt: Excerpt | None) -> None:
        if excerpt is not None:
            self._session.show_excerpt(excerpt)


def title_case(words: str) -> str:
    """Return words with a capital letter in front."""
    return words[:1].upper() + words[1:]


def shortened(sentence: str, at: int) -> str:
    """Return a sentence from a few words before an offset on; what matters there may begin inside a word: "100,|000 vans"."""
    while at and not sentence[at - 1].isspace():
        at -= 1
    ahead, rest = sentence[:at].split(), sentence[at:].split()
    return ("…" if len(ahead) > WORDS_AHEAD else "") + " ".join([*ahead[-WORDS_AHEAD:], *rest])
