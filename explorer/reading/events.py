"""From a sentence to the tellings of deals in it: a verb or noun, the companies around it, and how real it is."""

import re
from dataclasses import replace

from explorer.landscape.excerpts import Span
from explorer.landscape.vocabulary import DealType, Reality, Stage
from explorer.reading.cues import Cue, Cues
from explorer.reading.phrases import Row, place_of, slots, subject
from explorer.reading.roles import EACH, Roles, before_noun, both, of_noun, of_verb
from explorer.reading.stages import Standing, standing
from explorer.reading.tellings import BARE, SIGNING, Event

_BE = frozenset("is are was were be been being gets got".split())
_IRREGULAR = frozenset("bought sold taken built made held owned".split())
_ABOUT = re.compile(
    r"\b(?:to|about|on|over|for|of) (?:@ )?(?:possibly |potentially |a |the )*(?:buy|acquir|purchas|take over|takeover|merg)\w*"
)
_SIGNED = frozenset("signed signs inked struck reached reaches clinched sealed".split())
_ORDERS = frozenset("order orders ordered ordering".split())
_BETWEEN_TO = frozenset("also either both not further again then first co".split())
_HAVE = frozenset("has have had is are was were".split())
_DELIVERED = frozenset((DealType.SUPPLY, DealType.MANUFACTURING))
_OWNING = frozenset((DealType.ACQUISITION, DealType.MERGER, DealType.EQUITY_STAKE, DealType.DIVESTITURE))
_PART = re.compile(r"\b(?:stakes?|shares|minority|percent|interest)\b|%")
_MOST = re.compile(r"\b(?:[5-9]\d(?:\.\d+)?|100) ?(?:%|percent)|\b(?:majority|controlling) (?:stake|interest|share)")
_SUM = re.compile(r"[$€£]|\b(?:million|billion)\b")
_MAKES = frozenset("make makes made making produce produces produced producing built build".split())
_FRIENDS = frozenset("partner partners ally allies".split())
_ALSO_VERBS = frozenset("offer bid bids purchase contract deal deals license licence licenses stake".split())
_BEFORE_VERBS = frozenset("to will would can could may might must they we you who which not also and n't".split())
_PRESENT_IS_FACT = frozenset(("owns", "share"))


def _of_sort(how: Standing, kind: DealType, word: str, *, stage: str = "") -> Standing:
    """To sign is done, to agree to buy is yet to be done; what is ordered is yet to be delivered; who bids for a contract may not
    get it. `stage` is what the word itself says: "bid".
    """
    if stage and how.stage in (Stage.IN_FORCE, Stage.SIGNED):
        how = Standing(Stage(stage), Reality.INTENDED, word)
    if how.stage is Stage.INTENDED and kind not in _OWNING and "bid" in how.words:
        return replace(how, reality=Reality.POSSIBLE)
    if how.stage is Stage.SIGNED and kind not in _OWNING and _SIGNED & set(how.words.split()):
        return replace(how, reality=Reality.AGREED if kind in _DELIVERED else Reality.DONE)
    if how.stage is Stage.IN_FORCE and word in _ORDERS and kind is DealType.SUPPLY:
        return replace(how, stage=Stage.SIGNED, reality=Reality.AGREED)
    return how


def events(row: Row, cues: Cues, text: str) -> list[Event]:
    """Return every telling of a deal in a sentence."""
    if cues.by_form.keys().isdisjoint([item.low for item in row.items]):
        return []
    return _Reader(row, cues, text).read()


def _apart(event: Event) -> list[Event]:
    """Return one telling for each of those who were bought, served or dealt with one by one: they deal not with each other."""
    is_of_goods = event.types[0] is DealType.SUPPLY  # who buys a company together is a party beside the others
    for role in ("target", "taker", "giver", EACH, *(("buyer", "seller") if is_of_goods else ())):
        several = [company for company, its in zip(event.companies, event.roles, strict=True) if its == role]
        if len(several) > 1:
            break
    else:
        several = [-1]
    out: list[Event] = []
    for one in several:
        kept = [(c, r) for c, r in zip(event.companies, event.roles, strict=True) if c not in several or c == one]
        if len(kept) > 1 or not event.companies:
            roles = tuple("" if r == EACH else r for _, r in kept)
            out.append(replace(event, companies=tuple(c for c, _ in kept), roles=roles))
    return out


