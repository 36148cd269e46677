"""A landscape that is painted mark by mark, from one display list: what fits into objects."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QPainter

from explorer.landscape.facts import CompanyId, DealId, Place
from explorer.landscape.views import Camera
from explorer.map.atlas import survey
from explorer.map.camera import fit_clear
from explorer.map.display import bounds, seen
from explorer.map.hits import companies_in, company_at, deal_at
from explorer.map.legend import LegendEntry, legend
from explorer.map.marks import DisplayList
from explorer.map.spacing import Rect
from explorer.map.world import FROM, World, labels_of, world_of
from explorer.painting.fonts import Fonts
from explorer.painting.map_painter import paint_hover
from explorer.painting.theme import Theme
from explorer.session.session import Session
from explorer.ui.map import walk
from explorer.ui.map.aside import Aside, IsCancelled, Tell
from explorer.ui.map.canvas import Canvas, Direction, Spot, Words
from explorer.ui.map.carried import paint_carried
from explorer.ui.map.order import Order
from explorer.ui.map.picture import Picture
from explorer.ui.map.speech import company_words, deal_words, selection_words


class Drawing(Canvas):
    """Every company and deal as a mark of its own; painted anew at rest, stretched while it moves where that takes long."""

    def __init__(self, session: Session, theme: Theme, fonts: Fonts) -> None:
        super().__init__(session, theme, fonts)
        self.picture = Picture()
        self._carried: dict[CompanyId, Place] | None = None
        self._world: World | None = None
        self._borders_of: tuple[int, int] = (0, 0)
        self.order = Order(session, self._on_reordered)
        self._surveyor = Aside()
        self._surveyor.told.connect(self._on_surveyed)

    @property
    def shown(self) -> DisplayList:
        """What is painted, up to date."""
        self.make()
        return self.picture.shown

    @property
    def legend(self) -> tuple[LegendEntry, ...]:
        """What the marks on the picture mean."""
        return legend(self.picture.shown)

    @property
    def is_ready(self) -> bool:
        """There is always something to be seen."""
        return True

    @property
    def is_slow(self) -> bool:
        """Say whether painting anew for every frame would be felt."""
        return self.picture.is_slow

    @property
    def is_crisp(self) -> bool:
        """Say whether the picture was painted from here."""
        return self.picture.shown.camera == self.stand.camera

    def make(self) -> None:
        """Paint the picture anew where anything changed."""
        session, stand = self.session, self.stand
        view = replace(session.view, camera=stand.camera, places=())
        places = self.order.places if self._carried is None else self._carried
        arranged = self.order.arranged
        world = self._world if arranged is None else None
        self.picture.make(
            session.data, places, view, stand.size, stand.ratio, self.theme, self.fonts, world, arranged, self.covered
        )

    def paint(self, painter: QPainter) -> None:
        """Paint the picture, and over one that is not crisp what a hand carries."""
        self.picture.paint(painter, self.stand.camera, self.stand.size, self.theme)
        if self._carried is not None and self.picture.is_slow:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_carried(painter, self.picture.shown, self._carried, self.stand.camera, self.theme)

    def paint_hover(self, painter: QPainter, spot: Spot) -> None:
        """Paint a ring about the company, or the deal's lines brought forward."""
        if self.is_crisp:
            paint_hover(painter, self.picture.shown, *spot, self.theme)

    @property
    def is_empty(self) -> bool:
        """Say whether there is no company."""
        return not self.session.data.companies

    def whole(self, covered: Sequence[Rect]) -> Camera:
        """Return the camera that shows every company, none of them under what is covered."""
        data, places, mentioned = self.session.data, self.order.places, self.session.view.filters.mentioned
        spots = np.array([(spot.x, spot.y) for spot in seen(data, places, mentioned=mentioned)]).reshape(-1, 2)
        return fit_clear(bounds(data, places, mentioned=mentioned), self.stand.area, spots, covered)

    def company_at(self, x: float, y: float) -> CompanyId | None:
        """Return the company whose disc or name is here."""
        return company_at(self.shown, x, y)

    def deal_at(self, x: float, y: float) -> DealId | None:
        """Return the deal whose line, hub or words are here."""
        return deal_at(self.shown, x, y)

    def companies_in(self, area: Rect) -> frozenset[CompanyId]:
        """Return the companies that stand here."""
        return companies_in(self.shown, area)

    def everyone(self) -> list[CompanyId]:
        """Return every company."""
        return [company.id for company in self.session.data.companies]

    def place_of(self, company: CompanyId) -> tuple[float, float] | None:
        """Return the map point of a company."""
        spot = self.order.places.get(company)
        return (spot.x, spot.y) if spot is not None else None

    def overview(self) -> tuple[NDArray[np.floating], Rect, object]:
        """Return where all companies stand that are seen."""
        data, places, mentioned = self.session.data, self.order.places, self.session.view.filters.mentioned
        spots = np.array([(spot.x, spot.y) for spot in seen(data, places, mentioned=mentioned)]).reshape(-1, 2)
        return spots, bounds(data, places, mentioned=mentioned), (id(data), id(places), mentioned)

    def carry(self, companies: Sequence[CompanyId], dx: float, dy: float) -> None:
        """Show these companies, with their units, moved."""
        house = set(companies)
        house |= {company.id for company in self.session.data.companies if company.parent in house}
        places = dict(self.session.places)
        for company in house & places.keys():
            spot = places[company]
            places[company] = Place(company, spot.x + dx, spot.y + dy, pinned=True)
        self._carried = places

    def put_down(self) -> list[Place]:
        """Carry no more; return what stands elsewhere."""
        before, carried = self.session.places, self._carried or {}
        self._carried = None
        return [spot for company, spot in carried.items() if spot != before[company]]

    def where_to_begin(self) -> CompanyId | None:
        """Return the company with most deals."""
        return walk.where_to_begin(self.session.data)

    def next_company(self, start: CompanyId, direction: Direction) -> CompanyId | None:
        """Return the neighbour that way."""
        return walk.next_company(self.session.data, self.order.places, start, direction)

    def deals_of(self, company: CompanyId) -> tuple[DealId, ...]:
        """Return the deals of a company and of its units."""
        return walk.deals_of(self.session.data, company)

    def company_words(self, company: CompanyId) -> Words:
        """Return a company's heading and a line for each of its deals."""
        return company_words(self.session.data, company)

    def deal_words(self, deal: DealId) -> Words:
        """Return a deal's heading and what is known of it."""
        return deal_words(self.session.data, deal)

    def selection_words(self) -> str:
        """Say what is chosen."""
        return selection_words(self.session.data, self.session.selection)

    def refresh(self) -> None:
        """Carry nothing that was carried over another landscape, and have borders drawn where there are companies enough."""
        self._carried = None
        self.order.look()
        if len(self.session.data.companies) < FROM:
            self._world = None
            return
        terrain, spots = self.session.terrain, self.session.spots
        if (id(terrain), id(spots)) == self._borders_of or not np.isfinite(spots).any():
            return
        self._borders_of = (id(terrain), id(spots))

        def work(tell: Tell, is_cancelled: IsCancelled) -> None:
            atlas = survey(terrain, spots)
            tell(world_of(atlas, labels_of(atlas)))

        self._surveyor.ask(work)

    def stop(self) -> None:
        """Leave nothing running."""
        self._surveyor.stop()
        self.order.stop()

    def _on_reordered(self) -> None:
        self.news.reordered.emit()

    def _on_surveyed(self, world: World) -> None:
        self._world = world
        self.news.came.emit()
