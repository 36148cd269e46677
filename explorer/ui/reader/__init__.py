"""The frozen text of a source with everything found marked in it. May import session and ui.parts."""

from explorer.ui.reader.panel import ReaderPanel

__all__ = ["ReaderPanel"]
