"""What a capability is called that no vocabulary knows: the noun and what describes it, or nothing."""

import re

from explorer.reading.clauses import is_highest, shipped
from explorer.reading.things import thing_in

#: What begins so, or goes on so, is a part of a sentence and names no thing; and neither do sums, shares, terms and dates.
_NO_NAME = re.compile(
    r"^(?:that|about|from|able|out|to|at|by|of|on|off|over|under|after|before|since|as|if|when|while|because|so|then|than|not|no|yet|only"
    r"|also|still|already|now|he|she|it|they|we|you|him|her|them|us|who|what|which|there|here|where|today|more|most|less|all|both|each"
    r"|every|around|across|once|worth|willing|eager|keen|unable|best to|first time|well|far|one of|two of"
    r"|again|available"
    r"|(?:one )?(?:half|third|quarter|part|most|control|majority) of|cooperate"
    r"|desire|contact|maintain|pay|conduct|attracts?|continue|stay|remain|become|began|begun|shook|suffer(?:s|ed)?|owns?|keep"
    r"|increase that|takeover|steadily|pulling|hiring"
    r"|originally|reportedly|down|profitable|larger|bigger|better than|statement|performance"
    r"|ended|ends|following|core|close|due|likely|ready|set|such)\b"
    r"|\b(?:will|would|had|has|have|was|were|is|are|could|may|might|can|cannot|did|does|been|being|he|she|they|it|we|went|fell|rose|dropped"
    r"|said|says|thought|undergoing)\b"
    r"|^[-–—]|^(?:US|AU|CA|NZ)?[$€£¥]"
    r"|^\d[\d.,]*(?: (?:to|or|and) \d[\d.,]*)?(?: (?:years?|months?|weeks?|days?|of|people|jobs|countries|passengers)\b|$)"
    r"|\b(?:percent|per cent|million|billion|trillion|jobs|deadlines?|wrongdoing)\b"
    r"|^(?:(?:last|next|this|same) (?:year|month|week|quarter)|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
    # a rank without what it is a rank of: "Canada's sixth largest"
    r"|(?:^|\s|-)(?:largest|biggest|leading|top|best|highest|lowest|first|second|third|number one|only|exclusive|global)$",
    re.I,
)
#: Words that say nothing where they stand alone.
_EMPTY = frozenset(
    """accident activity area asset bankruptcy base beginning bid brand business case change city commit company continent
    contribute country criteria customer debut decision decrease demand division effort end experience exposure fine firm
    focus future group growth headquarters history hundred incident income increase interest investment investor issue
    kind lead level licence market member model money move name need negotiation number offer operation order organisation
    organization other owner part path people performance person phase place plan plans player point policy popularity
    position president process program project province range rate reason record region resource result results role
    service shore side sort source start state statement step strong success talk talks thing thousand top type unit use
    value way wooden work worth""".split()
)
#: How many there are: "more than 12.6 million unique visitors", "far more orders".
_KINDS_OF = re.compile(
    r"^(?:(?:an?|the|its|long|wide|broad|large|limited|small|great|full|whole|new) )*(?:lines?|range|series|number"
    r"|lots?|variety|set|host"
    r"|kinds?|sorts?|pool|array|dozens|hundreds|thousands) of (?=[a-z])"
)
#: Whom one is compared with comes before the thing: "Tesla in software".
_RIVAL = re.compile(r"^[A-ZÀ-Þ][\w&.'’-]*(?: (?:and )?[A-ZÀ-Þ][\w&.'’-]*| and [a-z]+ rivals)* in (?=[a-z])")
_HOW_MANY = re.compile(
    r"^(?:(?:a total of|more than|over|about|around|nearly|almost|approximately|just|only|some|at least"
    r"|up to|an estimated|another|far|the|a|many) )*(?:more |\d[\d.,]*(?: ?[-–] ?\d[\d.,]*)?"
    r"(?: (?:hundred|thousand|million|billion))? )"
    r"(?=(?!of\b|years?\b|months?\b|weeks?\b|days?\b|percent\b|per\b|people\b|million\b|billion\b|jobs\b|than\b|to\b|and\b)[a-z-]{4,})"
)
#: A share is told before or after what it is a share of: "71% of the European market", "the Indian market with 48 per cent".
_SHARE = re.compile(
    r"^(?:(?:about|around|some|over|nearly|almost|more than|less than|an estimated|a|only|just) )*\d[\d.,]*\s?(?:%|per ?cent)"
    r"(?: share)? (?:of|in) (?=the |its |all )"
    r"|,? (?:with|at|by|to|from|of) (?:(?:an?|about|around|some|over|nearly|more than|less than) )*\d[\d.,]*\s?(?:%|per ?cent).*$"
)
#: Words that add nothing to these: "the main services", "a strong record".
_FILLERS = frozenset(
    """additional better big current early existing first five four full good great high key large last late low main major
    many more new next old other own popular primary recent same serious several similar six small strong such ten three
    two various""".split()
)
_SUM = re.compile(
    r"(?: (?:of|worth|at|for|in))?(?: (?:about|around|over|at least|more than|some|up to|nearly|almost))? (?:US|AU|CA|NZ)?[$€£¥]"
)
_WHERE = re.compile(r"^(?:in|at|from|across|throughout) (?:the )?[A-ZÀ-Þ]")
#: A verb and what begins a noun lead to the thing: "ends a long line", "operates the plants", "maintain the San Francisco office".
_VERB = re.compile(r"^(?P<verb>[a-z]{3,}) (?:(?:an?|the|its|their|his|our|this|these|those) )?(?P<thing>.+)$")
_LATER = re.compile(
    r",? (?:early|late|next|last|this|since|yet|today|recently|everyday|without|so|in an effort|for the first|such as|ever|at once"
    r"|together|worldwide|globally|abroad|alone|again)\b.*$",
    re.I,
)
_LOOSE = re.compile(
    r"(?:[\s,]|\bof (?:its|their) own\b"
    r"|\b(?:every|not|saying|headquartered|engaged|based|worth|reportedly|out|over|across|around|behind|under|after|before|between|than|its|their|his|per|about|like|within|without|this|that|several"
    r"|diverse|only|more|very|increasingly|through|against|during|towards?|into|onto|until|or|and)\b)+$",
    re.I,
)
_PREPOSITION = re.compile(
    r" (?:in|at|on|across|for|with|to|from|over|under|among|between|against|targeting|including|connecting|than) "
)
_CUT = re.compile(
    r" (?:than|running|connecting|passes|(?<!right )(?<!rights )(?<!licence )(?<!license )(?<!ability )to [a-z]{3,})\b.*$"
)
_MOST_WORDS = 6


