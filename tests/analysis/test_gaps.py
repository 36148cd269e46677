from textwrap import dedent

from explorer.analysis.gaps import AS_WORDED, gap_matrix
from explorer.landscape.claims import Claim, ClaimKind
from explorer.landscape.facts import Capability, CapabilityId, Standing, StandingId
from explorer.landscape.vocabulary import Instrument, Reality, Review, Stage, StandingKind
from tests.analysis.known import (
    ACME,
    ALIBABA,
    ALICLOUD,
    CLOUD,
    FORD,
    GM,
    PLATFORM,
    VW,
    area,
    basis,
    company,
    deal,
    drawn,
    flow,
    matrix,
    standing,
)


def test_every_standing_has_its_glyph_and_the_three_blanks_differ() -> None:
    found = matrix(
        companies=(company(FORD), company(VW), company(GM), company(ACME)),
        standings=(
            standing(1, FORD, StandingKind.LAGS, PLATFORM),
            standing(2, VW, StandingKind.LEADS, PLATFORM),
            standing(3, FORD, StandingKind.LACKS),
            standing(4, GM, StandingKind.DEVELOPING),
        ),
    )
    assert drawn(found) == dedent("""\
              EV platform  Cloud
        Acme  ?            ?
        Ford  ○            ✕
        GM    –            ◐
        VW    ●            –
    """)


def test_a_flow_gives_the_taker_the_capability_through_the_giver_and_the_giver_nothing() -> None:
    found = matrix(
        companies=(company(FORD), company(VW)),
        flows=(flow(1, 1, VW, FORD),),
        deals=(deal(1, (FORD, VW), Stage.IN_FORCE, term="until 2026"),),
    )
    assert drawn(found) == dedent("""\
              EV platform
        Ford  ◑
        VW    –
    """)
    assert found.content(FORD, PLATFORM).words == "gets through VW, in force, until 2026"


def test_a_path_below_definitive_paper_or_below_agreed_is_contingent() -> None:
    def glyph(stage: Stage, instrument: Instrument | None = None, reality: Reality = Reality.DONE) -> str:
        deals = (deal(1, (FORD, VW), stage, instrument),)
        found = matrix(companies=(company(FORD), company(VW)), flows=(flow(1, 1, VW, FORD, reality=reality),), deals=deals)
        return found.content(FORD, PLATFORM).glyph

    assert glyph(Stage.SIGNED, Instrument.DEFINITIVE, Reality.AGREED) == "◑"
    assert glyph(Stage.SIGNED, Instrument.LETTER_OF_INTENT) == "◌"
    assert glyph(Stage.SIGNED, Instrument.MEMORANDUM) == "◌"
    assert glyph(Stage.IN_TALKS) == "◌"
    assert glyph(Stage.PENDING_APPROVAL) == "◌"
    assert glyph(Stage.SIGNED, reality=Reality.INTENDED) == "◌"


def test_what_lies_below_the_reality_level_is_a_ghost() -> None:
    world = {
        "companies": (company(FORD), company(VW)),
        "standings": (standing(1, VW, StandingKind.LEADS, CLOUD, reality=Reality.POSSIBLE),),
        "flows": (flow(1, 1, VW, FORD, reality=Reality.INTENDED),),
        "deals": (deal(1, (FORD, VW), Stage.IN_TALKS),),
    }
    assert drawn(matrix(**world, level=Reality.INTENDED)) == dedent("""\
              EV platform  Cloud
        Ford  ◌            –
        VW    –            (●)
    """)
    assert drawn(matrix(**world, level=Reality.POSSIBLE)) == dedent("""\
              EV platform  Cloud
        Ford  ◌            –
        VW    –            ●
    """)
    assert matrix(**world).content(FORD, PLATFORM).words == "gets through VW, in talks, intended"


def test_a_path_of_a_deal_that_is_over_or_denied_is_a_ghost_at_every_level() -> None:
    for stage in (Stage.TERMINATED, Stage.ABANDONED, Stage.EXPIRED, Stage.DENIED):
        found = matrix(
            companies=(company(FORD), company(VW)),
            flows=(flow(1, 1, VW, FORD),),
            deals=(deal(1, (FORD, VW), stage),),
            level=Reality.ASKED,
        )
        assert found.content(FORD, PLATFORM).is_ghost


