"""Exact words of a source and where they stand."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NewType

SourceId = NewType("SourceId", int)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range `[start, end)` of Unicode code points."""

    start: int
    end: int

    def touches(self, other: "Span") -> bool:
        """Say whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Say whether `other` lies inside this one."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """Return the words of `text` that stand here."""
        return text[self.start : self.end]


def within(spans: Sequence[Span], whole: Span) -> list[Span]:
    """Return those of some spans, sorted, that lie inside another."""
    first = bisect_left(spans, Span(whole.start, whole.start))
    last = bisect_left(spans, Span(whole.end, whole.end))
    return [span for span in spans[first:last] if span.end <= whole.end]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of a source, verbatim: `text[start:end] == quote`, checked whenever a file is opened."""

    source: SourceId
    span: Span
    quote: str

    def is_found_in(self, text: str) -> bool:
        """Say whether the quote stands in the text exactly where it says."""
        return bool(self.quote) and self.span.of(text) == self.quote
