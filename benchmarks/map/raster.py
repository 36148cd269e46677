"""How long the ground layer takes to become pixels, on one thread.

    python -m benchmarks.map raster [--sizes 2000,20000,100000] [--runs 15]

Alliance-like networks where the layout puts them, lines in eight colours: the whole map, twice and four times as near, and at
1:1; then the first pass, an eighth of the lines. CPU milliseconds, median and p95. ALLIANCE_EXPLORER_KERNEL=numpy measures what
an installation without a compiler has.
"""

import argparse
from statistics import median, quantiles
from time import process_time

import numpy as np

from benchmarks.map.graphs import alliance_like
from benchmarks.map.layout import rooms
from explorer.landscape.views import Camera
from explorer.map import kernel
from explorer.map.layer import Layer
from explorer.map.places import lay_out
from explorer.map.raster import paint

SCREENS = ((1600, 1000), (3840, 2160))


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="raster", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="2000,20000,100000")
    parser.add_argument("--runs", type=int, default=15)
    asked = parser.parse_args(arguments)
    print(f"kernel: {kernel.name()}; CPU ms, median / p95")
    print(f"{'companies':>9} {'pixels':>10}" + "".join(f"{title:>18}" for title in ("whole", "x 2", "x 4", "1:1", "first pass")))
    for n in map(int, asked.sizes.split(",")):
        names, pairs = alliance_like(n)
        places = lay_out(n, pairs, None, rooms(names, pairs))
        layer = Layer.of(places, pairs, line_colour=0)
        layer.radius[:] = np.minimum(30.0, 8.0 + 3.6 * np.sqrt(np.bincount(pairs.ravel(), minlength=n)))
        layer.line_colour[:] = np.random.default_rng(1).integers(0, 8, len(pairs))
        palette = np.linspace(0xFF000000, 0xFFFFFFFF, 9).astype(np.uint32)
        middle = (places.min(axis=0) + places.max(axis=0)) / 2
        for screen in SCREENS:
            fitted = float((np.array(screen) / np.ptp(places, axis=0)).min())
            views = [(fitted, 1.0), (2 * fitted, 1.0), (4 * fitted, 1.0), (1.0, 1.0), (fitted, 0.125)]
            told = [timed(layer, palette, Camera(*middle.tolist(), scale), screen, share, asked.runs) for scale, share in views]
            print(f"{n:9} {screen[0]:>5}x{screen[1]:<4}" + "".join(f"{one:>18}" for one in told), flush=True)


def timed(layer: Layer, palette: np.ndarray, camera: Camera, screen: tuple[int, int], share: float, runs: int) -> str:  # type: ignore[type-arg]
    spent = []
    for _ in range(runs + 1):
        begun = process_time()
        paint(layer, palette, camera, screen, share=share)
        spent.append((process_time() - begun) * 1000)
    return f"{median(spent[1:]):.1f} / {quantiles(spent[1:], n=20)[-1]:.1f}"
