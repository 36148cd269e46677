"""What lies under the pointer."""

from explorer.landscape.facts import CompanyId, DealId
from explorer.landscape.views import Camera
from explorer.map.families import Dash, Family
from explorer.map.hits import companies_in, company_at, deal_at
from explorer.map.marks import Disc, DiscStyle, DisplayList, Hub, Label, LabelKind, Line, LinePart, Stroke
from explorer.map.spacing import Rect

LEFT, RIGHT = CompanyId(1), CompanyId(2)
UPPER, LOWER, JOINT = DealId(1), DealId(2), DealId(3)


def stroke(deal: DealId) -> Stroke:
    return Stroke(deal, Family.ALLIANCE, Dash.SOLID, is_ghost=False)


def disc(company: CompanyId, x: float) -> Disc:
    return Disc(company, x, 100, 10, next(iter(DiscStyle)))


def curve(deal: DealId, bend: float) -> Line:
    return Line(stroke(deal), next(iter(LinePart)), 110, 100, 200, 100 + bend, 290, 100)


DRAWN = DisplayList(
    400,
    200,
    Camera(),
    discs=(disc(LEFT, 100), disc(RIGHT, 300)),
    lines=(curve(UPPER, -60), curve(LOWER, 60)),
    hubs=(Hub(stroke(JOINT), 200, 180),),
    labels=(Label(next(iter(LabelKind)), ("Left",), Rect(80, 115, 40, 14), 13, company=LEFT),),
)


def test_a_company_is_hit_on_its_disc_and_just_beside_it() -> None:
    assert company_at(DRAWN, 104, 96) == LEFT
    assert company_at(DRAWN, 112, 100) == LEFT
    assert company_at(DRAWN, 300, 109) == RIGHT


def test_a_company_is_hit_on_its_name() -> None:
    assert company_at(DRAWN, 100, 122) == LEFT


def test_nothing_is_hit_on_open_ground() -> None:
    assert company_at(DRAWN, 200, 20) is None
    assert deal_at(DRAWN, 200, 20) is None


def test_parallel_deals_are_told_apart_by_their_curves() -> None:
    assert deal_at(DRAWN, 200, 70) == UPPER
    assert deal_at(DRAWN, 200, 130) == LOWER


def test_the_space_between_parallel_deals_is_open_ground() -> None:
    assert deal_at(DRAWN, 200, 100) is None


def test_a_deal_of_many_is_hit_on_its_hub() -> None:
    assert deal_at(DRAWN, 203, 177) == JOINT


def test_a_rectangle_gathers_the_discs_inside() -> None:
    assert companies_in(DRAWN, Rect(0, 0, 200, 200)) == {LEFT}
    assert companies_in(DRAWN, Rect(0, 0, 400, 200)) == {LEFT, RIGHT}
    assert companies_in(DRAWN, Rect(150, 150, 10, 10)) == frozenset()


def test_an_empty_picture_hits_nothing() -> None:
    empty = DisplayList(400, 200, Camera())
    assert company_at(empty, 1, 1) is None
    assert deal_at(empty, 1, 1) is None
