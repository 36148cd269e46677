"""Who plays which part around a word that tells of a deal: "buyer", "target", "seller", "giver", "taker" or just a party."""

from dataclasses import dataclass

from explorer.landscape.vocabulary import DealType
from explorer.reading.cues import Cue
from explorer.reading.phrases import PARTS, PREPOSITIONS, Item, Row, Slots, following, place_of
from explorer.reading.tellings import BARE

Role = tuple[Item, str]
EACH = "each"  # of several who deal with one, each for itself; no role of a party

_SHARES = frozenset("percent stake stakes shares half shareholding interest".split())
_ASIDE = frozenset("of by with a an the in to for and from".split())
_NOT_YET = frozenset("planned proposed failed rumoured rumored attempted related limited".split())
_PLANS = frozenset(
    "deal bid bids offer offers plan plans attempt attempts agreement proposal intention decision move effort efforts".split()
)
#: What is bought from a company and is no goods, but a part of it or a company by itself.
GOING_CONCERNS = frozenset(
    """stocks stores store shops chain supermarket supermarkets maker carmaker airline bank mine mines refinery shipyard
    newspaper newspapers magazine channel stations network studio hotel hotels plant plants factory factories
    company team site sites website patents
    portfolio""".split()
)
_APART = frozenset("unlike despite against over regarding concerning about on".split())
_NUMBERS = frozenset("two three four five six seven eight nine ten twelve dozen dozens several".split())
_JOINING = frozenset("and or but which that who last this next yesterday today earlier stores shares".split())
_SEVERAL = frozenset(
    """companies firms businesses brands banks suppliers rivals competitors retailers airlines start-ups startups makers
    manufacturers partners clients customers publishers carriers carmakers automakers operators broadcasters labels""".split()
)


@dataclass(frozen=True, slots=True)
class Roles:
    """The parties; `are_goods` says that what was bought or sold are things, not companies."""

    parties: tuple[Role, ...]
    are_goods: bool = False


def of_verb(row: Row, cue: Cue, at: int, told: Slots, who: Item | None, *, is_passive: bool) -> Roles | None:
    """Return who does what to whom, or None where less than two are told."""
    by = told.after("by")
    if who is None and cue.frame in ("takes", "sells", "gives", "puts"):
        who = _through_part(row, at)
    if cue.frame in ("takes", "sells", "joins") and (planner := _planner(row, at)):
        who = planner
    match cue.frame:
        case "takes":
            return _takes(row, at, told, who, by, is_passive)
        case "sells":
            return _sells(told, who, by, is_passive)
        case "joins":
            return _joins(row, at, told, who)
        case "gives":
            return _gives(row, at, cue, told, who, by, is_passive)
        case "gets":
            return _both((who, ""), (told.after("from"), "seller"))
        case "raises":
            backers = [told.after(word) for word in ("from", "by", "including", "as")]
            named = [item for item in (*backers, None if any(backers) else told.direct) if item]
            return _both(*((item, "buyer") for item in named[:1]), (who, "target"), *((item, "buyer") for item in named[1:]))
        case "backs":
            return _both((by, "buyer"), (who, "target")) if is_passive else _both((who, "buyer"), (told.direct, "target"))
        case "becomes":
            return _both((told.after("of"), "buyer"), (who, "target"))
        case "pays":
            return _both((who, "buyer"), (told.after("for"), "target"), (told.direct, "seller"))
        case "wins":
            return _both((told.after("from", "by", "with"), "taker"), (who, "giver"))
        case "puts":
            return _both((who, "buyer"), (told.after("in", "into", "for"), "target"))
        case "awards":
            if is_passive:
                return _both((by, "taker"), (who, "giver"))
            return _both((who, "taker"), (told.direct or told.after("to"), "giver"))
    return _owns(row, at, told, who, by, is_passive)


