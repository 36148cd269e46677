"""What stands around a telling of a deal, as signs that a trained model weighs for how far the deal has come and how real it is."""

import re
from collections.abc import Iterator, Sequence

from explorer.landscape.excerpts import Span
from explorer.landscape.vocabulary import DealType
from explorer.reading.cues import shipped
from explorer.reading.pairs import Words
from explorer.reading.phrases import Row
from explorer.reading.stages import Standing, instrument
from explorer.reading.tellings import Event

_AUXILIARIES = frozenset(
    """is are was were be been being has have had having will would shall should may might can could must do does did to not n't
    never no yet still already once if about going 's 've 'd 'll""".split()
)
_TIMES = frozenset(
    """since until till ago earlier last next later former formerly previously originally now currently today yesterday once already
    soon then after before in from by every first still again for over""".split()
)
_BOUNDS = frozenset((";", ":", "–", "—", "but", "while", "whereas", "although", "though", "after", "which", "who"))
_PAST = frozenset(
    """bought sold won made took taken built held lent gave given got chose chosen put left lost cut ran became began bid fell paid
    sent spent struck gone done found kept led met broke broken withdrew said""".split()
)
_FOLLOWING = ("ending", "ruling", "agreeing", "winning", "suing")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BEFORE, _AFTER = 6, 8  # so many words around what names the deal and its parties belong to it


class Signs:
    """Finds the signs of the tellings of one article."""

    def __init__(self, rows: Sequence[Row], text: str) -> None:
        self._rows = rows
        self._text = text
        self._now = max((int(year) for year in _YEAR.findall(text)), default=0)  # the latest year that the article names
        self._words: dict[int, Words] = {}

    def of(self, event: Event) -> list[str]:
        """Return the signs of one telling, each once."""
        row, words = self._rows[event.line], self._of_line(event.line)
        at = place(row, event.trigger)
        first, last = _reach(row, event, at)
        found = [*_of_rules(event.standing, event.types[0], event.rule), *_of_trigger(words, at, event)]
        found += _of_words(words, at, first, last)
        found += _of_time(words, first, last)
        found += _of_place(row, self._text, self._now, len(self._rows))
        if event.line + 1 < len(self._rows):
            found += _of_next(self._of_line(event.line + 1), event)
        return list(dict.fromkeys(found))

    def _of_line(self, line: int) -> Words:
        if line not in self._words:
            self._words[line] = Words(self._rows[line])
        return self._words[line]


def place(row: Row, span: Span) -> int:
    """Return where in a row the word stands that lies nearest to a span."""
    return min(range(len(row.items)), key=lambda i: (abs(row.items[i].start - span.start), i))


def _reach(row: Row, event: Event, at: int) -> tuple[int, int]:
    """The words from the first to the last of trigger and parties, each party where it stands nearest to the trigger."""
    places = [at]
    for company in event.companies[:4]:
        mine = [i for i, item in enumerate(row.items) if company in item.companies]
        if mine:
            places.append(min(mine, key=lambda i: (abs(i - at), i)))
    return min(places), max(places)


def _of_rules(how: Standing, kind: DealType, rule: str) -> Iterator[str]:
    yield f"r:{how.stage}:{how.is_weak}"
    yield f"r:{how.stage}"
    yield f"r:{how.reality}"
    yield f"r:{how.words[:30]}"
    yield f"k:{kind}"
    yield f"k:{kind}:{how.stage}"
    yield f"R:{rule}"
    yield f"R:{rule}:{how.stage}"


