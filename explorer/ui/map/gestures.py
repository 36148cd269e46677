"""What a hand does on the map, one object for each: pressed, moved, released or cancelled. At most one is under way."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from explorer.landscape.facts import CompanyId
from explorer.landscape.views import Camera

#: A hand that moves less than this meant to click.
CLICK_SLACK = 4.0


class Surface(Protocol):
    """What gestures ask of the map."""

    @property
    def camera(self) -> Camera:
        """Where one looks from."""

    def look_from(self, camera: Camera) -> None:
        """Look from here at once."""

    def click(self, point: QPointF, *, adds: bool) -> None:
        """Choose what stands here."""

    def carry(self, companies: Sequence[CompanyId], dx: float, dy: float) -> None:
        """Show these companies moved by so many map units, for as long as the hand holds them."""

    def put_down(self) -> None:
        """Leave what is carried where it is shown."""

    def let_go(self) -> None:
        """Bring what is carried back to where it was."""

    def choose_within(self, area: QRectF, *, adds: bool) -> None:
        """Choose the companies in this part of the widget."""

    def update(self) -> None:
        """Paint again."""


class Gesture(ABC):
    """One gesture from press to release; until the hand has moved further than the slack it is a click."""

    def __init__(self, surface: Surface, start: QPointF, *, adds: bool) -> None:
        self._surface = surface
        self._start = start
        self._adds = adds
        self._is_click = True

    def move(self, point: QPointF) -> None:
        """Follow the hand."""
        if self._is_click and (point - self._start).manhattanLength() <= CLICK_SLACK:
            return
        self._is_click = False
        self._follow(point)

    def release(self, point: QPointF) -> None:
        """End the gesture here."""
        if self._is_click:
            self._surface.click(self._start, adds=self._adds)
        else:
            self._finish(point)

    @abstractmethod
    def cancel(self) -> None:
        """Leave everything as it was before the press."""

    def paint(self, painter: QPainter, accent: QColor) -> None:
        """Paint what shows only while the gesture lasts: of most, nothing."""
        return

    @property
    def cursor(self) -> Qt.CursorShape:
        """What the pointer looks like meanwhile."""
        return Qt.CursorShape.ClosedHandCursor

    @abstractmethod
    def _follow(self, point: QPointF) -> None: ...

    def _finish(self, point: QPointF) -> None:
        self._follow(point)


class Pan(Gesture):
    """The ground is drawn along under the hand."""

    def __init__(self, surface: Surface, start: QPointF, *, adds: bool = False) -> None:
        super().__init__(surface, start, adds=adds)
        self._before = surface.camera

    def cancel(self) -> None:
        """Go back to where one looked from."""
        self._surface.look_from(self._before)

    def _follow(self, point: QPointF) -> None:
        moved, before = point - self._start, self._before
        self._surface.look_from(Camera(before.x - moved.x() / before.scale, before.y - moved.y() / before.scale, before.scale))


class DragCompany(Gesture):
    """A company is carried, and with it the others that are chosen with it; it stays where it is put down."""

    def __init__(self, surface: Surface, start: QPointF, companies: Sequence[CompanyId], *, adds: bool = False) -> None:
        super().__init__(surface, start, adds=adds)
        self._companies = tuple(companies)

    def cancel(self) -> None:
        """Bring the companies back."""
        self._surface.let_go()

    def _follow(self, point: QPointF) -> None:
        moved, scale = point - self._start, self._surface.camera.scale
        self._surface.carry(self._companies, moved.x() / scale, moved.y() / scale)

    def _finish(self, point: QPointF) -> None:
        self._follow(point)
        self._surface.put_down()


class Marquee(Gesture):
    """A rectangle is drawn; what lies in it is chosen."""

    def __init__(self, surface: Surface, start: QPointF, *, adds: bool) -> None:
        super().__init__(surface, start, adds=adds)
        self._area = QRectF()

    def cancel(self) -> None:
        """Take the rectangle away."""
        self._area = QRectF()
        self._surface.update()

    def paint(self, painter: QPainter, accent: QColor) -> None:
        """Paint the rectangle."""
        if not self._area.isEmpty():
            ground = QColor(accent)
            ground.setAlpha(28)
            painter.setPen(QPen(accent, 1))
            painter.setBrush(ground)
            painter.drawRect(self._area)

    @property
    def cursor(self) -> Qt.CursorShape:
        """A cross."""
        return Qt.CursorShape.CrossCursor

    def _follow(self, point: QPointF) -> None:
        self._area = QRectF(self._start, point).normalized()
        self._surface.update()

    def _finish(self, point: QPointF) -> None:
        self._follow(point)
        self._surface.choose_within(self._area, adds=self._adds)
