"""Colours by meaning, from resources/themes; never by place."""

import tomllib
from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import QColor

from explorer.landscape.shipped import resources


@dataclass(frozen=True, slots=True)
class Theme:
    """One sheet, light or dark; every colour is "#RRGGBB". What each means is said in resources/themes/light.toml."""

    name: str
    is_dark: bool
    ground: str
    surface: str
    raised: str
    sunken: str
    ink: str
    quiet: str
    hairline: str
    border: str
    chosen: str
    chosen_ground: str
    on_chosen: str
    unreviewed: str
    unreviewed_ground: str
    refused: str
    disc: str
    alliance: str
    joint_venture: str
    making: str
    equity: str
    licence: str
    service: str
    strong: str
    middle: str
    weak: str

    @staticmethod
    @cache
    def load(name: str) -> "Theme":
        """Read the sheet "light" or "dark"."""
        path = resources() / "themes" / f"{name}.toml"
        return Theme(name=name, **tomllib.loads(path.read_text(encoding="utf-8")))

    def hex(self, meaning: str, strength: float = 1.0, over: str = "ground") -> str:
        """Return a colour mixed onto another: opaque, and so quicker to paint than a translucent one."""
        if strength >= 1.0:
            return str(getattr(self, meaning))
        return _mix(getattr(self, meaning), getattr(self, over), strength)

    def colour(self, meaning: str, strength: float = 1.0, over: str = "ground") -> QColor:
        """Return `hex(...)` as a QColor of its own."""
        return QColor(self.hex(meaning, strength, over))


@cache
def _mix(above: str, below: str, strength: float) -> str:
    pairs = ((int(above[i : i + 2], 16), int(below[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a * strength + b * (1 - strength)):02X}" for a, b in pairs)
