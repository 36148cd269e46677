"""Measures the map side by side with what a user would pick instead.

    python -m benchmarks.map [PART ...]      all parts where none is named; `PART --help` says what it takes

A part is a module of this package with a `main(arguments)`.
"""

import sys
from importlib import import_module
from pathlib import Path

PARTS = ("layout", "raster", "frames", "export", "open", "import_network", "answers")


#: These ask for a file.
ON_A_FILE = ("answers",)


def main(arguments: list[str]) -> None:
    there = [name for name in PARTS if Path(__file__).with_name(f"{name}.py").exists()]
    if arguments and arguments[0] in there:
        import_module(f"benchmarks.map.{arguments[0]}").main(arguments[1:])
    elif arguments and arguments != ["--help"]:
        raise SystemExit(f"no part {arguments[0]!r}; there are {', '.join(there)}")
    elif arguments:
        print(__doc__, ", ".join(there))
    else:
        for name in there:
            print(f"== {name}")
            if name not in ON_A_FILE:
                import_module(f"benchmarks.map.{name}").main([])


if __name__ == "__main__":
    main(sys.argv[1:])
