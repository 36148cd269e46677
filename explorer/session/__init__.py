"""The running app without widgets: what is open, what is selected, jobs, settings. QtCore; imports all but ui."""
