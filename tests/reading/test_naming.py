"""The recogniser: its sums are exact, its look-ups change nothing, its spans stay exact, and without it the rules still read."""

from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest

from explorer.landscape import capabilities
from explorer.landscape.shipped import resources
from explorer.reading import chains, lexicon
from explorer.reading.clues import Clues, islands
from explorer.reading.document import document
from explorer.reading.extraction import from_text
from explorer.reading.mentions import judged
from explorer.reading.models import load
from explorer.reading.naming import named_by
from explorer.reading.reader import Reader
from explorer.reading.recogniser import FORM, Recogniser, Tagged, weights_of
from explorer.reading.tagging import EMITS, MAY_FOLLOW, MAY_START, OUTSIDE, TAGS

WORDS = lexicon.shipped()
WEIGHTS = weights_of(load("names", FORM))
RECOGNISER = Recogniser(WEIGHTS, WORDS)
NEWS = """Tollen Foods will buy the German bakery chain Brannick for 40 million euros, Tollen chief executive Mara Quist said on \
Monday. Brannick, Oskery and Vellum Retail Ltd. compete in Norway. An Oslo-based firm told the Competition Authority of Norway."""


def named(text: str) -> list[str]:
    doc = document(text)
    told = judged(doc, WORDS)
    found = named_by(doc, told, RECOGNISER.tag(doc, told), WORDS)
    assert all(name.span.of(text) == name.name for name in found)
    assert all(one.span.end <= two.span.start for one, two in pairwise(found))
    return [name.name for name in found]


def test_the_best_tagging_and_the_shares_are_those_of_trying_all() -> None:
    random = np.random.default_rng(7)
    tags, rows = 4, np.array([[0, 1, 2], [3, 4, 5]])
    emission = random.normal(size=(6, tags)).astype(np.float32)
    moves, start = random.normal(size=(tags, tags)).astype(np.float32), random.normal(size=tags).astype(np.float32)
    moves[0, 2] = start[3] = -1e4
    reach = np.array([2, 2, 2])
    best, shares = chains.best(emission, moves, start, rows, reach), chains.shares(emission, moves, start, rows, reach)
    for number, row in enumerate(rows):
        tried = {
            path: start[path[0]]
            + sum(emission[row[i], path[i]] for i in range(3))
            + moves[path[0], path[1]]
            + moves[path[1], path[2]]
            for path in product(range(tags), repeat=3)
        }
        assert tuple(best[number]) == max(tried, key=lambda path: tried[path])
        whole = sum(np.exp(score) for score in tried.values())
        second = [sum(np.exp(score) for path, score in tried.items() if path[1] == tag) / whole for tag in range(tags)]
        assert shares[number, 1] == pytest.approx(second, abs=1e-5)


def test_chains_of_several_lengths_are_decoded_as_each_by_itself() -> None:
    random = np.random.default_rng(7)
    tags, lengths = 4, [2, 5, 1, 3]
    emission = random.normal(size=(sum(lengths), tags)).astype(np.float32)
    moves, start = random.normal(size=(tags, tags)).astype(np.float32), random.normal(size=tags).astype(np.float32)
    ((chosen, rows, reach),) = chains.batches(lengths)
    best, shares = chains.best(emission, moves, start, rows, reach), chains.shares(emission, moves, start, rows, reach)
    for place, number in enumerate(chosen):
        size = lengths[number]
        alone, ones = rows[place : place + 1, :size], np.ones(size, dtype=np.int64)
        assert best[place, :size].tolist() == chains.best(emission, moves, start, alone, ones)[0].tolist()
        assert shares[place, :size] == pytest.approx(chains.shares(emission, moves, start, alone, ones)[0], abs=1e-5)


