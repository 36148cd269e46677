"""What the analyst decided about proposals, and the signs by which the next ones can be judged."""

from dataclasses import dataclass

from explorer.landscape.claims import Claim
from explorer.landscape.excerpts import SourceId
from explorer.landscape.facts import CompanyId, DealId


@dataclass(frozen=True, slots=True)
class Clue:
    """What can be seen of a proposal before it is judged: how sure the reader was, 0 to 1, and signs such as "cue: alliance"."""

    confidence: float
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """One proposal judged on its own: right as it stood, or wrong and why. `made` is ISO 8601."""

    id: int
    claim: Claim
    is_right: bool
    reason: str
    clue: Clue
    made: str = ""
    deal: DealId | None = None
    company: CompanyId | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A proposal that waits for review, without its words: what is needed to put it in its place in the queue.

    `connections` counts the deals that its companies are in; `start` is where it stands in its source.
    """

    claim: Claim
    connections: int = 0
    source: SourceId | None = None
    start: int = 0
    published: str = ""
    company: CompanyId | None = None

    @property
    def deal(self) -> DealId | None:
        """The deal, where it is one."""
        return DealId(self.claim.id) if self.claim.kind == "deal" else None
