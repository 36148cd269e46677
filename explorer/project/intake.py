"""Taking readings in: companies found again, deals told again, every quote checked against the text on the spot."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import apsw

from explorer.landscape.deals import Telling, alikeness, is_same_deal
from explorer.landscape.excerpts import SourceId, Span
from explorer.landscape.facts import CapabilityId, CompanyId, DealId
from explorer.landscape.names import fold
from explorer.landscape.readings import Article, FoundCompany, FoundDeal, FoundStatement, Reading, Why
from explorer.landscape.refusals import RefusedEdit
from explorer.landscape.vocabulary import DealField, DealType, Instrument, Stage
from explorer.project import printings
from explorer.project.rows import Row, found_basis, putting_in

_VOCABULARY: dict[DealField, type[DealType] | type[Instrument] | type[Stage]] = {
    DealField.TYPE: DealType,
    DealField.INSTRUMENT: Instrument,
    DealField.STAGE: Stage,
}
SOURCE_COLUMNS = (
    "sha256",
    "title",
    "publisher",
    "authors",
    "published",
    "link",
    "media_type",
    "file_name",
    "added",
    "length",
    "marks",
    "notes",
)


class Intake:
    """Puts readings into an open transaction; knows which deals it touched and which articles were known already."""

    def __init__(self, connection: apsw.Connection) -> None:
        self.deals: set[DealId] = set()
        self.known_articles: list[Article] = []
        self.printed_again: list[tuple[Article, int]] = []
        self._run = connection.execute
        self._connection = connection
        query = """SELECT c.id, c.kept, p.kept FROM company c LEFT JOIN company p ON p.id = c.parent
                   WHERE p.id NOT NULL OR c.kept <> c.id"""
        self._kept: dict[int, int] = {}
        self._parent: dict[int, int] = {}
        self._units: dict[int, list[int]] = defaultdict(list)
        for company, kept, parent in self._run(query):
            if company != kept:
                self._kept[company] = kept
            elif parent is not None:
                self._belongs(company, parent)
        self._capabilities = {row[0] for row in self._run("SELECT id FROM capability")}

    def company_called(self, folded: str) -> CompanyId | None:
        """Find the one company that goes by a folded name, or has it as an alias."""
        return self._known(folded, None, is_by_alias=False)

    def take(self, reading: Reading) -> None:
        """Put one reading in, and those attached to it; an article whose text is known is passed over."""
        self._take_one(reading)
        for attached in reading.attached:
            self.take(attached)

    def _take_one(self, reading: Reading) -> None:
        article = reading.article
        _check(reading)
        if self._run("SELECT 1 FROM source WHERE sha256 = ?", (article.sha256,)).fetchone():
            self.known_articles.append(article)
            return
        source = self._put_source(reading)
        story = self._join_story(source, article)
        companies = self._put_companies(reading, source)
        deals = self._put_deals(reading, source, companies)
        self._put_standings(reading, source, companies)
        self._put_questions(reading, source, companies, deals)
        self._put_positions(reading, source, companies)
        if story is not None:
            self.deals.update(map(DealId, printings.settle(self._connection, printings.printings(self._connection, source))))
            self.printed_again.append((article, story))
        self._tell_news(source, deals)

    def _join_story(self, source: SourceId, article: Article) -> int | None:
        """Say of which story this is a further printing; None where it is new."""
        story = printings.story_like(self._connection, printings.keep(self._connection, article.sha256, article.text), source)
        if story is not None:
            self._run("UPDATE source SET story = ? WHERE id = ?", (story, source))
        return story

    def _tell_news(self, source: SourceId, deals: Sequence[DealId]) -> None:
        """Bring reviewed deals back into the queue of which this source tells more."""
        query = """UPDATE deal SET has_news = 1 WHERE review <> 'proposed' AND id IN (SELECT value FROM json_each(?1)) AND (
                   EXISTS (SELECT 1 FROM statement s WHERE s.deal = deal.id AND s.source = ?2 AND s.review = 'proposed')
                   OR EXISTS (SELECT 1 FROM flow f WHERE f.deal = deal.id AND f.source = ?2 AND f.review = 'proposed'))"""
        self._run(query, (json.dumps(deals), source))

    def _put(self, insert: str, row: Row) -> int:
        self._run(insert, row)
        return self._connection.last_insert_rowid()

    def _put_source(self, reading: Reading) -> SourceId:
        article = reading.article
        original = None if article.original == article.text.encode() else article.original
        self._run("INSERT OR IGNORE INTO frozen VALUES (?, ?, ?)", (article.sha256, article.text, original))
        row = (
            article.sha256,
            article.title,
            article.publisher,
            "\n".join(article.authors),
            article.published,
            article.link,
            article.media_type,
            article.file_name,
            datetime.now().isoformat(timespec="seconds"),
            len(article.text),
            json.dumps(article.marks),
            json.dumps(reading.notes),
        )
        return SourceId(self._put(putting_in("source", *SOURCE_COLUMNS, basis=False), row))

    # companies

    def _put_companies(self, reading: Reading, source: SourceId) -> list[CompanyId]:
        """Find or found every company; owners before their units, so that a unit is looked for under its owner."""
        found: dict[int, CompanyId] = {}
        for index in _owners_first(reading.companies):
            company = reading.companies[index]
            owner = found.get(company.unit_of) if company.unit_of is not None else None
            found[index] = self._company(company, owner)
            self._put_names(found[index], company, source, reading.article.text)
            if owner is not None:
                self._put_belonging(found[index], owner, company.unit_why, source, reading.article.text)
        mentions = (
            (found[index], source, mention.span.start, mention.span.end, mention.reason)
            for index, company in enumerate(reading.companies)
            for mention in company.mentions
        )
        self._connection.executemany(putting_in("mention", "company", "source", "starts", "ends", "reason", basis=False), mentions)
        return [found[index] for index in range(len(reading.companies))]

    def _company(self, found: FoundCompany, owner: CompanyId | None) -> CompanyId:
        for name in (found.name, *found.aliases):
            known = self._known(fold(name), owner, is_by_alias=name != found.name)
            if known is not None:
                return known
        insert = "INSERT INTO company(name, folded, kind, kept, origin) VALUES (?, ?, ?, 0, 'reading')"
        company = self._put(insert, (found.name, fold(found.name), found.kind))
        self._run("UPDATE company SET kept = id WHERE id = ?", (company,))
        return CompanyId(company)

    def _known(self, folded: str, owner: CompanyId | None, *, is_by_alias: bool) -> CompanyId | None:
        """Find a known company by name, then by alias; a unit of another owner is another company."""
        own = self._fitting(self._run("SELECT id FROM company WHERE folded = ? ORDER BY id", (folded,)), owner)
        if own and not (is_by_alias and len(own) > 1):
            return own[0]
        query = "SELECT DISTINCT company FROM alias WHERE folded = ? AND review <> 'rejected' ORDER BY company"
        named = self._fitting(self._run(query, (folded,)), owner)
        return named[0] if len(named) == 1 else None

    def _fitting(self, numbers: Iterable[Row], owner: CompanyId | None) -> list[CompanyId]:
        """Keep the candidates that may be meant, those of this very owner (or none, where none is told) first."""
        candidates: list[int] = list(dict.fromkeys(self._keeper(row[0]) for row in numbers))
        if owner is None:
            return [CompanyId(c) for c in sorted(candidates, key=lambda c: (c in self._parent, c))]
        fitting: list[int] = [c for c in candidates if c != owner and (c not in self._parent or self._head(c) == self._head(owner))]
        return [CompanyId(c) for c in sorted(fitting, key=lambda c: (c not in self._parent, c))]

    def _put_names(self, company: CompanyId, found: FoundCompany, source: SourceId, text: str) -> None:
        """Keep the names by which this article calls the company, each with its first mention."""
        known = {row[0] for row in self._run("SELECT name FROM company WHERE kept = ?", (company,))}
        query = "SELECT name FROM alias WHERE company IN (SELECT id FROM company WHERE kept = ?)"
        known |= {row[0] for row in self._run(query, (company,))}
        for name in dict.fromkeys((found.name, *found.aliases)):
            spans = [mention.span for mention in found.mentions if mention.span.of(text) == name]
            span = spans[0] if spans else _span_of(name, text)
            if name not in known and span:
                basis = found_basis(source, Why(span, "name", confidence=1.0), text)
                self._run(putting_in("alias", "company", "name", "folded"), (company, name, fold(name), *basis))

    def _put_belonging(self, unit: CompanyId, owner: CompanyId, why: Why | None, source: SourceId, text: str) -> None:
        if unit == owner or self._is_under(owner, unit):
            return
        if why is not None:
            self._run(putting_in("belonging", "company", "parent"), (unit, owner, *found_basis(source, why, text)))
        settled = "SELECT 1 FROM belonging WHERE company = ? AND origin = 'analyst' AND review <> 'rejected'"
        if unit not in self._parent and not self._run(settled, (unit,)).fetchone():
            self._run("UPDATE company SET parent = ? WHERE id = ?", (owner, unit))
            self._belongs(unit, owner)

    def _belongs(self, unit: int, owner: int) -> None:
        self._parent[unit] = owner
        self._units[owner].append(unit)

    def _keeper(self, company: int) -> int:
        return self._kept.get(company, company)

    def _head(self, company: int) -> int:
        company = self._keeper(company)
        seen = {company}
        while company in self._parent and self._parent[company] not in seen:
            company = self._parent[company]
            seen.add(company)
        return company

    def _is_under(self, company: int, owner: int) -> bool:
        while company in self._parent:
            company = self._parent[company]
            if company == owner:
                return True
        return False

    def _family(self, head: int) -> Iterator[int]:
        yield head
        yield from (merged for merged, kept in self._kept.items() if kept == head)
        for unit in self._units.get(head, ()):
            yield from self._family(unit)

    # deals

    def _put_deals(self, reading: Reading, source: SourceId, companies: Sequence[CompanyId]) -> list[DealId]:
        ids: list[DealId] = []
        for found in reading.deals:
            deal = self._same_deal(found, reading.article.published, companies, ids)
            if deal is None:
                deal = self._printed_deal(found, source, companies, reading.article.text)
            if deal is None or deal in ids:
                deal = DealId(self._put("INSERT INTO deal DEFAULT VALUES", ()))
            ids.append(deal)
            self._put_telling(deal, found, source, companies, reading.article.text)
        self.deals.update(ids)
        return ids

    def _put_telling(self, deal: DealId, found: FoundDeal, source: SourceId, companies: Sequence[CompanyId], text: str) -> None:
        insert = putting_in("statement", "deal", "field", "value", "company", "capability", "date")
        for told in found.statements:
            company = None if told.company is None else companies[told.company]
            capability = self._capability(told.capability)
            row = (deal, told.field, told.value, company, capability, told.date, *found_basis(source, told.why, text))
            self._run(insert, row)
        insert = putting_in("flow", "deal", "giver", "taker", "what", "capability", "means", "place")
        for flow in found.flows:
            about = (
                companies[flow.giver],
                companies[flow.taker],
                flow.what,
                self._capability(flow.capability),
                flow.means,
                flow.place,
            )
            self._run(insert, (deal, *about, *found_basis(source, flow.why, text)))

    def _printed_deal(self, found: FoundDeal, source: SourceId, companies: Sequence[CompanyId], text: str) -> DealId | None:
        """Find the deal that an earlier printing of the same story tells in the same words."""
        quotes = [told.why.span.of(text) for told in found.statements if told.field is DealField.EVIDENCE]
        owners = frozenset(self._head(companies[told.company]) for told in found.statements if told.company is not None)
        deal = printings.deal_in_the_same_words(self._connection, source, quotes, self._head, owners)
        return None if deal is None else DealId(deal)

    def _same_deal(
        self, found: FoundDeal, published: str, companies: Sequence[CompanyId], taken: Sequence[DealId]
    ) -> DealId | None:
        """Find the known deal that is told again; never one that this very article has told already."""
        telling = _telling(
            ((s.field, s.value, None if s.company is None else self._head(companies[s.company]), s.date) for s in found.statements),
            published,
        )
        if len(telling.owners) < 2:
            return None
        candidates = self._tellings([deal for deal in self._deals_shared_by(telling.owners) if deal not in taken])
        same = [(alikeness(known, telling), deal) for deal, known in candidates if is_same_deal(known, telling)]
        return max(same, key=lambda pair: (pair[0], -pair[1]))[1] if same else None

    def _deals_shared_by(self, owners: frozenset[CompanyId]) -> list[DealId]:
        heads: dict[int, set[int]] = defaultdict(set)
        query = """SELECT deal, company FROM statement WHERE field = 'party' AND review <> 'rejected'
                   AND company IN (SELECT value FROM json_each(?))"""
        family = json.dumps([member for owner in owners for member in self._family(owner)])
        for deal, company in self._run(query, (family,)):
            heads[deal].add(self._head(company))
        return [DealId(deal) for deal, shared in sorted(heads.items()) if len(shared) > 1]

    def _tellings(self, deals: Sequence[DealId]) -> list[tuple[DealId, Telling]]:
        query = """SELECT s.deal, s.field, s.value, s.company, s.date, source.published FROM statement s
                   LEFT JOIN source ON source.id = s.source
                   WHERE s.deal IN (SELECT value FROM json_each(?)) AND s.review <> 'rejected' ORDER BY s.id"""
        told: dict[int, list[Row]] = defaultdict(list)
        for deal, field, value, company, date, published in self._run(query, (json.dumps(deals),)):
            head = None if company is None else self._head(company)
            told[deal].append((DealField(field), value, head, date or published or ""))
        return [(DealId(deal), _telling(iter(rows), "")) for deal, rows in told.items()]

    # the rest

    def _put_standings(self, reading: Reading, source: SourceId, companies: Sequence[CompanyId]) -> None:
        insert = putting_in("standing", "company", "what", "kind", "capability", "against", "as_of")
        for s in reading.standings:
            row = (companies[s.company], s.what, s.kind, self._capability(s.capability), s.against, s.as_of)
            self._run(insert, (*row, *found_basis(source, s.why, reading.article.text)))

    def _put_questions(self, reading: Reading, source: SourceId, companies: Sequence[CompanyId], deals: Sequence[DealId]) -> None:
        about = "INSERT INTO question_about(question, company, deal) VALUES (?, ?, ?)"
        for asked in reading.questions:
            question = self._put(putting_in("question"), found_basis(source, asked.why, reading.article.text))
            for company in dict.fromkeys(companies[index] for index in asked.companies):
                self._run(about, (question, company, None))
            for deal in dict.fromkeys(deals[index] for index in asked.deals):
                self._run(about, (question, None, deal))

    def _put_positions(self, reading: Reading, source: SourceId, companies: Sequence[CompanyId]) -> None:
        for held in reading.positions:
            company = None if held.company is None else companies[held.company]
            row = (held.person, held.role, company, held.organisation, *found_basis(source, held.why, reading.article.text))
            self._run(putting_in("position", "person", "role", "company", "organisation"), row)

    def _capability(self, key: CapabilityId | None) -> CapabilityId | None:
        """Keep a capability that the vocabulary of this landscape lacks, with its first level."""
        if key is None or key in self._capabilities:
            return key
        parent, _, last = key.rpartition(".")
        first_level = self._capability(CapabilityId(parent)) if parent else None
        name = last.replace("_", " ").replace("-", " ")
        self._run("INSERT INTO capability VALUES (?, ?, ?, '[]', 1000000)", (key, name[:1].upper() + name[1:], first_level))
        self._capabilities.add(key)
        return key


def _check(reading: Reading) -> None:
    """Refuse a reading whose text is not what was hashed, or which quotes words that are not there."""
    article = reading.article
    subject = article.file_name or article.title or "an article"
    if hashlib.sha256(article.text.encode()).hexdigest() != article.sha256:
        raise RefusedEdit(subject, "its text is not the one that was read", "read it again")
    for span in _spans(reading):
        if not 0 <= span.start < span.end <= len(article.text):
            raise RefusedEdit(subject, f"words were quoted that are not in its text ({span.start} to {span.end})", "read it again")
    for told in (told for deal in reading.deals for told in deal.statements):
        if not _is_sayable(told):
            raise RefusedEdit(subject, f"“{told.value}” cannot be the {told.field} of a deal", "read it again")


def _spans(reading: Reading) -> Iterator[Span]:
    for company in reading.companies:
        yield from (mention.span for mention in company.mentions)
        if company.unit_why:
            yield company.unit_why.span
    for deal in reading.deals:
        yield from (told.why.span for told in deal.statements)
        yield from (flow.why.span for flow in deal.flows)
    yield from (standing.why.span for standing in reading.standings)
    yield from (question.why.span for question in reading.questions)
    yield from (position.why.span for position in reading.positions)


def _is_sayable(told: FoundStatement) -> bool:
    if told.field is DealField.PARTY:
        return told.company is not None
    words = _VOCABULARY.get(told.field)
    return words is None or told.value in list(words)


def _owners_first(companies: Sequence[FoundCompany]) -> list[int]:
    def depth(index: int) -> int:
        steps, owner = 0, companies[index].unit_of
        while owner is not None and steps <= len(companies):
            steps, owner = steps + 1, companies[owner].unit_of
        return steps

    return sorted(range(len(companies)), key=depth)


def _telling(said: Iterator[tuple[DealField, str, int | None, str]] | Iterator[Row], published: str) -> Telling:
    told: dict[DealField, list[str]] = defaultdict(list)
    owners, date = set(), published
    for field, value, owner, when in said:
        told[field].append(value)
        date = max(date, when)
        if field is DealField.PARTY and owner is not None:
            owners.add(CompanyId(owner))
    return Telling(
        frozenset(owners),
        frozenset(map(DealType, told[DealField.TYPE])),
        Stage(told[DealField.STAGE][-1]) if told[DealField.STAGE] else None,
        frozenset(told[DealField.TERM]),
        frozenset(told[DealField.VALUE]),
        date,
    )


def _span_of(name: str, text: str) -> Span | None:
    start = text.find(name) if name else -1
    return None if start < 0 else Span(start, start + len(name))
