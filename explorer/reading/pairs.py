"""What stands between and around two companies of a sentence, as features that a trained model can weigh."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from explorer.landscape.shipped import resources
from explorer.reading import cues
from explorer.reading.phrases import Row, word_before
from explorer.reading.tellings import Event

_MOST_COMPANIES = 10  # of one sentence: a list of thirty names makes no 435 pairs
_NEAR, _SIDE = 30, 5
_REACH, _CLOSE = 12, 3  # how many words away from a pair a word may stand that speaks of it, and one that surely does
_YEAR = re.compile(r"(?:19|20)\d\d$")
_ENDINGS = ("ing", "ies", "ed", "es", "s")


@dataclass(frozen=True, slots=True)
class Place:
    """One company of a row: the item it stands in, and its number there."""

    item: int
    number: int
    company: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two companies of one sentence in the order of the text."""

    line: int
    first: Place
    second: Place


def pairs(row: Row, owners: Sequence[int]) -> Iterator[Pair]:
    """Give each two companies of a sentence once, where they stand nearest; `owners` gives whose unit each is, and those of one
    owner make no pair."""
    places = [
        Place(i, n, company) for i, item in enumerate(row.items) if item.companies for n, company in enumerate(item.companies)
    ]
    best: dict[tuple[int, int], tuple[int, Pair]] = {}
    for at, first in enumerate(places[:_MOST_COMPANIES]):
        for second in places[at + 1 : _MOST_COMPANIES]:
            a, b = owners[first.company], owners[second.company]
            if a == b:
                continue
            key = (min(a, b), max(a, b))
            gap = second.item - first.item
            if key not in best or gap < best[key][0]:
                best[key] = (gap, Pair(row.line.number, first, second))
    for _, pair in best.values():
        yield pair


class Words:
    """The words of a row as features see them: names, numbers and sums of money by their kind; built once for all its pairs."""

    def __init__(self, row: Row) -> None:
        self.row = row
        names = {word.start for word in row.line.words[1:] if word.text[0].isupper()}
        self.kinds = ["#C" if item.companies else "#N" if item.start in names else _kind(item.low) for item in row.items]
        self.stems = [stem(word) for word in self.kinds]
        self.bag = sorted({f"s:{stem}" for stem in self.stems if stem[0] != "#" and stem[0].isalpha()})
        table, classes = cues.shipped().by_form, word_classes()
        self.cues = [(at, item.low, table[item.low]) for at, item in enumerate(row.items) if item.low in table]
        self.classes = [(at, classes[stem]) for at, stem in enumerate(self.stems) if stem in classes]


@cache
def word_classes() -> Mapping[str, tuple[str, ...]]:
    """Return the classes of `resources/reading/word_classes.toml` that each stem belongs to."""
    with (resources() / "reading" / "word_classes.toml").open("rb") as file:
        table = tomllib.load(file)
    found: dict[str, dict[str, None]] = {}
    for name, words in table.items():
        for word in words.split():
            found.setdefault(stem(word), {})[name] = None
    return {stem: tuple(names) for stem, names in found.items()}


def features(
    words: Words, pair: Pair, told: Sequence[Event], owners: Sequence[int], bodies: frozenset[int], lines: int
) -> list[str]:
    """Return what speaks for or against a deal between the two, each feature once.

    `told` are the tellings that the frames found in the sentence; `bodies` are the public bodies; `lines` is how many sentences
    the article has.
    """
    row = words.row
    i, j = pair.first.item, pair.second.item
    out = list(words.bag)
    between = words.kinds[i + 1 : j] if j > i else ["&"]
    stems = words.stems[i + 1 : j] if j > i else ["&"]
    if row.items[i].is_owner and j > i:
        between, stems = ["'s", *between], ["'s", *stems]
    out += [f"d:{min(12, len(between) // 2)}", f"c:{min(4, between.count(','))}", f"n:{min(4, between.count('#C'))}"]
    if len(between) <= _NEAR:
        out += _grams("b:", ["<", *between, ">"], 3) + _grams("t:", ["<", *stems, ">"], 2)
    else:
        out += _grams("b:", ["<", *between[:8]], 3) + _grams("b:", [*between[-8:], ">"], 3) + _grams("t:", stems, 1)
    if len(between) <= 8:
        out.append("w:" + "_".join(between))
    content = [stem for stem in stems if len(stem) > 2 or stem in ("#C", "of", "by", "to", "in")][:14]
    out += [f"k:{a}_{b}" for n, a in enumerate(content) for b in content[n + 2 : n + 4]]
    left, right = words.kinds[max(0, i - _SIDE) : i], words.kinds[j + 1 : j + 1 + _SIDE]
    out += _grams("l:", [*left, "@"], 3) + _grams("r:", ["@", *right], 3)
    out += [f"L:{stem}" for stem in words.stems[max(0, i - 7) : i]] + [f"R:{stem}" for stem in words.stems[j + 1 : j + 8]]
    out += _of_frames(pair, told, owners)
    out += _of_place(words, pair, lines)
    out += _of_cues(words, i, j)
    out += _of_classes(words, i, j)
    for which, place in (("first", pair.first), ("second", pair.second)):
        if place.company in bodies:
            out.append(f"p:{which} is a body")
    return list(dict.fromkeys(out))


