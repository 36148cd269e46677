"""The one style sheet of the program, made from a theme.

A widget says what it is by the dynamic property `role` (see `give_role`); it never sets colours or sizes of its own:

    QLabel       display · title · heading · strong · body · quiet · caption · quote · quote-upright · chip · warning · refusal
    QPushButton  primary · quiet · rows (a choice in several) · link · chip (checkable) · danger
    QToolButton  icon
    QFrame       rule (a hairline), panel (the surface), bar (a surface with a hairline below), card
"""

from dataclasses import fields
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget

from explorer.landscape.shipped import resources
from explorer.painting.fonts import Fonts, slants
from explorer.painting.theme import Theme

SHEET = Template("""
* { font-family: "$sans"; font-size: ${s13}px; }
QMainWindow, QDialog { background: $surface; }
QToolTip { background: $surface; color: $ink; border: 1px solid $hairline; padding: 4px 8px; font-size: ${s11}px; }

QLabel { color: $ink; background: transparent; }
QLabel[role="display"] { font-size: ${s28}px; font-weight: 600; }
QLabel[role="title"] { font-size: ${s20}px; font-weight: 600; }
QLabel[role="heading"] { font-size: ${s15}px; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="quiet"] { color: $quiet; }
QLabel[role="caption"] { font-size: ${s11}px; color: $quiet; }
QLabel[role="quote"] { font-family: "$serif"; font-style: italic; font-size: ${s13}px; }
QLabel[role="quote-upright"] { font-family: "$serif"; font-size: ${s13}px; }
QLabel[role="chip"] { font-size: ${s11}px; color: $quiet; background: $soft; border-radius: 8px; padding: 1px 8px; }
QLabel[role="warning"] { color: $unreviewed; }
QLabel[role="refusal"] { color: $refused; }

QFrame[role="panel"], QWidget[role="panel"] { background: $surface; border: 0; }
QFrame[role="bar"], QWidget[role="bar"] { background: $surface; border: 0; border-bottom: 1px solid $hairline; }
QWidget[role="footbar"] { background: $surface; border: 0; border-top: 1px solid $hairline; }
QFrame[role="notice"] { background: $chosen_ground; border: 0; border-bottom: 1px solid $hairline; }
QFrame[role="notice-refusal"] { background: $unreviewed_ground; border: 0; border-bottom: 1px solid $hairline; }
QFrame[role="card"] { background: $surface; border: 1px solid $hairline; border-radius: 8px; }
QFrame[role="excerpt"] { background: transparent; border: 1px solid transparent; border-radius: 6px; }
QFrame[role="excerpt"]:hover { background: $soft; }
QFrame[role="excerpt"]:focus { border-color: $chosen; }
QFrame[role="rule"] { background: $hairline; border: 0; max-height: 1px; min-height: 1px; }
QFrame[role="rule-upright"] { background: $hairline; border: 0; max-width: 1px; min-width: 1px; }

QPushButton { color: $ink; background: $surface; border: 1px solid $hairline; border-radius: 6px;
    padding: 5px 12px; min-height: ${s18}px; }
QPushButton:hover { background: $soft; }
QPushButton:pressed { background: $softer; }
QPushButton:focus { border-color: $chosen; }
QPushButton:disabled { color: $faint; }
QPushButton[role="primary"] { color: $on_chosen; background: $chosen; border-color: $chosen; font-weight: 600; }
QPushButton[role="primary"]:hover { background: $chosen_strong; }
QPushButton[role="primary"]:focus { border-color: $ink; }
QPushButton[role="primary"]:disabled { background: $softer; border-color: $softer; color: $faint; }
QPushButton[role="quiet"] { border-color: transparent; background: transparent; color: $ink; padding: 4px 8px; }
QPushButton[role="quiet"]:hover { background: $soft; }
QPushButton[role="quiet"]:checked { background: $chosen_ground; color: $chosen; font-weight: 600; }
QPushButton[role="rows"] { border: 1px solid transparent; background: transparent; padding: 4px 16px 4px 0; text-align: left; }
QPushButton[role="rows"]:hover { background: $soft; }
QPushButton[role="rows"]:focus { border-color: $chosen; }
QPushButton[role="rows"]::menu-indicator { subcontrol-origin: padding; subcontrol-position: top right; top: 9px; right: 4px; }
QPushButton[role="quiet"]:focus { border-color: $chosen; }
QPushButton[role="link"] { border: 0; border-bottom: 1px solid transparent; border-radius: 0; background: transparent;
    color: $chosen; padding: 0; text-align: left; }
QPushButton[role="link"]:hover, QPushButton[role="link"]:focus { border-bottom-color: $chosen; }
QPushButton[role="danger"] { color: $refused; }
QPushButton[role="chip"] { font-size: ${s11}px; border-radius: 11px; padding: 2px 10px; min-height: ${s16}px; color: $quiet; }
QPushButton[role="chip"]:checked { color: $chosen; border-color: $chosen; background: $chosen_ground; }
QToolButton { color: $ink; background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 3px; }
QToolButton:hover { background: $soft; }
QToolButton:focus { border-color: $chosen; }

QLineEdit, QTextEdit, QPlainTextEdit, QDateEdit, QSpinBox, QComboBox {
    color: $ink; background: $surface; border: 1px solid $hairline; border-radius: 6px; padding: 4px 8px;
    selection-background-color: $chosen; selection-color: $on_chosen; }
QLineEdit, QDateEdit, QSpinBox, QComboBox { min-height: ${s18}px; }
QLineEdit:focus, QTextEdit:focus, QPlainTextEdit:focus, QDateEdit:focus, QSpinBox:focus, QComboBox:focus { border-color: $chosen; }
QTextEdit[role="text"], QPlainTextEdit[role="text"], QTextBrowser { border: 0; border-radius: 0; padding: 0; }
QComboBox::drop-down { border: 0; width: 22px; }
QComboBox::down-arrow { image: url("$icons/chevron-down-$name.svg"); width: 14px; height: 14px; }
QSpinBox QLineEdit, QDateEdit QLineEdit { border: 0; padding: 0 0 0 5px; min-height: 0; background: transparent; }
QSpinBox::up-button, QSpinBox::down-button { width: 0; border: 0; }
QComboBox QAbstractItemView { color: $ink; background: $surface; border: 1px solid $hairline; outline: 0;
    selection-background-color: $chosen_ground; selection-color: $ink; }
QCheckBox, QRadioButton { color: $ink; spacing: 8px; min-height: 24px; background: transparent; }
QCheckBox:disabled { color: $faint; }
QListView::indicator { width: 12px; height: 12px; border: 1px solid $quiet; border-radius: 4px; background: $surface; }
QListView::indicator:checked { background: $chosen; border-color: $chosen; image: url("$icons/tick-$name.svg"); }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid $quiet; border-radius: 4px; background: $surface; }
QCheckBox::indicator:checked { background: $chosen; border-color: $chosen; image: url("$icons/tick-$name.svg"); }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 1px solid $chosen; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $quiet; border-radius: 8px; background: $surface; }
QRadioButton::indicator:checked { border: 4px solid $chosen; width: 8px; height: 8px; }

QMenuBar { background: $surface; color: $ink; padding: 0 8px; border: 0; }
QMenuBar::item { padding: 4px 8px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: $soft; }
QMenu { background: $surface; color: $ink; border: 1px solid $hairline; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: $chosen_ground; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $hairline; margin: 4px 8px; }

QAbstractItemView { color: $ink; background: $surface; alternate-background-color: $surface; border: 0; outline: 0;
    selection-background-color: $chosen_ground; selection-color: $ink; gridline-color: $hairline; }
QAbstractItemView::item { border: 0; padding: 2px 9px; }
QAbstractItemView::item:hover { background: $soft; }
QAbstractItemView::item:selected { background: $chosen_ground; color: $ink; }
QTableView::item:hover { background: transparent; }
QTableView::item:selected:hover { background: $chosen_ground; }
QHeaderView { background: $surface; border: 0; }
QHeaderView::section { background: $surface; color: $quiet; font-size: ${s11}px; border: 0; border-bottom: 1px solid $hairline;
    padding: 4px 12px; }
QHeaderView::section:hover { color: $ink; }
QHeaderView::down-arrow, QHeaderView::up-arrow { width: 0; height: 0; }
QTableCornerButton::section { background: $surface; border: 0; border-bottom: 1px solid $hairline; }

QAbstractScrollArea::corner { background: $surface; border: 0; }
QScrollArea, QScrollArea > QWidget > QWidget[role="content"] { background: transparent; border: 0; }
QScrollBar { background: transparent; border: 0; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: $softer; border: 2px solid transparent; border-radius: 5px; margin: 2px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QSplitter::handle { background: $hairline; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QSplitter::handle:hover { background: $chosen; }
QTabWidget::pane { border: 0; border-top: 1px solid $hairline; }
QTabBar { background: transparent; border: 0; qproperty-drawBase: 0; }
QTabBar::tab { color: $quiet; background: transparent; border: 0; border-bottom: 2px solid transparent; padding: 6px 12px; }
QTabBar::tab:selected { color: $ink; border-bottom-color: $chosen; }
QTabBar::tab:hover { color: $ink; }
QProgressBar { background: $softer; border: 0; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $chosen; border-radius: 2px; }
""")


