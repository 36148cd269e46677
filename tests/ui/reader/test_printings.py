"""The reader names who else printed the story, leads there, and takes a printing apart."""

import re

import pytest

from explorer.landscape.excerpts import SourceId
from explorer.session.answers import told
from explorer.session.session import Session
from explorer.ui.reader import ReaderPanel
from tests.project.building import ALLIANCE_PRINTED, printed


def follow(reader: ReaderPanel, words: str) -> None:
    """Follow the link that says this."""
    link = re.search(rf'<a href="(\w+)">{words}</a>', reader._printings.words.text())
    assert link is not None
    reader._printings.words.linkActivated.emit(link[1])


@pytest.fixture
def reader(cars: Session, qtbot) -> ReaderPanel:
    assert cars.landscape is not None
    cars.landscape.add_readings([printed("Wire"), printed("The Herald", "Pact of two")], "Read 2 articles")
    reader = ReaderPanel(cars)
    qtbot.addWidget(reader)
    reader.resize(600, 500)
    reader.show()
    reader.show_source(SourceId(4))
    return reader


def test_other_printings_are_named_and_lead_there(reader: ReaderPanel, cars: Session) -> None:
    follow(reader, "The Herald")
    assert reader.source == SourceId(5)
    follow(reader, "Wire")
    assert reader.source == SourceId(4)


def test_a_story_printed_once_says_nothing_of_printings(reader: ReaderPanel) -> None:
    reader.show_source(SourceId(1))
    assert reader._printings.isHidden()


def test_a_printing_becomes_a_story_of_its_own_and_back(reader: ReaderPanel, cars: Session) -> None:
    reader.show_source(SourceId(5))
    follow(reader, "Make it a story of its own")
    assert reader._printings.isHidden()
    cars.undo()
    assert not reader._printings.isHidden()


def test_an_excerpt_says_who_else_printed_its_words(reader: ReaderPanel, cars: Session) -> None:
    landscape = cars.landscape
    assert landscape is not None
    deal = next(deal for deal in landscape.deals() if len(landscape.statements_of(deal.id)) and deal.date == "2021-02-03")
    captions = [one.caption for one in told(landscape, landscape.excerpts_of(deal.parties[0])) if one.deal == deal.id]
    assert captions
    assert all(caption.endswith("also printed by The Herald") for caption in captions)
    assert ALLIANCE_PRINTED in landscape.text(SourceId(5))
