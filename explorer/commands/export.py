"""`alliance-explorer export`: what a landscape knows, for other programs."""

import argparse
import json
import sys
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path

from explorer.exports.coding import coding
from explorer.exports.files import written_whole
from explorer.exports.tables import write_csv
from explorer.project.landscape import Landscape


def run(arguments: argparse.Namespace) -> int:
    """Write the landscape in the format asked for and say what was written."""
    with Landscape.open(arguments.landscape, read_only=True) as landscape:
        if arguments.format == "csv":
            print(write_csv(arguments.out, landscape))
        elif str(arguments.out) == "-":
            if isinstance(sys.stdout, TextIOWrapper):
                sys.stdout.reconfigure(encoding="utf-8", newline="\n")
            sys.stdout.writelines(_codings(landscape))
        else:
            print(_write(arguments.out, landscape))
    return 0


def _write(out: Path, landscape: Landscape) -> str:
    lines = list(_codings(landscape))
    with written_whole(out) as unfinished:
        unfinished.write_text("".join(lines), encoding="utf-8")
    return f"{len(lines):,} {'article' if len(lines) == 1 else 'articles'} written to {out}."


def _codings(landscape: Landscape) -> Iterator[str]:
    """Give one line of JSON for each article."""
    companies = landscape.companies()
    deals = [(deal, landscape.statements_of(deal.id), landscape.flows_of(deal.id)) for deal in landscape.deals()]
    standings, questions = landscape.standings(), landscape.questions()
    for source in landscape.sources():
        text, mentions = landscape.text(source.id), landscape.mentions_in(source.id)
        found = coding(source, text, companies, mentions, deals, standings, questions)
        yield json.dumps(found, ensure_ascii=False) + "\n"
