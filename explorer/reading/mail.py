"""What a saved mail (eml, RFC 5322) gives: its article without headers, history, signature and small print, and its attachments."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr
from itertools import islice
from typing import TypeAlias

from explorer.landscape.refusals import UnreadableArticle
from explorer.reading import dates, formats
from explorer.reading.decoding import decode
from explorer.reading.formats import Content, tidy
from explorer.reading.kinds import MEDIA_TYPES

#: Attached files beyond this many are not looked at.
MOST_ATTACHED = 50
#: A body with fewer characters is a covering note where an article is attached.
COVERING_NOTE = 280
_SUFFIX_OF = {media_type: suffix for suffix, media_type in reversed(MEDIA_TYPES.items())}
_PREFIX = re.compile(r"^(?:(?:re|aw|sv|antw|fw|fwd|wg|tr|doorst)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_IS_FORWARD = re.compile(r"^(?:re\s*:\s*)?(?:fw|fwd|wg|tr|doorst)\s*:", re.IGNORECASE)
_MARKER = re.compile(
    r"^[ \t>]*(?:-{2,}\s*(?:original message|forwarded message|forwarded by [^\n]*|weitergeleitete nachricht)\s*-{2,}"
    r"|begin forwarded message:|_{10,})[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_HEADERS = re.compile(
    r"(?:^[ \t>]*\*?(?:from|sent|date|to|cc|subject|reply-to|von|gesendet|an|betreff)\s*:\*?[^\n]*\n){3,}",
    re.IGNORECASE | re.MULTILINE,
)
_ATTRIBUTION = re.compile(r"^[ \t]*(?:on|am) [^\n]{6,120}(?:\n[^\n]{0,80})?(?:wrote|writes|schrieb[^\n]*)\s*:[ \t]*$", re.I | re.M)
_SIGNATURE = re.compile(r"^-- ?$|^_{3,}\s*$(?![\s\S]{600})", re.MULTILINE)
_SMALL_PRINT = re.compile(
    r"unsubscribe|view (?:this|it|the) (?:e-?mail |message |newsletter )?(?:in|on)[ \w]* (?:browser|web)|trouble viewing"
    r"|you(?:'|’)?(?: a)?re receiving this|you received this|manage (?:your )?(?:subscription|preferences)|update your preferences"
    r"|sent from my \w+|consider the environment|^(?:confidentiality notice|disclaimer|legal notice)\b"
    r"|this (?:e-?mail|message|communication)\b[^.]{0,80}\b(?:confidential|privileged|intended (?:only|solely))"
    r"|all rights reserved|add us to your address book|forward to a friend|privacy policy",
    re.IGNORECASE,
)
_WITHOUT_WORDS = re.compile(r"image/|audio/|video/|text/calendar|text/x?-?vcard|application/(?:pgp|pkcs7|x-pkcs7)", re.IGNORECASE)

_Part: TypeAlias = MIMEPart


@dataclass(frozen=True, slots=True)
class Attached:
    """One attached file: its name, what kind it says it is, and its bytes."""

    name: str
    media_type: str
    data: bytes


def eml(data: bytes, subject: str) -> tuple[Content, tuple[Attached, ...]]:
    """Return the article in a mail, "" where its body is but a covering note, and the files attached to it."""
    try:
        message = message_from_bytes(data, policy=policy.default)
        if not isinstance(message, EmailMessage) or not any(message[name] for name in ("From", "Subject", "Date", "Received")):
            raise UnreadableArticle(subject, "this is no saved mail", "save the mail again as eml")
        attached = tuple(_attached(message))
        return _content(message, _body(message, subject), attached), attached
    except UnreadableArticle:
        raise
    except Exception:  # the library answers broken mails with errors of many kinds
        raise UnreadableArticle(subject, "this mail is damaged and cannot be read", "save it again, or paste its text") from None


def _content(message: EmailMessage, body: str, attached: tuple[Attached, ...]) -> Content:
    title = _header(message, "Subject")
    about = Content("", title=_PREFIX.sub("", title), published=_date(message), link=_header(message, "Archived-At").strip("<>"))
    sender = parseaddr(_header(message, "From"))[0].strip("\"' ")
    is_bulk = any(message[name] for name in ("List-Id", "List-Unsubscribe")) or _header(message, "Precedence") in ("bulk", "list")
    about = replace(about, publisher=sender) if is_bulk else replace(about, authors=(sender,) if sender else ())
    about, body = _unfolded(about, body, is_forward=bool(_IS_FORWARD.match(title)))
    body = tidy(_without_small_print(_SIGNATURE.split(body.replace("\r\n", "\n"), maxsplit=1)[0]))
    if len(body) < COVERING_NOTE and any(is_article(one) for one in attached):
        return replace(about, text="")
    if about.title and body and not body.startswith(about.title):
        body = f"{about.title}\n\n{body}"
    return replace(about, text=body)


def is_article(attached: Attached) -> bool:
    """Say whether an attached file is of a kind that articles come in."""
    return suffix_of(attached) in MEDIA_TYPES


def suffix_of(attached: Attached) -> str:
    """Return the ending of an attached file, by its name, else by what kind it says it is."""
    _, dot, ending = attached.name.rpartition(".")
    named = f".{ending.casefold()}" if dot else ""
    return named if named in MEDIA_TYPES else named or _SUFFIX_OF.get(attached.media_type, "")


def _attached(message: EmailMessage) -> Iterator[Attached]:
    bodies = [message.get_body(("plain",)), message.get_body(("html",))]
    for part in islice(_parts(message), MOST_ATTACHED):
        name, kind = part.get_filename() or "", part.get_content_type()
        if kind == "message/rfc822":
            for inner in part.iter_parts():
                yield Attached(name or f"{_header(inner, 'Subject')[:60] or 'mail'}.eml", kind, inner.as_bytes())
        elif part not in bodies and (name or part.is_attachment()) and not _WITHOUT_WORDS.match(kind):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                yield Attached(name or "attached", kind, payload)


def _parts(message: _Part) -> Iterator[_Part]:
    """Give the single parts of a mail; a mail that is attached is one part."""
    if message.get_content_type() == "message/rfc822" or not message.is_multipart():
        yield message
    else:
        for part in message.iter_parts():
            yield from _parts(part)


def _body(message: EmailMessage, subject: str) -> str:
    plain, page = message.get_body(("plain",)), message.get_body(("html",))
    words = _decoded(plain, subject) if isinstance(plain, EmailMessage) else ""
    if isinstance(page, EmailMessage) and len(words.strip()) < 200:
        try:
            shown = formats.html(_decoded(page, subject), subject).text
        except UnreadableArticle:
            shown = ""
        words = shown if len(shown) > len(words.strip()) else words
    return words


def _decoded(part: EmailMessage, subject: str) -> str:
    try:
        return str(part.get_content())
    except (LookupError, ValueError):  # a character set that nobody knows, or bytes that are not in it
        payload = part.get_payload(decode=True)
        return decode(payload, subject) if isinstance(payload, bytes) and payload else ""


def _unfolded(about: Content, body: str, *, is_forward: bool) -> tuple[Content, str]:
    """Take what was forwarded out of its wrapping, and cut what was replied to off."""
    body = body.replace("\r\n", "\n")
    headers = _HEADERS.search(body)
    if is_forward and headers:
        told = dict(re.findall(r"^[ \t>*]*(\w[\w-]*)\s*:\*?[ \t]*([^\n]*)", headers.group().casefold(), re.MULTILINE))
        named = dict(re.findall(r"^[ \t>*]*(\w[\w-]*)\s*:\*?[ \t]*([^\n]*)", headers.group(), re.MULTILINE))
        spoken = {name.casefold(): value.strip() for name, value in named.items()}
        sender = parseaddr(spoken.get("from", spoken.get("von", "")))[0] or spoken.get("from", "")
        title = _PREFIX.sub("", spoken.get("subject", spoken.get("betreff", ""))) or about.title
        published = dates.iso_date(told.get("date", "") or told.get("sent", "")) or about.published
        about = replace(about, title=title, published=published, authors=(sender,) if sender else about.authors, publisher="")
        return about, _unquoted(body[headers.end() :])
    if headers:
        markers = [
            one.start() for one in _MARKER.finditer(body, 0, headers.start()) if not body[one.end() : headers.start()].strip()
        ]
        body = body[: markers[0] if markers else headers.start()]
    if history := _ATTRIBUTION.search(body):
        body = (
            body[: history.start()]
            + "\n"
            + "\n".join(line for line in body[history.end() :].split("\n") if not line.lstrip().startswith(">"))
        )
    own = "\n".join(line for line in body.split("\n") if not line.startswith(">"))
    return about, own if len(own.strip()) >= COVERING_NOTE or len(own) >= 0.5 * len(body) else _unquoted(body)


def _unquoted(body: str) -> str:
    return re.sub(r"^(?:> ?)+", "", body, flags=re.MULTILINE)


def _without_small_print(body: str) -> str:
    kept = [part for part in re.split(r"\n[ \t]*\n", body) if not (len(part) < 1200 and _SMALL_PRINT.search(part))]
    return "\n\n".join(kept)


def _header(message: _Part, name: str) -> str:
    return " ".join(str(message[name] or "").split())


def _date(message: EmailMessage) -> str:
    when = getattr(message["Date"], "datetime", None)
    return str(when.date().isoformat()) if when is not None else ""
