"""Pixels: theme, map and matrix painters on a QPainter. QtGui, no widgets; imports map, analysis and lower floors."""

import os

# Qt hands each large span of a shape or an image to a pool of threads and waits for it: with two cores that makes a bow across the
# map three times slower than drawing it, and more when they are busy. Read by Qt when it first paints.
os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
