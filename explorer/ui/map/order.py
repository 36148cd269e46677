"""The order in which a canvas shows companies: where they stand, or arranged beside the window when the view wants that."""

from collections.abc import Callable

from explorer.landscape.facts import CompanyId, Place
from explorer.landscape.views import Arrangement
from explorer.map.arranged import Arranged, arrange
from explorer.map.terrain import Floats
from explorer.session.session import Session
from explorer.ui.map.aside import Aside, IsCancelled, Tell


class Order:
    """`look` takes note of what the view wants; `on_change` is called when companies stand otherwise than before."""

    def __init__(self, session: Session, on_change: Callable[[], None]) -> None:
        self._session = session
        self._on_change = on_change
        self._of: tuple[object, ...] = ()
        self._aside = Aside()
        self._aside.told.connect(self._on_told)
        self._places: dict[CompanyId, Place] | None = None
        self.arranged: Arranged | None = None

    @property
    def spots(self) -> Floats:
        """Where every company of the terrain is shown."""
        return self.arranged.spots if self.arranged is not None else self._session.spots

    @property
    def places(self) -> dict[CompanyId, Place]:
        """Where every company is shown, by its id."""
        if self.arranged is None:
            return self._session.places  # type: ignore[return-value]
        if self._places is None:
            ids, spots = self._session.terrain.ids.tolist(), self.arranged.spots.tolist()
            self._places = {CompanyId(id_): Place(CompanyId(id_), x, y) for id_, (x, y) in zip(ids, spots, strict=True)}
        return self._places

    def look(self) -> None:
        """Arrange companies as the view wants it, where that is another way than now."""
        view, terrain, spots = self._session.view, self._session.terrain, self._session.spots
        if view.arrangement is Arrangement.MAP:
            self._of = ()
            if self.arranged is not None:
                self._take(None)
            return
        key = (id(terrain), view.arrangement, view.around)
        if key == self._of:
            return
        self._of = key
        around = terrain.rows_of(view.around).tolist()

        def work(tell: Tell, is_cancelled: IsCancelled) -> None:
            tell((terrain, arrange(terrain, spots, view.arrangement, around)))

        self._aside.ask(work)

    def stop(self) -> None:
        """Leave nothing running."""
        self._aside.stop()

    def _on_told(self, told: tuple[object, Arranged | None]) -> None:
        if told[0] is self._session.terrain and self._of:
            self._take(told[1])

    def _take(self, arranged: Arranged | None) -> None:
        self.arranged, self._places = arranged, None
        self._on_change()