def thing_named(words: str) -> str:
    """Return the thing that the words of a clause are about, as worded; "" where they are a part of a sentence or a sum."""
    words = _SHARE.sub("", _LATER.sub("", words)).strip()
    if _WHERE.match(words):
        return ""
    what = _noun(thing_in(_RIVAL.sub("", _KINDS_OF.sub("", _HOW_MANY.sub("", _after_verb(words))))))
    if len(what) < 3 or _NO_NAME.search(what) or _is_empty(what):
        return ""
    return what


def _after_verb(words: str) -> str:
    """Leave out a verb that leads to the thing; words that may as well be a noun stay."""
    lead, known = _VERB.match(words), shipped()
    if lead is None:
        return words
    low = lead["verb"]
    has_article = len(words) > len(low) + 1 + len(lead["thing"])
    is_verb = low in known.base and low not in known.nouns and not low.endswith("ing")
    return lead["thing"] if (has_article and (is_verb or low.endswith(("s", "ed", "ing")))) else words


def _noun(what: str) -> str:
    """The noun alone where much is said of it: without sums, and up to a preposition where it is long."""
    if total := _SUM.search(what):
        what = what[: total.start()]
    what = _CUT.sub("", what)
    if len(what.split()) > _MOST_WORDS and (stop := _PREPOSITION.search(what, what.find(" ") + 1)):
        what = what[: stop.start()]
    return _LOOSE.sub("", what).strip(" ,-–—'’\"“”")


def _is_empty(what: str) -> bool:
    """Say whether nothing is named but what any company has: "services", "a strong record", "two of its units"."""
    *fillers, head = _PREPOSITION.split(f"{what.casefold()} ")[0].split() or [""]
    plain = head[:-1] if head.endswith("s") and head not in _EMPTY else head
    if not fillers and head in shipped().base and head not in shipped().nouns and not head.endswith(("s", "ing")):
        return True  # "commit", "contribute"
    return (head in _EMPTY or plain in _EMPTY) and all(low in _FILLERS or is_highest(low) or low[:1].isdigit() for low in fillers)
