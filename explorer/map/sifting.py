"""What filters let through of a landscape in columns."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from explorer.landscape.views import Filters
from explorer.landscape.vocabulary import DealType, Reality, Review, Stage
from explorer.landscape.wording import counted
from explorer.map.atlas import Atlas, dress
from explorer.map.layer import Layer
from explorer.map.looks import FILTERED
from explorer.map.terrain import NO_DAY, Terrain, day_of
from explorer.map.wanted import filtered_words

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Sifted:
    """What filters let through: bool (m) deals, (k) ties and (n) companies; `fades` keeps the rest as pale ground."""

    deals: Bools
    ties: Bools
    companies: Bools
    fades: bool


def needs_words(filters: Filters) -> bool:
    """Say whether columns do not tell: what a deal is about, where it holds, who tells of it."""
    return bool(filters.capabilities or filters.geographies or filters.sources)


def sift(atlas: Atlas, filters: Filters, told: NDArray[np.int64] | None = None) -> Sifted | None:
    """Return what the filters let through, None where that is all; `told` are the deals that fit by what columns do not tell.

    A deal counts by its main type. A date that only names a year or a month counts from its first day.
    """
    if filters.is_empty:
        return None
    terrain = atlas.terrain
    deals = _one_of(terrain.main_type, DealType, filters.types) & _one_of(terrain.stage, Stage, filters.stages)
    deals &= _one_of(terrain.reality, Reality, filters.realities) & _one_of(terrain.review, Review, filters.reviews)
    if filters.since:
        deals &= terrain.day >= day_of(filters.since)
    if filters.until:
        deals &= (terrain.day != NO_DAY) & (terrain.day <= last_day_of(filters.until))
    if told is not None:
        deals &= np.isin(terrain.deal_ids, told)
    ties = _ties_with(atlas, deals)
    companies = np.zeros(len(atlas.xy), dtype=bool)
    kept = np.repeat(deals, np.diff(terrain.start))
    companies[terrain.party[kept]] = True
    companies[terrain.root[companies]] = True
    return Sifted(deals, ties, companies, filters.fade)


def dressed(atlas: Atlas, level: Reality, filters: Filters, sifted: Sifted | None) -> Layer:
    """Return the atlas ready to be drawn at scale 1, as the filters want it."""
    if sifted is None:
        return dress(atlas, level, mentioned=filters.mentioned)
    rest = FILTERED if sifted.fades else 0.0
    return dress(atlas, level, ties=sifted.ties, companies=sifted.companies, rest=rest, mentioned=filters.mentioned)


def hidden_words(terrain: Terrain, filters: Filters, sifted: Sifted | None) -> str:
    """Say what is not, or only faintly, seen and why."""
    of = len(terrain.deal_ids)
    away = of - int(sifted.deals.sum()) if sifted is not None else 0
    unseen = 0 if filters.mentioned else int(terrain.is_mentioned.sum())
    said = [*filtered_words(away, of, filters)]
    said += [f"{unseen:,} {'company' if unseen == 1 else 'companies'} only mentioned"] if unseen else []
    return "; ".join(said)


def hidden_beside(atlas: Atlas, sifted: Sifted, row: int) -> str:
    """Say how many neighbours of a company the filters hide, "" where none."""
    hidden = 0 if sifted.fades else int((~sifted.companies[atlas.beside(row)[0]]).sum())
    return f"{counted(hidden, 'partner')} hidden by the filters" if hidden else ""


def last_day_of(date: str) -> int:
    """Return the last day of a year, a month or a day in ISO 8601, as days since 1970-01-01."""
    try:
        if len(date) == len("2018"):
            after = (np.datetime64(date, "Y") + 1).astype("datetime64[D]")
        elif len(date) == len("2018-06"):
            after = (np.datetime64(date, "M") + 1).astype("datetime64[D]")
        else:
            after = np.datetime64(date, "D") + 1
    except ValueError:
        return int(np.iinfo(np.int32).max)
    return int(after.astype(np.int64)) - 1


def _one_of(codes: NDArray[np.uint8], words: type[StrEnum], wanted: Iterable[StrEnum]) -> Bools:
    places = [list(words).index(word) for word in wanted]
    if not places:
        return np.ones(len(codes), dtype=bool)
    fits = np.zeros(len(list(words)), dtype=bool)
    fits[places] = True
    return np.asarray(fits[codes])


def _ties_with(atlas: Atlas, deals: Bools) -> Bools:
    """Say of each tie whether one of these deals makes it."""
    terrain = atlas.terrain
    sizes = np.diff(terrain.start)
    start = np.concatenate([[0], np.cumsum(sizes[deals])]).astype(np.int32)
    part = replace(
        terrain,
        deal_ids=terrain.deal_ids[deals],
        main_type=terrain.main_type[deals],
        stage=terrain.stage[deals],
        reality=terrain.reality[deals],
        review=terrain.review[deals],
        day=terrain.day[deals],
        start=start,
        party=terrain.party[np.repeat(deals, sizes)],
    ).ties()
    count = len(atlas.xy)
    keys, wanted = (pairs[:, 0].astype(np.int64) * count + pairs[:, 1] for pairs in (atlas.ties.pairs, part.pairs))
    kept = np.zeros(len(keys), dtype=bool)
    kept[np.searchsorted(keys, wanted)] = True  # ties are in ascending order, and all of the part are among them
    return kept
