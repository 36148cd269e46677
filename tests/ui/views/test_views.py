import pytest
from PySide6.QtCore import Qt

from explorer.landscape.views import Camera, View
from explorer.landscape.vocabulary import Reality
from explorer.session.session import Session
from explorer.ui.parts.rows import RowsView
from explorer.ui.views import ViewsPanel


@pytest.fixture
def panel(session: Session, qtbot) -> ViewsPanel:
    panel = ViewsPanel(session)
    qtbot.addWidget(panel)
    panel.resize(700, 300)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


@pytest.fixture
def kept(cars: Session) -> Session:
    for name, level in (("Firm deals", Reality.DONE), ("Everything", Reality.ASKED)):
        view = View(Camera(3, 4, 2), level)
        cars.edit(lambda landscape, name=name, view=view: landscape.keep_view(name, view))
    return cars


def shown(panel: ViewsPanel) -> list[str]:
    model = panel.findChild(RowsView).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_kept_views_are_listed_the_newest_first(panel: ViewsPanel, kept: Session) -> None:
    assert shown(panel) == ["Everything", "Firm deals"]


def test_a_chosen_view_comes_back_as_it_was(panel: ViewsPanel, kept: Session, qtbot) -> None:
    with qtbot.waitSignal(kept.camera_wanted) as wanted:
        panel.findChild(RowsView).chosen.emit(1)
    assert wanted.args[0] == Camera(3, 4, 2)
    assert kept.view.reality is Reality.DONE


def test_a_dropped_view_can_be_brought_back(panel: ViewsPanel, kept: Session, qtbot) -> None:
    rows = panel.findChild(RowsView)
    rows.setCurrentIndex(rows.model().index(0, 0))
    qtbot.keyClick(rows, Qt.Key.Key_Delete)
    assert shown(panel) == ["Firm deals"]
    kept.undo()
    assert shown(panel) == ["Everything", "Firm deals"]
