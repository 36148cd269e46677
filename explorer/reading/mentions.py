"""Which of the capitalised runs name organisations: told from the name itself and from what stands around it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from explorer.landscape.excerpts import Span
from explorer.landscape.names import fold
from explorer.landscape.vocabulary import CompanyKind
from explorer.reading.candidates import Candidate, candidates
from explorer.reading.document import Document, Line
from explorer.reading.evidence import Evidence
from explorer.reading.lexicon import Lexicon

_ENOUGH = 1.5

#: No first word of these lists stands for a whole name.
_NO_SHORT_FORM = ("demonyms", "places", "tails", "bodies", "ordinary", "first_names")

#: No name has more words; a run of capitals that is longer is looked through up to here from each word on.
LONGEST = 12


@dataclass(frozen=True, slots=True)
class Named:
    """A place where an organisation is named, and what sort it seems to be."""

    span: Span
    name: str
    line: Line
    kind: CompanyKind = CompanyKind.COMPANY


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules make of an article: its runs with their folded names, how much speaks for each name, and what they find."""

    runs: tuple[Candidate, ...]
    keys: tuple[str, ...]
    scores: Mapping[str, float]
    reasons: Mapping[str, frozenset[str]]
    accepted: frozenset[str]
    persons: frozenset[str]
    surnames: frozenset[str]
    found: tuple[Named, ...]


def judged(document: Document, lexicon: Lexicon) -> Judged:
    """Weigh every run of an article by the rules."""
    runs = candidates(document, lexicon)
    judge = _Judge(runs, lexicon)
    scores = judge.scores()
    accepted = {key for key, score in scores.items() if score >= _ENOUGH}
    accepted |= judge.short_forms(accepted)
    found = {named.span: named for run in runs for named in judge.named(run, accepted)}
    return Judged(
        tuple(runs),
        tuple(judge.keys[id(run)] for run in runs),
        scores,
        judge.reasons,
        frozenset(accepted),
        judge.persons,
        judge.surnames,
        tuple(sorted(found.values(), key=lambda named: named.span)),
    )


def mentions(document: Document, lexicon: Lexicon) -> list[Named]:
    """Return every place where an organisation is named, in order, none touching another, as the rules alone tell it."""
    return list(judged(document, lexicon).found)


