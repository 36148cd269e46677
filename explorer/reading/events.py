"""From a sentence to the tellings of deals in it: a verb or noun, the companies around it, and how real it is."""

import re
from dataclasses import replace

from explorer.landscape.excerpts import Span
from explorer.landscape.vocabulary import DealType, Reality, Stage
from explorer.reading.cues import Cue, Cues
from explorer.reading.phrases import Item, Row, Slots, slots, subject
from explorer.reading.stages import Standing, standing
from explorer.reading.tellings import BARE, Event

_BE = frozenset("is are was were be been being gets got".split())
_IRREGULAR = frozenset("bought sold taken built made held owned".split())
_PARTS = frozenset(
    """stake stakes unit units business businesses division divisions shares share assets operations subsidiary arm brand
    brands rights half interest""".split()
)
_ABOUT = re.compile(
    r"\b(?:to|about|on|over|for|of) (?:@ )?(?:possibly |potentially |a |the )*(?:buy|acquir|purchas|take over|takeover|merg)\w*"
)
_FRIENDS = frozenset("partner partners ally allies".split())
_ALSO_VERBS = frozenset("offer bid bids purchase contract deal deals license licence licenses stake".split())
_BEFORE_VERBS = frozenset("to will would can could may might must they we you who which not also and n't".split())
_PRESENT_IS_FACT = frozenset(("owns", "share"))


def events(row: Row, cues: Cues, text: str) -> list[Event]:
    """Return every telling of a deal in a sentence."""
    return _Reader(row, cues, text).read()


