"""`alliance-explorer export`: what a landscape knows, for other programs."""

import argparse
import sys
from io import TextIOWrapper
from pathlib import Path

from explorer.exports.coding import coding_lines
from explorer.exports.files import written_whole
from explorer.exports.networks import write_network
from explorer.exports.tables import write_csv
from explorer.project.landscape import Landscape


def run(arguments: argparse.Namespace) -> int:
    """Write the landscape in the format asked for and say what was written."""
    with Landscape.open(arguments.landscape, read_only=True) as landscape:
        if arguments.format == "csv":
            print(write_csv(arguments.out, landscape))
        elif arguments.format == "network":
            print(write_network(arguments.out, landscape))
        elif str(arguments.out) == "-":
            if isinstance(sys.stdout, TextIOWrapper):
                sys.stdout.reconfigure(encoding="utf-8", newline="\n")
            sys.stdout.writelines(coding_lines(landscape))
        else:
            print(_write(arguments.out, landscape))
    return 0


def _write(out: Path, landscape: Landscape) -> str:
    lines = list(coding_lines(landscape))
    with written_whole(out) as unfinished:
        unfinished.write_text("".join(lines), encoding="utf-8")
    return f"{len(lines):,} {'article' if len(lines) == 1 else 'articles'} written to {out}."
