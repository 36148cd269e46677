"""Network files of every kind, by their names."""

from pathlib import Path

from explorer.landscape.vocabulary import Reality, Review
from explorer.reading.networks.graphs import GraphTies
from explorer.reading.networks.layout import Layout, is_graph
from explorer.reading.networks.tables import TableTies, guess


def ties_of(
    path: Path, layout: Layout | None = None, *, reality: Reality = Reality.AGREED, review: Review = Review.PROPOSED
) -> TableTies | GraphTies:
    """Return the ties of a network file; how a list is to be read is guessed where it is not given."""
    if is_graph(path):
        return GraphTies(path, reality, review)
    return TableTies(path, layout or guess(path).layout)
