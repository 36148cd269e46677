"""How long a large landscape takes: read in, opened, asked, searched, undone, redone, checked.

    python -m benchmarks.project_scale [--articles N] [--companies N]

The articles are made up: each names a few companies of a long-tailed pool, tells two deals with all their fields, a
standing and a question. Nothing is kept.
"""

import argparse
import hashlib
import random
import resource
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

from explorer.landscape.excerpts import Span
from explorer.landscape.facts import CapabilityId
from explorer.landscape.readings import (
    Article,
    FoundCompany,
    FoundDeal,
    FoundFlow,
    FoundMention,
    FoundQuestion,
    FoundStanding,
    FoundStatement,
    Reading,
    Why,
)
from explorer.landscape.vocabulary import CompanyKind, DealField, DealType, Reality, Stage, StandingKind
from explorer.project.landscape import Landscape

WORDS = "companies said they would give further details later while analysts took note of prices plants staff and plans".split()


def reading(number: int, companies: int, chance: random.Random) -> Reading:
    """Make up one article and what a reader would find in it."""
    names = list(dict.fromkeys(f"Firm{int(companies * chance.random() ** 2)} Works" for _ in range(6)))
    places, parts, length = {}, [], 0
    for name in [*names, *names]:
        sentence = (
            f"{name} signed a three-year agreement on cloud computing and batteries, worth $2.7 billion. {_filler(chance, 4)}"
        )
        places.setdefault(name, []).append(length)
        parts.append(sentence)
        length += len(sentence)
    text = "".join(parts) + f"Article {number}. " + _filler(chance, 150) + "Will others follow?"

    def why(start: int, size: int) -> Why:
        return Why(Span(start, start + size), "made up", "signed", Reality.AGREED, confidence=chance.random())

    found = tuple(
        FoundCompany(name, CompanyKind.COMPANY, tuple(FoundMention(Span(at, at + len(name))) for at in places[name]))
        for name in names
    )
    deals = []
    for first in (0, 2):
        parties = [index for index in (first, first + 1) if index < len(names)]
        at = places[names[parties[0]]][0]
        kind = chance.choice(list(DealType))
        said = [(DealField.EVIDENCE, ""), (DealField.TYPE, kind), (DealField.STAGE, chance.choice(list(Stage)))]
        said += [(DealField.TERM, "three-year"), (DealField.VALUE, "$2.7 billion"), (DealField.AREA, "cloud computing")]
        told = [FoundStatement(DealField.PARTY, "", why(at, 8), company=party) for party in parties]
        told += [FoundStatement(field, value, why(at + 20, 40)) for field, value in said]
        flow = FoundFlow(parties[0], parties[-1], "batteries", why(at, 60), CapabilityId("batteries"))
        deals.append(FoundDeal(tuple(told), (flow, flow)))
    standing = FoundStanding(0, "batteries", StandingKind.LEADS, why(0, 30), CapabilityId("batteries"))
    question = FoundQuestion(why(len(text) - 19, 19), (0,), (0,))
    article = Article(
        text, hashlib.sha256(text.encode()).hexdigest(), text.encode(), "text/plain", f"{number}.txt", f"Article {number}"
    )
    return Reading(article, found, tuple(deals), (standing,), (question,))


def _filler(chance: random.Random, words: int) -> str:
    """Words in any order: articles that share their sentences would be one story."""
    return " ".join(chance.choice(WORDS) for _ in range(words)).capitalize() + ". "


def measure(folder: Path, articles: int, companies: int) -> Iterator[tuple[str, float, object]]:
    """Yield what was done, how long it took in seconds, and how much there was of it."""
    chance = random.Random(1)
    readings = [reading(number, companies, chance) for number in range(articles)]
    path = folder / "scale.landscape"
    landscape = Landscape.create(path)

    def timed(name: str, what: Callable[[], object]) -> tuple[str, float, object]:
        start = perf_counter()
        found = what()
        took = perf_counter() - start
        return name, took, len(found) if isinstance(found, tuple | dict) else ""

    yield timed(f"read {articles} articles in, one step", lambda: landscape.add_readings(readings, "Read"))
    rows = sum(
        landscape._rows(f"SELECT count(*) FROM {table}")[0][0] for table in ("statement", "flow", "mention", "deal", "company")
    )
    yield "  rows of findings", 0, rows
    yield timed("undo it", landscape.undo)
    yield timed("redo it", landscape.redo)
    yield timed("one more article", lambda: landscape.add_readings([reading(articles, companies, chance)], "Read one"))
    yield timed("close", landscape.close)
    yield "  file, MB", 0, round(path.stat().st_size / 1e6, 1)
    start = perf_counter()
    landscape = Landscape.open(path)
    yield "open", perf_counter() - start, ""
    yield timed("first edit, with the day's backup", lambda: landscape.rename(landscape.companies()[0].id, "Renamed"))
    yield timed("second edit", lambda: landscape.rename(landscape.companies()[0].id, "Renamed again"))
    busiest = landscape.companies()[0].id
    yield timed("companies", landscape.companies)
    yield timed("deals", landscape.deals)
    yield timed("flows", landscape.flows)
    yield timed("proposals", landscape.proposals)
    yield timed("deals of one company", lambda: landscape.deals_of(busiest))
    yield timed("excerpts of one company", lambda: landscape.excerpts_of(busiest))
    yield timed("find “fir”", lambda: landscape.find("fir"))
    yield timed("find “cloud agreement”", lambda: landscape.find("cloud agreement"))
    yield timed("find “firm12 wor”", lambda: landscape.find("firm12 wor"))
    yield timed("check", lambda: print("   ", landscape.check().summary))
    landscape.close()


def main() -> None:
    """Print a table of figures."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--articles", type=int, default=1000)
    asked.add_argument("--companies", type=int, default=2000)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name, seconds, size in measure(Path(folder), options.articles, options.companies):
            print(f"{name:40} {1000 * seconds:10.1f} ms  {size}" if seconds else f"{name:40} {size}", flush=True)
    print(f"{'peak memory, MB':40} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}")


if __name__ == "__main__":
    main()