def of_noun(row: Row, cue: Cue, at: int, told: Slots, who: Item | None) -> Roles | None:
    """Return whose it is and with whom, or None where less than two are told."""
    possessor, compound = before_noun(row, at)
    by, of = told.after("by"), told.after("of", "for")
    match cue.frame:
        case "takes" | "bids":
            return _taking(row, at, told, who, possessor, compound)
        case "share":
            target = told.after("in") or compound or (of if row.low(at).startswith("stake") else None)
            return _both((by or possessor or who, "buyer"), (target, "target"), (told.after("from"), "seller"))
        case "sells":
            doer = who if row.low(at - 1) in ("the", "a", "proposed", "planned") else None
            return _both((by or possessor or doer, "seller"), (told.after("to"), "buyer"), (of, "target"))
        case "lends":
            lender = told.after("from") or by
            if lender:
                return _both((lender, "buyer"), (told.after("to") or possessor or who, "target"))
            return _both((possessor or who, "buyer"), (told.after("to"), "target"))
        case "holder":
            return _both((who or told.direct, "buyer"), (possessor or told.after("of", "in"), "target"))
        case "partner":
            is_joined = row.low(at - 1) in ("and", "with")
            return None if is_joined else _both((who, "giver"), (told.after("of", "to", "for"), "taker"))
        case "clients":
            named = told.after("including", "as") or (
                told.direct if {"include", "includes", "included", "are"} & set(told.words[:3]) else None
            )
            return _both((possessor or compound or told.after("of") or who, "giver"), (named, "taker"))
        case "backers":
            named = told.after("including", "as", "led", "by") or told.direct
            return _both((named, "buyer"), (possessor or compound or told.after("in", "of", "for") or who or row.topic, "target"))
    return _joined(row, at, told, possessor, compound, who)


def before_noun(row: Row, at: int) -> tuple[Item | None, Item | None]:
    """Whose it is ("Google's planned purchase") and what stands glued before it ("the Ford-Volkswagen alliance")."""
    for i in range(at - 1, max(-1, at - 7), -1):
        item = row.items[i]
        if item.companies:
            return (item, None) if item.is_owner else (None, item if at - i <= 3 else None)
        if (not item.low[:1].isalnum() and item.low[:1] not in "$€£") or item.low in _ASIDE:
            return None, None
        if item.low.endswith("ed") and item.low not in _NOT_YET:
            return None, None
    return None, None


def both(*slots: tuple[Item | None, str]) -> tuple[Role, ...] | None:
    """Return the filled slots when the first two are filled."""
    if slots[0][0] is None or slots[1][0] is None:
        return None
    return tuple((item, role) for item, role in slots if item is not None)


def _both(*slots: tuple[Item | None, str]) -> Roles | None:
    parties = both(*slots) if len(slots) > 1 else None
    return Roles(parties) if parties else None


def _through_part(row: Row, at: int) -> Item | None:
    """Whose part stands as subject: "the assets of Acme were", "Acme's trading unit has"."""
    for i in range(at - 1, max(-1, at - 9), -1):
        item = row.items[i]
        if item.companies:
            between = set(row.lows(i + 1, at).split()) if item.is_owner else set(row.lows(i - 5, i).split())
            is_of = item.is_owner or row.low(i - 1) == "of" or (row.low(i - 1) == "the" and row.low(i - 2) == "of")
            return item._replace(is_owner=False) if is_of and item.sure > 0.7 and PARTS & between else None
    return None


def _planner(row: Row, at: int) -> Item | None:
    """Whose plan it is: "Acme's bid to buy", "its plan to"."""
    if row.low(at - 1) != "to" or row.low(at - 2) not in _PLANS:
        return None
    owner = next((row.items[i] for i in range(at - 3, max(-1, at - 6), -1) if row.items[i].companies), None)
    return owner._replace(is_owner=False) if owner is not None and owner.is_owner else None


