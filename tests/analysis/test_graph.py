import pytest

from explorer.analysis.graph import PathStep, TooFewCompanies, alliance_graph, centrality, shortest_path
from explorer.landscape.facts import Company, CompanyId, DealId
from explorer.landscape.vocabulary import CompanyKind, Review, Stage
from tests.analysis.known import ALIBABA, ALICLOUD, FORD, GM, VW, company, deal


def numbered(count: int) -> tuple[Company, ...]:
    return tuple(Company(CompanyId(id_), f"Company {id_}", CompanyKind.COMPANY) for id_ in range(1, count + 1))


def test_parallel_deals_stay_apart_and_units_stand_with_their_parent() -> None:
    companies = (company(FORD), company(ALIBABA), company(ALICLOUD, ALIBABA))
    graph = alliance_graph(companies, (deal(1, (FORD, ALICLOUD), Stage.SIGNED), deal(2, (FORD, ALIBABA), Stage.IN_TALKS)))
    assert sorted(graph.nodes) == [FORD, ALIBABA]
    assert sorted(graph.edges(keys=True)) == [(FORD, ALIBABA, 1), (FORD, ALIBABA, 2)]


def test_a_rejected_deal_links_nobody() -> None:
    graph = alliance_graph((company(FORD), company(VW)), (deal(1, (FORD, VW), Stage.SIGNED, review=Review.REJECTED),))
    assert not graph.edges


def test_centrality_is_refused_below_eight_linked_companies_with_the_reason() -> None:
    graph = alliance_graph(numbered(20), tuple(deal(id_, (CompanyId(1), CompanyId(id_ + 1)), Stage.SIGNED) for id_ in range(1, 7)))
    with pytest.raises(TooFewCompanies, match="only 7 companies are linked by a deal"):
        centrality(graph)


def test_the_company_in_between_ranks_first() -> None:
    graph = alliance_graph(
        numbered(8), tuple(deal(id_, (CompanyId(3), CompanyId(id_)), Stage.SIGNED) for id_ in (1, 2, 4, 5, 6, 7, 8))
    )
    first = centrality(graph)[0]
    assert (first.company, first.partners, first.betweenness) == (3, 7, 1.0)


def test_a_path_names_companies_and_deals() -> None:
    companies = (company(FORD), company(VW), company(GM), company(ALIBABA))
    graph = alliance_graph(companies, (deal(1, (FORD, VW), Stage.SIGNED), deal(2, (VW, GM), Stage.SIGNED)))
    assert shortest_path(graph, FORD, GM) == (PathStep(FORD, VW, (DealId(1),)), PathStep(VW, GM, (DealId(2),)))
    assert shortest_path(graph, FORD, ALIBABA) == ()
