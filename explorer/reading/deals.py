"""From single tellings to deals: which tellings are one deal, and what it is."""

from collections import defaultdict
from dataclasses import dataclass, field, replace

from explorer.landscape.vocabulary import DealType, Reality, Stage
from explorer.reading.tellings import Event

#: Deals about who owns what.
OWNERSHIP = frozenset((DealType.ACQUISITION, DealType.MERGER, DealType.EQUITY_STAKE, DealType.DIVESTITURE, DealType.FUNDING))
_FINAL = frozenset((Stage.ABANDONED, Stage.TERMINATED, Stage.EXPIRED, Stage.SUSPENDED, Stage.EXTENDED, Stage.DENIED))
_ANY = frozenset("transaction deal deals agreement agreements pact contract accord arrangement".split())
_ORDER = tuple(Stage)
_HOLDING = ("owns ", "share ", "holder ")
_NOT_YET = frozenset((Stage.SPECULATED, Stage.IN_TALKS, Stage.INTENDED, Stage.SIGNED, Stage.PENDING_APPROVAL))


@dataclass(slots=True)
class Gathered:
    """One deal while its tellings are gathered; parties in the order of their first telling."""

    events: list[Event] = field(default_factory=list)
    parties: dict[int, None] = field(default_factory=dict)  # a set that keeps the order
    decided: Event | None = None  # the last step, where it was weighed over all tellings
    _types: tuple[DealType, ...] = ()

    def add(self, event: Event) -> "Gathered":
        """Take in one more telling."""
        self.events.append(event)
        self.parties |= dict.fromkeys(event.companies)
        self._types = ()
        return self

    def forget_types(self) -> None:
        """Weigh the types anew: the order of the tellings has changed."""
        self._types = ()

    @property
    def types(self) -> tuple[DealType, ...]:
        """Types, the surest and most often told first; remembered until the next telling."""
        if not self._types:
            self._types = self._weighed()
        return self._types

    def _weighed(self) -> tuple[DealType, ...]:
        is_bare = all(event.is_bare or event.refers_back for event in self.events)
        first = next((event for event in self.events if is_bare or not (event.is_bare or event.refers_back)), self.events[0])
        weight: dict[DealType, float] = dict.fromkeys(first.types, 0.01)
        for event in self.events:
            if event.refers_back or (event.is_bare and not is_bare) or event.standing.reality is Reality.ASKED:
                continue
            for rank, kind in enumerate(event.types):
                weight[kind] = weight.get(kind, 0) + event.sure * (1.0 if rank == 0 else 0.6) * _WEIGHT.get(kind, 1.0)
        return tuple(sorted(weight, key=lambda kind: (-weight[kind], list(DealType).index(kind))))

    @property
    def is_ownership(self) -> bool:
        """Say whether it is about who owns what, not about working together."""
        return self.types[0] in OWNERSHIP

    @property
    def steps(self) -> list[Event]:
        """The tellings that move the deal on, in order; the last is the latest stage."""
        steps: list[Event] = []
        for event in self.events:
            if not steps or _moves_on(steps[-1], event):
                steps.append(event)
        if self.decided is None:
            return steps
        return [*(step for step in steps[:-1] if step.standing.stage is not self.decided.standing.stage), self.decided]


_WEIGHT = {DealType.ALLIANCE: 0.9, DealType.DIVESTITURE: 0.8, DealType.EQUITY_STAKE: 1.0}


def gather(events: list[Event], owners: list[int]) -> list[Gathered]:
    """Put tellings of the same kind with the same parties together; `owners` gives the company each one belongs to."""
    deals: list[Gathered] = []
    of_owner: dict[int, list[int]] = defaultdict(list)
    busy: dict[int, set[int]] = defaultdict(set)
    for event in events:
        busy[event.line].update(owners[company] for company in event.companies)
    for event in sorted(events, key=lambda e: e.trigger):
        if event.refers_back:
            if home := _told_before(deals, event):
                is_of_others = busy[event.line] - {owners[company] for company in home.parties}
                home.add(_without_step(event) if is_of_others else event)
            continue
        theirs = {owners[company] for company in event.companies}
        fewest = min((of_owner[owner] for owner in theirs), key=len, default=[])
        home = next((deals[place] for place in fewest if _is_same(deals[place], event, owners)), None)
        if home is None:
            for owner in theirs:
                of_owner[owner].append(len(deals))
            deals.append(Gathered().add(event))
        else:
            home.add(event)
    return _without_echoes(deals, owners)


def _without_step(event: Event) -> Event:
    """ "Before that merger Acme had offered to buy Widget": how far it came is told of the other deal."""
    return replace(event, standing=replace(event.standing, is_weak=True))


def _without_echoes(deals: list[Gathered], owners: list[int]) -> list[Gathered]:
    """Put "an agreement" or "talks" between buyer and target to the purchase that they are about."""
    kept: list[Gathered] = []
    for deal in deals:
        home = None
        if all(event.is_bare for event in deal.events):
            here = {owners[c] for c in deal.parties}
            home = next((d for d in deals if d.is_ownership and here <= {owners[c] for c in d.parties}), None)
        if home is None:
            kept.append(deal)
            continue
        for event in deal.events:
            home.add(event)
        home.events.sort(key=lambda event: event.trigger)
        home.forget_types()
    return kept


def _is_same(deal: Gathered, event: Event, owners: list[int]) -> bool:
    if (deal.events[0].types[0] in OWNERSHIP) != (event.types[0] in OWNERSHIP):
        return False
    mine = {owners[c] for c in deal.parties}
    theirs = {owners[c] for c in event.companies}
    return len(theirs) > 1 and theirs <= mine


def _told_before(deals: list[Gathered], event: Event) -> Gathered | None:
    """The deal that "the merger" or "this partnership" refers to: the only one that fits, or the one told of just before."""
    fitting = [deal for deal in deals if event.word in _ANY or deal.is_ownership == (event.types[0] in OWNERSHIP)]
    near = [deal for deal in fitting if event.line - deal.events[-1].line <= 2]
    if len(fitting) == 1:
        return fitting[0] if event.line - fitting[0].events[-1].line <= 8 else None
    return near[0] if len(near) == 1 else None


def _moves_on(last: Event, event: Event) -> bool:
    now, then = last.standing.stage, event.standing.stage
    if event.standing.is_weak or (then is Stage.DENIED and last.standing.reality is Reality.DONE and not last.standing.is_weak):
        return False
    if event.rule.startswith(_HOLDING) and now in _NOT_YET:
        return False  # who bids for the rest owns a part already
    if event.refers_back and then is Stage.INTENDED:
        return False
    if last.standing.is_weak and event.standing.reality not in (Reality.ASKED, Reality.DONE):
        return True
    if event.standing.reality is Reality.ASKED:
        return False
    if then in _FINAL:
        return now is not then
    if now in _FINAL:
        return False
    return _ORDER.index(then) > _ORDER.index(now) and not (now is Stage.PENDING_APPROVAL and last.line == event.line)
