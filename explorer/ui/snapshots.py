"""Taking snapshots of the map, and writing what is known for other programs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from explorer.landscape.refusals import Cancelled, Refusal
from explorer.landscape.views import View
from explorer.landscape.wording import counted
from explorer.project.landscape import Landscape
from explorer.session.jobs import IsCancelled, Progress
from explorer.session.session import Session
from explorer.session.settings import Settings, SnapshotForm
from explorer.ui.map.panel import MapPanel
from explorer.ui.opening import Opening
from explorer.ui.parts.style import give_role

SIZES = (
    ("As wide as a slide, 1920 × 1080", 1920, 1080),
    ("Sharp, 3840 × 2160", 3840, 2160),
    ("A page across, 2480 × 1754", 2480, 1754),
)
PROMISE = "The map with its legend, date, filters and numbered quotes. The file brings this view back when it is dropped here."
THEMES = (("As the window", ""), ("Light", "light"), ("Dark", "dark"))
KINDS = (("PNG picture", "png"), ("SVG drawing, text as text", "svg"), ("PDF page", "pdf"))


class Snapshots(QObject):
    """Saves the map as it is looked at, in a file that brings the view back, and keeps the view in the landscape."""

    def __init__(self, session: Session, settings: Settings, opening: Opening, map_panel: MapPanel) -> None:
        super().__init__(map_panel)
        self._session = session
        self._settings = settings
        self._opening = opening
        self._map = map_panel
        self._under_way: set[Path] = set()

    @Slot()
    def take(self) -> None:
        """Save a snapshot in the form used last, beside the others, without asking."""
        landscape = self._session.landscape
        if landscape is not None:
            self.save(self._free_path(landscape), self._settings.snapshot)

    @Slot()
    def ask_and_take(self) -> None:
        """Ask for size, theme, kind of file and place, and save a snapshot."""
        landscape = self._session.landscape
        if landscape is None:
            return
        form = self.ask_for_form(self._settings.snapshot)
        if form is None:
            return
        self._settings.snapshot = form
        path = self._opening.ask_where(
            "Save a snapshot", self._free_path(landscape).name, f"{form.ending.upper()} (*.{form.ending})"
        )
        if path is not None:
            self.save(path.with_suffix(f".{form.ending}"), form)

    def save(self, path: Path, form: SnapshotForm) -> None:
        """Keep the view under the file's name, and write the picture in a job."""
        landscape, shown = self._session.landscape, self._map.shown
        if landscape is None:
            return
        view, today = replace(self._session.view, camera=self._map.camera), date.today().isoformat()
        theme, seen = form.theme or self._session.theme, (shown.width, shown.height)
        self._keep_view(landscape, path.stem, view)  # at once: the landscape may be closed before the picture is painted
        self._under_way.add(path)

        def work(progress: Progress, is_cancelled: IsCancelled) -> None:
            from explorer.exports.beside import save_beside  # pages and files are not needed before the first snapshot
            from explorer.exports.files import unwritable
            from explorer.session.snapshots import picture_of, wide_of

            try:
                size = form.width, form.height
                picture = picture_of(landscape, view, today, size=size, theme=theme, seen=seen)
                wide = wide_of(landscape, picture.view)
            except Exception:
                self._under_way.discard(path)
                if landscape is self._session.landscape:
                    raise
                raise Cancelled from None  # it was closed meanwhile
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                save_beside(path, picture, wide, is_cancelled)
            except OSError as error:
                raise unwritable(path, error) from error
            finally:
                self._under_way.discard(path)

        def done(nothing: None) -> None:
            self._session.note(f"Saved {path}. Drop it on this window, and the map is looked at this way again.")

        self._session.jobs.run(f"Draw {path.name}", work, done, beside=True)

    def ask_for_form(self, form: SnapshotForm) -> SnapshotForm | None:
        """Ask for size, theme and kind of file; None where the person thought better of it."""
        dialog = SnapshotDialog(form, self._map.window())
        wanted = dialog.exec() == QDialog.DialogCode.Accepted
        chosen = dialog.form
        dialog.deleteLater()
        return chosen if wanted else None

    @Slot()
    def export_tables(self) -> None:
        """Write companies, deals, flows, standings and quotes as CSV files into a folder."""
        from explorer.exports.tables import write_csv  # when first wanted

        landscape = self._session.landscape
        folder = self._opening.ask_for_folder("Export tables") if landscape is not None else None
        if landscape is not None and folder is not None:
            self._export(lambda: write_csv(folder, landscape))

    @Slot()
    def export_coding(self) -> None:
        """Write everything that was found as JSON Lines, an article a line."""
        landscape = self._session.landscape
        if landscape is None:
            return
        path = self._opening.ask_where("Export coding", f"{landscape.name}.jsonl", "JSON Lines (*.jsonl)")
        if path is not None:
            self._export(lambda: _write_coding(path, landscape))

    @Slot()
    def export_network(self) -> None:
        """Write companies and deals as a graph or a list of pairs, in a job."""
        landscape = self._session.landscape
        if landscape is None:
            return
        kinds = "GraphML (*.graphml);;GEXF (*.gexf);;List of pairs (*.csv)"
        path = self._opening.ask_where("Export network", f"{landscape.name}.graphml", kinds)
        if path is not None:
            self._session.jobs.run(f"Write {path.name}", partial(_write_network, path, landscape), self._session.note)

    def _export(self, write: Callable[[], str]) -> None:
        try:
            self._session.note(write())
        except Refusal as refusal:
            self._session.note(str(refusal), is_refusal=True)

    def _keep_view(self, landscape: Landscape, name: str, view: View) -> None:
        if landscape.is_read_only:
            return
        if not self._session.is_large:
            view = view.with_(places=tuple((id_, spot.x, spot.y) for id_, spot in sorted(self._session.places.items())))
        self._session.edit(lambda kept: kept.keep_view(name, view, self._map.shown.hidden_note))

    def _free_path(self, landscape: Landscape) -> Path:
        """Return a name that is not taken, among the pictures of the person's own folder."""
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)) / "Alliance Explorer"
        stem, ending = f"{landscape.name} {date.today().isoformat()}", self._settings.snapshot.ending
        path, number = folder / f"{stem}.{ending}", 2
        while path.exists() or path in self._under_way:
            path = folder / f"{stem} ({number}).{ending}"
            number += 1
        return path


