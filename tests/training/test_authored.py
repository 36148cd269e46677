"""Articles of our own: what is written beside a text becomes exact spans, and a slip is refused with its place."""

from pathlib import Path

import pytest

from training.authored import articles

ARTICLE = """==== Airline orders jets
Meridian Air has ordered 40 Halden 400 jets from Halden Aerospace. Meridian pays $2 billion. Halden's jets are the quietest.
----
company: Meridian Air | Meridian
company: Halden Aerospace | Halden
other: Halden 400
deal: Meridian Air + Halden Aerospace; supply; signed; fact
  said: has ordered 40 Halden 400 jets from Halden Aerospace
  area: jets
  gives: Halden Aerospace > Meridian Air; plan; jets
  value: $2 billion
standing: Halden Aerospace; leads; fact; Halden's jets are the quietest
"""


def test_what_is_written_beside_a_text_becomes_spans(tmp_path: Path) -> None:
    file = tmp_path / "own.txt"
    file.write_text(ARTICLE, encoding="utf-8")
    [article] = articles([file])
    quoted = {c["name"]: [article.text[start:end] for start, end in c["mentions"]] for c in article.coding["companies"]}
    assert quoted == {"Meridian Air": ["Meridian Air", "Meridian"], "Halden Aerospace": ["Halden Aerospace", "Halden"]}
    [deal] = article.coding["deals"]
    assert (deal["parties"], deal["main_type"], deal["stage"]) == (["Meridian Air", "Halden Aerospace"], "supply", "signed")
    for item in (*deal["evidence"], *deal["areas"], *deal["flows"], deal["value"], *article.coding["standings"]):
        assert article.text[slice(*item["span"])] == item["quote"]


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("value: $2 billion", "value: $3 billion", "do not stand in the text"),
        ("Meridian Air + Halden", "Meridian + Halden", 'no company "Meridian"'),
        ("; signed; fact", "; sealed; fact", "sealed"),
        ("company: Halden Aerospace | Halden", "company: Halden Air | Halden", 'no company "Halden Aerospace"'),
    ],
)
def test_a_slip_is_refused_with_file_and_article(tmp_path: Path, wrong: str, right: str, said: str) -> None:
    file = tmp_path / "own.txt"
    file.write_text(ARTICLE.replace(wrong, right, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=r"own\.txt, article 1 \(Airline orders jets\)") as refused:
        list(articles([file]))
    assert said in str(refused.value)


def test_every_article_that_ships_can_be_read() -> None:
    assert all(article.text and article.coding["companies"] is not None for article in articles())
