"""What a page of the inspector is about, so that an edit of something else leaves it as it stands."""

from collections.abc import Iterable

from explorer.landscape.claims import Change
from explorer.landscape.facts import CompanyId, DealId


class About:
    """Companies and deals; a `Change` names the parties of every deal that it touched, and the deals of every company."""

    def __init__(self, companies: Iterable[CompanyId], deals: Iterable[DealId] = ()) -> None:
        self._companies = frozenset(companies)
        self._deals = frozenset(deals)

    def is_touched_by(self, change: Change) -> bool:
        """Say whether a page about these may say something else after the change."""
        is_of_much = change.is_sweeping or change.sources or change.standings
        return bool(is_of_much or not self._companies.isdisjoint(change.companies) or not self._deals.isdisjoint(change.deals))
