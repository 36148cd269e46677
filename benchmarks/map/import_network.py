"""A network file into a new landscape: time and memory, in a process of its own.

    python -m benchmarks.map import_network [--pairs N] [--file X.csv]

Without a file, a list of so many made-up pairs is written first: company, company, type and date, each line a deal of its own.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

import numpy as np

from benchmarks.map.graphs import alliance_like
from explorer.landscape.vocabulary import DealType


def main(arguments: Sequence[str]) -> None:
    """Print how long it took, how much memory, and how large the landscape is."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--pairs", type=int, default=200_000)
    asked.add_argument("--file", type=Path, help="a list that is there already")
    options = asked.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        file = options.file or _made_up(Path(folder), options.pairs)
        into = Path(folder) / "own.landscape"
        start = monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "explorer", "import", str(file), "--into", str(into)], stdout=subprocess.PIPE, text=True
        )
        said = process.communicate()[0] if process.stdout is None else process.stdout.read()
        _, _, used = os.wait4(process.pid, 0)
        seconds = monotonic() - start
        process.returncode = 0
        print(said.strip())
        print(
            f"{file.name}: {seconds:.1f} s, {used.ru_maxrss / 1024:.0f} MB of memory, {into.stat().st_size / 1e6:.0f} MB on disk",
            flush=True,
        )


def _made_up(folder: Path, count: int) -> Path:
    names, pairs = alliance_like(max(100, count // 5))
    dice = np.random.default_rng(1)
    chosen = np.concatenate([np.arange(len(pairs)), dice.integers(0, len(pairs), max(0, count - len(pairs)))])[:count]
    types, days = list(DealType), np.datetime_as_string(dice.integers(10_000, 20_500, count).astype("datetime64[D]")).tolist()
    kinds = dice.integers(0, len(types), count).tolist()
    path = folder / "pairs.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("company a,company b,type,date\n")
        for (a, b), kind, day in zip(pairs[chosen].tolist(), kinds, days, strict=True):
            file.write(f"{names[a]},{names[b]},{types[kind]},{day}\n")
    return path
