"""The camera's short flights, which keep one oriented; none where less motion is wanted."""

from math import exp, log

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation, Signal, Slot

from explorer.landscape.views import Camera

FLIGHT_MS = 220


class Flight(QObject):
    """Takes the camera from one place to another in less than a quarter of a second."""

    #: Carries the Camera on its way.
    moved = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_wanted = True
        self._start = self._end = Camera()
        self._clock = QVariantAnimation(self)
        self._clock.setStartValue(0.0)
        self._clock.setEndValue(1.0)
        self._clock.setDuration(FLIGHT_MS)
        self._clock.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._clock.valueChanged.connect(self._on_tick)

    @property
    def is_under_way(self) -> bool:
        """Say whether the camera is flying."""
        return self._clock.state() == QVariantAnimation.State.Running

    def go(self, start: Camera, end: Camera) -> None:
        """Fly from one camera to the other, or jump where flights are not wanted."""
        self.stop()
        if not self.is_wanted or start == end:
            self.moved.emit(end)
            return
        self._start, self._end = start, end
        self._clock.start()

    def stop(self) -> None:
        """Stay where the flight has come to."""
        self._clock.stop()

    @Slot(object)
    def _on_tick(self, share: float) -> None:
        self.moved.emit(self._end if share >= 1.0 else between(self._start, self._end, share))


def between(start: Camera, end: Camera, share: float) -> Camera:
    """Return the camera at a share of the way; the scale grows evenly to the eye."""
    scale = exp(log(start.scale) + (log(end.scale) - log(start.scale)) * share)
    return Camera(start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share, scale)
