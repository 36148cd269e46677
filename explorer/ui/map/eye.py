"""From where one looks at the map: moved by hand, flown, kept on the whole, and at rest or not."""

from PySide6.QtCore import QObject, QPointF, QSize, QTimer, Signal, Slot

from explorer.landscape.views import Camera
from explorer.map.camera import zoom
from explorer.ui.map.flight import Flight

#: So long after the camera rests the picture is painted crisp.
REST_MS = 70


class Eye(QObject):
    """Holds the camera; until the person moves it, `is_fitted` says that the whole map shall stay in sight."""

    #: The camera stands elsewhere.
    moved = Signal()
    #: Carries two Cameras: where one looked from before a jump, and where one looks from after it.
    jumped = Signal(object, object)
    #: The camera has come to rest.
    rested = Signal()

    def __init__(self, camera: Camera, parent: QObject) -> None:
        super().__init__(parent)
        self.camera = camera
        self.is_fitted = True
        self.flight = Flight(self)
        self.flight.moved.connect(self._on_flown)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.rested)

    @property
    def is_moving(self) -> bool:
        """Say whether the camera flies, or moved a moment ago."""
        return self._rest.isActive() or self.flight.is_under_way

    def wait_for_rest(self) -> None:
        """Say `rested` a moment from now, unless that is about to happen anyway."""
        if not self._rest.isActive():
            self._rest.start()

    def look_from(self, camera: Camera) -> None:
        """Look from here at once, by hand."""
        self.is_fitted = False
        self._on_flown(camera)

    def move_on(self, camera: Camera) -> None:
        """Look from here at once, as one of many moves of which the last is the one that counts."""
        self.flight.stop()
        self.look_from(camera)
        self._rest.start()

    def zoom(self, factor: float, point: QPointF, size: QSize) -> None:
        """Come closer by a factor at once; what lies under the point stays there."""
        self.move_on(self._zoomed(factor, point, size))

    def fly_closer(self, factor: float, point: QPointF, size: QSize) -> None:
        """Fly closer by a factor; what lies under the point stays there."""
        self.is_fitted = False
        self.flight.go(self.camera, self._zoomed(factor, point, size))

    def jump(self, camera: Camera) -> None:
        """Fly to another part of the map, from where one may want to come back."""
        self.is_fitted = False
        self.jumped.emit(self.camera, camera)
        self.flight.go(self.camera, camera)

    def fit(self, camera: Camera) -> None:
        """Show the whole, as it is now, without a flight."""
        self.flight.stop()
        self._on_flown(camera)

    def _zoomed(self, factor: float, point: QPointF, size: QSize) -> Camera:
        return zoom(self.camera, factor, (point.x(), point.y()), (float(size.width()), float(size.height())))

    @Slot(object)
    def _on_flown(self, camera: Camera) -> None:
        if camera != self.camera:
            self.camera = camera
            self.moved.emit()
