import sys
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from explorer.ui.errors import Errors


@pytest.fixture
def errors(qtbot: QtBot) -> Iterator[Errors]:
    window = QWidget()
    qtbot.addWidget(window)
    yield Errors(window)


def fail(errors: Errors, words: str) -> None:
    try:
        raise ValueError(words)
    except ValueError as error:
        errors._hook(type(error), error, error.__traceback__)


def test_an_unexpected_error_is_shown_with_its_traceback_and_once(
    errors: Errors, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(3):
        fail(errors, "out of ink")
    qtbot.waitUntil(errors.dialog.isVisible, timeout=2000)
    shown = errors.dialog.words.toPlainText()
    assert shown.count("ValueError: out of ink") == 1
    assert "Traceback" in shown
    assert capsys.readouterr().err.count("out of ink") >= 3
    errors.dialog._on_copy()
    assert "out of ink" in QGuiApplication.clipboard().text()
    errors.dialog.close()


def test_the_hook_is_given_back(errors: Errors) -> None:
    before = sys.excepthook
    errors.listen()
    assert sys.excepthook != before
    errors.stop()
    assert sys.excepthook == before
