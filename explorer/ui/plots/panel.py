"""The plots."""

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from explorer.analysis.plots import (
    COVER_BANDS,
    DECISIONS,
    STAGE_BANDS,
    Bar,
    Look,
    Plot,
    capability_coverage,
    reliability_plot,
    stages_over_time,
)
from explorer.analysis.reliability import Reliability, TooFewDecisions, reliability
from explorer.landscape.claims import Change
from explorer.landscape.refusals import Cancelled
from explorer.landscape.shipped import resources
from explorer.painting.theme import Theme
from explorer.project.landscape import Landscape
from explorer.session.answers import by_year, known_of_large, matrix_of
from explorer.session.jobs import IsCancelled, Progress
from explorer.session.queue import Learning
from explorer.session.session import Session
from explorer.ui.parts.style import give_role
from explorer.ui.plots.view import Drawn, PlotView
from explorer.ui.plots.worth import Worth

SETTLED_MS = 150
CONFIDENCE = ("Confidence", "Whether confidence means something, by your own decisions")

#: For each band its meaning in the themes and how strong it is.
_COLOURS = {
    "in force": ("alliance", 1.0),
    "signed": ("alliance", 0.72),
    "intended": ("alliance", 0.5),
    "in talks": ("alliance", 0.36),
    "speculated": ("alliance", 0.22),
    "over or denied": ("middle", 0.5),
    "leads or has": ("strong", 1.0),
    "developing": ("strong", 0.5),
    "by a partner, in force": ("chosen", 0.9),
    "by a partner, contingent": ("chosen", 0.45),
    "lags, lacks, seeks": ("weak", 0.85),
    DECISIONS: ("chosen", 1.0),
}


class PlotsPanel(QWidget):
    """Shows deals over time by stage and who has what, or what confidence is worth. Each bar opens what is behind it.

    Drawn by a job, when first looked at.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._is_stale = True
        self._job = 0
        self.time = PlotView("Deals over time, by stage")
        self.cover = PlotView("Who has what")
        self.worth = Worth(session)
        self._learning = Learning()
        self.setFocusProxy(self.time)
        self._empty = QLabel("Nothing is open.")
        self._empty.setContentsMargins(16, 16, 16, 16)
        give_role(self._empty, "caption")
        plots = QWidget()
        row = QHBoxLayout(plots)
        row.setContentsMargins(8, 8, 8, 4)
        row.setSpacing(16)
        row.addWidget(self.time, 1)
        row.addWidget(self.cover, 1)
        self._which = QStackedWidget()
        self._which.addWidget(plots)
        self._which.addWidget(self.worth)
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._chips())
        column.addWidget(self._which, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(full)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLED_MS)
        self._settled.timeout.connect(self._draw)
        for view in (self.time, self.cover, self.worth.plot):
            view.taken.connect(self._on_taken)
        session.opened.connect(self._on_opened)
        session.changed.connect(self._on_changed)
        session.view_changed.connect(self._on_looked)
        session.theme_changed.connect(self._on_looked)

    def _chips(self) -> QHBoxLayout:
        self._chosen = QButtonGroup(self)
        row = QHBoxLayout()
        row.setContentsMargins(12, 8, 12, 0)
        row.setSpacing(6)
        for number, (words, tip) in enumerate((("The landscape", "Deals over time, and who has what"), CONFIDENCE)):
            chip = QPushButton(words)
            chip.setCheckable(True)
            chip.setChecked(number == 0)
            chip.setToolTip(tip)
            give_role(chip, "chip")
            self._chosen.addButton(chip, number)
            row.addWidget(chip)
        row.addStretch(1)
        self._chosen.idClicked.connect(self._on_chosen)
        return row

    @Slot(int)
    def _on_chosen(self, number: int) -> None:
        self._which.setCurrentIndex(number)
        self._expire()

    @Slot(object)
    def _on_opened(self, landscape: object) -> None:
        self._expire()

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if change.companies or change.deals or change.sources or change.standings or change.decisions:
            self._expire()

    @Slot(object)
    def _on_looked(self, how: object) -> None:
        self._expire()

    @Slot(object)
    def _on_taken(self, bar: Bar) -> None:
        self._session.select(bar.companies, bar.deals)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw when looked at, not before."""
        super().showEvent(event)
        if self._is_stale:
            self._settled.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw anew once the size has settled."""
        super().resizeEvent(event)
        self._expire()

    def _expire(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self._settled.start()

    @Slot()
    def _draw(self) -> None:
        landscape = self._session.landscape
        self._is_stale = False
        self._pages.setCurrentIndex(1 if landscape else 0)
        self._session.jobs.cancel(self._job)
        if landscape is None or not self.isVisible():
            return
        if self._which.currentWidget() is self.worth:
            self._draw_worth(landscape)
            return
        session = self._session
        if session.is_large:
            matrix = known_of_large(landscape, session.terrain, ()).matrix(session.view.reality)
            dated, count = by_year(session.terrain), len(session.terrain.deal_ids)
        else:
            deals, matrix = landscape.deals(), matrix_of(landscape, session.view.reality)
            dated = [(int(deal.date[:4]), deal.stage, deal.id) for deal in deals if deal.date[:4].isdigit()]
            count = len(deals)
        look, scale = _look(Theme.load(self._session.theme)), self.devicePixelRatioF()
        sizes = [(view.width(), view.height()) for view in (self.time, self.cover)]

        def work(progress: Progress, is_cancelled: IsCancelled) -> tuple[Drawn, Drawn]:
            time = _drawn(stages_over_time(dated, count, look, sizes[0], scale), scale)
            if is_cancelled():
                raise Cancelled
            return time, _drawn(capability_coverage(matrix, look, sizes[1], scale), scale)

        self._job = self._session.jobs.run("Draw the plots", work, self._on_drawn)

    def _draw_worth(self, landscape: Landscape) -> None:
        learned = self._learning.of(landscape)
        self.worth.say(learned)
        foretold = tuple(learned.foretold)
        look, scale = _look(Theme.load(self._session.theme)), self.devicePixelRatioF()
        size = (self.worth.plot.width(), self.worth.plot.height())

        def work(progress: Progress, is_cancelled: IsCancelled) -> Drawn:
            try:
                found: Reliability | TooFewDecisions = reliability(foretold)
            except TooFewDecisions as few:
                found = few
            return _drawn(reliability_plot(found, look, size, scale), scale)

        self._job = self._session.jobs.run("Draw the plot", work, self.worth.plot.show_plot)

    def _on_drawn(self, drawn: tuple[Drawn, Drawn]) -> None:
        self.time.show_plot(drawn[0])
        self.cover.show_plot(drawn[1])


def _look(theme: Theme) -> Look:
    bands = {band: theme.hex(*_COLOURS[band], over="surface") for band in (*STAGE_BANDS, *COVER_BANDS, DECISIONS)}
    font = resources() / "fonts" / "Inter-Regular.otf"
    return Look(font, theme.surface, theme.ink, theme.quiet, theme.hairline, bands)


def _drawn(plot: Plot, scale: float) -> Drawn:
    return Drawn(*plot.pixels(), scale, plot.bars, plot.sentence)
