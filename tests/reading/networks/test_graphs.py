"""GraphML and GEXF as ties."""

from pathlib import Path

import networkx
import pytest

from explorer.landscape.networks import Tie
from explorer.landscape.refusals import UnreadableArticle
from explorer.reading.networks.graphs import GraphTies


def told(tie: Tie) -> str:
    parties = " + ".join(tie.line[party.start : party.end] for party in tie.parties)
    return f"{parties}; {', '.join(f'{said.field} {tie.line[said.start : said.end]}' for said in tie.said)}; {tie.date}"


@pytest.fixture
def graph() -> networkx.MultiGraph:
    graph = networkx.MultiGraph()
    graph.add_node("1", label="Acme & Söhne")
    graph.add_node("2", label="Beta")
    graph.add_node("3", label="Lonely")
    graph.add_edge("1", "2", relation="joint venture", announced="2020-05", amount="$3 million")
    graph.add_edge("1", "2", relation="supply")
    return graph


def test_graphml_is_read_with_names_and_attributes(tmp_path: Path, graph: networkx.MultiGraph) -> None:
    networkx.write_graphml(graph, tmp_path / "x.graphml")
    assert [told(tie) for tie in GraphTies(tmp_path / "x.graphml")] == [
        "Acme & Söhne + Beta; type joint venture, value $3 million; 2020-05",
        "Acme & Söhne + Beta; type supply; ",
        "Lonely; ; ",
    ]


def test_gexf_is_read_too(tmp_path: Path, graph: networkx.MultiGraph) -> None:
    networkx.write_gexf(graph, tmp_path / "x.gexf")
    found = list(GraphTies(tmp_path / "x.gexf"))
    assert [tie.parties[0].name for tie in found] == ["Acme & Söhne", "Acme & Söhne", "Lonely"]
    assert "type joint venture" in told(found[0])
    assert [tie.is_deal for tie in found] == [True, True, False]


def test_an_edge_may_stand_before_its_nodes_and_one_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.graphml"
    path.write_text(
        '<graphml><graph edgedefault="undirected">\n<edge source="a" target="b"/>\n<edge source="a" target="z"/>\n'
        '<node id="a"/><node id="b"/></graph></graphml>'
    )
    ties = GraphTies(path)
    assert [told(tie) for tie in ties] == ["a + b; ; "]
    assert [(fault.line, fault.why) for fault in ties.faults] == [(3, "it leads to a node that is not there (“a” to “z”)")]


def test_entities_are_refused_and_never_expanded(tmp_path: Path) -> None:
    path = tmp_path / "x.graphml"
    path.write_text('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><graphml><graph><node id="&b;"/></graph></graphml>')
    with pytest.raises(UnreadableArticle, match="document type"):
        list(GraphTies(path))


def test_a_file_that_is_cut_short_is_refused_with_the_line(tmp_path: Path) -> None:
    path = tmp_path / "x.gexf"
    path.write_text("<gexf><graph><nodes>\n<node id='1' label='A'/>")
    with pytest.raises(UnreadableArticle, match=r"x\.gexf, line 2: it is no whole XML"):
        list(GraphTies(path))
