"""The trained recogniser of names: a linear chain over the islands of capitals, with weights from a model file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

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
_KEPT = 50_000
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
    """Tags an article."""

    def __init__(self, weights: Weights, lexicon: Lexicon) -> None:
        self._weights = weights
        self._clues = Clues(lexicon, weights.heard)
        self._moves = np.where(MAY_FOLLOW, weights.moves, _NEVER).astype(np.float32)
        self._start = np.where(MAY_START, weights.start, _NEVER).astype(np.float32)
        self._words = _Words(self._clues, weights)

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
        told: list[list[int]] = []
        for of_island in self._clues.of_article(document, judged, found):
            told += [[0, *[known[clue] for clue in clues if clue in known]] for clues in of_island]  # clue 0 is every word's
        return _summed(self._weights.rows, told) + self._words.around(found)

    def _decode(self, emission: Floats, lengths: Sequence[int]) -> list[tuple[list[_Name], tuple[float, ...]]]:
        """Return the names of each island, places counted from its first word, and the shares of its words."""
        scores = emission[:, EMITS]
        found: list[tuple[list[_Name], tuple[float, ...]]] = [([], ())] * len(lengths)
        for chosen, rows, reach in chains.batches(lengths):
            tags = chains.best(scores, self._moves, self._start, rows, reach).tolist()
            sure = chains.shares(scores, self._moves, self._start, rows, reach)
            organisation = sure[:, :, :_OF_ORGANISATIONS].sum(axis=2).tolist()
            of_kinds = sure[:, :, :OUTSIDE].reshape(*sure.shape[:2], len(KINDS), 2).sum(axis=3).tolist()
            for place, number in enumerate(chosen.tolist()):
                size = lengths[number]
                found[number] = list(_names(tags[place][:size], of_kinds[place])), tuple(organisation[place][:size])
        return found


class _Words:
    """What words weigh for their neighbours and for themselves; kept, so that words that come again cost a look-up."""

    def __init__(self, clues: Clues, weights: Weights) -> None:
        self._clues = clues
        self._rows = np.concatenate((weights.rows, np.zeros_like(weights.rows[:1])))
        self._known = [_beginning(str(far), weights.clues) for far in FAR]
        self._numbers: dict[str, int] = {}
        self._sums = np.zeros((1024, len(FAR), OUTSIDE + 1), dtype=np.float32)  # [number of a word, distance, tag]; 0 is no word

    def around(self, found: Sequence[Island]) -> Floats:
        """Return the sum of what the words at each distance weigh, one row a word of the islands."""
        near: list[list[int]] = []
        if len(self._numbers) >= _KEPT:
            self._numbers.clear()
        learnt = len(self._numbers)
        new: list[Token] = []
        for island in found:
            words = island.line.words
            numbers = [
                self._number(words[at], new) if 0 <= at < len(words) else 0
                for at in range(island.first + FAR[0], island.last + FAR[-1] + 1)
            ]
            near += [numbers[at : at + len(FAR)] for at in range(len(island))]
        self._learn(new, learnt)
        places = np.array(near) * len(FAR) + np.arange(len(FAR))
        sums, own = self._sums.reshape(-1, OUTSIDE + 1), FAR.index(0)
        total: Floats = sums.take(places[:, own], axis=0)
        for column in range(len(FAR)):
            if column != own:
                total += sums.take(places[:, column], axis=0)
        return total

    def _number(self, word: Token, new: list[Token]) -> int:
        number = self._numbers.get(word.text)
        if number is None:
            number = self._numbers[word.text] = len(self._numbers) + 1
            new.append(word)
        return number

    def _learn(self, words: Sequence[Token], learnt: int) -> None:
        """Sum what new words weigh, all at once, because each sum by itself costs as much."""
        while learnt + len(words) >= len(self._sums):
            self._sums = np.concatenate((self._sums, np.zeros_like(self._sums)))
        told, nothing = [self._clues.of_word(word) for word in words], len(self._rows) - 1
        numbers = [
            [nothing, *[known[clue] for clue in of_word[far] if clue in known]]
            for of_word in told
            for far, known in zip(FAR, self._known, strict=True)
        ]
        if numbers:
            self._sums[learnt + 1 : learnt + 1 + len(words)] = _summed(self._rows, numbers).reshape(len(words), len(FAR), -1)


def _summed(weights: Floats, numbers: Sequence[Sequence[int]]) -> Floats:
    """Return the sum of the rows of weights with these numbers, of which there is always one."""
    starts = np.cumsum([0, *map(len, numbers[:-1])])
    rows = weights.take(list(chain.from_iterable(numbers)), axis=0)
    sums: Floats = np.add.reduceat(rows, starts, axis=0)
    return sums


def _beginning(prefix: str, clues: Mapping[str, int]) -> Mapping[str, int]:
    """Return the clues that begin so, without their beginning."""
    return {clue.removeprefix(prefix): number for clue, number in clues.items() if clue.startswith(prefix)}


def _names(tags: Sequence[int], shares: Sequence[Sequence[float]]) -> Iterator[_Name]:
    """Give each name; `shares` is how probable each kind is at each place."""
    first = 0
    while first < len(tags):
        last = first
        if tags[first] < OUTSIDE:
            kind = kind_of(tags[first])
            while last + 1 < len(tags) and tags[last + 1] == begins(kind) + 1:
                last += 1
            yield first, last, KINDS[kind], min(shares[at][kind] for at in range(first, last + 1))
        first = last + 1
