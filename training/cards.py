"""Writes a model folder: the weights, and the card that says what they are, from what they were made, and how good they are."""

import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.reading.models import CARD, WEIGHTS


@dataclass(frozen=True, slots=True)
class DataSet:
    """What a model was trained on, as its licence wants it named."""

    name: str
    licence: str
    attribution: str
    used: str


WIKINEWS = DataSet(
    "Wikinews business articles 2004-2018",
    "CC BY 2.5",
    "Wikinews contributors, by way of Docma-TU/toscaData economy.rda",
    "the texts that the codings point into",
)


def own_codings(used: str) -> DataSet:
    """Return our own codings of these articles, of which `used` says what was taken."""
    return DataSet("Own codings of Wikinews articles", "MIT", "the authors of Alliance Explorer", used)


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on a card; `figures` are those of the command `measured_by`."""

    title: str
    what: str
    form: int
    retrain: str
    data: Sequence[DataSet]
    measured_by: str = ""
    figures: Mapping[str, float | int | str] | None = None


def text_array(lines: Sequence[str]) -> NDArray[np.uint8]:
    """Return lines as one array of bytes, as `Model.words` reads them."""
    return np.frombuffer("\n".join(lines).encode("utf-8"), dtype=np.uint8)


def write(folder: Path, card: Card, arrays: Mapping[str, NDArray[Any]]) -> Path:
    """Write `weights.npz` and `card.toml` into a folder; the same card and arrays give the same bytes."""
    buffer = io.BytesIO()
    np.savez_compressed(buffer, allow_pickle=False, **{key: arrays[key] for key in sorted(arrays)})
    folder.mkdir(parents=True, exist_ok=True)
    (folder / WEIGHTS).write_bytes(buffer.getvalue())
    (folder / CARD).write_text(_toml(card, buffer.getvalue()), encoding="utf-8")
    return folder


def _toml(card: Card, weights: bytes) -> str:
    lines = [
        f"title = {_quoted(card.title)}",
        f"what = {_quoted(card.what)}",
        f"form = {card.form}",
        f"sha256 = {_quoted(hashlib.sha256(weights).hexdigest())}",
        f"bytes = {len(weights)}",
        f"retrain = {_quoted(card.retrain)}",
        f"measured_by = {_quoted(card.measured_by)}",
    ]
    if card.figures:
        lines += ["", "[figures]", *(f"{_quoted(key)} = {_value(value)}" for key, value in card.figures.items())]
    for source in card.data:
        parts = {"name": source.name, "licence": source.licence, "attribution": source.attribution, "used": source.used}
        lines += ["", "[[data]]", *(f"{key} = {_quoted(value)}" for key, value in parts.items())]
    return "\n".join(lines) + "\n"


def _value(value: float | int | str) -> str:
    return _quoted(value) if isinstance(value, str) else repr(value)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
