"""A row written as one string in which companies are "@3", so that patterns can speak of companies; offsets lead back."""

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from explorer.landscape.excerpts import Span
from explorer.reading.phrases import Item, Row


class Masked:
    """The words of a row in small letters, parted by blanks; "@3" is the fourth item, which stands for companies."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self._words = [
            (f"@{index}'s" if item.is_owner else f"@{index}") if item.companies else item.low
            for index, item in enumerate(row.items)
        ]
        self.text = " ".join(self._words)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(len(word) + 1 for word in self._words[:-1])]

    def item(self, word: str) -> Item:
        """Return the item that a matched "@3" stands for."""
        return self.row.items[int(word.lstrip("@").removesuffix("'s"))]

    def span(self, start: int, end: int) -> Span:
        """Return the characters of the article that a stretch of the string stands for; white space at its ends set aside."""
        stretch = self.text[start:end]
        start += len(stretch) - len(stretch.lstrip())
        end = start + len(stretch.strip())
        first = max(0, bisect_right(self._starts, start) - 1)
        last = max(first, bisect_right(self._starts, max(start, end - 1)) - 1)
        return Span(self.row.items[first].start, self.row.items[last].end)
