"""Takes the pictures of maps of two companies to a hundred thousand in docs/, far and near, light and dark. Needs no display.

python -m tools.atlas_pictures [FOLDER] [--companies N ...]
"""

import argparse
import os
from pathlib import Path
from time import monotonic

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication

from benchmarks.map.graphs import alliance_like
from benchmarks.map.stage import Staged, spots_of, terrain_of
from benchmarks.map_pictures import invented, picture, seeds
from explorer.landscape.views import Camera, View
from explorer.painting.fonts import load_fonts
from explorer.painting.theme import Theme
from explorer.ui.map.panel import MapPanel
from explorer.ui.map.wide import Wide
from explorer.ui.parts.style import palette, style_sheet

ROOT = Path(__file__).resolve().parent.parent
SIZE = (1280, 800)
SMALL, LARGE = (2, 20, 300), (5_000, 36_000, 100_000)
PATIENCE = 300.0  # seconds until a hundred thousand companies are laid out and drawn
NEAR = 9.0  # times as near as the whole


def main() -> None:
    """Take every picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "docs")
    parser.add_argument("--companies", type=int, nargs="*", default=[*SMALL, *LARGE])
    wanted = parser.parse_args()
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    application.setStyle("Fusion")
    wanted.folder.mkdir(parents=True, exist_ok=True)
    for companies in wanted.companies:
        if companies in SMALL:
            _take_small(companies, wanted.folder)
        else:
            _take_large(companies, wanted.folder, application)


def _take_small(companies: int, folder: Path) -> None:
    data = seeds() if companies == 2 else invented(companies)
    for theme in ("light", "dark"):
        image, _ = picture(data, View(), Theme.load(theme), (float(SIZE[0]), float(SIZE[1])), 1)
        _save(image, folder / f"atlas-{companies}-{theme}.png")


def _take_large(companies: int, folder: Path, application: QApplication) -> None:
    names, pairs = alliance_like(companies)
    terrain, _ = terrain_of(names, pairs, 5 * companies)
    session = Staged(terrain, spots_of(terrain))
    panel = MapPanel(session)
    panel.flight.is_wanted = False
    panel.resize(*SIZE)
    panel.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    for theme in ("light", "dark"):
        sheet = Theme.load(theme)
        application.setPalette(palette(sheet))
        application.setStyleSheet(style_sheet(sheet, load_fonts()))
        session.set_theme(theme)
        panel.show()
        panel.fit()
        _wait(application, panel)
        _save(panel.grab(), folder / f"atlas-{companies}-{theme}.png")
        canvas, whole = panel.canvas, panel.camera
        first = canvas.where_to_begin()
        place = canvas.place_of(first) if first is not None else None
        if place is not None and theme == "light":
            panel.look_from(Camera(*place, whole.scale * NEAR))
            _wait(application, panel)
            _save(panel.grab(), folder / f"atlas-{companies}-{theme}-near.png")
    panel.canvas.stop()
    panel.close()
    session.shut_down()


def _wait(application: QApplication, panel: MapPanel) -> None:
    """Let the map be drawn, borders too, until it is crisp."""

    def is_done() -> bool:
        canvas = panel.canvas
        sheet = canvas.base.sheet if isinstance(canvas, Wide) and canvas.has_borders and canvas.is_crisp else None
        return sheet is not None and sheet.is_whole and sheet.camera == panel.camera

    started, rested = monotonic(), 0.0
    while not is_done() or monotonic() - rested < 0.5:
        application.processEvents()
        rested = rested or (monotonic() if is_done() else 0.0)
        if monotonic() - started > PATIENCE:
            raise SystemExit("The map was not drawn in time.")


def _save(drawn: QImage | QPixmap, path: Path) -> None:
    image = drawn.toImage() if isinstance(drawn, QPixmap) else drawn
    # With 6 bits a colour the file is a good deal smaller, and nobody sees it.
    whole = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(whole.constBits(), np.uint32) & np.uint32(0xFFFCFCFC)
    fewer = QImage(pixels.data, whole.width(), whole.height(), whole.bytesPerLine(), QImage.Format.Format_RGB32)
    packed = fewer.convertToFormat(QImage.Format.Format_RGB888)
    if not packed.save(str(path), "PNG", 0):  # type: ignore[call-overload]  # the stub asks for bytes, Qt for str
        raise SystemExit(f"{path} could not be written.")
    print(path)


if __name__ == "__main__":
    main()
