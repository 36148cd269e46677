"""From what is open to what the map knows of it: for the window and for pictures alike."""

from collections.abc import Iterable

from explorer.landscape.facts import CompanyId
from explorer.map.scene import MapData, map_data
from explorer.project.landscape import Landscape


def map_of(landscape: Landscape) -> MapData:
    """Return what the map knows of the landscape."""
    return map_data(landscape.companies(), landscape.deals(), landscape.flows(), landscape.standings(), landscape.possible_areas())


def part_of(landscape: Landscape, companies: Iterable[CompanyId]) -> MapData:
    """Return these companies, their deals, and the other parties of those deals with what all of them belong to."""
    return map_data(*landscape.part(companies))
