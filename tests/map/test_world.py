from dataclasses import replace

import numpy as np
import pytest

from explorer.landscape.views import Camera
from explorer.map.anchored import bloc_names
from explorer.map.atlas import Atlas, survey
from explorer.map.terrain import terrain_of
from explorer.map.world import BUNDLES, FROM, HUES, World, farness, labels_of, world_of
from tests.map.landscapes import deal, landscape, measure

TOWNS, IN_TOWN = 5, 50


def towns() -> tuple[Atlas, np.ndarray]:
    """Five towns of fifty companies on a ring, each dealing among themselves; the first two also with each other."""
    dice = np.random.default_rng(1)
    names = ", ".join(f"{'ABCDE'[n // IN_TOWN]}{n:03}" for n in range(TOWNS * IN_TOWN))
    deals = []
    for town in range(TOWNS):
        ones = town * IN_TOWN + 1
        ends = [(ones, ones + k) for k in range(1, IN_TOWN)] + [
            tuple(ones + dice.choice(IN_TOWN, 2, replace=False)) for _ in range(80)
        ]
        deals += [deal(len(deals) + 1 + k, int(a), int(b)) for k, (a, b) in enumerate(ends)]
    deals += [deal(len(deals) + 1 + k, 1 + k, IN_TOWN + 1 + k) for k in range(10)]
    terrain = terrain_of(landscape(names, *deals))
    town = np.arange(TOWNS * IN_TOWN) // IN_TOWN
    middle = np.stack([np.cos(town * 2 * np.pi / TOWNS), np.sin(town * 2 * np.pi / TOWNS)], axis=1) * 1500
    return survey(terrain, (middle + dice.normal(scale=160, size=middle.shape)).astype(np.float32)), town.astype(np.int32)


@pytest.fixture(scope="module")
def drawn() -> tuple[Atlas, World]:
    atlas, town = towns()
    return atlas, world_of(atlas, town)


def test_every_bloc_has_ground_under_most_of_its_companies(drawn: tuple[Atlas, World]) -> None:
    atlas, world = drawn
    assert len(world.blocs) == TOWNS
    for bloc in world.blocs:
        rows = np.flatnonzero(world.label == bloc.number)
        inside = sum(any(_is_inside(atlas.xy[row], ring) for ring in bloc.outlines) for row in rows)
        assert inside > 0.85 * len(rows)


def test_a_bloc_is_named_by_its_strongest_and_its_name_stands_on_its_ground(drawn: tuple[Atlas, World]) -> None:
    atlas, world = drawn
    for bloc in world.blocs:
        assert atlas.terrain.deals[bloc.strongest[0]] == atlas.terrain.deals[world.label == bloc.number].max()
        assert any(_is_inside((bloc.x, bloc.y), ring) for ring in bloc.outlines)


def test_traffic_leads_from_bloc_to_bloc_and_nowhere_else(drawn: tuple[Atlas, World]) -> None:
    _, world = drawn
    assert len(world.bundles) == 1 <= BUNDLES
    assert world.bundles[0, 4] == pytest.approx(10)
    assert world.between.sum() == 10


def test_neighbours_have_different_hues() -> None:
    from explorer.map.world import _hues

    touching = {(a, b) for a in range(6) for b in range(a + 1, 6)} | {(2, 9)}
    hues = _hues(touching, list(range(12)))
    assert all(hues[a] != hues[b] for a, b in touching)
    assert max(hues) < HUES


def test_the_same_landscape_is_drawn_the_same(drawn: tuple[Atlas, World]) -> None:
    atlas, world = drawn
    again = world_of(atlas, world.label)
    assert all(
        one.hue == other.hue and all(np.array_equal(a, b) for a, b in zip(one.outlines, other.outlines, strict=True))
        for one, other in zip(world.blocs, again.blocs, strict=True)
    )


def test_blocs_are_found_by_who_deals_with_whom() -> None:
    atlas, town = towns()
    label = labels_of(atlas)
    agree = [np.bincount(label[town == number] + 1)[1:].max() for number in range(TOWNS)]
    assert min(agree) > 0.8 * IN_TOWN


def test_a_small_landscape_has_no_blocs() -> None:
    terrain = terrain_of(landscape("Alva, Brant", deal(1, 1, 2)))
    atlas = survey(terrain, np.zeros((2, 2), np.float32))
    assert FROM > 2 and world_of(atlas, np.zeros(2, np.int32)).blocs == ()


def test_from_far_blocs_are_named_and_their_companies_not_once_more(drawn: tuple[Atlas, World]) -> None:
    atlas, world = drawn
    requests, anchors, named = bloc_names(atlas, world, Camera(0, 0, 0.2), (900.0, 700.0), measure)
    assert len(requests) == len(anchors) == TOWNS
    assert {request.label.lines[0].split()[0] for request in requests} == {
        atlas.terrain.names[bloc.strongest[0]] for bloc in world.blocs
    }
    assert named.sum() == sum(len(bloc.strongest) for bloc in world.blocs)


def test_one_is_the_less_far_the_nearer_one_comes(drawn: tuple[Atlas, World]) -> None:
    atlas, _ = drawn
    steps = [farness(atlas, scale) for scale in (0.01, 0.1, 0.2, 1.0)]
    assert steps[0] == 1 and steps[-1] == 0 and steps == sorted(steps, reverse=True)
    assert farness(replace(atlas), 0.1) == farness(atlas, 0.1)


def _is_inside(point: object, ring: np.ndarray) -> bool:
    x, y = point  # type: ignore[misc]
    a, b = ring, np.roll(ring, -1, axis=0)
    crosses = (a[:, 1] > y) != (b[:, 1] > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        at = a[:, 0] + (y - a[:, 1]) / (b[:, 1] - a[:, 1]) * (b[:, 0] - a[:, 0])
    return bool((crosses & (at > x)).sum() % 2)
