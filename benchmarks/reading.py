"""How long reading takes, once the reader is warm: every sample article, file to proposals.

python -m benchmarks.reading [FILE ...] [--runs N]
"""

import argparse
from pathlib import Path
from statistics import median
from time import perf_counter

from explorer.landscape.capabilities import load
from explorer.landscape.shipped import resources
from explorer.reading.extraction import extract
from explorer.reading.reader import Reader


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    files = options.files or sorted((resources() / "samples").glob("*.md"))

    started = perf_counter()
    reader = Reader(load(resources() / "capabilities"))
    reader.read(extract(files[0]))
    cold = perf_counter() - started

    times, characters = [], 0
    for path in files:
        runs = [_seconds(reader, path) for _ in range(options.runs)]
        times.append(median(runs))
        characters += len(extract(path).text)
    print(f"reading: {len(files)} articles of some {characters // len(files):,} characters, median of {options.runs} runs each")
    print(f"  first article, with making the reader   {cold * 1000:7.0f} ms")
    print(f"  one article, warm: median               {median(times) * 1000:7.1f} ms")
    print(f"  one article, warm: slowest              {max(times) * 1000:7.1f} ms")


def _seconds(reader: Reader, path: Path) -> float:
    started = perf_counter()
    reader.read(extract(path))
    return perf_counter() - started


if __name__ == "__main__":
    main()
