"""A session on a real landscape file that tells of Ford, Volkswagen and Alibaba."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from explorer.landscape.capabilities import load
from explorer.landscape.facts import CapabilityId, CompanyId, DealId, Voice
from explorer.landscape.readings import FoundStanding, Reading
from explorer.landscape.shipped import resources
from explorer.landscape.vocabulary import DealField, Reality, StandingKind
from explorer.project.landscape import Landscape
from explorer.session.session import Session
from tests.project.building import Builder, ford_alibaba, ford_vw

DAIMLER = (
    "🚗🚗 Daimler leads in cloud computing\r\n\r\n"
    "Daimler lags in cloud computing, says its rival. 😀 Ford agreed to buy cloud computing from Daimler\u2028for $2.7 billion."
)


def daimler() -> Reading:
    """An article with letters beyond the basic plane, CR LF, and a disagreement."""
    build = Builder(DAIMLER, published="2020-01-01")
    daimler, ford = build.company("Daimler"), build.company("Ford")
    cloud = "cloud"
    plain = build.why("Daimler leads in cloud computing", confidence=0.9)
    rival = build.why("Daimler lags in cloud computing", voice=Voice("Erika Muster", "analyst", "Rival"), confidence=0.9)
    build.standings.append(FoundStanding(daimler, "cloud computing", StandingKind.LEADS, plain, CapabilityId(cloud)))
    build.standings.append(FoundStanding(daimler, "cloud computing", StandingKind.LAGS, rival, CapabilityId(cloud)))
    build.deal(
        [ford, daimler],
        [
            (DealField.TYPE, "supply", "to buy cloud computing"),
            (DealField.STAGE, "signed", "agreed", Reality.AGREED),
            (DealField.VALUE, "$2.7 billion", "$2.7 billion"),
        ],
        [(daimler, ford, "cloud computing", "Ford agreed to buy cloud computing from Daimler")],
        evidence="Ford agreed to buy cloud computing from Daimler\u2028for $2.7 billion.",
    )
    return build.reading()


def landscape_at(folder: Path) -> Landscape:
    """Create the landscape with all three articles read."""
    landscape = Landscape.create(folder / "cars.landscape", load(resources() / "capabilities"))
    landscape.add_readings([ford_vw(), ford_alibaba(), daimler()], "Read 3 articles")
    return landscape


def company(session: Session, name: str) -> CompanyId:
    """Return the company of this name."""
    assert session.landscape is not None
    return next(one.id for one in session.landscape.companies() if one.name == name)


def deal_between(session: Session, *names: str) -> DealId:
    """Return the deal whose parties these are."""
    assert session.landscape is not None
    wanted = {company(session, name) for name in names}
    return next(deal.id for deal in session.landscape.deals() if set(deal.parties) == wanted)


def button(widget: QWidget, words: str) -> QWidget:
    """Return the button that says this, by its text or its accessible name."""
    for found in widget.findChildren(QAbstractButton):
        if words in (found.text(), found.accessibleName()) or found.accessibleName().startswith(words):
            return found
    raise AssertionError(f"no button says {words!r}")


LEFT = Qt.MouseButton.LeftButton
