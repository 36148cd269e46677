from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.landscape.claims import Claim, ClaimKind
from explorer.landscape.excerpts import Excerpt, SourceId, Span
from explorer.landscape.facts import Capability, CapabilityId, CompanyId, DealId
from explorer.landscape.readings import FoundQuestion, Why
from explorer.landscape.refusals import RefusedEdit
from explorer.landscape.vocabulary import DealField, DealType, Instrument, Reality, Review, Stage
from explorer.project import landscape as landscape_file
from explorer.project.landscape import Landscape
from tests.project.building import FORD_ALIBABA, FORD_VW, everything, ford_alibaba, ford_vw

FORD, VW, ALIBABA, CLOUD = (CompanyId(number) for number in (1, 2, 3, 4))
TALKS, LETTER = DealId(1), DealId(2)


def test_a_closed_landscape_is_one_file(cars: Landscape, path: Path) -> None:
    cars.close()
    assert [file.name for file in path.parent.iterdir()] == ["cars.landscape"]


def test_what_was_read_is_there_after_reopening(cars: Landscape, path: Path) -> None:
    before = everything(cars)
    cars.close()
    with Landscape.open(path) as again:
        assert everything(again) == before
        assert again.opening_report.is_checked
        assert not again.opening_report.broken


def test_companies_are_found_once_over_several_articles(cars: Landscape) -> None:
    assert [company.name for company in cars.companies()] == ["Ford", "Volkswagen", "Alibaba", "Alibaba Cloud"]
    assert cars.names_of(VW) == ("Volkswagen", "VW")


def test_a_unit_lies_under_its_owner(cars: Landscape) -> None:
    assert [unit.name for unit in cars.units_of(ALIBABA)] == ["Alibaba Cloud"]
    assert cars.company(CLOUD).parent == ALIBABA


def test_deals_show_what_was_said_of_them(cars: Landscape) -> None:
    talks, letter = cars.deals()
    assert (talks.parties, talks.stage, talks.reality, talks.review) == (
        (FORD, VW),
        Stage.IN_TALKS,
        Reality.POSSIBLE,
        Review.PROPOSED,
    )
    assert (letter.types, letter.instrument, letter.term) == ((DealType.ALLIANCE,), Instrument.LETTER_OF_INTENT, "three-year")
    assert (talks.date, letter.date) == ("2018-06-20", "2017-12-07")


def test_both_directions_of_a_deal_are_flows_of_it(cars: Landscape) -> None:
    assert [(flow.giver, flow.taker, flow.what) for flow in cars.flows_of(TALKS)] == [
        (FORD, VW, "pickups"),
        (VW, FORD, "electric vehicles"),
    ]
    assert len(cars.flows_with(VW)) == 2
    assert cars.flows_with(ALIBABA) == ()


def test_deals_of_a_company_are_those_it_is_party_of(cars: Landscape) -> None:
    assert [deal.id for deal in cars.deals_of(FORD)] == [TALKS, LETTER]
    assert [deal.id for deal in cars.deals_between(FORD, ALIBABA)] == [LETTER]


def test_a_source_gives_back_its_text_its_bytes_and_its_marks(cars: Landscape) -> None:
    source = cars.sources()[0]
    assert cars.text(source.id) == FORD_VW
    assert cars.original(source.id) == FORD_VW.encode()
    assert cars.marks(source.id) == ((0, "paragraph 1"),)
    assert source.length == len(FORD_VW)


def test_mentions_stand_where_the_text_names_the_company(cars: Landscape) -> None:
    named = [(company, span.of(FORD_VW)) for company, span in cars.mentions_in(SourceId(1))]
    assert named[:3] == [(FORD, "Ford"), (VW, "Volkswagen"), (FORD, "Ford")]


def test_every_finding_says_in_words_what_is_claimed(cars: Landscape) -> None:
    said = [words for _, _, words in cars.findings_in(SourceId(2))]
    assert "instrument: letter of intent" in said
    assert "Ford lags in connectivity" in said
    assert "Alibaba Cloud is part of Alibaba" in said


