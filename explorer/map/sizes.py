"""How big things are in map units, which are pixels at scale 1; estimated without a font, so alike on every machine."""

from functools import lru_cache
from math import sqrt
from unicodedata import category, combining, east_asian_width

from explorer.map.scene import MapCompany

#: Width to height of the page that a map is laid out for.
ASPECT = 1.6
#: Width of a letter of a label, and height of its line.
LETTER, LINE = 7.4, 17.0
#: A label longer than this many letters is broken into two lines.
WRAP = 18
#: From the middle of a parent to the middle of its units, beyond the parent's disc.
TIE = 40.0
#: Ideal length of a line between two small companies.
REACH = 170.0


def radius(company: MapCompany, is_unit: bool = False) -> float:
    """Return a company's radius; its area grows with the number of its deals."""
    if is_unit:
        return 6.0
    if company.deals:
        return min(30.0, 8.0 + 3.6 * sqrt(company.deals))
    return 8.0 if company.is_comparator else 5.5


def label_box(name: str) -> tuple[float, float]:
    """Return about how wide and high a name is on the map."""
    lines = wrapped(name)
    return max(map(letters, lines)) * LETTER, len(lines) * LINE


def letters(text: str) -> int:
    """Return how many letters wide a text is: a sign of Chinese, Japanese or Korean counts two, a mark upon a letter none."""
    return len(text) if text.isascii() else sum(map(_wide, text))


@lru_cache(maxsize=4096)
def wrapped(name: str) -> tuple[str, ...]:
    """Break a long name into two lines of about the same length; what is longer still ends in one ellipsis.

    Scripts that put no spaces between words are broken between any two of their signs.
    """
    if letters(name) <= WRAP:
        return (name,)
    lines = min(_halves(name), key=lambda pair: max(map(letters, pair)), default=(name,))
    if max(map(letters, lines)) <= 2 * WRAP:
        return lines
    fitting = [pair for pair in _halves(name) if letters(pair[0]) <= 2 * WRAP]
    return tuple(_cut(line) for line in (fitting[-1] if fitting else (name,)))


def _halves(name: str) -> list[tuple[str, ...]]:
    words = name.split()
    if len(words) > 1:
        return [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    return [(name[:i], name[i:]) for i in range(1, len(name)) if _wide(name[i - 1]) == _wide(name[i]) == 2]


def _cut(line: str) -> str:
    """Return a line, up to the last whole word where it is too long, or else as many signs with all their marks as fit."""
    if letters(line) <= 2 * WRAP:
        return line
    end = room = 0
    while room + _wide(line[end]) < 2 * WRAP:
        room += _wide(line[end])
        end += 1
    while end and not _wide(line[end]):  # a mark goes with its letter
        end -= 1
    kept = line[:end].rstrip()
    word = kept.rpartition(" ")[0] if line[end] != " " else kept
    return (word if letters(word) > WRAP else kept) + "…"


@lru_cache(maxsize=4096)
def _wide(sign: str) -> int:
    if combining(sign) or category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(sign) in "WF" else 1
