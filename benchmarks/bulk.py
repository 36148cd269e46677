"""How many news articles a second are read on one core, from text to proposals, beside what spaCy needs for names alone.

    python -m benchmarks.bulk DATA_FOLDER [--spacy MODEL] [--articles N] [--rounds N]

DATA_FOLDER holds articles/wikinews.jsonl.gz, of which N articles are taken, evenly spread. MODEL is anything that spacy.load
takes. Both read them in turn in the same process, fifty articles each, so that other work on the machine slows both alike; spaCy
by `pipe`, with nothing switched on but what names need, in batches of the size that was quickest on the first fifty. Times are of
the processor; each fifty counts with the quicker of its rounds. The first round of the reader, which has yet to see its words, is
told as well.
"""

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from time import process_time

from explorer.landscape.capabilities import load
from explorer.landscape.readings import Article
from explorer.landscape.shipped import resources
from explorer.reading.extraction import from_text
from explorer.reading.reader import Reader
from training.corpus import wikinews

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS")
AT_A_TIME = 50
BATCHES = (8, 16, 32, 64, 128)
Names = Callable[[Sequence[str]], int]


def main() -> None:
    options = _options()
    if os.environ.get("OMP_NUM_THREADS") != "1":  # numpy and spaCy look there when they are loaded
        os.execve(
            sys.executable, [sys.executable, "-m", "benchmarks.bulk", *sys.argv[1:]], {**os.environ, **dict.fromkeys(THREADS, "1")}
        )
    texts = list(wikinews(options.data).values())
    texts = [text for text in texts[:: max(1, len(texts) // options.articles)] if text.strip()][: options.articles]
    words = sum(len(text.split()) for text in texts)
    reader = Reader(load(resources() / "capabilities"))
    names, told = _spacy(options.spacy, texts[:AT_A_TIME]) if options.spacy else (None, "no --spacy MODEL: nothing to compare with")
    parts = [texts[at : at + AT_A_TIME] for at in range(0, len(texts), AT_A_TIME)]
    ours: list[list[float]] = [[] for _ in parts]
    theirs: list[list[float]] = [[] for _ in parts]
    for _ in range(options.rounds):
        for number, part in enumerate(parts):
            articles = [from_text(text) for text in part]
            ours[number].append(_seconds(partial(_read, reader, articles)))
            if names:
                theirs[number].append(_seconds(partial(names, part)))
    print(f"{len(texts):,} articles of {words // len(texts)} words, one core, processor time, {options.rounds} rounds")
    _say("whole reader, first round", sum(of[0] for of in ours), len(texts), words)
    _say("whole reader", sum(map(min, ours)), len(texts), words)
    if not names:
        print(f"  {told}")
        return
    _say(told, sum(map(min, theirs)), len(texts), words)
    print(f"  the whole reader against names alone     {sum(map(min, theirs)) / sum(map(min, ours)):7.2f} times as many articles")


def _read(reader: Reader, articles: Sequence[Article]) -> None:
    for article in articles:
        reader.read(article)


def _spacy(model: str, texts: Sequence[str]) -> tuple[Names | None, str]:
    """Return what finds the names of many texts, and what it is; nothing, and why, where it is not installed."""
    try:
        pipeline = importlib.import_module("spacy").load(model)
    except (ImportError, OSError) as error:
        return None, f"spaCy with {Path(model).name} is not installed here ({type(error).__name__}): nothing to compare with"
    pipeline.select_pipes(enable=["tok2vec", "ner"])

    def find(texts: Sequence[str], size: int) -> int:
        return sum(len(found.ents) for found in pipeline.pipe(texts, batch_size=size))

    find(texts, BATCHES[0])
    best = min(BATCHES, key=lambda size: _seconds(partial(find, texts, size)))
    return partial(find, size=best), f"spaCy {Path(model).name}, names alone"


def _seconds(work: Callable[[], object]) -> float:
    started = process_time()
    work()
    return process_time() - started


def _say(what: str, seconds: float, articles: int, words: int) -> None:
    print(f"  {what:40} {articles / seconds:7.1f} articles/s, {words / seconds:9,.0f} words/s")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--spacy", default="", metavar="MODEL")
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
