"""How what is known is said in plain English: once, for panels, exports and screen readers alike."""

from collections.abc import Mapping
from enum import StrEnum

from explorer.landscape.facts import Alias, CompanyId, Deal, Flow, Position, Question, Standing, Statement, Voice
from explorer.landscape.names import apart
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

Names = Mapping[CompanyId, str]

_COMPANY_KINDS = {
    CompanyKind.UNIT: "business unit",
    CompanyKind.JOINT_VENTURE: "joint venture",
    CompanyKind.PUBLIC_BODY: "public body",
    CompanyKind.GROUP: "unnamed group",
}
_DEAL_TYPES = {
    DealType.CO_DEVELOPMENT: "co-development",
    DealType.DISTRIBUTION: "distribution and marketing",
}
_STANDINGS = {
    StandingKind.LEADS: "leads in",
    StandingKind.DEVELOPING: "is developing",
    StandingKind.LAGS: "lags in",
}
#: One sentence for each word that a newcomer may ask about.
_MEANINGS: dict[StrEnum, str] = {
    Reality.DONE: "it has happened or stands",
    Reality.AGREED: "it is agreed and yet to be carried out",
    Reality.INTENDED: "it is planned or intended",
    Reality.POSSIBLE: "it may or could be, or is being talked about",
    Reality.ASKED: "it is only asked",
    Reality.DENIED: "it is denied",
}
_UNHEDGED = (Reality.DONE, Reality.AGREED)


def label(word: StrEnum) -> str:
    """Return a word of the vocabulary as a person would say it: `Stage.IN_TALKS` gives "in talks"."""
    special: str | None = None
    if isinstance(word, CompanyKind):
        special = _COMPANY_KINDS.get(word)
    elif isinstance(word, DealType):
        special = _DEAL_TYPES.get(word)
    return special or word.value.replace("_", " ")


def title(word: StrEnum) -> str:
    """Return a word of the vocabulary with a capital letter, as it stands in a list or on a button."""
    said = label(word)
    return said[:1].upper() + said[1:]


def meaning(reality: Reality) -> str:
    """Say in a clause what a level of reality means."""
    return _MEANINGS[reality]


def stands(kind: StandingKind) -> str:
    """Return the verb of a standing, to be followed by the capability: "lags in", "has", "seeks"."""
    return _STANDINGS.get(kind, kind.value)


def listed(names: list[str]) -> str:
    """Return names as one would say them: "Ford, VW and Argo"."""
    said = [apart(name) for name in names]
    return " and ".join([", ".join(said[:-1]), said[-1]]) if len(said) > 1 else "".join(said)


def counted(number: int, one: str, many: str = "") -> str:
    """Say how many there are: "no companies", "1 company", "2 companies"."""
    return f"{f'{number:,}' if number else 'no'} {one if number == 1 else many or one + 's'}"


def describe_voice(voice: Voice) -> str:
    """Say who speaks: "Jim Hackett, chief executive, Ford", "the article, from Reuters", or "the article itself"."""
    if voice.is_the_article:
        return "the article itself"
    said = ", ".join(part for part in (voice.name, voice.role, voice.organisation) if part) or "the article"
    return f"{said}, from {voice.via}" if voice.via else said


def describe_deal(deal: Deal, names: Names) -> str:
    """Say a deal in one line: "Ford and Alibaba: alliance, intended, letter of intent, three-year"."""
    parties = listed([_name(names, party) for party in deal.parties]) or "Parties not stated"
    return f"{parties}: {describe_terms(deal)}"


def describe_terms(deal: Deal) -> str:
    """Say a deal without its parties: "alliance, intended, letter of intent, three-year"."""
    kinds = " and ".join(label(kind) for kind in deal.types) or label(deal.main_type)
    instrument = label(deal.instrument) if deal.instrument else ""
    return ", ".join(part for part in (kinds, label(deal.stage), instrument, deal.term, deal.value) if part)


def describe_statement(statement: Statement, names: Names) -> str:
    """Say what one statement about a deal claims: "stage: signed", "instrument: letter of intent", "party: Ford"."""
    said = _value(statement)
    if statement.field is DealField.EVIDENCE:
        words = "states the deal"
    elif statement.field is DealField.PARTY:
        words = "party: " + _name(names, statement.company) + (f", {said}" if said else "")
    elif statement.field is DealField.STAGE and statement.date:
        words = f"stage: {said}, {statement.date}"
    else:
        words = f"{label(statement.field)}: {said}"
    return words if statement.field is DealField.STAGE else _hedged(words, statement.basis.reality)


def describe_flow(flow: Flow, names: Names) -> str:
    """Say who gives what to whom: "Ford to Volkswagen: manufacturing of pickups (possible)"."""
    said = [flow.what]
    said += [f"by {flow.means}"] if flow.means and flow.means.casefold() not in flow.what.casefold() else []
    said += [flow.place] if flow.place and flow.place.casefold() not in flow.what.casefold() else []
    return _hedged(f"{_name(names, flow.giver)} to {_name(names, flow.taker)}: {', '.join(said)}", flow.basis.reality)


def describe_standing(standing: Standing, names: Names) -> str:
    """Say where a company stands: "Ford lags in driverless cars"."""
    words = f"{_name(names, standing.company)} {stands(standing.kind)} {standing.what}"
    words += f", against {standing.against}" if standing.against else ""
    words += f", as of {standing.as_of}" if standing.as_of else ""
    return _hedged(words, standing.basis.reality)


def describe_question(question: Question, names: Names) -> str:
    """Say what an open question is about: "open question about Ford and Volkswagen"."""
    about = listed([_name(names, company) for company in question.companies])
    return f"open question about {about}" if about else "open question"


def describe_position(position: Position, names: Names) -> str:
    """Say who holds which role: "Jim Hackett, chief executive of Ford"."""
    at = _name(names, position.company) if position.company is not None else position.organisation
    return f"{position.person}, {position.role}" + (f" of {at}" if at else "")


def describe_alias(alias: Alias, names: Names) -> str:
    """Say what else a company is called: "Volkswagen is also called VW"."""
    return f"{_name(names, alias.company)} is also called {alias.name}"


def describe_unit(unit: str, owner: str | None) -> str:
    """Say what a company belongs to: "Alibaba Cloud is part of Alibaba"."""
    return f"{unit} is part of {owner}" if owner else f"{unit} stands alone"


def describe_review(review: Review) -> str:
    """Say what became of a proposal: "not reviewed yet", "accepted", "edited", "rejected"."""
    return "not reviewed yet" if review is Review.PROPOSED else label(review)


def _value(statement: Statement) -> str:
    kinds: dict[DealField, type[DealType] | type[Instrument] | type[Stage]] = {
        DealField.TYPE: DealType,
        DealField.INSTRUMENT: Instrument,
        DealField.STAGE: Stage,
    }
    kind = kinds.get(statement.field)
    return label(kind(statement.value)) if kind and statement.value else statement.value


def _hedged(words: str, reality: Reality) -> str:
    return words if reality in _UNHEDGED else f"{words} ({label(reality)})"


def _name(names: Names, company: CompanyId | None) -> str:
    return apart(names.get(company, "a company not known here")) if company is not None else "a company not named"
