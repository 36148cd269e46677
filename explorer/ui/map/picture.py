"""The map as last painted: kept until the data, the view or the size changes, and stretched until the crisp one is there."""

from collections.abc import Mapping, Sequence
from time import perf_counter

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap

from explorer.landscape.facts import CompanyId, Place
from explorer.landscape.views import Camera, View
from explorer.map.arranged import Arranged
from explorer.map.display import display_list
from explorer.map.marks import DisplayList
from explorer.map.scene import MapData
from explorer.map.spacing import Rect
from explorer.map.world import World
from explorer.painting.fonts import Fonts
from explorer.painting.map_painter import paint_map
from explorer.painting.theme import Theme

#: A picture that takes longer than this is stretched while the camera moves, and painted anew when it rests.
PATIENCE_S = 0.012


class Picture:
    """The last display list and its pixels."""

    def __init__(self) -> None:
        self.shown = DisplayList(0, 0, Camera())
        self._pixels = QPixmap()
        self._made_from: tuple[object, ...] = ()
        self._took = 0.0

    @property
    def is_slow(self) -> bool:
        """Say whether painting anew for every frame would be felt."""
        return self._took > PATIENCE_S

    def make(
        self,
        data: MapData,
        places: Mapping[CompanyId, Place],
        view: View,
        size: QSize,
        ratio: float,
        theme: Theme,
        fonts: Fonts,
        world: World | None = None,
        arranged: Arranged | None = None,
        covered: Sequence[Rect] = (),
    ) -> None:
        """Paint the map anew, unless it was painted from the same things; no words where it is covered."""
        made_from = (id(data), id(places), view, size.toTuple(), ratio, theme.name, fonts, world, arranged, covered)
        if made_from == self._made_from:
            return
        start = perf_counter()
        area = float(size.width()), float(size.height())
        self.shown = display_list(data, places, view, area, fonts.measure, covered=covered)
        pixels = QPixmap(size * ratio)
        pixels.setDevicePixelRatio(ratio)
        painter = QPainter(pixels)
        try:
            paint_map(painter, self.shown, theme, fonts, world, arranged)
        finally:
            painter.end()
        self._pixels = pixels
        self._made_from = made_from
        self._kept_alive = (data, places)  # so that no other object takes their place under the same id
        self._took = perf_counter() - start

    def paint(self, painter: QPainter, camera: Camera, size: QSize, theme: Theme, *, keeps_ground: bool = False) -> None:
        """Paint what is kept, shifted and stretched to where the camera is now; `keeps_ground` leaves what lies beside it."""
        made = self.shown.camera
        if camera == made:
            painter.drawPixmap(0, 0, self._pixels)
            return
        grown = camera.scale / made.scale
        width, height = self.shown.width * grown, self.shown.height * grown
        x = size.width() / 2 + (made.x - camera.x) * camera.scale - width / 2
        y = size.height() / 2 + (made.y - camera.y) * camera.scale - height / 2
        if not keeps_ground:
            painter.fillRect(QRectF(0, 0, size.width(), size.height()), theme.colour("ground"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, grown != 1.0)
        painter.drawPixmap(QRectF(x, y, width, height), self._pixels, QRectF(self._pixels.rect()))
