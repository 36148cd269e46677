import subprocess
import sys
from pathlib import Path

from explorer.session.settings import Settings, SnapshotForm


def test_what_one_run_remembers_another_process_reads_with_the_same_types(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.ini")
    settings.theme = "dark"
    settings.moves_less = True
    settings.legend_is_open = False
    settings.text_scale = 1.25
    settings.drawer = "gaps"
    settings.geometry = b"\x00\xffshape, with a comma"
    settings.remember_opened(tmp_path / "only, one.landscape")
    settings.keep_sizes("columns", [280, 700, 340])
    settings.snapshot = SnapshotForm(800, 600, "light", "svg")
    settings.save()
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path; from explorer.session.settings import Settings; s = Settings(Path(sys.argv[1]));"
            "print([s.theme, s.moves_less, s.legend_is_open, s.text_scale, s.drawer, s.geometry, [p.name for p in s.recent],"
            " s.sizes('columns'), s.snapshot])",
            str(tmp_path / "settings.ini"),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == (
        "['dark', True, False, 1.25, 'gaps', b'\\x00\\xffshape, with a comma', ['only, one.landscape'], (280, 700, 340), "
        "SnapshotForm(width=800, height=600, theme='light', ending='svg')]"
    )


def test_values_that_were_spoilt_by_hand_count_as_never_set(tmp_path: Path) -> None:
    path = tmp_path / "settings.ini"
    spoilt = r"""[General]
theme=[
recent=7
text_scale="true"
geometry="\"???\""
snapshot="{\"width\": -3}"
"""
    path.write_text(spoilt, encoding="utf-8")
    settings = Settings(path)
    assert (settings.theme, settings.recent, settings.text_scale, settings.geometry) == ("", (), 1.0, b"")
    assert settings.snapshot == SnapshotForm()
    assert settings.sizes("columns") == ()


def test_recent_landscapes_stand_latest_first_and_once(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.ini")
    one, two = tmp_path / "one.landscape", tmp_path / "two.landscape"
    for path in (one, two, one):
        settings.remember_opened(path)
    assert settings.recent == (one, two)
    settings.forget_opened(one)
    assert settings.recent == (two,)
