from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.exports.coding import coding_of_reading
from explorer.landscape import capabilities
from explorer.landscape.readings import Reading, Why
from explorer.landscape.refusals import Cancelled
from explorer.landscape.shipped import resources
from explorer.landscape.vocabulary import CompanyKind, DealField, Reality
from explorer.reading.extraction import extract, from_text
from explorer.reading.reader import Reader

READER = Reader(capabilities.load(resources() / "capabilities"))

# invented, in the manner of a magazine that retells what a newspaper wrote
TALKS = """Few would have put American truck maker Harlan and the Swedish group Norrvik on the same page. But this recent union \
between Harlan and Norrvik shows how the industry changes.

So what do the two want? As Ann Porter and Luis Vega of The Wall Street Journal report, Harlan intends to help Norrvik enter the \
market for heavy trucks in America via the building of these trucks in its present plants. In return, Norrvik is open to the idea \
of helping this manufacturer get into electric buses through its factory in Malmö.

In other words, this union lets both manufacturers make up ground in areas of the business in which they have fallen behind \
current leaders.

Porter and Vega add that this venture allows both companies to lower costs by using the network of the other – in addition to \
potentially paving the way for joint battery research and development.

Much depends on the wording of the deal, which has been in the works for months.

Will the alliance between Harlan and Norrvik make other truck makers look for partners? What does it mean for Harlan under chief \
executive Mary Holt?
"""

LETTER = """Orbis and Korean internet company Hanara have signed a memorandum of understanding to explore areas of cooperation in \
telematics, cloud computing, machine learning and digital marketing.
Under the four-year agreement, the companies will look for new ways to sell insurance. Orbis will cooperate with Hanara's three \
business units in cloud computing, payments and online retail—namely HanaraCloud, Hanapay and Hanamall.
Orbis has been lagging behind rivals in digital services, but its appointment of Paul Stern as CEO last May changed that. Stern \
was head of its Orbis Direct subsidiary, which includes travel insurance and roadside help.
Orbis may develop an app for farmers, says Helen Fry, insurance analyst at Lowell Research: "It will look a bit like Zenith's \
recently announced Fieldmate service."
"""


def read(text: str) -> Reading:
    return READER.read(from_text(text))


def values(reading: Reading, deal: int, field: DealField) -> list[str]:
    return [str(s.value) for s in reading.deals[deal].statements if s.field is field]


def deals(text: str) -> str:
    """Each deal as one line: parties, main type, latest stage and how real it is."""
    reading = read(text)
    lines = []
    for number, deal in enumerate(reading.deals):
        parties = sorted(
            reading.companies[s.company].name for s in deal.statements if s.field is DealField.PARTY and s.company is not None
        )
        stage = [s for s in deal.statements if s.field is DealField.STAGE][-1]
        lines.append(
            f"{' + '.join(parties)}: {values(reading, number, DealField.TYPE)[0]}, {stage.value}, {stage.why.reality.value}"
        )
    return "\n".join(sorted(lines))


def flows(reading: Reading) -> list[str]:
    names = [c.name for c in reading.companies]
    return [f"{names[f.giver]} -> {names[f.taker]} ({f.why.reality.value}): {f.what}" for deal in reading.deals for f in deal.flows]


def standings(reading: Reading) -> set[str]:
    return {f"{reading.companies[s.company].name} {s.kind.value} {s.what}" for s in reading.standings}


# alliances in talk


def test_a_retold_alliance_is_one_deal_in_talks() -> None:
    assert deals(TALKS) == "Harlan + Norrvik: alliance, in_talks, intended"


def test_help_in_return_flows_both_ways_each_as_real_as_it_is_worded() -> None:
    told = flows(read(TALKS))
    assert told[0].startswith("Harlan -> Norrvik (intended): market for heavy trucks")
    assert told[1].startswith("Norrvik -> Harlan (possible): electric buses")


def test_the_means_and_the_place_of_a_flow_are_kept() -> None:
    flow = read(TALKS).deals[0].flows[1]
    assert flow.means == "its factory in Malmö"
    assert flow.place.endswith("factory in Malmö")


