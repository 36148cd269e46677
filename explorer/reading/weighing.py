"""Weighs the signs of a clause: how likely it says where a company stands, and how it stands."""

from bisect import bisect
from collections.abc import Mapping, Sequence

from explorer.landscape.excerpts import Span
from explorer.landscape.vocabulary import StandingKind
from explorer.reading.logistic import Logistic, shares
from explorer.reading.models import Model
from explorer.reading.standing_signs import SaidOf

FORM = 1
NONE = "none"
_WAYS = {
    "strong": (StandingKind.HAS, StandingKind.LEADS, StandingKind.OFFERS, StandingKind.DEVELOPING),
    "weak": (StandingKind.LAGS, StandingKind.LACKS),
    "wants": (StandingKind.SEEKS,),
    "leaves": (StandingKind.EXITS,),
}


class Weigher:
    """A logistic model over signs with a weight for each kind of standing and for none."""

    def __init__(self, model: Model) -> None:
        self._model = Logistic(model)
        self._kinds = [None if kind == NONE else StandingKind(kind) for kind in model.words("kinds")]

    def likely(self, clauses: Sequence[Sequence[str]]) -> list[Mapping[StandingKind, float]]:
        """Return how likely each kind is by the signs of each clause; what they lack to 1 is how likely no standing is told."""
        rows = shares(self._model.sums(clauses)).tolist() if clauses else []
        return [{kind: p for kind, p in zip(self._kinds, row, strict=True) if kind} for row in rows]


def chosen(
    said: Sequence[SaidOf], likely: Sequence[Mapping[StandingKind, float]], least: float
) -> list[tuple[int, StandingKind, float]]:
    """Return the places of the clauses that tell a standing, with kind and likelihood; of those that share words the likeliest.

    A clause in plain words, told by a rule, counts at least `least`, and its kind is one of those that rules tell.
    """
    told: list[tuple[int, StandingKind, float]] = []
    kept: dict[int, list[Span]] = {}
    sums = [max(sum(kinds.values()), least if one.stated else 0.0) for one, kinds in zip(said, likely, strict=True)]
    for place in sorted(range(len(said)), key=lambda at: (-sums[at], at)):
        one = said[place]
        if sums[place] < least:
            break
        mine = kept.setdefault(one.company, [])
        at = bisect(mine, one.span)
        if any(one.span.touches(other) for other in mine[max(0, at - 1) : at + 1]):
            continue  # those kept share no words, so that only the neighbours can
        mine.insert(at, one.span)
        plain = [stated.kind for stated in one.stated]
        kind = max(plain, key=lambda kind: likely[place].get(kind, 0.0)) if plain else _likeliest(likely[place])
        told.append((place, kind, sums[place]))
    return sorted(told)


def _likeliest(likely: Mapping[StandingKind, float]) -> StandingKind:
    """The likeliest kind of the likeliest direction: several kinds of strength together outweigh one of weakness."""
    ways = {way: sum(likely.get(kind, 0.0) for kind in kinds) for way, kinds in _WAYS.items()}
    way = max(ways, key=lambda name: (ways[name], name))
    return max(_WAYS[way], key=lambda kind: likely.get(kind, 0.0))
