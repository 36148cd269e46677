"""What a company has, gets or gives reads as a thing."""

import pytest

from explorer.reading.things import thing_in


@pytest.mark.parametrize(
    ("words", "thing"),
    [
        ("break into the market for heavy trucks", "market for heavy trucks"),
        ("enter India via assistance with the assembly of tractors in its plants", "assembly of tractors"),
        ("to lower costs by using the depots of the other", "lower costs by using the depots of the other"),
        ("and build small hydrogen trucks for both brands", "small hydrogen trucks"),
        ("in image sensors and needs memory for them", "image sensors"),
        ("a plant in Lyon on Friday", "plant"),
        ("trucks that run on hydrogen", "trucks that run on hydrogen"),
        ("battery cells together: in May", "battery cells"),
        ("Cloud computing", "Cloud computing"),
    ],
)
def test_what_leads_to_a_thing_and_what_follows_it_are_left_away(words: str, thing: str) -> None:
    assert thing_in(words) == thing


@pytest.mark.parametrize(
    "words",
    [
        "51 percent of",
        "by a wide margin",
        "the largest shareholder of",
        "explore how",
        "them in Asia",
        "many things",
        "20 years",
        "May 2021",
    ],
)
def test_shares_manners_dates_and_pointers_are_no_things(words: str) -> None:
    assert thing_in(words) == ""


def test_a_thing_never_runs_on() -> None:
    assert len(thing_in("systems " * 40).split()) == 8
