"""The kept views of a landscape: each snapshot's view, to come back to. May import session and ui.parts."""

from explorer.ui.views.panel import ViewsPanel

__all__ = ["ViewsPanel"]
