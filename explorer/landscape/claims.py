"""How a change, a claim and a place in the matrix are named across the house."""

from dataclasses import dataclass
from enum import StrEnum

from explorer.landscape.excerpts import SourceId
from explorer.landscape.facts import CapabilityId, CompanyId, DealId


class ClaimKind(StrEnum):
    """The kinds of things that are proposed, accepted, edited and rejected."""

    DEAL = "deal"
    STATEMENT = "statement"
    FLOW = "flow"
    STANDING = "standing"
    QUESTION = "question"
    ALIAS = "alias"
    POSITION = "position"
    UNIT = "unit"  # that a company belongs to another


@dataclass(frozen=True, slots=True)
class Claim:
    """Names one claim of any kind."""

    kind: ClaimKind
    id: int


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit, an undo or a redo touched; screens look only at this. `name` is what the Undo menu shows.

    `notes` are sentences that the person should read: an article that was known already and skipped. Where `is_sweeping`, so much
    changed that it is not told one by one: look at everything anew.
    """

    name: str
    companies: frozenset[CompanyId] = frozenset()
    deals: frozenset[DealId] = frozenset()
    sources: frozenset[SourceId] = frozenset()
    standings: bool = False
    questions: bool = False
    places: bool = False
    views: bool = False
    decisions: bool = False
    notes: tuple[str, ...] = ()
    is_sweeping: bool = False

    @property
    def is_of_looks_only(self) -> bool:
        """Say whether companies were moved, or views kept, and all that is known stayed as it was."""
        is_of_more = self.companies or self.deals or self.sources or self.standings or self.questions or self.is_sweeping
        return (self.places or self.views) and not is_of_more


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the gap matrix."""

    company: CompanyId
    capability: CapabilityId
