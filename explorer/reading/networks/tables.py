"""Lists of deals, as CSV, TSV or in a workbook: what their columns seem to hold, and their lines as ties."""

import csv
import gzip
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from explorer.landscape.networks import Fault, NamedParty, NetworkFile, Said, Tie
from explorer.landscape.refusals import UnreadableArticle
from explorer.landscape.vocabulary import DealField
from explorer.landscape.wording import listed
from explorer.reading.networks.layout import COMPANIES, SHEETS, TABLES, Column, Guessed, Layout, ending_of, is_sheet
from explorer.reading.networks.sheets import SheetLines, opened_sheet
from explorer.reading.networks.words import date_of, network_words, plain, stage_called, type_called

#: How much of a file is looked at to guess how it is written.
SAMPLE, LINES = 64_000, 200
_LINK = re.compile(r"https?://[^\s]+\.[^\s]+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[;|]\s*")
_WORDED = {
    Column.VALUE: DealField.VALUE,
    Column.TERM: DealField.TERM,
    Column.AREA: DealField.AREA,
    Column.PRODUCT: DealField.PRODUCT,
    Column.GEOGRAPHY: DealField.GEOGRAPHY,
}
csv.field_size_limit(10_000_000)


class Text(Protocol):
    """Lines of a list, one after the other."""

    def __next__(self) -> str:
        """Return the next line."""

    def read(self, size: int, /) -> str:
        """Return about so many characters."""


def guess(path: Path) -> Guessed:
    """Look at the beginning of a list and guess how it is written; UnreadableArticle where it is none."""
    encoding = _encoding(path)
    with _open(path, encoding) as file:
        sample = file.read(SAMPLE)
    if not sample.strip():
        raise UnreadableArticle(path, "the file is empty", "choose a list with a line for each deal")
    if "\0" in sample:
        raise UnreadableArticle(path, "it is no list of text", "save it as CSV and choose that file")
    delimiter = "\t" if is_sheet(path) else _delimiter(sample, ending_of(path))
    rows = [tuple(cell.strip() for cell in row) for row in csv.reader(sample.splitlines()[:LINES], delimiter=delimiter) if row]
    known = [network_words().columns.get(plain(cell)) for cell in rows[0]]
    has_header = any(known) or (len(rows) > 1 and not any(re.search(r"\d", cell) for cell in rows[0]) and _is_unlike(rows))
    body = rows[1:] if has_header else rows
    columns = _distinct(known) if has_header and any(column in COMPANIES for column in known) else _by_look(rows[0], known)
    day_first = _day_first(
        [row[place] for row in body for place, column in enumerate(columns) if column is Column.DATE and place < len(row)]
    )
    layout = Layout(columns, delimiter, has_header, encoding, day_first)
    return Guessed(
        layout, rows[0] if has_header else tuple(f"Column {number}" for number in range(1, len(rows[0]) + 1)), tuple(body)
    )


