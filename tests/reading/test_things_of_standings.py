"""What a weighed clause is about: a thing that can be had, or nothing."""

import pytest

from explorer.reading.telling_standings import thing_named


@pytest.mark.parametrize(
    ("words", "thing"),
    [
        ("a new tablet computer early next year", "new tablet computer"),
        ("ends a long line of sedans", "long line of sedans"),
        ("online payment service", "online payment service"),
        ("transatlantic services yet", "transatlantic services"),
    ],
)
def test_the_thing_is_told_without_its_verb_and_its_time(words: str, thing: str) -> None:
    assert thing_named(words) == thing


@pytest.mark.parametrize(
    "words",
    [
        "since sold most of its shares",
        "that it had shipped many phones",
        "net cash went down",
        "$1 billion",
        "20 years",
        "51 percent",
        "about",
        "in the United States yet",
    ],
)
def test_a_part_of_a_sentence_or_a_sum_is_no_thing(words: str) -> None:
    assert thing_named(words) == ""
