"""What is known, as values that cannot be half changed: each with its own id type and the basis it stands on."""

from dataclasses import dataclass
from typing import NewType

from explorer.landscape.excerpts import Excerpt, SourceId
from explorer.landscape.vocabulary import (
    CompanyKind,
    DealField,
    DealType,
    Instrument,
    Reality,
    Review,
    Stage,
    StandingKind,
)

CompanyId = NewType("CompanyId", int)
DealId = NewType("DealId", int)
StatementId = NewType("StatementId", int)
FlowId = NewType("FlowId", int)
StandingId = NewType("StandingId", int)
QuestionId = NewType("QuestionId", int)
AliasId = NewType("AliasId", int)
PositionId = NewType("PositionId", int)
CapabilityId = NewType("CapabilityId", str)  # "cloud", "autonomous.driverless": the key in resources/capabilities
ViewId = NewType("ViewId", int)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says it; the article itself when nothing is filled in. `via` is the outlet the article reports from."""

    name: str = ""
    role: str = ""
    organisation: str = ""
    via: str = ""

    @property
    def is_the_article(self) -> bool:
        """Say whether no one but the article itself speaks."""
        return not (self.name or self.organisation or self.via)


@dataclass(frozen=True, slots=True)
class Basis:
    """What a claim stands on: an excerpt, or the analyst's own signed note, and how it came here.

    `origin` names the rule or model that found it, or "analyst". `trigger` is the words that set it off.
    `confidence` is between 0 and 1 and is shown as a tier until it has been calibrated.
    """

    excerpt: Excerpt | None
    reality: Reality
    voice: Voice = Voice()
    review: Review = Review.PROPOSED
    origin: str = "analyst"
    trigger: str = ""
    confidence: float = 1.0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """An article as it came, without its text; `published` is ISO 8601, possibly only a year or a month.

    `story` is the source that printed the same story first; None where this one did.
    """

    id: SourceId
    title: str
    publisher: str
    authors: tuple[str, ...]
    published: str
    link: str
    media_type: str
    file_name: str
    sha256: str
    added: str
    length: int
    story: SourceId | None = None

    @property
    def outlet(self) -> str:
        """Who printed it, as one names it: the publisher, else the title or the file's name."""
        return self.publisher or self.title or self.file_name or "a pasted text"


@dataclass(frozen=True, slots=True)
class Company:
    """A company or what belongs to one. `parent` is the company it is a unit, brand or subsidiary of."""

    id: CompanyId
    name: str
    kind: CompanyKind
    parent: CompanyId | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of a company, with the words that show it."""

    id: AliasId
    company: CompanyId
    name: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing said about one field of a deal. Several may disagree; none overwrites another."""

    id: StatementId
    deal: DealId
    field: DealField
    value: str
    basis: Basis
    company: CompanyId | None = None  # of a PARTY
    capability: CapabilityId | None = None  # of an AREA
    date: str = ""  # of a STAGE, ISO 8601, possibly partial


@dataclass(frozen=True, slots=True)
class Flow:
    """Who gives what to whom inside a deal; `what` is as worded."""

    id: FlowId
    deal: DealId
    giver: CompanyId
    taker: CompanyId
    what: str
    basis: Basis
    capability: CapabilityId | None = None
    means: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Deal:
    """A deal as it is displayed: for each field the value chosen among its statements (see `deals.displayed`).

    `parties` are what the article names, a unit where it names a unit. `disputed` holds the fields whose sources disagree.
    """

    id: DealId
    parties: tuple[CompanyId, ...]
    types: tuple[DealType, ...]
    stage: Stage
    reality: Reality
    review: Review
    instrument: Instrument | None = None
    term: str = ""
    value: str = ""
    date: str = ""
    disputed: tuple[DealField, ...] = ()

    @property
    def main_type(self) -> DealType:
        """The type a reader would say first."""
        return self.types[0] if self.types else DealType.ALLIANCE


@dataclass(frozen=True, slots=True)
class Scope:
    """What a deal is about, where it holds as worded, and which sources tell of it; each in a stable order."""

    capabilities: tuple[CapabilityId, ...] = ()
    geographies: tuple[str, ...] = ()
    sources: tuple[SourceId, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """A company on a capability, in a source's words; `what` is the capability as worded."""

    id: StandingId
    company: CompanyId
    what: str
    kind: StandingKind
    basis: Basis
    capability: CapabilityId | None = None
    against: str = ""
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question that a source leaves open, with the companies and deals it is about."""

    id: QuestionId
    basis: Basis
    companies: tuple[CompanyId, ...] = ()
    deals: tuple[DealId, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """A person and the role that a source gives them at a company: Jim Hackett, chief executive, Ford."""

    id: PositionId
    person: str
    role: str
    company: CompanyId | None
    organisation: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Capability:
    """One entry of the two-level vocabulary; `parent` is empty on the first level."""

    id: CapabilityId
    name: str
    parent: CapabilityId | None = None
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a company stands on the map, in map units; pinned ones are never moved by a layout."""

    company: CompanyId
    x: float
    y: float
    pinned: bool = False
