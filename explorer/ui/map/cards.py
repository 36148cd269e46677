"""What lies over the map: legend, buttons, what is hidden, the invitation of an empty one; each knows its corner."""

from PySide6.QtWidgets import QWidget

from explorer.map.spacing import Rect
from explorer.painting.fonts import Fonts
from explorer.painting.theme import Theme
from explorer.ui.map.canvas import Canvas
from explorer.ui.map.corner import Corner
from explorer.ui.map.empty import EmptyMap
from explorer.ui.map.hidden import HiddenNote
from explorer.ui.map.legend import LegendCard
from explorer.ui.map.minimap import Minimap

#: So far from a card in the map's corner companies keep, for the sake of their names, which may have two lines.
NAME, ROW = 40, 34


class Cards:
    """The cards of one map."""

    def __init__(self, theme: Theme, fonts: Fonts, parent: QWidget, *, legend_is_open: bool | None) -> None:
        self._map = parent
        self.legend = LegendCard(theme, fonts, wish=legend_is_open, parent=parent)
        self.corner = Corner(parent)
        self.hidden = HiddenNote(parent)
        self.minimap = Minimap(theme, parent)
        self.empty = EmptyMap(parent)

    def settle(self) -> None:
        """Take their places again after the map changed its size."""
        for card in (self.legend, self.corner, self.hidden, self.minimap):
            card.settle()
        self.empty.setGeometry(self._map.rect())

    def tell_of(self, canvas: Canvas, *, is_filtered: bool) -> bool:
        """Say what is hidden and what the marks mean; say whether other parts of the map are covered by that."""
        is_other_note = self.hidden.tell(canvas.note, is_filtered=is_filtered)
        if self.minimap.is_wanted:
            self.minimap.show_spots(*canvas.overview())
        return self.legend.show_entries(canvas.legend) or is_other_note

    def dress(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self.legend.dress(theme)
        self.minimap.dress(theme)

    def show_for(self, canvas: Canvas) -> None:
        """Show what a landscape needs, or the invitation where there is none."""
        is_empty = canvas.is_empty
        self.empty.setVisible(is_empty)
        self.legend.setVisible(not is_empty)
        self.corner.setVisible(not is_empty)

    def over_map(self) -> tuple[Rect, ...]:
        """Return what cards lie over, without the note on what is hidden: it counts names, so that it cannot make them give way."""
        cards = [card.geometry() for card in (self.legend, self.corner, self.minimap) if not card.isHidden()]
        return tuple(Rect(one.x(), one.y(), one.width(), one.height()) for one in cards)

    def covered(self) -> list[Rect]:
        """Return the parts of the map under which no company shall stand when all of it is shown."""
        cards = [
            card.geometry().adjusted(-NAME, -ROW, NAME, ROW)
            for card in (self.legend, self.corner, self.hidden)
            if not card.isHidden()
        ]
        return [Rect(one.x(), one.y(), one.width(), one.height()) for one in cards]
