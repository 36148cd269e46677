"""What is known of what is chosen: a company, a deal, several companies. May import session and ui.parts."""

from explorer.ui.inspector.panel import InspectorPanel

__all__ = ["InspectorPanel"]
