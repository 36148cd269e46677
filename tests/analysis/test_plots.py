from explorer.analysis.learning import Foretold
from explorer.analysis.plots import (
    COVER_BANDS,
    DECISIONS,
    STAGE_BANDS,
    Look,
    Plot,
    capability_coverage,
    deals_over_time,
    reliability_plot,
)
from explorer.analysis.reliability import TooFewDecisions, reliability
from explorer.landscape.claims import Claim, ClaimKind
from explorer.landscape.decisions import Clue, Decision
from explorer.landscape.facts import DealId
from explorer.landscape.shipped import resources
from explorer.landscape.vocabulary import Reality, Stage, StandingKind
from tests.analysis.known import FORD, GM, PLATFORM, VW, company, deal, flow, matrix, standing

LOOK = Look(
    font=resources() / "fonts" / "Inter-Regular.otf",
    ground="#FFFFFF",
    ink="#1F2933",
    quiet="#667380",
    hairline="#DEDAD1",
    bands=dict.fromkeys((*STAGE_BANDS, *COVER_BANDS, DECISIONS), "#0072B2"),
)
SIZE = (640, 320)


def said(plot: Plot) -> list[str]:
    axes = plot.figure.axes[0]
    legend = axes.get_legend()
    captions = [axes.get_title("left"), axes.get_title("right")]
    return [text for text in captions if text] + [text.get_text() for text in legend.get_texts()]


def test_deals_are_stacked_by_stage_a_year_and_undated_ones_are_counted() -> None:
    deals = (
        deal(1, (FORD, VW), Stage.SIGNED, date="2018-07"),
        deal(2, (FORD, GM), Stage.IN_TALKS, date="2020"),
        deal(3, (GM, VW), Stage.SIGNED),
    )
    plot = deals_over_time(deals, LOOK, SIZE)
    assert said(plot) == ["Deals over time, by stage", "1 without a date not drawn", "signed", "in talks"]
    assert [(bar.words, bar.deals) for bar in plot.bars] == [("2018: 1 deal signed", (1,)), ("2020: 1 deal in talks", (2,))]


def test_every_bar_stands_inside_the_picture_where_it_was_painted() -> None:
    deals = tuple(deal(id_, (FORD, VW), Stage.SIGNED, date=f"20{id_}") for id_ in range(10, 25))
    plot = deals_over_time(deals, LOOK, SIZE, scale=2.0)
    pixels, width, height = plot.pixels()
    assert (width, height) == (2 * SIZE[0], 2 * SIZE[1])
    for bar in plot.bars:
        left, top, wide, high = bar.place
        middle = (int(top + high / 2) * width + int(left + wide / 2)) * 4
        assert pixels[middle : middle + 3] == bytes.fromhex("0072B2")


def test_without_dates_the_plot_says_so_in_one_sentence() -> None:
    assert deals_over_time((), LOOK, SIZE).sentence == "No deal has a date yet: dates come with the articles that tell of a deal."


def test_coverage_counts_each_company_once_a_capability_and_no_ghosts() -> None:
    found = matrix(
        companies=(company(FORD), company(VW), company(GM)),
        standings=(
            standing(1, VW, StandingKind.LEADS, PLATFORM),
            standing(2, FORD, StandingKind.LAGS, PLATFORM),
            standing(3, GM, StandingKind.HAS, reality=Reality.ASKED),
        ),
        flows=(flow(1, 1, VW, FORD),),
        deals=(deal(1, (FORD, VW), Stage.IN_FORCE),),
    )
    plot = capability_coverage(found, LOOK, SIZE)
    assert said(plot) == ["Who has what", "leads or has", "by a partner, in force"]
    assert [(bar.words, bar.companies) for bar in plot.bars] == [
        ("EV platform: 1 leads or has", (VW,)),
        ("EV platform: 1 by a partner, in force", (FORD,)),
    ]


def test_an_empty_matrix_says_what_would_fill_the_plot() -> None:
    assert capability_coverage(matrix(companies=()), LOOK, SIZE).sentence.startswith("No source says yet")


def test_points_of_the_reliability_plot_stand_where_they_were_painted_and_say_what_they_count() -> None:
    made = [
        Foretold(
            Decision(n, Claim(ClaimKind.DEAL, n), n % 5 < 2 + 2 * (n % 2), "", Clue(0.5), deal=DealId(n)), 0.35 + 0.5 * (n % 2)
        )
        for n in range(120)
    ]
    plot = reliability_plot(reliability(made), LOOK, SIZE)
    assert said(plot)[0] == "Does confidence mean something?"
    assert said(plot)[1].endswith("over 100 decisions")
    assert [bar.words for bar in plot.bars] == ["35 % foretold: 20 of 50 right (40 %)", "85 % foretold: 40 of 50 right (80 %)"]
    pixels, width, _ = plot.pixels()
    for bar in plot.bars:
        left, top, wide, high = bar.place
        middle = 4 * (int(top + high / 2) * width + int(left + wide / 2))
        assert pixels[middle : middle + 3] == bytes.fromhex(LOOK.bands[DECISIONS][1:])
        assert len(bar.deals) == 50


def test_a_reliability_plot_of_too_few_decisions_says_so() -> None:
    plot = reliability_plot(TooFewDecisions(3, 2), LOOK, SIZE)
    assert plot.bars == ()
    assert plot.sentence.startswith("5 of the at least 60 decisions")
