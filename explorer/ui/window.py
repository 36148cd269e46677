"""The one window: puts the parts together, wires them to the session, remembers its shape."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QWidget

from explorer.landscape.claims import Cell
from explorer.landscape.views import Filters, View
from explorer.landscape.vocabulary import Reality
from explorer.map.marks import DisplayList
from explorer.painting.fonts import load_fonts
from explorer.painting.theme import Theme
from explorer.project.landscape import Landscape
from explorer.session.session import Notice, Session
from explorer.session.settings import Settings
from explorer.session.trail import Trail
from explorer.ui.actions import Actions
from explorer.ui.commands import Commands, Parts
from explorer.ui.drawer import Drawer, Foot, stacked
from explorer.ui.filters import FiltersPopup
from explorer.ui.map.panel import MapPanel
from explorer.ui.notices import NoticeBar
from explorer.ui.opening import Opening
from explorer.ui.palette import Palette
from explorer.ui.panes import Panes
from explorer.ui.parts.icons import IconButton
from explorer.ui.parts.style import palette, style_sheet
from explorer.ui.side import Side
from explorer.ui.snapshots import Snapshots
from explorer.ui.table.panel import TablePanel
from explorer.ui.tabs import tabs
from explorer.ui.top_bar import TopBar
from explorer.ui.work import JobStrip

SMALLEST, USUAL = (960, 600), (1280, 800)
COLUMNS, ROWS = (280, 660, 340), (460, 260)


class Window(QMainWindow):
    """Top bar, tables, map, inspector and reader, and a drawer for the rest; panels meet in the session alone."""

    #: The map was painted for the first time.
    first_painted = Signal()

    def __init__(self, session: Session, settings: Settings, data_folder: Path) -> None:
        super().__init__()
        self.session = session
        self.settings = settings
        self._was_painted = False
        self.dress()
        self.actions_by_name = Actions(self)
        self.opening = Opening(session, settings, data_folder, self)
        self.top = TopBar(self.actions_by_name, self)
        self.notices = NoticeBar(self)
        self.map = MapPanel(session, self, legend_is_open=settings.legend_is_open)
        self.map.flight.is_wanted = not settings.moves_less
        self.trail = Trail(session, parent=self)
        self.table = TablePanel(session, settings.table, self)
        self.filters = FiltersPopup(self)
        self.command_palette = Palette(self.actions_by_name, self)
        self.side = Side(session, self)
        panels = tabs(session)
        self.drawer = Drawer(panels, self)
        self.jobs = JobStrip(session.jobs, self)
        self.enlarge = IconButton("enlarge", self.actions_by_name.with_keys("fill"), parent=self)
        self.enlarge.setCheckable(True)
        self.enlarge.hide()
        self.foot = Foot(self.drawer, panels, self.jobs, self.enlarge, parent=self)
        self.snapshots = Snapshots(session, settings, self.opening, self.map)
        self.panes = Panes(self._shown_panes, self)
        self.commands = Commands(
            Parts(
                window=self,
                session=session,
                settings=settings,
                actions=self.actions_by_name,
                opening=self.opening,
                snapshots=self.snapshots,
                top=self.top,
                map=self.map,
                trail=self.trail,
                table=self.table,
                side=self.side,
                drawer=self.drawer,
                filters=self.filters,
                palette=self.command_palette,
                panes=self.panes,
            )
        )
        self._put_together()
        self._connect()
        self._take_shape()
        self.setAcceptDrops(True)
        self.map.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_opened(session.landscape)
        self._on_view_changed(session.view)

    @Slot()
    def dress(self) -> None:
        """Wear the session's theme at the size of text that is set."""
        theme, fonts, scale = Theme.load(self.session.theme), load_fonts(), self.settings.text_scale
        QApplication.setPalette(palette(theme))
        QApplication.setFont(fonts.font(13 * scale))
        self.setStyleSheet(style_sheet(theme, fonts, scale))

    def furnish(self) -> None:
        """Build the panels that wait until the map was painted."""
        self.side.furnish()
        if self.settings.drawer and not self.drawer.open_panel:
            self.drawer.open(self.settings.drawer)

    # what the session tells

    @Slot(object)
    def _on_opened(self, landscape: Landscape | None) -> None:
        name = landscape.name if landscape is not None else ""
        self.setWindowTitle(f"{name} – Alliance Explorer" if name else "Alliance Explorer")
        self.top.name.setText(name or "Alliance Explorer")
        self.commands.refresh()

    @Slot(object)
    def _on_changed(self, change: object) -> None:
        self.commands.refresh()

    @Slot(object)
    def _on_view_changed(self, view: View) -> None:
        self.top.slider.set_level(view.reality)
        self.filters.show_filters(view.filters)
        self.commands.refresh()

    @Slot(object)
    def _on_selection_changed(self, selection: object) -> None:
        self.commands.refresh()

    @Slot(object)
    def _on_theme_changed(self, name: str) -> None:
        self.settings.theme = name
        self.dress()
        self.commands.refresh()

    # what the parts tell

    @Slot(object)
    def _on_painted(self, shown: DisplayList) -> None:
        if not self._was_painted:
            self._was_painted = True
            self.first_painted.emit()

    @Slot(object)
    def _on_level_chosen(self, level: Reality) -> None:
        self.session.set_reality(level)

    @Slot(object)
    def _on_filters_chosen(self, filters: Filters) -> None:
        self.session.set_filters(filters)

    @Slot(object)
    def _on_action_wanted(self, name: str) -> None:
        self.actions_by_name[name].trigger()

    @Slot()
    def _on_find_left(self) -> None:
        self.map.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_inspection_wanted(self) -> None:
        self.side.furnish()
        self.drawer.fill(False)
        self.side.show()
        if self.side.inspector is not None:
            self.side.inspector.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(object)
    def _on_excerpt_shown(self, excerpt: object) -> None:
        self.drawer.fill(False)
        self.side.show()

    @Slot(object)
    def _on_cell_shown(self, cell: Cell) -> None:
        """Open the matrix where it is not open; one that is only built now has not heard of the cell."""
        if self.drawer.open_panel != "gaps":
            is_new = not self.drawer.is_built("gaps")
            self.drawer.open("gaps")
            if is_new:
                self.session.show_cell(cell)

    @Slot(object)
    def _on_drawer_turned(self, name: str) -> None:
        self.settings.drawer = name
        self.enlarge.setVisible(bool(name))
        self.commands.refresh()

    @Slot(object)
    def _on_drawer_filled(self, fills: bool) -> None:
        self._columns.setVisible(not fills)
        self.enlarge.setChecked(fills)
        self.commands.refresh()

    @Slot(object)
    def _on_noted(self, notice: Notice) -> None:
        if notice.is_refusal:
            self.drawer.fill(False)  # it is told above the map

    @Slot(object)
    def _on_legend_unfolded(self, is_open: bool) -> None:
        self.settings.legend_is_open = is_open

    @Slot(object)
    def _on_table_chosen(self, name: str) -> None:
        self.settings.table = name

    # what Qt tells

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and text."""
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        mime = event.mimeData()
        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.opening.open_paths(paths)
        elif mime.text().strip():
            event.acceptProposedAction()
            self.opening.read_text(mime.text())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop all work, close the landscape, remember the shape."""
        settings = self.settings
        self.drawer.fill(False)
        settings.geometry = bytes(self.saveGeometry().data())
        settings.keep_sizes("columns", self._columns.sizes())
        if self.drawer.open_panel:
            settings.keep_sizes("rows", self._rows.sizes())
        settings.save()
        self.session.shut_down()
        super().closeEvent(event)

    # behind the scenes

    def _shown_panes(self) -> list[QWidget]:
        """Return the parts that can be seen, as one reads them: tables, map, inspector, reader, the panel below."""
        panes: list[QWidget | None] = [self.table, self.map, self.side.inspector, self.side.reader]
        panes += [self.drawer.panel(self.drawer.open_panel)] if self.drawer.open_panel else []
        return [pane for pane in panes if pane is not None and pane.isVisible()]

    def _put_together(self) -> None:
        self._columns = QSplitter(Qt.Orientation.Horizontal, self)
        for widget in (self.table, stacked(self.notices, self.map, takes_room=1), self.side):
            self._columns.addWidget(widget)
        self._rows = QSplitter(Qt.Orientation.Vertical, self)
        self._rows.addWidget(self._columns)
        self._rows.addWidget(self.drawer)
        for splitter in (self._columns, self._rows):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(1)
        for number, stretch in enumerate((0, 4, 1)):  # in a wider window the reader's lines grow, too
            self._columns.setStretchFactor(number, stretch)
        self._rows.setStretchFactor(0, 1)
        self.setCentralWidget(stacked(self.top, self._rows, self.foot, takes_room=1, parent=self))

    def _connect(self) -> None:
        session = self.session
        session.opened.connect(self._on_opened)
        session.changed.connect(self._on_changed)
        session.view_changed.connect(self._on_view_changed)
        session.theme_changed.connect(self._on_theme_changed)
        session.excerpt_shown.connect(self._on_excerpt_shown)
        session.cell_shown.connect(self._on_cell_shown)
        session.selection_changed.connect(self._on_selection_changed)
        session.noted.connect(self.notices.tell)
        self.commands.text_resized.connect(self.dress)
        self.map.painted.connect(self._on_painted)
        self.map.jumped.connect(self.trail.note_jump)
        self.trail.changed.connect(self.commands.refresh)
        self.map.inspection_wanted.connect(self._on_inspection_wanted)
        self.map.action_wanted.connect(self._on_action_wanted)
        self.map.legend.unfolded.connect(self._on_legend_unfolded)
        self.table.find_left.connect(self._on_find_left)
        self.table.table_chosen.connect(self._on_table_chosen)
        self.top.slider.level_chosen.connect(self._on_level_chosen)
        self.filters.filters_chosen.connect(self._on_filters_chosen)
        self.drawer.turned.connect(self._on_drawer_turned)
        self.drawer.filled.connect(self._on_drawer_filled)
        self.enlarge.clicked.connect(self.drawer.toggle_fill)
        session.noted.connect(self._on_noted)

    def _take_shape(self) -> None:
        self.setMinimumSize(*SMALLEST)
        if not (self.settings.geometry and self.restoreGeometry(self.settings.geometry)):
            self.resize(*USUAL)
        for name, splitter, usual in (("columns", self._columns, COLUMNS), ("rows", self._rows, ROWS)):
            kept = self.settings.sizes(name)
            splitter.setSizes(list(kept if len(kept) == len(usual) else usual))
