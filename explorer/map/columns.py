"""Companies in columns by time: those of one year, say, under each other, next to their partners of other years."""

import numpy as np
from numpy.typing import NDArray

from explorer.map.links import Floats, Ints, Links
from explorer.map.sizes import ASPECT

#: Clear ground between columns and between companies of one, and how often columns are put in order after their neighbours.
BETWEEN, BESIDE, SWEEPS = 120.0, 6.0, 6
#: So many times as high as it must be may a column be.
MOST_SPREAD = 4.0


def columns(
    n: int,
    pairs: NDArray[np.integer],
    weights: NDArray[np.floating] | None,
    room: NDArray[np.floating],
    when: NDArray[np.integer],
) -> tuple[Floats, dict[int, tuple[float, float]]]:
    """Return places float64 (n, 2) and from where to where each column reaches across, by the time it stands for.

    `when` (n) is the time of each company, the year of its first deal, say; columns come in its order from the left to the right,
    each around the same height. In a column partners of the companies beside stand at about their height; one of many has several
    ranks. `room` (n, 2) are half widths and heights; no two boxes overlap.
    """
    links = Links.of(n, pairs, weights)
    half = np.asarray(room, dtype=np.float64).reshape(n, 2)
    times = np.unique(np.asarray(when))
    members = [np.flatnonzero(np.asarray(when) == time) for time in times]
    high = half[:, 1] * 2 + BESIDE
    height = np.zeros(n)
    for rows in members:
        height[rows] = _stacked(rows, high)
    sources = np.repeat(np.arange(n), links.degree)
    for sweep in range(SWEEPS):
        for rows in members if sweep % 2 == 0 else members[::-1]:
            height[rows] = _towards_partners(rows, links, sources, np.asarray(when), height, high)
    places = np.empty((n, 2))
    reach: dict[int, tuple[float, float]] = {}
    # As high as lets all columns together fill a page; a column that is higher gets ranks beside each other.
    wide = half[:, 0] * 2 + BESIDE
    page = max(float(np.sqrt((wide * high).sum() / ASPECT)), float(high.max()) if n else 1.0)
    x = 0.0
    for time, rows in zip(times.tolist(), members, strict=True):
        ordered = rows[np.lexsort((rows, height[rows]))]
        ranks = max(1, int(np.ceil(high[rows].sum() / page)))
        begun = x
        for rank in range(ranks):
            some = ordered[rank::ranks]
            places[some, 0] = x + float(wide[some].max()) / 2
            places[some, 1] = _stacked(some, high)
            x += float(wide[some].max())
        reach[time] = (begun, x)
        x += BETWEEN
    if n:  # few in many columns are spread until they fill the page
        places[:, 1] *= min(max((x - BETWEEN) / ASPECT / max(float(np.ptp(places[:, 1])), 1.0), 1.0), MOST_SPREAD)
    return places, reach


def _stacked(rows: Ints, high: Floats) -> Floats:
    """Return heights of rows stacked in the order given, around 0."""
    below = np.cumsum(high[rows])
    return np.asarray(below - high[rows] / 2 - below[-1] / 2)


def _towards_partners(rows: Ints, links: Links, sources: Ints, when: NDArray[np.integer], height: Floats, high: Floats) -> Floats:
    """Return heights of a column stacked in the order of the mean height of each one's partners in other columns."""
    other = when[sources] != when[links.ends]
    count = np.bincount(sources[other], weights=links.pull[other], minlength=links.n)
    sums = np.bincount(sources[other], weights=links.pull[other] * height[links.ends[other]], minlength=links.n)
    wished = np.where(count > 0, sums / np.maximum(count, 1e-12), height)
    order = np.lexsort((rows, np.round(wished[rows], 6)))
    stacked = np.empty(len(rows))
    stacked[order] = _stacked(rows[order], high)
    return stacked