class SnapshotDialog(QDialog):
    """Size, theme and kind of file."""

    def __init__(self, form: SnapshotForm, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Save a snapshot")
        heading = QLabel("Save a snapshot", self)
        give_role(heading, "title")
        says = QLabel(PROMISE, self)
        says.setWordWrap(True)
        self._size, self._theme, self._kind = QComboBox(self), QComboBox(self), QComboBox(self)
        for words, width, height in SIZES:
            self._size.addItem(words, (width, height))
        self._size.addItem("Another size", None)
        self._width, self._height = _pixels(form.width, self), _pixels(form.height, self)
        for box, choices in ((self._theme, THEMES), (self._kind, KINDS)):
            for words, value in choices:
                box.addItem(words, value)
        self._theme.setCurrentIndex(self._theme.findData(form.theme))
        self._kind.setCurrentIndex(self._kind.findData(form.ending))
        self._size.setCurrentIndex(
            next((n for n, (_, w, h) in enumerate(SIZES) if (w, h) == (form.width, form.height)), len(SIZES))
        )
        self._size.currentIndexChanged.connect(self._on_size_chosen)
        self._build(heading, says)
        self._on_size_chosen()

    @property
    def form(self) -> SnapshotForm:
        """What was chosen."""
        return SnapshotForm(self._width.value(), self._height.value(), self._theme.currentData(), self._kind.currentData())

    @Slot()
    def _on_size_chosen(self) -> None:
        at = self._size.currentIndex()
        is_free = at >= len(SIZES)
        for box, value in zip((self._width, self._height), SIZES[at][1:] if not is_free else (0, 0), strict=True):
            box.setEnabled(is_free)
            if not is_free:
                box.setValue(value)

    def _build(self, heading: QLabel, says: QLabel) -> None:
        pixels = QHBoxLayout()
        pixels.setSpacing(8)
        pixels.addWidget(self._width)
        pixels.addWidget(QLabel("×", self))
        pixels.addWidget(self._height)
        pixels.addWidget(QLabel("pixels", self))
        pixels.addStretch(1)
        fields = QFormLayout()
        fields.setHorizontalSpacing(16)
        fields.setVerticalSpacing(8)
        fields.addRow("Size", self._size)
        fields.addRow("", pixels)
        fields.addRow("Theme", self._theme)
        fields.addRow("File", self._kind)
        save, leave = QPushButton("Save…", self), QPushButton("Leave it", self)
        give_role(save, "primary")
        save.setDefault(True)
        save.clicked.connect(self.accept)
        leave.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(leave)
        foot.addWidget(save)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 16)
        rows.setSpacing(12)
        rows.addWidget(heading)
        rows.addWidget(says)
        rows.addLayout(fields)
        rows.addLayout(foot)
        self.setMinimumWidth(420)


def _write_network(path: Path, landscape: Landscape, progress: Progress, is_cancelled: IsCancelled) -> str:
    from explorer.exports.networks import write_network  # when first wanted

    return write_network(path, landscape)


def _write_coding(path: Path, landscape: Landscape) -> str:
    from explorer.exports.coding import coding_lines  # when first wanted
    from explorer.exports.files import written_whole

    with written_whole(path) as unfinished:
        unfinished.write_text("".join(coding_lines(landscape)), encoding="utf-8")
    return f"{counted(len(landscape.sources()), 'article').capitalize()} written to {path}."


def _pixels(value: int, parent: QWidget) -> QSpinBox:
    box = QSpinBox(parent)
    box.setRange(320, 16000)
    box.setValue(value)
    return box