def test_sums_kept_for_a_word_are_those_of_its_clues() -> None:
    doc = document(NEWS)
    told = judged(doc, WORDS)
    one_by_one = [
        sum((WEIGHTS.rows[WEIGHTS.clues[clue]] for clue in row if clue in WEIGHTS.clues), WEIGHTS.rows[0].copy())
        for _, rows in Clues(WORDS, WEIGHTS.heard).of(doc, told)
        for row in rows
    ]
    assert RECOGNISER.emission(doc, told, islands(doc)) == pytest.approx(np.array(one_by_one), abs=1e-4)


def test_a_name_continues_only_a_name_of_its_kind() -> None:
    begin, inside = TAGS.index("B-company"), TAGS.index("I-company")
    assert MAY_FOLLOW[begin, inside] and not MAY_FOLLOW[TAGS.index("B-body"), inside] and not MAY_START[inside]
    assert not MAY_FOLLOW[begin, TAGS.index("O")] and MAY_FOLLOW[begin, TAGS.index("O-company")]
    assert set(EMITS[OUTSIDE:]) == {OUTSIDE}


def test_companies_are_named_and_people_and_places_are_not() -> None:
    found = named(NEWS)
    assert {"Tollen Foods", "Tollen", "Brannick", "Oskery", "Vellum Retail Ltd."} <= set(found)
    assert not {"Mara Quist", "Monday", "Norway", "Oslo", "German"} & set(found)


def test_a_pair_with_a_hyphen_is_two_and_what_is_led_or_owned_is_the_name_alone() -> None:
    text = "Tollen Corp. and Brannick Ltd. will merge. The Tollen-Brannick merger, a Tollen-led deal, ends an all-Brannick board."
    assert [name for name in named(text) if len(name) < 9] == ["Tollen", "Brannick", "Tollen", "Brannick"]


def test_a_legal_form_ends_a_name_and_small_words_may_end_it() -> None:
    doc = document("The Tollen group sold it to Brannick Inc. Oskery Ltd. did not bid.")
    told, island = judged(doc, WORDS), islands(doc)
    glued = next(one for one in island if len(one) > 3)
    tagged = [Tagged(island[0], ((1, 1, "company", 0.9),)), Tagged(glued, ((glued.first, glued.last, "company", 0.9),))]
    assert [name.name for name in named_by(doc, told, tagged, WORDS)] == ["Tollen group", "Brannick Inc.", "Oskery Ltd."]


@pytest.mark.parametrize(
    "text",
    [
        "🚗 Tollen Corp. 🤝 Brannick Ltd. signed 🎉 on Monday.",
        "Tol\u00adlen Corp. bought Bran\u00adnick Ltd.\u2028Brannick Ltd. said so.",
        "トヨタ と Tollen Corp. は Brannick Ltd. を買収した。",
        "Tollen Corp.\r\nbought\r\nBrannick Ltd.\r\n",
        "שלום Tollen Corp. קנתה את Brannick Ltd.",
        "A" * 5000 + " said that Tollen Corp. sold " + "X, " * 3000,
        "",
    ],
)
def test_spans_are_exact_in_odd_texts(text: str) -> None:
    found = named(text)
    assert ("Tollen Corp." in found) == ("Tollen Corp." in text)


def test_without_the_model_the_rules_read_and_say_so(tmp_path: Path) -> None:
    reading = Reader(capabilities.load(resources() / "capabilities"), tmp_path).read(from_text(NEWS))
    assert any("rules alone" in note for note in reading.notes)
    assert "Tollen Foods" in {company.name for company in reading.companies}


def test_the_card_tells_of_data_licences_and_how_to_train_again() -> None:
    card = load("names", FORM).card
    assert card["retrain"] == "python -m training.names DATA_FOLDER"
    assert all(source["licence"] and source["attribution"] for source in card["data"])


def test_the_short_form_of_what_is_no_organisation_is_none() -> None:
    text = """General Motors showed the new Chevrolet Zephon in Oslo on Monday, and the Zephon was liked. Zephon sales are
expected to rise, General Motors said, and Zephon will cut its price. Brannick Ltd. and General Motors make the car."""
    assert "Zephon" not in named(text)
