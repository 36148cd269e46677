"""Pictures prove themselves: legend, date, notes and numbered quotes on the page, and the view inside the file."""

import re
import zlib
from pathlib import Path
from xml.dom import minidom

import numpy as np
import pypdfium2
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from explorer.exports import beside
from explorer.exports.beside import save_beside
from explorer.exports.page import Picture, Quote
from explorer.exports.pdf_layer import Written, with_layer
from explorer.exports.pictures import PictureRefused, picture_bytes, save_picture, view_inside
from explorer.exports.png import png_bytes
from explorer.exports.wide_page import HERE, Wide
from explorer.landscape.facts import CompanyId, DealId
from explorer.landscape.refusals import Cancelled
from explorer.landscape.views import Camera, Selection, View
from explorer.landscape.vocabulary import DealType, Reality, Review, Stage
from explorer.map.atlas import dress, survey
from explorer.map.layout import place
from explorer.map.scene import MapCompany, MapData, MapDeal
from explorer.map.terrain import terrain_of
from tests.map.landscapes import random_landscape

pytestmark = pytest.mark.usefixtures("qapp")

ALVA, BRANT = CompanyId(1), CompanyId(2)
QUOTE = "Alva and Brant signed a letter of intent"


def picture(**changes: object) -> Picture:
    companies = tuple(MapCompany(CompanyId(n), name, kind="company", deals=1) for n, name in ((1, "Alva"), (2, "Brant")))  # type: ignore[arg-type]
    deal = MapDeal(DealId(7), (ALVA, BRANT), (DealType.ALLIANCE,), Stage.SIGNED, Reality.DONE, Review.PROPOSED)
    data = MapData(companies, (deal,))
    values: dict[str, object] = {
        "data": data,
        "places": {spot.company: spot for spot in place(data, {})},
        "view": View(Camera(1.0, 2.0, 0.5), Reality.POSSIBLE, selection=Selection(frozenset({ALVA}))),
        "size": (1280, 800),
        "title": "Carmakers",
        "date": "23 November 2026",
        "notes": ("Solid: at least possible",),
        "quotes": (Quote(DealId(7), "Alva and Brant: alliance, signed", QUOTE, "An article · 2026-01-02"),),
    }
    return Picture(**(values | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_the_view_comes_back_out_of_the_picture(tmp_path: Path, ending: str) -> None:
    made = picture()
    save_picture(tmp_path / f"map.{ending}", made)
    assert view_inside(tmp_path / f"map.{ending}") == made.view


def test_a_png_has_the_size_that_was_asked_for(tmp_path: Path) -> None:
    save_picture(tmp_path / "map.png", picture(size=(3840, 2160)))
    assert QImage(str(tmp_path / "map.png")).size().toTuple() == (3840, 2160)


def test_an_svg_carries_its_words_as_text(tmp_path: Path) -> None:
    save_picture(tmp_path / "map.svg", picture())
    words = " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", (tmp_path / "map.svg").read_text(encoding="utf-8")))
    for expected in ("Carmakers", "23 November 2026", "Alva", "Brant", "letter of intent", "An article", "at least possible"):
        assert expected in words


def test_a_sentence_of_ours_that_begins_with_a_hebrew_name_runs_from_left_to_right(tmp_path: Path) -> None:
    says = "טבע and Brant: alliance, signed"
    save_picture(tmp_path / "map.svg", picture(quotes=(Quote(DealId(7), says, QUOTE, "An article"),)))
    texts = re.findall(r"<text[^>]* x=\"([\d.]+)\"[^>]*>([^<]*)</text>", (tmp_path / "map.svg").read_text(encoding="utf-8"))
    left = {words.strip(): float(x) for x, words in texts}
    assert left["טבע"] < next(x for words, x in left.items() if "alliance, signed" in words)


def test_a_pdf_carries_its_words_as_text(tmp_path: Path) -> None:
    save_picture(tmp_path / "map.pdf", picture())
    document = pypdfium2.PdfDocument(tmp_path / "map.pdf")
    words = " ".join(document[0].get_textpage().get_text_range().split())
    document.close()
    assert QUOTE in words
    assert "Carmakers" in words


def test_a_picture_without_quotes_gives_the_map_the_whole_width(tmp_path: Path) -> None:
    save_picture(tmp_path / "map.png", picture(quotes=()))
    assert not QImage(str(tmp_path / "map.png")).isNull()


