"""The alliance network as a graph: who shares partners, how two companies are linked, and who stands in between."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

from explorer.landscape.facts import Company, CompanyId, Deal, DealId
from explorer.landscape.refusals import Refusal
from explorer.landscape.vocabulary import Review

FEWEST = 8
SOURCES = 400


class TooFewCompanies(Refusal):
    """A network too small for a centrality to mean anything."""


@dataclass(frozen=True, slots=True)
class Central:
    """How central a company is: partners counted once, and the share of shortest paths between others that it lies on."""

    company: CompanyId
    partners: int
    betweenness: float


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step of a path between two companies, with the deals that make it."""

    giver: CompanyId
    taker: CompanyId
    deals: tuple[DealId, ...]


def alliance_graph(companies: Sequence[Company], deals: Sequence[Deal]) -> Any:
    """Return a networkx.MultiGraph: a node per parent company, an edge per deal (its key) between each two of its parties."""
    import networkx

    roots = _roots(companies)
    graph = networkx.MultiGraph()
    for company in sorted(companies, key=lambda company: company.id):
        if roots[company.id] == company.id:
            graph.add_node(company.id, name=company.name, kind=company.kind.value)
    for deal in sorted(deals, key=lambda deal: deal.id):
        if deal.review is not Review.REJECTED:
            parties = sorted({roots[party] for party in deal.parties if party in roots})
            for one, other in combinations(parties, 2):
                graph.add_edge(one, other, key=deal.id, type=deal.main_type.value, stage=deal.stage.value)
    return graph


def centrality(graph: Any) -> tuple[Central, ...]:
    """Rank the companies, the most in between first; raise TooFewCompanies where fewer than eight are linked by a deal."""
    import networkx

    linked = graph.subgraph([company for company, degree in graph.degree() if degree])
    if len(linked) < FEWEST:
        what = (
            f"only {len(linked)} companies are linked by a deal; below {FEWEST} a ranking says more of what was read than of them"
        )
        raise TooFewCompanies("Centrality", what, "read more articles, or look at the deals themselves")
    simple = networkx.Graph(linked)
    # Of a large network a sample of sources is enough for a rank (Brandes and Pich 2007).
    between = networkx.betweenness_centrality(simple, k=SOURCES if len(simple) > SOURCES else None, seed=1)
    ranked = (Central(company, simple.degree(company), between[company]) for company in simple)
    return tuple(sorted(ranked, key=lambda one: (-one.betweenness, -one.partners, one.company)))


def shortest_path(graph: Any, start: CompanyId, end: CompanyId) -> tuple[PathStep, ...]:
    """Return how two companies are linked with the fewest deals in between; nothing where they are not."""
    import networkx

    if start not in graph or end not in graph or not networkx.has_path(graph, start, end):
        return ()
    nodes = min(networkx.all_shortest_paths(graph, start, end))
    return tuple(PathStep(one, other, tuple(sorted(graph[one][other]))) for one, other in pairwise(nodes))


def _roots(companies: Sequence[Company]) -> dict[CompanyId, CompanyId]:
    parents = {company.id: company.parent for company in companies}

    def root(company: CompanyId) -> CompanyId:
        seen: set[CompanyId] = set()
        while (parent := parents[company]) is not None and parent in parents and parent not in seen:
            seen.add(parent)
            company = parent
        return company

    return {company: root(company) for company in parents}
