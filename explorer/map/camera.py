"""The camera: from map units to picture pixels and back, and how it moves."""

from explorer.landscape.views import Camera
from explorer.map.spacing import Rect

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
