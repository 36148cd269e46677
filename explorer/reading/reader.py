"""The reader: from an article to proposals, each with the words it stands on, the rule that found it and how sure it is."""

from collections.abc import Callable, Sequence

from explorer.landscape.excerpts import Span
from explorer.landscape.facts import Capability
from explorer.landscape.readings import Article, FoundCompany, FoundDeal, FoundMention, FoundStatement, Reading, Why
from explorer.landscape.refusals import Cancelled
from explorer.landscape.vocabulary import DealField
from explorer.reading import cues, lexicon, stages
from explorer.reading.deals import Gathered, gather
from explorer.reading.details import areas_in, money_in, term_in
from explorer.reading.document import document
from explorer.reading.events import Event, events
from explorer.reading.identities import Organisation, organisations
from explorer.reading.mapping import CapabilityWords
from explorer.reading.mentions import mentions
from explorer.reading.phrases import Row, row
from explorer.reading.references import Reference, references

IsCancelled = Callable[[], bool]


def never() -> bool:
    """Say that nobody asks to stop."""
    return False


class Reader:
    """Reads articles one after another with one vocabulary of capabilities."""

    def __init__(self, capabilities: Sequence[Capability]) -> None:
        self._words = CapabilityWords(capabilities)
        self._lexicon = lexicon.shipped()
        self._cues = cues.shipped()

    def read(self, article: Article, is_cancelled: IsCancelled = never) -> Reading:
        """Return everything found in an article, the same for the same article; raise Cancelled when asked to stop."""
        text = article.text
        doc = document(text)
        _check(is_cancelled)
        named = mentions(doc, self._lexicon)
        _check(is_cancelled)
        orgs, owner = organisations(doc, named, self._lexicon)
        refs = references(doc, orgs, owner)
        rows = _rows(doc.lines, orgs, owner, refs)
        _check(is_cancelled)
        told = [event for r in rows for event in events(r, self._cues, text)]
        gathered = gather(told, _owners(orgs))
        deals = tuple(self._deal(text, deal, doc.lines) for deal in gathered)
        return Reading(article, tuple(_company(org, index, refs) for index, org in enumerate(orgs)), deals)

    def _deal(self, text: str, deal: Gathered, lines: Sequence[object]) -> FoundDeal:
        out: list[FoundStatement] = []
        seen: set[int] = set()
        for event in deal.events:
            out.append(FoundStatement(DealField.EVIDENCE, "", _why(event, event.evidence)))
            for company, role in zip(event.companies, event.roles, strict=True):
                if company not in seen:
                    seen.add(company)
                    out.append(FoundStatement(DealField.PARTY, role, _why(event, event.evidence), company))
        tellers = {kind: next(event for event in deal.events if kind in event.types) for kind in deal.types}
        out += [FoundStatement(DealField.TYPE, kind, _why(teller, teller.trigger)) for kind, teller in tellers.items()]
        out += [
            FoundStatement(DealField.STAGE, step.standing.stage, _why(step, step.evidence, step.standing.words))
            for step in deal.steps
        ]
        for event in deal.events:
            for field, span in (
                ("term", term_in(text, event.evidence)),
                ("value", money_in(text, event.evidence, event.trigger.start)),
            ):
                if span and not any(s.field == field for s in out):
                    out.append(FoundStatement(DealField(field), span.of(text), _why(event, span)))
            paper = stages.instrument(event.evidence.of(text).lower())
            if paper and not any(s.field is DealField.INSTRUMENT for s in out):
                out.append(FoundStatement(DealField.INSTRUMENT, paper[0], _why(event, event.evidence)))
            if not deal.is_ownership:
                for area in areas_in(text, event.evidence):
                    if not any(s.field is DealField.AREA and s.why.span.touches(area) for s in out):
                        out.append(
                            FoundStatement(
                                DealField.AREA, area.of(text), _why(event, area), capability=self._words.of(area.of(text))
                            )
                        )
        return FoundDeal(tuple(out))


def _check(is_cancelled: IsCancelled) -> None:
    if is_cancelled():
        raise Cancelled


def _why(event: Event, span: Span, trigger: str = "") -> Why:
    return Why(span, event.rule, trigger, event.standing.reality, confidence=event.sure)


def _rows(lines: Sequence[object], orgs: list[Organisation], owner: dict[Span, int], refs: list[Reference]) -> list[Row]:
    spans = sorted(owner)
    skip = frozenset(index for index, org in enumerate(orgs) if org.is_outlet)
    rows: list[Row] = []
    at = ref_at = 0
    for line in lines:
        end = line.sentence.span.end  # type: ignore[attr-defined]
        here, told = [], []
        while at < len(spans) and spans[at].start < end:
            here.append(spans[at])
            at += 1
        while ref_at < len(refs) and refs[ref_at].span.start < end:
            told.append(refs[ref_at])
            ref_at += 1
        if here or told:
            rows.append(row(line, owner, here, told, skip))  # type: ignore[arg-type]
    return rows


def _owners(orgs: list[Organisation]) -> list[int]:
    def top(index: int) -> int:
        parent = orgs[index].unit_of
        return index if parent is None else top(parent)

    return [top(index) for index in range(len(orgs))]


def _company(org: Organisation, index: int, refs: list[Reference]) -> FoundCompany:
    named = [FoundMention(mention.span) for mention in org.mentions]
    described = [FoundMention(ref.span, ref.reason) for ref in refs if index in ref.companies and not ref.is_pronoun]
    aliases = tuple(sorted({mention.name for mention in org.mentions} - {org.name}))
    return FoundCompany(
        org.name, org.kind, tuple(sorted(named + described, key=lambda m: m.span)), org.unit_of, org.unit_why, aliases
    )