def _takes(row: Row, at: int, told: Slots, who: Item | None, by: Item | None, is_passive: bool) -> Roles | None:
    if is_passive:
        before = row.items[at - 1] if at and row.items[at - 1].companies else None
        return _both((by, "buyer"), (who or before or row.topic, "target"), (told.after("from"), "seller"))
    if told.direct and _names_goods(row, at, told.direct):
        goods = both((who, "buyer"), (told.direct, "seller"))
        return Roles(goods, are_goods=True) if goods else None
    if not told.direct and told.owner and _names_goods(row, at, told.owner):
        goods = both((who, "buyer"), (told.owner, "seller"))
        return Roles(goods, are_goods=True) if goods else None
    target = told.direct or told.owner or _before_which(row, at) or _listed(told)
    if target is None and (seller := told.after("from")):
        parties = both((who, "buyer"), (seller, "seller"))
        are_goods = not (PARTS | GOING_CONCERNS) & set(told.words) and row.low(at)[:3] in ("buy", "bou", "pur")
        return Roles(parties, are_goods) if parties else None
    return _both((who, "buyer"), (target, "target"), (told.after("from"), "seller"), (told.owner, "seller"))


def _before_which(row: Row, at: int) -> Item | None:
    """Whom a clause is about that says who bought it: "Acme, which Widget bought in 1999"."""
    for i in range(at - 1, max(0, at - 7), -1):
        if row.low(i) in ("which", "that", "whom"):
            before = row.items[i - 2] if row.low(i - 1) == "," and i > 1 else row.items[i - 1]
            is_other = any(item.companies and item.companies != before.companies for item in row.items[i + 1 : at])
            return before._replace(is_owner=False) if before.companies and is_other else None
        if row.low(i) in (",", ";"):
            return None
    return None


def _names_goods(row: Row, at: int, item: Item) -> bool:
    """Tell "bought twelve Acme tractors" from "bought Acme": a number before the name and a noun after it."""
    place = place_of(row, item, at)
    after = row.low(place + 1)
    is_counted = any(row.low(i).isdigit() or row.low(i) in _NUMBERS for i in range(at + 1, place))
    return is_counted and after.isalpha() and after not in PREPOSITIONS and after not in _JOINING


def _sells(told: Slots, who: Item | None, by: Item | None, is_passive: bool) -> Roles | None:
    if is_passive:
        return _both((told.after("to"), "buyer"), (who, "target"), (by, "seller"))
    target = told.direct or told.after("in", "of") or told.owner
    buyer = told.after("to") or (_listed(told) if "to" in told.words else None)
    if target is not None and buyer is None:
        return _both((who, "seller"), (target, "target"))
    are_goods = target is None and not (PARTS | GOING_CONCERNS) & set(told.words)
    if are_goods and "and" in told.words:
        return None
    parties = both((who, "seller"), (buyer, "buyer"), (target, "target"))
    return Roles(parties, are_goods) if parties else None


def _listed(told: Slots) -> Item | None:
    """Return those that several companies are said to be: "several airlines, including Acme and Widget"."""
    return told.after("including", "as") if _SEVERAL & set(told.words) else None


def _joins(row: Row, at: int, told: Slots, who: Item | None) -> Roles | None:
    between = told.after("between", "among")
    if "with" in told.words and told.after("with") is None and (each := _listed(told)):
        return _both((who, ""), (each, EACH))
    other = told.after("with", "into") or between or told.direct
    if other is None and who is not None and len(who.companies) > 1 and who.sure > 0.6 and "with" not in told.words:
        return Roles(((who, ""),))
    if other is not None and len(other.companies) > 1 and who is None and (other is between or other is told.direct):
        return Roles(((other, ""),))
    return _both((who or (following(row, other, at) if other else None), ""), (other, ""))


def _gives(row: Row, at: int, cue: Cue, told: Slots, who: Item | None, by: Item | None, is_passive: bool) -> Roles | None:
    if is_passive:
        taker = told.after("to", "for") or who
        return _both((by or told.after("from"), "giver"), (taker, "taker"))
    if cue.type in (DealType.LICENCE, DealType.DISTRIBUTION) and (source := told.after("from") or told.owner):
        return _both((source, "giver"), (who, "taker"))
    if cue.type is DealType.MANUFACTURING and told.owner and row.low(at)[:4] not in ("make", "made", "maki"):
        return _both((who, "giver"), (told.owner, "taker"))
    is_direct = "with" in told.words or cue.type is DealType.SUPPLY
    return _both((who, "giver"), (told.after("to", "for") or (told.direct if is_direct else None), "taker"))


