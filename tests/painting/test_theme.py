import math
from itertools import combinations

import pytest

from explorer.landscape.vocabulary import DealType
from explorer.map.families import Family, family_of
from explorer.painting.theme import Theme

THEMES = ("light", "dark")
TEXTS = ("ink", "quiet", "chosen", "unreviewed", "refused", "strong", "middle", "weak")
LINES = ("border", "disc", *Family)

# Machado, Oliveira and Fernandes 2009, severity 1.0, in linear RGB.
SIGHTS = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(colour: str) -> list[float]:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def contrast(one: str, other: str) -> float:
    """As WCAG 2.2 defines it."""
    dark, light = sorted(0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (linear(one), linear(other)))
    return (light + 0.05) / (dark + 0.05)


def lab(rgb: list[float]) -> tuple[float, float, float]:
    r, g, b = (min(1.0, max(0.0, part)) for part in rgb)
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883,
    )
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(colour: str, sight: str) -> tuple[float, float, float]:
    return lab([sum(weight * part for weight, part in zip(row, linear(colour), strict=True)) for row in SIGHTS[sight]])


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("text", TEXTS)
def test_text_can_be_read_on_ground_and_surface(name: str, text: str) -> None:
    theme = Theme.load(name)
    assert min(contrast(theme.hex(text), theme.hex(on)) for on in ("ground", "surface")) >= 4.5


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("line", LINES)
def test_lines_that_matter_stand_out(name: str, line: str) -> None:
    theme = Theme.load(name)
    assert min(contrast(theme.hex(line), theme.hex(on)) for on in ("ground", "surface")) >= 3


@pytest.mark.parametrize("name", THEMES)
def test_words_on_tinted_grounds_can_be_read(name: str) -> None:
    theme = Theme.load(name)
    for text, ground in (("on_chosen", "chosen"), ("ink", "chosen_ground"), ("ink", "unreviewed_ground"), ("ink", "sunken")):
        assert contrast(theme.hex(text), theme.hex(ground)) >= 4.5


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("sight", SIGHTS)
def test_families_stay_apart_for_every_colour_blindness(name: str, sight: str) -> None:
    theme = Theme.load(name)
    distances = [math.dist(seen(theme.hex(a), sight), seen(theme.hex(b), sight)) for a, b in combinations(Family, 2)]
    assert min(distances) >= 18


def test_every_type_of_deal_has_a_colour() -> None:
    assert {family_of(kind) for kind in DealType} == set(Family)


def test_a_mixed_colour_lies_between_its_two() -> None:
    assert Theme.load("light").hex("ink", 0.5, over="surface") == "#8F9499"
