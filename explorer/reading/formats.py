"""What each file format gives: text, and what the file says about itself."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from explorer.landscape.refusals import UnreadableArticle

_SILENT = frozenset("""script style noscript template head nav header footer aside form button select svg iframe object""".split())
_BLOCK = frozenset(
    """p div section article h1 h2 h3 h4 h5 h6 li ul ol table tr br blockquote main figcaption dd dt pre td""".split()
)
_VOID = frozenset("br hr img input meta link area base col embed source track wbr".split())
_SPACES = re.compile(r"[ \t\r\f\v]+")
_LONE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Content:
    """The text of a file with what the file says about itself; `marks` as in `Article`."""

    text: str
    title: str = ""
    publisher: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    link: str = ""
    marks: tuple[tuple[int, str], ...] = ()


def markdown(source: str) -> Content:
    """Return the words of a Markdown text without its signs, blocks parted by a blank line; the first heading is the title."""
    from markdown_it import MarkdownIt

    blocks: list[str] = []
    title, in_heading = "", False
    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(_without_front_matter(source))
    for token in tokens:
        if token.type == "heading_open":
            in_heading = True
        elif token.type == "heading_close":
            in_heading = False
        elif token.type == "inline":
            words = "".join(_inline(child.type, child.content) for child in token.children or ()).strip()
            if words:
                blocks.append(words)
                title = title or (words if in_heading else "")
        elif token.type in ("code_block", "fence") and token.content.strip():
            blocks.append(token.content.strip("\n"))
    return Content("\n\n".join(blocks), title=title)


def html(source: str, subject: str) -> Content:
    """Return the article inside a web page, without menus, scripts and the like; nothing of the page is ever run or fetched."""
    import trafilatura

    try:
        document = trafilatura.bare_extraction(source, include_comments=False, include_tables=True, with_metadata=True)
    except Exception:  # a page can break the library in ways it does not name; our own parser then has its turn
        document = None
    found: dict[str, Any] = document if isinstance(document, dict) else document.as_dict() if document else {}
    seen = _Visible.of(source)
    text = tidy(str(found.get("text") or ""))
    if len(text) < 80:
        text = tidy(seen.text)
    if not text:
        raise UnreadableArticle(
            subject, "there is no article text in this web page", "open the page in a browser and save or paste its text"
        )
    if not found:
        return Content(text, title=seen.title)
    authors = tuple(name.strip() for name in str(found.get("author") or "").split(";") if name.strip())
    title, publisher, published, link = (str(found.get(key) or "") for key in ("title", "sitename", "date", "url"))
    return Content(text, title=title or seen.title, publisher=publisher, authors=authors, published=published, link=link)


def pdf(data: bytes, subject: str) -> Content:
    """Return the text of a PDF, a mark for each page; a PDF of scanned pages is refused."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).casefold():
            raise UnreadableArticle(subject, "this PDF is protected by a password", "save a copy without the password") from None
        raise UnreadableArticle(subject, "this PDF is damaged and cannot be opened", "fetch or export it again") from None
    try:
        pages = [_page_text(document, number) for number in range(len(document))]
        title = (document.get_metadata_dict(skip_empty=True).get("Title", "")).strip()
    except pypdfium2.PdfiumError:
        raise UnreadableArticle(subject, "this PDF is damaged and cannot be opened", "fetch or export it again") from None
    finally:
        document.close()
    if not any(pages):
        raise UnreadableArticle(subject, "this PDF holds pictures of pages but no text", "run it through text recognition first")
    text, marks = "", []
    for number, page in enumerate(pages, 1):
        text += "\n\n" if text and page else ""
        marks.append((len(text), f"page {number}"))
        text += page
    return Content(text, title="" if title.casefold().startswith(("untitled", "microsoft word")) else title, marks=tuple(marks))


def tidy(text: str) -> str:
    """Return text with spaces run together, at most one blank line, and no lone surrogates."""
    lines = [_SPACES.sub(" ", line).strip() for line in _LONE.sub("\ufffd", text).replace("\r\n", "\n").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _inline(kind: str, content: str) -> str:
    if kind in ("text", "code_inline", "html_inline", "image"):
        return content
    return " " if kind in ("softbreak", "hardbreak") else ""


def _without_front_matter(source: str) -> str:
    if not source.startswith("---\n"):
        return source
    end = source.find("\n---\n", 3)
    return source[end + 5 :] if end > 0 else source


def _page_text(document: object, number: int) -> str:
    page = document[number]  # type: ignore[index]
    words = page.get_textpage()
    try:
        raw = words.get_text_bounded()
    finally:
        words.close()
        page.close()
    return _unwrapped(raw.replace("\r\n", "\n").replace("\ufffe\n", "").replace("\ufffe", "").replace("\0", ""))


def _unwrapped(page: str) -> str:
    """Join the lines of a page that were only broken because the column ended."""
    lines = [_SPACES.sub(" ", line).strip() for line in _LONE.sub("\ufffd", page).split("\n")]
    full = 0.6 * max(map(len, lines), default=0)
    out = ""
    for line in lines:
        if not line:
            out = out.rstrip() + "\n\n"
        elif out and not out.endswith("\n"):
            out += " " + line
        else:
            out += line
        if line and (len(line) < full):
            out += "\n"
    return re.sub(r"\n{3,}", "\n\n", out).strip()


class _Visible(HTMLParser):
    """What a reader of the page would see, for pages too small or odd for the article finder."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.title = ""
        self._silent: list[str] = []
        self._in_title = False

    @classmethod
    def of(cls, source: str) -> "_Visible":
        """Parse a page; what cannot be parsed is left out."""
        page = cls()
        page.feed(source)
        page.close()
        return page

    @property
    def text(self) -> str:
        """The visible words, a line for each block."""
        return "".join(self.parts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where a silent part or a block begins."""
        self._in_title = tag == "title"
        if tag in _SILENT:
            self._silent.append(tag)
        elif tag in _BLOCK and not self._silent:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Note where a silent part or a block ends."""
        self._in_title = False
        if tag in self._silent:
            while self._silent and self._silent.pop() != tag:
                pass
        elif tag in _BLOCK and tag not in _VOID and not self._silent:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        """Keep words that are seen."""
        if self._in_title:
            self.title = (self.title + data).strip()
        elif not self._silent:
            self.parts.append(data.replace("\n", " "))
