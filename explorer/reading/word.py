"""What a Word document (docx, ECMA-376) gives: its paragraphs and what it says about itself. Nothing in it is ever run.

Only three parts of the package are looked at, each up to a limit whatever its header claims; a part with a document type is
refused, so that no entity can be expanded. Macros, pictures, comments, headers and footers are passed over.
"""

import io
import re
import zipfile
import zlib
from xml.parsers import expat

from explorer.landscape.refusals import UnreadableArticle
from explorer.reading.formats import Content, tidy

#: Bytes of one part once it is unpacked; a document of 1,000 pages has some 10 MB.
PART_LIMIT = 60_000_000
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Not words of the text: what was moved or deleted, the code of fields, and what stands there for older programs.
_SILENT = frozenset(("del", "moveFrom", "instrText", "delText", "Fallback", "rt", "pPrChange", "rPrChange"))
_NOBODY = re.compile(r"(?:microsoft office )?user|python-docx|admin(?:istrator)?|windows|unknown|author", re.IGNORECASE)


def docx(data: bytes, subject: str) -> Content:
    """Return the text of a docx file, a blank line between paragraphs; the cells of a table's row stand on one line."""
    if data.startswith(_OLD_OR_LOCKED):
        what = "this is an older Word file, or one protected by a password"
        raise UnreadableArticle(subject, what, "open it in Word and save it as docx without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            body = _parsed(_part(package, "word/document.xml", subject), _Body(), subject)
            names = frozenset(package.namelist())
            core = _Core()
            if "docProps/core.xml" in names:
                _parsed(_part(package, "docProps/core.xml", subject), core, subject)
    except (zipfile.BadZipFile, zlib.error, KeyError, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise _damaged(subject) from None
    text = tidy("\n\n".join(body.paragraphs))
    if not text:
        raise UnreadableArticle(subject, "there is no text in this document", "choose a file with text in it")
    author = " ".join(core.found.get("creator", "").split())
    authors = tuple(name for one in author.split(";") if (name := one.strip()) and not _NOBODY.fullmatch(name))
    return Content(text, title=" ".join(core.found.get("title", "").split()) or body.title, authors=authors)


def _part(package: zipfile.ZipFile, name: str, subject: str) -> bytes:
    with package.open(name) as part:
        content = part.read(PART_LIMIT + 1)
    if len(content) > PART_LIMIT:
        what = f"it holds more text than can be read at once (over {PART_LIMIT // 1_000_000} MB unpacked)"
        raise UnreadableArticle(subject, what, "split it into single articles")
    return content


def _parsed(content: bytes, into: "_Body", subject: str) -> "_Body":
    """Let a part be heard by `into`; a document type, which a docx never has, is refused."""

    def refuse(*declared: object) -> None:
        raise UnreadableArticle(subject, "it declares entities, which no Word document does", "save it as docx again")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = into.begin
    parser.EndElementHandler = into.end
    parser.CharacterDataHandler = into.words
    parser.buffer_text = True
    try:
        parser.Parse(content, True)
    except expat.ExpatError:
        raise _damaged(subject) from None
    return into


def _damaged(subject: str) -> UnreadableArticle:
    return UnreadableArticle(subject, "this document is damaged, or no docx", "fetch it again, or save it as docx again")


class _Body:
    """Hears the parts of a document and keeps its paragraphs; the first one in the style of a title is the title."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.title = ""
        self._open: list[list[str]] = []  # a text box stands inside a paragraph
        self._cells: list[list[str]] = []
        self._silent = 0
        self._in_words = False
        self._is_title = False

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Hear an element begin."""
        kind = name.rpartition(" ")[2]
        if self._silent or kind in _SILENT:
            self._silent += 1
            return
        if kind == "p":
            self._open.append([])
        elif kind == "t":
            self._in_words = True
        elif kind == "tr":
            self._cells.append([])
        elif kind == "pStyle":
            self._is_title = any(value.casefold() == "title" for value in attributes.values())
        elif self._open and kind in ("tab", "ptab"):
            self._open[-1].append("\t")
        elif self._open and kind in ("br", "cr"):
            self._open[-1].append("\n")
        elif self._open and kind == "noBreakHyphen":
            self._open[-1].append("-")

    def end(self, name: str) -> None:
        """Hear an element end."""
        kind = name.rpartition(" ")[2]
        if self._silent:
            self._silent -= 1
        elif kind == "t":
            self._in_words = False
        elif kind == "p" and self._open:
            self._put("".join(self._open.pop()).strip())
        elif kind == "tr" and self._cells:
            row = " | ".join(self._cells.pop())
            if row:
                self._put(row)

    def words(self, words: str) -> None:
        """Hear words."""
        if self._in_words and self._open and not self._silent:
            self._open[-1].append(words)

    def _put(self, paragraph: str) -> None:
        if paragraph and self._cells:
            self._cells[-1].append(paragraph)
        elif paragraph:
            self.paragraphs.append(paragraph)
            if self._is_title and not self.title:
                self.title = " ".join(paragraph.split())
        self._is_title = False


class _Core(_Body):
    """Hears what the document says about itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._kind = ""

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Hear an element begin."""
        self._kind = name.rpartition(" ")[2]

    def end(self, name: str) -> None:
        """Hear an element end."""
        self._kind = ""

    def words(self, words: str) -> None:
        """Hear words."""
        if self._kind:
            self.found[self._kind] = self.found.get(self._kind, "") + words
