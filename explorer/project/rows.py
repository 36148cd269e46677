"""Rows of the file as the values of `landscape.facts`, and back."""

from typing import Any

from explorer.landscape.excerpts import Excerpt, SourceId, Span
from explorer.landscape.facts import (
    Alias,
    AliasId,
    Basis,
    CapabilityId,
    Company,
    CompanyId,
    Deal,
    DealId,
    Flow,
    FlowId,
    Position,
    PositionId,
    Source,
    Standing,
    StandingId,
    Statement,
    StatementId,
    Voice,
)
from explorer.landscape.readings import Why
from explorer.landscape.vocabulary import CompanyKind, DealField, DealType, Instrument, Reality, Review, Stage, StandingKind
from explorer.project.schema import BASIS

Row = tuple[Any, ...]

ANALYST = "analyst"
SET_BY_ANALYST = "set by the analyst"

#: Column lists that begin each query; `x` is the table that carries the claim, companies are resolved to those that were kept.
BASIS_OF = ", ".join(f"x.{column}" for column in BASIS if column != "reason")
SOURCE = "id, title, publisher, authors, published, link, media_type, file_name, sha256, added, length, story"
DEAL = "id, types, stage, reality, review, instrument, term, value, date, disputed"
STATEMENT = f"x.id, x.deal, x.field, x.value, c.kept, x.capability, x.date, {BASIS_OF}"
FLOW = f"x.id, x.deal, g.kept, t.kept, x.what, x.capability, x.means, x.place, {BASIS_OF}"
STANDING = f"x.id, c.kept, x.what, x.kind, x.capability, x.against, x.as_of, {BASIS_OF}"
ALIAS = f"x.id, c.kept, x.name, {BASIS_OF}"
POSITION = f"x.id, x.person, x.role, c.kept, x.organisation, {BASIS_OF}"
QUESTION = f"x.id, {BASIS_OF}"

#: Looked up, since thousands of rows are read at a time and a call of the enumeration takes five times as long.
_REALITIES = {reality.value: reality for reality in Reality}
_STAGES = {stage.value: stage for stage in Stage}
_TYPES = {kind.value: kind for kind in DealType}
_REVIEWS = {review.value: review for review in Review}
_THE_ARTICLE = Voice()


def basis_of(row: Row) -> Basis:
    """Return the basis from the columns of `BASIS_OF`."""
    source, starts, ends, quote, reality, name, role, organisation, via, review, origin, cue, confidence, note = row
    excerpt = None if source is None else Excerpt(SourceId(source), Span(starts, ends), quote)
    voice = Voice(name, role, organisation, via) if name or role or organisation or via else _THE_ARTICLE
    return Basis(excerpt, _REALITIES[reality], voice, _REVIEWS[review], origin, cue, confidence, note)


def source_of(row: Row) -> Source:
    """Return a source from the columns of `SOURCE`."""
    number, title, publisher, authors, *rest, story = row
    names = tuple(authors.split("\n")) if authors else ()
    first = None if story is None else SourceId(story)
    published, link, media_type, file_name, sha256, added, length = rest
    return Source(SourceId(number), title, publisher, names, published, link, media_type, file_name, sha256, added, length, first)


def company_of(row: Row) -> Company:
    """Return a company from its id, name, kind, kept parent and note."""
    number, name, kind, parent, note = row
    return Company(CompanyId(number), name, CompanyKind(kind), None if parent in (None, number) else CompanyId(parent), note)


def deal_of(row: Row, parties: tuple[CompanyId, ...]) -> Deal:
    """Return a deal from the columns of `DEAL`."""
    number, types, stage, reality, review, instrument, term, value, date, disputed = row
    return Deal(
        DealId(number),
        parties,
        tuple(_TYPES[kind] for kind in types.split()),
        _STAGES[stage],
        _REALITIES[reality],
        _REVIEWS[review],
        Instrument(instrument) if instrument else None,
        term,
        value,
        date,
        tuple(map(DealField, disputed.split())),
    )


def statement_of(row: Row) -> Statement:
    """Return a statement from the columns of `STATEMENT`."""
    number, deal, field, value, company, capability, date = row[:7]
    return Statement(
        StatementId(number),
        DealId(deal),
        DealField(field),
        value,
        basis_of(row[7:]),
        _company(company),
        _capability(capability),
        date,
    )


def flow_of(row: Row) -> Flow:
    """Return a flow from the columns of `FLOW`."""
    number, deal, giver, taker, what, capability, means, place = row[:8]
    basis = basis_of(row[8:])
    return Flow(
        FlowId(number), DealId(deal), CompanyId(giver), CompanyId(taker), what, basis, _capability(capability), means, place
    )


def standing_of(row: Row) -> Standing:
    """Return a standing from the columns of `STANDING`."""
    number, company, what, kind, capability, against, as_of = row[:7]
    basis = basis_of(row[7:])
    return Standing(
        StandingId(number), CompanyId(company), what, StandingKind(kind), basis, _capability(capability), against, as_of
    )


def alias_of(row: Row) -> Alias:
    """Return an alias from the columns of `ALIAS`."""
    return Alias(AliasId(row[0]), CompanyId(row[1]), row[2], basis_of(row[3:]))


def position_of(row: Row) -> Position:
    """Return a position from the columns of `POSITION`."""
    number, person, role, company, organisation = row[:5]
    return Position(PositionId(number), person, role, _company(company), organisation, basis_of(row[5:]))


def found_basis(source: SourceId, why: Why, text: str) -> Row:
    """Return the columns of `BASIS` for something that the reader found."""
    voice = why.voice
    said = (voice.name, voice.role, voice.organisation, voice.via)
    where = (source, why.span.start, why.span.end, why.span.of(text))
    return (*where, why.reality, *said, Review.PROPOSED, "", why.rule, why.trigger, why.confidence, "")


def own_basis(excerpt: Excerpt | None, note: str, reality: Reality) -> Row:
    """Return the columns of `BASIS` for the analyst's own claim: an excerpt, or a note."""
    where = (excerpt.source, excerpt.span.start, excerpt.span.end, excerpt.quote) if excerpt else (None, None, None, "")
    signed = note if excerpt else note or SET_BY_ANALYST
    return (*where, reality, "", "", "", "", Review.ACCEPTED, "", ANALYST, "", 1.0, signed)


def putting_in(table: str, *columns: str, basis: bool = True) -> str:
    """Return the INSERT for some columns of a table, with those of the basis after them."""
    wanted = (*columns, *(BASIS if basis else ()))
    return f"INSERT INTO {table}({', '.join(wanted)}) VALUES ({', '.join('?' * len(wanted))})"


def _company(number: int | None) -> CompanyId | None:
    return None if number is None else CompanyId(number)


def _capability(key: str | None) -> CapabilityId | None:
    return None if key is None else CapabilityId(key)
