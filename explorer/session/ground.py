"""What a large landscape is looked at from: its columns, where its companies stand, and how they come to stand there."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from time import monotonic

import numpy as np

from explorer.landscape.claims import Change
from explorer.landscape.facts import CompanyId, Place
from explorer.landscape.refusals import Cancelled
from explorer.map.settlement import settlement
from explorer.map.terrain import Bools, Floats, Rows, Terrain, empty_terrain
from explorer.project.landscape import Landscape
from explorer.session.charting import terrain_of_columns
from explorer.session.jobs import IsCancelled, Progress
from explorer.session.placing import beside, room_of

#: Up to so many newcomers are put beside their partners at once; more are for a layout.
FEW = 50


#: So long a preview stands before the next one.
PREVIEW_S = 0.4


@dataclass(frozen=True, slots=True, eq=False)
class Preview:
    """Where companies stand in the midst of a layout; nan where nothing is decided yet."""

    terrain: Terrain
    spots: Floats


class Ground:
    """The columns of one large landscape and its spots, row by row; the terrain is the same object until a company or deal changes.

    Until the columns have been read, which a job does where the file keeps no copy, it is empty.
    """

    def __init__(self, landscape: Landscape) -> None:
        self._landscape = landscape
        self.terrain: Terrain = empty_terrain()
        self.spots: Floats = np.zeros((0, 2), dtype=np.float32)
        self.is_read = landscape.has_columns()
        if self.is_read:
            self.read()

    def read(self) -> None:
        """Take the columns as they are now."""
        columns = self._landscape.columns()
        self.is_read = True
        self.terrain, self.spots = terrain_of_columns(columns), columns.spots

    def follow(self, change: Change) -> None:
        """Take in what an edit changed."""
        if not self.is_read or change.is_sweeping:
            self.read()
            return
        columns = self._landscape.follow(change)
        self.spots = columns.spots
        if change.companies or change.deals:
            self.terrain = terrain_of_columns(columns)

    def place_few(self) -> bool:
        """Put newcomers beside their partners where they are few; False where there are too many."""
        missing = np.flatnonzero(np.isnan(self.spots[:, 0])).astype(np.int32)
        if not len(missing):
            return True
        if len(missing) > FEW or len(missing) * 3 > len(self.spots):
            return False
        room = room_of(self.terrain, np.diff(self._landscape.columns().name_starts))
        self.spots = beside(self.terrain, self.spots, room, missing)
        self.keep(missing)
        return True

    def survey(self, progress: Progress, is_cancelled: IsCancelled, previewed: Callable[[Preview], None]) -> None:
        """Read the columns and lay out what has no place, with a preview now and then; for a job.

        It shares nothing with the window but the landscape.
        """
        self._landscape.prepare_columns()
        columns = self._landscape.columns()
        if is_cancelled():
            raise Cancelled
        if np.isnan(columns.spots[:, 0]).any():
            terrain = terrain_of_columns(columns)
            seen = 0.0

            def preview(share: float, spots: Floats) -> None:
                nonlocal seen
                progress(round(100 * share), 100, "")
                if monotonic() - seen > PREVIEW_S:
                    seen = monotonic()
                    previewed(Preview(terrain, spots))

            spots = settlement(terrain, columns.spots, is_cancelled=is_cancelled, progress=preview)
            missing = np.isnan(columns.spots[:, 0])
            self._landscape.keep_spots(columns.ids[missing], spots[missing])
            self._landscape.keep_columns()
            if is_cancelled():  # it ended early, yet everyone stands somewhere
                previewed(Preview(terrain, spots))
                raise Cancelled

    def show(self, preview: Preview) -> bool:
        """Show how a layout settles; False where it is of another state of the landscape."""
        if len(preview.terrain.ids) != len(self.terrain.ids) or not np.array_equal(preview.terrain.ids, self.terrain.ids):
            return False
        self.spots = preview.spots
        return True

    def keep(self, rows: Rows) -> None:
        """Keep where these rows stand."""
        self._landscape.keep_spots(self.terrain.ids[rows], self.spots[rows])

    @property
    def places(self) -> "Places":
        """Where every company stands, looked up one by one."""
        return Places(self.terrain, self.spots, self._landscape.columns().pinned if self.is_read else np.zeros(0, dtype=bool))


class Places(Mapping[CompanyId, Place]):
    """Spots by company, without an object for each."""

    def __init__(self, terrain: Terrain, spots: Floats, pinned: Bools) -> None:
        self._terrain, self._spots, self._pinned = terrain, spots, pinned

    def __getitem__(self, company: CompanyId) -> Place:
        row = self._terrain.row_of(company)
        if row is None or np.isnan(self._spots[row, 0]):
            raise KeyError(company)
        x, y = self._spots[row].tolist()
        return Place(company, x, y, bool(self._pinned[row]))

    def __iter__(self) -> Iterator[CompanyId]:
        return map(CompanyId, self._terrain.ids[~np.isnan(self._spots[:, 0])].tolist())

    def __len__(self) -> int:
        return int(np.count_nonzero(~np.isnan(self._spots[:, 0])))
