"""The signs of the gap matrix: rings, tables, legends and exports use the same."""

from enum import StrEnum

from explorer.landscape.vocabulary import StandingKind


class Glyph(StrEnum):
    """The signs of the matrix; tables, legends and exports use the same."""

    LEADS = "●"
    HAS = "◉"
    DEVELOPING = "◐"
    THROUGH = "◑"  # through a partner, in force
    CONTINGENT = "◌"  # through a partner, contingent
    LAGS = "○"
    LACKS = "✕"
    SEEKS = "↗"
    EXITS = "⇥"
    SILENT = "–"
    NOT_EXAMINED = "?"
    DISPUTED = "⚡"


GLYPH_WORDS = {
    Glyph.LEADS: "leads",
    Glyph.HAS: "has or offers",
    Glyph.DEVELOPING: "is developing",
    Glyph.THROUGH: "through a partner, in force",
    Glyph.CONTINGENT: "through a partner, contingent",
    Glyph.LAGS: "lags",
    Glyph.LACKS: "is said to lack",
    Glyph.SEEKS: "seeks",
    Glyph.EXITS: "exits",
    Glyph.SILENT: "examined, its sources are silent",
    Glyph.NOT_EXAMINED: "not examined: no source speaks of it",
    Glyph.DISPUTED: "sources disagree",
}

#: The same in a word or two, for a legend.
GLYPH_NAMES = {
    Glyph.LEADS: "leads",
    Glyph.HAS: "has",
    Glyph.DEVELOPING: "develops",
    Glyph.THROUGH: "by a partner, in force",
    Glyph.CONTINGENT: "by a partner, contingent",
    Glyph.LAGS: "lags",
    Glyph.LACKS: "lacks",
    Glyph.SEEKS: "seeks",
    Glyph.EXITS: "exits",
    Glyph.SILENT: "silent",
    Glyph.NOT_EXAMINED: "not examined",
    Glyph.DISPUTED: "disagree",
}

STANDING_GLYPHS = {
    StandingKind.LEADS: Glyph.LEADS,
    StandingKind.HAS: Glyph.HAS,
    StandingKind.OFFERS: Glyph.HAS,
    StandingKind.DEVELOPING: Glyph.DEVELOPING,
    StandingKind.LAGS: Glyph.LAGS,
    StandingKind.LACKS: Glyph.LACKS,
    StandingKind.SEEKS: Glyph.SEEKS,
    StandingKind.EXITS: Glyph.EXITS,
}
