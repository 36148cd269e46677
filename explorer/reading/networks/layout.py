"""How a network file is to be read: its kind by its name, and what the columns of a list hold."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from explorer.landscape.vocabulary import Reality, Review

TABLES = {".csv": "text/csv", ".tsv": "text/tab-separated-values", ".tab": "text/tab-separated-values"}
SHEETS = {".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
GRAPHS = {".graphml": "application/graphml+xml", ".gexf": "application/gexf+xml"}
ENDINGS = (*TABLES, *SHEETS, *GRAPHS)


class Column(StrEnum):
    """What a column of a list holds; the value is its name in `resources/reading/networks.toml`."""

    COMPANY = "company"  # one party of the line's deal; several columns or several lines of one deal
    COMPANY_A = "company_a"
    COMPANY_B = "company_b"
    PARTIES = "parties"  # several companies in one cell
    DEAL = "deal"  # lines with the same are of one deal
    TYPE = "type"
    STAGE = "stage"
    DATE = "date"
    VALUE = "value"
    TERM = "term"
    AREA = "area"
    PRODUCT = "product"
    GEOGRAPHY = "geography"
    ROLE_A = "role_a"
    ROLE_B = "role_b"
    LINK = "link"  # where on the web the line was found


COMPANIES = (Column.COMPANY, Column.COMPANY_A, Column.COMPANY_B, Column.PARTIES)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a list is to be read: what each column holds (None for nothing that is taken), and how real its deals are.

    `reality` holds for lines that tell no stage. `day_first` says how dates like 3/4/2020 are meant; None where it is not known.
    """

    columns: tuple[Column | None, ...]
    delimiter: str = ","
    has_header: bool = True
    encoding: str = "utf-8-sig"
    day_first: bool | None = None
    reality: Reality = Reality.AGREED
    review: Review = Review.PROPOSED

    @property
    def lacks(self) -> str:
        """What is still to be said before the list can be read; empty where nothing is."""
        named = [column for column in self.columns if column in COMPANIES]
        if not named:
            return "which column holds a company"
        for one in (Column.COMPANY_A, Column.COMPANY_B, Column.DEAL, Column.PARTIES):
            if self.columns.count(one) > 1:
                return f"which one of the columns is the {one.replace('_', ' ')}"
        return ""

    @property
    def tells_deals(self) -> bool:
        """Whether a line, or several of one deal, name more than one company."""
        named = [column for column in self.columns if column in COMPANIES]
        return len(named) > 1 or Column.PARTIES in named or Column.DEAL in self.columns


@dataclass(frozen=True, slots=True)
class Guessed:
    """A list as it seems to be written, with its first lines to show."""

    layout: Layout
    header: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]


def is_network(path: Path) -> bool:
    """Say whether this is a list of deals or a graph by its name."""
    return is_table(path) or is_graph(path)


def is_table(path: Path) -> bool:
    """Say whether this is a list by its name: .csv and .tsv, also packed as .gz, and .xlsx."""
    return ending_of(path) in TABLES or is_sheet(path)


def is_sheet(path: Path) -> bool:
    """Say whether this is a list in a workbook by its name."""
    return path.suffix.lower() in SHEETS


def is_graph(path: Path) -> bool:
    """Say whether this is a graph by its name."""
    return path.suffix.lower() in GRAPHS


def ending_of(path: Path) -> str:
    """Return the ending of a file in small letters, .gz aside."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] == ".gz":
        suffixes.pop()
    return suffixes[-1] if suffixes else ""
