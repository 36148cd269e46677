"""The questions that an article itself leaves open."""

import re
from collections.abc import Iterator, Sequence

from explorer.reading.document import Line

_ENDS = re.compile(r"\?[\"'”’)\]]*$")
_LEFT_OPEN = re.compile(
    r"\b(?:answers?|questions?|remains? (?:to be seen|unclear|open)|time will tell|unclear|nobody knows|no one knows|unanswered)\b",
    re.I,
)
_YES_OR_NO = re.compile(r"(?:Do you think|Do you believe|Is|Are|Should|Will|Can|Could|Would|Does)\b")
_ANSWERS = re.compile(
    r"(?:Yes|No|Not|Probably|Perhaps|Maybe|Hardly|Certainly|Never|Of course|It (?:is|does|will|can|may|has)|The answer)\b"
)
_INTERVIEW = 4  # questions near each other
_BLOCK = 8  # sentences without a new paragraph: the paragraphs were lost


def open_questions(text: str, lines: Sequence[Line]) -> Iterator[Line]:
    """Return the questions that nothing after them in their paragraph answers, those in somebody's mouth aside."""
    if "?" not in text:
        return
    quoted, left_open = _in_quotes(text, lines), _left_open(text, lines)
    for number, line in enumerate(lines):
        words = line.sentence.span.of(text)
        if not _ENDS.search(words) or quoted[number] or (number == 0 and len(lines) > 1 and line.sentence.is_headline):
            continue
        if left_open[number] or _asks_the_reader(text, lines, number):
            yield line


def _left_open(text: str, lines: Sequence[Line]) -> list[bool]:
    """Say of each sentence whether, were it a question, nothing after it in its paragraph would answer it."""
    found = [True] * len(lines)
    for number in range(len(lines) - 2, -1, -1):
        after = lines[number + 1]
        words = after.sentence.span.of(text)
        if after.sentence.paragraph == lines[number].sentence.paragraph and not _LEFT_OPEN.search(words):
            found[number] = bool(_ENDS.search(words)) and found[number + 1]
    return found


def _asks_the_reader(text: str, lines: Sequence[Line], number: int) -> bool:
    """Say whether readers are to answer with yes or no, in an article printed as one block and no interview."""
    words = lines[number].sentence.span.of(text)
    if not _YES_OR_NO.match(words):
        return False
    around = lines[max(0, number - _BLOCK) : number + _BLOCK]
    is_block = sum(line.sentence.paragraph == lines[number].sentence.paragraph for line in around) >= _BLOCK
    asked = sum(bool(_ENDS.search(line.sentence.span.of(text))) for line in around)
    after = lines[number + 1].sentence.span.of(text) if number + 1 < len(lines) else ""
    return is_block and asked < _INTERVIEW and not _ANSWERS.match(after)


def _in_quotes(text: str, lines: Sequence[Line]) -> list[bool]:
    """Say of each sentence whether it lies in a quotation, also one that began before it."""
    found: list[bool] = []
    is_open = False
    paragraph = -1
    for line in lines:
        if line.sentence.paragraph != paragraph:
            is_open, paragraph = False, line.sentence.paragraph
        words = line.sentence.span.of(text)
        found.append(is_open or words.startswith(("“", '"', "‘")))
        curly = words.rfind("“") - words.rfind("”")
        if curly:
            is_open = curly > 0
        elif words.count('"') % 2:
            is_open = not is_open
    return found
