"""The command line: `alliance-explorer`, or `python -m explorer`. Imports what is heavy only for the command that needs it."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from textwrap import dedent

from explorer import __version__
from explorer.landscape.refusals import Refusal
from explorer.landscape.vocabulary import REALITY_LEVELS, Reality

DONE, FOUND_WRONG, USAGE, REFUSED, STOPPED, PIPE_CLOSED = 0, 1, 2, 3, 130, 141
COMMANDS = ("read", "snapshot", "export", "check", "import")
#: "import" is a word of the language: its module is called otherwise.
MODULES = {"import": "importing"}
PICTURE_ENDINGS = (".png", ".svg", ".pdf")
SMALLEST, LARGEST = 320, 16_000  # pixels on a side

INTRODUCTION = """\
Reads articles about alliances between companies, offline, and shows them as a map
with a sentence behind every line.

  alliance-explorer                          open the window on the landscape used last
  alliance-explorer deals.landscape          open the window on this landscape
  alliance-explorer one.pdf two.html         open the window and read these articles
"""
TEACHING = """\
examples:
  alliance-explorer read articles/ --into deals.landscape
  alliance-explorer import deals.csv --into deals.landscape
  alliance-explorer check deals.landscape
  alliance-explorer snapshot deals.landscape map.svg --size 1600x900 --theme dark
  alliance-explorer export deals.landscape --format csv tables/

"alliance-explorer COMMAND --help" tells more. A file that is named like a command: ./read

exit codes:
  0  all is done
  1  something is wrong: check found it, or some files or lines could not be read (the others were)
  2  the command was not understood
  3  refused, with one sentence why; nothing was changed
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command or open the window; return the exit code. Expected trouble is one sentence on stderr."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):  # a terminal may know fewer characters than articles and file names hold
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        chosen = _parser().parse_args(given) if _is_command(given) else _window_parser().parse_args(given)
        code = import_module(f"explorer.commands.{MODULES.get(chosen.command, chosen.command)}").run(chosen)
        sys.stdout.flush()
        return int(code)
    except SystemExit as done:  # how argparse ends
        return done.code if isinstance(done.code, int) else DONE
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return STOPPED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the interpreter complains when it flushes
        return PIPE_CLOSED


def _is_command(given: Sequence[str]) -> bool:
    return bool(given) and (given[0] in COMMANDS or given[0] in ("-h", "--help"))


def _window_parser() -> argparse.ArgumentParser:
    parser = _with_common(argparse.ArgumentParser("alliance-explorer", usage="%(prog)s [LANDSCAPE | FILES...]", add_help=False))
    parser.add_argument("paths", nargs="*", type=Path)
    parser.set_defaults(command="window")
    return parser


