"""Deals of which a sentence names but one party: a company that is for sale, orders, raises money or licenses to somebody unnamed.

Only plain wordings count (`resources/reading/lone.toml`), and only in a sentence that names no other company.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from explorer.landscape.excerpts import Span
from explorer.landscape.shipped import resources
from explorer.landscape.vocabulary import DealType, Reality, Stage
from explorer.reading.cues import Cues
from explorer.reading.deals import Gathered
from explorer.reading.events import clause, standing_at
from explorer.reading.masked import Masked
from explorer.reading.phrases import PARTS, Item
from explorer.reading.roles import GOING_CONCERNS
from explorer.reading.stages import Standing
from explorer.reading.tellings import Event

RULE = "one party named"
_SURE = 0.5
_LEAST = 0.6  # how well "it" must be told
_OWNED = frozenset("subsidiaries manufacturer".split()) | PARTS | GOING_CONCERNS


@dataclass(frozen=True, slots=True)
class _Wordings:
    """The wordings in order, and a pattern that matches where any of theirs does, because few sentences hold one."""

    all: tuple["_Wording", ...]
    any: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Wording:
    type: DealType
    patterns: tuple[re.Pattern[str], ...]
    stage: Stage | None
    is_of_parts: bool
    needs: frozenset[str]
    without: frozenset[str]


def _word(item: Item) -> str:
    if not item.companies:
        return item.low
    return "@" if not item.is_owner else "its" if item.end - item.start < 6 else "@'s"


@cache
def _wordings() -> _Wordings:
    with (resources() / "reading" / "lone.toml").open("rb") as file:
        table = tomllib.load(file)
    nameless = (re.sub(r"\(\?P<\w+>", "(?:", pattern) for entry in table["deal"] for pattern in entry["patterns"])
    wordings = tuple(
        _Wording(
            DealType(entry["type"]),
            tuple(re.compile(rf"(?<!\S){pattern}") for pattern in entry["patterns"]),
            Stage(entry["stage"]) if "stage" in entry else None,
            entry.get("parts", False),
            frozenset(entry.get("needs", "").split()),
            frozenset(entry.get("not", "").split()),
        )
        for entry in table["deal"]
    )
    return _Wordings(wordings, re.compile(rf"(?<!\S)(?:{'|'.join(nameless)})"))


def lone_tellings(sentence: Masked, text: str, cues: Cues, owners: Sequence[int], bodies: frozenset[int]) -> list[Event]:
    """Return what a sentence tells of deals of the one company that it names."""
    row = sentence.row
    named = {owners[company] for item in row.items for company in item.companies}
    if len(named) != 1 or sentence.text.rstrip("\"'”’) ").endswith("?"):
        return []
    words = " ".join(map(_word, row.items))
    if not _wordings().any.search(words):
        return []
    plain = frozenset(words.split())
    found: list[Event] = []
    for wording in _wordings().all:
        if wording.without & plain or (wording.needs and not wording.needs & plain):
            continue
        for pattern in wording.patterns:
            if (match := pattern.search(words)) and (event := _telling(match, wording, sentence, text, cues)):
                if bodies.isdisjoint(event.companies):
                    found.append(event)
                break
    return found[:1]


def with_lone(deals: Sequence[Gathered], told: Iterable[Event], owners: Sequence[int]) -> list[Gathered]:
    """Return the deals and those of which one party is named, each once; none whose company has such a deal with others."""
    found = list(deals)
    fuller = {(owners[company], deal.is_ownership) for deal in deals for company in deal.parties}
    mine: dict[tuple[int, DealType], Gathered] = {}
    for event in told:
        owner = owners[event.companies[0]]
        if (key := (owner, event.types[0])) in mine:
            mine[key].add(event)
            continue
        lone = Gathered().add(event)
        if (owner, lone.is_ownership) not in fuller:
            mine[key] = lone
            found.append(lone)
    return found


def _telling(match: re.Match[str], wording: _Wording, sentence: Masked, text: str, cues: Cues) -> Event | None:
    row, words = sentence.row, match.string
    if wording.is_of_parts and not _OWNED & set(match["what"].split()):
        return None
    at = words.count(" ", 0, match.start("word"))  # blanks part the items
    who = row.items[words.count(" ", 0, words.index("@", match.start()))]
    if who.sure < _LEAST:
        return None
    how = standing_at(row, at, text, cues, wording.type)
    if wording.stage and how.reality is Reality.DONE and how.stage in (Stage.IN_FORCE, Stage.SIGNED):
        how = Standing(wording.stage, Reality.INTENDED, match["word"])
    elif how.stage is Stage.IN_FORCE:
        how = replace(how, is_weak=False)
    item = row.items[at]
    return Event(
        (wording.type,),
        who.companies[:1],
        ("",),
        how,
        Span(item.start, item.end),
        clause(row, text),
        row.line.number,
        RULE,
        round(_SURE * who.sure, 2),
        item.low,
    )
