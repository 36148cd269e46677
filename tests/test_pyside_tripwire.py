"""PySide6 6.12.0 on Python 3.11 drops a reference to True at every emit and disconnect, and aborts after some 570 of them."""

import sys

from PySide6.QtCore import QObject, Signal, Slot

ROUNDS = 1_000
#: Other objects may come and go meanwhile; the fault loses one reference a round.
TOLERATED = 50


class Bell(QObject):
    rung = Signal(object)


class Listener(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.heard = 0

    @Slot(object)
    def on_rung(self, _: object) -> None:
        self.heard += 1


def test_a_thousand_emits_and_disconnects_keep_their_references() -> None:
    bell, listener = Bell(), Listener()
    before = sys.getrefcount(True), sys.getrefcount(None)
    for _ in range(ROUNDS):
        bell.rung.connect(listener.on_rung)
        bell.rung.emit(True)
        bell.rung.emit(None)
        bell.rung.disconnect(listener.on_rung)
    after = sys.getrefcount(True), sys.getrefcount(None)
    assert listener.heard == 2 * ROUNDS
    assert after[0] >= before[0] - TOLERATED
    assert after[1] >= before[1] - TOLERATED
