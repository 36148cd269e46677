"""How far a deal has come and how real it is, told from the words around what names it."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from explorer.landscape.shipped import resources
from explorer.landscape.vocabulary import Instrument, Reality, Stage


@dataclass(frozen=True, slots=True)
class Standing:
    """Stage and reality with the words that told them."""

    stage: Stage
    reality: Reality
    words: str = ""
    is_weak: bool = False  # nothing but the naming of the deal tells it


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: re.Pattern[str]
    stage: Stage
    reality: Reality
    where: str


@dataclass(frozen=True, slots=True)
class _Table:
    rules: tuple[_Rule, ...]
    agreed: re.Pattern[str]
    hired: re.Pattern[str]
    future: re.Pattern[str]
    past: re.Pattern[str]
    planned: re.Pattern[str]
    instruments: tuple[tuple[re.Pattern[str], Instrument], ...]


@cache
def _table() -> _Table:
    with (resources() / "reading" / "stages.toml").open("rb") as file:
        raw = tomllib.load(file)
    rules = tuple(
        _Rule(_any(rule["patterns"]), Stage(rule["stage"]), Reality(rule["reality"]), rule["where"]) for rule in raw["rule"]
    )
    papers = tuple((re.compile(pattern), Instrument(name)) for name, pattern in raw["instruments"].items())
    agreed, hired, future, past, planned = (_any(raw[key]["patterns"]) for key in ("agreed", "hired", "future", "past", "planned"))
    return _Table(rules, agreed, hired, future, past, planned, papers)


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(f"{p}" if p.endswith((" ", "*", "$")) else rf"{p}\b" for p in patterns) + ")")


def instrument(words: str) -> tuple[Instrument, re.Match[str]] | None:
    """Return the paper that words (in small letters) speak of."""
    for pattern, found in _table().instruments:
        if match := pattern.search(words):
            return found, match
    return None


def standing(
    before: str,
    trigger: str,
    after: str,
    *,
    is_question: bool,
    is_past: bool,
    is_infinitive: bool,
    is_verb: bool = True,
    is_vague: bool = False,
) -> Standing:
    """Tell stage and reality from the words before and after the trigger, all in small letters.

    What is denied, dropped, pending or only talked about is said near it; else the form of the verb tells. A vague trigger is a
    word that stands for the deal without naming it: then the whole sentence tells.
    """
    if is_question:
        return Standing(Stage.SPECULATED, Reality.ASKED, "?")
    table = _table()
    near = f"{before[-110:]}{trigger}{after[:90]}"
    places = {"before": f"{before[-60:]}{trigger}", "near": near, "sentence": f"{before}{trigger}{after}"}
    if is_vague:
        places = dict.fromkeys(places, places["sentence"])
    for rule in table.rules:
        if match := rule.pattern.search(places[rule.where]):
            return Standing(rule.stage, rule.reality, match.group().strip())
    if instrument(near) and re.search(r"\b(?:sign|signed|signs|signing|inked|agreed|announced)\b", near):
        return Standing(Stage.SIGNED, Reality.DONE, "signed")
    if match := table.agreed.search(f"{before[-100:]}{trigger}{after[:30]}"):
        is_done = table.past.search(f"{before[-40:]} {after[:60]}")
        return Standing(Stage.SIGNED, Reality.DONE if is_done else Reality.AGREED, match.group().strip())
    if is_infinitive and (match := table.hired.search(before)):
        return Standing(Stage.IN_FORCE, Reality.DONE, match.group().split()[0], is_weak=True)
    if is_infinitive or (not is_past and table.future.search(before[-45:])):
        return Standing(Stage.INTENDED, Reality.INTENDED, trigger)
    if match := table.planned.search(
        places["sentence"]
        if is_vague
        else f"{before[-40:]}{trigger} {after.split()[0] if after.startswith(' ') and after.strip() else ''}"
    ):
        return Standing(Stage.INTENDED, Reality.INTENDED, match.group())
    return Standing(Stage.IN_FORCE, Reality.DONE, trigger, is_weak=not is_verb)
