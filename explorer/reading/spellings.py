"""Whether two names are one name written differently: other signs, a slip of the pen, a country put before, a short form."""

import re
import unicodedata
from functools import lru_cache

from explorer.landscape.names import fold

_SIGNS = re.compile(r"[^\w]+")
_COUNTRIES = frozenset(
    "us u.s uk u.k british american canadian australian indian chinese japanese french german federal national royal".split()
)
_SHORTEST = 6
_LONGEST = 40


@lru_cache(maxsize=20_000)
def squeezed(name: str) -> str:
    """Return a name without signs, spaces and accents, & as "and": "Party Gaming" and "PartyGaming" become the same."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    return _SIGNS.sub("", plain.replace("&", " and "))


def is_slip(one: str, two: str) -> bool:
    """Say whether two longer names of letters differ by one letter that is missing or out of place ("Netfilx", "Northop").

    A letter that is another one makes another name as often as a slip ("Wikimedia"), and so does an s at the end.
    """
    a, b = sorted((one.casefold(), two.casefold()), key=len)
    if a == b or len(a) < _SHORTEST or len(b) - len(a) > 1 or a[0] != b[0] or a.rstrip("s") == b.rstrip("s"):
        return False
    if not (a.replace(" ", "").isalpha() and b.replace(" ", "").isalpha()):
        return False
    at = next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if len(a) == len(b):
        return a[:at] + a[at + 1 : at + 2] + a[at : at + 1] + a[at + 2 :] == b
    return a[at:] == b[at + 1 :]


def spellings(name: str) -> set[str]:
    """Return keys that a name shares with whatever is the same when squeezed, or a slip away: each letter left out once."""
    folded = fold(name)
    near = (
        {f"~{folded[:at]}{folded[at + 1 :]}" for at in range(1, len(folded) + 1)} if _SHORTEST <= len(folded) <= _LONGEST else set()
    )
    return near | {f"={squeezed(name)}"}


def initials(words: list[str]) -> set[str]:
    """Return the capitals a name may be shortened to: all of them, and those of its first words, three at least."""
    letters = "".join(word[0] for word in words if word[0].isupper())
    return {letters, *(letters[:length] for length in range(3, len(letters)))}


def without_country(words: list[str]) -> list[str]:
    """Return the words of a name without the country before it: "US Federal Reserve" is also told as "Federal Reserve"."""
    return words[1:] if len(words) > 2 and words[0].casefold().rstrip(".") in _COUNTRIES else words
