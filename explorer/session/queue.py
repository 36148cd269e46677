"""The review queue in the order that is asked for, each proposal with how likely it is right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from explorer.analysis.learning import Learned, learned_from
from explorer.landscape.claims import Claim
from explorer.landscape.decisions import Clue, Waiting
from explorer.landscape.facts import DealId
from explorer.landscape.vocabulary import Reality, Review
from explorer.map.terrain import Terrain
from explorer.project.landscape import Landscape

PLAIN, LIKELY = 0.8, 0.5
_FIRM = frozenset(f"{of}: {reality}" for of in ("reality", "standing's reality") for reality in (Reality.DONE, Reality.AGREED))


class Order(StrEnum):
    """What comes first in the queue."""

    MATTERS = "what matters most"
    UNCERTAIN = "most uncertain"
    CONNECTED = "most connected"
    NEWEST = "newest"
    ARTICLES = "article by article"


#: What each order is good for, in a clause.
WHY = {
    Order.MATTERS: "doubtful proposals about companies with many deals first",
    Order.UNCERTAIN: "the decisions that teach most first",
    Order.CONNECTED: "companies with many deals first",
    Order.NEWEST: "the latest news first",
    Order.ARTICLES: "in the order of the articles and their text",
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A proposal that waits, and how likely it is right, 0 to 1, in the light of what was decided so far."""

    waiting: Waiting
    chance: float
    is_firm: bool = False

    @property
    def claim(self) -> Claim:
        """The claim that waits."""
        return self.waiting.claim

    @property
    def is_plain(self) -> bool:
        """Say whether its source states it without a hedge and it is held to be right."""
        return self.chance >= PLAIN and self.is_firm


#: So many deals of a large landscape stand in the queue; the next come when these are decided.
MOST_WAITING = 200


class Learning:
    """What the decisions of a landscape teach, kept and carried on from one decision to the next."""

    def __init__(self) -> None:
        self._learned = Learned()

    def of(self, landscape: Landscape) -> Learned:
        """Return what is learned by now; after an undo it is learned anew."""
        self._learned = learned_from(landscape.decisions(), self._learned)
        return self._learned


def tier(chance: float) -> str:
    """Say how sure one may be, as a word: a number would promise more than is known."""
    return "stated plainly" if chance >= PLAIN else "likely" if chance >= LIKELY else "check"


def how_sure(chance: float, learned: Learned) -> str:
    """Say how sure one may be: a word, and a percentage once there are enough decisions for one to mean something."""
    return f"{tier(chance)}, {100 * chance:.0f} % right" if learned.is_enough else tier(chance)


def first_of(terrain: Terrain) -> tuple[tuple[DealId, ...], int]:
    """Return the deals of a large landscape to be looked at first, those of the most connected companies; and how many wait."""
    rows = np.flatnonzero(terrain.review == list(Review).index(Review.PROPOSED))
    sums = np.concatenate([[0], np.cumsum(terrain.deals[terrain.party], dtype=np.int64)])
    connected = (sums[terrain.start[1:]] - sums[terrain.start[:-1]])[rows]
    first = rows[np.argsort(-connected, kind="stable")[:MOST_WAITING]]
    return tuple(map(DealId, terrain.deal_ids[first].tolist())), len(rows)


def placed(
    landscape: Landscape,
    learned: Learned,
    clues: dict[Claim, Clue] | None = None,
    among: Sequence[DealId] | None = None,
) -> list[Placed]:
    """Return all that waits, in the file's own order, or of deals only those `among` these.

    Signs are looked up in `clues` and asked for where they are not there.
    """
    waiting = landscape.waiting(among)
    clues = {} if clues is None else clues
    clues.update(landscape.clues([one.claim for one in waiting if one.claim not in clues]))
    known = [clues.get(one.claim, Clue(0.5)) for one in waiting]
    chances = learned.chances(known)
    return [Placed(one, chance, _is_firm(clue)) for one, chance, clue in zip(waiting, chances, known, strict=True)]


def arranged(proposals: Iterable[Placed], order: Order, skipped: Sequence[Claim] = ()) -> list[Placed]:
    """Return proposals in an order, what was skipped at the end in the order it was skipped; ties are always broken alike."""
    last = {claim: number for number, claim in enumerate(skipped, start=1)}

    def key(one: Placed) -> tuple[object, ...]:
        waiting = one.waiting
        doubt = round(1.05 - one.chance, 6)
        own: tuple[object, ...]
        if order is Order.MATTERS:
            own = (-doubt * waiting.connections,)
        elif order is Order.UNCERTAIN:
            own = (round(abs(one.chance - 0.5), 6), -waiting.connections)
        elif order is Order.CONNECTED:
            own = (-waiting.connections, -doubt)
        elif order is Order.NEWEST:
            own = (_backwards(waiting.published), waiting.source or 0, waiting.start)
        else:
            own = (waiting.source or 0, waiting.start)
        return (last.get(one.claim, 0), *own, one.claim.kind, one.claim.id)

    return sorted(proposals, key=key)


def _is_firm(clue: Clue) -> bool:
    return not _FIRM.isdisjoint(clue.signs)


def _backwards(date: str) -> tuple[int, ...]:
    """Return what sorts later dates first, and what has none last."""
    return tuple(-ord(c) for c in date) or (0,)
