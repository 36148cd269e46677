"""The compiled kernel and the one in numpy give the same, to the last bit; where nothing was compiled there is one to test."""

import os
import subprocess
import sys

import numpy as np
import pytest

from explorer.landscape.views import Camera
from explorer.map import kernel, raster
from explorer.map.kernel import plain
from explorer.map.layer import Layer

fast = pytest.importorskip("explorer.map.kernel.fast", reason="no kernel was compiled here")

PALETTE = np.array([0xFF0072B2, 0xFFC2410C, 0xFF1F2933, 0xFF009E73], dtype=np.uint32)


def invented(seed: int) -> Layer:
    dice = np.random.default_rng(seed)
    discs, lines = 300, 900
    return Layer(
        (dice.normal(size=(discs, 2)) * 120).astype(np.float32),
        (dice.random(discs) * 14).astype(np.float32),
        dice.integers(0, 5, discs).astype(np.uint8),
        (dice.random(discs) * 1.2).astype(np.float32),
        dice.integers(-1, discs + 1, (lines, 2)).astype(np.int32),
        (dice.random(lines) * 9).astype(np.float32),
        dice.integers(0, 5, lines).astype(np.uint8),
        (dice.random(lines) * 1.2 - 0.1).astype(np.float32),
    )


@pytest.mark.parametrize("scale", [0.02, 0.3, 1.0, 4.7, 20.0])
@pytest.mark.parametrize("seed", range(3))
def test_both_paint_the_same_pixels(scale: float, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    layer = invented(seed)
    camera = Camera(float(layer.xy[7, 0]), float(layer.xy[7, 1]) + 0.3, scale)
    pictures = []
    for one in (plain, fast):
        for name in ("segments", "draw_lines", "draw_discs"):
            monkeypatch.setattr(raster.kernel, name, getattr(one, name))
        pictures.append(raster.paint(layer, PALETTE, camera, (320, 240), 1.5, width=1.3))
    assert pictures[0] is not None and pictures[0].any()
    assert np.array_equal(*pictures)


def test_buffers_of_the_wrong_length_are_refused() -> None:
    layer = invented(1)
    ink = np.ones(3, dtype=np.uint16)
    with pytest.raises(ValueError, match="bytes"):
        fast.segments(layer.xy, layer.pairs, ink, ink, layer.line_colour, 4, 0.0, 0.0, 1.0, 30, 20, 1)
    with pytest.raises(ValueError, match="no such picture"):
        fast.draw_discs(
            np.zeros((20, 30), dtype=np.uint32), layer.xy, layer.radius, layer.colour, layer.strength, PALETTE,
            np.arange(3, dtype=np.int32), 0.0, 0.0, 1.0, -30, 20, 1.0, 1.0,
        )  # fmt: skip


@pytest.mark.parametrize(("wanted", "found"), [("numpy", "numpy"), ("", "compiled")])
def test_the_kernel_in_use_is_told_and_can_be_chosen(wanted: str, found: str) -> None:
    asked = "from explorer.map import kernel; print(kernel.name())"
    environment = os.environ | {kernel.VARIABLE: wanted}
    told = subprocess.run([sys.executable, "-c", asked], env=environment, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == found
