"""Hands on the map: where a company or a deal stands on the widget, and drags from point to point."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from explorer.landscape.facts import CompanyId, DealId
from explorer.session.session import Session
from explorer.ui.map.panel import MapPanel

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def company_called(session: Session, name: str) -> CompanyId:
    return next(company.id for company in session.data.companies if company.name == name)


def disc_of(panel: MapPanel, company: CompanyId) -> QPoint:
    disc = next(disc for disc in panel.shown.discs if disc.company == company)
    return QPoint(round(disc.x), round(disc.y))


def line_of(panel: MapPanel, deal: DealId) -> QPoint:
    line = next(line for line in panel.shown.lines if line.deal == deal)
    x, y = line.at(0.4)
    return QPoint(round(x), round(y))


def send(panel: MapPanel, kind: QEvent.Type, point: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
    held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else LEFT
    button = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else LEFT
    event = QMouseEvent(kind, QPointF(point), QPointF(panel.mapToGlobal(point)), button, held, keys)
    QApplication.sendEvent(panel, event)


def press(panel: MapPanel, point: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
    send(panel, QEvent.Type.MouseButtonPress, point, keys)


def move(panel: MapPanel, point: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
    send(panel, QEvent.Type.MouseMove, point, keys)


def release(panel: MapPanel, point: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
    send(panel, QEvent.Type.MouseButtonRelease, point, keys)


def drag(panel: MapPanel, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
    press(panel, start, keys)
    for share in (0.3, 0.6, 1.0):
        move(panel, start + (end - start) * share, keys)
    release(panel, end, keys)


def wheel(panel: MapPanel, point: QPoint, turns: int) -> None:
    event = QWheelEvent(
        QPointF(point),
        QPointF(panel.mapToGlobal(point)),
        QPoint(),
        QPoint(0, 120 * turns),
        Qt.MouseButton.NoButton,
        NONE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(panel, event)
