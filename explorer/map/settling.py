"""Where the companies of one large connected group go, from nothing.

    leaves folded -> coarser and coarser (beyond some thousands) -> a start by pivots -> gathered level by level
    -> neighbours drawn together -> leaves unfolded

No random numbers, no LAPACK, and of fractions only + - * / and square roots: the same on every machine.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.map import kernel
from explorer.map.links import Floats, Ints, Links
from explorer.map.rooms import moved_apart

IsCancelled = Callable[[], bool]
Shown = Callable[[float, Floats, Floats], None]

#: A group larger than this is made coarser first, until it is no larger.
DIRECT = 6000
#: Rounds of gathering for the coarsest level and for each finer one, and of drawing neighbours together.
START_ROUNDS, LEVEL_ROUNDS, NEAR_ROUNDS = 400, 30, 80
#: How far from its children a branch of the tree must be to act as one, in both kinds of rounds.
THETA, THETA_NEAR = 2.0, 1.4
#: After so many rounds points are put in order along the curve anew.
REORDERED = 5
#: From so many times the pull of a company with one partner on, a company is moved with care.
MUCH = 8.0
#: Nearly all are within a distance from the middle; beyond so many times that, a company is too far out.
NEARLY_ALL, OUT = 0.95, 1.05
#: How long a pair is when neighbours begin to be drawn together: the longer, the closer they come and the emptier the rest.
NEAR_LENGTH = 1.8
#: Leaves are folded where they are more than this share, and the nearest company is about so many widths of a box away.
LEAVES, CROWD = 0.3, 0.58


def along(x: Floats, y: Floats) -> NDArray[np.int32]:
    """Return all rows in the order in which a curve that fills the plane (Morton 1966) comes by; on one spot by row."""
    codes = np.zeros(len(x), dtype=np.uint64)
    width = max(float(np.ptp(x)), float(np.ptp(y)), 1e-300) if len(x) else 1.0
    for values, shift in ((x, 0), (y, 1)):
        cells = ((values - values.min()) / width * 65535.0).astype(np.uint64)
        for apart, mask in ((8, 0x00FF00FF), (4, 0x0F0F0F0F), (2, 0x33333333), (1, 0x55555555)):
            cells = (cells | cells << np.uint64(apart)) & np.uint64(mask)
        codes |= cells << np.uint64(shift)
    return np.argsort(codes.astype(np.uint32), kind="stable").astype(np.int32)


def pivots(links: Links, count: int = 50) -> tuple[Floats, Floats]:
    """Return a first picture, x and y: the two main directions of the distances to rows far from each other (Brandes, Pich 2007).

    Distances are whole numbers, so that their products add up exactly, in whatever order a machine multiplies matrices.
    """
    n = links.n
    count = min(count, n)
    far = np.full(n, np.iinfo(np.int32).max, dtype=np.int32)
    source, squares = int(np.argmax(links.degree)), np.empty((n, count))
    for pivot in range(count):
        steps = kernel.steps_from(links.starts, links.ends, source)
        far = np.minimum(far, steps)
        source = int(np.argmax(far))
        squares[:, pivot] = np.minimum(steps, 255).astype(np.float64) ** 2
    product = squares.T @ squares
    sums = squares.sum(axis=0)
    product -= sums[:, None] * sums[None] / n
    product -= product.mean(axis=0)[None]
    product -= product.mean(axis=1)[:, None]
    middle = sums / n
    directions: list[Floats] = []
    for _ in range(2):
        vector = 1.0 / (1.0 + np.arange(count)) - 0.7 * (np.arange(count) % 2)
        for _ in range(60):
            vector = (product * vector[None]).sum(axis=1)
            for other in directions:
                vector = vector - other * (vector * other).sum()
            vector = vector / max(float(np.sqrt((vector * vector).sum())), 1e-300)
        directions.append(vector)
    found = []
    for vector in directions:
        vector = vector - vector.mean()
        place = np.zeros(n)
        for pivot in range(count):
            place += (squares[:, pivot] - middle[pivot]) * vector[pivot]
        found.append(place)
    width = max(float(np.abs(found[0]).max()), float(np.abs(found[1]).max()), 1e-300)
    # What the distances cannot tell apart is parted by a little, along a grid that nothing hangs on.
    rows = np.arange(n)
    spread = [((rows * 0.618034) % 1.0 - 0.5), ((rows * 0.754878) % 1.0 - 0.5)]
    return np.round(found[0] / width, 9) + 0.02 * spread[0], np.round(found[1] / width, 9) + 0.02 * spread[1]


@dataclass(frozen=True, slots=True, eq=False)
class Coarser:
    """A network seen from farther away: what each row is part of, and the links between those."""

    group: NDArray[np.int32]
    links: Links
    size: Floats


def coarser(links: Links, size: Floats) -> Coarser:
    """Return the network with rows taken together two by two, or a few more where partners are taken."""
    order = np.argsort(links.degree, kind="stable").astype(np.int32)
    count, group = kernel.match(links.starts, links.ends, links.pull, size, order)
    ends = group[links.pairs]
    kept = ends[:, 0] != ends[:, 1]
    return Coarser(
        group, Links.of(count, ends[kept], links.weight[kept]), np.bincount(group, weights=size, minlength=count).astype(np.float64)
    )


def gathered(links: Links, x: Floats, y: Floats, rounds: int, heat: float, is_cancelled: IsCancelled) -> tuple[Floats, Floats]:
    """Gather neighbourhoods: partners pull with their weight alone, all others push by their degrees (LinLog, Noack 2007).

    The mean length of a pair comes to about 1; no point moves more than `heat` in a round, and ever less.
    """
    mass = np.maximum(links.mass, 1e-9)
    strength = 1.0 / float(np.add.accumulate(mass)[-1])
    for turn in range(rounds):
        if is_cancelled():
            break
        if turn % REORDERED == 0:
            order = along(x, y)
        px, py, _ = kernel.repel(x, y, mass, order, False, THETA)
        ax, ay = kernel.attract(x, y, links.pairs, links.weight, False)
        fx, fy = px * strength + ax / mass, py * strength + ay / mass
        length = np.sqrt(fx * fx + fy * fy)
        step = heat * (1.0 - turn / rounds) + 0.002
        share = np.minimum(step / np.maximum(length, 1e-12), 0.5)
        x, y = x + fx * share, y + fy * share
    return x, y


def drawn_together(
    links: Links, x: Floats, y: Floats, rounds: int, is_cancelled: IsCancelled, shown: Shown
) -> tuple[Floats, Floats]:
    """Draw partners together and keep others apart, as t-SNE does (van der Maaten 2014; on graphs Kruiger et al. 2017).

    Each company shares one unit of pull among its partners. Starts from places whose pairs are about 1 long.
    """
    n = links.n
    pull = (1.0 / links.mass[links.pairs[:, 0]] + 1.0 / links.mass[links.pairs[:, 1]]) * links.weight / n
    ones = np.ones(n)
    spots, speed, gain = [x, y], [np.zeros(n), np.zeros(n)], [np.ones(n), np.ones(n)]
    # Whom very many pull at is moved with care: else a hub of thousands would leap over them, farther each time.
    pulled = np.bincount(links.pairs.ravel(), np.repeat(pull, 2), minlength=n) * n
    rate = n / 4.0 * np.minimum(1.0, MUCH / np.maximum(pulled, 1e-9))
    for turn in range(rounds):
        if is_cancelled():
            break
        if turn % REORDERED == 0:
            order = along(*spots)
            shown(turn / rounds, *spots)
        *push, near = kernel.repel(*spots, ones, order, True, THETA_NEAR)
        total = float(np.add.accumulate(near)[-1]) - n
        for axis, drawn in enumerate(kernel.attract(*spots, links.pairs, pull, True)):
            force = drawn + push[axis] / total
            gain[axis] = np.where(force * speed[axis] > 0, gain[axis] + 0.2, np.maximum(gain[axis] * 0.8, 0.1))
            speed[axis] = 0.8 * speed[axis] + rate * gain[axis] * force
            spots[axis] = spots[axis] + speed[axis]
    return spots[0], spots[1]


def settled(links: Links, half: Floats, is_cancelled: IsCancelled, shown: Callable[[float, Floats], None]) -> Floats:
    """Return places (n, 2) around (0, 0) for a connected network of hundreds of rows or more; `half` (n, 2) is the room of each.

    Boxes may still overlap; `shown` is given the share that is done and places on the way.
    """
    core, hub = _folded(links)
    inner = links.among(core)
    room = half[core]
    if len(core) < links.n:  # a hub takes the room of its leaves too
        leaves = np.bincount(hub[hub >= 0], minlength=links.n)[core]
        room = room * np.sqrt(1.0 + leaves)[:, None]
    unit = float(np.sqrt(np.mean(half[:, 0]) * np.mean(half[:, 1])))
    if len(core) < 3:  # a star, or two beside each other
        return _unfolded(
            np.stack([room[:, 0] * (2.0 * np.arange(len(core)) - len(core) + 1), 0.0 * room[:, 0]], axis=1), core, hub, unit
        )

    def show(share: float, x: Floats, y: Floats) -> None:
        spots = np.full((links.n, 2), np.nan)
        spots[core] = np.stack([x, y], axis=1) * unit * 2.0
        shown(share, spots)

    x, y = leveled(inner, is_cancelled, lambda share, x, y: show(0.6 * share, x, y))
    length = _median_length(inner, x, y)
    x, y = NEAR_LENGTH / length * x, NEAR_LENGTH / length * y
    rounds = _near_rounds(inner)
    x, y = drawn_together(inner, x, y, rounds, is_cancelled, lambda share, x, y: show(0.6 + 0.3 * share, x, y))
    spots = np.stack(_turned(*_kept_near(x, y)), axis=1)
    spots = spots * (CROWD * 2.0 * float(np.sqrt(room[:, 0].mean() * room[:, 1].mean())) / max(_median_nearest(spots), 1e-9))
    if len(core) == links.n:
        return spots
    return _unfolded(moved_apart(spots, room, is_cancelled=is_cancelled), core, hub, unit)


def _near_rounds(links: Links) -> int:
    """Return how many rounds of drawing together pay: tree-like networks need more of them."""
    if len(links.pairs) < 1.4 * links.n:
        return NEAR_ROUNDS * 3
    return NEAR_ROUNDS if links.n < 30_000 else NEAR_ROUNDS * 3 // 4


def _folded(links: Links) -> tuple[Ints, Ints]:
    """Return the rows that are laid out, and the hub of each leaf that is set beside it afterwards, -1 for all others."""
    hub = np.full(links.n, -1, dtype=np.int64)
    is_leaf = links.degree == 1
    if links.n > 2 and is_leaf.mean() > LEAVES:
        hub[is_leaf] = links.ends[links.starts[:-1][is_leaf]]
    return np.flatnonzero(hub < 0), hub


def _unfolded(spots: Floats, core: Ints, hub: Ints, unit: float) -> Floats:
    """Set leaves around their hubs like the seeds of a sunflower (Vogel 1979), the first rows innermost."""
    places = np.zeros((len(hub), 2))
    places[core] = spots
    leaves = np.flatnonzero(hub >= 0)
    leaves = leaves[np.argsort(hub[leaves], kind="stable")]
    owners = hub[leaves]
    begins = np.concatenate([[True], owners[1:] != owners[:-1]])
    turn = np.arange(len(leaves)) - np.maximum.accumulate(np.where(begins, np.arange(len(leaves)), 0))
    places[leaves] = places[owners] + _golden(int(turn.max()) + 1)[turn] * (1.25 * unit * np.sqrt(turn + 1.5))[:, None]
    return places


def _golden(count: int) -> Floats:
    """Return directions (count, 2), each turned by the golden angle; by products alone, which are alike on every machine."""
    directions = np.empty((count, 2))
    x, y = 1.0, 0.0
    for place in range(count):
        directions[place] = x, y
        x, y = x * -0.7373688780783197 - y * 0.6754902942615238, x * 0.6754902942615238 + y * -0.7373688780783197
    return directions


def _kept_near(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Return places of which none is far out: what hangs on the rest by little drifts away, and the map would be mostly empty.

    Beyond OUT times the distance within which nearly all are, distances from the middle grow ever less, to two thirds more.
    """
    n = len(x)
    dx, dy = x - float(np.sort(x)[n // 2]), y - float(np.sort(y)[n // 2])
    away = np.sqrt(dx * dx + dy * dy)
    near = max(OUT * float(np.sort(away)[int(NEARLY_ALL * (n - 1))]), 1e-300)
    beyond = np.maximum(away / near - 1.0, 0.0)
    share = (1.0 + beyond / (1.0 + 1.5 * beyond)) / (1.0 + beyond)
    return dx * share, dy * share


def _median_length(links: Links, x: Floats, y: Floats) -> float:
    dx, dy = (places[links.pairs[:, 0]] - places[links.pairs[:, 1]] for places in (x, y))
    return max(float(np.sort(np.sqrt(dx * dx + dy * dy))[len(dx) // 2]), 1e-9)


def _median_nearest(spots: Floats) -> float:
    """Return how far the nearest other is from a row, in the middle of some rows spread over all."""
    some = spots[:: max(1, len(spots) // 200)]
    nearest = []
    for x, y in some:
        dx, dy = spots[:, 0] - x, spots[:, 1] - y
        nearest.append(float(np.partition(dx * dx + dy * dy, 1)[1]))
    return float(np.sqrt(sorted(nearest)[len(nearest) // 2]))


def _turned(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Turn places around their middle so that they are wider than high, the first rows to the left and above."""
    n = len(x)
    x, y = x - float(np.add.accumulate(x)[-1]) / n, y - float(np.add.accumulate(y)[-1]) / n
    across, down, both = (float(np.add.accumulate(product)[-1]) for product in (x * x, y * y, x * y))
    half = 0.5 * (across - down)
    root = float(np.sqrt(half * half + both * both))
    vx, vy = (root + half, both) if half >= 0 else (both, root - half)
    length = float(np.sqrt(vx * vx + vy * vy))
    if length > 1e-12:
        x, y = (x * vx + y * vy) / length, (y * vx - x * vy) / length
    third = max(1, n // 3)
    return tuple(places * (-1.0 if float(np.add.accumulate(places[:third])[-1]) > 0 else 1.0) for places in (x, y))  # type: ignore[return-value]


def leveled(links: Links, is_cancelled: IsCancelled, shown: Shown) -> tuple[Floats, Floats]:
    """Gather a network: a large one first as it looks from far away, then ever nearer."""
    levels: list[Coarser] = []
    at, size = links, np.ones(links.n)
    while at.n > DIRECT:
        farther = coarser(at, size)
        if farther.links.n > 0.9 * at.n:
            break
        levels.append(farther)
        at, size = farther.links, farther.size
    x, y = pivots(at)
    x, y = gathered(at, 2.0 * x, 2.0 * y, START_ROUNDS, 0.5, is_cancelled)
    for depth in range(len(levels) - 1, -1, -1):
        group = levels[depth].group
        at = levels[depth - 1].links if depth else links
        rows = np.arange(at.n)
        x = x[group] + 0.05 * ((rows * 0.618034) % 1.0 - 0.5)
        y = y[group] + 0.05 * ((rows * 0.754878) % 1.0 - 0.5)
        whole = (lambda spots: spots) if not depth else _seen_through(levels[:depth])
        shown(1.0 - depth / len(levels), whole(x), whole(y))
        x, y = gathered(at, x, y, LEVEL_ROUNDS, 0.3, is_cancelled)
    return x, y


def _seen_through(levels: list[Coarser]) -> Callable[[Floats], Floats]:
    """Return what gives each row of the network the value of what it is part of, so many levels up."""

    def whole(values: Floats) -> Floats:
        for level in reversed(levels):
            values = values[level.group]
        return values

    return whole
