import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.landscape.excerpts import SourceId
from explorer.landscape.facts import CompanyId
from explorer.landscape.vocabulary import DealField, Review
from explorer.project.landscape import Landscape
from tests.project.building import FORD_ALIBABA, Builder, short


def found(landscape: Landscape, words: str) -> list[tuple[str, str]]:
    return [(hit.kind, hit.title) for hit in landscape.find(words)]


def test_a_name_is_found_from_its_first_letter(cars: Landscape) -> None:
    assert found(cars, "a")[:2] == [("company", "Alibaba"), ("company", "Alibaba Cloud")]
    assert found(cars, "volk")[0] == ("company", "Volkswagen")


def test_an_alias_finds_its_company_and_says_so(cars: Landscape) -> None:
    hit = cars.find("vw")[0]
    assert (hit.kind, hit.title, hit.snippet) == ("company", "Volkswagen", "also called VW")


def test_names_that_begin_with_the_words_come_first(landscape: Landscape) -> None:
    landscape.add_company("Big Cloud Company")
    landscape.add_company("Cloud Nine")
    assert found(landscape, "cloud") == [("company", "Cloud Nine"), ("company", "Big Cloud Company")]


def test_a_deal_is_found_by_its_parties_and_its_words(cars: Landscape) -> None:
    assert ("deal", "Ford and Alibaba: alliance, intended, letter of intent, three-year") in found(cars, "letter intent alibaba")
    assert cars.find("pickups vw")[0].kind == "deal"


def test_the_full_text_of_sources_is_found_at_the_exact_place(cars: Landscape) -> None:
    (hit,) = [hit for hit in cars.find("whiston") if hit.kind == "source"]
    assert hit.span is not None
    assert hit.span.of(FORD_ALIBABA) == "Whiston"  # it stands after an emoji
    assert hit.id == SourceId(2)
    assert "said David Whiston of Morningstar" in hit.snippet


def test_words_next_to_each_other_are_one_place(cars: Landscape) -> None:
    (hit,) = [hit for hit in cars.find("david whis") if hit.kind == "source"]
    assert hit.span is not None
    assert hit.span.of(FORD_ALIBABA) == "David Whiston"


def test_accents_and_case_do_not_matter(landscape: Landscape) -> None:
    landscape.add_company("Citroën")
    assert found(landscape, "CITROEN") == [("company", "Citroën")]
    assert found(landscape, "citroë") == [("company", "Citroën")]


@pytest.mark.parametrize(
    "words", ['"', "'", "a AND", "NOT", "(", "*", "-", "a-b", "🚗", "NEAR(a b)", 'name:"x"', "^", "\x00", "%", "", "  "]
)
def test_nothing_that_is_typed_is_a_syntax_error(cars: Landscape, words: str) -> None:
    cars.find(words)


@given(words=st.text(max_size=30))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_at_all_is_a_syntax_error(cars: Landscape, words: str) -> None:
    cars.find(words)


def test_a_renamed_company_is_found_by_both_names(cars: Landscape) -> None:
    cars.rename(CompanyId(1), "Blue Oval")
    assert found(cars, "blue")[0] == ("company", "Blue Oval")
    assert found(cars, "ford")[0] == ("company", "Blue Oval")
    cars.undo()
    assert [hit for hit in found(cars, "blue") if hit[0] == "company"] == []


def test_every_kind_has_its_share_of_a_short_list(landscape: Landscape) -> None:
    build = Builder("Battery One and Battery Two share battery plants.")
    build.deal(
        [build.company("Battery One"), build.company("Battery Two")], [(DealField.PRODUCT, "battery plants", "battery plants")]
    )
    landscape.add_readings([build.reading(), short("A battery is a battery.", [], [])], "Read")
    assert {hit.kind for hit in landscape.find("battery", limit=4)} == {"company", "deal", "source"}


def test_a_rejected_deal_is_not_found(cars: Landscape) -> None:
    cars.judge(cars.proposals(), Review.REJECTED)
    assert not [hit for hit in cars.find("letter intent") if hit.kind == "deal"]
