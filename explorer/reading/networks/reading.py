"""Network files of every kind, by their names."""

from pathlib import Path

from explorer.landscape.vocabulary import Reality, Review
from explorer.reading.networks.graphs import ENDINGS as GRAPHS
from explorer.reading.networks.graphs import GraphTies, is_graph
from explorer.reading.networks.tables import ENDINGS as TABLES
from explorer.reading.networks.tables import Layout, TableTies, guess, is_table

ENDINGS = (*TABLES, *GRAPHS)


def is_network(path: Path) -> bool:
    """Say whether this is a list of deals or a graph by its name."""
    return is_table(path) or is_graph(path)


def ties_of(
    path: Path, layout: Layout | None = None, *, reality: Reality = Reality.AGREED, review: Review = Review.PROPOSED
) -> TableTies | GraphTies:
    """Return the ties of a network file; how a list is to be read is guessed where it is not given."""
    if is_graph(path):
        return GraphTies(path, reality, review)
    return TableTies(path, layout or guess(path).layout)