def _owns(row: Row, at: int, told: Slots, who: Item | None, by: Item | None, is_passive: bool) -> Roles | None:
    near = row.lows(at - 4, at).split() if is_passive else told.words[:8]
    is_shared = is_passive and by is not None and len(by.companies) > 1
    if not is_shared and not any(word.endswith("%") or word in _SHARES for word in (*near, *told.words[:8])):
        return None
    if is_passive:
        return _both((by, "buyer"), (who or _described(row, at), "target"))
    target = told.direct
    if target is not None and row.low(place_of(row, target, at) - 1) not in ("of", "in", "the"):
        target = None
    return _both((who, "buyer"), (target or told.after("of", "in"), "target"))


def _described(row: Row, at: int) -> Item | None:
    """Whom an aside is about: "Acme, which is 70% owned by", "Acme, a maker of tyres owned by"."""
    comma = next((i for i in range(at - 1, max(0, at - 9), -1) if row.low(i) == ","), 0)
    before = row.items[comma - 1] if comma else None
    return before._replace(is_owner=False) if before is not None and before.companies else None


def _taking(row: Row, at: int, told: Slots, who: Item | None, possessor: Item | None, compound: Item | None) -> Roles | None:
    by, of = told.after("by"), told.after("of", "for")
    if of is None and {"ownership", *_SHARES} & set(told.words[:6]):
        of = told.after("in")
    if of is None and row.low(at).endswith("s") and told.words[:1] in (("such",), ("including",), ("like",)):
        of = told.after("as", "including", "like")  # "its acquisitions such as Acme and Widget"
    if possessor and by:
        return _both((by, "buyer"), (possessor, "target"))
    if of and len(of.companies) > 1 and not (by or possessor):
        return _both((who, "buyer"), (of, "target"))
    buyer = (
        by
        or possessor
        or told.after("from")
        or (None if row.low(at - 1) in _APART or row.low(at - 2) in _APART else who)
        or row.topic
    )
    is_for_things = "for" in told.words and told.words[told.words.index("for") + 1 :][:1] in (("the",), ("a",), ("its",), ("an",))
    is_offered = possessor is None and not is_for_things and (by or told.after("from")) is not None
    target = of or compound or (possessor if by or who else None) or (who if is_offered else None)
    return (
        _both((buyer, "buyer"), (target, "target"))
        or _both((who, "buyer"), (compound, "target"))
        or _both((by, "buyer"), (told.after("from"), "seller"))
    )


def _joined(row: Row, at: int, told: Slots, possessor: Item | None, compound: Item | None, who: Item | None) -> Roles | None:
    follows = row.items[at + 2] if at + 2 < len(row.items) and row.low(at + 1) in ("that", "which") else None
    within = told.after("between", "among")
    if within is None and row.low(at) not in BARE and "of" in told.words[: 1 if row.low(at) != "merger" else 4]:
        within = told.after("of") or (told.direct if _SEVERAL & set(told.words) else None)
    for several in (follows, within, compound, possessor):
        if several and len(several.companies) > 1:
            return Roles(((several, ""),))
    if compound and who and len(who.companies) > 1 and row.low(at) in ("alliance", "consortium", "group"):
        return Roles(((who, ""),))  # members of an alliance that bears a name
    other = told.after("with") or (told.after("from", "by") if row.low(at).startswith(("contract", "licen", "order")) else None)
    if other is None and "with" in told.words and (each := _listed(told)):
        return _both((possessor or who, ""), (each, EACH))
    if other:
        mine = possessor or compound or who or within
        return _both((mine or following(row, other, at) or row.topic, ""), (other, ""))
    if within and (possessor or who):
        return _both((possessor or who, ""), (within, ""))
    if compound and who and who.companies != compound.companies:
        return _both((who, ""), (compound, ""))
    is_told = who is not None and len(who.companies) > 1 and who.sure > 0.6 and "with" not in told.words
    return Roles(((who, ""),)) if who is not None and is_told else None
