"""Reads articles for the session: the reader is built when the first article comes, on the thread that reads it."""

from pathlib import Path

from explorer.landscape.capabilities import load
from explorer.landscape.readings import Reading
from explorer.landscape.shipped import resources
from explorer.session.jobs import IsCancelled


class ArticleReader:
    """A file or a pasted text in, a reading out. One reader serves for as long as the program runs."""

    def __init__(self) -> None:
        self._reader: object = None

    def __call__(self, article: Path | str, is_cancelled: IsCancelled) -> Reading:
        """Read one article; refused where no text can be had from it."""
        # Reading brings in a parser of web pages and more: late, so that the window is there first.
        from explorer.reading.extraction import extract, from_text
        from explorer.reading.reader import Reader

        if not isinstance(self._reader, Reader):
            self._reader = Reader(load(resources() / "capabilities"))
        found = extract(article) if isinstance(article, Path) else from_text(article)
        return self._reader.read(found, is_cancelled)
