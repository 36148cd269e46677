"""Words of a text and where they stand."""

import re
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(
    r"[A-Z]?[a-z]++(?![\w&+\-‐‑.·'’:])"  # what most words are, told first because it is told soonest
    r"|(?:[A-Za-z]\.){2,}"  # U.S.
    r"|https?://\S+|www\.\S+"
    r"|(?:US|A|C|HK|NZ)?[$€£¥]\s?\d[\d,.]*\d|(?:US|A|C|HK|NZ)?[$€£¥]\s?\d"
    r"|\d+[-‐‑][A-Z]\w+"  # 7-Eleven
    r"|\d+[A-Za-z]\w*(?:-\w+)*"  # 3M, 20th
    r"|\d[\d,.]*\d%?|\d%?"
    r"|\w+(?:[&+\-‐‑.·]\w+|(?:'|’)(?!s\b)\w+|&(?=\w))*"
    r"|['’]s\b|\S",
    re.UNICODE,
)


class Token(NamedTuple):
    """One word, number or sign. `low` is the word in lower case with a straight apostrophe."""

    start: int
    end: int
    text: str
    low: str
    is_word: bool  # holds a letter
    is_capital: bool  # written as a name may be: a capital somewhere, and a letter at all


def tokens(text: str, start: int, end: int) -> list[Token]:
    """Cut `text[start:end]` into tokens; a possessive 's is a token of its own."""
    return [Token(m.start(), m.end(), *_written(m.group())) for m in _TOKEN.finditer(text, start, end)]


@lru_cache(maxsize=50_000)
def _written(word: str) -> tuple[str, str, bool, bool]:
    """What a token tells wherever it stands; kept, because the same words come again and again."""
    is_capital = word[0].isupper() or (not word.islower() and any(map(str.isupper, word)) and word[-1].isalnum())
    return word, word.lower().replace("’", "'"), any(map(str.isalpha, word)), is_capital