def test_what_each_uses_of_the_other_and_joint_work_flow_both_ways() -> None:
    told = flows(read(TALKS))
    assert sum("lower costs by using the network of the other" in flow for flow in told) == 2
    joint = [flow for flow in told if "joint battery research and development" in flow]
    assert [flow.split(":")[0] for flow in joint] == ["Harlan -> Norrvik (possible)", "Norrvik -> Harlan (possible)"]


def test_both_are_behind_where_the_text_says_they_have_fallen_behind() -> None:
    behind = {line for line in standings(read(TALKS)) if " lags " in line}
    assert behind == {"Harlan lags areas of the business", "Norrvik lags areas of the business"}


def test_descriptions_stand_for_companies_with_a_reason() -> None:
    reading = read(TALKS)
    told = {m.span.of(TALKS): (c.name, m.reason) for c in reading.companies for m in c.mentions if m.reason}
    assert told["this manufacturer"][0] == "Harlan"
    assert "Norrvik" in told["this manufacturer"][1]


def test_journalists_are_the_voice_of_what_they_report() -> None:
    reading = read(TALKS)
    voices = {flow.why.voice for flow in reading.deals[0].flows[:2]}
    assert {(v.name, v.organisation, v.via) for v in voices} == {
        ("Ann Porter and Luis Vega", "Wall Street Journal", "Wall Street Journal")
    }


def test_questions_at_the_end_are_open_and_answered_ones_are_not() -> None:
    reading = read(TALKS)
    assert [q.why.span.of(TALKS).split()[0] for q in reading.questions] == ["Will", "What"]
    assert all(q.deals == (0,) for q in reading.questions)


def test_a_chief_executive_is_known_with_the_company() -> None:
    reading = read(TALKS)
    assert [(p.person, p.role, reading.companies[p.company or 0].name) for p in reading.positions if p.person == "Mary Holt"] == [
        ("Mary Holt", "chief executive", "Harlan")
    ]


# alliances on paper


def test_a_signed_memorandum_has_its_instrument_term_and_areas() -> None:
    assert deals(LETTER) == "Hanara + Orbis: alliance, signed, done"
    reading = read(LETTER)
    assert values(reading, 0, DealField.INSTRUMENT) == ["memorandum_of_understanding"]
    assert values(reading, 0, DealField.TERM) == ["four-year"]
    assert values(reading, 0, DealField.AREA) == ["telematics", "cloud computing", "machine learning", "digital marketing"]


def test_units_belong_to_their_company_and_each_gives_what_stands_at_its_place() -> None:
    reading = read(LETTER)
    names = [c.name for c in reading.companies]
    units = {c.name: names[c.unit_of] for c in reading.companies if c.unit_of is not None}
    assert units == {"HanaraCloud": "Hanara", "Hanapay": "Hanara", "Hanamall": "Hanara", "Orbis Direct": "Orbis"}
    assert flows(reading) == [
        "HanaraCloud -> Orbis (intended): cloud computing",
        "Hanapay -> Orbis (intended): payments",
        "Hanamall -> Orbis (intended): online retail",
    ]


def test_a_company_only_compared_with_has_a_standing_and_no_deal() -> None:
    reading = read(LETTER)
    assert "Zenith offers Fieldmate service" in standings(reading)
    zenith = next(i for i, c in enumerate(reading.companies) if c.name == "Zenith")
    assert all(s.company != zenith for deal in reading.deals for s in deal.statements)


def test_an_analyst_speaks_also_in_the_quotation_after_the_name() -> None:
    reading = read(LETTER)
    offers = next(s for s in reading.standings if s.what == "Fieldmate service")
    assert (offers.why.voice.name, offers.why.voice.role, offers.why.voice.organisation) == (
        "Helen Fry",
        "insurance analyst",
        "Lowell Research",
    )


def test_what_may_be_developed_is_possible() -> None:
    app = next(s for s in read(LETTER).standings if "app for farmers" in s.what)
    assert app.why.reality is Reality.POSSIBLE


