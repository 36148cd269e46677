"""What stands on a large map in words, from columns: quick enough for every move of the pointer."""

from explorer.landscape.facts import CompanyId, DealId
from explorer.landscape.views import Selection
from explorer.landscape.vocabulary import CompanyKind, DealType, Reality, Review, Stage
from explorer.landscape.wording import counted, label, listed
from explorer.map.atlas import Atlas, most_important
from explorer.ui.map.canvas import Words
from explorer.ui.map.speech import TOLD

_KINDS, _TYPES, _STAGES, _REALITIES, _REVIEWS = (list(words) for words in (CompanyKind, DealType, Stage, Reality, Review))
#: So many parties of a deal are named.
NAMED = 4


def company_words(atlas: Atlas, company: CompanyId) -> Words:
    """Return a company's heading and a line for each of its first neighbours: what their deal is."""
    terrain, row = atlas.terrain, atlas.terrain.row_of(company)
    if row is None:
        return "", ()
    kind = _KINDS[terrain.kind[row]]
    top = int(terrain.root[row])
    house = f"{label(kind)} of {terrain.names[top]}, " if top != row else ""
    others, ties = atlas.beside(row)
    by_row = dict(zip(others.tolist(), ties.tolist(), strict=True))
    lines = [f"{terrain.names[other]}: {_what(atlas, by_row[other])}" for other in most_important(atlas, others, TOLD)]
    more = [f"and {len(others) - TOLD:,} more"] if len(others) > TOLD else []
    return f"{terrain.names[row]} · {house}{counted(int(terrain.deals[row]), 'deal')}", (*lines, *more)


def deal_words(atlas: Atlas, deal: DealId) -> Words:
    """Return a deal's heading and what is known of it."""
    terrain, row = atlas.terrain, atlas.terrain.deal_row_of(deal)
    if row is None:
        return "", ()
    parties = terrain.parties(row)
    names = [terrain.names[party] for party in most_important(atlas, parties, NAMED)]
    more = [f"{len(parties) - NAMED} more"] if len(parties) > NAMED else []
    certain = f"reality: {label(_REALITIES[terrain.reality[row]])}"
    unreviewed = ", unreviewed" if _REVIEWS[terrain.review[row]] is Review.PROPOSED else ""
    what = f"{label(_TYPES[terrain.main_type[row]])}, {label(_STAGES[terrain.stage[row]])}"
    return listed([*names, *more]) or "parties not named", (what, certain + unreviewed)


def selection_words(atlas: Atlas | None, selection: Selection) -> str:
    """Say what is chosen."""
    if atlas is None:
        return "The map is being drawn."
    if selection.is_empty:
        companies, deals = len(atlas.xy), len(atlas.terrain.deal_ids)
        return f"Nothing is chosen. {companies:,} companies, {deals:,} deals."
    said = []
    if len(selection.companies) == 1:
        heading, lines = company_words(atlas, next(iter(selection.companies)))
        said.append(f"{heading.replace(' · ', ', ')}{': ' if lines else ''}{'; '.join(lines)}")
    elif selection.companies:
        said.append(f"{len(selection.companies):,} companies")
    if len(selection.deals) == 1:
        heading, lines = deal_words(atlas, next(iter(selection.deals)))
        said.append(f"Deal of {heading}: {'; '.join(lines)}")
    elif selection.deals:
        said.append(f"{len(selection.deals):,} deals")
    return ". ".join(said) + (". Their neighbours stay, the rest is faded." if selection.focus else ".")


def _what(atlas: Atlas, tie: int) -> str:
    terrain, deal = atlas.terrain, atlas.ties.deal[tie]
    return f"{label(_TYPES[terrain.main_type[deal]])}, {label(_STAGES[terrain.stage[deal]])}"