class TableTies:
    """The lines of a list as ties, gone through once; `faults` are lines that say nothing, `unknown` words that are not known."""

    def __init__(self, path: Path, layout: Layout) -> None:
        """Take a list and how it is to be read; UnreadableArticle where that leaves open what a company is."""
        if layout.lacks:
            raise UnreadableArticle(path, f"it is not clear {layout.lacks}", "say what its columns hold")
        self.faults: list[Fault] = []
        self.skipped = 0
        self.unknown: Counter[str] = Counter()
        self._path = path
        self._layout = layout
        self._places = [(place, column) for place, column in enumerate(layout.columns) if column is not None]
        kind = SHEETS[path.suffix.lower()] if is_sheet(path) else TABLES[ending_of(path)]
        header, sheet, self.notes = _head(path, layout)
        self.file = NetworkFile(path.name, kind, header, review=layout.review, sheet=sheet)

    def __iter__(self) -> Iterator[Tie]:
        with _open(self._path, self._layout.encoding) as file:
            lines = _Lines(file)
            rows = csv.reader(lines, delimiter=self._layout.delimiter)
            if self._layout.has_header:
                _skip_head(rows)
                lines.taken()
            try:
                for row in rows:
                    number, line = lines.taken()
                    tie = self._tie(number, line, row) if row else None
                    if tie is not None:
                        yield tie
            except csv.Error as error:
                where = f"{self._path.name}, {self.file.place(lines.number)}"
                raise UnreadableArticle(where, f"it cannot be read ({error})", "mend the line") from error
            except UnicodeDecodeError as error:
                where = f"{self._path.name}, after line {lines.number}"
                raise UnreadableArticle(where, "its letters cannot be read", "save it as UTF-8") from error

    def _tie(self, number: int, line: str, row: Sequence[str]) -> Tie | None:
        parties: list[NamedParty] = []
        said: list[Said] = []
        deal = date = link = ""
        roles = {Column.COMPANY_A: "", Column.COMPANY_B: ""}
        at = 0
        for place, column in self._places:
            cell = row[place].strip() if place < len(row) else ""
            if not cell:
                continue
            start = _find(line, cell, place, at, self._layout.delimiter)
            end = start + len(cell)
            at = end if start >= 0 else at
            if start < 0:  # quoted inside a quote: the whole line stands for it
                start, end = 0, len(line)
            if column in COMPANIES:
                parties += self._parties(column, cell, start, end)
            elif column is Column.DEAL:
                deal = cell
            elif column is Column.DATE:
                date = self._date(cell)
            elif column is Column.LINK:
                link = self._link(cell)
            elif column in (Column.TYPE, Column.STAGE):
                said += self._worded(column, cell, start, end)
            elif column is Column.ROLE_A or column is Column.ROLE_B:
                roles[Column.COMPANY_A if column is Column.ROLE_A else Column.COMPANY_B] = cell
            else:
                said.append(Said(_WORDED[column], cell, start, end))
        if not parties:
            self._skip(number, "it names no company")
            return None
        if any(roles.values()):
            parties = [party._replace(role=role) for party, role in zip(parties, roles.values(), strict=False)] + parties[2:]
        return Tie(number, line, tuple(parties), tuple(said), deal, date, self._layout.reality, self._layout.tells_deals, link)

    def _parties(self, column: Column, cell: str, start: int, end: int) -> Iterator[NamedParty]:
        if column is not Column.PARTIES:
            yield NamedParty(cell, start, end)
            return
        at = 0
        for name in _BETWEEN.split(cell):
            if name:
                at = cell.index(name, at)
                exact = end - start == len(cell)
                yield NamedParty(name, start + at, start + at + len(name)) if exact else NamedParty(name, start, end)

    def _date(self, cell: str) -> str:
        date = date_of(cell, day_first=self._layout.day_first)
        if not date:
            self.unknown[f"“{cell[:40]}” is no date"] += 1
        return date

    def _link(self, cell: str) -> str:
        if _LINK.fullmatch(cell):
            return cell
        self.unknown[f"“{cell[:40]}” is no link"] += 1
        return ""

    def _worded(self, column: Column, cell: str, start: int, end: int) -> Iterator[Said]:
        known = (type_called if column is Column.TYPE else stage_called)(cell)
        if known is None:
            self.unknown[f"“{cell[:40]}” is no {column.value} that is known"] += 1
        else:
            yield Said(DealField.TYPE if column is Column.TYPE else DealField.STAGE, known.value, start, end)

    def _skip(self, line: int, why: str) -> None:
        self.skipped += 1
        if len(self.faults) < 10_000:
            self.faults.append(Fault(line, why))


class _Lines:
    """Hands lines to the reader of rows, and remembers which a row was made of: a cell may hold several lines."""

    def __init__(self, file: Text) -> None:
        self._file = file
        self._held: list[str] = []
        self.number = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = next(self._file)
        self._held.append(line)
        return line

    def taken(self) -> tuple[int, str]:
        """Return the number of the first line of the last row, and its words without the line's end."""
        first = self.number + 1
        self.number += len(self._held)
        line = self._held[0] if len(self._held) == 1 else "".join(self._held)
        self._held.clear()
        return first, line.rstrip("\r\n")


