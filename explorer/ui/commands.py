"""What each command does, when it can be done, and the menus that offer them."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow

from explorer.landscape.claims import Change, Claim, ClaimKind
from explorer.landscape.facts import CompanyId
from explorer.landscape.views import Arrangement
from explorer.landscape.vocabulary import Review
from explorer.map.facets import facets, facets_of, with_told
from explorer.map.terrain import Terrain
from explorer.project.deals import MostTold
from explorer.project.landscape import Landscape
from explorer.session.edits import forgetting
from explorer.session.jobs import IsCancelled, Progress
from explorer.session.session import Session
from explorer.session.settings import Settings
from explorer.session.trail import Trail
from explorer.ui.actions import EXPORTS, Actions
from explorer.ui.drawer import Drawer
from explorer.ui.filters import FiltersPopup, Offer
from explorer.ui.map.panel import MapPanel
from explorer.ui.opening import Opening
from explorer.ui.palette import Palette
from explorer.ui.panes import Panes
from explorer.ui.side import Side
from explorer.ui.snapshots import Snapshots
from explorer.ui.table.panel import TablePanel
from explorer.ui.top_bar import TopBar

#: What bare keys do on the map; on the deals all but the last do the same. On the companies letters type ahead.
ON_THE_COMPANIES = ("closer", "further", "focus")
ON_THE_DEALS = ("accept", "reject", "fit", "minimap", *ON_THE_COMPANIES)
ON_THE_MAP = (*ON_THE_DEALS, "select_all")
NEEDS_LANDSCAPE = (
    *("save_copy", "snapshot", "snapshot_as", *(command.id for command in EXPORTS)),
    *("filters", "fit", "select_all", "forget"),
)
#: So many capabilities, places and sources of a large landscape can be ticked, those of the most deals.
MOST_OFFERED = 200
SMALLEST_TEXT, LARGEST_TEXT, TEXT_STEP = 0.8, 2.0, 0.1


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of the window that commands act on."""

    window: QMainWindow
    session: Session
    settings: Settings
    actions: Actions
    opening: Opening
    snapshots: Snapshots
    top: TopBar
    map: MapPanel
    trail: Trail
    table: TablePanel
    side: Side
    drawer: Drawer
    filters: FiltersPopup
    palette: Palette
    panes: Panes