def _of_trigger(words: Words, at: int, event: Event) -> Iterator[str]:
    row = words.row
    form = row.items[at].low
    is_verb = event.rule.endswith("verb") or form in shipped().verbs
    shape = f"{_ending(form)}:{is_verb}"
    yield f"w:{form}"
    yield f"w:{words.stems[at]}"
    yield f"e:{shape}"
    yield f"e:{shape}:{event.types[0]}"
    chain: list[str] = []
    for i in range(at - 1, max(-1, at - 5), -1):
        if row.low(i) in _AUXILIARIES:
            chain.insert(0, row.low(i))
        elif row.items[i].companies or row.low(i) in (",", ";"):
            break
    yield f"a:{'_'.join(chain)}"
    yield f"a:{'_'.join(chain)}:{shape}"
    yield from (f"A:{word}" for word in chain)


def _of_words(words: Words, at: int, first: int, last: int) -> Iterator[str]:
    low, last_word = words.row.low, len(words.stems) - 1
    start, end = first, last
    while start > max(0, first - _BEFORE) and low(start - 1) not in _BOUNDS:
        start -= 1
    while end < min(last_word, last + _AFTER) and low(end + 1) not in _BOUNDS:
        end += 1
    for i, stem in enumerate(words.stems):
        if stem in ("#C", "#N"):
            continue
        yield f"s:{stem}"
        if start <= i <= end:
            yield f"m:{stem}"
            yield f"{'l' if i < first else 'r' if i > last else 'i'}:{stem}"
            if low(i) != stem:
                yield f"x:{low(i)}"
        if abs(i - at) <= 4:
            yield f"{'L' if i < at else 'T'}:{stem}"
            yield f"t{max(-3, min(3, i - at))}:{words.kinds[i]}"
    for i in range(start, end):
        yield f"b:{words.kinds[i]}_{words.kinds[i + 1]}"
    for i, names in words.classes:
        if start <= i <= end:
            yield from (f"W:{name}:{'l' if i < at else 'r'}" for name in names)


def _of_time(words: Words, first: int, last: int) -> Iterator[str]:
    row = words.row
    for i, item in enumerate(row.items):
        if item.low in _AUXILIARIES:
            then = next(
                (row.low(j) for j in range(i + 1, i + 4) if row.low(j)[:1].isalpha() and row.low(j) not in _AUXILIARIES), ""
            )
            yield f"v:{item.low}:{_ending(then)}"
            if first - _BEFORE <= i <= last + _AFTER:
                yield f"V:{item.low}:{_ending(then)}"
        if item.low in _TIMES and first - _BEFORE <= i <= last + _AFTER:
            yield f"d:{item.low}_{words.kinds[i + 1] if i + 1 < len(words.kinds) else ''}"


def _of_place(row: Row, text: str, now: int, lines: int) -> Iterator[str]:
    sentence = row.line.sentence.span.of(text)
    if told := [int(year) for year in _YEAR.findall(sentence)]:
        yield "y:any"
        yield "y:past" if max(told) < now else "y:latest"
    if row.line.sentence.is_headline:
        yield "p:headline"
    line = row.line.number
    yield "p:lead" if line < 2 else "p:early" if line < 5 else "p:late" if line > 0.7 * lines else "p:middle"
    if "?" in sentence:
        yield "p:asks"
    if '"' in sentence or "“" in sentence:
        yield "p:quotes"
    if paper := instrument(sentence.lower()):
        yield f"p:{paper[0]}"


def _of_next(words: Words, event: Event) -> Iterator[str]:
    """What the next sentence adds: that shareholders must still vote, that nothing came of it."""
    row = words.row
    others = {company for item in row.items for company in item.companies} - set(event.companies)
    prefix = "N" if not others else "O"
    for i, names in words.classes:
        if chosen := [name for name in names if name in _FOLLOWING]:
            yield f"{prefix}:{words.stems[i]}"
            yield f"{prefix}:{chosen[0]}"
    yield from (f"{prefix}:{item.low}" for item in row.items if item.low in _AUXILIARIES)


def _ending(form: str) -> str:
    if form.endswith("ing"):
        return "ing"
    if form.endswith("ed") or form in _PAST:
        return "ed"
    return "s" if form.endswith("s") else ""
