"""Graphs to measure maps on: shaped like alliance and ownership networks, or read from a file that is named.

    alliance_like   a core of sectors (power-law degrees and sizes, 22 % of deals across); 28 % of companies in groups of 2 to 12
    owner_like      sparse and shattered as networks of ownership are: a seventh alone, most of the rest leaves of a few owners
read            pairs from a file: a CSV with the columns a and b (.gz too), or Pajek's .net
"""

import csv
import gzip
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Pairs = NDArray[np.int32]

#: The share of companies in the core, of deals that leave a sector, and the mean number drawn for a company of the core.
CORE, ACROSS, MEAN = 0.72, 0.22, 6.9
_HEADS = "Al Bran Cor Dyn El Fen Gal Hel Is Jo Kal Lum Mer Nor Or Pax Quan Ril Sol Tan Ul Vor Wes Xen Yar Zen".split()
_TAILS = "va dex tis mont gen ric sys tek bank motors labs energy works air foods".split()
_FORMS = ("", "", "", " Group", " Holdings", " Technologies", " International")


def alliance_like(n: int, seed: int = 1) -> tuple[list[str], Pairs]:
    """Return the names of n companies and their distinct pairs, int32 (k, 2); about 2.4 pairs a company, each some two deals."""
    dice = np.random.default_rng(seed)
    core = round(n * CORE)
    degree = np.minimum(_power(dice, core, 2.5, 2, max(4, round(core**0.5 * 2.2))), core - 1)
    degree = np.maximum(2, np.round(degree * MEAN / degree.mean())).astype(np.int64)
    sector = _sectors(dice, core)
    stubs = np.repeat(np.arange(core), degree)
    is_across = dice.random(len(stubs)) < ACROSS
    inside, outside = dice.permutation(stubs[~is_across]), dice.permutation(stubs[is_across])
    inside = inside[np.argsort(sector[inside], kind="stable")]
    pairs = [_paired(inside), _paired(outside)]
    pairs[0] = pairs[0][sector[pairs[0][:, 0]] == sector[pairs[0][:, 1]]]
    joined = distinct(np.concatenate(pairs))
    pairs = [joined, _joining(dice, joined, core), *_groups(dice, core, n)]
    shuffled = dice.permutation(n)
    return names(n, dice), distinct(shuffled[np.concatenate(pairs)])


def owner_like(n: int, seed: int = 1) -> tuple[list[str], Pairs]:
    """Return n companies that own or are owned: 0.8 pairs a company, hubs of hundreds of leaves, a seventh alone."""
    dice = np.random.default_rng(seed)
    giant, rest = round(n * 0.53), round(n * 0.85)
    owners = round(giant * 0.13)
    # The owners are a loose web; every other company of the giant hangs on one of them, the first of which have most.
    web = [(i, int(dice.integers(max(0, i - 40), i))) for i in range(1, owners)]
    web += [(int(a), int(b)) for a, b in dice.integers(0, owners, (owners, 2))]
    held = np.minimum((owners * dice.power(0.45, giant - owners)).astype(np.int64), owners - 1)
    leaves = np.stack([np.arange(owners, giant), dice.permutation(owners)[held]], axis=1)
    pairs = [np.array(web, dtype=np.int64), leaves, *_groups(dice, giant, rest)]
    return names(n, dice), distinct(dice.permutation(n)[np.concatenate(pairs)])


def read(path: Path) -> tuple[list[str], Pairs]:
    """Return the names and distinct pairs of a network in a file: CSV with the columns a and b, plain or .gz, or Pajek's .net."""
    ends = _pajek(path) if path.suffix == ".net" else _columns(path)
    found = sorted({name for pair in ends for name in pair})
    row = {name: place for place, name in enumerate(found)}
    return found, distinct(np.array([(row[a], row[b]) for a, b in ends], dtype=np.int64).reshape(-1, 2))


