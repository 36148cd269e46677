"""Paints invented landscapes of 2, 20, 60 and 300 companies, light and dark, and says how long each step took.

QT_QPA_PLATFORM=offscreen python -m benchmarks.map_pictures [FOLDER]
"""

import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from explorer.landscape.facts import CompanyId, DealId, Place
from explorer.landscape.views import Selection, View
from explorer.landscape.vocabulary import CompanyKind, DealType, Instrument, Reality, Review, Stage
from explorer.map.atlas import survey
from explorer.map.camera import fit
from explorer.map.display import bounds, display_list
from explorer.map.layout import place
from explorer.map.legend import legend
from explorer.map.scene import MapCompany, MapData, MapDeal, MapFlow
from explorer.map.terrain import terrain_of
from explorer.map.world import FROM, World, labels_of, world_of
from explorer.painting.fonts import load_fonts
from explorer.painting.legend_painter import legend_size, paint_legend
from explorer.painting.map_painter import paint_map
from explorer.painting.theme import Theme

SIZE = (1600.0, 1000.0)
_HEADS = (
    "Nord",
    "Alta",
    "Vela",
    "Kira",
    "Sol",
    "Terra",
    "Luma",
    "Orion",
    "Halden",
    "Brisk",
    "Cato",
    "Delta",
    "Ember",
    "Fjord",
    "Glen",
    "Harbour",
    "Iris",
    "Juno",
    "Krona",
    "Lark",
)
_TAILS = (
    "Motors",
    "Energy",
    "Semiconductor",
    "Mobility",
    "Batteries",
    "Cloud",
    "Materials",
    "Robotics",
    "Systems",
    "Automotive Group",
    "Lidar",
    "Software",
)


def seeds() -> MapData:
    """Two articles' worth: talks with flows both ways and a possibility, a letter of intent with a group of units, a comparator."""
    ford, vw, alibaba, gm = (CompanyId(i) for i in range(1, 5))
    units = [CompanyId(i) for i in range(5, 10)]
    names = ("AliOS", "Alibaba Cloud", "Alimama", "Tmall")
    companies = [
        MapCompany(ford, "Ford", CompanyKind.COMPANY, deals=2),
        MapCompany(vw, "Volkswagen", CompanyKind.COMPANY, deals=1),
        MapCompany(alibaba, "Alibaba", CompanyKind.COMPANY, deals=1),
        MapCompany(gm, "General Motors", CompanyKind.COMPANY, is_comparator=True),
        *(MapCompany(unit, name, CompanyKind.UNIT, alibaba, 1) for unit, name in zip(units, names, strict=False)),
        MapCompany(units[4], "Ford Smart Mobility", CompanyKind.UNIT, ford, 0),
    ]
    talks = MapDeal(
        DealId(1), (ford, vw), (DealType.ALLIANCE,), Stage.IN_TALKS, Reality.INTENDED, Review.PROPOSED,
        flows=(
            MapFlow(ford, vw, "pickup manufacturing", Reality.INTENDED),
            MapFlow(vw, ford, "electric vehicle production", Reality.INTENDED),
        ),
        possible=("autonomous testing",),
    )  # fmt: skip
    letter = MapDeal(
        DealId(2), (ford, alibaba, *units[:4]), (DealType.ALLIANCE,), Stage.INTENDED, Reality.AGREED, Review.ACCEPTED,
        instrument=Instrument.LETTER_OF_INTENT, term="three years",
        flows=(
            MapFlow(alibaba, ford, "cloud computing", Reality.INTENDED),
            MapFlow(alibaba, ford, "connectivity", Reality.INTENDED),
            MapFlow(alibaba, ford, "mobility services", Reality.INTENDED),
        ),
    )  # fmt: skip
    return MapData(tuple(companies), (talks, letter))


