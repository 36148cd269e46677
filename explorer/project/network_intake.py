"""Taking a network file in: every line stands, frozen, in a source of its own file, and each claim on words of its line."""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache

import apsw

from explorer.landscape.deals import reality_of, stage_of
from explorer.landscape.names import fold
from explorer.landscape.networks import NetworkFile, Said, Tally, Tie
from explorer.landscape.vocabulary import DealField, DealType, Stage
from explorer.project import bulk, search_index
from explorer.project.intake import SOURCE_COLUMNS, Intake
from explorer.project.rows import Row, putting_in

#: The lines of a file are frozen in parts of about this many characters, which a reader opens at once.
PART = 40_000

_COMPANY = putting_in("company", "id", "name", "folded", "kind", "kept", "origin", basis=False)
_ALIAS = """
    INSERT INTO alias(company, name, folded, source, starts, ends, quote, reality, review, origin)
    VALUES (?, ?, ?, ?, ?, ?, ?, 'done', ?, 'network file')
"""
#: What is the same for every claim of a network file stands in the statement itself: a third of the time.
_STATEMENT = """
    INSERT INTO statement(id, deal, field, value, company, date, source, starts, ends, quote, reality, review, origin)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'network file')
"""
_DEAL = putting_in(
    "deal", "id", "types", "main_type", "stage", "reality", "instrument", "term", "value", "date", "review", basis=False
)


class _Known:
    """A deal that is told by several lines."""

    __slots__ = ("deal", "is_plain", "last", "parties", "said")

    def __init__(self, deal: int, tie: Tie) -> None:
        self.deal = deal
        self.parties: set[int] = set()
        self.said: set[tuple[DealField, str]] = set()
        self.last = tie
        self.is_plain = True  # nothing was told of it twice, so that its first line shows it


