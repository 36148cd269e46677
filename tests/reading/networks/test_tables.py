"""Lists of deals: what their columns hold, and that every tie stands on words of its line."""

import gzip
from pathlib import Path

import pytest

from explorer.landscape.networks import Tie
from explorer.landscape.refusals import UnreadableArticle
from explorer.reading.networks.layout import Column, Layout
from explorer.reading.networks.tables import TableTies, guess
from explorer.reading.networks.words import date_of


def ties(folder: Path, text: str, name: str = "deals.csv", layout: Layout | None = None) -> tuple[list[Tie], TableTies]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    found = TableTies(path, layout or guess(path).layout)
    return list(found), found


def told(tie: Tie) -> str:
    """Write a tie as its parties and what is said, each as it stands in the line."""
    parties = " + ".join(tie.line[party.start : party.end] + (f" ({party.role})" if party.role else "") for party in tie.parties)
    said = ", ".join(f"{said.field} {said.value}" for said in tie.said)
    return f"{tie.number}: {parties}; {said}; {tie.date}; {tie.deal}"


def test_heads_tell_what_the_columns_hold(tmp_path: Path) -> None:
    found, _ = ties(tmp_path, "Company A,Company B,Deal type,Status,Announced\nAcme,Beta,JV,announced,2020-05-01\n")
    assert [told(tie) for tie in found] == ["2: Acme + Beta; type joint_venture, stage intended; 2020-05-01; "]


def test_lines_of_one_deal_carry_its_key(tmp_path: Path) -> None:
    found, _ = ties(tmp_path, "date,project,a,b,private\n2014-01-01,7,100,200,1\n2014-01-01,7,100,300,1\n")
    assert [told(tie) for tie in found] == ["2: 100 + 200; ; 2014-01-01; 7", "3: 100 + 300; ; 2014-01-01; 7"]


def test_a_column_of_companies_and_one_of_deals_make_deals_of_many_parties(tmp_path: Path) -> None:
    found, _ = ties(tmp_path, "deal id;company\n1;Acme\n1;Beta\n")
    assert [(told(tie), tie.is_deal) for tie in found] == [("2: Acme; ; ; 1", True), ("3: Beta; ; ; 1", True)]


def test_several_companies_in_a_cell_are_parties_each_at_its_own_words(tmp_path: Path) -> None:
    found, _ = ties(tmp_path, 'parties,value\n"Acme; Beta Inc.; Gamma",$3 million\n')
    assert [told(tie) for tie in found] == ["2: Acme + Beta Inc. + Gamma; value $3 million; ; "]


def test_without_heads_the_first_two_columns_are_the_ends(tmp_path: Path) -> None:
    found, _ = ties(tmp_path, "Acme\tBeta\nBeta\tGamma\nAcme\tGamma\n", "pairs.tsv")
    assert [told(tie) for tie in found] == ["1: Acme + Beta; ; ; ", "2: Beta + Gamma; ; ; ", "3: Acme + Gamma; ; ; "]


def test_a_name_that_stands_inside_another_is_found_where_it_stands_alone(tmp_path: Path) -> None:
    (tie,), _ = ties(tmp_path, "a,b\nBeta Acme,Acme\n")
    assert (tie.parties[1].start, tie.line[: tie.parties[1].start]) == (10, "Beta Acme,")


def test_quotes_commas_and_lines_inside_a_cell_are_read_and_the_next_line_is_counted_right(tmp_path: Path) -> None:
    found, _ = ties(tmp_path, 'a,b,value\n"Acme, Inc.","Be\nta",1\n"Say ""Hi""",Gamma,2\n')
    assert [party.name for party in found[0].parties] == ["Acme, Inc.", "Be\nta"]
    assert [told(tie) for tie in found][1] == '4: "Say ""Hi""",Gamma,2 + Gamma; value 2; ; '


def test_words_that_are_not_known_are_counted_and_claim_nothing(tmp_path: Path) -> None:
    found, told_of = ties(tmp_path, "a,b,type,date\nAcme,Beta,marriage,soon\nAcme,Gamma,marriage,2020\n")
    assert all(not tie.said for tie in found)
    assert dict(told_of.unknown) == {"“marriage” is no type that is known": 2, "“soon” is no date": 1}


def test_lines_without_a_company_are_left_out_with_their_number(tmp_path: Path) -> None:
    found, told_of = ties(tmp_path, "a,b\nAcme,Beta\n,\n\nGamma,Acme\n")
    assert [tie.number for tie in found] == [2, 5]
    assert [(fault.line, fault.why) for fault in told_of.faults] == [(3, "it names no company")]


def test_a_list_of_companies_alone_names_them_and_makes_no_deal(tmp_path: Path) -> None:
    found, _ = ties(tmp_path, "company,country\nAcme,DE\n")
    assert [(tie.parties[0].name, tie.is_deal) for tie in found] == [("Acme", False)]


def test_packed_lists_and_old_encodings_are_read(tmp_path: Path) -> None:
    packed = tmp_path / "pairs.csv.gz"
    packed.write_bytes(gzip.compress(b"a,b\nAcme,Beta\n"))
    assert [told(tie) for tie in TableTies(packed, guess(packed).layout)] == ["2: Acme + Beta; ; ; "]
    old = tmp_path / "old.csv"
    old.write_bytes("a;b\nMünchener Rück;Allianz\n".encode("cp1252"))
    assert [tie.parties[0].name for tie in TableTies(old, guess(old).layout)] == ["Münchener Rück"]


def test_roles_of_both_ends_are_kept(tmp_path: Path) -> None:
    (tie,), _ = ties(tmp_path, "company a,role a,company b,role b\nAcme,lender,Beta,borrower\n")
    assert told(tie) == "2: Acme (lender) + Beta (borrower); ; ; "


def test_a_list_whose_companies_are_not_named_is_refused_with_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(UnreadableArticle, match=r"not clear which column holds a company\. Say what its columns hold"):
        TableTies(path, Layout((Column.DATE, None)))


@pytest.mark.parametrize("content", [b"", b"   \n", b"\x00\x01\x02\x00"])
def test_what_is_no_list_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableArticle):
        guess(path)


def test_a_damaged_gz_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.csv.gz"
    path.write_bytes(gzip.compress(b"a,b\n" + b"Acme,Beta\n" * 100)[:-20])
    with pytest.raises(UnreadableArticle, match="cannot be read"):
        list(TableTies(path, guess(path).layout))


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("2020", "2020"),
        ("2020-05", "2020-05"),
        ("2020-05-07T10:00:00Z", "2020-05-07"),
        ("7.5.2020", "2020-05-07"),
        ("31/12/2020", "2020-12-31"),
        ("12/31/20", "2020-12-31"),
        ("3/4/2020", "2020"),  # which one is the day is not told
        ("May 7, 2020", "2020-05-07"),
        ("NA", ""),
    ],
)
def test_dates_say_no_more_than_is_told(words: str, date: str) -> None:
    assert date_of(words) == date


def test_how_dates_are_meant_is_learned_from_the_others(tmp_path: Path) -> None:
    found, _ = ties(tmp_path, "a,b,date\nAcme,Beta,3/4/2020\nAcme,Gamma,25/4/2020\n")
    assert [tie.date for tie in found] == ["2020-04-03", "2020-04-25"]