def test_what_is_denied_is_never_solid() -> None:
    found = matrix(
        companies=(company(FORD),),
        standings=(standing(1, FORD, StandingKind.HAS, reality=Reality.DENIED),),
        level=Reality.ASKED,
    )
    assert found.content(FORD, CLOUD).is_ghost
    assert found.content(FORD, CLOUD).words == "has, denied"


def test_a_unit_counts_for_its_parent_and_is_named() -> None:
    found = matrix(
        companies=(company(FORD), company(ALIBABA), company(ALICLOUD, ALIBABA)),
        standings=(standing(1, ALICLOUD, StandingKind.LEADS),),
        flows=(flow(1, 1, ALICLOUD, FORD, CLOUD),),
        deals=(deal(1, (FORD, ALICLOUD), Stage.SIGNED, Instrument.LETTER_OF_INTENT, "three-year"),),
    )
    assert drawn(found) == dedent("""\
                 Cloud
        Alibaba  ●
        Ford     ◌
    """)
    assert found.content(ALIBABA, CLOUD).words == "leads, through its unit Alibaba Cloud"
    assert found.content(FORD, CLOUD).words == "gets through Alibaba Cloud, letter of intent, three-year"


def test_a_parent_and_its_unit_give_each_other_nothing() -> None:
    found = matrix(
        companies=(company(ALIBABA), company(ALICLOUD, ALIBABA)),
        flows=(flow(1, 1, ALICLOUD, ALIBABA, CLOUD),),
        deals=(deal(1, (ALIBABA, ALICLOUD), Stage.IN_FORCE),),
    )
    assert not found.cells


def test_statements_that_cannot_both_hold_split_the_cell_and_both_stay() -> None:
    found = matrix(
        companies=(company(FORD),),
        standings=(
            standing(1, FORD, StandingKind.LEADS),
            standing(2, FORD, StandingKind.LAGS),
            standing(3, FORD, StandingKind.SEEKS),
        ),
    )
    content = found.content(FORD, CLOUD)
    assert content.is_disputed
    assert set(content.glyph) == {"●", "⚡", "○"}
    assert content.words.startswith("sources disagree: ")
    assert len(content.entries) == 3


def test_what_is_only_possible_does_not_dispute_what_is_said_plainly() -> None:
    found = matrix(
        companies=(company(FORD),),
        standings=(standing(1, FORD, StandingKind.LEADS), standing(2, FORD, StandingKind.LAGS, reality=Reality.POSSIBLE)),
    )
    assert found.content(FORD, CLOUD).glyph == "●"


def test_the_analyst_is_shown_before_the_machine_and_the_later_before_the_earlier() -> None:
    own = Standing(StandingId(9), FORD, "cloud", StandingKind.SEEKS, basis(origin="analyst"), CLOUD)
    machine = (
        standing(1, FORD, StandingKind.LAGS, as_of="2017"),
        standing(2, FORD, StandingKind.DEVELOPING, as_of="2019"),
        standing(3, FORD, StandingKind.LAGS, as_of="2018"),
    )
    assert matrix(companies=(company(FORD),), standings=machine).content(FORD, CLOUD).glyph == "◐"
    assert matrix(companies=(company(FORD),), standings=(*machine, own)).content(FORD, CLOUD).glyph == "↗"


def test_a_lag_and_a_path_stand_side_by_side_and_the_gap_closes_only_when_the_path_is_in_force() -> None:
    def gaps(stage: Stage) -> tuple[str, int]:
        found = matrix(
            companies=(company(FORD), company(VW)),
            standings=(standing(1, FORD, StandingKind.LAGS, PLATFORM),),
            flows=(flow(1, 1, VW, FORD),),
            deals=(deal(1, (FORD, VW), stage),),
        )
        return found.content(FORD, PLATFORM).glyph, found.gaps_of(FORD)

    assert gaps(Stage.IN_TALKS) == ("○◌", 1)
    assert gaps(Stage.IN_FORCE) == ("○◑", 0)


