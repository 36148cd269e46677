"""What a deal is about, each item of a list by itself: areas of cooperation, what is ordered, licensed, made, sold or run."""

import re
from collections.abc import Iterator, Sequence

from explorer.landscape.excerpts import Span

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
    r"\.(?!\d)|[;:!?—()\"“”]|\b(?:which|that|who|while|where|because|by|from|under|with|when|until|after|before|but|as"
    r"|according|said|says|via|through|worth|valued|namely|this|last|next)\b|\s–\s",
    re.I,
)
_NOT_AREA = re.compile(
    r"^(?:19|20)\d\d|^areas?$|^(?:both (?:companies|automakers|carmakers|sides|firms)|one another|each other"
    r"|to be |(?:the )?company$|(?:time"
    r"|future|turn)$|(?:\d+ )?(?:years|months)$|(?:several|many|a few|some) (?:years|months)"
    r"|(?:has|have|will|is|are|was|were|began|plans?|said"
    r"|wants?|would)\b|(?:an? |the )?(?:new |strategic |global )?(?:alliance|partnership|joint venture|venture|deal"
    r"|agreement|cooperation|merger|collaboration)$|order|addition|return|exchange|turn|force|talks|effect|place"
    r"|january|february|march|april"
    r"|may|june|july|august|september|october|november|december"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|the works|principle|cash|stock|all|total|part|june"
    r"|which|to (?:the|an?)$|(?:eur|usd|gbp|chf) ?\d|the (?:next|last|past|end|first|second|third)|an? (?:deal|statement"
    r"|price)|(?:us)?[$€£]|\d|about"
    r"|more than|it|them|him)\b",
    re.I,
)
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_LEADS = re.compile(
    r"^(?:areas? of (?:co-?operation )?(?:in |such as |including )?|including |on (?=an? )|of (?=the |its )|up to "
    r"|the |a |an |its |their |new |both |jointly "
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


_COUNT = (
    r"(?:(?:up to|at least|another|an additional|about|around|more than|nearly|some|all|all of|most of"
    r"|part of|parts of|several|one) )?"
)
_PAPER = r"(?:contracts?|tenders?|deals?|agreements?|bids?|pacts?|partnerships?|licen[cs]es?|orders?|concessions?|plans?)"
_JOIN = (
    r"(?:contracts?|deals?|agreements?|bids?|bidding|pacts?|partner(?:ed|ships?|s)?|licen[cs]es?|rights?|team(?:ed|ing)? up"
    r"|joined forces|plans?|agreed|cooperat\w+|collaborat\w+|work(?:ing)? together|venture|consorti(?:um|a)|use of)"
)
#: What follows these words is what is ordered, contracted, licensed or put up; "to" a deed, which is told whole.
_ABOUT = re.compile(
    rf"\b(?:orders? of|ordered|ordering|{_PAPER} (?:[^ .;:!?,]+ ){{0,5}}?(?:for|over|on|covering|regarding|concerning|involving)"
    r"|rights (?:to|for|of|over|in)|licen[cs](?:es?|ed|ing)(?: of)?|suppl(?:y|ies) of|suppliers? of|sponsors? of|sponsorship of"
    r"|provision of|construction of|development of|shipments? of|promise\w* to|allow(?:s|ed|ing)? their"
    r"|(?:contracted|hired|chosen|selected|commissioned|appointed|responsible) (?:for|to)"
    rf"|{_JOIN} (?:[^ .;:!?,]+ ){{0,4}}?to(?: jointly)?(?= [a-z])) {_COUNT}",
    re.I,
)
_VERBS = (
    "supply supplied supplies provide deliver make manufacture build built produce assemble distribute market operate host publish"
    " stream broadcast install use develop design manage handle launch release offer create integrate combine lease buy bought"
    " purchase sell sold ship rent transport"
).split()
_MADE = re.compile(
    r"\b(?:"
    + "|".join(f"{verb[:-1]}(?:e|es|ed|ing)" if verb.endswith("e") else f"{verb}(?:s|es|ed|ing)?" for verb in _VERBS)
    + f") {_COUNT}",
    re.I,
)
#: "A tuition reimbursement deal"
_NAMED = re.compile(
    r"\b(?:an?|the|its|their|of) (?P<of>[a-z][a-z-]+ [a-z][a-z -]{2,40}?) (?:deal|contract|agreement|licen[cs]e|scheme)\b"
)
_MANNERS = re.compile(
    r"\b(?:new|strategic|global|exclusive|major|final|definitive|first|last|long|term|year|month|similar|current|previous"
    r"|existing|initial"
    r"|potential|possible|proposed|multi\w*|cash|stock|billion|million|worth|of|to|for|in|on|a|the|and|with|big|biggest"
    r"|largest|preliminary"
    r"|landmark|separate|joint|original|own|takeover|merger|acquisition|buyout|purchase|partnership|cooperation|is|was|has|an)\b"
)
_WHO = r"(?:the |an? |its )?(?:[a-z-]+ ){0,6}(?=[A-Z])"
_TRADED = re.compile(
    r"\b(?:acquir(?:e|es|ed|ing)|buy(?:s|ing)?|bought|purchas(?:e|es|ed|ing)|tak(?:e|es|en|ing) over|took over) "
    rf"{_COUNT}(?P<bought>[^.;:!?()]{{3,90}}?) from {_WHO}"
    r"|\b(?:buy|bought|purchas\w+|acquir\w+)(?: and \w+)? (?P<counted>\d{1,3} (?:new )?[a-z][^.;:!?(),]{3,40}?)(?= as well"
    r"| and | for |[.,;])"
    r"|\b(?:sell(?:s|ing)?|sold|sale of|divest(?:s|ed|ing)?)(?: off)? "
    rf"{_COUNT}(?P<sold>[^.;:!?()]{{3,90}}?) to {_WHO}"
)
_NO_OBJECT = re.compile(
    r"^(?:(?:(?:a|an|the|its|their|his|any|such|this|further|remaining) )?(?:[\w.%-]+ ){0,2}?(?:stakes?|shares?|percent|%|per cent"
    r"|interest|company|companies|firms?|deals?|agreement|merger|bid|offer|news|statement|money|sense|sure|way|profit|loss"
    r"|decision|comment|move|announcement|counsel|years? ago|provider|options?)\b"
    r"|(?:the )?(?:us|a|au|nz|hk|c)?[$€£¥]|(?:it|them|him|her|us|you|that|this|these|those|which|what|how|and|or|to|of|in|on|at|by"
    r"|up"
    r"|out|off|over|from|for|back|with|be|been|not|as|if|is|was|also|only|one|some|all|more|less|several|use|run|allow|help)\b(?!-)"
    r"|(?:eur|usd|gbp|chf) ?\d|(?:products?|services?|goods|systems?|network|business)$"
    r"|\d[\d.,]*(?:%| ?(?:percent|per cent|million|billion|people|employees|jobs)\b|$))",
    re.I,
)
_TAIL = re.compile(r"(?:[\s,–-]+(?:and|or|of|for|with|in|on|to|at|as|the|an?|from|by|such|its|their|which|also|made))+$", re.I)
_BEFORE_NAME = re.compile(r"(?:\d[\d.,]* of )?(?:the |its )?", re.I)
#: A maker's name inside what is bought: "ten Acme jets", "a new Acme 390".
_OF_MAKER = re.compile(
    r" (?!(?:said|says|has|have|had|is|are|was|were|will|would|could|may|to|for|in|on|at|from|by|with|and|or|as|of|which"
    r"|that|who|when|while"
    r"|after|before|since|but|also|last|this|next|earlier|later|yesterday|today|worth|under|until|over|through|because"
    r"|plans?|shares?|stock"
    r"|[a-z]+ed|[a-z]+ly)\b)(?:[A-Z]{0,3}-?\d\d[\w-]*|[a-z][a-z-]{3,})"
)
_NO_MAKER = re.compile(r"(?:^|[,.;:(]|\b(?:to|from|by|with|of|for|and|or|in|at|through|via|that|between|as|than|on))\s*$")
_AFTER_NAME = re.compile(r"(?:['’]s)?(?: with|,)? ")
_ENDS = re.compile(
    r" (?:to|at|over|on|since|between|across|during|through|throughout|into|until|against|within|starting|beginning) "
    r"| for (?=(?:about |some |around |up to )?(?:US|AU?|CA?|NZ|HK)?[$€£¥]|an (?:undisclosed|estimated) )",
    re.I,
)


#: Words that only lead to a thing or tell how much of it there is.
_POINTS = re.compile(
    r"(?:\w+ )?(?:areas?|fields?|forms?|kinds?|rise|fall|growth|lack|number|amount|proportion|share|result|end|start|cost|price"
    r"|value) of\b|.*\b(?:partnerships?|alliances?|ventures?|companies|firms|shareholders|investors|analysts|customers)$",
    re.I,
)


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


def ruled_areas(text: str, sentence: Span, near: int, companies: Sequence[Span], *, is_ownership: bool) -> list[Span]:
    """Return what a deal told in a sentence is about, each once: areas of cooperation, then things."""
    found = [] if is_ownership else areas_in(text, sentence)
    things = things_in(text, sentence, near, companies, is_ownership=is_ownership)
    return found + [thing for thing in things if not any(thing.touches(area) for area in found)]


def area_of_flow(text: str, clause: Span) -> Span | None:
    """Return what a flow is about: what one helps the other to enter, or the joint work."""
    match = _ENTERED.search(text, clause.start, clause.end)
    return next((Span(*match.span(k)) for k in ("what", "what2", "what3", "what4") if match.group(k)), None) if match else None


def things_in(text: str, sentence: Span, near: int, companies: Sequence[Span], *, is_ownership: bool) -> list[Span]:
    """Return what a deal told in a sentence is about beyond the wording of cooperation; `companies` are their names there.

    `near` is where the deal is told: what stands after it comes first.
    Of deals about ownership only assets that are bought from or sold to somebody count: a company that is bought is a party.
    """
    if is_ownership:
        starts = [
            (match.start(kind), match.end(kind))
            for match in _TRADED.finditer(text, sentence.start, sentence.end)
            for kind in ("bought", "sold", "counted")
            if match[kind]
        ]
    else:
        starts = [(match.end(), sentence.end) for match in _ABOUT.finditer(text, sentence.start, sentence.end)]
        starts += [
            match.span("of") for match in _NAMED.finditer(text, sentence.start, sentence.end) if not _MANNERS.search(match["of"])
        ]
        starts = starts or [(match.end(), sentence.end) for match in _MADE.finditer(text, sentence.start, sentence.end)]
    companies = [span for span in companies if not _makes_it(text, span)]
    for start, end in sorted(starts, key=lambda place: (place[0] < near, place)):
        deed = _MADE.match(text, start, end)
        start = _past_companies(text, deed.end() if deed else start, companies)
        items = [_thing(text, item, companies) for item in _items(text, start, _end_of(text, start, end, companies))]
        if found := [item for item in items if item]:
            return found
    return []


def _makes_it(text: str, company: Span) -> bool:
    before = text[max(0, company.start - 12) : company.start]
    return _OF_MAKER.match(text, company.end) is not None and _NO_MAKER.search(before) is None


def _past_companies(text: str, start: int, companies: Sequence[Span]) -> int:
    """Step over the one who is supplied, or whose it is: "to supply Acme with engines", "20 of Acme's planes"."""
    first = next((span for span in companies if span.start >= start), None)
    if first is None or not _BEFORE_NAME.fullmatch(text, start, first.start):
        return start
    after = _AFTER_NAME.match(text, first.end)
    return after.end() if after else start


def _end_of(text: str, start: int, end: int, companies: Sequence[Span]) -> int:
    """Where the words about a thing end: at the next company, or at a word that tells to whom, where or when."""
    end = min([end, *(span.start for span in companies if span.start > start)])
    stop = _ENDS.search(text, start + 1, end)
    return stop.start() if stop else end


def names_a_thing(words: str) -> bool:
    """Say whether words may name what a deal is about: no stakes, sums, dates, or words that only point."""
    return not (_NO_OBJECT.match(words) or _NOT_AREA.match(words) or _POINTS.match(words))


def _thing(text: str, item: Span, companies: Sequence[Span]) -> Span | None:
    """The words of an item without what hangs loose at their end; None where they name no thing."""
    words = item.of(text)
    loose = _TAIL.search(words)
    item = Span(item.start, item.start + loose.start()) if loose else item
    if any(0 <= span.start - item.end <= 1 for span in companies):
        return None  # words that only lead to a name: "its long-time partner Acme"
    if not item or _NO_OBJECT.match(item.of(text)) or any(item.touches(span) for span in companies):
        return None
    return item
