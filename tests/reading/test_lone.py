"""A deal of which one party is named is told where the wording is plain, and waits for its partner."""

import pytest

from explorer.landscape import capabilities
from explorer.landscape.shipped import resources
from explorer.landscape.vocabulary import DealField
from explorer.reading.extraction import from_text
from explorer.reading.lone import RULE
from explorer.reading.reader import Reader

READER = Reader(capabilities.load(resources() / "capabilities"))


def lone(text: str) -> list[tuple[str, ...]]:
    """Parties, main type, latest stage and reality of each deal of one party."""
    reading = READER.read(from_text(text))
    told = []
    for deal in reading.deals:
        named = [reading.companies[s.company].name for s in deal.statements if s.field is DealField.PARTY and s.company is not None]
        if len(named) == 1:
            kind = next(str(s.value) for s in deal.statements if s.field is DealField.TYPE)
            stage = [s for s in deal.statements if s.field is DealField.STAGE][-1]
            assert stage.why.rule == RULE
            told.append((*named, kind, str(stage.value), str(stage.why.reality)))
    return told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Halden Air has ordered 20 jets.", ("Halden Air", "supply", "signed", "agreed")),
        ("Halden Air, a carrier in the north, has ordered ten new trains.", ("Halden Air", "supply", "signed", "agreed")),
        ("Quantis Systems is looking for a buyer.", ("Quantis Systems", "divestiture", "intended", "intended")),
        ("Quantis Group has been put up for sale.", ("Quantis Group", "divestiture", "intended", "intended")),
        ("Quantis Group plans to sell its shipping business.", ("Quantis Group", "divestiture", "intended", "intended")),
        ("Quantis Group may sell its shipping business.", ("Quantis Group", "divestiture", "speculated", "possible")),
        (
            "Quantis Systems has licensed its battery technology to an unnamed maker.",
            ("Quantis Systems", "licence", "in_force", "done"),
        ),
        ("Belmora Electronics raised $93 million in funding.", ("Belmora Electronics", "funding", "in_force", "done")),
        ("Belmora Electronics was bought by Russian investors.", ("Belmora Electronics", "acquisition", "in_force", "done")),
        ("Halden Rail has won a contract to build trams.", ("Halden Rail", "service", "in_force", "done")),
    ],
)
def test_a_plain_wording_tells_a_deal_of_one_party(text: str, told: tuple[str, ...]) -> None:
    assert lone(text) == [told]


@pytest.mark.parametrize(
    "text",
    [
        "Halden Air has ordered 20 people to leave.",
        "Quantis Group sells its cars in 20 countries.",
        "Quantis Group plans to sell its new phone in May.",
        "Belmora Electronics raised $93 million for charity.",
        "Belmora Electronics was not nationalised.",
        "Union leaders at Halden Rail have won a contract for workers.",
        "Is Quantis Systems looking for a buyer?",
        "Toys of Quantis Group were recalled. They were sold at stores.",
    ],
)
def test_what_reads_alike_is_no_deal(text: str) -> None:
    assert lone(text) == []


def test_where_another_sentence_names_the_buyer_the_deal_of_two_is_enough() -> None:
    assert lone("Quantis Systems is looking for a buyer. Belmora Electronics has agreed to buy Quantis Systems.") == []


def test_what_is_told_twice_is_one_deal() -> None:
    assert len(lone("Quantis Systems is looking for a buyer. Quantis Systems was put up for sale last week.")) == 1


def test_what_is_ordered_or_licensed_is_an_area() -> None:
    reading = READER.read(from_text("Quantis Systems has licensed its battery technology to an unnamed maker."))
    (deal,) = reading.deals
    assert [s.value for s in deal.statements if s.field is DealField.AREA] == ["battery technology"]
