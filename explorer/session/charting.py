"""From what is open to what the map knows of it: for the window and for pictures alike."""

from collections.abc import Iterable

from explorer.landscape.facts import CompanyId
from explorer.map.scene import MapData, map_data
from explorer.map.terrain import Names, Terrain, terrain_from
from explorer.project.columns import Columns
from explorer.project.landscape import Landscape


def map_of(landscape: Landscape) -> MapData:
    """Return what the map knows of the landscape."""
    return map_data(
        landscape.companies(),
        landscape.deals(),
        landscape.flows(),
        landscape.standings(),
        landscape.possible_areas(),
        landscape.scopes(),
    )


def part_of(landscape: Landscape, companies: Iterable[CompanyId]) -> MapData:
    """Return these companies, their deals, and the other parties of those deals with what all of them belong to."""
    part = landscape.part(companies)
    return map_data(*part, landscape.scopes([deal.id for deal in part[1]]))


def terrain_of_columns(columns: Columns) -> Terrain:
    """Return what the map knows of the landscape, as columns; nothing is copied."""
    return terrain_from(
        ids=columns.ids,
        names=Names(columns.names.data, columns.name_starts),
        kind=columns.kind,
        parent=columns.parent,
        stands=columns.stands,
        deal_ids=columns.deal_ids,
        main_type=columns.main_type,
        stage=columns.stage,
        reality=columns.reality,
        review=columns.review,
        day=columns.day,
        start=columns.start,
        party=columns.party,
    )
