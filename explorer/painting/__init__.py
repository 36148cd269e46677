"""Pixels: theme, map and matrix painters on a QPainter. QtGui, no widgets; imports map, analysis and lower floors."""
