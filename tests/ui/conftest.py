from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.landscape.readings import Reading
from explorer.session.jobs import IsCancelled
from explorer.session.session import Session
from tests.ui.known import landscape_at


def reads_nothing(article: Path | str, is_cancelled: IsCancelled) -> Reading:
    raise AssertionError("these tests read no articles")


@pytest.fixture
def session(qapp) -> Iterator[Session]:
    """A session with nothing open."""
    session = Session(reads_nothing)
    yield session
    session.shut_down()


@pytest.fixture
def cars(session: Session, tmp_path: Path) -> Session:
    """A session on Ford, Volkswagen, Alibaba and Daimler."""
    session.open(landscape_at(tmp_path))
    return session
