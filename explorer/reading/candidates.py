"""Runs of capitalised words that may name an organisation, cut where titles and roles stand between names."""

import re
from dataclasses import dataclass

from explorer.landscape.excerpts import Span
from explorer.landscape.names import fold
from explorer.reading.document import Document, Line
from explorer.reading.lexicon import Lexicon
from explorer.reading.tokens import Token

_OF = frozenset(("of", "for"))
_PARTICLES = frozenset(
    ("de", "du", "des", "del", "della", "di", "la", "le", "van", "von", "der", "den", "do", "da", "y", "et", "und")
)
_FAMILY = frozenset(("Sons", "Co", "Company", "Partners", "Associates", "Brothers", "Daughters"))
_HYPHENS = "-‐‑"
_BASED = re.compile(r"[-‐‑](?:based|owned|born|listed|backed|led|style|headquartered|controlled|traded)$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A run of words `[first, last]` of a line; `after_title` says that a title of a person stands before it."""

    line: Line
    first: int
    last: int
    span: Span
    name: str
    after_title: bool = False
    in_headline: bool = False

    @property
    def words(self) -> tuple[Token, ...]:
        """The words of the run."""
        return self.line.words[self.first : self.last + 1]


def candidates(document: Document, lexicon: Lexicon) -> list[Candidate]:
    """Return every run of the text in order."""
    finder = _Finder(document, lexicon)
    return [candidate for line in document.lines for candidate in finder.of(line)]


class _Finder:
    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self._text = document.text
        self._small = document.small
        self._lexicon = lexicon
        words = lexicon.words
        self._ordinary = words["small_ordinary"]
        self._roles = words["small_roles"]
        self._dates = words["months"] | words["days"]

    def of(self, line: Line) -> list[Candidate]:
        """Return the runs of one line."""
        found: list[Candidate] = []
        headline = is_in_title_case(line)
        at = 0
        while at < len(line.words):
            if line.words[at].is_capital and self._may_begin(line, at):
                last = self._end(line, at)
                found += self._cut(line, at, last, headline)
                at = last + 1
            else:
                at += 1
        return found

    def _may_begin(self, line: Line, at: int) -> bool:
        word = line.words[at]
        return (
            word.is_word
            and word.text != "I"
            and word.text[0].isalnum()
            and "$" not in word.text
            and not word.low.startswith(("http", "www.", "'s"))
        )

    def _end(self, line: Line, at: int) -> int:
        words, last = line.words, at
        while last + 1 < len(words):
            step = self._step(line, at, last)
            if not step:
                break
            last += step
        return last

    def _step(self, line: Line, first: int, last: int) -> int:
        """Return by how many words the run goes on, or 0."""
        words = line.words
        here, after = words[last], words[last + 1]
        glued = here.end == after.start
        two = words[last + 2] if last + 2 < len(words) else None
        if after.text == "." and glued and here.text in self._dotted:
            return 1
        if after.text == "!" and glued and fold(here.text) in ("yahoo", "jeopardy"):
            return 1
        if after.low == "'s":
            return 1 if glued and fold(self._text[words[first].start : after.end]) in self._lexicon.companies else 0
        if glued or not self._is_near(here, after):
            if (
                after.text == ","
                and two
                and two.text.rstrip(".") in self._lexicon.words["legal"]
                and two.text not in ("Group", "Holding")
            ):
                return 2
            return 0
        if after.is_word and after.is_capital and after.text != "I":
            return 0 if after.text in self._dates else 1
        if two is None or not (two.is_word and two.is_capital) or two.text in self._dates:
            return self._of_the(line, last)
        if after.text == "&" or (after.low == "and" and self._is_joined(line, first, last)):
            return 2
        if after.text.isdigit() and len(after.text) < 3 and here.text not in self._dates:
            return 2
        if after.low in _OF and self._takes_of(line, first, last):
            return 2
        return (
            2 if after.low in _PARTICLES and not here.low.endswith(".") and last > first - 1 and here.text not in self._dates else 0
        )

    def _of_the(self, line: Line, last: int) -> int:
        words = line.words
        if (
            last + 3 < len(words)
            and words[last + 1].low == "of"
            and words[last + 2].low == "the"
            and words[last].text in self._heads
        ):
            return 3 if words[last + 3].is_capital and words[last + 3].is_word else 0
        return 0

    def _takes_of(self, line: Line, first: int, last: int) -> bool:
        words = line.words
        if self._lexicon.knows(fold(self._text[words[first].start : words[last + 2].end])):
            return True
        if words[last + 2].low == "the" and not (last + 3 < len(words) and words[last + 3].is_capital):
            return False
        return words[last].text in self._heads and words[last + 1].low == "of"

    def _is_joined(self, line: Line, first: int, last: int) -> bool:
        """Say whether "and" stands inside one name: Johnson and Johnson, Smith and Sons, Ministry of Trade and Industry."""
        words = line.words
        if words[last].text == words[last + 2].text or words[last + 2].text in _FAMILY:
            return True
        whole = fold(self._text[words[first].start : words[last + 2].end])
        if whole in self._lexicon.companies or whole in self._lexicon.bodies:
            return True
        head = {word.text for word in words[first : last + 1]}
        if head & {"Ministry", "Department"}:
            return words[last + 2].text not in self._lexicon.words["first_names"]
        return last + 3 < len(words) and words[last + 3].text in ("Commission", "Administration", "Authority") and last == first

    def _cut(self, line: Line, first: int, last: int, headline: bool) -> list[Candidate]:
        """Cut a run at roles and titles, and trim what is no part of a name."""
        found: list[Candidate] = []
        start, after_title = first, False
        for at in range(first, last + 2):
            if at <= last and not self._is_role(line, at, first, last):
                continue
            if at > start:
                found += self._trimmed(line, start, at - 1, after_title, headline)
            start, after_title = at + 1, True
        return found

    def _is_role(self, line: Line, at: int, first: int, last: int) -> bool:
        word = line.words[at]
        if word.low.rstrip(".") not in self._roles:
            return False
        if word.low == "general" or (at > first and line.words[at - 1].low in ("of", "&", "and") and at == last):
            return False
        return not any(
            self._lexicon.knows(fold(self._text[line.words[first].start : line.words[end].end])) for end in range(at, last + 1)
        )

    def _trimmed(self, line: Line, first: int, last: int, after_title: bool, headline: bool) -> list[Candidate]:
        words = line.words
        while first <= last:
            word = words[first]
            whole = fold(self._text[word.start : words[last].end])
            if self._lexicon.knows(whole) and not self._is_plain_start(line, first, last):
                break
            if (
                self._is_plain_start(line, first, last)
                or word.text in self._dates
                or not word.is_word
                or (first < last and _BASED.search(word.text))
                or (word.text in self._lexicon.words["demonyms"] and not self._keeps_demonym(line, first, last))
            ):
                first += 1
            elif first + 2 <= last and word.text == "United" and words[first + 1].text in ("States", "Kingdom"):
                first += 2
            else:
                break
        while last >= first and (words[last].text in self._dates or words[last].low in ("of", "and", "&", "for", "the", "'s")):
            last -= 1
        if first > last:
            return []
        span = self._without_tail(line.span(first, last), words[last])
        name = span.of(self._text)
        return [Candidate(line, first, last, span, name, after_title, headline)] if len(name) > 1 else []

    def _is_plain_start(self, line: Line, first: int, last: int) -> bool:
        """Say whether a run begins with a word that is only capitalised because it stands first."""
        word = line.words[first]
        before = line.words[first - 1].text if first else ""
        begins = first == 0 or before in "\"“”‘'([:—–-•*" or not line.words[first - 1].is_word
        if word.low in ("the", "a", "an", "this", "our", "his", "her", "their", "its", "new") and last > first:
            return word.low != "new" or begins
        if (
            word.low in self._ordinary
            and not _is_mixed(word.text)
            and (begins or first == last or word.low in ("former", "chief", "senior", "vice"))
        ):
            if first == last or not begins:
                return True
            rest = line.words[first + 1]
            return rest.text not in self._lexicon.words["legal"] and not self._is_tail_only(line, first, last)
        return begins and first == last and word.text.istitle() and word.low in self._small

    def _is_tail_only(self, line: Line, first: int, last: int) -> bool:
        return (
            last == first + 1
            and line.words[last].text in self._lexicon.words["tails"]
            and line.words[first].low not in self._starters
        )

    def _keeps_demonym(self, line: Line, first: int, last: int) -> bool:
        rest = line.words[first + 1 : last + 1]
        if not rest:
            return False
        return len(rest) < 4 and any(rest[0].text in self._lexicon.words[kind] for kind in ("tails", "bodies", "legal"))

    def _without_tail(self, span: Span, last: Token) -> Span:
        """Leave out "-owned" of "Alibaba-owned"."""
        for at, sign in enumerate(last.text):
            if sign in _HYPHENS and at and last.text[at + 1 : at + 2].islower() and last.text[at + 1 :].islower():
                return Span(span.start, last.start + at)
        return span

    def _is_near(self, here: Token, after: Token) -> bool:
        gap = self._text[here.end : after.start]
        return len(gap) <= 3 and "\n\n" not in gap and gap.strip() == ""

    _dotted = frozenset(("Inc", "Corp", "Co", "Ltd", "Bros", "Cos"))
    _starters = frozenset(
        """the a an this that these those its his her their our both other all some many each any most no""".split()
    )

    @property
    def _heads(self) -> frozenset[str]:
        return self._lexicon.words["of_heads"]


def _is_mixed(word: str) -> bool:
    """Say whether capitals and small letters are mixed as in names only: NeXT."""
    return not word[1:].islower() and not word.isupper() and len(word) > 1 and word.isalpha()


def is_in_title_case(line: Line) -> bool:
    """Say whether a line is a headline in which every longer word has a capital, so that capitals tell nothing."""
    longer = [word.text for word in line.words if len(word.text) > 3 and word.is_word]
    if line.sentence.is_headline and len(longer) >= 3 and sum(word[0].isupper() for word in longer) >= 0.75 * len(longer):
        return True
    return len(longer) >= 5 and all(word.isupper() for word in longer)
