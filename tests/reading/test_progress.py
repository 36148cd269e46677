"""How far a deal has come is weighed where no plain wording says it, and never made more than the words allow."""

import pytest

from explorer.landscape.capabilities import load
from explorer.landscape.shipped import resources
from explorer.landscape.vocabulary import DealField, Reality, Stage
from explorer.reading.extraction import from_text
from explorer.reading.progress import chosen, is_plain
from explorer.reading.reader import Reader
from explorer.reading.stages import Standing

READER = Reader(load(resources() / "capabilities"))
BY_FORM = Standing(Stage.INTENDED, Reality.INTENDED, "supply")
DONE = Standing(Stage.IN_FORCE, Reality.DONE, "bought")


@pytest.mark.parametrize(
    "how",
    [
        Standing(Stage.SPECULATED, Reality.POSSIBLE, "may"),
        Standing(Stage.IN_TALKS, Reality.POSSIBLE, "in talks"),
        Standing(Stage.INTENDED, Reality.POSSIBLE, "bid"),
        Standing(Stage.IN_FORCE, Reality.ASKED, "?"),
        Standing(Stage.SIGNED, Reality.AGREED, "signed"),
        Standing(Stage.DENIED, Reality.DENIED, "denied"),
        Standing(Stage.ABANDONED, Reality.DONE, "called off"),
    ],
)
def test_hedges_questions_and_plain_wordings_keep_their_word(how: Standing) -> None:
    assert is_plain(how)


def test_what_words_call_a_plan_is_done_only_where_the_model_is_sure() -> None:
    likely = {(Stage.IN_FORCE, Reality.DONE): 0.7, (Stage.INTENDED, Reality.INTENDED): 0.3}
    assert chosen(BY_FORM, likely, ["A:to", "L:plan"]) is None
    assert chosen(BY_FORM, likely, ["A:to", "L:chose"]) == (Stage.IN_FORCE, Reality.DONE)


def test_in_doubt_between_done_and_coming_the_weaker_is_taken() -> None:
    likely = {
        (Stage.IN_FORCE, Reality.DONE): 0.3,
        (Stage.SIGNED, Reality.INTENDED): 0.28,
        (Stage.SPECULATED, Reality.POSSIBLE): 0.25,
    }
    assert chosen(DONE, likely, []) == (Stage.SIGNED, Reality.INTENDED)


def test_what_the_rules_say_stands_where_the_model_is_not_surer() -> None:
    likely = {(Stage.IN_FORCE, Reality.DONE): 0.4, (Stage.TERMINATED, Reality.DONE): 0.45, (Stage.SIGNED, Reality.INTENDED): 0.15}
    assert chosen(DONE, likely, []) is None


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Belmora was awarded a contract by Varnell Motors to run its data centres.", "signed"),
        ("Shareholders of Belmora approved its combination with Varnell Motors on Monday.", "signed"),
        ("Belmora's lease with Varnell Motors lapsed in May.", "expired"),
        ("Belmora lost its contract with Varnell Motors to Quantis.", "terminated"),
    ],
)
def test_a_stage_shows_words_of_its_own_sentence(text: str, stage: str) -> None:
    told = [s for s in READER.read(from_text(text)).deals[0].statements if s.field is DealField.STAGE][-1]
    assert told.value == stage
    assert len(told.why.trigger) > 2
    assert told.why.trigger in told.why.span.of(text).lower()
