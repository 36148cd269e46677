"""A landscape of any size as columns: read from the tables, or in a moment from the copy that the file keeps of them.

The copy is derived and can be thrown away: it names the step of history it belongs to, is brought up to date by what later steps
touched, and is read anew from the tables where that cannot be.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: The day of a deal whose date no source tells.
NO_DAY = int(np.iinfo(np.int32).min)
#: Written before a copy; another version is not read.
_FORM = 1


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """n companies in the order of folded name and id, m deals in the order of id; what was rejected is left out.

    Codes are positions in the enumerations of `landscape.vocabulary`. `state` is the step of history they belong to, 0 before
    the first.
    """

    state: int
    ids: NDArray[np.int64]  # (n)
    names: NDArray[np.uint8]  # all names in UTF-8
    name_starts: NDArray[np.int64]  # (n + 1) bytes
    kind: NDArray[np.uint8]  # (n)
    parent: NDArray[np.int32]  # (n) the row of the company it belongs to; -1 for none
    stands: NDArray[np.bool_]  # (n) has a standing of its own
    spots: NDArray[np.float32]  # (n, 2) map units, nan where it has no place
    pinned: NDArray[np.bool_]  # (n)
    deal_ids: NDArray[np.int64]  # (m)
    main_type: NDArray[np.uint8]  # (m)
    stage: NDArray[np.uint8]  # (m)
    reality: NDArray[np.uint8]  # (m)
    review: NDArray[np.uint8]  # (m)
    day: NDArray[np.int32]  # (m) days since 1970-01-01; NO_DAY
    start: NDArray[np.int32]  # (m + 1)
    party: NDArray[np.int32]  # rows of companies, ascending in each deal

    def name(self, row: int) -> str:
        """Return the name of the company of a row."""
        return bytes(self.names[self.name_starts[row] : self.name_starts[row + 1]]).decode()


def packed(columns: Columns) -> bytes:
    """Return columns as one piece of bytes, for `unpacked`; arrays start at multiples of eight."""
    arrays = [np.ascontiguousarray(getattr(columns, each.name)) for each in fields(Columns)[1:]]
    head = json.dumps([_FORM, [[array.dtype.str, list(array.shape)] for array in arrays]]).encode()
    parts = [len(head).to_bytes(8, "little"), head]
    at = 8 + len(head)
    for array in arrays:
        parts += [bytes(-at % 8), array.tobytes()]
        at += -at % 8 + array.nbytes
    return b"".join(parts)


def unpacked(state: int, kept: bytes) -> Columns | None:
    """Return the columns of such a piece, without copying; None where it was written in another form or does not fit."""
    try:
        size = int.from_bytes(kept[:8], "little")
        form, shapes = json.loads(kept[8 : 8 + size])
        if form != _FORM:
            return None
        columns = Columns(state, *_arrays(kept, 8 + size, shapes))
    except (ValueError, TypeError):
        return None
    return columns if _fits(columns) else None


def _arrays(kept: bytes, at: int, shapes: Any) -> Iterator[NDArray[Any]]:
    for kind, shape in shapes:
        at += -at % 8
        count = int(np.prod(shape))
        yield np.frombuffer(kept, dtype=np.dtype(kind), count=count, offset=at).reshape(shape)
        at += count * np.dtype(kind).itemsize


def _fits(columns: Columns) -> bool:
    n, m = len(columns.ids), len(columns.deal_ids)
    of_companies = (columns.kind, columns.parent, columns.stands, columns.spots, columns.pinned)
    of_deals = (columns.main_type, columns.stage, columns.reality, columns.review, columns.day)
    return (
        all(len(array) == n for array in of_companies)
        and all(len(array) == m for array in of_deals)
        and len(columns.name_starts) == n + 1
        and len(columns.start) == m + 1
        and columns.name_starts[-1] == len(columns.names)
        and columns.start[-1] == len(columns.party)
        and (len(columns.party) == 0 or int(columns.party.max()) < n)
    )
