"""What the trained detector adds to the frames, what it may not do, and that the rules read without it."""

from pathlib import Path

import pytest

from explorer.landscape import capabilities
from explorer.landscape.readings import FoundDeal, Reading
from explorer.landscape.shipped import resources
from explorer.landscape.vocabulary import DealField
from explorer.reading.confirmation import RULE
from explorer.reading.detector import Detector, described
from explorer.reading.extraction import from_text
from explorer.reading.pairs import pairs
from explorer.reading.reader import Reader

CAPABILITIES = capabilities.load(resources() / "capabilities")
READER = Reader(CAPABILITIES)
NO_MODELS = Path("there is no such folder")
# no verb or noun of the table names a deal here
UNNAMED = "Quantis Systems has set its sights on Belmora Electronics, and the offer was turned down by the Belmora board on Monday."


def parties(reading: Reading, deal: FoundDeal) -> set[str]:
    return {reading.companies[s.company].name for s in deal.statements if s.field is DealField.PARTY and s.company is not None}


def test_a_deal_that_no_frame_sees_is_added_by_the_model_and_says_so() -> None:
    text = "Belmora Electronics is fully controlled by Quantis Systems after a deal worth $3 billion."
    alone = Reader(CAPABILITIES, NO_MODELS).read(from_text(text))
    reading = READER.read(from_text(text))
    assert not alone.deals
    assert [parties(reading, deal) for deal in reading.deals] == [{"Belmora Electronics", "Quantis Systems"}]
    assert {s.why.rule for s in reading.deals[0].statements} == {RULE}


def test_without_the_model_the_frames_read_alone_and_every_reading_says_so() -> None:
    reading = Reader(CAPABILITIES, NO_MODELS).read(from_text("Quantis Systems acquired Belmora Electronics in 2011."))
    assert len(reading.deals) == 1
    assert any("deals" in note for note in reading.notes)


def test_the_confidence_of_a_deal_is_the_chance_that_the_model_gives_it() -> None:
    text = "Quantis Systems acquired Belmora Electronics in 2011."
    seen = READER.rows_of(text)
    told = READER.tellings_in(seen)
    (judged,) = Detector().judge(seen.rows, told, seen.owners, seen.bodies).values()
    reading = READER.read(from_text(text))
    assert {s.why.confidence for s in reading.deals[0].statements} == {round(judged.chance, 2)}


@pytest.mark.parametrize(
    "text",
    [
        "Shares in Quantis Systems fell 3% while those of Belmora Electronics rose 2%.",
        "Quantis Systems sued Belmora Electronics over patents.",
        "Quantis Systems competes with Belmora Electronics in the market for phones.",
        "An analyst at Quantis Securities said Belmora Electronics will cut prices.",
        "Both Quantis Systems and Belmora Electronics reported losses.",
    ],
)
def test_companies_that_only_stand_in_one_sentence_have_no_deal(text: str) -> None:
    assert not READER.read(from_text(text)).deals


def test_the_buyer_is_told_from_the_target_in_either_voice() -> None:
    for text in (
        "Belmora Electronics is fully controlled by Quantis Systems after a deal worth $3 billion.",
        "Quantis Systems gained control of Belmora Electronics.",
    ):
        reading = READER.read(from_text(text))
        roles = {
            reading.companies[s.company].name: s.value
            for s in reading.deals[0].statements
            if s.field is DealField.PARTY and s.company is not None
        }
        assert roles == {"Quantis Systems": "buyer", "Belmora Electronics": "target"}


def test_units_of_one_owner_make_no_pair() -> None:
    seen = READER.rows_of("Quantis Systems and Belmora Electronics met.")
    assert len(list(pairs(seen.rows[0], seen.owners))) == 1
    assert not list(pairs(seen.rows[0], [0] * len(seen.owners)))


def test_a_list_of_many_names_makes_few_pairs() -> None:
    names = ", ".join(f"Quantis{chr(65 + i)} Inc." for i in range(26))
    seen = READER.rows_of(f"The fund holds shares of {names} and Belmora Ltd.")
    assert len(described(seen.rows, [], seen.owners)) <= 45


def test_the_same_article_is_judged_the_same_twice() -> None:
    first, second = (READER.read(from_text(UNNAMED)) for _ in range(2))
    assert first == second


def test_those_who_deal_with_one_company_each_for_itself_are_no_pair() -> None:
    buyers = "Belmora Electronics, Halden Motors, Dolvera Inc. and Fenwick Ltd."
    reading = READER.read(from_text(f"Quantis Systems has sold its products to companies such as {buyers}"))
    assert len(reading.deals) == 4
    assert all("Quantis Systems" in parties(reading, deal) and len(parties(reading, deal)) == 2 for deal in reading.deals)


def test_that_a_party_is_a_public_body_is_seen_by_the_model() -> None:
    seen = READER.rows_of("The European Commission has approved a deal with Belmora Electronics.")
    ((_, names),) = described(seen.rows, [], seen.owners, seen.bodies)
    assert "p:first is a body" in names
