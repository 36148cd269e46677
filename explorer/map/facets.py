"""What a landscape could be filtered by: which terms occur in how many deals, and when its deals were made."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TypeVar

import numpy as np

from explorer.landscape.excerpts import SourceId
from explorer.landscape.facts import CapabilityId
from explorer.landscape.vocabulary import DealType, Reality, Review, Stage
from explorer.map.scene import MapData
from explorer.map.terrain import NO_DAY, Codes, Terrain

Word = TypeVar("Word", DealType, Stage, Reality, Review)
#: Up to this many years a histogram has a bar for each month, beyond for each year.
MONTHLY_UP_TO = 4


@dataclass(frozen=True, slots=True, eq=False)
class Facets:
    """How many deals each term holds of. `dates` are months, "2018-06", or years, "2018", without gaps, oldest first."""

    deals: int = 0
    types: Counter[DealType] = field(default_factory=Counter)
    stages: Counter[Stage] = field(default_factory=Counter)
    realities: Counter[Reality] = field(default_factory=Counter)
    reviews: Counter[Review] = field(default_factory=Counter)
    capabilities: Counter[CapabilityId] = field(default_factory=Counter)
    geographies: Counter[str] = field(default_factory=Counter)
    sources: Counter[SourceId] = field(default_factory=Counter)
    dates: tuple[tuple[str, int], ...] = ()
    undated: int = 0


@lru_cache(maxsize=2)
def facets(data: MapData) -> Facets:
    """Count what the deals of a landscape could be filtered by."""
    found = Facets(len(data.deals))
    for deal in data.deals:
        found.types.update(deal.types or (deal.main_type,))
        found.stages[deal.stage] += 1
        found.realities[deal.reality] += 1
        found.reviews[deal.review] += 1
        found.capabilities.update({*deal.scope.capabilities, *(CapabilityId(c.partition(".")[0]) for c in deal.scope.capabilities)})
        found.geographies.update(deal.scope.geographies)
        found.sources.update(deal.scope.sources)
    dates, undated = histogram(deal.date for deal in data.deals)
    return Facets(
        found.deals,
        found.types,
        found.stages,
        found.realities,
        found.reviews,
        found.capabilities,
        found.geographies,
        found.sources,
        dates,
        undated,
    )


@lru_cache(maxsize=2)
def facets_of(terrain: Terrain) -> Facets:
    """Count what columns tell; a deal counts by its main type, and what it is about is not counted."""
    dated = terrain.day[terrain.day != NO_DAY]
    months = np.unique(dated.astype("datetime64[D]").astype("datetime64[M]"), return_counts=True) if len(dated) else ((), ())
    counts = dict(zip(map(str, months[0]), (int(count) for count in months[1]), strict=True))
    years = {date[:4] for date in counts}
    if years and int(max(years)) - int(min(years)) >= MONTHLY_UP_TO:
        by_year: Counter[str] = Counter()
        for date, count in counts.items():
            by_year[date[:4]] += count
        bins = [f"{year:04}" for year in range(int(min(years)), int(max(years)) + 1)]
        dates = tuple((name, by_year[name]) for name in bins)
    else:
        dates = tuple(sorted(counts.items()))
    return Facets(
        len(terrain.deal_ids),
        _counted(DealType, terrain.main_type),
        _counted(Stage, terrain.stage),
        _counted(Reality, terrain.reality),
        _counted(Review, terrain.review),
        dates=dates,
        undated=len(terrain.day) - len(dated),
    )


def with_told(
    found: Facets,
    capabilities: Iterable[tuple[CapabilityId, int]],
    geographies: Iterable[tuple[str, int]],
    sources: Iterable[tuple[SourceId, int]],
) -> Facets:
    """Return what columns tell together with what is counted elsewhere, because columns do not tell it."""
    return replace(
        found, capabilities=Counter(dict(capabilities)), geographies=Counter(dict(geographies)), sources=Counter(dict(sources))
    )


def histogram(dates: Iterable[str]) -> tuple[tuple[tuple[str, int], ...], int]:
    """Count dates, ISO 8601 and possibly partial, by month or year without gaps; return the bars and how many have no date."""
    counts = Counter(dates)
    undated = counts.pop("", 0)
    if not counts:
        return (), undated
    first, last = min(counts)[:4], max(counts)[:4]
    if int(last) - int(first) < MONTHLY_UP_TO and all(len(date) >= 7 for date in counts):
        bins = [f"{year:04}-{month:02}" for year in range(int(first), int(last) + 1) for month in range(1, 13)]
        bins = bins[bins.index(min(counts)[:7]) : bins.index(max(counts)[:7]) + 1]
    else:
        bins = [f"{year:04}" for year in range(int(first), int(last) + 1)]
    length = len(bins[0])
    by_bin: Counter[str] = Counter()
    for date, count in counts.items():
        by_bin[date[:length]] += count
    return tuple((name, by_bin[name]) for name in bins), undated


def _counted(words: type[Word], codes: Codes) -> Counter[Word]:
    counts = np.bincount(codes, minlength=len(list(words))).tolist()
    return Counter({word: count for word, count in zip(words, counts, strict=True) if count})
