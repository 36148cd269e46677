"""Where a company stands on a capability, in the article's words: leads, has, develops, offers, lags, lacks, seeks, exits."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from explorer.landscape.excerpts import Span
from explorer.landscape.shipped import resources
from explorer.landscape.vocabulary import Reality, StandingKind
from explorer.reading.masked import Masked

_WHO = r"(?P<who>@\d+)"
_GAP = r"(?:(?: [^@;. ]+){0,10}?)"
_WHAT = r"(?:the |an? )?(?P<what>[a-z0-9][^@;.]*)"
_END = re.compile(
    r",? (?:and (?:also |will |has |is |@)|but|which|while|whereas|because|although|as (?:well|a|it|part)|said|says"
    r"|according|after|before|when|since|by|via|through|for now|so that|despite"
    r"|thanks to|with the|however|including the race)\b|[.?!\"”(–—]|, (?:said|says|which|who|but|where|it|@|its"
    r"|and (?:will|has|is|its|the))"
)
_POSSIBLE = re.compile(r"\b(?:may|might|could|possibl[ey]|potential(?:ly)?|perhaps|open to|if)\b")
_PLANNED = re.compile(
    r"\b(?:will|would|plans?|planned|planning|intends?|intended|to|wants?|hopes?|hoping|aims?|seeks?|seeking|sought"
    r"|proposed|upcoming|expects?|looking|pursuing|target\w*)\b"
)
_WITHOUT = re.compile(r"\b(?:lack\w*|without|sell\w*|sold) (?:off )?$")  # "it lacks its own plants"
_DENIED = re.compile(r"\b(?:not|never|no longer|denied|denies)\b")


@dataclass(frozen=True, slots=True)
class Stated:
    """One standing: spans of the clause and of the capability."""

    company: int
    kind: StandingKind
    clause: Span
    what: Span
    against: Span
    reality: Reality
    trigger: str
    sure: float


#: How most patterns begin; those that begin so are first tried all at once, because few sentences hold any of them.
_LEADS = ("WHOGAP", "WHO")


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: StandingKind
    patterns: tuple[tuple[str, re.Pattern[str]], ...]  # each with how it begins


@dataclass(frozen=True, slots=True)
class _Rules:
    rules: tuple[_Rule, ...]
    any_of: dict[str, re.Pattern[str]]  # what matches where any of the patterns does that begin so

    def of(self, text: str) -> Iterator[tuple[StandingKind, re.Pattern[str]]]:
        """Give the patterns, in order, that may match a sentence."""
        leads = {lead for lead, pattern in self.any_of.items() if pattern.search(text)} | {""}
        return ((rule.kind, pattern) for rule in self.rules for lead, pattern in rule.patterns if lead in leads)


@cache
def _rules() -> _Rules:
    with (resources() / "reading" / "standings.toml").open("rb") as file:
        raw = tomllib.load(file)
    rests: dict[str, list[str]] = {lead: [] for lead in _LEADS}
    rules: list[_Rule] = []
    for rule in raw["rule"]:
        patterns: list[tuple[str, re.Pattern[str]]] = []
        for pattern in rule["patterns"]:
            lead = next((lead for lead in _LEADS if pattern.startswith(lead)), "")
            if lead:
                rests[lead].append(_in_full(pattern.removeprefix(lead)))
            patterns.append((lead, re.compile(_in_full(pattern))))
        rules.append(_Rule(StandingKind(rule["standing"]), tuple(patterns)))
    any_of = {lead: re.compile(_in_full(lead) + "(?:" + "|".join(map(_nameless, rests[lead])) + ")") for lead in _LEADS}
    return _Rules(tuple(rules), any_of)


def _in_full(pattern: str) -> str:
    return pattern.replace(", ", " ?, ").replace("WHOGAP", _WHO + _GAP).replace("WHO", _WHO).replace("WHAT", _WHAT)


def _nameless(pattern: str) -> str:
    """A pattern without the names of its groups, of which one pattern can have each but once."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


def standings(masked: Masked, *, is_question: bool) -> list[Stated]:
    """Return what a sentence states; one capability and company once, by the first rule that finds it."""
    if is_question or "@" not in masked.text:
        return []
    found: list[Stated] = []
    for kind, pattern in _rules().of(masked.text):
        for match in pattern.finditer(masked.text):
            for stated in _stated(masked, match, kind):
                if not any(stated.company == other.company and stated.what.touches(other.what) for other in found):
                    found.append(stated)
    return found


def _stated(masked: Masked, match: re.Match[str], kind: StandingKind) -> Iterator[Stated]:
    start, end = match.span("what")
    if stop := _END.search(masked.text, start + 1, end):
        end = stop.start()
    words = masked.text[start:end].strip(" ,")
    if len(words) < 3 or words in ("it", "them", "that", "this"):
        return
    who = masked.item(match.group("who"))
    first = match.start()
    if kind is StandingKind.HAS and _WITHOUT.search(masked.text[max(0, first - 12) : first]):
        return
    clause = masked.span(first, max(end, match.end("who")))
    against = Span(0, 0)
    if match.groupdict().get("against"):
        against = masked.span(*match.span("against"))
    helped = match.group().startswith("help")
    lead = (
        masked.text[max(0, first - 45) : start]
        if helped
        else masked.text[max(first, match.end("who")) : start] or masked.text[first:start]
    )
    how = reality(lead, kind)
    trigger = (
        masked.text[match.end("who") : start].strip()
        if match.end("who") < start
        else masked.text[first : match.start("who")].strip()
    )
    for company in who.companies:
        yield Stated(
            company,
            kind,
            clause,
            masked.span(start, start + len(masked.text[start:end].rstrip(" ,"))),
            against,
            how,
            trigger[:60],
            0.6 * who.sure,
        )


def reality(words: str, kind: StandingKind) -> Reality:
    """Return how real a standing is by the words that lead to it, in small letters."""
    if kind not in (StandingKind.LACKS, StandingKind.LAGS) and _DENIED.search(words):
        return Reality.DENIED
    if _POSSIBLE.search(words):
        return Reality.POSSIBLE
    if kind in (
        StandingKind.SEEKS,
        StandingKind.DEVELOPING,
        StandingKind.LEADS,
        StandingKind.HAS,
        StandingKind.OFFERS,
    ) and _PLANNED.search(words):
        return Reality.INTENDED
    return Reality.DONE
