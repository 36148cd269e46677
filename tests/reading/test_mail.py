"""Saved mails: the article without what mail programs put around it, and the articles attached to it."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from explorer.landscape.capabilities import load
from explorer.landscape.refusals import UnreadableArticle
from explorer.landscape.shipped import resources
from explorer.project.landscape import Landscape
from explorer.reading.extraction import extract, mark_at
from explorer.reading.reader import Reader
from tests.reading.test_word import docx, paragraph

STORY = (
    "Acme has bought Widget, a maker of locks, for $40 million.\n\n"
    "The two will share a plant in Ohio, they said on Monday. Acme makes doors and wants to sell them with locks of its own. "
    "Widget has made locks since 1921 and employs 300 people, most of them near Columbus. Its founder stays on the board."
)


def mail(body: str = STORY, subject: str = "Acme buys Widget", sender: str = "Ada Lovelace <ada@example.org>") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "bob@example.org", subject
    message["Date"] = "Tue, 05 Feb 2019 10:00:00 +0100"
    message.set_content(body)
    return message


def written(folder: Path, message: EmailMessage | bytes) -> Path:
    path = folder / "a.eml"
    path.write_bytes(message if isinstance(message, bytes) else message.as_bytes())
    return path


def test_a_mail_gives_its_subject_its_words_its_date_and_who_wrote_it(tmp_path: Path) -> None:
    article = extract(written(tmp_path, mail()))
    assert (article.title, article.published, article.authors) == ("Acme buys Widget", "2019-02-05", ("Ada Lovelace",))
    assert article.text == f"Acme buys Widget\n\n{STORY}"
    assert mark_at(article, article.text.index("Ohio")) == "paragraph 3"


def test_a_newsletter_is_published_by_its_sender_and_says_where_it_is_kept(tmp_path: Path) -> None:
    message = mail(sender="The Lock Post <news@example.org>")
    message["List-Unsubscribe"], message["Archived-At"] = "<https://example.org/u>", "<https://example.org/locks/1>"
    article = extract(written(tmp_path, message))
    assert (article.publisher, article.authors, article.link) == ("The Lock Post", (), "https://example.org/locks/1")


def test_signature_small_print_and_history_are_left_out(tmp_path: Path) -> None:
    body = (
        f"View this email in your browser\n\n{STORY}\n\nThis e-mail is confidential and intended only for its addressee.\n\n"
        "To unsubscribe, click here.\n\nOn Mon, 4 Feb 2019 at 09:12, Bob <bob@example.org> wrote:\n> Gamma buys Delta?\n>\n"
    )
    signed = f"{STORY}\n\n-- \nAda Lovelace\nGamma Delta Partners\n"
    for words in (body, signed):
        assert extract(written(tmp_path, mail(words))).text == f"Acme buys Widget\n\n{STORY}"


def test_a_reply_is_cut_where_the_mail_before_begins(tmp_path: Path) -> None:
    history = "-----Original Message-----\nFrom: Bob\nSent: Monday\nTo: Ada\nSubject: Gamma\n\nGamma bought Delta.\n"
    article = extract(written(tmp_path, mail(f"{STORY}\n\n{history}", "RE: Acme buys Widget")))
    assert article.text == f"Acme buys Widget\n\n{STORY}"


def test_of_a_forwarded_mail_the_inner_one_is_the_article(tmp_path: Path) -> None:
    inner = "---------- Forwarded message ---------\nFrom: Eve Post <eve@example.org>\nDate: Wed, 2 Jan 2019\n"
    inner += f"Subject: Widget is sold\nTo: Ada\n\n{STORY}"
    article = extract(written(tmp_path, mail(f"FYI\n\n{inner}", "Fwd: Widget is sold")))
    assert (article.title, article.published, article.authors) == ("Widget is sold", "2019-01-02", ("Eve Post",))
    assert article.text == f"Widget is sold\n\n{STORY}"


def test_an_article_that_stands_in_quotation_marks_of_mail_is_unquoted(tmp_path: Path) -> None:
    quoted = "\n".join(f"> {line}" for line in STORY.split("\n"))
    assert "share a plant in Ohio" in extract(written(tmp_path, mail(f"see below\n\n{quoted}"))).text


def test_a_mail_of_html_is_read_as_the_page_it_is(tmp_path: Path) -> None:
    message = mail("Your program cannot show this mail.")
    shown = "".join(f"<p>{part}</p>" for part in STORY.split("\n\n"))
    message.add_alternative(f"<html><body><nav>Home | Shop</nav>{shown}<script>evil()</script></body></html>", subtype="html")
    text = extract(written(tmp_path, message)).text
    assert "share a plant in Ohio" in text
    assert not [word for word in ("evil", "Shop", "cannot show") if word in text]


def test_attached_articles_are_articles_of_their_own_and_the_rest_is_told(tmp_path: Path) -> None:
    message = mail()
    message.add_attachment(b"Gamma bought Delta.", maintype="text", subtype="plain", filename="delta.txt")
    message.add_attachment(b"PK..", maintype="application", subtype="zip", filename="all.zip")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    article = extract(written(tmp_path, message))
    assert [(one.file_name, one.text) for one in article.attached] == [("a.eml › delta.txt", "Gamma bought Delta.")]
    assert len(article.notes) == 1
    assert article.notes[0].startswith("all.zip: ")


def test_a_covering_note_gives_way_to_what_is_attached(tmp_path: Path) -> None:
    word = docx(paragraph("Acme bought Widget."))
    message = mail("See attached.")
    message.add_attachment(word, maintype="application", subtype="octet-stream", filename="widget.docx")
    article = extract(written(tmp_path, message))
    assert (article.text, article.file_name, article.attached) == ("Acme bought Widget.", "a.eml › widget.docx", ())


def test_a_mail_attached_to_a_mail_is_read_with_what_is_attached_to_it(tmp_path: Path) -> None:
    inner = mail("Gamma bought Delta, it is said. " * 20, "Gamma buys Delta")
    inner.add_attachment(b"Epsilon bought Zeta.", maintype="text", subtype="plain", filename="zeta.txt")
    outer = mail()
    outer.add_attachment(inner)
    article = extract(written(tmp_path, outer))
    assert [one.title for one in article.attached] == ["Gamma buys Delta"]
    assert [one.text for one in article.attached[0].attached] == ["Epsilon bought Zeta."]


def test_a_mail_with_two_articles_brings_two_sources_into_the_landscape(tmp_path: Path) -> None:
    message = mail()
    message.add_attachment(b"Gamma has bought Delta for $3 million.", maintype="text", subtype="plain", filename="delta.txt")
    reading = Reader(load(resources() / "capabilities")).read(extract(written(tmp_path, message)))
    with Landscape.create(tmp_path / "a.landscape") as landscape:
        landscape.add_readings([reading], "Read a mail")
        assert [source.file_name for source in landscape.sources()] == ["a.eml", "a.eml › delta.txt"]
        assert reading.articles == 2


def test_what_is_no_mail_is_refused(tmp_path: Path) -> None:
    for content in (b"Acme bought Widget.\n", bytes(range(256)) * 20, b"From: a\nSubject: \n\n"):
        with pytest.raises(UnreadableArticle):
            extract(written(tmp_path, content))


def test_a_character_set_that_nobody_knows_is_guessed(tmp_path: Path) -> None:
    raw = mail(STORY).as_bytes().replace(b'charset="utf-8"', b'charset="klingon"')
    assert "share a plant" in extract(written(tmp_path, raw)).text
