"""From a file or pasted words to an article: frozen text with what is known about it, or one clear refusal."""

import hashlib
import re
from bisect import bisect_right
from dataclasses import replace
from pathlib import Path

from explorer.landscape.readings import Article
from explorer.landscape.refusals import UnreadableArticle
from explorer.reading import dates, formats, mail
from explorer.reading.decoding import decode
from explorer.reading.formats import Content
from explorer.reading.kinds import MEDIA_TYPES, NAMED
from explorer.reading.word import docx

LIMIT = 10_000_000  # bytes of text, or characters in a PDF
PDF_LIMIT = 100_000_000  # bytes of a file with pictures in it
_PACKED = frozenset((".pdf", ".docx", ".eml"))
DEEPEST = 3  # mails attached to mails attached to mails
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n\s*|\r\n?|\n|\u2029")
_LONE = re.compile("[\ud800-\udfff]")


def extract(path: Path) -> Article:
    """Read a txt, md, html, pdf, docx or eml file, with the articles attached to it where it is a mail.

    The text of a txt file is the decoded file, character for character.
    """
    media_type = MEDIA_TYPES.get(path.suffix.casefold())
    data = _bytes(path, media_type)
    return _extracted(data, media_type or "", path.name, _LONE.sub("\ufffd", path.name))


def _extracted(data: bytes, media_type: str, subject: str, file_name: str, depth: int = 0) -> Article:
    if media_type == "message/rfc822":
        return _mailed(data, subject, file_name, depth)
    if media_type == "application/pdf":
        content = formats.pdf(data, subject)
    elif media_type.endswith("wordprocessingml.document"):
        content = docx(data, subject)
    else:
        decoded = decode(data, subject)
        if not decoded.strip("\ufeff \t\r\n\f\v\u00a0\u2028\u2029"):
            raise UnreadableArticle(subject, "it holds nothing but white space", "choose a file with text in it")
        content = _content(decoded, media_type, subject)
    return _checked(content, data, media_type, subject, file_name)


def _checked(content: Content, data: bytes, media_type: str, subject: str, file_name: str) -> Article:
    if not content.text.strip():
        raise UnreadableArticle(subject, "there is no text in it", "choose a file with text in it")
    if len(content.text) > LIMIT:
        raise _too_big(subject, len(content.text))
    return _article(content, data, media_type, file_name)


def _mailed(data: bytes, subject: str, file_name: str, depth: int) -> Article:
    """The article in a mail with those attached to it; where the mail is but a covering note, the first one attached."""
    content, files = mail.eml(data, subject)
    attached: list[Article] = []
    notes: list[str] = []
    for file in files:
        name = _LONE.sub("\ufffd", file.name)
        try:
            suffix = mail.suffix_of(file)
            if suffix not in MEDIA_TYPES or depth == DEEPEST:
                raise UnreadableArticle(name, f"files of this kind are not read (attached to {subject})", f"choose {NAMED} files")
            if len(file.data) > (PDF_LIMIT if suffix in _PACKED else LIMIT):
                raise _too_big(name, len(file.data))
            attached.append(_extracted(file.data, MEDIA_TYPES[suffix], name, f"{file_name} › {name}", depth + 1))
        except UnreadableArticle as refusal:
            notes.append(str(refusal))
    if content.text.strip():
        article = _checked(content, data, "message/rfc822", subject, file_name)
    elif attached:
        article, *attached = attached
        attached = [*article.attached, *attached]
    else:
        raise UnreadableArticle(subject, "there is no article in this mail", "open the mail, copy the text and paste it")
    return replace(article, attached=tuple(attached), notes=(*article.notes, *notes))


def from_text(text: str, title: str = "") -> Article:
    """Make an article of pasted words; they are kept as they are."""
    text = _LONE.sub("\ufffd", text)
    if not text.strip():
        raise UnreadableArticle(title or "Pasted text", "there is no text in it", "copy the words of an article and paste again")
    if len(text) > LIMIT:
        raise _too_big(title or "Pasted text", len(text))
    return _article(Content(text, title=title), text.encode("utf-8"), "text/plain", "")


def _bytes(path: Path, media_type: str | None) -> bytes:
    subject = path.name or str(path)
    try:
        if path.is_dir():
            raise UnreadableArticle(subject, "this is a folder, not a file", "choose the files inside it")
        size = path.stat().st_size
        if media_type is None:
            raise UnreadableArticle(subject, f"files ending in “{path.suffix}” cannot be read", f"choose {NAMED} files")
        if size == 0:
            raise UnreadableArticle(subject, "the file is empty", "choose a file with text in it")
        limit = PDF_LIMIT if path.suffix.casefold() in _PACKED else LIMIT
        if size > limit:
            raise _too_big(subject, size, limit)
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableArticle(subject, "there is no such file", "check where it was moved to") from None
    except PermissionError:
        raise UnreadableArticle(subject, "it may not be read by you", "ask its owner for permission to read it") from None
    except (OSError, ValueError) as error:
        what = getattr(error, "strerror", None) or "its name cannot be used"
        raise UnreadableArticle(subject, f"it could not be read ({what})", "copy it to this computer and try again") from None


def _content(decoded: str, media_type: str, subject: str) -> Content:
    if media_type == "text/html":
        return formats.html(decoded, subject)
    return formats.markdown(decoded) if media_type == "text/markdown" else Content(decoded)


def _too_big(subject: str, size: int, limit: int = LIMIT) -> UnreadableArticle:
    return UnreadableArticle(
        subject, f"it is too big ({size / 1e6:.0f} MB; the limit is {limit / 1e6:.0f} MB)", "split it into single articles"
    )


def _article(content: Content, original: bytes, media_type: str, file_name: str) -> Article:
    text = content.text
    return Article(
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        original=original,
        media_type=media_type,
        file_name=file_name,
        title=content.title or _title(text, file_name),
        publisher=content.publisher or dates.publisher_in(text),
        authors=content.authors,
        published=content.published or dates.published_in(text),
        link=content.link,
        marks=content.marks or _paragraphs(text),
    )


def _title(text: str, file_name: str) -> str:
    """The first line where it looks like a headline, else the first sentence cut short, else the file's name."""
    first = next((line.strip() for line in text[:5000].splitlines() if line.strip()), "")
    if first and len(first) <= 140 and (first[-1] not in ".:;,!" or len(first) < 40):
        return first
    sentence = re.split(r"(?<=[.!?])\s", first, maxsplit=1)[0]
    if len(sentence) > 100:
        sentence = sentence[: sentence.rfind(" ", 0, 97)].rstrip(" ,;:–—-") + "…" if " " in sentence[:97] else sentence[:97] + "…"
    return sentence or Path(file_name).stem


def _paragraphs(text: str) -> tuple[tuple[int, str], ...]:
    starts = [0] + [match.end() for match in _PARAGRAPH.finditer(text) if match.end() < len(text)]
    return tuple((start, f"paragraph {number}") for number, start in enumerate(dict.fromkeys(starts), 1))


def mark_at(article: Article, offset: int) -> str:
    """Return the label of the page or paragraph that an offset lies in, or an empty string."""
    at = bisect_right([start for start, _ in article.marks], offset) - 1
    return article.marks[at][1] if at >= 0 else ""
