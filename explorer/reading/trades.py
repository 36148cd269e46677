"""What an article says that each of its companies is: "brewer Tollen", "Tollen, a Danish brewer", "Tollen Breweries"."""

import re
from collections.abc import Mapping, Sequence

from explorer.landscape.excerpts import Span
from explorer.reading.identities import Organisation

#: Words for one trade stand together, the one that names it first; in company names they have other forms.
_TRADES = """
carmaker automaker auto-maker car-maker manufacturer | motors motor automobiles automotive
airline carrier | airlines airways air aviation
bank lender | bank bancorp banco savings
insurer | insurance assurance life mutual
brewer brewery | brewing brewery breweries brewers
retailer grocer supermarket shop store chain | stores supermarkets retail foods
chipmaker chip-maker | semiconductor semiconductors microelectronics
drugmaker drug-maker | pharmaceuticals pharmaceutical pharma therapeutics biotech laboratories
steelmaker | steel
planemaker plane-maker aerospace | aircraft aerospace
shipbuilder shipyard yard | shipyard shipyards shipbuilding
broadcaster network channel station | television tv radio broadcasting
publisher newspaper paper magazine | press publishing books times herald tribune
studio | studios pictures entertainment films
developer | developments
operator telecom telco | telecom telecommunications mobile wireless telekom
utility | power electric gas water energy utilities
miner | mining minerals mines
oil-company driller refiner | oil petroleum petrol petroleo
railway railroad | railway railways railroad rail
exchange bourse | exchange bourse
fund investor | capital partners equity ventures investments
builder contractor | construction contractors builders
software-maker | software systems
supplier vendor |
distributor wholesaler | distributors wholesale
start-up startup |
landlord | properties estates
hotelier | hotels
foundry | foundry foundries
port | port ports
university college | university college
"""
_OF_WORD: dict[str, str] = {}
_OF_NAME: dict[str, str] = {}
for _line in filter(None, _TRADES.splitlines()):
    _said, _named = (_part.split() for _part in _line.split("|"))
    _OF_WORD |= dict.fromkeys(_said, _said[0])
    _OF_NAME |= dict.fromkeys(_named, _said[0])

#: Every word for a trade, as a pattern takes it.
WORDS = "|".join(sorted((word.replace("-", "[- ]") for word in _OF_WORD), key=lambda word: (-len(word), word)))
_BEFORE = re.compile(rf"\b({WORDS})(?: [Gg]iant)? $", re.IGNORECASE)
_AFTER = re.compile(rf"(?: ?\([^)]{{1,20}}\))?, (?:an?|the|one of the)(?: [\w'’-]+){{0,5}}? ({WORDS})\b", re.IGNORECASE)
_IS = re.compile(rf" (?:is|was) (?:an?|the)(?: [\w'’-]+){{0,4}}? ({WORDS})\b", re.IGNORECASE)


def trade(word: str) -> str:
    """Return the first word for the trade that a word names; an empty string where it names none."""
    low = word.lower().replace(" ", "-")
    return _OF_WORD.get(low, "")


def trades(text: str, orgs: Sequence[Organisation]) -> Mapping[str, frozenset[int]]:
    """Return which of the organisations an article calls each trade, by what stands beside their names or in them."""
    found: dict[str, set[int]] = {}
    for index, org in enumerate(orgs):
        told = {_OF_NAME[word] for word in re.split(r"\W+", org.name.lower()) if word in _OF_NAME}
        for mention in org.mentions:
            told |= _beside(text, mention.span)
        for name in told:
            found.setdefault(name, set()).add(index)
    return {name: frozenset(who) for name, who in found.items()}


def _beside(text: str, span: Span) -> set[str]:
    before = _BEFORE.search(text[max(0, span.start - 40) : span.start])
    after = text[span.end : span.end + 90]
    return {trade(match.group(1)) for match in (before, _AFTER.match(after), _IS.match(after)) if match}
