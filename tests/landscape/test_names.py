import pytest

from explorer.landscape import capabilities
from explorer.landscape.names import apart, fold
from explorer.landscape.shipped import resources


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ford Motor Company", "FORD"),
        ("The Financial Times", "Financial Times"),
        ("Nestlé S.A.", "Nestle"),
        ("Amazon.com, Inc.", "Amazon"),
        ("Apple, Inc.", "Apple"),
        ("Yahoo!", "Yahoo"),
        ("Hewlett-Packard", "Hewlett Packard"),
    ],
)
def test_case_accents_and_legal_form_do_not_tell_names_apart(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Alibaba Cloud", "Alibaba"), ("AT&T", "ATT"), ("General Motors", "General"), ("The Company", "")]
)
def test_what_belongs_to_a_name_is_kept(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_every_shipped_capability_has_its_parent_before_it_and_an_id_of_its_own() -> None:
    shipped = capabilities.load(resources() / "capabilities")
    seen: set[str] = set()
    for capability in shipped:
        assert capability.id not in seen
        assert capability.parent is None or capability.parent in seen
        assert capability.name
        assert capability.synonyms
        seen.add(capability.id)
    assert {"autonomous", "electric", "cloud", "chips"} <= seen


def test_a_name_written_from_right_to_left_keeps_to_itself_in_an_english_sentence() -> None:
    assert apart("شركة أرامكو") == "\u2068شركة أرامكو\u2069" == apart(apart("شركة أرامكو"))
    assert [apart(name) for name in ("Ford", "阿里巴巴", "Газпром")] == ["Ford", "阿里巴巴", "Газпром"]
