"""The ledger of open questions."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from explorer.landscape.claims import Change, Claim, ClaimKind
from explorer.landscape.facts import Question
from explorer.landscape.vocabulary import Review
from explorer.landscape.wording import describe_question, describe_voice
from explorer.painting.fonts import load_fonts
from explorer.session.session import Session
from explorer.ui.parts.rows import Row, RowsPage, RowsView
from explorer.ui.parts.style import give_role


class QuestionsPanel(QWidget):
    """Lists the questions that sources leave open, those about the chosen companies when some are chosen.

    A click opens the reader at the question and chooses what it is about; Delete rejects a question.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._questions: tuple[Question, ...] = ()
        self._only_chosen = QPushButton("About what is chosen")
        self._only_chosen.setCheckable(True)
        self._only_chosen.setToolTip("Show only the questions about the chosen companies")
        give_role(self._only_chosen, "chip")
        self._rows = RowsView("Open questions", load_fonts().serif)
        self._rows.setToolTip("Enter opens the question in its article, Delete rejects it")
        self._page = RowsPage(self._rows, self._only_chosen)
        self.setFocusProxy(self._rows)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._page)
        self._rows.chosen.connect(self._on_chosen)
        self._rows.unwanted.connect(self._on_unwanted)
        self._only_chosen.toggled.connect(self._on_narrowed)
        session.opened.connect(self._on_opened)
        session.changed.connect(self._on_changed)
        session.selection_changed.connect(self._on_selection)
        self._refresh()

    @Slot(object)
    def _on_opened(self, landscape: object) -> None:
        self._refresh()

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if change.questions or change.sources or change.companies:
            self._refresh()

    @Slot(object)
    def _on_selection(self, selection: object) -> None:
        if self._only_chosen.isChecked():
            self._refresh()

    @Slot(bool)
    def _on_narrowed(self, is_narrowed: bool) -> None:
        self._refresh()

    @Slot(object)
    def _on_chosen(self, number: int) -> None:
        question = self._questions[number]
        if question.basis.excerpt is not None:
            self._session.show_excerpt(question.basis.excerpt)
        if not self._only_chosen.isChecked():
            self._session.select(question.companies, question.deals)

    @Slot(object)
    def _on_unwanted(self, number: int) -> None:
        question = self._questions[number]
        self._session.edit(lambda landscape: landscape.judge([Claim(ClaimKind.QUESTION, question.id)], Review.REJECTED))

    def _refresh(self) -> None:
        landscape = self._session.landscape
        every = landscape.questions() if landscape else ()
        chosen = self._session.selection
        wanted = self._only_chosen.isChecked() and not chosen.is_empty
        self._questions = tuple(
            question
            for question in every
            if question.basis.review is not Review.REJECTED
            and (not wanted or chosen.companies & set(question.companies) or chosen.deals & set(question.deals))
        )
        of = f" of {len(every)}" if wanted else ""
        self._page.show_rows(
            [self._row(question) for question in self._questions],
            f"{len(self._questions)}{of} open {'question' if len(every) == 1 else 'questions'}",
            "No open question is about what is chosen."
            if every and wanted
            else "No source leaves a question open yet. Questions that an article asks and does not answer are kept here.",
        )

    def _row(self, question: Question) -> Row:
        landscape = self._session.landscape
        names = landscape.names() if landscape else {}
        excerpt = question.basis.excerpt
        if landscape is None or excerpt is None:
            return Row(question.basis.note, describe_question(question, names))
        source = landscape.source(excerpt.source)
        asked = f"asked by {describe_voice(question.basis.voice)}"
        about = describe_question(question, names).removeprefix("open question").strip()
        parts = (asked, about, source.title, source.published)
        return Row(excerpt.quote, " · ".join(part for part in parts if part), is_quote=True)
