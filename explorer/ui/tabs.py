"""The panels of the drawer, in the order of their tabs; a new panel is a folder and an entry here.

Each is imported when it is first wanted: together they take a tenth of a second, which the first picture does not wait for.
"""

from functools import partial

from PySide6.QtWidgets import QWidget

from explorer.session.session import Session
from explorer.ui.drawer import Tab


def tabs(session: Session) -> dict[str, Tab]:
    """Return the tabs by their names; the panels are built when they are first wanted."""
    return {
        "gaps": Tab("Gap matrix", "Who has what, who lacks it, and who gets it through a partner", partial(_gaps, session)),
        "review": Tab("Review queue", "What was found and nobody has looked at yet", partial(_review, session)),
        "questions": Tab("Open questions", "What the articles leave open", partial(_questions, session)),
        "plots": Tab("Plots", "Deals over time, and who has what", partial(_plots, session)),
        "views": Tab("Kept views", "Views and snapshots kept in this landscape", partial(_views, session)),
    }


def _gaps(session: Session) -> QWidget:
    from explorer.ui.gaps.panel import GapsPanel

    return GapsPanel(session)


def _review(session: Session) -> QWidget:
    from explorer.ui.review.panel import ReviewPanel

    return ReviewPanel(session)


def _questions(session: Session) -> QWidget:
    from explorer.ui.questions.panel import QuestionsPanel

    return QuestionsPanel(session)


def _plots(session: Session) -> QWidget:
    from explorer.ui.plots.panel import PlotsPanel

    return PlotsPanel(session)


def _views(session: Session) -> QWidget:
    from explorer.ui.views.panel import ViewsPanel

    return ViewsPanel(session)
