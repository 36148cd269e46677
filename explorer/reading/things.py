"""From the words of a clause to the thing that a company has, gets or gives: the part that reads well after "gets"."""

import re

_WORK = (
    "break|enter|get|move|push|expand|build|make|produce|manufacture|assemble|develop|design|bring|do|provide|supply|offer|sell"
    "|deliver|launch|explore|use|run|operate|create|open|start|set|become|catch|focus"
)
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"

#: What comes before the thing: "and", "to break into", "developing and building", an article.
_LEAD = re.compile(
    r"(?:(?:and|or|also|both|to|in|on|of|with|for|as|more|than|its|their|his|our|such|some|any|own|the|an?|up|into|out|together"
    rf"|jointly|developing|building|producing|making|providing|using|{_WORK}|(?:{_WORK})e?s)\b(?!-)[\s,]*)+",
    re.I,
)
#: The thing is named after the way to it: "via assistance with X".
_THROUGH = re.compile(r"\b(?:assistance|help|support|aid) (?:with|in|on|for) (?P<thing>.+)", re.I)
#: A benefit is told whole: "lower costs by using the network of the other".
_BENEFIT = re.compile(r"(?:to )?((?:lower|cut|reduce|save|share)\b.+)", re.I)
#: Where the thing ends: a clause, another verb, a place or a time told after it.
_END = re.compile(
    r"[;:(]|,(?=\s)|\s[–—-]\s|\b(?:that|which|who|whose|where|when|while|because|if|how|whether)\b"
    r"|\band (?:assembl|give|gave|boost|enter|invest|need|is|are|was|were|has|have|will|to|for|the|a)\w*\b"
    r"|\b(?:for both|together|itself|themselves|alone|so far|as well|for others|from|via|through|by|into)\b"
    rf"|\bin (?=(?:its|their|his|our|[A-ZÀ-Þ]|(?:{_MONTH})\b|\d))|\bat (?=(?:an?|the|its|their)\b)|\bon (?=\w+day\b)"
)
_LOOSE_END = re.compile(r"(?:[\s,]|\b(?:and|or|of|for|with|in|on|to|at|as|the|an?|from|by|such|various|both)\b)+$", re.I)
#: What no one can have, give or be able to do: shares, sums, manners, dates, words that only point.
_NO_THING = re.compile(
    r"^\W*$|\d+(?:\.\d+)? ?(?:%|per ?cent)|^\d+ (?:years?|months?|weeks?|days?|people|employees|jobs)\b"
    r"|\b(?:percent|majority|margin|shareholders?|offer|rival|sale|stake|merger?|things?|way into|consumers|detail)\b"
    r"|^(?:is|are|was|were|not|mistakes?|sense|time|work|logo|total|value|operations)\b"
    r"|\bopportunit(?:y|ies)\b"
    r"|^(?:field|(?:\w+ )?business(?:es)?|products?|areas?|land|how|ways?|what|them|it|this|these)(?: in .*)?$"
    r"|^(?:largest|biggest|leading|top)(?: in .*)?$"
    rf"|^(?:(?:{_MONTH}) )?\d{{4}}$",
    re.I,
)
_MOST_WORDS, _MOST_WORDS_OF_A_BENEFIT = 8, 12


def thing_in(words: str) -> str:
    """Return the thing that these words name, as worded and without what leads to it or follows it; "" where they name none."""
    if benefit := _BENEFIT.match(words):
        return " ".join(benefit[1].split()[:_MOST_WORDS_OF_A_BENEFIT])
    through = _THROUGH.search(words)
    rest = through["thing"] if through else words
    lead = _LEAD.match(rest)
    rest = rest[lead.end() :] if lead else rest
    end = _END.search(rest, 1)
    if end and end.group() in ("that", "which") and " " not in rest[: end.start()].strip() and len(rest.split()) <= _MOST_WORDS:
        end = _END.search(rest, end.end())  # "cars that run on batteries alone" is another thing than "cars"
    rest = rest[: end.start()] if end else rest
    rest = " ".join(rest.split()[:_MOST_WORDS]) if len(rest.split()) > _MOST_WORDS else rest.strip()
    rest = _LOOSE_END.sub("", rest).strip(" ,.'’\"“”")
    return "" if _NO_THING.search(rest) else rest
