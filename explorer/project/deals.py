"""What the file knows of deals, flows, standings and open questions."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from explorer.landscape.excerpts import SourceId
from explorer.landscape.facts import (
    CapabilityId,
    Company,
    CompanyId,
    Deal,
    DealId,
    Flow,
    Question,
    QuestionId,
    Scope,
    Standing,
    Statement,
)
from explorer.landscape.refusals import NotHere
from explorer.landscape.vocabulary import DealField
from explorer.project import rows
from explorer.project.companies import COMPANY, FAMILY, Companies
from explorer.project.open_file import guarded, listed

#: Companies, deals, flows, standings, possible areas: what `map.scene.map_data` takes.
Part = tuple[tuple[Company, ...], tuple[Deal, ...], tuple[Flow, ...], tuple[Standing, ...], tuple[tuple[DealId, str], ...]]
#: Capabilities, places and sources, each with the number of its deals, the most frequent first.
MostTold = tuple[tuple[tuple[CapabilityId, int], ...], tuple[tuple[str, int], ...], tuple[tuple[SourceId, int], ...]]

_LIVE = "x.review <> 'rejected'"
_OF_DEALS_WITH = """
    SELECT deal FROM statement WHERE field = 'party' AND review <> 'rejected' AND company IN (SELECT id FROM family)
