"""Undo, redo, backups, and what survives a process that is killed."""

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from explorer.landscape.claims import Claim, ClaimKind
from explorer.landscape.facts import CompanyId, DealId
from explorer.landscape.refusals import RefusedEdit
from explorer.landscape.vocabulary import DealField, Review
from explorer.project import backups
from explorer.project.landscape import Landscape
from explorer.project.lock import lock_path
from tests.project.building import Builder, everything, ford_alibaba, ford_vw

FORD = CompanyId(1)
TALKS = DealId(1)


def test_an_undone_reading_leaves_nothing_behind(landscape: Landscape) -> None:
    before = everything(landscape)
    landscape.add_readings([ford_vw(), ford_alibaba()], "Read 2 articles")
    after = everything(landscape)
    undone = landscape.undo()
    assert undone is not None
    assert (undone.name, len(undone.companies), len(undone.deals), len(undone.sources)) == ("Read 2 articles", 4, 2, 2)
    assert everything(landscape) == before
    assert landscape.find("ford") == ()
    landscape.redo()
    assert everything(landscape) == after


def test_the_undo_menu_knows_the_names_of_the_steps(cars: Landscape) -> None:
    cars.rename(FORD, "Blue Oval")
    assert (cars.undo_name, cars.redo_name) == ("Rename Ford to Blue Oval", "")
    cars.undo()
    assert (cars.undo_name, cars.redo_name) == ("Read 2 articles", "Rename Ford to Blue Oval")
    cars.undo()
    assert cars.undo() is None
    assert (cars.undo_name, cars.redo_name) == ("", "Read 2 articles")


def test_a_step_can_be_undone_after_a_restart(cars: Landscape, path: Path) -> None:
    before = everything(cars)
    cars.state(TALKS, DealField.TERM, "ten-year")
    cars.close()
    with Landscape.open(path) as again:
        again.undo()
        assert everything(again) == before
    with Landscape.open(path) as later:
        later.redo()
        assert later.deal(TALKS).term == "ten-year"


def test_a_new_edit_after_an_undo_cuts_what_was_undone(cars: Landscape) -> None:
    cars.rename(FORD, "Blue Oval")
    cars.undo()
    cars.rename(FORD, "Ford Motor Company")
    assert cars.redo() is None
    assert [step.name for step in cars.history()] == ["Read 2 articles", "Rename Ford to Ford Motor Company"]


def test_ids_are_never_used_twice(cars: Landscape) -> None:
    _, first = cars.add_company("First")
    cars.undo()
    _, second = cars.add_company("Second")
    assert second > first


def test_a_text_that_only_an_undone_step_brought_is_let_go_when_it_is_cut(landscape: Landscape) -> None:
    landscape.add_readings([ford_vw()], "Read")
    landscape.add_readings([ford_alibaba()], "Read more")
    landscape.undo()
    landscape.add_company("Mazda")
    assert landscape._rows("SELECT count(*) FROM frozen") == [(1,)]
    assert landscape.check().is_sound


def test_a_text_that_an_earlier_step_still_needs_is_kept_when_a_later_one_is_cut(cars: Landscape) -> None:
    before = everything(cars)
    cars.remove_source(cars.sources()[1].id)
    cars.add_readings([ford_alibaba()], "Read again")
    cars.undo()
    cars.add_company("Mazda")
    cars.undo()
    cars.undo()
    assert everything(cars) == before
    assert cars.check().is_sound


def test_an_edit_that_changes_nothing_is_no_step(cars: Landscape) -> None:
    change = cars.rename(FORD, "Ford")
    assert (change.companies, len(cars.history())) == (frozenset(), 1)


def test_an_edit_that_fails_half_way_changes_nothing(cars: Landscape) -> None:
    before = everything(cars)
    with pytest.raises(RefusedEdit):
        cars.judge([Claim(ClaimKind.STANDING, 1), Claim(ClaimKind.STANDING, 99)], Review.REJECTED)
    assert everything(cars) == before


def test_a_change_names_the_deal_of_a_statement_and_its_parties(cars: Landscape) -> None:
    statement = cars.statements_of(TALKS)[-1]
    change = cars.judge([Claim(ClaimKind.STATEMENT, statement.id)], Review.ACCEPTED)
    assert (change.deals, change.companies, change.sources) == ({TALKS}, {1, 2}, {1})
    assert cars.undo() == change


