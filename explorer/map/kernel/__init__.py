"""The loops that a large map needs: compiled where they were built, numpy elsewhere; what they give is alike."""

from explorer.map.kernel.plain import draw_discs, draw_lines, segments
from explorer.map.kernel.segments import Segments

__all__ = ["Segments", "draw_discs", "draw_lines", "name", "segments"]


def name() -> str:
    """Return which kernel is in use: "compiled" or "numpy"."""
    return "numpy"
