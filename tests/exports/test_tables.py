"""The CSV tables: what a spreadsheet and a script can rely on."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.exports.tables import write_csv
from explorer.landscape.capabilities import load
from explorer.landscape.claims import Claim, ClaimKind
from explorer.landscape.shipped import resources
from explorer.landscape.vocabulary import Review
from explorer.project.landscape import Landscape
from explorer.reading.extraction import extract
from explorer.reading.reader import Reader

ARTICLES = Path(__file__).parent.parent / "articles"
CAPABILITIES = load(resources() / "capabilities")
TABLES = {"companies", "deals", "parties", "statements", "flows", "standings", "questions", "excerpts", "sources"}


@pytest.fixture
def known(tmp_path: Path) -> Iterator[Landscape]:
    reader = Reader(CAPABILITIES)
    with Landscape.create(tmp_path / "deals.landscape", CAPABILITIES) as landscape:
        landscape.add_readings([reader.read(extract(path)) for path in sorted(ARTICLES.glob("*.txt"))], "Read 2 articles")
        yield landscape


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_there_is_a_table_for_each_kind_of_thing(known: Landscape, tmp_path: Path) -> None:
    write_csv(tmp_path / "out", known)
    assert {path.stem for path in (tmp_path / "out").iterdir()} == TABLES


def test_every_table_begins_with_a_byte_order_mark_and_has_no_ragged_row(known: Landscape, tmp_path: Path) -> None:
    write_csv(tmp_path / "out", known)
    for path in (tmp_path / "out").iterdir():
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        with path.open(encoding="utf-8-sig", newline="") as file:
            head, *body = csv.reader(file)
        assert len(set(head)) == len(head)
        assert {len(row) for row in body} <= {len(head)}


def test_ids_lead_from_table_to_table(known: Landscape, tmp_path: Path) -> None:
    write_csv(tmp_path / "out", known)
    companies = {row["company_id"]: row["name"] for row in rows(tmp_path / "out", "companies")}
    deals = {row["deal_id"] for row in rows(tmp_path / "out", "deals")}
    assert deals
    for row in rows(tmp_path / "out", "parties"):
        assert companies[row["company_id"]] == row["company"]
        assert row["deal_id"] in deals


def test_quotes_stand_in_their_sources_at_the_offsets_told(known: Landscape, tmp_path: Path) -> None:
    write_csv(tmp_path / "out", known)
    texts = {str(source.id): known.text(source.id) for source in known.sources()}
    told = rows(tmp_path / "out", "excerpts")
    assert told
    for row in told:
        assert texts[row["source_id"]][int(row["start"]) : int(row["end"])] == row["quote"]


def test_two_exports_are_the_same(known: Landscape, tmp_path: Path) -> None:
    write_csv(tmp_path / "one", known)
    write_csv(tmp_path / "two", known)
    for name in TABLES:
        assert (tmp_path / "one" / f"{name}.csv").read_bytes() == (tmp_path / "two" / f"{name}.csv").read_bytes()


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x")', "+1", "-2", "@SUM(A1)", " =1+1", "\t=1", "＝1"])
def test_a_cell_that_looks_like_a_formula_is_made_harmless(name: str, known: Landscape, tmp_path: Path) -> None:
    _, company = known.add_company("Acme")
    known.rename(company, f"{name}x")
    write_csv(tmp_path / "out", known)
    names = [row["name"] for row in rows(tmp_path / "out", "companies")]
    assert [found for found in names if found.startswith("'")]
    assert not [found for found in names if found.lstrip().startswith(("=", "+", "-", "@", "＝"))]


def test_what_was_rejected_is_left_out_and_the_summary_says_so(known: Landscape, tmp_path: Path) -> None:
    deal = known.deals()[0]
    known.judge([Claim(ClaimKind.DEAL, deal.id)], Review.REJECTED)
    said = write_csv(tmp_path / "out", known)
    assert "rejected claim" in said and "left out" in said
    assert str(deal.id) not in {row["deal_id"] for row in rows(tmp_path / "out", "deals")}


def test_how_real_a_thing_is_stands_beside_it(known: Landscape, tmp_path: Path) -> None:
    write_csv(tmp_path / "out", known)
    realities = {row["reality"] for name in ("deals", "flows", "standings", "excerpts") for row in rows(tmp_path / "out", name)}
    assert realities <= {"done", "agreed", "intended", "possible", "asked", "denied"}
    assert "possible" in realities
