"""Trains the model that tells how far a deal has come and how real it is, which lies in `resources/models/stages`, and measures it.

python -m training.stages DATA_FOLDER [--only-measure]
"""

import argparse
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from explorer.landscape.capabilities import load
from explorer.landscape.excerpts import Span
from explorer.landscape.shipped import resources
from explorer.landscape.vocabulary import DealType, Reality
from explorer.reading import cues
from explorer.reading.confirmation import RULE
from explorer.reading.deals import gather
from explorer.reading.events import clause, standing_at
from explorer.reading.models import Model
from explorer.reading.phrases import Row
from explorer.reading.progress import FORM, NAME, Progress, chosen, is_plain
from explorer.reading.progress_signs import Signs
from explorer.reading.reader import Reader, Seen
from explorer.reading.stages import Standing
from explorer.reading.tellings import Event
from training import authored
from training.cards import WIKINEWS, Card, own_codings, text_array, write
from training.coded import Coded, coded
from training.deals import coded_names, top
from training.logistic import fitted

FOLDS = 5
STRENGTH = 0.03  # of the model: the inverse of its L2 penalty
RARE, RARE_WAY = 3, 6  # signs of fewer tellings, and stages with a reality of fewer deals, are left out
_REAL = 1.5  # what a deal of the articles of others weighs, against one of our own
_REALITIES = {
    "fact": Reality.DONE,
    "plan": Reality.INTENDED,
    "possible": Reality.POSSIBLE,
    "asked": Reality.ASKED,
    "denied": Reality.DENIED,
}


@dataclass(frozen=True, slots=True)
class Example:
    """A coded deal: the signs of each of its tellings, what is coded, and what the rules say where they find it."""

    article: str
    is_own: bool
    told: tuple[list[str], ...]
    stage: str
    reality: Reality
    rules: Standing | None
    of_rules: int = 0  # the telling on which their word rests

    @property
    def way(self) -> str:
        """Stage and reality as the model knows them."""
        return f"{self.stage}/{self.reality}"


def examples(article: Coded, reader: Reader, *, is_own: bool) -> Iterator[Example]:
    """Give each coded deal with its tellings, or as its coded sentences tell it where it is not found."""
    seen = reader.rows_of(article.text)
    deals = gather(reader.believed(seen), seen.owners)
    names = coded_names(seen, article.coding)
    owner = {company["name"]: company.get("unit_of") for company in article.coding["companies"]}
    signs = Signs(seen.rows, article.text)
    found = [_pairs(top(names[c], owner) if c in names else f"?{seen.owners[c]}" for c in deal.parties) for deal in deals]
    free = set(range(len(deals)))
    for deal in article.coding["deals"]:
        wanted = _pairs(top(party, owner) for party in deal["parties"])
        said = [Span(*one["span"]) for one in deal["evidence"] if one.get("span")]
        fitting = [at for at in sorted(free) if found[at] & wanted]
        rules: Standing | None = None
        of_rules = 0
        if fitting:
            best = max(fitting, key=lambda at: (len(found[at] & wanted), _shared(said, deals[at].events), -at))
            free.discard(best)
            told, last = deals[best].events, deals[best].steps[-1]
            rules, of_rules = last.standing, next(at for at, event in enumerate(told) if event is last)
        else:
            parties = {*deal["parties"], *(top(party, owner) for party in deal["parties"])}
            mine = {c for c, name in names.items() if name in parties or top(name, owner) in parties}
            told = list(_as_coded(seen, said, mine, DealType(deal["main_type"])))
        if told:
            signs_of = tuple(signs.of(event) for event in told)
            yield Example(article.id, is_own, signs_of, deal["stage"], _REALITIES[deal["reality"]], rules, of_rules)


def _pairs(parties: Any) -> set[tuple[str, str]]:
    return {(a, b) for a, b in combinations(sorted(set(parties)), 2)}


def _shared(said: Sequence[Span], told: Sequence[Event]) -> int:
    return sum(span.touches(event.evidence) for span in said for event in told)


def _as_coded(seen: Seen, said: Sequence[Span], parties: set[int], kind: DealType) -> Iterator[Event]:
    """Give a telling for each sentence that is coded to state a deal and names one of its parties."""
    table, text = cues.shipped(), seen.document.text
    for row in seen.rows:
        if not any(row.line.sentence.span.touches(span) for span in said):
            continue
        here = [i for i, item in enumerate(row.items) if parties.intersection(item.companies)]
        if here:
            at = _trigger(row, here, kind)
            item = row.items[at]
            companies = tuple(dict.fromkeys(c for i in here for c in row.items[i].companies if c in parties))
            how = standing_at(row, at, text, table, kind)
            yield Event(
                (kind,),
                companies,
                ("",) * len(companies),
                how,
                Span(item.start, item.end),
                clause(row, text),
                row.line.number,
                RULE,
                0.5,
                item.low,
            )


