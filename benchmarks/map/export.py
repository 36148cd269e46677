"""Pictures of large landscapes as files, beside networkx drawn by matplotlib: seconds from the data to the file.

    python -m benchmarks.map export [--companies 2000 20000] [--no-peers]

3840 x 2160, five deals a company, names in; the peer draws every distinct pair once, with all names where its users would: up to
2,000 companies. What both are given, places and names, is there before the clock starts. A snapshot is painted by a process beside.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QGuiApplication

from benchmarks.map.graphs import alliance_like
from benchmarks.map.stage import spots_of, terrain_of
from explorer.exports.beside import save_beside
from explorer.exports.page import Picture
from explorer.exports.pictures import save_picture
from explorer.exports.wide_page import Wide
from explorer.landscape.views import View
from explorer.landscape.vocabulary import Reality
from explorer.map.atlas import dress, survey
from explorer.map.scene import MapData
from explorer.map.terrain import Terrain

SIZE = (3840, 2160)
ENDINGS = ("png", "svg", "pdf")


def seconds(work: Callable[[], object], times: int) -> float:
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        spent.append(time.perf_counter() - start)
    return sorted(spent)[len(spent) // 2]


def asked_for(terrain: Terrain, spots: NDArray[np.float32]) -> tuple[Picture, Wide]:
    atlas = survey(terrain, spots)
    wide = Wide(atlas, dress(atlas, Reality.INTENDED))
    return Picture(MapData(), {}, View(), SIZE, "light", "A landscape", "2026-11-24"), wide


def ours(terrain: Terrain, spots: NDArray[np.float32], path: Path) -> None:
    save_picture(path, *asked_for(terrain, spots))


def as_a_snapshot(terrain: Terrain, spots: NDArray[np.float32], path: Path) -> tuple[float, float]:
    """Return the seconds until the picture is saved as the window saves it, and the longest that its thread waited meanwhile."""
    picture, wide = asked_for(terrain, spots)
    with ThreadPoolExecutor(1) as pool:
        begun = last = time.perf_counter()
        longest = 0.0
        saving = pool.submit(save_beside, path, picture, wide, lambda: False)
        while not saving.done():
            time.sleep(0.001)
            now = time.perf_counter()
            longest, last = max(longest, now - last), now
        saving.result()
    return last - begun, longest


def theirs(names: Sequence[str], spots: NDArray[np.float32], pairs: NDArray[np.int32], path: Path) -> None:
    import networkx
    from matplotlib.figure import Figure

    graph = networkx.Graph()
    graph.add_nodes_from(range(len(names)))
    graph.add_edges_from(pairs.tolist())
    figure = Figure(figsize=(SIZE[0] / 100, SIZE[1] / 100), dpi=100)
    axes = figure.add_axes((0, 0, 1, 1))
    has_names = len(names) <= 2000
    labels = dict(enumerate(names)) if has_names else None
    networkx.draw_networkx(
        graph, dict(enumerate(spots)), ax=axes, node_size=12, width=0.5, with_labels=has_names, labels=labels, font_size=6
    )
    figure.savefig(path)


def measure(terrain: Terrain, spots: NDArray[np.float32], ties: NDArray[np.int32], folder: Path, *, has_peers: bool) -> None:
    for ending in ENDINGS:
        mine, other = folder / f"mine.{ending}", folder / f"other.{ending}"
        here = seconds(partial(ours, terrain, spots, mine), 5)
        said = f"  {ending}  this app {here:.2f} s ({mine.stat().st_size / 1e6:.1f})"
        if has_peers:
            there = seconds(partial(theirs, list(terrain.names), spots, ties, other), 1)
            said += f"  networkx and matplotlib {there:.2f} s ({other.stat().st_size / 1e6:.1f})  {there / here:.0f} times"
        whole, longest = as_a_snapshot(terrain, spots, mine)
        print(f"{said}  as a snapshot {whole:.2f} s, the window waits at most {longest * 1000:.0f} ms", flush=True)


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.map export", description=__doc__)
    parser.add_argument("--companies", type=int, nargs="*", default=[2000, 20_000])
    parser.add_argument("--no-peers", action="store_true")
    wanted = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QGuiApplication.instance() or QGuiApplication([])
    print(f"{SIZE[0]} x {SIZE[1]}; seconds to the file (megabytes)")
    with tempfile.TemporaryDirectory() as folder:
        for companies in wanted.companies:
            names, pairs = alliance_like(companies)
            terrain, _ = terrain_of(names, pairs, 5 * companies)
            spots, ties = spots_of(terrain), terrain.ties().pairs
            print(f"\n{companies:,} companies, {len(terrain.deal_ids):,} deals, {len(ties):,} pairs")
            measure(terrain, spots, ties, Path(folder), has_peers=not wanted.no_peers)
    app.processEvents()


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
