"""How far a deal has come, weighed over all its tellings where no plain wording says it.

A logistic model knows the pairs of stage and reality that occur. Plain wordings keep their word ("signed", "called off", "may");
where the rules go by the form of a verb, or by words that often speak of something else, the model may say otherwise.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from explorer.landscape.vocabulary import Reality, Stage
from explorer.reading.deals import Gathered
from explorer.reading.logistic import Logistic, shares
from explorer.reading.models import Model
from explorer.reading.pairs import stem
from explorer.reading.phrases import PREPOSITIONS, Row
from explorer.reading.progress_signs import Signs, place
from explorer.reading.stages import Standing
from explorer.reading.tellings import Event

FORM = 1
NAME = "stages"
Way = tuple[Stage, Reality]  # of what is agreed and what is intended the model knows no difference: both are INTENDED here
#: How many times likelier than what the rules say another stage must be; what the rules say of other stages is plain.
_MARGINS = {Stage.INTENDED: 1.0, Stage.IN_FORCE: 1.5, Stage.DENIED: 3.0}
_OTHER_REALITY = 2.0  # the same for another reality of the same stage
_LEAST_TO_RAISE = 0.5  # what the rules take for less than done is done only from this chance on
_LEAST_TO_RAISE_PLANS = 0.75  # the same where words speak of the future: more than "chose Acme to build it"
_LEAST_TO_KEEP = 0.35  # what the rules take for done is less below this chance
_PLANS = frozenset(
    stem(word)
    for word in """plan plans planning want wants hope hopes hoping intend intends intention seek seeks seeking sought aim aims try
    trying expect expects expected decide decided agree agrees agreed offer offers bid bids propose proposed proposal will would set
    able about""".split()
)
_AGREED = frozenset((Stage.SIGNED, Stage.PENDING_APPROVAL, Stage.IN_FORCE, Stage.EXTENDED))
_SMALL = PREPOSITIONS | set("the and its their that this was were are has had have been".split())  # words that show nobody anything
_DENIALS = ("den", "rul", "no ", "have no ")
_PLANNED = (Reality.AGREED, Reality.INTENDED)


def is_plain(how: Standing) -> bool:
    """Say whether the rules' word stands whatever the model holds: plain wordings, hedges and questions."""
    return (
        how.stage not in _MARGINS
        or how.reality in (Reality.ASKED, Reality.POSSIBLE)
        or (how.stage is Stage.DENIED and how.words.startswith(_DENIALS))
    )


class Progress:
    """Weighs the signs of tellings with the weights of `resources/models/stages`."""

    def __init__(self, model: Model) -> None:
        self._model = Logistic(model)
        self._ways: list[Way] = [_way(name) for name in model.words("ways")]

    def settle(self, deals: Iterable[Gathered], rows: Sequence[Row], text: str) -> None:
        """Set the last step of each deal of which the model knows better than the rules."""
        signs = Signs(rows, text)
        for deal in deals:
            last = deal.steps[-1]
            if not is_plain(last.standing):
                told = [signs.of(event) for event in deal.events]
                of_last = told[next(at for at, event in enumerate(deal.events) if event is last)]
                if how := chosen(last.standing, self.likely(told), of_last):
                    self._set(deal, last, how, told, rows)

    def likely(self, told: Sequence[Sequence[str]]) -> Mapping[Way, float]:
        """Return how likely each stage and reality is, by the signs of each telling of one deal."""
        scores = self._model.sums(told)
        scores -= np.log(np.exp(scores - scores.max(axis=1, keepdims=True)).sum(axis=1, keepdims=True))
        (likely,) = shares(scores.mean(axis=0, keepdims=True)).tolist()
        return dict(zip(self._ways, likely, strict=True))

    def _set(self, deal: Gathered, last: Event, how: Way, told: Sequence[Sequence[str]], rows: Sequence[Row]) -> None:
        """Let the telling that shows it best be the last step, of that step and those after it, with the word that weighs most."""
        column = self._ways.index(how)
        later = [at for at, event in enumerate(deal.events) if event.trigger >= last.trigger]
        scores = self._model.sums(told)[:, column].tolist()
        at = max(later, key=lambda at: (scores[at], -at))
        event = deal.events[at]
        stage, reality = how
        if reality is Reality.INTENDED:
            said = last.standing.reality
            reality = said if said in _PLANNED else Reality.AGREED if stage in _AGREED else Reality.INTENDED
        words = self._word(rows[event.line], event, told[at], column)
        deal.decided = replace(event, standing=Standing(stage, reality, words))

    def _word(self, row: Row, event: Event, of_telling: Sequence[str], column: int) -> str:
        """The word of the sentence whose signs speak most for what is told."""
        weight: dict[str, float] = defaultdict(float)
        known = self._model.places
        for sign in of_telling:
            if sign in known and sign[:2] not in ("r:", "R:", "k:", "N:", "O:"):
                weight[sign.partition(":")[2]] += float(self._model.weights[known[sign], column])
        near = place(row, event.trigger)
        own = [i for i, item in enumerate(row.items) if len(item.low) > 2 and item.low[0].isalpha() and item.low not in _SMALL]
        best = max(own, key=lambda i: (weight.get(row.low(i), 0.0), -abs(i - near)), default=near)
        return row.low(best) or event.word


def chosen(rules: Standing, likely: Mapping[Way, float], of_telling: Sequence[str]) -> Way | None:
    """Return what the model says instead of the rules, which read a telling with these signs; None where their word stands.

    In doubt the weaker reality is taken.
    """
    is_planned = rules.stage is Stage.INTENDED and not _is_bare_infinitive(of_telling)
    done = sum(chance for (_, reality), chance in likely.items() if reality is Reality.DONE)
    said = Reality.INTENDED if rules.reality is Reality.AGREED else rules.reality
    if done < (_LEAST_TO_KEEP if said is Reality.DONE else _LEAST_TO_RAISE_PLANS if is_planned else _LEAST_TO_RAISE):
        likely = {way: chance for way, chance in likely.items() if way[1] is not Reality.DONE}
    stages: dict[Stage, float] = defaultdict(float)
    for (stage, _), chance in likely.items():
        stages[stage] += chance
    best = max(stages, key=lambda stage: stages[stage])
    if stages[best] < _MARGINS[rules.stage] * stages[rules.stage]:
        best = rules.stage
    realities = {reality: chance for (stage, reality), chance in likely.items() if stage is best}
    if not realities:
        return None
    reality = max(realities, key=lambda one: realities[one])
    if best is rules.stage and (reality is said or realities[reality] < _OTHER_REALITY * realities.get(said, 0.0)):
        return None
    return best, reality


def _is_bare_infinitive(of_telling: Sequence[str]) -> bool:
    """Tell "chose Acme to build it" from "plans to build it" and "will build it"."""
    near = {sign[2:] for sign in of_telling if sign.startswith("L:")}
    return "A:to" in of_telling and _PLANS.isdisjoint(near)


def _way(name: str) -> Way:
    stage, _, reality = name.partition("/")
    return Stage(stage), Reality(reality)
