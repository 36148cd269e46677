"""Other orders of the map than where companies stand: rings around what is chosen, columns by time."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.landscape.views import Arrangement
from explorer.map.atlas import radii
from explorer.map.columns import columns
from explorer.map.rings import rings
from explorer.map.sizes import label_box
from explorer.map.terrain import NO_DAY, Floats, Terrain

#: Up to so many companies each has room for its whole name, and of more for no less than this share of it.
MANY, LEAST = 80, 0.45
UNDATED = "no date"


@dataclass(frozen=True, slots=True, eq=False)
class Arranged:
    """Where companies stand in an order: float32 (n, 2) in map units, and what makes the order readable.

    `circles` are the outer radii of rings around (0, 0); `bands` the columns: their words, and from where to where they reach.
    """

    spots: Floats
    circles: tuple[float, ...] = ()
    bands: tuple[tuple[str, float, float], ...] = ()


def arrange(terrain: Terrain, spots: Floats, arrangement: Arrangement, around: Sequence[int] = ()) -> Arranged | None:
    """Return the companies in this order; None where they stay where they are: rings need a company to go `around` (rows).

    Units keep their place beside the company they belong to.
    """
    count = terrain.companies
    ties = terrain.ties()
    tops = np.unique(terrain.root)
    place = np.full(count, -1, dtype=np.int64)
    place[tops] = np.arange(len(tops))
    ends = place[terrain.root[ties.pairs]]
    apart = ends[:, 0] != ends[:, 1]
    pairs, weights = ends[apart], ties.weight[apart]
    room = room_of(terrain)[tops]
    if arrangement is Arrangement.RINGS and len(around):
        found, _, outer = rings(len(tops), pairs, weights, room, sorted({int(place[terrain.root[row]]) for row in around}))
        return Arranged(_with_units(terrain, spots, tops, found), circles=tuple(outer.tolist()[1:]))
    if arrangement is Arrangement.COLUMNS and len(tops):
        when = _first_years(terrain)[tops]
        found, reach = columns(len(tops), pairs, weights, room, when)
        bands = tuple((UNDATED if year == 0 else str(year), left, right) for year, (left, right) in sorted(reach.items()))
        return Arranged(_with_units(terrain, spots, tops, found), bands=bands)
    return None


def room_of(terrain: Terrain) -> NDArray[np.float64]:
    """Return half the width and height, (n, 2), that each company takes with its name."""
    names = np.array([label_box(name) for name in terrain.names]).reshape(-1, 2)
    radius = radii(terrain)
    share = min(1.0, max(MANY / max(terrain.companies, 1), LEAST))
    return np.stack([np.maximum(names[:, 0] / 2 * share, radius) + 6, radius + names[:, 1] / 2 * share + 6], axis=1)


def _with_units(terrain: Terrain, spots: Floats, tops: NDArray[np.int32], found: NDArray[np.float64]) -> Floats:
    arranged = np.empty((terrain.companies, 2))
    arranged[tops] = found
    beside = np.nan_to_num(spots.astype(np.float64) - spots[terrain.root])
    return np.ascontiguousarray(arranged[terrain.root] + beside, dtype=np.float32)


def _first_years(terrain: Terrain) -> NDArray[np.int64]:
    """Return the year of each house's first dated deal, 0 where it has none."""
    deal = np.repeat(np.arange(len(terrain.deal_ids)), np.diff(terrain.start))
    first = np.full(terrain.companies, np.iinfo(np.int64).max)
    day = terrain.day[deal].astype(np.int64)
    dated = day != NO_DAY
    np.minimum.at(first, terrain.root[terrain.party[dated]], day[dated])
    known = first != np.iinfo(np.int64).max
    years = np.zeros(terrain.companies, dtype=np.int64)
    years[known] = first[known].astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    return years[terrain.root]
