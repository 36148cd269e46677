"""Reading articles and taking what was found into a landscape, on whatever thread."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from explorer.landscape.claims import Change
from explorer.landscape.readings import Reading
from explorer.landscape.refusals import Cancelled, Refusal
from explorer.project.landscape import Landscape
from explorer.session.jobs import IsCancelled, Progress

ReadArticle = Callable[[Path | str, IsCancelled], Reading]


@dataclass(frozen=True, slots=True)
class ReadArticles:
    """What became of some articles: what reading them noted, those that were refused, and what taking the others in changed."""

    notes: tuple[str, ...]
    refusals: tuple[Refusal, ...]
    taken: Change | Refusal | None = None


def read_all(
    landscape: Landscape,
    inputs: Sequence[Path | str],
    name: str,
    read_article: ReadArticle,
    progress: Progress,
    is_cancelled: IsCancelled,
) -> ReadArticles:
    """Read files and pasted texts, and take what was found in as one step of this name; Cancelled leaves all as it was."""
    readings: list[Reading] = []
    refusals: list[Refusal] = []
    for number, article in enumerate(inputs):
        if is_cancelled():
            raise Cancelled
        progress(number, len(inputs), article.name if isinstance(article, Path) else "pasted article")
        try:
            readings.append(read_article(article, is_cancelled))
        except Refusal as refusal:
            refusals.append(refusal)
    taken = _taken_in(landscape, readings, name, progress, is_cancelled)
    return ReadArticles(tuple(dict.fromkeys(note for reading in readings for note in reading.notes)), tuple(refusals), taken)


def _taken_in(
    landscape: Landscape, readings: Sequence[Reading], name: str, progress: Progress, is_cancelled: IsCancelled
) -> Change | Refusal | None:
    """Take readings in, on the worker's thread; cancelled before the last is in, nothing is."""

    def before_each(number: int) -> None:
        if is_cancelled():
            raise Cancelled
        progress(number, len(readings), "taking in what was found")

    try:
        change: Change | None = landscape.add_readings(readings, name, before_each) if readings else None
    except Refusal as refusal:
        return refusal
    return change
