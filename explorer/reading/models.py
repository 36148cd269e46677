"""Models that ship as data: a folder with the weights and a card that says what they are and what they must hash to."""

import hashlib
import io
import tomllib
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from explorer.landscape.refusals import Refusal
from explorer.landscape.shipped import resources

CARD = "card.toml"
WEIGHTS = "weights.npz"
_WAY_OUT = "install the program again; until then articles are read by rules alone, and less is found"


_Made = TypeVar("_Made")


class UnusableModel(Refusal):
    """A model that is missing, damaged, or of another make than this program reads."""


@dataclass(frozen=True, slots=True)
class Model:
    """A model as it was loaded: its card, and its arrays by name."""

    card: Mapping[str, Any]
    arrays: Mapping[str, NDArray[Any]]

    def words(self, name: str) -> list[str]:
        """Return an array of bytes as the lines of UTF-8 text that it holds."""
        return self.arrays[name].tobytes().decode("utf-8").split("\n")


def load(name: str, form: int, folder: Path | None = None) -> Model:
    """Return the model `name` after comparing its weights with the hash on its card; raise UnusableModel.

    `form` is the make of the arrays that the caller understands; a card of another form is refused. Models lie in
    `resources/models/NAME`, or in `folder/NAME` where one is given. Nothing in a model is ever run: no pickles.
    """
    place = (folder or resources() / "models") / name
    try:
        card = tomllib.loads((place / CARD).read_text(encoding="utf-8"))
        weights = (place / WEIGHTS).read_bytes()
    except FileNotFoundError as missing:
        raise UnusableModel(place, f"the model has no file {Path(missing.filename).name}", _WAY_OUT) from None
    except (OSError, ValueError) as wrong:
        raise UnusableModel(place, f"the model cannot be read ({wrong})", _WAY_OUT) from None
    if card.get("form") != form:
        raise UnusableModel(place, f"the model is of form {card.get('form')}, this program reads form {form}", _WAY_OUT)
    if hashlib.sha256(weights).hexdigest() != card.get("sha256"):
        raise UnusableModel(place, "the weights are not those that the card tells of", _WAY_OUT)
    try:
        with np.load(io.BytesIO(weights), allow_pickle=False) as arrays:
            return Model(card, {key: arrays[key] for key in arrays.files})
    except (ValueError, OSError, EOFError, zipfile.BadZipFile) as wrong:
        raise UnusableModel(place, f"the weights cannot be read ({wrong})", _WAY_OUT) from None


def usable(make: Callable[[], _Made], notes: list[str]) -> _Made | None:
    """Return what `make` makes of a model; None where the model cannot be used, and a note that says why."""
    try:
        return make()
    except UnusableModel as refusal:
        notes.append(str(refusal))
        return None
