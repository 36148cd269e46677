"""The frame last painted, kept while it stays the same, so that what goes on over it costs no more than that."""

from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from explorer.ui.map.canvas import Canvas


class Frame:
    """Paints a canvas into its widget; the second time alike the pixels are kept."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._pixels = QPixmap()
        self._of: object = None

    def paint(self, painter: QPainter, canvas: Canvas) -> None:
        """Paint what is shown."""
        key = canvas.painted_from
        if key is None or key != self._of:
            self._pixels, self._of = QPixmap(), key
            canvas.paint(painter)
            return
        if self._pixels.isNull():
            ratio = self._widget.devicePixelRatioF()
            self._pixels = QPixmap(self._widget.size() * ratio)
            self._pixels.setDevicePixelRatio(ratio)
            within = QPainter(self._pixels)
            try:
                canvas.paint(within)
            finally:
                within.end()
        painter.drawPixmap(0, 0, self._pixels)