# who does what to whom


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Acme Corp. bought Widget Ltd. for $40 million in 2011.", "Acme Corp. + Widget Ltd.: acquisition, in_force, done"),
        ("Widget Ltd. was bought by Acme Corp. in 2011.", "Acme Corp. + Widget Ltd.: acquisition, in_force, done"),
        ("Acme Corp. agreed to buy Widget Ltd. on Monday.", "Acme Corp. + Widget Ltd.: acquisition, signed, agreed"),
        ("Acme Corp. is in talks to buy Widget Ltd.", "Acme Corp. + Widget Ltd.: acquisition, in_talks, possible"),
        ("Acme Corp. denied that it would buy Widget Ltd.", "Acme Corp. + Widget Ltd.: acquisition, denied, denied"),
        ("Acme Corp. abandoned its bid for Widget Ltd. last week.", "Acme Corp. + Widget Ltd.: acquisition, abandoned, done"),
        ("Acme Corp. may acquire Widget Ltd. next year.", "Acme Corp. + Widget Ltd.: acquisition, speculated, possible"),
        (
            "The takeover of Widget Ltd. by Acme Corp. needs the approval of regulators.",
            "Acme Corp. + Widget Ltd.: acquisition, pending_approval, agreed",
        ),
        ("Acme Corp. took a 20% stake in Widget Ltd.", "Acme Corp. + Widget Ltd.: equity_stake, in_force, done"),
        (
            "Acme Corp. and Widget Ltd. formed a joint venture with Bolt Inc.",
            "Acme Corp. + Bolt Inc. + Widget Ltd.: joint_venture, in_force, done",
        ),
        ("The merger of Acme Corp. and Widget Ltd. was called off.", "Acme Corp. + Widget Ltd.: merger, abandoned, done"),
        ("Acme Corp. will supply Widget Ltd. with batteries.", "Acme Corp. + Widget Ltd.: supply, signed, intended"),
        ("Acme Corp. ended its partnership with Widget Ltd.", "Acme Corp. + Widget Ltd.: alliance, terminated, done"),
        ("Acme Corp. invested $5 million in Widget Ltd.", "Acme Corp. + Widget Ltd.: funding, in_force, done"),
    ],
)
def test_the_wording_tells_type_stage_and_reality(text: str, told: str) -> None:
    assert deals(text) == told


def test_how_far_another_deal_came_moves_no_deal_that_the_sentence_refers_to() -> None:
    text = """Norvane was formed in January by the merger of Halberd Motors and Quantis Cars. Before that merger Halberd Motors \
had offered to merge with Renfield Group, and withdrew the offer."""
    assert deals(text) == (
        "Halberd Motors + Quantis Cars: merger, in_force, done\nHalberd Motors + Renfield Group: merger, abandoned, done"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Quantis Bank has called in its loans to Belmora Airlines.", "Belmora Airlines + Quantis Bank: funding"),
        ("Belmora Airlines received a loan of $3 million from Quantis Bank.", "Belmora Airlines + Quantis Bank: funding"),
        ("Belmora Airlines leases eight jets from Quantis Leasing.", "Belmora Airlines + Quantis Leasing: supply"),
        ("The trains are operated for Belmora Railways by Quantis Transit.", "Belmora Railways + Quantis Transit: service"),
        (
            "Norvane Bank, formed by the merger of two rivals, Belmora Bank and Quantis Bank, grew.",
            "Belmora Bank + Quantis Bank: merger",
        ),
    ],
)
def test_loans_leases_and_services_are_deals(text: str, told: str) -> None:
    assert told in [line.rsplit(", ", 2)[0] for line in deals(text).splitlines()]


def test_buyer_and_target_are_told_apart_also_in_the_passive() -> None:
    for text in (
        "Acme Corp. bought Widget Ltd.",
        "Widget Ltd. was bought by Acme Corp.",
        "The purchase of Widget Ltd. by Acme Corp. is complete.",
    ):
        assert flows(read(text))[0].startswith("Acme Corp. -> Widget Ltd.")


def test_a_later_sentence_moves_the_deal_on_without_naming_anyone() -> None:
    text = "Acme Corp. agreed to buy Widget Ltd. for $40 million. The acquisition is subject to approval by shareholders."
    assert values(read(text), 0, DealField.STAGE) == ["signed", "pending_approval"]


