"""Where companies stand is told from clauses of many forms, explicit wording first, and by rules alone without the model."""

from pathlib import Path

import pytest

from explorer.landscape import capabilities
from explorer.landscape.facts import Voice
from explorer.landscape.readings import Reading
from explorer.landscape.shipped import resources
from explorer.landscape.vocabulary import Reality
from explorer.reading import clauses, weighing
from explorer.reading.extraction import from_text
from explorer.reading.models import load
from explorer.reading.reader import Reader
from explorer.reading.telling_standings import clauses_of
from explorer.reading.weighing import Weigher, chosen

VOCABULARY = capabilities.load(resources() / "capabilities")
READER = Reader(VOCABULARY)
WEIGHER = Weigher(load("standings", weighing.FORM))


def standings(text: str, reader: Reader = READER) -> list[str]:
    reading = reader.read(from_text(text))
    assert all(0 <= s.why.span.start < s.why.span.end <= len(text) for s in reading.standings)
    return [f"{reading.companies[s.company].name} {s.kind.value} {s.what}" for s in reading.standings]


def forms(text: str) -> list[str]:
    told = [(row, one) for row in READER.rows_of(text).rows for one in clauses.clauses(row, clauses.shipped())]
    return [f"{one.form} {'>'.join(one.verbs)}: {row.lows(one.object_at, one.last)}".replace(" :", ":") for row, one in told]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Varnell Motors plans to open 40 stores.", "subject plan>open: 40 stores"),
        ("Varnell Motors, which runs 42 shops, sued.", "which run: 42 shops"),
        ("Varnell Motors, the largest carmaker in Italy, sued.", "called: the largest carmaker in italy"),
        ("The world's largest maker of tyres, Varnell Motors, sued.", "title: the world 's largest maker of tyres"),
        ("Varnell Motors' market share has fallen.", "owner fall: market share has fallen"),
        ("They bought 40 stores operated by Varnell Motors.", "agent operate: they bought 40 stores"),
        ("The law allows Varnell Motors to enter the market for vans.", "helped allow>enter: the market for vans"),
        ("Varnell Motors sells tyres, wheels and tools in Spain.", "subject sell: tyres , wheels and tools in spain"),
        ("They relied on Varnell Motors, whose plant has closed.", "owner close: plant has closed"),
        ("Varnell Motors, based in Lund, on the coast, is the largest carmaker.", "subject be: the largest carmaker"),
        ("Varnell Motors has 40 stores but lacks a website.", "subject lack: a website"),
        ("Varnell Motors sells tyres, planning a plant for wheels.", "doing plan: a plant for wheels"),
    ],
)
def test_a_clause_is_cut_out_by_how_the_company_stands_in_it(text: str, told: str) -> None:
    assert told in forms(text)


def test_each_verb_joined_by_and_begins_a_clause_of_its_own() -> None:
    assert forms("Varnell Motors owns 12 plants and plans to open two more.") == [
        "subject own: 12 plants",
        "subject plan>open: two more",
    ]


def test_who_speaks_of_us_speaks_of_the_company_of_the_speaker() -> None:
    text = 'Ann Berg, chief executive of Varnell Motors, said on Monday: "We operate 40 plants in Spain."'
    reading = READER.read(from_text(text))
    seen = READER.rows_of(text)
    speaks = [Voice("Ann Berg", "chief executive", "Varnell Motors")] * len(seen.rows)
    told = [one for one in clauses_of(text, seen.rows, seen.orgs, speaks) if one.clause.verbs == ("operate",)]
    assert [reading.companies[one.company].name for one in told] == ["Varnell Motors"]
    nobody = clauses_of(text, seen.rows, seen.orgs, [Voice()] * len(seen.rows))
    assert not [one for one in nobody if one.clause.verbs == ("operate",)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Northgate Airlines, the country's second-largest carrier, said profit rose.", "leads country's second-largest carrier"),
        ("Northgate Airlines is losing market share to Varnell Motors.", "lags market share"),
        ("Northgate Airlines' market share has fallen to 12 percent.", "lags market share"),
        ("Northgate Airlines will launch a new phone in May.", "offers new phone"),
        ("Northgate Airlines closed its plant in Leeds.", "exits plant"),
    ],
)
def test_a_standing_is_told_from_its_clause_where_no_rule_has_the_wording(text: str, told: str) -> None:
    assert standings(text) == [f"Northgate Airlines {told}"]


@pytest.mark.parametrize(
    "text",
    [
        "Varnell Motors said on Monday that talks had ended.",
        "The union criticised Varnell Motors for its decision.",
        "Does Varnell Motors sell more cars than Quantis Systems?",
        "Shares of Varnell Motors were not traded on Friday.",
        "Arsenal beat Chelsea 2-0 on Saturday after a late goal.",
    ],
)
def test_what_is_said_of_a_company_is_not_always_a_standing(text: str) -> None:
    assert standings(text) == []


def test_what_is_announced_is_intended_and_what_may_be_is_possible() -> None:
    def how(text: str) -> list[Reality]:
        return [s.why.reality for s in READER.read(from_text(text)).standings]

    assert how("Northgate Airlines will launch a new phone in May.") == [Reality.INTENDED]
    assert how("Northgate Airlines may launch a new phone in May.") == [Reality.POSSIBLE]


def test_of_clauses_that_share_words_one_is_told_and_plain_wording_decides_its_kind() -> None:
    text = "Quantis Systems said it lacks its own plants."
    seen = READER.rows_of(text)
    told = clauses_of(text, seen.rows, seen.orgs, [Voice()] * len(seen.rows))
    of_one = chosen(told, WEIGHER.likely([one.signs for one in told]), 0.3)
    assert [kind.value for _, kind, _ in of_one] == ["lacks"]


def test_how_likely_the_kinds_are_leaves_room_for_none() -> None:
    (likely,) = WEIGHER.likely([("form=subject", "a sign that no clause has")])
    assert 0 < sum(likely.values()) < 1


def test_without_its_model_standings_are_told_by_rules_and_the_reading_says_so(tmp_path: Path) -> None:
    rules = Reader(VOCABULARY, tmp_path)
    reading: Reading = rules.read(from_text("Varnell Motors lacks software."))
    assert standings("Varnell Motors lacks software.", rules) == ["Varnell Motors lacks software"]
    assert any("standings" in note for note in reading.notes)


def test_spans_stay_exact_in_odd_text() -> None:
    text = (
        "🚗🚗 “Varnell Motors” has 42 stores\u2028and — e\u0301 — Quantis\u00ad Systems, 日本語, leads the market for 🚀 rockets."
    )
    for standing in READER.read(from_text(text)).standings:
        assert text[standing.why.span.start : standing.why.span.end].strip()