def _parser() -> argparse.ArgumentParser:
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        "alliance-explorer",
        usage="%(prog)s [LANDSCAPE | FILES...]\n       %(prog)s {" + ",".join(COMMANDS) + "} ...",
        description=INTRODUCTION,
        epilog=TEACHING,
        formatter_class=layout,
    )
    _with_common(parser)
    commands = parser.add_subparsers(title="commands", dest="command", metavar="", prog="alliance-explorer")

    read = commands.add_parser(
        "read",
        help="read articles into a landscape",
        description="Reads txt, md, html and pdf files, and whole folders of them, into a landscape.",
        epilog=dedent("""\
            The landscape is made where there is none. An article that it knows already is passed over.
            A file that cannot be read costs one sentence on stderr; the others go on, and the exit code is 1."""),
        formatter_class=layout,
    )
    read.add_argument("paths", nargs="+", type=Path, metavar="FILE", help="an article, or a folder of articles")
    read.add_argument("--into", required=True, type=Path, metavar="X.landscape", help="the landscape that takes them in")

    importing = commands.add_parser(
        "import",
        help="take a list of deals or a network into a landscape",
        description="Takes lists (CSV, TSV, .gz of either, XLSX), GraphML and GEXF into a landscape: each line stands as a source.",
        epilog=dedent("""\
            What the columns hold is guessed from their heads; say it with --columns where that fails, one word a column:
              company_a company_b company parties deal type stage date value term area product geography role_a role_b link -
            Lines that carry the same deal are of one deal. Lines left out are told on stderr, all of them with --report."""),
        formatter_class=layout,
    )
    importing.add_argument("file", type=Path, metavar="FILE", help="a list of deals, or a graph")
    importing.add_argument("--into", required=True, type=Path, metavar="X.landscape", help="the landscape that takes it in")
    importing.add_argument("--columns", metavar="WORDS", help='what each column holds, as in "company_a,company_b,-,date"')
    importing.add_argument(
        "--reality", choices=REALITY_LEVELS, default=Reality.AGREED, help="how real deals are that tell no stage"
    )
    importing.add_argument("--accept", action="store_true", help="take them as reviewed: the list is your own")
    importing.add_argument("--report", type=Path, metavar="CSV", help="write every line that was left out, and why, to this file")

    snapshot = commands.add_parser(
        "snapshot",
        help="save the map as a picture",
        description="Saves the map with its legend, date and numbered quotes as PNG, SVG or PDF. Needs no display.",
        epilog="Drop the picture on the app: it shows the same view again, for the view is stored inside.",
    )
    snapshot.add_argument("landscape", type=Path, metavar="X.landscape")
    snapshot.add_argument("picture", type=_picture, metavar="OUT", help="a file that ends in .png, .svg or .pdf")
    snapshot.add_argument("--size", type=_size, default=(1920, 1080), metavar="WxH", help="in pixels (1920x1080)")
    snapshot.add_argument("--theme", choices=("light", "dark"), default="light", help="(light)")
    snapshot.add_argument(
        "--reality",
        type=Reality,
        choices=REALITY_LEVELS,
        default=Reality.INTENDED,
        metavar="LEVEL",
        help=f"what is drawn solid; less real things are ghosts: {', '.join(REALITY_LEVELS)} (intended)",
    )

    export = commands.add_parser(
        "export",
        help="write what was read for other programs",
        description="Writes what a landscape knows as tables (csv), as one coded article a line (coding), or as a graph (network).",
        epilog=dedent("""\
            csv     a folder of tables: UTF-8 with a byte order mark, so that spreadsheets see the accents;
                    cells that a spreadsheet would take for a formula begin with an apostrophe
            coding  JSON Lines, one article a line with exact spans; ids are the file names without ending; "-" is stdout
            network companies and deals as a graph, by the ending of OUT: .graphml, .gexf, or .csv for a list of pairs"""),
        formatter_class=layout,
    )
    export.add_argument("landscape", type=Path, metavar="X.landscape")
    export.add_argument("--format", required=True, choices=("csv", "coding", "network"))
    export.add_argument("out", type=Path, metavar="OUT", help="a folder for csv, else a file")

    check = commands.add_parser(
        "check",
        help="prove that every quote stands in its source",
        description="Compares every quote with the text it was taken from, and checks the file and its history.",
    )
    check.add_argument("landscape", type=Path, metavar="X.landscape")
    return parser


def _with_common(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("--version", action="version", version=f"alliance-explorer {__version__}")
    return parser


def _picture(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() not in PICTURE_ENDINGS:
        raise argparse.ArgumentTypeError(f"{text} ends in none of {', '.join(PICTURE_ENDINGS)}")
    return path


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if not (width.isdecimal() and height.isdecimal()):
        raise argparse.ArgumentTypeError(f"{text} is no size; write for example 1600x900")
    size = int(width), int(height)
    if not all(SMALLEST <= side <= LARGEST for side in size):
        raise argparse.ArgumentTypeError(f"{text} is out of range; each side has {SMALLEST} to {LARGEST} pixels")
    return size


if __name__ == "__main__":
    sys.exit(main())
