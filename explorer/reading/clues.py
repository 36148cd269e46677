"""What is told of each word that may belong to a name: the word itself, its neighbours, and what the article says elsewhere.

A clue is a short string; the recogniser weighs it for each tag. Rules and model see the same article: what the rules make of a
run of capitals is one clue among others.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from explorer.reading.candidates import Candidate
from explorer.reading.document import Document, Line
from explorer.reading.lexicon import Lexicon
from explorer.reading.mentions import Judged
from explorer.reading.tagging import KINDS
from explorer.reading.tokens import Token

#: How far away a word may stand to tell something by itself.
FAR = (-2, -1, 0, 1, 2)
LONGEST = 64
_INSIDE = frozenset(
    """of the for and & , . - – ' 's ! de du des del della di la le van von der den do da y et und ( ) " “ ” / or in to
    at""".split()
)
_GAP = 3
_SITE = re.compile(r"\w\.(?:com|net|org|co\.uk|de|fr)$")
_LISTS = (
    "legal tails bodies not_tails of_heads company_nouns company_has business_verbs deal_verbs done_to_companies plural_nouns"
    " speech_verbs roles titles months days first_names places demonyms ordinary agreements"
).split()
_STEPS = (-4.0, -2.0, -0.5, 0.5, 1.5, 2.5, 4.0, 6.0)


@dataclass(frozen=True, slots=True)
class Island:
    """Words of a line in which capitals stand close together: `[first, last]`."""

    line: Line
    first: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first + 1


def islands(document: Document) -> list[Island]:
    """Return the stretches of the article in which a name may stand; all other words are outside every name."""
    return [island for line in document.lines for island in _islands_of(line)]


def _islands_of(line: Line) -> Iterator[Island]:
    first = last = -1
    for at, word in enumerate(line.words):
        if not may_be_named(word):
            continue
        if first >= 0 and (at - last - 1 > _GAP or at - first >= LONGEST or not _is_bridge(line, last + 1, at)):
            yield Island(line, first, last)
            first = at
        elif first < 0:
            first = at
        last = at
    if first >= 0:
        yield Island(line, first, last)


def _is_bridge(line: Line, start: int, end: int) -> bool:
    return all(line.words[at].low in _INSIDE for at in range(start, end))


def may_be_named(word: Token) -> bool:
    """Say whether a name may begin or end with this word."""
    if not word.is_capital and "." not in word.text:
        return False
    if not (word.is_word and word.text[0].isalnum()) or word.low.startswith(("http", "www.")):
        return False
    return (word.is_capital and word.text != "I") or bool(_SITE.search(word.low))


def shape(word: str) -> str:
    """Return how a word is written, runs shortened: "Xx", "XxX" for eBay's like, "d" for digits."""
    if word.isascii() and word.isalpha():  # most are, and these need no look at each letter
        return "x" if word.islower() else "X" if word.isupper() else "Xx" if word.istitle() else _signs(word)
    return _signs(word)


