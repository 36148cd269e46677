"""How long reading takes: one article warm, very many on one core, what loading the reader costs, and its peer beside it.

    python -m benchmarks.reading [FILE ...] [--runs N] [--bulk PATH] [--spacy MODEL]

Without files the sample articles are read. --bulk names a folder of articles, or a JSON Lines file (also gzipped) with a "text" in
each line: articles a second on one core, from text to proposals, and into a landscape too. --spacy names a model of spaCy that
finds names in the same articles in the same run, for example en_core_web_sm; where it is not installed that is said.
All times are of the processor, so that other work on the machine does not count.
"""

import argparse
import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import process_time

from explorer.landscape.capabilities import load
from explorer.landscape.readings import Article
from explorer.landscape.refusals import UnreadableArticle
from explorer.landscape.shipped import resources
from explorer.project.landscape import Landscape
from explorer.reading.extraction import extract, from_text
from explorer.reading.kinds import articles_in
from explorer.reading.reader import Reader

WORDS = 500
LOADING = """
import time
def resident():  # Linux tells it here; the highest mark of a new process is that of its parent
    try:
        return int(open("/proc/self/statm").read().split()[1]) * 4096 / 1e6
    except OSError:
        return float("nan")
before, started = resident(), time.process_time()
from explorer.landscape.capabilities import load
from explorer.landscape.shipped import resources
from explorer.reading.extraction import from_text
from explorer.reading.reader import Reader
reader = Reader(load(resources() / "capabilities"))
reader.read(from_text("Ford signed a letter of intent with Alibaba on cloud computing."))
print(time.process_time() - started, resident() - before)
"""


def main() -> None:
    options = _options()
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    files = options.files or sorted((resources() / "samples").glob("*.md"))
    seconds, megabytes = _loading(options.runs)
    reader = Reader(load(resources() / "capabilities"))
    reader.read(extract(files[0]))
    times = [median(_seconds(reader, path) for _ in range(options.runs)) for path in files]
    characters = sum(len(extract(path).text) for path in files) // len(files)
    long = _of_words(" ".join(extract(path).text for path in files))
    reader.read(long)
    print(f"reading: {len(files)} articles of some {characters:,} characters, median of {options.runs} runs each, processor time")
    print(f"  loading the reader and a first sentence     {seconds:7.2f} s, {megabytes:.0f} MB")
    print(f"  one article, warm: median, slowest          {median(times) * 1000:7.1f} ms, {max(times) * 1000:.1f} ms")
    took = median(_read(reader, long) for _ in range(options.runs))
    print(f"  one article of {WORDS} words, warm             {took * 1000:7.1f} ms")
    if options.bulk:
        _bulk(reader, _articles(options.bulk), options.spacy)


def _bulk(reader: Reader, articles: Sequence[Article], model: str) -> None:
    words = sum(len(article.text.split()) for article in articles)
    started = process_time()
    readings = [reader.read(article) for article in articles]
    ours = process_time() - started
    print(f"bulk: {len(articles):,} articles of some {words // len(articles)} words, one core, processor time")
    _say("text to proposals", len(articles), words, ours)
    with tempfile.TemporaryDirectory() as folder, Landscape.create(Path(folder) / "bulk.landscape") as landscape:
        started = process_time()
        landscape.add_readings(readings, "Read")
        _say("the same, and into a landscape", len(articles), words, ours + process_time() - started)
    print(f"  memory, at most                             {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:7.0f} MB")
    theirs = _spacy([article.text for article in articles], model) if model else None
    if theirs is not None:
        _say(f"spaCy {model}, names alone", len(articles), words, theirs)
        print(f"  articles a second against spaCy             {theirs / ours:7.1f} times")


def _spacy(texts: Sequence[str], model: str) -> float | None:
    try:
        import spacy

        finder = spacy.load(model, disable=["parser", "lemmatizer", "attribute_ruler", "tagger", "senter"])
    except (ImportError, OSError) as error:
        print(f"  spaCy {model} is not installed here ({type(error).__name__}): nothing to compare with")
        return None
    started = process_time()
    for _ in finder.pipe(texts, batch_size=64):
        pass
    return process_time() - started


def _say(what: str, articles: int, words: int, seconds: float) -> None:
    print(f"  {what:43} {articles / seconds:7.1f} articles/s, {words / seconds:,.0f} words/s")


def _articles(path: Path) -> list[Article]:
    if path.is_dir():
        found = []
        for file in articles_in(path)[0]:
            try:
                found.append(extract(file))
            except UnreadableArticle as refusal:
                print(f"  {refusal}", file=sys.stderr)
        return found
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    texts = [json.loads(line)["text"] for line in content.decode("utf-8").split("\n") if line.strip()]
    return [from_text(text) for text in texts if text.strip()]


def _of_words(text: str) -> Article:
    return from_text(" ".join(text.split()[:WORDS]).replace(". ", ".\n\n"))


def _loading(runs: int) -> tuple[float, float]:
    """Return how long a new process takes for its reader, and what memory that adds; medians."""
    told = [subprocess.run([sys.executable, "-c", LOADING], check=True, capture_output=True, text=True).stdout for _ in range(runs)]
    figures = [[float(figure) for figure in line.split()] for line in told]
    return median(figure[0] for figure in figures), median(figure[1] for figure in figures)


def _seconds(reader: Reader, path: Path) -> float:
    started = process_time()
    reader.read(extract(path))
    return process_time() - started


def _read(reader: Reader, article: Article) -> float:
    started = process_time()
    reader.read(article)
    return process_time() - started


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--bulk", type=Path)
    parser.add_argument("--spacy", default="", metavar="MODEL")
    return parser.parse_args()


if __name__ == "__main__":
    main()
