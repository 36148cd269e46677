"""What a large map draws as its ground layer: columns of discs and lines, whatever they stand for."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Float32s = NDArray[np.float32]
Int32s = NDArray[np.int32]
Bytes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """Columns ready to be drawn; two layers are never equal, so that what is derived can be kept by identity.

    Discs, n of them: `xy` float32 (n, 2) in map units, `radius` float32 (n) in map units, `colour` uint8 (n) an index into the
    palette, `strength` float32 (n) from 0, not drawn, to 1. Lines, k of them: `pairs` int32 (k, 2) the rows of the discs at
    their ends, `weight` float32 (k) 1 for a plain line and more for a broader one, `line_colour` and `line_strength` as above.
    """

    xy: Float32s
    radius: Float32s
    colour: Bytes
    strength: Float32s
    pairs: Int32s
    weight: Float32s
    line_colour: Bytes
    line_strength: Float32s

    def __post_init__(self) -> None:
        """Refuse columns of other types or lengths, which no drawing could make sense of, by a ValueError that names them."""
        discs, lines = len(self.radius), len(self.weight)
        wanted = {
            "xy": (np.float32, (discs, 2)),
            "radius": (np.float32, (discs,)),
            "colour": (np.uint8, (discs,)),
            "strength": (np.float32, (discs,)),
            "pairs": (np.int32, (lines, 2)),
            "weight": (np.float32, (lines,)),
            "line_colour": (np.uint8, (lines,)),
            "line_strength": (np.float32, (lines,)),
        }
        for name, (kind, shape) in wanted.items():
            column = getattr(self, name)
            if column.dtype != kind or column.shape != shape or not column.flags.c_contiguous:
                raise ValueError(f"Layer.{name} is {column.dtype}{column.shape}: wanted in one piece as {np.dtype(kind)}{shape}")

    @staticmethod
    def of(
        xy: NDArray[np.floating],
        pairs: NDArray[np.integer],
        *,
        radius: float = 8.0,
        colour: int = 0,
        line_colour: int = 0,
    ) -> "Layer":
        """Return a layer of equal discs and plain lines at these places."""
        discs, lines = len(xy), len(pairs)
        return Layer(
            np.ascontiguousarray(xy, dtype=np.float32),
            np.full(discs, radius, dtype=np.float32),
            np.full(discs, colour, dtype=np.uint8),
            np.ones(discs, dtype=np.float32),
            np.ascontiguousarray(pairs, dtype=np.int32).reshape(-1, 2),
            np.ones(lines, dtype=np.float32),
            np.full(lines, line_colour, dtype=np.uint8),
            np.ones(lines, dtype=np.float32),
        )
