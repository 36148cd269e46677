"""The map: one widget that paints a display list and turns gestures into choices and moves."""
