"""How well coded articles are read: totals by a given judge, and every error by its kind.

python -m training.measure DATA_FOLDER --judge SCORE.py [--codings FILE_OR_FOLDER ...] [--show deals ...]
    DATA_FOLDER  holds the texts, articles/wikinews.jsonl.gz
    --codings  coded articles instead of those that models are trained on: see training.coded
    --judge    a file with `score(gold, found)`, each {id: coding}
    --without  names of models not to be used: areas, deals, names, standings
    --show     lists errors: deals, stages, areas, flows, standings, questions
"""

import argparse
import importlib.util
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from explorer.exports.coding import coding_of_reading
from explorer.landscape.capabilities import load
from explorer.landscape.shipped import resources
from explorer.reading.extraction import from_text
from explorer.reading.reader import Reader
from training.coded import Coded, coded

Coding = dict[str, Any]


def judge(path: Path) -> Any:
    """Return the judge as a module."""
    spec = importlib.util.spec_from_file_location("judge", path)
    if spec is None or spec.loader is None:
        raise ValueError(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def found_in(articles: list[Coded], reader: Reader | None = None) -> dict[str, Coding]:
    """Read the articles and return what was found, as codings by id."""
    reader = reader or Reader(load(resources() / "capabilities"))
    return {a.id: coding_of_reading(reader.read(from_text(a.text))) for a in articles}


def totals(result: dict[str, Any]) -> str:
    """Return the judge's figures as a table."""
    lines = []
    for name, figures in result.items():
        lines.append(f"{name:20}" + "  ".join(f"{key} {value}" for key, value in figures.items()))
    return "\n".join(lines)


def errors(by: Any, article: Coded, have: Coding, kinds: list[str]) -> Iterator[str]:
    """Tell what was missed (-) and what was invented (+) in one article."""
    wanted = article.coding
    to_gold = by.companies(wanted, have)
    owners = {c["name"]: c["unit_of"] for c in wanted["companies"] if c.get("unit_of")}
    if "deals" in kinds:
        yield from _pairs(by, wanted, have, to_gold, owners)
    if "stages" in kinds:
        yield from _stages(by, wanted, have, to_gold, owners)

    def whose(name: str) -> str:
        return str(by.owner(to_gold.get(name, "?"), owners))

    same: dict[str, Callable[[Coding, Coding], bool]] = {
        "areas": lambda g, f: by.touch(g["span"], f["span"]),
        "questions": lambda g, f: by.touch(g["span"], f["span"]),
        "flows": lambda g, f: by.touch(g["span"], f["span"]) and all(by.owner(g[k], owners) == whose(f[k]) for k in ("from", "to")),
        "standings": lambda g, f: (
            by.touch(g["span"], f["span"])
            and by.owner(g["company"], owners) == whose(f["company"])
            and by.DIRECTION[g["standing"]] == by.DIRECTION[f["standing"]]
        ),
    }
    for kind in [k for k in kinds if k in same]:
        inside = kind in ("areas", "flows")
        gold = [x for d in wanted["deals"] for x in d.get(kind, [])] if inside else wanted[kind]
        found = [x for d in have["deals"] for x in d.get(kind, [])] if inside else have[kind]
        matched = by.greedy(gold, found, same[kind])
        right, used = {g for g, _ in matched}, {f for _, f in matched}
        yield from (f"- {kind}: {_told(x)}" for i, x in enumerate(gold) if i not in right)
        yield from (f"+ {kind}: {_told(x)}" for i, x in enumerate(found) if i not in used)
        yield from (f"= {kind}: {_told(x)}" for i, x in enumerate(found) if i in used)


def _told(item: Coding) -> str:
    words = [
        str(item[key]) for key in ("from", "to", "company", "standing", "what", "capability", "against", "reality") if item.get(key)
    ]
    return " | ".join([*words, (item.get("text") or item.get("quote") or "") or f"[{item['span'][0]}]"])


def _pairs(by: Any, wanted: Coding, have: Coding, to_gold: dict[str, str], owners: dict[str, str]) -> Iterator[str]:
    gold = [by.pairs_of(d, None, owners) for d in wanted["deals"]]
    found = [by.pairs_of(d, to_gold, owners) for d in have["deals"]]
    everything, seen = set().union(*gold), set().union(*found)
    for sign, deals, pairs, other in (("-", wanted["deals"], gold, seen), ("+", have["deals"], found, everything)):
        for deal, mine in zip(deals, pairs, strict=True):
            for pair in sorted(mine - other):
                said = " ... ".join(e["quote"][:240] for e in deal["evidence"][:2])
                yield f"{sign} deal: {' + '.join(pair)} ({deal['main_type']}, {deal['stage']}): {said}"
    for deal, mine in zip(wanted["deals"], gold, strict=True):
        for other_deal, pairs in zip(have["deals"], found, strict=True):
            if mine & pairs and deal["main_type"] not in other_deal["types"]:
                said = deal["evidence"][0]["quote"][:240] if deal["evidence"] else ""
                yield f"~ type: {deal['main_type']} read as {other_deal['types']} {' + '.join(deal['parties'])}: {said}"


def _stages(by: Any, wanted: Coding, have: Coding, to_gold: dict[str, str], owners: dict[str, str]) -> Iterator[str]:
    used: set[int] = set()
    for deal in wanted["deals"]:
        mine = by.pairs_of(deal, None, owners)
        ranked = sorted(
            (
                (
                    len(mine & by.pairs_of(d, to_gold, owners)),
                    sum(by.touch(a, b) for a in by.evidence(deal) for b in by.evidence(d)),
                    -i,
                )
                for i, d in enumerate(have["deals"])
                if i not in used and mine & by.pairs_of(d, to_gold, owners)
            ),
            reverse=True,
        )
        if not ranked:
            continue
        used.add(-ranked[0][2])
        hit = have["deals"][-ranked[0][2]]
        if (deal["stage"], deal["reality"]) != (hit["stage"], hit["reality"]):
            said = " ... ".join(e["quote"][:240] for e in deal["evidence"])
            yield (
                f"~ stage: {deal['stage']}/{deal['reality']} read as {hit['stage']}/{hit['reality']} "
                f"{' + '.join(deal['parties'])} {deal['main_type']}: {said}"
            )


def tell(by: Any, articles: list[Coded], found: dict[str, Coding], show: list[str]) -> None:
    """Print the errors of the kinds to show, and the totals."""
    result, _ = by.score({a.id: a.coding for a in articles}, found)
    if show:
        for article in articles:
            for line in errors(by, article, found[article.id], show):
                print(article.id, line)
    print(f"{len(articles)} articles")
    print(totals(result))


def main() -> None:
    """Measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--judge", type=Path, required=True)
    parser.add_argument("--codings", nargs="+", default=[])
    parser.add_argument("--show", nargs="*", default=[])
    parser.add_argument("--without", nargs="*", default=[], help="names of models that are not to be used")
    options = parser.parse_args()
    by = judge(options.judge)
    articles = coded(options.data, options.codings)
    with tempfile.TemporaryDirectory() as folder:
        models = Path(folder) / "models"
        shutil.copytree(resources() / "models", models, ignore=shutil.ignore_patterns(*options.without))
        found = found_in(articles, Reader(load(resources() / "capabilities"), models))
    tell(by, articles, found, options.show)


if __name__ == "__main__":
    main()