def _trigger(row: Row, here: Sequence[int], kind: DealType) -> int:
    table = cues.shipped().by_form
    found = [at for at, item in enumerate(row.items) if item.low in table]
    own = [at for at in found if any(cue.type is kind for cue in table[row.items[at].low])]
    return min(own or found or here, key=lambda at: (max(here[0] - at, at - here[-1], 0), at))


def fit(known: Sequence[Example]) -> dict[str, NDArray[Any]]:
    """Return the model as the file will hold it."""
    deals = Counter(one.way for one in known)
    told = [(sign_list, one) for one in known if deals[one.way] >= RARE_WAY for sign_list in one.told]
    weight = [(1.0 if one.is_own else _REAL) / len(one.told) ** 0.5 for _, one in told]
    rows, ways = [sign_list for sign_list, _ in told], [one.way for _, one in told]
    arrays, classes = fitted(rows, ways, strength=STRENGTH, rare=RARE, weight=weight)
    return arrays | {"ways": text_array([str(way) for way in classes])}


def fold(article: str) -> int:
    """Return the part that an article belongs to in cross-validation."""
    return int(hashlib.sha256(f"stages {article}".encode()).hexdigest(), 16) % FOLDS


def measure(known: Sequence[Example]) -> dict[str, float]:
    """Return how often stage and reality of found deals are right by rules, and by both, in parts the model does not know."""
    right: Counter[str] = Counter()
    for part in range(FOLDS):
        model = Progress(Model({}, fit([one for one in known if fold(one.article) != part])))
        for one in (one for one in known if one.rules and fold(one.article) == part):
            _count(one, model, right)
    figures = {}
    for whose in ("Wikinews", "our own"):
        raised, by_rules = right[f"{whose} raised"], right[f"{whose} raised, rules"]
        print(f"{whose}: {right[whose]} deals; {raised} told as done that are not (rules {by_rules})")
        for name in ("stage, rules", "stage", "reality, rules", "reality"):
            figures[f"{whose}: {name}"] = round(right[f"{whose} {name}"] / max(1, right[whose]), 3)
            print(f"  {name:16}{figures[f'{whose}: {name}']}")
    return figures


def _count(one: Example, model: Progress, right: Counter[str]) -> None:
    whose = "our own" if one.is_own else "Wikinews"
    assert one.rules is not None
    said = one.rules.stage, Reality.INTENDED if one.rules.reality is Reality.AGREED else one.rules.reality
    way = said if is_plain(one.rules) else chosen(one.rules, model.likely(one.told), one.told[one.of_rules]) or said
    right[whose] += 1
    for name, (stage, reality) in ((", rules", said), ("", way)):
        right[f"{whose} stage{name}"] += stage == one.stage
        right[f"{whose} reality{name}"] += reality is one.reality
        right[f"{whose} raised{name}"] += reality is Reality.DONE and one.reality is not Reality.DONE


def known_examples(articles: Sequence[Coded], reader: Reader) -> list[Example]:
    """Return the deals of these articles and of our own."""
    real = [one for article in articles for one in examples(article, reader, is_own=False)]
    return real + [one for article in authored.articles() for one in examples(article, reader, is_own=True)]


def card(figures: Mapping[str, float]) -> Card:
    """Return what is to be said of the model."""
    return Card(
        "Stage and reality of deals",
        "A logistic model over the words around what names a deal, tense, times and what the rules say. English news.",
        FORM,
        "python -m training.stages DATA_FOLDER",
        (
            own_codings("training/codings.jsonl and half of gold/: spans and kinds, without a word of the articles"),
            WIKINEWS,
            authored.DATA,
        ),
        f"the same command: cross-validation in {FOLDS} parts by article, on deals that are found",
        figures,
    )


def main() -> None:
    """Measure, train on everything, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--only-measure", action="store_true")
    options = parser.parse_args()
    known = known_examples(coded(options.data), Reader(load(resources() / "capabilities")))
    print(f"{len(known)} deals, {sum(bool(one.rules) for one in known)} of them found")
    figures = measure(known)
    if not options.only_measure:
        place = write(resources() / "models" / NAME, card(figures), fit(known))
        print(f"written to {place}: {sum(path.stat().st_size for path in place.iterdir()):,} bytes")


if __name__ == "__main__":
    main()
