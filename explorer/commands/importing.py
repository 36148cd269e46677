"""`alliance-explorer import`: a list of deals or a network into a landscape."""

import argparse
import csv
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from explorer.commands.read import opened
from explorer.exports.files import written_whole
from explorer.landscape.capabilities import load
from explorer.landscape.networks import Fault
from explorer.landscape.refusals import UnreadableArticle
from explorer.landscape.shipped import resources
from explorer.landscape.vocabulary import Reality, Review
from explorer.project.landscape import Landscape
from explorer.reading.networks.layout import ENDINGS, Column, Layout, is_network, is_table
from explorer.reading.networks.reading import ties_of
from explorer.reading.networks.tables import guess
from explorer.session.taking import Imported, take_in

#: So many lines that were left out are told one by one without a report.
TOLD = 10


def run(arguments: argparse.Namespace) -> int:
    """Take the file in and sum up; return 1 where lines were left out."""
    path: Path = arguments.file
    if not path.exists():
        raise UnreadableArticle(path, "there is no such file", "look where it was moved to")
    if not is_network(path):
        raise UnreadableArticle(
            path, "it is no list of deals and no graph by its name", f"choose one that ends in {', '.join(ENDINGS)}"
        )
    review = Review.ACCEPTED if arguments.accept else Review.PROPOSED
    reality = Reality(arguments.reality)
    layout = _layout(path, arguments.columns, reality, review) if is_table(path) else None
    ties = ties_of(path, layout, reality=reality, review=review)
    existing = opened(arguments.into)
    landscape = existing or Landscape.create(arguments.into, load(resources() / "capabilities"))
    is_done = False
    try:
        imported = take_in(landscape, ties, _progress)
        _clear()
        _tell(path, imported)
        if arguments.report:
            _write(arguments.report, imported.faults)
        print(f"{imported.summary}.")
        is_done = True
        return 1 if imported.skipped else 0
    finally:
        landscape.close()
        if existing is None and not is_done:
            arguments.into.unlink(missing_ok=True)


def _layout(path: Path, columns: str | None, reality: Reality, review: Review) -> Layout:
    layout = replace(guess(path).layout, reality=reality, review=review)
    if columns is None:
        return layout
    words = [word.strip() for word in columns.split(",")]
    unknown = [word for word in words if word != "-" and word not in list(Column)]
    if unknown:
        raise UnreadableArticle("--columns", f"“{unknown[0]}” is nothing that a column holds", "see `import --help` for the words")
    return replace(layout, columns=tuple(None if word == "-" else Column(word) for word in words))


def _tell(path: Path, imported: Imported) -> None:
    for fault in imported.faults[:TOLD]:
        print(f"{path.name}, {imported.file.place(fault.line)}: {fault.why}. It was left out.", file=sys.stderr)
    if imported.skipped > TOLD:
        print(f"… and {imported.skipped - TOLD:,} more lines were left out.", file=sys.stderr)
    for sentence in imported.notes:
        print(f"{path.name}: {sentence}", file=sys.stderr)


def _write(path: Path, faults: Sequence[Fault]) -> None:
    with written_whole(path) as unfinished, unfinished.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("line", "why it was left out"))
        writer.writerows((fault.line, fault.why) for fault in faults)


def _progress(done: int, of: int, what: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{what}", end="", file=sys.stderr, flush=True)


def _clear() -> None:
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
