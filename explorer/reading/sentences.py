"""Where sentences begin and end."""

import re
from dataclasses import dataclass

from explorer.landscape.excerpts import Span

_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sr|Jr|St|Gen|Gov|Sen|Rep|Lt|Col|Capt|vs|v|No|Nos|approx|est|etc|e\.g|i\.e|ca|cf|al|Fig"
    r"|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|Bros|Mt|Ft|Dept|Univ)|\b[A-Z]|\b(?:[A-Za-z]\.)+[A-Za-z])\.$"
)
_LEGAL = re.compile(r"\b(?:Inc|Corp|Co|Ltd|Cos|LLC|plc|Bros|[Pp]\.[Mm]|[Aa]\.[Mm]|U\.S|U\.K|E\.U|S\.A|N\.V|D\.C|B\.V|S\.p\.A)\.$")
_STARTER = re.compile(
    r"(?:The|It|Its|In|A|An|On|At|But|However|He|She|They|We|I|This|That|These|Those|If|As|After|Before|For|And|With|While|When"
    r"|Under|Both|According|Analysts|Shares|Last|Meanwhile|Since|Although|Despite|There|Some|Now|By|To|From|Neither|One|Two)\b"
)
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|(?<=[a-z0-9)][.!?])(?=[A-Z][a-z])|\r\n?|\n|\u2028|\u2029")
_LONGEST = 1200
_BREAKS = "\r\n\u2028\u2029"
_TERMINAL = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_STRIP = " \t\r\n\f\v\u00a0\u2028\u2029\u3000"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, without white space around it. `paragraph` counts from 0; a headline is a line that ends without a sign."""

    span: Span
    paragraph: int
    is_headline: bool = False


def sentences(text: str) -> list[Sentence]:
    """Cut a text into sentences; lines that merely wrap are not cut."""
    found: list[Sentence] = []
    start = paragraph = 0
    wrap = _wrap_width(text)
    for match in _END.finditer(text):
        if match.end() <= start and match.group():
            continue
        if match.group() and match.group()[0] in _BREAKS:
            if _is_wrapped(text, start, match, wrap):
                continue
            paragraph = _add(text, found, start, match.start(), paragraph, ends_line=True)
            paragraph += text[match.end() : match.end() + 2].lstrip(" \t\r")[:1] == "\n" or wrap == 0
            start = match.end()
        elif not _goes_on(text, start, match):
            paragraph = _add(text, found, start, match.end(), paragraph)
            start = match.end()
    _add(text, found, start, len(text), paragraph, ends_line=True)
    return found


def _add(text: str, found: list[Sentence], start: int, end: int, paragraph: int, *, ends_line: bool = False) -> int:
    while end - start > _LONGEST:  # no sentence of a person: cut, so that reading stays linear
        blank = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        cut = blank if blank > 0 else start + _LONGEST
        _add_one(text, found, start, cut, paragraph)
        start = cut
    _add_one(text, found, start, end, paragraph, ends_line=ends_line)
    return paragraph


def _add_one(text: str, found: list[Sentence], start: int, end: int, paragraph: int, *, ends_line: bool = False) -> None:
    words = text[start:end]
    left = len(words) - len(words.lstrip(_STRIP))
    span = Span(start + left, start + len(words.rstrip(_STRIP)))
    if span.end > span.start:
        is_headline = (
            ends_line and span.end - span.start < 200 and not _TERMINAL.search(text[span.end - 3 if span.end > 3 else 0 : span.end])
        )
        found.append(Sentence(span, paragraph, is_headline))


def _goes_on(text: str, start: int, match: re.Match[str]) -> bool:
    """Say whether the sign belongs to an abbreviation or the sentence goes on in small letters."""
    if not match.group():  # "…road.The": a break that was lost
        return bool(_ABBREVIATED.search(text, max(start, match.start() - 12), match.start()))
    after = text[match.end() : match.end() + 40].lstrip(" \t\"'“‘(")
    if not after or after[0] in _BREAKS:
        return False
    if after[0].islower():
        return True
    if match.group().rstrip("\"'”’»)]") != ".":
        return False
    head = text[max(start, match.start() - 12) : match.start() + 1]
    if _ABBREVIATED.search(head) and not _LEGAL.search(head):
        return True
    return bool(_LEGAL.search(head)) and not _STARTER.match(after)


def _wrap_width(text: str) -> int:
    """Return the width at which lines are wrapped by hand, or 0 where each line is a paragraph."""
    lines = [len(line) for line in text[:20_000].split("\n")]
    full = [length for length in lines if length > 40]
    return max(full) if len(full) > 3 and max(full) <= 110 else 0


def _is_wrapped(text: str, start: int, match: re.Match[str], wrap: int) -> bool:
    after = text[match.end() : match.end() + 80].lstrip(" \t")
    if not after or after[0] in _BREAKS or not text[start : match.start()].strip(_STRIP):
        return False
    if after[0].islower():
        return True
    line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()].rstrip()
    return bool(wrap) and len(line) > 0.6 * wrap and not _TERMINAL.search(line[-3:]) and not after.startswith(("-", "*", "•", "#"))
