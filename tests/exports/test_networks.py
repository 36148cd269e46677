"""The network as GraphML, GEXF and a list of pairs: what other programs read, what comes back, and what is said to be lost."""

import csv
from collections.abc import Iterator
from pathlib import Path

import networkx
import pytest

from explorer.exports.files import UnwritableFile
from explorer.exports.networks import MOST_IN_PAIRS, write_network
from explorer.landscape.networks import NamedParty, NetworkFile, Tie
from explorer.landscape.vocabulary import CompanyKind, DealType, Reality, Stage
from explorer.project.landscape import Landscape
from explorer.reading.networks.reading import ties_of
from tests.project.building import ford_alibaba, ford_vw


@pytest.fixture
def cars(tmp_path: Path) -> Iterator[Landscape]:
    landscape = Landscape.create(tmp_path / "cars.landscape")
    landscape.add_readings([ford_vw(), ford_alibaba()], "Read")
    vw = next(company.id for company in landscape.companies() if company.name == "Volkswagen")
    zeta = landscape.add_company('=Zeta & "Söhne" <\x07>', CompanyKind.JOINT_VENTURE)[1]
    landscape.add_deal([vw, zeta], [DealType.SUPPLY], Stage.SIGNED, Reality.AGREED, None)
    yield landscape
    landscape.close()


def deals(landscape: Landscape) -> list[tuple[list[str], str, str]]:
    names = landscape.names()
    return sorted((sorted(names[party] for party in deal.parties), deal.main_type, deal.stage) for deal in landscape.deals())


@pytest.mark.parametrize("ending", ["graphml", "gexf", "csv"])
def test_what_is_written_can_be_read_in_again(cars: Landscape, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"net.{ending}"
    write_network(path, cars)
    with Landscape.create(tmp_path / "again.landscape") as again:
        ties = ties_of(path)
        again.add_network(ties.file, ties, "Import")
        written = [([name.replace("\x07", "") for name in names], *told) for names, *told in deals(cars)]
        if ending == "csv":  # a formula is kept from running
            written = [([f"'{name}" if name.startswith("=") else name for name in names], *told) for names, *told in deals(cars)]
        assert deals(again) == sorted((sorted(names), *told) for names, *told in written)


def test_other_programs_read_the_graphml_and_the_gexf(cars: Landscape, tmp_path: Path) -> None:
    write_network(tmp_path / "x.graphml", cars)
    write_network(tmp_path / "x.gexf", cars)
    for graph in (networkx.read_graphml(tmp_path / "x.graphml"), networkx.read_gexf(tmp_path / "x.gexf")):
        labels = {told["label"] for _, told in graph.nodes(data=True)}
        assert labels >= {"Ford", "Volkswagen", "Alibaba Cloud", '=Zeta & "Söhne" <>'}
        assert {told["stage"] for *_, told in graph.edges(data=True)} == {"in_talks", "intended", "signed"}
        assert next(told["part of"] for _, told in graph.nodes(data=True) if told["label"] == "Alibaba Cloud") == "Alibaba"


def test_a_list_of_pairs_keeps_formulas_from_running(cars: Landscape, tmp_path: Path) -> None:
    write_network(tmp_path / "x.csv", cars)
    rows = list(csv.reader((tmp_path / "x.csv").open(encoding="utf-8-sig", newline="")))
    assert rows[0][:3] == ["company a", "company b", "deal"]
    assert any(cell.startswith("'=Zeta") for row in rows for cell in row[:2])


def test_what_could_not_be_held_is_said(cars: Landscape, tmp_path: Path) -> None:
    ford = next(company.id for company in cars.companies() if company.name == "Ford")
    cars.add_deal([ford], [DealType.SUPPLY], Stage.SIGNED, Reality.AGREED, None)
    said = write_network(tmp_path / "x.csv", cars)
    assert said.startswith("3 deals as 3 edges written to ")
    assert "excerpts, sources, flows, standings, money, terms and disagreements were left out" in said
    assert "1 deal with fewer than two parties is no edge" in said
    assert "1 company without a deal is not in the list" in said


def test_a_deal_of_very_many_parties_is_a_star_that_comes_back_whole(tmp_path: Path) -> None:
    names = [f"Member {number:02}" for number in range(MOST_IN_PAIRS + 3)]
    line = ";".join(names)
    parties = tuple(NamedParty(name, line.index(name), line.index(name) + len(name)) for name in names)
    with Landscape.create(tmp_path / "one.landscape") as landscape, Landscape.create(tmp_path / "two.landscape") as again:
        landscape.add_network(NetworkFile("x.csv", "text/csv"), [Tie(1, line, parties)], "Import")
        said = write_network(tmp_path / "x.graphml", landscape)
        assert f"as {len(names) - 1} edges" in said and "1 deal of more than 12 parties is a star" in said
        ties = ties_of(tmp_path / "x.graphml")
        again.add_network(ties.file, ties, "Import")
        assert deals(again) == deals(landscape)


def test_an_ending_that_is_no_network_is_refused(cars: Landscape, tmp_path: Path) -> None:
    with pytest.raises(UnwritableFile, match="a network is written as"):
        write_network(tmp_path / "x.png", cars)
