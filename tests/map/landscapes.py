"""Small landscapes for the tests of the map, told in a few words."""

from dataclasses import replace
from random import Random

from explorer.landscape.facts import CompanyId, DealId, Place
from explorer.landscape.views import View
from explorer.landscape.vocabulary import CompanyKind, DealType, Reality, Review, Stage
from explorer.map.camera import fit
from explorer.map.display import bounds, display_list
from explorer.map.layout import place
from explorer.map.marks import DisplayList
from explorer.map.scene import MapCompany, MapData, MapDeal, MapFlow

SIZE = (1000.0, 700.0)


def measure(text: str, px: float) -> float:
    """A face whose letters are all alike."""
    return len(text) * px * 0.56


def deal(number: int, *parties: int, **changes: object) -> MapDeal:
    plain = MapDeal(
        DealId(number),
        tuple(map(CompanyId, parties)),
        (DealType.ALLIANCE,),
        Stage.IN_FORCE,
        Reality.DONE,
        Review.ACCEPTED,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def flow(giver: int, taker: int, what: str, reality: Reality = Reality.DONE) -> MapFlow:
    return MapFlow(CompanyId(giver), CompanyId(taker), what, reality)


def landscape(names: str, *deals: MapDeal, units: dict[int, int] | None = None, comparators: tuple[int, ...] = ()) -> MapData:
    """Companies are numbered from 1 in the order of `names`, which commas part; `units` leads from a unit to its parent."""
    companies = []
    for number, name in enumerate(names.split(", "), 1):
        parent = (units or {}).get(number)
        companies.append(
            MapCompany(
                CompanyId(number),
                name,
                CompanyKind.UNIT if parent else CompanyKind.COMPANY,
                CompanyId(parent) if parent else None,
                sum(number in each.parties for each in deals),
                number in comparators,
            )
        )
    return MapData(tuple(companies), deals)


def places_of(data: MapData) -> dict[CompanyId, Place]:
    return {spot.company: spot for spot in place(data, {})}


def drawn(data: MapData, view: View | None = None, size: tuple[float, float] = SIZE) -> DisplayList:
    """The whole landscape, fitted into a picture."""
    places = places_of(data)
    fitted = (view or View()).with_(camera=fit(bounds(data, places), size))
    return display_list(data, places, fitted, size, measure)


def told(data: MapData, picture: DisplayList) -> str:
    """A picture in words: one line for each line drawn, sorted."""
    names = {company.id: company.name for company in data.companies}
    discs = {disc.company: disc for disc in picture.discs}
    rows = []
    for line in picture.lines:
        ends = []
        for x, y in ((line.x0, line.y0), (line.x1, line.y1)):
            near = min(discs.values(), key=lambda disc: (disc.x - x) ** 2 + (disc.y - y) ** 2)
            away = ((near.x - x) ** 2 + (near.y - y) ** 2) ** 0.5 - near.radius
            ends.append(names[near.company] if away < 16 else "hub" if line.part == "spoke" else "nobody")
        arrow = {(True, True): "<->", (True, False): "<--", (False, True): "-->", (False, False): "---"}[line.head0, line.head1]
        stroke = line.stroke
        words = [stroke.family, stroke.dash]
        words += ["ghost"] * stroke.is_ghost + ["unreviewed"] * stroke.is_unreviewed + ["ended"] * stroke.is_ended
        words += ["denied"] * stroke.is_denied + ["chosen"] * stroke.is_chosen + ["faded"] * (stroke.strength < 1)
        rows.append(f"{ends[0]} {arrow} {ends[1]}: {', '.join(words)}")
    return "\n".join(sorted(rows))


def random_landscape(seed: int, count: int, deals: int) -> MapData:
    """Companies with names of all lengths, dealing at random; some are units."""
    dice = Random(seed)
    numbers = list(range(1, count + 1))
    units = {n: dice.choice(numbers[:3]) for n in numbers[3:] if dice.random() < 0.15}
    names = ", ".join("Ab cdefgh ijklmn opqrst"[: dice.randint(2, 23)].strip() + str(n) for n in numbers)
    made = [deal(n, *dice.sample(numbers, min(count, dice.choice((1, 2, 2, 2, 3))))) for n in range(1, deals + 1)]
    return landscape(names, *made, units=units)
