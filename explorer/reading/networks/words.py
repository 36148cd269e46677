"""What heads of columns, types and stages are called in lists made elsewhere, and how their dates are written."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from explorer.landscape.shipped import resources
from explorer.landscape.vocabulary import DealType, Stage
from explorer.reading.dates import iso_date
from explorer.reading.networks.layout import Column

_NOT_WORD = re.compile(r"[\W_]+")
_ISO = re.compile(r"\s*((?:1[89]|20|21)\d\d)(?:-([01]\d)(?:-([0-3]\d))?)?(?:[T ].*)?\s*")
_AGREEMENT = re.compile(r"\b(?:agreements?|contracts?|deals?|filing|arrangements?)\b")
_NUMBERS = re.compile(r"\s*(\d{1,2})([./-])(\d{1,2})\2((?:19|20)?\d\d)\s*")


@dataclass(frozen=True, slots=True)
class NetworkWords:
    """Plain words and what they mean."""

    columns: Mapping[str, Column]
    types: Mapping[str, DealType]
    stages: Mapping[str, Stage]


@cache
def network_words() -> NetworkWords:
    """Read the words once."""
    raw = tomllib.loads((resources() / "reading" / "networks.toml").read_text(encoding="utf-8"))
    types = {word: DealType(kind) for kind, words in raw["types"].items() for word in (*words, plain(kind))}
    stages = {word: Stage(stage) for stage, words in raw["stages"].items() for word in (*words, plain(stage))}
    return NetworkWords({word: Column(name) for name, words in raw["columns"].items() for word in words}, types, stages)


def type_called(words: str) -> DealType | None:
    """Return the type that is called by these words, "agreement" and the like aside; None where it is not known."""
    known, said = network_words().types, plain(words)
    return known.get(said) or known.get(_AGREEMENT.sub("", said).strip())


def stage_called(words: str) -> Stage | None:
    """Return the stage that is called by these words; None where it is not known."""
    return network_words().stages.get(plain(words))


def plain(words: str) -> str:
    """Return words as they are compared: "M&A" and "m a" are one."""
    return _NOT_WORD.sub(" ", words.casefold()).strip()


def date_of(words: str, *, day_first: bool | None = None) -> str:
    """Return a date as ISO 8601, as far as it is told: of 3/4/2020 only the year, where it is not known which one is the day."""
    match = _ISO.fullmatch(words)
    if match:
        return "-".join(part for part in match.groups() if part)
    match = _NUMBERS.fullmatch(words)
    if match is None:
        return iso_date(words)
    one, sign, other, year = int(match[1]), match[2], int(match[3]), match[4]
    year = year if len(year) == 4 else ("20" if int(year) < 70 else "19") + year
    is_day_first = True if sign == "." or one > 12 else False if other > 12 else day_first
    if is_day_first is None:
        return year
    day, month = (one, other) if is_day_first else (other, one)
    return f"{year}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else year
