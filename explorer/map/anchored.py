"""Names on a large map: placed once where the camera rests, then carried along with what they name, never one over another."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from explorer.landscape.views import Camera
from explorer.map.atlas import GROWTH, Atlas, Bools, most_important
from explorer.map.camera import Size, to_map, to_screen
from explorer.map.display import LEADING, Measure
from explorer.map.labels import Ground, Request, around_disc
from explorer.map.marks import Disc, DiscStyle, Label, LabelKind
from explorer.map.sizes import wrapped
from explorer.map.spacing import Rect
from explorer.map.world import World

#: So many companies in view are asked whether their names find room; of these the first so many may stand off on a leader.
CANDIDATES, LED = 260, 40
#: Blocs are named while one looks from so far or farther.
BLOCS_NAMED_FROM = 0.15
#: A bloc is named where it is at least so many pixels across, and no more than so many times the shorter side of the picture.
SMALLEST_BLOC, LARGEST_BLOC = 46.0, 1.4
LONGEST = 18
#: Names are set in these sizes: the first in importance, and the rest.
MAIN, REST = 13.0, 11.0


@dataclass(frozen=True, slots=True)
class Anchored:
    """A label as it was placed, and the map point and the picture point that it then belonged to; `row` of a company, else -1."""

    label: Label
    x: float
    y: float
    at: tuple[float, float]
    row: int = -1

    def moved(self, camera: Camera, size: Size) -> Label:
        """Return the label where it belongs now; its letters keep their size."""
        x, y = to_screen(camera, self.x, self.y, size)
        dx, dy = x - self.at[0], y - self.at[1]
        if not dx and not dy:
            return self.label
        rect, leader = self.label.rect, self.label.leader
        led = (leader[0] + dx, leader[1] + dy, leader[2] + dx, leader[3] + dy) if leader else None
        return replace(self.label, rect=Rect(rect.x + dx, rect.y + dy, rect.width, rect.height), leader=led)


def view_of(camera: Camera, size: Size) -> Rect:
    """Return the rectangle of the map that a picture of this size shows."""
    (left, top), (right, bottom) = to_map(camera, 0, 0, size), to_map(camera, *size, size)
    return Rect(left, top, right - left, bottom - top)


def place_names(
    atlas: Atlas,
    camera: Camera,
    size: Size,
    measure: Measure,
    *,
    chosen: Sequence[int] = (),
    lit: Sequence[int] = (),
    first: Sequence[int] = (),
    hidden: Bools | None = None,
    count: int = CANDIDATES,
    before: Sequence[Request] = (),
    anchors: Sequence[tuple[float, float]] = (),
    covered: Sequence[Rect] = (),
) -> list[Anchored]:
    """Give names their places: first `before`, which belong to `anchors`, then the chosen, what is lit, the rest by importance.

    Where something is lit, only that is named; `first` come before others without being chosen, `hidden` bool (n) are rows
    without a name, and no more than `count` are asked whether their names find room. What is `covered` is no room for names.
    """
    ground = Ground(*size, phase=(-camera.x * camera.scale + size[0] / 2, -camera.y * camera.scale + size[1] / 2))
    ground.take_all(covered)
    in_view = atlas.rows_in(view_of(camera, size))
    away = np.zeros(len(atlas.xy), dtype=bool) if hidden is None else hidden
    picked = [row for row in chosen if not away[row]]
    if len(lit) or len(chosen):
        others = most_important(atlas, [row for row in lit if not away[row] and row not in set(picked)], count)
    else:
        others = most_important(atlas, in_view[~away[in_view]], count)
        others = [*first, *(row for row in others if row not in set(first))]
    rows = [*picked, *others]
    seen = [_disc(atlas, row, camera, size, is_chosen=row in set(picked)) for row in rows]
    bare = [place for place, disc in enumerate(seen) if not any(one.holds(disc.x, disc.y) for one in covered)]
    rows, discs = [rows[place] for place in bare], [seen[place] for place in bare]
    ground.take(np.array([(d.x - d.radius, d.y - d.radius, d.x + d.radius, d.y + d.radius) for d in discs]).reshape(-1, 4))
    led = 0 if before else LED  # beside the names of blocs those of companies are all small
    names = [
        _name(atlas, row, disc, measure, is_main=place < led) for place, (row, disc) in enumerate(zip(rows, discs, strict=True))
    ]
    requests = [*before, *names]
    points = {id(request): anchor for request, anchor in zip(before, anchors, strict=True)}
    settled = ground.settle_each(requests)
    found = []
    for request, label in zip(requests, settled, strict=True):
        if label is None:
            continue
        if id(request) in points:
            row, (x, y) = -1, points[id(request)]
        else:
            row = -1 if label.company is None else atlas.terrain.row_of(label.company) or 0
            x, y = atlas.xy[row].tolist()
        found.append(Anchored(label, x, y, to_screen(camera, x, y, size), row))
    return found


def bloc_names(
    atlas: Atlas, world: World, camera: Camera, size: Size, measure: Measure
) -> tuple[list[Request], list[tuple[float, float]], NDArray[np.bool_]]:
    """Return a request for the name of each bloc that is large enough in view, where it belongs on the map, and bool (n) which
    companies are named by it.
    """
    requests, anchors, named = [], [], np.zeros(len(atlas.xy), dtype=bool)
    for bloc in world.blocs:
        across = bloc.extent * camera.scale
        x, y = to_screen(camera, bloc.x, bloc.y, size)
        if across < SMALLEST_BLOC or across > LARGEST_BLOC * min(size) or not (0 <= x <= size[0] and 0 <= y <= size[1]):
            continue
        px = float(round(min(max(9.0 + across / 45, 10.0), 16.0)))
        lines = _title([atlas.terrain.names[row] for row in bloc.strongest], 1.2 * across, px, measure)
        width, height = max(measure(line, px) for line in lines) + 2, len(lines) * px * LEADING
        label = Label(LabelKind.BLOC, lines, Rect(0, 0, width, height), px, is_strong=True, hue=bloc.hue)
        low = (x - width / 2, y - height / 2)
        step = across / 5
        shifts = ((0, 0), (0, -step), (0, step), (-step, 0), (step, 0), (0, -2 * step), (0, 2 * step))
        places = tuple((low[0] + dx, low[1] + dy, 0, 0.5 * rank) for rank, (dx, dy) in enumerate(shifts))
        requests.append(Request(label, width, height, places))
        anchors.append((bloc.x, bloc.y))
        named[list(bloc.strongest)] = True
    return requests, anchors, named


def _title(names: Sequence[str], room: float, px: float, measure: Measure) -> tuple[str, ...]:
    """Return "FORD · VOLKSWAGEN · …" on one or two lines: as many of the strongest as fit, the first in any case."""
    words = [_shortened(name).upper() for name in names]
    lines = [words[0]]
    for word in words[1:]:
        if measure(f"{lines[-1]} · {word}", px) <= room:
            lines[-1] += f" · {word}"
        elif len(lines) == 1 and room > 120 and measure(word, px) <= room:
            lines[-1] += " ·"
            lines.append(word)
        else:
            break
    if measure(f"{lines[-1]} · …", px) <= room:
        lines[-1] += " · …"
    return tuple(lines)


def _shortened(name: str) -> str:
    """Return the first words of a name, as many as are short; one long word is cut."""
    words = name.split()
    while len(words) > 1 and len(" ".join(words)) > LONGEST:
        words.pop()
    found = " ".join(words)
    return found if len(found) <= LONGEST else found[: LONGEST - 1] + "…"


def moved(names: Sequence[Anchored], camera: Camera, size: Size) -> tuple[Label, ...]:
    """Return the labels where they belong now, in the order given, without those out of sight or on an earlier one."""
    frame = Rect(0, 0, *size)
    labels = [label for name in names if (label := name.moved(camera, size)).rect.touches(frame)]
    are_free = Ground(*size).claim([label.rect for label in labels])
    return tuple(label for label, is_free in zip(labels, are_free, strict=True) if is_free)


def _disc(atlas: Atlas, row: int, camera: Camera, size: Size, *, is_chosen: bool) -> Disc:
    left, top = atlas.xy[row].tolist()
    x, y = to_screen(camera, left, top, size)
    reach = max(float(atlas.radius[row]) * camera.scale**GROWTH, 1.5)
    style = DiscStyle.UNIT if atlas.terrain.root[row] != row else DiscStyle.COMPANY
    return Disc(atlas.company(row), x, y, reach, style, is_chosen)


def _name(atlas: Atlas, row: int, disc: Disc, measure: Measure, *, is_main: bool) -> Request:
    is_main = is_main or disc.is_chosen
    px = MAIN if is_main else REST
    lines = wrapped(atlas.terrain.names[row])
    width, height = max(measure(line, px) for line in lines) + 2, len(lines) * px * LEADING
    kind = LabelKind.UNIT if disc.style is DiscStyle.UNIT else LabelKind.COMPANY
    label = Label(kind, lines, Rect(0, 0, width, height), px, company=disc.company, is_strong=is_main)
    return Request(label, width, height, around_disc(disc, width, height), disc if is_main else None)
