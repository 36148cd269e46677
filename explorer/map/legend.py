"""The legend: what the marks of one picture mean, and only those that are on it."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from explorer.landscape.facts import DealId
from explorer.landscape.vocabulary import Reality
from explorer.map.camera import DOUBLE_FROM, swell
from explorer.map.families import Dash, Family, is_ownership
from explorer.map.marks import DiscStyle, DisplayList, RingStyle, Stroke

_FAMILIES = {
    Family.ALLIANCE: "alliance, co-development",
    Family.JOINT_VENTURE: "joint venture",
    Family.MAKING: "manufacturing, supply",
    Family.EQUITY: "stake, merger, sale, funding",
    Family.LICENCE: "licence, standards",
    Family.SERVICE: "service, distribution",
}
_DASHES = {
    Dash.SOLID: "signed or in force",
    Dash.LONG: "letter of intent",
    Dash.SHORT: "intended or in talks",
    Dash.DOTTED: "speculated or only possible",
}
_DISCS = {
    DiscStyle.COMPANY: "company, larger with more deals",
    DiscStyle.UNIT: "business unit, tied to its parent",
    DiscStyle.COMPARATOR: "named for comparison, no deal",
    DiscStyle.GROUP: "unnamed group of companies",
    DiscStyle.ALONE: "company without a deal",
}
_RINGS = {
    RingStyle.STRONG: "leads, has or offers it",
    RingStyle.MIDDLE: "develops, seeks or exits it",
    RingStyle.WEAK: "lags or is said to lack it",
}
_PALE = {
    Reality.AGREED: "pale: at most intended",
    Reality.DONE: "pale: at most agreed, not yet done",
}


class LegendMark(StrEnum):
    """What is drawn before the words of an entry."""

    LINE = "line"
    HEAD = "head"
    UNREVIEWED = "unreviewed"
    HUB = "hub"
    OPEN_END = "open end"
    DISC = "disc"
    BADGE = "badge"
    RING = "ring"
    BLOC = "bloc"
    BUNDLE = "bundle"


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A mark and what it means; `stroke` for lines (in ink where only the dash matters), `disc` for discs.

    Lines of a texture are all of one width, whatever their family.
    """

    mark: LegendMark
    words: str
    stroke: Stroke | None = None
    disc: DiscStyle | None = None
    is_plain: bool = False
    ring: RingStyle | None = None
    is_texture: bool = False


def legend(display_list: DisplayList) -> tuple[LegendEntry, ...]:
    """Say what the marks of this picture mean: colours, dashes, signs on lines, discs."""
    strokes = [line.stroke for line in display_list.lines]
    firm = [stroke for stroke in strokes if not stroke.is_ghost]
    entries = [
        LegendEntry(
            LegendMark.LINE, words, _sample(family, is_double=is_ownership(family) and swell(display_list.camera) >= DOUBLE_FROM)
        )
        for family, words in _FAMILIES.items()
        if any(stroke.family is family for stroke in strokes)
    ]
    entries += [
        LegendEntry(LegendMark.LINE, words, _sample(dash=dash), is_plain=True)
        for dash, words in _DASHES.items()
        if any(stroke.dash is dash for stroke in (firm if dash is Dash.SOLID else strokes))
    ]
    if len(firm) < len(strokes):
        words = _PALE.get(display_list.level, "pale: only possible, asked or denied")
        entries.append(LegendEntry(LegendMark.LINE, words, _sample(dash=Dash.DOTTED, is_ghost=True), is_plain=True))
    if any(stroke.is_ended for stroke in strokes):
        entries.append(LegendEntry(LegendMark.LINE, "ended or suspended", _sample(is_ended=True), is_plain=True))
    if any(stroke.is_denied for stroke in strokes):
        entries.append(LegendEntry(LegendMark.LINE, "denied", _sample(dash=Dash.DOTTED, is_denied=True), is_plain=True))
    signs = {
        LegendMark.HEAD: ("what flows to whom", any(line.head0 or line.head1 for line in display_list.lines)),
        LegendMark.UNREVIEWED: ("not reviewed yet", any(stroke.is_unreviewed for stroke in strokes)),
        LegendMark.HUB: ("deal of three or more", any(not hub.is_open for hub in display_list.hubs)),
        LegendMark.OPEN_END: ("partner not named", any(hub.is_open for hub in display_list.hubs)),
        LegendMark.BADGE: ("number of its quote", bool(display_list.badges)),
    }
    entries += [LegendEntry(mark, words) for mark, (words, is_there) in signs.items() if is_there]
    styles = {disc.style for disc in display_list.discs}
    entries += [LegendEntry(LegendMark.DISC, words, disc=style) for style, words in _DISCS.items() if style in styles]
    rings = {ring for disc in display_list.discs for ring in disc.rings}
    entries += [LegendEntry(LegendMark.RING, words, ring=style) for style, words in _RINGS.items() if style in rings]
    return tuple(entries)


def legend_of_families(families: Collection[str], *, has_blocs: bool = False, has_bundles: bool = False) -> tuple[LegendEntry, ...]:
    """Say what the colours of a picture mean on which lines cannot be told apart; names that are no family are passed over."""
    entries = [
        LegendEntry(LegendMark.LINE, words, _sample(family), is_texture=True)
        for family, words in _FAMILIES.items()
        if family in families
    ]
    entries.append(LegendEntry(LegendMark.DISC, _DISCS[DiscStyle.COMPANY], disc=DiscStyle.COMPANY))
    if has_blocs:
        entries.append(LegendEntry(LegendMark.BLOC, "companies that deal with each other most, named by the strongest"))
    if has_bundles:
        entries.append(LegendEntry(LegendMark.BUNDLE, "deals between such groups"))
    return tuple(entries)


def _sample(
    family: Family = Family.ALLIANCE,
    dash: Dash = Dash.SOLID,
    *,
    is_ghost: bool = False,
    is_double: bool = False,
    is_ended: bool = False,
    is_denied: bool = False,
) -> Stroke:
    return Stroke(DealId(0), family, dash, is_ghost, is_double, is_ended, is_denied)
