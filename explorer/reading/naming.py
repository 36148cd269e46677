"""From tags to the names of organisations: exact spans, hyphened pairs taken apart, and the whole article of one mind."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from explorer.landscape.excerpts import Span
from explorer.landscape.names import fold
from explorer.landscape.vocabulary import CompanyKind
from explorer.reading.candidates import is_in_title_case
from explorer.reading.clues import may_be_named
from explorer.reading.document import Document, Line
from explorer.reading.lexicon import Lexicon
from explorer.reading.mentions import Judged, Named
from explorer.reading.recogniser import Tagged

_TAIL = re.compile(r"[-‐‑–](?:[a-z]+)$")
_HEAD = re.compile(r"^(?:all|non|ex|pro|anti|then|now|post|pre|mid)[-‐‑–](?=[A-Z])")
_PARTS = re.compile(r"[-‐‑–/]")
_CLOSERS = (".", "!")
#: Small words that are part of a name that they end: "Hilton group", "the French government".
_ENDS = frozenset(("group", "limited", "plc", "government"))
_LEGAL = frozenset("Inc Ltd Corp Plc plc PLC LLC AG NV SA".split())
#: What the rules find and the model does not is kept where both lean to it: from this score, and this mean share, on.
_SCORE = 1.5
_SHARE = 0.2
#: A text of so few sentences says nothing elsewhere of its names, so that the rules weigh more.
_FEW = 5
_SHARE_OF_FEW = 0.05


def named_by(document: Document, judged: Judged, tagged: Sequence[Tagged], lexicon: Lexicon) -> list[Named]:
    """Return every place where an organisation is named, in order, none touching another, as rules and model together tell it."""
    return _Naming(document, judged, lexicon).of(tagged)


class _Naming:
    def __init__(self, document: Document, judged: Judged, lexicon: Lexicon) -> None:
        self._document = document
        self._text = document.text
        self._judged = judged
        self._lexicon = lexicon
        self._headlines: dict[int, bool] = {}
        self._run_at = {
            (run.line.number, at): number for number, run in enumerate(judged.runs) for at in range(run.first, run.last + 1)
        }

    def of(self, tagged: Sequence[Tagged]) -> list[Named]:
        firm = [
            (one.island.line, first, last, kind)
            for one in tagged
            if not self._is_headline(one.island.line)
            for first, last, kind, _ in one.names
            if kind in ("company", "body")
        ]
        found = [self._named(line, span, kind) for line, first, last, kind in firm for span in self._spans(line, first, last)]
        names = {fold(named.name) for named in found}
        found = [part for named in found for part in self._parts(named, names)]
        found = _of_one_kind(self._of_one_mind(found))
        found += self._by_rules(found, tagged)
        found = self._without_short_forms(found)
        found += self._owners(found)
        kept: list[Named] = []
        for named in sorted({named.span: named for named in found}.values(), key=lambda named: (named.span.start, -named.span.end)):
            if not kept or named.span.start >= kept[-1].span.end:
                kept.append(named)
        return kept

    def _without_short_forms(self, found: list[Named]) -> list[Named]:
        """Leave out "Swift" where the article spoke of a "Tollen Swift" or an Ada Swift before, and that is no organisation."""
        words = self._lexicon.words
        plain = words["places"] | words["demonyms"] | words["ordinary"] | words["months"] | words["days"] | words["roles"]
        spans = sorted(named.span for named in found)
        longer: dict[str, int] = {}
        for run in self._judged.runs:
            is_plain = run.in_headline or len(run.words) < 2 or run.words[0].text in plain
            if not is_plain and not _is_touched(run.span, spans):
                longer.setdefault(fold(run.words[-1].text), run.span.start)
        first: dict[str, int] = {}
        for named in sorted(found, key=lambda named: named.span):
            first.setdefault(fold(named.name), named.span.start)
        return [
            named
            for named in found
            if (key := fold(named.name)) in self._lexicon.companies or longer.get(key, first[key]) >= first[key]
        ]

    def _owners(self, found: Sequence[Named]) -> Iterator[Named]:
        """Tollen in "Tollen-owned" and "all-Tollen", where Tollen is a name of the article."""
        hyphened = [(line, word) for line in self._document.lines for word in line.words if "-" in word.text]
        if not hyphened:
            return
        plain = [self._lexicon.words[kind] for kind in ("places", "demonyms", "ordinary")]
        names = {fold(named.name): named for named in found}
        for named in found:
            first = named.name.split(" ")[0]
            if not any(first in words for words in plain) and named.kind is not CompanyKind.PUBLIC_BODY:
                names.setdefault(fold(first), named)
        spans = sorted(named.span for named in found)
        for line, word in hyphened:
            head, tail = _HEAD.match(word.text), _TAIL.search(word.text)
            span = Span(word.start + len(head.group() if head else ""), word.end - len(tail.group() if tail else ""))
            if (head or tail) and not _is_touched(span, spans) and (owner := names.get(fold(span.of(self._text)))):
                yield Named(span, span.of(self._text), line, owner.kind)

    def _is_headline(self, line: Line) -> bool:
        """Say whether capitals tell nothing in a line, so that the rules alone name what is named elsewhere."""
        if line.number not in self._headlines:
            self._headlines[line.number] = is_in_title_case(line)
        return self._headlines[line.number]

    def _by_rules(self, found: Sequence[Named], tagged: Sequence[Tagged]) -> Iterator[Named]:
        """What only the rules found: in headlines, and where the model leans to it too."""
        starts = sorted(named.span for named in found)
        shares = {
            one.island.line.words[at].start: share
            for one in tagged
            for at, share in enumerate(one.shares, one.island.first)
            if may_be_named(one.island.line.words[at])
        }
        places = sorted(shares)
        least = _SHARE if len(self._document.lines) > _FEW else _SHARE_OF_FEW
        leans: dict[str, list[float]] = defaultdict(list)
        for named in self._judged.found:
            first = bisect_right(places, named.span.start - 1)
            inside = [shares[place] for place in places[first : bisect_right(places, named.span.end - 1)]]
            leans[fold(named.name)].append(min(inside, default=0.0))
        leaned_to = {
            key
            for key, of_key in leans.items()
            if self._judged.scores.get(key, 0.0) >= _SCORE and sum(of_key) >= least * len(of_key)
        }
        for named in self._judged.found:
            is_told = fold(named.name) in leaned_to or self._is_headline(named.line)
            if is_told and not _is_touched(named.span, starts):
                yield named

    def _spans(self, line: Line, first: int, last: int) -> Iterator[Span]:
        """The characters of a name, or of two where a legal form ends the first ("Tollen Inc. Brannick")."""
        words = line.words
        for at in range(first + 1, last):
            after = at + 1 + (words[at + 1].text == ".")
            if words[at].text in _LEGAL and after <= last and words[after].is_capital and words[after].text not in _LEGAL:
                yield from self._span(line, first, at)
                first = after
        while last + 1 < len(words) and words[last + 1].text in _ENDS:
            last += 1
        yield from self._span(line, first, last)

    def _span(self, line: Line, first: int, last: int) -> Iterator[Span]:
        """The full stop of "Inc." belongs to a name, "-owned" and "all-" do not."""
        number = self._run_at.get((line.number, last))
        if number is not None and last < self._judged.runs[number].last and line.words[last + 1].text in _CLOSERS:
            last += 1
        span = line.span(first, last)
        if tail := _TAIL.search(line.words[last].text):
            span = Span(span.start, span.end - len(tail.group()))
        if head := _HEAD.match(line.words[first].text):
            span = Span(span.start + len(head.group()), span.end)
        if span.end - span.start > 1:
            yield span

    def _named(self, line: Line, span: Span, kind: str) -> Named:
        name = span.of(self._text)
        key = fold(name)
        if key in self._lexicon.companies or key in self._lexicon.outlets:
            return Named(span, name, line)
        is_body = kind == "body" or key in self._lexicon.bodies
        return Named(span, name, line, CompanyKind.PUBLIC_BODY if is_body else CompanyKind.COMPANY)

    def _parts(self, named: Named, names: set[str]) -> Iterator[Named]:
        """Ford-Volkswagen: each by itself where both are names of the article, or known."""
        parts = list(_PARTS.split(named.name))
        keys = [fold(part) for part in parts]
        if (
            len(parts) < 2
            or fold(named.name) in self._lexicon.companies
            or not all(key in names or key in self._lexicon.companies for key in keys)
        ):
            yield named
            return
        at = named.span.start
        for part in parts:
            yield self._named(named.line, Span(at, at + len(part)), "company")
            at += len(part) + 1

    def _of_one_mind(self, found: list[Named]) -> list[Named]:
        """A name that mostly is an organisation's is one wherever it stands alone; one that mostly is not is none."""
        spans = {named.span: named for named in found}
        starts = sorted(spans)
        of_key: dict[str, list[int]] = defaultdict(list)
        for number, key in enumerate(self._judged.keys):
            of_key[key].append(number)
        out = list(found)
        for numbers in of_key.values():
            if len(numbers) < 2:
                continue
            runs = [self._judged.runs[number] for number in numbers]
            told = [run for run in runs if run.span in spans]
            silent = [run for run in runs if not _is_touched(run.span, starts)]
            if told and silent and len(told) >= len(silent):
                kind = spans[told[0].span].kind
                out += [Named(run.span, run.name, run.line, kind) for run in silent if not run.after_title]
        return out


def _of_one_kind(found: Sequence[Named]) -> list[Named]:
    """A name is a public body's throughout where it is told as one more often than as a company's."""
    told: dict[str, int] = defaultdict(int)
    for named in found:
        told[fold(named.name)] += 1 if named.kind is CompanyKind.PUBLIC_BODY else -1
    return [replace(named, kind=CompanyKind.PUBLIC_BODY if told[fold(named.name)] > 0 else CompanyKind.COMPANY) for named in found]


def _is_touched(span: Span, spans: Sequence[Span]) -> bool:
    """Say whether one of the spans, in order and none touching another, touches this one."""
    after = bisect_right(spans, span)
    return any(other.touches(span) for other in spans[max(0, after - 1) : after + 1])
