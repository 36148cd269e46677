from dataclasses import replace

from explorer.analysis.summary import summary
from explorer.landscape.claims import Claim, ClaimKind
from explorer.landscape.excerpts import Excerpt, SourceId, Span
from explorer.landscape.facts import StandingId
from explorer.landscape.vocabulary import Instrument, Reality, Stage, StandingKind
from tests.analysis.known import ALIBABA, ALICLOUD, CLOUD, FORD, PLATFORM, VW, area, basis, company, deal, flow, matrix, standing

COMPANIES = (company(FORD), company(VW), company(ALIBABA), company(ALICLOUD, ALIBABA))
STANDINGS = (
    standing(1, FORD, StandingKind.LAGS, PLATFORM),
    standing(2, FORD, StandingKind.LAGS, None, "driverless cars in China"),
    standing(3, FORD, StandingKind.LEADS, None, "Chinese pickups", reality=Reality.POSSIBLE),
)
FLOWS = (flow(1, 2, VW, FORD), flow(2, 2, FORD, VW, None, "manufacturing of pickups", Reality.INTENDED))
DEALS = (
    deal(1, (FORD, ALIBABA), Stage.SIGNED, Instrument.LETTER_OF_INTENT, "three-year"),
    deal(2, (FORD, VW), Stage.IN_TALKS),
)


def test_a_company_is_said_in_sentences_what_it_lacks_first_and_ghosts_last() -> None:
    found = matrix(companies=COMPANIES, standings=STANDINGS, flows=FLOWS, deals=DEALS, areas=(area(1, 1),))
    said = summary(FORD, found, FLOWS, DEALS, COMPANIES, level=Reality.INTENDED)
    assert [(sentence.words, sentence.is_ghost) for sentence in said] == [
        ("Lags in EV platform and driverless cars in China.", False),
        ("Gets EV platform through VW – in talks.", False),
        ("Works on cloud with Alibaba – letter of intent, three-year.", False),
        ("Gives manufacturing of pickups to VW – in talks, intended.", False),
        ("Leads in Chinese pickups – possible.", True),
    ]


def test_every_capability_in_a_sentence_leads_to_its_claim() -> None:
    found = matrix(companies=COMPANIES, standings=STANDINGS)
    first = summary(FORD, found, (), (), COMPANIES, level=Reality.INTENDED)[0]
    assert [piece.claim for piece in first.pieces if piece.claim] == [Claim(ClaimKind.STANDING, 1), Claim(ClaimKind.STANDING, 2)]
    assert first.excerpts == 1


def test_what_two_excerpts_say_is_said_once_and_both_are_counted() -> None:
    elsewhere = replace(basis(), excerpt=Excerpt(SourceId(2), Span(0, 4), "Ford"))
    twice = (STANDINGS[0], replace(STANDINGS[0], id=StandingId(9), basis=elsewhere))
    found = matrix(companies=COMPANIES, standings=twice)
    sentence = summary(FORD, found, (), (), COMPANIES, level=Reality.INTENDED)[0]
    assert (sentence.words, sentence.excerpts) == ("Lags in EV platform.", 2)


def test_what_units_give_in_one_deal_is_one_sentence_that_names_them() -> None:
    flows = (flow(1, 1, ALICLOUD, FORD, CLOUD), flow(2, 1, ALIBABA, FORD, PLATFORM))
    found = matrix(companies=COMPANIES, flows=flows, deals=DEALS)
    said = summary(FORD, found, flows, DEALS, COMPANIES, level=Reality.INTENDED)
    assert said[0].words == "Gets EV platform and cloud through Alibaba (Alibaba Cloud) – letter of intent, three-year."


def test_what_is_said_of_a_unit_names_the_unit() -> None:
    found = matrix(companies=COMPANIES, standings=(standing(1, ALICLOUD, StandingKind.LEADS),))
    assert summary(ALIBABA, found, (), (), COMPANIES, level=Reality.INTENDED)[0].words == "Leads in cloud (Alibaba Cloud)."
