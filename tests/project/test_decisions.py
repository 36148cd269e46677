"""Decisions are kept with the signs they were judged by, go with an undo, and can be forgotten."""

from explorer.landscape.claims import Claim, ClaimKind
from explorer.landscape.facts import CompanyId, DealId
from explorer.landscape.vocabulary import DealField, DealType, Review, Stage
from explorer.project.landscape import Landscape

TALKS, LETTER = (Claim(ClaimKind.DEAL, number) for number in (1, 2))


def verdicts(landscape: Landscape) -> list[tuple[Claim, bool, str]]:
    return [(one.claim, one.is_right, one.reason) for one in landscape.decisions()]


def test_a_proposal_judged_alone_is_a_decision_with_its_signs(cars: Landscape) -> None:
    cars.judge([TALKS], Review.ACCEPTED)
    cars.judge([Claim(ClaimKind.STANDING, 1)], Review.REJECTED, "wrong party")
    assert verdicts(cars) == [(TALKS, True, ""), (Claim(ClaimKind.STANDING, 1), False, "wrong party")]
    deal, standing = cars.decisions()
    assert {"type: alliance", "stage: in_talks", "parties: 2", "voice: the article", "has flows"} <= set(deal.clue.signs)
    assert {"standing: lags", "capability is known"} <= set(standing.clue.signs)
    assert (deal.deal, standing.company) == (DealId(1), CompanyId(1))


def test_of_many_judged_at_once_nothing_is_learned(cars: Landscape) -> None:
    cars.judge([TALKS, LETTER], Review.ACCEPTED)
    assert cars.decisions() == ()


def test_the_last_word_about_a_proposal_counts_and_setting_it_back_takes_it_away(cars: Landscape) -> None:
    cars.judge([TALKS], Review.ACCEPTED)
    cars.judge([TALKS], Review.REJECTED, "no deal")
    assert verdicts(cars) == [(TALKS, False, "no deal")]
    cars.judge([TALKS], Review.PROPOSED)
    assert cars.decisions() == ()


def test_an_undo_takes_a_decision_back_and_a_redo_brings_it_again(cars: Landscape) -> None:
    change = cars.judge([TALKS], Review.ACCEPTED)
    assert change.decisions
    before = cars.decisions()
    assert cars.undo().decisions
    assert cars.decisions() == ()
    cars.redo()
    assert cars.decisions() == before


def test_a_correction_says_that_the_proposal_was_wrong_as_it_stood(cars: Landscape) -> None:
    cars.state(DealId(1), DealField.STAGE, Stage.SIGNED)
    cars.drop_party(DealId(2), CompanyId(3))
    assert verdicts(cars) == [(TALKS, False, "corrected"), (LETTER, False, "corrected")]


def test_what_is_added_to_a_deal_corrects_nothing(cars: Landscape) -> None:
    cars.state(DealId(1), DealField.TERM, "two years")
    cars.state(DealId(1), DealField.TYPE, DealType.SUPPLY, also=True)
    assert cars.decisions() == ()


def test_what_is_changed_after_it_was_accepted_leaves_the_decision(cars: Landscape) -> None:
    cars.judge([TALKS], Review.ACCEPTED)
    cars.state(DealId(1), DealField.STAGE, Stage.SIGNED)
    assert verdicts(cars) == [(TALKS, True, "")]


def test_what_was_learned_can_be_forgotten_and_that_undone(cars: Landscape) -> None:
    cars.judge([TALKS], Review.ACCEPTED)
    cars.forget_decisions()
    assert cars.decisions() == ()
    assert cars.deal(DealId(1)).review is Review.ACCEPTED
    cars.undo()
    assert verdicts(cars) == [(TALKS, True, "")]


def test_an_own_deal_is_no_proposal_to_learn_from(cars: Landscape) -> None:
    _, deal = cars.add_deal([CompanyId(1), CompanyId(3)], [DealType.SUPPLY], Stage.SIGNED, "done", None, note="told by phone")
    cars.judge([Claim(ClaimKind.DEAL, deal)], Review.ACCEPTED)
    assert cars.decisions() == ()


def test_the_queue_tells_what_puts_each_proposal_in_its_place(cars: Landscape) -> None:
    waiting = {one.claim: one for one in cars.waiting()}
    assert tuple(waiting) == cars.proposals()
    assert (waiting[TALKS].connections, waiting[TALKS].published) == (3, "2018-06-20")
    assert cars.clues(cars.proposals()).keys() == waiting.keys()
