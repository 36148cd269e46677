"""`alliance-explorer snapshot`: the map as a picture, without a display."""

import argparse
import os
import sys
from datetime import date

from PySide6.QtGui import QGuiApplication

from explorer.exports.pictures import save_picture
from explorer.landscape.views import View
from explorer.project.landscape import Landscape
from explorer.session.snapshots import picture_of, wide_of


def run(arguments: argparse.Namespace) -> int:
    """Save all of the map at the size, theme and reality level asked for."""
    if sys.platform.startswith("linux"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    with Landscape.open(arguments.landscape, read_only=True) as landscape:
        view = View(reality=arguments.reality)
        picture = picture_of(landscape, view, date.today().isoformat(), size=arguments.size, theme=arguments.theme)
        wide = wide_of(landscape, view)
    save_picture(arguments.picture, picture, wide)
    application.processEvents()
    width, height = arguments.size
    print(f"{arguments.picture} saved, {width} x {height} pixels.")
    return 0