def clause(row: Row, text: str) -> Span:
    """Return the sentence without its sign at the end: what states the deal."""
    sentence = row.line.sentence.span
    end = sentence.end
    while end > sentence.start + 1 and text[end - 1] in '.!"”’ ':
        end -= 1
    return Span(sentence.start, end)


def standing_at(row: Row, at: int, text: str, cues: Cues, kind: DealType) -> Standing:
    """Return how far a deal of some kind has come, as the words around a word of its sentence tell it."""
    reader = _Reader(row, cues, text)
    form = row.low(at)
    is_verb = form in cues.verbs
    naming = [cue for cue in cues.by_form.get(form, ()) if cue.type in (kind, DealType.ALLIANCE) and form not in _HAVE]
    names_it = bool(naming)
    how = reader.standing(
        at,
        is_infinitive=is_verb and _follows_to(row, at) and not reader.is_passive(at, form),
        is_past=not is_verb or form.endswith(("ed", "s")) or form in _IRREGULAR or form in ("took", "held"),
        is_verb=is_verb and names_it,
        is_vague=not names_it,
    )
    return _of_sort(how, kind, form, stage=naming[0].stage if naming else "")


def _follows_to(row: Row, at: int) -> bool:
    """Tell "to buy" and "to jointly buy" from "to long-term partner"."""
    before = row.low(at - 1)
    return before == "to" or (row.low(at - 2) == "to" and (before.endswith("ly") or before in _BETWEEN_TO))


