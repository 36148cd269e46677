"""The rules of deals: what is displayed of several statements, and when two tellings are of one deal."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from explorer.landscape.excerpts import SourceId
from explorer.landscape.facts import CompanyId, Statement
from explorer.landscape.vocabulary import DealField, DealType, Instrument, Reality, Review, Stage

_T = TypeVar("_T")
#: An analyst's own word without a date holds from now on.
_NOW = "9999"
_NO_DATES: Mapping[SourceId, str] = {}
#: What a deal without a told stage stands at, by how real it is.
_STAGE_OF = {
    Reality.DONE: Stage.SIGNED,
    Reality.AGREED: Stage.SIGNED,
    Reality.INTENDED: Stage.INTENDED,
    Reality.POSSIBLE: Stage.SPECULATED,
    Reality.ASKED: Stage.SPECULATED,
    Reality.DENIED: Stage.DENIED,
}
_REALITY_OF = {
    Stage.DENIED: Reality.DENIED,
    Stage.SPECULATED: Reality.POSSIBLE,
    Stage.IN_TALKS: Reality.POSSIBLE,
    Stage.INTENDED: Reality.INTENDED,
    Stage.SIGNED: Reality.AGREED,
    Stage.PENDING_APPROVAL: Reality.AGREED,
}
_ONE_VALUED = (DealField.INSTRUMENT, DealField.TERM, DealField.VALUE, DealField.BINDING)
_OWNERSHIP = frozenset({DealType.EQUITY_STAKE, DealType.ACQUISITION, DealType.MERGER, DealType.DIVESTITURE, DealType.FUNDING})
_KIN = (
    frozenset({DealType.ACQUISITION, DealType.MERGER}),
    frozenset({DealType.EQUITY_STAKE, DealType.FUNDING}),
    frozenset({DealType.SUPPLY, DealType.MANUFACTURING}),
)
_OVER = frozenset({Stage.EXPIRED, Stage.TERMINATED, Stage.ABANDONED})
_BEGINNING = frozenset({Stage.SPECULATED, Stage.IN_TALKS, Stage.INTENDED, Stage.SIGNED})
_NUMBERS = {
    word: number for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), start=1)
}
_MONTHS = {"month": 1, "year": 12, "decade": 120}
_SCALES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6, "billion": 1e9, "bn": 1e9, "b": 1e9, "trillion": 1e12}
_TERM = re.compile(r"(\d+(?:\.\d+)?|" + "|".join(_NUMBERS) + r")[\s-]+(month|year|decade)s?\b")
_MONEY = re.compile(r"([$€£¥₩]|[a-z]{2,3}\b)?\s*(\d[\d,]*(?:\.\d+)?)\s*([a-z]+)?")


@dataclass(frozen=True, slots=True)
class Displayed:
    """What is shown of a deal: for each field the value chosen among its statements, and the fields whose sources disagree."""

    parties: tuple[CompanyId, ...]
    types: tuple[DealType, ...]
    stage: Stage
    reality: Reality
    instrument: Instrument | None = None
    term: str = ""
    value: str = ""
    date: str = ""
    disputed: tuple[DealField, ...] = ()


@dataclass(frozen=True, slots=True)
class Telling:
    """What decides whether two tellings are of one deal; `owners` are the companies at the head of its parties."""

    owners: frozenset[CompanyId]
    types: frozenset[DealType]
    stage: Stage | None = None
    terms: frozenset[str] = frozenset()
    values: frozenset[str] = frozenset()
    date: str = ""


def displayed(statements: Sequence[Statement], published: Mapping[SourceId, str] = _NO_DATES) -> Displayed:
    """Choose the displayed value of each field of one deal.

    The analyst goes before the machine, accepted before proposed, a later date (its own, else that of its source in `published`)
    before an earlier one, later in the text before earlier. Rejected statements never count. Types stay in the order
    told, accepted ones first; the first is the main type. The deal is as real as its displayed stage, else as its evidence.
    """
    live = [statement for statement in statements if statement.basis.review is not Review.REJECTED]
    stage = chosen(live, DealField.STAGE, published)
    evidence = chosen(live, DealField.EVIDENCE, published)
    instrument = chosen(live, DealField.INSTRUMENT, published)
    reality = stage.basis.reality if stage else evidence.basis.reality if evidence else Reality.POSSIBLE
    dated = stage or evidence
    return Displayed(
        parties=_distinct(s.company for s in live if s.field is DealField.PARTY and s.company is not None),
        types=tuple(DealType(value) for value in _distinct(s.value for s in _types(live))),
        stage=Stage(stage.value) if stage else stage_of(reality),
        reality=reality,
        instrument=Instrument(instrument.value) if instrument else None,
        term=_words(chosen(live, DealField.TERM, published)),
        value=_words(chosen(live, DealField.VALUE, published)),
        date=_date(dated, published) if dated else "",
        disputed=tuple(field for field in DealField if _is_disputed(field, live)),
    )


def chosen(live: Iterable[Statement], field: DealField, published: Mapping[SourceId, str] = _NO_DATES) -> Statement | None:
    """Return the statement that is displayed for a one-valued field, None where none counts."""

    def rank(statement: Statement) -> tuple[bool, bool, str, int, int]:
        basis = statement.basis
        is_own = basis.origin == "analyst"
        date = (statement.date or _NOW) if is_own else _date(statement, published)
        start = basis.excerpt.span.start if basis.excerpt and not is_own else 0
        return is_own, _is_reviewed(statement), date, start, statement.id

    fitting = [s for s in live if s.field is field and s.basis.review is not Review.REJECTED]
    return max(fitting, key=rank, default=None)


def reality_of(stage: Stage) -> Reality:
    """Say how real a deal is at a stage, where no words say otherwise: talks are only possible, what was signed is agreed."""
    return _REALITY_OF.get(stage, Reality.DONE)


def stage_of(reality: Reality) -> Stage:
    """Say at what stage a deal without a told stage stands, by how real it is."""
    return _STAGE_OF[reality]


def is_same_deal(known: Telling, told: Telling) -> bool:
    """Say whether a second article tells of a known deal.

    Same parties up to units and owners, compatible types, no distinct money or term, and no new beginning after an end. One
    telling may leave out some of the parties when three or more are named and both name one kind of deal more precise than an
    alliance: an alliance that meets a newcomer is another deal.
    """
    if min(len(known.owners), len(told.owners)) < 2:
        return False
    fewer, more = sorted((known.owners, told.owners), key=len)
    is_precise = bool(known.types & told.types - {DealType.ALLIANCE})
    return (
        (fewer == more or (is_precise and len(fewer) > 2 and fewer < more))
        and _are_compatible(known.types, told.types)
        and not _differ(_lengths(known.terms), _lengths(told.terms))
        and not _are_other_sums(known.values, told.values)
        and not _begins_anew(known, told)
        and not _begins_anew(told, known)
    )


def alikeness(known: Telling, told: Telling) -> tuple[int, int, str]:
    """Rank known deals of which a telling may be: shared parties, then shared types, then the latest."""
    return len(known.owners & told.owners), len(known.types & told.types), known.date


def _types(live: Sequence[Statement]) -> list[Statement]:
    told = [s for s in live if s.field is DealField.TYPE]
    return sorted(told, key=lambda s: (s.basis.origin != "analyst", not _is_reviewed(s), s.id))


def _is_disputed(field: DealField, live: Sequence[Statement]) -> bool:
    """Say whether two sources, or two voices, give values of which they share none."""
    fitting = [s for s in live if s.field is field and s.basis.excerpt is not None]
    if field is DealField.STAGE:
        denials = {s.value == Stage.DENIED for s in fitting}
        return len(denials) == 2 and len(set(map(_speaker, fitting))) > 1
    if field not in _ONE_VALUED:
        return False
    said: dict[object, set[str]] = {}
    own: dict[object, set[str]] = {}
    for statement in fitting:
        is_own = statement.basis.origin == "analyst"
        (own if is_own else said).setdefault(_speaker(statement), set()).add(_plain(field, statement.value))
    values = list({**said, **own}.values())
    return any(not (a & b) for place, a in enumerate(values) for b in values[place + 1 :])


def _speaker(statement: Statement) -> tuple[SourceId | None, str, str]:
    excerpt, voice = statement.basis.excerpt, statement.basis.voice
    return excerpt.source if excerpt else None, voice.name or voice.organisation, voice.via


def _plain(field: DealField, value: str) -> str:
    """Return a value as it is compared: "3 years" and "three-year" are one."""
    if field is DealField.TERM:
        return "/".join(map(str, sorted(_lengths({value})))) or value.casefold().strip()
    if field is DealField.VALUE:
        return "/".join(f"{unit}{amount:g}" for unit, amount in sorted(_sums({value}))) or value.casefold().strip()
    return value.casefold().strip()


def _are_compatible(known: frozenset[DealType], told: frozenset[DealType]) -> bool:
    known, told = known or frozenset({DealType.ALLIANCE}), told or frozenset({DealType.ALLIANCE})
    if known & told or any(known & kin and told & kin for kin in _KIN):
        return True
    return (DealType.ALLIANCE in known and not told <= _OWNERSHIP) or (DealType.ALLIANCE in told and not known <= _OWNERSHIP)


def _begins_anew(ended: Telling, later: Telling) -> bool:
    return ended.stage in _OVER and later.stage in _BEGINNING and bool(ended.date) and later.date > ended.date


def _differ(known: set[float], told: set[float]) -> bool:
    return bool(known and told) and not known & told


def _are_other_sums(known: Iterable[str], told: Iterable[str]) -> bool:
    """Say whether two sets of sums of one currency are further apart than rounding and reporters make them."""
    mine, theirs = _sums(known), _sums(told)
    pairs = [(a, b) for unit, a in mine for other, b in theirs if unit == other and min(a, b) > 0]
    return bool(pairs) and all(max(a, b) > 1.25 * min(a, b) for a, b in pairs)


def _lengths(terms: Iterable[str]) -> set[float]:
    found = (match for term in terms for match in _TERM.findall(term.casefold()))
    return {float(_NUMBERS.get(number, 0) or number) * _MONTHS[unit] for number, unit in found}


def _sums(values: Iterable[str]) -> set[tuple[str, float]]:
    found = (match for value in values for match in _MONEY.findall(value.casefold()))
    return {(unit.replace("us", "$"), float(amount.replace(",", "")) * _SCALES.get(scale, 1)) for unit, amount, scale in found}


def _is_reviewed(statement: Statement) -> bool:
    return statement.basis.review in (Review.ACCEPTED, Review.EDITED)


def _date(statement: Statement, published: Mapping[SourceId, str]) -> str:
    excerpt = statement.basis.excerpt
    return statement.date or (published.get(excerpt.source, "") if excerpt else "")


def _words(statement: Statement | None) -> str:
    return statement.value if statement else ""


def _distinct(values: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(values))
