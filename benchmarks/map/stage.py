"""Landscapes in memory for measuring the map alone: a session whose columns are given, without a file behind it."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from explorer.landscape.facts import CompanyId, DealId
from explorer.landscape.names import fold
from explorer.landscape.vocabulary import CompanyKind, DealType, Reality, Review, Stage
from explorer.map.atlas import radii
from explorer.map.places import lay_out
from explorer.map.scene import MapCompany, MapData, MapDeal
from explorer.map.sizes import label_box
from explorer.map.terrain import Names, Terrain
from explorer.session.session import Session

DAYS = 40 * 365
#: Up to so many companies each has room for its whole name, and of more for no less than this share of it.
MANY, LEAST = 80, 0.45


def terrain_of(names: list[str], pairs: NDArray[np.int32], deals: int, seed: int = 1) -> tuple[Terrain, NDArray[np.int32]]:
    """Return a landscape of two-party deals between these pairs, each at least once, and the order in which companies stand.

    Types, stages and realities are thrown, so that every colour occurs.
    """
    dice = np.random.default_rng(seed)
    order = np.array(sorted(range(len(names)), key=lambda row: (fold(names[row]), row)), dtype=np.int32)
    place = np.empty_like(order)
    place[order] = np.arange(len(order), dtype=np.int32)
    which = np.concatenate([np.arange(len(pairs)), dice.integers(0, len(pairs), max(0, deals - len(pairs)))])
    ends = np.sort(place[pairs[which]], axis=1).astype(np.int32)
    count = len(ends)
    kinds = dice.choice(len(DealType), size=(len(pairs)))[which]
    terrain = Terrain(
        ids=np.arange(1, len(names) + 1, dtype=np.int64),
        names=Names.of(names[row] for row in order.tolist()),
        kind=np.zeros(len(names), np.uint8),
        root=np.arange(len(names), dtype=np.int32),
        deals=np.bincount(ends.ravel(), minlength=len(names)).astype(np.int32),
        is_comparator=np.zeros(len(names), bool),
        is_mentioned=np.zeros(len(names), bool),
        deal_ids=np.arange(1, count + 1, dtype=np.int64),
        main_type=kinds.astype(np.uint8),
        stage=dice.choice([4, 6, 2, 3, 9], size=count, p=[0.4, 0.3, 0.1, 0.15, 0.05]).astype(np.uint8),
        reality=dice.choice(6, size=count, p=[0.5, 0.2, 0.18, 0.08, 0.03, 0.01]).astype(np.uint8),
        review=dice.choice(2, size=count, p=[0.3, 0.7]).astype(np.uint8),
        day=(18000 - dice.integers(0, DAYS, count)).astype(np.int32),
        start=np.arange(0, 2 * count + 1, 2, dtype=np.int32),
        party=np.ascontiguousarray(ends.ravel()),
    )
    return terrain, order


def spots_of(terrain: Terrain) -> NDArray[np.float32]:
    """Return where the companies of a landscape stand: laid out, with room for names as far as they are seen at once."""
    ties, radius = terrain.ties(), radii(terrain)
    names = np.array([label_box(name) for name in terrain.names])
    share = min(1.0, max(MANY / terrain.companies, LEAST))
    wide, high = np.maximum(names[:, 0] / 2 * share, radius) + 6, radius + names[:, 1] / 2 * share + 6
    spots = lay_out(terrain.companies, ties.pairs, ties.weight, np.stack([wide, high], axis=1))
    return np.ascontiguousarray(spots, dtype=np.float32)


class Staged(Session):
    """A session that shows given columns; its parts are made of them."""

    def __init__(self, terrain: Terrain, spots: NDArray[np.float32]) -> None:
        super().__init__(lambda path, stop: None)  # type: ignore[arg-type, return-value]
        self._given = terrain, spots

    @property
    def is_large(self) -> bool:
        return True

    @property
    def terrain(self) -> Terrain:
        return self._given[0]

    @property
    def spots(self) -> NDArray[np.float32]:
        return self._given[1]

    def part(self, companies: Iterable[CompanyId]) -> MapData:
        terrain = self.terrain
        rows = terrain.rows_of(companies)
        deals = np.unique(np.concatenate([terrain.deals_at(row) for row in rows.tolist()] or [np.zeros(0, np.int32)]))
        there = np.union1d(rows, np.concatenate([terrain.parties(deal) for deal in deals.tolist()] or [rows]))
        return MapData(
            tuple(
                MapCompany(CompanyId(int(terrain.ids[row])), terrain.names[row], CompanyKind.COMPANY, None, int(terrain.deals[row]))
                for row in there.tolist()
            ),
            tuple(_deal(terrain, row) for row in deals.tolist()),
        )


def _deal(terrain: Terrain, row: int) -> MapDeal:
    return MapDeal(
        DealId(int(terrain.deal_ids[row])),
        tuple(CompanyId(int(terrain.ids[party])) for party in terrain.parties(row)),
        (list(DealType)[terrain.main_type[row]],),
        list(Stage)[terrain.stage[row]],
        list(Reality)[terrain.reality[row]],
        list(Review)[terrain.review[row]],
    )