class Commands(QObject):
    """Connects every action to what it does."""

    #: The size of text was changed; the window shall be dressed anew.
    text_resized = Signal()

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._told: MostTold = ((), (), ())
        self._told_of: Terrain | None = None
        self._menus = parts.actions.fill(parts.window.menuBar())
        self._menus["recent"].aboutToShow.connect(self._on_recent_wanted)
        self._menus["recent"].triggered.connect(self._on_recent_chosen)
        self._connect()
        actions = parts.actions
        parts.map.addActions([actions[name] for name in ON_THE_MAP])
        parts.table.companies_view.addActions([actions[name] for name in ON_THE_COMPANIES])
        parts.table.deals_view.addActions([actions[name] for name in ON_THE_DEALS])

    @Slot()
    def refresh(self) -> None:
        """Say again what can be done now, and tick what is on."""
        parts, actions = self._parts, self._parts.actions
        landscape, chosen = parts.session.landscape, parts.session.selection
        undo, redo = (landscape.undo_name, landscape.redo_name) if landscape is not None else ("", "")
        for name, words, step in (("undo", "Undo", undo), ("redo", "Redo", redo)):
            actions[name].setText(f"{words} “{step}”" if step else words)
            actions[name].setEnabled(bool(step))
        parts.top.say_what_is_undone(undo, redo)
        for name in NEEDS_LANDSCAPE:
            actions[name].setEnabled(landscape is not None)
        for name in ("accept", "reject"):
            actions[name].setEnabled(bool(chosen.deals))
        actions["fill"].setEnabled(bool(parts.drawer.open_panel))
        actions["focus"].setEnabled(not chosen.is_empty)
        actions["back"].setEnabled(parts.trail.can_go_back)
        actions["forward"].setEnabled(parts.trail.can_go_forward)
        actions["no_filters"].setEnabled(not parts.session.view.filters.is_empty)
        parts.top.filters.setCheckable(True)
        parts.top.filters.setChecked(not parts.session.view.filters.is_empty)
        is_dark = parts.session.theme == "dark"
        parts.top.theme.show_icon("sun" if is_dark else "moon")
        for name, is_on in (
            ("focus", chosen.focus),
            ("by_place", parts.session.view.arrangement is Arrangement.MAP),
            ("by_ring", parts.session.view.arrangement is Arrangement.RINGS),
            ("by_year", parts.session.view.arrangement is Arrangement.COLUMNS),
            ("minimap", parts.map.cards.minimap.is_wanted),
            ("dark", is_dark),
            ("less_motion", parts.settings.moves_less),
            ("fill", parts.drawer.fills),
            ("left", not parts.table.isHidden()),
            ("right", not parts.side.isHidden()),
            *((name, name == parts.drawer.open_panel) for name in parts.drawer.names),
        ):
            actions[name].setChecked(is_on)

    # what the actions do

    @Slot()
    def _on_find(self) -> None:
        self._parts.table.show()
        self._parts.table.begin_find()

    @Slot()
    def _on_accept(self) -> None:
        self._judge(Review.ACCEPTED)

    @Slot()
    def _on_reject(self) -> None:
        self._judge(Review.REJECTED)

    @Slot()
    def _on_forget(self) -> None:
        self._parts.session.edit(forgetting())

    @Slot()
    def _on_solider(self) -> None:
        self._parts.top.slider.step(1)

    @Slot()
    def _on_looser(self) -> None:
        self._parts.top.slider.step(-1)

    @Slot()
    def _on_filters(self) -> None:
        self._parts.filters.offer(self._offer())
        self._parts.filters.open_below(self._parts.top.filters)
        if self._parts.session.is_large:
            self._count_told()
        self.refresh()

    @Slot()
    def _on_no_filters(self) -> None:
        self._parts.session.set_filters(self._parts.session.view.filters.cleared)

    @Slot()
    def _on_by_place(self) -> None:
        self._arrange(Arrangement.MAP)

    @Slot()
    def _on_by_ring(self) -> None:
        self._arrange(Arrangement.RINGS)

    @Slot()
    def _on_by_year(self) -> None:
        self._arrange(Arrangement.COLUMNS)

    @Slot()
    def _on_panel_wanted(self) -> None:
        wanted = self.sender()
        self._parts.drawer.toggle(next(name for name in self._parts.drawer.names if self._parts.actions[name] is wanted))

    @Slot()
    def _on_left(self) -> None:
        self._parts.table.setVisible(self._parts.table.isHidden())
        self.refresh()

    @Slot()
    def _on_right(self) -> None:
        self._parts.side.setVisible(self._parts.side.isHidden())
        self.refresh()

    @Slot()
    def _on_dark(self) -> None:
        self._parts.session.set_theme("light" if self._parts.session.theme == "dark" else "dark")

    @Slot()
    def _on_less_motion(self) -> None:
        settings = self._parts.settings
        settings.moves_less = not settings.moves_less
        self._parts.map.flight.is_wanted = not settings.moves_less
        self.refresh()

    @Slot()
    def _on_larger(self) -> None:
        self._resize_text(TEXT_STEP)

    @Slot()
    def _on_smaller(self) -> None:
        self._resize_text(-TEXT_STEP)

    @Slot()
    def _on_keys(self) -> None:
        self._help("keyboard")

    @Slot()
    def _on_guide(self) -> None:
        self._help("map")

    @Slot()
    def _on_about(self) -> None:
        self._help("about")

    @Slot()
    def _on_recent_wanted(self) -> None:
        menu = self._menus["recent"]
        menu.clear()
        for path in self._parts.settings.recent:
            action = QAction(path.stem, menu)
            action.setToolTip(str(path))
            action.setData(str(path))
            menu.addAction(action)
        if menu.isEmpty():
            menu.addAction("Nothing was opened yet").setEnabled(False)

    @Slot(QAction)
    def _on_recent_chosen(self, action: QAction) -> None:
        if action.data():
            self._parts.opening.open_landscape(Path(str(action.data())))

    # behind the scenes

    def _connect(self) -> None:
        parts = self._parts
        parts.actions.connect(
            {
                "new": parts.opening.ask_for_new,
                "open": parts.opening.ask_what_to_open,
                "paste": parts.opening.paste,
                "sample": parts.opening.open_sample,
                "save_copy": parts.opening.ask_for_copy,
                "snapshot": parts.snapshots.take,
                "snapshot_as": parts.snapshots.ask_and_take,
                "export_csv": parts.snapshots.export_tables,
                "export_network": parts.snapshots.export_network,
                "export_coding": parts.snapshots.export_coding,
                "export_picture": parts.snapshots.ask_and_take,
                "quit": parts.window.close,
                "undo": parts.session.undo,
                "redo": parts.session.redo,
                "find": self._on_find,
                "accept": self._on_accept,
                "reject": self._on_reject,
                "forget": self._on_forget,
                "select_all": parts.map.select_all,
                "back": parts.trail.back,
                "forward": parts.trail.forward,
                "fit": parts.map.fit,
                "closer": parts.map.closer,
                "further": parts.map.further,
                "by_place": self._on_by_place,
                "by_ring": self._on_by_ring,
                "by_year": self._on_by_year,
                "minimap": parts.map.toggle_minimap,
                "focus": parts.map.toggle_focus,
                "solider": self._on_solider,
                "looser": self._on_looser,
                "filters": self._on_filters,
                "no_filters": self._on_no_filters,
                **dict.fromkeys(parts.drawer.names, self._on_panel_wanted),
                "fill": parts.drawer.toggle_fill,
                "next_part": parts.panes.next,
                "part_before": parts.panes.before,
                "left": self._on_left,
                "right": self._on_right,
                "dark": self._on_dark,
                "larger": self._on_larger,
                "smaller": self._on_smaller,
                "less_motion": self._on_less_motion,
                "commands": parts.palette.open,
                "keys": self._on_keys,
                "guide": self._on_guide,
                "about": self._on_about,
            }
        )

    def _arrange(self, arrangement: Arrangement) -> None:
        session = self._parts.session
        view, around = session.view, frozenset[CompanyId]()
        if arrangement is Arrangement.RINGS:
            around = session.selection.companies or view.around
            if not around:
                session.note("Choose a company first: rings go around it.")
                arrangement = view.arrangement
        session.set_view(view.with_(arrangement=arrangement, around=around))
        self.refresh()

    def _offer(self) -> Offer:
        landscape = self._parts.session.landscape
        if landscape is None:
            return Offer()
        capabilities = {each.id: each.name for each in landscape.capabilities()}
        sources = {each.id: each.title or each.file_name or "Untitled" for each in landscape.sources()}
        session = self._parts.session
        if not session.is_large:
            return Offer(facets(session.data), capabilities, sources)
        counted = facets_of(session.terrain)
        return Offer(with_told(counted, *self._told) if self._told_of is session.terrain else counted, capabilities, sources)

    def _count_told(self) -> None:
        """Count beside the window what the columns of a large landscape do not tell, and offer it in the open popup."""
        session, popup = self._parts.session, self._parts.filters
        landscape, terrain = session.landscape, session.terrain
        if landscape is None or self._told_of is terrain:
            return

        def count(progress: Progress, is_cancelled: IsCancelled) -> MostTold:
            return landscape.most_told(MOST_OFFERED)

        def done(told: MostTold) -> None:
            if session.terrain is terrain:
                self._told, self._told_of = told, terrain
                popup.offer(self._offer())
                if popup.isVisible():
                    popup.open_below(self._parts.top.filters)

        session.jobs.run("Count what can be filtered by", count, done)

    def _judge(self, review: Review) -> None:
        claims = tuple(Claim(ClaimKind.DEAL, deal) for deal in sorted(self._parts.session.selection.deals))

        def step(landscape: Landscape) -> Change:
            return landscape.judge(claims, review)

        if claims:
            self._parts.session.edit(step)

    def _resize_text(self, by: float) -> None:
        settings = self._parts.settings
        settings.text_scale = round(min(max(settings.text_scale + by, SMALLEST_TEXT), LARGEST_TEXT), 2)
        self.text_resized.emit()

    def _help(self, page: str) -> None:
        from explorer.ui.guide import Guide  # help is not needed before it is asked for

        self._guide = Guide(page, self._parts.actions, self._parts.window)
        self._guide.show()