class _Reader:
    def __init__(self, row: Row, cues: Cues, text: str) -> None:
        self._row = row
        self._cues = cues
        self._text = text
        self._low = text[row.line.sentence.span.start : row.line.sentence.span.end].lower().replace("’", "'")
        self._is_question = self._low.rstrip("\"'”’) ").endswith("?")

    def read(self) -> list[Event]:
        """Look at every word of the sentence."""
        found: list[Event] = []
        for at, item in enumerate(self._row.items):
            for cue in self._cues.by_form.get(item.low, ()):
                event = self._verb(at, cue) if cue.is_verb else self._noun(at, cue)
                if event:
                    found += _apart(event)
                    break
        return found

    def _verb(self, at: int, cue: Cue) -> Event | None:
        row = self._row
        before, form = row.low(at - 1), row.low(at)
        if form in _FRIENDS and row.items[at + 1 : at + 2] and row.items[at + 1].companies:
            return self._friend(cue, at)
        if (
            before in ("the", "a", "an", "its", "their", "this")
            or (before == "of" and not form.endswith("ing"))
            or (row.items[at - 1].is_owner if at else False)
        ):
            return None
        reach = 18 if cue.frame == "raises" else 9
        around = {row.low(i) for i in range(max(0, at - 2), min(len(row.items), at + reach))}
        if (cue.phrase and not cue.phrase & around) or (cue.only and not cue.only & around):
            return None
        told = slots(row, at)
        is_passive = self.is_passive(at, form)
        who = subject(row, at, deal_verbs=self._cues.verbs)
        roles = of_verb(row, cue, at, told, who, is_passive=is_passive)
        if roles and who and len({company for item, _ in roles.parties for company in item.companies}) < 2:
            first = place_of(row, who, at)
            roles = of_verb(row, cue, at, told, subject(row, first, deal_verbs=self._cues.verbs), is_passive=is_passive)
        if roles is None or (cue.frame == "gives" and form in _MAKES and not self._makes_goods(at, is_passive)):
            return None
        infinitive = _follows_to(row, at)
        is_past = form.endswith("ed") or form in _IRREGULAR or form in ("took", "held")
        event = self._event(cue, at, roles, is_infinitive=infinitive and not is_passive, is_past=is_past or form.endswith("s"))
        if (
            event
            and not is_past
            and cue.type in _OWNING
            and event.standing.stage is Stage.IN_FORCE
            and cue.frame not in _PRESENT_IS_FACT
        ):
            return replace(event, standing=replace(event.standing, is_weak=True))  # "Acme buys Widget": as headlines put it
        return event

    def _makes_goods(self, at: int, is_passive: bool) -> bool:
        """Tell "made parts for Acme" from "made a bid for Acme", and "was made by" from "phones made by Acme"."""
        if is_passive:
            return any(item.companies for item in self._row.items[max(0, at - (4 if self._row.low(at - 1) in _BE else 1)) : at])
        return not any(
            cue and not cue[0].is_verb for i in range(at + 1, at + 6) if (cue := self._cues.by_form.get(self._row.low(i)))
        )

    def _friend(self, cue: Cue, at: int) -> Event | None:
        """ "Acme and its partner Widget": no telling of a step, but of an alliance that stands."""
        possessor, _ = before_noun(self._row, at)
        parties = both((possessor or subject(self._row, at), ""), (self._row.items[at + 1], ""))
        event = self._event(cue, at, Roles(parties), is_infinitive=False, is_past=True) if parties else None
        return event and replace(event, standing=Standing(Stage.IN_FORCE, Reality.DONE, event.word, is_weak=True))

    def _noun(self, at: int, cue: Cue) -> Event | None:
        row = self._row
        before = row.items[at - 1] if at else None
        if (
            row.low(at) == "union"
            and before
            and before.low in ("labor", "labour", "trade", "credit", "customs", "teachers", "workers")
        ):
            return None
        if row.low(at) in _ALSO_VERBS and before and ((before.companies and not before.is_owner) or before.low in _BEFORE_VERBS):
            return None
        if row.low(at) == "order" and row.low(at - 1) == "in" and row.low(at + 1) in ("to", "for", "that"):
            return None
        told = slots(row, at, is_noun=True, reach=18)
        who = subject(row, at, deal_verbs=frozenset())
        roles = of_noun(row, cue, at, told, who)
        if roles is None and cue.frame in ("partner", "clients", "backers"):
            return None
        if cue.only and not cue.only & {row.low(i) for i in range(max(0, at - 3), at)}:
            return None
        if roles is None:
            return self._back(cue, at)
        return self._event(cue, at, roles, is_infinitive=False, is_past=True)

    def _back(self, cue: Cue, at: int) -> Event | None:
        """A telling that names no companies but refers to a deal told before: "this union", "the official deal"."""
        for i in range(at - 1, max(-1, at - 5), -1):
            low = self._row.low(i)
            if low in ("the", "this", "that", "its", "their"):
                break
            if not low[:1].isalpha() or low in ("of", "a", "an", "any", "no", "and", "in", "with", "for", "to", "by"):
                return None
        else:
            return None
        if self._is_question or cue.frame in ("share", "sells"):
            return None
        return self._told(cue, at, (), (), 0.45, is_infinitive=False, is_past=True)

    def is_passive(self, at: int, form: str) -> bool:
        """Say whether something is done to the subject."""
        row = self._row
        if not (form.endswith("ed") or form in _IRREGULAR):
            return False
        for i in range(at - 1, max(-1, at - 4), -1):
            low = row.low(i)
            if low in _BE:
                return True
            if low in ("has", "have", "had") or row.items[i].companies:
                break
        after = [row.low(i) for i in range(at + 1, at + 4)]
        return "by" in after[:2] and (
            row.low(at - 1) in (",", "company", "unit", "firm")
            or bool(at and row.items[at - 1].companies)
            or row.low(at - 1).isalpha()
        )

    def _types(self, cue: Cue, at: int) -> tuple[DealType, ...]:
        if cue.is_verb and self._row.low(at) in SIGNING and (signed := self._of_what_is_signed(at)):
            return signed
        if self._row.low(at) in BARE and (about := _ABOUT.search(self._row.lows(at + 1, at + 9))):
            return (DealType.MERGER if "merg" in about.group() else DealType.ACQUISITION,)
        if cue.is_verb or cue.frame != "joins" or cue.type in (DealType.MERGER, DealType.LICENCE):
            return self._plain_types(cue, at)
        if self._row.low(at) in BARE and (purpose := self._cues.purpose(self._row.lows(at + 1, at + 14))):
            return (purpose, cue.type)
        before = self._row.lows(at - 4, at).split()
        found = [
            kind
            for word, kind in self._cues.modifiers.items()
            if word in before or (" " in word and word in self._row.lows(at - 4, at + 1))
        ]
        if "joint" in before and self._row.low(at).startswith("venture"):
            found.insert(0, DealType.JOINT_VENTURE)
        elif cue.type is DealType.JOINT_VENTURE and self._row.low(at).startswith("venture"):
            found.append(DealType.ALLIANCE)
        kinds = tuple(dict.fromkeys(found))
        if (
            self._row.low(at) in ("alliance", "partnership", "collaboration", "cooperation", "tie-up", "union")
            and DealType.ALLIANCE not in kinds
        ):
            kinds = (DealType.ALLIANCE, *kinds) if DealType.JOINT_VENTURE not in kinds else kinds
        return kinds or (cue.type,)

    def _of_what_is_signed(self, at: int) -> tuple[DealType, ...]:
        """What the noun says that is signed: "signed a licensing agreement with", "signed a firm order with"."""
        for i in range(at + 1, min(at + 9, len(self._row.items))):
            if self._row.items[i].companies:
                break
            cues = self._cues.by_form.get(self._row.low(i), ())
            if noun := next((cue for cue in cues if not (cue.is_verb or cue.only) and cue.frame == "joins"), None):
                return self._types(noun, i)
        return ()

    def standing(self, at: int, *, is_infinitive: bool, is_past: bool, is_verb: bool, is_vague: bool = False) -> Standing:
        """Return how far the deal has come that the word at `at` names."""
        item = self._row.items[at]
        cut = item.start - self._row.line.sentence.span.start
        return standing(
            self._low[:cut],
            item.low,
            self._low[item.end - self._row.line.sentence.span.start :],
            is_question=self._is_question,
            is_past=is_past,
            is_infinitive=is_infinitive,
            is_verb=is_verb,
            is_vague=is_vague,
        )

    def _plain_types(self, cue: Cue, at: int) -> tuple[DealType, ...]:
        """What a word says by itself, a part of a company or money put in set right."""
        near = self._row.lows(at, at + 12)
        if cue.frame in ("takes", "owns", "share", "pays") and cue.type in (DealType.ACQUISITION, DealType.EQUITY_STAKE):
            is_part = _PART.search(self._row.lows(at, at + 7)) is not None or cue.type is DealType.EQUITY_STAKE
            if cue.frame != "owns" and is_part and _MOST.search(self._row.lows(at - 6, at + 12) if cue.frame == "share" else near):
                return (DealType.ACQUISITION, DealType.EQUITY_STAKE)
            return (DealType.EQUITY_STAKE,) if is_part else (cue.type,)
        if cue.frame in ("puts", "raises") and cue.type is DealType.EQUITY_STAKE and _SUM.search(near):
            return (DealType.FUNDING, DealType.EQUITY_STAKE)
        if cue.frame == "wins" and {"order", "orders"} & set(self._row.lows(at, at + 6).split()):
            return (DealType.SUPPLY,)
        if cue.frame == "sells" and " to @" in near:
            return (DealType.ACQUISITION, DealType.DIVESTITURE)
        return (cue.type,)

    def _event(self, cue: Cue, at: int, roles: Roles, *, is_infinitive: bool, is_past: bool) -> Event | None:
        companies: list[int] = []
        names: list[str] = []
        for item, role in roles.parties:
            for company in item.companies:
                if company not in companies:
                    companies.append(company)
                    names.append(role)
        if len(companies) < 2:
            return None
        sure = min(entry.sure for entry, _ in roles.parties) * (0.9 if cue.is_verb else 0.85)
        event = self._told(cue, at, tuple(companies), tuple(names), sure, is_infinitive=is_infinitive, is_past=is_past)
        if roles.are_goods:
            return replace(event, types=(DealType.SUPPLY,))
        if event.types == (DealType.DIVESTITURE,) and {"buyer", "target"} <= set(names):
            return replace(event, types=(DealType.ACQUISITION, DealType.DIVESTITURE))  # who sells is left open, who buys is told
        return event

    def _told(
        self,
        cue: Cue,
        at: int,
        companies: tuple[int, ...],
        roles: tuple[str, ...],
        sure: float,
        *,
        is_infinitive: bool,
        is_past: bool,
    ) -> Event:
        item = self._row.items[at]
        how = self.standing(at, is_infinitive=is_infinitive, is_past=is_past, is_verb=cue.is_verb and is_past)
        word = "order" if cue.frame == "wins" and _ORDERS & set(self._row.lows(at, at + 6).split()) else item.low
        how = _of_sort(how, self._types(cue, at)[0], word, stage=cue.stage)
        if cue.frame in _PRESENT_IS_FACT and how.stage is Stage.SIGNED:
            how = Standing(Stage.IN_FORCE, Reality.DONE, item.low)
        rule = f"{cue.frame} {'verb' if cue.is_verb else 'noun'}"
        return Event(
            self._types(cue, at),
            companies,
            roles,
            how,
            Span(item.start, item.end),
            clause(self._row, self._text),
            self._row.line.number,
            rule if companies else f"{rule}, referring back",
            round(sure, 2),
            item.low,
        )
