"""The legend in the map's corner: only what is on the picture, and folded away by one click."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from explorer.map.legend import LegendEntry
from explorer.painting.fonts import Fonts
from explorer.painting.legend_painter import legend_size, paint_legend
from explorer.painting.theme import Theme
from explorer.ui.parts.style import give_role

WIDEST, BESIDE = 560.0, 120.0
#: An unfolded legend takes no more of the map than this share, unless the person unfolds it.
MODEST = 0.12
#: Even where the person wants it unfolded it folds while it is taller than this share of the map, until it is asked for there.
TALLEST = 0.36


class LegendCard(QFrame):
    """Sits at the lower left of the map. Where the person never said, it is unfolded as long as it leaves the map its room.

    One that was unfolded by hand folds while the map is too low for it, and comes back with the room.
    """

    #: Carries whether the legend was unfolded, when it was by hand.
    unfolded = Signal(object)

    def __init__(self, theme: Theme, fonts: Fonts, *, wish: bool | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._map = parent
        self._wish = wish
        self._insisted_at = -1  # the height of the map at which it was unfolded by hand
        self.setProperty("role", "card")
        self._button = QPushButton(self)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.setToolTip("Show or hide what the marks on the map mean")
        give_role(self._button, "quiet")
        self._button.clicked.connect(self._on_clicked)
        self._picture = _LegendPicture(theme, fonts, self)
        self._picture.setVisible(wish is not False)
        self._rows = rows = QVBoxLayout(self)
        rows.setContentsMargins(4, 2, 12, 2)
        rows.setSpacing(0)
        rows.addWidget(self._button, alignment=Qt.AlignmentFlag.AlignLeft)
        inset = QVBoxLayout()
        inset.setContentsMargins(8, 0, 0, 6)
        inset.addWidget(self._picture)
        rows.addLayout(inset)
        self._say()

    @property
    def is_open(self) -> bool:
        """Say whether the legend is unfolded."""
        return not self._picture.isHidden()

    @property
    def entries(self) -> tuple[LegendEntry, ...]:
        """What the legend explains."""
        return self._picture.entries

    @property
    def covered(self) -> QRect:
        """The part of the map that lies under the legend."""
        return self.geometry()

    def show_entries(self, entries: tuple[LegendEntry, ...]) -> bool:
        """Explain what is on the picture; say whether the legend changed by that."""
        is_other = self._picture.show_entries(entries)
        if is_other:
            self.settle()
        return is_other

    def dress(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._picture.dress(theme)

    def settle(self) -> None:
        """Take one's place again after the map or the legend changed its size."""
        room = self._map.rect()
        self._picture.fit_into(max(200.0, room.width() - BESIDE))
        if self._wish is not False:
            takes = self._picture.width() * self._picture.height() / max(1, room.width() * room.height())
            has_room = takes < MODEST if self._wish is None else self._picture.height() < TALLEST * room.height()
            self._picture.setVisible(has_room or room.height() == self._insisted_at)
            self._say()
        self._rows.activate()
        self.adjustSize()
        self.move(12, max(4, room.bottom() - self.height() - 11))

    @Slot()
    def _on_clicked(self) -> None:
        self._wish = not self.is_open
        self._insisted_at = self._map.height() if self._wish else -1
        self._picture.setVisible(self._wish)
        self._say()
        self.settle()
        self.unfolded.emit(self.is_open)

    def _say(self) -> None:
        self._button.setText("Legend  ▾" if self.is_open else "Legend  ▸")


class _LegendPicture(QWidget):
    def __init__(self, theme: Theme, fonts: Fonts, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: tuple[LegendEntry, ...] = ()
        self._theme = theme
        self._fonts = fonts
        self._pixels = QPixmap()
        self._painted_for: tuple[object, ...] = ()
        self.widest = WIDEST

    def show_entries(self, entries: tuple[LegendEntry, ...]) -> bool:
        """Show these; say whether they are others than before."""
        if entries == self.entries:
            return False
        self.entries = entries
        self.setAccessibleName(f"Legend: {'; '.join(entry.words for entry in entries)}")
        self.setFixedSize(self.sizeHint())
        self.update()
        return True

    def fit_into(self, width: float) -> None:
        if min(width, WIDEST) != self.widest:
            self.widest = min(width, WIDEST)
            self.setFixedSize(self.sizeHint())

    def dress(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        width, height = legend_size(self.entries, self._fonts, self.widest)
        return QSize(round(width), round(height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what was kept: whenever the map under it moves, all that lies over the map is painted again."""
        wanted = (self.entries, self._theme.name, self.size(), self.devicePixelRatioF())
        if wanted != self._painted_for:
            self._pixels, self._painted_for = self._painted(), wanted
        painter = QPainter(self)
        try:
            painter.drawPixmap(0, 0, self._pixels)
        finally:
            painter.end()

    def _painted(self) -> QPixmap:
        pixels = QPixmap(self.size() * self.devicePixelRatioF())
        pixels.setDevicePixelRatio(self.devicePixelRatioF())
        pixels.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixels)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_legend(painter, self.entries, QRectF(self.rect()), self._theme, self._fonts, plate=False)
        finally:
            painter.end()
        return pixels
