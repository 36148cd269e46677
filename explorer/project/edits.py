"""What the analyst says of claims and deals: judged, stated, added. Every edit is one named step that says what it touched."""

from collections.abc import Iterable, Sequence

from explorer.landscape.claims import Change, Claim, ClaimKind
from explorer.landscape.deals import displayed, reality_of
from explorer.landscape.excerpts import Excerpt
from explorer.landscape.facts import CapabilityId, CompanyId, DealId, FlowId, StandingId
from explorer.landscape.refusals import NotHere, RefusedEdit
from explorer.landscape.vocabulary import DealField, DealType, Instrument, Reality, Review, Stage, StandingKind
from explorer.landscape.wording import describe_standing, label
from explorer.landscape.wording import listed as said_in_a_row
from explorer.project.claims import TABLE_OF
from explorer.project.open_file import guarded, listed
from explorer.project.queue import CORRECTED
from explorer.project.rows import own_basis, putting_in
from explorer.project.search import Search

_ONE_VALUED = (DealField.STAGE, DealField.INSTRUMENT, DealField.TERM, DealField.VALUE, DealField.BINDING)
_VOCABULARY: dict[DealField, type[DealType] | type[Instrument] | type[Stage]] = {
    DealField.TYPE: DealType,
    DealField.INSTRUMENT: Instrument,
    DealField.STAGE: Stage,
}
_STATEMENT = putting_in("statement", "deal", "field", "value", "company", "capability", "date")
_FLOW = putting_in("flow", "deal", "giver", "taker", "what", "capability", "means", "place")
_JUDGED = {Review.PROPOSED: "Set back", Review.ACCEPTED: "Accept", Review.EDITED: "Mark as edited", Review.REJECTED: "Reject"}


