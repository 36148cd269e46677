"""A second article about what is known: it adds to it, and contradicts it side by side."""

from explorer.landscape.claims import Claim, ClaimKind
from explorer.landscape.facts import CompanyId, DealId
from explorer.landscape.vocabulary import DealField, Review, Stage
from explorer.project.landscape import Landscape
from tests.project.building import Builder, short

FORD, VW, ALIBABA, CLOUD = (CompanyId(number) for number in (1, 2, 3, 4))
TALKS, LETTER = DealId(1), DealId(2)
ALLIANCE = (DealField.TYPE, "alliance", "alliance")


def test_a_known_deal_told_again_gets_statements_and_no_twin(cars: Landscape) -> None:
    text = "Volkswagen and Ford sealed their alliance."
    cars.add_readings(
        [short(text, ["Volkswagen", "Ford"], [ALLIANCE, (DealField.STAGE, "signed", "sealed")], "2019-01-15")], "Read"
    )
    talks = cars.deals()[0]
    assert len(cars.deals()) == 2
    assert (talks.stage, talks.date) == (Stage.SIGNED, "2019-01-15")
    assert [s.value for s in cars.statements_of(TALKS) if s.field is DealField.STAGE] == ["in_talks", "signed"]


def test_an_older_article_read_later_does_not_turn_back_the_stage(cars: Landscape) -> None:
    text = "An alliance of Ford and Volkswagen is rumoured."
    said = [ALLIANCE, (DealField.STAGE, "speculated", "rumoured")]
    cars.add_readings([short(text, ["Ford", "Volkswagen"], said, "2018-01-02")], "Read")
    assert cars.deals()[0].stage is Stage.IN_TALKS


def test_two_sources_that_disagree_stand_side_by_side(cars: Landscape) -> None:
    text = "Ford and Alibaba signed a memorandum of understanding."
    memorandum = (DealField.INSTRUMENT, "memorandum_of_understanding", "memorandum of understanding")
    said = [(DealField.TYPE, "alliance", "signed"), memorandum]
    cars.add_readings([short(text, ["Ford", "Alibaba"], said, "2017-12-09")], "Read")
    letter = cars.deal(LETTER)
    assert letter.disputed == (DealField.INSTRUMENT,)
    assert len([s for s in cars.statements_of(LETTER) if s.field is DealField.INSTRUMENT]) == 2


def test_a_deal_told_of_a_unit_is_that_of_its_owner(cars: Landscape) -> None:
    text = "Ford and Alibaba Cloud deepen their alliance."
    build = Builder(text)
    build.deal([build.company("Ford"), build.company("Alibaba Cloud")], [ALLIANCE], evidence=text)
    cars.add_readings([build.reading()], "Read")
    assert len(cars.deals()) == 2
    assert cars.deal(LETTER).parties == (FORD, ALIBABA)


def test_a_takeover_among_allies_is_a_deal_of_its_own(cars: Landscape) -> None:
    text = "Volkswagen bought a Ford plant."
    cars.add_readings([short(text, ["Volkswagen", "Ford"], [(DealField.TYPE, "acquisition", "bought")])], "Read")
    assert len(cars.deals()) == 3


def test_two_deals_of_one_article_stay_two(landscape: Landscape) -> None:
    text = "Ford and Mazda have an alliance. Ford and Mazda have a second alliance."
    build = Builder(text)
    ford, mazda = build.company("Ford"), build.company("Mazda")
    build.deal([ford, mazda], [ALLIANCE])
    build.deal([ford, mazda], [(DealField.TYPE, "alliance", "second alliance")])
    landscape.add_readings([build.reading()], "Read")
    assert len(landscape.deals()) == 2


def test_news_of_a_reviewed_deal_bring_it_back_into_the_queue(cars: Landscape) -> None:
    cars.judge(cars.proposals(), Review.ACCEPTED)
    text = "Ford and Volkswagen ended their alliance."
    said = [ALLIANCE, (DealField.STAGE, "terminated", "ended")]
    cars.add_readings([short(text, ["Ford", "Volkswagen"], said, "2022-01-01")], "Read")
    assert cars.proposals() == (Claim(ClaimKind.DEAL, TALKS),)
    assert cars.deal(TALKS).stage is Stage.IN_TALKS  # accepted goes before proposed
    cars.judge(cars.proposals(), Review.ACCEPTED)
    assert cars.deal(TALKS).stage is Stage.TERMINATED
    assert cars.proposals() == ()


def test_units_of_one_name_under_two_owners_are_two_companies(landscape: Landscape) -> None:
    for owner in ("General Motors", "Amazon"):
        build = Builder(f"{owner} runs Marketplace.")
        build.company("Marketplace", unit_of=build.company(owner), why=f"{owner} runs Marketplace")
        landscape.add_readings([build.reading()], "Read")
    assert [(c.name, c.parent) for c in landscape.companies()] == [
        ("General Motors", None),
        ("Marketplace", CompanyId(1)),
        ("Amazon", None),
        ("Marketplace", CompanyId(3)),
    ]


def test_a_company_is_found_by_an_alias_that_an_earlier_article_gave(cars: Landscape) -> None:
    cars.add_readings([short("VW and Mazda sign.", ["VW", "Mazda"], [(DealField.TYPE, "supply", "sign")])], "Read")
    assert cars.deals()[-1].parties[0] == VW


def test_legal_forms_do_not_make_another_company(cars: Landscape) -> None:
    text = "The Ford Co. and Mazda sign."
    cars.add_readings([short(text, ["Ford Co.", "Mazda"], [(DealField.TYPE, "supply", "sign")])], "Read")
    assert cars.names_of(FORD) == ("Ford", "Ford Co.")
