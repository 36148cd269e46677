"""From a landscape and a view of it to the picture that is saved: one way for the window and the command line."""

from collections.abc import Iterable
from datetime import date

from explorer.exports.page import Picture, Quote
from explorer.landscape.facts import Deal, Source, Statement
from explorer.landscape.views import Filters, View
from explorer.landscape.vocabulary import DealField, Review
from explorer.landscape.wording import counted, describe_deal, label, listed
from explorer.map.layout import place
from explorer.map.scene import map_data
from explorer.project.landscape import Landscape


def picture_of(
    landscape: Landscape,
    view: View,
    *,
    size: tuple[int, int],
    theme: str,
    made: date,
    seen: tuple[float, float] = (0.0, 0.0),
) -> Picture:
    """Put together what a picture is made of; `seen` is the size of the map on the screen, (0, 0) to fit all of it in."""
    companies, deals, sources = landscape.companies(), landscape.deals(), landscape.sources()
    names = {company.id: company.name for company in companies}
    titles = {source.id: source for source in sources}
    data = map_data(companies, deals, landscape.flows(), landscape.standings())
    known = landscape.places()
    quotes = []
    for deal in deals:
        proof = _proof(deal, landscape.statements_of(deal.id))
        if proof is not None and proof.basis.excerpt is not None:
            excerpt = proof.basis.excerpt
            quotes.append(Quote(deal.id, describe_deal(deal, names), excerpt.quote, _where(titles[excerpt.source])))
    return Picture(
        data=data,
        places=known | {spot.company: spot for spot in place(data, known)},
        view=view,
        size=size,
        theme=theme,
        title=landscape.name,
        date=f"{made.day} {made:%B %Y}",
        notes=tuple(_notes(view, deals, sources)),
        quotes=tuple(quotes),
        seen=seen,
    )


def _proof(deal: Deal, statements: Iterable[Statement]) -> Statement | None:
    """Choose the statement that states the deal as a whole, else the surest one with words behind it."""
    said = [s for s in statements if s.basis.excerpt is not None and s.basis.review is not Review.REJECTED]
    said.sort(key=lambda s: (s.field is not DealField.EVIDENCE, -s.basis.confidence, s.id))
    return said[0] if said else None


def _where(source: Source) -> str:
    return " · ".join(part for part in (source.title or source.file_name, source.publisher, source.published) if part)


def _notes(view: View, deals: Iterable[Deal], sources: Iterable[Source]) -> Iterable[str]:
    yield f"Solid: at least {label(view.reality)}; what is less real is a ghost"
    yield from _filtered(view.filters)
    unreviewed = sum(deal.review is Review.PROPOSED for deal in deals)
    told = f"{counted(unreviewed, 'deal')} not reviewed yet" if unreviewed else "every deal reviewed"
    yield f"Read from {counted(len(tuple(sources)), 'article')}; {told}"


def _filtered(filters: Filters) -> Iterable[str]:
    """Say what the picture leaves out."""
    for words in (filters.types, filters.stages, filters.reviews):
        if words:
            yield "Only " + listed(sorted(label(word) for word in words))
    since = f" since {filters.since}" if filters.since else ""
    until = f" until {filters.until}" if filters.until else ""
    if since or until:
        yield f"Only deals{since}{until}"
    if filters.text:
        yield f"Only what speaks of “{filters.text}”"
