"""Sentences of our own, spun from the patterns of `sentences.txt`: the same for the same seed."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PATTERNS = Path(__file__).with_name("sentences.txt")
NAMES = ("Acmex", "Borvell", "Candrix", "Dunmore")
_MONEY = ("$3 billion", "$450 million", "US$ 12 million", "€2.1 billion", "£78 million")
_NUMBERS = ("2", "3", "12", "20", "400", "five", "two")
_BEFORE = (
    *("",) * 3,
    "On Tuesday ",
    "In Y , ",
    "Last month , ",
    "The news comes as ",
    "Analysts say that ",
    "He said ",
    "In a statement on Friday it was announced that ",
)
_AFTER = (
    *("",) * 3,
    " , the companies said on Monday",
    " , it said in a statement",
    " in the United States",
    " this week",
    " , which makes software ,",
    " and expects to cut costs",
    " as part of a plan to expand in Europe",
)
_CHOICE = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence in which NAMES stand, and what it tells of the first two of them: a type of deal, or "none"."""

    tells: str
    text: str


def written(each: int, seed: int = 1) -> Iterator[Written]:
    """Give up to `each` sentences of every pattern."""
    rng = random.Random(seed)
    for line in PATTERNS.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            tells, pattern = (part.strip() for part in line.split(" | ", 1))
            texts = dict.fromkeys(_spun(rng, pattern) for _ in range(3 * each))
            yield from (Written(tells, text) for text in list(texts)[:each])


def _spun(rng: random.Random, pattern: str) -> str:
    text = rng.choice(_BEFORE) + pattern + rng.choice(_AFTER)
    while choice := _CHOICE.search(text):
        text = text[: choice.start()] + rng.choice(choice.group(1).split("|")) + text[choice.end() :]
    text = re.sub(r"\$", lambda _: rng.choice(_MONEY), text)
    text = re.sub(r"\bY\b", lambda _: str(rng.randint(1985, 2021)), text)
    text = re.sub(r"\bN\b", lambda _: rng.choice(_NUMBERS), text)
    text = re.sub(r"\bP\b", lambda _: f"{rng.randint(3, 80)}%", text)
    for letter, name in zip("ABCD", NAMES, strict=True):
        text = text.replace(f"{{{letter}}}", name)
    text = " ".join(text.split())
    return text[0].upper() + text[1:] + "."
