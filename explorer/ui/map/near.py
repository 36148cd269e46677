"""A part of a large landscape seen from near: few enough to be drawn mark by mark, as a small landscape is."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import numpy as np
from PySide6.QtGui import QPainter

from explorer.landscape.facts import CompanyId, Place
from explorer.landscape.views import View
from explorer.map.anchored import view_of
from explorer.map.atlas import Atlas, Rows
from explorer.map.marks import DisplayList
from explorer.map.scene import MapData
from explorer.map.spacing import Rect
from explorer.map.world import World
from explorer.painting.fonts import Fonts
from explorer.painting.theme import Theme
from explorer.ui.map.canvas import Stand
from explorer.ui.map.picture import Picture

#: Up to so many lines and companies in view, marks are drawn one by one.
LINES, COMPANIES = 450, 260
#: So many pixels beside the view are counted in.
BESIDE = 40.0
Part = Callable[[Iterable[CompanyId]], MapData]


class Near:
    """`part(companies)` returns them with their deals as objects; it is asked only where few are in view."""

    def __init__(self, part: Part, fonts: Fonts) -> None:
        self._ask = part
        self._fonts = fonts
        self._picture = Picture()
        self._made_of: tuple[object, ...] = ()
        self._counted_for: tuple[object, ...] = ()
        self._in_view: Rows = np.zeros(0, np.int32)
        self._part: tuple[Atlas, frozenset[int], MapData, dict[CompanyId, Place]] | None = None
        self._world: World | None = None
        self.is_here = False

    @property
    def shown(self) -> DisplayList:
        """What is drawn."""
        return self._picture.shown

    @property
    def version(self) -> object:
        """What the marks hang on."""
        return self._made_of if self.is_here else None

    def is_of(self, atlas: Atlas, stand: Stand, view: View, theme: Theme, covered: Sequence[Rect]) -> bool:
        """Say whether the marks are of this stand and view."""
        return self.is_here and self._made_of == self._key(atlas, stand, view, theme, covered)

    def is_seen_from(self, stand: Stand) -> bool:
        """Say whether marks can be found where they are on the widget."""
        return self.is_here and self._picture.shown.camera == stand.camera

    def come(self, atlas: Atlas, stand: Stand, view: View, theme: Theme, world: World | None, covered: Sequence[Rect]) -> None:
        """Draw what is in view where that is little enough, without words where it is covered."""
        self._world = world
        if (atlas, stand) != self._counted_for:
            self._counted_for = (atlas, stand)
            self._in_view = atlas.rows_in(view_of(stand.camera, stand.area).grown(BESIDE / stand.camera.scale))
            self.is_here = 0 < len(self._in_view) <= COMPANIES and atlas.lines_of(self._in_view) <= LINES
        key = self._key(atlas, stand, view, theme, covered)
        if self.is_here and key != self._made_of:
            data, places = self._part_of(atlas)
            seen = replace(view, camera=stand.camera, places=())
            self._picture.make(data, places, seen, stand.size, stand.ratio, theme, self._fonts, world, covered=covered)
            self._made_of = key

    def paint(self, painter: QPainter, stand: Stand, theme: Theme) -> None:
        """Paint the marks, shifted and stretched to the stand; what lies beside them stays."""
        self._picture.paint(painter, stand.camera, stand.size, theme, keeps_ground=True)

    def _key(self, atlas: Atlas, stand: Stand, view: View, theme: Theme, covered: Sequence[Rect]) -> tuple[object, ...]:
        return (atlas, stand, replace(view, camera=stand.camera, places=()), theme.name, self._world, covered)

    def _part_of(self, atlas: Atlas) -> tuple[MapData, dict[CompanyId, Place]]:
        wanted = frozenset(self._in_view.tolist())
        if self._part is None or self._part[0] is not atlas or not wanted <= self._part[1]:
            data = self._ask(map(CompanyId, atlas.terrain.ids[self._in_view].tolist()))
            there = atlas.terrain.rows_of(company.id for company in data.companies)
            there = there[atlas.is_placed[there]]
            ids, spots = atlas.terrain.ids[there].tolist(), atlas.xy[there].tolist()
            places = {CompanyId(id_): Place(CompanyId(id_), x, y) for id_, (x, y) in zip(ids, spots, strict=True)}
            self._part = (atlas, wanted, data, places)
        return self._part[2], self._part[3]
