"""Weighs what speaks for words near a deal: how likely they say what it is about."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from explorer.landscape.excerpts import Span
from explorer.reading import models
from explorer.reading.area_signs import DealHere, Signs
from explorer.reading.areas import names_a_thing
from explorer.reading.logistic import Logistic
from explorer.reading.models import Model
from explorer.reading.phrases import Row

FORM = 1
NAME = "areas"


class AreaWeigher:
    """A logistic model over signs; words are an area from a chance of `least` on, of `least_ruled` where rules tell them too."""

    def __init__(self, model: Model) -> None:
        self._model = Logistic(model)
        self.least = float(model.arrays["least"])
        self.least_ruled = float(model.arrays["least_ruled"])

    def likely(self, phrases: Sequence[Iterable[str]]) -> list[float]:
        """Return how likely each phrase is an area, by its signs."""
        chances: list[float] = (1 / (1 + np.exp(-self._model.sums(phrases)))).tolist() if phrases else []
        return chances

    def areas(self, signs: Signs, row: Row, told: DealHere, ruled: Sequence[Span]) -> list[Span]:
        """Return what a deal is likely about by one of its sentences, in the words of the rules where they tell it too."""
        found: list[Span] = []
        phrases = list(signs.of(row, told, ruled))
        chances = self.likely([here for _, here in phrases])
        for (one, _), chance in zip(phrases, chances, strict=True):
            area = next((span for span in ruled if span.touches(one.span)), None)
            if area is None and not names_a_thing(one.span.of(signs.text)):
                continue
            least = self.least if area is None else self.least_ruled
            area = area or one.span
            if area not in found and chance >= least:
                found.append(area)
        return found


def shipped(folder: Path | None = None) -> AreaWeigher:
    """Load the model; raises UnusableModel where it is missing or damaged."""
    return AreaWeigher(models.load(NAME, FORM, folder))
