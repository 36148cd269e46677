"""An article cut into sentences and words: what every step of the reading looks at."""

from dataclasses import dataclass

from explorer.landscape.excerpts import Span
from explorer.reading.sentences import Sentence, sentences
from explorer.reading.tokens import Token, tokens


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with its words."""

    number: int
    sentence: Sentence
    words: tuple[Token, ...]

    def low(self, at: int) -> str:
        """The word at a place in lower case; an empty string outside the sentence."""
        return self.words[at].low if 0 <= at < len(self.words) else ""

    def span(self, first: int, last: int) -> Span:
        """The characters from one word to another, both included."""
        return Span(self.words[first].start, self.words[last].end)


@dataclass(frozen=True, slots=True)
class Document:
    """A frozen text, its sentences and their words; `small` holds the words written in small letters somewhere."""

    text: str
    lines: tuple[Line, ...]
    small: frozenset[str]


def document(text: str) -> Document:
    """Cut a text up."""
    lines = tuple(
        Line(number, sentence, tuple(tokens(text, sentence.span.start, sentence.span.end)))
        for number, sentence in enumerate(sentences(text))
    )
    small = frozenset(word.low for line in lines for word in line.words if word.text.islower())
    return Document(text, lines, small)
