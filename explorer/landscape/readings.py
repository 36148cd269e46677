"""What the reader hands over: one article and everything found in it, as spans of its frozen text.

Companies are named by their index in `Reading.companies`; ids are given when the landscape takes the reading in.
"""

from dataclasses import dataclass, field

from explorer.landscape.excerpts import Span
from explorer.landscape.facts import CapabilityId, Voice
from explorer.landscape.vocabulary import CompanyKind, DealField, Reality, StandingKind


@dataclass(frozen=True, slots=True)
class Article:
    """A source before it has an id. `text` is frozen from here on; `sha256` is that of its UTF-8 bytes.

    `marks` lead back to the original: (offset in `text`, label), such as (0, "page 1") or (412, "paragraph 3").
    `attached` are the articles that came with it, as in a mail; `notes` say what of it could not be read.
    """

    text: str
    sha256: str
    original: bytes
    media_type: str
    file_name: str = ""
    title: str = ""
    publisher: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    link: str = ""
    marks: tuple[tuple[int, str], ...] = ()
    attached: "tuple[Article, ...]" = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Why:
    """Where something was found and why: the words, the rule or model, what triggered it, and how sure."""

    span: Span
    rule: str
    trigger: str = ""
    reality: Reality = Reality.DONE
    voice: Voice = Voice()
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class FoundMention:
    """One place where a company is named; `reason` says why a description ("the carmaker") stands for it, else empty."""

    span: Span
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FoundCompany:
    """A company of the article, by the fullest name used, with every mention. `unit_of` is an index, with its reason."""

    name: str
    kind: CompanyKind
    mentions: tuple[FoundMention, ...]
    unit_of: int | None = None
    unit_why: Why | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundStatement:
    """One field of a found deal; see `landscape.facts.Statement`."""

    field: DealField
    value: str
    why: Why
    company: int | None = None
    capability: CapabilityId | None = None
    date: str = ""


@dataclass(frozen=True, slots=True)
class FoundFlow:
    """Who gives what to whom; see `landscape.facts.Flow`."""

    giver: int
    taker: int
    what: str
    why: Why
    capability: CapabilityId | None = None
    means: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class FoundDeal:
    """A deal: its first TYPE statement is the main type, its last STAGE statement the latest stage; EVIDENCE states it."""

    statements: tuple[FoundStatement, ...]
    flows: tuple[FoundFlow, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundStanding:
    """A company on a capability; see `landscape.facts.Standing`."""

    company: int
    what: str
    kind: StandingKind
    why: Why
    capability: CapabilityId | None = None
    against: str = ""
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class FoundQuestion:
    """An open question and what it is about, by index."""

    why: Why
    companies: tuple[int, ...] = ()
    deals: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundPosition:
    """A person, the role and the company (by index) or organisation as worded."""

    person: str
    role: str
    why: Why
    company: int | None = None
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One article and everything that was found in it; `attached` are the readings of the articles attached to it."""

    article: Article
    companies: tuple[FoundCompany, ...] = ()
    deals: tuple[FoundDeal, ...] = ()
    standings: tuple[FoundStanding, ...] = ()
    questions: tuple[FoundQuestion, ...] = ()
    positions: tuple[FoundPosition, ...] = ()
    notes: tuple[str, ...] = field(default=())  # what the analyst should know: "this PDF has two pages without text"
    attached: "tuple[Reading, ...]" = ()

    @property
    def articles(self) -> int:
        """How many articles were read: this one and those attached to it."""
        return 1 + sum(reading.articles for reading in self.attached)
