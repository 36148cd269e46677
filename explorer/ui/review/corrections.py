"""What of a proposal can be corrected on the spot, as a menu that needs no mouse."""

from collections.abc import Iterable

from PySide6.QtWidgets import QMenu, QWidget

from explorer.landscape.claims import Change, ClaimKind
from explorer.landscape.facts import CompanyId, DealId
from explorer.landscape.vocabulary import DealField, DealType, Stage, StandingKind
from explorer.landscape.wording import stands, title
from explorer.project.landscape import Landscape
from explorer.session.edits import Step, restating, stating
from explorer.ui.review.proposals import Proposal


def corrections(landscape: Landscape, proposal: Proposal, company: CompanyId | None, parent: QWidget) -> QMenu:
    """Return the menu of corrections; each action's data is the step that makes it. `company` is the one a standing is of."""
    menu = QMenu(parent)
    if proposal.deal is not None:
        _of_deal(menu, landscape, proposal.deal)
    elif proposal.claim.kind is ClaimKind.STANDING:
        standing = next((one for one in landscape.standings(company) if one.id == proposal.claim.id), None)
        for kind in StandingKind:
            if standing is not None and kind is not standing.kind:
                said = stands(kind)
                menu.addAction(f"{said[:1].upper()}{said[1:]} {standing.what}").setData(restating(standing, kind))
    return menu


def _of_deal(menu: QMenu, landscape: Landscape, deal: DealId) -> None:
    shown = landscape.deal(deal)
    names = landscape.names()
    _put(menu.addMenu("&Type"), deal, DealField.TYPE, (kind for kind in DealType if kind not in shown.types))
    _put(menu.addMenu("&Stage"), deal, DealField.STAGE, (stage for stage in Stage if stage is not shown.stage))
    if len(shown.parties) > 2:
        for party in shown.parties:
            menu.addAction(f"{names.get(party, '?')} is no party".replace("&", "&&")).setData(_dropping(deal, party))


def _put(menu: QMenu, deal: DealId, field: DealField, values: Iterable[DealType | Stage]) -> None:
    for value in values:
        menu.addAction(title(value)).setData(stating(deal, field, value))


def _dropping(deal: DealId, party: CompanyId) -> Step:
    def step(landscape: Landscape) -> Change:
        change: Change = landscape.drop_party(deal, party)
        return change

    return step
