"""Who is who: persons with the role and the organisation that the article gives them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from explorer.landscape.excerpts import Span
from explorer.reading.document import Line

_STARTS = (
    "As|The|A|An|In|On|At|But|And|For|It|He|She|They|This|That|While|When|After|Its|According|Under|If|With|By|Of|To|From|Last"
)
_WORD = r"[A-Z][\w'’-]{1,30}"
NAME = (
    rf"\b(?!(?:{_STARTS})\b)(?:{_WORD}|[A-Z]\.(?: ?[A-Z]\.)?)(?: (?:[A-Z]\.|de|del|van|von|der|bin|al|{_WORD})){{0,2}}"
    rf" (?:Mc|Mac|O['’]|de |van |von )?{_WORD}"
)
_RANK = (
    r"(?:[Vv]ice|[Ss]enior|[Ee]xecutive|[Mm]anaging|[Dd]eputy|[Gg]lobal|[Gg]roup|[Cc]hief|[Ii]nterim|[Ff]ormer"
    r"|[Ee]quity|[Aa]utomotive"
    r"|[Ii]ndustry|[Rr]esearch|[Pp]rincipal|[Cc]orporate)"
)
_POST = (
    r"(?:[Cc]hief [Ee]xecutive(?: [Oo]fficer)?|[Cc]hief (?:[Ff]inancial|[Oo]perating|[Tt]echnology|[Tt]echnical"
    r"|[Mm]arketing) [Oo]fficer"
    r"|CEO|CFO|COO|CTO|[Cc]hair(?:man|woman|person)?(?: and (?:CEO|[Cc]hief [Ee]xecutive))?|[Pp]resident(?: and CEO)?"
    r"|[Mm]anaging [Dd]irector|[Dd]irector|[Aa]nalyst|[Ss]trategist|[Ee]conomist|[Ss]pokes(?:man|woman|person)"
    r"|[Ff]ounder|[Cc]o-founder"
    r"|[Hh]ead(?: of [a-z ]+?)?|[Bb]oss|[Ee]xecutive|[Pp]artner|[Ee]ditor|[Pp]rofessor|[Mm]anager)"
)
#: Every post holds one of these, so that a sentence without them names no role.
_POSTS = (
    "chief ceo cfo coo cto chair president director analyst strategist economist spokes founder head boss executive partner editor"
    " professor manager"
).split()
ROLE = rf"(?:{_RANK}[ -]){{0,3}}{_POST}"
_ORG = r"\b[A-Z][\w&.'’-]*(?: (?:of |and |& )?[A-Z][\w&.'’-]*){0,4}"
_AFTER = re.compile(
    rf"(?P<name>{NAME}), (?:the |a |an |its |who is )?(?P<role>(?:[a-z]+ ){{0,3}}?{ROLE})(?:[a-z ]{{0,25}}?)"
    rf"(?: (?:at|of|for|with) (?:the |The )?(?P<org>{_ORG}))?"
)
_BEFORE = re.compile(rf"\b(?P<role>{ROLE}),? (?P<name>{NAME})")
_AS = re.compile(rf"(?P<name>{NAME}) (?:\w+ ){{0,3}}?as (?:its |the |their |new |a )*(?P<role>{ROLE})\b")
_OF = re.compile(rf"\b(?P<role>{ROLE}) (?:of|at) (?:the )?(?P<org>{_ORG}),? (?P<name>{NAME})")
_FROM = re.compile(rf"(?P<name>{NAME}(?: and {NAME})?) (?:of|from|at) (?:[Tt]he )?(?P<org>{_ORG})")
_WITH_ROLE = ((_AFTER, "name, role"), (_OF, "role of company, name"), (_AS, "name as role"), (_BEFORE, "role name"))
_WITHOUT_ROLE = ((_FROM, "name of"),)  # of a company that is named in the sentence


@dataclass(frozen=True, slots=True)
class Person:
    """A person as one sentence introduces them; `organisation` is as worded, `company` the one told by its mention."""

    name: str
    role: str
    organisation: str
    company: int | None
    span: Span
    rule: str


def people(text: str, line: Line, owner: dict[Span, int], here: list[Span], around: dict[int, int]) -> Iterator[Person]:
    """Return the persons a sentence introduces. `around` gives the company that "its" stands for at an offset."""
    sentence = line.sentence.span
    low = sentence.of(text).lower()
    taken: list[Span] = []
    for pattern, rule in (*(_WITH_ROLE if any(post in low for post in _POSTS) else ()), *(_WITHOUT_ROLE if here else ())):
        for match in pattern.finditer(text, sentence.start, sentence.end):
            span = Span(*match.span())
            if any(span.touches(other) for other in taken) or any(Span(*match.span("name")).touches(m) for m in here):
                continue
            org_span = Span(*match.span("org")) if "org" in match.groupdict() and match.group("org") else None
            if rule == "name of" and not (org_span and any(org_span.touches(m) for m in here)):
                continue
            taken.append(span)
            company, organisation = _organisation(text, owner, here, org_span, match.start(), match.end(), sentence, around)
            yield Person(match.group("name"), match.groupdict().get("role") or "", organisation, company, span, rule)


def _organisation(
    text: str,
    owner: dict[Span, int],
    here: list[Span],
    org: Span | None,
    start: int,
    end: int,
    sentence: Span,
    around: dict[int, int],
) -> tuple[int | None, str]:
    """The company named in the pattern, else the one standing before ("Ford chief executive"), else the one spoken of."""
    if org:
        inside = [m for m in here if m.touches(org)]
        return (owner[inside[0]], inside[0].of(text)) if inside else (None, org.of(text))
    before = [m for m in here if m.end <= start]
    if before:
        return owner[before[-1]], before[-1].of(text)
    spoken = [company for at, company in around.items() if sentence.start <= at < end]
    return (spoken[-1], "") if spoken else (None, "")
