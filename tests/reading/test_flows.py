"""Who gives what to whom, where the roles in a deal say so."""

import pytest

from explorer.landscape.capabilities import load
from explorer.landscape.shipped import resources
from explorer.reading.extraction import from_text
from explorer.reading.reader import Reader

READER = Reader(load(resources() / "capabilities"))


def flows(text: str) -> list[str]:
    reading = READER.read(from_text(text))
    names = [company.name for company in reading.companies]
    return [f"{names[f.giver]} -> {names[f.taker]}: {f.what}" for deal in reading.deals for f in deal.flows]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Acme Corp. has acquired Widget Ltd. for $3 billion.", "Acme Corp. -> Widget Ltd.: equity"),
        ("Acme Corp. invested $5 billion in Widget Ltd. last year.", "Acme Corp. -> Widget Ltd.: funding"),
        ("Acme Corp. will buy 20 of Widget Ltd.'s larger planes for $4.6 billion.", "Widget Ltd. -> Acme Corp.: larger planes"),
        ("Acme Corp. makes clothing under a brand of its own for Widget Ltd.", "Acme Corp. -> Widget Ltd.: clothing"),
    ],
)
def test_whose_role_is_known_gives_what_the_sort_of_deal_or_its_words_say(text: str, told: str) -> None:
    assert told in [flow[: len(told)] for flow in flows(text)]


def test_a_purchase_is_one_flow_of_equity_whatever_is_offered_in_that_sentence() -> None:
    assert flows("Acme Corp. made a takeover bid for Widget Ltd. on Monday.") == ["Acme Corp. -> Widget Ltd.: equity"]
