"""From words of an article to a capability of the vocabulary."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from explorer.landscape.facts import Capability, CapabilityId

_WORD = re.compile(r"\w+")
_SPELT = re.compile(r"\w+(?:[-'’]\w+)*")
_ONE_ALREADY = frozenset(("news", "goods", "gas", "lens", "series"))  # "news service" is no new service


class CapabilityWords:
    """Finds the capability that words speak of: the longest synonym wins, at equal length the deeper entry.

    Synonyms are kept by their first word, so that a long vocabulary costs no more than a short one.
    """

    def __init__(self, capabilities: Sequence[Capability]) -> None:
        self._ids: dict[str, CapabilityId] = {}
        for capability in sorted(capabilities, key=lambda c: c.id.count(".")):
            for word in (capability.name, *capability.synonyms):
                self._ids[_plain(word)] = capability.id
        self._by_first: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._ids, key=len, reverse=True):
            if first := _WORD.match(word):
                self._by_first[first.group()].append(word)

    def of(self, words: str) -> CapabilityId | None:
        """Return the capability, or None where the vocabulary has no word for it."""
        found = max(self._found(_plain(words)), key=_length, default=None)
        return self._ids[found[1]] if found else None

    def term_in(self, words: str) -> str:
        """Return the term of the capability that words speak of, as worded; "" where the vocabulary has none."""
        plain = _plain(words)
        found = max(self._found(plain), key=_length, default=None)
        if found is None:
            return ""
        first = plain.count(" ", 0, found[0])
        return " ".join(words.split()[first : first + found[1].count(" ") + 1]).strip(" ,.;:()'’\"“”")

    def topic(self, text: str) -> str:
        """Return the term that a text uses most of what it speaks of most; "" where it speaks of nothing twice."""
        told = Counter(synonym for _, synonym in self._found(_plain(text)))
        sums: Counter[CapabilityId] = Counter()
        for synonym, times in told.items():
            sums[self._ids[synonym]] += times
        if not sums or max(sums.values()) < 2:
            return ""
        most = max(sums, key=lambda key: (sums[key], key))
        return max((synonym for synonym in told if self._ids[synonym] == most), key=lambda synonym: (told[synonym], synonym))

    def all_in(self, words: str) -> tuple[CapabilityId, ...]:
        """Return every capability the words speak of, in order."""
        return tuple(dict.fromkeys(self._ids[synonym] for _, synonym in self._found(_plain(words))))

    def _found(self, plain: str) -> Iterator[tuple[int, str]]:
        """The synonyms that stand in plain words, with their places, the longest at each place."""
        end = 0
        for word in _WORD.finditer(plain):
            if word.start() < end:
                continue
            for synonym in self._by_first.get(word.group(), ()):
                after = plain[word.start() + len(synonym) : word.start() + len(synonym) + 1]
                if plain.startswith(synonym, word.start()) and not (after.isalnum() or after == "_"):
                    yield word.start(), synonym
                    end = word.start() + len(synonym)
                    break


def _length(found: tuple[int, str]) -> int:
    return len(found[1])


def _plain(words: str) -> str:
    """Small letters, hyphens as written, plurals as singulars."""
    return _SPELT.sub(lambda match: _singular(match.group()), " ".join(words.casefold().split()))


def _singular(word: str) -> str:
    if word in _ONE_ALREADY:
        return word
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is", "os")) and len(word) > 2 else word
