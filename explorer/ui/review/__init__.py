"""The review queue: what was read and not yet judged, one card at a time. May import session and ui.parts."""

from explorer.ui.review.panel import ReviewPanel

__all__ = ["ReviewPanel"]
