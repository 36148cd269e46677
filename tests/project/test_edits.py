import pytest

from explorer.landscape.claims import Claim, ClaimKind
from explorer.landscape.excerpts import Excerpt, SourceId, Span
from explorer.landscape.facts import CapabilityId, CompanyId, DealId, Place
from explorer.landscape.refusals import RefusedEdit
from explorer.landscape.views import View
from explorer.landscape.vocabulary import CompanyKind, DealField, DealType, Reality, Review, Stage, StandingKind
from explorer.project.landscape import Landscape
from tests.project.building import FORD_VW, Builder, everything, ford_alibaba, short

FORD, VW, ALIBABA, CLOUD = (CompanyId(number) for number in (1, 2, 3, 4))
TALKS, LETTER = DealId(1), DealId(2)


def words(text: str) -> Excerpt:
    start = FORD_VW.index(text)
    return Excerpt(SourceId(1), Span(start, start + len(text)), text)


def test_an_accepted_deal_takes_its_proposals_with_it_and_leaves_the_queue(cars: Landscape) -> None:
    change = cars.judge([Claim(ClaimKind.DEAL, TALKS)], Review.ACCEPTED)
    assert cars.deal(TALKS).review is Review.ACCEPTED
    assert {statement.basis.review for statement in cars.statements_of(TALKS)} == {Review.ACCEPTED}
    assert Claim(ClaimKind.DEAL, TALKS) not in cars.proposals()
    assert (change.name, change.deals, change.companies) == ("Accept deal of Ford and Volkswagen", {TALKS}, {FORD, VW})


def test_a_rejected_deal_is_hidden_and_nothing_of_it_is_lost(cars: Landscape) -> None:
    before = everything(cars)
    cars.judge([Claim(ClaimKind.DEAL, TALKS)], Review.REJECTED, "no deal")
    assert [deal.id for deal in cars.deals()] == [LETTER]
    assert [deal.id for deal in cars.deals(with_rejected=True)] == [TALKS, LETTER]
    assert cars.deals_of(VW) == ()
    assert cars.flows() == ()
    assert "states the deal" not in [words for _, _, words in cars.excerpts_of(VW)]
    cars.undo()
    assert everything(cars) == before


def test_a_rejected_statement_no_longer_counts(cars: Landscape) -> None:
    term = next(statement for statement in cars.statements_of(LETTER) if statement.field is DealField.TERM)
    cars.judge([Claim(ClaimKind.STATEMENT, term.id)], Review.REJECTED, "wrong words")
    assert cars.deal(LETTER).term == ""
    assert term.id not in [statement.id for statement in cars.statements_of(LETTER)]


def test_a_rejected_owner_leaves_the_unit_alone(cars: Landscape) -> None:
    unit = next(claim for claim, _, said in cars.findings_in(SourceId(2)) if said == "Alibaba Cloud is part of Alibaba")
    change = cars.judge([unit], Review.REJECTED)
    assert cars.company(CLOUD).parent is None
    assert CLOUD in change.companies


def test_many_claims_are_judged_in_one_step(cars: Landscape) -> None:
    queue = cars.proposals()
    change = cars.judge(queue, Review.ACCEPTED)
    assert change.name == "Accept 5 findings"
    assert cars.proposals() == ()


def test_a_claim_that_is_gone_is_refused(cars: Landscape) -> None:
    with pytest.raises(RefusedEdit, match="not in the landscape any more"):
        cars.judge([Claim(ClaimKind.FLOW, 999)], Review.ACCEPTED)


def test_what_the_analyst_states_is_displayed_and_marks_the_deal_edited(cars: Landscape) -> None:
    cars.state(TALKS, DealField.STAGE, "signed")
    deal = cars.deal(TALKS)
    assert (deal.stage, deal.reality, deal.review) == (Stage.SIGNED, Reality.AGREED, Review.EDITED)
    mine = cars.statements_of(TALKS)[-1].basis
    assert (mine.excerpt, mine.note, mine.origin) == (None, "set by the analyst", "analyst")


def test_the_analysts_word_can_stand_on_exact_words(cars: Landscape) -> None:
    cars.state(TALKS, DealField.PRODUCT, "pickups", excerpt=words("pickups"))
    assert cars.statements_of(TALKS)[-1].basis.excerpt == words("pickups")


def test_the_last_of_several_corrections_is_displayed(cars: Landscape) -> None:
    cars.state(LETTER, DealField.TERM, "four-year")
    cars.state(LETTER, DealField.TERM, "two-year")
    assert cars.deal(LETTER).term == "two-year"
    assert [s.value for s in cars.statements_of(LETTER) if s.field is DealField.TERM] == ["three-year", "two-year"]


