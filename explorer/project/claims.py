"""Claims of every kind: what each stands on, what it says in plain words, and which wait for review."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from explorer.landscape.claims import Claim, ClaimKind
from explorer.landscape.deals import chosen
from explorer.landscape.excerpts import SourceId, Span
from explorer.landscape.facts import Basis, CompanyId, DealId
from explorer.landscape.refusals import NotHere
from explorer.landscape.vocabulary import DealField
from explorer.landscape.wording import (
    describe_alias,
    describe_deal,
    describe_flow,
    describe_position,
    describe_question,
    describe_standing,
    describe_statement,
    describe_unit,
)
from explorer.project import rows
from explorer.project.companies import FAMILY
from explorer.project.deals import Deals
from explorer.project.open_file import guarded, listed

TABLE_OF = {
    ClaimKind.DEAL: "deal",
    ClaimKind.STATEMENT: "statement",
    ClaimKind.FLOW: "flow",
    ClaimKind.STANDING: "standing",
    ClaimKind.QUESTION: "question",
    ClaimKind.ALIAS: "alias",
    ClaimKind.POSITION: "position",
    ClaimKind.UNIT: "belonging",
}
_LIVE = "x.review <> 'rejected' AND EXISTS (SELECT 1 FROM deal live WHERE live.id = x.deal AND live.review <> 'rejected')"
_AMONG_IDS = "id IN (SELECT value FROM json_each(?))"
_AMONG = f"WHERE {_AMONG_IDS}"
_PARTIES_DEALS = "SELECT deal FROM statement WHERE field = 'party' AND review <> 'rejected' AND company IN (SELECT id FROM family)"

Told = tuple[Claim, Basis, str, DealId | None]


class Claims(Deals):
    """Claims of every kind."""

    @guarded
    def claim(self, claim: Claim) -> tuple[Basis, str, DealId | None]:
        """Return what a claim stands on, what it says, and its deal; NotHere where there is none."""
        if claim.kind is ClaimKind.DEAL:
            return self._deal_claim(DealId(claim.id))
        for _, basis, words, deal in self._told(claim.kind, "x.id = ?", (claim.id,)):
            return basis, words, deal
        raise NotHere(self.path, "this finding is not in the landscape any more", "look at the list again")

    @guarded
    def claims(self, claims: Sequence[Claim]) -> dict[Claim, tuple[Basis, str, DealId | None]]:
        """Return what each claim stands on, what it says, and its deal, in the order asked; those that are gone are left out."""
        found: dict[Claim, tuple[Basis, str, DealId | None]] = {}
        for kind, numbers in _by_kind(claims).items():
            if kind is ClaimKind.DEAL:
                found |= {Claim(kind, deal.id): self._deal_claim(deal.id) for deal in self._deals(_AMONG, (listed(numbers),))}
            else:
                told = self._told(kind, f"x.{_AMONG_IDS}", (listed(numbers),))
                found |= {claim: (basis, words, deal) for claim, basis, words, deal in told}
        return {claim: found[claim] for claim in claims if claim in found}

    @guarded
    def deals_told(self, claims: Sequence[Claim]) -> dict[Claim, DealId]:
        """Return the deal of each claim that is about one."""
        found: dict[Claim, DealId] = {}
        for kind, numbers in _by_kind(claims).items():
            if kind is ClaimKind.DEAL:
                found |= {Claim(kind, number): DealId(number) for number in numbers}
            elif kind in (ClaimKind.STATEMENT, ClaimKind.FLOW):
                query = f"SELECT id, deal FROM {TABLE_OF[kind]} WHERE {_AMONG_IDS}"
                found |= {Claim(kind, number): DealId(deal) for number, deal in self._rows(query, (listed(numbers),))}
        return found

    @guarded
    def excerpts_of(self, company: CompanyId, *, deals: Sequence[DealId] | None = None) -> tuple[tuple[Claim, Basis, str], ...]:
        """Return every claim about a company and its units, in the order of sources and texts; notes come last.

        Of a company in very many deals, only what is said of some of these where `deals` are given.
        """
        ours = f"IN ({FAMILY} SELECT id FROM family)"
        party = f"(x.field <> 'party' OR x.company {ours})"
        of = f"({FAMILY} {_PARTIES_DEALS})" if deals is None else "(SELECT value FROM json_each(?))"
        values: tuple[object, ...] = (company if deals is None else listed(deals), company)
        told = [
            *self._told(ClaimKind.STATEMENT, f"{_LIVE} AND x.deal IN {of} AND {party}", values),
            *self._told(ClaimKind.FLOW, f"{_LIVE} AND (x.giver {ours} OR x.taker {ours})", (company, company)),
        ]
        for kind in (ClaimKind.STANDING, ClaimKind.ALIAS, ClaimKind.POSITION, ClaimKind.UNIT):
            told += self._told(kind, f"x.review <> 'rejected' AND x.company {ours}", (company,))
        about = f"x.review <> 'rejected' AND x.id IN (SELECT question FROM question_about WHERE company {ours})"
        told += self._told(ClaimKind.QUESTION, about, (company,))
        return tuple((claim, basis, words) for claim, basis, words, _ in sorted(told, key=_where))

    @guarded
    def findings_in(self, source: SourceId) -> tuple[tuple[Claim, Span, str], ...]:
        """Return everything claimed with words of a source, in the order of its text; for marking them in the reader."""
        told: list[Told] = []
        for kind in TABLE_OF:
            if kind is not ClaimKind.DEAL:
                live = _LIVE if kind in (ClaimKind.STATEMENT, ClaimKind.FLOW) else "x.review <> 'rejected'"
                told += self._told(kind, f"{live} AND x.source = ?", (source,))
        told.sort(key=_where)
        return tuple((claim, basis.excerpt.span, words) for claim, basis, words, _ in told if basis.excerpt)

    def _deal_claim(self, deal: DealId) -> tuple[Basis, str, DealId]:
        shown = self.deal(deal)
        statements = self.statements_of(deal) or self.statements_of(deal, with_rejected=True)
        dates = self._published_of(deal)
        telling = chosen(statements, DealField.EVIDENCE, dates) or chosen(statements, DealField.STAGE, dates)
        said = (telling or statements[0]).basis
        basis = Basis(said.excerpt, shown.reality, said.voice, shown.review, said.origin, said.trigger, said.confidence, said.note)
        return basis, describe_deal(shown, self._names()), deal

    def _published_of(self, deal: DealId | int) -> dict[SourceId, str]:
        query = "SELECT id, published FROM source WHERE id IN (SELECT source FROM statement WHERE deal = ?)"
        return {SourceId(number): date for number, date in self._rows(query, (deal,))}

    def _told(self, kind: ClaimKind, where: str, values: Sequence[object]) -> list[Told]:
        names = self._names()
        return [(Claim(kind, number), basis, words, deal) for number, basis, words, deal in self._say(kind, where, values, names)]

    def _say(
        self, kind: ClaimKind, where: str, values: Sequence[object], names: Mapping[CompanyId, str]
    ) -> Iterator[tuple[int, Basis, str, DealId | None]]:
        if kind is ClaimKind.STATEMENT:
            for statement in self._statements(where, values):
                yield statement.id, statement.basis, describe_statement(statement, names), statement.deal
        elif kind is ClaimKind.FLOW:
            for flow in self._flows(where, values):
                yield flow.id, flow.basis, describe_flow(flow, names), flow.deal
        elif kind is ClaimKind.QUESTION:
            for question in self._questions(where, values):
                yield question.id, question.basis, describe_question(question, names), None
        elif kind is ClaimKind.UNIT:
            query = f"SELECT x.id, x.company, x.parent, {rows.BASIS_OF} FROM belonging x WHERE {where} ORDER BY x.id"
            for number, unit, owner, *basis in self._rows(query, values):
                yield number, rows.basis_of(tuple(basis)), describe_unit(names[unit], names.get(owner)), None
        else:
            yield from self._say_of_company(kind, where, values, names)

    def _say_of_company(
        self, kind: ClaimKind, where: str, values: Sequence[object], names: Mapping[CompanyId, str]
    ) -> Iterator[tuple[int, Basis, str, None]]:
        joined = f"LEFT JOIN company c ON c.id = x.company WHERE {where} ORDER BY x.id"
        if kind is ClaimKind.STANDING:
            for standing in map(rows.standing_of, self._rows(f"SELECT {rows.STANDING} FROM standing x {joined}", values)):
                yield standing.id, standing.basis, describe_standing(standing, names), None
        elif kind is ClaimKind.ALIAS:
            for alias in map(rows.alias_of, self._rows(f"SELECT {rows.ALIAS} FROM alias x {joined}", values)):
                yield alias.id, alias.basis, describe_alias(alias, names), None
        else:
            for position in map(rows.position_of, self._rows(f"SELECT {rows.POSITION} FROM position x {joined}", values)):
                yield position.id, position.basis, describe_position(position, names), None


def _by_kind(claims: Sequence[Claim]) -> dict[ClaimKind, list[int]]:
    numbers: dict[ClaimKind, list[int]] = defaultdict(list)
    for claim in claims:
        numbers[claim.kind].append(claim.id)
    return numbers


def _where(told: Told) -> tuple[bool, int, int, str, int]:
    claim, basis, _, _ = told
    excerpt = basis.excerpt
    if excerpt is None:
        return True, 0, 0, claim.kind, claim.id
    return False, excerpt.source, excerpt.span.start, claim.kind, claim.id
