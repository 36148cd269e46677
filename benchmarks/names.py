"""How well names are found, side by side on the coded articles: well-known names, the rules, and spaCy where it is at hand.

    python -m benchmarks.names DATA_FOLDER [--spacy MODEL ...]

The trained recogniser is measured by the command that trains it, on articles it was not trained on. MODEL is anything that
spacy.load takes.
"""

import argparse
import importlib
from collections.abc import Callable, Iterable
from pathlib import Path
from time import process_time

from explorer.landscape.names import fold
from explorer.reading import lexicon
from explorer.reading.candidates import candidates
from explorer.reading.document import document
from explorer.reading.mentions import judged, mentions
from explorer.reading.models import load
from explorer.reading.naming import named_by
from explorer.reading.recogniser import FORM, Recogniser, weights_of
from training.corpus import Coded, coded_articles, codings, wikinews
from training.keep import KEPT, named
from training.tally import Tally

Find = Callable[[str], Iterable[tuple[int, int]]]


def by_list(text: str) -> Iterable[tuple[int, int]]:
    """Every run of capitals that is a well-known name."""
    words = lexicon.shipped()
    return [(run.span.start, run.span.end) for run in candidates(document(text), words) if words.knows(fold(run.name))]


def by_rules(text: str) -> Iterable[tuple[int, int]]:
    return [(name.span.start, name.span.end) for name in mentions(document(text), lexicon.shipped())]


def by_model() -> Find:
    """Rules and the shipped model, which has seen these very articles: for its speed."""
    words = lexicon.shipped()
    recogniser = Recogniser(weights_of(load("names", FORM)), words)

    def find(text: str) -> Iterable[tuple[int, int]]:
        doc = document(text)
        told = judged(doc, words)
        return [(name.span.start, name.span.end) for name in named_by(doc, told, recogniser.tag(doc, told), words)]

    return find


def by_spacy(model: str) -> Find:
    """What spaCy calls an organisation, "the" and the possessive left out as the coding guide has it; it does names alone."""
    pipeline = importlib.import_module("spacy").load(model, exclude=["tagger", "parser", "lemmatizer", "attribute_ruler"])

    def find(text: str) -> Iterable[tuple[int, int]]:
        for name in pipeline(text).ents:
            if name.label_ == "ORG":
                start, end = name.start_char, name.end_char
                start += 4 if text[start:end].lower().startswith("the ") else 0
                end -= 2 if text[start:end].endswith(("'s", "’s")) else 0
                yield start, end

    return find


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--spacy", nargs="*", default=[])
    options = parser.parse_args()
    texts = wikinews(options.data)
    articles = list(coded_articles([named(row, texts[row["id"]]) for row in codings(KEPT)], texts))
    print(f"{len(articles)} articles, {sum(len(article.text.split()) for article in articles):,} words")
    finders: dict[str, Find] = {"well-known names": by_list, "rules": by_rules, "rules and model (seen)": by_model()}
    finders |= {Path(model).name: by_spacy(model) for model in options.spacy}
    for name, find in finders.items():
        _measure(name, find, articles)


def _measure(name: str, find: Find, articles: list[Coded]) -> None:
    tally, seconds = Tally(), 0.0
    for article in articles:
        started = process_time()
        found = list(find(article.text))
        seconds += process_time() - started
        tally.add(((start, end) for start, end, _ in article.names), found)
    words = sum(len(article.text.split()) for article in articles)
    print(f"{name:24} {tally}   {words / seconds:9,.0f} words a second")


if __name__ == "__main__":
    main()
