"""The kinds of files that articles come in; light enough for a file dialog to ask."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

#: Suffix -> media type.
MEDIA_TYPES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".eml": "message/rfc822",
}
#: One ending for each kind, as a person is told them.
NAMED = "txt, md, html, pdf, docx or eml"

_SEEN_OR_HEARD = frozenset(
    ".png .jpg .jpeg .gif .svg .webp .bmp .ico .tif .tiff .heic .mp3 .wav .mp4 .mov .css .js .landscape".split()
)


def articles_in(folder: Path) -> tuple[list[Path], list[Path]]:
    """Return the articles in a folder and in those inside it, in order, and the files of other kinds that may hold words.

    Hidden files are passed over, and so is the folder of pictures and frames that a browser saves beside a page.
    """
    articles: list[Path] = []
    others: list[Path] = []
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if any(part.startswith(".") for part in inside.parts) or not path.is_file():
            continue
        if any(_is_of_a_page(folder.joinpath(*inside.parts[:depth])) for depth in range(1, len(inside.parts))):
            continue
        if path.suffix.casefold() in MEDIA_TYPES:
            articles.append(path)
        elif path.suffix.casefold() not in _SEEN_OR_HEARD:
            others.append(path)
    return articles, others


def left_out(others: Iterable[Path]) -> str:
    """Say in a sentence which files of other kinds were left out: "5 files of other kinds left out: 3 xlsx, 2 png."."""
    kinds = Counter(path.suffix[1:].casefold() or "without an ending" for path in others)
    number = sum(kinds.values())
    listed = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items(), key=lambda kind: (-kind[1], kind[0])))
    return f"{number} {'file' if number == 1 else 'files'} of other kinds left out: {listed}."


def _is_of_a_page(folder: Path) -> bool:
    return folder.name.endswith("_files") and any(
        folder.with_name(folder.name.removesuffix("_files") + ending).is_file() for ending in (".html", ".htm")
    )
