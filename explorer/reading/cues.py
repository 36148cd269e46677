"""The table of verbs and nouns that tell of deals, read from `resources/reading/deals.toml`."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from explorer.landscape.shipped import resources
from explorer.landscape.vocabulary import DealType


@dataclass(frozen=True, slots=True)
class Cue:
    """How the companies stand around a word that tells of a deal; the frames are explained in the table itself."""

    type: DealType
    frame: str
    is_verb: bool
    phrase: frozenset[str]
    only: frozenset[str]
    stage: str = ""


@dataclass(frozen=True, slots=True)
class Cues:
    """Cues by the word that sets them off, what stands before a noun of agreement, and every form of every verb."""

    by_form: Mapping[str, tuple[Cue, ...]]
    modifiers: Mapping[str, DealType]
    verbs: frozenset[str]
    purposes: tuple[tuple[re.Pattern[str], DealType], ...]

    def purpose(self, words: str) -> DealType | None:
        """Return the sort of deal that the words shortly after "agreement" tell: "to jointly develop"."""
        found = ((match.start(), kind) for pattern, kind in self.purposes if (match := pattern.search(words)))
        return min(found, default=(0, None), key=lambda one: one[0])[1]


@cache
def shipped() -> Cues:
    """Return the cues that ship with the program."""
    with (resources() / "reading" / "deals.toml").open("rb") as file:
        table = tomllib.load(file)
    by_form: dict[str, tuple[Cue, ...]] = {}
    for kind in ("verb", "noun"):
        for entry in table[kind]:
            cue = Cue(
                DealType(entry["type"]),
                entry["frame"],
                kind == "verb",
                _words(entry, "phrase"),
                _words(entry, "only"),
                entry.get("stage", ""),
            )
            for form in entry["forms"].split():
                by_form[form] = (*by_form.get(form, ()), cue)
    modifiers = {word: DealType(kind) for kind, words in table["modifiers"].items() for word in words.split("|")}
    verbs = frozenset(form for form, cues in by_form.items() if any(cue.is_verb for cue in cues))
    lead = r"\b(?:to|on|over|for|about|in|of) (?:@ |cooperate in |work on |help )?(?:jointly |together )?"
    purposes = tuple((re.compile(rf"{lead}{entry['pattern']}\b"), DealType(entry["type"])) for entry in table["purpose"])
    return Cues(by_form, modifiers, verbs, purposes)


def _words(entry: Mapping[str, str], key: str) -> frozenset[str]:
    return frozenset(filter(None, entry.get(key, "").split("|")))
