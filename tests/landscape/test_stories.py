"""One story printed twice is recognised; two stories are two, however much of their background they share."""

import pytest

from explorer.landscape.stories import Print, likeness, print_of, says_the_same

STORY = (
    "Nordwerk will buy the locks division of Taprobane Tools for 310 million euros in cash, both companies said late on Tuesday.",
    "The purchase adds two plants near Porto and a staff of eight hundred to a group that has so far made nothing but doors.",
    "Nordwerk expects regulators in Lisbon and Brussels to look at the plan until spring, and means to keep the brand as it is.",
    "Taprobane had looked for a buyer since its largest customer went over to electronic keys from a rival two years ago.",
    "Shares of Nordwerk rose by three percent on the news, while those of Taprobane ended the day almost where they had begun.",
)
BACKGROUND = (
    "Nordwerk was founded in 1921 by two carpenters from Malmo who wanted doors that close by themselves when it rains outside.",
    "Today the group employs twelve thousand people at thirty plants on four continents and is listed in Stockholm and in Zurich.",
    "Statements about the future rest on what is known today, and what comes of them may differ from what was expected here.",
)
OTHER = (
    "The hardware maker Nordwerk has won a licence for the hinges of Palafox, a workshop in Seville with nine patents on them.",
    "Both sides signed for seven years on Friday and will meet twice a year to see what the engineers have made of the idea.",
    "No sum was named, though people close to the talks speak of a share in the takings from each door that is sold with one.",
)


def printed(*parts: str) -> Print:
    return print_of("\n\n".join(parts))


@pytest.mark.parametrize(
    "copy",
    [
        ("DOORS MEET LOCKS", *STORY),
        ("Headline of another desk", *STORY[:3]),
        (STORY[2], STORY[0], STORY[4], STORY[1], STORY[3]),
        ("By our staff. Sign up for our morning letter.", *STORY, "Read more: ten doors that changed the world.", BACKGROUND[0]),
        tuple(part.replace(", ", " , ").replace("'", "’").upper() for part in STORY),
        (STORY[3], STORY[0]),
    ],
    ids=["another headline", "cut", "re-ordered", "lines of its own", "typeset otherwise", "cut and re-ordered"],
)
def test_another_printing_of_a_story_is_recognised(copy: tuple[str, ...]) -> None:
    first, second = printed("Nordwerk buys locks", *STORY), printed(*copy)
    assert likeness(first, second) > 0
    assert likeness(second, first) == likeness(first, second)
    assert len(set(first.finders) & set(second.finders)) > 1


def test_two_notices_that_end_with_the_same_page_about_the_firm_are_two_stories() -> None:
    assert likeness(printed(*STORY[:2], *BACKGROUND), printed(*OTHER[:2], *BACKGROUND)) == 0


def test_an_article_that_quotes_a_sentence_of_another_is_a_story_of_its_own() -> None:
    assert likeness(printed(*STORY), printed(*OTHER, STORY[0], *BACKGROUND)) == 0


def test_of_a_few_words_nothing_is_said() -> None:
    assert likeness(print_of("Nordwerk buys Taprobane."), print_of("Nordwerk buys Taprobane.")) == 0
    assert likeness(print_of(""), printed(*STORY)) == 0


def test_the_marks_of_a_text_are_the_same_on_every_machine_and_survive_packing() -> None:
    made = print_of("One two three four five six seven eight nine ten, eleven twelve. Thirteen!")
    assert made.marks == (574762739, 916131623)
    assert Print.unpacked(made.packed()) == made


def test_a_sentence_with_some_words_changed_says_the_same() -> None:
    assert says_the_same(STORY[0], STORY[0].replace("late on Tuesday", "on Tuesday evening"))
    assert not says_the_same(STORY[0], STORY[1])
