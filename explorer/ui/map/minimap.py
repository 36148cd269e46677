"""The whole map in a corner, with a frame about what is in view; the frame can be drawn elsewhere."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from explorer.landscape.views import Camera
from explorer.map.camera import Size
from explorer.map.spacing import Rect
from explorer.painting.theme import Theme

WIDEST, HIGHEST, INSET = 190, 130, 6
#: The top of the card: below the line that says what is hidden.
TOP = 52


class Minimap(QFrame):
    """Sits at the upper right of the map while part of it is out of sight, where it is wanted."""

    #: Carries the Camera's middle that was wanted: a map point (x, y).
    wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._map = parent
        self._theme = theme
        self._image = QImage()
        self._of: object = None
        self._bounds = Rect(0, 0, 1, 1)
        self._seen = QRectF()
        self.is_wanted = False
        self.setProperty("role", "card")
        self.setAccessibleName("Overview map")
        self.setToolTip("The whole map; drag the frame to look elsewhere")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    def show_spots(self, spots: NDArray[np.floating], bounds: Rect, key: object) -> None:
        """Show companies at these map points, (n, 2); nothing happens where `key` is the one shown."""
        if key == self._of:
            return
        self._of, self._bounds = key, bounds
        shrink = min(WIDEST / max(bounds.width, 1.0), HIGHEST / max(bounds.height, 1.0))
        wide, high = max(round(bounds.width * shrink), 24), max(round(bounds.height * shrink), 24)
        self.resize(wide + 2 * INSET, high + 2 * INSET)
        self._image = density(spots, bounds, (wide, high), self._theme)
        self.settle()
        self.update()

    def show_view(self, camera: Camera, size: Size) -> None:
        """Set the frame about what is in view; the map of which all is in view needs no overview."""
        wide, high = size[0] / camera.scale, size[1] / camera.scale
        left, top = camera.x - wide / 2, camera.y - high / 2
        bounds = self._bounds
        is_whole = left <= bounds.x and top <= bounds.y and left + wide >= bounds.right and top + high >= bounds.bottom
        self.setVisible(self.is_wanted and not is_whole and not self._image.isNull())
        seen = QRectF((left - bounds.x) * self._scale, (top - bounds.y) * self._scale, wide * self._scale, high * self._scale)
        if seen != self._seen:
            self._seen = seen
            self.update()

    def dress(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme, self._of = theme, None

    def settle(self) -> None:
        """Take one's place again."""
        self.move(self._map.width() - self.width() - 12, TOP)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Look there."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._want(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the frame along."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._want(event.position())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the whole map and the frame."""
        super().paintEvent(event)
        painter = QPainter(self)
        try:
            inside = QRectF(INSET, INSET, self._image.width(), self._image.height())
            painter.setClipRect(inside)
            painter.drawImage(inside.topLeft(), self._image)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            accent = self._theme.colour("chosen")
            glass = QColor(accent)
            glass.setAlpha(36)
            painter.setPen(QPen(accent, 1.5))
            painter.setBrush(glass)
            frame = self._seen.translated(INSET, INSET).intersected(inside.adjusted(0.75, 0.75, -0.75, -0.75))
            middle = self._seen.center() + QPointF(INSET, INSET)
            painter.drawRect(frame if min(frame.width(), frame.height()) > 5 else QRectF(middle.x() - 3, middle.y() - 3, 6, 6))
        finally:
            painter.end()

    @property
    def _scale(self) -> float:
        return self._image.width() / max(self._bounds.width, 1.0)

    def _want(self, point: QPointF) -> None:
        x, y = (point.x() - INSET) / self._scale, (point.y() - INSET) / self._scale
        self.wanted.emit((self._bounds.x + x, self._bounds.y + y))


def density(spots: NDArray[np.floating], bounds: Rect, size: tuple[int, int], theme: Theme) -> QImage:
    """Return how many companies stand where, as an image of this size: the more, the darker."""
    wide, high = size
    columns = np.clip(((spots[:, 0] - bounds.x) / max(bounds.width, 1e-9) * wide).astype(np.int64), 0, wide - 1)
    lines = np.clip(((spots[:, 1] - bounds.y) / max(bounds.height, 1e-9) * high).astype(np.int64), 0, high - 1)
    counts = np.bincount(lines * wide + columns, minlength=wide * high).astype(np.float64)
    most = max(float(np.percentile(counts[counts > 0], 95)) if counts.any() else 1.0, 1.0)
    share = np.where(counts > 0, 0.3 + 0.6 * np.minimum(np.log1p(counts) / np.log1p(most), 1.0), 0.0)[:, None]
    ground, ink = (np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) for colour in (theme.ground, theme.disc))
    mixed = np.rint(ground * (1 - share) + ink * share).astype(np.uint32)
    pixels = np.ascontiguousarray(0xFF000000 | mixed[:, 0] << 16 | mixed[:, 1] << 8 | mixed[:, 2], dtype=np.uint32)
    return QImage(pixels.data, wide, high, wide * 4, QImage.Format.Format_RGB32).copy()
