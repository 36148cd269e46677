"""What scripts and people rely on at the command line."""

import json
import os
import sqlite3
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from explorer.__main__ import main
from explorer.project.landscape import Landscape
from tests import bad_files

pytestmark = pytest.mark.usefixtures("qapp")  # or a snapshot would make an application that has no widgets

ARTICLES = Path(__file__).parent / "articles"
HEAVY = ("PySide6", "apsw", "matplotlib", "networkx", "numpy", "trafilatura", "pypdfium2")


@pytest.fixture
def landscape(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "deals.landscape"
    assert main(["read", str(ARTICLES), "--into", str(path)]) == 0
    capsys.readouterr()
    return path


def shell(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    command = [sys.executable, "-m", "explorer", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, env=kept | environment, check=False)


def is_one_line_about(said: str, name: str) -> bool:
    return len(said.splitlines()) == 1 and name in said and "Traceback" not in said


# what it says of itself


def test_the_version_is_told() -> None:
    done = shell("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, "alliance-explorer 0.1.0\n", "")


def test_the_version_needs_no_heavy_import() -> None:
    code = f"import sys; from explorer.__main__ import main; main(['--version']); print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[1] == "[]"


def test_help_teaches_with_examples_and_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    said = capsys.readouterr().out
    for taught in ("examples:", "exit codes:", "read", "snapshot", "export", "check", "--into deals.landscape"):
        assert taught in said


@pytest.mark.parametrize("command", ["read", "snapshot", "export", "check"])
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    assert f"usage: alliance-explorer {command}" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["read", "a.txt"],
        ["snapshot", "x.landscape", "out.gif"],
        ["snapshot", "x.landscape", "out.png", "--size", "large"],
        ["snapshot", "x.landscape", "out.png", "--size", "10x10"],
        ["snapshot", "x.landscape", "out.png", "--reality", "surely"],
        ["export", "x.landscape", "out"],
        ["--frobnicate"],
    ],
)
def test_a_command_that_is_not_understood_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "usage: alliance-explorer" in capsys.readouterr().err


def test_without_a_display_the_window_is_refused_in_one_line_that_says_how_to_go_on() -> None:
    done = shell()
    assert (done.returncode, done.stdout) == (3, "")
    assert len(done.stderr.splitlines()) == 1
    assert "no display" in done.stderr and "xvfb-run" in done.stderr


def test_a_display_that_does_not_answer_counts_as_none() -> None:
    assert shell(DISPLAY=":4711").returncode == 3


# reading


def test_articles_are_read_into_a_new_landscape(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    into = tmp_path / "new.landscape"
    assert main(["read", str(ARTICLES / "ford-volkswagen.txt"), str(ARTICLES / "ford-alibaba.txt"), "--into", str(into)]) == 0
    assert capsys.readouterr().out.startswith(f"2 articles read; {into} holds ")
    with Landscape.open(into, read_only=True) as known:
        assert {"Ford", "Volkswagen", "Alibaba"} <= {company.name for company in known.companies()}


def test_an_article_that_is_known_is_passed_over(landscape: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(ARTICLES), "--into", str(landscape)]) == 0
    assert "0 articles read, 2 known already" in capsys.readouterr().out


@pytest.mark.parametrize("make", bad_files.UNREADABLE, ids=lambda make: make.__name__)
def test_a_bad_file_costs_one_sentence_and_the_others_go_on(
    make: Callable[[Path], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad, into = make(tmp_path), tmp_path / "deals.landscape"
    assert main(["read", str(bad), str(ARTICLES / "ford-alibaba.txt"), "--into", str(into)]) == 1
    said = capsys.readouterr()
    assert is_one_line_about(said.err, bad.name)
    assert "1 article read" in said.out


def test_when_nothing_can_be_read_no_landscape_is_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    into = tmp_path / "deals.landscape"
    assert main(["read", str(bad_files.empty(tmp_path)), "--into", str(into)]) == 1
    assert not into.exists()
    assert "was not made" in capsys.readouterr().out


def test_scripts_and_entities_of_a_web_page_are_neither_run_nor_read(tmp_path: Path) -> None:
    page, into = tmp_path / "page.html", tmp_path / "deals.landscape"
    page.write_text(
        '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"> <!ENTITY f SYSTEM "file:///etc/passwd">]>'
        "<html><head><title>Ford &amp; Alibaba</title><script>document.write('Evil Corp')</script></head><body><article>"
        "<p>Ford and Alibaba signed a letter of intent on Thursday. &b; &f; They will explore cloud computing together.</p>"
        "<script>alert('Evil Corp')</script><p>Ford trails General Motors in China, where Alibaba leads.</p></article>"
    )
    assert main(["read", str(page), "--into", str(into)]) == 0
    with Landscape.open(into, read_only=True) as known:
        text = known.text(known.sources()[0].id)
    assert "letter of intent" in text
    assert not [word for word in ("Evil Corp", "root:", "aaaaaaaa", "<script") if word in text]


# landscapes that cannot be used


def no_landscape(path: Path) -> None:
    path.write_text("Ford and Alibaba signed a letter of intent.")


def an_empty_file(path: Path) -> None:
    path.write_bytes(b"")


def another_database(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()


def cut_short(path: Path) -> None:
    assert main(["read", str(ARTICLES), "--into", str(path)]) == 0
    path.write_bytes(path.read_bytes()[:6_000])


def overwritten(path: Path) -> None:
    assert main(["read", str(ARTICLES), "--into", str(path)]) == 0
    content = bytearray(path.read_bytes())
    content[4_096 : len(content) // 2] = b"\xa5" * (len(content) // 2 - 4_096)
    path.write_bytes(content)


def newer(path: Path) -> None:
    assert main(["read", str(ARTICLES), "--into", str(path)]) == 0
    with sqlite3.connect(path) as file:
        version = file.execute("PRAGMA user_version").fetchone()[0]
        file.execute(f"PRAGMA user_version = {version + 1000}")
    file.close()


def a_folder(path: Path) -> None:
    path.mkdir()


UNUSABLE = (no_landscape, an_empty_file, another_database, cut_short, overwritten, newer, a_folder)


@pytest.mark.parametrize("spoil", UNUSABLE, ids=lambda spoil: spoil.__name__)
@pytest.mark.parametrize("command", ["read", "check", "export", "snapshot"])
def test_a_landscape_that_cannot_be_used_is_refused_in_one_line(
    spoil: Callable[[Path], None], command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.landscape"
    spoil(path)
    before = path.read_bytes() if path.is_file() else b""
    capsys.readouterr()
    arguments = {
        "read": ["read", str(ARTICLES), "--into", str(path)],
        "check": ["check", str(path)],
        "export": ["export", str(path), "--format", "coding", str(tmp_path / "out.jsonl")],
        "snapshot": ["snapshot", str(path), str(tmp_path / "out.png")],
    }[command]
    assert main(arguments) == 3
    assert is_one_line_about(capsys.readouterr().err, "bad.landscape")
    assert (path.read_bytes() if path.is_file() else b"") == before


@pytest.mark.parametrize("command", [["check"], ["export", "--format", "csv"]], ids=lambda command: command[0])
def test_a_landscape_that_is_not_there_is_refused(command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = [str(tmp_path / "out")] if command[0] == "export" else []
    assert main([command[0], str(tmp_path / "none.landscape"), *command[1:], *out]) == 3
    assert is_one_line_about(capsys.readouterr().err, "none.landscape")
    assert not (tmp_path / "none.landscape").exists()


def test_a_landscape_that_is_open_elsewhere_takes_nothing_in(landscape: Path) -> None:
    with Landscape.open(landscape):
        done = shell("read", ARTICLES, "--into", landscape)
    assert done.returncode == 3
    assert is_one_line_about(done.stderr, "deals.landscape")


@pytest.mark.parametrize("command", ["read", "export", "snapshot"])
def test_a_folder_that_cannot_be_written_is_refused(
    command: str, landscape: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("no folder")
    nowhere = tmp_path / "file"
    arguments = {
        "read": ["read", str(ARTICLES), "--into", str(nowhere / "x.landscape")],
        "export": ["export", str(landscape), "--format", "csv", str(nowhere / "tables")],
        "snapshot": ["snapshot", str(landscape), str(nowhere / "x.png")],
    }[command]
    assert main(arguments) == 3
    assert is_one_line_about(capsys.readouterr().err, "file")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="only Linux has a folder that not even root can write")
def test_a_folder_that_not_even_root_can_write_is_refused(landscape: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(ARTICLES), "--into", "/proc/x.landscape"]) == 3
    assert is_one_line_about(capsys.readouterr().err, "x.landscape")
    assert main(["export", str(landscape), "--format", "coding", "/proc/x.jsonl"]) == 3
    assert is_one_line_about(capsys.readouterr().err, "x.jsonl")


# what comes out


def test_check_proves_every_quote(landscape: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(landscape)]) == 0
    first = capsys.readouterr().out.splitlines()[0]
    words = first.split()
    assert words[0] == words[2] and first.split(" of ")[1].split(" ", 1)[1].startswith("quotes verbatim")


def test_check_finds_a_quote_that_was_moved(landscape: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with sqlite3.connect(landscape) as file:
        tables = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%quote%'")]
        changed = sum(file.execute(f"UPDATE {name} SET quote = quote || '!' WHERE quote <> ''").rowcount for name in tables[:1])
    file.close()
    assert changed
    assert main(["check", str(landscape)]) == 1
    assert "verbatim" in capsys.readouterr().out


def test_the_coding_has_one_article_a_line_with_exact_quotes(landscape: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert main(["export", str(landscape), "--format", "coding", str(out)]) == 0
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert sorted(row["id"] for row in rows) == ["ford-alibaba", "ford-volkswagen"]
    for row in rows:
        text = (ARTICLES / f"{row['id']}.txt").read_text(encoding="utf-8")
        for deal in row["deals"]:
            for found in deal["evidence"]:
                assert text[found["span"][0] : found["span"][1]] == found["quote"]


def test_a_closed_pipe_ends_quietly(landscape: Path) -> None:
    command = [sys.executable, "-m", "explorer", "export", str(landscape), "--format", "coding", "-"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_snapshot_has_the_size_asked_for_and_needs_no_display(theme: str, landscape: Path, tmp_path: Path) -> None:
    picture = tmp_path / "map.png"
    done = shell("snapshot", landscape, picture, "--size", "800x500", "--theme", theme)
    assert (done.returncode, done.stderr) == (0, "")
    assert struct.unpack(">II", picture.read_bytes()[16:24]) == (800, 500)


def test_a_snapshot_as_svg_keeps_text_as_text(landscape: Path, tmp_path: Path) -> None:
    picture = tmp_path / "map.svg"
    assert shell("snapshot", landscape, picture, "--reality", "done").returncode == 0
    said = " ".join(ElementTree.parse(picture).getroot().itertext())
    assert "Ford" in said and "Alibaba" in said


def test_reading_and_checking_load_no_qt(tmp_path: Path) -> None:
    code = (
        "import sys; from explorer.__main__ import main\n"
        f"main(['read', {str(ARTICLES)!r}, '--into', {str(tmp_path / 'x.landscape')!r}])\n"
        f"main(['check', {str(tmp_path / 'x.landscape')!r}])\n"
        "print([m for m in ('PySide6', 'matplotlib', 'networkx') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names themselves")
def test_a_file_name_that_is_no_text_is_read_all_the_same(tmp_path: Path) -> None:
    odd = os.path.join(os.fsencode(tmp_path), b"\xff\xfe.txt")  # noqa: PTH118
    Path(os.fsdecode(odd)).write_text("Ford and Alibaba signed a letter of intent on Thursday.")
    done = shell("read", tmp_path, "--into", tmp_path / "x.landscape", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")


def test_what_a_terminal_cannot_show_is_escaped(tmp_path: Path) -> None:
    bad = tmp_path / "ünreadable “x”.txt"
    bad.write_bytes(b"")
    done = shell("read", bad, "--into", tmp_path / "x.landscape", PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert is_one_line_about(done.stderr, "nreadable")


def test_import_takes_a_list_in_and_tells_each_line_it_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deals, into, report = tmp_path / "deals.csv", tmp_path / "own.landscape", tmp_path / "report.csv"
    deals.write_text("a,b,type\nAcme,Beta,JV\nAcme,,JV\n")
    assert main(["import", str(deals), "--into", str(into), "--report", str(report), "--accept"]) == 1
    said = capsys.readouterr()
    assert said.out == "1 line taken in: 1 deal of 2 companies; 1 line was left out.\n"
    assert said.err == "deals.csv, line 3: it names one company only. It was left out.\n"
    assert report.read_text(encoding="utf-8-sig").splitlines()[1] == "3,it names one company only"
    assert main(["check", str(into)]) == 0


def test_import_that_is_refused_makes_no_landscape(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken, into = tmp_path / "x.gexf", tmp_path / "own.landscape"
    broken.write_text("<gexf>")
    assert main(["import", str(broken), "--into", str(into)]) == 3
    assert "it is no whole XML" in capsys.readouterr().err
    assert not into.exists()
    assert main(["import", str(tmp_path / "nothing.csv"), "--into", str(into)]) == 3


def test_import_can_be_told_what_the_columns_hold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deals, into = tmp_path / "deals.csv", tmp_path / "own.landscape"
    deals.write_text("x;y;z\n2020;Acme;Beta\n")
    assert main(["import", str(deals), "--into", str(into), "--columns", "date,company_a,company_b"]) == 0
    assert capsys.readouterr().out == "1 line taken in: 1 deal of 2 companies.\n"
    assert main(["import", str(deals), "--into", str(into), "--columns", "date,firm"]) == 3
    assert "“firm” is nothing that a column holds" in capsys.readouterr().err
