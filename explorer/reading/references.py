"""What "the carmaker", "both companies" and "its" stand for: with a reason, or left open."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from explorer.landscape.excerpts import Span
from explorer.reading.document import Document, Line
from explorer.reading.identities import Organisation
from explorer.reading.trades import WORDS, trade, trades

_SINGLE = (
    "company|firm|carmaker|automaker|car maker|manufacturer|retailer|airline|carrier|bank|lender|corporation"
    "|conglomerate|start-?up|insurer|brewer"
    "|chipmaker|drugmaker|steelmaker|broadcaster|publisher|giant|supplier|operator|network|group|studio|developer"
    "|planemaker|utility|chain"
)
_ANY_COMPANY = frozenset(_SINGLE.split("|"))  # other words for a trade stand only for one that was called so
_PLURAL = (
    "companies|firms|carmakers|automakers|car makers|manufacturers|retailers|airlines|carriers|banks|partners|groups"
    "|giants|sides|parties|brands"
    "|corporations|networks|chipmakers|steelmakers|businesses|studios|suppliers|players|operators|publishers|allies"
    "|magazines|titles"
)
_DESCRIPTION = re.compile(
    rf"\b(?:(?P<both>[Bb]oth(?: of the| the)?(?: (?P<bm>[a-z-]+))?|the two|these two|the pair of|the"
    rf"|these) (?P<pm>[A-Za-z-]+ )?(?P<plural>{_PLURAL})"
    rf"|(?P<pair>[Tt]he (?:pair|duo|two)(?= (?:will|have|had|are|were|said|say|plan|agreed|also|would|announced|signed"
    rf"|expect|intend)))"
    rf"|(?P<which>[Tt]he|[Tt]his|[Tt]hat) (?P<m>(?:[A-Za-z-]+ ){{0,3}}?)(?P<single>{_SINGLE}|{WORDS})"
    rf"|(?P<order>[Tt]he (?:former|latter)))\b(?!['’]?s? of\b)",
)
_PRONOUN = re.compile(r"\b(?P<it>[Ii]t|[Ii]ts)\b|\b(?P<they>[Tt]hey|[Tt]heir)\b")
_DESCRIBES = frozenset(
    "car small large big smaller larger bigger struggling rival ailing new online global american truck oil software".split()
)


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that stand for companies without naming them; `reason` says how that was told."""

    span: Span
    companies: tuple[int, ...]
    reason: str
    is_pronoun: bool = False


#: So many companies are in mind at a time; nobody who reads thinks of more.
REMEMBERED = 64


@dataclass(slots=True)
class _Memory:
    """What the reader has in mind while going through the article."""

    topic: int | None = None
    recent: list[int] | None = None
    pair: tuple[int, ...] = ()
    trades: Mapping[str, frozenset[int]] = field(default_factory=dict)

    def saw(self, company: int) -> None:
        recent = [c for c in self.recent or [] if c != company]
        self.recent = [*recent[1 - REMEMBERED :], company]


def references(document: Document, orgs: list[Organisation], owner: dict[Span, int]) -> list[Reference]:
    """Resolve descriptions and pronouns from the beginning of the article to its end."""
    memory = _Memory(recent=[], trades=trades(document.text, orgs))
    found: list[Reference] = []
    spans = sorted(owner)
    at = 0
    for line in document.lines:
        here: list[Span] = []
        while at < len(spans) and spans[at].start < line.sentence.span.end:
            here.append(spans[at])
            at += 1
        found += _in_line(document.text, line, here, orgs, owner, memory)
    return found


def _in_line(
    text: str, line: Line, here: list[Span], orgs: list[Organisation], owner: dict[Span, int], memory: _Memory
) -> list[Reference]:
    """Walk through one sentence: names update what is in mind, descriptions are answered from it."""
    found: list[Reference] = []
    events: list[tuple[int, object]] = [(span.start, span) for span in here]
    sentence = line.sentence.span
    for pattern in (_DESCRIPTION, _PRONOUN):
        events += [(m.start(), m) for m in pattern.finditer(text, sentence.start, sentence.end)]
    subject: int | None = None
    previous: Span | None = None
    for _, event in sorted(events, key=lambda pair: pair[0]):
        if isinstance(event, Span):
            index = owner[event]
            if orgs[index].is_party:
                if (
                    previous
                    and owner[previous] != index
                    and orgs[index].unit_of is None
                    and _is_joined(text[previous.end : event.start])
                ):
                    memory.pair = tuple(
                        dict.fromkeys((*(memory.pair if owner[previous] in memory.pair[-1:] else (owner[previous],)), index))
                    )
                if subject is None:
                    subject = index
                memory.saw(index)
                previous = event
        elif isinstance(event, re.Match) and not any(span.touches(Span(*event.span())) for span in here):
            reference = _answer(text, event, here, orgs, memory, subject)
            found += [reference] if reference else []
            if subject is None and reference and event.group().lower() == "it":
                subject = reference.companies[0]
    if subject is not None:
        memory.topic = subject
    return found


