"""Trains the detector of deals, which lies in `resources/models/deals`.

python -m training.deals DATA_FOLDER [--out FOLDER] [--ablation]

DATA_FOLDER holds articles/wikinews.jsonl.gz, into which training/codings.jsonl points, gold/dev_gold.jsonl, and
eval/core_train.jsonl, sentences with a pair of companies each.
"""

import argparse
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from explorer.landscape.capabilities import load
from explorer.landscape.excerpts import Span
from explorer.landscape.shipped import resources
from explorer.reading import cues, lexicon
from explorer.reading.detector import FORM, KINDS, Scored, buckets, by_pair, described, of_article
from explorer.reading.document import document
from explorer.reading.events import events
from explorer.reading.mentions import mentions
from explorer.reading.phrases import Row, row
from explorer.reading.reader import Reader, Seen
from explorer.reading.tellings import Event
from training import authored
from training.cards import WIKINEWS, Card, DataSet, own_codings, write
from training.coded import Coded, coded
from training.written import NAMES, written

BUCKETS = 1 << 16
FOLDS = 3
_CODED, _AUTHORED, _CORE, _WRITTEN = 3.0, 2.0, 0.5, 1.0  # what one example of each sort weighs
_STRENGTH, _STRENGTH_OF_ARTICLE = 0.05, 0.3
_LEAST = 0.3  # below it types are told no better and more deals are invented
_NEAR_BEST = 0.01  # of the thresholds that come so near to the best F1, the strictest are taken
#: What CORE's relations say, and whether the head gives, buys or is asked.
CORE = {
    "collaboration": ("alliance", None),
    "acquired_by": ("acquisition", False),
    "client_of": ("supply", False),
    "shareholder_of": ("equity_stake", True),
    "merged_with": ("merger", None),
}


@dataclass(frozen=True, slots=True)
class Example:
    """A pair in a sentence: its features, one of KINDS, whether the first gives (None: not told), and its weight."""

    names: list[str]
    kind: str
    first_gives: bool | None
    weight: float


@dataclass(frozen=True, slots=True)
class Read:
    """A coded article as it is read: pairs with features, and the kinds that the coding gives each pair, by owners."""

    id: str
    seen: Seen
    told: list[Event]
    pairs: list[tuple[Any, list[str]]]
    examples: list[Example | None]
    coded_pairs: frozenset[tuple[int, int]]
    wanted: int  # pairs that the coding has, found or not
    unsure: frozenset[tuple[int, int]]  # of whose two names one is not known to the coding


def top(name: str, owner: dict[str, str | None]) -> str:
    """Return the company at the top of what `name` is a unit of."""
    passed: set[str] = set()
    while (above := owner.get(name)) and name not in passed:
        passed.add(name)
        name = above
    return name


def coded_names(seen: Seen, coding: dict[str, Any]) -> dict[int, str]:
    """Return for each organisation found the coded company that most of its mentions lie in."""
    found: dict[int, str] = {}
    for index, org in enumerate(seen.orgs):
        votes = Counter(
            company["name"]
            for mention in org.mentions
            for company in coding["companies"]
            for start, end in company["mentions"]
            if mention.span.start < end and start < mention.span.end
        )
        if votes:
            found[index] = votes.most_common(1)[0][0]
    return found


def read(article: Coded, reader: Reader) -> Read:
    """Read a coded article and lay its coding beside the pairs."""
    seen = reader.rows_of(article.text)
    told = reader.tellings_in(seen)
    names = coded_names(seen, article.coding)
    owner = {company["name"]: company.get("unit_of") for company in article.coding["companies"]}
    deals: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for deal in article.coding["deals"]:
        parties = sorted({top(party, owner) for party in deal["parties"]})
        for at, a in enumerate(parties):
            for b in parties[at + 1 :]:
                deals[a, b].append(deal)
    here = described(seen.rows, told, seen.owners, seen.bodies)
    examples: list[Example | None] = []
    yes: set[tuple[int, int]] = set()
    unsure: set[tuple[int, int]] = set()
    for pair, features in here:
        a, b = (top(names[p.company], owner) if p.company in names else "" for p in (pair.first, pair.second))
        ends = sorted(seen.owners[p.company] for p in (pair.first, pair.second))
        key = (ends[0], ends[1])
        told_here = deals.get((min(a, b), max(a, b)), [])
        if told_here:
            yes.add(key)
        if not (a and b) or a == b:
            unsure.add(key)
        sentence = seen.rows[pair.line].line.sentence.span
        hits = [d for d in told_here if any(sentence.touches(Span(*e["span"])) for e in d["evidence"])]
        if hits:
            examples.append(Example(features, hits[0]["main_type"], _gives(hits, a, b, owner), _CODED))
        else:
            examples.append(None if told_here or a == b else Example(features, "none", None, _CODED))
    return Read(article.id, seen, told, here, examples, frozenset(yes), len(deals), frozenset(unsure))


