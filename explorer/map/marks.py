"""What a picture of the map is made of: immutable marks in picture pixels, in the order in which they are painted."""

from dataclasses import dataclass
from enum import StrEnum

from explorer.landscape.facts import CompanyId, DealId
from explorer.landscape.views import Camera
from explorer.landscape.vocabulary import Reality
from explorer.map.families import Dash, Family
from explorer.map.spacing import Rect


class DiscStyle(StrEnum):
    """What a disc stands for."""

    COMPANY = "company"
    UNIT = "unit"
    COMPARATOR = "comparator"
    GROUP = "group"
    ALONE = "alone"


class RingStyle(StrEnum):
    """How a company stands on a capability: told by colour, and by thickness and dash again."""

    STRONG = "strong"
    MIDDLE = "middle"
    WEAK = "weak"


class LinePart(StrEnum):
    """What a line is of its deal: the whole of it, one spoke of a hub, a stub without a partner, or what is only possible."""

    WHOLE = "whole"
    SPOKE = "spoke"
    STUB = "stub"
    POSSIBLE = "possible"


class LabelKind(StrEnum):
    """What a label names."""

    COMPANY = "company"
    UNIT = "unit"
    ALONE = "alone"
    DEAL = "deal"
    FLOW = "flow"
    BLOC = "bloc"


@dataclass(frozen=True, slots=True)
class Stroke:
    """How the lines of one deal look, wherever the camera stands.

    A ghost is a deal, or a part of one, that is not said to be so. `strength` below 1 fades the line towards the ground.
    """

    deal: DealId
    family: Family
    dash: Dash
    is_ghost: bool
    is_double: bool = False
    is_ended: bool = False
    is_denied: bool = False
    is_unreviewed: bool = False
    is_chosen: bool = False
    strength: float = 1.0


@dataclass(frozen=True, slots=True)
class Line:
    """A quadratic curve from (x0, y0) to (x1, y1) with the control point (cx, cy), ending clear of the discs.

    `head0` and `head1` say whether something flows towards that end. The mark of the deal, if it has one, sits at the middle.
    """

    stroke: Stroke
    part: LinePart
    x0: float
    y0: float
    cx: float
    cy: float
    x1: float
    y1: float
    head0: bool = False
    head1: bool = False

    @property
    def deal(self) -> DealId:
        """The deal it is drawn for."""
        return self.stroke.deal

    @property
    def middle(self) -> tuple[float, float]:
        """The point of the curve half way along."""
        return self.at(0.5)

    def at(self, t: float) -> tuple[float, float]:
        """Return the point of the curve at `t` between 0 and 1."""
        u = 1 - t
        return (
            u * u * self.x0 + 2 * u * t * self.cx + t * t * self.x1,
            u * u * self.y0 + 2 * u * t * self.cy + t * t * self.y1,
        )


@dataclass(frozen=True, slots=True)
class Disc:
    """A company; `hidden` counts partners of it that a filter keeps off the map, which is printed beside it.

    `rings` are the segments about it, clockwise from the top: one for each chosen capability, None where nothing is said.
    """

    company: CompanyId
    x: float
    y: float
    radius: float
    style: DiscStyle
    is_chosen: bool = False
    strength: float = 1.0
    hidden: int = 0
    rings: tuple[RingStyle | None, ...] = ()


def hidden_spot(disc: Disc) -> tuple[float, float]:
    """Return the middle of the number that counts a disc's hidden partners: at its upper right."""
    return disc.x + 0.72 * disc.radius + 6, disc.y - 0.72 * disc.radius - 6


@dataclass(frozen=True, slots=True)
class Tie:
    """The hairline from a unit to its parent, in the colour of a deal that names the unit."""

    unit: CompanyId
    x0: float
    y0: float
    x1: float
    y1: float
    family: Family | None = None
    strength: float = 1.0


@dataclass(frozen=True, slots=True)
class Hub:
    """Where the lines of a deal of three or more parties meet; an open end where the partner of a stub is not named."""

    stroke: Stroke
    x: float
    y: float
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A name outside its disc, or words beside a line; `rect` is the room it takes, and no two of these overlap.

    `leader` is a hairline from the disc to a name that found no room beside it: x0, y0, x1, y1.
    """

    kind: LabelKind
    lines: tuple[str, ...]
    rect: Rect
    px: float
    align: int = 0  # -1 left, 0 middle, 1 right
    company: CompanyId | None = None
    deal: DealId | None = None
    family: Family | None = None
    is_strong: bool = False
    is_ghost: bool = False
    strength: float = 1.0
    leader: tuple[float, float, float, float] | None = None
    hue: int = -1  # of a BLOC


@dataclass(frozen=True, slots=True)
class Badge:
    """The number of a quote that stands behind a deal."""

    deal: DealId
    number: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class DisplayList:
    """A picture of the map, `width` by `height` pixels. `hidden_note` says in words what is not or only faintly seen, and why."""

    width: float
    height: float
    camera: Camera
    level: Reality = Reality.INTENDED
    ties: tuple[Tie, ...] = ()
    lines: tuple[Line, ...] = ()
    hubs: tuple[Hub, ...] = ()
    discs: tuple[Disc, ...] = ()
    labels: tuple[Label, ...] = ()
    badges: tuple[Badge, ...] = ()
    hidden_note: str = ""