"""
_FLOW = "FROM flow x JOIN company g ON g.id = x.giver JOIN company t ON t.id = x.taker JOIN deal d ON d.id = x.deal"
_LIVE_FLOW = f"{_LIVE} AND d.review <> 'rejected'"


class Deals(Companies):
    """Deals as they are displayed, and what is said about them."""

    @guarded
    def deals(self, *, with_rejected: bool = False) -> tuple[Deal, ...]:
        """Return every deal, in the order they came; rejected ones only when asked for."""
        return self._deals("" if with_rejected else "WHERE review <> 'rejected'")

    @guarded
    def deal(self, deal: DealId) -> Deal:
        """Return one deal, rejected or not; NotHere where there is none."""
        found = self._deals("WHERE id = ?", (deal,))
        if not found:
            raise NotHere(self.path, "this deal is not in the landscape any more", "choose one that is")
        return found[0]

    @guarded
    def dates_of_deals(self) -> list[str]:
        """Return the dates of all deals as they are told, in the order of their ids, of rejected ones none."""
        return [str(row[0]) for row in self._rows("SELECT date FROM deal WHERE review <> 'rejected' ORDER BY id")]

    @guarded
    def deals_among(self, deals: Iterable[DealId]) -> tuple[Deal, ...]:
        """Return the deals of these ids that are there, in the order of their ids."""
        return self._deals("WHERE id IN (SELECT value FROM json_each(?))", (listed(deals),))

    @guarded
    def deals_of_capabilities(self) -> frozenset[DealId]:
        """Return the deals of which a flow or an area of cooperation is told: those that say something of capabilities."""
        query = """SELECT deal FROM flow WHERE review <> 'rejected'
                   UNION SELECT deal FROM statement WHERE field = 'area' AND review <> 'rejected'"""
        return frozenset(DealId(row[0]) for row in self._rows(query))

    @guarded
    def deals_of(self, company: CompanyId, *, with_rejected: bool = False) -> tuple[Deal, ...]:
        """Return the deals of a company and of its units."""
        hidden = "" if with_rejected else "review <> 'rejected' AND"
        return self._deals(f"WHERE {hidden} id IN ({FAMILY} {_OF_DEALS_WITH})", (company,))

    @guarded
    def deals_between(self, a: CompanyId, b: CompanyId) -> tuple[Deal, ...]:
        """Return the deals that two companies, or units of theirs, are both in."""
        where = f"WHERE review <> 'rejected' AND id IN ({FAMILY} {_OF_DEALS_WITH}) AND id IN ({FAMILY} {_OF_DEALS_WITH})"
        return self._deals(where, (a, b))

    @guarded
    def statements_of(self, deal: DealId, *, with_rejected: bool = False) -> tuple[Statement, ...]:
        """Return everything said about a deal, in the order it came."""
        return self._statements("x.deal = ?" + ("" if with_rejected else f" AND {_LIVE}"), (deal,))

    @guarded
    def statements_about(self, field: DealField, deals: Sequence[DealId]) -> tuple[Statement, ...]:
        """Return what is said about one field of some deals, deal by deal in the order asked."""
        place = {deal: number for number, deal in enumerate(deals)}
        where = f"{_LIVE} AND x.field = ? AND x.deal IN (SELECT value FROM json_each(?))"
        return tuple(sorted(self._statements(where, (field, listed(place))), key=lambda said: place[said.deal]))

    @guarded
    def flows_of(self, deal: DealId, *, with_rejected: bool = False) -> tuple[Flow, ...]:
        """Return who gives what to whom in a deal."""
        return self._flows("x.deal = ?" + ("" if with_rejected else f" AND {_LIVE}"), (deal,))

    @guarded
    def flows(self) -> tuple[Flow, ...]:
        """Return every flow that is not rejected, of deals that are not."""
        return self._flows(_LIVE_FLOW)

    @guarded
    def possible_areas(self) -> tuple[tuple[DealId, str], ...]:
        """Return the areas of cooperation that a source holds to be only possible, by deal, as worded."""
        query = (
            f"SELECT x.deal, x.value FROM statement x WHERE x.field = 'area' AND x.reality = 'possible' AND {_LIVE} ORDER BY x.id"
        )
        return tuple((DealId(deal), value) for deal, value in self._rows(query))

    @guarded
    def scopes(self, deals: Iterable[DealId] | None = None) -> dict[DealId, Scope]:
        """Return what each deal, or each of these, is about, where it holds and which sources tell of it, as far as it is said."""
        these, values = ("", ()) if deals is None else ("AND x.deal IN (SELECT value FROM json_each(?1))", (listed(deals),))
        query = f"""
            SELECT x.deal, x.capability, iif(x.field = 'geography', x.value, ''), x.source FROM statement x WHERE {_LIVE} {these}
            UNION SELECT x.deal, x.capability, x.place, x.source FROM flow x WHERE {_LIVE} {these} ORDER BY 1, 2, 3, 4"""
        about: dict[int, dict[CapabilityId, None]] = defaultdict(dict)
        where: dict[int, dict[str, None]] = defaultdict(dict)
        told: dict[int, dict[SourceId, None]] = defaultdict(dict)
        for deal, capability, geography, source in self._rows(query, values):
            if capability:
                about[deal][CapabilityId(capability)] = None
            if geography:
                where[deal][geography] = None
            if source:
                told[deal][SourceId(source)] = None
        found = sorted({*about, *where, *told})
        return {DealId(deal): Scope(tuple(about[deal]), tuple(where[deal]), tuple(told[deal])) for deal in found}

    @guarded
    def deals_about(
        self, capabilities: Iterable[CapabilityId] = (), geographies: Iterable[str] = (), sources: Iterable[SourceId] = ()
    ) -> list[DealId]:
        """Return the deals that are about one of these capabilities or a part of it, hold in one of these places, and are told of
        by one of these sources; what is left empty holds of every deal.
        """
        within = "(SELECT value FROM json_each(?))"
        about = f"capability IN {within} OR substr(capability, 1, instr(capability, '.') - 1) IN {within}"
        asked: list[tuple[str, str, tuple[str, ...]]] = []
        if capabilities:
            asked.append((about, about, (listed(capabilities),) * 2))
        if geographies:
            asked.append((f"field = 'geography' AND value IN {within}", f"place IN {within}", (listed(geographies),)))
        if sources:
            asked.append((f"source IN {within}", f"source IN {within}", (listed(sources),)))
        either = "SELECT deal FROM statement x WHERE {live} AND ({said}) UNION SELECT deal FROM flow x WHERE {live} AND ({given})"
        query = " INTERSECT ".join(
            f"SELECT deal FROM ({either.format(live=_LIVE, said=said, given=given)})" for said, given, _ in asked
        )
        values = [value for _, _, each in asked for value in (*each, *each)]
        return [DealId(row[0]) for row in self._rows(query or "SELECT id FROM deal", values)]

    @guarded
    def most_told(self, limit: int) -> MostTold:
        """Return the capabilities, places and sources of most deals, at most `limit` of each, with the number of deals.

        A part of a capability counts for the capability too. For a job: it goes through every statement.
        """
        live = f"x WHERE {_LIVE} AND deal IN (SELECT id FROM deal WHERE review <> 'rejected')"
        about = f"SELECT deal, capability AS found FROM statement {live} UNION SELECT deal, capability FROM flow {live}"
        top = "substr(found, 1, instr(found, '.') - 1)"
        parts = f"SELECT deal, found FROM ({about}) UNION SELECT deal, {top} FROM ({about}) WHERE instr(found, '.') > 0"
        where = f"""SELECT deal, value AS found FROM statement {live} AND field = 'geography'
                    UNION SELECT deal, place FROM flow {live} AND place <> ''"""
        told = f"SELECT deal, source AS found FROM statement {live} UNION SELECT deal, source FROM flow {live}"
        most = "SELECT found, count(*) FROM ({0}) WHERE found IS NOT NULL GROUP BY found ORDER BY 2 DESC, 1 LIMIT ?"
        capabilities, places, sources = (tuple(self._rows(most.format(each), (limit,))) for each in (parts, where, told))
        return (
            tuple((CapabilityId(found), count) for found, count in capabilities),
            tuple((str(found), count) for found, count in places),
            tuple((SourceId(found), count) for found, count in sources),
        )

    @guarded
    def has_more_than(self, companies: int, deals: int) -> bool:
        """Say whether there are more companies or more deals than these; counts no further."""
        for table, most in (("company", companies), ("deal", deals)):
            row = self._row(f"SELECT count(*) FROM (SELECT 1 FROM {table} LIMIT ?)", (most + 1,))
            if row and row[0] > most:
                return True
        return False

    @guarded
    def part(self, companies: Iterable[CompanyId]) -> Part:
        """Return some companies with their deals: the companies, those deals' other parties and what they belong to; the deals,
        their flows, the standings of those companies, and the areas that are only possible.
        """
        within = "SELECT value FROM json_each(?)"
        wanted = listed(sorted(set(companies)))
        members = f"SELECT id FROM company WHERE kept IN ({within})"
        of_party = "SELECT deal FROM statement WHERE field = 'party' AND review <> 'rejected' AND company IN"
        deals = self._deals(f"WHERE review <> 'rejected' AND id IN ({of_party} ({members}))", (wanted,))
        ids = listed(deal.id for deal in deals)
        flows = self._flows(f"{_LIVE} AND x.deal IN ({within})", (ids,))
        areas = f"""SELECT x.deal, x.value FROM statement x WHERE x.field = 'area' AND x.reality = 'possible' AND {_LIVE}
                    AND x.deal IN ({within}) ORDER BY x.id"""
        possible = tuple((DealId(deal), value) for deal, value in self._rows(areas, (ids,)))
        there = {row[0] for row in self._rows(f"SELECT DISTINCT kept FROM company WHERE id IN ({within})", (wanted,))}
        there |= {party for deal in deals for party in deal.parties} | {end for flow in flows for end in (flow.giver, flow.taker)}
        owners = self._owners()
        there |= {owner for company in there for owner in line_of(company, owners)}
        shown = listed(sorted(there))
        query = f"SELECT {rows.STANDING} FROM standing x JOIN company c ON c.id = x.company WHERE {_LIVE} AND c.kept IN ({within})"
        standings = tuple(map(rows.standing_of, self._rows(f"{query} ORDER BY x.id", (shown,))))
        found = tuple(map(rows.company_of, self._rows(f"{COMPANY} AND c.id IN ({within}) ORDER BY c.id", (shown,))))
        return found, deals, flows, standings, possible

    @guarded
    def flows_with(self, company: CompanyId) -> tuple[Flow, ...]:
        """Return the flows that a company or its units give or take."""
        query = f"{FAMILY} SELECT {rows.FLOW} {_FLOW} WHERE {_LIVE_FLOW} AND (x.giver IN family OR x.taker IN family) ORDER BY x.id"
        return tuple(map(rows.flow_of, self._rows(query, (company,))))

    @guarded
    def standings(self, company: CompanyId | None = None, *, with_rejected: bool = False) -> tuple[Standing, ...]:
        """Return where companies stand on capabilities: all of them, or one company's own."""
        where = ["1"] if with_rejected else [_LIVE]
        where += [] if company is None else ["c.kept = ?"]
        query = (
            f"SELECT {rows.STANDING} FROM standing x JOIN company c ON c.id = x.company WHERE {' AND '.join(where)} ORDER BY x.id"
        )
        return tuple(map(rows.standing_of, self._rows(query, () if company is None else (self._kept(company),))))

    @guarded
    def questions(self, company: CompanyId | None = None) -> tuple[Question, ...]:
        """Return the open questions: all of them, or those about one company."""
        about = """AND x.id IN (SELECT a.question FROM question_about a JOIN company c ON c.id = a.company WHERE c.kept = ?)"""
        where, values = (_LIVE, ()) if company is None else (f"{_LIVE} {about}", (self._kept(company),))
        return self._questions(where, values)

    def _questions(self, where: str, values: Sequence[object] = ()) -> tuple[Question, ...]:
        found = self._rows(f"SELECT {rows.QUESTION} FROM question x WHERE {where} ORDER BY x.id", values)
        companies: dict[int, list[CompanyId]] = defaultdict(list)
        deals: dict[int, list[DealId]] = defaultdict(list)
        about = f"""SELECT a.question, c.kept, a.deal FROM question_about a LEFT JOIN company c ON c.id = a.company
                    WHERE a.question IN (SELECT x.id FROM question x WHERE {where}) ORDER BY a.id"""
        for number, company, deal in self._rows(about, values):
            if company is None:
                deals[number].append(DealId(deal))
            elif company not in companies[number]:
                companies[number].append(CompanyId(company))
        return tuple(
            Question(QuestionId(row[0]), rows.basis_of(row[1:]), tuple(companies[row[0]]), tuple(deals[row[0]])) for row in found
        )

    def _deals(self, where: str, values: Sequence[object] = ()) -> tuple[Deal, ...]:
        found = self._rows(f"SELECT {rows.DEAL} FROM deal {where} ORDER BY id", values)
        parties: dict[int, list[CompanyId]] = defaultdict(list)
        query = f"""SELECT s.deal, c.kept FROM statement s JOIN company c ON c.id = s.company
                    WHERE s.field = 'party' AND s.review <> 'rejected'
                    {f"AND s.deal IN (SELECT id FROM deal {where})" if where else ""} ORDER BY s.deal, s.id"""
        for deal, company in self._rows(query, values):
            if company not in parties[deal]:
                parties[deal].append(CompanyId(company))
        owners = self._owners()
        return tuple(rows.deal_of(row, without_kin(parties[row[0]], owners)) for row in found)

    def _statements(self, where: str, values: Sequence[object] = ()) -> tuple[Statement, ...]:
        query = f"SELECT {rows.STATEMENT} FROM statement x LEFT JOIN company c ON c.id = x.company WHERE {where} ORDER BY x.id"
        return tuple(map(rows.statement_of, self._rows(query, values)))

    def _flows(self, where: str, values: Sequence[object] = ()) -> tuple[Flow, ...]:
        return tuple(map(rows.flow_of, self._rows(f"SELECT {rows.FLOW} {_FLOW} WHERE {where} ORDER BY x.id", values)))

    def _owners(self) -> dict[CompanyId, CompanyId]:
        """Return the direct owner of every company that has one."""
        query = """SELECT c.id, p.kept FROM company c JOIN company p ON p.id = c.parent
                   WHERE c.parent > 0 AND c.kept = c.id AND p.kept <> c.id"""
        return {CompanyId(unit): CompanyId(owner) for unit, owner in self._rows(query)}

    def _line(self, company: int) -> set[CompanyId]:
        """Return the companies that this one belongs to, up to the head."""
        return line_of(CompanyId(company), self._owners()) - {CompanyId(company)}


def without_kin(parties: list[CompanyId], owners: dict[CompanyId, CompanyId]) -> tuple[CompanyId, ...]:
    """Leave out a party whose owner, or whose unit, was named before it by another telling, unless hardly one would remain."""
    if len(parties) < 3 or not owners:
        return tuple(parties)
    kept: list[CompanyId] = []
    for party in parties:
        if not any(_is_kin(party, other, owners) for other in kept):
            kept.append(party)
    return tuple(kept if len(kept) > 1 else parties)


def _is_kin(a: CompanyId, b: CompanyId, owners: dict[CompanyId, CompanyId]) -> bool:
    return a in line_of(b, owners) or b in line_of(a, owners)


def line_of(company: CompanyId, owners: dict[CompanyId, CompanyId]) -> set[CompanyId]:
    """Return a company and all that it belongs to."""
    line: set[CompanyId] = set()
    while company in owners and company not in line:
        line.add(company)
        company = owners[company]
    return line | {company}
