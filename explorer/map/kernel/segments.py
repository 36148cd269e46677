"""What is left of the lines of a layer in the picture: clipped, and sorted by colour."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Segments:
    """Lines in picture pixels: `ends` float64 (m, 4) x, y to x, y; `ink` uint16 (m), `thick` uint16 (m) in 1/256 pixels, 0 a hair.

    Those of colour c are at `starts[c]` to `starts[c + 1]`, int64 (p + 1). `length` is the sum of length times thickness times ink.
    """

    ends: NDArray[np.float64]
    ink: NDArray[np.uint16]
    thick: NDArray[np.uint16]
    starts: NDArray[np.int64]
    length: float

    @property
    def used(self) -> int:
        """How many colours have lines."""
        return int((np.diff(self.starts) > 0).sum())
