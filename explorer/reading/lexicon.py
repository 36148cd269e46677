"""The word lists and well-known names that the reader leans on, read once from `resources/reading`."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from explorer.landscape.names import fold
from explorer.landscape.shipped import resources


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Lists of words by what they tell, and well-known names folded: name -> the name it is best known by."""

    words: Mapping[str, frozenset[str]]
    companies: Mapping[str, str]
    outlets: Mapping[str, str]
    bodies: Mapping[str, str]
    units: Mapping[str, str]
    also_called: Mapping[str, tuple[str, ...]]  # the name it is best known by -> every well-known name

    def knows(self, folded: str) -> bool:
        """Say whether this is a well-known name of any kind."""
        return folded in self.companies or folded in self.outlets or folded in self.bodies or folded in self.units

    def well_known_names(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Return every well-known name of the organisation that is called by one of these folded names, the best known first."""
        for key in sorted(keys):
            if best := self.companies.get(key) or self.outlets.get(key) or self.bodies.get(key):
                return self.also_called.get(best, (best,))
        return ()

    def best_known(self, folded: str) -> str:
        """Return the folded name that all names of one organisation share."""
        return fold(self.companies.get(folded) or self.outlets.get(folded) or self.bodies.get(folded) or folded)


@cache
def shipped() -> Lexicon:
    """Return the lexicon that ships with the program."""
    folder = resources() / "reading"
    words = {
        key: frozenset(value.split("|") if "|" in value else value.split()) for key, value in _table(folder / "words.toml").items()
    }
    words["places"] |= words["two_word_places"]
    words["small_ordinary"] = frozenset(word.lower() for word in words["ordinary"])
    words["small_roles"] = frozenset(word.lower().rstrip(".") for word in words["roles"] | words["titles"])
    names = _table(folder / "names.toml")
    units = {
        fold(unit): parent.strip() for unit, _, parent in (line.partition("=") for line in names["units"].strip().splitlines())
    }
    lines = "\n".join(names[kind].strip() for kind in ("companies", "outlets", "bodies")).splitlines()
    called = {line.partition("=")[0].strip(): tuple(name.strip() for name in line.split("=")) for line in lines}
    return Lexicon(words, _aliases(names["companies"]), _aliases(names["outlets"]), _aliases(names["bodies"]), units, called)


def _table(path: Path) -> dict[str, str]:
    with path.open("rb") as file:
        return tomllib.load(file)


def _aliases(lines: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines.strip().splitlines():
        names = [name.strip() for name in line.split("=")]
        for name in names:
            found.setdefault(fold(name), names[0])
    return found
