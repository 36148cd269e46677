"""The coded texts that models are trained on, read from a folder of data sets; each keeps its own offsets."""

import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Coded:
    """A text and the names in it: `(start, end, kind)` with a kind of the recogniser, or "?" where any may stand.

    `is_complete` says that every company and body is coded; what is outside may still be a person, a place or another thing.
    """

    id: str
    text: str
    names: tuple[tuple[int, int, str], ...]
    is_complete: bool
    of: str


def wikinews(data: Path) -> dict[str, str]:
    """Return the texts of the news articles by id, and those of the two seeds."""
    texts = {path.name[:3] + "_seed": path.read_bytes().decode("utf-8") for path in sorted((data / "articles/seeds").glob("*.txt"))}
    with gzip.open(data / "articles/wikinews.jsonl.gz", "rt", encoding="utf-8", newline="\n") as lines:
        for row in map(json.loads, lines):
            texts[row["id"]] = row["text"]
    return texts


def codings(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def coded_articles(rows: list[dict[str, Any]], texts: Mapping[str, str], of: str = "articles") -> Iterator[Coded]:
    """Return articles coded by the project's guide; refuse a text that is not the one that was coded."""
    for row in rows:
        text = texts[row["id"]]
        if hashlib.sha256(text.encode("utf-8")).hexdigest() != row["sha256"]:
            raise SystemExit(
                f"{row['id']}: the text is not the one that was coded; take the data set that training/README.md names."
            )
        names = {
            (start, end, "body" if company["kind"] == "body" else "company")
            for company in row["companies"]
            for start, end in company["mentions"]
        }
        yield Coded(row["id"], text, tuple(sorted(names)), True, of)


_FIRE = {
    "Company": "company",
    "Person": "person",
    "Location": "place",
    "GeopoliticalEntity": "?",
    "Product": "?",
    "BusinessUnit": "?",
    "Sector": "?",
    "Designation": "?",
}


def fire(data: Path) -> Iterator[Coded]:
    """Return the sentences of FIRE (CC BY 4.0); a company told with its short form in brackets is left open."""
    for row in codings(data / "eval/fire_dev.jsonl"):
        names = set()
        for entity in row["entities"]:
            start, end = entity["span"]
            if kind := _FIRE.get(entity["type"]):
                words = row["text"][start:end]
                own = words.lower().removeprefix("the ") in ("company", "we", "us", "our", "group", "registrant")
                for tail in ("'s", "’s"):
                    end -= len(tail) if words.endswith(tail) else 0
                names |= set() if own else {(start, end, "?" if "(" in words else kind)}
        yield Coded(row["id"], row["text"], tuple(sorted(names)), True, "fire")


_CORE = {"traded_on": ("company", "company"), "regulated_by": ("company", "?")}
_COMPANIES = "collaboration acquired_by client_of shareholder_of subsidiary_of competitor_of merged_with".split()


def core(data: Path) -> Iterator[Coded]:
    """Return the sentences of CORE (CC BY 4.0): two names each are coded, all others are open."""
    found: dict[str, set[tuple[int, int, str]]] = {}
    for row in codings(data / "eval/core_train.jsonl"):
        kinds = ("company", "company") if row["label"] in _COMPANIES else _CORE.get(row["label"])
        if kinds:
            found.setdefault(row["text"], set()).update(
                (*row[part], kind) for part, kind in zip(("head", "tail"), kinds, strict=True) if kind != "?"
            )
    for number, (text, names) in enumerate(found.items()):
        yield Coded(f"core-{number}", text, tuple(sorted(names)), False, "core")


def products(data: Path) -> Iterator[Coded]:
    """Return the sentences of product-corpus (CC BY 4.0): companies and their products are coded, other names are open."""
    found: dict[str, set[tuple[int, int, str]]] = {}
    for row in codings(data / "eval/product_corpus_train.jsonl"):
        found.setdefault(row["text"], set()).update(((*row["head"], "company"), (*row["tail"], "other")))
    for number, (text, names) in enumerate(found.items()):
        yield Coded(f"product-{number}", text, tuple(sorted(names)), False, "products")
