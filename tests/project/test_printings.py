"""The same story printed by several outlets counts once, can be taken apart again, and says what else each printing adds."""

from collections.abc import Callable
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from explorer.landscape.capabilities import load
from explorer.landscape.claims import Claim, ClaimKind
from explorer.landscape.excerpts import SourceId
from explorer.landscape.readings import Reading
from explorer.landscape.refusals import RefusedEdit
from explorer.landscape.shipped import resources
from explorer.landscape.vocabulary import DealField, Review, Stage
from explorer.project.landscape import Landscape
from explorer.reading.extraction import from_text
from explorer.reading.reader import Reader
from tests.project.building import everything

LEAD = (
    "Volvo Group and Renault have signed a letter of intent to develop electric vans together, the two carmakers said on Tuesday."
)
MORE = (
    "Renault will supply batteries to Volvo Group from its plant in Douai, where eight hundred people work in three shifts.",
    "Volvo Group lags in battery technology, and has looked for a partner since its own plans came to nothing two years ago.",
    "Will other makers of trucks follow suit? Analysts who were asked on Tuesday did not dare to say before the summer is over.",
)
WIRE = "\n\n".join((LEAD, *MORE))
HERALD = "\n\n".join(("VANS OF TWO NATIONS", LEAD, MORE[1], MORE[0]))
POST = "\n\n".join(
    ("Vans: a pact", LEAD, MORE[0], "The Post has learned that Volvo Group leads in trucks.", "Sign up for our letter.")
)
LATER = "Volvo Group and Renault have ended their alliance on electric vans, Renault said in Paris on Monday of this week."


@pytest.fixture(scope="module")
def read() -> Callable[..., Reading]:
    reader = Reader(load(resources() / "capabilities"))

    def read(text: str, publisher: str = "", published: str = "2020-01-07") -> Reading:
        return reader.read(replace(from_text(text), publisher=publisher, published=published))

    return read


def told(landscape: Landscape) -> tuple[object, ...]:
    """All that is counted and shown, apart from which printing it stands in."""
    return (
        [landscape.company(party).name for deal in landscape.deals() for party in sorted(deal.parties)],
        [(deal.types, deal.stage, deal.instrument, deal.disputed) for deal in landscape.deals()],
        sorted((s.field, s.value) for deal in landscape.deals() for s in landscape.statements_of(deal.id)),
        sorted(flow.what for flow in landscape.flows()),
        sorted((standing.kind, standing.what) for standing in landscape.standings()),
        len(landscape.questions()),
        len(landscape.proposals()),
    )


def test_a_second_printing_inflates_nothing(landscape: Landscape, read) -> None:
    landscape.add_readings([read(WIRE, "Wire")], "Read")
    before = told(landscape)
    change = landscape.add_readings([read(HERALD, "Herald")], "Read")
    assert told(landscape) == before
    assert [one.publisher for one in landscape.printings_of(SourceId(1))] == ["Herald"]
    assert landscape.sources()[1].story == SourceId(1)
    assert "counts once" in change.notes[0]


def test_what_a_printing_adds_of_its_own_is_taken_in(landscape: Landscape, read) -> None:
    landscape.add_readings([read(WIRE, "Wire")], "Read")
    before = landscape.standings()
    landscape.add_readings([read(POST, "Post")], "Read")
    (added,) = set(landscape.standings()) - set(before)
    assert (added.what, added.basis.excerpt.source) == ("trucks", SourceId(2))


def test_the_order_in_which_printings_arrive_does_not_matter(tmp_path: Path, read) -> None:
    readings = [read(WIRE, "Wire"), read(HERALD, "Herald"), read(POST, "Post")]
    results = []
    for number, order in enumerate(permutations(readings)):
        with Landscape.create(tmp_path / f"{number}.landscape") as landscape:
            landscape.add_readings(order, "Read")
            results.append(told(landscape))
            assert {source.story for source in landscape.sources()} == {None, SourceId(1)}
    for one in results:
        assert one == results[0]


def test_a_story_printed_again_does_not_come_back_into_the_queue(landscape: Landscape, read) -> None:
    landscape.add_readings([read(WIRE)], "Read")
    landscape.judge(landscape.proposals(), Review.ACCEPTED)
    landscape.add_readings([read(HERALD)], "Read")
    assert landscape.proposals() == ()
    landscape.add_readings([read(LATER, published="2021-05-01")], "Read")
    assert landscape.proposals() == (Claim(ClaimKind.DEAL, 1),)


