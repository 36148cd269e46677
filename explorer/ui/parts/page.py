"""A column that scrolls: headings, hairlines and lists, as wide as its panel and never wider."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from explorer.ui.parts.style import give_role

#: Before words that begin with a name of another direction: they still are an English sentence (Qt asks the first letter).
LEFT_TO_RIGHT = "\u200e"


def label(text: str, role: str = "body", *, is_rich: bool = False) -> QLabel:
    """Return a label that wraps and asks for no width of its own."""
    made = QLabel(f"{LEFT_TO_RIGHT}{text}" if text.startswith("\u2068") else text)
    made.setTextFormat(Qt.TextFormat.RichText if is_rich else Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    give_role(made, role)
    return made


def rule() -> QFrame:
    """Return a hairline."""
    made = QFrame()
    give_role(made, "rule")
    return made


class Page(QScrollArea):
    """A column of widgets; what is added stands below what was added before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setMinimumWidth(1)  # else the widest line would push the right edge of all others out of sight
        give_role(content, "content")
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(16, 12, 16, 16)
        self._column.setSpacing(6)
        self._column.addStretch(1)
        self.setWidget(content)

    def add(self, widget: QWidget, *, after: QWidget | None = None) -> None:
        """Add a widget at the end, or right after another."""
        at = self._column.count() - 1 if after is None else self._column.indexOf(after) + 1
        self._column.insertWidget(at, widget)

    def add_heading(self, text: str, aside: str = "", *controls: QWidget) -> None:
        """Add a hairline and a heading, with a quiet count and controls at its right."""
        self.add_rule()
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 8, 0, 2)
        layout.setSpacing(8)
        words = QLabel(text)
        give_role(words, "heading")
        layout.addWidget(words)
        if aside:
            count = QLabel(aside)
            give_role(count, "caption")
            layout.addWidget(count, 0, Qt.AlignmentFlag.AlignBottom)
        layout.addStretch(1)
        for control in controls:
            layout.addWidget(control)
        self.add(row)

    def add_rule(self) -> None:
        """Add a hairline."""
        self.add_space(6)
        self.add(rule())

    def add_space(self, height: int) -> None:
        """Leave some room."""
        self._column.insertSpacing(self._column.count() - 1, height)

    def settle(self) -> None:
        """Give the column its height at once, so that it can be scrolled before it was painted."""
        if content := self.widget():
            content.adjustSize()

    def height_at(self, width: int) -> int:
        """Return how high the column is at this width."""
        return (
            self._column.totalHeightForWidth(width) if self._column.hasHeightForWidth() else self._column.totalSizeHint().height()
        )
