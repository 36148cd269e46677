"""Everything a person can do, named once: menus, buttons, keys and the command palette all show these."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

Keys = QKeySequence.StandardKey


@dataclass(frozen=True, slots=True)
class Command:
    """One action: its key in the table, its words, the keys that start it and what it does in a sentence.

    A `loose` command acts by a bare letter, so that its key must not be taken from a text field: the map hands it on.
    """

    id: str
    text: str
    keys: tuple[QKeySequence.StandardKey | str, ...] = ()
    hint: str = ""
    is_checkable: bool = False
    loose: bool = False


RULE = Command("", "")

MENUS: Mapping[str, tuple[Command, ...]] = {
    "&File": (
        Command("new", "New landscape…", (Keys.New,), "Start an empty landscape in a file of its own"),
        Command("open", "Open…", (Keys.Open,), "Read articles, or open a landscape or a snapshot"),
        Command("recent", "Open recent"),
        Command("paste", "Paste an article", ("Ctrl+Shift+V", Keys.Paste), "Read the text that was copied"),
        Command("sample", "Open the sample landscape", (), "Two dozen short articles on alliances of 2016 to 2024"),
        RULE,
        Command("save_copy", "Save a copy…", ("Ctrl+Shift+S",), "Every edit is kept as it is made; this makes a second file"),
        Command("snapshot", "Save a snapshot", (Keys.Save,), "Save the map as a picture that opens again, and keep the view"),
        Command("snapshot_as", "Save a snapshot as…", ("Ctrl+Alt+S",), "Choose the size, the theme and the kind of file"),
        Command("export", "Export"),
        RULE,
        Command("quit", "Quit", (Keys.Quit,)),
    ),
    "&Edit": (
        Command("undo", "Undo", (Keys.Undo,)),
        Command("redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y")),
        RULE,
        Command("find", "Find", (Keys.Find, "/"), "Find companies, deals and words in the articles"),
        RULE,
        Command("accept", "Accept what is chosen", ("A",), "Accept the chosen deals as found", loose=True),
        Command("reject", "Reject what is chosen", ("R",), "Reject the chosen deals; they leave the map", loose=True),
        Command(
            "forget", "Forget what was learned", (), "Begin to learn anew from decisions; what was accepted and rejected stays"
        ),
        RULE,
        Command("select_all", "Choose every company", (Keys.SelectAll,), loose=True),
    ),
    "&View": (
        Command("back", "Back to the view before", ("Alt+Left",), "Look again as before the last choice, filter or jump"),
        Command("forward", "Forward to the view after", ("Alt+Right",), "Look again as before you went back"),
        RULE,
        Command("fit", "Show the whole map", ("F", "0"), loose=True),
        Command("closer", "Closer", ("+", "="), loose=True),
        Command("further", "Further away", ("-",), loose=True),
        Command("by_place", "Where companies stand", (), "The map as it was laid out and as you moved it", True),
        Command("by_ring", "Rings around what is chosen", ("Ctrl+R",), "The chosen in the middle, its partners around it", True),
        Command("by_year", "Columns by time", ("Ctrl+T",), "Companies by the year of their first deal", True),
        RULE,
        Command("minimap", "Overview map", ("M",), "The whole map in a corner, with a frame to drag", True, True),
        Command("focus", "Focus on what is chosen", ("Space",), "Fade all but the chosen and their neighbours", True, True),
        RULE,
        Command("solider", "Count only what is more certain", ("Ctrl+]",), "Move the reality slider towards done"),
        Command("looser", "Count what is less certain too", ("Ctrl+[",), "Move the reality slider towards asked"),
        Command("filters", "Filters…", ("Ctrl+Shift+F",), "By type, stage, reality, date, capability, place, source and review"),
        Command("no_filters", "Show everything again"),
        RULE,
        Command("gaps", "Gap matrix", ("Ctrl+1",), is_checkable=True),
        Command("review", "Review queue", ("Ctrl+2",), is_checkable=True),
        Command("questions", "Open questions", ("Ctrl+3",), is_checkable=True),
        Command("plots", "Plots", ("Ctrl+4",), is_checkable=True),
        Command("views", "Kept views", ("Ctrl+5",), is_checkable=True),
        Command("fill", "Enlarge the panel below", ("Ctrl+0",), "Give it the room of map, tables and inspector too", True),
        Command("left", "Tables", ("Ctrl+Alt+Left",), is_checkable=True),
        Command("right", "Inspector", ("Ctrl+Alt+Right",), is_checkable=True),
        Command("next_part", "To the next part of the window", ("F6",), "Tables, map, inspector, reader, the panel below"),
        Command("part_before", "To the part before", ("Shift+F6",)),
        RULE,
        Command("dark", "Dark theme", ("Ctrl+Shift+D",), is_checkable=True),
        Command("larger", "Larger text", ("Ctrl++", "Ctrl+=")),
        Command("smaller", "Smaller text", ("Ctrl+-",)),
        Command("less_motion", "Less motion", (), "The map jumps instead of flying", True),
    ),
    "&Help": (
        Command("commands", "Commands…", ("Ctrl+K",), "Find any command by typing"),
        Command("keys", "Keyboard", ("F1",)),
        Command("guide", "How to read the map"),
        Command("about", "About Alliance Explorer"),
    ),
}

EXPORTS = (
    Command("export_csv", "Tables as CSV…", (), "Companies, deals, flows, standings and quotes, one file each"),
    Command("export_network", "Network as GraphML, GEXF or CSV…", (), "Companies and deals for other programs"),
    Command("export_coding", "Coding as JSON Lines…", (), "Everything that was found, an article a line"),
    Command("export_picture", "Picture of the map…"),
)


class Actions:
    """The commands as actions of one window; `actions["fit"]` is the action that fits the map."""

    def __init__(self, window: QWidget) -> None:
        self.commands: dict[str, Command] = {}
        self._actions: dict[str, QAction] = {}
        for command in (*(command for menu in MENUS.values() for command in menu), *EXPORTS):
            if command.id:
                self._add(command, window)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def connect(self, slots: Mapping[str, Callable[[], object]]) -> None:
        """Let each named command call a bound method."""
        for name, slot in slots.items():
            self._actions[name].triggered.connect(slot)

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Build the menus; return the ones that others fill: "recent" and "export"."""
        open_ended: dict[str, QMenu] = {}
        for title, commands in MENUS.items():
            menu = bar.addMenu(title)
            menu.setToolTipsVisible(True)
            for command in commands:
                if not command.id:
                    menu.addSeparator()
                elif command.id in ("recent", "export"):
                    open_ended[command.id] = menu.addMenu(command.text)
                else:
                    menu.addAction(self._actions[command.id])
        for command in EXPORTS:
            open_ended["export"].addAction(self._actions[command.id])
        return open_ended

    def in_full(self, name: str) -> str:
        """Say the command where no menu stands around it: "Export tables as CSV"."""
        words = self._actions[name].text().rstrip("…").replace("&", "")
        return f"Export {words[:1].lower()}{words[1:]}" if self.commands[name] in EXPORTS else words

    def with_keys(self, name: str) -> str:
        """Say what the command does and its first key, for a tooltip."""
        command, action = self.commands[name], self._actions[name]
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        words = command.hint or action.text().rstrip("…")
        return f"{words}  ({keys})" if keys else words

    def _add(self, command: Command, window: QWidget) -> None:
        action = QAction(command.text, window)
        action.setCheckable(command.is_checkable)
        if command.keys:
            action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        # Bare letters belong to the map and to what stands beside it; a text field must be able to take them.
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut if command.loose else Qt.ShortcutContext.WindowShortcut
        action.setShortcutContext(context)
        if command.hint:
            action.setToolTip(command.hint)
        if not command.loose:
            window.addAction(action)
        self.commands[command.id] = command
        self._actions[command.id] = action