class _Judge:
    """Weighs the evidence for each name over the whole article."""

    def __init__(self, runs: list[Candidate], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._words = lexicon.words
        self._evidence = Evidence(lexicon)
        self._by_key: dict[str, list[Candidate]] = defaultdict(list)
        self.keys = {id(run): fold(run.name) for run in runs}
        for run in runs:
            self._by_key[self.keys[id(run)]].append(run)
        self._starts = {(run.line.number, run.first): self.keys[id(run)] for run in runs}
        self._ends = {(run.line.number, run.last): self.keys[id(run)] for run in runs}
        self.reasons: dict[str, frozenset[str]] = {}
        self.persons = frozenset(self.keys[id(run)] for run in runs if self._evidence.is_person(run))
        self.surnames = self._people()

    def scores(self) -> dict[str, float]:
        """Return how much speaks for each folded name being an organisation; then let lists lend their strength."""
        scores = {key: self._score(key, runs) for key, runs in self._by_key.items()}
        for turn in range(4):  # "A, B, C and D": strength wanders along a list
            strong = {key for key, score in scores.items() if score >= _ENOUGH + (0.5 if turn == 0 else 0)}
            lent = {
                key
                for key, runs in self._by_key.items()
                if -1 <= scores[key] < _ENOUGH and any(self._is_listed_with(run, strong) for run in runs)
            }
            for key in lent:
                scores[key] = _ENOUGH
            if not lent:
                break
        return scores

    def short_forms(self, accepted: set[str]) -> set[str]:
        """Return names that are short forms of accepted ones: the first word, the last of a newspaper's, the initials."""
        forms: set[str] = set()
        for key in accepted:
            for run in self._by_key.get(key, ()):
                forms |= {form for form in self._forms(run) if form in self._by_key}
        return {form for form in forms - accepted if not self._is_ruled_out(form)}

    def named(self, run: Candidate, accepted: set[str]) -> list[Named]:
        """Return the names that a run holds: the whole of it, its beginning, or the parts of a hyphened pair."""
        key = self.keys[id(run)]
        if len(run.words) == 1 and run.name in self._words["ordinary"]:
            return []
        if key in accepted:
            whole = Named(run.span, run.name, run.line, self._kind(run))
            return self._parts(run, accepted) or [whole] if "-" in run.name or "–" in run.name else [whole]
        if parts := self._parts(run, accepted):
            return parts
        words = run.words
        if run.after_title and words[0].text not in self._words["first_names"] and len(words) < 3:
            return []
        for last in range(min(len(words) - 2, LONGEST - 1), -1, -1):
            span = Span(words[0].start, words[last].end)
            name = run.name[: span.end - span.start]
            if (
                fold(name) in accepted
                and not self._is_place_or_person(run, key)
                and words[last + 1].text not in self._words["not_tails"]
            ):
                return [Named(span, name, run.line, CompanyKind.COMPANY)]
        return self._at_end(run, accepted)

    def _at_end(self, run: Candidate, accepted: set[str]) -> list[Named]:
        """A headline glues everything together; elsewhere a known name may end a run after ordinary words."""
        if not run.in_headline:
            return []
        found, words, at = [], run.words, 0
        while at < len(words):
            for last in range(min(len(words), at + LONGEST) - 1, at - 1, -1):
                span = Span(words[at].start, words[last].end)
                name = run.name[span.start - run.span.start : span.end - run.span.start]
                folded = fold(name)
                if folded in accepted or (folded in self._lexicon.companies and len(name) > 2):
                    found.append(Named(span, name, run.line))
                    at = last
                    break
            at += 1
        return found

    def _parts(self, run: Candidate, accepted: set[str]) -> list[Named]:
        """Ford-Volkswagen: each part by itself, unless the whole is one known name."""
        if run.first != run.last or fold(run.name) in self._lexicon.companies:
            return []
        parts, start = [], 0
        for part in run.name.replace("–", "-").replace("‑", "-").split("-"):
            parts.append((start, part))
            start += len(part) + 1
        if len(parts) < 2:
            return []
        known = [part in accepted or part in self._lexicon.companies for part in (fold(part) for _, part in parts)]
        if not all(known):
            return []
        at = run.span.start
        return [Named(Span(at + start, at + start + len(part)), part, run.line) for start, part in parts]

    def _score(self, key: str, runs: list[Candidate]) -> float:
        if self._is_ruled_out(key):
            return -9.0
        runs = [run for run in runs if not run.in_headline] or runs
        inside = self._evidence.inside(key, runs[0], self.surnames)
        around: dict[str, float] = {}
        for run in runs:
            for feature, weight in self._evidence.around(run):
                around[feature] = (
                    max(around.get(feature, weight), weight) if weight > 0 else min(around.get(feature, weight), weight)
                )
        self.reasons[key] = frozenset(around)
        plus = sum(weight for weight in around.values() if weight > 0)
        minus = sum(weight for weight in around.values() if weight < 0)
        if runs[0].in_headline and inside < 3:
            return -1.0
        return inside + min(plus, 8.5) + max(minus, -5.0)

    def _is_ruled_out(self, key: str) -> bool:
        run = self._by_key[key][0]
        words = run.words
        if run.name.replace(".", "") in self._words["not_acronyms"] or run.name in self._words["two_word_places"]:
            return True
        if len(words) == 1 and any(run.name in self._words[kind] for kind in ("demonyms", "days", "months")):
            return True
        return len(words) == 1 and run.name.lower() in self._words["roles"]

    def _is_listed_with(self, run: Candidate, strong: set[str]) -> bool:
        """Say whether it stands in a list with an organisation: "A, B and C", "A and Korean internet company B"."""
        line = run.line
        before, after = line.low(run.first - 1), line.low(run.last + 1)
        neighbours: list[str | None] = []
        if before in ("and", ",", "&", "or"):
            step = 2 if before in ("and", "or") and line.low(run.first - 2) == "," else 1
            neighbours.append(self._ends.get((line.number, run.first - step - 1)))
        if after in ("and", ",", "&", "or"):
            step = 2 if after == "," and line.low(run.last + 2) in ("and", "or") else 1
            neighbours.append(self._starts.get((line.number, run.last + step + 1)))
            at = run.last + step + 1
            while after == "and" and at < run.last + 7 and (line.number, at) not in self._starts:
                at += 1
            if line.low(at - 1) in self._words["company_nouns"]:
                neighbours.append(self._starts.get((line.number, at)))
        is_near = any(key in strong for key in neighbours) and (run.first > 0 or len(self._by_key[self.keys[id(run)]]) > 1)
        return is_near and run.name not in self._words["places"] and not self._evidence.is_person(run)

    def _people(self) -> frozenset[str]:
        """The surnames of the people named in full."""
        names: set[str] = set()
        for runs in self._by_key.values():
            for run in runs:
                if self._evidence.is_person(run) or (run.after_title and len(run.words) < 4):
                    names.add(run.words[-1].text)
        return frozenset(names - self._words["tails"])

    def _is_place_or_person(self, run: Candidate, key: str) -> bool:
        return (
            run.name in self._words["places"]
            or self._evidence.is_person(run)
            or bool({w.text for w in run.words[1:]} & self._words["bodies"])
        )

    def _forms(self, run: Candidate) -> set[str]:
        words = [word.text.rstrip(".") for word in run.words if word.is_word and word.low != "'s"]
        if len(words) < 2 or self._evidence.is_person(run):
            return set()
        forms = {"".join(word[0] for word in words if word[0].isupper()).casefold()}
        first = words[0]
        if not any(first in self._words[kind] for kind in _NO_SHORT_FORM):
            forms.add(fold(first))
        if len(words) > 2:
            forms.add(fold(" ".join(words[:-1])))
        if fold(run.name) in self._lexicon.outlets:
            forms.add(fold(words[-1]))
        return {form for form in forms if len(form) > 1}

    def _kind(self, run: Candidate) -> CompanyKind:
        key = self.keys[id(run)]
        if key in self._lexicon.bodies:
            return CompanyKind.PUBLIC_BODY
        if key in self._lexicon.companies or key in self._lexicon.outlets:
            return CompanyKind.COMPANY
        words = [word.text for word in run.words]
        if words[0] in ("Ministry", "Department", "Commission", "Board", "Bureau"):
            return CompanyKind.PUBLIC_BODY
        is_body = any(word in self._words["bodies"] for word in words) and not any(
            word.rstrip(".") in self._words["legal"] for word in words
        )
        return CompanyKind.PUBLIC_BODY if is_body and words[-1] not in self._words["tails"] else CompanyKind.COMPANY
