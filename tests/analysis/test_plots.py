from explorer.analysis.plots import COVER_BANDS, STAGE_BANDS, Look, capability_coverage, deals_over_time
from explorer.landscape.vocabulary import Reality, Stage, StandingKind
from tests.analysis.known import FORD, GM, PLATFORM, VW, company, deal, flow, matrix, standing

LOOK = Look(
    font="DejaVu Sans",
    ground="#FFFFFF",
    ink="#1F2933",
    quiet="#667380",
    hairline="#DEDAD1",
    stages={band: "#0072B2" for band, _ in STAGE_BANDS},
    covers=dict.fromkeys(COVER_BANDS, "#1B7F5C"),
)


def said(figure) -> list[str]:
    axes = figure.axes[0]
    legend = axes.get_legend()
    captions = [axes.get_title("left"), axes.get_title("right"), *(text.get_text() for text in axes.texts)]
    return [text for text in captions if text] + ([text.get_text() for text in legend.get_texts()] if legend else [])


def test_deals_are_stacked_by_stage_a_year_and_undated_ones_are_counted() -> None:
    deals = (
        deal(1, (FORD, VW), Stage.SIGNED, date="2018-07"),
        deal(2, (FORD, GM), Stage.IN_TALKS, date="2020"),
        deal(3, (GM, VW), Stage.SIGNED),
    )
    figure = deals_over_time(deals, LOOK)
    assert said(figure) == ["Deals over time, by stage", "1 without a date not drawn", "signed", "in talks"]
    assert [[bar.get_height() for bar in bars] for bars in figure.axes[0].containers] == [[1, 0, 0], [0, 0, 1]]


def test_without_dates_the_plot_says_so_in_one_sentence() -> None:
    assert said(deals_over_time((), LOOK)) == ["No deal has a date yet: dates come with the articles that tell of a deal."]


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
    figure = capability_coverage(found, LOOK)
    assert said(figure) == ["Who has what", "leads or has", "through a partner, in force"]
    assert [label.get_text() for label in figure.axes[0].get_yticklabels()] == ["EV platform"]


def test_an_empty_matrix_says_what_would_fill_the_plot() -> None:
    assert said(capability_coverage(matrix(companies=()), LOOK))[0].startswith("No source says yet")