class NetworkIntake:
    """Puts the lines of a network file into an open transaction in which triggers and foreign keys are at rest."""

    def __init__(self, connection: apsw.Connection, file: NetworkFile) -> None:
        self.tally = Tally()
        self.unsettled: list[int] = []  # deals of which several lines tell different things: what is displayed is to be chosen
        self._connection = connection
        self._file = file
        self._names = Intake(connection)
        self._company_of: dict[str, int] = {}
        self._of_folded: dict[str, int] = {}
        self._name_of: dict[int, str] = {}
        self._deals: dict[str, _Known] = {}
        self._seen: set[int] = set()
        self._next = {table: 1 + _last_id(connection, table) for table in ("source", "company", "deal", "statement")}
        self._found = bulk.last_ids(connection)
        self._part: list[Tie] = []
        self._length = 0
        self._added = datetime.now().isoformat(timespec="seconds")
        self._statements: list[Row] = []
        self._companies: list[Row] = []
        self._aliases: list[Row] = []
        self._shown: list[Row] = []

    def take(self, tie: Tie) -> bool:
        """Take one line; True where a part has become full and was put in."""
        self._part.append(tie)
        self._length += len(tie.line) + 1
        if self._length < PART:
            return False
        self._put_part()
        return True

    def finish(self) -> None:
        """Put in what is left, and what is displayed of the deals that several lines tell."""
        self._put_part()
        for known in self._deals.values():
            self._shown.append(self._deal_row(known.deal, known.last))
            if not known.is_plain:
                self.unsettled.append(known.deal)
        self._flush()

    def _put_part(self) -> None:
        ties, self._part, self._length = self._part, [], 0
        if not ties:
            return
        header = f"{self._file.header}\n" if self._file.header else ""
        text = header + "\n".join(tie.line for tie in ties)
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        if self._connection.execute("SELECT 1 FROM source WHERE sha256 = ?", (sha256,)).fetchone():
            for tie in ties:
                self.tally.skip(tie.number, "it is in the landscape already")
            return
        source = self._new_id("source")
        offsets = list(_offsets(ties, len(header)))
        links = {tie.link for tie in ties}
        link = links.pop() if len(links) == 1 else ""  # else each line names its own
        marks = [(at, _mark(tie, is_link_told=not link)) for tie, at in zip(ties, offsets, strict=True)]
        sheet = f", sheet “{self._file.sheet}”, rows" if self._file.sheet else ", lines"
        title = f"{self._file.name}{sheet} {ties[0].number} to {ties[-1].number}"
        about = (sha256, title, "", "", "", link or self._file.link, self._file.media_type, self._file.name, self._added)
        self._connection.execute("INSERT OR IGNORE INTO frozen VALUES (?, ?, NULL)", (sha256, text))
        insert = putting_in("source", "id", *SOURCE_COLUMNS, basis=False)
        self._connection.execute(insert, (source, *about, len(text), json.dumps(marks), "[]"))
        for tie, at in zip(ties, offsets, strict=True):
            self._put(tie, source, at)
        self._flush()

    def _put(self, tie: Tie, source: int, at: int) -> None:
        if tie.is_deal and not tie.deal and len({party.name for party in tie.parties}) < 2:
            self.tally.skip(tie.number, "it names one company only")
            return
        parties = [self._company(party.name, tie.line[party.start : party.end], source, at + party.start) for party in tie.parties]
        if not tie.is_deal:
            self.tally.lines += 1
            return
        if tie.deal:
            self._put_line_of(tie, parties, source, at)
            return
        if len(set(parties)) < 2:
            self.tally.skip(tie.number, "it names one company only")
            return
        line = hash(tie.line)
        if line in self._seen:
            self.tally.skip(tie.number, "the same line stands before it")
            return
        self._seen.add(line)
        deal = self._new_id("deal")
        self.tally.lines += 1
        self.tally.deals += 1
        self._tell(deal, tie, source, at)
        told = set[int]()
        for party, company in zip(tie.parties, parties, strict=True):
            if company not in told:
                told.add(company)
                self._state(deal, (DealField.PARTY, party.role, party.start, party.end), tie, source, at, company)
        for said in tie.said:
            self._state(deal, said, tie, source, at)
        self._shown.append(self._deal_row(deal, tie))

    def _put_line_of(self, tie: Tie, parties: list[int], source: int, at: int) -> None:
        """Add what a further line tells of a deal."""
        known = self._deals.get(tie.deal)
        self.tally.lines += 1
        if known is None:
            known = self._deals[tie.deal] = _Known(self._new_id("deal"), tie)
            self.tally.deals += 1
            self._tell(known.deal, tie, source, at)
        for party, company in zip(tie.parties, parties, strict=True):
            if company not in known.parties:
                known.parties.add(company)
                self._state(known.deal, (DealField.PARTY, party.role, party.start, party.end), tie, source, at, company)
        for said in tie.said:
            if (said.field, said.value) not in known.said:
                known.said.add((said.field, said.value))
                known.is_plain = known.is_plain and tie is known.last
                self._state(known.deal, said, tie, source, at)

    def _tell(self, deal: int, tie: Tie, source: int, at: int) -> None:
        self._state(deal, (DealField.EVIDENCE, "", 0, len(tie.line)), tie, source, at)

    def _state(
        self,
        deal: int,
        said: Said | tuple[DealField, str, int, int],
        tie: Tie,
        source: int,
        at: int,
        company: int | None = None,
    ) -> None:
        field, value, start, end = said
        if not 0 <= start < end <= len(tie.line):
            raise ValueError(f"line {tie.number} tells {field} on no words of its own")
        is_stage = field is DealField.STAGE
        reality = reality_of(Stage(value)) if is_stage else tie.reality
        date = tie.date if is_stage or field is DealField.EVIDENCE else ""
        number = self._next["statement"]
        self._next["statement"] = number + 1
        where = (source, at + start, at + end, tie.line[start:end])
        self._statements.append((number, deal, field, value, company, date, *where, reality, self._file.review))

    def _company(self, name: str, quote: str, source: int, start: int) -> int:
        known = self._company_of.get(name)
        if known is not None:
            return known
        folded = fold(name)
        company = self._of_folded.get(folded)
        if company is None:
            found = self._names.company_called(folded)
            if found is None:
                company = self._new_id("company")
                self._companies.append((company, name, folded, "company", company, "import"))
                self._name_of[company] = name
                self.tally.new_companies += 1
            else:
                company = int(found)
                row = self._connection.execute("SELECT name FROM company WHERE id = ?", (company,)).fetchone()
                self._name_of[company] = str(row[0]) if row else name
                self.tally.known_companies += 1
            self._of_folded[folded] = company
        if self._name_of[company] != name:
            self._aliases.append((company, name, folded, source, start, start + len(quote), quote, self._file.review))
        self._company_of[name] = company
        return company

    def _deal_row(self, deal: int, tie: Tie) -> Row:
        told: dict[DealField, str] = {}
        types: list[str] = []
        for said in tie.said:
            if said.field is DealField.TYPE:
                types.append(said.value)
            else:
                told[said.field] = said.value
        stage = told.get(DealField.STAGE)
        reality = reality_of(Stage(stage)) if stage else tie.reality
        words = (told.get(DealField.INSTRUMENT, ""), told.get(DealField.TERM, ""), told.get(DealField.VALUE, ""))
        main = types[0] if types else DealType.ALLIANCE
        return deal, _joined(tuple(types)), main, stage or stage_of(reality), reality, *words, tie.date, self._file.review

    def _flush(self) -> None:
        for insert, rows in (
            (_COMPANY, self._companies),
            (_ALIAS, self._aliases),
            (_DEAL, self._shown),
            (_STATEMENT, self._statements),
        ):
            self._connection.executemany(insert, rows)
            rows.clear()
        now = bulk.last_ids(self._connection)
        for table in bulk.TABLES:
            if now.get(table, 0) > self._found.get(table, 0):
                search_index.enter(self._connection, table, self._found.get(table, 0) + 1, now[table])
        self._found = now

    def _new_id(self, table: str) -> int:
        number = self._next[table]
        self._next[table] = number + 1
        return number


def _mark(tie: Tie, *, is_link_told: bool) -> str:
    return f"line {tie.number}, {tie.link}" if tie.link and is_link_told else f"line {tie.number}"


def _offsets(ties: list[Tie], start: int) -> Iterator[int]:
    for tie in ties:
        yield start
        start += len(tie.line) + 1


@lru_cache(maxsize=1000)
def _joined(types: tuple[str, ...]) -> str:
    return " ".join(dict.fromkeys(types))


def _last_id(connection: apsw.Connection, table: str) -> int:
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return int(row[0]) if row else 0
