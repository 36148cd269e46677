"""Trains the model that tells which words near a deal say what it is about, and measures it by cross-validation.

python -m training.areas DATA_FOLDER [--folds 5] [--only-measure]
"""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from explorer.landscape.capabilities import load
from explorer.landscape.excerpts import Span
from explorer.landscape.shipped import resources
from explorer.landscape.vocabulary import DealType
from explorer.reading.area_signs import DealHere, Signs
from explorer.reading.area_weigher import FORM, NAME, AreaWeigher
from explorer.reading.areas import ruled_areas
from explorer.reading.deals import OWNERSHIP
from explorer.reading.events import clause
from explorer.reading.mapping import CapabilityWords
from explorer.reading.models import Model
from explorer.reading.phrases import names_in
from explorer.reading.reader import Reader
from training import authored
from training.cards import WIKINEWS, Card, own_codings, write
from training.coded import Coded, coded
from training.deals import coded_names, top
from training.logistic import fitted
from training.names import fold_of

SMOOTHING = 0.1  # inverse strength of the L2 penalty
RARE = 3  # signs of fewer candidates are left out
_LEAST, _LEAST_RULED = 0.4, 0.2  # from these chances on words are taken for an area: alone, and where rules take them too
_TIMES = 3  # how often an article of others counts, beside our own


@dataclass(frozen=True, slots=True)
class Example:
    """Words of a sentence that states a coded deal: whether they are its area (None: known already, or another deal's)."""

    signs: list[str]
    is_area: bool | None
    is_ruled: bool


@dataclass(frozen=True, slots=True)
class Laid:
    """A coded article as examples; `wanted` is how many areas are coded."""

    id: str
    examples: list[Example]
    wanted: int


def lay(article: Coded, reader: Reader, words: CapabilityWords) -> Laid:
    """Read an article and set the words near each coded deal against its coded areas."""
    seen = reader.rows_of(article.text)
    owner = {company["name"]: company.get("unit_of") for company in article.coding["companies"]}
    whose = {index: top(name, owner) for index, name in coded_names(seen, article.coding).items()}
    signs = Signs(article.text, seen.rows, words)
    examples: list[Example] = []
    for deal in article.coding["deals"]:
        parties = {top(party, owner) for party in deal["parties"]}
        mine = {index for index, name in whose.items() if name in parties}
        kind = DealType(deal["main_type"])
        areas = [Span(*a["span"]) for a in deal["areas"]]
        others = [Span(*a["span"]) for d in article.coding["deals"] if d is not deal for a in d["areas"]]
        stated = [Span(*e["span"]) for e in deal["evidence"]]
        left = list(areas)
        for row in seen.rows:
            if not any(row.line.sentence.span.touches(span) for span in stated):
                continue
            said = clause(row, article.text)
            ruled = ruled_areas(article.text, said, said.start, names_in(row), is_ownership=kind in OWNERSHIP)
            for one, told in signs.of(row, DealHere(kind, mine), ruled):
                hit = next((area for area in left if area.touches(one.span)), None)
                if hit:
                    left.remove(hit)
                known = hit is None and any(one.span.touches(area) for area in (*areas, *others))
                examples.append(Example(told, None if known else hit is not None, any(r.touches(one.span) for r in ruled)))
    return Laid(article.id, examples, sum(len(d["areas"]) for d in article.coding["deals"]))


def fit(examples: Sequence[Example]) -> Model:
    """Return the model as the file will hold it."""
    known = [e for e in examples if e.is_area is not None]
    arrays, _ = fitted([e.signs for e in known], [e.is_area for e in known], strength=SMOOTHING, rare=RARE)
    return Model({}, arrays | {"least": np.array(_LEAST, np.float32), "least_ruled": np.array(_LEAST_RULED, np.float32)})


def trained(real: Sequence[Laid], own: Sequence[Laid]) -> Model:
    """Return the model of articles of others and of our own."""
    return fit([e for one in real for e in one.examples] * _TIMES + [e for one in own for e in one.examples])


def measure(tested: Sequence[Laid], others: Sequence[Laid], folds: int, times: int) -> dict[str, float | int]:
    """Return figures at each threshold, articles of a fold weighed by a model that knows the rest and all of `others`."""
    told: list[tuple[float, Example]] = []
    extra = [e for one in others for e in one.examples]
    for fold in range(folds):
        mine = [e for one in tested if fold_of(one.id, folds) != fold for e in one.examples]
        weigher = AreaWeigher(fit(mine * times + extra))
        kept = [e for one in tested if fold_of(one.id, folds) == fold for e in one.examples]
        told += zip(weigher.likely([e.signs for e in kept]), kept, strict=True)
    wanted = sum(one.wanted for one in tested)
    figures: dict[str, float | int] = {"F1, rules alone": _f1("rules alone", [e for _, e in told if e.is_ruled], wanted)}
    for percent in range(15, 55, 5):
        said = [e for chance, e in told if chance >= (min(_LEAST_RULED, percent / 100) if e.is_ruled else percent / 100)]
        figures[f"F1 from {percent} % on"] = _f1(f"from {percent} % on", said, wanted)
    return figures


def _f1(name: str, said: Sequence[Example], wanted: int) -> float:
    right = sum(e.is_area is True for e in said)
    f1 = 2 * right / max(1, len(said) + wanted)
    print(f"  {name}: {right} right of {len(said)} told, {wanted} coded: F1 {f1:.3f}")
    return round(f1, 3)


def main() -> None:
    """Measure, train on everything, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--only-measure", action="store_true")
    options = parser.parse_args()
    capabilities = load(resources() / "capabilities")
    reader, words = Reader(capabilities), CapabilityWords(capabilities)
    real = [lay(article, reader, words) for article in coded(options.data)]
    own = [lay(article, reader, words) for article in authored.articles()]
    print(f"{len(own)} articles of our own")
    of_own = measure(own, real, options.folds, 1)
    print(f"{len(real)} articles of others")
    figures = measure(real, own, options.folds, _TIMES)
    if not options.only_measure:
        model = trained(real, own)
        key = f"F1 from {round(_LEAST * 100)} % on"
        figures |= {"articles": len(real), "of our own, F1": of_own[key], "of our own, F1, rules alone": of_own["F1, rules alone"]}
        place = write(resources() / "models" / NAME, card(figures, options.folds), model.arrays)
        print(f"written to {place}: {sum(path.stat().st_size for path in place.iterdir()):,} bytes")


def card(figures: Mapping[str, float | int], folds: int) -> Card:
    """Return what is to be said of the model."""
    return Card(
        "Areas of deals",
        "Says which words of a sentence that states a deal say what it is about: a logistic model over what leads to them, what"
        " they are, where they stand among the parties, and what the rules tell. English news.",
        FORM,
        "python -m training.areas DATA_FOLDER",
        (
            own_codings("training/codings.jsonl and half of gold/: spans of deals and areas, without a word of the articles"),
            WIKINEWS,
            authored.DATA,
        ),
        f"the same command: cross-validation in {folds} folds, articles kept apart, deals given as they are coded",
        figures,
    )


if __name__ == "__main__":
    main()
