"""From what is open to what the map knows of it: for the window and for pictures alike."""

from explorer.map.scene import MapData, map_data
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
