"""The names on a large map: placed while the camera rests, carried along while it moves."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QPainter

from explorer.landscape.facts import CompanyId
from explorer.landscape.views import Selection
from explorer.map.anchored import BLOCS_NAMED_FROM, CANDIDATES, Anchored, bloc_names, moved, place_names
from explorer.map.atlas import Atlas, most_important
from explorer.map.marks import Label
from explorer.map.spacing import Rect
from explorer.map.world import World, farness
from explorer.painting.fonts import Fonts
from explorer.painting.label_painter import Lettering, paint_labels
from explorer.painting.theme import Theme
from explorer.ui.map.canvas import Stand
from explorer.ui.map.lit import WITH_NEIGHBOURS

#: So many of the chosen are named for certain, and so many of what is lit with them are asked whether they find room.
CHOSEN, LIT = 50, 400
#: So much smaller a share of companies is named beside blocs.
FEWER_FROM_FAR = 0.8
#: The place of what is chosen in the key of the names.
CHOICE = 2
Key = tuple[object, ...]


class Names:
    """`settle` places them where anything they hang on changed; a new choice is named in two steps, the first at once."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self._names: list[Anchored] = []
        self._version = 0
        self._of: Key = ()
        self._due: Key = ()
        self._stand: Stand | None = None
        self._set_for: tuple[object, ...] = ()
        self._lettering: Lettering | None = None

    @property
    def labels(self) -> tuple[Label, ...]:
        """The labels as they were placed."""
        return tuple(name.label for name in self._names)

    @property
    def version(self) -> int:
        """Another number whenever the names are others."""
        return self._version

    def is_settled(self, atlas: Atlas, stand: Stand, selection: Selection, *others: object) -> bool:
        """Say whether the names are those of this stand and choice."""
        return self._of == (atlas, stand, selection, *others)

    def settle(
        self,
        atlas: Atlas,
        stand: Stand,
        selection: Selection,
        unseen: Callable[[], NDArray[np.bool_]],
        sifted: object,
        world: World | None,
        covered: Sequence[Rect],
    ) -> None:
        """Give names their places where something changed, none where the map is covered; `unseen` says of each company
        whether its name is kept back.
        """
        key = (atlas, stand, selection, sifted, world, covered)
        if key == self._of:
            return
        if key != self._due and self._names and self._is_only_choice(key):
            self._due = key  # what stays lit is named at once by the names that are there, the others a moment later
            self._name(self._lit(atlas, selection))
            return
        self._of, self._stand = key, stand
        self._name(self._placed(atlas, stand, selection, unseen(), world, covered))

    def clear(self) -> None:
        """Show none."""
        self._of = ()
        if self._names:
            self._name([])

    def paint(self, painter: QPainter, stand: Stand, theme: Theme) -> None:
        """Paint names where they belong now; while one only pans they all move alike, and none can come to lie on another."""
        made = self._stand
        if made is None or stand.camera.scale != made.camera.scale or stand.size != made.size:
            paint_labels(painter, moved(self._names, stand.camera, stand.area), theme, self._fonts)
            return
        scale, density = stand.camera.scale, painter.device().devicePixelRatioF()
        set_for = (self.version, theme.name, density)
        if self._lettering is None or set_for != self._set_for:
            self._set_for, self._lettering = set_for, Lettering.of(self.labels, theme, self._fonts, density)
        self._lettering.paint(painter, (made.camera.x - stand.camera.x) * scale, (made.camera.y - stand.camera.y) * scale, theme)

    def company_at(self, stand: Stand, x: float, y: float) -> CompanyId | None:
        """Return the company whose name is here."""
        labels = moved(self._names, stand.camera, stand.area)
        return next((label.company for label in labels if label.company is not None and label.rect.holds(x, y)), None)

    def _name(self, names: list[Anchored]) -> None:
        self._names, self._version = names, self._version + 1

    def _is_only_choice(self, key: Key) -> bool:
        return len(self._of) == len(key) and all(
            place == CHOICE or one == other for place, (one, other) in enumerate(zip(key, self._of, strict=True))
        )

    def _lit(self, atlas: Atlas, selection: Selection) -> list[Anchored]:
        if not selection.companies or len(selection.companies) > WITH_NEIGHBOURS:
            return self._names
        chosen = atlas.terrain.rows_of(selection.companies).tolist()
        lit = {*chosen, *np.concatenate([atlas.beside(row)[0] for row in chosen]).tolist()}
        return [name for name in self._names if name.row in lit]

    def _placed(
        self,
        atlas: Atlas,
        stand: Stand,
        selection: Selection,
        unseen: NDArray[np.bool_],
        world: World | None,
        covered: Sequence[Rect],
    ) -> list[Anchored]:
        chosen = atlas.terrain.rows_of(sorted(selection.companies)[:CHOSEN]).tolist()
        lit: list[int] = []
        if not selection.is_empty:
            rows = [atlas.beside(row)[0] for row in chosen]
            deals = [row for deal in sorted(selection.deals)[:CHOSEN] if (row := atlas.terrain.deal_row_of(deal)) is not None]
            rows += [atlas.terrain.parties(row) for row in deals]
            lit = most_important(atlas, np.unique(np.concatenate(rows)) if rows else [], LIT)
        elif world is not None and (far := farness(atlas, stand.camera.scale)) > BLOCS_NAMED_FROM:
            before, anchors, named = bloc_names(atlas, world, stand.camera, stand.area, self._fonts.measure)
            return place_names(
                atlas,
                stand.camera,
                stand.area,
                self._fonts.measure,
                hidden=unseen | named,
                before=before,
                anchors=anchors,
                count=round(CANDIDATES * (1 - FEWER_FROM_FAR * far)),
                covered=covered,
            )
        return place_names(
            atlas, stand.camera, stand.area, self._fonts.measure, chosen=chosen, lit=lit, hidden=unseen, covered=covered
        )
