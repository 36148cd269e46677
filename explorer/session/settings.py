"""What the program remembers of one person's habits, apart from any landscape: one typed reader over QSettings."""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings

#: How many landscapes "Open recent" offers.
RECENT = 8


@dataclass(frozen=True, slots=True)
class SnapshotForm:
    """How a snapshot is made: size in pixels, "light", "dark" or "" for the window's theme, and the file's ending."""

    width: int = 1920
    height: int = 1080
    theme: str = ""
    ending: str = "png"


class Settings:
    """Typed values that outlive the program.

    Every value is kept as one line of JSON: QSettings itself turns True into "true" and a list of one into a string.
    A value that cannot be read counts as never set.
    """

    def __init__(self, path: Path) -> None:
        self._kept = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def theme(self) -> str:
        """ "light", "dark", or "" to follow the system."""
        return self._text("theme")

    @theme.setter
    def theme(self, name: str) -> None:
        self._keep("theme", name)

    @property
    def moves_less(self) -> bool:
        """Whether the camera jumps instead of flying."""
        return self._read("moves_less") is True

    @moves_less.setter
    def moves_less(self, wanted: bool) -> None:
        self._keep("moves_less", wanted)

    @property
    def legend_is_open(self) -> bool | None:
        """Whether the person wants the map's legend unfolded; None where they never said."""
        raw = self._read("legend_is_open")
        return raw if isinstance(raw, bool) else None

    @legend_is_open.setter
    def legend_is_open(self, is_open: bool | None) -> None:
        self._keep("legend_is_open", is_open)

    @property
    def text_scale(self) -> float:
        """By how much text and controls are enlarged."""
        raw = self._read("text_scale")
        return min(max(float(raw), 0.8), 2.0) if isinstance(raw, int | float) and not isinstance(raw, bool) else 1.0

    @text_scale.setter
    def text_scale(self, scale: float) -> None:
        self._keep("text_scale", scale)

    @property
    def drawer(self) -> str:
        """The name of the panel that is open below the map, "" when none is."""
        return self._text("drawer")

    @drawer.setter
    def drawer(self, name: str) -> None:
        self._keep("drawer", name)

    @property
    def table(self) -> str:
        """Which table is shown: "companies" or "deals"."""
        return self._text("table") or "companies"

    @table.setter
    def table(self, name: str) -> None:
        self._keep("table", name)

    @property
    def geometry(self) -> bytes:
        """The window's shape, as the window wrote it."""
        try:
            return base64.b64decode(self._text("geometry"), validate=True)
        except ValueError:
            return b""

    @geometry.setter
    def geometry(self, shape: bytes) -> None:
        self._keep("geometry", base64.b64encode(shape).decode("ascii"))

    @property
    def recent(self) -> tuple[Path, ...]:
        """The landscapes opened last, latest first."""
        raw = self._read("recent")
        return tuple(Path(path) for path in raw if isinstance(path, str))[:RECENT] if isinstance(raw, list) else ()

    def remember_opened(self, path: Path) -> None:
        """Put this landscape first among the recent ones."""
        others = [str(other) for other in self.recent if other != path]
        self._keep("recent", [str(path), *others][:RECENT])

    def forget_opened(self, path: Path) -> None:
        """Take a landscape that is gone off the recent ones."""
        self._keep("recent", [str(other) for other in self.recent if other != path])

    def sizes(self, splitter: str) -> tuple[int, ...]:
        """How the panes of a splitter share its room; empty when never set."""
        raw = self._read(f"sizes/{splitter}")
        return tuple(raw) if isinstance(raw, list) and all(type(size) is int and size >= 0 for size in raw) else ()

    def keep_sizes(self, splitter: str, sizes: Sequence[int]) -> None:
        """Remember how the panes of a splitter share its room."""
        self._keep(f"sizes/{splitter}", list(sizes))

    @property
    def folder(self) -> Path:
        """Where the person last opened or saved something."""
        kept = Path(self._text("folder") or Path.home())
        return kept if kept.is_dir() else Path.home()

    @folder.setter
    def folder(self, folder: Path) -> None:
        self._keep("folder", str(folder))

    @property
    def snapshot(self) -> SnapshotForm:
        """How snapshots are made."""
        raw, usual = self._read("snapshot"), SnapshotForm()
        if not isinstance(raw, Mapping):
            return usual
        width, height, theme, ending = (raw.get(name) for name in ("width", "height", "theme", "ending"))
        return SnapshotForm(
            width if type(width) is int and 64 <= width <= 16384 else usual.width,
            height if type(height) is int and 64 <= height <= 16384 else usual.height,
            theme if theme in ("light", "dark") else "",
            ending if ending in ("png", "svg", "pdf") else usual.ending,
        )

    @snapshot.setter
    def snapshot(self, form: SnapshotForm) -> None:
        self._keep("snapshot", asdict(form))

    def save(self) -> None:
        """Write everything to disk now."""
        self._kept.sync()

    def _text(self, key: str) -> str:
        raw = self._read(key)
        return raw if isinstance(raw, str) else ""

    def _read(self, key: str) -> Any:
        try:
            return json.loads(str(self._kept.value(key, "null")))
        except ValueError:
            return None

    def _keep(self, key: str, value: object) -> None:
        self._kept.setValue(key, json.dumps(value))
