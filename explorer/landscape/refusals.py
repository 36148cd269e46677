"""Expected refusals: each carries what it is about; `str()` is the one clear sentence a person is shown."""

from pathlib import Path


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
