"""Who gives what to whom inside a deal, told by verbs of helping, giving, using and sharing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from explorer.landscape.excerpts import Span
from explorer.landscape.vocabulary import Reality
from explorer.reading.masked import Masked

_G, _T = r"(?P<giver>@\d+)", r"(?P<taker>@\d+)"
_GAP = r"(?: [^@;:. ]+){0,12}?"
_GIVE = (
    r"(?:suppl(?:y|ies|ied|ying)|provid(?:e|es|ed|ing)|giv(?:e|es|ing)|gave|deliver(?:s|ed|ing)?|offer(?:s|ed|ing)?|equip(?:s|ped)?"
    r"|lend(?:s|ing)?|furnish(?:es)?)"
)
_MAKE = (
    r"(?:build(?:s|ing)?|built|mak(?:e|es|ing)|made|manufactur(?:e|es|ed|ing)|produc(?:e|es|ed|ing)|assembl(?:e|es|ed"
    r"|ing)|develop(?:s|ed|ing)?"
    r"|suppl(?:y|ies|ied|ying)|provid(?:e|es|ed|ing)|deliver(?:s|ed|ing)?|licen[sc](?:e|es|ed|ing)|engineer(?:s|ed)?"
    r"|transfer(?:s|red)?|sell(?:s|ing)?|sold"
    r"|contribut(?:e|es|ed|ing)|bring(?:s|ing)?|offer(?:s|ed|ing)?|giv(?:e|es|ing)|pay(?:s|ing)?|lend(?:s|ing)?)"
)
_USE = (
    r"(?:us(?:e|es|ed|ing)|adopt(?:s|ed|ing)?|licen[sc](?:e|es|ed|ing)|access(?:es|ing)?|gain(?:s|ed|ing)? access to"
    r"|get(?:s|ting)? access to|have access to"
    r"|tap(?:s|ped|ping)? into|bas(?:e|es|ed|ing) [^@]{0,40}?on|rel(?:y|ies|ied|ying) on|source(?:s|d)?|integrat(?:e"
    r"|es|ed|ing)|run(?:s)? on|built on|powered by|based on|equipped with)"
)
_HELP = re.compile(
    rf"{_G}{_GAP} (?:help|helps|helped|helping|assist|assists|assisting|support|supports|supporting|enable|enables"
    rf"|enabling) {_T} (?:to |in )?(?P<what>[^;]+)"
)
_GIVE_WITH = re.compile(rf"{_G}{_GAP} {_GIVE} {_T} (?:with )?(?P<what>(?!'s)[^;@]+)")
_GIVE_TO = re.compile(rf"{_G}{_GAP} {_MAKE} (?P<what>[^;@]{{2,120}}?) (?:to|for|with) {_T}(?! to\b)")
_GIVEN_BY = re.compile(
    r"(?P<taker>@\d+)?(?P<lead>[^;@]{0,80}?)\b(?:supplied|provided|built|made|manufactured|produced|assembled"
    r"|developed|licensed|powered) (?:[a-z]+ ){0,2}(?:by|from) (?P<giver>@\d+)"
)
#: Words that a pattern cannot do without.
_HELPS, _OWNED, _FROM = re.compile(r" (?:help|assist|support|enabl)\w* @"), re.compile(r"@\d+'s "), re.compile(r" from @")
_GIVES, _TO, _BY = re.compile(rf" {_GIVE} @"), re.compile(r" (?:to|for|with) @"), re.compile(r" (?:by|from) @")
_USES = re.compile(rf"{_T}{_GAP} {_USE} (?:the |a )?(?P<giver>@\d+)'s (?P<what>[^;@,.]+)")
_USES_FROM = re.compile(
    rf"{_T}{_GAP} (?:buy|buys|bought|order|orders|ordered|source|sources|purchase|purchases|license|licenses|licensed"
    rf"|get|gets) (?P<what>[^;@]{{2,90}}?) from {_G}"
)
_LISTED = re.compile(
    rf"{_T}{_GAP} (?:co-?operate|collaborate|work|partner|team up|partners"
    rf"|works)\w* with (?:@\d+(?:'s)? )?(?:[a-z0-9]+ ){{0,4}}(?:units|subsidiaries|divisions|brands|businesses)"
    r" (?:in|on|for) (?P<what>[^@;]+?) ?[—–:,(-]+ ?(?:namely |including |such as )?(?P<giver>@\d+)"
)
_MUTUAL = re.compile(
    r"(?P<both>@\d+)(?:'s)? (?P<what>[^;@]*?\b(?:(?:of|with) the other|each other(?: 's)?|one another(?: 's)?"
    r"|both (?:companies|sides)))\b"
)
_SHARED = re.compile(
    r"\b(?:tap\w*|us(?:e|es|ing)|shar(?:e|es|ing)|access|leverag\w+|infrastructure|platforms?|networks?|plants?"
    r"|factor\w+|supply|sell\w*|technolog\w+)\b(?! (?:strengths|their strengths) to help)"
)
_JOINT = re.compile(
    r"\b(?:joint (?:[a-z-]+ ){0,4}?(?:development|testing|research|production|manufacturing|engineering|purchasing"
    r"|design)(?: and [a-z]+)?"
    r"|jointly (?:develop|test|research|build|produce|manufacture|engineer|design)\w* [^@;,.]+)"
)
_MEANS = re.compile(
    r"\b(?:via|through|by means of|thanks to|by(?= (?:using|building|making|sharing|tapping|providing))|using"
    r"|with(?= (?:its|the|help|manufacturing|assistance)))\b"
)
_PLACE = re.compile(
    r"\b(?:in|at) (?:its |the |their )?(?:[a-z-]+ ){0,3}?(?:plants?|factor(?:y|ies)|facilit(?:y|ies)"
    r"|works)(?: in (?:the )?[a-z.]+(?: [a-z.]+)?)?|\b(?:plant|factory|facility|facilities) in (?:the )?[a-z.]+"
)
_END = re.compile(
    r" (?:, (?:which|who|while|but|and (?:@|it|they))|which|while|because|although|said|says|according|– in addition"
    r"|in addition to)\b"
    r"| [.?!;\"”](?= |$)"
)
_POSSIBLE = re.compile(
    r"\b(?:open to|may|might|could|possibl[ey]|potential(?:ly)?|perhaps|would consider|considering|consider|exploring|explore)\b"
)
_PLANNED = re.compile(r"\b(?:intends?|plans?|will|would|agreed|to|aims?|wants?|hopes?|expects?|allows?|lets?|set)\b")
_DENIED = re.compile(r"\b(?:not|never|no longer|denied|denies)\b")


@dataclass(frozen=True, slots=True)
class Told:
    """One flow: spans of the whole clause and of what is given; means and place as worded."""

    giver: int
    taker: int
    clause: Span
    what: Span
    reality: Reality | None
    rule: str
    trigger: str
    sure: float
    means: Span | None = None
    place: Span | None = None


def flows(masked: Masked, *, is_question: bool) -> list[Told]:
    """Return the flows a sentence tells of; `reality` is None where the wording leaves it to the deal."""
    found: list[Told] = []
    for told in _all(masked):
        if told.giver != told.taker and not any(_is_same(told, other) for other in found):
            found.append(told)
    return [_asked(told) for told in found if told.rule != "each other"] if is_question else found


def _all(masked: Masked) -> Iterator[Told]:
    """Give every flow; each pattern is tried only where words stand that it cannot do without, which costs a tenth."""
    text = masked.text
    if "@" not in text:
        return
    has_two = text.count("@") > 1
    for pattern, needs, rule, sure in (
        (_HELP, _HELPS, "helps", 0.75),
        (_USES, _OWNED, "uses", 0.7),
        (_USES_FROM, _FROM, "gets from", 0.7),
        (_GIVE_WITH, _GIVES, "gives with", 0.65),
        (_GIVE_TO, _TO, "gives to", 0.65),
    ):
        for match in pattern.finditer(text) if has_two and needs.search(text) else ():
            yield from _one_way(masked, match, rule, sure)
    for match in _GIVEN_BY.finditer(text) if has_two and _BY.search(text) else ():
        if match.group("taker") and match.group("lead").strip():
            yield from _one_way(masked, match, "given by", 0.55)
    yield from _mutual(masked)
    for match in _LISTED.finditer(text) if has_two and " with " in text else ():
        yield from _listed(masked, match)


def _one_way(masked: Masked, match: re.Match[str], rule: str, sure: float) -> Iterator[Told]:
    giver, taker = masked.item(match.group("giver")), masked.item(match.group("taker"))
    first = min(match.start("giver"), match.start("taker"))
    key = "what" if "what" in match.groupdict() else "lead"
    end = match.end()
    if stop := _END.search(masked.text, match.start(key), end):
        end = stop.start()
    what_end = min(match.end(key), end)
    if what_end <= match.start(key) or not masked.text[match.start(key) : what_end].strip():
        return
    means = _MEANS.search(masked.text, match.start(key), end) if rule != "uses" else None
    place = _PLACE.search(masked.text, match.start(key), end)
    if means and means.start() > match.start(key) + 2:
        what_end = min(what_end, means.start())
    if rule == "helps":
        what_end = end
    words = masked.text[max(0, first - 50) : match.start(key)]
    for g in giver.companies:
        for t in taker.companies:
            yield Told(
                g,
                t,
                masked.span(first, max(end, match.end("taker"), match.end("giver"))),
                masked.span(match.start(key), what_end),
                _reality(words),
                rule,
                masked.text[first : match.start(key)].split("@")[-1].strip("0123456789 's"),
                sure * min(giver.sure, taker.sure),
                masked.span(means.end(), end) if means and means.end() < end else None,
                masked.span(place.start(), place.end()) if place else None,
            )


def _mutual(masked: Masked) -> Iterator[Told]:
    for match in _MUTUAL.finditer(masked.text):
        both = masked.item(match.group("both"))
        if len(both.companies) == 2 and _SHARED.search(match.group("what")):
            yield from _both_ways(
                masked, both.companies, match.start("what"), match.end("what"), match.start(), "each other", both.sure
            )


def _listed(masked: Masked, match: re.Match[str]) -> Iterator[Told]:
    """Two lists side by side: "units in cloud, retail and music—namely A, B and C"; each unit gives what stands at its place."""
    takers, units = masked.item(match.group("taker")), masked.item(match.group("giver"))
    start = match.start("what")
    parts = [m for m in re.finditer(r"(?:(?! and |,).)+", match.group("what")) if m.group().strip(" ,") not in ("", "and")]
    clause = masked.span(match.start(), match.end())
    for number, unit in enumerate(units.companies):
        if len(parts) == len(units.companies):
            words = parts[number]
            lead = re.match(r"[ ,]*(?:and )?", words.group())
            what = masked.span(start + words.start() + (lead.end() if lead else 0), start + words.end())
        else:
            what = masked.span(*match.span("what"))
        for taker in takers.companies[:1]:
            yield Told(unit, taker, clause, what, _reality(masked.text[match.start() : start]), "lists side by side", "namely", 0.7)


def joint(masked: Masked, parties: tuple[int, ...]) -> list[Told]:
    """Return the flows of joint work: each gives to the other."""
    found: list[Told] = []
    for match in _JOINT.finditer(masked.text):
        end = match.end()
        if stop := _END.search(masked.text, match.start(), end):
            end = stop.start()
        first = match.start()
        if lead := re.search(
            r"(?:potentially |possibly |could |may |will |to |by )?(?:paving the way for|leading to|allowing|includ\w+) $",
            masked.text[:first],
        ):
            first = lead.start()
        found += _both_ways(masked, parties, match.start(), end, first, "joint work", 0.7)
    return found


def _both_ways(masked: Masked, parties: tuple[int, ...], start: int, end: int, first: int, rule: str, sure: float) -> list[Told]:
    reality = _reality(masked.text[max(0, first - 40) : start])
    clause, what = masked.span(first, end), masked.span(start, end)
    return [Told(a, b, clause, what, reality, rule, rule, 0.6 * sure) for a in parties for b in parties if a != b]


def _reality(words: str) -> Reality | None:
    """Tell from the words before what is given how real it is; None where only the deal can tell."""
    if _DENIED.search(words):
        return Reality.DENIED
    if _POSSIBLE.search(words):
        return Reality.POSSIBLE
    return Reality.INTENDED if _PLANNED.search(words) else None


def _is_same(a: Told, b: Told) -> bool:
    return a.giver == b.giver and a.taker == b.taker and a.what.touches(b.what)


def _asked(told: Told) -> Told:
    return Told(
        told.giver, told.taker, told.clause, told.what, Reality.ASKED, told.rule, told.trigger, told.sure, told.means, told.place
    )
