"""A landscape as a folder of CSV tables.

UTF-8 with a byte order mark (spreadsheets see accents only then), lines ended as RFC 4180 wants. Ids are those of the landscape and
stay the same from export to export. What the analyst rejected is left out, and the summary says so. A cell that a spreadsheet would
take for a formula begins with an apostrophe. Whatever is said carries how real it is, who says it, and the exact words.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from explorer.exports.files import unwritable, written_whole
from explorer.landscape.claims import ClaimKind
from explorer.landscape.facts import Basis, Company, CompanyId, Deal, Flow, Question, Source, Standing, Statement
from explorer.landscape.vocabulary import DealField, Review
from explorer.landscape.wording import counted, describe_flow, describe_question, describe_standing, describe_statement
from explorer.project.landscape import Landscape

Row = Sequence[object]
_Claim = Statement | Flow | Standing | Question

_COMPANIES = ("company_id", "name", "kind", "parent_id", "parent", "other_names", "deals", "note")
_DEALS = ("deal_id", "parties", "main_type", "types", "stage", "reality", "review", "instrument")
_TERMS = ("term", "value", "date", "disputed")
_STATEMENTS = ("statement_id", "deal_id", "field", "value", "company_id", "company", "capability", "date")
_FLOWS = ("flow_id", "deal_id", "giver_id", "giver", "taker_id", "taker", "what", "capability", "means", "place")
_STANDINGS = ("standing_id", "company_id", "company", "standing", "what", "capability", "against", "as_of")
_FILE = ("media_type", "file_name", "sha256", "added", "length")
_SOURCES = ("source_id", "title", "publisher", "authors", "published", "link", *_FILE)
_SAID = ("reality", "review", "speaker", "role", "organisation", "via", "found_by", "trigger", "confidence", "note")
_WORDS = ("source_id", "start", "end", "quote")
#: What a spreadsheet takes for the beginning of a formula, in half and full width.
_FORMULA = tuple("=+-@\uff1d\uff0b\uff0d\uff20")


def write_csv(folder: Path, landscape: Landscape) -> str:
    """Write every table into `folder`, made where it is missing; return one sentence on what was written and what was left out."""
    known = _known(landscape)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from None
    for name, (head, rows) in _tables(known).items():
        _write(folder / f"{name}.csv", head, rows)
    left_out = f"; {counted(known.rejected, 'rejected claim')} left out" if known.rejected else ""
    held = f"{counted(len(known.companies), 'company', 'companies')} and {counted(len(known.deals), 'deal')}"
    return f"{held} written to {folder}{left_out}."


@dataclass(frozen=True, slots=True)
class _Known:
    """What goes into the tables; `rejected` counts what does not."""

    names: dict[CompanyId, str]
    other_names: dict[CompanyId, tuple[str, ...]]
    companies: tuple[Company, ...]
    deals: tuple[Deal, ...]
    statements: tuple[Statement, ...]
    flows: tuple[Flow, ...]
    standings: tuple[Standing, ...]
    questions: tuple[Question, ...]
    sources: tuple[Source, ...]
    rejected: int


def _known(landscape: Landscape) -> _Known:
    companies, deals = landscape.companies(), landscape.deals()
    statements = [statement for deal in deals for statement in landscape.statements_of(deal.id)]
    flows = [flow for deal in deals for flow in landscape.flows_of(deal.id)]
    standings, questions = landscape.standings(), landscape.questions()
    said: list[_Claim] = [*statements, *flows, *standings, *questions]
    rejected_deals = [deal for deal in landscape.deals(with_rejected=True) if deal.review is Review.REJECTED]
    return _Known(
        names={company.id: company.name for company in companies},
        other_names={company.id: landscape.names_of(company.id) for company in companies},
        companies=companies,
        deals=deals,
        statements=tuple(filter(_stands, statements)),
        flows=tuple(filter(_stands, flows)),
        standings=tuple(filter(_stands, standings)),
        questions=tuple(filter(_stands, questions)),
        sources=landscape.sources(),
        rejected=len(rejected_deals) + sum(not _stands(claim) for claim in said),
    )


def _stands(claim: _Claim) -> bool:
    return claim.basis.review is not Review.REJECTED


def _tables(known: _Known) -> dict[str, tuple[Row, Iterable[Row]]]:
    """Give each table's head and rows."""
    told = (*_SAID, *_WORDS)
    return {
        "companies": (_COMPANIES, _companies(known)),
        "deals": ((*_DEALS, *_TERMS), _deals(known)),
        "parties": (("deal_id", "company_id", "company", "role"), _parties(known)),
        "statements": ((*_STATEMENTS, *told), _statements(known)),
        "flows": ((*_FLOWS, *told), _flows(known)),
        "standings": ((*_STANDINGS, *told), _standings(known)),
        "questions": (("question_id", "companies", "deal_ids", *told), _questions(known)),
        "excerpts": (("claim", "claim_id", "says", "reality", *_WORDS), _excerpts(known)),
        "sources": (_SOURCES, _sources(known)),
    }


