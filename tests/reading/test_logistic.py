"""What a logistic model sums: the weights of the signs that it knows, for many rows at once as for each alone."""

import numpy as np

from explorer.reading.logistic import Logistic, shares
from explorer.reading.models import Model

SIGNS = np.frombuffer(b"verb\nhedge\nsum", dtype=np.uint8)


def model(weights: list[list[int]] | list[int], start: list[float] | float) -> Logistic:
    arrays = {"signs": SIGNS, "weights": np.array(weights, np.int8), "scale": np.array(0.5), "start": np.array(start)}
    return Logistic(Model({}, arrays))


def test_each_row_has_the_weights_of_its_known_signs() -> None:
    several = model([[2, 0], [0, 4], [6, 6]], [1.0, 0.0])
    rows = [["verb", "sum"], [], ["hedge", "a sign nobody knows"]]
    assert several.sums(rows).tolist() == [[5.0, 3.0], [1.0, 0.0], [1.0, 2.0]]
    assert [several.sums([row])[0].tolist() for row in rows] == several.sums(rows).tolist()


def test_yes_or_no_is_one_number() -> None:
    assert model([2, -4, 0], -1.0).sums([["verb"], ["hedge"], []]).tolist() == [0.0, -3.0, -1.0]


def test_shares_of_a_row_are_one_together_however_large_the_sums() -> None:
    found = shares(np.array([[1000.0, 1000.0], [0.0, -1000.0]], np.float32))
    assert found.tolist() == [[0.5, 0.5], [1.0, 0.0]]
