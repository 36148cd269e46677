"""Opening things: what was dropped, chosen, pasted or named on the command line finds its way by its kind."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from explorer.landscape.capabilities import load
from explorer.landscape.refusals import Refusal, UnusableLandscape
from explorer.landscape.shipped import resources
from explorer.landscape.views import View
from explorer.landscape.wording import counted
from explorer.project.landscape import Landscape
from explorer.reading.kinds import MEDIA_TYPES, NAMED, articles_in, left_out
from explorer.reading.networks.layout import ENDINGS, Guessed, Layout, is_network, is_sheet, is_table
from explorer.session.jobs import IsCancelled, Progress
from explorer.session.session import Session
from explorer.session.settings import Settings

LANDSCAPE = ".landscape"
PICTURES = frozenset({".png", ".svg", ".pdf"})
_ENDINGS = (*MEDIA_TYPES, LANDSCAPE, ".png", ".svg", *ENDINGS, ".csv.gz")
ALL_KINDS = f"Articles, lists of deals, landscapes, snapshots ({' '.join(f'*{ending}' for ending in _ENDINGS)})"
#: The landscape that is there before a person has made one of their own.
FIRST = "My landscape"


@dataclass(frozen=True, slots=True)
class Sorted:
    """What was given, by kind: landscapes, snapshots that carry a view, articles, and files in folders that are none of these."""

    landscapes: tuple[Path, ...] = ()
    snapshots: tuple[Path, ...] = ()
    articles: tuple[Path, ...] = ()
    networks: tuple[Path, ...] = ()
    others: tuple[Path, ...] = ()


def sort_out(paths: Iterable[Path]) -> Sorted:
    """Tell landscapes, snapshots and articles apart; folders give the articles in them.

    A file named outright is taken for an article whatever its ending, so that the reader can say what is wrong with it.
    """
    landscapes: list[Path] = []
    snapshots: list[Path] = []
    articles: list[Path] = []
    others: list[Path] = []
    networks: list[Path] = []
    for path in paths:
        if path.suffix.lower() == LANDSCAPE:
            landscapes.append(path)
        elif path.is_dir():
            found, passed_over = articles_in(path)
            articles += found
            others += passed_over
        elif path.suffix.lower() in PICTURES and view_inside(path) is not None:
            snapshots.append(path)
        elif is_network(path):
            networks.append(path)
        else:
            articles.append(path)
    return Sorted(tuple(landscapes), tuple(snapshots), tuple(articles), tuple(networks), tuple(others))


def view_inside(path: Path) -> View | None:
    """Return the view that a picture carries, None where it carries none."""
    from explorer.exports import pictures  # not before a picture is there to be looked into

    return pictures.view_inside(path)


class Opening(QObject):
    """Opens landscapes, reads articles and brings snapshots back; asks with the system's dialogs where it must."""

    def __init__(self, session: Session, settings: Settings, data_folder: Path, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._settings = settings
        self._data_folder = data_folder
        self._sample = data_folder / f"Sample{LANDSCAPE}"
        self._window = window

    # by name

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open whatever these are: a landscape first, then its articles and snapshots."""
        given = sort_out(paths)
        for landscape in given.landscapes[-1:]:
            self.open_landscape(landscape)
        if len(given.landscapes) > 1:
            self._session.note(f"One landscape is open at a time: {given.landscapes[-1].name} is the one.")
        if given.articles:
            self.read(given.articles)
            if given.others:
                self._session.note(left_out(given.others))
        elif not (given.landscapes or given.snapshots or given.networks):
            self._session.note(f"There is no article in that folder: choose one with {NAMED} files.", is_refusal=True)
        for network in given.networks:
            self.take_in(network)
        for snapshot in given.snapshots[-1:]:
            self._bring_back(snapshot)

    def open_landscape(self, path: Path) -> bool:
        """Open a landscape in place of the one that is open; say whether that could be done."""
        current = self._session.landscape
        if current is not None and current.path.resolve() == path.resolve():
            return True
        try:
            landscape = Landscape.open(path)
        except UnusableLandscape as refusal:
            return self._open_refused(path, refusal)
        return self._show(landscape)

    def open_first(self) -> None:
        """Open the landscape used last; at the very first launch, make the sample landscape and read its articles.

        Where neither can be had, as in a second window, the map stays empty and says how to go on.
        """
        if not self._open_recent(self._settings.recent) and not self._sample.exists():
            self.open_sample()

    def read(self, articles: Sequence[Path]) -> None:
        """Read articles into the landscape that is open, else into the person's own that was used last, else into a new one."""
        if self._has_room_for_articles():
            self._session.read_files(articles)

    def take_in(self, network: Path) -> None:
        """Take a list of deals or a graph in, wherever files would be read into; of a list it is asked what its columns hold."""
        if not is_table(network):
            self._import(network, None)
            return

        from explorer.reading.networks.tables import guess  # when first wanted

        def look(progress: Progress, is_cancelled: IsCancelled) -> Guessed:
            return guess(network)

        def ask(guessed: Guessed) -> None:
            layout = self.ask_for_layout(network, guessed)
            if layout is not None:
                self._import(network, layout)

        if is_sheet(network):  # all words of a workbook stand in one part of it, which is read first
            self._session.jobs.run(f"Look at {network.name}", look, ask)
            return
        try:
            ask(guess(network))
        except Refusal as refusal:
            self._session.note(str(refusal), is_refusal=True)

    def _import(self, network: Path, layout: Layout | None) -> None:
        if self._has_room_for_articles():
            self._session.import_network(network, layout)

    def ask_for_layout(self, network: Path, guessed: Guessed) -> Layout | None:
        """Ask what the columns of a list hold; None where the person gave up."""
        from explorer.ui.importing import ListDialog  # when first wanted

        dialog = ListDialog(network.name, guessed, self._window)
        try:
            return dialog.layout_chosen if dialog.exec() else None
        finally:
            dialog.deleteLater()

    def read_text(self, text: str) -> None:
        """Read a text, wherever files would be read into."""
        if self._has_room_for_articles():
            self._session.read_text(text)

    @Slot()
    def open_sample(self) -> None:
        """Open the sample landscape; its articles are read where that was never finished."""
        is_there = self.open_landscape(self._sample) if self._sample.exists() else self._create(self._sample)
        if is_there:
            self._read_samples()

    # by hand

    @Slot()
    def ask_what_to_open(self) -> None:
        """Ask for files."""
        paths = self.ask_for_files()
        if paths:
            self._settings.folder = paths[0].parent
            self.open_paths(paths)

    @Slot()
    def ask_for_new(self) -> None:
        """Ask where a new, empty landscape shall be, and open it."""
        path = self.ask_where("New landscape", f"New{LANDSCAPE}", f"Landscapes (*{LANDSCAPE})")
        if path is not None:
            path = path.with_suffix(LANDSCAPE)
            if path.exists():
                self._session.note(
                    str(UnusableLandscape(path.name, "is there already", "choose another name, or open it")), is_refusal=True
                )
            else:
                self._create(path)

    @Slot()
    def ask_for_copy(self) -> None:
        """Ask where a copy of the landscape shall be, and write it."""
        landscape = self._session.landscape
        if landscape is None:
            return
        path = self.ask_where("Save a copy", f"{landscape.name} copy{LANDSCAPE}", f"Landscapes (*{LANDSCAPE})")
        if path is not None:
            self.guarded(
                lambda: landscape.save_copy(path.with_suffix(LANDSCAPE)), f"Saved a copy as {path.with_suffix(LANDSCAPE).name}."
            )

    @Slot()
    def paste(self) -> None:
        """Read the text that was copied; copied files are opened."""
        mime = QGuiApplication.clipboard().mimeData()
        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        if paths:
            self.open_paths(paths)
        elif mime.text().strip():
            self.read_text(mime.text())
        else:
            self._session.note("There is no text to paste: copy an article first.", is_refusal=True)

    def guarded(self, work: Callable[[], object], done: str) -> None:
        """Do something that may be refused; tell how it went."""
        try:
            work()
        except Refusal as refusal:
            self._session.note(str(refusal), is_refusal=True)
        else:
            self._session.note(done)

    # the system's dialogs, each behind one function

    def ask_for_files(self) -> list[Path]:
        """Ask for files to open."""
        names, _ = QFileDialog.getOpenFileNames(self._window, "Open", str(self._settings.folder), f"{ALL_KINDS};;All files (*)")
        return [Path(name) for name in names]

    def ask_where(self, title: str, name: str, kinds: str) -> Path | None:
        """Ask where a file shall be saved."""
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, str(self._settings.folder / name), kinds)
        if not chosen:
            return None
        self._settings.folder = Path(chosen).parent
        return Path(chosen)

    def ask_for_folder(self, title: str) -> Path | None:
        """Ask for a folder to save into."""
        chosen = QFileDialog.getExistingDirectory(self._window, title, str(self._settings.folder))
        return Path(chosen) if chosen else None

    def ask_to_look_only(self, sentence: str) -> bool:
        """Ask whether a landscape that cannot be edited now shall be opened to look at only."""
        box = QMessageBox(self._window)
        box.setWindowTitle("Open to look at only")
        box.setText(sentence)
        look = box.addButton("Look at it only", QMessageBox.ButtonRole.AcceptRole)
        box.addButton("Leave it", QMessageBox.ButtonRole.RejectRole)
        box.exec()
        return box.clickedButton() is look

    # behind the scenes

    def _open_refused(self, path: Path, refusal: UnusableLandscape) -> bool:
        try:
            to_look_at = Landscape.open(path, read_only=True)
        except UnusableLandscape:
            self._session.note(str(refusal), is_refusal=True)
            return False
        if self.ask_to_look_only(str(refusal)):
            return self._show(to_look_at)
        to_look_at.close()
        return False

    def _create(self, path: Path) -> bool:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            landscape = Landscape.create(path, load(resources() / "capabilities"))
        except Refusal as refusal:
            self._session.note(str(refusal), is_refusal=True)
            return False
        except OSError as error:
            refused = UnusableLandscape(path, f"cannot be made ({error.strerror})", "choose another folder")
            self._session.note(str(refused), is_refusal=True)
            return False
        return self._show(landscape)

    def _show(self, landscape: Landscape) -> bool:
        self._session.open(landscape)
        self._settings.remember_opened(landscape.path)
        report = landscape.opening_report
        if report.repairs:
            self._session.note(report.repairs[0])  # the others are but how it was done
        if report.broken:
            self._session.note(f"{counted(len(report.broken), 'quote')} not verbatim in its source", report.broken, is_refusal=True)
        if landscape.path == self._sample:
            self._read_samples()
        return True

    def _read_samples(self) -> None:
        """Read the sample articles into the sample landscape, unless that is under way or anything was ever done there."""
        landscape = self._session.landscape
        is_untouched = landscape is not None and not (landscape.is_read_only or landscape.history())
        if is_untouched and self._session.jobs.is_idle:
            self._session.read_files(sort_out([resources() / "samples"]).articles)

    def _bring_back(self, snapshot: Path) -> None:
        view = view_inside(snapshot)
        if view is None:
            return
        if self._session.landscape is None and not self._open_recent(self._settings.recent):
            self._session.note(f"{snapshot.name} is a view of a landscape: open that landscape first.", is_refusal=True)
        else:
            self._session.set_view(view, fly=True)
            self._session.note(f"Looking at the landscape as {snapshot.name} does.")

    def _has_room_for_articles(self) -> bool:
        """Say whether a landscape is open, after opening or making one where none was."""
        if self._session.landscape is not None:
            return True
        own = [path for path in self._settings.recent if path != self._sample]
        return self._open_recent(own) or self._create(self._free(self._data_folder / f"{FIRST}{LANDSCAPE}"))

    def _open_recent(self, paths: Sequence[Path]) -> bool:
        for path in paths:
            if not path.is_file():
                self._settings.forget_opened(path)
            elif self.open_landscape(path):
                return True
        return False

    def _free(self, path: Path) -> Path:
        """Return this path, or one beside it with a number where something stands there already."""
        number = 2
        free = path
        while free.exists():
            free = path.with_name(f"{path.stem} {number}{path.suffix}")
            number += 1
        return free
