"""Where a few newcomers of a large landscape are put: beside their partners. All of them together `map.settlement` places."""

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from explorer.map.atlas import radii
from explorer.map.places import lay_out
from explorer.map.sizes import LETTER, LINE, WRAP
from explorer.map.terrain import Floats, Rows, Terrain

#: Of many companies not all names are seen at once: of its name's width each has this share.
SHARE = 0.45
#: Room around a company and its name.
AROUND = 6.0
#: How far below everything a company without partners is put.
BELOW = 120.0


def room_of(terrain: Terrain, letters: NDArray[np.integer]) -> Floats:
    """Return half the width and height of the room of each company with its name, float32 (n, 2), from how long names are."""
    lines = np.where(letters > WRAP, 2, 1)
    wide = np.minimum(np.ceil(letters / lines), 2 * WRAP) * LETTER / 2 * SHARE
    disc = radii(terrain)
    half = np.stack([np.maximum(wide, disc), disc + lines * LINE / 2], axis=1) + AROUND
    return np.asarray(half, dtype=np.float32)


def beside(terrain: Terrain, spots: Floats, room: Floats, newcomers: Rows) -> Floats:
    """Return spots in which newcomers stand on free ground by their partners; all others stay where they are."""
    spots = spots.copy()
    is_new = np.isnan(spots[:, 0])
    places = np.flatnonzero(np.isin(terrain.party, newcomers))
    deals = np.unique(np.searchsorted(terrain.start, places, side="right") - 1)
    pairs = [pair for deal in deals.tolist() for pair in combinations(terrain.parties(deal).tolist(), 2)]
    pairs += [(int(terrain.root[row]), row) for row in newcomers.tolist() if terrain.root[row] != row]
    tied = {row for pair in pairs if is_new[pair[0]] != is_new[pair[1]] for row in pair}
    for row in newcomers.tolist():
        if row not in tied:
            spots[row] = _below(spots)
    if np.isnan(spots).any():
        found = lay_out(len(spots), np.array(pairs, dtype=np.int32).reshape(-1, 2), None, room, spots)
        spots[newcomers] = found[newcomers]
    return spots


def _below(spots: Floats) -> tuple[float, float]:
    """Return a spot under everything, for a company without partners."""
    there = spots[~np.isnan(spots[:, 0])]
    if not len(there):
        return 0.0, 0.0
    return float(there[:, 0].mean(dtype=np.float64)), float(there[:, 1].max()) + BELOW
