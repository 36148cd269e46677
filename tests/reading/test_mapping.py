"""Words of an article find their capability, in every trade that ships, and words that only look like one find none."""

from pathlib import Path

import pytest

from explorer.landscape import capabilities
from explorer.landscape.shipped import resources
from explorer.reading.mapping import CapabilityWords

SHIPPED = capabilities.load(resources() / "capabilities")
WORDS = CapabilityWords(SHIPPED)


@pytest.mark.parametrize(
    ("words", "capability"),
    [
        ("the construction of an LNG terminal", "energy.lng"),
        ("offshore wind farms in the North Sea", "energy.offshore_wind"),
        ("a small modular reactor", "power.nuclear"),
        ("home loans", "finance.mortgages"),
        ("the second-largest reinsurance business", "insurance.reinsurance"),
        ("debit cards", "payments.cards"),
        ("transatlantic flights", "aviation.long_haul"),
        ("40 single-aisle jets", "aircraft.narrow_body"),
        ("high-speed trains", "rail.high_speed"),
        ("42 convenience stores", "commerce.convenience"),
        ("running shoes", "consumer.shoes"),
        ("cable television", "media.pay_tv"),
        ("the rights to live football", "media.sports_rights"),
        ("a news service", "media.news"),
        ("flu vaccines", "health.vaccines"),
        ("weight-loss drugs", "health.diabetes"),
        ("pacemakers", "medical.implants"),
        ("iron ore", "mining.iron"),
        ("combine harvesters", "machines.farm"),
        ("armoured vehicles", "defence.vehicles"),
        ("medium pickups", "vehicles.pickups"),
        ("the world's largest steelmaker", "materials.steel"),
    ],
)
def test_terms_of_a_trade_find_their_capability(words: str, capability: str) -> None:
    assert WORDS.of(words) == capability


@pytest.mark.parametrize(
    "words",
    [
        "a new service",
        "a new agency",
        "new sites in Leeds",
        "its research arm",
        "the exchange of letters",
        "in concert with others",
        "papers filed in court",
        "the lifting of sanctions",
        "seed money",
        "a planet",
        "barking dogs",
    ],
)
def test_words_that_only_look_like_a_trade_find_nothing(words: str) -> None:
    assert WORDS.of(words) is None


def test_no_word_is_claimed_by_two_capabilities() -> None:
    claimed: dict[str, str] = {}
    for capability in SHIPPED:
        for word in {each.casefold() for each in (capability.name, *capability.synonyms)}:
            assert claimed.setdefault(word, capability.id) == capability.id, word


def test_all_capabilities_of_a_list_are_told_in_order() -> None:
    assert WORDS.all_in("batteries, solar panels and smart meters") == ("electric.battery", "energy.solar", "power.meters")


def test_an_empty_vocabulary_finds_nothing(tmp_path: Path) -> None:
    assert CapabilityWords(capabilities.load(tmp_path)).of("cloud computing") is None
