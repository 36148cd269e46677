"""Help in the program itself: the keys, how to read the map, and what this is."""

import platform
from collections.abc import Sequence
from html import escape
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import qVersion
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from explorer import __version__
from explorer.landscape.vocabulary import REALITY_LEVELS
from explorer.landscape.wording import label, meaning
from explorer.map import kernel
from explorer.ui.actions import Actions
from explorer.ui.parts.style import give_role

MADE_OF = (
    "PySide6-Essentials",
    "apsw",
    "numpy",
    "networkx",
    "matplotlib",
    "graspologic-native",
    "trafilatura",
    "pypdfium2",
    "markdown-it-py",
)
_KERNELS = {
    "compiled": "by the compiled kernel",
    "numpy": "by numpy, some ten times more slowly: no compiler was there when this was installed",
}
ON_THE_MAP = (
    ("Drag the ground, middle button", "pan"),
    ("Wheel, pinch", "zoom to the pointer"),
    ("Click, Shift or Ctrl and click", "choose, choose more"),
    ("Shift and drag", "choose all in a rectangle"),
    ("Drag a company", "put it elsewhere; it stays there"),
    ("Double click", "go in: the company and its neighbours"),
    ("Arrows", "walk to the company that way"),
    ("Tab, Shift+Tab", "through the deals of the company"),
    ("Enter", "look closer, in the inspector"),
    ("Esc", "one step back"),
)


IN_THE_QUEUE = (
    ("A", "accept"),
    ("R, or 1 to 4", "reject; the numbers say at once why"),
    ("E", "correct"),
    ("S", "skip: it comes last"),
    ("U", "take back"),
    ("P", "look through what is stated plainly, to accept it together"),
    ("Enter", "read the words in the article"),
)
#: Pixels of a table's first column, so that tables below each other stand in line.
FIRST_COLUMN = 190


class Guide(QDialog):
    """A page of help beside the work, not over it."""

    def __init__(self, name: str, actions: Actions, parent: QWidget) -> None:
        """Show the page "keyboard", "map" or "about"."""
        super().__init__(parent)
        title, page = {
            "keyboard": ("Keyboard", keyboard_page(actions)),
            "map": ("How to read the map", map_page()),
            "about": ("About Alliance Explorer", about_page()),
        }[name]
        self.setWindowTitle(title)
        heading = QLabel(title, self)
        give_role(heading, "title")
        self.page = QTextBrowser(self)
        self.page.setHtml(page)
        self.page.setOpenLinks(False)
        close = QPushButton("Close", self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 16)
        rows.setSpacing(12)
        rows.addWidget(heading)
        rows.addWidget(self.page, 1)
        rows.addLayout(foot)
        self.resize(560, 560)


def keyboard_page(actions: Actions) -> str:
    """Return every command with its keys, and what hands do on the map."""
    rows = [
        (
            ", ".join(keys.toString(QKeySequence.SequenceFormat.NativeText) for keys in actions[name].shortcuts()),
            command.text.rstrip("…"),
        )
        for name, command in actions.commands.items()
        if actions[name].shortcuts()
    ]
    parts = (("On the map", ON_THE_MAP), ("In the review queue", IN_THE_QUEUE), ("Everywhere", rows))
    return "".join(f"<h4>{title}</h4>{_table(lines)}" for title, lines in parts)


def map_page() -> str:
    """Return how to read the map, in words that hold for every landscape."""
    levels = "".join(f"<tr><td><b>{label(level)}</b>&nbsp;&nbsp;</td><td>{meaning(level)}</td></tr>" for level in REALITY_LEVELS)
    return f"""
    <p><b>A disc is a company</b>, larger with more deals. Small discs beside it are its business units. A ring without
    a line is a company that the articles compare with others, without a deal of its own.</p>
    <p><b>A line is a deal.</b> Its colour says what kind of deal, its dash how far it has come: solid is signed, long
    dashes are a letter of intent, short dashes are talks or plans, dots are speculation. Deals between the same two
    companies lie side by side; a deal of three or more meets in a small hub. Arrowheads say who gives to whom.</p>
    <p><b>Pale lines are ghosts</b>: what is less real than the reality slider asks for. "May" is never drawn as "is".</p>
    <table>{levels}</table>
    <p><b>An open mark on a line</b> says that nobody has reviewed it yet: press A to accept, R to reject.</p>
    <p><b>Tinted ground</b>, from a few hundred companies on, is shared by companies that deal with each other most; it is named by
    the strongest of them. From far, broad grey bows are the deals between such groups.</p>
    <p>The legend on the map explains exactly what is on the picture, no more.</p>"""


def about_page() -> str:
    """Return what this is, that it works offline, and of what it is made."""
    made_of = {
        "Alliance Explorer": __version__,
        "Python": platform.python_version(),
        "Qt": qVersion(),
        **{name: _version(name) for name in MADE_OF},
        "Large maps": _KERNELS[kernel.name()],
    }
    return f"""
    <p>Reads articles about alliances between companies, and shows them as a map with a sentence behind every line.</p>
    <p><b>It works offline.</b> It opens no network connection; your articles and your landscapes stay on this machine.</p>
    {_table(list(made_of.items()))}
    <p>Free software under the MIT licence. The faces are Inter and Source Serif, under the SIL Open Font License.</p>"""


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _table(rows: Sequence[tuple[str, str]]) -> str:
    cells = (
        f'<tr><td width="{FIRST_COLUMN}"><b>{escape(a)}</b></td><td style="padding-left: 12px">{escape(b)}</td></tr>'
        for a, b in rows
    )
    return f'<table style="margin-bottom: 12px">{"".join(cells)}</table>'
