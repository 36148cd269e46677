"""Articles of our own, coded by those who wrote them: names are invented, the ways of telling are those of business news.

python -m training.authored [FILE ...]      checks them and tells what they hold

An article in `training/authored/*.txt` is its text, a line of four hyphens, and its coding, one thing a line; articles are parted
by a line that begins with four equals signs. Quotes stand in the text to the letter.

    ==== Airline orders jets
    Meridian Air has ordered 40 aircraft from Halden Aerospace, ...
    ----
    company: Meridian Air | Meridian
    unit: Meridian Cargo < Meridian Air
    other: Halden 400 | Lena Ruiz
    deal: Meridian Air + Halden Aerospace; supply; signed; fact; definitive
      said: has ordered 40 aircraft from Halden Aerospace
      area: aircraft
      gives: Halden Aerospace > Meridian Air; plan; 40 aircraft
      term: over five years
      value: $2 billion
    standing: Halden Aerospace; leads; fact; the largest maker of regional jets
    question: Will others follow?
    trap: reads like a deal and is none

company, unit, brand, jv, body: every form of the name, the fullest first; whole words of the text that are such a form are its
mentions. "<" stands before what it belongs to. other: products, people, places, laws in which a name would be mistaken. deal:
parties; types, the main one first; stage; reality; instrument, where told. said: what states the deal, one line for each place.
"""

import argparse
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from explorer.landscape.vocabulary import DealType, Instrument, Stage, StandingKind
from training.cards import DataSet
from training.coded import Coded

FOLDER = Path(__file__).with_name("authored")
DATA = DataSet(
    "Articles of our own", "as the program", "the authors of Alliance Explorer", "training/authored/*.txt, all: invented news"
)


def articles(files: list[Path] | None = None) -> Iterator[Coded]:
    """Give each article with its coding; a line that cannot be read raises ValueError with file, article and line."""
    for path in files or sorted(FOLDER.glob("*.txt")):
        for number, part in enumerate(re.split(r"(?m)^====", path.read_text(encoding="utf-8"))[1:], 1):
            title, _, rest = part.partition("\n")
            text, bar, coding = rest.partition("\n----\n")
            try:
                if not bar:
                    raise ValueError("no line of four hyphens between text and coding")
                yield _article(f"{path.stem}-{number}", text.strip(), coding)
            except ValueError as error:
                raise ValueError(f"{path.name}, article {number} ({title.strip()}): {error}") from error


def _article(name: str, text: str, lines: str) -> Coded:
    row: dict[str, Any] = {"id": name, "sha256": hashlib.sha256(text.encode()).hexdigest(), "companies": [], "deals": []}
    row |= {"standings": [], "questions": [], "not_deals": []}
    forms: dict[str, str] = {}
    for line in filter(str.strip, lines.splitlines()):
        field, _, said = (piece.strip() for piece in line.partition(":"))
        try:
            _take(field, said, row, text, forms)
        except (ValueError, IndexError) as error:
            raise ValueError(f'"{line.strip()}": {error}') from error
    _mention(row, text, forms)
    return Coded(name, text, row)