def _signs(word: str) -> str:
    signs = "".join("X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c for c in word[:24])
    return re.sub(r"(.)\1+", r"\1", signs)


@dataclass(frozen=True, slots=True)
class Heard:
    """In how many articles of older news a folded name, or a word in small letters, was told of as each of the kinds.

    What stands in `own` is taken off: an article that is learnt from must not hear itself. `places` are names of
    towns and countries.
    """

    names: Mapping[str, Sequence[int]]
    words: Mapping[str, Sequence[int]]
    places: frozenset[str] = frozenset()
    own: tuple[Mapping[str, Sequence[int]], Mapping[str, Sequence[int]]] = ({}, {})

    def of_name(self, key: str) -> list[str]:
        """Return what was heard of a name."""
        return _told_of(self.names.get(key), self.own[0].get(key))

    def of_word(self, low: str) -> list[str]:
        """Return what was heard of a word."""
        return _told_of(self.words.get(low), self.own[1].get(low))


def _told_of(counts: Sequence[int] | None, own: Sequence[int] | None) -> list[str]:
    if counts is None:
        return []
    if own is not None:
        counts = [count - mine for count, mine in zip(counts, own, strict=True)]
    most = max(counts)
    told = [f"h{kind}={_step(count)}" for kind, count in zip(KINDS, counts, strict=True) if count]
    return [*told, *(f"H{kind}" for kind, count in zip(KINDS, counts, strict=True) if count == most > 0 and sum(counts) == count)]


class Clues:
    """Finds clues; `heard` is what older news told of names."""

    def __init__(self, lexicon: Lexicon, heard: Heard) -> None:
        self._lexicon = lexicon
        self._heard = heard
        self._lists: dict[str, list[str]] = defaultdict(list)
        for name in _LISTS:
            for word in lexicon.words[name]:
                self._lists[word].append(name)
        self._firsts = frozenset(
            word for names in (lexicon.companies, lexicon.outlets, lexicon.bodies) for name in names for word in name.split()[:1]
        )

    def in_lists(self, word: Token) -> list[str]:
        """Return the word lists that hold a word."""
        held = {*self.holding(word.text.rstrip(".")), *self.holding(word.low)}
        return [name for name in _LISTS if name in held] if held else []

    def holding(self, text: str) -> Sequence[str]:
        """Return the word lists that hold exactly this."""
        return self._lists.get(text, ())

    def of_word(self, word: Token) -> dict[int, list[str]]:
        """Return what the word tells by itself to the word that has it at each distance: -1 the one before, 1 the one after."""
        low = word.low if not word.low[0].isdigit() else re.sub(r"\d", "0", word.low)
        lists = self.in_lists(word)
        looks = [f"l={name}" for name in lists] + [f"s={shape(word.text)}"] + ["town"] * (word.text in self._heard.places)
        near = [f"w={low}", *looks]
        own = list(near)
        if word.is_word:
            own += [f"p{n}={low[:n]}" for n in (1, 2, 3, 4) if len(low) > n]
            own += [f"x{n}={low[-n:]}" for n in (1, 2, 3, 4) if len(low) > n]
            own += [f"n={min(len(low), 9)}"]
            if word.is_capital:
                heard = self._heard.of_word(low)
                near += heard
                own += heard
                own += ["f=1"] if low in self._firsts else []
        return {0: own, 1: near, -1: near, 2: [f"w={low}", *looks[:-1]], -2: [f"w={low}", *looks[:-1]]}

    def of(self, document: Document, judged: Judged) -> Iterator[tuple[Island, list[list[str]]]]:
        """Return every island of an article with all the clues of each of its words, those of its neighbours included."""
        found = islands(document)
        for island, told in zip(found, self.of_article(document, judged, found), strict=True):
            words = island.line.words
            for at, row in enumerate(told, island.first):
                for far in FAR:
                    if 0 <= at + far < len(words):
                        row += [f"{far}{clue}" for clue in self.of_word(words[at + far])[far]]
            yield island, told

    def of_article(self, document: Document, judged: Judged, found: Sequence[Island]) -> list[list[list[str]]]:
        """Return, for each word of each island, the clues that are not the word's own."""
        return _Places(self._lexicon, self._heard, self.holding, document, judged).of(found)


class _Places:
    def __init__(
        self,
        lexicon: Lexicon,
        heard: Heard,
        holding: Callable[[str], Sequence[str]],
        document: Document,
        judged: Judged,
    ) -> None:
        self._lexicon = lexicon
        self._heard = heard
        self._holding = holding
        self._document = document
        self._judged = judged
        self._run_at = {
            (run.line.number, at): number for number, run in enumerate(judged.runs) for at in range(run.first, run.last + 1)
        }
        self._counts = Counter(judged.keys)
        self._of_run: dict[int, list[str]] = {}
        starts: dict[int, str] = {}
        for named in judged.found:
            starts[named.span.start] = f"r=B{named.kind.value}"
        self._rule_starts = starts
        self._rule_ends = sorted((named.span.start, named.span.end) for named in judged.found)
        self._long: set[str] = set()
        self._alone: set[str] = set()
        self._of_person: set[str] = set()
        self._pooled: dict[str, set[str]] = defaultdict(set)
        self._by_first: dict[str, set[str]] = defaultdict(set)
        self._near = [self._around(run) for run in judged.runs]
        for run, key, near in zip(judged.runs, judged.keys, self._near, strict=True):
            self._pooled[key] |= near
            self._by_first[run.words[0].text].add(key)
            if key in judged.persons:
                self._of_person |= {word.text for word in run.words}
            elif key in judged.accepted:
                if run.first == run.last:
                    self._alone.add(run.words[0].text)
                else:
                    self._long |= {word.text for word in run.words if word.is_capital}

    def of(self, found: Sequence[Island]) -> list[list[list[str]]]:
        out: list[list[list[str]]] = []
        rule_at = 0
        for island in found:
            line = island.line
            rows: list[list[str]] = []
            for at in range(island.first, island.last + 1):
                word = line.words[at]
                while rule_at < len(self._rule_ends) and self._rule_ends[rule_at][1] <= word.start:
                    rule_at += 1
                row = []
                if rule := self._rule_starts.get(word.start):
                    row.append(rule)
                elif rule_at < len(self._rule_ends) and self._rule_ends[rule_at][0] < word.end:
                    row.append("r=I")
                else:
                    row.append("r=O")
                number = self._run_at.get((line.number, at))
                if number is not None:
                    run = self._judged.runs[number]
                    place = "S" if run.first == run.last else "B" if at == run.first else "E" if at == run.last else "M"
                    if number not in self._of_run:
                        self._of_run[number] = self._told_of_run(number)
                    row += [f"{place}{clue}" for clue in self._of_run[number]]
                    if at > run.first:
                        row += [f"b={line.words[at - 1].low} {word.low}"]
                    text = word.text
                    if text in self._long:
                        row.append("in long")
                    if text in self._alone:
                        row.append("alone")
                    if text in self._of_person:
                        row.append("of person")
                    if text in self._judged.surnames:
                        row.append("surname")
                    if word.low in self._document.small:
                        row.append("small too")
                else:
                    row.append("no run")
                if at == 0:
                    row.append("begins")
                rows.append(row)
            out.append(rows)
        return out

    def _told_of_run(self, number: int) -> list[str]:
        run, key = self._judged.runs[number], self._judged.keys[number]
        line = run.line
        before, after = line.low(run.first - 1), line.low(run.last + 1)
        told = [
            f"k={_bucket(self._judged.scores.get(key, 0.0))}{int(key in self._judged.accepted)}",
            f"<{before}",
            f"<<{line.low(run.first - 2)} {before}",
            f">{after}",
            f">>{after} {line.low(run.last + 2)}",
            f"c={min(self._counts[key], 4)}",
            f"len={min(run.last - run.first, 4)}",
            "",
        ]
        told += self._heard.of_name(key)
        if run.first != run.last:
            told.append(f"last={run.words[-1].low}")
            told += [f"last:{name}" for name in self._holding(run.words[-1].text.rstrip("."))]
            told += [f"first:{name}" for name in self._holding(run.words[0].text.rstrip("."))]
        told += sorted(self._near[number])
        told += sorted(f"D{clue}" for clue in self._pooled[key])
        told += sorted(f"E{clue}" for clue in self._judged.reasons.get(key, ()))
        kin = self._by_first[run.words[0].text] - {key}
        told += sorted({f"K{_bucket(self._judged.scores.get(other, 0.0))}" for other in kin})
        told += ["Kperson"] if kin & self._judged.persons else []
        if run.after_title:
            told.append("titled")
        if run.in_headline:
            told.append("headline")
        if key in self._judged.persons:
            told.append("person")
        if key in self._lexicon.companies:
            told.append("known company")
        elif key in self._lexicon.outlets:
            told.append("known outlet")
        elif key in self._lexicon.bodies:
            told.append("known body")
        elif run.name in self._lexicon.words["places"]:
            told.append("known place")
        if run.name in self._heard.places:
            told.append("is a town")
        return told

    def _around(self, run: Candidate) -> set[str]:
        """Return which lists hold the words before and after a run."""
        line = run.line
        before, after, then = line.low(run.first - 1), line.low(run.last + 1), line.low(run.last + 2)
        told = {f"<:{name}" for name in self._holding(before)}
        told |= {f">:{name}" for name in self._holding(after)}
        told |= {f">>:{name}" for name in self._holding(then)}
        if before in ("the", "a", "an", "of", "with", "by", ",", "and"):
            ahead = line.low(run.first - 2)
            told |= {f"<<:{before}:{name}" for name in self._holding(ahead)}
        told |= {f"@<{before}", f"@>{after}"}
        if run.after_title:
            told.add("titled")
        return told


def _bucket(score: float) -> int:
    return sum(score >= step for step in _STEPS)


def _step(count: int) -> int:
    return 0 if count <= 0 else 1 if count == 1 else 2 if count < 4 else 3 if count < 10 else 4
