"""What decisions teach: from the reader's own word to numbers that mean something, always the same for the same decisions."""

import random

import pytest

from explorer.analysis.learning import ENOUGH, Foretold, Learned, learned_from
from explorer.analysis.reliability import TooFewDecisions, reliability
from explorer.landscape.claims import Claim, ClaimKind
from explorer.landscape.decisions import Clue, Decision

JOINS, OWNS = Clue(0.8, ("rule: joins", "cue: alliance")), Clue(0.8, ("rule: owns", "cue: stake"))


def decided(number: int, clue: Clue, is_right: bool) -> Decision:
    return Decision(number, Claim(ClaimKind.DEAL, number), is_right, "", clue)


def simulated(number: int, seed: int = 1) -> list[Decision]:
    """Decisions of an analyst who finds nine in ten of one rule right and three in ten of another; the reader says .8 of both."""
    chance = random.Random(seed)
    clues = [chance.choice((JOINS, OWNS)) for _ in range(number)]
    return [decided(n, clue, chance.random() < (0.9 if clue is JOINS else 0.3)) for n, clue in enumerate(clues)]


@pytest.mark.parametrize("confidence", [0.05, 0.3, 0.5, 0.81, 0.95])
def test_before_the_first_decision_the_reader_is_taken_at_its_word(confidence: float) -> None:
    assert Learned().chance(Clue(confidence, ("rule: any",))) == pytest.approx(confidence)


def test_a_few_decisions_do_not_swing_it() -> None:
    learned = learned_from([decided(n, OWNS, False) for n in range(2)])
    assert 0.45 < learned.chance(OWNS) < learned.chance(JOINS) < 0.8


def test_many_decisions_tell_a_rule_that_errs_from_one_that_does_not() -> None:
    learned = learned_from(simulated(300))
    assert learned.chance(JOINS) == pytest.approx(0.9, abs=0.07)
    assert learned.chance(OWNS) == pytest.approx(0.3, abs=0.07)
    assert {sign for sign, _ in learned.reasons(OWNS, 2)} == {"rule: owns", "cue: stake"}
    assert all(weight < 0 for _, weight in learned.reasons(OWNS, 2))


def test_the_same_decisions_give_the_same_numbers_whether_learned_at_once_or_one_by_one() -> None:
    decisions = simulated(80)
    at_once, step = learned_from(decisions), None
    for number in range(len(decisions) + 1):
        step = learned_from(decisions[:number], step)
    assert step.chance(JOINS) == at_once.chance(JOINS)
    assert [one.chance for one in step.foretold] == [one.chance for one in at_once.foretold]


def test_many_proposals_at_once_get_the_numbers_that_each_gets_alone() -> None:
    learned = learned_from(simulated(50))
    clues = [JOINS, OWNS, Clue(0.4), Clue(0.7, ("rule: new", "cue: alliance")), Clue(0.9, ("rule: owns", "rule: owns"))]
    assert learned.chances(clues) == pytest.approx([learned.chance(clue) for clue in clues])
    assert learned.chances([]) == []


def test_a_decision_taken_back_is_unlearned() -> None:
    decisions = simulated(40)
    went_on = learned_from(decisions)
    back = learned_from(decisions[:-1], went_on)
    assert back.chance(OWNS) == learned_from(decisions[:-1]).chance(OWNS)


def test_nothing_is_ever_certain() -> None:
    learned = learned_from([decided(n, JOINS, True) for n in range(400)])
    assert 0.9 < learned.chance(JOINS) < 1
    assert 0 < learned.chance(Clue(0.0)) < 1


def test_reliability_is_refused_with_the_reason_where_decisions_are_few_or_all_alike() -> None:
    with pytest.raises(TooFewDecisions, match=f"30 of the at least {ENOUGH} decisions"):
        reliability(learned_from(simulated(30)).foretold)
    with pytest.raises(TooFewDecisions, match="90 right and 0 wrong"):
        reliability(learned_from([decided(n, JOINS, True) for n in range(90)]).foretold)


def test_reliability_sorts_decisions_by_what_was_foretold_and_measures_how_far_off_it_was() -> None:
    found = reliability(learned_from(simulated(320)).foretold)
    assert sum(len(one.decisions) for one in found.bins) == found.decisions == 300
    assert [one.foretold for one in found.bins] == sorted(one.foretold for one in found.bins)
    assert min(len(one.decisions) for one in found.bins) >= 25
    by_hand = sum(len(one.decisions) * abs(one.share - one.foretold) for one in found.bins) / 300
    assert found.error == pytest.approx(by_hand)
    assert found.error < 0.1


def test_confidence_that_means_nothing_is_found_out() -> None:
    liar = [Foretold(decided(n, JOINS, n % 2 == 0), 0.1 + 0.8 * (n % 4 > 1)) for n in range(100)]
    assert reliability(liar).error == pytest.approx(0.4, abs=0.02)
