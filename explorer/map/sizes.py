"""How big things are in map units, which are pixels at scale 1; estimated without a font, so alike on every machine."""

from functools import lru_cache
from math import sqrt

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
    return max(map(len, lines)) * LETTER, len(lines) * LINE


@lru_cache(maxsize=4096)
def wrapped(name: str) -> tuple[str, ...]:
    """Break a long name into two lines of about the same length; what is longer still ends in an ellipsis."""
    if len(name) <= WRAP:
        return (name,)
    words = name.split()
    breaks = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    lines = min(breaks, key=lambda pair: max(map(len, pair)), default=(name,))
    return tuple(line if len(line) <= 2 * WRAP else line[: 2 * WRAP - 1].rstrip() + "…" for line in lines)
