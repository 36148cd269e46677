"""The map: shows the landscape, and turns keys into choices and moves; what the pointer does is for the `hand`."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from explorer.landscape.views import Camera, Selection
from explorer.map.camera import to_screen
from explorer.map.marks import DisplayList
from explorer.painting.fonts import load_fonts
from explorer.painting.theme import Theme
from explorer.session.jobs import JobState
from explorer.session.session import Session
from explorer.ui.map.canvas import Canvas, Stand
from explorer.ui.map.cards import Cards
from explorer.ui.map.drawing import Drawing
from explorer.ui.map.eye import Eye
from explorer.ui.map.flight import Flight
from explorer.ui.map.frame import Frame
from explorer.ui.map.gestures import Gesture
from explorer.ui.map.hand import STEP, Hand
from explorer.ui.map.walk import DOWN, LEFT, RIGHT, UP, Walk
from explorer.ui.map.wide import Wide

FRAME_MS = 16
BY_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
GIVEN_BACK = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)
ARROWS = {Qt.Key.Key_Left: LEFT, Qt.Key.Key_Right: RIGHT, Qt.Key.Key_Up: UP, Qt.Key.Key_Down: DOWN}


class MapPanel(QWidget):
    """One widget, no item per company or deal; see `hand` for the pointer and `keyPressEvent` for the keys."""

    #: Carries the DisplayList that was painted, with its note on what is hidden.
    painted = Signal(object)
    #: Carries two Cameras: where one looked from before a jump, and where one looks from after it.
    jumped = Signal(object, object)
    #: What is chosen shall be shown in the inspector.
    inspection_wanted = Signal()
    #: The name of an action: "open", "paste" and "sample" of the empty map, "filters" and "no_filters" of what is hidden.
    action_wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None, *, legend_is_open: bool | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = Theme.load(session.theme)
        self._fonts = load_fonts()
        self.canvas: Canvas = Drawing(session, self._theme, self._fonts)
        self._listen_to_canvas()
        self.eye = Eye(session.view.camera, self)
        self.eye.moved.connect(self._on_moved)
        self.eye.jumped.connect(self.jumped)
        self.eye.rested.connect(self.update)
        self._frame = Frame(self)
        self._is_walked = False
        self._walk = Walk(session)
        self._settle = QTimer(self)  # the legend may have grown over the map; looked after once it was painted
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self._stay_fitted)
        self._next_frame = QTimer(self)
        self._next_frame.setSingleShot(True)
        self._next_frame.setInterval(FRAME_MS)
        self._next_frame.timeout.connect(self.update)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(240, 200)
        self.setAccessibleName("Alliance map")
        self.hand = Hand(session, self, self.eye, self._canvas)
        self.hand.inspection_wanted.connect(self.inspection_wanted)
        self.cards = Cards(self._theme, self._fonts, self, legend_is_open=legend_is_open)
        self.legend, self.hidden, self.empty = self.cards.legend, self.cards.hidden, self.cards.empty
        self.empty.wanted.connect(self.action_wanted)
        self.hidden.cleared.connect(self._on_hidden_cleared)
        self.hidden.asked.connect(self._on_hidden_asked)
        self.legend.unfolded.connect(self._on_legend_unfolded)
        self.cards.minimap.wanted.connect(self._on_minimap_wanted)
        self.cards.corner.closer.connect(self.closer)
        self.cards.corner.further.connect(self.further)
        self.cards.corner.whole.connect(self.fit)
        for signal, slot in (
            (session.opened, self._on_opened),
            (session.changed, self._on_changed),
            (session.view_changed, self._on_view_changed),
            (session.selection_changed, self._on_selection_changed),
            (session.camera_wanted, self._on_camera_wanted),
            (session.theme_changed, self._on_theme_changed),
        ):
            signal.connect(slot)
        session.jobs.progressed.connect(self._on_job_progressed)
        session.jobs.ended.connect(self._on_job_ended)
        self._on_opened(session.landscape)

    # what others ask

    @property
    def camera(self) -> Camera:
        """Where one looks from."""
        return self.eye.camera

    @property
    def flight(self) -> Flight:
        """How the camera flies."""
        return self.eye.flight

    @property
    def shown(self) -> DisplayList:
        """What is painted mark by mark, up to date."""
        return self._canvas().shown

    @property
    def gesture(self) -> Gesture | None:
        """What a hand is doing."""
        return self.hand.gesture

    @Slot()
    def fit(self) -> None:
        """Show the whole map, and keep it in sight until the camera is moved by hand."""
        self.eye.jump(self._whole())
        self.eye.is_fitted = True

    @Slot()
    def closer(self) -> None:
        """Come closer to the middle."""
        self.eye.fly_closer(STEP, QPointF(self.rect().center()), self.size())

    @Slot()
    def further(self) -> None:
        """Go further away from the middle."""
        self.eye.fly_closer(1 / STEP, QPointF(self.rect().center()), self.size())

    @Slot()
    def toggle_focus(self) -> None:
        """Fade all but the chosen and their neighbours, or bring the rest back."""
        chosen = self._session.selection
        self._session.select(chosen.companies, chosen.deals, focus=not chosen.focus)

    @Slot()
    def toggle_minimap(self) -> None:
        """Show the whole map in a corner, or no more."""
        self.cards.minimap.is_wanted = not self.cards.minimap.is_wanted
        self.update()

    @Slot()
    def select_all(self) -> None:
        """Choose every company."""
        self._session.select(self._canvas().everyone())

    @Slot()
    def step_back(self) -> None:
        """Take back one step: what a hand is doing, then the focus, then the choice."""
        chosen = self._session.selection
        if self.hand.cancel():
            return
        if chosen.focus:
            self._session.select(chosen.companies, chosen.deals, focus=False)
        else:
            self._session.select()

    def look_from(self, camera: Camera) -> None:
        """Look from here at once."""
        self.hand.look_from(camera)

    # what the session tells

    @Slot(object)
    def _on_opened(self, landscape: object) -> None:
        self.eye.is_fitted = True
        self._on_changed(None)
        self._say_selection()

    @Slot(object)
    def _on_changed(self, change: object) -> None:
        self._choose_canvas()
        self.cards.show_for(self._canvas())
        self.hand.tell_nothing()
        self._stay_fitted()
        self.update()

    @Slot(object)
    def _on_view_changed(self, view: object) -> None:
        self._canvas().order.look()
        self.update()

    @Slot(object)
    def _on_selection_changed(self, selection: Selection) -> None:
        self._say_selection()
        self.update()

    @Slot(object)
    def _on_camera_wanted(self, camera: Camera) -> None:
        self.eye.jump(camera)

    @Slot(object)
    def _on_job_progressed(self, state: JobState) -> None:
        self.empty.say_what_goes_on(state.name)

    @Slot(object)
    def _on_job_ended(self, state: object) -> None:
        self.empty.say_what_goes_on("")

    @Slot(object)
    def _on_legend_unfolded(self, is_open: bool) -> None:
        self._stay_fitted()

    @Slot()
    def _on_hidden_cleared(self) -> None:
        self.action_wanted.emit("no_filters")

    @Slot()
    def _on_hidden_asked(self) -> None:
        self.action_wanted.emit("filters")

    @Slot(object)
    def _on_minimap_wanted(self, middle: tuple[float, float]) -> None:
        self.look_from(Camera(*middle, self.eye.camera.scale))

    @Slot()
    def _on_moved(self) -> None:
        self._session.looked_from(self.eye.camera)
        self.update()

    @Slot()
    def _on_reordered(self) -> None:
        self.fit()

    @Slot()
    def _on_news(self) -> None:
        canvas = self._canvas()
        if canvas.tells_early and self.eye.is_fitted:  # a legend that grew later would have all of it painted twice
            self.cards.tell_of(canvas, is_filtered=not self._session.view.filters.is_empty)
        self._stay_fitted()
        self.update()

    @Slot(object)
    def _on_theme_changed(self, name: str) -> None:
        self._theme = Theme.load(name)
        self.cards.dress(self._theme)
        self.canvas.dress(self._theme)
        self.update()

    # what Qt tells

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the map, what the hand draws on it, and a ring where the keyboard stands."""
        canvas = self._canvas()
        resting = not (canvas.is_slow and (self.gesture is not None or self.eye.is_moving))
        if resting:
            canvas.covered = self.cards.over_map()
            canvas.make()
            if self.cards.tell_of(canvas, is_filtered=not self._session.view.filters.is_empty):
                self._settle.start()
            if canvas.covered != self.cards.over_map():
                self.update()  # a card came or grew, and names give way to it
        painter = QPainter(self)
        try:
            self._frame.paint(painter, canvas)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            accent = self._theme.colour("chosen")
            self.hand.paint(painter, accent)
            if self.hasFocus() and self._is_walked:
                painter.setPen(QPen(accent, 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        finally:
            painter.end()
        self.cards.minimap.show_view(self.eye.camera, canvas.stand.area)
        if canvas.is_changing:
            self._next_frame.start()
        if not canvas.is_crisp:
            self.eye.wait_for_rest()
        if resting and canvas.is_ready:
            self.painted.emit(canvas.shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the whole map in sight, and the corners where they belong."""
        self.cards.settle()
        self._stay_fitted()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a gesture."""
        self.hand.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the hand, or tell what is under the pointer."""
        self.hand.move(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the gesture."""
        self.hand.release(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go in."""
        self.hand.double_click(event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom to the pointer."""
        self.hand.wheel(event)
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Let a pinch zoom, and let Tab walk through the deals of the chosen company before it moves on."""
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.eye.zoom(1.0 + event.value(), event.position(), self.size())
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            tabs = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
            if event.key() in tabs and self._walk.to_next_deal(self._canvas(), tabs[Qt.Key(event.key())]):
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Enter inspects, Escape steps back."""
        key = Qt.Key(event.key())
        if key in ARROWS:
            self._walk.go(self._canvas(), ARROWS[key], adds=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            self._keep_in_sight()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.inspection_wanted.emit()
        elif key == Qt.Key.Key_Escape:
            self.step_back()
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Tell nothing more."""
        self.hand.tell_nothing()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring to those who came by keyboard; a window or a menu that gives the keyboard back changes nothing."""
        if event.reason() not in GIVEN_BACK:
            self._is_walked = event.reason() in BY_KEYBOARD
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        self.update()

    def sizeHint(self) -> QSize:
        """As large as there is room for."""
        return QSize(720, 560)

    # behind the scenes

    def _canvas(self) -> Canvas:
        """Return what is shown, told from where one looks now."""
        self.canvas.moves_less = not self.flight.is_wanted
        self.canvas.stand = Stand(self.eye.camera, self.size(), self.devicePixelRatioF())
        return self.canvas

    def _listen_to_canvas(self) -> None:
        self.canvas.news.came.connect(self._on_news)
        self.canvas.news.reordered.connect(self._on_reordered)

    def _choose_canvas(self) -> None:
        """Show the landscape in the way that fits its size."""
        kind = Wide if self._session.is_large else Drawing
        if not isinstance(self.canvas, kind):
            self.cards.minimap.is_wanted = kind is Wide
            self.canvas.stop()
            self.canvas = kind(self._session, self._theme, self._fonts)
            self._listen_to_canvas()
        self._canvas().refresh()

    def _whole(self) -> Camera:
        """Return the camera that shows every company, none of them under the legend or the buttons."""
        return self._canvas().whole(self.cards.covered())

    def _stay_fitted(self) -> None:
        if self.eye.is_fitted and not self.canvas.is_empty:
            self.eye.fit(self._whole())

    def _keep_in_sight(self) -> None:
        """Fly to the chosen company where it stands outside the picture or at its rim."""
        spots = [self._canvas().place_of(company) for company in self._session.selection.companies]
        if len(spots) != 1 or spots[0] is None:
            return
        x, y = to_screen(self.eye.camera, *spots[0], (self.width(), self.height()))
        if not self.rect().adjusted(60, 60, -60, -60).contains(round(x), round(y)):
            self.eye.jump(replace(self.eye.camera, x=spots[0][0], y=spots[0][1]))

    def _say_selection(self) -> None:
        """Tell screen readers what is chosen: as the map's description, and spoken at once where the keyboard is on the map."""
        words = self._canvas().selection_words()
        if words == self.accessibleDescription():
            return
        self.setAccessibleDescription(words)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        if self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
