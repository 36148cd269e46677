"""The words of the field, as closed lists; capabilities are open and live in `resources/capabilities`."""

from enum import StrEnum


class CompanyKind(StrEnum):
    """What sort of organisation a company is."""

    COMPANY = "company"
    UNIT = "unit"
    BRAND = "brand"
    JOINT_VENTURE = "jv"
    PUBLIC_BODY = "body"
    GROUP = "group"


class DealType(StrEnum):
    """What sort of cooperation a deal is; several may hold for one deal."""

    ALLIANCE = "alliance"
    JOINT_VENTURE = "joint_venture"
    LICENCE = "licence"
    CO_DEVELOPMENT = "co_development"
    MANUFACTURING = "manufacturing"
    SUPPLY = "supply"
    DISTRIBUTION = "distribution"
    SERVICE = "service"
    STANDARDS = "standards"
    EQUITY_STAKE = "equity_stake"
    ACQUISITION = "acquisition"
    MERGER = "merger"
    DIVESTITURE = "divestiture"
    FUNDING = "funding"


class Instrument(StrEnum):
    """The paper a deal is written on, apart from its stage."""

    LETTER_OF_INTENT = "letter_of_intent"
    MEMORANDUM = "memorandum_of_understanding"
    FRAMEWORK = "framework"
    DEFINITIVE = "definitive"
    OPTION = "option"


class Stage(StrEnum):
    """How far a deal has come; the order of the members is the order of a deal's life."""

    DENIED = "denied"
    SPECULATED = "speculated"
    IN_TALKS = "in_talks"
    INTENDED = "intended"
    SIGNED = "signed"
    PENDING_APPROVAL = "pending_approval"
    IN_FORCE = "in_force"
    EXTENDED = "extended"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    TERMINATED = "terminated"
    ABANDONED = "abandoned"


class StandingKind(StrEnum):
    """Where a company stands on a capability."""

    LEADS = "leads"
    HAS = "has"
    DEVELOPING = "developing"
    OFFERS = "offers"
    LAGS = "lags"
    LACKS = "lacks"
    SEEKS = "seeks"
    EXITS = "exits"


class Reality(StrEnum):
    """How real a claim is in its source's own words; see `REALITY_LEVELS` for the order."""

    DONE = "done"
    AGREED = "agreed"
    INTENDED = "intended"
    POSSIBLE = "possible"
    ASKED = "asked"
    DENIED = "denied"


#: From what is only asked to what is done: the stops of the reality slider. DENIED stands outside it.
REALITY_LEVELS = (Reality.ASKED, Reality.POSSIBLE, Reality.INTENDED, Reality.AGREED, Reality.DONE)


def is_solid(reality: Reality, level: Reality) -> bool:
    """Say whether a claim of this reality is drawn solid when the slider stands at `level`; denied never is."""
    return reality in REALITY_LEVELS and REALITY_LEVELS.index(reality) >= REALITY_LEVELS.index(level)


class Review(StrEnum):
    """What the analyst said of a proposal."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"


class DealField(StrEnum):
    """What a statement about a deal is about; each field carries its own excerpts."""

    EVIDENCE = "evidence"  # states the deal as a whole; value is empty
    PARTY = "party"  # value is the role ("" when none is told), `company` the party
    TYPE = "type"  # a DealType
    INSTRUMENT = "instrument"  # an Instrument
    STAGE = "stage"  # a Stage: one step of the biography, `date` when told
    TERM = "term"  # as worded: "three-year"
    VALUE = "value"  # as worded: "$2.7 billion"
    AREA = "area"  # as worded: "cloud computing"; `capability` when mapped
    GEOGRAPHY = "geography"  # as worded
    PRODUCT = "product"  # as worded
    BINDING = "binding"  # "binding", "non-binding", "partly"; silence means not stated
