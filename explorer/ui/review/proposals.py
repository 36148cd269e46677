"""What waits for review, in words; and why something read may be wrong."""

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.analysis.learning import Learned
from explorer.landscape.claims import Claim, ClaimKind
from explorer.landscape.facts import Basis, DealId
from explorer.landscape.wording import describe_voice, label
from explorer.project.landscape import Landscape
from explorer.session.queue import Placed, how_sure

#: Why something read is wrong, as one says it: of a deal, and of a standing.
REASONS = ("wrong party", "wrong type", "no deal", "only hedged")
REASONS_OF_STANDINGS = ("wrong company", "wrong standing", "no standing", "only hedged")
#: From this many decisions on, and this far from what the reader said, it is told what was learned.
_TOLD_FROM, _FAR = 20, 0.25


@dataclass(frozen=True, slots=True)
class Proposal:
    """One claim that waits, with what it stands on."""

    claim: Claim
    basis: Basis
    words: str
    deal: DealId | None

    @property
    def rule(self) -> str:
        """Say which rule or model found it, and by which words."""
        basis = self.basis
        by = f" by “{' '.join(basis.trigger.split())}”" if any(map(str.isalpha, basis.trigger[1:])) else ""
        if basis.origin in ("model", "network file"):
            return f"found by the trained model{by}" if basis.origin == "model" else "a line of a list that was imported"
        return f"found by the rule “{basis.origin.replace('_', ' ')}”{by}"

    def caption(self, sure: str) -> str:
        """Say how sure, how real and who says it."""
        return " · ".join((sure, label(self.basis.reality), describe_voice(self.basis.voice)))


def reasons_for(claim: Claim) -> tuple[str, ...]:
    """Return why such a claim may be wrong, in the order of their keys."""
    return REASONS_OF_STANDINGS if claim.kind is ClaimKind.STANDING else REASONS


def proposals_of(landscape: Landscape, claims: Sequence[Claim]) -> dict[Claim, Proposal]:
    """Return some claims in words; those that are gone are left out."""
    found = landscape.claims(claims)
    return {claim: Proposal(claim, basis, words[:1].upper() + words[1:], deal) for claim, (basis, words, deal) in found.items()}


def what_was_learned(landscape: Landscape, one: Placed, learned: Learned) -> str:
    """Say which signs of a proposal decisions so far spoke for or against, "" where there is nothing to tell."""
    if learned.decisions < _TOLD_FROM:
        return ""
    clue = landscape.clues([one.claim]).get(one.claim)
    moved = [(sign, weight) for sign, weight in learned.reasons(clue)] if clue else []
    told = [f"{sign} {'more' if weight > 0 else 'less'} often right" for sign, weight in moved if abs(weight) >= _FAR]
    return f"Your decisions so far: {'; '.join(told)}.".replace("_", " ") if told else ""


def sure_of(one: Placed, learned: Learned) -> str:
    """Say how sure one may be of a proposal."""
    return how_sure(one.chance, learned)
