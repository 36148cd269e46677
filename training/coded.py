"""Coded articles and their texts, read from a folder that lies outside the project."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Coded:
    """One article: its text and its coding, a JSON object with exact spans."""

    id: str
    text: str
    coding: dict[str, Any]


def coded(codings: Iterable[Path], texts: Path, half: str = "all") -> list[Coded]:
    """Return the articles of these JSON Lines files (or folders of them), by id; a text not as coded raises ValueError.

    `texts` is a folder of ID.txt, or one JSON file of {id: {"text": …}}. `half` "even" or "odd" keeps the articles whose id has
    that parity in the first digit of its SHA-256, so that the other half stays unseen.
    """
    found = {}
    for row in _rows(codings):
        if half == "all" or (int(hashlib.sha256(row["id"].encode()).hexdigest()[0], 16) % 2 == 0) == (half == "even"):
            found[row["id"]] = row
    read = _texts(texts)
    out = []
    for name, row in sorted(found.items()):
        text = read(name)
        if hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
            raise ValueError(f"{name}: the text in {texts} is not the one that was coded; take the text of that SHA-256")
        out.append(Coded(name, text, row))
    return out


def _rows(codings: Iterable[Path]) -> Iterator[dict[str, Any]]:
    for path in codings:
        for file in sorted(path.glob("*.jsonl")) if path.is_dir() else [path]:
            with file.open(encoding="utf-8") as lines:
                yield from (json.loads(line) for line in lines if line.strip())


def _texts(texts: Path) -> Any:
    if texts.is_dir():
        return lambda name: (texts / f"{name}.txt").read_bytes().decode("utf-8")
    kept = json.loads(texts.read_text(encoding="utf-8"))
    return lambda name: kept[name]["text"]
