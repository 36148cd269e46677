"""The two plots people look at, as matplotlib figures: deals over time by stage, and how capabilities are covered."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from explorer.analysis.gaps import CellContent, Column, GapMatrix
from explorer.analysis.glyphs import Glyph
from explorer.landscape.facts import Deal
from explorer.landscape.vocabulary import Stage

MOST_ROWS = 16

#: Stages as one reads them on an axis of years, from the least to the most certain, then what is over.
STAGE_BANDS: tuple[tuple[str, frozenset[Stage]], ...] = (
    ("in force", frozenset({Stage.IN_FORCE, Stage.EXTENDED})),
    ("signed", frozenset({Stage.SIGNED, Stage.PENDING_APPROVAL})),
    ("intended", frozenset({Stage.INTENDED})),
    ("in talks", frozenset({Stage.IN_TALKS})),
    ("speculated", frozenset({Stage.SPECULATED})),
    ("over or denied", frozenset({Stage.SUSPENDED, Stage.EXPIRED, Stage.TERMINATED, Stage.ABANDONED, Stage.DENIED})),
)

COVER_BANDS = ("leads or has", "developing", "through a partner, in force", "through a partner, contingent", "lags, lacks or seeks")


@dataclass(frozen=True, slots=True)
class Look:
    """Fonts and colours of a plot; `stages` and `covers` give a colour for each band."""

    font: str
    ground: str
    ink: str
    quiet: str
    hairline: str
    stages: Mapping[str, str]
    covers: Mapping[str, str]


def deals_over_time(deals: Sequence[Deal], look: Look, size: tuple[float, float] = (8, 3.6), dpi: float = 96) -> Any:
    """Return a Figure: deals a year, stacked by their present stage; a deal without a date is counted in the caption, not drawn."""
    dated = [(int(deal.date[:4]), deal) for deal in deals if deal.date[:4].isdigit()]
    figure, axes = _empty(look, size, dpi)
    if not dated:
        return _saying(figure, axes, look, "No deal has a date yet: dates come with the articles that tell of a deal.")
    years = range(min(year for year, _ in dated), max(year for year, _ in dated) + 1)
    below = [0] * len(years)
    for band, stages in STAGE_BANDS:
        counts = Counter(year for year, deal in dated if deal.stage in stages)
        heights = [counts[year] for year in years]
        if any(heights):
            hatch = "////" if band in ("in talks", "speculated") else None
            axes.bar(years, heights, 0.72, below, label=band, color=look.stages[band], edgecolor=look.ground, hatch=hatch)
            below = [low + height for low, height in zip(below, heights, strict=True)]
    axes.set_xticks(list(years)[:: max(1, len(years) // 12)])
    axes.yaxis.get_major_locator().set_params(integer=True)
    axes.set_ylabel("deals")
    axes.grid(axis="y", color=look.hairline, linewidth=0.8)
    undated = len(deals) - len(dated)
    _finish(figure, axes, look, "Deals over time, by stage", f"{undated} without a date not drawn" if undated else "")
    return figure


def capability_coverage(matrix: GapMatrix, look: Look, size: tuple[float, float] = (8, 4.4), dpi: float = 96) -> Any:
    """Return a Figure: for each capability how many companies have it, get it, or are said to miss it; ghosts are not counted."""
    covered = [(column, counts) for column in matrix.capabilities if (counts := _cover(matrix, column))]
    figure, axes = _empty(look, size, dpi)
    if not covered:
        return _saying(
            figure, axes, look, "No source says yet who leads, lags or gets what: the plot fills with standings and flows."
        )
    covered.sort(key=lambda row: (-sum(row[1].values()), row[0].name.casefold()))
    rows, left_out = covered[:MOST_ROWS][::-1], len(covered) - MOST_ROWS
    before = [0] * len(rows)
    for band in COVER_BANDS:
        widths = [counts[band] for _, counts in rows]
        if any(widths):
            hatch = "////" if band == COVER_BANDS[3] else None
            names = [column.name for column, _ in rows]
            axes.barh(
                range(len(names)), widths, 0.7, before, label=band, color=look.covers[band], edgecolor=look.ground, hatch=hatch
            )
            before = [low + width for low, width in zip(before, widths, strict=True)]
    axes.set_yticks(range(len(rows)), [_short(column.name) for column, _ in rows])
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.set_xlabel("companies")
    axes.grid(axis="x", color=look.hairline, linewidth=0.8)
    _finish(figure, axes, look, "Who has what", f"{left_out} more capabilities not drawn" if left_out > 0 else "")
    return figure


def _cover(matrix: GapMatrix, column: Column) -> Counter[str]:
    contents = (matrix.content(company.id, column.id) for company in matrix.companies)
    return Counter(band for content in contents if (band := _band(content)))


def _band(content: CellContent) -> str:
    glyphs = {entry.glyph for entry in content.shown if not entry.is_ghost}
    wanted = (
        {Glyph.LEADS, Glyph.HAS},
        {Glyph.DEVELOPING},
        {Glyph.THROUGH},
        {Glyph.CONTINGENT},
        {Glyph.LAGS, Glyph.LACKS, Glyph.SEEKS, Glyph.EXITS},
    )
    return next((band for band, signs in zip(COVER_BANDS, wanted, strict=True) if glyphs & signs), "")


def _short(name: str) -> str:
    return name if len(name) <= 30 else name[:29].rstrip() + "…"


def _empty(look: Look, size: tuple[float, float], dpi: float) -> tuple[Any, Any]:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(size, dpi=dpi, facecolor=look.ground, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot(facecolor=look.ground)
    return figure, axes


def _saying(figure: Any, axes: Any, look: Look, sentence: str) -> Any:
    axes.set_axis_off()
    axes.text(0.5, 0.5, sentence, color=look.quiet, family=look.font, ha="center", va="center", wrap=True, transform=axes.transAxes)
    return figure


def _finish(figure: Any, axes: Any, look: Look, title: str, caption: str) -> None:
    axes.set_axisbelow(True)
    for side in axes.spines.values():
        side.set_visible(False)
    axes.tick_params(colors=look.quiet, length=0, labelsize=9, labelfontfamily=look.font)
    for label in (axes.xaxis.label, axes.yaxis.label):
        label.set(color=look.quiet, family=look.font, size=9)
    axes.set_title(title, loc="left", color=look.ink, family=look.font, size=12, weight="semibold", pad=26)
    if caption:
        axes.set_title(caption, loc="right", color=look.quiet, family=look.font, size=9, pad=26)
    legend = axes.legend(
        loc="lower left", bbox_to_anchor=(0, 1), ncols=5, frameon=False, prop={"family": look.font, "size": 9}, borderpad=0
    )
    for text in legend.get_texts():
        text.set_color(look.quiet)
