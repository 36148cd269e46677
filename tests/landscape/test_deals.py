from explorer.landscape.deals import Telling, displayed, is_same_deal, reality_of
from explorer.landscape.excerpts import Excerpt, SourceId, Span
from explorer.landscape.facts import Basis, CompanyId, DealId, Statement, StatementId
from explorer.landscape.vocabulary import DealField, DealType, Instrument, Reality, Review, Stage

FORD, VW, ARGO, MAHINDRA = (CompanyId(number) for number in (1, 2, 3, 4))
EARLY, LATE = SourceId(1), SourceId(2)
PUBLISHED = {EARLY: "2018-06-20", LATE: "2019-01-15"}


def told(
    number: int,
    field: DealField,
    value: str,
    source: SourceId | None = EARLY,
    start: int = 0,
    review: Review = Review.PROPOSED,
    reality: Reality = Reality.DONE,
    date: str = "",
    company: CompanyId | None = None,
) -> Statement:
    excerpt = Excerpt(source, Span(start, start + 4), "Ford") if source else None
    basis = Basis(
        excerpt, reality, review=review, origin="rule" if source else "analyst", note="" if source else "set by the analyst"
    )
    return Statement(StatementId(number), DealId(1), field, value, basis, company, date=date)


def telling(*owners: CompanyId, types: tuple[DealType, ...] = (DealType.ALLIANCE,), **more: object) -> Telling:
    return Telling(frozenset(owners), frozenset(types), **more)  # type: ignore[arg-type]


def test_the_latest_step_of_the_biography_is_displayed() -> None:
    steps = [told(1, DealField.STAGE, "signed", LATE), told(2, DealField.STAGE, "in_talks", EARLY)]
    shown = displayed(steps, PUBLISHED)
    assert (shown.stage, shown.date) == (Stage.SIGNED, "2019-01-15")


def test_a_told_date_goes_before_the_date_of_the_article() -> None:
    steps = [told(1, DealField.STAGE, "in_force", EARLY), told(2, DealField.STAGE, "signed", LATE, date="2016-03")]
    assert displayed(steps, PUBLISHED).stage is Stage.IN_FORCE


def test_later_in_the_text_goes_before_earlier() -> None:
    steps = [told(1, DealField.STAGE, "signed", start=90), told(2, DealField.STAGE, "in_talks", start=10)]
    assert displayed(steps).stage is Stage.SIGNED


def test_accepted_goes_before_proposed_and_the_analyst_before_the_machine() -> None:
    accepted = told(1, DealField.TERM, "three-year", EARLY, review=Review.ACCEPTED)
    proposed = told(2, DealField.TERM, "five-year", LATE)
    assert displayed([accepted, proposed], PUBLISHED).term == "three-year"
    assert displayed([accepted, proposed, told(3, DealField.TERM, "two-year", None)], PUBLISHED).term == "two-year"


def test_what_was_rejected_never_counts() -> None:
    wrong = told(1, DealField.STAGE, "signed", LATE, review=Review.REJECTED)
    assert displayed([wrong, told(2, DealField.STAGE, "in_talks", EARLY)], PUBLISHED).stage is Stage.IN_TALKS


def test_a_deal_is_as_real_as_its_displayed_stage() -> None:
    talks = told(1, DealField.STAGE, "in_talks", reality=Reality.POSSIBLE)
    evidence = told(2, DealField.EVIDENCE, "", reality=Reality.AGREED)
    assert displayed([talks, evidence]).reality is Reality.POSSIBLE
    assert displayed([evidence]).reality is Reality.AGREED


def test_types_keep_the_order_in_which_they_were_told() -> None:
    types = [told(1, DealField.TYPE, "supply"), told(2, DealField.TYPE, "alliance"), told(3, DealField.TYPE, "supply")]
    assert displayed(types).types == (DealType.SUPPLY, DealType.ALLIANCE)


def test_parties_are_named_once() -> None:
    parties = [told(n, DealField.PARTY, "", company=company) for n, company in enumerate((FORD, VW, FORD), start=1)]
    assert displayed(parties).parties == (FORD, VW)


def test_two_sources_that_disagree_are_disputed() -> None:
    terms = [told(1, DealField.TERM, "three-year", EARLY), told(2, DealField.TERM, "five years", LATE)]
    assert displayed(terms, PUBLISHED).disputed == (DealField.TERM,)
    papers = [told(1, DealField.INSTRUMENT, "letter_of_intent", EARLY), told(2, DealField.INSTRUMENT, "definitive", LATE)]
    assert displayed(papers, PUBLISHED).instrument is Instrument.DEFINITIVE
    assert displayed(papers, PUBLISHED).disputed == (DealField.INSTRUMENT,)


