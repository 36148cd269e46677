"""How names of companies are compared, case, accents and legal form aside, and how they stand in a sentence of another script."""

import re
import unicodedata
from functools import lru_cache

_LEGAL = frozenset(
    """motor ab ag aktiengesellschaft as asa bv co company corp corporation cos gmbh group groupe groep gruppe holding holdings
    inc incorporated kg kgaa limited llc llp lp ltd nv oy oyj plc pte pty sa sarl se spa srl""".split()
)
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")
_APOSTROPHE = re.compile(r"['’]")
_ISOLATE, _END = "\u2068", "\u2069"
_NOT_WORD = re.compile(r"[^\w&+]+")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Return what is left of a name for comparing: "The Acme Co." and "ACME" both give "acme".

    A name that is nothing but an article and legal forms ("The Company") is only folded in case.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    plain = _DOTTED.sub(lambda dotted: dotted.group().replace(".", ""), plain)
    plain = _APOSTROPHE.sub("", plain).replace(".com", " ")
    words = _NOT_WORD.sub(" ", plain).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    while len(words) > 1 and words[-1] in _LEGAL:
        words = words[:-1]
    return " ".join(words) or " ".join(name.casefold().split())


def apart(name: str) -> str:
    """Return a name as it stands in an English sentence: one written from right to left keeps to itself.

    It is put between a first strong isolate and its end (Unicode Annex 9), else it would turn the words around it about.
    """
    if name.startswith(_ISOLATE) or not runs_left(name):
        return name
    return f"{_ISOLATE}{name}{_END}"


def runs_left(words: str) -> bool:
    """Return whether any of these words is written from right to left."""
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in words)