class _Reader:
    def __init__(self, row: Row, cues: Cues, text: str) -> None:
        self._row = row
        self._cues = cues
        self._text = text
        self._low = text[row.line.sentence.span.start : row.line.sentence.span.end].lower().replace("’", "'")
        self._goods = False  # what was bought or sold are things, not companies
        self._is_question = self._low.rstrip("\"'”’) ").endswith("?")

    def read(self) -> list[Event]:
        """Look at every word of the sentence."""
        found: list[Event] = []
        for at, item in enumerate(self._row.items):
            for cue in self._cues.by_form.get(item.low, ()):
                event = self._verb(at, cue) if cue.is_verb else self._noun(at, cue)
                if event:
                    found.append(event)
                    break
        return found

    def _verb(self, at: int, cue: Cue) -> Event | None:
        row = self._row
        self._goods = False
        before, form = row.low(at - 1), row.low(at)
        if before in ("the", "a", "an", "its", "their", "this", "of") or (row.items[at - 1].is_owner if at else False):
            return None
        around = {row.low(i) for i in range(max(0, at - 2), min(len(row.items), at + 9))}
        if (cue.phrase and not cue.phrase & around) or (cue.only and not cue.only & around):
            return None
        told = slots(row, at)
        if form in _FRIENDS and row.items[at + 1 : at + 2] and row.items[at + 1].companies:
            return self._friend(cue, at, told)
        is_passive = self._is_passive(at, form)
        who = subject(row, at, deal_verbs=self._cues.verbs)
        roles = self._roles_of_verb(cue, at, told, who, is_passive)
        if roles is None:
            return None
        infinitive = before == "to" or row.low(at - 2) == "to"
        is_past = form.endswith("ed") or form in _IRREGULAR or form in ("took", "held")
        return self._event(cue, at, roles, told, is_infinitive=infinitive and not is_passive, is_past=is_past or form.endswith("s"))

    def _friend(self, cue: Cue, at: int, told: Slots) -> Event | None:
        """ "Acme and its partner Widget": no telling of a step, but of an alliance that stands."""
        possessor, _ = self._before_noun(at)
        roles = _both((possessor or subject(self._row, at), ""), (self._row.items[at + 1], ""))
        event = self._event(cue, at, roles, told, is_infinitive=False, is_past=True) if roles else None
        return event and replace(event, standing=Standing(Stage.IN_FORCE, Reality.DONE, event.word, is_weak=True))

    def _roles_of_verb(self, cue: Cue, at: int, told: Slots, who: Item | None, is_passive: bool) -> list[tuple[Item, str]] | None:
        by = told.after("by")
        if cue.frame == "takes":
            if is_passive:
                return _both((by, "buyer"), (who or self._noun_before(at), "target"), (told.after("from"), "seller"))
            target = told.direct or told.owner
            if target is None and (seller := told.after("from")):
                self._goods = not _PARTS & set(told.words) and self._row.low(at)[:3] in ("buy", "bou", "pur")
                return _both((who, "buyer"), (seller, "seller"))
            return _both((who, "buyer"), (target, "target"), (told.after("from"), "seller"), (told.owner, "seller"))
        if cue.frame == "sells":
            if is_passive:
                return _both((told.after("to"), "buyer"), (who, "target"), (by, "seller"))
            target = told.direct or told.after("in", "of")
            if target is not None and told.after("to") is None:
                return _both((who, "seller"), (target, "target"))
            self._goods = target is None and not _PARTS & set(told.words)
            if self._goods and "and" in told.words:
                return None
            return _both((who, "seller"), (told.after("to"), "buyer"), (target, "target"))
        if cue.frame == "joins":
            return self._joined(told.direct if told.direct else None, told, who)
        if cue.frame == "gives":
            return self._gives(cue, told, who, by, is_passive)
        if cue.frame == "gets":
            return _both((who, ""), (told.after("from"), "seller"))
        if cue.frame == "raises":
            return _both((told.after("from", "by", "including", "as") or told.direct, "buyer"), (who, "target"))
        if cue.frame == "puts":
            return _both((who, "buyer"), (told.after("in", "into", "for"), "target"))
        return self._owns(told, who, by, is_passive)

    def _joined(self, direct: Item | None, told: Slots, who: Item | None) -> list[tuple[Item, str]] | None:
        other = told.after("with", "into", "between", "among") or direct
        if other is None and who is not None and len(who.companies) > 1 and who.sure > 0.6 and "with" not in told.words:
            return [(who, "")]
        if other is not None and len(other.companies) > 1 and who is None:
            return [(other, "")]
        return _both((who, ""), (other, ""))

    def _gives(self, cue: Cue, told: Slots, who: Item | None, by: Item | None, is_passive: bool) -> list[tuple[Item, str]] | None:
        if is_passive:
            taker = told.after("to", "for") or who
            return _both((by or told.after("from"), "giver"), (taker, "taker"))
        if cue.type is DealType.LICENCE and (source := told.after("from")):
            return _both((source, "giver"), (who, "taker"))
        return _both((who, "giver"), (told.after("to", "for") or (told.direct if "with" in told.words else None), "taker"))

    def _owns(self, told: Slots, who: Item | None, by: Item | None, is_passive: bool) -> list[tuple[Item, str]] | None:
        if not any(
            word.endswith("%") or word in ("percent", "stake", "stakes", "shares", "half", "shareholding", "interest")
            for word in told.words[:8]
        ):
            return None
        if is_passive:
            return _both((by, "buyer"), (who, "target"))
        target = told.direct
        if target is not None and self._row.low(self._row.items.index(target) - 1) not in ("of", "in", "the"):
            target = None
        return _both((who, "buyer"), (target or told.after("of", "in"), "target"))

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
        told = slots(row, at, is_noun=True, reach=18)
        possessor, compound = self._before_noun(at)
        who = subject(row, at, deal_verbs=frozenset())
        by, of = told.after("by"), told.after("of", "for")
        roles: list[tuple[Item, str]] | None = None
        if cue.frame in ("takes", "bids"):
            if possessor and by:
                roles = _both((by, "buyer"), (possessor, "target"))
            elif of and len(of.companies) > 1 and not (by or possessor):
                roles = _both((who, "buyer"), (of, "target"))
            else:
                roles = _both(
                    (by or possessor or told.after("from") or who, "buyer"),
                    (of or compound or (possessor if by or who else None), "target"),
                )
                if roles is None and compound and who:
                    roles = _both((who, "buyer"), (compound, "target"))
        elif cue.frame == "share":
            roles = _both(
                (by or possessor or who, "buyer"),
                (told.after("in") or compound or (of if row.low(at).startswith("stake") else None), "target"),
                (told.after("from"), "seller"),
            )
        elif cue.frame == "sells":
            roles = _both(
                (by or possessor or (who if row.low(at - 1) in ("the", "a", "proposed", "planned") else None), "seller"),
                (told.after("to"), "buyer"),
                (of, "target"),
            )
        elif cue.frame == "partner":
            roles = (
                _both((who, "giver"), (told.after("of", "to", "for"), "taker")) if row.low(at - 1) not in ("and", "with") else None
            )
        else:
            roles = self._joined_noun(at, told, possessor, compound, who)
        if cue.frame == "partner" and roles is None:
            return None
        if cue.only and not cue.only & {row.low(i) for i in range(max(0, at - 3), at)}:
            return None
        if roles is None:
            return self._back(cue, at)
        return self._event(cue, at, roles, told, is_infinitive=False, is_past=True)

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

    def _joined_noun(
        self, at: int, told: Slots, possessor: Item | None, compound: Item | None, who: Item | None
    ) -> list[tuple[Item, str]] | None:
        follows = self._row.items[at + 2] if at + 2 < len(self._row.items) and self._row.low(at + 1) in ("that", "which") else None
        if follows and len(follows.companies) > 1:
            return [(follows, "")]
        within = told.after("between", "among")
        if within is None and self._row.low(at) not in BARE and self._row.low(at + 1) == "of":
            within = told.after("of")
        if within and len(within.companies) > 1:
            return [(within, "")]
        if compound and len(compound.companies) > 1:
            return [(compound, "")]
        if possessor and len(possessor.companies) > 1:
            return [(possessor, "")]
        if compound and who and len(who.companies) > 1 and self._row.low(at) in ("alliance", "consortium", "group"):
            return [(who, "")]  # members of an alliance that bears a name
        other = told.after("with")
        if other:
            return _both((possessor or compound or who or within, ""), (other, ""))
        if within and (possessor or who):
            return _both((possessor or who, ""), (within, ""))
        if compound and who and who.companies != compound.companies:
            return _both((who, ""), (compound, ""))
        return [(who, "")] if who is not None and len(who.companies) > 1 and who.sure > 0.6 and "with" not in told.words else None

    def _before_noun(self, at: int) -> tuple[Item | None, Item | None]:
        """Whose it is ("Google's planned purchase") and what stands glued before it ("the Ford-Volkswagen alliance")."""
        for i in range(at - 1, max(-1, at - 7), -1):
            item = self._row.items[i]
            if item.companies:
                return (item, None) if item.is_owner else (None, item if at - i <= 3 else None)
            if (not item.low[:1].isalnum() and item.low[:1] not in "$€£") or item.low in (
                "of",
                "by",
                "with",
                "a",
                "an",
                "the",
                "in",
                "to",
                "for",
                "and",
                "from",
            ):
                return None, None
            if item.low.endswith(("ed",)) and item.low not in (
                "planned",
                "proposed",
                "failed",
                "rumoured",
                "rumored",
                "attempted",
                "related",
                "limited",
            ):
                return None, None
        return None, None

    def _noun_before(self, at: int) -> Item | None:
        item = self._row.items[at - 1] if at else None
        return item if item and item.companies else None

    def _is_passive(self, at: int, form: str) -> bool:
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
        if self._goods:
            return (DealType.SUPPLY,)
        if self._row.low(at) in BARE and (about := _ABOUT.search(self._row.lows(at + 1, at + 9))):
            return (DealType.MERGER if "merg" in about.group() else DealType.ACQUISITION,)
        if cue.is_verb or cue.frame != "joins" or cue.type in (DealType.MERGER, DealType.LICENCE):
            shares = cue.frame == "takes" and any(
                self._row.low(i) in ("stake", "stakes", "shares", "minority", "percent") or self._row.low(i).endswith("%")
                for i in range(at, at + 6)
            )
            return (DealType.EQUITY_STAKE,) if shares else (cue.type,)
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

    def _event(
        self, cue: Cue, at: int, roles: list[tuple[Item, str]], told: Slots, *, is_infinitive: bool, is_past: bool
    ) -> Event | None:
        companies: list[int] = []
        names: list[str] = []
        for item, role in roles:
            for company in item.companies:
                if company not in companies:
                    companies.append(company)
                    names.append(role)
        if len(companies) < 2:
            return None
        sure = min(entry.sure for entry, _ in roles) * (0.9 if cue.is_verb else 0.85)
        return self._told(cue, at, tuple(companies), tuple(names), sure, is_infinitive=is_infinitive, is_past=is_past)

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
        item, sentence = self._row.items[at], self._row.line.sentence.span
        cut = item.start - sentence.start
        before, after = self._low[:cut], self._low[item.end - sentence.start :]
        how = standing(
            before,
            item.low,
            after,
            is_question=self._is_question,
            is_past=is_past,
            is_infinitive=is_infinitive,
            is_verb=cue.is_verb and is_past,
        )
        if cue.stage and how.stage in (Stage.IN_FORCE, Stage.SIGNED):
            how = Standing(Stage(cue.stage), Reality.INTENDED, item.low)
        if cue.frame in _PRESENT_IS_FACT and how.stage is Stage.SIGNED:
            how = Standing(Stage.IN_FORCE, Reality.DONE, item.low)
        rule = f"{cue.frame} {'verb' if cue.is_verb else 'noun'}"
        return Event(
            self._types(cue, at),
            companies,
            roles,
            how,
            Span(item.start, item.end),
            self._clause(),
            self._row.line.number,
            rule if companies else f"{rule}, referring back",
            round(sure, 2),
            item.low,
        )

    def _clause(self) -> Span:
        """The sentence without its sign at the end: what states the deal."""
        sentence = self._row.line.sentence.span
        end = sentence.end
        while end > sentence.start + 1 and self._text[end - 1] in '.!"”’ ':
            end -= 1
        return Span(sentence.start, end)


def _both(*slots_: tuple[Item | None, str]) -> list[tuple[Item, str]] | None:
    """Return the filled slots when the first two are filled."""
    if slots_[0][0] is None or slots_[1][0] is None:
        return None
    return [(item, role) for item, role in slots_ if item is not None]