@pytest.mark.parametrize(
    "text",
    [
        "Heavy rain will have an impact on the coast of Norway. The union of two fronts brings wind to Bergen.",
        "Bayern Munich beat Arsenal 2-1. Harry Kane joined the attack late and the deal was sealed.",
        "Combine the flour with the butter, then join the halves together. Serve in London or Paris.",
        "Acme Corp. reported higher profits. Widget Ltd. cut 300 jobs.",
        "",
    ],
)
def test_weather_sports_recipes_and_results_tell_of_no_deal(text: str) -> None:
    assert deals(text or "Nothing.") == ""


# names


def names(text: str) -> list[str]:
    return [c.name for c in read(text).companies]


def test_people_places_and_days_are_no_companies() -> None:
    assert names(
        "On Monday Anna Berg, chief executive of Acme Corp., flew from Berlin to New York. Berg met President Martin."
    ) == ["Acme Corp."]


def test_signs_inside_a_name_belong_to_it() -> None:
    assert names("AT&T, Yahoo! and 7-Eleven joined Amazon.com in the venture.") == ["AT&T", "Yahoo!", "7-Eleven", "Amazon.com"]


def test_short_forms_and_legal_forms_are_one_company() -> None:
    reading = read(
        "Czech Airlines (CSA) bought planes from Airbus SE. CSA paid Airbus. The Financial Times and Financial Times said so."
    )
    assert [c.name for c in reading.companies] == ["Czech Airlines", "Airbus", "Financial Times"]


def test_a_company_is_also_known_by_the_names_the_world_knows_it_by() -> None:
    company = read("GM built a plant in Ohio.").companies[0]
    assert (company.name, company.aliases) == ("GM", ("General Motors",))


def test_an_abbreviation_of_a_thing_is_no_company() -> None:
    assert names("Acme Corp. builds autonomous vehicles (AVs). AVs and EVs are its future.") == ["Acme Corp."]


def test_a_headline_in_title_case_names_only_what_is_named_elsewhere() -> None:
    assert names("Harlan Motors Signs Big Deal With Widget\n\nHarlan Motors signed a supply deal with Widget Ltd. on Monday.") == [
        "Harlan Motors",
        "Widget Ltd.",
    ]


def test_boilerplate_names_no_one() -> None:
    assert names("Acme Corp. bought Widget Ltd.\n\nRead the Full Article Here") == ["Acme Corp.", "Widget Ltd."]


def test_a_newspaper_that_only_reports_is_no_party() -> None:
    assert (
        deals("The Guardian reported that Acme Corp. bought Widget Ltd.") == "Acme Corp. + Widget Ltd.: acquisition, in_force, done"
    )


def test_a_ministry_is_a_public_body() -> None:
    assert [c.kind for c in read("The Ministry of Finance fined Acme Corp.").companies] == [
        CompanyKind.PUBLIC_BODY,
        CompanyKind.COMPANY,
    ]


# promises


def whys(reading: Reading) -> list[Why]:
    parts = [part for deal in reading.deals for part in (*deal.statements, *deal.flows)]
    found = [part.why for part in (*parts, *reading.standings, *reading.questions, *reading.positions)]
    return [*found, *(c.unit_why for c in reading.companies if c.unit_why)]


def assert_sound(text: str) -> None:
    reading = read(text)
    for why in whys(reading):
        assert 0 <= why.span.start < why.span.end <= len(text)
        assert why.rule
        assert 0 <= why.confidence <= 1
    for deal in reading.deals:
        assert len({s.company for s in deal.statements if s.field is DealField.PARTY}) > 1
        assert all(
            s.value == s.why.span.of(text) for s in deal.statements if s.field in (DealField.TERM, DealField.VALUE, DealField.AREA)
        )
    for company in reading.companies:
        assert all(m.span.of(text).strip() for m in company.mentions)
    for quoted in coding_of_reading(reading)["questions"]:
        assert text[slice(*quoted["span"])] == quoted["quote"]


_WORDS = "Acme Corp.|Widget|bought|and|the company|its|joint venture|with|,|.|?|“|”|'s|$5 million|\n|\r\n|\u2028|🚗|שלום|汽车公司"
_PIECES = st.sampled_from([*_WORDS.split("|"), "will help", "in return", "—namely", "(", ")", "The", "units in", "–"])


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=60).map(" ".join))
def test_spans_stay_exact_on_any_mixture_of_words(text: str) -> None:
    if text.strip():
        assert_sound(text)


