import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from explorer.painting.fonts import load_fonts
from explorer.painting.theme import Theme
from explorer.ui.parts.icons import IconButton, icon
from explorer.ui.parts.style import SHEET, give_role, palette, style_sheet


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_style_sheet_is_understood_by_qt_and_leaves_no_name_open(qtbot: QtBot, name: str) -> None:
    theme = Theme.load(name)
    sheet = style_sheet(theme, load_fonts())
    label = QLabel("Ford")
    qtbot.addWidget(label)
    label.setStyleSheet(sheet)
    give_role(label, "title")
    label.ensurePolished()
    assert "$" not in sheet
    assert label.font().pixelSize() == 20
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == theme.ink.lower()
    assert palette(theme).color(QPalette.ColorRole.Highlight).name() == theme.chosen.lower()


def test_larger_text_enlarges_every_size(qtbot: QtBot) -> None:
    theme, fonts = Theme.load("light"), load_fonts()
    assert "font-size: 26px" in style_sheet(theme, fonts, 2.0)
    assert SHEET.template.count("font-size: $") == SHEET.template.count("font-size:")


def test_an_icon_takes_the_colour_it_is_asked_for(qtbot: QtBot) -> None:
    theme = Theme.load("dark")
    image = icon("close", theme.colour("chosen")).pixmap(20, 20).toImage()
    colours = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert theme.chosen.lower() in colours


def test_an_icon_button_is_named_for_screen_readers(qtbot: QtBot) -> None:
    button = IconButton("find", "Find  (Ctrl+F)")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Find  (Ctrl+F)"
    assert button.sizeHint().width() >= 32
