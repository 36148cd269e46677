"""The reader: from an article to proposals, each with the words it stands on, the rule that found it and how sure it is."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from explorer.landscape.excerpts import Span, within
from explorer.landscape.facts import Capability, Voice
from explorer.landscape.readings import (
    Article,
    FoundCompany,
    FoundMention,
    FoundPosition,
    FoundQuestion,
    Reading,
    Why,
)
from explorer.landscape.refusals import Cancelled
from explorer.landscape.vocabulary import CompanyKind, Reality
from explorer.reading import area_weigher, cues, lexicon, progress, weighing
from explorer.reading.assembly import Assembly
from explorer.reading.confirmation import Confirmation
from explorer.reading.deals import gather
from explorer.reading.detector import Detector
from explorer.reading.document import Document, Line, document
from explorer.reading.events import events
from explorer.reading.flows import flows
from explorer.reading.identities import Organisation, organisations
from explorer.reading.lone import lone_tellings, with_lone
from explorer.reading.mapping import CapabilityWords
from explorer.reading.masked import Masked
from explorer.reading.mentions import Named, judged
from explorer.reading.models import load, usable
from explorer.reading.naming import named_by
from explorer.reading.people import Person, people
from explorer.reading.phrases import Item, Row, row
from explorer.reading.progress import Progress
from explorer.reading.questions import open_questions
from explorer.reading.recogniser import FORM, Recogniser, weights_of
from explorer.reading.references import Reference, references
from explorer.reading.telling_standings import Standings, asks
from explorer.reading.tellings import Event
from explorer.reading.voices import voices
from explorer.reading.weighing import Weigher

_TOLD = re.compile(r"(?:[Aa]ccording to|told|quoted (?:in|by)|reported (?:in|by|to)|interview with|of|in|from) (?:[Tt]he )?$")
_TELLS = re.compile(
    r"(?:['’]s)?,? (?:\w+ )?(?:say|said|report|explain|quot|writ|wrote|note|claim|cit|publish|add|learn|suggest|interview|poll"
    r"|survey|reveal|analy|column)"
)
# no companies, but they may be partners of companies
_DEALS = re.compile(r"\b(?:Universit\w+|College|Institute|Foundation|Museum|Hospital|Library|Academy|Clinic|Society|School|Fund)\b")
IsCancelled = Callable[[], bool]


def never() -> bool:
    """Say that nobody asks to stop."""
    return False


def never_stop() -> None:
    """Go on."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An article before its deals: organisations, whose each mention is, what stands for whom, and its sentences as rows.

    `owners` gives for each organisation the one at the top of what it is a unit of.
    """

    document: Document
    orgs: list[Organisation]
    owner: dict[Span, int]
    references: list[Reference]
    rows: list[Row]
    owners: list[int]

    @property
    def bodies(self) -> frozenset[int]:
        """The organisations that are public bodies, those aside that deal as companies do."""
        return frozenset(
            i for i, org in enumerate(self.orgs) if org.kind is CompanyKind.PUBLIC_BODY and not _DEALS.search(org.name)
        )


class Reader:
    """Reads articles one after another with one vocabulary of capabilities.

    Models come from `models`, or from where they ship; where one cannot be used the rules read alone and every reading says so.
    """

    def __init__(self, capabilities: Sequence[Capability], models: Path | None = None) -> None:
        self._words = CapabilityWords(capabilities)
        self._lexicon = lexicon.shipped()
        self._cues = cues.shipped()
        notes: list[str] = []
        self._recogniser = usable(lambda: Recogniser(weights_of(load("names", FORM, models)), self._lexicon), notes)
        weigher = usable(lambda: Weigher(load("standings", weighing.FORM, models)), notes)
        self._standings = Standings(self._words, frozenset(self._lexicon.words["places"]), weigher)
        self._detector = usable(lambda: Detector(models), notes)
        self._progress = usable(lambda: Progress(load(progress.NAME, progress.FORM, models)), notes)
        self._areas = usable(lambda: area_weigher.shipped(models), notes)
        self._notes = tuple(notes)

    def read(self, article: Article, is_cancelled: IsCancelled = never) -> Reading:
        """Return everything found in an article and in those attached to it, the same for the same article.

        Raises Cancelled when asked to stop.
        """
        reading = self._read(article, is_cancelled)
        attached = tuple(self.read(other, is_cancelled) for other in article.attached)
        notes = (*article.notes, *reading.notes, *(note for other in attached for note in other.notes))
        return replace(reading, attached=attached, notes=tuple(dict.fromkeys(notes)))

    def _read(self, article: Article, is_cancelled: IsCancelled) -> Reading:
        def check() -> None:
            if is_cancelled():
                raise Cancelled

        text = article.text
        seen = self.rows_of(text, check)
        doc, orgs, owner, refs, rows = seen.document, seen.orgs, seen.owner, seen.references, seen.rows
        persons = people_in(seen)
        said = voices_in(seen, persons)
        check()
        told = self.believed(seen)
        masked = [Masked(r) for r in rows]
        gave = [(m, flow) for m in masked for flow in flows(m, is_question=asks(text, m.row))]
        check()
        assembly = Assembly(text, said, self._words, seen.owners, self._areas)
        bodies = seen.bodies
        lone = [event for m in masked for event in lone_tellings(m, text, self._cues, seen.owners, bodies)]
        gathered = gather(told, seen.owners)
        if self._progress is not None:
            self._progress.settle(gathered, rows, text)
        deals = assembly.deals(with_lone(gathered, lone, seen.owners), gave, masked)
        return Reading(
            article,
            tuple(self._company(org, index, refs) for index, org in enumerate(orgs)),
            deals,
            self._standings.of(text, rows, orgs, said),
            _questions(text, doc, owner, refs, assembly),
            tuple(_position(person, line, said) for person, line in persons if person.role),
            self._notes,
        )

    def _named(self, doc: Document) -> list[Named]:
        """Where organisations are named: rules and recogniser together, or rules alone."""
        told = judged(doc, self._lexicon)
        if self._recogniser is None:
            return list(told.found)
        return named_by(doc, told, self._recogniser.tag(doc, told), self._lexicon)

    def rows_of(self, text: str, check: Callable[[], None] = never_stop) -> Seen:
        """Return the sentences of a text as rows of words and companies; `check` is called between the steps and may raise."""
        doc = document(text)
        check()
        named = self._named(doc)
        check()
        orgs, owner = organisations(doc, named, self._lexicon)
        reporting = frozenset(span for span, index in owner.items() if orgs[index].is_outlet and _only_reports(text, span))
        refs = references(doc, orgs, {span: index for span, index in owner.items() if span not in reporting})
        check()
        return Seen(doc, orgs, owner, refs, _rows(doc, orgs, owner, refs, reporting), _owners(orgs))

    def tellings_in(self, seen: Seen) -> list[Event]:
        """Return what the frames tell of deals in all rows."""
        bodies, text = seen.bodies, seen.document.text
        return [kept for r in seen.rows for event in events(r, self._cues, text) if (kept := event.without_bodies(bodies))]

    def believed(self, seen: Seen) -> list[Event]:
        """Return what frames and detector together tell of deals."""
        return self._confirmed(seen, self.tellings_in(seen))

    def _confirmed(self, seen: Seen, told: list[Event]) -> list[Event]:
        if self._detector is None:
            return told
        return Confirmation(self._detector, self._cues, seen.document.text, seen.rows, seen.owners, seen.bodies).of(told)

    def _company(self, org: Organisation, index: int, refs: list[Reference]) -> FoundCompany:
        """The company with its mentions; aliases hold the names in the text and those it is well known by."""
        named = [FoundMention(mention.span) for mention in org.mentions]
        described = [FoundMention(ref.span, ref.reason) for ref in refs if index in ref.companies and not ref.is_pronoun]
        names = {mention.name for mention in org.mentions} | set(self._lexicon.well_known_names(org.keys))
        return FoundCompany(
            org.name,
            org.kind,
            tuple(sorted(named + described, key=lambda m: m.span)),
            org.unit_of,
            org.unit_why,
            tuple(sorted(names - {org.name})),
        )


def people_in(seen: Seen) -> list[tuple[Person, Line]]:
    """Return who is introduced in an article, with the sentences that do."""
    return _people(seen.document, seen.owner, seen.references)


def voices_in(seen: Seen, persons: Sequence[tuple[Person, Line]]) -> list[Voice]:
    """Return the voice of each sentence, in order."""
    return voices(seen.document.text, seen.document.lines, [person for person, _ in persons], seen.orgs, seen.owner)


def _questions(
    text: str, doc: Document, owner: dict[Span, int], refs: Sequence[Reference], assembly: Assembly
) -> tuple[FoundQuestion, ...]:
    found: list[FoundQuestion] = []
    mentions, told = sorted(owner), sorted(refs, key=lambda ref: ref.span)
    for line in open_questions(text, doc.lines):
        span = line.sentence.span
        named = [owner[mention] for mention in within(mentions, span)]
        first = bisect_left(told, span.start, key=_start)
        last = bisect_left(told, span.end, key=_start)
        named += [c for ref in told[first:last] if span.holds(ref.span) for c in ref.companies]
        companies = tuple(dict.fromkeys(named))
        why = Why(span, "question left open", "?", Reality.ASKED, confidence=0.8)
        found.append(FoundQuestion(why, companies, assembly.deals_about(companies)))
    return tuple(found)


def _start(ref: Reference) -> int:
    return ref.span.start


def _only_reports(text: str, span: Span) -> bool:
    """Say whether a newspaper or agency is named here as the one that tells, not as one that deals."""
    return bool(_TOLD.search(text[max(0, span.start - 40) : span.start]) or _TELLS.match(text[span.end : span.end + 40]))


def _topic(orgs: Sequence[Organisation], doc: Document) -> Item | None:
    """The company named in the beginning and by far most often."""
    begin = doc.lines[min(3, len(doc.lines) - 1)].sentence.span.end if doc.lines else 0
    counts = sorted(((len(org.mentions), -index) for index, org in enumerate(orgs) if org.is_party), reverse=True)
    if not counts or counts[0][0] < 3 or (len(counts) > 1 and counts[0][0] < 1.5 * counts[1][0]):
        return None
    index = -counts[0][1]
    first = min(mention.span for mention in orgs[index].mentions)
    return Item(first.start, first.end, "@", (index,), 0.5) if first.start < begin else None


def _rows(
    doc: Document, orgs: list[Organisation], owner: dict[Span, int], refs: list[Reference], reporting: frozenset[Span]
) -> list[Row]:
    spans = sorted(owner)
    topic = _topic(orgs, doc)
    rows: list[Row] = []
    at = ref_at = 0
    for line in doc.lines:
        here, told = [], []
        while at < len(spans) and spans[at].start < line.sentence.span.end:
            here.append(spans[at])
            at += 1
        while ref_at < len(refs) and refs[ref_at].span.start < line.sentence.span.end:
            told.append(refs[ref_at])
            ref_at += 1
        of_line = row(line, owner, here, told, reporting)
        named = {company for item in of_line.items for company in item.companies}
        rows.append(replace(of_line, topic=topic) if topic and len(named) == 1 and named.isdisjoint(topic.companies) else of_line)
    return rows


def _people(doc: Document, owner: dict[Span, int], refs: Sequence[Reference]) -> list[tuple[Person, Line]]:
    around = {ref.span.start: ref.companies[0] for ref in refs if len(ref.companies) == 1}
    spans = sorted(owner)
    found: list[tuple[Person, Line]] = []
    at = 0
    for line in doc.lines:
        here = []
        while at < len(spans) and spans[at].start < line.sentence.span.end:
            here.append(spans[at])
            at += 1
        found += [(person, line) for person in people(doc.text, line, owner, here, around)]
    return found


def _position(person: Person, line: Line, said: Sequence[Voice]) -> FoundPosition:
    why = Why(person.span, person.rule, person.role, Reality.DONE, said[line.number], 0.7)
    return FoundPosition(person.name, person.role, why, person.company, person.organisation)


def _owners(orgs: list[Organisation]) -> list[int]:
    def top(index: int) -> int:
        parent = orgs[index].unit_of
        return index if parent is None else top(parent)

    return [top(index) for index in range(len(orgs))]