def _gives(deals: Sequence[dict[str, Any]], a: str, b: str, owner: dict[str, str | None]) -> bool | None:
    ways = {(top(flow["from"], owner), top(flow["to"], owner)) for deal in deals for flow in deal.get("flows", [])}
    return None if ((a, b) in ways) == ((b, a) in ways) else (a, b) in ways


def core(path: Path) -> Iterator[tuple[dict[str, Any], Row, list[Event], bool]]:
    """Give each sentence of CORE as a row in which head and tail are companies 0 and 1, and whether the head stands first."""
    names, table = lexicon.shipped(), cues.shipped()
    with path.open(encoding="utf-8") as lines:
        for entry in map(json.loads, lines):
            head, tail = Span(*entry["head"]), Span(*entry["tail"])
            cut = document(entry["text"])
            line = next((x for x in cut.lines if x.sentence.span.holds(head) and x.sentence.span.holds(tail)), None)
            if line is None or head.touches(tail):
                continue
            owner = {head: 0, tail: 1}
            for mention in mentions(cut, names):
                if line.sentence.span.holds(mention.span) and not any(mention.span.touches(s) for s in (head, tail)):
                    owner[mention.span] = len(owner)
            one = row(line, owner, sorted(owner), [], frozenset())
            yield entry, one, events(one, table, entry["text"]), head < tail


def core_examples(path: Path) -> Iterator[Example]:
    """Give the sentences of CORE as examples; relations that are no deals are examples of none."""
    for entry, one, told, is_head_first in core(path):
        kind, gives = CORE.get(entry["label"], ("none", None))
        if features := _of_first_two(one, told):
            yield Example(features, kind, None if gives is None else gives == is_head_first, _CORE)


def written_examples(each: int) -> Iterator[Example]:
    """Give sentences of our own as examples: the first name gives, buys or sells."""
    table = cues.shipped()
    for sentence in written(each):
        cut = document(sentence.text)
        places = {sentence.text.find(name): name for name in NAMES if name in sentence.text}
        owner = {Span(at, at + len(name)): NAMES.index(name) for at, name in places.items()}
        if len(cut.lines) != 1:
            continue
        one = row(cut.lines[0], owner, sorted(owner), [], frozenset())
        if features := _of_first_two(one, events(one, table, sentence.text)):
            is_even = sentence.tells in ("none", "merger", "alliance", "joint_venture", "co_development", "standards")
            gives = sentence.text.find(NAMES[0]) < sentence.text.find(NAMES[1])
            yield Example(features, sentence.tells, None if is_even else gives, _WRITTEN)


def _of_first_two(one: Row, told: list[Event]) -> list[str]:
    """Return the features of companies 0 and 1, those aside that speak of a place in an article."""
    owners = list(range(1 + max((c for item in one.items for c in item.companies), default=0)))
    for pair, features in described([one], told, owners):
        if {pair.first.company, pair.second.company} == {0, 1}:
            return [name for name in features if not name.startswith("p:")]
    return []


def matrix(features: Iterable[list[str]]) -> csr_matrix:
    """Return features as rows of ones."""
    at: list[int] = []
    ends = [0]
    for names in features:
        at += buckets(names, BUCKETS)
        ends.append(len(at))
    return csr_matrix((np.ones(len(at), dtype=np.float32), at, ends), shape=(len(ends) - 1, BUCKETS))


