"""From words of an article to a capability of the vocabulary."""

import re
from collections.abc import Sequence

from explorer.landscape.facts import Capability, CapabilityId


class CapabilityWords:
    """Finds the capability that words speak of: the longest synonym wins, at equal length the deeper entry."""

    def __init__(self, capabilities: Sequence[Capability]) -> None:
        self._ids: dict[str, CapabilityId] = {}
        for capability in sorted(capabilities, key=lambda c: c.id.count(".")):
            for word in (capability.name, *capability.synonyms):
                self._ids[_plain(word)] = capability.id
        words = sorted(self._ids, key=len, reverse=True)
        self._pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b") if words else None

    def of(self, words: str) -> CapabilityId | None:
        """Return the capability, or None where the vocabulary has no word for it."""
        if self._pattern is None:
            return None
        found = [match.group() for match in self._pattern.finditer(_plain(words))]
        return self._ids[max(found, key=len)] if found else None

    def all_in(self, words: str) -> tuple[CapabilityId, ...]:
        """Return every capability the words speak of, in order."""
        if self._pattern is None:
            return ()
        return tuple(dict.fromkeys(self._ids[match.group()] for match in self._pattern.finditer(_plain(words))))


def _plain(words: str) -> str:
    """Small letters, hyphens as written, plurals as singulars."""
    return " ".join(_singular(word) for word in words.casefold().split())


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is", "os")) and len(word) > 2 else word
