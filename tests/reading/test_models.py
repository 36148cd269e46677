"""Models as files: what is on the card must be what is in the weights."""

import hashlib
from pathlib import Path

import numpy as np
import pytest

from explorer.reading.models import CARD, WEIGHTS, UnusableModel, load
from training.cards import Card, DataSet, text_array, write

MADE_FROM = DataSet("Own codings", "MIT", "the project", 'spans only, "kinds"')
CARD_OF_IT = Card("A model", "says yes\nor no", 3, "python -m training.it", (MADE_FROM,), "a command", {"F1": 0.5, "on": "dev"})


def made(folder: Path) -> Path:
    write(folder / "it", CARD_OF_IT, {"weights": np.arange(6, dtype=np.int8).reshape(2, 3), "names": text_array(["é", "b"])})
    return folder


def test_what_was_written_is_loaded(tmp_path: Path) -> None:
    model = load("it", 3, made(tmp_path))
    assert model.arrays["weights"].tolist() == [[0, 1, 2], [3, 4, 5]]
    assert model.words("names") == ["é", "b"]
    assert model.card["data"][0]["used"] == 'spans only, "kinds"'
    assert model.card["figures"] == {"F1": 0.5, "on": "dev"}


def test_the_same_arrays_give_the_same_bytes(tmp_path: Path) -> None:
    one, two = made(tmp_path / "one"), made(tmp_path / "two")
    for name in (CARD, WEIGHTS):
        assert (one / "it" / name).read_bytes() == (two / "it" / name).read_bytes()


def test_a_model_that_is_missing_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnusableModel, match=r"has no file card\.toml.*rules alone"):
        load("it", 3, tmp_path)


def test_weights_that_were_changed_are_refused(tmp_path: Path) -> None:
    path = made(tmp_path) / "it" / WEIGHTS
    path.write_bytes(path.read_bytes()[:-7] + b"changed")
    with pytest.raises(UnusableModel, match="not those that the card tells of"):
        load("it", 3, tmp_path)


def test_a_card_that_is_no_card_is_refused(tmp_path: Path) -> None:
    (made(tmp_path) / "it" / CARD).write_text("what = ", encoding="utf-8")
    with pytest.raises(UnusableModel, match="cannot be read"):
        load("it", 3, tmp_path)


def test_a_model_of_another_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableModel, match="form 3, this program reads form 4"):
        load("it", 4, made(tmp_path))


def test_objects_are_never_loaded_from_weights(tmp_path: Path) -> None:
    path = made(tmp_path) / "it" / WEIGHTS
    np.savez(path, bad=np.array([{"a": 1}], dtype=object))
    card = path.with_name(CARD)
    text = card.read_text(encoding="utf-8").split("\n")
    text[3] = f'sha256 = "{hashlib.sha256(path.read_bytes()).hexdigest()}"'
    card.write_text("\n".join(text), encoding="utf-8")
    with pytest.raises(UnusableModel, match="weights cannot be read"):
        load("it", 3, tmp_path)
