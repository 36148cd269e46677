"""What waits for review, in words; and which of it is stated so plainly that it can be accepted in one go."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from explorer.landscape.claims import Claim, ClaimKind
from explorer.landscape.facts import Basis, CompanyId, DealId, StandingId
from explorer.landscape.vocabulary import Reality
from explorer.landscape.wording import describe_voice, label
from explorer.project.landscape import Landscape

PLAIN, LIKELY = 0.8, 0.5

#: Why something read is wrong, as one says it.
REASONS = ("wrong party", "wrong type", "no deal", "only hedged")


@dataclass(frozen=True, slots=True)
class Proposal:
    """One claim that waits, with what it stands on."""

    claim: Claim
    basis: Basis
    words: str
    deal: DealId | None
    company: CompanyId | None

    @property
    def tier(self) -> str:
        """How sure the reader is, as a word: a number would promise more than is known."""
        confidence = self.basis.confidence
        return "stated plainly" if confidence >= PLAIN else "likely" if confidence >= LIKELY else "doubtful"

    @property
    def is_plain(self) -> bool:
        """Say whether the source states it without a hedge and the reader is sure of it."""
        return self.basis.confidence >= PLAIN and self.basis.reality in (Reality.DONE, Reality.AGREED)

    @property
    def caption(self) -> str:
        """Say how sure, how real, who says it and which rule found it."""
        basis = self.basis
        rule = f"rule: {basis.origin.replace('_', ' ')}" if basis.origin else ""
        return " · ".join(part for part in (self.tier, label(basis.reality), describe_voice(basis.voice), rule) if part)


def proposals(landscape: Landscape, skipped: Iterable[Claim] = ()) -> tuple[Proposal, ...]:
    """Return what waits for review, what was skipped at the end."""
    later = set(skipped)
    claims = sorted(landscape.proposals(), key=lambda claim: claim in later)
    companies = {standing.id: standing.company for standing in landscape.standings()}
    return tuple(_proposal(landscape, claim, companies) for claim in claims)


def next_of(queue: Sequence[Proposal], order: Sequence[Claim]) -> int:
    """Return the place of the first claim of `order` that still waits, 0 where none does."""
    places = {proposal.claim: place for place, proposal in enumerate(queue)}
    return next((places[claim] for claim in order if claim in places), 0)


def _proposal(landscape: Landscape, claim: Claim, companies: Mapping[StandingId, CompanyId]) -> Proposal:
    basis, words, deal = landscape.claim(claim)
    company = companies.get(StandingId(claim.id)) if claim.kind is ClaimKind.STANDING else None
    return Proposal(claim, basis, words[:1].upper() + words[1:], deal, company)