def _companies(known: _Known) -> Iterator[Row]:
    for company in known.companies:
        parent = known.names.get(company.parent, "") if company.parent is not None else ""
        others = [name for name in known.other_names[company.id] if name != company.name]
        deals = sum(company.id in deal.parties for deal in known.deals)
        yield company.id, company.name, company.kind, company.parent, parent, "; ".join(others), deals, company.note


def _deals(known: _Known) -> Iterator[Row]:
    for deal in known.deals:
        parties = "; ".join(known.names.get(party, "") for party in deal.parties)
        said = (deal.id, parties, deal.main_type, "; ".join(deal.types), deal.stage, deal.reality, deal.review, deal.instrument)
        yield *said, deal.term, deal.value, deal.date, "; ".join(deal.disputed)


def _parties(known: _Known) -> Iterator[Row]:
    roles = {(s.deal, s.company): s.value for s in known.statements if s.field is DealField.PARTY and s.value}
    for deal in known.deals:
        for party in deal.parties:
            yield deal.id, party, known.names.get(party, ""), roles.get((deal.id, party), "")


def _statements(known: _Known) -> Iterator[Row]:
    for s in known.statements:
        company = known.names.get(s.company, "") if s.company is not None else ""
        yield s.id, s.deal, s.field, s.value, s.company, company, s.capability, s.date, *_basis(s.basis)


def _flows(known: _Known) -> Iterator[Row]:
    for f in known.flows:
        parties = (f.giver, known.names.get(f.giver, ""), f.taker, known.names.get(f.taker, ""))
        yield f.id, f.deal, *parties, f.what, f.capability, f.means, f.place, *_basis(f.basis)


def _standings(known: _Known) -> Iterator[Row]:
    for s in known.standings:
        of = (s.id, s.company, known.names.get(s.company, ""))
        yield *of, s.kind, s.what, s.capability, s.against, s.as_of, *_basis(s.basis)


def _questions(known: _Known) -> Iterator[Row]:
    for q in known.questions:
        companies = "; ".join(known.names.get(company, "") for company in q.companies)
        yield q.id, companies, "; ".join(map(str, q.deals)), *_basis(q.basis)


def _excerpts(known: _Known) -> Iterator[Row]:
    """Every claim that has an excerpt, in plain words beside its quote."""
    names = known.names
    said: list[tuple[ClaimKind, int, str, Basis]] = []
    said += [(ClaimKind.STATEMENT, s.id, describe_statement(s, names), s.basis) for s in known.statements]
    said += [(ClaimKind.FLOW, f.id, describe_flow(f, names), f.basis) for f in known.flows]
    said += [(ClaimKind.STANDING, s.id, describe_standing(s, names), s.basis) for s in known.standings]
    said += [(ClaimKind.QUESTION, q.id, describe_question(q, names), q.basis) for q in known.questions]
    for kind, number, words, basis in said:
        if basis.excerpt is not None:
            yield kind, number, words, basis.reality, *_words(basis)


def _sources(known: _Known) -> Iterator[Row]:
    for s in known.sources:
        told = (s.id, s.title, s.publisher, "; ".join(s.authors), s.published, s.link)
        yield *told, s.media_type, s.file_name, s.sha256, s.added, s.length


def _basis(basis: Basis) -> Row:
    voice = basis.voice
    said = (basis.reality, basis.review, voice.name, voice.role, voice.organisation, voice.via)
    return *said, basis.origin, basis.trigger, round(basis.confidence, 3), basis.note, *_words(basis)


def _words(basis: Basis) -> Row:
    excerpt = basis.excerpt
    return (excerpt.source, excerpt.span.start, excerpt.span.end, excerpt.quote) if excerpt else ("", "", "", "")


def _write(path: Path, head: Row, rows: Iterable[Row]) -> None:
    with written_whole(path) as unfinished, unfinished.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        writer.writerows([harmless(cell) for cell in row] for row in rows)


def harmless(cell: object) -> object:
    """Keep a spreadsheet from running a text as a formula."""
    if not isinstance(cell, str):
        return cell
    return f"'{cell}" if cell.lstrip().startswith(_FORMULA) or cell[:1] in ("\t", "\r", "\n") else cell
