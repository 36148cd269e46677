"""One telling of a deal."""

from dataclasses import dataclass, replace

from explorer.landscape.excerpts import Span
from explorer.landscape.vocabulary import DealType
from explorer.reading.stages import Standing

#: Words that tell only that there is a deal or that there are talks, not of what sort.
BARE = frozenset(
    """transaction deal deals agreement agreements pact contract accord arrangement letter memorandum talks negotiations
    discussions""".split()
)
SIGNING = frozenset("sign signs signed signing".split())


@dataclass(frozen=True, slots=True)
class Event:
    """One telling: `roles` lie beside `companies` ("buyer", "target", "seller" or ""); the span is the clause that tells it."""

    types: tuple[DealType, ...]
    companies: tuple[int, ...]
    roles: tuple[str, ...]
    standing: Standing
    trigger: Span
    evidence: Span
    line: int
    rule: str
    sure: float
    word: str

    @property
    def refers_back(self) -> bool:
        """Say whether it names no companies of its own."""
        return not self.companies

    def without_bodies(self, bodies: frozenset[int]) -> "Event | None":
        """Leave out regulators and ministries where companies join or a purchase has a name: they buy, order and rescue."""
        if self.types[0] is DealType.FUNDING or self.word.startswith("nationali"):
            return self
        if not self.rule.startswith(("joins", "takes noun", "bids noun")) or not bodies.intersection(self.companies):
            return self
        left = [(c, role) for c, role in zip(self.companies, self.roles, strict=True) if c not in bodies]
        if len(left) < 2:
            return None
        return replace(self, companies=tuple(c for c, _ in left), roles=tuple(role for _, role in left))

    @property
    def is_bare(self) -> bool:
        """Say whether its word tells only that there is a deal or that there are talks, not of what sort."""
        return (self.word in BARE or self.word in SIGNING) and self.types == (DealType.ALLIANCE,)
