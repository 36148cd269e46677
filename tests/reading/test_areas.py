"""What a deal is about is told in many ways: ordered, licensed, made for, bought from; each item of a list by itself."""

import pytest

from explorer.landscape import capabilities
from explorer.landscape.shipped import resources
from explorer.landscape.vocabulary import DealField
from explorer.reading.areas import things_in
from explorer.reading.document import document
from explorer.reading.extraction import from_text
from explorer.reading.reader import Reader

READER = Reader(capabilities.load(resources() / "capabilities"))


def about(text: str, *names: str, is_ownership: bool = False) -> list[str]:
    """What is told in a sentence with these companies in it; the deal is told at its beginning."""
    sentence = document(text).lines[0].sentence.span
    spans = sorted(type(sentence)(text.index(name), text.index(name) + len(name)) for name in names)
    return [item.of(text) for item in things_in(text, sentence, 0, spans, is_ownership=is_ownership)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Northgate placed an order with Varnell for 40 electric buses.", ["40 electric buses"]),
        ("Northgate ordered up to 60 freight wagons from Varnell.", ["60 freight wagons"]),
        ("Northgate won a contract to supply Varnell with brake pads and steel wheels.", ["brake pads", "steel wheels"]),
        ("Northgate holds the rights to football matches of Varnell.", ["football matches"]),
        ("Northgate makes gearboxes for Varnell.", ["gearboxes"]),
        ("Northgate will also purchase 20 of Varnell's larger trams.", ["larger trams"]),
        ("Northgate has a fuel hedging deal with Varnell.", ["fuel hedging"]),
        ("Northgate has ordered 12 new Varnell trams.", ["12 new Varnell trams"]),
        ("Northgate has signed a firm order for one Varnell 190 jet.", ["Varnell 190 jet"]),
    ],
)
def test_what_is_ordered_licensed_or_made_is_what_a_deal_is_about(text: str, told: list[str]) -> None:
    assert about(text, "Northgate", "Varnell") == told


def test_of_deals_about_ownership_assets_count_and_stakes_do_not() -> None:
    assert about("Northgate bought nine vacant shops from Varnell.", "Northgate", "Varnell", is_ownership=True) == [
        "nine vacant shops"
    ]
    assert about("Northgate will buy 20 stores as well as its debts.", "Northgate", is_ownership=True) == ["20 stores"]
    assert about("Northgate bought a 20 percent stake from Varnell.", "Northgate", "Varnell", is_ownership=True) == []
    assert about("Northgate makes tyres and will buy Varnell.", "Northgate", "Varnell", is_ownership=True) == []


@pytest.mark.parametrize(
    "text",
    [
        "Northgate signed a deal with Varnell for $40 million.",
        "Northgate signed a new long-term contract with Varnell.",
        "Northgate and Varnell agreed to it.",
        "Northgate has agreed to make its long-time partner Varnell.",
        "Northgate sold its products to Varnell.",
    ],
)
def test_sums_terms_and_mere_pointers_are_no_area(text: str) -> None:
    assert about(text, "Northgate", "Varnell") == []


def test_areas_are_told_of_a_deal_that_was_found_and_keep_their_words() -> None:
    text = "Northgate Airlines signed a contract with Varnell Motors for 40 electric buses. The sun shone on 12 red boats."
    reading = READER.read(from_text(text))
    areas = [s for deal in reading.deals for s in deal.statements if s.field is DealField.AREA]
    assert [s.why.span.of(text) for s in areas] == ["40 electric buses"]
