"""`alliance-explorer check`: every quote against its source, the file and its history."""

import argparse

from explorer.project.landscape import Landscape


def run(arguments: argparse.Namespace) -> int:
    """Print what the check found; return 1 where something is wrong."""
    with Landscape.open(arguments.landscape, read_only=True) as landscape:
        report = landscape.check()
    print(report.summary)
    for sentence in report.broken:
        print(sentence)
    return 0 if report.is_sound and not report.broken else 1
