"""Coded articles and their texts, as deals are trained and measured on them."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.corpus import wikinews
from training.keep import KEPT, named


@dataclass(frozen=True, slots=True)
class Coded:
    """One article: its text and its coding, a JSON object with exact spans."""

    id: str
    text: str
    coding: dict[str, Any]


def coded(data: Path, codings: Iterable[str] = ()) -> list[Coded]:
    """Return the articles of these JSON Lines files (or folders of them) by id, or those that models are trained on.

    A file may end in ":even" or ":odd": only the articles whose id has that parity in the first digit of its SHA-256 are read, so
    that the other half stays unseen. Models are trained on `training/codings.jsonl` and the even half of the older codings. Texts
    come from the folder of data sets; one that is missing or not as it was coded raises ValueError.
    """
    texts = wikinews(data)
    places = list(codings) or [str(KEPT), f"{data / 'gold/dev_gold.jsonl'}:even"]
    out = []
    for name, row in sorted({row["id"]: row for where in places for row in _rows(where)}.items()):
        text = texts.get(name, "")
        if hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
            raise ValueError(f"{name}: its text, as it was coded, is not in {data / 'articles'}")
        out.append(Coded(name, text, row if _has_names(row) else named(row, text)))
    return out


def _has_names(row: dict[str, Any]) -> bool:
    return all("name" in company for company in row["companies"])


def _rows(where: str) -> Iterator[dict[str, Any]]:
    name, _, half = where.partition(":")
    path = Path(name)
    for file in sorted(path.glob("*.jsonl")) if path.is_dir() else [path]:
        with file.open(encoding="utf-8") as lines:
            for row in map(json.loads, filter(str.strip, lines)):
                is_even = int(hashlib.sha256(row["id"].encode()).hexdigest()[0], 16) % 2 == 0
                if not half or is_even == (half == "even"):
                    yield row