def fit(examples: Sequence[Example]) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return weights (BUCKETS, kinds and direction) and bias of the first model."""
    weights, bias = np.zeros((BUCKETS, len(KINDS) + 1), np.float32), np.full(len(KINDS) + 1, -20.0, np.float32)
    x, y = matrix(e.names for e in examples), np.array([KINDS.index(e.kind) for e in examples])
    kinds = LogisticRegression(C=_STRENGTH, max_iter=200, tol=1e-3).fit(x, y, sample_weight=[e.weight for e in examples])
    weights[:, kinds.classes_] = kinds.coef_.T
    bias[kinds.classes_] = kinds.intercept_
    ways = [e for e in examples if e.first_gives is not None]
    gives = LogisticRegression(C=_STRENGTH, max_iter=200, tol=1e-3).fit(
        matrix(e.names for e in ways), [e.first_gives for e in ways], sample_weight=[e.weight for e in ways]
    )
    weights[:, -1], bias[-1] = gives.coef_[0], gives.intercept_[0]
    return weights, bias


def scored(article: Read, weights: np.ndarray[Any, Any], bias: np.ndarray[Any, Any]) -> list[Scored]:
    """Return the pairs of an article with their chances."""
    found = []
    for pair, names in article.pairs:
        sums = weights[buckets(names, BUCKETS)].sum(axis=0) + bias
        kinds = np.exp(sums[:-1] - sums[:-1].max())
        found.append(Scored(pair, kinds / kinds.sum(), float(1 / (1 + np.exp(-sums[-1])))))
    return found


def of_pairs(article: Read, found: list[Scored]) -> Iterator[tuple[np.ndarray[Any, Any], tuple[int, int]]]:
    """Give what the second model sees of each pair of an article."""
    counts = Counter(article.seen.owners[c] for r in article.seen.rows for item in r.items for c in item.companies)
    for key, mine in by_pair(found, article.seen.owners).items():
        yield of_article(key, mine, article.told, article.seen.owners, counts), key


def fold(name: str) -> int:
    """Return the part that an article belongs to in cross-validation."""
    return int(hashlib.sha256(f"fold {name}".encode()).hexdigest(), 16) % FOLDS


@dataclass(frozen=True, slots=True)
class Validated:
    """What models say of pairs of articles that they were not trained on."""

    x: np.ndarray[Any, Any]
    y: np.ndarray[Any, Any]
    parts: np.ndarray[Any, Any]
    has_frame: np.ndarray[Any, Any]
    chances: np.ndarray[Any, Any]
    wanted: int


def validate(articles: Sequence[Read], others: Sequence[Example]) -> Validated:
    """Train on all parts but one and look at that one, for both models."""
    xs, ys, parts, frames = [], [], [], []
    for part in range(FOLDS):
        train = [e for a in articles if fold(a.id) != part for e in a.examples if e] + list(others)
        weights, bias = fit(train)
        for article in (a for a in articles if fold(a.id) == part):
            for x, key in of_pairs(article, scored(article, weights, bias)):
                xs.append(x)
                ys.append(key in article.coded_pairs)
                parts.append(part)
                frames.append(x[6] > 0)
    x, y, parted = np.array(xs), np.array(ys), np.array(parts)
    chances = np.zeros(len(y))
    for part in range(FOLDS):
        chances[parted == part] = second(x[parted != part], y[parted != part]).predict_proba(x[parted == part])[:, 1]
    return Validated(x, y, parted, np.array(frames), chances, sum(a.wanted for a in articles))


def second(x: np.ndarray[Any, Any], y: np.ndarray[Any, Any]) -> LogisticRegression:
    """Return the second model."""
    return LogisticRegression(C=_STRENGTH_OF_ARTICLE, max_iter=1000).fit(x, y)


def threshold(seen: Validated) -> tuple[float, dict[str, float]]:
    """Return the chance from which a pair is said to have a deal, the strictest that comes near to the best F1, and figures."""
    tried = [(float(round(t, 2)), _f1(seen.chances >= t, seen)) for t in np.arange(_LEAST, 0.9, 0.02)]
    most = max(f1 for _, f1 in tried)
    least, f1 = max(one for one in tried if one[1] >= most - _NEAR_BEST)
    said = seen.chances >= least
    figures = {
        "pairs F1, frames alone": _f1(seen.has_frame, seen),
        "pairs F1": f1,
        "precision": float((said & seen.y).sum() / max(1, said.sum())),
        "recall": float((said & seen.y).sum() / seen.wanted),
    }
    return least, {name: round(value, 3) for name, value in figures.items()}


def _f1(said: np.ndarray[Any, Any], seen: Validated) -> float:
    return float(2 * (said & seen.y).sum() / (said.sum() + seen.wanted))


def arguments(about: str) -> argparse.ArgumentParser:
    """Return what every command that trains the detector asks for."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    return parser


