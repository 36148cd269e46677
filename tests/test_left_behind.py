"""The fixture that finds what a test leaves behind does find it."""

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

CONFTEST = """
from tests import conftest
from tests.conftest import *
conftest.SECONDS_TO_END = 0.1
"""
LEAVERS = {
    "window": """
from PySide6.QtWidgets import QWidget
kept = []
def test_it(qapp):
    kept.append(QWidget())
""",
    "timer": """
from PySide6.QtCore import QTimer
kept = []
def test_it(qapp):
    kept.append(QTimer())
    kept[0].start(9999)
""",
    "thread": """
import threading
def test_it():
    threading.Thread(target=threading.Event().wait, args=(9,), daemon=True).start()
""",
}


@pytest.mark.parametrize("kind", LEAVERS)
def test_a_test_that_leaves_something_fails_and_says_what(
    kind: str, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).resolve().parent.parent))
    pytester.makeconftest(CONFTEST)
    pytester.makepyfile(LEAVERS[kind])
    pytester.makeini("[pytest]\nqt_api = pyside6\n")
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    result.stdout.fnmatch_lines(["*left behind:*", f"*{kind}*"])
    result.assert_outcomes(passed=1, errors=1)
