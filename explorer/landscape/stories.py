"""When two articles are one story printed twice: wire copy under another headline, cut, re-ordered, with lines of the outlet's own.

Runs of five words are hashed and thinned by winnowing (Schleimer, Wilkerson, Aiken, SIGMOD 2003): of four neighbours the smallest
hash is kept, so that any eight words that two texts share leave a common mark, wherever they stand. The same on every machine.
"""

import re
import struct
import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

RUN, WINDOW = 5, 4
#: So many of the smallest marks find the articles that may be the same story; 32 of them keep pieces of a third of the length.
FINDERS = 32
#: With fewer common marks (some twenty words) nothing is said.
FEWEST = 8
#: Share of the shorter text that must stand in the longer one.
SHARED = 0.4
#: Marks of the beginning (some fifty words) of which this share must stand in the other text: firms that end each of
#: their notices with the same page about themselves tell a new story each time.
LEAD, LEAD_SHARED = 20, 0.35
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")


@dataclass(frozen=True, slots=False)
class Print:
    """The marks of one text, in the order of the text."""

    marks: tuple[int, ...]

    @cached_property
    def every(self) -> frozenset[int]:
        """The marks without their order."""
        return frozenset(self.marks)

    @cached_property
    def lead(self) -> frozenset[int]:
        """The marks of the beginning."""
        return frozenset(self.marks[:LEAD])

    @property
    def finders(self) -> tuple[int, ...]:
        """The smallest marks, by which articles that may be the same story are found."""
        return tuple(sorted(self.every)[:FINDERS])

    def packed(self) -> bytes:
        """Return the marks as bytes, four for each."""
        return struct.pack(f"<{len(self.marks)}I", *self.marks)

    @classmethod
    def unpacked(cls, packed: bytes) -> "Print":
        """Return the marks that were packed."""
        return cls(struct.unpack(f"<{len(packed) // 4}I", packed))


def print_of(text: str) -> Print:
    """Return the marks of a text; case, accents, punctuation and line breaks do not matter."""
    words = [zlib.crc32(word.encode()) for word in _WORD.findall(unicodedata.normalize("NFKC", text).casefold())]
    runs = [_mixed(words[place : place + RUN]) for place in range(len(words) - RUN + 1)]
    marks: list[int] = []
    last = -1
    for place in range(max(0, len(runs) - WINDOW + 1)):
        least = min(range(place, place + WINDOW), key=lambda at: (runs[at], -at))
        if least != last:
            marks.append(runs[least])
            last = least
    return Print(tuple(marks))


def likeness(a: Print, b: Print) -> float:
    """Return the share of the shorter text that stands in the longer one, 0 to 1; 0 where they are two stories."""
    common = len(a.every & b.every)
    shorter = min(len(a.every), len(b.every))
    if common < FEWEST or common < SHARED * shorter:
        return 0.0
    begins = max(len(lead & other) / len(lead) for lead, other in ((a.lead, b.every), (b.lead, a.every)))
    return common / shorter if begins >= LEAD_SHARED else 0.0


def says_the_same(a: str, b: str) -> bool:
    """Say whether two sentences are one in two printings: most runs of three words of the shorter stand in the longer."""
    mine, theirs = _threes(a), _threes(b)
    if not mine or not theirs:
        return _WORD.findall(a.casefold()) == _WORD.findall(b.casefold())
    return len(mine & theirs) >= 0.6 * min(len(mine), len(theirs))


def _threes(words: str) -> frozenset[tuple[str, ...]]:
    found = _WORD.findall(unicodedata.normalize("NFKC", words).casefold())
    return frozenset(zip(found, found[1:], found[2:], strict=False))


def _mixed(words: Sequence[int]) -> int:
    """One hash of several, in their order (FNV-1a over 32-bit words, then the mixing of murmur3)."""
    mixed = 2166136261
    for word in words:
        mixed = ((mixed ^ word) * 16777619) & 0xFFFFFFFF
    mixed ^= mixed >> 16
    mixed = (mixed * 0x85EBCA6B) & 0xFFFFFFFF
    mixed ^= mixed >> 13
    mixed = (mixed * 0xC2B2AE35) & 0xFFFFFFFF
    return mixed ^ (mixed >> 16)