def other_examples(data: Path, reader: Reader) -> list[Example]:
    """Return the examples that come from no article of others."""
    own = (example for article in authored.articles() for example in read(article, reader).examples if example)
    return [*loose_examples(data), *(replace(example, weight=_AUTHORED) for example in own)]


def loose_examples(data: Path) -> list[Example]:
    """Return the examples that are single sentences."""
    return [*core_examples(data / "eval" / "core_train.jsonl"), *written_examples(8)]


def arrays_of(
    articles: Sequence[Read], others: Sequence[Example], seen: Validated, least: float
) -> dict[str, np.ndarray[Any, Any]]:
    """Train on these articles; the second model on what was seen in validation, as the first knows its own articles by heart."""
    weights, bias = fit([e for a in articles for e in a.examples if e] + list(others))
    article = second(seen.x, seen.y)
    return {
        "weights": weights.astype(np.float16),
        "bias": bias,
        "article": np.append(article.coef_[0], article.intercept_).astype(np.float32),
        "least": np.array(least, np.float32),
    }


def without_frames(articles: Sequence[Read], others: Sequence[Example]) -> tuple[list[Read], list[Example]]:
    """Return what the model is trained on as if there were no frames: for the ablation."""

    def bare(names: list[str]) -> list[str]:
        return [name for name in names if not name.startswith("f:")]

    def plain(example: Example | None) -> Example | None:
        return example and replace(example, names=bare(example.names))

    read_bare = [
        replace(a, told=[], pairs=[(p, bare(n)) for p, n in a.pairs], examples=[plain(e) for e in a.examples]) for a in articles
    ]
    return read_bare, [replace(e, names=bare(e.names)) for e in others]


def main() -> None:
    """Train, validate, write."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--out", type=Path, default=resources() / "models" / "deals")
    parser.add_argument("--ablation", action="store_true", help="only tell how good the model is without the frames")
    options = parser.parse_args()
    reader = Reader(load(resources() / "capabilities"))
    articles = [read(a, reader) for a in coded(options.data)]
    others = other_examples(options.data, reader)
    if options.ablation:
        print(threshold(validate(*without_frames(articles, others))))
        return
    print(f"{len(articles)} articles, {sum(bool(e) for a in articles for e in a.examples)} pairs; {len(others)} other sentences")
    seen = validate(articles, others)
    least, figures = threshold(seen)
    for name, value in figures.items():
        print(f"  {name:26}{value}")
    write(options.out, card(len(articles), least, figures), arrays_of(articles, others, seen, least))


def card(articles: int, least: float, figures: dict[str, float]) -> Card:
    """Return what is to be said of the detector."""
    return Card(
        "Detector of deals",
        "Logistic models over words between and around two companies, what the frames told, and where in the article it stands.",
        FORM,
        "python -m training.deals DATA_FOLDER",
        (
            DataSet("CORE", "CC BY 4.0", "pnborchert/CORE: A Few-Shot Company Relation Classification Dataset", "core_train"),
            own_codings(f"training/codings.jsonl and half of gold/, {articles} articles: spans and kinds, without a word of them"),
            WIKINEWS,
            authored.DATA,
            DataSet("Sentences of our own", "as the program", "training/sentences.txt", "all, eight of each pattern"),
        ),
        "the same command; by article, parts that the models were not trained on",
        {"least": least, **figures},
    )


if __name__ == "__main__":
    main()