def invented(count: int) -> MapData:
    """Return a landscape of so many companies, with hubs, leaves, small groups, units and twice as many deals."""
    dice = random.Random(count)
    names = sorted({f"{head} {tail}" for head in _HEADS for tail in _TAILS})
    names += sorted({head + tail.lower()[:4] for head in _HEADS for tail in _TAILS})
    dice.shuffle(names)
    ids = [CompanyId(i + 1) for i in range(count)]
    main = ids[: round(count * 0.72)]
    deals = []
    blocs = [dice.randrange(max(2, count // 15)) for _ in ids]
    for number in range(count * 2 if count > 2 else 2):
        pool = main if dice.random() < 0.9 else ids[len(main) : round(count * 0.96)]
        first = pool[min(int(dice.paretovariate(1.1)) - 1, len(pool) - 1)] if dice.random() < 0.5 else dice.choice(pool or ids)
        near = [id_ for id_ in pool if blocs[id_ - 1] == blocs[first - 1] and id_ != first]
        second = dice.choice(near if near and dice.random() < 0.8 else [id_ for id_ in pool if id_ != first] or ids)
        parties = tuple(dict.fromkeys((first, second, *(dice.sample(near, min(len(near), 2)) if dice.random() < 0.06 else ()))))
        reality = dice.choices(tuple(Reality), (45, 20, 18, 10, 3, 1))[0]
        stage = dice.choices(tuple(Stage), (1, 4, 8, 10, 20, 4, 30, 3, 2, 3, 3, 1))[0]
        flows = tuple(
            MapFlow(a, b, dice.choice(("batteries", "chips", "cloud", "assembly", "software")), reality)
            for a, b in ((parties[0], parties[-1]), (parties[-1], parties[0]))
            if dice.random() < 0.4 and a != b
        )
        deals.append(
            MapDeal(
                DealId(number + 1),
                parties,
                (dice.choice(tuple(DealType)),),
                stage,
                reality,
                dice.choices((Review.PROPOSED, Review.ACCEPTED), (3, 7))[0],
                dice.choice((None, None, Instrument.LETTER_OF_INTENT)),
                flows=flows,
            )
        )
    taking = {id_: sum(id_ in deal.parties for deal in deals) for id_ in ids}
    companies = []
    for place_, id_ in enumerate(ids):
        is_unit = count > 10 and place_ % 17 == 16
        parent = CompanyId(id_ // 3 + 1) if is_unit else None
        kind = CompanyKind.UNIT if is_unit else CompanyKind.COMPANY
        companies.append(MapCompany(id_, names[place_], kind, parent, taking[id_], not taking[id_] and not is_unit))
    return MapData(tuple(companies), tuple(deals))


def timed(what: Callable[[], Any], times: int = 1) -> tuple[Any, float]:
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        value = what()
        spent.append(time.perf_counter() - start)
    return value, statistics.median(spent) * 1000


def world_for(data: MapData, places: dict[CompanyId, Place]) -> World | None:
    if len(data.companies) < FROM:
        return None
    terrain = terrain_of(data)
    spots = np.array([(places[CompanyId(id_)].x, places[CompanyId(id_)].y) for id_ in terrain.ids.tolist()], np.float32)
    atlas = survey(terrain, spots)
    return world_of(atlas, labels_of(atlas))


def picture(data: MapData, view: View, theme: Theme, size: tuple[float, float], times: int) -> tuple[QImage, str]:
    fonts = load_fonts()
    places, laid = timed(lambda: {place_.company: place_ for place_ in place(data, {})})
    view = view.with_(camera=fit(bounds(data, places), size, below=90))
    first, cold = timed(lambda: display_list(data, places, view, size, fonts.measure))
    _, listed = timed(lambda: display_list(data, places, view, size, fonts.measure), times)
    world = world_for(data, places)
    image = QImage(int(size[0]), int(size[1]), QImage.Format.Format_RGB32)

    def paint() -> None:
        painter = QPainter(image)
        try:
            paint_map(painter, first, theme, fonts, world)
            entries = legend(first)
            wide, high = legend_size(entries, fonts, size[0] - 40)
            paint_legend(painter, entries, QRectF(26, size[1] - high - 26, wide, high), theme, fonts, plate=True)
        finally:
            painter.end()

    _, painted_first = timed(paint)
    _, painted = timed(paint, times)
    told = f"layout {laid:7.1f}  list {cold:6.1f} / {listed:5.1f}  paint {painted_first:6.1f} / {painted:5.1f} ms (first / again)"
    return image, f"{told}  {len(first.discs)} discs {len(first.lines)} lines {len(first.labels)} labels; {first.hidden_note}"


def main() -> None:
    app = QGuiApplication(sys.argv[:1])
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "pictures")
    folder.mkdir(parents=True, exist_ok=True)
    cases: list[tuple[str, MapData, View]] = [("seeds", seeds(), View())]
    cases += [(f"{count:03}", invented(count), View()) for count in (2, 20, 60, 300)]
    cases.append(("seeds-chosen", seeds(), View(selection=Selection(deals=frozenset({DealId(2)})))))
    cases.append(("300-chosen", invented(300), View(selection=Selection(companies=frozenset({CompanyId(1)})))))
    cases.append(("060-done", invented(60), View(reality=Reality.DONE)))
    for name, data, view in cases:
        for theme in ("light", "dark"):
            image, told = picture(data, view, Theme.load(theme), SIZE, 7)
            image.save(str(folder / f"{name}-{theme}.png"))
            if theme == "light":
                print(f"{name:14} {told}")
    app.quit()


if __name__ == "__main__":
    main()