@settings(max_examples=100, deadline=None)
@given(st.text(min_size=1, max_size=300))
def test_nothing_breaks_on_arbitrary_characters(text: str) -> None:
    if text.strip():
        assert_sound(text)


@pytest.mark.parametrize("text", [TALKS, LETTER])
def test_the_same_article_gives_the_same_reading(text: str) -> None:
    assert read(text) == Reader(capabilities.load(resources() / "capabilities")).read(from_text(text))
    assert_sound(text)


def test_line_ends_do_not_change_what_is_found() -> None:
    assert deals(LETTER.replace("\n", "\r\n")) == deals(LETTER)
    assert_sound(LETTER.replace("\n", "\r\n"))


def test_every_sample_article_tells_of_a_deal_and_is_dated() -> None:
    for path in sorted((resources() / "samples").glob("*.md")):
        reading = READER.read(extract(path))
        assert reading.deals, path.name
        assert reading.article.published, path.name
        assert_sound(reading.article.text)


def test_reading_stops_when_asked() -> None:
    with pytest.raises(Cancelled):
        READER.read(from_text(TALKS), lambda: True)


@pytest.mark.parametrize(
    "unit", ["Acme Corp. bought Widget and ", "A", "Acme, ", "the company ", '"', "a-", "Acme's ", "(", "in return "]
)
def test_a_line_of_a_hundred_thousand_characters_is_read(unit: str) -> None:
    assert_sound(unit * (100_000 // len(unit)))


def test_the_coding_of_an_article_has_the_form_of_a_coding() -> None:
    coded = coding_of_reading(read(LETTER))
    assert coded["deals"][0]["parties"] == ["Orbis", "Hanara"]
    assert coded["deals"][0]["reality"] == "fact"
    assert dedent(coded["deals"][0]["evidence"][0]["quote"]).startswith("Orbis and Korean internet company Hanara have signed")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Varnell raised $40 million in a round led by Osterby Ventures with participation from Kinross Capital.",
            "Kinross Capital + Osterby Ventures + Varnell: equity_stake, in_force, done",
        ),
        (
            "Belmora, backed by Osterby Ventures, launched an app.",
            "Belmora + Osterby Ventures: equity_stake, in_force, done",
        ),
        (
            "Varnell, a maker of tyres, and Ostrava Rubber, a chemical company, announced a new partnership.",
            "Ostrava Rubber + Varnell: alliance, signed, agreed",
        ),
        (
            "In partnership with Halden Group, Varnell Motors opened a plant in Ohio.",
            "Halden Group + Varnell Motors: alliance, in_force, done",
        ),
        (
            "Belmora was awarded a contract by Varnell Motors to run its data centres.",
            "Belmora + Varnell Motors: service, signed, agreed",
        ),
        (
            "Fenwick acquired several companies, including Ludora and Astrix.",
            "Astrix + Fenwick: acquisition, in_force, done\nFenwick + Ludora: acquisition, in_force, done",
        ),
        (
            "Belmora's customers include Varnell Motors and Halden Group.",
            "Belmora + Halden Group: supply, in_force, done\nBelmora + Varnell Motors: supply, in_force, done",
        ),
        (
            "Regulators blocked Quantis from buying Belmora Systems.",
            "Belmora Systems + Quantis: acquisition, abandoned, done",
        ),
        (
            "Quantis has made a takeover bid for Belmora Systems.",
            "Belmora Systems + Quantis: acquisition, intended, intended",
        ),
        (
            "Northgate Airlines has purchased 12 new Airbus jets.",
            "Airbus + Northgate Airlines: supply, signed, agreed",
        ),
        (
            "In February Quantis Stores bought shoe retailer Dolvera.",
            "Dolvera + Quantis Stores: acquisition, in_force, done",
        ),
        (
            "Regulators have approved a takeover of the loss-making airline from Northgate Airlines by Quantis Group.",
            "Northgate Airlines + Quantis Group: acquisition, signed, agreed",
        ),
        (
            "Quantis distributes Belmora's games in Japan.",
            "Belmora + Quantis: distribution, in_force, done",
        ),
        (
            "Belmora, which Varnell Motors bought in 1999, will be sold to Quantis.",
            "Belmora + Quantis: acquisition, signed, intended\nBelmora + Varnell Motors: acquisition, in_force, done",
        ),
        (
            "Northgate Media and its German rival Belmora are in talks to merge.",
            "Belmora + Northgate Media: merger, in_talks, possible",
        ),
        (
            "Northgate Media and its partner Belmora Systems opened a shop.",
            "Belmora Systems + Northgate Media: alliance, in_force, done",
        ),
        (
            "Tollen Toys recalled 300,000 wooden trains on Monday. Tollen said that the paint may hold lead. Tollen has stopped "
            "selling them. The trains are made under licence from Brightwood Entertainment.",
            "Brightwood Entertainment + Tollen Toys: licence, in_force, done",
        ),
        (
            "Dolvera Air said it has signed a firm order with Quantis Aircraft for one jet.",
            "Dolvera Air + Quantis Aircraft: supply, signed, agreed",
        ),
        (
            "Fenwick Software signed deals with several phone makers, including: Belmora Inc. and Halden Inc.",
            "Belmora Inc. + Fenwick Software: alliance, signed, done\nFenwick Software + Halden Inc.: alliance, signed, done",
        ),
        (
            "Fenwick Software has sold its products to companies such as Belmora Inc. and Halden Inc.",
            "Belmora Inc. + Fenwick Software: supply, in_force, done\nFenwick Software + Halden Inc.: supply, in_force, done",
        ),
        (
            "Halden Air has ordered ten jets from Quantis Aircraft, and Dolvera Air also bought twelve jets from Quantis Aircraft.",
            "Dolvera Air + Quantis Aircraft: supply, in_force, done\nHalden Air + Quantis Aircraft: supply, signed, agreed",
        ),
        (
            "Quantis Media Group, which is 70% owned by Dolvera Holdings, opened a shop.",
            "Dolvera Holdings + Quantis Media Group: equity_stake, in_force, done",
        ),
        (
            "Quantis Media Group is the largest shareholder of Dolvera Oil.",
            "Dolvera Oil + Quantis Media Group: equity_stake, in_force, done",
        ),
        (
            "The city council said that Halden Rail selected Quantis Aircraft to build the trains.",
            "Halden Rail + Quantis Aircraft: supply, in_force, done",
        ),
        (
            "Halden Rail awarded Quantis Aircraft a contract worth $20 million.",
            "Halden Rail + Quantis Aircraft: service, signed, agreed",
        ),
        (
            "Quantis Media Group's plan to buy Dolvera Oil was stopped.",
            "Dolvera Oil + Quantis Media Group: acquisition, abandoned, done",
        ),
        (
            "Dolvera Oil has been sold to Quantis Media Group.",
            "Dolvera Oil + Quantis Media Group: acquisition, in_force, done",
        ),
    ],
)
def test_the_usual_turns_of_business_news_tell_deals(text: str, told: str) -> None:
    assert deals(text) == told