def style_sheet(theme: Theme, fonts: Fonts, scale: float = 1.0) -> str:
    """Return the style sheet for this theme; `scale` enlarges all text."""
    sizes = {f"s{size}": str(round(size * scale)) for size in (11, 13, 15, 16, 18, 20, 28)}
    colours = {field.name: getattr(theme, field.name) for field in fields(theme)}
    return SHEET.substitute(
        colours,
        **sizes,
        sans=fonts.sans,
        serif=fonts.serif,
        chosen_strong=theme.hex("ink", 0.14, over="chosen"),
        soft=theme.hex("ink", 0.05, over="surface"),
        softer=theme.hex("ink", 0.13, over="surface"),
        faint=theme.hex("ink", 0.42, over="surface"),
        icons=(resources() / "icons").as_posix(),
    )


def palette(theme: Theme) -> QPalette:
    """Return the palette that goes with the style sheet, for what paints itself."""
    colours = {
        QPalette.ColorRole.Window: theme.surface,
        QPalette.ColorRole.Base: theme.surface,
        QPalette.ColorRole.AlternateBase: theme.surface,
        QPalette.ColorRole.Button: theme.surface,
        QPalette.ColorRole.ToolTipBase: theme.surface,
        QPalette.ColorRole.WindowText: theme.ink,
        QPalette.ColorRole.Text: theme.ink,
        QPalette.ColorRole.ButtonText: theme.ink,
        QPalette.ColorRole.ToolTipText: theme.ink,
        QPalette.ColorRole.PlaceholderText: theme.quiet,
        QPalette.ColorRole.Mid: theme.hairline,
        QPalette.ColorRole.Highlight: theme.chosen,
        QPalette.ColorRole.Link: theme.chosen,
        QPalette.ColorRole.HighlightedText: theme.on_chosen,
    }
    made = QPalette()
    for role, colour in colours.items():
        made.setColor(role, QColor(colour))
    disabled = theme.colour("ink", 0.42, over="surface")
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, disabled)
    return made


def quote_role(words: str) -> str:
    """Return the role of a label with words quoted from a source: slanted where their script can be."""
    return "quote" if slants(words) else "quote-upright"


def give_role(widget: QWidget, role: str) -> None:
    """Say what the widget is to the style sheet, also after it was shown."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else it is polished when it is shown; twice costs
            widget.style().unpolish(widget)
            widget.style().polish(widget)
