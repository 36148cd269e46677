"""Which names are one organisation, and which organisation is a unit of another."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from explorer.landscape.excerpts import Span, within
from explorer.landscape.names import fold
from explorer.landscape.readings import Why
from explorer.landscape.vocabulary import CompanyKind, Reality
from explorer.reading.document import Document
from explorer.reading.lexicon import Lexicon
from explorer.reading.mentions import Named
from explorer.reading.spellings import initials, is_slip, spellings, squeezed, without_country

_UNIT_NOUN = (
    r"(?:(?:business |operating |research )?(?:units?|divisions?|subsidiar(?:y|ies)|arms?|affiliates?)|brands?|labels?|marques?)"
)
_LIST_LEAD = re.compile(
    r"[^.;]{0,140}?\b(?:namely|including|such as|called|like)\s+|[^.;]{0,140}?[—–:(]\s*|[, ]*\s?",
)
_SMALL = r"(?:[a-z0-9%&/,‑-]+ ){0,4}?"
_NOUNS = r"(?:(?!of |in |stakes? |shares? |per|half |part |rights )[a-z-]+ ){0,4}?"
_ADVERB = r"(?:also |already |currently |now |wholly |fully |majority |partly |jointly )?"
#: What stands between an owner and what it owns, and the other way round.
_OWNER_FIRST = re.compile(
    rf"[-‐‑ ]owned {_NOUNS}|,? (?:which |that )?{_ADVERB}owns (?:the )?{_NOUNS}"
    r"|,? (?:which is |and )?(?:the |a )?(?:owner|parent|parent company|holding company) of (?:the )?"
)
_OWNED_FIRST = re.compile(
    rf",? (?:which is |which are |is |are |a company )?{_ADVERB}owned by (?:the )?{_NOUNS}"
    r"|['’]s? (?:[a-z-]+ )?(?:parent|owner)(?: company)?,? (?:the )?| (?:parent|owner)(?: company)? (?:the )?"
)


@dataclass(slots=True)
class Organisation:
    """An organisation of one article while it is being put together."""

    name: str
    kind: CompanyKind
    keys: set[str]
    mentions: list[Named] = field(default_factory=list)
    is_outlet: bool = False
    unit_of: int | None = None
    unit_why: Why | None = None

    @property
    def is_party(self) -> bool:
        """Say whether it may be a party of a deal unless the wording says otherwise."""
        return not self.is_outlet and self.kind is not CompanyKind.PUBLIC_BODY


def organisations(document: Document, named: list[Named], lexicon: Lexicon) -> tuple[list[Organisation], dict[Span, int]]:
    """Gather mentions into organisations in the order of their first mention, and say which mention is whose."""
    gathered = _Gathering(document, lexicon)
    for one in named:
        gathered.take(one)
    gathered.join_short_forms()
    orgs = gathered.orgs
    owner = {mention.span: index for index, org in enumerate(orgs) for mention in org.mentions}
    _name_units(document, orgs, owner, lexicon)
    return orgs, owner


#: What a company may leave out of its name; a unit would not be named so.
_GENERIC = frozenset(
    "Airlines Airways Motors Pharmaceuticals Technologies Industries Foods Stores Electronics Steel Broadband Automotive".split()
)

#: What stands between a name and the short form that it is given: Czech Airlines (CSA).
_BRACKETS = (" (", ' ("', " (the ", " (“")


class _Gathering:
    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self._document = document
        self._lexicon = lexicon
        self.orgs: list[Organisation] = []
        self._near = _Longer((), document.text)
        self._by_key: dict[str, Organisation] = {}

    def take(self, one: Named) -> None:
        """Put a mention to the organisation of the same folded or well-known name."""
        key = fold(one.name)
        best = self._lexicon.best_known(key)
        org = self._by_key.get(key) or self._by_key.get(best)
        if org is None:
            org = Organisation(one.name, one.kind, {key, best})
            org.is_outlet = key in self._lexicon.outlets
            self.orgs.append(org)
        org.keys |= {key, best}
        self._by_key[key] = self._by_key[best] = org
        org.mentions.append(one)
        if one.kind is CompanyKind.PUBLIC_BODY:
            org.kind = one.kind

    def join_short_forms(self) -> None:
        """Join "Essar" to "Essar Global", "CSA" to "Czech Airlines (CSA)"; keep "Alibaba Cloud" apart."""
        near = self._near = _Longer(self.orgs, self._document.text)
        for short in sorted(self.orgs, key=lambda org: len(org.name)):
            longer = [org for org in near.of(short) if org is not short and org.mentions and self._is_short_for(short, org)]
            if longer and short.mentions:
                first = short.mentions[0].span
                before = [org for org in longer if org.mentions[0].span.start < first.start]
                chosen = before[-1] if before else longer[0]
                self._join(chosen, short)
                near.joined(chosen, short)
        self.orgs = sorted((org for org in self.orgs if org.mentions), key=lambda org: org.mentions[0].span)
        for org in self.orgs:
            org.name = self._fullest(org)

    def _is_short_for(self, short: Organisation, long: Organisation) -> bool:
        a, b = self._words(short.name), self._words(long.name)
        if len(a) == 1 and len(b) > 1 and 2 <= len(a[0]) <= 6 and a[0].isupper() and a[0] in initials(b):
            known = any(self._lexicon.best_known(key) in self._lexicon.companies for key in short.keys)
            return not known or bool(short.keys & long.keys) or self._is_introduced(long, short)
        if self._is_bracketed_after(short, long):
            return True
        if squeezed(short.name) == squeezed(long.name) or (
            is_slip(fold(short.name), fold(long.name)) and not (self._is_well_known(short) and self._is_well_known(long))
        ):
            return True
        if len(b) <= len(a):
            return False
        if [w.casefold() for w in b[: len(a)]] == [w.casefold() for w in a]:
            return self._is_same_with_tail(short, long, b[len(a) :])
        if b[-len(a) :] != a or not (long.is_outlet or long.kind is CompanyKind.PUBLIC_BODY or without_country(b) == a):
            return False
        return without_country(b) == a or self._is_introduced(long, short)

    @staticmethod
    def _is_introduced(long: Organisation, short: Organisation) -> bool:
        return long.mentions[0].span.start < short.mentions[0].span.start

    def _is_same_with_tail(self, short: Organisation, long: Organisation, tail: list[str]) -> bool:
        """Say whether the longer name only adds what a company may leave out, or was introduced first."""
        legal = self._lexicon.words["legal"] | _GENERIC
        if all(word.rstrip(".") in legal or word in ("International", "Worldwide", "Global", "&") for word in tail):
            return True
        others = [
            org
            for org in self._near.beginning_like(short)
            if org is not long and org.mentions and fold(org.name).startswith(fold(short.name) + " ")
        ]
        is_whole = len(self._words(short.name)) > 1 and not others
        if self._is_well_known(short) or not self._is_introduced(long, short):
            if self._is_well_known(long) and short.keys & long.keys:
                return True
            is_legal = tail[-1].rstrip(".") in self._lexicon.words["legal"] and not set(tail) & self._lexicon.words["places"]
            return (is_legal and not others) or (is_whole and self._is_introduced(long, short))
        while tail[-1].rstrip(".") in legal:
            tail = tail[:-1]
        return tail[-1] in self._lexicon.words["tails"] or len(tail) == 1 or is_whole

    def _is_well_known(self, org: Organisation) -> bool:
        return any(key in self._lexicon.companies for key in org.keys)

    def _is_bracketed_after(self, short: Organisation, long: Organisation) -> bool:
        start = short.mentions[0].span.start
        text = self._document.text
        return any(text[m.span.end : start] in _BRACKETS for m in long.mentions if start - 6 <= m.span.end <= start)

    def _join(self, kept: Organisation, other: Organisation) -> None:
        kept.mentions = sorted(kept.mentions + other.mentions, key=lambda m: m.span)
        kept.keys |= other.keys
        kept.is_outlet |= other.is_outlet
        other.mentions = []

    def _fullest(self, org: Organisation) -> str:
        counts = Counter(mention.name for mention in org.mentions)
        best = self._lexicon.well_known_names(org.keys)[:1]
        if best and best[0] in counts:
            return best[0]
        return max(counts, key=lambda name: (not (name.isupper() and len(name) < 6), len(name), counts[name], name))

    @staticmethod
    def _words(name: str) -> list[str]:
        return _words_of(name)


class _Longer:
    """Which organisations a short name may stand for, found by what the names share, so that many names cost no more each."""

    def __init__(self, orgs: Sequence[Organisation], text: str) -> None:
        self._text = text
        self._orgs = orgs
        self._place = {id(org): place for place, org in enumerate(orgs)}
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_first: dict[str, list[Organisation]] = defaultdict(list)
        self._by_end: dict[int, int] = {}
        for place, org in enumerate(orgs):
            words = _words_of(org.name)
            short_forms = {words[0], words[-1], without_country(words)[0], *initials(words)} if words else set()
            for key in {form.casefold() for form in short_forms} | spellings(org.name):
                self._by_word[key].append(place)
            if words:
                self._by_first[words[0].casefold()].append(org)
            for mention in org.mentions:
                self._by_end[mention.span.end] = place
        self._kept: dict[int, int] = {}

    def of(self, short: Organisation) -> list[Organisation]:
        """Return the candidates, in the order of the organisations."""
        words = _words_of(short.name)
        places = {
            place
            for key in {*(word.casefold() for word in words[:1]), *spellings(short.name)}
            for place in self._by_word.get(key, ())
        }
        if short.mentions:
            start = short.mentions[0].span.start
            for bracket in _BRACKETS:
                if self._text.endswith(bracket, 0, start) and start - len(bracket) in self._by_end:
                    place = self._by_end[start - len(bracket)]
                    while place in self._kept:
                        place = self._kept[place]
                    places.add(place)
        return [self._orgs[place] for place in sorted(places)]

    def beginning_like(self, org: Organisation) -> list[Organisation]:
        """Return the organisations whose first word is the same."""
        words = _words_of(org.name)
        return self._by_first.get(words[0].casefold(), []) if words else []

    def joined(self, kept: Organisation, other: Organisation) -> None:
        """Take note that the mentions of one are now those of another."""
        self._kept[self._place[id(other)]] = self._place[id(kept)]


def _words_of(name: str) -> list[str]:
    return [word.rstrip(".,") for word in name.replace(".com", "").split() if word.rstrip(".,")]


def _name_units(document: Document, orgs: list[Organisation], owner: dict[Span, int], lexicon: Lexicon) -> None:
    spans = sorted(owner)
    for line in document.lines:
        here = within(spans, line.sentence.span)
        if here:
            _units_in(document.text, line.sentence.span, here, orgs, owner)
    by_key: dict[str, list[int]] = defaultdict(list)
    for index, org in enumerate(orgs):
        for key in org.keys:
            by_key[key].append(index)
    for index, org in enumerate(orgs):
        if org.unit_of is None and (parent := _parent_by_name(index, orgs, by_key, lexicon)) is not None:
            _set_unit(orgs, index, parent, Why(org.mentions[0].span, "unit by name", org.name, confidence=0.6), CompanyKind.UNIT)


def _units_in(text: str, sentence: Span, here: list[Span], orgs: list[Organisation], owner: dict[Span, int]) -> None:
    for at, span in enumerate(here):
        rest = text[span.end : min(sentence.end, span.end + 260)]
        if match := re.match(rf"['’]s {_SMALL}(?P<noun>{_UNIT_NOUN})\b", rest):
            noun, between = match.group("noun"), rest[match.end() :]
            if lead := _LIST_LEAD.match(between):
                first = span.end + match.end() + lead.end()
                for child in _list_from(text, first, here[at + 1 :]):
                    _unit(orgs, owner[child], owner[span], Span(span.start, child.end), noun)
        for child in here[at + 1 : at + 2]:
            between = text[span.end : child.start]
            before_noun = re.match(rf" (?:{_SMALL})(?P<noun>{_UNIT_NOUN})\b", text[child.end : child.end + 60])
            if re.fullmatch(r"['’]s (?:new |own )?", between) and before_noun:
                _unit(orgs, owner[child], owner[span], Span(span.start, child.end), before_noun.group("noun"))
            elif re.fullmatch(rf" {_SMALL}(?:unit|subsidiary|division|brand|arm) ", between):
                _unit(orgs, owner[child], owner[span], Span(span.start, child.end), between)
        for child in here[at + 1 : at + 2]:
            between = text[span.end : child.start]
            if _OWNER_FIRST.fullmatch(between):
                for owned in _list_from(text, child.start, here[at + 1 :]):
                    _unit(orgs, owner[owned], owner[span], Span(span.start, owned.end), "owned")
            elif _OWNED_FIRST.fullmatch(between):
                _unit(orgs, owner[span], owner[child], Span(span.start, child.end), "owned")
        before_self = re.match(rf",? (?:which is )?(?:a|an|the) {_SMALL}(?P<noun>{_UNIT_NOUN}) (?:of|owned by) ", rest)
        if before_self and here[at + 1 : at + 2] and here[at + 1].start <= span.end + before_self.end() + 4:
            _unit(orgs, owner[span], owner[here[at + 1]], Span(span.start, here[at + 1].end), before_self.group("noun"))
        if re.match(rf" (?P<noun>{_UNIT_NOUN})\b", rest) and (
            lead := re.search(r"\b(?:its|their) (?:new |own |[a-z-]+ )?$", text[sentence.start : span.start])
        ):
            parents = [s for s in here if s.end <= sentence.start + lead.start()]
            if parents:
                noun = re.match(rf" (?P<noun>{_UNIT_NOUN})\b", rest)
                _unit(orgs, owner[span], owner[parents[-1]], Span(parents[-1].start, span.end), noun.group("noun") if noun else "")


def _list_from(text: str, first: int, spans: list[Span]) -> list[Span]:
    """The mentions of a list that begins at `first`: "AliOS, Alibaba Cloud, Alimama and Tmall"."""
    found: list[Span] = []
    at = first
    for span in spans:
        if not re.fullmatch(r"(?:,?\s*(?:and|or|&)\s+|,\s*|\s*(?:the\s+)?)", text[at : span.start]):
            break
        found.append(span)
        at = span.end
    return found


def _unit(orgs: list[Organisation], child: int, parent: int, span: Span, noun: str) -> None:
    kind = CompanyKind.BRAND if re.search(r"brand|label|marque", noun) else CompanyKind.UNIT
    _set_unit(orgs, child, parent, Why(span, f"named a {kind.value} of it", noun.strip(), Reality.DONE, confidence=0.85), kind)


def _set_unit(orgs: list[Organisation], child: int, parent: int, why: Why, kind: CompanyKind) -> None:
    above: int | None = parent
    while above is not None:
        if above == child:
            return
        above = orgs[above].unit_of
    if orgs[child].unit_of is None:
        orgs[child].unit_of, orgs[child].unit_why = parent, why
        if orgs[child].kind is CompanyKind.COMPANY:
            orgs[child].kind = kind


def _parent_by_name(index: int, orgs: list[Organisation], by_key: Mapping[str, Sequence[int]], lexicon: Lexicon) -> int | None:
    """Alibaba Cloud belongs to Alibaba; what is known the world over belongs where it is known to."""
    org = orgs[index]
    folded = fold(org.name)
    for key in org.keys:
        if parent := lexicon.units.get(key):
            best = lexicon.best_known(fold(parent))
            for other, candidate in enumerate(orgs):
                if other != index and best in {lexicon.best_known(k) for k in candidate.keys}:
                    return other
    if any(key in lexicon.companies or key in lexicon.outlets for key in org.keys) or org.kind is CompanyKind.PUBLIC_BODY:
        return None
    words = folded.split(" ")
    for other in sorted({other for size in range(1, len(words)) for other in by_key.get(" ".join(words[:size]), ())}):
        is_before = orgs[other].mentions[0].span.start < org.mentions[0].span.start
        if other != index and is_before and orgs[other].kind is not CompanyKind.PUBLIC_BODY:
            return other
    return None
