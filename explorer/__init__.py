"""Alliance Explorer: reads articles about alliances between companies and shows them with a sentence behind every line."""

__version__ = "0.1.0"
