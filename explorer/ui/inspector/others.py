"""What is shown when several things are chosen, or nothing."""

from collections.abc import Sequence
from itertools import combinations, pairwise

import numpy as np
from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QPushButton

from explorer.analysis.graph import TooFewCompanies, alliance_graph, centrality
from explorer.landscape.facts import CompanyId, Deal, DealId
from explorer.landscape.names import apart
from explorer.landscape.vocabulary import Review, is_solid
from explorer.landscape.wording import counted, describe_terms, listed
from explorer.landscape.wording import label as said
from explorer.map.terrain import Terrain
from explorer.map.ways import best_connected, deals_among, shortest_way
from explorer.painting.theme import Theme
from explorer.project.landscape import Landscape
from explorer.session.session import Session
from explorer.ui.inspector.about import About
from explorer.ui.parts.lines import LineButton, deal_mark
from explorer.ui.parts.page import Page, label
from explorer.ui.parts.style import give_role

#: Of more companies than this only the deals between them are told, and of more deals than that only the first.
MOST_COMPANIES, MOST_DEALS = 8, 60
MOST_RANKED = 6


class SeveralPage(Page):
    """Shows what is between the chosen companies: their deals with each other and the partners they share."""

    def __init__(
        self, session: Session, landscape: Landscape, companies: Sequence[CompanyId], deals: Sequence[Deal], chosen: int
    ) -> None:
        super().__init__()
        self._session = session
        self._theme = Theme.load(session.theme)
        self._names = landscape.names()
        self._lines: dict[QObject, Deal | CompanyId] = {}
        names = [self._names[company] for company in companies[:MOST_COMPANIES] if company in self._names]
        self.add(label(listed(names) if 0 < len(companies) <= 4 else f"{len(companies) or chosen:,} chosen", "title"))
        for company in companies if len(companies) <= 12 else ():
            self._add(LineButton(self._names[company]), company)
        if deals:
            self.add_heading("Deals chosen", f"{chosen:,}")
            for deal in deals:
                self._add_deal(deal)
        if len(companies) > 1:
            self._between(landscape, companies)
        if len(companies) == 2 and not landscape.is_read_only:
            self._offer_merge(landscape, companies)
        told = [one for one in self._lines.values() if isinstance(one, Deal)]
        named = {party for deal in told for party in deal.parties} | {one for one in self._lines.values() if isinstance(one, int)}
        #: What the page is about.
        self.about = About(named.union(companies), [deal.id for deal in told])

    def _offer_merge(self, landscape: Landscape, companies: Sequence[CompanyId]) -> None:
        """Let two that are one company be made one; kept is the one of more deals."""
        self._other, self._kept = sorted(companies, key=lambda company: (len(landscape.deals_of(company)), -company))
        merge = QPushButton(f"They are the same: keep {apart(self._names[self._kept])}")
        merge.setToolTip("One company with the names and deals of both; undo takes them apart again")
        give_role(merge, "link")
        self.add_space(8)
        merge.clicked.connect(self._on_merge)
        self.add(merge)

    @Slot()
    def _on_merge(self) -> None:
        kept, other = self._kept, self._other
        if self._session.edit(lambda landscape: landscape.merge(kept, other)):
            self._session.select([kept])

    def _between(self, landscape: Landscape, companies: Sequence[CompanyId]) -> None:
        terrain = self._session.terrain
        if len(companies) > MOST_COMPANIES:
            rows = deals_among(terrain, terrain.rows_of(companies))
            direct = {DealId(deal) for deal in terrain.deal_ids[rows].tolist()}
        else:
            direct = {deal.id for one, other in combinations(companies, 2) for deal in landscape.deals_between(one, other)}
        self.add_heading("Between them", f"{len(direct):,}" if direct else "")
        for deal in landscape.deals_among(sorted(direct)[:MOST_DEALS]):
            self._add_deal(deal)
        if not direct:
            self.add(label("No source tells of a deal between them.", "caption"))
            if len(companies) == 2:
                self._add_way(landscape, terrain, *companies)
        if len(direct) > MOST_DEALS:
            self.add(label(f"The first {MOST_DEALS} deals are listed. Choose fewer companies to see all.", "caption"))
        if len(companies) > MOST_COMPANIES:
            return
        partners = [_partners(landscape, company) for company in companies]
        shared = sorted(set.intersection(*partners) - set(companies), key=lambda company: self._names.get(company, ""))
        if shared:
            self.add_heading("Partners they share", str(len(shared)))
        for company in shared:
            self._add(LineButton(self._names[company]), company)

    def _add_way(self, landscape: Landscape, terrain: Terrain, one: CompanyId, other: CompanyId) -> None:
        """Add the deals of a shortest way from one company to the other, in order."""
        start, end = terrain.row_of(one), terrain.row_of(other)
        way = shortest_way(terrain, start, end) if start is not None and end is not None else ()
        if way:
            self.add_heading("The shortest way between them", f"{len(way) - 1} steps")
        for step in pairwise(way):
            first = deals_among(terrain, np.array(step, dtype=np.int32))[0]
            self._add_deal(landscape.deal(DealId(int(terrain.deal_ids[first]))))

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
        terrain, sources = session.terrain, landscape.number_of_sources()
        companies, deals = terrain.companies, len(terrain.deal_ids)
        waiting = int(np.count_nonzero(terrain.review == list(Review).index(Review.PROPOSED)))
        self.add(label(landscape.name, "title"))
        counts = (counted(companies, "company", "companies"), counted(deals, "deal"), counted(sources, "article"))
        doubt = f"{counted(waiting, 'deal')} not reviewed yet." if waiting else "All deals are reviewed." if deals else ""
        self.add(label(f"{listed(list(counts))}. {doubt}".strip() if sources or companies else "Nothing is read yet.", "caption"))
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
        if self._session.is_large:
            self._rank_partners()
            return
        try:
            ranked = centrality(alliance_graph(landscape.companies(), landscape.deals()))
        except TooFewCompanies as refusal:
            self.add(label(str(refusal), "caption"))
            return
        names = landscape.names()
        self.add_heading("Who connects it", "")
        for one in ranked[:MOST_RANKED]:
            share = f"{one.betweenness:.0%} of the shortest ways between others"
            line = LineButton(names[one.company], caption=f"{counted(one.partners, 'partner')}, {share}")
            self._lines[line] = one.company
            line.clicked.connect(self._on_line)
            self.add(line)

    def _rank_partners(self) -> None:
        """Rank by partners where there are too many companies for all shortest ways between them."""
        terrain = self._session.terrain
        self.add_heading("Best connected", "")
        words = f"By partners. The shortest ways between {terrain.companies:,} companies are too many to count."
        self.add(label(words, "caption"))
        for row, partners in best_connected(terrain, MOST_RANKED):
            line = LineButton(terrain.names[row], caption=counted(partners, "partner"))
            self._lines[line] = CompanyId(int(terrain.ids[row]))
            line.clicked.connect(self._on_line)
            self.add(line)

    @Slot()
    def _on_line(self) -> None:
        self._session.select([self._lines[self.sender()]])


def _partners(landscape: Landscape, company: CompanyId) -> set[CompanyId]:
    return {party for deal in landscape.deals_of(company) for party in deal.parties} - {company}
