"""The base of a large map: everything as one image, larger than the view, painted beside the window and shifted under it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QRectF, QSize, Signal, Slot
from PySide6.QtGui import QImage, QPainter

from explorer.landscape.views import Camera
from explorer.map.layer import Layer
from explorer.map.raster import paint
from explorer.painting.theme import Theme
from explorer.ui.map.aside import Aside, IsCancelled, Tell

#: So much larger than the view is the image, so that a hand that pans does not come to its edge at once.
OVERSCAN = 1.25
#: Above so many lines a sample is shown first.
SAMPLED_FROM, SAMPLE = 40_000, 1 / 8
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


class BaseImage(QObject):
    """Paints bases one after the other; the last one that came home is `sheet`."""

    #: A newer base is there.
    arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet: Sheet | None = None
        self._aside = Aside(self)
        self._aside.told.connect(self._on_told)

    @property
    def is_busy(self) -> bool:
        """Say whether a base is being painted."""
        return self._aside.is_busy

    def ask(self, layer: Layer, camera: Camera, view: QSize, ratio: float, theme: Theme, palette: Sequence[str]) -> None:
        """Paint the layer as seen from here, first a sample where it is rich, then all of it."""
        size = QSize(round(view.width() * OVERSCAN), round(view.height() * OVERSCAN))
        colours = argb([theme.hex(meaning) for meaning in palette])
        ground = theme.colour("ground")

        def work(tell: Tell, is_cancelled: IsCancelled) -> None:
            device = (round(size.width() * ratio), round(size.height() * ratio))
            for share in (SAMPLE, 1.0) if len(layer.pairs) > SAMPLED_FROM else (1.0,):
                pixels = paint(layer, colours, camera, device, ratio, share=share, is_cancelled=is_cancelled)
                if pixels is None or is_cancelled():
                    return
                image = QImage(*device, QImage.Format.Format_RGB32)
                image.fill(ground)
                painter = QPainter(image)
                try:
                    above = QImage(pixels.data, *device, device[0] * 4, QImage.Format.Format_ARGB32_Premultiplied)
                    painter.drawImage(0, 0, above)
                finally:
                    painter.end()
                image.setDevicePixelRatio(ratio)
                tell(Sheet(image, camera, size, share == 1.0))

        self._aside.ask(work)

    def stop(self) -> None:
        """Paint no more."""
        self._aside.stop()

    @Slot(object)
    def _on_told(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.arrived.emit()


def argb(colours: Sequence[str]) -> NDArray[np.uint32]:
    """Return "#RRGGBB" colours as opaque 0xAARRGGBB, uint32."""
    return np.array([0xFF000000 | int(colour[1:], 16) for colour in colours], dtype=np.uint32)
