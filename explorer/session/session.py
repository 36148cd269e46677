"""The running app without widgets: what is open, what is chosen, and how it is looked at. Panels meet here and nowhere else."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from explorer.landscape.claims import Cell, Change
from explorer.landscape.excerpts import Excerpt
from explorer.landscape.facts import CompanyId, DealId, Place
from explorer.landscape.refusals import Refusal, summed_up
from explorer.landscape.views import Camera, Filters, Selection, View
from explorer.landscape.vocabulary import Reality
from explorer.map.layout import place
from explorer.map.scene import MapData
from explorer.map.terrain import Floats, Terrain, terrain_of
from explorer.project.landscape import Landscape
from explorer.reading.networks.layout import Layout
from explorer.session.articles import ReadArticle, ReadArticles, read_all
from explorer.session.charting import map_of, part_of
from explorer.session.ground import Ground, Preview
from explorer.session.jobs import IsCancelled, Jobs, Progress

Edit = Callable[[Landscape], Change | None]

#: Above this many companies or deals a landscape is large.
MOST_COMPANIES = 1500
MOST_DEALS = 3000
#: So many lines of an import that were left out are told one by one.
MOST_TOLD = 200
#: What the map lays out at once, without a job: well below a frame's patience.
PLACED_AT_ONCE = 120


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell the person without stopping them; `details` are further sentences, one a line."""

    text: str
    details: tuple[str, ...] = ()
    is_refusal: bool = False


