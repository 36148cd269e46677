"""What a network file hands over, line by line: who is tied to whom, and what the line says of the deal in words of its own."""

from dataclasses import dataclass, field
from typing import NamedTuple

from explorer.landscape.vocabulary import DealField, Reality, Review

#: What a source that is a part of a network file is: each of its lines stands for itself.
NETWORK_TYPES = frozenset(
    {
        "text/csv",
        "text/tab-separated-values",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/graphml+xml",
        "application/gexf+xml",
    }
)


class NamedParty(NamedTuple):
    """A company that a line names, and where its name stands in the line: `[start, end)` in code points."""

    name: str
    start: int
    end: int
    role: str = ""


class Said(NamedTuple):
    """One field that a line tells of its deal, and where it stands in the line."""

    field: DealField
    value: str
    start: int
    end: int


class Tie(NamedTuple):
    """One line of a network file. Lines that carry the same `deal` are of one deal; without it each line is a deal of its own.

    `line` is frozen as it is; every span lies in it. A line with `is_deal` False only names companies. `link` is where on the web
    it was found.
    """

    number: int
    line: str
    parties: tuple[NamedParty, ...]
    said: tuple[Said, ...] = ()
    deal: str = ""
    date: str = ""
    reality: Reality = Reality.AGREED
    is_deal: bool = True
    link: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that was not taken, and why; line 0 stands for the file as a whole."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class NetworkFile:
    """The file that ties come from. `header` stands above the lines of every part, so that each can be read by itself."""

    name: str
    media_type: str
    header: str = ""
    link: str = ""
    review: Review = Review.PROPOSED
    sheet: str = ""  # of a workbook the sheet that is read

    def place(self, line: int) -> str:
        """Say which line: "line 12", of a workbook "sheet “Deals”, row 12"."""
        return f"sheet “{self.sheet}”, row {line}" if self.sheet else f"line {line}"


#: So many lines that were left out are told one by one.
MOST_FAULTS = 10_000


@dataclass(slots=True)
class Tally:
    """What became of the lines of a network file so far; of those left out the first MOST_FAULTS are kept with the reason."""

    lines: int = 0
    deals: int = 0
    new_companies: int = 0
    known_companies: int = 0
    skipped: int = 0
    faults: list[Fault] = field(default_factory=list)

    def skip(self, line: int, why: str) -> None:
        """Count a line as left out, and keep why."""
        self.skipped += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(line, why))
