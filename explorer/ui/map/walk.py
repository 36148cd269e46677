"""Walking the map by keyboard: which company lies in the direction of an arrow, which deal comes next."""

from collections.abc import Iterable, Mapping
from math import hypot

from explorer.landscape.facts import CompanyId, DealId, Place
from explorer.map.scene import MapData
from explorer.session.session import Session
from explorer.ui.map.canvas import Canvas, Direction

LEFT, RIGHT, UP, DOWN = (-1.0, 0.0), (1.0, 0.0), (0.0, -1.0), (0.0, 1.0)


class Walk:
    """Where the keyboard stands on the map: on a company, and on one of its deals while Tab goes through them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._company: CompanyId | None = None

    def go(self, canvas: Canvas, direction: Direction, *, adds: bool = False) -> None:
        """Go to the next company that way; where nothing is chosen, begin with the one that has most deals."""
        chosen, start = self._session.selection, self._standing(canvas)
        there = canvas.where_to_begin() if start is None else canvas.next_company(start, direction)
        if there is not None:
            self._company = there
            self._session.select(chosen.companies | {there} if adds else {there}, chosen.deals if adds else ())

    def to_next_deal(self, canvas: Canvas, step: int) -> bool:
        """Choose the next deal of the company one stands on; say False where there is none left that way."""
        start = self._standing(canvas)
        if start is None:
            return False
        deals, chosen = canvas.deals_of(start), self._session.selection.deals
        at = next((number for number, deal in enumerate(deals) if deal in chosen), -1 if step > 0 else len(deals))
        if not 0 <= at + step < len(deals):
            return False
        self._session.select([], [deals[at + step]])
        self._company = start
        return True

    def _standing(self, canvas: Canvas) -> CompanyId | None:
        chosen = self._session.selection
        if len(chosen.companies) == 1:
            self._company = next(iter(chosen.companies))
        elif chosen.is_empty or (self._company is not None and canvas.place_of(self._company) is None):
            self._company = None
        return self._company


def neighbours(data: MapData, company: CompanyId) -> set[CompanyId]:
    """Return the companies that share a deal with this one, its units and its parent."""
    found = {other for deal in data.deals if company in deal.parties for other in deal.parties}
    found |= {other.id for other in data.companies if other.parent == company}
    found |= {other.parent for other in data.companies if other.id == company and other.parent is not None}
    return found - {company}


def deals_of(data: MapData, company: CompanyId) -> tuple[DealId, ...]:
    """Return the deals of a company and of its units, in a stable order."""
    house = {company} | {other.id for other in data.companies if other.parent == company}
    return tuple(deal.id for deal in data.deals if house & set(deal.parties))


def towards(
    places: Mapping[CompanyId, Place], start: CompanyId, direction: Direction, candidates: Iterable[CompanyId]
) -> CompanyId | None:
    """Return the candidate that one meets first going this way: near, and not far off the direction."""
    here = places[start]
    met: list[tuple[float, CompanyId]] = []
    for company in candidates:
        there = places.get(company)
        if there is None or company == start:
            continue
        dx, dy = there.x - here.x, there.y - here.y
        ahead, aside = dx * direction[0] + dy * direction[1], abs(dx * direction[1] - dy * direction[0])
        if ahead > 0 and aside <= 2.0 * ahead:
            met.append((hypot(ahead, 2.0 * aside), company))
    return min(met)[1] if met else None


def next_company(data: MapData, places: Mapping[CompanyId, Place], start: CompanyId, direction: Direction) -> CompanyId | None:
    """Walk to a neighbour that way, or where there is none to any company that way."""
    if start not in places:
        return None
    return towards(places, start, direction, neighbours(data, start)) or towards(places, start, direction, places)


def where_to_begin(data: MapData) -> CompanyId | None:
    """Return the company with most deals, the first by name among equals."""
    first = min(data.companies, key=lambda company: (-company.deals, company.name.casefold(), company.id), default=None)
    return first.id if first else None
