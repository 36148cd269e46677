"""The vocabulary as a person would say it: one place for every word that screens, pictures and tables show."""

from collections.abc import Sequence
from enum import StrEnum

from explorer.landscape.vocabulary import CompanyKind, DealType, Instrument, Reality, Review, Stage, StandingKind

_WORDS: dict[StrEnum, str] = {
    CompanyKind.COMPANY: "company",
    CompanyKind.UNIT: "business unit",
    CompanyKind.BRAND: "brand",
    CompanyKind.JOINT_VENTURE: "joint venture",
    CompanyKind.PUBLIC_BODY: "public body",
    CompanyKind.GROUP: "group",
    DealType.ALLIANCE: "alliance",
    DealType.JOINT_VENTURE: "joint venture",
    DealType.LICENCE: "licence",
    DealType.CO_DEVELOPMENT: "co-development",
    DealType.MANUFACTURING: "manufacturing",
    DealType.SUPPLY: "supply",
    DealType.DISTRIBUTION: "distribution and marketing",
    DealType.SERVICE: "service",
    DealType.STANDARDS: "standards",
    DealType.EQUITY_STAKE: "equity stake",
    DealType.ACQUISITION: "acquisition",
    DealType.MERGER: "merger",
    DealType.DIVESTITURE: "divestiture",
    DealType.FUNDING: "funding",
    Instrument.LETTER_OF_INTENT: "letter of intent",
    Instrument.MEMORANDUM: "memorandum of understanding",
    Instrument.FRAMEWORK: "framework agreement",
    Instrument.DEFINITIVE: "definitive agreement",
    Instrument.OPTION: "option",
    Stage.DENIED: "denied",
    Stage.SPECULATED: "speculated about",
    Stage.IN_TALKS: "in talks",
    Stage.INTENDED: "intended",
    Stage.SIGNED: "signed",
    Stage.PENDING_APPROVAL: "pending approval",
    Stage.IN_FORCE: "in force",
    Stage.EXTENDED: "extended",
    Stage.SUSPENDED: "suspended",
    Stage.EXPIRED: "expired",
    Stage.TERMINATED: "terminated",
    Stage.ABANDONED: "abandoned",
    StandingKind.LEADS: "leads",
    StandingKind.HAS: "has",
    StandingKind.DEVELOPING: "is developing",
    StandingKind.OFFERS: "offers",
    StandingKind.LAGS: "lags",
    StandingKind.LACKS: "lacks",
    StandingKind.SEEKS: "seeks",
    StandingKind.EXITS: "exits",
    Reality.DONE: "done",
    Reality.AGREED: "agreed",
    Reality.INTENDED: "intended",
    Reality.POSSIBLE: "possible",
    Reality.ASKED: "asked",
    Reality.DENIED: "denied",
    Review.PROPOSED: "unreviewed",
    Review.ACCEPTED: "accepted",
    Review.EDITED: "edited",
    Review.REJECTED: "rejected",
}


def words(term: StrEnum) -> str:
    """Say one term of the vocabulary in small letters: "letter of intent"."""
    return _WORDS.get(term, str(term).replace("_", " "))


def listed(parts: Sequence[str]) -> str:
    """Join in the way people speak: "Ford", "Ford and Volkswagen", "Ford, Volkswagen and Alibaba"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def counted(number: int, one: str, many: str = "") -> str:
    """Say how many there are: "1 deal", "2 deals", "no companies"."""
    return f"{number or 'no'} {one if number == 1 else many or one + 's'}"
