"""What is shown when several things are chosen, or nothing."""

from collections.abc import Sequence
from itertools import combinations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QPushButton

from explorer.analysis.graph import TooFewCompanies, alliance_graph, centrality, shortest_path
from explorer.landscape.facts import CompanyId, Deal
from explorer.landscape.vocabulary import Review, is_solid
from explorer.landscape.wording import counted, describe_terms, listed
from explorer.landscape.wording import label as said
from explorer.painting.theme import Theme
from explorer.project.landscape import Landscape
from explorer.session.answers import names_of
from explorer.session.session import Session
from explorer.ui.parts.lines import LineButton, deal_mark
from explorer.ui.parts.page import Page, label
from explorer.ui.parts.style import give_role

MOST_PAIRS = 30
MOST_RANKED = 6


class SeveralPage(Page):
    """Shows what is between the chosen companies: their deals with each other and the partners they share."""

    def __init__(self, session: Session, landscape: Landscape, companies: Sequence[CompanyId], deals: Sequence[Deal]) -> None:
        super().__init__()
        self._session = session
        self._theme = Theme.load(session.theme)
        self._names = names_of(landscape.companies())
        self._lines: dict[QObject, Deal | CompanyId] = {}
        names = [self._names[company] for company in companies if company in self._names]
        self.add(label(listed(names) if 0 < len(names) <= 4 else f"{len(companies) or len(deals)} chosen", "title"))
        for company in companies if len(companies) <= 12 else ():
            self._add(LineButton(self._names[company]), company)
        if deals:
            self.add_heading("Deals chosen", str(len(deals)))
            for deal in deals:
                self._add_deal(deal)
        if len(companies) > 1:
            self._between(landscape, companies)

    def _between(self, landscape: Landscape, companies: Sequence[CompanyId]) -> None:
        pairs = list(combinations(companies, 2))
        direct = {deal.id: deal for one, other in pairs[:MOST_PAIRS] for deal in landscape.deals_between(one, other)}
        self.add_heading("Between them", str(len(direct)) if direct else "")
        for deal in direct.values():
            self._add_deal(deal)
        if not direct:
            self.add(label("No source tells of a deal between them.", "caption"))
            if len(companies) == 2:
                self._add_way(landscape, *companies)
        partners = [_partners(landscape, company) for company in companies]
        shared = sorted(set.intersection(*partners) - set(companies), key=lambda company: self._names.get(company, ""))
        if shared:
            self.add_heading("Partners they share", str(len(shared)))
        for company in shared:
            self._add(LineButton(self._names[company]), company)
        if len(pairs) > MOST_PAIRS:
            self.add(label(f"Deals of the first {MOST_PAIRS} pairs are listed. Choose fewer companies to see all.", "caption"))

    def _add_way(self, landscape: Landscape, one: CompanyId, other: CompanyId) -> None:
        """Add the deals of a shortest way from one company to the other, in order."""
        deals = {deal.id: deal for deal in landscape.deals()}
        way = shortest_path(alliance_graph(landscape.companies(), tuple(deals.values())), one, other)
        if way:
            self.add_heading("The shortest way between them", f"{len(way)} steps")
        for step in way:
            self._add_deal(deals[step.deals[0]])

    def _add_deal(self, deal: Deal) -> None:
        is_ghost = not is_solid(deal.reality, self._session.view.reality)
        words = listed([self._names[party] for party in deal.parties if party in self._names])
        mark = deal_mark(deal, self._theme, is_ghost=is_ghost)
        self._add(LineButton(words, mark=mark, caption=describe_terms(deal), aside=said(deal.reality), is_ghost=is_ghost), deal)

    def _add(self, line: LineButton, leads_to: Deal | CompanyId) -> None:
        self._lines[line] = leads_to
        line.clicked.connect(self._on_line)
        self.add(line)

    @Slot()
    def _on_line(self) -> None:
        leads_to = self._lines[self.sender()]
        if isinstance(leads_to, Deal):
            self._session.select(deals=[leads_to.id])
        else:
            self._session.select([leads_to])


class NothingPage(Page):
    """Teaches in one sentence, says how much is known, and who connects it when asked."""

    def __init__(self, session: Session, landscape: Landscape | None) -> None:
        super().__init__()
        self._session = session
        self._lines: dict[QObject, CompanyId] = {}
        if landscape is None:
            self.add(label("Nothing is open", "heading"))
            self.add(label("Drop articles or a landscape on the window to begin.", "caption"))
            return
        companies, deals, sources = len(landscape.companies()), landscape.deals(), len(landscape.sources())
        waiting = sum(deal.review is Review.PROPOSED for deal in deals)
        self.add(label(landscape.name, "title"))
        counts = (counted(companies, "company", "companies"), counted(len(deals), "deal"), counted(sources, "article"))
        doubt = f"{counted(waiting, 'deal')} not reviewed yet." if waiting else "All deals are reviewed."
        self.add(label(f"{listed(list(counts))}. {doubt}", "caption"))
        self.add_space(8)
        teach = "Click a company or a deal, on the map or in the list, to see what is said of it and the words it stands on."
        self.add(label(teach if companies else "Drop articles on the window: what they tell of deals appears on the map.", "body"))
        if deals:
            who = QPushButton("Who connects it?")
            who.setToolTip("Rank the companies that the shortest ways between others lead through")
            give_role(who, "link")
            who.clicked.connect(self._on_who)
            self.add_space(8)
            self.add(who)

    @Slot()
    def _on_who(self) -> None:
        landscape, asked = self._session.landscape, self.sender()
        if landscape is None or not isinstance(asked, QPushButton):
            return
        asked.hide()
        try:
            ranked = centrality(alliance_graph(landscape.companies(), landscape.deals()))
        except TooFewCompanies as refusal:
            self.add(label(str(refusal), "caption"))
            return
        names = names_of(landscape.companies())
        self.add_heading("Who connects it", "")
        for one in ranked[:MOST_RANKED]:
            share = f"{one.betweenness:.0%} of the shortest ways between others"
            line = LineButton(names[one.company], caption=f"{counted(one.partners, 'partner')}, {share}")
            self._lines[line] = one.company
            line.clicked.connect(self._on_line)
            self.add(line)

    @Slot()
    def _on_line(self) -> None:
        self._session.select([self._lines[self.sender()]])


def _partners(landscape: Landscape, company: CompanyId) -> set[CompanyId]:
    return {party for deal in landscape.deals_of(company) for party in deal.parties} - {company}
