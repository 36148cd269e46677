"""The political map: blocs of companies as countries with ground, names and neighbours, and the traffic between them.

labels -> how dense each bloc is where -> who is densest -> outlines -> hues, neighbours apart
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from explorer.map.atlas import Atlas, at_scale, most_important
from explorer.map.blocs import Ground, blocs, grounds, traffic
from explorer.map.layer import Layer
from explorer.map.places import never

Floats = NDArray[np.float64]
Labels = NDArray[np.int32]

#: A landscape of fewer companies has no blocs.
FROM = 200
#: Companies that stand so many pixels apart are seen one by one; so few, and they are a texture.
NEAR_APART, FAR_APART = 30.0, 9.0
#: From far, lines between blocs and other long ones lose so much of their ink; from half way on all of it.
THINNED = 2.0
#: A line longer than this share of the map is no local one, whichever bloc its ends are in.
LOCAL = 0.05
#: How many hues the grounds are coloured with.
HUES = 8
#: From one bloc to the next its first choice of hue moves on by so much; blocs so near, in their widths, are neighbours.
STRIDE, NEIGHBOURS = 3, 1.3
#: Of the pairs of blocs those with most traffic are shown.
BUNDLES = 160
#: So many companies give a bloc its name.
NAMED = 3


@dataclass(frozen=True, slots=True, eq=False)
class Bloc:
    """A bloc: where its name goes (its densest spot), how far it reaches in map units, its ground and what it is called after.

    `outlines` are closed rings float64 (k, 2) in map units; `strongest` are rows of companies.
    """

    number: int
    companies: int
    x: float
    y: float
    extent: float
    hue: int
    outlines: tuple[Floats, ...]
    strongest: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """All blocs that have ground, the largest first; `label` int32 (n) of each company, and which ties lead from bloc to bloc.

    `length` float32 (k) of each tie in map units; `bundles` float64 (b, 5): x0, y0, x1, y1 in map units and the weight of the
    traffic, the heaviest first.
    """

    label: Labels
    between: NDArray[np.bool_]
    length: NDArray[np.float32]
    blocs: tuple[Bloc, ...] = ()
    bundles: Floats = field(default_factory=lambda: np.zeros((0, 5)))


def world_of(atlas: Atlas, label: Labels, is_cancelled: Callable[[], bool] = never) -> World:
    """Draw the borders for a landscape whose companies carry these labels, -1 for none; same input, same world."""
    pairs = atlas.ties.pairs
    between = np.asarray(label[pairs[:, 0]] != label[pairs[:, 1]])
    length = np.hypot(*(atlas.xy[pairs[:, 0]] - atlas.xy[pairs[:, 1]]).T).astype(np.float32)
    there = np.where(atlas.is_placed & (atlas.terrain.deals > 0), label, -1)
    if (there >= 0).sum() < 2 or int(there.max()) < 1:
        return World(label, between, length)
    found = grounds(there, atlas.xy, is_cancelled=is_cancelled)
    hues = _hues(_touching(found), [ground.bloc for ground in found])
    drawn = [
        Bloc(
            ground.bloc,
            ground.size,
            *ground.middle,
            ground.area**0.5,
            hue,
            ground.outlines,
            tuple(most_important(atlas, np.flatnonzero(there == ground.bloc).astype(np.int32), NAMED)),
        )
        for ground, hue in zip(found, hues, strict=True)
    ]
    drawn.sort(key=lambda bloc: (-bloc.companies, bloc.number))
    return World(label, between, length, tuple(drawn), _bundles(atlas, label, drawn))


def farness(atlas: Atlas, scale: float) -> float:
    """Say how far away one looks from: 1 where companies are a texture and blocs are what is seen, 0 where each is seen."""
    apart = atlas.spacing * scale
    return float(min(max((NEAR_APART - apart) / (NEAR_APART - FAR_APART), 0.0), 1.0))


def seen_from(atlas: Atlas, layer: Layer, world: World | None, scale: float) -> Layer:
    """Return a layer made for scale 1 as it is drawn at another: from far, bundles stand for lines that are not local."""
    layer = at_scale(layer, scale)
    far = farness(atlas, scale) if world is not None and world.blocs else 0.0
    if world is None or not far:
        return layer
    is_far_off = world.between | (world.length > LOCAL * atlas.bounds.width)
    kept = np.where(is_far_off, np.float32(max(0.0, 1 - THINNED * far)), np.float32(1))
    return replace(layer, line_strength=np.ascontiguousarray(layer.line_strength * kept))


def labels_of(atlas: Atlas, before: Labels | None = None) -> Labels:
    """Return which bloc each company is in, int32 (n), -1 for none; those of `before` that go on keep their number."""
    return blocs(len(atlas.xy), atlas.ties.pairs, atlas.ties.weight, before=before)


def _hues(touching: set[tuple[int, int]], numbers: list[int]) -> list[int]:
    """Give each bloc a hue that none of its neighbours has as far as that goes; it begins with its number, so that hues stay."""
    hues: dict[int, int] = {}
    for number in numbers:
        near = [hues[other] for pair in touching if number in pair for other in pair if other in hues]
        hues[number] = min(range(HUES), key=lambda hue: (near.count(hue), (hue - number * STRIDE) % HUES))
    return [hues[number] for number in numbers]


def _touching(found: Sequence[Ground]) -> set[tuple[int, int]]:
    """Return the pairs of blocs whose grounds are so near that they may touch: closer than they are wide."""
    middles = np.array([ground.middle for ground in found])
    reach = np.array([ground.area**0.5 for ground in found])
    away = np.hypot(middles[:, :1] - middles[:, 0], middles[:, 1:] - middles[:, 1])
    rows, columns = np.nonzero(away < NEIGHBOURS * (reach[:, None] + reach) / 2)
    return {(found[a].bloc, found[b].bloc) for a, b in zip(rows.tolist(), columns.tolist(), strict=True) if a < b}


def _bundles(atlas: Atlas, label: Labels, found: list[Bloc]) -> Floats:
    middle = {bloc.number: (bloc.x, bloc.y) for bloc in found}
    passing = traffic(label, atlas.ties.pairs, atlas.ties.weight)
    rows = [
        (*middle[a], *middle[b], weight)
        for (a, b), weight in zip(passing.pairs.tolist(), passing.weight.tolist(), strict=True)
        if a in middle and b in middle
    ]
    return np.array(rows[:BUNDLES], dtype=np.float64).reshape(-1, 5)