def _take(field: str, said: str, row: dict[str, Any], text: str, forms: dict[str, str]) -> None:
    match field:
        case "company" | "unit" | "brand" | "jv" | "body":
            names, _, owner = said.partition("<")
            mine = _split(names, "|")
            forms |= dict.fromkeys(mine, mine[0])
            row["companies"].append({"name": mine[0], "kind": field, "unit_of": owner.strip() or None, "mentions": []})
        case "other":
            forms |= dict.fromkeys(_split(said, "|"), "")
        case "deal":
            parties, types, stage, reality, *instrument = _split(said, ";")
            kinds = [DealType(t).value for t in _split(types, ",")]
            row["deals"].append(
                {
                    "parties": [_known(p, row) for p in _split(parties, "+")],
                    "types": kinds,
                    "main_type": kinds[0],
                    "instrument": Instrument(instrument[0]).value if instrument and instrument[0] else None,
                    "stage": Stage(stage).value,
                    "reality": _reality(reality),
                    "term": None,
                    "value": None,
                    "areas": [],
                    "flows": [],
                    "evidence": [],
                }
            )
        case "said" | "area":
            deal = row["deals"][-1]
            deal["evidence" if field == "said" else "areas"].append(_quote(said, text, deal))
        case "term" | "value":
            row["deals"][-1][field] = _quote(said, text, row["deals"][-1])
        case "gives":
            ends, reality, what = _split(said, ";", 2)
            giver, taker = (_known(end, row) for end in _split(ends, ">"))
            quoted = _quote(what, text, row["deals"][-1])
            row["deals"][-1]["flows"].append({"from": giver, "to": taker, "what": what, "reality": _reality(reality), **quoted})
        case "standing":
            company, kind, reality, quote = _split(said, ";", 3)
            row["standings"].append(
                {
                    "company": _known(company, row),
                    "standing": StandingKind(kind).value,
                    "reality": _reality(reality),
                    **_quote(quote, text),
                }
            )
        case "question" | "trap":
            row["questions" if field == "question" else "not_deals"].append(_quote(said, text))
        case _:
            raise ValueError(f'nothing is called "{field}"')


def _split(said: str, by: str, most: int = -1) -> list[str]:
    parts = [part.strip() for part in said.split(by, most)]
    if not all(parts[:-1]):
        raise ValueError("a part is empty")
    return parts


def _known(name: str, row: dict[str, Any]) -> str:
    if name not in {company["name"] for company in row["companies"]}:
        raise ValueError(f'no company "{name}" stands above, by its fullest name')
    return name


def _reality(word: str) -> str:
    known = ("fact", "plan", "possible", "asked", "denied")
    if word not in known:
        raise ValueError(f'"{word}" is none of {", ".join(known)}')
    return word


def _quote(said: str, text: str, deal: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return where these words stand: within what states the deal, else the only place in the text."""
    places = [m.start() for m in re.finditer(re.escape(said), text)]
    within = [e["span"] for e in deal["evidence"]] if deal else []
    inside = [at for at in places if any(start <= at < end for start, end in within)]
    if not places or not said:
        raise ValueError("these words do not stand in the text")
    if len(places) > 1 and not inside:
        raise ValueError("these words stand in the text more than once: quote more of them")
    at = (inside or places)[0]
    return {"span": [at, at + len(said)], "quote": said}


def _mention(row: dict[str, Any], text: str, forms: dict[str, str]) -> None:
    """Give each company its mentions: the longest form at each place."""
    mentions = {company["name"]: company["mentions"] for company in row["companies"]}
    longest = sorted(forms, key=len, reverse=True)
    for match in re.finditer(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", text) if longest else ():
        if name := forms[match.group()]:
            mentions[name].append([match.start(), match.end()])
    for company in row["companies"]:
        if not company["mentions"]:
            raise ValueError(f'"{company["name"]}" does not stand in the text')
        if company["unit_of"] and company["unit_of"] not in mentions:
            raise ValueError(f'"{company["unit_of"]}", which "{company["name"]}" belongs to, is none of the companies')


def main() -> None:
    """Check, count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    told = list(articles(parser.parse_args().files))
    print(f"{len(told)} articles, {sum(len(a.text.split()) for a in told)} words")
    for field in ("companies", "deals", "standings", "questions", "not_deals"):
        print(f"{field:12}{sum(len(a.coding[field]) for a in told)}")
    deals = [deal for article in told for deal in article.coding["deals"]]
    for name in ("main_type", "stage", "reality", "instrument"):
        print(f"{name:12}" + ", ".join(f"{k} {n}" for k, n in Counter(d[name] for d in deals).most_common()))
    print(f"{'areas':12}{sum(len(d['areas']) for d in deals)}\n{'flows':12}{sum(len(d['flows']) for d in deals)}")
    print(
        f"{'standings':12}"
        + ", ".join(f"{k} {n}" for k, n in Counter(s["standing"] for a in told for s in a.coding["standings"]).most_common())
    )


if __name__ == "__main__":
    main()
