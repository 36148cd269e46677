"""Expected refusals: each carries what it is about; `str()` is the one clear sentence a person is shown."""

import re
from collections.abc import Iterable
from pathlib import Path

#: So many refusals are told one by one; more are summed up by their reason.
FEW = 5
#: So many names are listed of files that were refused for one reason.
_NAMED = 12


class Refusal(Exception):
    """Something that was expected to go wrong: says which file, what is wrong, and the way out. Never a traceback."""

    def __init__(self, subject: str | Path, what: str, way_out: str) -> None:
        """Keep the parts; `what` and `way_out` are clauses without a full stop."""
        self.subject = str(subject)
        self.what = what
        self.way_out = way_out
        super().__init__(f"{subject}: {what}. {way_out[:1].upper()}{way_out[1:]}.")


class UnreadableArticle(Refusal):
    """A file from which no article text can be had."""


class UnusableLandscape(Refusal):
    """A file that is no landscape, is corrupt, newer than this program, locked by someone else, or cannot be written."""


class RefusedEdit(Refusal):
    """An edit that the laws of the landscape forbid."""


class NotHere(RefusedEdit, LookupError):
    """Something asked for by an id that the landscape does not have, or has no more after an undo."""


class Cancelled(Exception):
    """The person stopped the work; nothing was changed."""


def summed_up(refusals: Iterable[Refusal]) -> tuple[str, ...]:
    """Return a sentence for each of a few refusals, for each reason of many: "7 files: the file is empty (a.txt, b.txt, …). …"."""
    refusals = list(refusals)
    if len(refusals) <= FEW:
        return tuple(map(str, refusals))
    groups: dict[str, list[Refusal]] = {}
    for refusal in refusals:
        groups.setdefault(re.sub(r"\d+", "0", refusal.what), []).append(refusal)
    return tuple(map(_together, sorted(groups.values(), key=len, reverse=True)))


def _together(group: list[Refusal]) -> str:
    first = group[0]
    if len(group) == 1:
        return str(first)
    names = ", ".join(refusal.subject for refusal in group[:_NAMED])
    more = f" and {len(group) - _NAMED} more" if len(group) > _NAMED else ""
    return f"{len(group)} files: {first.what} ({names}{more}). {first.way_out[:1].upper()}{first.way_out[1:]}."
