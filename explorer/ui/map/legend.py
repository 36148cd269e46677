"""The legend in the map's corner: only what is on the picture, and folded away by one click."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from explorer.map.legend import LegendEntry, legend
from explorer.map.marks import DisplayList
from explorer.painting.fonts import Fonts
from explorer.painting.legend_painter import legend_size, paint_legend
from explorer.painting.theme import Theme
from explorer.ui.parts.style import give_role


class LegendCard(QFrame):
    """Sits at the lower left of the map."""

    #: Carries whether the legend was unfolded, when it was by hand.
    unfolded = Signal(object)

    def __init__(self, theme: Theme, fonts: Fonts, *, is_open: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._button = QPushButton(self)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.setToolTip("Show or hide what the marks on the map mean")
        give_role(self._button, "quiet")
        self._button.clicked.connect(self._on_clicked)
        self._picture = _LegendPicture(theme, fonts, self)
        self._picture.setVisible(is_open)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(4, 2, 8, 2)
        rows.setSpacing(0)
        rows.addWidget(self._button, alignment=Qt.AlignmentFlag.AlignLeft)
        rows.addWidget(self._picture)
        self._say()

    @property
    def is_open(self) -> bool:
        """Say whether the legend is unfolded."""
        return not self._picture.isHidden()

    @property
    def entries(self) -> tuple[LegendEntry, ...]:
        """What the legend explains."""
        return self._picture.entries

    def show_entries_of(self, shown: DisplayList) -> None:
        """Explain what is on this picture."""
        if self._picture.show_entries(legend(shown)):
            self.settle()

    def dress(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._picture.dress(theme)

    def settle(self) -> None:
        """Take one's place again after the map or the legend changed its size."""
        self.layout().activate()
        self.adjustSize()
        room = self.parentWidget().rect()
        self.move(12, max(4, room.bottom() - self.height() - 11))

    @Slot()
    def _on_clicked(self) -> None:
        self._picture.setVisible(not self.is_open)
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

    def show_entries(self, entries: tuple[LegendEntry, ...]) -> bool:
        """Show these; say whether they are others than before."""
        if entries == self.entries:
            return False
        self.entries = entries
        self.setAccessibleName(f"Legend: {'; '.join(entry.words for entry in entries)}")
        self.setFixedSize(self.sizeHint())
        self.update()
        return True

    def dress(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        width, height = legend_size(self.entries, self._fonts)
        return QSize(round(width), round(height))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_legend(painter, self.entries, QRectF(self.rect()), self._theme, self._fonts)
        finally:
            painter.end()
