"""Other ways to show a network in a window, each with the same few moves; imported when first asked for."""

import random
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen
from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView

Spots = NDArray[np.float64]
Pairs = NDArray[np.int32]
Size = tuple[int, int]


class PyQtGraph:
    """A GraphItem of pyqtgraph in a plot."""

    def __init__(self, xy: Spots, pairs: Pairs, size: Size, app: QApplication) -> None:
        import pyqtgraph

        self._plot = pyqtgraph.PlotWidget()
        self._plot.resize(*size)
        self._plot.addItem(pyqtgraph.GraphItem(pos=xy, adj=pairs, size=5, pxMode=True, pen=pyqtgraph.mkPen(10, 92, 171, 90)))
        self._plot.show()
        self._wide = float(np.ptp(xy[:, 0]))

    def pan(self, number: int) -> None:
        self._plot.getViewBox().translateBy(x=self._wide / 120 * (1 if number % 20 < 10 else -1))
        self._plot.viewport().repaint()

    def zoom(self, number: int) -> None:
        self._plot.getViewBox().scaleBy((1 / 1.08,) * 2 if number % 20 < 10 else (1.08,) * 2)
        self._plot.viewport().repaint()

    def close(self) -> None:
        self._plot.close()


class Scene:
    """QGraphicsScene with an item for each company and pair."""

    def __init__(self, xy: Spots, pairs: Pairs, size: Size, app: QApplication) -> None:
        self._scene = QGraphicsScene()
        pen, brush = QPen(QColor(10, 92, 171, 90), 0), QBrush(QColor("#33414E"))
        spots = xy.tolist()
        self._lines = [self._scene.addLine(QLineF(*spots[a], *spots[b]), pen) for a, b in pairs.tolist()]
        radius = float(np.ptp(xy[:, 0])) / 600
        self._discs = [
            self._scene.addEllipse(QRectF(x - radius, y - radius, 2 * radius, 2 * radius), QPen(Qt.PenStyle.NoPen), brush)
            for x, y in spots
        ]
        self._near: dict[int, list[int]] = {}
        for number, (a, b) in enumerate(pairs.tolist()):
            self._near.setdefault(a, []).append(number)
            self._near.setdefault(b, []).append(number)
        self._view = QGraphicsView(self._scene)
        self._view.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._view.resize(*size)
        self._view.fitInView(self._scene.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)
        self._view.scale(1.3, 1.3)
        self._view.show()
        self._dice = random.Random(1)

    def pan(self, number: int) -> None:
        bar = self._view.horizontalScrollBar()
        bar.setValue(bar.value() + (14 if number % 20 < 10 else -14))
        self._view.viewport().repaint()

    def zoom(self, number: int) -> None:
        factor = 1.08 if number % 20 < 10 else 1 / 1.08
        self._view.scale(factor, factor)
        self._view.viewport().repaint()

    def click(self, number: int) -> None:
        """Fade all, and light a company with its neighbours."""
        chosen = self._dice.randrange(len(self._discs))
        for line in self._lines:
            line.setOpacity(0.3)
        for disc in self._discs:
            disc.setOpacity(0.3)
        self._discs[chosen].setOpacity(1)
        for line in self._near.get(chosen, ()):
            self._lines[line].setOpacity(1)
        self._view.viewport().repaint()

    def close(self) -> None:
        self._view.close()


class Matplotlib:
    """networkx drawn into a matplotlib canvas."""

    def __init__(self, xy: Spots, pairs: Pairs, size: Size, app: QApplication) -> None:
        import networkx
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        graph = networkx.Graph()
        graph.add_nodes_from(range(len(xy)))
        graph.add_edges_from(pairs.tolist())
        figure = Figure(figsize=(size[0] / 100, size[1] / 100), dpi=100)
        self._canvas = FigureCanvasAgg(figure)
        self._axes = figure.add_axes((0, 0, 1, 1))
        networkx.draw_networkx(
            graph, dict(enumerate(xy)), ax=self._axes, node_size=4, width=0.4, with_labels=len(xy) <= 2000, font_size=5
        )

    def pan(self, number: int) -> None:
        low, high = self._axes.get_xlim()
        step = (high - low) / 120 * (1 if number % 20 < 10 else -1)
        self._axes.set_xlim(low + step, high + step)
        self._canvas.draw()

    def zoom(self, number: int) -> None:
        for get, put in ((self._axes.get_xlim, self._axes.set_xlim), (self._axes.get_ylim, self._axes.set_ylim)):
            low, high = get()
            middle, half = (low + high) / 2, (high - low) / 2 * (1 / 1.08 if number % 20 < 10 else 1.08)
            put(middle - half, middle + half)
        self._canvas.draw()

    def close(self) -> None:
        self._axes.clear()


class Vispy:
    """Lines and markers of vispy; needs OpenGL, which a machine without a graphics card has in software."""

    def __init__(self, xy: Spots, pairs: Pairs, size: Size, app: QApplication) -> None:
        from vispy import scene

        self._canvas = scene.SceneCanvas(size=size, show=True, app="pyside6")
        view = self._canvas.central_widget.add_view()
        view.camera = scene.PanZoomCamera()
        spots = xy.astype(np.float32)
        scene.visuals.Line(pos=spots, connect=pairs.astype(np.uint32), color=(0.04, 0.36, 0.67, 0.35), parent=view.scene)
        markers = scene.visuals.Markers(parent=view.scene)
        markers.set_data(spots, size=5, edge_width=0)
        view.camera.set_range()
        self._camera = view.camera

    def pan(self, number: int) -> None:
        rect = self._camera.rect
        self._camera.pan((rect.width / 120 * (1 if number % 20 < 10 else -1), 0))
        self._canvas.render()

    def zoom(self, number: int) -> None:
        self._camera.zoom(1 / 1.08 if number % 20 < 10 else 1.08)
        self._canvas.render()

    def close(self) -> None:
        self._canvas.close()


PEERS: dict[str, Callable[..., Any]] = {"pyqtgraph": PyQtGraph, "scene": Scene, "matplotlib": Matplotlib, "vispy": Vispy}
#: Companies beyond which a peer is not tried.
MOST = {"scene": 20_000, "matplotlib": 20_000}