class Session(QObject):
    """One open landscape, one view of it, and the work under way.

    Setters are silent when nothing changes. Edits go through `edit`, so that every screen hears of them by `changed`.
    """

    #: Carries the Landscape that was opened, or None when it was closed. Everything shown before is void.
    opened = Signal(object)
    #: Carries the Change of an edit, an undo or a redo.
    changed = Signal(object)
    #: Carries the View when the reality level, the filters or the whole view were set (not when the camera moved by hand).
    view_changed = Signal(object)
    #: Carries the Selection.
    selection_changed = Signal(object)
    #: Carries the Camera that the map shall fly to.
    camera_wanted = Signal(object)
    #: Carries the Excerpt that the reader shall show at its exact words.
    excerpt_shown = Signal(object)
    #: Carries the Cell of the gap matrix whose sentences shall be shown.
    cell_shown = Signal(object)
    #: Carries a Notice.
    noted = Signal(object)
    #: Carries the theme's name, "light" or "dark".
    theme_changed = Signal(object)
    _previewed = Signal(object)

    def __init__(self, read_article: ReadArticle, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read_article = read_article
        self._landscape: Landscape | None = None
        self._view = View()
        self._theme = "light"
        self._data: MapData | None = None
        self._places: dict[CompanyId, Place] | None = None
        self._terrain: Terrain | None = None
        self._spots: Floats | None = None
        self._ground: Ground | None = None  # of a large landscape
        self._under_way: list[int] = []  # jobs that work on the landscape
        self.jobs = Jobs(self)
        self.jobs.refused.connect(self._on_refused)
        self._previewed.connect(self._on_previewed)

    @property
    def landscape(self) -> Landscape | None:
        """The landscape that is open."""
        return self._landscape

    @property
    def view(self) -> View:
        """How the landscape is looked at now."""
        return self._view

    @property
    def selection(self) -> Selection:
        """What is chosen."""
        return self._view.selection

    @property
    def theme(self) -> str:
        """The theme's name."""
        return self._theme

    @property
    def data(self) -> MapData:
        """What the map knows of the landscape, up to date; of a large one nothing: ask `terrain` and `part`."""
        if self._data is None:
            self._data = map_of(self._landscape) if self._landscape and not self.is_large else MapData()
        return self._data

    @property
    def is_large(self) -> bool:
        """Whether there are too many companies or deals to hold each as an object: then ask `terrain` and `part`, not `data`."""
        return self._ground is not None

    @property
    def terrain(self) -> Terrain:
        """The landscape as columns, at any size, up to date; the same object until something of it changes."""
        if self._ground is not None:
            return self._ground.terrain
        if self._terrain is None:
            self._terrain = terrain_of(self.data)
        return self._terrain

    @property
    def spots(self) -> Floats:
        """Where every company of `terrain` stands: float32 (n, 2) in map units; nan where it has no place yet."""
        if self._ground is not None:
            return self._ground.spots
        if self._spots is None:
            places, nowhere = self.places, (float("nan"), float("nan"))
            there = [(spot.x, spot.y) if (spot := places.get(company)) else nowhere for company in self.terrain.ids.tolist()]
            self._spots = np.array(there, dtype=np.float32).reshape(-1, 2)
        return self._spots

    def part(self, companies: Iterable[CompanyId]) -> MapData:
        """Return these companies, their deals and those deals' other parties as objects: for what is in view or chosen."""
        if self._landscape is None:
            return MapData()
        found, terrain = part_of(self._landscape, companies), self.terrain
        counted = [
            company
            if row is None
            else replace(company, deals=int(terrain.deals[row]), is_comparator=bool(terrain.is_comparator[row]))
            for company in found.companies
            for row in (terrain.row_of(company.id),)
        ]
        return MapData(tuple(counted), found.deals)

    def still_there(self, selection: Selection) -> Selection:
        """Return what of a selection is in the landscape now."""
        terrain = self.terrain
        companies = terrain.ids[terrain.rows_of(selection.companies)].tolist()
        deals = terrain.deal_ids[terrain.deal_rows_of(selection.deals)].tolist()
        kept = Selection(frozenset(map(CompanyId, companies)), frozenset(map(DealId, deals)))
        return replace(kept, focus=selection.focus and not kept.is_empty)

    @property
    def places(self) -> Mapping[CompanyId, Place]:
        """Where every company stands."""
        if self._ground is not None:
            return self._ground.places
        if self._places is None:
            self._places = dict(self._landscape.places()) if self._landscape else {}
        return self._places

    # what is open

    def open(self, landscape: Landscape) -> None:
        """Show this landscape and close the one before."""
        self.close()
        self._landscape = landscape
        self._view = View()
        self._forget()
        self._look_how_large()
        self._place_newcomers()
        self.opened.emit(landscape)
        self.selection_changed.emit(self.selection)

    def close(self) -> None:
        """Close the landscape; its file is whole and its lock given back. What is being read into it is stopped."""
        if self._landscape is None:
            return
        for job in self._under_way:
            self.jobs.cancel(job)
        self._under_way.clear()
        landscape, self._landscape, self._ground = self._landscape, None, None
        self._view = View()
        self._forget()
        self.opened.emit(None)
        landscape.close()

    def shut_down(self) -> None:
        """Stop all work and close the landscape; nothing is left running."""
        self.jobs.stop()
        self.close()

    # edits

    def edit(self, step: Edit) -> Change | None:
        """Carry out one edit; a refusal becomes a notice. Return what changed, None where nothing did."""
        if self._landscape is None:
            return None
        try:
            change = step(self._landscape)
        except Refusal as refusal:
            self._on_refused(refusal)
            return None
        if change is not None:
            self._take(change)
        return change

    def undo(self) -> None:
        """Take back the last edit; one of very many rows as a job."""
        self._walk(_undo, undo=True)

    def redo(self) -> None:
        """Carry out again what was taken back."""
        self._walk(_redo, undo=False)

    # reading

    def read_files(self, paths: Iterable[Path]) -> None:
        """Read articles in a job and take what was found into the landscape as one step."""
        wanted = sorted(paths)
        self._read(wanted, f"Read {wanted[0].name}" if len(wanted) == 1 else f"Read {len(wanted)} articles")

    def read_text(self, text: str) -> None:
        """Read a pasted article."""
        self._read([text], "Read pasted article")

    def import_network(self, path: Path, layout: Layout | None = None) -> None:
        """Take a list of deals or a graph into the landscape in a job, as one step; `layout` says how a list is to be read."""
        landscape = self._landscape
        if landscape is None:
            return

        from explorer.reading.networks.reading import ties_of  # when first wanted
        from explorer.session.taking import Imported, take_in

        def work(progress: Progress, is_cancelled: IsCancelled) -> Imported:
            return take_in(landscape, ties_of(path, layout), progress, is_cancelled)

        def done(imported: Imported) -> None:
            if landscape is self._landscape:
                self._take(imported.change)
            left = [f"{imported.told(fault)}." for fault in imported.faults[:MOST_TOLD]]
            if imported.skipped > len(left):
                left.append(f"… and {imported.skipped - len(left):,} more lines.")
            notes = [f"{words[:1].upper()}{words[1:]}" for words in imported.notes]
            self.note(f"{path.name}: {imported.summary}.", [*notes, *left])

        self._under_way.append(self.jobs.run(f"Import {path.name}", work, done))

    # looking

    def select(self, companies: Iterable[CompanyId] = (), deals: Iterable[DealId] = (), *, focus: bool | None = None) -> None:
        """Choose these and nothing else; `focus` stays as it is unless given, and ends when nothing is chosen."""
        chosen = Selection(frozenset(companies), frozenset(deals))
        wants_focus = self.selection.focus if focus is None else focus
        chosen = replace(chosen, focus=wants_focus and not chosen.is_empty)
        if chosen != self.selection:
            self._view = replace(self._view, selection=chosen)
            self.selection_changed.emit(chosen)

    def set_reality(self, level: Reality) -> None:
        """Set the level below which claims are ghosts."""
        self.set_view(replace(self._view, reality=level))

    def set_filters(self, filters: Filters) -> None:
        """Set what is wanted on the map."""
        self.set_view(replace(self._view, filters=filters))

    def set_view(self, view: View, *, fly: bool = False) -> None:
        """Look at the landscape this way; `fly` also moves the camera there and the companies to the places kept in it."""
        before, self._view = self._view, view if fly else replace(view, camera=self._view.camera)
        if fly and view.places and self._landscape is not None:
            known = self.places
            moved = [
                Place(company, x, y, pinned=True)
                for company, x, y in view.places
                if company in known and (known[company].x, known[company].y) != (x, y)
            ]
            if moved:
                self.edit(_moving(moved))
        if replace(before, camera=self._view.camera, selection=view.selection) != self._view:
            self.view_changed.emit(self._view)
        if before.selection != view.selection:
            self.selection_changed.emit(view.selection)
        if fly:
            self.camera_wanted.emit(view.camera)

    def looked_from(self, camera: Camera) -> None:
        """Remember where the map's camera stands; the map says so, nobody is told."""
        self._view = replace(self._view, camera=camera)

    def set_theme(self, name: str) -> None:
        """Set the theme: "light" or "dark"."""
        if name != self._theme:
            self._theme = name
            self.theme_changed.emit(name)

    def show_excerpt(self, excerpt: Excerpt) -> None:
        """Open the reader at these words."""
        self.excerpt_shown.emit(excerpt)

    def show_cell(self, cell: Cell) -> None:
        """Show the sentences behind a cell of the gap matrix."""
        self.cell_shown.emit(cell)

    def note(self, text: str, details: Sequence[str] = (), *, is_refusal: bool = False) -> None:
        """Tell the person something without stopping them."""
        self.noted.emit(Notice(text, tuple(details), is_refusal))

    # behind the scenes

    @Slot(object)
    def _on_previewed(self, preview: Preview) -> None:
        if self._ground is not None and self._ground.show(preview):
            self.changed.emit(Change("Lay out the map", places=True))

    def _on_refused(self, refusal: Refusal) -> None:
        self.note(str(refusal), is_refusal=True)

    def _walk(self, walk: Edit, *, undo: bool) -> None:
        landscape = self._landscape
        if landscape is None or not landscape.is_long(undo=undo):
            self.edit(walk)
            return

        def work(progress: Progress, is_cancelled: IsCancelled) -> Change | None:
            change = walk(landscape)
            if landscape.has_more_than(MOST_COMPANIES, MOST_DEALS):
                landscape.prepare_columns()
            return change

        def done(change: Change | None) -> None:
            if change is not None and landscape is self._landscape:
                self._take(change)

        name = f"Undo “{landscape.undo_name}”" if undo else f"Redo “{landscape.redo_name}”"
        self._under_way.append(self.jobs.run(name, work, done))

    def _read(self, inputs: Sequence[Path | str], name: str) -> None:
        landscape, read_article = self._landscape, self._read_article
        if not inputs or landscape is None:
            return

        def work(progress: Progress, is_cancelled: IsCancelled) -> ReadArticles:
            return read_all(landscape, inputs, name, read_article, progress, is_cancelled)

        def done(result: ReadArticles) -> None:
            if isinstance(result.taken, Refusal):
                self._on_refused(result.taken)
            elif result.taken is not None and landscape is self._landscape:
                self._take(result.taken)
            refusals = result.refusals
            if len(refusals) == 1:
                self.note(str(refusals[0]), is_refusal=True)
            elif refusals:
                self.note(f"{len(refusals)} of {len(inputs)} files could not be read", summed_up(refusals), is_refusal=True)
            for sentence in result.notes:
                self.note(sentence)

        self._under_way.append(self.jobs.run(name, work, done))

    def _take(self, change: Change) -> None:
        if self._ground is not None:
            self._ground.follow(change)
        if change.is_of_looks_only:
            self._places = self._spots = None
        else:
            self._forget()
            self._look_how_large()
            self._place_newcomers()
        before = self.selection
        chosen = self.still_there(before)
        self._view = replace(self._view, selection=chosen)  # nobody who hears of the change asks for what is gone
        self.changed.emit(change)
        if chosen != before:
            self.selection_changed.emit(self.selection)
        self._back_up()

    def _back_up(self) -> None:
        """Make the day's backup of a large landscape once it is edited; a small one made its own before."""
        landscape = self._landscape
        if landscape is None or not landscape.waits_for_backup:
            return

        def work(progress: Progress, is_cancelled: IsCancelled) -> None:
            landscape.back_up(is_cancelled)

        self.jobs.run("Back up the landscape", work, _nothing)

    def _look_how_large(self) -> None:
        """Go over to columns where there are many companies or deals, and back to objects where there are few again."""
        landscape = self._landscape
        if landscape is None or not landscape.has_more_than(MOST_COMPANIES, MOST_DEALS):
            self._ground = None
        elif self._ground is None:
            self._ground = Ground(landscape)

    def _place_newcomers(self) -> None:
        landscape = self._landscape
        if self._ground is not None:
            self._survey(self._ground)
            return
        if landscape is None or all(company.id in self.places for company in self.data.companies):
            return
        data, known = self.data, dict(self.places)
        if len(data.companies) <= PLACED_AT_ONCE:
            self._put(landscape, place(data, known))
            return

        def lay_out(progress: Progress, is_cancelled: IsCancelled) -> Sequence[Place]:
            places: Sequence[Place] = place(data, known, is_cancelled)
            return places

        def done(places: Sequence[Place]) -> None:
            if landscape is self._landscape:
                self._put(landscape, places)
                self.changed.emit(Change("Lay out the map", places=True))

        self.jobs.run("Lay out the map", lay_out, done)

    def _survey(self, ground: Ground) -> None:
        """Read the columns of a large landscape where its file keeps none, and lay out what has no place, as a job."""
        if ground.is_read and ground.place_few():
            return

        def survey(progress: Progress, is_cancelled: IsCancelled) -> None:
            ground.survey(progress, is_cancelled, self._previewed.emit)

        def done(nothing: None) -> None:
            if ground is self._ground:
                ground.read()
                self.changed.emit(Change("Lay out the map", is_sweeping=not was_read, places=True))

        was_read = ground.is_read
        self._under_way.append(self.jobs.run("Lay out the map" if was_read else "Read the landscape", survey, done))

    def _put(self, landscape: Landscape, places: Sequence[Place]) -> None:
        with suppress(Refusal):  # a landscape that can only be looked at keeps its layout for this session
            landscape.keep_places(places)
        self._places = {**self.places, **{spot.company: spot for spot in places}}
        self._spots = None

    def _forget(self) -> None:
        self._data = self._places = self._terrain = self._spots = None


def _nothing(value: object) -> None:
    """Do nothing more."""


def _undo(landscape: Landscape) -> Change | None:
    change: Change | None = landscape.undo()
    return change


def _redo(landscape: Landscape) -> Change | None:
    change: Change | None = landscape.redo()
    return change


def _moving(places: Sequence[Place]) -> Edit:
    def step(landscape: Landscape) -> Change:
        change: Change = landscape.move(places)
        return change

    return step
