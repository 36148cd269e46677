"""A landscape too large for marks of its own: a base image, names that are carried along, and what is chosen painted over it.

From near, where few deals are in view, these are drawn mark by mark as a small landscape is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPainter

from explorer.landscape.facts import CompanyId, DealId, Place
from explorer.landscape.views import Camera, Selection
from explorer.map.anchored import Anchored, place_names, view_of, without_overlaps
from explorer.map.atlas import COLOURS, Atlas, Rows, dress, most_important, survey
from explorer.map.camera import fit_clear, to_map
from explorer.map.hits import companies_in, company_at, deal_at
from explorer.map.layer import Layer
from explorer.map.legend import LegendEntry, legend, legend_of_families
from explorer.map.marks import DisplayList
from explorer.map.scene import MapData
from explorer.map.spacing import Rect
from explorer.painting.atlas_painter import Lit, paint_lit
from explorer.painting.fonts import Fonts
from explorer.painting.label_painter import paint_labels
from explorer.painting.map_painter import paint_hover
from explorer.painting.theme import Theme
from explorer.session.session import Session
from explorer.ui.map.aside import Aside, IsCancelled, Tell
from explorer.ui.map.base import BaseImage
from explorer.ui.map.canvas import Canvas, Direction, Spot, Words
from explorer.ui.map.lit import lit_of
from explorer.ui.map.picture import Picture
from explorer.ui.map.telling import company_words, deal_words, selection_words

#: Up to so many lines and companies in view, marks are drawn one by one.
LINES_NEAR, COMPANIES_NEAR = 450, 260
#: How far beside a disc or a line the pointer still counts as on it.
NEAR_DISC, NEAR_LINE = 4.0, 5.0
#: Lines are found by the pointer where companies stand at least so many pixels apart.
LINES_FOUND_FROM = 14.0
#: The widest part of the map, in views, whose base is still stretched before a new one is asked for while the camera moves.
STALE = 1.8


@dataclass(frozen=True, slots=True)
class _Look:
    """What a base image hangs on beside places: its key while nothing else changes."""

    stand: tuple[Camera, tuple[int, int], float]
    layer: int
    theme: str


class Wide(Canvas):
    """See `Canvas`; `news` says that something better can be painted."""

    def __init__(self, session: Session, theme: Theme, fonts: Fonts) -> None:
        super().__init__(session, theme, fonts)
        self.news = News()
        self.base = BaseImage()
        self.base.arrived.connect(self.news.came)
        self._surveyor = Aside()
        self._surveyor.told.connect(self._on_surveyed)
        self._atlas: Atlas | None = None
        self._surveyed: tuple[int, int] = (0, 0)
        self._layer: Layer | None = None
        self._layer_of: tuple[object, ...] = ()
        self._asked: _Look | None = None
        self._names: list[Anchored] = []
        self._named_for: tuple[object, ...] = ()
        self._lit: Lit | None = None
        self._lit_of: tuple[object, ...] = ()
        self._near = Picture()
        self._near_of: tuple[object, ...] = ()
        self._part: tuple[frozenset[int], MapData, dict[CompanyId, Place]] | None = None
        self._is_near = False
        self._carried: dict[int, tuple[float, float]] = {}

    # painting

    @property
    def shown(self) -> DisplayList:
        """What is drawn mark by mark: all of it from near, names alone from far."""
        if self._is_near:
            return self._near.shown
        width, height = self.stand.area
        labels = tuple(name.label for name in self._names)
        return DisplayList(width, height, self.stand.camera, self.session.view.reality, labels=labels, hidden_note="")

    @property
    def legend(self) -> tuple[LegendEntry, ...]:
        """What the marks in view mean."""
        if self._is_near:
            return legend(self._near.shown)
        if self._atlas is None or self._layer is None:
            return ()
        there = self._layer.line_colour[self._layer.line_strength > 0.1]
        return legend_of_families([COLOURS[colour] for colour in np.unique(there).tolist()])

    @property
    def is_ready(self) -> bool:
        """Say whether the first base is there."""
        return self.base.sheet is not None

    @property
    def is_slow(self) -> bool:
        """It always takes longer than a frame to make crisp."""
        return True

    @property
    def is_crisp(self) -> bool:
        """Say whether base and names are of this stand."""
        return self._asked == self._look() and self._named_for == self._names_key()

    def make(self) -> None:
        """Have the base painted anew where anything changed, and give names their places."""
        atlas = self._atlas
        if atlas is None:
            return
        self._relight(atlas)
        self._ask_for_base(atlas)
        self._come_near(atlas)
        key = self._names_key()
        if key != self._named_for:
            self._named_for = key
            self._names = [] if self._is_near else self._placed(atlas)

    def paint(self, painter: QPainter) -> None:
        """Paint base, marks from near, what is lit, and names."""
        stand = self.stand
        sheet = self.base.sheet
        if sheet is None or not sheet.covers(stand.camera, stand.size):
            painter.fillRect(0, 0, stand.size.width(), stand.size.height(), self.theme.colour("ground"))
        if sheet is not None:
            sheet.paint(painter, stand.camera, stand.size)
            self._keep_up(sheet.camera, covers=sheet.covers(stand.camera, stand.size))
        if self._is_near:
            self._near.paint(painter, stand.camera, stand.size, self.theme, keeps_ground=True)
            if self._near_of == self._near_key():
                return
        if self._lit is not None and self._atlas is not None:
            self._relight(self._atlas)
        if self._lit is not None:
            paint_lit(painter, self._lit, stand.camera, stand.area, self.theme, in_focus=self.session.selection.focus)
        if not self._is_near:
            moved = (name.moved(stand.camera, stand.area) for name in self._names)
            paint_labels(painter, without_overlaps(moved, stand.area), self.theme, self.fonts)

    def paint_hover(self, painter: QPainter, spot: Spot) -> None:
        """Paint a ring about the company, or the deal's line brought forward."""
        if self._is_near and self._near.shown.camera == self.stand.camera:
            paint_hover(painter, self._near.shown, *spot, self.theme)
            return
        atlas = self._atlas
        if atlas is None:
            return
        company, deal = spot
        chosen = Selection(frozenset([company] if company is not None else []), frozenset([deal] if deal is not None else []))
        lit = lit_of(atlas, chosen, with_neighbours=False)
        if lit is not None:
            lit.paint_plain(painter, self.stand.camera, self.stand.area, self.theme)

    # what stands where

    @property
    def is_empty(self) -> bool:
        """Say whether there is no company."""
        return not self.session.terrain.companies

    def whole(self, covered: Sequence[Rect]) -> Camera:
        """Return the camera that shows every company."""
        if self._atlas is None:
            return self.stand.camera
        sparse = self._atlas.xy[self._atlas.is_placed][:: max(1, len(self._atlas.xy) // 400)]
        return fit_clear(self._atlas.bounds, self.stand.area, sparse.astype(np.float64), covered)

    def company_at(self, x: float, y: float) -> CompanyId | None:
        """Return the company whose disc or name is here."""
        if self._is_near and self._near.shown.camera == self.stand.camera:
            found = company_at(self._near.shown, x, y)
            if found is not None:
                return found
        if self._atlas is None:
            return None
        row = self._atlas.row_at(*to_map(self.stand.camera, x, y, self.stand.area), self.stand.camera.scale, NEAR_DISC)
        if row is not None:
            return self._atlas.company(row)
        moved = (name.moved(self.stand.camera, self.stand.area) for name in self._names if name.label.company is not None)
        return next((label.company for label in moved if label.rect.holds(x, y)), None)

    def deal_at(self, x: float, y: float) -> DealId | None:
        """Return the deal whose line is here, where lines can be told apart."""
        if self._is_near and self._near.shown.camera == self.stand.camera:
            return deal_at(self._near.shown, x, y)
        atlas, layer, scale = self._atlas, self._layer, self.stand.camera.scale
        if atlas is None or layer is None or atlas.spacing * scale < LINES_FOUND_FROM:
            return None
        tie = atlas.tie_at(*to_map(self.stand.camera, x, y, self.stand.area), NEAR_LINE / scale, layer.line_strength > 0)
        return None if tie is None else atlas.deal(tie)

    def companies_in(self, area: Rect) -> frozenset[CompanyId]:
        """Return the companies that stand here."""
        if self._is_near and self._near.shown.camera == self.stand.camera:
            return companies_in(self._near.shown, area)
        if self._atlas is None:
            return frozenset()
        size = self.stand.area
        left, top = to_map(self.stand.camera, area.x, area.y, size)
        right, bottom = to_map(self.stand.camera, area.right, area.bottom, size)
        rows = self._atlas.rows_in(Rect(left, top, right - left, bottom - top))
        return frozenset(map(CompanyId, self._atlas.terrain.ids[rows].tolist()))

    def everyone(self) -> list[CompanyId]:
        """Return every company."""
        return list(map(CompanyId, self.session.terrain.ids.tolist()))

    def place_of(self, company: CompanyId) -> tuple[float, float] | None:
        """Return the map point of a company."""
        row = self._atlas.terrain.row_of(company) if self._atlas is not None else None
        if row is None or self._atlas is None or not self._atlas.is_placed[row]:
            return None
        x, y = self._atlas.xy[row].tolist()
        return x, y

    # carrying

    def carry(self, companies: Sequence[CompanyId], dx: float, dy: float) -> None:
        """Show these companies, with their units, moved."""
        if self._atlas is not None:
            rows = self._atlas.house(self._atlas.terrain.rows_of(companies))
            spots = self._atlas.xy[rows] + np.array([dx, dy], dtype=np.float32)
            self._carried = {int(row): (x, y) for row, (x, y) in zip(rows.tolist(), spots.tolist(), strict=True)}

    def put_down(self) -> list[Place]:
        """Carry no more; return where what was carried stands now."""
        carried, self._carried = self._carried, {}
        if self._atlas is None:
            return []
        return [Place(self._atlas.company(row), x, y, pinned=True) for row, (x, y) in carried.items()]

    # walking and telling

    def where_to_begin(self) -> CompanyId | None:
        """Return the company with most deals."""
        return self._atlas.company(int(self._atlas.order[0])) if self._atlas is not None and len(self._atlas.order) else None

    def next_company(self, start: CompanyId, direction: Direction) -> CompanyId | None:
        """Return the neighbour that way, or where there is none any company that way."""
        row = self._atlas.terrain.row_of(start) if self._atlas is not None else None
        there = self._atlas.towards(row, direction) if self._atlas is not None and row is not None else None
        return None if there is None or self._atlas is None else self._atlas.company(there)

    def deals_of(self, company: CompanyId) -> tuple[DealId, ...]:
        """Return the deals of a company and of its units."""
        terrain = self.session.terrain
        row = terrain.row_of(company)
        if row is None or self._atlas is None:
            return ()
        rows = self._atlas.house(np.array([row], dtype=np.int32)).tolist()
        deals = np.unique(np.concatenate([terrain.deals_at(each) for each in rows]))
        return tuple(map(DealId, terrain.deal_ids[deals].tolist()))

    def company_words(self, company: CompanyId) -> Words:
        """Return a company's heading and a line for its first neighbours."""
        return company_words(self._atlas, company) if self._atlas is not None else ("", ())

    def deal_words(self, deal: DealId) -> Words:
        """Return a deal's heading and what is known of it."""
        return deal_words(self._atlas, deal) if self._atlas is not None else ("", ())

    def selection_words(self) -> str:
        """Say what is chosen."""
        return selection_words(self._atlas, self.session.selection)

    # the session

    def refresh(self) -> None:
        """Survey the landscape anew where it, or where its companies stand, has changed; meanwhile the old one stays."""
        terrain, spots = self.session.terrain, self.session.spots
        self._carried = {}
        if (id(terrain), id(spots)) == self._surveyed:
            return
        self._surveyed = (id(terrain), id(spots))
        self._part = None

        def work(tell: Tell, is_cancelled: IsCancelled) -> None:
            tell(survey(terrain, spots))

        self._surveyor.ask(work)

    def stop(self) -> None:
        """Leave nothing running."""
        self._surveyor.stop()
        self.base.stop()

    # behind the scenes

    def _on_surveyed(self, atlas: Atlas) -> None:
        self._atlas = atlas
        self._part = None
        self.news.came.emit()

    def _look(self) -> _Look:
        stand, size = self.stand, self.stand.size
        layer = id(self._dressed(self._atlas)) if self._atlas is not None else 0
        return _Look((stand.camera, (size.width(), size.height()), stand.ratio), layer, self.theme.name)

    def _dressed(self, atlas: Atlas) -> Layer:
        view = self.session.view
        key = (atlas, view.reality, view.filters, self.stand.camera.scale)
        if self._layer is None or key != self._layer_of:
            self._layer = dress(atlas, view.reality, scale=self.stand.camera.scale)
            self._layer_of = key
        return self._layer

    def _ask_for_base(self, atlas: Atlas) -> None:
        look = self._look()
        if look != self._asked:
            self._asked = look
            self.base.ask(self._dressed(atlas), self.stand.camera, self.stand.size, self.stand.ratio, self.theme, COLOURS)

    def _keep_up(self, made: Camera, *, covers: bool) -> None:
        """While the camera moves on and on, ask for a base where the last one lies too far behind, one at a time."""
        grown = self.stand.camera.scale / made.scale
        if self._atlas is not None and not self.base.is_busy and (not covers or not 1 / STALE < grown < STALE):
            self._ask_for_base(self._atlas)

    def _names_key(self) -> tuple[object, ...]:
        view = self.session.view
        stand = self.stand
        return (self._atlas, stand.camera, stand.size.toTuple(), view.selection, view.filters, self._is_near)

    def _placed(self, atlas: Atlas) -> list[Anchored]:
        selection = self.session.selection
        chosen = atlas.terrain.rows_of(selection.companies).tolist()
        lit: list[int] = []
        if not selection.is_empty:
            rows = [atlas.beside(row)[0] for row in chosen[:50]]
            deals = [row for deal in sorted(selection.deals)[:50] if (row := atlas.terrain.deal_row_of(deal)) is not None]
            rows += [atlas.terrain.parties(row) for row in deals]
            lit = most_important(atlas, np.unique(np.concatenate(rows)) if rows else [], 400)
        return place_names(atlas, self.stand.camera, self.stand.area, self.fonts.measure, chosen=chosen[:50], lit=lit)

    def _relight(self, atlas: Atlas) -> None:
        key = (atlas, self.session.selection)
        if key != self._lit_of:
            self._lit_of = key
            self._lit = lit_of(atlas, self.session.selection, with_neighbours=True)

    def _near_key(self) -> tuple[object, ...]:
        view = replace(self.session.view, camera=self.stand.camera, places=())
        return (self._atlas, view, self.stand.size.toTuple(), self.stand.ratio, self.theme.name)

    def _come_near(self, atlas: Atlas) -> None:
        rows = atlas.rows_in(view_of(self.stand.camera, self.stand.area).grown(40 / self.stand.camera.scale))
        self._is_near = 0 < len(rows) <= COMPANIES_NEAR and atlas.lines_of(rows) <= LINES_NEAR
        if not self._is_near or self._near_of == self._near_key():
            return
        data, places = self._part_of(atlas, rows)
        view = replace(self.session.view, camera=self.stand.camera, places=())
        self._near.make(data, places, view, self.stand.size, self.stand.ratio, self.theme, self.fonts)
        self._near_of = self._near_key()

    def _part_of(self, atlas: Atlas, rows: Rows) -> tuple[MapData, dict[CompanyId, Place]]:
        wanted = frozenset(rows.tolist())
        if self._part is None or not wanted <= self._part[0]:
            data = self.session.part(map(CompanyId, atlas.terrain.ids[rows].tolist()))
            there = atlas.terrain.rows_of(company.id for company in data.companies)
            there = there[atlas.is_placed[there]]
            ids, spots = atlas.terrain.ids[there].tolist(), atlas.xy[there].tolist()
            places = {CompanyId(id_): Place(CompanyId(id_), x, y) for id_, (x, y) in zip(ids, spots, strict=True)}
            self._part = (wanted, data, places)
        return self._part[1], self._part[2]


class News(QObject):
    """Says that something better can be painted."""

    came = Signal()
