"""Term, money and areas of cooperation of a deal, each with its exact words."""

import re
from collections.abc import Iterator

from explorer.landscape.excerpts import Span

_NUMBER = r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|multi)"
_TERM = re.compile(
    rf"\b{_NUMBER}[-‑ ](?:year|month|decade)\b(?![-‑ ](?:old|low|high))|\b(?:for|over|of) (?:the next |a period of "
    rf"|at least )?{_NUMBER} (?:years|months)\b",
    re.I,
)
_MONEY = re.compile(
    r"(?:(?:US|A|AU|C|CA|NZ|HK|S)?[$€£¥₹] ?\d[\d.,]*\d|(?:US|A|AU|C|CA|NZ|HK|S)?[$€£¥₹] ?\d)(?:[- ]?(?:billion"
    r"|million|trillion|bn|tn|mn|m|b)\b)?"
    r"|\b\d[\d.,]*[- ]?(?:billion|million|trillion|bn)?[- ](?:(?:US|Canadian|Australian) )?(?:dollars?|euros?|pounds?"
    r"|yen|yuan|rupees|won|francs|kronor)\b"
    r"|\b(?:multi-?)(?:billion|million)[- ](?:dollar|euro|pound)\b|\b(?:EUR|USD|GBP|CHF) ?\d[\d.,]*(?: ?(?:billion"
    r"|million|bn|m)\b)?",
    re.I,
)
_PER_SHARE = re.compile(r"^ ?(?:a|per|each) (?:share|barrel|unit|year|month|stock)", re.I)
_AREAS = re.compile(
    r"\b(?:cooperation|co-operation|cooperate|collaborate|collaboration|collaborat\w+|partnership|partner|alliance"
    r"|agreement|deal|pact|work(?:ing)? together|team(?:ed|ing)? up|venture|opportunities"
    r"|jointly (?:develop|explore|produce|build|design|manufacture|make|market)\w*|co-?develop\w*|develop together"
    r"|letter of intent|memorandum of understanding|contract|licen[cs]e|cooperating)\b"
    r"(?P<gap>(?: (?!(?:is|are|was|were|be|will|would|has|have|had|may|could|can|also|allows?|fits?|means|gives?"
    r"|makes?|helps?|that|which"
    r"|who|units|subsidiaries|divisions)\b)[^ .;:!?—]+){0,9}?) "
    r"(?P<word>in the (?:areas?|fields?) of|(?:areas?|fields?) (?:of cooperation )?(?:in"
    r"|of|such as|including)|aimed at|focus(?:ed|ing)? on|covering|to (?:jointly )?(?:develop|build|produce"
    r"|manufacture|make|market|distribute|share|create|supply|explore|design)|in|on|for) ",
    re.I,
)
_DIRECT = re.compile(r"\b(?:jointly (?:develop|produce|build|design|manufacture|make|market)\w*|co-?develop(?:ed|ing|s)?) ", re.I)
_STOP = re.compile(
    r"[.;:!?—()\"“”]|\b(?:which|that|who|while|where|because|by|from|under|with|when|until|after|before|but|as"
    r"|according|said|says|via|through|worth|valued|namely|this|last|next)\b|\s–\s",
    re.I,
)
_NOT_AREA = re.compile(
    r"^(?:19|20)\d\d|^areas?$|^(?:both (?:companies|automakers|carmakers|sides|firms)|one another|each other|(?:time"
    r"|future|turn)$|(?:several|many|a few|some) (?:years|months)|(?:has|have|will|is|are|was|were|began|plans?|said"
    r"|wants?|would)\b|(?:an? |the )?(?:new |strategic |global )?(?:alliance|partnership|joint venture|venture|deal"
    r"|agreement|cooperation|merger|collaboration)$|order|addition|return|exchange|turn|force|talks|effect|place"
    r"|january|february|march|april"
    r"|may|june|july|august|september|october|november|december"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|the works|principle|cash|stock|all|total|part|june"
    r"|which|the (?:next|last|past|end|first|second|third)|an? (?:deal|statement|price)|(?:us)?[$€£]|\d|about"
    r"|more than|it|them|him)\b",
    re.I,
)
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_LEADS = re.compile(
    r"^(?:areas? of (?:co-?operation )?(?:in |such as |including )?|the |a |an |its |their |new |both |jointly "
    r"|exploring |developing (?=\w+ \w+ \w+))+",
    re.I,
)


_ENTERED = re.compile(
    r"(?:assistance with (?:the )?|with the )(?P<what>[a-z][^,.;()]*?)(?= in | at | through |[,.;(]|$)"
    r"|\b(?:break into|enter|move into|get into|expand in(?:to)?) (?:the )?(?P<what2>[a-z][^,.;()]*?)(?= via| through"
    r"| by| with|[,.;(]|$)"
    r"|\b(?P<what3>joint [a-z][^,.;()]*)|\b(?P<what4>(?:lower|cut|reduc\w+|shar\w+) (?:the )?costs?)",
    re.I,
)


def term_in(text: str, sentence: Span) -> Span | None:
    """Return how long the deal runs, as worded: "three-year"."""
    match = _TERM.search(text, sentence.start, sentence.end)
    return Span(*match.span()) if match else None


def money_in(text: str, sentence: Span, near: int) -> Span | None:
    """Return the sum of money nearest to a place, prices of a single share aside."""
    sums = [
        Span(*match.span())
        for match in _MONEY.finditer(text, sentence.start, sentence.end)
        if not _PER_SHARE.match(text[match.end() : match.end() + 14]) and re.search(r"\d{2}|illion|bn|multi", match.group(), re.I)
    ]
    return min(sums, key=lambda span: (abs(span.start - near), span.start), default=None)


def areas_in(text: str, sentence: Span) -> list[Span]:
    """Return what a cooperation is about, each item of a list by itself."""
    for pattern in (_DIRECT, _AREAS):
        for match in pattern.finditer(text, sentence.start, sentence.end):
            items = list(_items(text, match.end(), sentence.end))
            if items:
                return items
    return []


def _items(text: str, start: int, end: int) -> Iterator[Span]:
    stop = _STOP.search(text, start, end)
    stretch = text[start : stop.start() if stop else end]
    at = 0
    for part in re.split(r"(,\s*(?:and\s+|or\s+)?|\s+and\s+|\s+as well as\s+)", stretch):
        words = part.strip(" ,–-'’")
        if words and words not in ("and", "or", "as well as"):
            lead = part.find(words)
            skip = _LEADS.match(words)
            first = start + at + lead + (skip.end() if skip else 0)
            item = Span(first, start + at + lead + len(words))
            quote = item.of(text)
            if (
                not quote
                or _NOT_AREA.match(quote)
                or _NOT_AREA.match(words)
                or (quote[0].isupper() and not at and len(quote.split()) < 2)
                or len(quote) < 2
                or len(quote.split()) > 14
                or _WEEKDAY.search(quote)
            ):
                return
            yield item
        at += len(part)


def area_of_flow(text: str, clause: Span) -> Span | None:
    """Return what a flow is about: what one helps the other to enter, or the joint work."""
    match = _ENTERED.search(text, clause.start, clause.end)
    return next((Span(*match.span(k)) for k in ("what", "what2", "what3", "what4") if match.group(k)), None) if match else None