def _is_joined(between: str) -> bool:
    return len(between) < 60 and bool(re.fullmatch(r"(?:['’]s)?(?:,| and| &|, and| with|-|/)\s?(?:[A-Za-z/-]+ ){0,5}", between))


def _answer(
    text: str, match: re.Match[str], here: list[Span], orgs: list[Organisation], memory: _Memory, subject: int | None
) -> Reference | None:
    said = match.groupdict()
    span = Span(*match.span())
    if said.get("it"):
        target = subject if subject is not None else memory.topic
        before = next((mine for mine in reversed(here) if mine.end <= span.start), None)
        if before and text[before.end : span.start].strip() in ("when", "after", "before", "until", "once") and memory.recent:
            target = memory.recent[-1]  # "came to Acme when it bought Widget"
        return Reference(span, (target,), f"the company spoken of: {orgs[target].name}", True) if target is not None else None
    if said.get("they"):
        of_one = subject is not None and subject not in memory.pair and match.group().lower() == "their"
        one = subject if subject is not None else memory.topic
        parties = memory.pair if memory.pair and not of_one else () if one is None else (one,)
        return Reference(span, parties, "those spoken of", True) if parties else None
    if said.get("order"):
        recent = memory.recent or []
        return (
            Reference(span, (recent[-1],), f"the last named: {orgs[recent[-1]].name}")
            if "latter" in match.group() and recent
            else None
        )
    if said.get("plural") or said.get("pair"):
        return _several(match, span, orgs, memory)
    return _one(text, match, span, here, orgs, memory, subject)


def _several(match: re.Match[str], span: Span, orgs: list[Organisation], memory: _Memory) -> Reference | None:
    modifier = (match.group("pm") or "").strip()
    if (
        modifier
        and not modifier[0].isupper()
        and modifier not in ("two", "car", "new", "three", "partner", "heritage", "merging", "big")
    ):
        return None
    pair = memory.pair
    if len(pair) < 2:
        recent = memory.recent or []
        pair = tuple(recent[-2:]) if len(recent) == 2 else ()
    if len(pair) < 2 or (len(pair) > 2 and ("two" in match.group() or "both" in match.group())):
        return None
    names = " and ".join(orgs[c].name for c in pair)
    return Reference(span, pair, f"named together shortly before: {names}")


def _is_name_of(text: str, described: Span, name: Span) -> bool:
    """Say whether a name follows that tells who is described: "the brewer Tollen", "the company, Tollen, has"."""
    between = text[described.end : name.start] if described.end <= name.start <= described.end + 2 else "-"
    return between in ("", " ") or (between == ", " and text[name.end : name.end + 1] in (",", ".", ";", ""))


def _one(
    text: str, match: re.Match[str], span: Span, here: list[Span], orgs: list[Organisation], memory: _Memory, subject: int | None
) -> Reference | None:
    modifiers = match.group("m").split()
    if not _DESCRIBES.issuperset(word for word in modifiers if word.islower() and "-" not in word):
        return None
    if any(_is_name_of(text, span, mine) for mine in here) or re.match(r" (?:in|of) the ", text[span.end : span.end + 8]):
        return None
    recent = memory.recent or []
    said = match.group("single").lower()
    called = [c for c in recent if c in memory.trades.get(trade(said), ()) and orgs[c].is_party]
    if len(called) == 1:
        return Reference(span, (called[0],), f"the only {said} named so far: {orgs[called[0]].name}")
    if called:
        spoken_of = next((c for c in (subject, memory.topic) if c in called), called[-1])
        return Reference(span, (spoken_of,), f"the {said} spoken of last: {orgs[spoken_of].name}")
    if said not in _ANY_COMPANY:
        return None
    if modifiers and modifiers != ["car"]:
        others = [c for c in recent if c != subject and orgs[c].is_party]
        if subject is None or len(others) != 1:
            return None
        return Reference(span, (others[0],), f"the only other company named so far: {orgs[others[0]].name}")
    if match.group("which").lower() == "this" and subject is not None:
        others = [c for c in reversed(recent) if c != subject and orgs[c].is_party]
        if others:
            return Reference(
                span,
                (others[0],),
                f"not {orgs[subject].name}, of whom the sentence speaks, but {orgs[others[0]].name}, named before",
            )
    target = subject if subject is not None else memory.topic
    return Reference(span, (target,), f"the company spoken of just before: {orgs[target].name}") if target is not None else None
