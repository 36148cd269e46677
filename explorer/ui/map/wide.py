"""A landscape too large for marks of its own: a base image, names that are carried along, and what is chosen painted over it.

From near, where few deals are in view, these are drawn mark by mark as a small landscape is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QPainter

from explorer.landscape.facts import CompanyId, DealId, Place
from explorer.landscape.views import Camera, Filters, Selection
from explorer.map.atlas import COLOURS, Atlas, survey
from explorer.map.camera import fit_clear, to_map
from explorer.map.hits import companies_in, company_at, deal_at
from explorer.map.layer import Layer
from explorer.map.legend import LegendEntry, legend, legend_of_families
from explorer.map.marks import DisplayList
from explorer.map.sifting import Sifted, dressed, hidden_beside, hidden_words, needs_words, sift
from explorer.map.spacing import Rect
from explorer.map.world import FROM, World, farness, labels_of, world_of
from explorer.painting.atlas_painter import Lit, paint_lit
from explorer.painting.fonts import Fonts
from explorer.painting.map_painter import paint_hover
from explorer.painting.theme import Theme
from explorer.session.session import Session
from explorer.ui.map.aside import Aside, IsCancelled, Tell
from explorer.ui.map.base import BaseImage, Below
from explorer.ui.map.canvas import Canvas, Direction, Spot, Words
from explorer.ui.map.lit import lit_of
from explorer.ui.map.names import Names
from explorer.ui.map.near import Near
from explorer.ui.map.order import Order
from explorer.ui.map.telling import company_words, deal_words, selection_words

#: How far beside a disc or a line the pointer still counts as on it.
NEAR_DISC, NEAR_LINE = 4.0, 5.0
#: Lines are found by the pointer where companies stand at least so many pixels apart.
LINES_FOUND_FROM = 14.0
#: From so far on bundles can be made out.
BUNDLES_SEEN_FROM = 0.1
#: While the camera moves, a base is stretched up to this much before a new one is asked for.
STALE = 1.8


@dataclass(frozen=True, slots=True)
class _Look:
    """What a base image hangs on beside places: its key while nothing else changes."""

    stand: tuple[Camera, tuple[int, int], float]
    shows: tuple[object, ...]
    theme: str


class Wide(Canvas):
    """See `Canvas`."""

    def __init__(self, session: Session, theme: Theme, fonts: Fonts) -> None:
        super().__init__(session, theme, fonts)
        self.base = BaseImage()
        self.base.arrived.connect(self._on_base_arrived)
        self.order = Order(session, self._on_reordered)
        self._surveyor = Aside()
        self._surveyor.told.connect(self._on_surveyed)
        self._sifter = Aside()
        self._sifter.told.connect(self._on_sifted)
        self._sifted: Sifted | None = None
        self._sifted_for: tuple[object, ...] = ()
        self._note = ""
        self._is_fading = False
        self._atlas: Atlas | None = None
        self._world: World | None = None
        self._is_borderless = False
        self._overview: tuple[NDArray[np.floating], Rect, object] | None = None
        self._surveyed: tuple[int, int] = (0, 0)
        self._layer: Layer | None = None
        self._layer_of: tuple[object, ...] = ()
        self._families: tuple[str, ...] = ()
        self._asked: _Look | None = None
        self._lit: Lit | None = None
        self._lit_of: tuple[object, ...] = ()
        self._names = Names(fonts)
        self._near = Near(session.part, fonts)
        self._carried: dict[int, tuple[float, float]] = {}

    # painting

    @property
    def shown(self) -> DisplayList:
        """What is drawn mark by mark: all of it from near, names alone from far."""
        if self._near.is_here:
            return self._near.shown
        width, height = self.stand.area
        level, labels = self.session.view.reality, self._names.labels
        return DisplayList(width, height, self.stand.camera, level, labels=labels, hidden_note=self._note)

    @property
    def legend(self) -> tuple[LegendEntry, ...]:
        """What the marks in view mean."""
        if self._near.is_here:
            return legend(self._near.shown)
        has_blocs = self._world is not None and bool(self._world.blocs)
        has_bundles = has_blocs and self._atlas is not None and farness(self._atlas, self.stand.camera.scale) > BUNDLES_SEEN_FROM
        return legend_of_families(self._families, has_blocs=has_blocs, has_bundles=has_bundles)

    @property
    def tells_early(self) -> bool:
        """Say whether the landscape was surveyed: then it is known what will be seen."""
        return self._atlas is not None

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
        """Say whether base, marks and names are of this stand; nothing is to be done before the landscape was surveyed."""
        if self._atlas is None:
            return True
        if self._asked != self._look():
            return False
        if self._near.is_here:
            return self._near.is_of(self._atlas, self.stand, self.session.view, self.theme, self.covered)
        return self._names.is_settled(self._atlas, self.stand, self.session.selection, self._sifted, self._world, self.covered)

    @property
    def has_borders(self) -> bool:
        """Say whether blocs were looked for in the landscape as it is now."""
        return self._world is not None

    @property
    def is_changing(self) -> bool:
        """Say whether the next frame will differ by itself."""
        return self._is_fading

    @property
    def painted_from(self) -> object:
        """What the frame hangs on; while one base fades into the other, no frame is like the last."""
        if self._is_fading:
            return None
        carried = tuple(self._carried.items())
        names = self._names.version
        return (self.stand, self.base.sheet, names, self._lit, self.session.selection, self._near.version, self.theme.name, carried)

    def make(self) -> None:
        """Have the base painted anew where anything changed, draw what is near, and give names their places."""
        atlas = self._atlas
        if atlas is None:
            return
        self._relight(atlas)
        self._ask_for_base(atlas)
        self._near.come(atlas, self.stand, self.session.view, self.theme, self._world, self.covered)
        if self._near.is_here:
            self._names.clear()
        else:
            self._names.settle(
                atlas,
                self.stand,
                self.session.selection,
                lambda: self._dressed(atlas).strength < 0.5,
                self._sifted,
                self._world,
                self.covered,
            )

    def paint(self, painter: QPainter) -> None:
        """Paint base, marks from near, what is lit, and names."""
        stand, sheet, atlas = self.stand, self.base.sheet, self._atlas
        if sheet is None or not sheet.covers(stand.camera, stand.size):
            painter.fillRect(0, 0, stand.size.width(), stand.size.height(), self.theme.colour("ground"))
        if sheet is not None:
            self._is_fading = self.base.paint(painter, stand.camera, stand.size, fades=not self.moves_less)
            self._keep_up(sheet.camera, covers=sheet.covers(stand.camera, stand.size))
        if atlas is None:
            return
        if self._near.is_here:
            self._near.paint(painter, stand, self.theme)
        if not self._near.is_of(atlas, stand, self.session.view, self.theme, self.covered):
            self._paint_choice(painter, atlas)
        if self._carried:
            carried = lit_of(atlas, self.session.selection, with_neighbours=True, moved=self._carried)
            if carried is not None:
                carried.paint_plain(painter, stand.camera, stand.area, self.theme)

    def paint_hover(self, painter: QPainter, spot: Spot) -> None:
        """Paint a ring about the company, or the deal's line brought forward."""
        if self._near.is_seen_from(self.stand):
            paint_hover(painter, self._near.shown, *spot, self.theme)
        elif self._atlas is not None:
            company, deal = spot
            chosen = Selection(frozenset([company] if company is not None else []), frozenset([deal] if deal is not None else []))
            lit = lit_of(self._atlas, chosen, with_neighbours=False)
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
        if self._near.is_seen_from(self.stand):
            found = company_at(self._near.shown, x, y)
            if found is not None:
                return found
        if self._atlas is None:
            return None
        row = self._atlas.row_at(*to_map(self.stand.camera, x, y, self.stand.area), self.stand.camera.scale, NEAR_DISC)
        return self._names.company_at(self.stand, x, y) if row is None else self._atlas.company(row)

    def deal_at(self, x: float, y: float) -> DealId | None:
        """Return the deal whose line is here, where lines can be told apart."""
        if self._near.is_seen_from(self.stand):
            return deal_at(self._near.shown, x, y)
        atlas, layer, scale = self._atlas, self._layer, self.stand.camera.scale
        if atlas is None or layer is None or atlas.spacing * scale < LINES_FOUND_FROM:
            return None
        tie = atlas.tie_at(*to_map(self.stand.camera, x, y, self.stand.area), NEAR_LINE / scale, layer.line_strength > 0)
        return None if tie is None else atlas.deal(tie)

    def companies_in(self, area: Rect) -> frozenset[CompanyId]:
        """Return the companies that stand here."""
        if self._near.is_seen_from(self.stand):
            return companies_in(self._near.shown, area)
        if self._atlas is None:
            return frozenset()
        left, top = to_map(self.stand.camera, area.x, area.y, self.stand.area)
        right, bottom = to_map(self.stand.camera, area.right, area.bottom, self.stand.area)
        rows = self._atlas.rows_in(Rect(left, top, right - left, bottom - top))
        ids = cast(list[CompanyId], self._atlas.terrain.ids[rows].tolist())  # a call for each of thousands would be felt
        return frozenset(ids)

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

    def overview(self) -> tuple[NDArray[np.floating], Rect, object]:
        """Return where all companies stand."""
        if self._atlas is None:
            return np.zeros((0, 2)), Rect(0, 0, 1, 1), None
        if self._overview is None or self._overview[2] is not self._atlas:  # asked for whenever the map is painted at rest
            self._overview = self._atlas.xy[self._atlas.is_placed], self._atlas.bounds, self._atlas
        return self._overview

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
        if self._atlas is None:
            return "", ()
        heading, lines = company_words(self._atlas, company)
        row = self._atlas.terrain.row_of(company)
        hidden = hidden_beside(self._atlas, self._sifted, row) if self._sifted is not None and row is not None else ""
        return heading, (*lines, hidden) if hidden else lines

    def deal_words(self, deal: DealId) -> Words:
        """Return a deal's heading and what is known of it."""
        return deal_words(self._atlas, deal) if self._atlas is not None else ("", ())

    def selection_words(self) -> str:
        """Say what is chosen."""
        return selection_words(self._atlas, self.session.selection)

    # the session

    def refresh(self) -> None:
        """Survey the landscape anew where it, or where its companies stand, has changed; meanwhile the old one stays."""
        self.order.look()
        terrain, spots = self.session.terrain, self.order.spots
        self._carried = {}
        if (id(terrain), id(spots)) == self._surveyed:
            return
        self._surveyed = (id(terrain), id(spots))
        self._is_borderless = False
        self._surveyor.ask(lambda tell, is_cancelled: tell(survey(terrain, spots)))

    def stop(self) -> None:
        """Leave nothing running."""
        self._surveyor.stop()
        self.order.stop()
        self._sifter.stop()
        self.base.stop()

    # behind the scenes

    def _on_reordered(self) -> None:
        self.refresh()
        self.news.reordered.emit()

    def _on_sifted(self, found: tuple[Sifted | None]) -> None:
        self._sifted = found[0]
        self.news.came.emit()

    def _on_surveyed(self, found: Atlas | World) -> None:
        if isinstance(found, World):
            self._world = found
        else:
            self._atlas, self._world = found, None
            self._is_borderless = found.terrain.companies >= FROM and self.order.arranged is None
            self._dressed(found)
        self.news.came.emit()

    def _on_base_arrived(self) -> None:
        """Look for blocs once there is something to be seen: both at a time would make the first picture wait."""
        atlas, sheet = self._atlas, self.base.sheet
        if self._is_borderless and atlas is not None and sheet is not None and sheet.is_whole:
            self._is_borderless = False
            self._surveyor.ask(lambda tell, is_cancelled: tell(world_of(atlas, labels_of(atlas), is_cancelled)))
        self.news.came.emit()

    def _look(self) -> _Look:
        stand, size, view = self.stand, self.stand.size, self.session.view
        place = stand.camera, (size.width(), size.height()), stand.ratio
        return _Look(place, (self._atlas, view.reality, view.filters, self._sifted, self._world), self.theme.name)

    def _dressed(self, atlas: Atlas) -> Layer:
        """Return what the base shows at scale 1; kept until the landscape, the level or the filters change."""
        view = self.session.view
        self._sift(atlas, view.filters)
        key = (atlas, view.reality, view.filters, self._sifted)
        if self._layer is None or key != self._layer_of:
            sifted = self._sifted
            self._layer = dressed(atlas, view.reality, view.filters, sifted)
            self._note = hidden_words(atlas.terrain, view.filters, sifted)
            self._layer_of = key
            there = np.bincount(self._layer.line_colour[self._layer.line_strength > 0.1], minlength=len(COLOURS))
            self._families = tuple(name for name, count in zip(COLOURS, there.tolist(), strict=True) if count)
        return self._layer

    def _unseen(self) -> NDArray[np.bool_]:
        """Say of each company whether it is hidden or faded, and its name kept back."""
        return np.asarray(self._layer.strength < 0.5) if self._layer is not None else np.zeros(0, dtype=bool)

    def _sift(self, atlas: Atlas, filters: Filters) -> None:
        """Have the filters applied beside the window; until that is done the map stays as it was."""
        key = (atlas, filters)
        if key == self._sifted_for:
            return
        self._sifted_for = key
        landscape = self.session.landscape

        def work(tell: Tell, is_cancelled: IsCancelled) -> None:
            told = None
            if needs_words(filters) and landscape is not None:
                found = landscape.deals_about(filters.capabilities, filters.geographies, filters.sources)
                told = np.array(found, dtype=np.int64)
            tell((sift(atlas, filters, told),))

        if filters.is_empty:
            self._sifted = None
        else:
            self._sifter.ask(work)

    def _ask_for_base(self, atlas: Atlas) -> None:
        look = self._look()
        if look != self._asked:
            self._asked = look
            below = Below(atlas, self._dressed(atlas), self._world, self.order.arranged, self.fonts)
            self.base.ask(below, self.stand.camera, self.stand.size, self.stand.ratio, self.theme)

    def _keep_up(self, made: Camera, *, covers: bool) -> None:
        """While the camera moves on and on, ask for a base where the last one lies too far behind, one at a time."""
        grown = self.stand.camera.scale / made.scale
        if self._atlas is not None and not self.base.is_busy and (not covers or not 1 / STALE < grown < STALE):
            self._ask_for_base(self._atlas)

    def _paint_choice(self, painter: QPainter, atlas: Atlas) -> None:
        """Paint what is lit by the choice, and names where no marks are."""
        self._relight(atlas)
        if self._lit is not None:
            in_focus = self.session.selection.focus
            paint_lit(painter, self._lit, self.stand.camera, self.stand.area, self.theme, in_focus=in_focus)
        if not self._near.is_here:
            self._names.paint(painter, self.stand, self.theme)

    def _relight(self, atlas: Atlas) -> None:
        key = (atlas, self.session.selection)
        if key != self._lit_of:
            self._lit_of = key
            self._lit = lit_of(atlas, self.session.selection, with_neighbours=True)