def test_a_claim_about_a_company_comes_with_its_exact_words(cars: Landscape) -> None:
    told = {words: basis.excerpt.quote for _, basis, words in cars.excerpts_of(FORD) if basis.excerpt}
    assert told["Ford lags in driverless cars"] == "Both lag in driverless cars"
    assert told["Volkswagen to Ford: electric vehicles"] == "VW would make electric vehicles for Ford"


def test_quotes_after_an_emoji_stay_verbatim(cars: Landscape) -> None:
    (lag,) = [basis.excerpt for _, basis, words in cars.excerpts_of(FORD) if words == "Ford lags in connectivity"]
    assert lag is not None
    assert lag.is_found_in(FORD_ALIBABA)


def test_an_article_read_again_is_skipped_and_the_change_says_so(cars: Landscape) -> None:
    before = (cars.deals(), cars.companies(), cars.history())
    change = cars.add_readings([ford_vw()], "Read again")
    assert change.notes == ("“Ford and Volkswagen explore an alliance” is in the landscape already and was skipped.",)
    assert not change.sources
    assert (cars.deals(), cars.companies(), cars.history()) == before


def test_an_excerpt_that_does_not_stand_there_is_refused_before_anything_changes(cars: Landscape) -> None:
    wrong = Excerpt(SourceId(1), Span(0, 4), "Fort")
    steps = cars.history()
    with pytest.raises(RefusedEdit, match="do not stand there"):
        cars.add_deal([FORD, VW], [DealType.SUPPLY], Stage.SIGNED, Reality.DONE, wrong)
    assert cars.history() == steps


def test_a_landscape_is_sound(cars: Landscape) -> None:
    assert cars.check().summary == "22 of 22 quotes verbatim, file sound, 1 step of history"


