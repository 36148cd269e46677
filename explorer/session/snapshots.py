"""From what is open and how it is looked at to the values that a picture is made of: for the window and the command line alike."""

from collections.abc import Mapping, Sequence

import numpy as np

from explorer.exports.page import Picture, Quote
from explorer.exports.wide_page import Wide
from explorer.landscape.deals import chosen
from explorer.landscape.facts import Basis, CompanyId, Place, Source, Statement
from explorer.landscape.views import View
from explorer.landscape.vocabulary import DealField, Reality, Review
from explorer.landscape.wording import counted, describe_deal, describe_voice, label
from explorer.map.arranged import Arranged, arrange
from explorer.map.atlas import survey
from explorer.map.layout import place
from explorer.map.scene import MapData
from explorer.map.settlement import settlement
from explorer.map.sifting import dressed, hidden_words, needs_words, sift
from explorer.map.terrain import terrain_of
from explorer.map.world import FROM, World, labels_of, world_of
from explorer.project.landscape import Landscape
from explorer.session.charting import map_of, terrain_of_columns
from explorer.session.session import MOST_COMPANIES, MOST_DEALS


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
    if is_large(landscape):
        return Picture(
            data=MapData(),
            places={},
            view=view.with_(places=()),
            size=size,
            theme=theme,
            title=title or landscape.name,
            date=date,
            notes=(reality_note(view.reality),),
            seen=seen,
        )
    data = map_of(landscape)
    known = landscape.places()
    places = known | {spot.company: spot for spot in place(data, known)}  # what was only read by the command line has no places yet
    world, arranged = _order_of(data, places, view)
    kept = tuple((spot.company, spot.x, spot.y) for spot in sorted(places.values(), key=lambda spot: spot.company))
    return Picture(
        data=data,
        places=places if arranged is None else _places_of(data, arranged),
        world=world,
        arranged=arranged,
        view=view.with_(places=kept),
        size=size,
        theme=theme,
        title=title or landscape.name,
        date=date,
        notes=(reality_note(view.reality), sources_note(landscape)),
        quotes=quotes_of(landscape, view),
        seen=seen,
    )


def _order_of(data: MapData, places: Mapping[CompanyId, Place], view: View) -> tuple[World | None, Arranged | None]:
    """Return the blocs of a landscape with companies enough, or the order that the view wants instead."""
    terrain = terrain_of(data)
    spots = np.array([(places[id_].x, places[id_].y) for id_ in map(CompanyId, terrain.ids.tolist())], np.float32).reshape(-1, 2)
    arranged = arrange(terrain, spots, view.arrangement, terrain.rows_of(view.around).tolist())
    if arranged is not None or terrain.companies < FROM:
        return None, arranged
    atlas = survey(terrain, spots)
    return world_of(atlas, labels_of(atlas)), None


def _places_of(data: MapData, arranged: Arranged) -> dict[CompanyId, Place]:
    ids, spots = terrain_of(data).ids.tolist(), arranged.spots.tolist()
    return {CompanyId(id_): Place(CompanyId(id_), x, y) for id_, (x, y) in zip(ids, spots, strict=True)}


def is_large(landscape: Landscape) -> bool:
    """Say whether a picture is made from columns, because there are too many companies or deals to hold each as an object."""
    return landscape.has_more_than(MOST_COMPANIES, MOST_DEALS)


def wide_of(landscape: Landscape, view: View) -> Wide | None:
    """Return what the map of a large landscape's picture is made of, None where the landscape is small; for a job."""
    if not is_large(landscape):
        return None
    columns = landscape.columns()
    terrain, spots = terrain_of_columns(columns), columns.spots
    if not np.isfinite(spots).any():
        spots = settlement(terrain)
    arranged = arrange(terrain, spots, view.arrangement, terrain.rows_of(view.around).tolist())
    atlas, filters = survey(terrain, spots if arranged is None else arranged.spots), view.filters
    told = None
    if needs_words(filters):
        told = np.array(landscape.deals_about(filters.capabilities, filters.geographies, filters.sources), dtype=np.int64)
    sifted = sift(atlas, filters, told)
    layer, note = dressed(atlas, view.reality, filters, sifted), hidden_words(terrain, filters, sifted)
    return Wide(atlas, layer, note, world_of(atlas, labels_of(atlas)) if arranged is None else None, arranged)


def reality_note(level: Reality) -> str:
    """Say what is drawn solid: "Solid: what is at least intended. Paler lines: less real than that."."""
    least = {Reality.ASKED: "asked about", Reality.DONE: "done"}.get(level, f"at least {label(level)}")
    return f"Solid: what is {least}; pale: less real in its source's own words"


def sources_note(landscape: Landscape) -> str:
    """Say what the picture rests on: "Read from 24 articles; 57 deals not reviewed yet". A story printed again is no news."""
    deals = landscape.deals()
    unreviewed = sum(deal.review is Review.PROPOSED for deal in deals)
    told = f"; {counted(unreviewed, 'deal')} not reviewed yet" if unreviewed else "; every deal reviewed" if deals else ""
    sources = landscape.sources()
    again = sum(source.story is not None for source in sources)
    printed = f", {again} of them {'another printing' if again == 1 else 'other printings'} of a story told before" if again else ""
    return f"Read from {counted(len(sources), 'article')}{printed}{told}"


def quotes_of(landscape: Landscape, view: View) -> tuple[Quote, ...]:
    """Return for every deal the words that state it best, those about what is chosen first, then the newest first."""
    names = {company.id: company.name for company in landscape.companies()}
    sources = {source.id: source for source in landscape.sources()}
    picked = view.selection
    deals = sorted(landscape.deals(), key=lambda deal: deal.id)
    deals.sort(key=lambda deal: deal.date, reverse=True)
    deals.sort(key=lambda deal: not (deal.id in picked.deals or picked.companies & set(deal.parties)))
    found = []
    for deal in deals:
        basis = _best_basis(landscape.statements_of(deal.id))
        if basis is not None:
            words, where = basis.note, "the analyst's own note"
            if basis.excerpt is not None:
                words, where = basis.excerpt.quote, _where(basis, sources[basis.excerpt.source])
            found.append(Quote(deal.id, describe_deal(deal, names), words, where))
    return tuple(found)


def _best_basis(statements: Sequence[Statement]) -> Basis | None:
    """Return what states the deal best: a sentence that also shows its present stage, then any that is plainly stated."""
    live = [each for each in statements if each.basis.review is not Review.REJECTED and (each.basis.excerpt or each.basis.note)]
    stage = chosen(live, DealField.STAGE)
    shows_stage = stage.basis.excerpt if stage else None

    def rank(each: Statement) -> tuple[bool, bool, bool, float]:
        excerpt = each.basis.excerpt
        is_there = bool(excerpt and shows_stage and excerpt.source == shows_stage.source and excerpt.span.touches(shows_stage.span))
        return excerpt is not None, each.field is DealField.EVIDENCE, is_there, each.basis.confidence

    best = max(live, key=rank, default=None)
    return best.basis if best else None


def _where(basis: Basis, source: Source) -> str:
    voice = "" if basis.voice.is_the_article else describe_voice(basis.voice)
    return " · ".join(part for part in (source.title, source.publisher, source.published, voice) if part)
