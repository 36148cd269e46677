"""`alliance-explorer read`: articles into a landscape."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from explorer.landscape.capabilities import load
from explorer.landscape.readings import Reading
from explorer.landscape.refusals import FEW, Refusal, UnreadableArticle, UnusableLandscape, summed_up
from explorer.landscape.shipped import resources
from explorer.project.landscape import Landscape
from explorer.reading.extraction import extract
from explorer.reading.kinds import NAMED, articles_in, left_out
from explorer.reading.reader import Reader

#: How many articles are taken in as one step; what was taken in stays when the rest is stopped.
STEP = 500


def run(arguments: argparse.Namespace) -> int:
    """Read every article, tell of each that cannot be read, and sum up; return 1 where some could not."""
    into: Path = arguments.into
    landscape = opened(into)
    try:
        failures: list[Refusal] = []
        articles = list(_articles(arguments.paths, failures))
        capabilities = load(resources() / "capabilities")
        reader = Reader(capabilities)
        read = known = 0
        for start in range(0, len(articles), STEP):
            readings = tuple(_readings(reader, articles, start, failures))
            if not readings:
                continue
            landscape = landscape or Landscape.create(into, capabilities)
            before = len(landscape.sources())
            landscape.add_readings(readings, _name(readings))
            taken = len(landscape.sources()) - before
            read, known = read + taken, known + sum(reading.articles for reading in readings) - taken
        _clear_progress()
        if len(failures) > FEW:
            _say(f"{len(failures):,} could not be read:")
            for sentence in summed_up(failures):
                _say(f"  {sentence}")
        print(_summary(landscape, into, read, known))
        return 1 if failures else 0
    finally:
        if landscape is not None:
            landscape.close()


def opened(into: Path) -> Landscape | None:
    """Open the landscape, or see that one can be made here before any work is done."""
    if into.exists():
        return Landscape.open(into)
    folder = into.resolve().parent
    if not folder.is_dir():
        raise UnusableLandscape(into, f"there is no folder {folder}", "make the folder first or choose another one")
    if not os.access(folder, os.W_OK):
        raise UnusableLandscape(into, f"the folder {folder} cannot be written", "choose another folder")
    return None


def _articles(paths: Sequence[Path], failures: list[Refusal]) -> Iterator[Path]:
    """Give every file named, and every article in the folders named, in order."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        inside, others = articles_in(path)
        if not inside:
            _tell(UnreadableArticle(path, "there is no article in this folder", f"choose one with {NAMED} files"), failures)
        elif others:
            _say(f"{path}: {left_out(others)}")
        yield from inside


def _readings(reader: Reader, articles: Sequence[Path], start: int, failures: list[Refusal]) -> Iterator[Reading]:
    for number, path in enumerate(articles[start : start + STEP], start + 1):
        _progress(number, len(articles), path)
        try:
            reading = reader.read(extract(path))
        except Refusal as refusal:
            _tell(refusal, failures)
            continue
        for note in reading.notes:
            _say(f"{path.name}: {note}")
        yield reading


def _name(readings: Sequence[Reading]) -> str:
    return f"Read {readings[0].article.file_name}" if len(readings) == 1 else f"Read {len(readings)} articles"


def _summary(landscape: Landscape | None, into: Path, read: int, known: int) -> str:
    if landscape is None:
        return f"Nothing was read; {into} was not made."
    passed = f", {known} known already" if known else ""
    holds = f"{_count(len(landscape.companies()), 'company', 'companies')} and {_count(len(landscape.deals()), 'deal', 'deals')}"
    return f"{_count(read, 'article', 'articles')} read{passed}; {into} holds {holds}."


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _tell(refusal: Refusal, failures: list[Refusal]) -> None:
    failures.append(refusal)
    _say(str(refusal))


def _say(sentence: str) -> None:
    _clear_progress()
    print(sentence, file=sys.stderr)


def _progress(number: int, of: int, path: Path) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{number:,} of {of:,}  {path.name[:60]}", end="", file=sys.stderr, flush=True)


def _clear_progress() -> None:
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
