"""How names are broken and how wide they are taken to be, in every script."""

import pytest

from explorer.map.sizes import WRAP, label_box, letters, wrapped


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Ford", ("Ford",)),
        ("Alta Automotive Group", ("Alta Automotive", "Group")),
        ("阿里巴巴集团控股有限公司", ("阿里巴巴集团", "控股有限公司")),
        ("トヨタ自動車株式会社", ("トヨタ自動", "車株式会社")),
        ("삼성전자 주식회사 평택캠퍼스", ("삼성전자 주식회사", "평택캠퍼스")),
        ("رجال الأعمال السعودية 2030", ("رجال الأعمال", "السعودية 2030")),
    ],
)
def test_a_name_is_broken_between_words_or_between_the_signs_of_a_script_without_spaces(name: str, lines: tuple[str, ...]) -> None:
    assert wrapped(name) == lines


def test_a_very_long_name_ends_in_one_ellipsis_after_a_whole_word() -> None:
    name = "The Very Long and Winding Name of an International Consolidated Industrial Conglomerate Number 7"
    assert wrapped(name) == ("The Very Long and Winding Name of an", "International Consolidated…")


@pytest.mark.parametrize("name", ["y" * 99, "X " + "y" * 99, "国" * 99, "é̂" * 99, "👩‍🔬" * 60, "Donaudampfschiff" * 9])
def test_no_line_is_longer_than_its_room_and_no_mark_stands_without_its_letter(name: str) -> None:
    lines = wrapped(name)
    assert len(lines) <= 2
    for line in lines:
        assert 0 < letters(line) <= 2 * WRAP
        assert letters(line[0]) > 0


def test_signs_that_are_twice_as_wide_get_twice_the_room() -> None:
    assert label_box("丰田汽车")[0] == 2 * label_box("Ford")[0]
    assert label_box("né")[0] == label_box("né")[0]
