"""Purchases between companies, end to end on sentences from filings and news: FIRE, on which nothing was trained.

python -m benchmarks.purchases DATA_FOLDER        DATA_FOLDER holds eval/fire_dev.jsonl

Wanted are each two companies of which one buys, sells or merges the other, or that are buyer and seller of one thing; found is each
pair of a deal of owning. A pair is right where both its names lie on the two wanted ones.
"""

import argparse
import json
from itertools import combinations
from pathlib import Path
from typing import Any

from explorer.landscape.capabilities import load
from explorer.landscape.readings import Reading
from explorer.landscape.shipped import resources
from explorer.landscape.vocabulary import DealField
from explorer.reading.extraction import from_text
from explorer.reading.reader import Reader

OWNING = frozenset(("acquisition", "merger", "divestiture", "equity_stake"))
ACTIONS = frozenset(("ActionBuy", "ActionSell", "ActionMerge"))
Span = tuple[int, int]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    options = parser.parse_args()
    with (options.data / "eval" / "fire_dev.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    capabilities = load(resources() / "capabilities")
    for name, reader in (("rules alone", Reader(capabilities, Path("no models here"))), ("rules and models", Reader(capabilities))):
        right = found = wanted = 0
        for row in rows:
            gold, have = _wanted(row), _found(reader.read(from_text(row["text"])))
            hits = [pair for pair in gold if any(_is_same(pair, other) for other in have)]
            right, found, wanted = right + len(hits), found + len(have), wanted + len(gold)
        p, r = right / max(1, found), right / max(1, wanted)
        f1 = 2 * p * r / max(1e-9, p + r)
        counts = f"({right} of {wanted}, {found} found)"
        print(f"  {name:18} precision {p:.3f}  recall {r:.3f}  F1 {f1:.3f}  {counts}")


def _wanted(row: dict[str, Any]) -> set[frozenset[Span]]:
    """Return the pairs of companies that buy, sell, merge or are the same thing."""
    ends: dict[int, set[Span]] = {}
    for relation in row["relations"]:
        if relation["type"] in ACTIONS:
            head, tail = row["entities"][relation["head"]], row["entities"][relation["tail"]]
            ends.setdefault(relation["tail"], set()).update(_company(head) | _company(tail))
    return {frozenset(pair) for spans in ends.values() for pair in combinations(sorted(spans), 2)}


def _company(entity: dict[str, Any]) -> set[Span]:
    return {(entity["span"][0], entity["span"][1])} if entity["type"] == "Company" else set()


def _found(reading: Reading) -> list[tuple[list[Span], list[Span]]]:
    pairs: dict[tuple[int, int], tuple[list[Span], list[Span]]] = {}
    for deal in reading.deals:
        if not OWNING & {s.value for s in deal.statements if s.field is DealField.TYPE}:
            continue
        parties = sorted({s.company for s in deal.statements if s.field is DealField.PARTY and s.company is not None})
        for a, b in combinations(parties, 2):
            named = [[(m.span.start, m.span.end) for m in reading.companies[c].mentions] for c in (a, b)]
            pairs[a, b] = (named[0], named[1])
    return list(pairs.values())


def _is_same(gold: frozenset[Span], have: tuple[list[Span], list[Span]]) -> bool:
    a, b = sorted(gold)

    def on(spans: list[Span], one: Span) -> bool:
        return any(start < one[1] and one[0] < end for start, end in spans)

    return (on(have[0], a) and on(have[1], b)) or (on(have[0], b) and on(have[1], a))


if __name__ == "__main__":
    main()