def _of_frames(pair: Pair, told: Sequence[Event], owners: Sequence[int]) -> Iterator[str]:
    a, b = owners[pair.first.company], owners[pair.second.company]
    for event in told:
        here = [owners[c] for c in event.companies]
        if a in here and b in here:
            roles = f"{event.roles[here.index(a)]}>{event.roles[here.index(b)]}"
            yield "f:both"
            yield f"f:both:{event.rule}"
            yield f"f:both:{event.types[0]}:{roles}"
            yield f"f:both:{event.word}"
            yield f"f:both:sure{int(event.sure * 5)}"
            yield f"f:both:{event.standing.stage}"
        elif a in here or b in here:
            yield f"f:one:{event.rule}"
            yield f"f:one:{event.types[0]}"
        else:
            yield f"f:none:{event.types[0]}"


def _of_cues(words: Words, i: int, j: int) -> Iterator[str]:
    """Where words of deals stand, though no frame put the companies around them, and what the nearest is."""
    nearest: tuple[int, int] | None = None
    for number, (at, _, here) in enumerate(words.cues):
        side, away = _side(at, i, j)
        if away > _REACH:
            continue
        for cue in here:
            yield f"q:{cue.type}:{side}"
            yield f"q:{cue.type}:{side}:{'v' if cue.is_verb else 'n'}:{cue.frame}"
        if nearest is None or away < nearest[0]:
            nearest = (away, number)
    if nearest is None:
        yield "q:none"
        return
    at, form, here = words.cues[nearest[1]]
    side, _ = _side(at, i, j)
    before = word_before(words.row, j)
    yield f"Q:{stem(form)}:{side}"
    yield f"Q:{here[0].type}:{side}:{before}"
    yield f"Q:{stem(form)}:{side}:{word_before(words.row, i)}|{before}"


def _of_classes(words: Words, i: int, j: int) -> Iterator[str]:
    for at, names in words.classes:
        side, away = _side(at, i, j)
        for name in names:
            yield f"W:{name}"
            if away <= _REACH:
                yield f"W:{name}:{side}"
            if away <= _CLOSE:
                yield f"W:{name}:{side}:near"


def _side(at: int, i: int, j: int) -> tuple[str, int]:
    """Say on which side of the pair at `i` and `j` a word stands, and how far away."""
    return ("l", i - at) if at < i else ("b", 0) if at <= j else ("r", at - j)


def _of_place(words: Words, pair: Pair, lines: int) -> Iterator[str]:
    items = words.row.items
    first, second = items[pair.first.item], items[pair.second.item]
    yield f"p:{_section(pair.line, words.row, lines)}"
    yield f"p:at{min(4, pair.first.item // 4)}"
    yield f"p:sure{int(min(first.sure, second.sure) * 4)}"
    if pair.first.item == pair.second.item:
        yield f"p:joined{min(4, len(first.companies))}"
    if first.sure < 1:
        yield "p:first described"
    if second.sure < 1:
        yield "p:second described"
    if second.is_owner:
        yield "p:second owns"
    if first.is_owner:
        yield "p:first owns"


def _section(line: int, row: Row, lines: int) -> str:
    if row.line.sentence.is_headline:
        return "headline"
    return "lead" if line < 2 else "early" if line < 5 else "late" if line > 0.7 * lines else "middle"


def _grams(prefix: str, words: Sequence[str], longest: int) -> list[str]:
    return [prefix + "_".join(words[at : at + size]) for size in range(1, longest + 1) for at in range(len(words) - size + 1)]


def _kind(low: str) -> str:
    if low[0].isdigit():
        return "#Y" if _YEAR.match(low) else "#%" if low.endswith("%") else "#D"
    return "#$" if low[0] in "$€£¥" or low[-1].isdigit() else low


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return a word without its ending."""
    ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) > 3), "")
    return word.removesuffix(ending) if ending else word
