"""How well twelve relations between companies are told apart: CORE, a tenth of its sentences kept aside.

python -m benchmarks.relations DATA_FOLDER        needs the group "train"; DATA_FOLDER holds eval/core_train.jsonl

Side by side: words between the two (unigrams to trigrams), the detector's own features, and these with the order of the two and
with what the names themselves look like.
"""

import argparse
import hashlib
import zlib
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from explorer.reading.detector import described
from training.deals import core

BUCKETS = 1 << 18


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    options = parser.parse_args()
    entries = list(_entries(options.data / "eval" / "core_train.jsonl"))
    labels = np.array([entry["label"] for entry, _ in entries])
    aside = np.array([int(hashlib.sha256(entry["text"].encode()).hexdigest(), 16) % 10 == 0 for entry, _ in entries])
    print(f"{(~aside).sum()} sentences to learn from, {aside.sum()} kept aside, {len(set(labels))} relations")
    chances = []
    for name, parts in (
        ("words between", ("b:",)),
        ("the detector's features", ("",)),
        ("with order and names", ("", "order", "names")),
    ):
        started = perf_counter()
        x = _matrix([_chosen(entry, features, parts) for entry, features in entries])
        model = LogisticRegression(C=0.1, max_iter=200, tol=1e-3).fit(x[~aside], labels[~aside])
        chances.append(model.predict_proba(x[aside]))
        right = (model.classes_[chances[-1].argmax(axis=1)] == labels[aside]).mean()
        print(f"  {name:26}{right:.3f}   trained in {perf_counter() - started:.0f} s")
    both = (model.classes_[(chances[1] + chances[2]).argmax(axis=1)] == labels[aside]).mean()
    print(f"  {'the last two averaged':26}{both:.3f}")


def _entries(path: Path) -> Iterator[tuple[dict[str, Any], list[str]]]:
    """Give every sentence whose two companies stand in one sentence; those that do not are told by no model and left out."""
    for entry, row, told, is_head_first in core(path):
        owners = list(range(1 + max((c for item in row.items for c in item.companies), default=0)))
        for pair, features in described([row], told, owners):
            if {pair.first.company, pair.second.company} == {0, 1}:
                yield entry | {"order": "head first" if is_head_first else "tail first"}, features


def _chosen(entry: dict[str, Any], features: list[str], parts: tuple[str, ...]) -> list[str]:
    kept = [name for name in features if name.startswith(parts[0]) and not name.startswith("p:at")]
    if "order" in parts:
        kept += [f"{entry['order']} {name}" for name in kept if name[:2] in ("b:", "t:", "w:", "k:", "l:", "r:", "f:")]
    if "names" in parts:
        for end in ("head", "tail"):
            name = entry[f"{end}_text"].lower()
            words = name.split()
            kept += [f"{end} word {word}" for word in words] + [f"{end} last {words[-1]}", f"{end} size {min(4, len(words))}"]
            kept += [f"{end} has a figure"] if any(c.isdigit() for c in name) else []
            kept += [f"{end} part {f'^{name}$'[at : at + size]}" for size in (3, 4) for at in range(len(name) - size + 3)]
    return kept


def _matrix(rows: list[list[str]]) -> csr_matrix:
    at = [zlib.crc32(name.encode()) & (BUCKETS - 1) for row in rows for name in row]
    ends = np.cumsum([0, *(len(row) for row in rows)])
    x = csr_matrix((np.ones(len(at), dtype=np.float32), at, ends), shape=(len(rows), BUCKETS))
    x.sum_duplicates()
    return x


if __name__ == "__main__":
    main()
