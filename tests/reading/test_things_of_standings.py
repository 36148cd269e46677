"""What a weighed clause is about: a thing that can be had, or nothing."""

import pytest

from explorer.reading.worded import thing_named


@pytest.mark.parametrize(
    ("words", "thing"),
    [
        ("a new tablet computer early next year", "new tablet computer"),
        ("ends a long line of sedans", "sedans"),
        ("online payment service", "online payment service"),
        ("transatlantic services yet", "transatlantic services"),
        ("maintains the Leeds laboratory", "Leeds laboratory"),
        ("more than 12.6 million unique visitors a month", "unique visitors a month"),
        ("revenues of over $1bn", "revenues"),
        (
            "significantly larger pool of candidates across diverse geographies and industries",
            "significantly larger pool of candidates",
        ),
        ("checked baggage fees of US$20-25", "checked baggage fees"),
        ("latest all-business airline to collapse", "latest all-business airline"),
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
        "last year in an attempt to buy",
        "a better service than its rivals",
        "the country's sixth largest",
        "pulling ahead",
        "a way into",
        "top five were",
        "Friday",
        "continue doing the same in the near future",
        "willing to pay",
        "contribute",
        "half of its rival",
        "its brand",
        "- suffered the biggest drop",
    ],
)
def test_a_part_of_a_sentence_or_a_sum_is_no_thing(words: str) -> None:
    assert thing_named(words) == ""
