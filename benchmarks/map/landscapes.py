"""Writes a landscape of any size to measure on, in the way a network file is taken in: every deal has its line as a source.

    python -m benchmarks.map.landscapes OUT.landscape [--companies N] [--deals N] [--placed]

Companies and pairs are those of `graphs.alliance_like`; further deals of a pair repeat it with another type and date. `--placed`
gives every company a place, so that the first picture needs no layout.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from benchmarks.map.graphs import alliance_like
from explorer.landscape.capabilities import load
from explorer.landscape.networks import NamedParty, NetworkFile, Said, Tie
from explorer.landscape.shipped import resources
from explorer.landscape.vocabulary import DealField, DealType, Stage
from explorer.project.landscape import Landscape

HEADER = "company a,company b,type,stage,date"
_STAGES = (Stage.SIGNED, Stage.IN_FORCE, Stage.IN_FORCE, Stage.INTENDED, Stage.IN_TALKS, Stage.TERMINATED)


def write(path: Path, companies: int, deals: int, *, seed: int = 1, is_placed: bool = True) -> None:
    """Write a landscape of so many companies and deals."""
    names, pairs = alliance_like(companies, seed)
    with Landscape.create(path, load(resources() / "capabilities")) as landscape:
        landscape.add_network(NetworkFile("network.csv", "text/csv", HEADER), ties(names, pairs, deals, seed), "Import network.csv")
        if is_placed:
            dice = np.random.default_rng(seed)
            ids = landscape.columns().ids
            landscape.keep_spots(ids, dice.normal(0, 60 * len(ids) ** 0.5, (len(ids), 2)).astype(np.float32))


def ties(names: list[str], pairs: NDArray[np.int32], deals: int, seed: int) -> Iterator[Tie]:
    """Give the lines of so many deals; every pair has one before any has two."""
    dice = np.random.default_rng(seed)
    chosen = np.concatenate([np.arange(len(pairs)), dice.integers(0, len(pairs), max(0, deals - len(pairs)))])[:deals]
    types, stages, days = list(DealType), dice.integers(0, len(_STAGES), deals), dice.integers(10_000, 20_500, deals)
    kinds = dice.integers(0, len(types), deals)
    dates = np.datetime_as_string(days.astype("datetime64[D]")).tolist()
    for number, (a, b) in enumerate(pairs[chosen].tolist()):
        one, other, kind, stage = names[a], names[b], types[kinds[number]].value, _STAGES[stages[number]].value
        second, third = len(one) + 1, len(one) + len(other) + 2
        fourth = third + len(kind) + 1
        yield Tie(
            number + 2,
            f"{one},{other},{kind},{stage},{dates[number]}",
            (NamedParty(one, 0, len(one)), NamedParty(other, second, third - 1)),
            (
                Said(DealField.TYPE, kind, third, third + len(kind)),
                Said(DealField.STAGE, stage, fourth, fourth + len(stage)),
            ),
            date=dates[number],
        )


def main() -> None:
    """Write the file and say how long it took."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("out", type=Path)
    asked.add_argument("--companies", type=int, default=100_000)
    asked.add_argument("--deals", type=int, default=500_000)
    asked.add_argument("--placed", action="store_true")
    options = asked.parse_args()
    start = perf_counter()
    write(options.out, options.companies, options.deals, is_placed=options.placed)
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.0f} MB in {perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
