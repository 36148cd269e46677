"""Coded articles and their texts, read from folders that lie outside the project."""

import gzip
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Coded:
    """One article: its text and its coding, a JSON object with exact spans."""

    id: str
    text: str
    coding: dict[str, Any]


def coded(codings: Iterable[str], texts: Iterable[Path]) -> list[Coded]:
    """Return the articles of these JSON Lines files (or folders of them), by id; a text not as coded raises ValueError.

    A file may end in ":even" or ":odd": only the articles whose id has that parity in the first digit of its SHA-256 are read, so
    that the other half stays unseen. `texts` are folders of ID.txt, JSON files of {id: {"text": …}}, or JSON Lines (.jsonl.gz) of
    {"id": …, "text": …}.
    """
    found = {row["id"]: row for where in codings for row in _rows(where)}
    places = [_texts(place) for place in texts]
    out = []
    for name, row in sorted(found.items()):
        text = next((text for place in places if (text := place(name)) is not None), None)
        if text is None or hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
            raise ValueError(f"{name}: its text, as it was coded, is in none of the given places")
        out.append(Coded(name, text, row))
    return out


def _rows(where: str) -> Iterator[dict[str, Any]]:
    name, _, half = where.partition(":")
    path = Path(name)
    for file in sorted(path.glob("*.jsonl")) if path.is_dir() else [path]:
        with file.open(encoding="utf-8") as lines:
            for row in map(json.loads, filter(str.strip, lines)):
                is_even = int(hashlib.sha256(row["id"].encode()).hexdigest()[0], 16) % 2 == 0
                if not half or is_even == (half == "even"):
                    yield row


def _texts(place: Path) -> Callable[[str], str | None]:
    if place.is_dir():
        return lambda name: file.read_bytes().decode() if (file := place / f"{name}.txt").exists() else None
    kept: dict[str, Any]
    if place.suffix == ".gz":
        with gzip.open(place, "rt", encoding="utf-8", newline="\n") as lines:
            kept = {row["id"]: row for row in map(json.loads, lines)}
    else:
        kept = json.loads(place.read_text(encoding="utf-8"))
    return lambda name: kept[name]["text"] if name in kept else None
