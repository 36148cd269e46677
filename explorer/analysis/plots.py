"""The plots people look at, drawn by matplotlib: deals over time, how capabilities are covered, and what confidence is worth.

Every bar knows what is behind it, so that a click can open it. matplotlib is imported when the first plot is drawn.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from explorer.analysis.gaps import CellContent, Column, GapMatrix
from explorer.analysis.glyphs import Glyph
from explorer.analysis.reliability import Bin, Reliability, TooFewDecisions
from explorer.landscape.facts import CompanyId, Deal, DealId
from explorer.landscape.vocabulary import Stage

MOST_ROWS = 20
ROW = 15  # pixels that a row needs to be read

#: Stages as one reads them on an axis of years, from the most to the least certain, then what is over.
STAGE_BANDS: dict[str, frozenset[Stage]] = {
    "in force": frozenset({Stage.IN_FORCE, Stage.EXTENDED}),
    "signed": frozenset({Stage.SIGNED, Stage.PENDING_APPROVAL}),
    "intended": frozenset({Stage.INTENDED}),
    "in talks": frozenset({Stage.IN_TALKS}),
    "speculated": frozenset({Stage.SPECULATED}),
    "over or denied": frozenset({Stage.SUSPENDED, Stage.EXPIRED, Stage.TERMINATED, Stage.ABANDONED, Stage.DENIED}),
}

#: What a company's cell counts as; the first band that fits is the one.
COVER_BANDS: dict[str, frozenset[Glyph]] = {
    "leads or has": frozenset({Glyph.LEADS, Glyph.HAS}),
    "developing": frozenset({Glyph.DEVELOPING}),
    "by a partner, in force": frozenset({Glyph.THROUGH}),
    "by a partner, contingent": frozenset({Glyph.CONTINGENT}),
    "lags, lacks, seeks": frozenset({Glyph.LAGS, Glyph.LACKS, Glyph.SEEKS, Glyph.EXITS}),
}

#: What the points of the reliability plot are coloured as.
DECISIONS = "decisions"

_HATCHED = frozenset({"in talks", "speculated", "by a partner, contingent"})


@dataclass(frozen=True, slots=True)
class Look:
    """The font's file, and colours; `bands` gives a colour for each band of the plots."""

    font: Path
    ground: str
    ink: str
    quiet: str
    hairline: str
    bands: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: where it stands in the picture (left, top, width, height in pixels), what it says, and what is behind it."""

    place: tuple[float, float, float, float]
    words: str
    deals: tuple[DealId, ...] = ()
    companies: tuple[CompanyId, ...] = ()


@dataclass(frozen=True, slots=True)
class Plot:
    """A matplotlib Figure with its bars; without bars it says in one sentence why there are none."""

    figure: Any
    bars: tuple[Bar, ...] = ()
    sentence: str = ""

    def pixels(self) -> tuple[bytes, int, int]:
        """Return the picture as RGBA bytes, with its width and height."""
        canvas = self.figure.canvas
        canvas.draw()
        width, height = canvas.get_width_height()
        return bytes(canvas.buffer_rgba()), width, height


def deals_over_time(deals: Sequence[Deal], look: Look, size: tuple[int, int], scale: float = 1.0) -> Plot:
    """Draw the deals of each year, stacked by the stage they stand at; those without a date are counted in the caption."""
    counted = [(int(deal.date[:4]), deal.stage, deal.id) for deal in deals if deal.date[:4].isdigit()]
    return stages_over_time(counted, len(deals), look, size, scale)


def stages_over_time(
    dated: Sequence[tuple[int, Stage, DealId]], deals: int, look: Look, size: tuple[int, int], scale: float = 1.0
) -> Plot:
    """Draw the same of deals that are told by year, stage and id; `deals` is how many there are with those without a date."""
    figure, axes = _empty(look, size, scale)
    if not dated:
        return _saying(figure, axes, look, "No deal has a date yet: dates come with the articles that tell of a deal.")
    years = range(min(year for year, _, _ in dated), max(year for year, _, _ in dated) + 1)
    told: dict[tuple[int, Stage], list[DealId]] = defaultdict(list)
    for year, stage, id_ in dated:
        told[year, stage].append(id_)
    below = [0] * len(years)
    drawn: list[tuple[Any, str, tuple[DealId, ...]]] = []
    for band, stages in STAGE_BANDS.items():
        behind = [tuple(sorted(id_ for stage in stages for id_ in told.get((this, stage), ()))) for this in years]
        heights = [len(found) for found in behind]
        if any(heights):
            patches = axes.bar(years, heights, 0.72, below, label=band, **_fill(look, band))
            words = (f"{this}: {_deals(len(found))} {band}" for this, found in zip(years, behind, strict=True))
            drawn += zip(patches, words, behind, strict=True)
            below = [low + height for low, height in zip(below, heights, strict=True)]
    axes.set_xticks(list(years)[:: max(1, len(years) // 10)])
    axes.set_ylabel("deals")
    undated = deals - len(dated)
    _finish(axes, look, "Deals over time, by stage", f"{undated} without a date not drawn" if undated else "", counted=axes.yaxis)
    figure.canvas.draw()
    return Plot(figure, tuple(Bar(_place(patch, figure), said, deals=found) for patch, said, found in drawn if found))


def capability_coverage(matrix: GapMatrix, look: Look, size: tuple[int, int], scale: float = 1.0) -> Plot:
    """Draw for each capability how many companies have it, get it, or are said to miss it; ghosts are not counted."""
    covered = [(column, cover) for column in matrix.capabilities if (cover := _cover(matrix, column))]
    figure, axes = _empty(look, size, scale)
    if not covered:
        return _saying(figure, axes, look, "No source says yet who leads, lags or gets what: standings and flows fill this plot.")
    covered.sort(key=lambda row: (-sum(map(len, row[1].values())), row[0].name.casefold()))
    most = min(MOST_ROWS, max(4, (size[1] - 100) // ROW))
    rows, left_out = covered[:most][::-1], len(covered) - most
    before = [0] * len(rows)
    drawn: list[tuple[Any, str, tuple[CompanyId, ...]]] = []
    for band in COVER_BANDS:
        behind = [tuple(cover.get(band, ())) for _, cover in rows]
        widths = [len(found) for found in behind]
        if any(widths):
            patches = axes.barh(range(len(rows)), widths, 0.7, before, label=band, **_fill(look, band))
            words = (f"{column.name}: {len(found)} {band}" for (column, _), found in zip(rows, behind, strict=True))
            drawn += zip(patches, words, behind, strict=True)
            before = [low + width for low, width in zip(before, widths, strict=True)]
    axes.set_yticks(range(len(rows)), [_short(column.name) for column, _ in rows])
    axes.set_xlabel("companies")
    _finish(axes, look, "Who has what", f"{left_out} more capabilities not drawn" if left_out > 0 else "", counted=axes.xaxis)
    figure.canvas.draw()
    return Plot(figure, tuple(Bar(_place(patch, figure), said, companies=found) for patch, said, found in drawn if found))


def reliability_plot(found: Reliability | TooFewDecisions, look: Look, size: tuple[int, int], scale: float = 1.0) -> Plot:
    """Draw for bins of decisions how many turned out right against what was foretold, with the range that chance allows.

    A disc is as large as its bin; the line is where all would lie if a number meant what it says. The ranges are those of Wilson
    (1927), nine times in ten. Where decisions are too few, the plot says so instead.
    """
    figure, axes = _empty(look, size, scale)
    if isinstance(found, TooFewDecisions):
        return _saying(figure, axes, look, str(found))
    axes.plot((0, 100), (0, 100), color=look.quiet, linewidth=1, linestyle=(0, (4, 3)), label="as foretold")
    x = [100 * one.foretold for one in found.bins]
    y = [100 * one.share for one in found.bins]
    ranges = [_wilson(one.right, len(one.decisions)) for one in found.bins]
    away = [[max(0.0, 100 * (one.share - low)) for one, (low, _) in zip(found.bins, ranges, strict=True)]]
    away.append([max(0.0, 100 * (high - one.share)) for one, (_, high) in zip(found.bins, ranges, strict=True)])
    axes.errorbar(x, y, yerr=away, fmt="none", ecolor=look.bands[DECISIONS], elinewidth=1.2, alpha=0.6)
    sizes = [30 + 2.2 * len(one.decisions) for one in found.bins]
    axes.scatter(x, y, s=sizes, color=look.bands[DECISIONS], edgecolor=look.ground, zorder=3, label="right, of your decisions")
    axes.set(xlim=(0, 100), ylim=(0, 104), xlabel="foretold, %", ylabel="right, %")
    caption = f"error {100 * found.error:.1f} points over {found.decisions} decisions"
    _finish(axes, look, "Does confidence mean something?", caption, counted=axes.yaxis)
    figure.canvas.draw()
    places = axes.transData.transform(list(zip(x, y, strict=True)))
    reach = [max(9.0, (area**0.5) / 2 + 3) * figure.dpi / 72 for area in sizes]
    bars = (_bar_of(one, place, away, figure) for one, place, away in zip(found.bins, places, reach, strict=True))
    return Plot(figure, tuple(bars))


def _bar_of(found: Bin, place: Any, reach: float, figure: Any) -> Bar:
    decisions = [one.decision for one in found.decisions]
    words = f"{100 * found.foretold:.0f} % foretold: {found.right} of {len(decisions)} right ({100 * found.share:.0f} %)"
    left, top = float(place[0]) - reach, figure.bbox.height - float(place[1]) - reach
    deals = tuple(dict.fromkeys(one.deal for one in decisions if one.deal is not None))
    companies = tuple(dict.fromkeys(one.company for one in decisions if one.company is not None))
    return Bar((left, top, 2 * reach, 2 * reach), words, deals, companies)


def _wilson(right: int, of: int) -> tuple[float, float]:
    """Return the range in which a share lies nine times in ten."""
    z = 1.645
    middle = (right + z * z / 2) / (of + z * z)
    away = z / (of + z * z) * (right * (of - right) / of + z * z / 4) ** 0.5
    return middle - away, middle + away


def _cover(matrix: GapMatrix, column: Column) -> dict[str, list[CompanyId]]:
    cover: dict[str, list[CompanyId]] = {}
    for company in matrix.companies:
        band = _band(matrix.content(company.id, column.id))
        if band:
            cover.setdefault(band, []).append(company.id)
    return cover


def _band(content: CellContent) -> str:
    glyphs = {entry.glyph for entry in content.shown if not entry.is_ghost}
    return next((band for band, signs in COVER_BANDS.items() if glyphs & signs), "")


def _place(patch: Any, figure: Any) -> tuple[float, float, float, float]:
    box = patch.get_window_extent()
    return box.x0, figure.bbox.height - box.y1, box.width, box.height


def _fill(look: Look, band: str) -> dict[str, Any]:
    return {"color": look.bands[band], "edgecolor": look.ground, "linewidth": 0.8, "hatch": "////" if band in _HATCHED else None}


def _deals(number: int) -> str:
    return f"{number} {'deal' if number == 1 else 'deals'}"


def _short(name: str) -> str:
    return name if len(name) <= 28 else name[:27].rstrip() + "…"


def _empty(look: Look, size: tuple[int, int], scale: float) -> tuple[Any, Any]:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    dpi = 96 * scale
    figure = Figure((size[0] * scale / dpi, size[1] * scale / dpi), dpi=dpi, facecolor=look.ground, layout="constrained")
    FigureCanvasAgg(figure)
    return figure, figure.add_subplot(facecolor=look.ground)


def _font(look: Look, size: float) -> Any:
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=str(look.font), size=size)


def _saying(figure: Any, axes: Any, look: Look, sentence: str) -> Plot:
    axes.set_axis_off()
    axes.text(
        0.5, 0.5, sentence, color=look.quiet, font=_font(look, 9), ha="center", va="center", wrap=True, transform=axes.transAxes
    )
    return Plot(figure, sentence=sentence)


def _finish(axes: Any, look: Look, title: str, caption: str, *, counted: Any) -> None:
    small = _font(look, 8.25)
    axes.set_axisbelow(True)
    axes.grid(axis=counted.axis_name, color=look.hairline, linewidth=0.8)
    counted.get_major_locator().set_params(integer=True)
    for side in axes.spines.values():
        side.set_visible(False)
    axes.tick_params(length=0, labelcolor=look.quiet)
    for label in _labels(axes):
        label.set(font=small, color=look.quiet)
    handles, names = axes.get_legend_handles_labels()
    column = 40 + 6.2 * max(map(len, names))
    columns = max(1, min(len(names), int(axes.figure.bbox.width / axes.figure.dpi * 96 / column)))
    room = 6 + 14 * -(-len(names) // columns)
    axes.set_title(title, loc="left", color=look.ink, font=_font(look, 11.25), pad=room)
    if caption:
        axes.set_title(caption, loc="right", color=look.quiet, font=small, pad=room)
    legend = axes.legend(
        handles,
        names,
        loc="lower left",
        bbox_to_anchor=(0, 1),
        ncols=columns,
        frameon=False,
        prop=small,
        borderpad=0,
        columnspacing=1.2,
    )
    legend.set_in_layout(False)  # else a wide legend squeezes the plot
    for text in legend.get_texts():
        text.set_color(look.quiet)


def _labels(axes: Any) -> Iterable[Any]:
    return (axes.xaxis.label, axes.yaxis.label, *axes.get_xticklabels(), *axes.get_yticklabels())
