"""Where a few newcomers of a large landscape are put: beside their partners. All of them together `map.settlement` places."""

from math import cos, pi, sin

import numpy as np
from numpy.typing import NDArray

from explorer.map.terrain import Floats, Rows, Terrain

#: How far from its partners a newcomer is put, in map units, and the angle from one newcomer to the next.
REACH = 60.0
GOLDEN = pi * (3 - 5**0.5)


def beside(terrain: Terrain, spots: Floats, newcomers: Rows) -> Floats:
    """Return spots in which newcomers stand at the middle of their partners, a little aside; all others stay where they are."""
    spots = spots.copy()
    deals = np.flatnonzero(np.isin(terrain.party, newcomers))
    deal_of = np.searchsorted(terrain.start, deals, side="right") - 1
    for number, row in enumerate(newcomers.tolist()):
        partners = _partners(terrain, row, deal_of[terrain.party[deals] == row])
        there = spots[partners]
        there = there[~np.isnan(there[:, 0])]
        if len(there):
            x, y = there.mean(axis=0, dtype=np.float64).tolist()
        else:
            x, y = _clear(spots)
        angle = GOLDEN * (number + int(terrain.ids[row]))
        spots[row] = x + REACH * cos(angle), y + REACH * sin(angle)
    return spots


def _partners(terrain: Terrain, row: int, deals: NDArray[np.int64]) -> list[int]:
    found = {int(party) for deal in deals.tolist() for party in terrain.parties(deal).tolist()} | {int(terrain.root[row])}
    return sorted(found - {row})


def _clear(spots: Floats) -> tuple[float, float]:
    """Return a spot under everything, for a company without partners."""
    there = spots[~np.isnan(spots[:, 0])]
    if not len(there):
        return 0.0, 0.0
    return float(there[:, 0].mean(dtype=np.float64)), float(there[:, 1].max()) + 2 * REACH
