"""Term and money of a deal, each with its exact words."""

import re

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
