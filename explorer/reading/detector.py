"""Whether two companies of an article have a deal, of what sort, and who gives: a trained model over their sentences."""

import zlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from explorer.landscape.vocabulary import DealType
from explorer.reading import models
from explorer.reading.pairs import Pair, Words, features, pairs
from explorer.reading.phrases import Row
from explorer.reading.tellings import Event

FORM = 1
NAME = "deals"
#: The columns of the weights: no deal, then every type. Direction is a column of its own.
KINDS = ("none", *(kind.value for kind in DealType))
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scored:
    """A pair in one sentence: the chance of each of KINDS there, and that the first gives, buys or is asked."""

    pair: Pair
    chances: Floats
    first_gives: float

    @property
    def of_a_deal(self) -> float:
        """The chance that the sentence tells of a deal between the two."""
        return float(1 - self.chances[0])


@dataclass(frozen=True, slots=True)
class Judged:
    """Two companies over the whole article: the chance that they have a deal, and their sentences, the surest first."""

    chance: float
    scored: tuple[Scored, ...]

    def types(self) -> tuple[DealType, ...]:
        """Return what sort of deal it is, the likeliest first; a second sort where it is at least a third as likely."""
        ranked = self.ranked()
        return tuple(kind for kind, share in ranked[:2] if share >= ranked[0][1] / 3)

    def ranked(self) -> list[tuple[DealType, float]]:
        """Return every sort of deal with its share of the chances of all, the likeliest first."""
        mass = np.sum([s.chances[1:] for s in self.scored], axis=0)
        mass /= mass.sum()
        return [(DealType(KINDS[1 + i]), float(mass[i])) for i in np.argsort(-mass, kind="stable")]


class Detector:
    """Weighs pairs with the weights of `resources/models/deals`; raises UnusableModel where they are missing or damaged."""

    def __init__(self, folder: Path | None = None) -> None:
        model = models.load(NAME, FORM, folder)
        self._weights: Floats = model.arrays["weights"].astype(np.float32)  # (buckets, KINDS and direction)
        self._bias: Floats = model.arrays["bias"].astype(np.float32)
        self._article: Floats = model.arrays["article"].astype(np.float32)  # weights of `of_article`, the bias last
        self.least = float(model.arrays["least"])  # the chance from which a deal is believed

    def judge(
        self, rows: Sequence[Row], told: Sequence[Event], owners: Sequence[int], bodies: frozenset[int]
    ) -> dict[tuple[int, int], Judged]:
        """Return every two companies that share a sentence, by the owners of both, the smaller number first; `bodies` are those
        that are public bodies."""
        found = by_pair(self.score(rows, told, owners, bodies), owners)
        counts = Counter(owners[c] for row in rows for item in row.items for c in item.companies)
        judged: dict[tuple[int, int], Judged] = {}
        for key, scored in found.items():
            x = of_article(key, scored, told, owners, counts)
            chance = 1 / (1 + float(np.exp(-(x @ self._article[:-1] + self._article[-1]))))
            judged[key] = Judged(chance, tuple(sorted(scored, key=lambda s: (-s.of_a_deal, s.pair.line))))
        return judged

    def score(self, rows: Sequence[Row], told: Sequence[Event], owners: Sequence[int], bodies: frozenset[int]) -> list[Scored]:
        """Return every pair of every sentence with its chances."""
        found: list[Pair] = []
        at: list[int] = []
        starts: list[int] = []
        for pair, names in described(rows, told, owners, bodies):
            found.append(pair)
            starts.append(len(at))
            at += buckets(names, len(self._weights))
        if not found:
            return []
        sums = np.add.reduceat(self._weights.take(at, axis=0), starts, axis=0) + self._bias
        kinds = np.exp(sums[:, :-1] - sums[:, :-1].max(axis=1, keepdims=True))
        kinds /= kinds.sum(axis=1, keepdims=True)
        gives = 1 / (1 + np.exp(-sums[:, -1]))
        return [Scored(pair, kinds[i], float(gives[i])) for i, pair in enumerate(found)]


def described(
    rows: Sequence[Row], told: Sequence[Event], owners: Sequence[int], bodies: frozenset[int] = frozenset()
) -> list[tuple[Pair, list[str]]]:
    """Return every pair of every sentence with its features."""
    by_line: dict[int, list[Event]] = defaultdict(list)
    for event in told:
        by_line[event.line].append(event)
    found: list[tuple[Pair, list[str]]] = []
    for row in rows:
        here = list(pairs(row, owners))
        if here:
            words = Words(row)
            found += [(pair, features(words, pair, by_line[row.line.number], owners, bodies, len(rows))) for pair in here]
    return found


def buckets(names: Sequence[str], size: int) -> list[int]:
    """Return the rows of the weights that features stand for; `size` is a power of two."""
    return [zlib.crc32(name.encode()) & (size - 1) for name in names]


def by_pair(scored: Sequence[Scored], owners: Sequence[int]) -> dict[tuple[int, int], list[Scored]]:
    """Gather the sentences of each two owners."""
    found: dict[tuple[int, int], list[Scored]] = {}
    for one in scored:
        a, b = owners[one.pair.first.company], owners[one.pair.second.company]
        found.setdefault((min(a, b), max(a, b)), []).append(one)
    return found


def of_article(
    key: tuple[int, int], scored: Sequence[Scored], told: Sequence[Event], owners: Sequence[int], counts: Mapping[int, int]
) -> Floats:
    """Return what the article as a whole says of a pair, as numbers for the second model."""
    logits = sorted((_logit(s.of_a_deal) for s in scored), reverse=True)
    early = [_logit(s.of_a_deal) for s in scored if s.pair.line < 3]
    mine = [event for event in told if not event.refers_back and set(key) <= {owners[c] for c in event.companies}]
    ranked = sorted(counts.values(), reverse=True)
    most, least = max(counts[c] for c in key), min(counts[c] for c in key)
    return np.array(
        [
            logits[0],
            logits[1] if len(logits) > 1 else -3.0,
            float(np.mean(logits)),
            np.log(len(scored)),
            max(early, default=-3.0),
            float(bool(early)),
            float(bool(mine)),
            max((event.sure for event in mine), default=0.0),
            float(any("verb" in event.rule for event in mine)),
            float(len(mine) > 1),
            np.log(least),
            np.log(most),
            float(most == ranked[0]),
            np.log(len(counts)),
        ],
        dtype=np.float32,
    )


def _logit(chance: float) -> float:
    chance = min(max(chance, 1e-4), 1 - 1e-4)
    return float(np.log(chance / (1 - chance)))