def test_phones_made_by_another_company_are_no_deal_of_the_one_spoken_of() -> None:
    assert deals("Quantis Systems designs chips for phones that are popular and made by Belmora Electronics.") == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Varnell Motors, a maker of tyres, said sales rose.", "Varnell Motors offers tyres"),
        ("Varnell Motors has been slow to adopt electric cars.", "Varnell Motors lags electric cars"),
        ("Varnell Motors is expanding into battery storage.", "Varnell Motors seeks battery storage"),
        ("Quantis Systems specialises in image recognition.", "Quantis Systems offers image recognition"),
        ("Varnell Motors has little experience in software.", "Varnell Motors lacks software"),
        ("Quantis Systems is years ahead of rivals in radar sensors.", "Quantis Systems leads radar sensors"),
        ("Northgate Airlines, which owns 40 aircraft, cut fares.", "Northgate Airlines has aircraft"),
        ("Quantis Systems said it lacks its own plants.", "Quantis Systems lacks plants"),
        ("Quantis Systems will sell off its mobile phone business.", "Quantis Systems exits mobile phone business"),
    ],
)
def test_the_usual_turns_of_business_news_tell_where_a_company_stands(text: str, told: str) -> None:
    assert standings(read(text)) == {told}


def test_being_strong_in_a_region_is_no_capability() -> None:
    assert standings(read("Varnell Motors is strong in South-East Asia.")) == set()


