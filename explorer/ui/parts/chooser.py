"""A combo box in a narrow place."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent, QPalette
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter


class Chooser(QComboBox):
    """A combo box whose words end in … where there is no room for them; the tooltip has them all."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, and as much of the words as fits."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        try:
            painter.setPen(self.palette().color(QPalette.ColorRole.Text))
            painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
            field = self.style().subControlRect(
                QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
            )
            room = field.width() - 4
            option.currentText = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)
            painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        finally:
            painter.end()
        self.setToolTip(self.currentText())
