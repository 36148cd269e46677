from explorer.landscape import capabilities
from explorer.landscape.readings import Reading
from explorer.landscape.shipped import resources
from explorer.landscape.vocabulary import DealField
from explorer.reading.extraction import from_text
from explorer.reading.reader import Reader

READER = Reader(capabilities.load(resources() / "capabilities"))


def read(text: str) -> Reading:
    return READER.read(from_text(text))


def deals(reading: Reading) -> list[str]:
    """Each deal as one line: parties, main type, latest stage."""
    lines = []
    for deal in reading.deals:
        parties = " + ".join(
            sorted(
                reading.companies[s.company].name for s in deal.statements if s.field is DealField.PARTY and s.company is not None
            )
        )
        kind = next(s.value for s in deal.statements if s.field is DealField.TYPE)
        stage = [s.value for s in deal.statements if s.field is DealField.STAGE][-1]
        lines.append(f"{parties}: {kind}, {stage}")
    return lines


def test_a_purchase_names_buyer_and_target() -> None:
    assert deals(read("Acme Corp. bought Widget Ltd. for $40 million in 2011.")) == [
        "Acme Corp. + Widget Ltd.: acquisition, in_force"
    ]


def test_a_weather_report_tells_of_no_deal() -> None:
    assert (
        deals(read("Heavy rain will have an impact on the coast of Norway. The union of two fronts brings wind to Bergen.")) == []
    )
