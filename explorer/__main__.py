"""The command line: `alliance-explorer`, or `python -m explorer`."""

import sys


def main() -> int:
    """Run the program; return its exit code."""
    return 0


if __name__ == "__main__":
    sys.exit(main())
