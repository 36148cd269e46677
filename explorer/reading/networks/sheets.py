"""The rows of an Excel workbook (xlsx, ECMA-376) as lines of tab-separated text. Nothing in it is ever run or worked out.

The first sheet that is shown and holds anything is read, piece by piece; of formulas the value that was kept with them. A part
with a document type is refused, so that no entity can be expanded.
"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from xml.parsers import expat

from explorer.landscape.refusals import UnreadableArticle

#: Bytes of all words of a workbook, and of a sheet, once they are unpacked; a million rows of ten columns have some 500 MB.
WORDS_LIMIT, SHEET_LIMIT = 300_000_000, 2_000_000_000
#: A row beyond this is none of a list: a whole column was given a look.
MOST_COLUMNS = 1000
_PIECE = 1 << 16
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Formats of numbers that every workbook knows and that write a date.
_DATES = {
    14: "d.m.yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    22: "d.m.yyyy",
    **dict.fromkeys((*range(27, 37), *range(50, 59)), "d.m.yyyy"),
}
_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    expat.ExpatError,
)

Attributes = dict[str, str]


class SheetLines:
    """The lines of the first sheet of a workbook, each with the number that it has there; empty ones for rows that are empty."""

    def __init__(self, path: Path, package: zipfile.ZipFile) -> None:
        self._path = path
        self._package = package
        self._row = 0
        book = _Book()
        self._parse("xl/workbook.xml", book)
        parts = _Parts()
        self._parse("xl/_rels/workbook.xml.rels", parts)
        names = frozenset(package.namelist())
        looks, words = _Looks(), _Words()
        if "xl/styles.xml" in names:
            self._parse("xl/styles.xml", looks)
        if "xl/sharedStrings.xml" in names:
            self._parse("xl/sharedStrings.xml", words)
        shown = [name for name, part, is_shown in book.sheets if is_shown and _there(parts.targets.get(part, "")) in names]
        if not shown:
            raise UnreadableArticle(
                path, "no sheet of it is shown that could be read", "show the sheet with the list and save it again"
            )
        part_of = {name: _there(parts.targets.get(part, "")) for name, part, _ in book.sheets}
        self.sheet = next((name for name in shown if next(self._rows(part_of[name], words, looks, book), None)), shown[0])
        #: Sheets that are shown beside the one that is read.
        self.others = tuple(name for name in shown if name != self.sheet)
        self._lines = self._written(self._rows(part_of[self.sheet], words, looks, book))

    def __iter__(self) -> "SheetLines":
        return self

    def __next__(self) -> str:
        try:
            return next(self._lines)
        except _DAMAGED as error:
            raise _damaged(f"{self._path.name}, sheet “{self.sheet}”, after row {self._row}") from error

    def read(self, size: int) -> str:
        """Return some first lines, of about so many characters."""
        taken: list[str] = []
        while size > 0 and (line := next(self, "")):
            taken.append(line)
            size -= len(line)
        return "".join(taken)

    def _written(self, rows: Iterator[tuple[int, list[str]]]) -> Iterator[str]:
        number = 1
        for row, cells in rows:
            while number < row:
                number += 1
                yield "\n"
            out = io.StringIO()
            csv.writer(out, delimiter="\t", lineterminator="\n").writerow(cells)
            number += 1
            self._row = row
            yield out.getvalue()

    def _rows(self, part: str, words: "_Words", looks: "_Looks", book: "_Book") -> Iterator[tuple[int, list[str]]]:
        """Give the rows that hold something, with their numbers."""
        sheet = _Sheet(words.found, looks, is_1904=book.is_1904)
        for _ in self._pieces(part, sheet, SHEET_LIMIT):
            done, sheet.rows = sheet.rows, []
            yield from done
        yield from sheet.rows

    def _parse(self, part: str, into: "_Heard") -> None:
        for _ in self._pieces(part, into, WORDS_LIMIT):
            pass

    def _pieces(self, part: str, into: "_Heard", most: int) -> Iterator[None]:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = self._refuse
        parser.StartElementHandler = lambda tag, attributes: into.begin(tag.rpartition(" ")[2], attributes)
        parser.EndElementHandler = lambda tag: into.end(tag.rpartition(" ")[2])
        parser.CharacterDataHandler = into.words
        with self._package.open(part) as packed:
            read = 0
            while piece := packed.read(_PIECE):
                read += len(piece)
                if read > most:
                    what = f"it holds more than can be read at once (over {most // 1_000_000:,} MB unpacked)"
                    raise UnreadableArticle(self._path, what, "save the list as CSV and choose that file")
                parser.Parse(piece, False)
                yield
            parser.Parse(b"", True)

    def _refuse(self, *declared: object) -> None:
        raise UnreadableArticle(self._path, "it declares entities, which no workbook does", "save it as xlsx again")


@contextmanager
def opened_sheet(path: Path) -> Iterator[SheetLines]:
    """Open a workbook; UnreadableArticle where it is none."""
    try:
        with path.open("rb") as file:
            if file.read(len(_OLD_OR_LOCKED)) == _OLD_OR_LOCKED:
                what = "this is an older Excel file, or one protected by a password"
                raise UnreadableArticle(path, what, "open it in Excel and save it as xlsx without a password")
    except OSError as error:
        raise UnreadableArticle(path, f"it cannot be read ({error})", "choose another file") from error
    try:
        package = zipfile.ZipFile(path)
    except _DAMAGED as error:
        raise _damaged(path) from error
    with package:
        try:
            lines = SheetLines(path, package)
        except _DAMAGED as error:
            raise _damaged(path) from error
        yield lines


def _damaged(subject: Path | str) -> UnreadableArticle:
    return UnreadableArticle(subject, "this workbook is damaged, or no xlsx", "save it as xlsx again")


def _there(target: str) -> str:
    """Return the name of a part that a workbook refers to: from where it stands itself, or from the package's root."""
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


