"""Questions to the reader stay open where the paragraphs of an article were lost; those of an interview do not."""

from explorer.reading.document import document
from explorer.reading.questions import open_questions

_TOLD = "The council met on Monday. The fare rises in May. Varnell runs the trams. Riders complained. "
_AFTER = "The mayor was not there. The depot stays. Northgate lost the tender. A vote follows in June. Wages are unchanged."


def asked(text: str) -> list[str]:
    return [line.sentence.span.of(text) for line in open_questions(text, document(text).lines)]


def test_a_question_to_the_reader_amid_a_block_of_sentences_is_left_open() -> None:
    assert asked(f"{_TOLD}Do you think the tender was fair? {_AFTER}") == ["Do you think the tender was fair?"]


def test_a_question_that_the_next_sentence_answers_is_not_left_open() -> None:
    assert asked(f"{_TOLD}Is the tender fair? No, said the judges. {_AFTER}") == []


def test_the_questions_of_an_interview_are_not_left_open() -> None:
    talk = "Is it fair? We tried. Will it last? We hope so. Can it pay? We think so. Does it run? We saw it. "
    assert asked(_TOLD + talk + _AFTER) == []


def test_in_an_article_with_paragraphs_the_sentence_after_a_question_answers_it() -> None:
    assert asked("The fare rises in May.\n\nIs the tender fair? Varnell runs the trams.\n\nWages are unchanged.") == []
