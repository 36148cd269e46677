"""Layouts side by side: how long each takes, and how good it is once all boxes have room.

    python -m benchmarks.map layout [--sizes 2000,20000,100000] [--owners N] [--file PAIRS.csv] [--peers NAME,..|none] [--limit S]

Alliance-like networks of these sizes, an ownership-like one, and files with the columns a and b. Ours lays out the whole network
with room for discs and names, which its time contains; a peer the largest connected group, whose boxes are then moved apart as
ours are, untimed. CPU seconds; stress, neighbourhoods kept within one and two steps, crossings for each pair, all in the largest
group; overlaps of boxes. The peers are in the dependency group `bench` (`uv sync --group bench`), sfdp in graphviz; what is not
there is named.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from statistics import median
from time import perf_counter, process_time

import numpy as np
from numpy.typing import NDArray

from benchmarks.map import graphs
from benchmarks.map.layout_peers import PEERS
from benchmarks.map.quality import overlaps, quality
from explorer.map import kernel
from explorer.map.links import Links
from explorer.map.places import lay_out
from explorer.map.rooms import moved_apart
from explorer.map.sizes import label_box

Floats = NDArray[np.float64]
MODULES = {
    "networkx spring": "networkx", "igraph DrL": "igraph", "igraph UMAP": "igraph", "umap-learn": "umap",
    "openTSNE": "openTSNE", "tulip FMME": "tulip",
}  # fmt: skip


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="layout", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="2000,20000,100000")
    parser.add_argument("--owners", type=int, default=8500)
    parser.add_argument("--file", type=Path, action="append", default=[])
    parser.add_argument("--peers", default=",".join(PEERS))
    parser.add_argument("--limit", type=float, default=600)
    asked = parser.parse_args(arguments)
    print(f"kernel: {kernel.name()}; one thread a layout")
    networks = [(f"alliance-like {n}", graphs.alliance_like(n)) for n in map(int, filter(None, asked.sizes.split(",")))]
    networks += [(f"ownership-like {asked.owners}", graphs.owner_like(asked.owners))] if asked.owners else []
    networks += [(path.name, graphs.read(path)) for path in asked.file]
    for title, (names, pairs) in networks:
        compare(title, names, pairs, [] if asked.peers == "none" else asked.peers.split(","), asked.limit)
    added(20_000)


def compare(title: str, names: list[str], pairs: graphs.Pairs, peers: list[str], limit: float) -> None:
    half = rooms(names, pairs)
    links = Links.of(len(names), pairs)
    giant = np.flatnonzero(links.component == np.bincount(links.component).argmax())
    inner, room = links.among(giant), half[giant]
    print(f"\n{title}: {links.n} companies, {len(pairs)} pairs; {inner.n} in the largest group with {len(inner.pairs)}")
    print(f"{'':22}{'CPU s':>8}{'stress':>8}{'1 hop':>7}{'2 hops':>8}{'crossings':>11}{'overlaps':>10}")
    seconds = []
    for _ in range(3 if links.n < 50_000 else 1):
        begun = process_time()
        places = lay_out(links.n, pairs, None, half)
        seconds.append(process_time() - begun)
    told(kernel_title(), median(seconds), inner, places[giant], overlaps(places, half))
    for name in peers:
        if inner.n > PEERS[name][1]:
            print(f"{name:22}left out: asked for up to {PEERS[name][1]} companies only, beyond it takes minutes or finds nothing")
        elif (name in MODULES and find_spec(MODULES[name]) is None) or (name == "graphviz sfdp" and not which("sfdp")):
            print(f"{name:22}not installed")
        else:
            laid = _laid_by(name, inner, limit)
            if isinstance(laid, str):
                print(f"{name:22}{laid}")
            else:
                crowd = np.sqrt(np.prod(np.ptp(places[giant], axis=0)) / np.prod(np.ptp(laid[1], axis=0)))
                spots = moved_apart((laid[1] - laid[1].mean(axis=0)) * crowd, room)
                told(name, laid[0], inner, spots, overlaps(spots, room))


def kernel_title() -> str:
    return "ours" if kernel.name() == "compiled" else "ours, numpy kernel"


def told(name: str, seconds: float, links: Links, places: Floats, over: int) -> None:
    found = quality(links, places)
    print(
        f"{name:22}{seconds:8.2f}{found.stress:8.3f}{found.near:7.3f}{found.nearer:8.3f}{found.crossings:11.1f}{over:10}",
        flush=True,
    )


def rooms(names: list[str], pairs: graphs.Pairs) -> Floats:
    """Return half the width and height of each company's disc with its name, as maps draw them."""
    radius = np.minimum(30.0, 8.0 + 3.6 * np.sqrt(np.bincount(pairs.ravel(), minlength=len(names))))
    label = np.array([label_box(name) for name in names])
    return np.stack([np.maximum(label[:, 0] / 2 + 6, radius + 10), radius + label[:, 1] / 2 + 10], axis=1)


def added(n: int) -> None:
    """Take companies away and let them come back, one at a time."""
    names, pairs = graphs.alliance_like(n)
    half, dice = rooms(names, pairs), np.random.default_rng(2)
    weights = np.ones(len(pairs))
    places = lay_out(n, pairs, weights, half)
    partners = np.unique(pairs)
    seconds = []
    for row in dice.choice(partners, 200, replace=False):
        known = places.copy()
        known[row] = np.nan
        begun = perf_counter()
        found = lay_out(n, pairs, weights, half, known)
        seconds.append(perf_counter() - begun)
        if not np.array_equal(np.delete(found, row, 0), np.delete(places, row, 0)):
            raise SystemExit("someone moved")
    print(
        f"\none company added at {n}: median {median(seconds) * 1000:.2f} ms, p95 {np.quantile(seconds, 0.95) * 1000:.2f} ms",
        end="",
    )
    print("; the others moved 0.00")


def _laid_by(name: str, links: Links, limit: float) -> tuple[float, Floats] | str:
    with tempfile.TemporaryDirectory() as folder:
        network, places = Path(folder, "network.npz"), Path(folder, "places.npy")
        np.savez(network, n=links.n, pairs=links.pairs)
        command = [sys.executable, "-m", "benchmarks.map.layout_peers", name, str(network), str(places)]
        single = {f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "NUMBA")}
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=limit, env=os.environ | single, check=False)
        except subprocess.TimeoutExpired:
            return f"no layout within {limit:.0f} s"
        if done.returncode or not places.exists():
            return f"failed: {(done.stderr.strip().splitlines() or ['without a word'])[-1][:90]}"
        return float(done.stdout.split()[-1]), np.load(places)
