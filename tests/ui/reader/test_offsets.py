import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from explorer.landscape.excerpts import Span
from explorer.ui.reader.offsets import Offsets, shown, trimmed


def selected(text: str, quote: str) -> str:
    """Select the quote in a real document by its code points and return what the cursor holds."""
    document = QTextDocument()
    document.setPlainText(shown(text))
    offsets = Offsets(text)
    start = text.index(quote)
    cursor = QTextCursor(document)
    cursor.setPosition(offsets.position(start))
    cursor.setPosition(offsets.position(start + len(quote)), QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


@pytest.mark.parametrize(
    "text",
    [
        "Ford and Alibaba sign",
        "😀🚗 Ford and Alibaba sign",
        "First line.\r\n\r\nFord and Alibaba sign\r\n",
        "One\u2028two\u2029three Alibaba",
        "A\rB\r\nC\n\u0000\ufdd0 Alibaba",
        "e\u0301 \u200d👩\u200d👩\u200d👧 Alibaba",
    ],
)
def test_the_exact_words_are_marked_whatever_stands_before_them(qapp, text: str) -> None:
    assert selected(text, "Alibaba") == "Alibaba"


@given(text=st.text(st.sampled_from("ab \r\n😀\u2028é"), min_size=1, max_size=40), data=st.data())
def test_every_span_comes_back_from_the_document_as_it_went_in(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    offsets = Offsets(text)
    back = offsets.span(offsets.position(start), offsets.position(end))
    if "\r\n" in text[max(0, start - 1) : end + 1]:
        assert back.of(text).strip() == text[start:end].strip()
    else:
        assert back == Span(start, end)


def test_blank_around_selected_words_is_left_out() -> None:
    assert trimmed("  Ford \n", Span(0, 8)) == Span(2, 6)
    assert trimmed("   ", Span(0, 3)) == Span(3, 3)
