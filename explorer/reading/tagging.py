"""The tags of the recogniser and which may follow which.

Inside an island a word begins or continues a name of a kind, or stands outside; outside remembers the kind of the last name, so
that "A, B and C" hangs together.
"""

import numpy as np
from numpy.typing import NDArray

KINDS = ("company", "body", "person", "place", "other")
OUTSIDE = len(KINDS) * 2

#: B and I of each kind, then outside with nothing before, then outside after each kind.
TAGS = (*(f"{letter}-{kind}" for kind in KINDS for letter in "BI"), "O", *(f"O-{kind}" for kind in KINDS))

#: Which column of the weights a tag looks at: all that is outside looks the same.
EMITS: NDArray[np.int64] = np.array([*range(OUTSIDE), *([OUTSIDE] * (1 + len(KINDS)))], dtype=np.int64)


def kind_of(tag: int) -> int:
    """Return the kind of a tag by its place in KINDS, or -1; outside after a kind counts as that kind."""
    return tag // 2 if tag < OUTSIDE else tag - OUTSIDE - 1


def begins(kind: int) -> int:
    """Return the tag that begins a name of a kind."""
    return kind * 2


def _follows() -> NDArray[np.bool_]:
    may = np.zeros((len(TAGS), len(TAGS)), dtype=bool)
    for tag in range(len(TAGS)):
        kind = kind_of(tag)
        for other in range(len(KINDS)):
            may[tag, begins(other)] = True
        if tag < OUTSIDE:
            may[tag, begins(kind) + 1] = True
        may[tag, OUTSIDE + 1 + kind if kind >= 0 else OUTSIDE] = True
    return may


MAY_FOLLOW = _follows()
MAY_START: NDArray[np.bool_] = np.array([(tag < OUTSIDE and tag % 2 == 0) or tag == OUTSIDE for tag in range(len(TAGS))])
