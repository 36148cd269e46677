from explorer.landscape.facts import (
    Basis,
    CompanyId,
    Deal,
    DealId,
    Flow,
    FlowId,
    Standing,
    StandingId,
    Statement,
    StatementId,
    Voice,
)
from explorer.landscape.vocabulary import (
    CompanyKind,
    DealField,
    DealType,
    Instrument,
    Reality,
    Review,
    Stage,
    StandingKind,
)
from explorer.landscape.wording import (
    describe_deal,
    describe_flow,
    describe_standing,
    describe_statement,
    describe_voice,
    label,
    listed,
    title,
)

FORD, ALIBABA = CompanyId(1), CompanyId(2)
NAMES = {FORD: "Ford", ALIBABA: "Alibaba"}


def basis(reality: Reality = Reality.DONE) -> Basis:
    return Basis(None, reality, note="seen")


def test_words_of_the_vocabulary_are_said_in_plain_english() -> None:
    assert label(Stage.IN_TALKS) == "in talks"
    assert label(Instrument.LETTER_OF_INTENT) == "letter of intent"
    assert label(DealType.CO_DEVELOPMENT) == "co-development"
    assert label(CompanyKind.UNIT) == "business unit"
    assert title(Reality.POSSIBLE) == "Possible"


def test_a_deal_is_said_in_one_line() -> None:
    deal = Deal(
        DealId(1),
        (FORD, ALIBABA),
        (DealType.ALLIANCE,),
        Stage.SIGNED,
        Reality.AGREED,
        Review.PROPOSED,
        Instrument.LETTER_OF_INTENT,
        "three-year",
    )
    assert describe_deal(deal, NAMES) == "Ford and Alibaba: alliance, signed, letter of intent, three-year"


def test_what_is_only_possible_is_never_said_as_if_it_were() -> None:
    lags = Standing(StandingId(1), FORD, "driverless cars", StandingKind.LAGS, basis())
    assert describe_standing(lags, NAMES) == "Ford lags in driverless cars"
    flow = Flow(FlowId(1), DealId(1), ALIBABA, FORD, "cloud", basis(Reality.POSSIBLE))
    assert describe_flow(flow, NAMES) == "Alibaba to Ford: cloud (possible)"


def test_a_statement_names_its_field_and_its_value() -> None:
    def said(field: DealField, value: str, company: CompanyId | None = None) -> str:
        return describe_statement(Statement(StatementId(1), DealId(1), field, value, basis(), company), NAMES)

    assert said(DealField.STAGE, "in_talks") == "stage: in talks"
    assert said(DealField.INSTRUMENT, "letter_of_intent") == "instrument: letter of intent"
    assert said(DealField.PARTY, "", FORD) == "party: Ford"
    assert said(DealField.EVIDENCE, "") == "states the deal"


def test_a_voice_names_person_role_and_house() -> None:
    assert describe_voice(Voice()) == "the article itself"
    assert describe_voice(Voice("David Whiston", "analyst", "Morningstar")) == "David Whiston, analyst, Morningstar"
    assert describe_voice(Voice(via="Reuters")) == "the article, from Reuters"


def test_names_are_listed_as_one_would_say_them() -> None:
    assert [listed([]), listed(["A"]), listed(["A", "B"]), listed(["A", "B", "C"])] == ["", "A", "A and B", "A, B and C"]
