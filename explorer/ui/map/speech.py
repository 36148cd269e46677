"""What stands on the map in words: for the note under the pointer and for screen readers."""

from explorer.landscape.facts import CompanyId, DealId
from explorer.landscape.views import Selection
from explorer.landscape.vocabulary import CompanyKind, Review
from explorer.landscape.wording import counted, label, listed
from explorer.map.scene import MapCompany, MapData, MapDeal

#: So many deals are told of a company before "and more".
TOLD = 6


def company_words(data: MapData, company: CompanyId) -> tuple[str, tuple[str, ...]]:
    """Return a company's heading and a line for each of its deals: "Ford · 2 deals", ("Alibaba: alliance, intended", …)."""
    names, found = _names(data), _company(data, company)
    deals = [deal for deal in data.deals if company in deal.parties]
    kind = (
        ""
        if found.kind is CompanyKind.COMPANY
        else f"{label(found.kind)} of {names[found.parent]}, "
        if found.parent in names
        else ""
    )
    heading = f"{found.name} · {kind}{counted(found.deals, 'deal')}"
    lines = [f"{_others(deal, company, names)}: {_what(deal)}" for deal in deals[:TOLD]]
    return heading, (*lines, *([f"and {len(deals) - TOLD} more"] if len(deals) > TOLD else []))


def deal_words(data: MapData, deal: DealId) -> tuple[str, tuple[str, ...]]:
    """Return a deal's heading and what is known of it: "Ford and Alibaba", ("alliance, intended", …)."""
    names = _names(data)
    found = next(other for other in data.deals if other.id == deal)
    heading = listed([names[party] for party in found.parties if party in names]) or "parties not named"
    flows = [
        f"{names[flow.giver]} → {names[flow.taker]}: {flow.what}"
        for flow in found.flows
        if {flow.giver, flow.taker} <= names.keys()
    ]
    certain = f"reality: {label(found.reality)}" + (", unreviewed" if found.review is Review.PROPOSED else "")
    more = [f"and {len(flows) - TOLD} more flows"] if len(flows) > TOLD else []
    return heading, (_what(found), certain, *flows[:TOLD], *more)


def selection_words(data: MapData, selection: Selection) -> str:
    """Say what is chosen: "Ford, 2 deals: Alibaba, alliance, intended; Volkswagen, alliance, in talks"."""
    here = {company.id for company in data.companies}
    companies = sorted(selection.companies & here)
    deals = [deal.id for deal in data.deals if deal.id in selection.deals]
    if not companies and not deals:
        return f"Nothing is chosen. {counted(len(here), 'company', 'companies').capitalize()}, {counted(len(data.deals), 'deal')}."
    said = []
    if len(companies) == 1:
        heading, lines = company_words(data, companies[0])
        said.append(f"{heading.replace(' · ', ', ')}{': ' if lines else ''}{'; '.join(lines)}")
    elif companies:
        names = _names(data)
        shown = [names[company] for company in companies[:TOLD]]
        said.append(f"{len(companies)} companies: {', '.join(shown)}" + (" and more" if len(companies) > TOLD else ""))
    if len(deals) == 1:
        heading, lines = deal_words(data, deals[0])
        said.append(f"Deal of {heading}: {'; '.join(lines)}")
    elif deals:
        said.append(f"{len(deals)} deals")
    return ". ".join(said) + (". Their neighbours stay, the rest is faded." if selection.focus else ".")


def _what(deal: MapDeal) -> str:
    parts = [" and ".join(label(kind) for kind in deal.types) or label(deal.main_type), label(deal.stage)]
    parts += [label(deal.instrument)] if deal.instrument else []
    parts += [deal.term] if deal.term else []
    return ", ".join(parts)


def _others(deal: MapDeal, company: CompanyId, names: dict[CompanyId, str]) -> str:
    return listed([names[party] for party in deal.parties if party != company and party in names]) or "partner not named"


def _company(data: MapData, company: CompanyId) -> MapCompany:
    return next(found for found in data.companies if found.id == company)


def _names(data: MapData) -> dict[CompanyId, str]:
    return {company.id: company.name for company in data.companies}
