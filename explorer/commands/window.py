"""`alliance-explorer` alone: the window."""

import argparse
import gc
import os
import socket
import sys
from importlib import import_module

from explorer.landscape.refusals import Refusal

WAY_OUT = (
    "start it from a desktop, through `ssh -X`, or under `xvfb-run`; "
    "without a display `alliance-explorer --help` lists what can be done on the command line"
)


def run(arguments: argparse.Namespace) -> int:
    """Open the window and stay until it is closed."""
    if not _has_display():
        raise NoDisplay("Alliance Explorer", "there is no display to open a window on", WAY_OUT)
    gc.disable()  # what is imported comes to stay: looking through it for garbage would cost a tenth of the start
    # What knows no Qt comes first: PySide reads the source of every module that is imported after it, 60 ms for numpy and ours.
    for name in ("explorer.map.layout", "explorer.map.display", "explorer.project.landscape"):
        import_module(name)
    from explorer.app import run as open_window  # Qt, only when there is something to show it on

    gc.freeze()
    gc.enable()
    return open_window(arguments.paths)


class NoDisplay(Refusal):
    """There is nothing to open a window on."""


def _has_display() -> bool:
    """Say whether Qt will find a display; where it does not it would abort without a word to a person."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("WAYLAND_DISPLAY")) or _answers(os.environ.get("DISPLAY", ""))


def _answers(display: str) -> bool:
    """Say whether an X server listens at ":0", "host:10.0" or a socket's path."""
    host, colon, number = display.rpartition(":")
    number = number.partition(".")[0]
    if not (colon and number.isdecimal()):
        return display.startswith("/")
    local = f"/tmp/.X11-unix/X{number}"
    if host in ("", "unix"):
        return _connects(local, socket.AF_UNIX) or _connects(f"\0{local}", socket.AF_UNIX)
    return host.startswith("/") or _connects((host, 6000 + int(number)), socket.AF_INET)


def _connects(address: str | tuple[str, int], family: socket.AddressFamily) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(2)
        try:
            probe.connect(address)
        except OSError:
            return False
    return True