def test_it_after_when_is_the_company_just_named() -> None:
    text = "Harlan Group leases a factory that came to Belmora Systems when it acquired Quantis Systems."
    assert deals(text) == "Belmora Systems + Quantis Systems: acquisition, in_force, done"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Quantis Systems reached an agreement with Belmora Electronics to manufacture its phones.",
            "Belmora Electronics + Quantis Systems: manufacturing, signed, agreed",
        ),
        (
            "Quantis Systems bought 80% of Belmora Electronics for $4 million.",
            "Belmora Electronics + Quantis Systems: acquisition, in_force, done",
        ),
        (
            "Quantis Systems bought a 20% stake in Belmora Electronics.",
            "Belmora Electronics + Quantis Systems: equity_stake, in_force, done",
        ),
        (
            "Quantis Systems sold Varnell Motors to Belmora Electronics in 2009.",
            "Belmora Electronics + Quantis Systems + Varnell Motors: acquisition, in_force, done",
        ),
        (
            "Quantis Systems severed its partnership with Belmora Electronics last year.",
            "Belmora Electronics + Quantis Systems: alliance, terminated, done",
        ),
        (
            "Quantis Systems agreed to buy Belmora Electronics. The transaction needs to get final approval from regulators.",
            "Belmora Electronics + Quantis Systems: acquisition, pending_approval, agreed",
        ),
        (
            "Quantis Systems said it was cancelling a deal to sell Varnell Motors to Belmora Electronics.",
            "Belmora Electronics + Quantis Systems + Varnell Motors: acquisition, abandoned, done",
        ),
        (
            "Quantis Systems has finalised a $4 billion deal to acquire Belmora Electronics.",
            "Belmora Electronics + Quantis Systems: acquisition, signed, agreed",
        ),
        (
            "Dolvera Air has cancelled an order for three aircraft from Quantis Aircraft.",
            "Dolvera Air + Quantis Aircraft: supply, terminated, done",
        ),
        (
            "Quantis Systems buys Belmora Electronics. Quantis Systems has agreed to buy Belmora Electronics for $4 million.",
            "Belmora Electronics + Quantis Systems: acquisition, signed, agreed",
        ),
        (
            "Quantis Systems made a takeover bid for Belmora Electronics.",
            "Belmora Electronics + Quantis Systems: acquisition, intended, intended",
        ),
        (
            "Quantis Systems has decided to enter an alliance with Belmora Electronics.",
            "Belmora Electronics + Quantis Systems: alliance, intended, intended",
        ),
        (
            "Quantis Systems pulled out of talks to buy Belmora Electronics.",
            "Belmora Electronics + Quantis Systems: acquisition, abandoned, done",
        ),
        (
            "Quantis Systems made a bid to buy Belmora Electronics. Quantis Systems owns 20% of Belmora Electronics.",
            "Belmora Electronics + Quantis Systems: acquisition, intended, intended",
        ),
        (
            "Belmora Retail sold its supermarket to Quantis Group.",
            "Belmora Retail + Quantis Group: acquisition, in_force, done",
        ),
        (
            "Quantis Systems will pay $57 million for a 72.4 percent stake in Belmora Electronics.",
            "Belmora Electronics + Quantis Systems: acquisition, intended, intended",
        ),
        (
            "Quantis Systems owes $9 million to long-term partner Belmora Electronics.",
            "Belmora Electronics + Quantis Systems: alliance, in_force, done",
        ),
    ],
)
def test_sort_and_stage_are_told_by_what_stands_around_the_word(text: str, told: str) -> None:
    assert deals(text) == told


def test_who_sells_anothers_goods_distributes_them() -> None:
    assert deals("Quantis Stores will sell Belmora's phones in Germany.").startswith("Belmora + Quantis Stores: distribution")