def test_the_same_thing_in_other_words_is_no_dispute() -> None:
    assert not displayed([told(1, DealField.TERM, "three-year", EARLY), told(2, DealField.TERM, "3 years", LATE)]).disputed
    assert not displayed([told(1, DealField.VALUE, "$2.6bn", EARLY), told(2, DealField.VALUE, "$2.6 billion", LATE)]).disputed


def test_what_the_analyst_corrects_in_one_source_is_no_dispute() -> None:
    assert not displayed([told(1, DealField.TERM, "five-year", EARLY), told(2, DealField.TERM, "three-year", None)]).disputed


def test_a_denial_beside_a_report_is_disputed() -> None:
    steps = [told(1, DealField.STAGE, "in_talks", EARLY), told(2, DealField.STAGE, "denied", LATE)]
    assert displayed(steps, PUBLISHED).disputed == (DealField.STAGE,)


def test_a_deal_without_a_told_stage_stands_where_its_evidence_leaves_it() -> None:
    assert displayed([told(1, DealField.EVIDENCE, "", reality=Reality.POSSIBLE)]).stage is Stage.SPECULATED
    assert displayed([]).reality is Reality.POSSIBLE


def test_talks_are_only_possible_and_what_is_in_force_is_done() -> None:
    assert [reality_of(stage) for stage in (Stage.IN_TALKS, Stage.INTENDED, Stage.SIGNED, Stage.IN_FORCE, Stage.DENIED)] == [
        Reality.POSSIBLE,
        Reality.INTENDED,
        Reality.AGREED,
        Reality.DONE,
        Reality.DENIED,
    ]


def test_the_same_parties_and_types_are_the_same_deal() -> None:
    assert is_same_deal(telling(FORD, VW), telling(VW, FORD))
    assert is_same_deal(telling(FORD, VW), telling(FORD, VW, types=(DealType.MANUFACTURING,)))
    assert not is_same_deal(telling(FORD, VW), telling(FORD, ARGO))


def test_a_takeover_is_another_deal_than_an_alliance() -> None:
    assert not is_same_deal(telling(FORD, VW), telling(FORD, VW, types=(DealType.ACQUISITION,)))
    assert is_same_deal(telling(FORD, VW, types=(DealType.MERGER,)), telling(FORD, VW, types=(DealType.ACQUISITION,)))


def test_one_of_several_parties_may_go_unnamed_but_two_are_not_three() -> None:
    venture = (DealType.JOINT_VENTURE,)
    assert is_same_deal(telling(FORD, VW, ARGO, MAHINDRA, types=venture), telling(FORD, VW, ARGO, types=venture))
    assert not is_same_deal(telling(FORD, VW, ARGO, types=venture), telling(FORD, VW, types=venture))


def test_an_alliance_that_meets_a_newcomer_is_another_deal() -> None:
    assert not is_same_deal(telling(FORD, VW, ARGO), telling(FORD, VW, ARGO, MAHINDRA))


def test_a_deal_of_one_named_party_is_never_the_same() -> None:
    assert not is_same_deal(telling(FORD), telling(FORD))


def test_distinct_money_or_terms_are_distinct_deals() -> None:
    def of_money(value: str) -> Telling:
        return telling(FORD, ARGO, types=(DealType.FUNDING,), values=frozenset({value}))

    def of_term(term: str) -> Telling:
        return telling(FORD, VW, terms=frozenset({term}))

    assert not is_same_deal(of_money("$1 billion"), of_money("$2.6 billion"))
    assert is_same_deal(of_money("$2.6 billion"), of_money("$2.7bn"))
    assert is_same_deal(of_money("$1 billion"), of_money("€2 billion"))
    assert not is_same_deal(of_term("three-year"), of_term("10-year"))
    assert is_same_deal(of_term("three-year"), of_term("36 months"))


def test_a_new_beginning_after_an_end_is_a_new_deal() -> None:
    ended = telling(FORD, VW, stage=Stage.TERMINATED, date="1994")
    talks = telling(FORD, VW, stage=Stage.IN_TALKS, date="2018-06")
    assert not is_same_deal(ended, talks)
    assert is_same_deal(telling(FORD, VW, stage=Stage.IN_TALKS, date="1993"), ended)
