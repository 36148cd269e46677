from explorer.landscape.facts import Place
from explorer.landscape.views import Camera, Selection
from explorer.session.session import Session
from explorer.ui.map.flight import between
from explorer.ui.map.speech import deal_words, selection_words
from explorer.ui.map.walk import DOWN, LEFT, RIGHT, towards
from tests.ui.map.hands import company_called


def test_the_choice_is_said_in_words(cars: Session) -> None:
    data = cars.data
    assert selection_words(data, Selection()).startswith("Nothing is chosen. ")
    two = Selection(frozenset({company_called(cars, "Ford"), company_called(cars, "Alibaba")}), focus=True)
    assert selection_words(data, two).startswith("2 companies: ")
    assert selection_words(data, two).endswith("the rest is faded.")


def test_a_deal_says_parties_type_stage_and_reality(cars: Session) -> None:
    deal = next(deal for deal in cars.data.deals if company_called(cars, "Alibaba") in deal.parties)
    heading, lines = deal_words(cars.data, deal.id)
    assert heading == "Ford and Alibaba" or heading == "Alibaba and Ford"
    assert "letter of intent" in lines[0]
    assert lines[1].startswith("reality: ")


def test_walking_prefers_what_lies_straight_ahead() -> None:
    places = {number: Place(number, x, y) for number, (x, y) in enumerate([(0, 0), (100, 10), (60, 90), (-50, 0)])}
    assert towards(places, 0, RIGHT, places) == 1
    assert towards(places, 0, LEFT, places) == 3
    assert towards(places, 0, DOWN, places) == 2
    assert towards(places, 1, RIGHT, places) is None


def test_half_way_the_scale_is_half_way_to_the_eye() -> None:
    assert between(Camera(0, 0, 1), Camera(10, 20, 4), 0.5) == Camera(5, 10, 2)
