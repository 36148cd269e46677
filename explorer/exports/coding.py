"""The coding of an article: everything read in it as one JSON object, with exact spans and quotes.

Reality in a coding has five words: what is done is a fact, what is agreed or intended is a plan.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from explorer.landscape.excerpts import Span
from explorer.landscape.facts import Basis, Company, CompanyId, Deal, Flow, Question, Source, Standing, Statement, Voice
from explorer.landscape.readings import Reading, Why
from explorer.landscape.vocabulary import CompanyKind, DealField, Reality, Stage
from explorer.project.landscape import Landscape

_REALITY = {
    Reality.DONE: "fact",
    Reality.AGREED: "plan",
    Reality.INTENDED: "plan",
    Reality.POSSIBLE: "possible",
    Reality.ASKED: "asked",
    Reality.DENIED: "denied",
}
_LISTED = (CompanyKind.COMPANY, CompanyKind.UNIT, CompanyKind.BRAND, CompanyKind.JOINT_VENTURE, CompanyKind.PUBLIC_BODY)


def coding(
    source: Source,
    text: str,
    companies: Sequence[Company],
    mentions: Sequence[tuple[CompanyId, Span]],
    deals: Sequence[tuple[Deal, Sequence[Statement], Sequence[Flow]]],
    standings: Sequence[Standing],
    questions: Sequence[Question],
) -> dict[str, Any]:
    """Return the coding of one source from what a landscape knows; what rests on other sources is left out.

    `mentions` are the places where a company is named (not described); a company without one is listed only when a deal needs it.
    """
    names = _names(companies)
    named: dict[CompanyId, list[Span]] = {}
    for company, span in mentions:
        named.setdefault(company, []).append(span)
    mine = [entry for entry in deals if any(_is_of(source, s.basis) for s in entry[1])]
    needed = set(named) | {c for deal, _, _ in mine for c in deal.parties}
    listed = [c for c in companies if c.id in needed and c.kind in _LISTED]
    return {
        "id": source.file_name.rsplit(".", 1)[0] or source.title,
        "title": source.title,
        "sha256": source.sha256,
        "text": text,
        "companies": [
            {
                "name": names[c.id],
                "kind": c.kind.value,
                "unit_of": names.get(c.parent) if c.parent is not None else None,
                "mentions": [[span.start, span.end] for span in sorted(set(named.get(c.id, ())))],
            }
            for c in listed
        ],
        "deals": [_deal(source, names, *entry) for entry in mine],
        "standings": [_standing(names, s) for s in standings if _is_of(source, s.basis)],
        "questions": [_quoted(q.basis) for q in questions if _is_of(source, q.basis)],
        "not_deals": [],
    }


def coding_lines(landscape: Landscape) -> Iterator[str]:
    """Give one line of JSON for each article."""
    companies = landscape.companies()
    deals = [(deal, landscape.statements_of(deal.id), landscape.flows_of(deal.id)) for deal in landscape.deals()]
    standings, questions = landscape.standings(), landscape.questions()
    for source in landscape.sources():
        text, mentions = landscape.text(source.id), landscape.mentions_in(source.id, named_only=True)
        found = coding(source, text, companies, mentions, deals, standings, questions)
        yield json.dumps(found, ensure_ascii=False) + "\n"


def coding_of_reading(reading: Reading) -> dict[str, Any]:
    """Return the coding of a reading before any landscape took it in."""
    text = reading.article.text
    names = _distinct([c.name for c in reading.companies])

    def quoted(why: Why) -> dict[str, Any]:
        return {"span": [why.span.start, why.span.end], "quote": why.span.of(text)}

    return {
        "id": reading.article.file_name.rsplit(".", 1)[0] or reading.article.title,
        "title": reading.article.title,
        "sha256": reading.article.sha256,
        "text": text,
        "companies": [
            {
                "name": names[index],
                "kind": c.kind.value,
                "unit_of": names[c.unit_of] if c.unit_of is not None else None,
                "mentions": [[m.span.start, m.span.end] for m in c.mentions if not m.reason],
            }
            for index, c in enumerate(reading.companies)
            if c.kind in _LISTED
        ],
        "deals": [_found_deal(names, deal, quoted) for deal in reading.deals],
        "standings": [
            {
                "company": names[s.company],
                "capability": s.what,
                "standing": s.kind.value,
                "against": s.against or None,
                "reality": _REALITY[s.why.reality],
                "speaker": _speaker(s.why.voice),
                **quoted(s.why),
            }
            for s in reading.standings
        ],
        "questions": [quoted(q.why) for q in reading.questions],
        "not_deals": [],
    }


def _found_deal(names: Sequence[str], deal: Any, quoted: Callable[[Why], dict[str, Any]]) -> dict[str, Any]:
    by_field: dict[DealField, list[Any]] = {}
    for statement in deal.statements:
        by_field.setdefault(statement.field, []).append(statement)
    evidence = by_field.get(DealField.EVIDENCE, [])
    stages = by_field.get(DealField.STAGE, [])
    types = [s.value for s in by_field.get(DealField.TYPE, [])] or ["alliance"]
    instruments = by_field.get(DealField.INSTRUMENT, [])

    def first(field: DealField) -> dict[str, Any] | None:
        return quoted(by_field[field][0].why) if field in by_field else None

    latest = stages[-1] if stages else None
    return {
        "parties": [names[s.company] for s in by_field.get(DealField.PARTY, []) if s.company is not None],
        "types": types,
        "main_type": types[0],
        "instrument": instruments[0].value if instruments else None,
        "stage": latest.value if latest else Stage.IN_FORCE.value,
        "term": first(DealField.TERM),
        "value": first(DealField.VALUE),
        "areas": [quoted(s.why) for s in by_field.get(DealField.AREA, [])],
        "flows": [
            {"from": names[f.giver], "to": names[f.taker], "what": f.what, "reality": _REALITY[f.why.reality], **quoted(f.why)}
            for f in deal.flows
        ],
        "reality": _REALITY[latest.why.reality if latest else Reality.DONE],
        "speaker": _speaker(evidence[0].why.voice) if evidence else None,
        "evidence": [quoted(s.why) for s in evidence],
    }


def _deal(
    source: Source, names: dict[CompanyId, str], deal: Deal, statements: Sequence[Statement], flows: Sequence[Flow]
) -> dict[str, Any]:
    here = [s for s in statements if _is_of(source, s.basis)]

    def quotes(field: DealField) -> list[dict[str, Any]]:
        return [_quoted(s.basis) for s in here if s.field is field]

    evidence = [s for s in here if s.field is DealField.EVIDENCE]
    return {
        "parties": [names[c] for c in deal.parties if c in names],
        "types": [kind.value for kind in deal.types] or [deal.main_type.value],
        "main_type": deal.main_type.value,
        "instrument": deal.instrument.value if deal.instrument else None,
        "stage": deal.stage.value,
        "term": next(iter(quotes(DealField.TERM)), None),
        "value": next(iter(quotes(DealField.VALUE)), None),
        "areas": quotes(DealField.AREA),
        "flows": [
            {"from": names[f.giver], "to": names[f.taker], "what": f.what, "reality": _REALITY[f.basis.reality], **_quoted(f.basis)}
            for f in flows
            if _is_of(source, f.basis) and f.giver in names and f.taker in names
        ],
        "reality": _REALITY[deal.reality],
        "speaker": _speaker(evidence[0].basis.voice) if evidence else None,
        "evidence": quotes(DealField.EVIDENCE),
    }


def _standing(names: dict[CompanyId, str], standing: Standing) -> dict[str, Any]:
    return {
        "company": names.get(standing.company, ""),
        "capability": standing.what,
        "standing": standing.kind.value,
        "against": standing.against or None,
        "reality": _REALITY[standing.basis.reality],
        "speaker": _speaker(standing.basis.voice),
        **_quoted(standing.basis),
    }


def _is_of(source: Source, basis: Basis) -> bool:
    return basis.excerpt is not None and basis.excerpt.source == source.id


def _quoted(basis: Basis) -> dict[str, Any]:
    if basis.excerpt is None:
        return {"span": None, "quote": basis.note}
    return {"span": [basis.excerpt.span.start, basis.excerpt.span.end], "quote": basis.excerpt.quote}


def _speaker(voice: Voice) -> dict[str, str] | None:
    if voice.is_the_article:
        return None
    return {"name": voice.name or voice.organisation or voice.via, "org": voice.organisation or voice.via}


def _names(companies: Sequence[Company]) -> dict[CompanyId, str]:
    return dict(zip([c.id for c in companies], _distinct([c.name for c in companies]), strict=True))


def _distinct(names: Sequence[str]) -> list[str]:
    """Make names differ where two companies share one."""
    seen: dict[str, int] = {}
    out: list[str] = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        out.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return out
