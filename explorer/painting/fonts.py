"""The faces the program ships: Inter for our words, Source Serif for the words of others."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from explorer.landscape.names import runs_left
from explorer.landscape.shipped import resources

#: The sizes of the house in pixels: captions, work, headings.
CAPTION, WORK, LEAD, HEADING, TITLE = 11, 13, 15, 20, 28

#: Signs that Inter has not; without a face of our own a machine with few fonts would show boxes.
_SYMBOLS = "Alliance Symbols"
_TABULAR = QFont.Tag("tnum")


@dataclass(frozen=True, slots=True)
class Fonts:
    """Names of the sans and the serif family in use, and the fonts made of them; sizes are pixels."""

    sans: str
    serif: str

    def font(self, px: float = WORK, weight: QFont.Weight = QFont.Weight.Normal, *, tabular: bool = False) -> QFont:
        """Return the face of our own words; `tabular` gives every figure the same width."""
        return _font(self.sans, px, weight, tabular, False)

    def excerpt(self, px: float = WORK, *, italic: bool = False) -> QFont:
        """Return the face of words quoted from a source."""
        return _font(self.serif, px, QFont.Weight.Normal, False, italic)

    def measure(self, text: str, px: float) -> float:
        """Return how wide a label on the map is, at the heavier of the two weights that labels have."""
        return _width(self.sans, text, px)


def slants(words: str) -> bool:
    """Return whether these words can be set in italics: Arabic and Hebrew have none, and many machines show boxes instead."""
    return not runs_left(words)


def load_fonts() -> Fonts:
    """Register the shipped fonts with Qt; where one is missing the system's face steps in. Needs a QGuiApplication."""
    general = QFontDatabase.SystemFont.GeneralFont
    _family(_SYMBOLS.replace(" ", ""), general)
    return Fonts(_family("Inter", general), _family("SourceSerifPro", general))


@lru_cache(maxsize=8)
def _family(prefix: str, otherwise: QFontDatabase.SystemFont) -> str:
    families: list[str] = []
    for path in sorted((resources() / "fonts").glob(f"{prefix}-*.[ot]tf")):
        families += QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
    return min(families, key=len) if families else QFontDatabase.systemFont(otherwise).family()


def _font(family: str, px: float, weight: QFont.Weight, tabular: bool, italic: bool) -> QFont:
    font = QFont([family, _SYMBOLS])
    font.setPixelSize(max(1, round(px)))
    font.setWeight(weight)
    font.setItalic(italic)
    # Letters keep their shape at every size, and a label is as wide on one machine as on another.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tabular:
        font.setFeature(_TABULAR, 1)
    return font


@lru_cache(maxsize=20_000)
def _width(family: str, text: str, px: float) -> float:
    return _metrics(family, px).horizontalAdvance(text)


@lru_cache(maxsize=32)
def _metrics(family: str, px: float) -> QFontMetricsF:
    return QFontMetricsF(_font(family, px, QFont.Weight.DemiBold, False, False))
