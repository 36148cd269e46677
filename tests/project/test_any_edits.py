"""Whatever is edited, undone, redone and reopened: an undo gives back what was, and the landscape stays sound."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from explorer.landscape.claims import Change
from explorer.landscape.facts import Place
from explorer.landscape.refusals import RefusedEdit
from explorer.landscape.views import View
from explorer.landscape.vocabulary import DealField, DealType, Reality, Review, Stage, StandingKind
from explorer.project.landscape import Landscape
from explorer.project.search_index import SEARCHED
from tests.project.building import everything, ford_alibaba, ford_vw, printed, short

FIRMS = ["Ford", "Volkswagen", "Alibaba", "Mazda", "Argo"]
picks = st.integers(0, 1000)


class AnyEdits(RuleBasedStateMachine):
    """Keeps what was seen before and after every step, as a stack like the history itself."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.landscape = Landscape.create(self.folder / "any.landscape")
        self.states = [everything(self.landscape)]
        self.at = 0
        self.texts = 0

    def teardown(self) -> None:
        self.landscape.close()
        shutil.rmtree(self.folder)

    def _edited(self, before: int) -> None:
        if len([step for step in self.landscape.history() if not step.is_undone]) > before:
            self.at += 1
            self.states[self.at :] = [everything(self.landscape)]

    def _edit(self, change: object) -> None:
        steps = self.at
        try:
            assert callable(change)
            change()
        except RefusedEdit:
            assert everything(self.landscape) == self.states[self.at]
        self._edited(steps)

    def _company(self, pick: int) -> Place:
        companies = self.landscape.companies()
        return Place(companies[pick % len(companies)].id, 0, 0)

    @rule(which=st.sampled_from([ford_vw, ford_alibaba]))
    def read_a_seed(self, which: object) -> None:
        assert callable(which)
        self._edit(lambda: self.landscape.add_readings([which()], "Read"))

    @rule(a=st.sampled_from(FIRMS), b=st.sampled_from(FIRMS), stage=st.sampled_from(["signed", "in_talks", "terminated"]))
    def read_another(self, a: str, b: str, stage: str) -> None:
        self.texts += 1
        text = f"{a} and {b} made pact {self.texts}."
        said = [(DealField.TYPE, "alliance", "pact"), (DealField.STAGE, stage, "made pact")]
        parties = list(dict.fromkeys([a, b]))
        self._edit(lambda: self.landscape.add_readings([short(text, parties, said, f"20{10 + self.texts % 10}")], "Read"))

    @rule(outlet=st.sampled_from(["Wire", "Herald", "Post"]))
    def read_a_printing(self, outlet: str) -> None:
        self._edit(lambda: self.landscape.add_readings([printed(outlet, f"By {outlet}")], "Read"))

    @precondition(lambda self: self.landscape.sources())
    @rule(a=picks, b=picks)
    def take_printings_apart_or_together(self, a: int, b: int) -> None:
        sources = self.landscape.sources()
        one, other = sources[a % len(sources)].id, sources[b % len(sources)].id
        self._edit(lambda: self.landscape.separate_story(one) if one == other else self.landscape.join_story(one, other))

    @rule(name=st.sampled_from(FIRMS))
    def add_company(self, name: str) -> None:
        self._edit(lambda: self.landscape.add_company(name))

    @precondition(lambda self: self.landscape.companies())
    @rule(a=picks, b=picks)
    def merge(self, a: int, b: int) -> None:
        self._edit(lambda: self.landscape.merge(self._company(a).company, self._company(b).company))

    @precondition(lambda self: self.landscape.companies())
    @rule(a=picks)
    def separate(self, a: int) -> None:
        merged = [company.id for company in self.landscape.merged_into(self._company(a).company)]
        self._edit(lambda: self.landscape.separate((merged or [self._company(a).company])[0]))

    @precondition(lambda self: self.landscape.companies())
    @rule(a=picks, name=st.sampled_from(FIRMS))
    def rename(self, a: int, name: str) -> None:
        self._edit(lambda: self.landscape.rename(self._company(a).company, name))

    @precondition(lambda self: self.landscape.companies())
    @rule(a=picks, b=picks, alone=st.booleans())
    def set_parent(self, a: int, b: int, alone: bool) -> None:
        parent = None if alone else self._company(b).company
        self._edit(lambda: self.landscape.set_parent(self._company(a).company, parent))

    @precondition(lambda self: self.landscape.companies())
    @rule(a=picks, x=st.floats(-9, 9), pinned=st.booleans())
    def move(self, a: int, x: float, pinned: bool) -> None:
        place = Place(self._company(a).company, x, 1.0, pinned)
        self._edit(lambda: self.landscape.move([place]))

    @precondition(lambda self: self.landscape.deals(with_rejected=True))
    @rule(deal=picks, field=st.sampled_from([DealField.TERM, DealField.TYPE, DealField.STAGE]), also=st.booleans())
    def state(self, deal: int, field: DealField, also: bool) -> None:
        deals = self.landscape.deals(with_rejected=True)
        value = {DealField.TERM: "two-year", DealField.TYPE: "supply", DealField.STAGE: "signed"}[field]
        self._edit(lambda: self.landscape.state(deals[deal % len(deals)].id, field, value, also=also))

    @precondition(lambda self: self.landscape.sources())
    @rule(pick=picks, review=st.sampled_from(list(Review)))
    def judge(self, pick: int, review: Review) -> None:
        sources = self.landscape.sources()
        findings = self.landscape.findings_in(sources[pick % len(sources)].id)
        claims = [claim for claim, _, _ in findings][pick % 5 :: 3] + list(self.landscape.proposals()[:2])
        if claims:
            self._edit(lambda: self.landscape.judge(claims, review))

    @precondition(lambda self: len(self.landscape.companies()) > 1)
    @rule(a=picks, b=picks)
    def add_deal(self, a: int, b: int) -> None:
        parties = [self._company(a).company, self._company(b).company]
        self._edit(lambda: self.landscape.add_deal(parties, [DealType.SUPPLY], Stage.SIGNED, Reality.AGREED, None))

    @precondition(lambda self: self.landscape.companies())
    @rule(a=picks)
    def add_standing(self, a: int) -> None:
        company = self._company(a).company
        self._edit(lambda: self.landscape.add_standing(company, "cloud", StandingKind.HAS, None, Reality.DONE, None))

    @precondition(lambda self: self.landscape.sources())
    @rule(pick=picks)
    def remove_source(self, pick: int) -> None:
        sources = self.landscape.sources()
        self._edit(lambda: self.landscape.remove_source(sources[pick % len(sources)].id))

    @rule()
    def keep_view(self) -> None:
        self._edit(lambda: self.landscape.keep_view("View", View()))

    @rule()
    def undo(self) -> None:
        change = self.landscape.undo()
        assert (change is None) == (self.at == 0)
        self.at = max(0, self.at - 1)

    @rule()
    def redo(self) -> None:
        change: Change | None = self.landscape.redo()
        assert (change is None) == (self.at == len(self.states) - 1)
        self.at = min(len(self.states) - 1, self.at + 1)

    @rule()
    def reopen(self) -> None:
        self.landscape.close()
        self.landscape = Landscape.open(self.folder / "any.landscape")

    @invariant()
    def what_is_shown_is_what_was_shown_at_this_step(self) -> None:
        assert everything(self.landscape) == self.states[self.at]

    @invariant()
    def the_landscape_is_sound(self) -> None:
        report = self.landscape.check()
        assert report.is_sound, report.broken
        assert report.quotes == report.verbatim
        assert report.steps == self.at

    @invariant()
    def search_is_in_step(self) -> None:
        for index in ("text_search", *(searched[0] for searched in SEARCHED)):
            self.landscape._run(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")


TestAnyEdits = AnyEdits.TestCase
TestAnyEdits.settings = settings(max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck))
