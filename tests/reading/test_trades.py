"""What an article calls its companies, and whom "the brewer" stands for then."""

import pytest

from explorer.landscape import capabilities
from explorer.landscape.shipped import resources
from explorer.reading.reader import Reader
from explorer.reading.trades import trade

READER = Reader(capabilities.load(resources() / "capabilities"))


def told(text: str) -> dict[str, set[str]]:
    """For each description that was resolved: the companies it stands for."""
    seen = READER.rows_of(text)
    return {r.span.of(text): {seen.orgs[c].name for c in r.companies} for r in seen.references if not r.is_pronoun}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The Danish brewer Tollen met Quantis Bank in Oslo. Quantis rose. The brewer said it would wait.", {"Tollen"}),
        ("Tollen, a family-owned brewer, met Quantis Systems in Oslo. Quantis Systems rose. The brewer fell.", {"Tollen"}),
        ("Tollen Breweries met Quantis Systems in Oslo. Quantis Systems rose. The brewer fell.", {"Tollen Breweries"}),
        (
            "Tollen Systems is a large brewer. Quantis Systems met it in Oslo. Quantis Systems rose. The brewery fell.",
            {"Tollen Systems"},
        ),
    ],
)
def test_a_trade_stands_for_the_company_that_was_called_so(text: str, who: set[str]) -> None:
    assert [names for said, names in told(text).items() if said.lower().startswith("the brewe")] == [who]


def test_a_trade_that_nobody_was_called_by_stands_for_nobody() -> None:
    assert not told("Tollen Systems met Quantis Systems in Oslo. The miner said nothing.")


def test_a_name_after_a_comma_says_who_is_described() -> None:
    reading = READER.rows_of("Tollen Systems has accepted an offer from the brewer, Quantis Group.")
    assert not reading.references
    assert [set(event.companies) for event in READER.tellings_in(reading)] == [{0, 1}]


def test_words_for_one_trade_are_one() -> None:
    assert trade("Automaker") == trade("car maker") == "carmaker"
    assert trade("table") == ""
