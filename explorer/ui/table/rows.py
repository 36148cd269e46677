"""The rows of the two tables, made of what the map knows."""

from collections.abc import Callable
from dataclasses import dataclass

from explorer.landscape.facts import CompanyId, DealId
from explorer.landscape.vocabulary import CompanyKind, DealType, Instrument, Reality, Review, Stage
from explorer.landscape.wording import label, listed
from explorer.map.scene import MapData


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """One company: its name, what it belongs to where it is a unit, and how many deals it has."""

    id: CompanyId
    name: str
    kind: CompanyKind
    of: str
    deals: int


@dataclass(frozen=True, slots=True)
class DealRow:
    """One deal: its parties in words, type, stage and date."""

    id: DealId
    parties: str
    kind: DealType
    stage: Stage
    instrument: Instrument | None
    date: str
    review: Review
    reality: Reality

    @property
    def how_far(self) -> str:
        """The stage, or the paper where that says more."""
        return label(self.instrument) if self.instrument and self.stage in (Stage.INTENDED, Stage.SIGNED) else label(self.stage)


def company_rows(data: MapData) -> list[CompanyRow]:
    """Return the companies in the order of the map's data."""
    names = {company.id: company.name for company in data.companies}
    return [
        CompanyRow(company.id, company.name, company.kind, names.get(company.parent, "") if company.parent else "", company.deals)
        for company in data.companies
    ]


def deal_rows(data: MapData) -> list[DealRow]:
    """Return the deals in the order of the map's data."""
    names = {company.id: company.name for company in data.companies}
    return [
        DealRow(
            deal.id,
            listed([names[party] for party in deal.parties if party in names]) or "parties not named",
            deal.main_type,
            deal.stage,
            deal.instrument,
            deal.date,
            deal.review,
            deal.reality,
        )
        for deal in data.deals
    ]


#: How each column is ordered; ties fall to the name and then the id, so that the order is the same every time.
COMPANY_ORDERS: tuple[Callable[[CompanyRow], object], ...] = (
    lambda row: row.name.casefold(),
    lambda row: row.deals,
)
_STAGES = {stage: number for number, stage in enumerate(Stage)}
DEAL_ORDERS: tuple[Callable[[DealRow], object], ...] = (
    lambda row: row.parties.casefold(),
    lambda row: label(row.kind),
    lambda row: _STAGES[row.stage],
    lambda row: row.date,
)
