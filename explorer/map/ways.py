"""Ways from company to company over the ties of a terrain, and what stands between many that are chosen."""

import numpy as np
from numpy.typing import NDArray

from explorer.map.terrain import Rows, Terrain, neighbours_of_all


def shortest_way(terrain: Terrain, one: int, other: int) -> tuple[int, ...]:
    """Return the rows of a shortest way from one company to another, both ends included; empty where none leads there.

    Of several that are equally short, the one over the companies that come first.
    """
    start, ends = neighbours_of_all(terrain)
    came_from = np.full(terrain.companies, -1, dtype=np.int32)
    came_from[one] = one
    front = np.array([one], dtype=np.int32)
    while len(front) and came_from[other] < 0:
        sizes = start[front + 1] - start[front]
        offsets = np.arange(sizes.sum()) + np.repeat(start[front] - np.cumsum(sizes) + sizes, sizes)
        reached, sources = ends[offsets], np.repeat(front, sizes)
        fresh = came_from[reached] < 0
        front, first = np.unique(reached[fresh], return_index=True)
        came_from[front] = sources[fresh][first]
    if came_from[other] < 0:
        return ()
    way = [other]
    while way[-1] != one:
        way.append(int(came_from[way[-1]]))
    return tuple(reversed(way))


def deals_among(terrain: Terrain, companies: Rows) -> NDArray[np.int64]:
    """Return the rows of the deals to which at least two of these companies are party, in ascending order."""
    return np.flatnonzero(terrain.parties_among(companies) > 1)


def best_connected(terrain: Terrain, most: int) -> list[tuple[int, int]]:
    """Return the rows of the companies with the most partners, and how many each has, at most so many."""
    start, _ = neighbours_of_all(terrain)
    partners = np.diff(start)
    order = np.lexsort((np.arange(len(partners)), -partners))[:most]
    return [(int(row), int(partners[row])) for row in order if partners[row]]
