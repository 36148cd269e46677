"""What the analyst's decisions teach: how likely a proposal is right, given how sure the reader was and what it looks like.

A logistic regression whose weights are a Gaussian belief, brought up to date by one decision after another (Spiegelhalter and
Lauritzen 1990). Before the first decision it repeats what the reader said; a sign moves it
only as far as decisions bear out. It hides nothing and is replayed from the decisions that the landscape keeps, always alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from explorer.landscape.decisions import Clue, Decision

#: So many decisions, and so many of each verdict, it takes before a number is shown instead of a word.
ENOUGH, ENOUGH_OF_EACH = 60, 8
#: What is believed at the start: the reader's confidence is taken at its word, and no sign means anything.
_SLOPE, _SLOPE_VARIANCE = 1.0, 0.15
_BIAS_VARIANCE = 0.25
_SIGN_VARIANCE = 0.2
#: What is proposed and how it was found says more than where it stands and how it is worded.
_TELLING, _TELLING_VARIANCE = ("type: ", "standing: ", "rule: ", "cue: "), 0.3
_BOUND = 0.98
#: A sign that weighs less is not spoken of.
_WORTH_TELLING = 0.2


@dataclass(frozen=True, slots=True)
class Foretold:
    """A decision, and how likely the proposal was held to be right just before it was made."""

    decision: Decision
    chance: float


class Learned:
    """What was learned from some decisions. The same decisions in the same order give the same numbers."""

    def __init__(self) -> None:
        self.foretold: list[Foretold] = []
        self._places: dict[str, int] = {}
        self._weights: NDArray[np.float64] = np.array([0.0, _SLOPE])
        self._variance: NDArray[np.float64] = np.diag([_BIAS_VARIANCE, _SLOPE_VARIANCE])

    @property
    def decisions(self) -> int:
        """How many decisions it learned from."""
        return len(self.foretold)

    @property
    def is_enough(self) -> bool:
        """Say whether there are enough decisions, and of both verdicts, for a number to mean something."""
        right = sum(one.decision.is_right for one in self.foretold)
        return self.decisions >= ENOUGH and min(right, self.decisions - right) >= ENOUGH_OF_EACH

    def chance(self, clue: Clue) -> float:
        """Return how likely a proposal with these signs is right, 0 to 1."""
        places, x = self._row(clue)
        return _logistic(float(self._weights[places] @ x))

    def chances(self, clues: Sequence[Clue]) -> list[float]:
        """Return the same for many at once: `chance` of each, to rounding."""
        if not clues:
            return []
        rows = [self._row(clue) for clue in clues]
        most = max(len(places) for places, _ in rows)
        places = np.zeros((len(rows), most), dtype=np.intp)
        x = np.zeros((len(rows), most))
        for number, (own, values) in enumerate(rows):
            places[number, : len(own)], x[number, : len(own)] = own, values
        return [_logistic(float(one)) for one in np.einsum("ij,ij->i", self._weights[places], x)]

    def learn(self, decision: Decision) -> float:
        """Take one decision in; return the chance foretold just before."""
        chance = self.chance(decision.clue)
        self.foretold.append(Foretold(decision, chance))
        for sign in decision.clue.signs:
            self._place(sign)
        places, x = self._row(decision.clue)
        along = self._variance[:, places] @ x
        expected = _logistic(float(self._weights[places] @ x))
        information = max(expected * (1 - expected), 1e-3)
        spread = float(along[places] @ x)
        along_scaled = along / (1 + information * spread)
        self._variance -= information * np.outer(along_scaled, along)
        self._weights += along_scaled * (float(decision.is_right) - expected)
        return chance

    def reasons(self, clue: Clue, most: int = 3) -> tuple[tuple[str, float], ...]:
        """Return the signs that move a proposal furthest from the reader's own word, and how far (logits)."""
        moved = [(sign, float(self._weights[self._places[sign]])) for sign in clue.signs if sign in self._places]
        return tuple(sorted(moved, key=lambda pair: (-abs(pair[1]), pair[0]))[:most])

    def strongest(self, most: int) -> tuple[tuple[str, float], ...]:
        """Return the signs that weigh most for and most against, `most` of each, with their weights (logits)."""
        weighed = sorted(
            ((sign, float(self._weights[place])) for sign, place in self._places.items()), key=lambda one: (-one[1], one[0])
        )
        told = [one for one in weighed if abs(one[1]) >= _WORTH_TELLING]
        return tuple([one for one in told if one[1] > 0][:most] + [one for one in told[::-1] if one[1] < 0][:most])

    def _row(self, clue: Clue) -> tuple[list[int], NDArray[np.float64]]:
        sure = min(max(clue.confidence, 1 - _BOUND), _BOUND)
        known = [self._places[sign] for sign in dict.fromkeys(clue.signs) if sign in self._places]
        return [0, 1, *known], np.array([1.0, log(sure / (1 - sure)), *[1.0] * len(known)])

    def _place(self, sign: str) -> None:
        if sign not in self._places:
            self._places[sign] = size = len(self._weights)
            grown = np.zeros((size + 1, size + 1))
            grown[:size, :size] = self._variance
            grown[size, size] = _variance_of(sign)
            self._variance = grown
            self._weights = np.append(self._weights, 0.0)


def learned_from(decisions: Sequence[Decision], before: Learned | None = None) -> Learned:
    """Return what these decisions teach; goes on from `before` where that learned from the first of them."""
    known = [one.decision for one in before.foretold] if before is not None else []
    learned = before if before is not None and known == list(decisions[: len(known)]) else Learned()
    for decision in decisions[learned.decisions :]:
        learned.learn(decision)
    return learned


def _variance_of(sign: str) -> float:
    return _TELLING_VARIANCE if sign.startswith(_TELLING) else _SIGN_VARIANCE


def _logistic(x: float) -> float:
    return 1 / (1 + exp(-x)) if x >= 0 else exp(x) / (1 + exp(x))
