"""The camera: from map units to picture pixels and back, and how it moves."""

from collections.abc import Sequence
from math import hypot

from explorer.landscape.views import Camera
from explorer.map.spacing import Floats, Rect

Size = tuple[float, float]

#: How far the camera goes out and in; pixels for one map unit.
FARTHEST, NEAREST = 0.004, 8.0
#: A fitted picture is never drawn larger than this, so that two companies do not fill a wall.
FITTED_AT_MOST = 1.9


def to_screen(camera: Camera, x: float, y: float, size: Size) -> tuple[float, float]:
    """Return the picture point of a map point."""
    return (x - camera.x) * camera.scale + size[0] / 2, (y - camera.y) * camera.scale + size[1] / 2


def to_map(camera: Camera, x: float, y: float, size: Size) -> tuple[float, float]:
    """Return the map point of a picture point."""
    return (x - size[0] / 2) / camera.scale + camera.x, (y - size[1] / 2) / camera.scale + camera.y


#: Room in pixels beside, and above and below what is fitted, for the names of the outermost companies.
BESIDE, ABOVE = 68.0, 34.0


def fit(rect: Rect, size: Size, below: float = 0.0) -> Camera:
    """Return the camera that shows all of `rect` with its names; `below` is kept free for a legend."""
    x, y = rect.centre
    wide = max(size[0] - 2 * min(BESIDE, size[0] / 5), 1.0)
    high = max(size[1] - 2 * min(ABOVE, size[1] / 5) - below, 1.0)
    scale = max(min(wide / max(rect.width, 1.0), high / max(rect.height, 1.0), FITTED_AT_MOST), FARTHEST)
    return Camera(x, y + below / 2 / scale, scale)


#: Where a fitted picture may be shifted to within its room, the nearest to the middle first.
_SHIFTS = tuple(
    sorted(((x / 4, y / 2) for y in (0, -1, -2) for x in range(-4, 5)), key=lambda shift: (hypot(*shift), -shift[0], -shift[1]))
)


def fit_clear(rect: Rect, size: Size, spots: Floats, covered: Sequence[Rect]) -> Camera:
    """Return the camera that shows all of `rect` as large as it goes with none of the map points `spots` under what is covered.

    Where that would take more than half of the size away, it stays between what is covered above and what is covered below.
    """
    whole = fit(rect, size)
    for smaller in range(14):
        scale = whole.scale * 0.95**smaller
        room = [
            max(0.0, size[axis] - 2 * min(margin, size[axis] / 5) - length * scale) / 2
            for axis, margin, length in ((0, BESIDE, rect.width), (1, ABOVE, rect.height))
        ]
        for right, down in _SHIFTS:
            camera = Camera(whole.x - right * room[0] / scale, whole.y - down * room[1] / scale, scale)
            if not any(_is_any_under(camera, size, spots, one) for one in covered):
                return camera
    middle = size[1] / 2
    above = max((one.bottom for one in covered if one.y + one.height / 2 < middle), default=0.0)
    below = max((size[1] - one.y for one in covered if one.y + one.height / 2 >= middle), default=0.0)
    camera = fit(rect, size, below=above + below)
    return Camera(camera.x, camera.y - above / camera.scale, camera.scale)


def _is_any_under(camera: Camera, size: Size, spots: Floats, covered: Rect) -> bool:
    x, y = to_map(camera, covered.x, covered.y, size)
    right, bottom = to_map(camera, covered.right, covered.bottom, size)
    inside = (spots[:, 0] > x) & (spots[:, 0] < right) & (spots[:, 1] > y) & (spots[:, 1] < bottom)
    return bool(inside.any())


#: From this swell on the two halves of a double line can be told apart; before, the line is only stronger.
DOUBLE_FROM = 0.7


def swell(camera: Camera) -> float:
    """Return how much thicker lines and signs are drawn than at scale 1: they grow more slowly than the ground."""
    return min(max(float(camera.scale**0.5), 0.55), 1.2)


def zoom(camera: Camera, factor: float, at: tuple[float, float], size: Size) -> Camera:
    """Return the camera nearer by `factor`; what lies under the picture point `at` stays there."""
    scale = min(max(camera.scale * factor, FARTHEST), NEAREST)
    x, y = to_map(camera, *at, size)
    return Camera(x - (at[0] - size[0] / 2) / scale, y - (at[1] - size[1] / 2) / scale, scale)


def pan(camera: Camera, dx: float, dy: float) -> Camera:
    """Return the camera after the ground was dragged by so many pixels."""
    return Camera(camera.x - dx / camera.scale, camera.y - dy / camera.scale, camera.scale)
