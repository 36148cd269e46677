"""The widget's door: where a code point of the frozen text stands in a QTextDocument, and back.

Python counts code points, QTextCursor counts UTF-16 units, and a document holds one character where the text has CR LF.

    text      a  😀  \\r \\n  b          code points   0 1 2 3 4
    document  a  😀  ¶      b          positions     0 1 3 3 4
"""

from typing import Any

import numpy as np

from explorer.landscape.excerpts import Span

_CR, _LF = 13, 10


class Offsets:
    """Leads from code points of one text to positions in the document that shows it, and back."""

    def __init__(self, text: str) -> None:
        codes: Any = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        widths = np.where(codes > 0xFFFF, 2, 1)
        widths[:-1][(codes[:-1] == _CR) & (codes[1:] == _LF)] = 0
        self._starts: Any = np.concatenate(([0], np.cumsum(widths)))

    def position(self, point: int) -> int:
        """Return where a code point stands in the document."""
        return int(self._starts[min(max(point, 0), len(self._starts) - 1)])

    def point_at(self, position: int) -> int:
        """Return the code point that stands at a position."""
        return int(np.searchsorted(self._starts, position, side="right")) - 1

    def span(self, start: int, end: int) -> Span:
        """Return the code points between two positions."""
        first = self.point_at(start)
        return Span(first, max(first, int(np.searchsorted(self._starts, end, side="left"))))


def shown(text: str) -> str:
    """Return the text as a document takes it in: one line feed for each end of a line, nothing that Qt keeps for itself."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n")
    return plain.translate({0: "\ufffd", 0xFDD0: "\ufffd", 0xFDD1: "\ufffd"})


def trimmed(text: str, span: Span) -> Span:
    """Return the span without the blank at its ends."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.end - (len(words) - len(words.rstrip()))))
