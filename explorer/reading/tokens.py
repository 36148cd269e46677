"""Words of a text and where they stand."""

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}"  # U.S.
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

    @property
    def is_capital(self) -> bool:
        """Say whether it is written as a name may be: a capital somewhere, and a letter at all."""
        text = self.text
        return text[0].isupper() or (not text.islower() and any(map(str.isupper, text)) and text[-1:].isalnum())

    @property
    def is_word(self) -> bool:
        """Say whether it holds a letter."""
        return self.text.isalpha() or any(map(str.isalpha, self.text))


def tokens(text: str, start: int, end: int) -> list[Token]:
    """Cut `text[start:end]` into tokens; a possessive 's is a token of its own."""
    return [
        Token(m.start(), m.end(), word, word.lower().replace("’", "'"))
        for m in _TOKEN.finditer(text, start, end)
        if (word := m.group())
    ]
