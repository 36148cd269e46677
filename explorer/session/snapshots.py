"""From what is open and how it is looked at to the values that a picture is made of: for the window and the command line alike."""

from explorer.exports.page import Picture, Quote
from explorer.landscape.facts import Basis, Source
from explorer.landscape.views import View
from explorer.landscape.vocabulary import DealField, Reality, Review
from explorer.landscape.wording import describe_deal, describe_voice, label
from explorer.map.scene import MapData, map_data
from explorer.project.landscape import Landscape


def picture_of(
    landscape: Landscape,
    view: View,
    date: str,
    *,
    title: str = "",
    size: tuple[int, int] = (1920, 1080),
    theme: str = "light",
    seen: tuple[float, float] = (0.0, 0.0),
) -> Picture:
    """Return the picture of this landscape, looked at this way, with the words that prove each deal.

    `date` is what the picture says it was made on; `seen` as in `Picture`. The places are stored in the view too, so that a
    picture brings back the map as it was.
    """
    data = map_of(landscape)
    places = landscape.places()
    kept = tuple((place.company, place.x, place.y) for place in sorted(places.values(), key=lambda place: place.company))
    return Picture(
        data=data,
        places=places,
        view=view.with_(places=kept),
        size=size,
        theme=theme,
        title=title or landscape.name,
        date=date,
        notes=(reality_note(view.reality),),
        quotes=quotes_of(landscape, view),
        seen=seen,
    )


def map_of(landscape: Landscape) -> MapData:
    """Return what the map knows of the landscape."""
    return map_data(landscape.companies(), landscape.deals(), landscape.flows(), landscape.standings())


def reality_note(level: Reality) -> str:
    """Say what is drawn solid: "Solid: what is at least intended. Paler lines: less real than that."."""
    least = {Reality.ASKED: "asked about", Reality.DONE: "done"}.get(level, f"at least {label(level)}")
    return f"Solid: what is {least}; pale: less real in its source's own words"


def quotes_of(landscape: Landscape, view: View) -> tuple[Quote, ...]:
    """Return for every deal the words that state it best, those about what is chosen first, then the newest first."""
    names = {company.id: company.name for company in landscape.companies()}
    sources = {source.id: source for source in landscape.sources()}
    chosen = view.selection
    deals = sorted(landscape.deals(), key=lambda deal: deal.id)
    deals.sort(key=lambda deal: deal.date, reverse=True)
    deals.sort(key=lambda deal: not (deal.id in chosen.deals or chosen.companies & set(deal.parties)))
    found = []
    for deal in deals:
        statements = [each for each in landscape.statements_of(deal.id) if each.basis.review is not Review.REJECTED]
        statements.sort(key=lambda each: each.field is not DealField.EVIDENCE)
        basis = next((each.basis for each in statements if each.basis.excerpt is not None), None)
        if basis is not None and basis.excerpt is not None:
            where = _where(basis, sources[basis.excerpt.source])
            found.append(Quote(deal.id, describe_deal(deal, names), basis.excerpt.quote, where))
        elif statements:
            note = statements[0].basis.note
            found.append(Quote(deal.id, describe_deal(deal, names), note, "the analyst's own note"))
    return tuple(found)


def _where(basis: Basis, source: Source) -> str:
    voice = "" if basis.voice.is_the_article else describe_voice(basis.voice)
    return " · ".join(part for part in (source.title, source.publisher, source.published, voice) if part)
