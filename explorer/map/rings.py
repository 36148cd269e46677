"""Companies in rings around one, or a few, that are looked at: its partners first, then theirs."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.map.links import Floats, Ints, Links
from explorer.map.places import lay_out

#: Clear ground between two rings, and between neighbours on one, as a share of their room.
BETWEEN, BESIDE = 70.0, 1.04


def rings(
    n: int, pairs: NDArray[np.integer], weights: NDArray[np.floating] | None, room: NDArray[np.floating], focal: Sequence[int]
) -> tuple[Floats, NDArray[np.int32], Floats]:
    """Return places float64 (n, 2), the ring of each company int32 (n), and the outer radius of each ring, float64.

    Ring 0 are the `focal` rows, in the middle at (0, 0); ring r are the companies r deals away, near the partner through whom the
    heaviest way leads; -1 are those that no way leads to, set around the rest. A ring of many has several rows. `room` (n, 2) are
    half widths and heights; no two boxes overlap. Raises ValueError for a focal row that is not there.
    """
    links = Links.of(n, pairs, weights)
    half = np.asarray(room, dtype=np.float64).reshape(n, 2)
    start = np.unique(np.asarray(focal, dtype=np.int64))
    if not len(start) or start[0] < 0 or start[-1] >= n:
        raise ValueError(f"Rings go around companies that are there, not around rows {list(focal)} of {n}")
    ring, parent = _tree(links, start)
    share = _shares(ring, parent)
    places, angle = np.full((n, 2), np.nan), np.zeros(n)
    across = 2.0 * np.sqrt(half[:, 0] ** 2 + half[:, 1] ** 2)
    reach, outer = 0.0, []
    for place in range(int(ring.max()) + 1):
        rows = np.flatnonzero(ring == place)
        if place:
            # In the order of their partners on the ring within, so that ways run outwards and cross little.
            rows = rows[np.lexsort((rows, angle[parent[rows]]))]
        if place == 0 and len(rows) == 1:
            places[rows] = 0.0
            reach = float(across[rows[0]]) / 2
        else:
            reach = _set(rows, places, angle, across, share, parent, reach + (BETWEEN if place else 0.0))
        outer.append(reach)
    if (ring < 0).any():
        places = _with_the_rest(places, pairs, weights, half, reach)
    return places, ring.astype(np.int32), np.array(outer)


def _with_the_rest(
    places: Floats, pairs: NDArray[np.integer], weights: NDArray[np.floating] | None, half: Floats, reach: float
) -> Floats:
    """Set those that no way leads to around the rings, as groups; all the ground within the last ring is taken."""
    turned = np.arange(32) * (np.pi / 16)
    around = np.round(np.stack([np.cos(turned), np.sin(turned)], axis=1) * reach, 3)
    known, room = np.concatenate([places, around]), np.concatenate([half, np.ones((32, 2))])
    return lay_out(len(known), pairs, weights, room, known)[: len(places)]


def _tree(links: Links, start: Ints) -> tuple[Ints, Ints]:
    """Return how many steps each row is away, -1 where no way leads, and the partner one step nearer with the most weight."""
    ring, parent = np.full(links.n, -1, dtype=np.int64), np.full(links.n, -1, dtype=np.int64)
    ring[start] = 0
    sources = np.repeat(np.arange(links.n), links.degree)
    step = 0
    while True:
        ways = np.flatnonzero((ring[sources] == step) & (ring[links.ends] < 0))
        if not len(ways):
            return ring, parent
        step += 1
        ends = links.ends[ways]
        order = np.lexsort((sources[ways], -links.pull[ways], ends))
        fresh, first = np.unique(ends[order], return_index=True)
        ring[fresh], parent[fresh] = step, sources[ways][order][first]


def _shares(ring: Ints, parent: Ints) -> Floats:
    """Return how much of its ring each row is due: as much as the rows behind it, or its own."""
    share = np.ones(len(ring))
    for place in range(int(ring.max()), 0, -1):
        rows = np.flatnonzero(ring == place)
        behind = np.bincount(parent[rows], weights=share[rows], minlength=len(ring))
        share = np.maximum(share, behind)
    return share


def _set(rows: Ints, places: Floats, angle: Floats, across: Floats, share: Floats, parent: Ints, inner: float) -> float:
    """Set rows in one ring or several close ones, beyond the radius `inner`; return the radius that they reach."""
    widest = float(across[rows].max())
    begun = 0
    order = rows
    while begun < len(order):
        radius = max(inner + widest / 2, BESIDE * widest)
        room = 2.0 * np.pi * radius / BESIDE
        left = len(order) - begun
        fits = int(np.searchsorted(np.cumsum(across[order[begun:]]), room, side="right"))
        if fits >= left:
            here = order[begun:]
            begun = len(order)
        else:  # every so many of what is left, so that each row goes all the way round
            spread = np.unique(np.linspace(0, left - 1, max(fits * 9 // 10, 1)).astype(np.int64))
            while across[order[begun + spread]].sum() > room:
                spread = spread[: len(spread) - max(1, len(spread) // 50)]
            here = order[begun + spread]
            order = np.concatenate([order[:begun], here, np.delete(order[begun:], spread)])
            begun += len(here)
        own = across[here] * BESIDE / radius
        due = own + max(2.0 * np.pi - float(own.sum()), 0.0) * share[here] / float(share[here].sum())
        turned = np.cumsum(due) - due / 2
        wished = angle[parent[here]]
        if parent[here[0]] >= 0 and len(here) < 400:  # turned as a whole towards the partners within
            away = (wished - turned + np.pi) % (2 * np.pi) - np.pi
            turned = turned + float(np.median(away))
        elif parent[here[0]] < 0:
            turned = turned - np.pi / 2 - turned[0]
        angle[here] = turned % (2 * np.pi)
        places[here] = np.round(np.stack([np.cos(turned), np.sin(turned)], axis=1) * radius, 3)
        inner = radius + widest / 2
    return inner
