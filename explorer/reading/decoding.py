"""From bytes to characters, or one clear reason why not."""

import codecs

from explorer.landscape.refusals import UnreadableArticle

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WHITE = "\t\n\r\f\v\x1b"


def decode(data: bytes, subject: str) -> str:
    """Return the characters of a text file: by its byte order mark, else UTF-8, else the likeliest encoding."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                raise _undecodable(subject) from None
    if b"\0" in data:
        raise UnreadableArticle(subject, "it holds binary data, not text", "choose a txt, md, html, pdf, docx or eml file")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _guessed(data, subject)
    strange = sum(1 for c in text[:20_000] if c < " " and c not in _WHITE)
    if strange > max(2, len(text[:20_000]) // 200):
        raise UnreadableArticle(subject, "it holds binary data, not text", "choose a txt, md, html, pdf, docx or eml file")
    return text


def _guessed(data: bytes, subject: str) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    if best is None:
        raise _undecodable(subject)
    try:
        text = data.decode(best.encoding)
    except UnicodeDecodeError:
        raise _undecodable(subject) from None
    sample = text[:20_000]
    if sum(c.isalnum() or c.isspace() for c in sample) < 0.7 * len(sample):
        raise _undecodable(subject)
    return text


def _undecodable(subject: str) -> UnreadableArticle:
    return UnreadableArticle(
        subject, "its characters are in no encoding that could be recognised", "save it as UTF-8 and open it again"
    )
