"""Every file that cannot be used gets one clear sentence, and what was known stays."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import apsw
import pytest

from explorer.landscape.excerpts import SourceId
from explorer.landscape.facts import CapabilityId, CompanyId
from explorer.landscape.refusals import NotHere, RefusedEdit, UnusableLandscape
from explorer.landscape.vocabulary import DealField, Reality, StandingKind
from explorer.project import backups, opening, schema
from explorer.project.landscape import Landscape
from explorer.project.lock import lock_path
from tests.project.building import everything, ford_alibaba, ford_vw


def refusal_of(path: Path, *, read_only: bool = False) -> str:
    with pytest.raises(UnusableLandscape) as refused:
        Landscape.open(path, read_only=read_only)
    assert str(path) == refused.value.subject
    return str(refused.value)


def saved(path: Path) -> Path:
    with Landscape.create(path) as landscape:
        landscape.add_readings([ford_vw(), ford_alibaba()], "Read 2 articles")
    return path


def test_a_missing_file(path: Path) -> None:
    assert "there is no such file" in refusal_of(path)


def test_a_folder(tmp_path: Path) -> None:
    assert "it is a folder" in refusal_of(tmp_path)


def test_an_empty_file(path: Path) -> None:
    path.touch()
    assert "the file is empty" in refusal_of(path)


def test_a_text_file(path: Path) -> None:
    path.write_text("Ford and Volkswagen are in talks. " * 200)
    assert "it is no landscape" in refusal_of(path)
    assert path.read_text().startswith("Ford and Volkswagen")


def test_another_sqlite_file_is_left_as_it_is(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE photo(name TEXT)")
    other.close()
    before = path.read_bytes()
    assert "it is no landscape" in refusal_of(path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_newer_file(path: Path) -> None:
    saved(path)
    with sqlite3.connect(path) as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    assert "written by a newer version" in refusal_of(path)
    assert "update the program" in refusal_of(path, read_only=True).lower()


def test_a_truncated_file_points_to_its_backup(path: Path) -> None:
    saved(path)
    with Landscape.open(path) as landscape:
        landscape.rename(CompanyId(1), "Blue Oval")  # the first edit of the day makes the backup
    (backup,) = backups.backups_of(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert "the file is damaged" in refusal_of(path)
    assert str(backup) in refusal_of(path)
    with Landscape.open(backup) as kept:
        assert kept.companies()[0].name == "Ford"


def test_scribbled_pages_are_reported_and_never_a_traceback(path: Path) -> None:
    saved(path)
    whole = bytearray(path.read_bytes())
    for start in range(4096, len(whole), 4096):
        whole[start : start + 64] = b"\xff" * 64
    path.write_bytes(whole)
    assert "the file is damaged" in refusal_of(path)


def test_one_changed_letter_of_a_frozen_text_is_noticed_on_opening(path: Path) -> None:
    saved(path)
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"the carmaker from Dearborn", b"the carmaker from Dearbarn"))
    with Landscape.open(path) as landscape:
        assert any("is not the one that was read in" in fault for fault in landscape.opening_report.broken)
        assert not landscape.check().is_sound


def test_a_landscape_that_is_open_here_already(path: Path) -> None:
    with Landscape.create(path) as first:
        sentence = refusal_of(path)
        assert "it is open elsewhere, by " in sentence
        assert f"process {os.getpid()}" in sentence
        assert first.companies() == ()


def test_a_landscape_that_another_process_has_open(path: Path) -> None:
    saved(path)
    holding = """
import sys
from pathlib import Path
from explorer.project.landscape import Landscape
with Landscape.open(Path(sys.argv[1])):
    print("open", flush=True)
    sys.stdin.readline()
