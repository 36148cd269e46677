"""The ground layer of a large map: the pixels that lines and discs leave, whatever is asked for."""

import numpy as np
import pytest
from numpy.typing import NDArray

from explorer.landscape.views import Camera
from explorer.map.layer import Layer
from explorer.map.raster import paint

INK, RED = 0xFF1F2933, 0xFFC2410C
PALETTE = np.array([INK, RED], dtype=np.uint32)


def cover(pixels: NDArray[np.uint32] | None) -> NDArray[np.uint32]:
    assert pixels is not None
    return pixels >> np.uint32(24)


def line(*ends: tuple[float, float]) -> Layer:
    """Lines between these points, two by two, without discs to be seen."""
    layer = Layer.of(np.array(ends), np.arange(len(ends)).reshape(-1, 2), radius=1)
    layer.strength[:] = 0
    return layer


def test_a_level_line_covers_one_row_and_no_other() -> None:
    seen = cover(paint(line((-10, 0.5), (10, 0.5)), PALETTE, Camera(), (40, 20), width=1.0))
    assert seen[10, 11:29].min() > 200
    assert not seen[[8, 9, 11, 12]].any()


def test_a_line_between_two_rows_is_shared_by_them() -> None:
    seen = cover(paint(line((-10, 0), (10, 0)), PALETTE, Camera(), (40, 20), width=1.0))
    assert seen[9, 20] == seen[10, 20] > 60


@pytest.mark.parametrize("band", [8, 17, 64])
def test_the_cut_into_bands_is_not_to_be_seen(band: int, monkeypatch: pytest.MonkeyPatch) -> None:
    dice = np.random.default_rng(3)
    layer = Layer.of(dice.normal(size=(60, 2)) * 40, dice.integers(0, 60, (200, 2)))
    whole = paint(layer, PALETTE, Camera(), (160, 120))
    monkeypatch.setattr("explorer.map.raster.BAND", band * 160)
    assert np.array_equal(whole, paint(layer, PALETTE, Camera(), (160, 120)))


def test_many_lines_on_a_pixel_are_darker_than_one_and_never_more_than_full() -> None:
    one = cover(paint(line((-10, 0.5), (10, 0.5)), PALETTE, Camera(), (40, 20), opacity=0.2))[10, 20]
    ten = cover(paint(line(*[(-10, 0.5), (10, 0.5)] * 10), PALETTE, Camera(), (40, 20), opacity=0.2))[10, 20]
    many = cover(paint(line(*[(-10, 0.5), (10, 0.5)] * 5000), PALETTE, Camera(), (40, 20), opacity=0.2))[10, 20]
    assert 40 < one < ten < many <= 255


def test_thousands_of_lines_on_each_other_leave_the_ground_to_be_seen_and_a_line_alone_may_be_darker() -> None:
    many = cover(paint(line(*[(-10, 0.5), (10, 0.5)] * 5000), PALETTE, Camera(), (40, 20), opacity=0.2))[10, 20]
    alone = cover(paint(line((-10, 0.5), (10, 0.5)), PALETTE, Camera(), (40, 20), opacity=0.9))[10, 20]
    assert 120 < many < 160 < alone


def test_a_line_with_neither_end_in_view_is_left_out() -> None:
    assert not cover(paint(line((-900, 0), (900, 0)), PALETTE, Camera(), (40, 20))).any()


def test_a_disc_has_its_colour_and_a_clear_ring_around_it() -> None:
    layer = Layer.of(np.array([(0.0, 0.0), (-15.0, 0.0), (15.0, 0.0)]), np.array([(1, 2)]), radius=5, colour=1)
    layer.strength[1:] = 0
    pixels = paint(layer, PALETTE, Camera(), (40, 20))
    assert pixels is not None and pixels[10, 20] == RED
    seen = cover(pixels)
    assert seen[10, 14] < seen[10, 10]


def test_the_smallest_company_is_still_to_be_seen_from_far_away() -> None:
    layer = Layer.of(np.array([(0.0, 0.0)]), np.zeros((0, 2)), radius=5)
    assert cover(paint(layer, PALETTE, Camera(0, 0, 0.004), (40, 20))).max() > 100


def test_of_two_discs_on_one_place_the_smaller_lies_under_the_larger() -> None:
    layer = Layer.of(np.zeros((2, 2)), np.zeros((0, 2)), radius=5)
    layer.radius[1], layer.colour[1] = 3, 1
    pixels = paint(layer, PALETTE, Camera(), (40, 20))
    assert pixels is not None and pixels[10, 20] == INK


def test_a_sample_of_the_lines_is_about_as_dark_as_all_of_them() -> None:
    dice = np.random.default_rng(5)
    layer = Layer.of(dice.random((400, 2)) * 200 - 100, dice.integers(0, 400, (8000, 2)), radius=0)
    layer.strength[:] = 0
    whole, sample = (cover(paint(layer, PALETTE, Camera(), (200, 200), share=share)).mean() for share in (1.0, 0.125))
    assert sample == pytest.approx(whole, rel=0.35)


@pytest.mark.parametrize("scale", [1e-12, 1e-3, 1.0, 1e4, 1e12, float("nan"), float("inf"), 0.0, -1.0])
def test_places_that_are_none_and_any_zoom_do_no_harm(scale: float) -> None:
    xy = np.array([(0, 0), (np.nan, 1), (np.inf, -np.inf), (3e38, -3e38), (1, 1), (1, 1)], dtype=np.float32)
    pairs = np.array([(0, 1), (0, 2), (0, 3), (0, 4), (4, 5), (4, 4), (-1, 0), (0, 99), (2**31 - 1, -(2**31))], dtype=np.int32)
    layer = Layer.of(xy, pairs, radius=4)
    layer.radius[4], layer.weight[2], layer.strength[5], layer.line_strength[1] = np.nan, np.nan, np.nan, np.nan
    layer.colour[0], layer.line_colour[3] = 200, 255
    pixels = paint(layer, PALETTE, Camera(0, 0, scale), (40, 20))
    assert pixels is not None and pixels.shape == (20, 40)


def test_an_empty_layer_and_an_empty_picture_are_empty() -> None:
    nothing = Layer.of(np.zeros((0, 2)), np.zeros((0, 2)))
    assert not cover(paint(nothing, PALETTE, Camera(), (40, 20))).any()
    assert cover(paint(line((0, 0), (5, 5)), PALETTE, Camera(), (0, 0))).shape == (0, 0)


def test_a_picture_that_is_no_longer_wanted_is_not_painted() -> None:
    assert paint(line((0, 0), (5, 5)), PALETTE, Camera(), (40, 20), is_cancelled=lambda: True) is None


def test_columns_of_the_wrong_kind_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"Layer\.xy"):
        Layer(*(np.zeros(1) for _ in range(8)))  # type: ignore[arg-type]