def test_a_corrected_type_takes_the_place_of_the_one_that_was_read(cars: Landscape) -> None:
    cars.state(TALKS, DealField.TYPE, "supply")
    assert cars.deal(TALKS).types == (DealType.SUPPLY,)
    cars.state(TALKS, DealField.TYPE, "licence", also=True)
    assert cars.deal(TALKS).types == (DealType.SUPPLY, DealType.LICENCE)


@pytest.mark.parametrize(("field", "value"), [(DealField.STAGE, "nearly"), (DealField.TYPE, ""), (DealField.TERM, " ")])
def test_a_value_that_a_field_cannot_have_is_refused(cars: Landscape, field: DealField, value: str) -> None:
    with pytest.raises(RefusedEdit):
        cars.state(TALKS, field, value)


def test_a_deal_can_be_added_on_selected_words(cars: Landscape) -> None:
    excerpt = words("Ford would build pickups for VW")
    change, deal = cars.add_deal([FORD, VW], [DealType.MANUFACTURING], Stage.INTENDED, Reality.INTENDED, excerpt)
    added = cars.deal(deal)
    assert (added.parties, added.types, added.stage, added.review) == (
        (FORD, VW),
        (DealType.MANUFACTURING,),
        Stage.INTENDED,
        Review.ACCEPTED,
    )
    assert change.name == "Add deal of Ford and Volkswagen"
    assert cars.claim(Claim(ClaimKind.DEAL, deal))[0].excerpt == excerpt


def test_a_standing_can_be_added_with_a_note_alone(cars: Landscape) -> None:
    _, standing = cars.add_standing(FORD, "pickups", StandingKind.LEADS, None, Reality.DONE, None, note="known in the trade")
    basis, said, deal = cars.claim(Claim(ClaimKind.STANDING, standing))
    assert (said, basis.note, deal) == ("Ford leads in pickups", "known in the trade", None)


def test_parties_come_and_go(cars: Landscape) -> None:
    cars.add_party(TALKS, ALIBABA)
    assert cars.deal(TALKS).parties == (FORD, VW, ALIBABA)
    cars.drop_party(TALKS, VW)
    assert cars.deal(TALKS).parties == (FORD, ALIBABA)
    with pytest.raises(RefusedEdit, match="no party"):
        cars.drop_party(TALKS, VW)


def test_a_renamed_company_is_known_by_its_old_name_when_read_again(cars: Landscape) -> None:
    cars.rename(FORD, "Blue Oval")
    text = "Ford and Mazda sign."
    cars.add_readings([short(text, ["Ford", "Mazda"], [(DealField.TYPE, "alliance", "sign")])], "Read")
    assert [company.name for company in cars.companies()] == ["Blue Oval", "Volkswagen", "Alibaba", "Alibaba Cloud", "Mazda"]
    assert cars.names_of(FORD) == ("Blue Oval", "Ford")


def test_merged_companies_answer_as_the_one_that_was_kept(cars: Landscape) -> None:
    _, other = cars.add_company("Ford Europe")
    cars.add_deal([other, ALIBABA], [DealType.SUPPLY], Stage.SIGNED, Reality.AGREED, None)
    change = cars.merge(FORD, other)
    assert {FORD, other} <= change.companies
    assert cars.company(other).id == FORD
    assert [company.id for company in cars.merged_into(FORD)] == [other]
    assert len(cars.deals_of(FORD)) == 3
    assert cars.deals_of(other) == cars.deals_of(FORD)
    assert [hit.id for hit in cars.find("ford europe") if hit.kind == "company"] == [FORD]


def test_a_merged_name_found_again_goes_to_the_kept_company(cars: Landscape) -> None:
    cars.merge(VW, ALIBABA)
    cars.add_readings([short("Alibaba and Mazda sign.", ["Alibaba", "Mazda"], [(DealField.TYPE, "supply", "sign")])], "Read")
    assert cars.deals()[-1].parties[0] == VW


def test_chains_of_merges_lead_to_the_last_and_come_apart_where_they_were_joined(cars: Landscape) -> None:
    _, a = cars.add_company("A")
    _, b = cars.add_company("B")
    cars.merge(a, b)
    cars.merge(FORD, a)
    assert [cars.company(company).id for company in (a, b)] == [FORD, FORD]
    cars.separate(a)
    assert [cars.company(company).id for company in (a, b)] == [a, a]


