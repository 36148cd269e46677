"""Builds the parts, wires them, runs them and takes them down in order."""
