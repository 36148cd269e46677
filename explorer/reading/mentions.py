"""Which of the capitalised runs name organisations: told from the name itself and from what stands around it."""

from collections import defaultdict
from dataclasses import dataclass

from explorer.landscape.excerpts import Span
from explorer.landscape.names import fold
from explorer.landscape.vocabulary import CompanyKind
from explorer.reading.candidates import Candidate, candidates
from explorer.reading.document import Document, Line
from explorer.reading.lexicon import Lexicon

_ENOUGH = 1.5
_OWNED_BY = frozenset("of in with by at for from between to".split())
_OWNED = frozenset(
    """shares stake stakes acquisition purchase takeover merger buyout subsidiary unit division arm brand ceo chairman
    executive president director founder head spokesman spokeswoman spokesperson analyst owner parent headquarters
    partnership alliance deal agreement venture contract collaboration pact talks bid offer owned bought acquired made
    manufactured built operated sold licensed backed developed published reported run founded controlled supplied
    economist strategist agreed works worked working work together collaborated collaborates collaborate partnering
    alongside raised cooperates cooperate cooperated jointly negotiations partnered merge merged merging teamed compete
    competes competing rival rivals competitor competitors customers investment investor invested invest employees acquire
    acquiring buy buying purchase purchasing part majority control assets editor shareholders stock bankruptcy signed
    produced""".split()
)
_SHOWN = frozenset("""acquire acquires acquired acquiring buy buys bought buying purchase purchased sue sued suing""".split())
_TICKER = frozenset("nyse nasdaq lse asx tsx euronext ticker amex sehk tse".split())
_DETERMINERS = frozenset("the a an its his her their our this that these those my your".split())
_AT = frozenset("in at near from across throughout outside into around inside toward towards".split())
_NUMBERS = frozenset("one two three four five six seven eight nine ten".split())


@dataclass(frozen=True, slots=True)
class Named:
    """A place where an organisation is named, and what sort it seems to be."""

    span: Span
    name: str
    line: Line
    kind: CompanyKind = CompanyKind.COMPANY


def mentions(document: Document, lexicon: Lexicon) -> list[Named]:
    """Return every place where an organisation is named, in order, none touching another."""
    runs = candidates(document, lexicon)
    judge = _Judge(runs, lexicon)
    accepted = {key for key, score in judge.scores().items() if score >= _ENOUGH}
    accepted |= judge.short_forms(accepted)
    found = [named for run in runs for named in judge.named(run, accepted)]
    return sorted({named.span: named for named in found}.values(), key=lambda named: named.span)


