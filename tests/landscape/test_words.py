from enum import StrEnum

import pytest

from explorer.landscape import vocabulary
from explorer.landscape.words import counted, listed, words

TERMS = [
    term
    for kind in vars(vocabulary).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind not in (StrEnum, vocabulary.DealField)
    for term in kind
]


@pytest.mark.parametrize("term", TERMS, ids=str)
def test_every_term_has_words_without_underscores(term: StrEnum) -> None:
    assert words(term)
    assert "_" not in words(term)


def test_lists_are_joined_as_people_speak() -> None:
    assert listed(["Ford"]) == "Ford"
    assert listed(["Ford", "Volkswagen", "Alibaba"]) == "Ford, Volkswagen and Alibaba"
    assert listed([]) == ""


def test_counts_are_told_in_words() -> None:
    assert [counted(number, "company", "companies") for number in (0, 1, 2)] == ["no companies", "1 company", "2 companies"]
