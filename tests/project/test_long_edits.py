"""Many articles are taken in while others ask: they are answered, their edits wait, and stopping leaves nothing behind."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from explorer.landscape.readings import Reading
from explorer.landscape.refusals import Cancelled, RefusedEdit
from explorer.landscape.vocabulary import DealField
from explorer.project.landscape import Landscape
from tests.project.building import ford_alibaba, ford_vw, short


def articles() -> list[Reading]:
    return [ford_vw(), ford_alibaba(), short("Daimler and BMW sign.", ["Daimler", "BMW"], [(DealField.TYPE, "alliance", "sign")])]


def meanwhile(landscape: Landscape, act: Callable[[], object]) -> list[object]:
    """Take articles in on another thread and `act` here after the first; return what came of either."""
    found: list[object] = []
    first_is_in, acted = threading.Event(), threading.Event()

    def before_each(number: int) -> None:
        if number == 1:
            landscape._let_others_ask()  # the thread that acts gets its turn before the second article
            first_is_in.set()
            while not acted.is_set() and not landscape._is_closing:
                landscape._let_others_ask()

    def take_in() -> None:
        try:
            found.append(landscape.add_readings(articles(), "Read", before_each))
        except Cancelled as cancelled:
            found.append(cancelled)

    worker = threading.Thread(target=take_in)
    worker.start()
    assert first_is_in.wait(5)
    try:
        found.append(act())
    except RefusedEdit as refusal:
        found.append(refusal)
    acted.set()
    worker.join(5)
    return found


def test_questions_are_answered_while_articles_are_taken_in(landscape: Landscape) -> None:
    names = meanwhile(landscape, lambda: {company.name for company in landscape.companies()})[0]
    assert isinstance(names, set)
    assert "Ford" in names and "Daimler" not in names
    assert len(landscape.sources()) == 3


def test_claims_are_told_in_words_while_articles_are_taken_in(landscape: Landscape) -> None:
    said = meanwhile(landscape, lambda: [landscape.excerpts_of(company.id) for company in landscape.companies()])[0]
    assert isinstance(said, list) and all(said)


def test_an_edit_meanwhile_is_refused_and_the_articles_come_in(landscape: Landscape) -> None:
    refusal, _ = meanwhile(landscape, lambda: landscape.add_company("Mazda"))
    assert isinstance(refusal, RefusedEdit)
    assert "being taken in" in str(refusal)
    assert [step.name for step in landscape.history()] == ["Read"]
    assert landscape.check().is_sound


def test_what_is_raised_before_an_article_takes_all_back(landscape: Landscape) -> None:
    def stop_at_the_last(number: int) -> None:
        if number == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        landscape.add_readings(articles(), "Read", stop_at_the_last)
    assert (landscape.companies(), landscape.sources(), landscape.history()) == ((), (), ())


def test_closing_meanwhile_takes_the_articles_back_and_leaves_a_sound_file(landscape: Landscape, path: Path) -> None:
    outcomes = meanwhile(landscape, landscape.close)
    assert any(isinstance(outcome, Cancelled) for outcome in outcomes)
    with Landscape.open(path) as again:
        assert again.sources() == ()
        assert again.check().is_sound
