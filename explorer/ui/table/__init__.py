"""The map's twin: companies and deals as tables, and the box that finds anything by its words."""