class _Heard:
    """Hears the elements of a part."""

    def begin(self, name: str, attributes: Attributes) -> None:
        """Hear that an element begins."""

    def end(self, name: str) -> None:
        """Hear that an element ends."""

    def words(self, words: str) -> None:
        """Hear words between elements."""


class _Book(_Heard):
    """Which sheets there are: name, what refers to the part, and whether it is shown; and from when days are counted."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.is_1904 = False

    def begin(self, name: str, attributes: Attributes) -> None:
        if name == "sheet":
            part = next((value for key, value in attributes.items() if key.endswith(" id")), "")
            self.sheets.append((attributes.get("name", ""), part, attributes.get("state", "visible") == "visible"))
        elif name == "workbookPr":
            self.is_1904 = attributes.get("date1904", "") in ("1", "true")


class _Parts(_Heard):
    """Which part each reference of the workbook leads to."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}

    def begin(self, name: str, attributes: Attributes) -> None:
        if name == "Relationship":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")


class _Looks(_Heard):
    """How the numbers of a cell are written, by the number of its style: what of a date; "" where it is none."""

    def __init__(self) -> None:
        self.dates: list[str] = []
        self._own: dict[int, str] = {}
        self._is_of_cells = False

    def begin(self, name: str, attributes: Attributes) -> None:
        if name == "numFmt":
            self._own[int(attributes.get("numFmtId", -1))] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._is_of_cells = True
        elif name == "xf" and self._is_of_cells:
            number = int(attributes.get("numFmtId", 0))
            self.dates.append(_date_in(self._own.get(number, _DATES.get(number, ""))))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._is_of_cells = False


class _Words(_Heard):
    """The words that cells share."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._words: list[str] = []
        self._is_heard = False
        self._silent = 0  # how a word is pronounced is none of it

    def begin(self, name: str, attributes: Attributes) -> None:
        self._silent += name == "rPh"
        self._is_heard = name == "t" and not self._silent
        if name == "si":
            self._words.clear()

    def end(self, name: str) -> None:
        self._silent -= name == "rPh"
        self._is_heard = False
        if name == "si":
            self.found.append(_plain("".join(self._words)))

    def words(self, words: str) -> None:
        if self._is_heard:
            self._words.append(words)


class _Sheet(_Heard):
    """The rows of a sheet that were heard so far and hold something."""

    def __init__(self, shared: list[str], looks: _Looks, *, is_1904: bool) -> None:
        self.rows: list[tuple[int, list[str]]] = []
        self._shared = shared
        self._looks = looks
        self._first_day = date(1904, 1, 1) if is_1904 else date(1899, 12, 30)
        self._number = 0
        self._cells: list[str] = []
        self._place = -1
        self._kind = self._style = ""
        self._words: list[str] = []
        self._is_heard = False
        self._silent = 0

    def begin(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            at = attributes.get("r", "")
            self._place = _column_of(at) if at else self._place + 1
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
            self._words.clear()
        elif name in ("v", "t"):
            self._is_heard = not self._silent
        elif name == "rPh":
            self._silent += 1
        elif name == "row":
            self._number = int(attributes.get("r", self._number + 1))
            self._cells, self._place = [], -1

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self._is_heard = False
        elif name == "rPh":
            self._silent -= 1
        elif name == "c":
            cell = self._cell("".join(self._words))
            if cell and self._place < MOST_COLUMNS:
                self._cells += [""] * (self._place - len(self._cells) + 1)
                self._cells[self._place] = cell
        elif name == "row" and self._cells:
            self.rows.append((self._number, self._cells))

    def words(self, words: str) -> None:
        if self._is_heard:
            self._words.append(words)

    def _cell(self, words: str) -> str:
        if not words or self._kind == "e":  # an error of a formula says nothing
            return ""
        if self._kind == "s":
            return self._shared[int(words)]
        if self._kind == "b":
            return "yes" if words == "1" else "no"
        if self._kind != "n":
            return _plain(words)
        number = float(words)
        shows = self._looks.dates[int(self._style)] if self._style and int(self._style) < len(self._looks.dates) else ""
        return _day(number, shows, self._first_day) if shows else f"{number:.15g}"


def _day(number: float, shows: str, first: date) -> str:
    """Write a day as ISO 8601, as far as the cell shows it: its year, its month, or all of it."""
    try:
        iso = (first + timedelta(days=int(number) + (first.year == 1899 and number < 60))).isoformat()
    except OverflowError:
        return f"{number:.15g}"
    return iso[: {"y": 4, "ym": 7}.get(shows, 10)]


def _date_in(written: str) -> str:
    """Say what of a date a format writes: "y", "ym" or "ymd"; "" where it writes a number or only a time."""
    signs = _NOT_FORMAT.sub("", written.partition(";")[0]).casefold().replace("am/pm", "")
    if "general" in signs:
        return ""
    is_year, is_day = "y" in signs, "d" in signs
    if is_day:
        return "ymd"
    return "ym" if is_year and "m" in signs else "y" if is_year else ""


def _column_of(at: str) -> int:
    """Return the place of a cell called like "AB12", from 0."""
    place = 0
    for letter in at:
        if not letter.isalpha():
            break
        place = place * 26 + ord(letter.upper()) - 64
    return place - 1


def _plain(words: str) -> str:
    """Return words on one line."""
    return " ".join(words.split())