def test_what_was_rejected_does_not_return_with_the_next_printing(landscape: Landscape, read) -> None:
    landscape.add_readings([read(WIRE)], "Read")
    landscape.judge([Claim(ClaimKind.STANDING, standing.id) for standing in landscape.standings()], Review.REJECTED)
    landscape.add_readings([read(HERALD)], "Read")
    assert landscape.standings() == ()


def test_a_printing_can_be_taken_apart_and_undone(landscape: Landscape, read) -> None:
    landscape.add_readings([read(WIRE), read(HERALD)], "Read")
    before, counted = everything(landscape), told(landscape)
    standings = len(landscape.standings())
    landscape.separate_story(SourceId(2))
    assert landscape.printings_of(SourceId(1)) == ()
    assert len(landscape.standings()) == 2 * standings
    evidence = [s for s in landscape.statements_of(landscape.deals()[0].id) if s.field is DealField.EVIDENCE]
    assert {s.basis.excerpt.source for s in evidence} == {SourceId(1), SourceId(2)}
    landscape.undo()
    assert everything(landscape) == before
    landscape.redo()
    landscape.join_story(SourceId(2), SourceId(1))
    assert told(landscape) == counted


def test_the_first_printing_taken_apart_leaves_the_others_together(landscape: Landscape, read) -> None:
    landscape.add_readings([read(WIRE), read(HERALD), read(POST)], "Read")
    landscape.separate_story(SourceId(1))
    assert [source.story for source in landscape.sources()] == [None, None, SourceId(2)]
    assert [one.id for one in landscape.printings_of(SourceId(2))] == [SourceId(3)]


def test_a_story_of_its_own_cannot_be_taken_apart_nor_joined_twice(landscape: Landscape, read) -> None:
    landscape.add_readings([read(WIRE), read(HERALD)], "Read")
    with pytest.raises(RefusedEdit, match="same story already"):
        landscape.join_story(SourceId(2), SourceId(1))
    landscape.separate_story(SourceId(2))
    with pytest.raises(RefusedEdit, match="of its own already"):
        landscape.separate_story(SourceId(2))


def test_when_the_first_printing_is_removed_the_next_one_carries_the_claims(landscape: Landscape, read) -> None:
    landscape.add_readings([read(WIRE), read(HERALD)], "Read")
    counted = told(landscape)
    landscape.remove_source(SourceId(1))
    after = told(landscape)
    assert after[:5] == counted[:5]  # the question stood in the first printing alone
    assert [source.story for source in landscape.sources()] == [None]
    landscape.undo()
    assert told(landscape) == counted


def test_a_printing_that_names_another_sum_contradicts_the_first_side_by_side(landscape: Landscape, read) -> None:
    text = (
        "Nordwerk has agreed to buy Taprobane Tools for $2.7 billion in cash, both companies said late on Tuesday in Lisbon.\n\n"
        "The purchase adds two plants near Porto and eight hundred people to a group that has so far made nothing but doors."
    )
    landscape.add_readings([read(text, "Wire"), read(text.replace("$2.7 billion", "$2.9 billion"), "Herald")], "Read")
    (deal,) = landscape.deals()
    assert deal.disputed == (DealField.VALUE,)
    assert {s.value for s in landscape.statements_of(deal.id) if s.field is DealField.VALUE} == {"$2.7 billion", "$2.9 billion"}


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_deal_told_in_three_stories_is_one_deal_in_whichever_order_they_arrive(tmp_path: Path, read, order) -> None:
    talks = read("Volvo Group and Renault are in talks about an alliance on electric vans, it is said.", published="2019-11-01")
    letter = read(WIRE, published="2020-01-07")
    ended = read(LATER, published="2021-05-01")
    with Landscape.create(tmp_path / "a.landscape") as landscape:
        for place in order:
            landscape.add_readings([(talks, letter, ended)[place]], "Read")
        (deal,) = landscape.deals()
        assert (deal.stage, deal.date) == (Stage.TERMINATED, "2021-05-01")
        assert {s.basis.excerpt.source for s in landscape.statements_of(deal.id)} == {1, 2, 3}


def test_a_file_of_the_first_version_learns_which_of_its_articles_are_one_story(landscape: Landscape, read, tmp_path: Path) -> None:
    landscape.add_readings([read(WIRE)], "Read")
    run = landscape._connection.execute
    run("DROP TABLE decision; DROP TABLE printing_mark; DROP TABLE printing")
    run("DROP INDEX source_story; ALTER TABLE source DROP COLUMN story")
    run("DROP VIEW worded")
    landscape._connection.pragma("user_version", 1)
    path = landscape.path
    landscape.close()
    with Landscape.open(path) as again:
        again.add_readings([read(HERALD)], "Read")
        assert again.sources()[1].story == SourceId(1)
        assert again.check().is_sound