def test_an_area_of_cooperation_is_shared_by_all_parties_unless_a_flow_says_who_gives() -> None:
    found = matrix(
        companies=(company(FORD), company(ALIBABA)),
        flows=(flow(1, 1, ALIBABA, FORD, CLOUD),),
        deals=(deal(1, (FORD, ALIBABA), Stage.SIGNED, Instrument.LETTER_OF_INTENT, "three-year"),),
        areas=(area(1, 1), area(2, 1, PLATFORM, "EV platforms")),
    )
    assert drawn(found) == dedent("""\
                 EV platform  Cloud
        Alibaba  ◌            –
        Ford     ◌            ◌
    """)
    assert found.content(ALIBABA, PLATFORM).words == "with Ford, letter of intent, three-year"


def test_wordings_the_vocabulary_does_not_know_get_their_own_group_merged_whatever_their_case() -> None:
    found = matrix(
        companies=(company(FORD), company(GM)),
        standings=(
            standing(1, FORD, StandingKind.HAS, None, "Flying  cars"),
            standing(2, GM, StandingKind.SEEKS, None, "the flying cars"),
            standing(3, GM, StandingKind.HAS),
        ),
    )
    assert [(column.group_name, column.name) for column in found.capabilities] == [
        ("Software", "Cloud"),
        ("As worded", "Flying cars"),
    ]
    assert found.capabilities[-1].group == AS_WORDED


def test_the_same_thing_in_the_plural_new_or_somebodys_own_is_one_column() -> None:
    found = matrix(
        companies=(company(FORD), company(GM)),
        standings=(
            standing(1, FORD, StandingKind.HAS, None, "Flying cars"),
            standing(2, GM, StandingKind.SEEKS, None, "its own new flying car"),
            standing(3, GM, StandingKind.HAS, None, "three flying cars"),
            standing(4, GM, StandingKind.HAS, None, "Glass"),
        ),
    )
    assert [column.name for column in found.capabilities] == ["Flying cars", "Glass"]


def test_a_long_vocabulary_makes_no_empty_columns() -> None:
    many = tuple(Capability(CapabilityId(f"c{n}"), f"Capability {n}", None) for n in range(400))
    found = gap_matrix(
        [company(FORD)],
        many,
        [standing(1, FORD, StandingKind.HAS, CapabilityId("c7"))],
        [],
        [],
        level=Reality.DONE,
        examined=[FORD],
    )
    assert [column.name for column in found.capabilities] == ["Capability 7"]


def test_a_wording_that_is_a_name_or_a_synonym_stands_in_that_column() -> None:
    found = matrix(companies=(company(FORD),), standings=(standing(1, FORD, StandingKind.HAS, None, "CLOUD"),))
    assert [column.id for column in found.capabilities] == [CLOUD]


def test_rejected_claims_and_what_hangs_on_rejected_deals_are_not_drawn() -> None:
    gone = Standing(StandingId(1), FORD, "cloud", StandingKind.HAS, basis(review=Review.REJECTED), CLOUD)
    found = matrix(
        companies=(company(FORD), company(VW)),
        standings=(gone,),
        flows=(flow(1, 1, VW, FORD),),
        deals=(deal(1, (FORD, VW), Stage.IN_FORCE, review=Review.REJECTED),),
        areas=(area(1, 1),),
    )
    assert not found.cells


def test_money_is_no_capability() -> None:
    found = matrix(
        companies=(company(FORD), company(VW)),
        flows=(
            flow(1, 1, VW, FORD, None, "equity"),
            flow(2, 1, VW, FORD, None, "a minority stake"),
            flow(3, 1, VW, FORD, None, "$100 million for a year"),
        ),
        deals=(deal(1, (FORD, VW), Stage.SIGNED),),
    )
    assert not found.capabilities


def test_every_entry_leads_to_its_claims() -> None:
    found = matrix(
        companies=(company(FORD), company(VW)),
        standings=(standing(7, FORD, StandingKind.LAGS, PLATFORM),),
        flows=(flow(3, 1, VW, FORD),),
        deals=(deal(1, (FORD, VW), Stage.IN_TALKS),),
    )
    assert [entry.claims for entry in found.content(FORD, PLATFORM).entries] == [
        (Claim(ClaimKind.STANDING, 7),),
        (Claim(ClaimKind.FLOW, 3), Claim(ClaimKind.DEAL, 1)),
    ]
