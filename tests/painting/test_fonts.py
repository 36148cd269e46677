from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QRawFont
from pytestqt.qtbot import QtBot

from explorer.painting.fonts import load_fonts, slants


def test_the_shipped_faces_are_in_use(qtbot: QtBot) -> None:
    fonts = load_fonts()
    assert (QFontInfo(fonts.font()).family(), QFontInfo(fonts.excerpt()).family()) == ("Inter", "Source Serif Pro")


def test_weights_are_real(qtbot: QtBot) -> None:
    fonts = load_fonts()
    weights = (QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold, QFont.Weight.Bold)
    assert [QFontInfo(fonts.font(13, weight)).weight() for weight in weights] == [400, 500, 600, 700]


def test_tabular_figures_have_one_width(qtbot: QtBot) -> None:
    metrics = QFontMetricsF(load_fonts().font(13, tabular=True))
    assert len({metrics.horizontalAdvance(figure * 4) for figure in "0123456789"}) == 1


def test_quoted_words_never_look_like_ours(qtbot: QtBot) -> None:
    fonts = load_fonts()
    assert fonts.sans != fonts.serif
    assert QFontInfo(fonts.excerpt(italic=True)).italic()


def test_the_glyphs_of_standings_are_drawn_by_faces_we_ship(qtbot: QtBot) -> None:
    faces = [QRawFont.fromFont(QFont(family)) for family in load_fonts().font().families()]
    assert [face.familyName() for face in faces] == ["Inter", "Alliance Symbols"]
    assert not [glyph for glyph in "●◉◐◑◌○✕↗⇥–?⚡" if not any(face.supportsCharacter(ord(glyph)) for face in faces)]


def test_scripts_without_italics_are_set_upright() -> None:
    assert [slants(words) for words in ("Ford signs", "Газпром", "阿里巴巴", "Ford and شركة", "שטראוס")] == [
        True,
        True,
        True,
        False,
        False,
    ]
