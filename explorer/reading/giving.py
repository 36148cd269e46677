"""Who gives in a deal by its sort and roles, and what where no words tell it better: the buyer equity, the supplier goods."""

from collections.abc import Iterator

from explorer.landscape.vocabulary import DealType
from explorer.reading.tellings import Event

_WHAT = {
    DealType.ACQUISITION: "equity",
    DealType.EQUITY_STAKE: "equity",
    DealType.FUNDING: "funding",
    DealType.SUPPLY: "goods",
    DealType.SERVICE: "services",
    DealType.LICENCE: "a licence",
    DealType.MANUFACTURING: "manufacturing",
    DealType.DISTRIBUTION: "distribution",
}
#: Deals in which a buyer puts money into the other; in all others who sells gives.
_MONEY = frozenset((DealType.ACQUISITION, DealType.EQUITY_STAKE, DealType.FUNDING))


def given(event: Event) -> Iterator[tuple[int, int, str]]:
    """Give giver, taker and what is given, by the roles of a telling."""
    kind = event.types[0]
    if kind not in _WHAT:
        return
    of_role: dict[str, list[int]] = {}
    for company, role in zip(event.companies, event.roles, strict=True):
        of_role.setdefault(role, []).append(company)
    if kind in _MONEY:
        givers = of_role.get("buyer", []) or of_role.get("giver", [])
        takers = of_role.get("target", []) or of_role.get("taker", []) or of_role.get("seller", [])
    else:
        givers = of_role.get("giver", []) or of_role.get("seller", [])
        takers = of_role.get("taker", []) or of_role.get("buyer", [])
    for giver in givers:
        for taker in takers:
            yield giver, taker, _WHAT[kind]
