"""Two plots of the landscape: deals over time, and who has what. May import session and ui.parts."""

from explorer.ui.plots.panel import PlotsPanel

__all__ = ["PlotsPanel"]