def _find(line: str, cell: str, place: int, at: int, delimiter: str) -> int:
    """Return where a cell stands in its line: at a cell's beginning, since a name may also stand inside another cell."""
    if place == 0 and line.startswith(cell):
        return 0
    start = line.find(cell, at)
    while start > 0 and line[start - 1] not in (delimiter, '"', " "):
        start = line.find(cell, start + 1)
    return start


@contextmanager
def _open(path: Path, encoding: str) -> Iterator[Text]:
    if is_sheet(path):
        with opened_sheet(path) as sheet:
            yield sheet
        return
    try:
        if path.suffix.lower() == ".gz":
            with gzip.open(path, "rt", encoding=encoding, newline="") as packed:
                yield packed
        else:
            with path.open(encoding=encoding, newline="") as file:
                yield file
    except (OSError, EOFError) as error:
        raise UnreadableArticle(path, f"it cannot be read ({error})", "choose another file") from error


def _encoding(path: Path) -> str:
    """Return utf-8 where the beginning is that, else what old spreadsheets write."""
    if is_sheet(path):
        return "utf-8-sig"
    try:
        with _open(path, "utf-8-sig") as file:
            file.read(SAMPLE)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _delimiter(sample: str, ending: str) -> str:
    if ending in (".tsv", ".tab"):
        return "\t"
    lines = sample.splitlines()[:20]
    counts = {sign: min(line.count(sign) for line in lines if line.strip()) for sign in ",;\t|"}
    return max(",;\t|", key=lambda sign: (counts[sign], -",;\t|".index(sign)))


def _is_unlike(rows: Sequence[Sequence[str]]) -> bool:
    """Say whether the first line holds nothing that stands in the same column below, as heads do."""
    return all(cell not in {row[place] for row in rows[1:] if place < len(row)} for place, cell in enumerate(rows[0]) if cell)


def _distinct(known: Sequence[Column | None]) -> tuple[Column | None, ...]:
    """Let the first column of each kind have it; of companies there may be several."""
    taken: set[Column] = set()
    columns: list[Column | None] = []
    for column in known:
        columns.append(None if column in taken and column is not Column.COMPANY else column)
        taken |= {column} if column is not None else set()
    return tuple(columns)


def _by_look(first: Sequence[str], known: Sequence[Column | None]) -> tuple[Column | None, ...]:
    """Where no head names a company, take the first two columns that are not known to be something else for the two ends."""
    columns = list(_distinct(known))
    ends = [Column.COMPANY_A, Column.COMPANY_B]
    for place in range(len(first)):
        if columns[place] is None and ends:
            columns[place] = ends.pop(0)
    return tuple(columns)


def _day_first(dates: Sequence[str]) -> bool | None:
    numbers = [re.match(r"\s*(\d{1,2})[/-](\d{1,2})[/-]", date) for date in dates]
    pairs = [(int(match[1]), int(match[2])) for match in numbers if match]
    if any(one > 12 for one, _ in pairs):
        return True
    return False if any(other > 12 for _, other in pairs) else None


def _skip_head(rows: Iterator[list[str]]) -> None:
    """Go past the heads of the columns, and empty lines above them."""
    while not next(rows, ["done"]):
        pass


def _head(path: Path, layout: Layout) -> tuple[str, str, tuple[str, ...]]:
    """Return the line with the heads of the columns, the sheet, and what is to be said of the file as a whole."""
    with _open(path, layout.encoding) as file:
        sheet, notes = "", []
        if isinstance(file, SheetLines):
            sheet = file.sheet
            left = listed([f"“{name}”" for name in file.others])
            notes += [f"only the sheet “{sheet}” was read, {left} not"] if left else []
        lines = _Lines(file)
        if layout.has_header:
            _skip_head(csv.reader(lines, delimiter=layout.delimiter))
        return lines.taken()[1].lstrip("\r\n"), sheet, tuple(notes)
