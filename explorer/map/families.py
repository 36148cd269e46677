"""How deals are told apart on the map: the family of a type gives the colour, the stage gives the dash."""

from enum import StrEnum

from explorer.landscape.vocabulary import DealType, Instrument, Stage


class Family(StrEnum):
    """Types of deal that share a colour; the value is the colour's name in the themes."""

    ALLIANCE = "alliance"
    JOINT_VENTURE = "joint_venture"
    MAKING = "making"
    EQUITY = "equity"
    LICENCE = "licence"
    SERVICE = "service"


class Dash(StrEnum):
    """How a line is broken; the less certain the deal, the more gaps."""

    SOLID = "solid"
    LONG = "long"
    SHORT = "short"
    DOTTED = "dotted"


_FAMILIES = {
    DealType.ALLIANCE: Family.ALLIANCE,
    DealType.CO_DEVELOPMENT: Family.ALLIANCE,
    DealType.JOINT_VENTURE: Family.JOINT_VENTURE,
    DealType.MANUFACTURING: Family.MAKING,
    DealType.SUPPLY: Family.MAKING,
    DealType.LICENCE: Family.LICENCE,
    DealType.STANDARDS: Family.LICENCE,
    DealType.DISTRIBUTION: Family.SERVICE,
    DealType.SERVICE: Family.SERVICE,
    DealType.EQUITY_STAKE: Family.EQUITY,
    DealType.ACQUISITION: Family.EQUITY,
    DealType.MERGER: Family.EQUITY,
    DealType.DIVESTITURE: Family.EQUITY,
    DealType.FUNDING: Family.EQUITY,
}

#: Stages at which a deal no longer runs; its line is thin and carries a cross-bar.
ENDED = frozenset({Stage.SUSPENDED, Stage.EXPIRED, Stage.TERMINATED, Stage.ABANDONED})

_LETTERS = frozenset({Instrument.LETTER_OF_INTENT, Instrument.MEMORANDUM})


def family_of(kind: DealType) -> Family:
    """Return the family whose colour a deal of this type has."""
    return _FAMILIES[kind]


def is_ownership(family: Family) -> bool:
    """Say whether such deals tie up capital; their lines are double, so that they can be told in grey."""
    return family in (Family.EQUITY, Family.JOINT_VENTURE)


def dash_of(stage: Stage, instrument: Instrument | None) -> Dash:
    """Return the dash of a deal's line: what is signed is solid, unless all that was signed is a letter of intent."""
    if stage in (Stage.DENIED, Stage.SPECULATED):
        return Dash.DOTTED
    if instrument in _LETTERS and stage in (Stage.IN_TALKS, Stage.INTENDED, Stage.SIGNED):
        return Dash.LONG
    return Dash.SHORT if stage in (Stage.IN_TALKS, Stage.INTENDED) else Dash.SOLID
