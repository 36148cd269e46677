"""Edits that several panels make, as steps for `Session.edit`."""

from collections.abc import Callable, Sequence

from explorer.landscape.claims import Change, Claim, ClaimKind
from explorer.landscape.excerpts import Excerpt
from explorer.landscape.facts import CapabilityId, CompanyId, DealId, Standing
from explorer.landscape.vocabulary import CompanyKind, DealField, DealType, Reality, Review, Stage, StandingKind
from explorer.project.landscape import Landscape

Step = Callable[[Landscape], Change]


def judging(claims: Sequence[Claim], review: Review, reason: str = "") -> Step:
    """Accept, reject or put back these claims."""

    def step(landscape: Landscape) -> Change:
        return landscape.judge(claims, review, reason)

    return step


def forgetting() -> Step:
    """Let nothing that was decided so far be learned from."""

    def step(landscape: Landscape) -> Change:
        return landscape.forget_decisions()

    return step


def stating(
    deal: DealId,
    field: DealField,
    value: str,
    *,
    excerpt: Excerpt | None = None,
    capability: CapabilityId | None = None,
    reality: Reality | None = None,
    also: bool = False,
) -> Step:
    """Let the analyst say a field of a deal; a type takes the place of the others unless it holds `also`."""

    def step(landscape: Landscape) -> Change:
        return landscape.state(deal, field, value, excerpt=excerpt, capability=capability, reality=reality, also=also)

    return step


def restating(standing: Standing, kind: StandingKind) -> Step:
    """Put another standing in the place of one, on the same words."""

    def step(landscape: Landscape) -> Change:
        basis = standing.basis
        with landscape.together() as whole:
            landscape.judge([Claim(ClaimKind.STANDING, standing.id)], Review.REJECTED, "stated otherwise")
            landscape.add_standing(standing.company, standing.what, kind, standing.capability, basis.reality, basis.excerpt)
        return whole.change

    return step


def adding_party(deal: DealId, name: str, known: CompanyId | None, excerpt: Excerpt | None = None) -> Step:
    """Add a party to a deal; a name that is not known becomes a company."""

    def step(landscape: Landscape) -> Change:
        with landscape.together() as whole:
            company = known if known is not None else company_named(landscape, name)
            landscape.add_party(deal, company, excerpt, "")
        return whole.change

    return step


def adding_deal(names: Sequence[str], kind: DealType, stage: Stage, reality: Reality, excerpt: Excerpt) -> Step:
    """Add a deal that these words tell of; names that are not known become companies."""

    def step(landscape: Landscape) -> Change:
        with landscape.together() as whole:
            parties = list(dict.fromkeys(company_named(landscape, name) for name in names))
            landscape.add_deal(parties, [kind], stage, reality, excerpt)
        return whole.change

    return step


def adding_standing(
    name: str, what: str, kind: StandingKind, capability: CapabilityId | None, reality: Reality, excerpt: Excerpt
) -> Step:
    """Add a standing that these words tell of."""

    def step(landscape: Landscape) -> Change:
        with landscape.together() as whole:
            landscape.add_standing(company_named(landscape, name), what, kind, capability, reality, excerpt)
        return whole.change

    return step


def adding_flow(
    deal: DealId,
    giver: str,
    taker: str,
    what: str,
    capability: CapabilityId | None,
    reality: Reality,
    excerpt: Excerpt,
) -> Step:
    """Add what one company gives another inside a deal, as these words tell; names that are not known become companies."""

    def step(landscape: Landscape) -> Change:
        with landscape.together() as whole:
            ends = company_named(landscape, giver), company_named(landscape, taker)
            landscape.add_flow(deal, *ends, what, capability, reality, excerpt)
        return whole.change

    return step


def company_named(landscape: Landscape, name: str) -> CompanyId:
    """Return the company of this name or alias; one that is not known is added."""
    known = landscape.company_named(name)
    return known if known is not None else landscape.add_company(name, CompanyKind.COMPANY)[1]
