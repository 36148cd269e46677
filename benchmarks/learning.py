"""What is learned from an analyst's decisions: how well calibrated confidence is, and how good the queue, before and after.

    python -m benchmarks.learning --articles PATH... --codings FILE... --judge FOLDER [--pairs FILE] [--decisions N] [--seeds N]

Each PATH is a folder of NAME.txt files, or a JSON file of id -> {"text": …}; each FILE holds coded articles with spans, one a line.
The analyst is simulated: a deal is right if the coding has a deal of two of its parties and of its main type, a standing if the
coding has one of the same company and direction at these words. FOLDER holds score.py, which says which companies are one. With
--pairs, sentences of which one pair of companies is coded are read too, and what is found of that very pair is judged. N decisions
on proposals drawn by chance are made one by one; everything is measured on the proposals that were not decided.
"""

import argparse
import importlib.util
import json
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path
from statistics import mean, pstdev
from types import ModuleType
from typing import Any

from explorer.analysis.learning import Learned
from explorer.landscape.capabilities import load
from explorer.landscape.claims import Claim, ClaimKind
from explorer.landscape.decisions import Clue, Decision
from explorer.landscape.excerpts import Span
from explorer.landscape.shipped import resources
from explorer.landscape.vocabulary import DealType
from explorer.landscape.wording import counted
from explorer.project.landscape import Landscape
from explorer.reading.extraction import from_text
from explorer.reading.reader import Reader

Judged = tuple[Claim, Clue, bool]

#: Which types of deal a coded relation bears out; what is no deal bears out none.
TYPES_OF: dict[str, frozenset[DealType]] = {
    "alliance": frozenset(DealType)
    - frozenset((DealType.ACQUISITION, DealType.MERGER, DealType.EQUITY_STAKE, DealType.DIVESTITURE)),
    "acquisition": frozenset((DealType.ACQUISITION, DealType.MERGER, DealType.DIVESTITURE)),
    "merger": frozenset((DealType.ACQUISITION, DealType.MERGER)),
    "equity_stake": frozenset((DealType.EQUITY_STAKE, DealType.FUNDING)),
    "supply": frozenset((DealType.SUPPLY, DealType.SERVICE, DealType.MANUFACTURING, DealType.DISTRIBUTION)),
}


def main() -> None:
    options = _options()
    judge = _judge(options.judge)
    coded = {
        str(row["id"]): row for path in options.codings for row in map(json.loads, filter(str.strip, path.open(encoding="utf-8")))
    }
    texts = {name: text for path in options.articles for name, text in _texts(path).items()}
    coded = {name: row for name, row in coded.items() if name in texts}
    with (
        tempfile.TemporaryDirectory() as folder,
        Landscape.create(Path(folder) / "a.landscape", load(resources() / "capabilities")) as known,
    ):
        judged = _judged(known, coded, texts, judge)
        print(f"{counted(len(coded), 'coded article')}, {len(judged)} proposals")
        if options.pairs:
            judged += _judged_pairs(known, options.pairs)
        right = sum(is_right for _, _, is_right in judged)
        print(f"learning: {len(judged)} proposals, {right} of them right ({right / len(judged):.3f})")
        results = [_simulate(known, judged, options.decisions, seed) for seed in range(options.seeds)]
    print(f"after {options.decisions} decisions, {options.seeds} seeds, measured on the {len(judged) - options.decisions} others:")
    for name in results[0]:
        values = [result[name] for result in results]
        print(f"  {name:58} {mean(values):.3f}  (± {pstdev(values):.3f})")


