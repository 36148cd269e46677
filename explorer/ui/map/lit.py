"""What stays lit when something is chosen on a large map: the chosen, their lines and their neighbours."""

from collections.abc import Mapping

import numpy as np

from explorer.landscape.views import Selection
from explorer.map.atlas import Atlas, families
from explorer.painting.atlas_painter import Lit

#: Of so many chosen companies the neighbours are lit too; of more, the chosen alone.
WITH_NEIGHBOURS = 400


def lit_of(
    atlas: Atlas, selection: Selection, *, with_neighbours: bool, moved: Mapping[int, tuple[float, float]] | None = None
) -> Lit | None:
    """Return what is lit; None where nothing is chosen. `moved` are rows that a hand carries, with where they are held: those
    are lit instead of the chosen.
    """
    chosen = atlas.terrain.rows_of(selection.companies)
    xy = atlas.xy
    if moved:
        chosen, selection = np.array(sorted(moved), dtype=np.int32), Selection()
        xy = atlas.xy.copy()
        xy[chosen] = [moved[row] for row in chosen.tolist()]
    chosen = chosen[atlas.is_placed[chosen]]
    deals = [row for deal in selection.deals if (row := atlas.terrain.deal_row_of(deal)) is not None]
    if not len(chosen) and not deals:
        return None
    lines, colours, lit = [], [], [np.zeros(0, np.int32)]
    if with_neighbours and len(chosen) <= WITH_NEIGHBOURS:
        rows, others, ties = atlas.beside_all(chosen)
        lines.append(np.concatenate([xy[rows].astype(np.float64), xy[others]], axis=1))
        colours.append(families(atlas, ties))
        lit.append(others)
    for deal in deals:
        parties = atlas.terrain.parties(deal)
        parties = parties[atlas.is_placed[parties]]
        spots = xy[parties].astype(np.float64)
        if len(parties) > 1:
            ends = spots[1:] if len(parties) == 2 else np.repeat(spots.mean(axis=0)[None], len(parties), axis=0)
            lines.append(np.concatenate([spots[: len(ends)], ends], axis=1))
            colours.append(np.full(len(ends), atlas.family(deal), np.uint8))
        lit.append(parties)
    beside = np.concatenate(lit)
    rest = np.setdiff1d(beside, chosen) if len(beside) else beside
    rows = np.concatenate([chosen, rest[atlas.is_placed[rest]]])
    return Lit(
        np.concatenate(lines) if lines else np.zeros((0, 4)),
        np.concatenate(colours) if colours else np.zeros(0, np.uint8),
        xy[rows],
        atlas.radius[rows],
        len(chosen),
    )
