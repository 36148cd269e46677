"""The loops that a large map needs: compiled where they were built, numpy elsewhere; what they give is alike."""

import os
from types import ModuleType

from explorer.map.kernel import plain as _plain
from explorer.map.kernel import plain_forces as _plain_forces
from explorer.map.kernel import plain_room as _plain_room
from explorer.map.kernel.segments import Segments

#: Set to "numpy", the compiled kernel is left alone.
VARIABLE = "ALLIANCE_EXPLORER_KERNEL"

_raster: ModuleType = _plain
_forces: ModuleType = _plain_forces
_room: ModuleType = _plain_room
if os.environ.get(VARIABLE, "") != "numpy":
    try:
        from explorer.map.kernel import fast as _fast
    except ImportError:  # nothing was compiled when this was installed
        pass
    else:
        _raster = _forces = _room = _fast

segments = _raster.segments
draw_lines = _raster.draw_lines
draw_discs = _raster.draw_discs
repel = _forces.repel
attract = _forces.attract
steps_from = _forces.steps_from
match = _forces.match
push = _room.push
take_grounds = _room.take_grounds

__all__ = [
    "VARIABLE",
    "Segments",
    "attract",
    "draw_discs",
    "draw_lines",
    "match",
    "name",
    "push",
    "repel",
    "segments",
    "steps_from",
    "take_grounds",
]


def name() -> str:
    """Return which kernel is in use: "compiled" or "numpy"."""
    return "numpy" if _raster is _plain else "compiled"