def distinct(pairs: NDArray[np.integer]) -> Pairs:
    """Return every pair once, its smaller row first, in order; pairs of a company with itself are left out."""
    low, high = pairs.min(axis=1).astype(np.int64), pairs.max(axis=1).astype(np.int64)
    keys = np.unique((low << 32 | high)[low != high])
    return np.stack([keys >> 32, keys & 0xFFFFFFFF], axis=1).astype(np.int32)


def names(n: int, dice: np.random.Generator) -> list[str]:
    """Return n names as companies have them, no two alike."""
    picks = [dice.integers(0, len(some), n) for some in (_HEADS, _HEADS, _TAILS, _FORMS)]
    words = (f"{_HEADS[a]}{_HEADS[b].lower()}{_TAILS[c]}{_FORMS[d]}" for a, b, c, d in zip(*picks, strict=True))
    return [f"{word} {number}" if n > 300 else word for number, word in enumerate(words)]


def _power(dice: np.random.Generator, count: int, exponent: float, least: int, most: int) -> NDArray[np.float64]:
    """Return numbers whose frequency falls by a power of their size."""
    a, b = float(least) ** (1 - exponent), float(most) ** (1 - exponent)
    drawn: NDArray[np.float64] = (a + (b - a) * dice.random(count)) ** (1 / (1 - exponent))
    return drawn


def _sectors(dice: np.random.Generator, core: int) -> NDArray[np.int64]:
    sizes = np.round(_power(dice, core, 2.0, min(20, core), max(21, min(core // 8, 800)))).astype(np.int64)
    count = int(np.searchsorted(np.cumsum(sizes), core)) + 1
    return dice.permutation(np.repeat(np.arange(count), sizes[:count])[:core])


def _paired(stubs: NDArray[np.int64]) -> NDArray[np.int64]:
    return stubs[: len(stubs) // 2 * 2].reshape(-1, 2)


def _joining(dice: np.random.Generator, pairs: Pairs, core: int) -> NDArray[np.int64]:
    """Return a pair for each part of the core that is not connected with the rest, so that it is."""
    root = np.arange(core)
    while True:
        low = root.copy()
        np.minimum.at(low, pairs[:, 0], root[pairs[:, 1]])
        np.minimum.at(low, pairs[:, 1], root[pairs[:, 0]])
        low = low[low]
        if (low == root).all():
            break
        root = low
    tops, counts = np.unique(root, return_counts=True)
    giant = tops[np.argmax(counts)]
    there = np.flatnonzero(root == giant)
    return np.array([(top, dice.choice(there)) for top in tops if top != giant], dtype=np.int64).reshape(-1, 2)


def _groups(dice: np.random.Generator, first: int, last: int) -> list[NDArray[np.int64]]:
    """Return small groups of 2 to 12 that fill these rows: trees with a pair more here and there."""
    groups = []
    at = first
    while at < last:
        size = min(int(dice.choice([2, 2, 2, 3, 3, 4, 5, 6, 8, 12])), last - at)
        if size > 1:
            tree = [(at + i, at + int(dice.integers(0, i))) for i in range(1, size)]
            more = [(at + int(a), at + int(b)) for a, b in dice.integers(0, size, (size // 3, 2))]
            groups.append(np.array(tree + more, dtype=np.int64))
        at += size
    return groups


def _columns(path: Path) -> list[tuple[str, str]]:
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    rows = csv.DictReader(content.decode("utf-8").splitlines())
    if not {"a", "b"} <= set(rows.fieldnames or ()):
        raise SystemExit(f"{path}: wanted a CSV file with the columns a and b, found {', '.join(rows.fieldnames or ())}")
    return list(dict.fromkeys((row["a"], row["b"]) for row in rows))


def _pajek(path: Path) -> list[tuple[str, str]]:
    """Read the arcs and edges of a Pajek file; companies are called by their number."""
    pairs: list[tuple[str, str]] = []
    is_pairs = False
    for line in path.read_text(encoding="latin-1").splitlines():
        if line.startswith("*"):
            is_pairs = line.lower().startswith(("*arcs", "*edges"))
        elif is_pairs and len(words := line.split()) >= 2:
            pairs.append((words[0], words[1]))
    return pairs