def test_a_change_of_a_standing_says_so(cars: Landscape) -> None:
    change = cars.judge([Claim(ClaimKind.STANDING, 1)], Review.ACCEPTED)
    assert (change.standings, change.questions, change.companies) == (True, False, {FORD})
    assert change.name == "Accept “Ford lags in driverless cars”"


EDIT_AND_BE_KILLED = """
import os, signal, sys
from pathlib import Path
from explorer.landscape.facts import CompanyId
from explorer.project.landscape import Landscape
landscape = Landscape.open(Path(sys.argv[1]))
for number in range(int(sys.argv[2])):
    landscape.rename(CompanyId(1), f"Name {number}")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_was_accepted_survives_a_kill_at_once(cars: Landscape, path: Path) -> None:
    cars.close()
    for edits in (1, 7):
        killed = subprocess.run([sys.executable, "-c", EDIT_AND_BE_KILLED, str(path), str(edits)], check=False)
        assert killed.returncode == -signal.SIGKILL
        assert lock_path(path).exists()
        with Landscape.open(path) as again:
            assert again.company(FORD).name == f"Name {edits - 1}"
            assert again.check().is_sound
            assert any("taken over" in repair for repair in again.opening_report.repairs)
            assert any("not closed properly" in repair for repair in again.opening_report.repairs)
        assert not lock_path(path).exists()


def test_an_edit_cut_off_in_the_middle_leaves_the_state_before_it(cars: Landscape, path: Path) -> None:
    before = everything(cars)
    cars.close()
    half_way = """
import os, signal, sys
from pathlib import Path
from explorer.project.landscape import Landscape
landscape = Landscape.open(Path(sys.argv[1]))
with landscape._step("Half"):
    landscape._run("UPDATE company SET name = 'Half'")
    landscape._connection.cache_flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""
    killed = subprocess.run([sys.executable, "-c", half_way, str(path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    with Landscape.open(path) as again:
        assert everything(again) == before
        assert again.check().is_sound


def test_the_first_edit_of_a_day_makes_a_backup_and_opening_makes_none(cars: Landscape, path: Path) -> None:
    cars.close()
    with Landscape.open(path):
        assert backups.backups_of(path) == ()
    with Landscape.open(path) as again:
        before = everything(again)
        again.rename(FORD, "Blue Oval")
        again.rename(FORD, "Ford Motor Company")
    (backup,) = backups.backups_of(path)
    assert backup.name == f"{date.today().isoformat()}.landscape"
    with Landscape.open(backup) as kept:
        assert everything(kept) == before


def test_the_last_five_backups_are_kept(cars: Landscape, path: Path) -> None:
    folder = backups.folder_of(path)
    folder.mkdir()
    for day in range(1, 8):
        (folder / f"2020-01-0{day}.landscape").touch()
    cars.close()
    with Landscape.open(path) as again:
        again.rename(FORD, "Blue Oval")
    names = [backup.name for backup in backups.backups_of(path)]
    assert names[:-1] == [f"2020-01-0{day}.landscape" for day in (4, 5, 6, 7)]
    assert len(names) == 5


def test_a_backup_that_cannot_be_made_stops_no_edit(cars: Landscape, path: Path) -> None:
    backups.folder_of(path).write_text("a file is in the way")
    cars.close()
    with Landscape.open(path) as again:
        again.rename(FORD, "Blue Oval")
        assert again.company(FORD).name == "Blue Oval"


def test_closing_twice_does_nothing(cars: Landscape) -> None:
    cars.close()
    cars.close()


def test_a_large_undo_keeps_search_in_step(landscape: Landscape) -> None:
    readings = []
    for number in range(60):
        build = Builder(f"Firm {number} and Partner {number} share batteries.")
        build.deal([build.company(f"Firm {number}"), build.company(f"Partner {number}")], [(DealField.TYPE, "supply", "share")])
        readings.append(build.reading())
    landscape.add_readings(readings, "Read 60")
    assert len(landscape.find("batteries", limit=100)) == 60
    landscape.undo()
    assert landscape.find("batteries") == ()
    landscape.redo()
    assert len(landscape.find("firm", limit=200)) == 180
    assert landscape.check().is_sound


def test_two_threads_may_use_the_file_at_the_same_moment(cars: Landscape) -> None:
    def rename_and_look(number: int) -> int:
        cars.rename(FORD, f"Name {number}")
        return len(cars.deals()) + len(cars.findings_in(cars.sources()[0].id))

    with ThreadPoolExecutor(4) as threads:
        seen = set(threads.map(rename_and_look, range(24)))
    assert len(seen) == 1
    assert len(cars.history()) == 25
