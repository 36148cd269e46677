"""Whether confidence means something: what was foretold of proposals, beside what the analyst then decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from explorer.analysis.learning import ENOUGH, ENOUGH_OF_EACH, Foretold

#: Decisions at the beginning that are not counted: what was foretold of them rests on next to nothing.
LEARNING = 20
#: A bin holds some 25 decisions, so that its share means something.
IN_A_BIN, MOST_BINS = 25, 10


class TooFewDecisions(Exception):
    """There are too few decisions to say how reliable confidence is; `str()` says how many there are and how many it takes."""

    def __init__(self, right: int, wrong: int) -> None:
        """Keep how many were right and wrong."""
        self.right, self.wrong = right, wrong
        super().__init__(
            f"{right + wrong} of the at least {ENOUGH} decisions that it takes, {right} right and {wrong} wrong "
            f"(at least {ENOUGH_OF_EACH} of each): until then confidence is shown in words."
        )


@dataclass(frozen=True, slots=True)
class Bin:
    """Decisions of which about the same was foretold: the mean of that, and how many turned out right."""

    foretold: float
    right: int
    decisions: tuple[Foretold, ...]

    @property
    def share(self) -> float:
        """The share that was right."""
        return self.right / len(self.decisions)


@dataclass(frozen=True, slots=True)
class Reliability:
    """Bins in rising order, and the expected calibration error: how far shares are from what was foretold, on average."""

    bins: tuple[Bin, ...]
    error: float
    decisions: int


def reliability(foretold: Sequence[Foretold]) -> Reliability:
    """Sort decisions by what was foretold into bins of equal number; raise TooFewDecisions where that would mean nothing.

    The error is that of Naeini et al. (2015): the mean over decisions of |share right - mean foretold| of their bin.
    """
    right = sum(one.decision.is_right for one in foretold)
    if len(foretold) < ENOUGH or min(right, len(foretold) - right) < ENOUGH_OF_EACH:
        raise TooFewDecisions(right, len(foretold) - right)
    counted = sorted(foretold[LEARNING:], key=lambda one: (one.chance, one.decision.id))
    number = max(1, min(MOST_BINS, len(counted) // IN_A_BIN))
    cuts = sorted({_whole(counted, round(place * len(counted) / number)) for place in range(number + 1)})
    bins = tuple(_bin(counted[start:end]) for start, end in pairwise(cuts))
    error = sum(len(one.decisions) * abs(one.share - one.foretold) for one in bins) / len(counted)
    return Reliability(bins, error, len(counted))


def _whole(counted: Sequence[Foretold], cut: int) -> int:
    """Move a cut to where it parts none of which the same was foretold."""
    while 0 < cut < len(counted) and counted[cut].chance == counted[cut - 1].chance:
        cut += 1
    return cut


def _bin(members: Sequence[Foretold]) -> Bin:
    mean = sum(one.chance for one in members) / len(members)
    return Bin(mean, sum(one.decision.is_right for one in members), tuple(members))