def test_a_merge_into_an_own_unit_leaves_no_circle(cars: Landscape) -> None:
    cars.merge(CLOUD, ALIBABA)
    assert cars.company(ALIBABA).id == CLOUD
    assert cars.company(CLOUD).parent is None
    assert cars.deals_of(CLOUD)


def test_a_company_cannot_belong_to_what_belongs_to_it(cars: Landscape) -> None:
    with pytest.raises(RefusedEdit, match="belongs to this very company"):
        cars.set_parent(ALIBABA, CLOUD)


def test_the_owner_that_the_analyst_set_is_not_overwritten_by_reading(cars: Landscape) -> None:
    cars.set_parent(CLOUD, None)
    build = Builder("Alibaba runs Alibaba Cloud in Hangzhou.")
    build.company("Alibaba Cloud", unit_of=build.company("Alibaba"), why="Alibaba runs Alibaba Cloud")
    cars.add_readings([build.reading()], "Read")
    assert cars.company(CLOUD).parent is None


def test_deals_of_units_are_deals_of_their_owner(cars: Landscape) -> None:
    _, deal = cars.add_deal([CLOUD, VW], [DealType.SERVICE], Stage.SIGNED, Reality.AGREED, None)
    assert deal in [found.id for found in cars.deals_of(ALIBABA)]
    assert [found.id for found in cars.deals_between(ALIBABA, VW)] == [deal]


def test_kinds_views_and_capabilities_can_be_set(cars: Landscape) -> None:
    cars.set_kind(CLOUD, CompanyKind.BRAND)
    cars.keep_view("Everything", View(), "all")
    _, first = cars.add_capability("Cloud")
    _, second = cars.add_capability("Storage", first, ("object store",))
    assert cars.company(CLOUD).kind is CompanyKind.BRAND
    assert [(view.name, view.shown) for view in cars.views()] == [("Everything", "all")]
    assert (second, cars.capabilities()[-1].synonyms) == (CapabilityId("cloud.storage"), ("object store",))
    cars.drop_view(cars.views()[0].id)
    assert cars.views() == ()


def test_a_capability_found_that_the_vocabulary_lacks_joins_it(cars: Landscape) -> None:
    assert [(c.id, c.name, c.parent) for c in cars.capabilities()] == [
        ("autonomous", "Autonomous", None),
        ("autonomous.driverless", "Driverless", "autonomous"),
    ]


def test_dragged_companies_stay_where_they_were_put(cars: Landscape) -> None:
    cars.keep_places([Place(FORD, 1, 2), Place(VW, 3, 4)])
    change = cars.move([Place(FORD, 9, 9, pinned=True)])
    cars.keep_places([Place(FORD, 0, 0), Place(VW, 5, 6)])
    assert cars.places() == {FORD: Place(FORD, 9, 9, True), VW: Place(VW, 5, 6)}
    assert (change.name, change.places, change.companies) == ("Move Ford", True, frozenset())  # what is known of it stayed


def test_what_a_layout_chose_is_no_step_and_outlives_an_undo(cars: Landscape) -> None:
    cars.keep_places([Place(ALIBABA, 1, 1)])
    assert len(cars.history()) == 1
    cars.undo()
    assert cars.places() == {}
    cars.redo()
    assert cars.places() == {ALIBABA: Place(ALIBABA, 1, 1)}


def test_a_removed_source_takes_with_it_what_it_alone_said(cars: Landscape) -> None:
    before = everything(cars)
    change = cars.remove_source(SourceId(2))
    assert [company.name for company in cars.companies()] == ["Ford", "Volkswagen"]
    assert [deal.id for deal in cars.deals()] == [TALKS]
    assert cars.find("alibaba") == ()
    assert SourceId(2) in change.sources
    assert cars.check().is_sound
    cars.undo()
    assert everything(cars) == before
    assert cars.find("alibaba")


def test_a_removed_article_can_be_read_again(cars: Landscape) -> None:
    cars.remove_source(SourceId(2))
    cars.add_readings([ford_alibaba()], "Read again")
    assert len(cars.sources()) == 2
    assert len(cars.deals()) == 2


def test_an_edit_of_a_company_that_is_not_here_is_refused(cars: Landscape) -> None:
    with pytest.raises(RefusedEdit, match="not in the landscape"):
        cars.rename(CompanyId(99), "Nobody")


def test_empty_names_are_refused(cars: Landscape) -> None:
    with pytest.raises(RefusedEdit, match="empty"):
        cars.rename(FORD, "  ")
