"""Lists of deals in workbooks: what is read of them, and what is said of those that cannot be read."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.landscape.refusals import UnreadableArticle
from explorer.reading.networks.layout import Column
from explorer.reading.networks.tables import TableTies, guess
from tests.reading.networks.test_tables import told
from tests.reading.networks.workbooks import day, workbook

HEAD = ("Company A", "Company B", "Type", "Announced")


def read(path: Path) -> tuple[list[str], TableTies]:
    found = TableTies(path, guess(path).layout)
    return [told(tie) for tie in found], found


def test_the_rows_of_a_workbook_are_deals_at_the_words_of_their_cells(tmp_path: Path) -> None:
    path = workbook(tmp_path / "deals.xlsx", {"Deals": [HEAD, ("Acme, Inc.", "Beta “B”\nGroup", "JV", day(43952))]})
    ties, found = read(path)
    assert ties == ["2: Acme, Inc. + Beta “B” Group; type joint_venture; 2020-05-01; "]
    assert (found.file.sheet, found.file.header, found.notes) == ("Deals", "Company A\tCompany B\tType\tAnnounced", ())


def test_dates_are_told_as_far_as_their_cells_show_them(tmp_path: Path) -> None:
    rows = [
        HEAD,
        ("A1", "B1", "JV", day(43952, 2)),
        ("A2", "B2", "JV", day(43952, 3)),
        ("A3", "B3", "JV", 2019),
        ("A4", "B4", "JV", "2018-03"),
    ]
    ties, _ = read(workbook(tmp_path / "deals.xlsx", {"Deals": rows}))
    assert [tie.split("; ")[2] for tie in ties] == ["2020-05", "2020", "2019", "2018-03"]


def test_rows_keep_the_numbers_of_the_sheet_past_empty_ones(tmp_path: Path) -> None:
    rows = [(), HEAD, (), (), ("Acme", "Beta"), (None, None, "JV"), ("Gamma", "Delta")]
    ties, found = read(workbook(tmp_path / "deals.xlsx", {"Deals": rows}))
    assert [tie.partition(":")[0] for tie in ties] == ["5", "7"]
    assert [(found.file.place(fault.line), fault.why) for fault in found.faults] == [
        ("sheet “Deals”, row 6", "it names no company")
    ]


def test_the_first_sheet_that_is_shown_and_holds_anything_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    sheets = {"Notes": [("Secret", "Thing")], "Cover": [], "Deals": [HEAD, ("Acme", "Beta")], "People": [("Jim",)]}
    ties, found = read(workbook(tmp_path / "deals.xlsx", sheets, hidden="Notes"))
    assert ties == ["2: Acme + Beta; ; ; "]
    assert found.notes == ("only the sheet “Deals” was read, “Cover” and “People” not",)


def test_formulas_give_the_value_that_was_kept_and_errors_nothing(tmp_path: Path) -> None:
    kept = '<c t="str"><f>A1&amp;B1</f><v>Beta</v></c>'
    rows = [
        ("a", "b", "value"),
        ("Acme", kept, '<c t="e"><v>#REF!</v></c>'),
        ("Acme", '<c t="inlineStr"><is><t>Gamma</t></is></c>', 0.1 + 0.2),
    ]
    ties, _ = read(workbook(tmp_path / "deals.xlsx", {"Deals": rows}))
    assert ties == ["2: Acme + Beta; ; ; ", "3: Acme + Gamma; value 0.3; ; "]


def test_links_are_kept_and_what_is_none_is_told(tmp_path: Path) -> None:
    rows = [("a", "b", "URL"), ("Acme", "Beta", "https://news.example/1"), ("Acme", "Gamma", "see mail")]
    path = workbook(tmp_path / "deals.xlsx", {"Deals": rows})
    assert guess(path).layout.columns == (Column.COMPANY_A, Column.COMPANY_B, Column.LINK)
    found = TableTies(path, guess(path).layout)
    assert [tie.link for tie in found] == ["https://news.example/1", ""]
    assert dict(found.unknown) == {"“see mail” is no link": 1}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "damaged"),
        (b"company,other\n", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "older Excel file, or one protected"),
    ],
)
def test_what_is_no_workbook_is_refused_in_one_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "deals.xlsx"
    path.write_bytes(content)
    with pytest.raises(UnreadableArticle, match=said):
        guess(path)


def test_entities_are_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "deals.xlsx", {"Deals": [HEAD]}, head='<!DOCTYPE x [<!ENTITY e "boom">]>')
    with pytest.raises(UnreadableArticle, match="declares entities"):
        guess(path)


def test_a_sheet_that_breaks_off_is_refused_with_file_sheet_and_row(tmp_path: Path) -> None:
    broken = "<c><v>1</v></wrong>"
    path = workbook(tmp_path / "deals.xlsx", {"Deals": [HEAD, *[("Acme", f"Beta {n}") for n in range(3000)], (broken,)]})
    with pytest.raises(UnreadableArticle, match=r"deals\.xlsx, sheet “Deals”, after row "):
        read(path)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 3000), byte=st.integers(0, 255), cut=st.booleans())
def test_a_damaged_workbook_is_read_or_refused_and_never_more(tmp_path: Path, at: int, byte: int, cut: bool) -> None:
    path = workbook(tmp_path / "deals.xlsx", {"Deals": [HEAD, ("Acme", "Beta", "JV", day(43952))]})
    content = bytearray(path.read_bytes())
    at %= len(content)
    content[at] = byte
    path.write_bytes(content[:at] if cut else content)
    try:
        read(path)
    except UnreadableArticle as refusal:
        assert "deals.xlsx" in str(refusal)
