import pytest
from pytestqt.qtbot import QtBot

from explorer.session.session import Session
from explorer.ui.map.panel import MapPanel


@pytest.fixture
def panel(cars: Session, qtbot: QtBot) -> MapPanel:
    """The map of the cars, shown, without flights."""
    panel = MapPanel(cars, legend_is_open=False)
    panel.flight.is_wanted = False
    qtbot.addWidget(panel)
    panel.resize(900, 700)
    panel.show()
    qtbot.waitExposed(panel)
    return panel