class Edits(Search):
    """Edits of claims and deals."""

    @guarded
    def judge(self, claims: Sequence[Claim], review: Review, reason: str = "") -> Change:
        """Accept, reject or set back claims of any kind.

        Accepting a deal accepts what is proposed about it; rejecting it hides it and keeps everything it was told to be. What is
        judged alone is a decision to learn from; of many judged at once nobody looked at each.
        """
        with self._step(self._judged_name(claims, review)) as step:
            self._take_for_decision(claims, review, reason)
            for claim in claims:
                set_review = f"UPDATE {TABLE_OF[claim.kind]} SET review = ?, reason = ? WHERE id = ? RETURNING id"
                if self._row(set_review, (review, reason, claim.id)) is None:
                    raise NotHere(self.path, "this finding is not in the landscape any more", "look at the list again")
            of = {kind: [claim.id for claim in claims if claim.kind is kind] for kind in ClaimKind}
            self._judge_whole_deals(of[ClaimKind.DEAL], review)
            self._refresh(of[ClaimKind.DEAL])
            for table in ("statement", "flow"):
                query = f"SELECT DISTINCT deal FROM {table} WHERE id IN (SELECT value FROM json_each(?))"
                self._refresh(row[0] for row in self._rows(query, (listed(of[ClaimKind(table)]),)))
            units = "SELECT DISTINCT company FROM belonging WHERE id IN (SELECT value FROM json_each(?))"
            for (unit,) in self._rows(units, (listed(of[ClaimKind.UNIT]),)):
                self._choose_parent(unit)
        return step.change

    @guarded
    def state(
        self,
        deal: DealId,
        field: DealField,
        value: str,
        *,
        excerpt: Excerpt | None = None,
        note: str = "",
        company: CompanyId | None = None,
        capability: CapabilityId | None = None,
        date: str = "",
        reality: Reality | None = None,
        also: bool = False,
    ) -> Change:
        """State something about a deal oneself; for a one-valued field, and for the type, it becomes what is displayed.

        A type takes the place of those told before, which are rejected, unless it holds `also`. Without an excerpt the
        analyst's note signs for it. How real it is follows from the stage, or from the deal, where it is not given.
        """
        self._refuse_unsayable(field, value, company)
        shown = self.deal(deal)
        if reality is None:
            reality = reality_of(Stage(value)) if field is DealField.STAGE else shown.reality
        with self._step(f"Set {label(field)} to {_said(field, value) or 'nothing'}") as step:
            self._check(excerpt)
            if self._contradicts(deal, field, value, also=also):
                self._take_for_correction(deal)
            if field is DealField.TYPE and not also:
                replace = """UPDATE statement SET review = 'rejected', reason = 'replaced'
                             WHERE deal = ? AND field = 'type' AND review <> 'rejected'"""
                self._run(replace, (deal,))
            if field in _ONE_VALUED:
                forget = (
                    "DELETE FROM statement WHERE deal = ? AND field = ? AND origin = 'analyst' AND source IS NULL AND date = ''"
                )
                self._run(forget, (deal, field))
            self._run(_STATEMENT, (deal, field, value, company, capability, date, *own_basis(excerpt, note, reality)))
            self._mark_edited(deal)
        return step.change

    @guarded
    def add_deal(
        self,
        parties: Sequence[CompanyId],
        types: Sequence[DealType],
        stage: Stage,
        reality: Reality,
        excerpt: Excerpt | None,
        *,
        note: str = "",
    ) -> tuple[Change, DealId]:
        """Add a deal on the strength of an excerpt, or of a note."""
        if not parties:
            raise RefusedEdit(self.path, "a deal needs a party", "choose at least one company")
        names = self._names()
        with self._step(f"Add deal of {said_in_a_row([names.get(party, '?') for party in parties])}") as step:
            self._check(excerpt)
            deal = DealId(self._run("INSERT INTO deal(review) VALUES ('accepted')"))
            told: list[tuple[DealField, str, CompanyId | None]] = [(DealField.EVIDENCE, "", None)]
            told += [(DealField.PARTY, "", self._kept(party)) for party in parties]
            told += [(DealField.TYPE, kind, None) for kind in types]
            told.append((DealField.STAGE, stage, None))
            for field, value, company in told:
                self._run(_STATEMENT, (deal, field, value, company, None, "", *own_basis(excerpt, note, reality)))
            self._refresh([deal])
        return step.change, deal

    @guarded
    def add_standing(
        self,
        company: CompanyId,
        what: str,
        kind: StandingKind,
        capability: CapabilityId | None,
        reality: Reality,
        excerpt: Excerpt | None,
        *,
        note: str = "",
    ) -> tuple[Change, StandingId]:
        """Add where a company stands on a capability, on the strength of an excerpt, or of a note."""
        if not what.strip():
            raise RefusedEdit(self.path, "a standing needs to say in what", "name the capability")
        kept = self._kept(company)
        with self._step(f"Add standing of {self._names()[kept]}") as step:
            self._check(excerpt)
            insert = putting_in("standing", "company", "what", "kind", "capability", "against", "as_of")
            number = self._run(insert, (kept, what.strip(), kind, capability, "", "", *own_basis(excerpt, note, reality)))
        return step.change, StandingId(number)

    @guarded
    def add_flow(
        self,
        deal: DealId,
        giver: CompanyId,
        taker: CompanyId,
        what: str,
        capability: CapabilityId | None,
        reality: Reality,
        excerpt: Excerpt | None,
        *,
        note: str = "",
    ) -> tuple[Change, FlowId]:
        """Add what a company gives another inside a deal, on the strength of an excerpt, or of a note."""
        source, target = self._kept(giver), self._kept(taker)
        if not what.strip():
            raise RefusedEdit(self.path, "a flow needs to say what is given", "name it in the words of the source")
        if source == target:
            raise RefusedEdit(self._names()[source], "it cannot give something to itself", "choose another company")
        self.deal(deal)
        with self._step(f"Add what {self._names()[source]} gives {self._names()[target]}") as step:
            self._check(excerpt)
            values = (deal, source, target, what.strip(), capability, "", "", *own_basis(excerpt, note, reality))
            number = self._run(_FLOW, values)
            self._mark_edited(deal)
        return step.change, FlowId(number)

    @guarded
    def add_party(self, deal: DealId, company: CompanyId, excerpt: Excerpt | None = None, note: str = "") -> Change:
        """Add a party to a deal."""
        kept, shown = self._kept(company), self.deal(deal)
        if kept in shown.parties:
            raise RefusedEdit(self._names()[kept], "it is a party of this deal already", "choose another company")
        with self._step(f"Add {self._names()[kept]} to a deal") as step:
            self._check(excerpt)
            self._take_for_correction(deal)
            self._run(_STATEMENT, (deal, DealField.PARTY, "", kept, None, "", *own_basis(excerpt, note, shown.reality)))
            self._mark_edited(deal)
        return step.change

    @guarded
    def drop_party(self, deal: DealId, company: CompanyId) -> Change:
        """Take a party out of a deal; what was said of it stays, rejected."""
        kept = self._kept(company)
        if kept not in self.deal(deal).parties:
            raise RefusedEdit(self._names()[kept], "it is no party of this deal", "choose one of its parties")
        with self._step(f"Take {self._names()[kept]} out of a deal") as step:
            self._take_for_correction(deal)
            reject = """UPDATE statement SET review = 'rejected', reason = 'wrong party' WHERE deal = ? AND field = 'party'
                        AND company IN (SELECT id FROM company WHERE kept = ?) AND review <> 'rejected'"""
            self._run(reject, (deal, kept))
            self._mark_edited(deal)
        return step.change

    @guarded
    def forget_decisions(self) -> Change:
        """Let nothing that was decided so far be learned from; what was accepted and rejected stays so."""
        with self._step("Forget what was learned") as step:
            self._run("UPDATE decision SET counts = 0 WHERE counts")
        return step.change

    def _take_for_decision(self, claims: Sequence[Claim], review: Review, reason: str) -> None:
        if review is Review.PROPOSED:
            for claim in claims:
                self._forget_decision(claim)
        elif len(claims) == 1:
            self._decide(claims, self.clues(claims), is_right=review is Review.ACCEPTED, reason=reason)

    def _take_for_correction(self, deal: DealId) -> None:
        """A proposal that had to be corrected was wrong as it stood; what is changed after a decision changes that no more."""
        claim = Claim(ClaimKind.DEAL, deal)
        if self._row("SELECT 1 FROM deal WHERE id = ? AND review = 'proposed'", (deal,)):
            self._decide([claim], self.clues([claim]), is_right=False, reason=CORRECTED)

    def _judged_name(self, claims: Sequence[Claim], review: Review) -> str:
        if len(claims) != 1:
            return f"{_JUDGED[review]} {len(claims)} findings"
        claim = claims[0]
        if claim.kind is ClaimKind.DEAL:
            parties = self.deal(DealId(claim.id)).parties
            return f"{_JUDGED[review]} deal of {said_in_a_row([self._names()[party] for party in parties])}"
        if claim.kind is ClaimKind.STANDING:
            for standing in self.standings(with_rejected=True):
                if standing.id == claim.id:
                    return f"{_JUDGED[review]} “{describe_standing(standing, self._names())}”"
        return f"{_JUDGED[review]} {label(claim.kind)}"

    def _judge_whole_deals(self, deals: Sequence[int], review: Review) -> None:
        ids = listed(deals)
        self._run("UPDATE deal SET has_news = 0 WHERE id IN (SELECT value FROM json_each(?))", (ids,))
        changes = {Review.ACCEPTED: "review = 'proposed'", Review.PROPOSED: "review = 'accepted' AND origin <> 'analyst'"}
        if review in changes:
            for table in ("statement", "flow"):
                query = f"UPDATE {table} SET review = ? WHERE deal IN (SELECT value FROM json_each(?)) AND {changes[review]}"
                self._run(query, (review, ids))

    def _contradicts(self, deal: DealId, field: DealField, value: str, *, also: bool) -> bool:
        """Say whether a value takes the place of another one that was read."""
        told = [s.value for s in self.statements_of(deal) if s.field is field and s.basis.origin != "analyst"]
        return bool(told) and value not in told and not also and (field is DealField.TYPE or field in _ONE_VALUED)

    def _mark_edited(self, deal: DealId) -> None:
        self._run("UPDATE deal SET review = 'edited', has_news = 0 WHERE id = ?", (deal,))
        self._refresh([deal])

    def _refresh(self, deals: Iterable[int]) -> None:
        """Choose anew what is displayed of some deals."""
        for deal in sorted(set(deals)):
            shown = displayed(self._statements("x.deal = ?", (deal,)), self._published_of(deal))
            row = (
                " ".join(shown.types),
                shown.types[0] if shown.types else DealType.ALLIANCE,
                shown.stage,
                shown.reality,
                shown.instrument or "",
                shown.term,
                shown.value,
                shown.date,
                " ".join(shown.disputed),
            )
            update = """UPDATE deal SET types = ?, main_type = ?, stage = ?, reality = ?, instrument = ?, term = ?, value = ?,
                        date = ?, disputed = ? WHERE id = ?"""
            self._run(update, (*row, deal))

    def _choose_parent(self, company: int) -> None:
        """Display the owner that the analyst set last, else the first one told that is not rejected."""
        query = """SELECT p.kept FROM belonging b LEFT JOIN company p ON p.id = b.parent
                   WHERE b.company = ? AND b.review <> 'rejected'
                   ORDER BY b.origin <> 'analyst', CASE WHEN b.origin = 'analyst' THEN -b.id ELSE b.id END"""
        owner = next((row[0] for row in self._rows(query, (company,))), None)
        if owner == company or (owner is not None and company in self._line(owner)):
            owner = None
        self._run("UPDATE company SET parent = ? WHERE id = ? AND parent IS NOT ?", (owner, company, owner))

    def _check(self, excerpt: Excerpt | None) -> None:
        """Refuse an excerpt whose words do not stand in its source exactly where it says."""
        if excerpt is not None and not excerpt.is_found_in(self.text(excerpt.source)):
            quote = excerpt.quote if len(excerpt.quote) < 60 else excerpt.quote[:57] + "…"
            raise RefusedEdit(f"“{quote}”", "these words do not stand there in the source", "select them in the text again")

    def _refuse_unsayable(self, field: DealField, value: str, company: CompanyId | None) -> None:
        words = _VOCABULARY.get(field)
        if words is not None and value not in list(words):
            raise RefusedEdit(f"“{value}”", f"it is no {label(field)} of a deal", "choose one from the list")
        if field is DealField.PARTY and company is None:
            raise RefusedEdit("A party", "no company is named", "choose a company")
        if words is None and field not in (DealField.PARTY, DealField.EVIDENCE) and not value.strip():
            raise RefusedEdit(f"The {label(field)}", "it is empty", "say what it is, or reject what was found")


def _said(field: DealField, value: str) -> str:
    words = _VOCABULARY.get(field)
    return label(words(value)) if words else value