class _Judge:
    """Weighs the evidence for each name over the whole article."""

    def __init__(self, runs: list[Candidate], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._words = lexicon.words
        self._by_key: dict[str, list[Candidate]] = defaultdict(list)
        self._keys = {id(run): fold(run.name) for run in runs}
        for run in runs:
            self._by_key[self._keys[id(run)]].append(run)
        self._surnames = self._people()

    def scores(self) -> dict[str, float]:
        """Return how much speaks for each folded name being an organisation; then let lists lend their strength."""
        scores = {key: self._score(key, runs) for key, runs in self._by_key.items()}
        strong = {key for key, score in scores.items() if score >= _ENOUGH + 0.5}
        for key, runs in self._by_key.items():
            if -1 <= scores[key] < _ENOUGH and any(self._is_listed_with(run, strong) for run in runs):
                scores[key] += 1.6
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
        key = self._keys[id(run)]
        if key in accepted:
            whole = Named(run.span, run.name, run.line, self._kind(run))
            return self._parts(run, accepted) or [whole] if "-" in run.name or "–" in run.name else [whole]
        if parts := self._parts(run, accepted):
            return parts
        words = run.words
        if run.after_title and words[0].text not in self._words["first_names"] and len(words) < 3:
            return []
        for last in range(len(words) - 2, -1, -1):
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
            for last in range(len(words) - 1, at - 1, -1):
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
        inside = self._inside(key, runs[0])
        around: dict[str, float] = {}
        for run in runs:
            for feature, weight in self._around(run):
                around[feature] = (
                    max(around.get(feature, weight), weight) if weight > 0 else min(around.get(feature, weight), weight)
                )
        plus = sum(weight for weight in around.values() if weight > 0)
        minus = sum(weight for weight in around.values() if weight < 0)
        if runs[0].in_headline and inside < 3:
            return -1.0
        return inside + min(plus, 6.0) + max(minus, -5.0)

    def _is_ruled_out(self, key: str) -> bool:
        run = self._by_key[key][0]
        words = run.words
        if run.name.replace(".", "") in self._words["not_acronyms"] or run.name in self._words["two_word_places"]:
            return True
        if len(words) == 1 and run.name in self._words["demonyms"] | self._words["days"] | self._words["months"]:
            return True
        return len(words) == 1 and run.name.lower() in self._words["roles"]

    def _inside(self, key: str, run: Candidate) -> float:
        """What the name itself tells."""
        words, name, last = run.words, run.name, run.words[-1].text.rstrip(".")
        score = -0.4
        if key in self._lexicon.companies or key in self._lexicon.units:
            score += 2.0 if key in self._weak_names or name in self._words["places"] or name in self._words["first_names"] else 4.5
        elif key in self._lexicon.outlets or key in self._lexicon.bodies:
            score += 4.5
        if len(words) > 1:
            if any(word.text.rstrip(".") in self._words["legal"] for word in words[1:]):
                score += 5.0
            elif last in self._words["tails"] and not (words[0].text in self._words["first_names"] and len(words) == 2):
                score += 3.2
            elif any(word.text in self._words["bodies"] for word in words) and last not in self._words["not_tails"]:
                score += 2.6
            elif any(word.text in self._words["tails"] for word in words[1:]):
                score += 1.0
        if name.lower().endswith((".com", ".net", ".org", ".co.uk")) or any(
            "&" in word.text and word.text != "&" for word in words
        ):
            score += 3.5
        elif "&" in name:
            score += 1.5
        if len(words) == 1 and name[0].isalpha():
            inner = name[1:]
            if name.isupper() and 2 <= len(name) <= 5:
                score += 0.7
            elif (
                any(c.isupper() for c in inner)
                and any(c.islower() for c in inner)
                and "-" not in name
                and "'" not in name
                and "’" not in name
            ):
                score += 0.2 if name.startswith(("Mc", "Mac", "De", "Di", "Le")) or name[0].islower() else 1.6
        return score + self._against(run, last)

    def _against(self, run: Candidate, last: str) -> float:
        """What the name itself tells against it: places, people, laws, products with a number."""
        words, name, score = run.words, run.name, 0.0
        if name in self._words["places"]:
            score -= 5.0
        elif len(words) > 1 and last in self._words["places"]:
            score -= 2.0
        if last in self._words["not_tails"] and len(words) > 1:
            score -= 5.0
        if self._is_person(run):
            score -= 6.0
        if len(words) == 1 and name in self._surnames and fold(name) not in self._lexicon.companies:
            score -= 6.0
        if len(words) > 1 and any(c.isdigit() for c in last):
            score -= 1.5
        if len(words) == 1 and run.line.low(run.first - 1) in ("-", "/"):
            score -= 0.5
        return score

    def _around(self, run: Candidate) -> list[tuple[str, float]]:
        """What stands before and after one mention."""
        line, found = run.line, []
        one, two = line.low(run.first - 1), line.low(run.first - 2)
        next_, then = line.low(run.last + 1), line.low(run.last + 2)
        if one in self._words["company_nouns"] and one not in ("network", "label", "group"):
            found.append(("noun before", 3.0))
        if run.after_title:
            found.append(("title before", -4.0))
        if one in ("by", "of", "in", "with", "for", "at", "from", "to", "the", "between"):
            head = two if one != "the" else line.low(run.first - 3)
            if head in _OWNED and (one != "the" or two in _OWNED_BY):
                found.append(
                    (
                        "owned",
                        2.2 if head not in ("part", "deal", "signed", "head", "president", "director", "made", "talks") else 1.2,
                    )
                )
        if one == "of" and two in ("developer", "developers", "maker", "makers", "version", "users"):
            found.append(("product of", -2.5))
        if one == "over" and two in ("take", "takes", "taking", "took", "taken"):
            found.append(("bought", 1.8))
        if one in _SHOWN or (one in _DETERMINERS and two in _SHOWN):
            found.append(("bought", 2.3))
        if next_ == "'s":
            if then in self._words["company_has"] or line.low(run.last + 3) in self._words["company_has"]:
                found.append(("has", 2.2))
        elif next_ in self._words["company_has"] and next_ not in ("cars", "management", "strategy", "production", "products"):
            found.append(("has", 1.8))
        elif next_ in self._words["company_nouns"] and next_ not in ("network", "networks", "brand", "group", "platform", "chain"):
            found.append(("noun after", 1.6))
        verb = (
            then
            if next_ in ("has", "have", "had", "will", "also", "recently", "which", "who", "officially", "today", "yesterday")
            else next_
        )
        if verb in self._words["deal_verbs"] and not self._is_person(run):
            found.append(("does", 2.3))
        elif verb in self._words["business_verbs"] and not self._is_person(run):
            found.append(("does", 1.8 if len(run.words) < 3 else 1.2))
        elif verb in self._words["speech_verbs"]:
            found.append(("says", 0.7 if len(run.words) == 1 else 0.2))
        if next_ == "who" or (next_ == "," and then == "who"):
            found.append(("who", -4.0))
        if next_ == "," and self._has_apposition(line, run.last + 2):
            found.append(("apposition", 3.2))
        if next_ == "," and (then in self._roles or (then in _DETERMINERS and line.low(run.last + 3) in self._roles)):
            found.append(("role after", -3.0))
        if next_ == "(" and (then in _TICKER or line.low(run.last + 3) == ":"):
            found.append(("ticker", 5.0))
        if one in _AT and next_ != "'s":
            found.append(("at", -1.2))
        if one in ("the", "a", "an") and len(run.words) == 1 and not run.name.isupper():
            found.append(("article", -0.8))
        if one in '"“' and next_ in '"”' and one:
            found.append(("quoted", -1.0))
        if one in ("its", "his", "her", "their", "new", "called", "named", "entitled"):
            found.append(("its", -0.8))
        return found

    def _has_apposition(self, line: Line, at: int) -> bool:
        """Say whether ", the largest maker of …" follows."""
        words = [line.low(i) for i in range(at, min(at + 9, len(line.words)))]
        if not words or words[0] not in ("a", "an", "the", "one", "owner", "maker", "parent", "which"):
            return False
        if words[0] == "which":
            return len(words) > 1 and words[1] in self._words["business_verbs"]
        for word in words[1:]:
            if word in (",", ".", "who", "that"):
                return False
            if word in self._words["company_nouns"]:
                return True
        return words[0] in ("owner", "maker", "parent")

    def _is_listed_with(self, run: Candidate, strong: set[str]) -> bool:
        """Say whether it stands in a list with an organisation: "A, B and C"."""
        line = run.line
        ends: set[str] = set()
        before, after = line.low(run.first - 1), line.low(run.last + 1)
        if before in ("and", ",", "&", "or"):
            step = 2 if before in ("and", "or") and line.low(run.first - 2) == "," else 1
            ends |= {key for key in strong for r in self._by_key[key] if r.line is line and r.last == run.first - step - 1}
        if after in ("and", ",", "&", "or"):
            step = 2 if after == "," and line.low(run.last + 2) in ("and", "or") else 1
            ends |= {key for key in strong for r in self._by_key[key] if r.line is line and r.first == run.last + step + 1}
        return bool(ends) and run.name not in self._words["places"] and not self._is_person(run)

    def _people(self) -> frozenset[str]:
        """The surnames of the people named in full."""
        names: set[str] = set()
        for runs in self._by_key.values():
            for run in runs:
                if self._is_person(run) or (run.after_title and len(run.words) < 4):
                    names.add(run.words[-1].text)
        return frozenset(names - self._words["tails"])

    def _is_person(self, run: Candidate) -> bool:
        words = run.words
        if len(words) < 2 or len(words) > 4 or words[0].text not in self._words["first_names"]:
            return False
        last = words[-1].text.rstrip(".")
        if fold(run.name) in self._lexicon.companies or last in self._words["legal"]:
            return False
        return last not in self._words["tails"] or last in ("Post", "Bank", "Stanley", "Lynch", "Mart", "Sons", "Lines", "Trust")

    def _is_place_or_person(self, run: Candidate, key: str) -> bool:
        return (
            run.name in self._words["places"]
            or self._is_person(run)
            or bool({w.text for w in run.words[1:]} & self._words["bodies"])
        )

    def _forms(self, run: Candidate) -> set[str]:
        words = [word.text.rstrip(".") for word in run.words if word.is_word and word.low != "'s"]
        if len(words) < 2 or self._is_person(run):
            return set()
        forms = {"".join(word[0] for word in words if word[0].isupper()).casefold()}
        first = words[0]
        plain = (
            first
            in self._words["demonyms"]
            | self._words["places"]
            | self._words["tails"]
            | self._words["bodies"]
            | self._words["ordinary"]
        )
        if not plain and first not in self._words["first_names"]:
            forms.add(fold(first))
        if len(words) > 2:
            forms.add(fold(" ".join(words[:-1])))
        if fold(run.name) in self._lexicon.outlets:
            forms.add(fold(words[-1]))
        return {form for form in forms if len(form) > 1}

    def _kind(self, run: Candidate) -> CompanyKind:
        key = self._keys[id(run)]
        if key in self._lexicon.bodies:
            return CompanyKind.PUBLIC_BODY
        if key in self._lexicon.companies or key in self._lexicon.outlets:
            return CompanyKind.COMPANY
        words = [word.text for word in run.words]
        is_body = any(word in self._words["bodies"] for word in words) and not any(
            word.rstrip(".") in self._words["legal"] for word in words
        )
        return CompanyKind.PUBLIC_BODY if is_body and words[-1] not in self._words["tails"] else CompanyKind.COMPANY

    @property
    def _roles(self) -> frozenset[str]:
        return self._words["roles"]

    _weak_names = frozenset(
        """total here orange man mars shell fox visa grab ola ring apple sharp cruise aurora lucid time variety fortune wired arm
    seat delta target sprint meta magna continental subway gap guardian economist ups ing eni bp bt abc target tata
    reliance nikola snowflake lincoln here guardian crikey""".split()
    )