def test_light_and_dark_differ(tmp_path: Path) -> None:
    for theme in ("light", "dark"):
        save_picture(tmp_path / f"{theme}.png", picture(theme=theme))
    light, dark = (QImage(str(tmp_path / f"{theme}.png")).pixelColor(2, 2).lightness() for theme in ("light", "dark"))
    assert light > 200 > 60 > dark


def test_the_same_picture_is_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        save_picture(tmp_path / f"{name}.png", picture())
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "two.png").read_bytes()


@pytest.mark.parametrize("name", ["map.gif", "map"])
def test_an_unknown_ending_is_refused_in_one_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(PictureRefused, match=r"ends in \.png, \.svg or \.pdf"):
        save_picture(tmp_path / name, picture())


def test_a_folder_that_is_not_there_is_refused_and_nothing_is_left_behind(tmp_path: Path) -> None:
    with pytest.raises(PictureRefused, match="cannot be written"):
        save_picture(tmp_path / "nowhere" / "map.png", picture())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("size", [(10, 10), (100_000, 800)])
def test_a_senseless_size_is_refused(tmp_path: Path, size: tuple[int, int]) -> None:
    with pytest.raises(PictureRefused, match="pixels cannot be made"):
        save_picture(tmp_path / "map.png", picture(size=size))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", b""),
        ("b.png", b"\x89PNG\r\n\x1a\n scribbled"),
        ("c.svg", b'<svg><metadata id="alliance-explorer-view">{"camera": 3}</metadata></svg>'),
        ("d.svg", b'<svg><metadata id="alliance-explorer-view">\xff\xfe</metadata></svg>'),
        ("e.svg", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><svg><metadata id="alliance-explorer-view">&a;</metadata></svg>'),
        ("f.pdf", b"%PDF-1.7 nothing more"),
        ("g.txt", b"no picture at all"),
        ("h.svg", b'<svg><metadata id="alliance-explorer-view">' + b"[" * 100_000 + b"</metadata></svg>"),
    ],
)
def test_a_file_that_carries_no_view_gives_none(qtbot: QtBot, tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert view_inside(tmp_path / name) is None


def test_a_missing_file_gives_none(tmp_path: Path) -> None:
    assert view_inside(tmp_path / "map.png") is None


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_the_view_comes_back_from_a_file_of_another_name(tmp_path: Path, ending: str) -> None:
    made = picture()
    save_picture(tmp_path / f"map.{ending}", made)
    renamed = (tmp_path / f"map.{ending}").rename(tmp_path / "map.from.mail")
    assert view_inside(renamed) == made.view


def test_the_view_comes_back_from_an_svg_that_another_program_has_saved_again(tmp_path: Path) -> None:
    made = picture()
    save_picture(tmp_path / "map.svg", made)
    drawn = (tmp_path / "map.svg").read_text(encoding="utf-8")
    again = drawn.replace('<metadata id="', "<metadata\n   class='kept'\n   id=\"").replace('"camera"', "&quot;camera&quot;")
    (tmp_path / "map.svg").write_text(again, encoding="utf-8")
    assert view_inside(tmp_path / "map.svg") == made.view


def test_a_packed_view_that_would_fill_the_memory_gives_none(tmp_path: Path) -> None:
    body = b"alliance-explorer-view\0\0" + zlib.compress(b"[" * 50_000_000)
    chunk = len(body).to_bytes(4) + b"zTXt" + body + bytes(4)
    (tmp_path / "map.png").write_bytes(b"\x89PNG\r\n\x1a\n" + chunk)
    assert view_inside(tmp_path / "map.png") is None


def test_an_svg_names_faces_that_others_have(tmp_path: Path) -> None:
    save_picture(tmp_path / "map.svg", picture())
    assert 'font-family="Inter, Helvetica Neue, Arial, sans-serif"' in (tmp_path / "map.svg").read_text(encoding="utf-8")


def test_no_mark_of_the_legend_is_cut_off_by_the_notes(tmp_path: Path) -> None:
    save_picture(tmp_path / "map.svg", picture(size=(900, 700)))
    words = (tmp_path / "map.svg").read_text(encoding="utf-8")
    heights = {said: float(y) for y, said in re.findall(r'<text[^>]*? y="([-0-9.]+)"[^>]*>([^<]*)<', words)}
    assert max(y for said, y in heights.items() if "company" in said) < min(y for said, y in heights.items() if "Solid" in said)


def wide_picture() -> Wide:
    """Large enough not to go through a pipe in one piece."""
    terrain = terrain_of(random_landscape(2, 1500, 4000))
    spots = np.random.default_rng(1).normal(scale=400, size=(terrain.companies, 2)).astype(np.float32)
    atlas = survey(terrain, spots)
    return Wide(atlas, dress(atlas, Reality.DONE), "a note")


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_a_large_landscape_is_written_with_its_names_and_keeps_its_view(tmp_path: Path, ending: str, qapp: object) -> None:
    data = random_landscape(2, 80, 160)
    terrain = terrain_of(data)
    spots = np.random.default_rng(1).normal(scale=400, size=(terrain.companies, 2)).astype(np.float32)
    atlas = survey(terrain, spots)
    path, view = tmp_path / f"wide.{ending}", View(reality=Reality.DONE)
    save_picture(path, Picture(MapData(), {}, view, (1280, 760), title="Wide"), Wide(atlas, dress(atlas, Reality.DONE), "a note"))
    assert view_inside(path) == view
    if ending == "svg":
        written = path.read_text()
        assert HERE not in written and "Hidden: a note" in written
        assert written.count('stroke-linecap="round" d="M') >= 2
        assert sum(f"{name.split()[-1]}</text>" in written.replace(" \n", "") for name in terrain.names) > 20
        minidom.parseString(written)


@pytest.mark.parametrize("ending", ["png", "svg"])
@pytest.mark.parametrize("is_wide", [False, True])
def test_a_process_of_its_own_paints_the_same_picture(
    tmp_path: Path, ending: str, is_wide: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, wide = picture(), wide_picture() if is_wide else None
    save_picture(tmp_path / f"here.{ending}", made, wide)

    def painted_here(*picture: object) -> bytes:
        raise AssertionError("the window would stand still")

    monkeypatch.setattr(beside, "picture_bytes", painted_here)
    save_beside(tmp_path / f"there.{ending}", made, wide, lambda: False)
    here, there = (tmp_path / f"{name}.{ending}" for name in ("here", "there"))
    assert view_inside(there) == made.view
    if ending == "svg":  # a letter's outline may differ by a 64th of a pixel, by what a process has set before
        marks = [re.findall(r"<\w+|>[^<]+<", path.read_text()) for path in (here, there)]
        assert marks[0] == marks[1]
    else:
        one, other = (np.frombuffer(QImage(str(path)).constBits(), np.uint8).astype(float) for path in (here, there))
        assert np.abs(one - other).mean() < 0.1


def test_a_picture_that_is_wanted_no_more_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        save_beside(tmp_path / "map.png", picture(), None, lambda: True)
    assert not list(tmp_path.iterdir())


def test_where_no_process_can_be_had_the_picture_is_painted_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", str(tmp_path / "nothing"))
    save_beside(tmp_path / "map.png", picture(), None, lambda: False)
    assert view_inside(tmp_path / "map.png") == picture().view


def test_the_layer_that_is_put_into_a_page_looks_like_the_one_that_qt_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Picture(MapData(), {}, View(reality=Reality.DONE), (1280, 760), title="Wide")
    put_in = picture_bytes(".pdf", page, wide_picture())
    monkeypatch.setattr("explorer.exports.pictures.with_layer", lambda page, layer: None)  # as where Qt builds a page otherwise
    by_qt = picture_bytes(".pdf", page, wide_picture())
    one, other = (np.asarray(pypdfium2.PdfDocument(made)[0].render(scale=2).to_numpy(), float) for made in (put_in, by_qt))
    assert np.abs(one - other).mean() < 2
    assert np.abs(one - one[5, 5]).mean() > 10
    assert len(put_in) < len(by_qt) / 2


def test_a_page_without_a_mark_is_left_alone() -> None:
    page = picture_bytes(".pdf", picture())
    assert with_layer(page, Written(b"", {})) is None
    assert with_layer(b"%PDF-1.4\nsomething else", Written(b"", {})) is None


def test_a_png_gives_back_every_pixel_and_any_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.exports.png.PIECE", 5000)  # many pieces
    image = QImage(203, 97, QImage.Format.Format_RGB32)
    dice = np.random.default_rng(1).integers(0, 255, (97, 203), np.uint8)
    for row, column in np.ndindex(97, 203):
        image.setPixel(column, row, 0xFF000000 | int(dice[row, column]) * 0x10203)
    again = QImage.fromData(png_bytes(image, {"Title": "Übung ∑"}))
    assert again.text("Title") == "Übung ∑"
    assert again.convertToFormat(QImage.Format.Format_RGB32) == image
