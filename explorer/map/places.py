"""Where the companies of a landscape of any size go: places once given are kept, newcomers stand by their partners.

Rows come in an order that does not hang on loading (by name), then neither do the places: no random numbers, no LAPACK, and sums
that are added up in one order on every machine.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from explorer.map.forces import settle
from explorer.map.islands import set_out
from explorer.map.links import Floats, Ints, Links
from explorer.map.rooms import moved_apart
from explorer.map.settling import settled
from explorer.map.sizes import REACH
from explorer.map.small import evenly

#: Up to so many companies a group is one of many that are laid out at once, and up to so many on its own with even lines.
TINY, SMALL = 12, 300
#: Where fewer than this share of a group have places already, the group is laid out as a whole around them.
MOSTLY_NEW = 1 / 3
#: So many newcomers are put by their partners without a look at the whole network.
FEW = 64
#: How many times its own size a newcomer looks around for free ground.
SIGHT = 40

Progress = Callable[[float, Floats], None]


def never() -> bool:
    """Say that the work is not cancelled."""
    return False


def unseen(share: float, xy: Floats) -> None:
    """Show nobody how far the work is."""


def lay_out(
    n: int,
    pairs: NDArray[np.integer],
    weights: NDArray[np.floating] | None,
    room: NDArray[np.floating],
    known: NDArray[np.floating] | None = None,
    *,
    is_cancelled: Callable[[], bool] = never,
    progress: Progress = unseen,
) -> Floats:
    """Return places float64 (n, 2) in map units; `room` (n, 2) is the half width and half height of each company with its name.

    `known` (n, 2) are places once given, nan for newcomers: they are kept to the last bit, pinned or not, and newcomers stand by
    their partners; a group of which less than a third is known is laid out anew around it. To lay out all but the pinned anew,
    give those alone. No two boxes overlap, but for known ones that do. `progress` is given the share that is done and a preview
    (n, 2), nan where nothing is decided; cancelled, it returns early with what there is, everyone somewhere.
    """
    half = np.ascontiguousarray(room, dtype=np.float64).reshape(n, 2)
    spots = np.full((n, 2), np.nan) if known is None else np.array(known, dtype=np.float64).reshape(n, 2)
    is_known = _is_there(spots)
    spots[~is_known] = np.nan
    if is_known.all():
        return spots
    if is_known.any() and n - is_known.sum() <= FEW and _join_few(spots, half, is_known, np.asarray(pairs).reshape(-1, 2)):
        return spots
    links = Links.of(n, pairs, weights)
    fresh = []
    for rows in _groups(links):
        share = is_known[rows].mean()
        if share == 0:
            fresh.append(rows)
        elif share < MOSTLY_NEW:
            laid = _laid(links, rows, half, is_cancelled, unseen)
            there = is_known[rows]
            laid = laid + (spots[rows[there]] - laid[there]).mean(axis=0)
            spots[rows] = np.where(there[:, None], spots[rows], laid)
    _join(spots, links, np.concatenate([*fresh, np.zeros(0, dtype=np.int64)]))
    placed = np.flatnonzero(_is_there(spots))
    if len(placed) > is_known.sum():
        spots[placed] = moved_apart(spots[placed], half[placed], is_known[placed], is_cancelled=is_cancelled)
    _add_islands(spots, links, fresh, half, is_cancelled, progress)
    progress(1.0, spots)
    return spots


def _is_there(spots: Floats) -> NDArray[np.bool_]:
    there: NDArray[np.bool_] = np.isfinite(spots[:, 0]) & np.isfinite(spots[:, 1])
    return there


def _groups(links: Links) -> list[Ints]:
    """Return the rows of each connected group, the largest group first, then that of the first row."""
    order = np.argsort(links.component, kind="stable")
    starts = np.flatnonzero(np.diff(links.component[order], prepend=-1))
    groups = np.split(order, starts[1:]) if links.n else []
    return sorted(groups, key=len, reverse=True)


def _laid(
    links: Links, rows: Ints, half: Floats, is_cancelled: Callable[[], bool], shown: Callable[[float, Floats], None]
) -> Floats:
    """Lay out one group from nothing, around (0, 0)."""
    inner, room = links.among(rows), half[rows]
    if len(rows) > SMALL:
        spots = settled(inner, room, is_cancelled, shown)
    else:
        longest = room.max(axis=1)
        reach = REACH + 0.4 * (longest[inner.pairs[:, 0]] + longest[inner.pairs[:, 1]]) + 10 * np.clip(inner.weight - 1, 0, 6)
        spots = settle(len(rows), inner.pairs.astype(np.int64), inner.weight, reach, is_cancelled)
    return moved_apart(spots, room, is_cancelled=is_cancelled)


def _add_islands(
    spots: Floats, links: Links, fresh: list[Ints], half: Floats, is_cancelled: Callable[[], bool], progress: Progress
) -> None:
    """Lay out the groups of which nothing is known, and set them around the rest."""
    large = [rows for rows in fresh if len(rows) > TINY]
    local = np.zeros_like(spots)

    def show(share: float, seen: Floats) -> None:
        preview = spots.copy()
        preview[large[0]] = seen
        progress(0.95 * share, preview)

    for place, rows in enumerate(large):
        local[rows] = _laid(links, rows, half, is_cancelled, show if not place else unseen)
    tiny = [rows for rows in fresh if len(rows) <= TINY]
    _lay_tiny(local, links, tiny, half, is_cancelled)
    groups = [*large, *tiny]
    if not groups:
        return
    sizes = np.array([len(rows) for rows in groups])
    rows = np.concatenate(groups)
    begins = np.cumsum(sizes) - sizes
    low = np.minimum.reduceat(local[rows] - half[rows], begins)
    high = np.maximum.reduceat(local[rows] + half[rows], begins)
    boxes, middles = high - low, (low + high) / 2
    placed = np.flatnonzero(_is_there(spots))
    first = 0
    if not len(placed):
        spots[groups[0]] = local[groups[0]] - middles[0]
        placed, first = groups[0], 1
    later = np.arange(first, len(groups))
    later = later[np.lexsort((later, -np.round(boxes[later, 0]), -np.round(boxes[later].prod(axis=1)), -sizes[later] // 100))]
    for group, middle in zip(later, set_out(boxes[later], spots[placed], half[placed]), strict=True):
        spots[groups[group]] = local[groups[group]] - middles[group] + middle


def _lay_tiny(local: Floats, links: Links, tiny: list[Ints], half: Floats, is_cancelled: Callable[[], bool]) -> None:
    """Lay out small groups, all of one size at once, and give their boxes room: far from each other, in one go."""
    apart = np.zeros_like(local)
    count = 0
    for size in sorted({len(rows) for rows in tiny}):
        groups = np.stack([rows for rows in tiny if len(rows) == size])
        reach = REACH + 0.8 * float(half[groups, 0].mean())
        local[groups] = evenly(links, groups, reach)
        apart[groups, 0] = ((count + np.arange(len(groups))) % 128)[:, None] * (2 * TINY * reach)
        apart[groups, 1] = ((count + np.arange(len(groups))) // 128)[:, None] * (2 * TINY * reach)
        count += len(groups)
    rows = np.concatenate([*tiny, np.zeros(0, dtype=np.int64)])
    local[rows] = moved_apart(local[rows] + apart[rows], half[rows], rounds=24, is_cancelled=is_cancelled) - apart[rows]


def _join(spots: Floats, links: Links, left_out: Ints) -> None:
    """Put newcomers at the middle of their partners, those next to placed ones first; all but the rows left out."""
    waiting = ~_is_there(spots)
    waiting[left_out] = False
    sources = np.repeat(np.arange(links.n), links.degree)
    while waiting.any():
        there = np.isfinite(spots[:, 0])
        reached = waiting[sources] & there[links.ends]
        count = np.bincount(sources[reached], minlength=links.n)
        now = waiting & (count > 0)
        for axis in (0, 1):
            sums = np.bincount(sources[reached], weights=spots[links.ends[reached], axis], minlength=links.n)
            spots[now, axis] = sums[now] / count[now]
        waiting &= ~now


def _join_few(spots: Floats, half: Floats, is_known: NDArray[np.bool_], pairs: NDArray[np.integer]) -> bool:
    """Put some newcomers by partners that have places, each on the nearest free ground; say whether all have such partners."""
    new = np.flatnonzero(~is_known)
    if len(pairs) and (pairs.min() < 0 or pairs.max() >= len(spots)):
        return False
    is_new = ~is_known
    touching = pairs[is_new[pairs[:, 0]] | is_new[pairs[:, 1]]]
    middles = []
    for row in new.tolist():
        partners = np.unique(np.concatenate([touching[touching[:, 0] == row, 1], touching[touching[:, 1] == row, 0]]))
        partners = partners[is_known[partners]]
        if not len(partners):
            return False
        middles.append(spots[partners].sum(axis=0) / len(partners))
    there = is_known.copy()
    reach = [SIGHT * float(half[new, axis].max()) + float(half[:, axis].max()) for axis in (0, 1)]
    for row, middle in zip(new.tolist(), middles, strict=True):
        near = np.flatnonzero(there & (np.abs(spots[:, 0] - middle[0]) < reach[0]))
        near = near[np.abs(spots[near, 1] - middle[1]) < reach[1]]
        rows = np.append(near, row)
        spots[row] = middle
        spots[row] = moved_apart(spots[rows], half[rows], np.append(np.ones(len(near), dtype=bool), False), rounds=0)[-1]
        there[row] = True
    return True
