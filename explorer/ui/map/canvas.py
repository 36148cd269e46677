"""What the map panel asks of what it shows, however large that is: to paint it, find what stands somewhere, carry and walk it."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QPainter

from explorer.landscape.facts import CompanyId, DealId, Place
from explorer.landscape.views import Camera
from explorer.map.legend import LegendEntry
from explorer.map.marks import DisplayList
from explorer.map.spacing import Rect
from explorer.painting.fonts import Fonts
from explorer.painting.theme import Theme
from explorer.session.session import Session
from explorer.ui.map.order import Order

Spot = tuple[CompanyId | None, DealId | None]
NOTHING: Spot = (None, None)
Words = tuple[str, tuple[str, ...]]
Direction = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stand:
    """From where, and into how many pixels, one looks."""

    camera: Camera
    size: QSize
    ratio: float

    @property
    def area(self) -> tuple[float, float]:
        """Width and height in the widget's pixels."""
        return float(self.size.width()), float(self.size.height())


class News(QObject):
    """Says that something better can be painted, or that companies stand otherwise than before."""

    came = Signal()
    reordered = Signal()


class Canvas(ABC):
    """The landscape of a session as seen from `stand`, which the panel keeps up to date; `news` says when to paint again."""

    def __init__(self, session: Session, theme: Theme, fonts: Fonts) -> None:
        self.session = session
        self.news = News()
        self.moves_less = False
        self.order: Order
        self.theme = theme
        self.fonts = fonts
        self.stand = Stand(session.view.camera, QSize(1, 1), 1.0)
        self.covered: tuple[Rect, ...] = ()  # where cards lie over the map: no place for names

    # painting

    @property
    @abstractmethod
    def shown(self) -> DisplayList:
        """What is painted, as far as it is painted mark by mark."""

    @property
    @abstractmethod
    def legend(self) -> tuple[LegendEntry, ...]:
        """What the marks in view mean."""

    @property
    def note(self) -> str:
        """What is hidden now, and why."""
        return self.shown.hidden_note

    @property
    def tells_early(self) -> bool:
        """Say whether legend and note can be had at once, before anything is made crisp."""
        return False

    @property
    @abstractmethod
    def is_ready(self) -> bool:
        """Say whether there is something to be seen."""

    @property
    @abstractmethod
    def is_slow(self) -> bool:
        """Say whether making it crisp for every frame would be felt."""

    @property
    @abstractmethod
    def is_crisp(self) -> bool:
        """Say whether what is painted is of this stand and view, and not shifted or stretched."""

    @property
    def is_changing(self) -> bool:
        """Say whether the next frame will differ by itself: something fades."""
        return False

    @property
    def painted_from(self) -> object:
        """What the painted frame hangs on, None where it is as quick to paint it again."""
        return None

    @abstractmethod
    def make(self) -> None:
        """Make it crisp, or have it made."""

    @abstractmethod
    def paint(self, painter: QPainter) -> None:
        """Paint what there is, shifted and stretched to the stand."""

    @abstractmethod
    def paint_hover(self, painter: QPainter, spot: Spot) -> None:
        """Paint over it what the pointer stands on."""

    # what stands where

    @property
    @abstractmethod
    def is_empty(self) -> bool:
        """Say whether there is no company."""

    @abstractmethod
    def whole(self, covered: Sequence[Rect]) -> Camera:
        """Return the camera that shows every company, as far as it goes none of them under what is covered."""

    @abstractmethod
    def company_at(self, x: float, y: float) -> CompanyId | None:
        """Return the company whose disc or name is at this point of the widget."""

    @abstractmethod
    def deal_at(self, x: float, y: float) -> DealId | None:
        """Return the deal whose line, hub or words are at this point of the widget."""

    @abstractmethod
    def companies_in(self, area: Rect) -> frozenset[CompanyId]:
        """Return the companies that stand in this part of the widget."""

    @abstractmethod
    def everyone(self) -> list[CompanyId]:
        """Return every company."""

    @abstractmethod
    def place_of(self, company: CompanyId) -> tuple[float, float] | None:
        """Return the map point of a company, None where it has none."""

    @abstractmethod
    def overview(self) -> tuple[NDArray[np.floating], Rect, object]:
        """Return the map points of all companies, (n, 2), what holds them, and a key that stays while these do."""

    # carrying

    @abstractmethod
    def carry(self, companies: Sequence[CompanyId], dx: float, dy: float) -> None:
        """Show these companies, with their units, moved by so many map units."""

    @abstractmethod
    def put_down(self) -> list[Place]:
        """Carry no more; return where what was carried stands now."""

    # walking and telling

    @abstractmethod
    def where_to_begin(self) -> CompanyId | None:
        """Return the company with most deals, the first by name among equals."""

    @abstractmethod
    def next_company(self, start: CompanyId, direction: Direction) -> CompanyId | None:
        """Return the neighbour that lies this way, or where there is none any company that way."""

    @abstractmethod
    def deals_of(self, company: CompanyId) -> tuple[DealId, ...]:
        """Return the deals of a company and of its units, in a stable order."""

    @abstractmethod
    def company_words(self, company: CompanyId) -> Words:
        """Return a company's heading and a line for each of its deals."""

    @abstractmethod
    def deal_words(self, deal: DealId) -> Words:
        """Return a deal's heading and what is known of it."""

    @abstractmethod
    def selection_words(self) -> str:
        """Say what is chosen."""

    # the session

    @abstractmethod
    def refresh(self) -> None:
        """Take note that the landscape has changed."""

    def dress(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self.theme = theme

    def stop(self) -> None:
        """Leave nothing running."""
        return
