"""A small known world, and the matrix drawn as text."""

from explorer.analysis.gaps import GapMatrix, gap_matrix
from explorer.landscape.excerpts import Excerpt, SourceId, Span
from explorer.landscape.facts import (
    Basis,
    Capability,
    CapabilityId,
    Company,
    CompanyId,
    Deal,
    DealId,
    Flow,
    FlowId,
    Standing,
    StandingId,
    Statement,
    StatementId,
)
from explorer.landscape.vocabulary import (
    CompanyKind,
    DealField,
    DealType,
    Instrument,
    Reality,
    Review,
    Stage,
    StandingKind,
)

CAPABILITIES = (
    Capability(CapabilityId("electric"), "Electric vehicles"),
    Capability(CapabilityId("electric.platform"), "EV platform", CapabilityId("electric")),
    Capability(CapabilityId("software"), "Software"),
    Capability(CapabilityId("software.cloud"), "Cloud", CapabilityId("software")),
)
PLATFORM, CLOUD = CapabilityId("electric.platform"), CapabilityId("software.cloud")
FORD, VW, ALIBABA, ALICLOUD, GM, ACME = map(CompanyId, range(1, 7))
NAMES = {FORD: "Ford", VW: "VW", ALIBABA: "Alibaba", ALICLOUD: "Alibaba Cloud", GM: "GM", ACME: "Acme"}


def company(id_: CompanyId, parent: CompanyId | None = None) -> Company:
    return Company(id_, NAMES[id_], CompanyKind.UNIT if parent else CompanyKind.COMPANY, parent)


def basis(reality: Reality = Reality.DONE, review: Review = Review.PROPOSED, origin: str = "cue") -> Basis:
    return Basis(Excerpt(SourceId(1), Span(0, 4), "Ford"), reality, review=review, origin=origin)


def standing(
    id_: int,
    who: CompanyId,
    kind: StandingKind,
    capability: CapabilityId | None = CLOUD,
    what: str = "cloud",
    reality: Reality = Reality.DONE,
    **rest: str,
) -> Standing:
    return Standing(StandingId(id_), who, what, kind, basis(reality), capability, **rest)


def deal(
    id_: int,
    parties: tuple[CompanyId, ...],
    stage: Stage,
    instrument: Instrument | None = None,
    term: str = "",
    reality: Reality = Reality.DONE,
    review: Review = Review.PROPOSED,
    type_: DealType = DealType.ALLIANCE,
    date: str = "",
) -> Deal:
    return Deal(DealId(id_), parties, (type_,), stage, reality, review, instrument, term, date=date)


def flow(
    id_: int,
    deal_id: int,
    giver: CompanyId,
    taker: CompanyId,
    capability: CapabilityId | None = PLATFORM,
    what: str = "an EV platform",
    reality: Reality = Reality.DONE,
) -> Flow:
    return Flow(FlowId(id_), DealId(deal_id), giver, taker, what, basis(reality), capability)


def area(id_: int, deal_id: int, capability: CapabilityId | None = CLOUD, value: str = "cloud", **rest: Reality) -> Statement:
    return Statement(StatementId(id_), DealId(deal_id), DealField.AREA, value, basis(**rest), capability=capability)


def matrix(
    *,
    companies: tuple[Company, ...],
    standings: tuple[Standing, ...] = (),
    flows: tuple[Flow, ...] = (),
    deals: tuple[Deal, ...] = (),
    areas: tuple[Statement, ...] = (),
    level: Reality = Reality.INTENDED,
    examined: tuple[CompanyId, ...] = (FORD, VW, ALIBABA, GM),
) -> GapMatrix:
    return gap_matrix(companies, CAPABILITIES, standings, flows, deals, level=level, examined=examined, areas=areas)


def drawn(found: GapMatrix) -> str:
    """Draw the glyphs, a ghost in brackets."""
    rows = [["", *(column.name for column in found.capabilities)]]
    for row in found.companies:
        contents = [found.content(row.id, column.id) for column in found.capabilities]
        rows.append([row.name, *(f"({one.glyph})" if one.is_ghost else one.glyph for one in contents)])
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows) + "\n"
