"""The panels of the drawer, in the order of their tabs; a new panel is a folder and an entry here."""

from functools import partial

from explorer.session.session import Session
from explorer.ui.drawer import Tab
from explorer.ui.gaps.panel import GapsPanel
from explorer.ui.plots.panel import PlotsPanel
from explorer.ui.questions.panel import QuestionsPanel
from explorer.ui.review.panel import ReviewPanel
from explorer.ui.views.panel import ViewsPanel


def tabs(session: Session) -> dict[str, Tab]:
    """Return the tabs by their names; the panels are built when they are first wanted."""
    return {
        "gaps": Tab("Gap matrix", "Who has what, who lacks it, and who gets it through a partner", partial(GapsPanel, session)),
        "review": Tab("Review queue", "What was found and nobody has looked at yet", partial(ReviewPanel, session)),
        "questions": Tab("Open questions", "What the articles leave open", partial(QuestionsPanel, session)),
        "plots": Tab("Plots", "Deals over time, and who has what", partial(PlotsPanel, session)),
        "views": Tab("Kept views", "Views and snapshots kept in this landscape", partial(ViewsPanel, session)),
    }
