from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.project.landscape import Landscape
from tests.project.building import ford_alibaba, ford_vw


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cars.landscape"


@pytest.fixture
def landscape(path: Path) -> Iterator[Landscape]:
    """A new landscape, closed after the test."""
    with Landscape.create(path) as landscape:
        yield landscape


@pytest.fixture
def cars(landscape: Landscape) -> Landscape:
    """A landscape of two articles: Ford and Volkswagen in talks, Ford and Alibaba with a letter of intent."""
    landscape.add_readings([ford_vw(), ford_alibaba()], "Read 2 articles")
    return landscape
