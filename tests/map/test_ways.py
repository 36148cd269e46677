"""Ways over ties, what stands between chosen companies, and who has the most partners."""

import numpy as np

from explorer.landscape.facts import CompanyId
from explorer.map.terrain import Terrain, terrain_of
from explorer.map.ways import best_connected, deals_among, shortest_way
from tests.map.landscapes import deal, landscape


def way(terrain: Terrain, one: int, other: int) -> str:
    start, end = terrain.row_of(CompanyId(one)), terrain.row_of(CompanyId(other))
    assert start is not None and end is not None
    return " ".join(terrain.names[row] for row in shortest_way(terrain, start, end))


CHAIN = terrain_of(landscape("A, B, C, D, E, F", deal(1, 1, 2), deal(2, 2, 3), deal(3, 3, 4), deal(4, 1, 5), deal(5, 5, 4)))


def test_the_shortest_way_leads_over_the_fewest_companies() -> None:
    assert way(CHAIN, 1, 4) == "A E D"
    assert way(CHAIN, 2, 5) == "B A E"
    assert way(CHAIN, 3, 3) == "C"


def test_where_no_deals_lead_there_is_no_way() -> None:
    assert way(CHAIN, 1, 6) == ""


def test_deals_among_companies_are_those_with_two_of_them() -> None:
    terrain = terrain_of(landscape("A, B, C, D", deal(1, 1, 2), deal(2, 2, 3, 4), deal(3, 1, 4), deal(4, 2)))
    rows = terrain.rows_of(map(CompanyId, (1, 2, 3)))
    assert terrain.deal_ids[deals_among(terrain, rows)].tolist() == [1, 2]
    assert deals_among(terrain, np.zeros(0, dtype=np.int32)).tolist() == []


def test_the_best_connected_have_the_most_partners_not_the_most_deals() -> None:
    terrain = terrain_of(landscape("A, B, C, D", deal(1, 1, 2), deal(2, 1, 2), deal(3, 3, 2), deal(4, 3, 1), deal(5, 3, 4)))
    assert [(terrain.names[row], partners) for row, partners in best_connected(terrain, 2)] == [("C", 3), ("A", 2)]