def test_a_large_file_says_that_it_was_not_checked_yet(cars: Landscape, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cars.close()
    monkeypatch.setattr(landscape_file, "CHECKED_AT_ONCE", 0)
    with Landscape.open(path) as again:
        assert not again.opening_report.is_checked
        assert again.check().verbatim == 22


def test_the_vocabulary_of_capabilities_is_kept_in_its_order(path: Path) -> None:
    vocabulary = (
        Capability(CapabilityId("cloud"), "Cloud"),
        Capability(CapabilityId("cloud.ai"), "AI", CapabilityId("cloud"), ("ml",)),
    )
    with Landscape.create(path, vocabulary) as landscape:
        assert landscape.capabilities() == vocabulary


def test_what_the_reader_noted_about_a_source_is_kept(landscape: Landscape) -> None:
    landscape.add_readings([replace(ford_vw(), notes=("two pages without text",))], "Read")
    assert landscape.notes_of(SourceId(1)) == ("two pages without text",)


def test_companies_that_no_source_names_were_not_examined(cars: Landscape) -> None:
    _, mazda = cars.add_company("Mazda")
    assert cars.examined(SourceId(1))
    assert cars.examined_companies() == {FORD, VW, ALIBABA, CLOUD}
    assert mazda not in cars.examined_companies()


def test_a_reading_whose_quotes_are_not_in_its_text_is_refused_whole(landscape: Landscape) -> None:
    good, bad = ford_alibaba(), ford_vw()
    bad = replace(bad, questions=(FoundQuestion(Why(Span(5000, 5010), "hand")),))
    with pytest.raises(RefusedEdit, match="not in its text"):
        landscape.add_readings([good, bad], "Read")
    assert landscape.sources() == ()


def test_a_reading_of_another_text_than_was_hashed_is_refused(landscape: Landscape) -> None:
    reading = ford_vw()
    with pytest.raises(RefusedEdit, match="not the one that was read"):
        landscape.add_readings([replace(reading, article=replace(reading.article, text=reading.article.text + " "))], "Read")


def test_the_original_is_kept_when_it_is_more_than_its_text(landscape: Landscape) -> None:
    reading = ford_vw()
    page = b"<html><p>Ford and Volkswagen</p></html>"
    landscape.add_readings([replace(reading, article=replace(reading.article, original=page, media_type="text/html"))], "Read")
    assert landscape.original(SourceId(1)) == page


def test_many_claims_are_told_at_once_as_each_alone(cars: Landscape) -> None:
    asked = [claim for company in cars.companies() for claim, _, _ in cars.excerpts_of(company.id)]
    asked += [Claim(ClaimKind.DEAL, deal.id) for deal in cars.deals()]
    asked = list(dict.fromkeys(asked))
    assert {claim.kind for claim in asked} > {ClaimKind.DEAL, ClaimKind.STATEMENT, ClaimKind.FLOW, ClaimKind.STANDING}
    assert list(cars.claims(asked).items()) == [(claim, cars.claim(claim)) for claim in asked]
    assert cars.deals_told(asked) == {claim: deal for claim in asked if (deal := cars.claim(claim)[2]) is not None}


def test_claims_that_are_gone_are_left_out(cars: Landscape) -> None:
    there = Claim(ClaimKind.DEAL, cars.deals()[0].id)
    assert list(cars.claims([Claim(ClaimKind.DEAL, 99), Claim(ClaimKind.STATEMENT, 999), there])) == [there]


def test_what_is_said_about_a_field_comes_deal_by_deal_in_the_order_asked(cars: Landscape) -> None:
    deals = [deal.id for deal in reversed(cars.deals())]
    alone = [one for deal in deals for one in cars.statements_of(deal) if one.field is DealField.TYPE]
    assert list(cars.statements_about(DealField.TYPE, deals)) == alone


def test_what_a_deal_may_come_to_include_is_told_apart_until_it_is_rejected(cars: Landscape) -> None:
    cars.state(LETTER, DealField.AREA, "joint research", note="heard at a fair", reality=Reality.POSSIBLE)
    assert cars.possible_areas() == ((LETTER, "joint research"),)
    (area,) = [one for one in cars.statements_of(LETTER) if one.value == "joint research"]
    cars.judge([Claim(ClaimKind.STATEMENT, area.id)], Review.REJECTED)
    assert cars.possible_areas() == ()


def test_each_deal_says_what_it_is_about_where_it_holds_and_who_tells_of_it(cars: Landscape) -> None:
    scopes = cars.scopes()
    assert {deal.id for deal in cars.deals()} == scopes.keys()
    for deal in cars.deals():
        told = {s.basis.excerpt.source for s in cars.statements_of(deal.id) if s.basis.excerpt}
        areas = {f.capability for f in (*cars.flows_of(deal.id), *cars.statements_of(deal.id)) if f.capability}
        assert (set(scopes[deal.id].sources), set(scopes[deal.id].capabilities)) == (told, areas)


def test_deals_are_found_by_what_they_are_about_where_they_hold_and_who_tells_of_them(cars: Landscape) -> None:
    scopes = cars.scopes()
    for capability in {each for scope in scopes.values() for each in scope.capabilities}:
        expected = {deal for deal, scope in scopes.items() if capability in scope.capabilities}
        assert expected <= set(cars.deals_about([capability]))
    source = cars.sources()[0].id
    assert set(cars.deals_about(sources=[source])) == {deal for deal, scope in scopes.items() if source in scope.sources}
    assert cars.deals_about(geographies=["Nowhere"], sources=[source]) == []
    assert set(cars.deals_about()) == scopes.keys()


def test_what_is_counted_in_the_file_is_what_the_deals_one_by_one_would_count(cars: Landscape) -> None:
    _, cloud = cars.add_capability("Cloud")
    _, storage = cars.add_capability("Storage", cloud)
    for deal, place, capability in ((TALKS, "China", storage), (LETTER, "China", cloud), (LETTER, "Europe", None)):
        cars.state(deal, DealField.GEOGRAPHY, place, note="heard at a fair", capability=capability)
    about, where, told = (Counter[object]() for _ in range(3))
    for scope in cars.scopes().values():
        about.update({part for each in scope.capabilities for part in (each, each.partition(".")[0])})
        where.update(scope.geographies)
        told.update(scope.sources)
    capabilities, places, sources = cars.most_told(100)
    assert (about[cloud], about[storage], where["China"]) == (2, 1, 2)
    assert told
    assert (dict(capabilities), dict(places), dict(sources)) == (about, where, told)
    assert cars.most_told(1)[0] == capabilities[:1]
    assert capabilities[0][1] == max(about.values())
