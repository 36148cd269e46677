"""Trains the model that tells which clauses say where a company stands, and measures it by cross-validation.

python -m training.standings DATA_FOLDER [--folds 5] [--only-measure]
"""

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from explorer.landscape.capabilities import load
from explorer.landscape.shipped import resources
from explorer.landscape.vocabulary import StandingKind
from explorer.reading.clauses import shipped
from explorer.reading.models import Model
from explorer.reading.reader import Reader, people_in, voices_in
from explorer.reading.standing_signs import SaidOf
from explorer.reading.telling_standings import clauses_of
from explorer.reading.weighing import FORM, NONE, Weigher, chosen
from training import authored
from training.cards import WIKINEWS, Card, own_codings, text_array, write
from training.corpus import codings, wikinews
from training.keep import KEPT, named
from training.logistic import fitted
from training.names import fold_of, is_for_tuning

SMOOTHING = 0.03  # inverse strength of the L2 penalty
RARE = 3  # signs of fewer clauses are left out
_DIRECTION = {
    "leads": "strong",
    "has": "strong",
    "offers": "strong",
    "developing": "strong",
    "lags": "weak",
    "lacks": "weak",
    "seeks": "wants",
    "exits": "leaves",
}
_DATA = (
    own_codings("training/codings.jsonl and half of gold/: spans and kinds of standings, without a word of the articles"),
    WIKINEWS,
    authored.DATA,
)


@dataclass(frozen=True, slots=True)
class Example:
    """The clauses of an article, whose company each is about (-1: of none coded), and what is coded: company, standing, span."""

    id: str
    clauses: tuple[SaidOf, ...]
    whose: tuple[int, ...]
    coded: tuple[tuple[int, str, tuple[int, int]], ...]

    def kinds(self) -> list[str]:
        """The kind of each clause: that of the coded ones that share half of their words, or of its own, with it."""
        return [self._kind(one, company) for one, company in zip(self.clauses, self.whose, strict=True)]

    def _kind(self, one: SaidOf, company: int) -> str:
        told: Counter[str] = Counter()
        for mine, kind, (start, end) in self.coded:
            shared = min(end, one.span.end) - max(start, one.span.start)
            if mine == company and shared > 0 and 2 * shared >= min(end - start, one.span.end - one.span.start):
                told[kind] += 1
        return told.most_common(1)[0][0] if told else NONE


def example(row: Mapping[str, Any], text: str, reader: Reader) -> Example:
    """Read an article and set its clauses against its coding."""
    seen = reader.rows_of(text)
    number = {company["name"]: at for at, company in enumerate(row["companies"])}
    owners = [number.get(company.get("unit_of") or "", at) for at, company in enumerate(row["companies"])]
    spans = [(start, end, at) for at, company in enumerate(row["companies"]) for start, end in company["mentions"]]
    whose = []
    for org in seen.orgs:
        votes = Counter(at for m in org.mentions for start, end, at in spans if start < m.span.end and m.span.start < end)
        whose.append(owners[votes.most_common(1)[0][0]] if votes else -1)
    clauses = tuple(clauses_of(text, seen.rows, seen.orgs, voices_in(seen, people_in(seen))))
    coded = tuple(
        (owners[number[s["company"]]], s["standing"], tuple(s["span"])) for s in row["standings"] if s["company"] in number
    )
    return Example(row["id"], clauses, tuple(whose[one.company] for one in clauses), coded)


def fit(examples: Sequence[Example]) -> Model:
    """Return the model as the file will hold it."""
    clauses = [clause.signs for one in examples for clause in one.clauses]
    arrays, kinds = fitted(clauses, [kind for one in examples for kind in one.kinds()], strength=SMOOTHING, rare=RARE)
    return Model({}, arrays | {"kinds": text_array([str(kind) for kind in kinds])})


def right(one: Example, told: Sequence[tuple[int, StandingKind, float]]) -> int:
    """Count the coded standings that are told, each by one clause: same company, same direction, words in common."""
    used: set[int] = set()
    for place, kind, _ in told:
        clause, company = one.clauses[place], one.whose[place]
        for at, (mine, coded, (start, end)) in enumerate(one.coded):
            same = mine == company and _DIRECTION[coded] == _DIRECTION[kind.value]
            if at not in used and same and start < clause.span.end and clause.span.start < end:
                used.add(at)
                break
    return len(used)


def measure(examples: Sequence[Example], own: Sequence[Example], folds: int) -> dict[str, float]:
    """Return F1 at each threshold, and apart for articles of our own; those of a fold told by a model that has not seen them."""
    weighed = []
    for fold in range(folds):
        weigher = Weigher(fit([one for one in (*examples, *own) if fold_of(one.id, folds) != fold]))
        kept = [one for one in (*examples, *own) if fold_of(one.id, folds) == fold]
        weighed += [(one, weigher.likely([clause.signs for clause in one.clauses])) for one in kept]
    figures, ours = {}, {one.id for one in own}
    for name, is_ours in (("", False), ("of our own, ", True)):
        for percent in range(15, 65, 5):
            told = [(one, chosen(one.clauses, each, percent / 100)) for one, each in weighed if (one.id in ours) is is_ours]
            figures[f"F1 {name}from {percent} % on"] = _scored(f"{name}from {percent} % on", told)
    by_rules = [(one, chosen(one.clauses, [{}] * len(one.clauses), 1.0)) for one in examples]
    return figures | {"F1, rules alone": _scored("rules alone", by_rules)}


def _scored(name: str, told: Sequence[tuple[Example, list[tuple[int, StandingKind, float]]]]) -> float:
    wanted = sum(len(one.coded) for one, _ in told)
    hits, found = sum(right(one, mine) for one, mine in told), sum(len(mine) for _, mine in told)
    f1 = 2 * hits / (found + wanted)
    print(f"{name}: precision {hits / max(1, found):.3f} recall {hits / wanted:.3f} F1 {f1:.3f}")
    return round(f1, 3)


def main() -> None:
    """Measure, train on everything, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--only-measure", action="store_true")
    options = parser.parse_args()
    texts, reader = wikinews(options.data), Reader(load(resources() / "capabilities"))
    older = [row for row in codings(options.data / "gold/dev_gold.jsonl") if is_for_tuning(row["id"])]
    newer = [named(row, texts[row["id"]]) for row in codings(KEPT)]
    examples = [example(row, texts[row["id"]], reader) for row in (*older, *newer)]
    own = [example(article.coding, article.text, reader) for article in authored.articles()]
    clauses = sum(len(one.clauses) for one in examples)
    print(f"{len(examples)} articles and {len(own)} of our own, {clauses} clauses, {len(shipped().base)} forms of verbs")
    figures = measure(examples, own, options.folds)
    if not options.only_measure:
        place = _write(fit([*examples, *own]), len(examples), figures, options.folds)
        print(f"written to {place}: {sum(path.stat().st_size for path in place.iterdir()):,} bytes")


def _write(model: Model, articles: int, figures: Mapping[str, float], folds: int) -> Path:
    card = Card(
        "Standings of companies",
        "Says which clauses of an article tell where a company stands, and how: a logistic model over the form of the clause, its"
        " verbs, what they are about and where in the article it is said. English news.",
        FORM,
        "python -m training.standings DATA_FOLDER",
        _DATA,
        f"the same command: cross-validation in {folds} folds, articles kept apart; trained on all {articles} and on our own",
        {"articles": articles, **figures},
    )
    return write(resources() / "models" / "standings", card, model.arrays)


if __name__ == "__main__":
    main()
