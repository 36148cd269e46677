"""What the signs of the matrix mean: only those that are on it."""

import html

from explorer.analysis.gaps import GapMatrix
from explorer.analysis.glyphs import GLYPH_NAMES, Glyph
from explorer.painting.matrix_painter import COLOURS
from explorer.painting.theme import Theme

#: Keeps a line from ending behind the sign: a dash may be followed by a break even before a space that must not be broken.
GLUE = "&#8288;"


def signs(matrix: GapMatrix) -> tuple[Glyph, ...]:
    """Return the signs that stand in the matrix, in the order of the legend; the blanks always."""
    seen = {entry.glyph for content in matrix.cells.values() for entry in content.shown} | {Glyph.SILENT, Glyph.NOT_EXAMINED}
    if any(content.is_disputed for content in matrix.cells.values()):
        seen.add(Glyph.DISPUTED)
    return tuple(glyph for glyph in Glyph if glyph in seen)


def legend(matrix: GapMatrix, theme: Theme) -> str:
    """Return the legend as rich text."""
    parts = [
        f'<span style="color:{theme.hex(COLOURS[glyph])}; font-size:13px">{glyph}</span>{GLUE}&nbsp;{_unbroken(GLYPH_NAMES[glyph])}'
        for glyph in signs(matrix)
    ]
    if any(content.is_ghost for content in matrix.cells.values()):
        parts.append(_unbroken("pale: below the reality level"))
    return "&nbsp;&nbsp; ".join(parts)


def _unbroken(words: str) -> str:
    return html.escape(words).replace(" ", "&nbsp;")
