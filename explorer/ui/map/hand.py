"""The hand on the map: the gesture that is under way, and what the pointer stands on while none is."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QWidget

from explorer.landscape.facts import CompanyId
from explorer.landscape.views import Camera
from explorer.map.spacing import Rect
from explorer.session.session import Session
from explorer.ui.map.canvas import NOTHING, Canvas
from explorer.ui.map.eye import Eye
from explorer.ui.map.gestures import DragCompany, Gesture, Marquee, Pan
from explorer.ui.map.hover import Hover

STEP = 1.25


class Hand(QObject):
    """Takes the map's pointer events, and is the surface that gestures act on; `canvas` gives what is shown, up to date."""

    #: What was chosen shall be shown in the inspector.
    inspection_wanted = Signal()

    def __init__(self, session: Session, view: QWidget, eye: Eye, canvas: Callable[[], Canvas]) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._eye = eye
        self._canvas = canvas
        self._gesture: Gesture | None = None
        self.hover = Hover(view)

    @property
    def gesture(self) -> Gesture | None:
        """What is under way."""
        return self._gesture

    def cancel(self) -> bool:
        """Take back what is under way; say whether anything was."""
        if self._gesture is None:
            return False
        self._gesture.cancel()
        self._end()
        return True

    def paint(self, painter: QPainter, accent: QColor) -> None:
        """Paint what shows only while a gesture lasts, or what the pointer stands on."""
        if self._gesture is not None:
            self._gesture.paint(painter, accent)
        elif self.hover.at != NOTHING:
            self._canvas().paint_hover(painter, self.hover.at)

    # what the pointer does

    def press(self, event: QMouseEvent) -> None:
        """Begin a gesture: carry a company, draw a rectangle with Shift, else pan."""
        point, button = event.position(), event.button()
        if self._gesture is not None or button not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            return
        self._eye.flight.stop()
        self.tell_nothing()
        keys = event.modifiers()
        adds = bool(keys & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier))
        company = self._canvas().company_at(point.x(), point.y()) if button == Qt.MouseButton.LeftButton else None
        if company is not None and self._canvas().order.arranged is None:
            chosen = self._session.selection.companies
            self._gesture = DragCompany(self, point, sorted(chosen) if company in chosen else [company], adds=adds)
        elif button == Qt.MouseButton.LeftButton and keys & Qt.KeyboardModifier.ShiftModifier:
            self._gesture = Marquee(self, point, adds=bool(keys & Qt.KeyboardModifier.ControlModifier))
        else:
            self._gesture = Pan(self, point, adds=adds)

    def move(self, point: QPointF) -> None:
        """Follow the hand, or tell what is under the pointer."""
        if self._gesture is not None:
            self._gesture.move(point)
            self._view.setCursor(self._gesture.cursor)
        else:
            self.tell(point)

    def release(self, point: QPointF) -> None:
        """End the gesture."""
        if self._gesture is not None:
            gesture = self._gesture
            self._end()
            gesture.release(point)
            self.update()

    def double_click(self, point: QPointF) -> None:
        """Go in: focus on a company and its neighbours; on the ground, come closer."""
        canvas = self._canvas()
        company = canvas.company_at(point.x(), point.y())
        if company is not None:
            self._session.select([company], focus=True)
        elif canvas.deal_at(point.x(), point.y()) is not None:
            self.inspection_wanted.emit()
        else:
            self._eye.fly_closer(STEP * STEP, point, self._view.size())

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom to the pointer; a trackpad that says so pans."""
        pixels = event.pixelDelta()
        if not pixels.isNull() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            camera = self.camera
            self.look_from(Camera(camera.x - pixels.x() / camera.scale, camera.y - pixels.y() / camera.scale, camera.scale))
        else:
            self._eye.zoom(STEP ** (event.angleDelta().y() / 120), event.position(), self._view.size())
        self.tell_nothing()

    def tell(self, point: QPointF) -> None:
        """Tell what stands here."""
        before = self.hover.at
        self._view.setCursor(self.hover.come_to(point, self._canvas()))
        if self.hover.at != before:
            self.update()

    def tell_nothing(self) -> None:
        """Tell nothing more."""
        if self.hover.at != NOTHING:
            self.update()
        self.hover.leave()

    # what gestures ask (see gestures.Surface)

    @property
    def camera(self) -> Camera:
        """Where one looks from."""
        return self._eye.camera

    def look_from(self, camera: Camera) -> None:
        """Look from here at once."""
        if self._canvas().is_slow:
            self._eye.move_on(camera)
        else:
            self._eye.look_from(camera)

    def click(self, point: QPointF, *, adds: bool) -> None:
        """Choose the company or deal that stands here, or nothing; `adds` takes it in or out of what is chosen."""
        chosen, canvas = self._session.selection, self._canvas()
        company = canvas.company_at(point.x(), point.y())
        deal = canvas.deal_at(point.x(), point.y()) if company is None else None
        if adds:
            companies = chosen.companies ^ ({company} if company is not None else set())
            deals = chosen.deals ^ ({deal} if deal is not None else set())
            self._session.select(companies, deals)
        elif company is not None:
            self._session.select([company])
        else:
            self._session.select([], [deal] if deal is not None else [])

    def carry(self, companies: Sequence[CompanyId], dx: float, dy: float) -> None:
        """Show these companies, with their units, moved by so many map units."""
        self._canvas().carry(companies, dx, dy)
        self.update()

    def put_down(self) -> None:
        """Leave what is carried where it is; it stays there from now on."""
        moved = self._canvas().put_down()
        if moved:
            self._session.edit(lambda landscape: landscape.move(moved))
        self.update()

    def let_go(self) -> None:
        """Bring what is carried back."""
        self._canvas().put_down()
        self.update()

    def choose_within(self, area: QRectF, *, adds: bool) -> None:
        """Choose the companies in this part of the map."""
        found = self._canvas().companies_in(Rect(area.x(), area.y(), area.width(), area.height()))
        chosen = self._session.selection
        self._session.select(chosen.companies | set(found) if adds else found, chosen.deals if adds else ())

    def update(self) -> None:
        """Paint again."""
        self._view.update()

    def _end(self) -> None:
        self._gesture = None
        self._view.unsetCursor()
        self.update()
