"""How the landscape is looked at: what a snapshot keeps and a picture carries inside."""

import json
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum

from explorer.landscape.excerpts import SourceId
from explorer.landscape.facts import CapabilityId, CompanyId, DealId
from explorer.landscape.vocabulary import REALITY_LEVELS, DealType, Reality, Review, Stage


@dataclass(frozen=True, slots=True)
class Camera:
    """Map unit at the centre of the picture, and pixels for one map unit."""

    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Filters:
    """What is wanted on the map; an empty set wants everything. `fade` keeps the rest as pale ground.

    A capability stands for its parts too; `geographies` are as worded. `mentioned` also shows the companies of which a source
    says nothing but their name.
    """

    types: frozenset[DealType] = frozenset()
    stages: frozenset[Stage] = frozenset()
    reviews: frozenset[Review] = frozenset()
    since: str = ""
    until: str = ""
    text: str = ""
    fade: bool = True
    mentioned: bool = False
    realities: frozenset[Reality] = frozenset()
    capabilities: frozenset[CapabilityId] = frozenset()
    geographies: frozenset[str] = frozenset()
    sources: frozenset[SourceId] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is filtered."""
        return self == Filters(fade=self.fade, mentioned=self.mentioned)

    @property
    def cleared(self) -> "Filters":
        """The same without any wish, and with the same ways of showing the rest."""
        return Filters(fade=self.fade, mentioned=self.mentioned)


class Arrangement(StrEnum):
    """In which order companies are shown: where they stand, in rings around some of them, in columns by their first deal."""

    MAP = "map"
    RINGS = "rings"
    COLUMNS = "columns"


@dataclass(frozen=True, slots=True)
class Selection:
    """What is chosen; `focus` shows the chosen companies with their neighbours and fades the rest."""

    companies: frozenset[CompanyId] = frozenset()
    deals: frozenset[DealId] = frozenset()
    focus: bool = False

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is chosen."""
        return not (self.companies or self.deals)


@dataclass(frozen=True, slots=True)
class View:
    """Everything that decides what the map shows, apart from what is known and where companies stand.

    `around` are the companies that rings go around.
    """

    camera: Camera = Camera()
    reality: Reality = Reality.INTENDED
    filters: Filters = Filters()
    selection: Selection = Selection()
    places: tuple[tuple[CompanyId, float, float], ...] = field(default=())
    arrangement: Arrangement = Arrangement.MAP
    around: frozenset[CompanyId] = frozenset()

    def with_(self, **changes: object) -> "View":
        """Return this view with some parts replaced."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def to_json(self) -> str:
        """Return this view as one line of JSON; sets as sorted lists."""
        return json.dumps(asdict(self), default=sorted, separators=(",", ":"))

    @staticmethod
    def from_json(text: str) -> "View":
        """Read what `to_json` wrote; raise ValueError where it is no view."""
        try:
            raw = json.loads(text)
            if Reality(raw["reality"]) not in REALITY_LEVELS:
                raise ValueError("the reality slider has no such stop")
            filters, chosen = raw["filters"], raw["selection"]
            return View(
                camera=Camera(**raw["camera"]),
                reality=Reality(raw["reality"]),
                filters=Filters(
                    types=frozenset(map(DealType, filters["types"])),
                    stages=frozenset(map(Stage, filters["stages"])),
                    reviews=frozenset(map(Review, filters["reviews"])),
                    since=filters["since"],
                    until=filters["until"],
                    text=filters["text"],
                    fade=bool(filters["fade"]),
                    mentioned=bool(filters.get("mentioned")),
                    realities=frozenset(map(Reality, filters.get("realities", ()))),
                    capabilities=frozenset(CapabilityId(str(each)) for each in filters.get("capabilities", ())),
                    geographies=frozenset(map(str, filters.get("geographies", ()))),
                    sources=frozenset(SourceId(int(each)) for each in filters.get("sources", ())),
                ),
                selection=Selection(
                    frozenset(map(CompanyId, chosen["companies"])),
                    frozenset(map(DealId, chosen["deals"])),
                    bool(chosen["focus"]),
                ),
                places=tuple((CompanyId(int(c)), float(x), float(y)) for c, x, y in raw["places"]),
                arrangement=Arrangement(raw.get("arrangement", Arrangement.MAP)),
                around=frozenset(CompanyId(int(c)) for c in raw.get("around", ())),
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"no view: {error}") from error


@dataclass(frozen=True, slots=True)
class KeptView:
    """A view kept in the landscape under a name; `made` is ISO 8601, `shown` says what was on the map in words."""

    id: int
    name: str
    made: str
    view: View
    shown: str = ""
