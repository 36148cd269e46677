"""When and by whom an article says it was published, where it says so plainly near its start."""

import re

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_NAME = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?)"
)
_DATE = (
    r"(?:(?P<iso>(?:19|20)\d\d-[01]\d(?:-[0-3]\d)?)"
    rf"|(?P<d1>[0-3]?\d)(?:st|nd|rd|th)?\s+(?P<m1>{_NAME})\.?,?\s+(?P<y1>(?:19|20)\d\d)"
    rf"|(?P<m2>{_NAME})\.?\s+(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?,?\s+(?P<y2>(?:19|20)\d\d)"
    rf"|(?P<m3>{_NAME})\.?\s+(?P<y3>(?:19|20)\d\d))"
)
_DATE_IN_WORDS = re.compile(_DATE, re.IGNORECASE)
_LABELLED = re.compile(
    rf"(?:^|\n)[ \t>*_]*(?:publi(?:shed(?: on)?|cation date)|date|posted|updated(?: on)?)\s*:?\s*[*_]*\s*{_DATE}", re.I
)
_DATELINE = re.compile(
    rf"(?:^|\n)[ \t>*_]*(?:[A-ZÀ-Þ][\w .,'’/-]{{1,60}},\s*)?{_DATE}[*_]*\s*(?:\((?P<agency>[^()\n]{{2,40}})\)\s*)?(?:[-–—:.]|\n|$)",
    re.I,
)
_LABELLED_PUBLISHER = re.compile(
    r"(?:^|\n)[ \t>*_]*(?:published by|publisher|source)\s*:?\s*[*_ ]*(?P<who>[^\n*_]{2,60}?)[*_.]*[ \t]*(?:\n|$)", re.I
)
_AGENCY = re.compile(
    r"^[A-Z][\w .,'’/-]{1,50}?\s\((?P<who>Reuters|AP|AFP|Bloomberg|dpa|UPI|Kyodo|Xinhua|Associated Press)\)\s*[-–—]"
)


def published_in(text: str) -> str:
    """Return the ISO date that stands in a label or dateline near the start, or an empty string."""
    head = text[:800]
    for pattern in (_LABELLED, _DATELINE):
        if match := pattern.search(head):
            return _iso(match)
    return ""


def publisher_in(text: str) -> str:
    """Return the publisher that a label or dateline near the start names, or an empty string."""
    head = text[:800]
    for pattern in (_LABELLED_PUBLISHER, _AGENCY):
        if match := pattern.search(head):
            return match.group("who").strip()
    match = _DATELINE.search(head)
    return (match.group("agency") or "").strip() if match else ""


def iso_date(words: str) -> str:
    """Return the first date written in `words` as ISO 8601, possibly only a month, or an empty string."""
    match = _DATE_IN_WORDS.search(words)
    return _iso(match) if match else ""


def _iso(match: re.Match[str]) -> str:
    found = match.groupdict()
    if found["iso"]:
        return found["iso"]
    year = found["y1"] or found["y2"] or found["y3"]
    name = (found["m1"] or found["m2"] or found["m3"]).casefold()
    month = next(i for i, full in enumerate(_MONTHS, 1) if full.startswith(name[:3]))
    day = found["d1"] or found["d2"]
    return f"{year}-{month:02}" + (f"-{int(day):02}" if day and 1 <= int(day) <= 31 else "")
