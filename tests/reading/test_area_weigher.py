"""Which words near a deal may name what it is about, and which do by the model that ships."""

from explorer.landscape.capabilities import load
from explorer.landscape.excerpts import Span
from explorer.landscape.shipped import resources
from explorer.landscape.vocabulary import DealField
from explorer.reading.area_signs import candidates
from explorer.reading.areas import names_a_thing
from explorer.reading.document import document
from explorer.reading.extraction import from_text
from explorer.reading.phrases import row
from explorer.reading.reader import Reader

READER = Reader(load(resources() / "capabilities"))


def named(text: str, *companies: str) -> list[str]:
    owner = {Span(text.index(name), text.index(name) + len(name)): number for number, name in enumerate(companies)}
    one = row(document(text).lines[0], owner, sorted(owner), [], frozenset())
    return [candidate.span.of(text) for candidate in candidates(one)]


def areas(text: str) -> list[str]:
    return [s.value for deal in READER.read(from_text(text)).deals for s in deal.statements if s.field is DealField.AREA]


def test_each_item_of_a_list_is_a_candidate_of_its_own_and_what_belongs_together_is_one() -> None:
    told = named("Acme will work with Widget on the storage of vaccines, fire safety and charging towers.", "Acme", "Widget")
    assert told[-3:] == ["storage of vaccines", "fire safety", "charging towers"]


def test_companies_and_sums_are_no_candidates() -> None:
    assert named("Acme sold Widget for $3 million.", "Acme", "Widget") == []


def test_stakes_and_words_that_only_point_name_no_thing() -> None:
    assert not any(map(names_a_thing, ("a stake in", "shares", "it", "both companies", "areas of cooperation")))


def test_what_is_ordered_is_told_where_no_wording_of_the_rules_stands() -> None:
    assert areas("Meridian Air Ltd. gets its engines from Halden Aerospace Inc. under a supply contract.") == ["engines"]