def _simulate(known: Landscape, judged: Sequence[Judged], number: int, seed: int) -> dict[str, float]:
    """Decide a random part of the proposals one by one, and measure on the rest."""
    order = list(judged)
    random.Random(seed).shuffle(order)
    decided, rest = order[:number], order[number:]
    learned = Learned()
    for place, (claim, clue, is_right) in enumerate(decided):
        learned.learn(Decision(place, claim, is_right, "", clue))
    raw = [(clue.confidence, is_right) for _, clue, is_right in rest]
    after = [(learned.chance(clue), is_right) for _, clue, is_right in rest]
    half = len(rest) // 2
    later = [(one.chance, one.decision.is_right) for one in learned.foretold[20:]]
    return {
        "calibration error, 10 bins: the reader's own confidence": _error(raw),
        "calibration error, 10 bins: learned": _error(after),
        "calibration error, 10 bins: perfect confidence, by chance": _chance_error([chance for chance, _ in after], seed, 10),
        "calibration error, 5 bins: the reader's own confidence": _error(raw, 5),
        "calibration error, 5 bins: learned": _error(after, 5),
        "calibration error, 5 bins: perfect confidence, by chance": _chance_error([chance for chance, _ in after], seed, 5),
        "calibration error, foretold one by one while deciding": _error(later),
        "Brier score, the reader's own": mean((chance - is_right) ** 2 for chance, is_right in raw),
        "Brier score, learned": mean((chance - is_right) ** 2 for chance, is_right in after),
        "right among the surest half, the reader's own": _top(raw, half),
        "right among the surest half, learned": _top(after, half),
        "right among the surest tenth, the reader's own": _top(raw, len(rest) // 10),
        "right among the surest tenth, learned": _top(after, len(rest) // 10),
    }


def _error(told: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Return the expected calibration error over bins of equal number."""
    ordered = sorted(told, key=lambda one: one[0])
    cuts = [round(place * len(ordered) / bins) for place in range(bins + 1)]
    parts = [ordered[start:end] for start, end in pairwise(cuts) if end > start]
    return sum(abs(sum(chance for chance, _ in part) - sum(is_right for _, is_right in part)) for part in parts) / len(ordered)


def _chance_error(chances: Sequence[float], seed: int, bins: int) -> float:
    """Return the error that such a number of proposals would show if every chance were exactly right."""
    luck = random.Random(seed)
    return mean(_error([(chance, luck.random() < chance) for chance in chances], bins) for _ in range(20))


def _top(told: Sequence[tuple[float, bool]], number: int) -> float:
    return mean(is_right for _, is_right in sorted(told, key=lambda one: -one[0])[:number])


def _judged(known: Landscape, coded: dict[str, Any], texts: dict[str, str], judge: ModuleType) -> list[Judged]:
    """Read every article into a landscape of its own story and say of each proposal whether its coding bears it out."""
    reader = Reader(load(resources() / "capabilities"))
    readings = [reader.read(replace(from_text(texts[name]), file_name=f"{name}.txt", attached=())) for name in coded]
    known.add_readings(readings, "Read")
    names = {source.id: source.file_name.removesuffix(".txt") for source in known.sources()}
    clues = known.clues(known.proposals())
    right = {claim for source, name in names.items() for claim in _right(known, source, coded[name], judge)}
    return [(claim, clues[claim], claim in right) for claim in known.proposals() if claim in clues]


def _right(known: Landscape, source: Any, coding: dict[str, Any], judge: ModuleType) -> Iterator[Claim]:
    spans: dict[int, list[list[int]]] = {}
    for company, span in known.mentions_in(source):
        spans.setdefault(company, []).append([span.start, span.end])
    found = [{"name": str(company), "mentions": at} for company, at in spans.items()]
    named = {company.id: company.name for company in known.companies()}
    to_coded = judge.companies(coding, {"companies": found})
    owners = {one["name"]: one["unit_of"] for one in coding["companies"] if one.get("unit_of")}
    coded_of = {company: judge.owner(to_coded[str(company)], owners) for company in named if str(company) in to_coded}
    pairs: dict[frozenset[str], set[str]] = {}
    for deal in coding.get("deals", []):
        for a, b in combinations(sorted({judge.owner(party, owners) for party in deal["parties"]}), 2):
            pairs.setdefault(frozenset((a, b)), set()).update(deal["types"])
    for deal in known.deals():
        if any(said.basis.excerpt and said.basis.excerpt.source == source for said in known.statements_of(deal.id)):
            here = {coded_of[party] for party in deal.parties if party in coded_of}
            if any(deal.main_type in pairs.get(frozenset(pair), ()) for pair in combinations(sorted(here), 2)):
                yield Claim(ClaimKind.DEAL, deal.id)
    for standing in known.standings():
        excerpt = standing.basis.excerpt
        if (
            excerpt is not None
            and excerpt.source == source
            and any(
                judge.DIRECTION[standing.kind] == judge.DIRECTION[one["standing"]]
                and judge.touch([excerpt.span.start, excerpt.span.end], one["span"])
                and coded_of.get(standing.company) == judge.owner(one["company"], owners)
                for one in coding.get("standings", [])
            )
        ):
            yield Claim(ClaimKind.STANDING, standing.id)


def _judged_pairs(known: Landscape, path: Path) -> list[Judged]:
    """Read sentences of which one pair of companies is coded, and judge the deals found of that pair."""
    reader = Reader(load(resources() / "capabilities"))
    rows = {row["id"]: row for row in map(json.loads, path.open(encoding="utf-8"))}
    readings = [reader.read(replace(from_text(row["text"]), file_name=name)) for name, row in rows.items()]
    known.add_readings([reading for reading in readings if reading.deals], "Read")
    named = {source.id: rows.get(source.file_name) for source in known.sources()}
    found: dict[Claim, bool] = {}
    for deal in known.deals():
        sources = {said.basis.excerpt.source for said in known.statements_of(deal.id) if said.basis.excerpt}
        row = named.get(min(sources)) if len(sources) == 1 else None
        if row is not None:
            spans = [span for party, span in known.mentions_in(min(sources)) if party in deal.parties]
            if all(any(span.touches(Span(*row[end])) for span in spans) for end in ("head", "tail")):
                found[Claim(ClaimKind.DEAL, deal.id)] = deal.main_type in TYPES_OF.get(row["std"], ())
    clues = known.clues(list(found))
    return [(claim, clues[claim], is_right) for claim, is_right in found.items() if claim in clues]


def _texts(path: Path) -> dict[str, str]:
    if path.is_dir():
        return {one.stem: one.read_text(encoding="utf-8") for one in sorted(path.glob("*.txt"))}
    raw = json.loads(path.read_text(encoding="utf-8"))
    return {name: one if isinstance(one, str) else one["text"] for name, one in raw.items()}


def _judge(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    assert spec is not None and spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, nargs="+", required=True)
    parser.add_argument("--codings", type=Path, nargs="+", required=True)
    parser.add_argument("--pairs", type=Path)
    parser.add_argument("--decisions", type=int, default=300)
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--judge", type=Path, required=True)
    return parser.parse_args()


if __name__ == "__main__":
    main()
