"""Which names are one organisation, and which belong to which."""

import pytest

from explorer.landscape import capabilities
from explorer.landscape.shipped import resources
from explorer.reading.extraction import from_text
from explorer.reading.reader import Reader
from explorer.reading.spellings import is_slip, squeezed

READER = Reader(capabilities.load(resources() / "capabilities"))


def units(text: str) -> dict[str, str]:
    companies = READER.read(from_text(text)).companies
    return {company.name: companies[company.unit_of].name for company in companies if company.unit_of is not None}


def gathered(text: str) -> list[set[str]]:
    companies = READER.read(from_text(text)).companies
    return [{mention.span.of(text) for mention in company.mentions if not mention.reason} for company in companies]


@pytest.mark.parametrize(
    ("one", "two", "is_one"),
    [
        ("Netfilx", "Netflix", True),
        ("Northop", "Northrop", True),
        ("Wikimedia", "Wikipedia", False),
        ("Brannick", "Brannicks", False),
        ("Ford", "Fords", False),
        ("Boeing 737", "Boeing 747", False),
        ("Tollen", "Brannick", False),
    ],
)
def test_a_slip_of_the_pen_is_one_letter_missing_or_out_of_place(one: str, two: str, is_one: bool) -> None:
    assert is_slip(one, two) is is_slip(two, one) is is_one


def test_signs_and_spaces_make_no_other_name() -> None:
    assert squeezed("Party Gaming") == squeezed("PartyGaming")
    assert squeezed("Marks & Spencer") == squeezed("Marks and Spencer")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Brannick Communications Corp. said that Brannick sold a plant.", {"Brannick Communications Corp.", "Brannick"}),
        ("Brannick Inc. bought a bank. Shares of Branick Inc. rose.", {"Brannick Inc.", "Branick Inc."}),
        (
            "The US Maritime Commission said no. The Maritime Commission fined it.",
            {"US Maritime Commission", "Maritime Commission"},
        ),
        ("Vellum Kistler Roberts LLP sold a mill. VKR announced losses.", {"Vellum Kistler Roberts LLP", "VKR"}),
    ],
)
def test_one_organisation_under_two_names_is_one(text: str, names: set[str]) -> None:
    assert names in gathered(text)


def test_what_a_place_tells_apart_is_not_the_whole() -> None:
    assert {"Google"} in gathered("Google bought Oskery Ltd. on Monday. Google Ireland Ltd. was told.")


@pytest.mark.parametrize(
    "text",
    [
        "Tollen Group, which owns Brannick Ltd., reported losses.",
        "Brannick Ltd., owned by Tollen Group, reported losses.",
        "Tollen Group sold a mill. Tollen-owned Brannick Ltd. reported losses.",
        "Brannick Ltd.'s parent company Tollen Group reported losses.",
        "Tollen Group, the parent of Brannick Ltd., reported losses.",
        "Tollen Group's subsidiary Brannick Ltd. reported losses.",
    ],
)
def test_the_owner_that_a_sentence_names_is_the_owner(text: str) -> None:
    assert {unit.rstrip("."): parent for unit, parent in units(text).items()} == {"Brannick Ltd": "Tollen Group"}


def test_a_company_that_another_holds_shares_of_is_no_unit() -> None:
    assert units("Tollen Group owns 30 percent of Brannick Ltd. and sells paint.") == {}
