"""Work off the main thread: comes home there, can be stopped, and is never left running."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from explorer.landscape.refusals import Cancelled, Refusal
from explorer.session.jobs import IsCancelled, Jobs, JobState, Progress


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.stop()


def test_a_result_comes_home_to_the_main_thread(qtbot: QtBot, jobs: Jobs) -> None:
    home: list[tuple[Any, bool]] = []
    jobs.run("count", lambda progress, is_cancelled: 42, lambda value: home.append((value, on_main_thread())))
    qtbot.waitUntil(lambda: bool(home))
    assert home == [(42, True)]
    assert jobs.is_idle


def test_progress_is_told_in_order(qtbot: QtBot, jobs: Jobs) -> None:
    told: list[JobState] = []
    jobs.progressed.connect(told.append)

    def work(progress: Progress, is_cancelled: IsCancelled) -> None:
        for step in range(3):
            progress(step, 3, f"article {step}")

    with qtbot.waitSignal(jobs.ended):
        jobs.run("read", work, lambda value: None)
    assert [state.what for state in told] == ["", "article 0", "article 1", "article 2"]


def test_a_cancelled_job_ends_without_its_result(qtbot: QtBot, jobs: Jobs) -> None:
    started, home = threading.Event(), []

    def work(progress: Progress, is_cancelled: IsCancelled) -> int:
        started.set()
        while not is_cancelled():
            pass
        raise Cancelled

    with qtbot.waitSignal(jobs.ended):
        job = jobs.run("read", work, home.append)
        assert started.wait(5)
        jobs.cancel(job)
    assert home == []
    assert jobs.is_idle


def test_a_refusal_is_told_as_one(qtbot: QtBot, jobs: Jobs) -> None:
    def work(progress: Progress, is_cancelled: IsCancelled) -> None:
        raise Refusal("a.txt", "the file is empty", "choose another file")

    with qtbot.waitSignal(jobs.refused) as refused:
        jobs.run("read", work, lambda value: None)
    assert str(refused.args[0]) == "a.txt: the file is empty. Choose another file."


def test_a_defect_is_not_swallowed(qtbot: QtBot, jobs: Jobs) -> None:
    def work(progress: Progress, is_cancelled: IsCancelled) -> None:
        raise ZeroDivisionError("a defect")

    with qtbot.captureExceptions() as caught, qtbot.waitSignal(jobs.ended):
        jobs.run("read", work, lambda value: None)
    qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_stopping_leaves_no_thread_behind(qtbot: QtBot) -> None:
    jobs = Jobs()
    jobs.run("wait", lambda progress, is_cancelled: None, lambda value: None)
    jobs.stop()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("job")]
    assert jobs.is_idle


def on_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


def test_what_runs_beside_waits_for_no_other_and_is_finished_at_quit(qtbot: QtBot) -> None:
    jobs, started, ended, home = Jobs(), threading.Event(), threading.Event(), []

    def long(progress: Progress, is_cancelled: IsCancelled) -> None:
        started.set()
        while not is_cancelled():
            ended.wait(0.01)

    def picture(progress: Progress, is_cancelled: IsCancelled) -> None:
        started.wait(5)
        home.append("drawn" if not is_cancelled() else "stopped")

    jobs.run("read", long, lambda value: None)
    jobs.run("draw", picture, lambda value: home.append("told"), beside=True)
    qtbot.waitUntil(lambda: home == ["drawn", "told"])
    jobs.run("draw", picture, lambda value: None, beside=True)
    jobs.stop()
    assert home == ["drawn", "told", "drawn"]
