from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from explorer.landscape.views import Filters
from explorer.ui.filters import FiltersPopup, Offer
from explorer.ui.parts.choices import Choices
from explorer.ui.parts.span import SpanSlider

YEARS = tuple((str(year), year - 2014) for year in range(2015, 2021))


def slider(qtbot: QtBot, since: str = "", until: str = "") -> SpanSlider:
    slider = SpanSlider()
    qtbot.addWidget(slider)
    slider.resize(316, 84)
    slider.show_bars(YEARS, since, until)
    return slider


def test_a_handle_drawn_to_a_bar_limits_the_span(qtbot: QtBot) -> None:
    span = slider(qtbot)
    with qtbot.waitSignal(span.span_chosen) as chosen:
        qtbot.mousePress(span, Qt.MouseButton.LeftButton, pos=QPoint(8 + 100, 60))
    assert chosen.args == [("2017", "")]
    qtbot.mousePress(span, Qt.MouseButton.LeftButton, pos=QPoint(8 + 250, 60))
    assert span.span == ("2017", "2019")


def test_arrows_move_the_handle_that_is_held(qtbot: QtBot) -> None:
    span = slider(qtbot)
    span.show()
    qtbot.keyClick(span, Qt.Key.Key_Right)
    qtbot.keyClick(span, Qt.Key.Key_Down)
    qtbot.keyClick(span, Qt.Key.Key_Left)
    assert span.span == ("2016", "2019")


def test_dates_finer_than_the_bars_are_shown_by_the_bars_they_lie_in(qtbot: QtBot) -> None:
    assert slider(qtbot, "2016-06-01", "2018-02").span == ("2016", "2018")


def test_ticking_says_so_and_being_told_does_not(qtbot: QtBot) -> None:
    choices: Choices[str] = Choices("Place")
    qtbot.addWidget(choices)
    told: list[bool] = []
    choices.touched.connect(lambda: told.append(True))
    choices.offer([("China", "China", 4), ("Europe", "Europe", 2)], ["Europe"])
    assert (choices.ticked, told) == ({"Europe"}, [])
    choices.list.item(0).setCheckState(Qt.CheckState.Checked)
    assert (choices.ticked, told) == ({"China", "Europe"}, [True])


def test_cleared_filters_keep_how_the_rest_is_shown() -> None:
    assert Filters(since="2018", fade=False).cleared == Filters(fade=False)


def test_what_is_filtered_by_can_be_unticked_where_nothing_is_counted(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    popup = FiltersPopup(window)
    popup.show_filters(Filters(geographies=frozenset({"China"})))
    popup.offer(Offer())
    assert popup.geographies.ticked == {"China"}
    popup.geographies.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert popup.filters.geographies == frozenset()
