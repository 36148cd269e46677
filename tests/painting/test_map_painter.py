"""What is on the display list is on the paper, in the colours of the theme, wherever the map is painted."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from explorer.landscape.facts import CompanyId, DealId
from explorer.landscape.views import Selection, View
from explorer.landscape.vocabulary import DealType, Reality, Review, Stage
from explorer.map.legend import legend
from explorer.map.marks import DisplayList
from explorer.map.scene import MapData
from explorer.painting.fonts import load_fonts
from explorer.painting.label_painter import Lettering, paint_labels
from explorer.painting.legend_painter import legend_size, paint_legend
from explorer.painting.map_painter import PATHS_AT_MOST, paint_hover, paint_map, stroke_colour
from explorer.painting.theme import Theme
from tests.map.landscapes import deal, drawn, landscape, random_landscape

pytestmark = pytest.mark.usefixtures("qapp")


def painted(picture: DisplayList, theme: str = "light", ratio: float = 1.0) -> QImage:
    image = QImage(int(picture.width * ratio), int(picture.height * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    painter = QPainter(image)
    try:
        paint_map(painter, picture, Theme.load(theme), load_fonts())
    finally:
        painter.end()
    return image


def colours(image: QImage) -> dict[str, int]:
    counts: dict[str, int] = {}
    for y in range(image.height()):
        for x in range(image.width()):
            name = image.pixelColor(x, y).name().upper()
            counts[name] = counts.get(name, 0) + 1
    return counts


def two(**changes: object) -> MapData:
    return landscape("Alva, Brant", deal(1, 1, 2, types=(DealType.SUPPLY,), **changes))


@pytest.mark.parametrize("name", ["light", "dark"])
def test_ground_disc_and_line_have_the_colours_of_the_theme(name: str) -> None:
    theme = Theme.load(name)
    found = colours(painted(drawn(two(), size=(700, 240)), name))
    assert max(found, key=found.__getitem__) == theme.ground.upper()
    assert found[theme.disc.upper()] > 100
    assert found[theme.making.upper()] > 50


def test_a_ghost_is_paler_than_what_is_said_to_be_so() -> None:
    theme = Theme.load("light")
    picture = drawn(two(reality=Reality.POSSIBLE), size=(700, 240))
    bare = DisplayList(picture.width, picture.height, picture.camera, lines=picture.lines)
    ground = QColor(theme.ground).lightness()
    darkest = min(QColor(name).lightness() for name in colours(painted(bare)))
    assert QColor(theme.making).lightness() < stroke_colour(picture.lines[0].stroke, theme).lightness() <= darkest + 2 < ground


def test_in_grey_what_is_made_is_told_from_what_is_licensed_by_its_width_and_what_serves_by_its_darkness() -> None:
    def ink(kind: DealType) -> tuple[int, int]:
        """How many pixels are darker than paper, and how dark the darkest is."""
        picture = drawn(landscape("Alva, Brant", deal(1, 1, 2, types=(kind,))), size=(700, 240))
        image = painted(DisplayList(picture.width, picture.height, picture.camera, lines=picture.lines))
        greys = image.convertToFormat(QImage.Format.Format_Grayscale8)
        shades = [greys.pixelColor(x, y).lightness() for y in range(greys.height()) for x in range(greys.width())]
        return sum(shade < 220 for shade in shades), min(shades)

    made, licensed, served = ink(DealType.SUPPLY), ink(DealType.LICENCE), ink(DealType.SERVICE)
    assert made[0] > 1.3 * licensed[0]
    assert served[1] < licensed[1] - 30


def test_what_nobody_has_reviewed_carries_a_ring() -> None:
    ring = Theme.load("light").unreviewed.upper()
    assert colours(painted(drawn(two(review=Review.PROPOSED), size=(700, 240)))).get(ring, 0) > 3
    assert ring not in colours(painted(drawn(two(review=Review.ACCEPTED), size=(700, 240))))


def test_the_chosen_company_has_the_accent() -> None:
    chosen = View(selection=Selection(companies=frozenset({CompanyId(1)})))
    assert colours(painted(drawn(two(), chosen, (700, 240))))[Theme.load("light").chosen.upper()] > 100


def test_the_same_list_is_the_same_pixels() -> None:
    picture = drawn(random_landscape(3, 40, 60))
    assert painted(picture) == painted(picture)


def test_lines_beyond_the_number_of_true_curves_are_painted_too() -> None:
    data = random_landscape(3, 40, PATHS_AT_MOST + 40)
    picture = drawn(data)
    assert len(picture.lines) > PATHS_AT_MOST
    found = colours(painted(picture))
    alliance = Theme.load("light").alliance.upper()
    halved = DisplayList(picture.width, picture.height, picture.camera, lines=picture.lines[:PATHS_AT_MOST], discs=picture.discs)
    assert found[alliance] > 0.8 * colours(painted(halved))[alliance]


def test_nothing_is_painted_outside_the_map() -> None:
    picture = drawn(random_landscape(1, 30, 60), size=(300, 200))
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("magenta"))
    painter = QPainter(image)
    try:
        painter.translate(50, 50)
        paint_map(painter, picture, Theme.load("light"), load_fonts())
    finally:
        painter.end()
    border = [image.pixelColor(x, y).name() for x in range(400) for y in (0, 49, 250, 299)]
    border += [image.pixelColor(x, y).name() for y in range(300) for x in (0, 49, 350, 399)]
    assert set(border) == {"#ff00ff"}


def test_a_dense_screen_gets_a_sharper_picture_of_the_same_thing() -> None:
    picture = drawn(two(), size=(700, 240))
    theme = Theme.load("light")
    plain, dense = colours(painted(picture)), colours(painted(picture, ratio=2.0))
    assert dense[theme.disc.upper()] == pytest.approx(4 * plain[theme.disc.upper()], rel=0.15)


def test_on_a_dense_screen_names_stand_where_they_stand_on_others() -> None:
    picture, halo = drawn(two(), size=(700, 240)), QColor(Theme.load("light").ground)
    for label in picture.labels:
        bare = replace(picture, lines=(), discs=(), labels=(label,))
        dense = painted(bare, ratio=2.0)
        inked = [(x / 2, y / 2) for x in range(dense.width()) for y in range(dense.height()) if dense.pixelColor(x, y) != halo]
        rect = label.rect.grown(1)
        assert inked
        assert all(rect.holds(x, y) for x, y in inked)


def test_every_part_of_the_map_language_can_be_painted_on_every_device() -> None:
    data = landscape(
        "Alva, Brant, Corda, Denso, Alva Cloud",
        deal(1, 1, 2, stage=Stage.TERMINATED, types=(DealType.MERGER,)),
        deal(2, 1, 2, 3, review=Review.PROPOSED),
        deal(3, 2, stage=Stage.DENIED, reality=Reality.DENIED),
        deal(4, 5, 3, possible=("testing",), review=Review.PROPOSED),
        units={5: 1},
        comparators=(4,),
    )
    picture = drawn(data, View(selection=Selection(deals=frozenset({DealId(4)}))))
    theme, fonts = Theme.load("light"), load_fonts()
    entries = legend(picture)
    svg, pdf = QBuffer(), QBuffer()
    for buffer in (svg, pdf):
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(svg)
    generator.setSize(QSize(1000, 700))
    for device in (generator, QPdfWriter(pdf), QImage(1000, 700, QImage.Format.Format_RGB32)):
        painter = QPainter(device)
        try:
            paint_map(painter, picture, theme, fonts)
            paint_hover(painter, picture, CompanyId(1), DealId(1), theme)
            paint_legend(painter, entries, QRectF(10, 10, *legend_size(entries, fonts, 800)), theme, fonts, plate=True)
        finally:
            painter.end()
    words = bytes(svg.data().data()).decode()
    assert all(name in words for name in ("Alva", "Brant", "Corda", "Denso", "possible: testing", "denied"))
    assert len(pdf.data()) > 5000


def test_names_carried_along_under_a_hand_are_painted_as_they_would_be_there() -> None:
    labels, theme, fonts = drawn(random_landscape(1, 12, 9)).labels, Theme.load("light"), load_fonts()

    def on_paper(*, is_set_once: bool, ratio: float) -> QImage:
        image = QImage(QSize(900, 600) * ratio, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(QColor("white"))
        painter = QPainter(image)
        try:
            if is_set_once:
                Lettering.of(labels, theme, fonts, ratio).paint(painter, 12.0, -7.0, theme)
            else:
                painter.translate(12.0, -7.0)
                paint_labels(painter, labels, theme, fonts)
        finally:
            painter.end()
        return image

    assert labels
    for ratio in (1.0, 2.0):
        assert on_paper(is_set_once=True, ratio=ratio) == on_paper(is_set_once=False, ratio=ratio)


def test_the_legend_takes_more_rows_where_it_has_less_room() -> None:
    entries, fonts = legend(drawn(random_landscape(2, 30, 60))), load_fonts()
    wide, narrow = legend_size(entries, fonts, 1200), legend_size(entries, fonts, 300)
    assert narrow[0] <= 300
    assert narrow[1] > wide[1]
    assert legend_size((), fonts, 300) == (0, 0)
