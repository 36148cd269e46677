"""The trained recogniser of names: a linear chain over the islands of capitals, with weights from a model file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.reading import chains
from explorer.reading.clues import FAR, Clues, Heard, Island, islands
from explorer.reading.document import Document
from explorer.reading.lexicon import Lexicon
from explorer.reading.mentions import Judged
from explorer.reading.models import Model
from explorer.reading.tagging import EMITS, KINDS, MAY_FOLLOW, MAY_START, OUTSIDE, begins, kind_of
from explorer.reading.tokens import Token

FORM = 2
_KEPT = 20_000
_NEVER = -1e4
Floats = NDArray[np.float32]
_Name = tuple[int, int, str, float]
_OF_ORGANISATIONS = begins(KINDS.index("person"))


@dataclass(frozen=True, slots=True)
class Weights:
    """What each clue speaks for: one row a clue, one column an emitted tag; moves between tags and starts."""

    clues: Mapping[str, int]
    rows: Floats
    moves: Floats
    start: Floats
    heard: Heard


@dataclass(frozen=True, slots=True)
class Tagged:
    """An island and the names in it as `(first, last, kind, sure)`, places in the line.

    `shares` is, for each word of the island, how probable it is that it belongs to the name of an organisation.
    """

    island: Island
    names: tuple[tuple[int, int, str, float], ...]
    shares: tuple[float, ...] = ()


def weights_of(model: Model) -> Weights:
    """Return the weights that a model file holds: whole numbers of eight bits, with one scale for all."""
    scale = np.float32(model.arrays["scale"])
    return Weights(
        {clue: number for number, clue in enumerate(model.words("clues"))},
        model.arrays["rows"].astype(np.float32) * scale,
        model.arrays["moves"].astype(np.float32),
        model.arrays["start"].astype(np.float32),
        Heard(_table(model, "heard names"), _table(model, "heard words"), frozenset(model.words("places"))),
    )


def _table(model: Model, name: str) -> Mapping[str, Sequence[int]]:
    """Return what stands in the model as lines of text, and as counts by line and kind."""
    return dict(zip(model.words(name), model.arrays[f"{name} counts"].tolist(), strict=True))


class Recogniser:
    """Tags an article; keeps what it summed for a word, so that words that come again cost a look-up."""

    def __init__(self, weights: Weights, lexicon: Lexicon) -> None:
        self._weights = weights
        self._clues = Clues(lexicon, weights.heard)
        self._moves = np.where(MAY_FOLLOW, weights.moves, _NEVER).astype(np.float32)
        self._start = np.where(MAY_START, weights.start, _NEVER).astype(np.float32)
        self._word: dict[str, Floats] = {}
        self._nothing = np.zeros((len(FAR), OUTSIDE + 1), dtype=np.float32)

    def tag(self, document: Document, judged: Judged) -> list[Tagged]:
        """Return every island with the names in it."""
        found = islands(document)
        if not found:
            return []
        emission = self.emission(document, judged, found)
        decoded = self._decode(emission, [len(island) for island in found])
        return [
            Tagged(
                island, tuple((island.first + first, island.first + last, kind, sure) for first, last, kind, sure in names), shares
            )
            for island, (names, shares) in zip(found, decoded, strict=True)
        ]

    def emission(self, document: Document, judged: Judged, found: Sequence[Island]) -> Floats:
        """Return what speaks for each emitted tag, one row a word of the islands: the sum of the weights of its clues."""
        known = self._weights.clues
        rows: list[int] = []
        starts: list[int] = []
        places: list[Floats] = []
        for island, told in zip(found, self._clues.of_article(document, judged, found), strict=True):
            words = island.line.words
            for at, clues in enumerate(told, island.first):
                starts.append(len(rows))
                rows.append(0)  # clue 0 weighs nothing, so that no place is without one
                rows += [number for clue in clues if (number := known.get(clue)) is not None]
                total = self._of(words[at])[2]
                for column, far in enumerate(FAR):
                    if far and 0 <= at + far < len(words):
                        total = total + self._of(words[at + far])[column]
                places.append(total)
        summed: Floats = np.add.reduceat(self._weights.rows[rows], starts, axis=0)
        return summed + np.stack(places)

    def _of(self, word: Token) -> Floats:
        kept = self._word.get(word.text)
        if kept is None:
            kept = self._nothing.copy()
            known = self._weights.clues
            for column, far in enumerate(FAR):
                rows = [n for clue in self._clues.of_word(word)[far] if (n := known.get(f"{far}{clue}")) is not None]
                if rows:
                    kept[column] = self._weights.rows[rows].sum(axis=0)
            if len(self._word) >= _KEPT:
                self._word.clear()
            self._word[word.text] = kept
        return kept

    def _decode(self, emission: Floats, lengths: Sequence[int]) -> list[tuple[list[_Name], tuple[float, ...]]]:
        """Return the names of each island, places counted from its first word, and the shares of its words."""
        scores = emission[:, EMITS]
        found: list[tuple[list[_Name], tuple[float, ...]]] = [([], ())] * len(lengths)
        for chosen, rows in chains.batches(lengths):
            tags = chains.best(scores, self._moves, self._start, rows)
            sure = chains.shares(scores, self._moves, self._start, rows)
            for number, of_island, shares in zip(chosen.tolist(), tags.tolist(), sure, strict=True):
                organisation = shares[:, :_OF_ORGANISATIONS].sum(axis=1).tolist()
                found[number] = list(_names(of_island, shares)), tuple(organisation)
        return found


def _names(tags: Sequence[int], shares: Floats) -> Iterator[_Name]:
    first = 0
    while first < len(tags):
        last = first
        if tags[first] < OUTSIDE:
            kind = kind_of(tags[first])
            while last + 1 < len(tags) and tags[last + 1] == begins(kind) + 1:
                last += 1
            both = shares[first : last + 1, begins(kind) : begins(kind) + 2].sum(axis=1)
            yield first, last, KINDS[kind], float(both.min())
        first = last + 1
