"""The loops that a large map needs: compiled where they were built, numpy elsewhere; what they give is alike."""

import os
from types import ModuleType

from explorer.map.kernel import plain as _plain
from explorer.map.kernel.segments import Scratch, Segments

#: Set to "numpy", the compiled kernel is left alone.
VARIABLE = "ALLIANCE_EXPLORER_KERNEL"

_chosen: ModuleType = _plain
if os.environ.get(VARIABLE, "") != "numpy":
    try:
        from explorer.map.kernel import fast as _fast
    except ImportError:  # nothing was compiled when this was installed
        pass
    else:
        _chosen = _fast

segments = _chosen.segments
draw_lines = _chosen.draw_lines
draw_discs = _chosen.draw_discs

__all__ = ["VARIABLE", "Scratch", "Segments", "draw_discs", "draw_lines", "name", "segments"]


def name() -> str:
    """Return which kernel is in use: "compiled" or "numpy"."""
    return "numpy" if _chosen is _plain else "compiled"
