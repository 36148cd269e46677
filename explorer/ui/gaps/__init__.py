"""The gap matrix: companies by capabilities, every cell with its sentences. May import session and ui.parts."""

from explorer.ui.gaps.panel import GapsPanel

__all__ = ["GapsPanel"]
