"""Taking a network file into a landscape, on whatever thread, and what became of its lines."""

from collections.abc import Callable
from dataclasses import dataclass

from explorer.landscape.claims import Change
from explorer.landscape.networks import Fault, NetworkFile
from explorer.landscape.refusals import Cancelled
from explorer.landscape.wording import counted
from explorer.project.landscape import Landscape
from explorer.reading.networks.graphs import GraphTies
from explorer.reading.networks.tables import TableTies

#: So many words that are not known are told.
TOLD = 8


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import changed and what became of the lines; `faults` are those left out, `notes` further sentences."""

    change: Change
    lines: int
    deals: int
    new_companies: int
    known_companies: int
    skipped: int
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]
    file: NetworkFile

    def told(self, fault: Fault) -> str:
        """Say which line was left out, and why."""
        place = self.file.place(fault.line)
        return f"{place[:1].upper()}{place[1:]}: {fault.why}"

    @property
    def summary(self) -> str:
        """Say it in one line."""
        companies = self.new_companies + self.known_companies
        known = f" ({self.known_companies:,} known before)" if self.known_companies else ""
        left = f"; {counted(self.skipped, 'line was', 'lines were')} left out" if self.skipped else ""
        told = f"{counted(self.deals, 'deal')} of {counted(companies, 'company', 'companies')}{known}"
        return f"{counted(self.lines, 'line')} taken in: {told}{left}"


def never() -> bool:
    """Say that the work is not cancelled."""
    return False


def take_in(
    landscape: Landscape,
    ties: TableTies | GraphTies,
    progress: Callable[[int, int, str], None],
    is_cancelled: Callable[[], bool] = never,
) -> Imported:
    """Take the lines of a file in as one step; Cancelled, or a refusal half way, takes all of it back."""

    def before_each(number: int) -> None:
        if is_cancelled():
            raise Cancelled
        progress(0, 0, f"{number:,} lines taken in")

    name = ties.file.name
    taken = landscape.add_network(ties.file, ties, f"Import {name}", before_each)
    progress(0, 0, "preparing the map")
    landscape.prepare_columns()
    tally = taken.tally
    unknown = ties.unknown.most_common()
    notes = [*ties.notes, *(f"{words} ({counted(number, 'line')})" for words, number in unknown[:TOLD])]
    if len(unknown) > TOLD:
        notes.append(f"{len(unknown) - TOLD:,} more words that are not known claim nothing")
    faults = sorted((*tally.faults, *ties.faults), key=lambda fault: fault.line)
    return Imported(
        taken.change,
        tally.lines,
        tally.deals,
        tally.new_companies,
        tally.known_companies,
        tally.skipped + ties.skipped,
        tuple(faults),
        tuple(notes),
        ties.file,
    )
