"""The base of a large map: everything as one image, larger than the view, painted beside the window and shifted under it."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QRectF, QSize, Signal, Slot
from PySide6.QtGui import QImage, QPainter

from explorer.landscape.views import Camera
from explorer.map import kernel
from explorer.map.arranged import Arranged
from explorer.map.atlas import COLOURS, Atlas
from explorer.map.camera import Size
from explorer.map.layer import Layer
from explorer.map.raster import paint
from explorer.map.world import World, farness, seen_from
from explorer.painting.fonts import Fonts
from explorer.painting.guides_painter import paint_guides
from explorer.painting.theme import Theme
from explorer.painting.world_painter import paint_bundles, paint_grounds
from explorer.ui.map.aside import Aside, IsCancelled, Tell

#: So much larger than the view is the image, so that a hand that pans does not come to its edge at once.
OVERSCAN = 1.25
#: Above so many lines a sample is shown first: a compiled kernel draws all of them before anyone would have seen the sample.
SAMPLED_FROM = {"compiled": 400_000, "numpy": 40_000}
SAMPLE = 1 / 8
#: So long a base takes to fade in over the stretched one.
FADE_MS = 140.0
#: A stretched image is smoothed up to this many pixels of the view; beyond that would cost the frame.
SMOOTH_UP_TO = 2_500_000


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """One painted base: what it shows of the map, and from where it was looked at."""

    image: QImage
    camera: Camera
    size: QSize  # of the image in the widget's pixels
    is_whole: bool  # not a sample

    def paint(self, painter: QPainter, camera: Camera, view: QSize) -> None:
        """Paint it shifted and stretched to where the camera is now."""
        grown = camera.scale / self.camera.scale
        width, height = self.size.width() * grown, self.size.height() * grown
        x = view.width() / 2 + (self.camera.x - camera.x) * camera.scale - width / 2
        y = view.height() / 2 + (self.camera.y - camera.y) * camera.scale - height / 2
        if grown == 1.0:
            ratio = self.image.devicePixelRatio()
            painter.drawImage(QRectF(round(x * ratio) / ratio, round(y * ratio) / ratio, width, height), self.image)
            return
        pixels = view.width() * view.height() * self.image.devicePixelRatio() ** 2
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, pixels <= SMOOTH_UP_TO)
        painter.drawImage(QRectF(x, y, width, height), self.image, QRectF(self.image.rect()))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)

    def covers(self, camera: Camera, view: QSize) -> bool:
        """Say whether all that is in view lies on it."""
        across, down = abs(camera.x - self.camera.x), abs(camera.y - self.camera.y)
        wide, high = self.size.width() / self.camera.scale, self.size.height() / self.camera.scale
        return across + view.width() / camera.scale / 2 <= wide / 2 and down + view.height() / camera.scale / 2 <= high / 2


@dataclass(frozen=True, slots=True, eq=False)
class Below:
    """What a base is made of: the atlas dressed for scale 1, and the blocs with their ground where these are known."""

    atlas: Atlas
    layer: Layer
    world: World | None
    arranged: Arranged | None
    fonts: Fonts

    def layer_at(self, scale: float) -> Layer:
        """Return the discs and lines as they are drawn at a scale: from far, bundles stand for what leads from bloc to bloc."""
        return seen_from(self.atlas, self.layer, self.world, scale)

    def ground(self, camera: Camera, size: Size, ratio: float, theme: Theme) -> QImage:
        """Return what lies under discs and lines: grounds and bundles, or the guides of an order."""
        image = QImage(round(size[0] * ratio), round(size[1] * ratio), QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(theme.colour("ground"))
        far = farness(self.atlas, camera.scale)
        painter = QPainter(image)
        try:
            if self.arranged is not None:
                paint_guides(painter, self.arranged, camera, size, theme, self.fonts)
            if self.world is not None:
                paint_grounds(painter, self.world, camera, size, theme, 0.45 + 0.55 * far)
                paint_bundles(painter, self.world, camera, size, theme, far)
        finally:
            painter.end()
        return image


class BaseImage(QObject):
    """Paints bases one after the other; the last one that came home is `sheet`."""

    #: A newer base is there.
    arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet: Sheet | None = None
        self._before: Sheet | None = None
        self._since = 0.0
        self._aside = Aside(self)
        self._aside.told.connect(self._on_told)

    @property
    def is_busy(self) -> bool:
        """Say whether a base is being painted."""
        return self._aside.is_busy

    def ask(self, below: Below, camera: Camera, view: QSize, ratio: float, theme: Theme) -> None:
        """Paint what lies below everything as seen from here, first a sample where it is rich, then all of it."""
        size = QSize(round(view.width() * OVERSCAN), round(view.height() * OVERSCAN))
        area = (float(size.width()), float(size.height()))
        colours = argb([theme.hex(meaning) for meaning in COLOURS])

        def work(tell: Tell, is_cancelled: IsCancelled) -> None:
            device = (round(size.width() * ratio), round(size.height() * ratio))
            layer = below.layer_at(camera.scale)
            with ThreadPoolExecutor(1, "map ground") as beside:  # a painter holds the GIL, the kernel does not: both at once
                ground = beside.submit(below.ground, camera, area, ratio, theme)
                for share in (SAMPLE, 1.0) if len(layer.pairs) > SAMPLED_FROM[kernel.name()] else (1.0,):
                    pixels = paint(layer, colours, camera, device, ratio, share=share, is_cancelled=is_cancelled)
                    if pixels is None or is_cancelled():
                        return
                    below_it = ground.result().copy() if share < 1.0 else ground.result()
                    tell(Sheet(_laid_over(below_it, pixels, ratio), camera, size, share == 1.0))

        self._aside.ask(work)

    def stop(self) -> None:
        """Paint no more."""
        self._aside.stop()

    def paint(self, painter: QPainter, camera: Camera, view: QSize, *, fades: bool) -> bool:
        """Paint the base; one that looks otherwise than the last fades in. Say whether that is still under way."""
        if self.sheet is None:
            return False
        self.sheet.paint(painter, camera, view)
        share = (perf_counter() - self._since) * 1000 / FADE_MS
        if not fades or self._before is None or share >= 1 or not self._before.covers(camera, view):
            self._before = None
            return False
        painter.setOpacity(1 - share)
        self._before.paint(painter, camera, view)
        painter.setOpacity(1.0)
        return True

    @Slot(object)
    def _on_told(self, sheet: Sheet) -> None:
        last, self.sheet = self.sheet, sheet
        if last is not None and last.camera.scale != sheet.camera.scale:
            self._before, self._since = last, perf_counter()
        self.arrived.emit()


def _laid_over(ground: QImage, pixels: NDArray[np.uint32], ratio: float) -> QImage:
    """Return the ground with these pixels painted over it."""
    high, wide = pixels.shape
    above = QImage(pixels.data, wide, high, wide * 4, QImage.Format.Format_ARGB32_Premultiplied)
    above.setDevicePixelRatio(ratio)
    painter = QPainter(ground)
    try:
        painter.drawImage(0, 0, above)
    finally:
        painter.end()
    return ground


def argb(colours: Sequence[str]) -> NDArray[np.uint32]:
    """Return "#RRGGBB" colours as opaque 0xAARRGGBB, uint32."""
    return np.array([0xFF000000 | int(colour[1:], 16) for colour in colours], dtype=np.uint32)