"""
    with subprocess.Popen(
        [sys.executable, "-c", holding, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout
        assert other.stdin
        assert other.stdout.readline() == "open\n"
        assert f"process {other.pid}" in refusal_of(path)
        other.stdin.write("\n")
        other.stdin.close()
    with Landscape.open(path) as again:
        assert again.opening_report.repairs == ()


def test_a_lock_of_another_machine_is_respected(path: Path) -> None:
    saved(path)
    held = {"host": "another-machine", "user": "ann", "pid": 1, "since": "2026-01-01T10:00:00"}
    lock_path(path).write_text(json.dumps(held))
    sentence = refusal_of(path)
    assert "by ann on another-machine since 2026-01-01 10:00:00" in sentence
    assert lock_path(path).name in sentence


def test_a_file_that_cannot_be_written_can_be_looked_at(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(path)
    monkeypatch.setattr(opening, "is_writable", lambda path: False)
    assert "it cannot be written" in refusal_of(path)
    with Landscape.open(path, read_only=True) as landscape:
        assert len(landscape.companies()) == 4
        assert landscape.is_read_only
        with pytest.raises(RefusedEdit, match="looking only"):
            landscape.rename(CompanyId(1), "Blue Oval")
        with pytest.raises(RefusedEdit, match="looking only"):
            landscape.undo()


def test_looking_only_leaves_the_file_as_it_is(path: Path) -> None:
    before = saved(path).read_bytes()
    with Landscape.open(path, read_only=True) as landscape:
        place = next(iter(landscape.companies()))
        landscape.keep_places([])
        assert landscape.find(place.name)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="/proc is the folder in which nobody can write")
def test_a_landscape_cannot_be_created_where_nothing_can_be_written() -> None:
    with pytest.raises(UnusableLandscape, match="cannot be"):
        Landscape.create(Path("/proc/new.landscape"))


def test_a_landscape_is_never_created_over_a_file(path: Path) -> None:
    path.write_text("mine")
    with pytest.raises(UnusableLandscape, match="a file of this name already"):
        Landscape.create(path)
    assert path.read_text() == "mine"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnusableLandscape, match="its folder does not exist"):
        Landscape.create(tmp_path / "nowhere" / "new.landscape")


def test_a_full_disk_loses_nothing_that_was_known(path: Path) -> None:
    with Landscape.create(path) as landscape:
        landscape.add_readings([ford_vw()], "Read")
        before = everything(landscape)
        pages = landscape._connection.pragma("page_count")
        landscape._connection.pragma("max_page_count", pages)
        with pytest.raises(UnusableLandscape, match="no room left on the disk"):
            for number in range(300):
                landscape.add_company(f"Company {number} " + "x" * 500)
        landscape._connection.pragma("max_page_count", 1_000_000)
        while landscape.undo_name != "Read":
            landscape.undo()
        assert everything(landscape) == before
        assert landscape.check().is_sound
        landscape.add_readings([ford_alibaba()], "Read on")
        assert len(landscape.deals()) == 2


def test_what_is_gone_after_an_undo_is_refused_and_no_crash(path: Path) -> None:
    with Landscape.create(path) as landscape:
        landscape.add_readings([ford_vw()], "Read")
        deal = landscape.deals()[0].id
        landscape.undo()
        for ask in (lambda: landscape.deal(deal), lambda: landscape.company(CompanyId(1)), lambda: landscape.text(SourceId(1))):
            with pytest.raises(NotHere, match="any more"):
                ask()
        with pytest.raises(NotHere):
            landscape.state(deal, DealField.TERM, "two-year")


def test_a_capability_that_is_not_in_the_vocabulary_is_refused(path: Path) -> None:
    with Landscape.create(path) as landscape:
        _, company = landscape.add_company("Ford")
        with pytest.raises(RefusedEdit, match="does not fit what is known"):
            landscape.add_standing(company, "cloud", StandingKind.HAS, CapabilityId("no.such"), Reality.DONE, None)
        assert landscape.standings() == ()


def test_a_claim_on_nothing_cannot_be_in_the_file(path: Path) -> None:
    with Landscape.create(path) as landscape:
        _, company = landscape.add_company("Ford")
        claim = "INSERT INTO standing(company, what, kind, reality, origin, note) VALUES (?, 'cloud', 'has', 'done', 'analyst', ?)"
        landscape._run(claim, (company, "seen on their fair"))
        with pytest.raises(apsw.ConstraintError):
            landscape._run(claim, (company, ""))


def test_a_file_left_by_a_killed_process_can_be_looked_at(path: Path) -> None:
    saved(path)
    killed = """
import os, signal, sys
from pathlib import Path
from explorer.landscape.facts import CompanyId
from explorer.project.landscape import Landscape
Landscape.open(Path(sys.argv[1])).rename(CompanyId(1), "Blue Oval")
os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", killed, str(path)], check=False)
    with Landscape.open(path, read_only=True) as landscape:
        assert landscape.companies()[0].name == "Blue Oval"
    with Landscape.open(path) as landscape:
        assert landscape.undo_name == "Rename Ford to Blue Oval"


def test_an_older_file_is_brought_up_to_date_after_a_backup(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(path)

    def add_a_column(connection: apsw.Connection) -> None:
        connection.execute("ALTER TABLE company ADD COLUMN country TEXT NOT NULL DEFAULT ''")

    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, add_a_column))
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    with pytest.raises(UnusableLandscape, match="older version"):
        Landscape.open(path, read_only=True)
    with Landscape.open(path) as landscape:
        version = schema.VERSION
        assert f"The file was brought from version {version - 1} to {version}." in landscape.opening_report.repairs
        assert len(backups.backups_of(path)) == 1
        landscape.undo()  # a step recorded by the older version
        assert landscape.companies() == ()
        landscape.redo()
        assert landscape.check().is_sound
