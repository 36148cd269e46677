import hashlib
import os
import time
from pathlib import Path

import pytest

from explorer.landscape.refusals import UnreadableArticle
from explorer.reading.extraction import LIMIT, extract, from_text, mark_at

WORDS = "Acme and Widget signed a letter of intent on Monday. They will share a plant in Ohio."


def pdf(page: str = "", *, tail: bytes = b"") -> bytes:
    """A PDF of one page that shows `page`, or draws nothing but a box."""
    drawn = f"BT /F1 12 Tf 72 720 Td ({page}) Tj ET" if page else "72 72 200 200 re f"
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size 6 /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (tail, len(out))
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + trailer


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableArticle) as refused:
        extract(path)
    told = str(refused.value)
    assert told.startswith(f"{path.name}: ")
    assert told.endswith(".")
    assert "Traceback" not in told
    return told


def written(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# what can be read


@pytest.mark.parametrize("text", ["  two spaces\r\n\r\nCRLF\u2028and more\t \n", "one line", "Ünïcödé – 🚗 שלום 汽车\n"])
def test_the_text_of_a_txt_file_is_the_decoded_file_character_for_character(tmp_path: Path, text: str) -> None:
    article = extract(written(tmp_path, "a.txt", text))
    assert article.text == text
    assert article.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert article.original == text.encode()


def test_a_byte_order_mark_tells_the_encoding(tmp_path: Path) -> None:
    assert extract(written(tmp_path, "a.txt", WORDS.encode("utf-16"))).text == WORDS
    assert extract(written(tmp_path, "b.txt", WORDS.encode("utf-8-sig"))).text == WORDS


def test_an_older_encoding_is_recognised(tmp_path: Path) -> None:
    text = "Der Autohersteller Müller übernimmt die Mehrheit an der Größe AG für 30 Millionen Euro. " * 5
    assert extract(written(tmp_path, "a.txt", text.encode("cp1252"))).text == text


def test_markdown_gives_words_without_signs_and_its_first_heading_as_title(tmp_path: Path) -> None:
    article = extract(
        written(tmp_path, "a.md", "# Acme *and* Widget\n\nPublished: 2019-01-15\n\nAcme [bought](http://x.y) **Widget**.\n")
    )
    assert article.title == "Acme and Widget"
    assert article.text == "Acme and Widget\n\nPublished: 2019-01-15\n\nAcme bought Widget."
    assert article.published == "2019-01-15"


def test_a_web_page_gives_the_article_without_menus_and_scripts(tmp_path: Path) -> None:
    body = "".join(f"<p>{WORDS} Paragraph {n} says &amp; means &quot;more&quot; of it.</p>" for n in range(8))
    page = (
        "<html><head><title>Acme allies</title><meta name='author' content='Ann Lee'><script>steal()</script></head>"
        f"<body><nav><a href='/'>Home</a> <a href='/x'>Markets</a></nav><article><h1>Acme allies</h1>{body}</article>"
        "<script>document.write('boo')</script><footer>Cookies</footer></body></html>"
    )
    article = extract(written(tmp_path, "a.html", page))
    assert 'says & means "more" of it' in article.text
    assert article.title == "Acme allies"
    for unwanted in ("steal", "boo", "<p>", "&amp;", "Cookies"):
        assert unwanted not in article.text


def test_of_a_web_page_only_the_article_is_kept(tmp_path: Path) -> None:
    paragraphs = (
        "Acme has bought Widget, a maker of locks in Ohio, for $40 million in cash, both said on Monday in a joint statement.",
        "The purchase brings Acme a plant near Columbus with 300 people, and locks of its own for the doors that it makes.",
        "Widget, founded in 1921, had looked for a buyer since its largest customer left it two years ago, its founder said.",
    )
    page = (
        "<html><head><title>Acme buys Widget | Lock Post</title><meta property='og:site_name' content='Lock Post'>"
        "<meta name='author' content='Ada Lovelace'><meta property='article:published_time' content='2019-02-05T10:00:00Z'>"
        "<link rel='canonical' href='https://example.org/locks/1'></head><body>"
        "<div class='cookie-banner'>We use cookies from Omega.</div>"
        "<nav><ul><li><a href='/'>Home</a></li><li><a href='/m'>Markets</a></li></ul></nav><main><article><h1>Acme buys Widget</h1>"
        + "".join(f"<p>{words}</p>" for words in paragraphs)
        + "<div class='share'><a href='#'>Share on Social</a></div></article></main>"
        "<aside><h3>Most read</h3><ul><li><a href='/x'>Gamma buys Delta for $9 billion</a></li></ul></aside>"
        "<footer>© 2019 Lock Post. Subscribe to our newsletter.</footer></body></html>"
    )
    article = extract(written(tmp_path, "a.html", page))
    assert all(words in article.text for words in paragraphs)
    assert not [word for word in ("Omega", "Markets", "Social", "Gamma", "newsletter") if word in article.text]
    assert (article.title, article.publisher, article.authors) == ("Acme buys Widget", "Lock Post", ("Ada Lovelace",))
    assert (article.published, article.link) == ("2019-02-05", "https://example.org/locks/1")
    assert mark_at(article, article.text.index("founded in 1921")).startswith("paragraph")


def test_a_short_web_page_is_read_too(tmp_path: Path) -> None:
    article = extract(written(tmp_path, "a.htm", "<title>T</title><p>Acme bought Widget.</p><script>alert(1)</script>"))
    assert "Acme bought Widget." in article.text
    assert "alert" not in article.text


def test_a_pdf_gives_its_text_with_a_mark_for_each_page(tmp_path: Path) -> None:
    article = extract(written(tmp_path, "a.pdf", pdf("Acme bought Widget for cash.")))
    assert article.text == "Acme bought Widget for cash."
    assert article.marks == ((0, "page 1"),)


def test_a_dateline_tells_the_date_and_the_agency() -> None:
    article = from_text("Dearborn, 15 January 2019 (Reuters) - Acme bought Widget.")
    assert (article.published, article.publisher) == ("2019-01-15", "Reuters")


def test_a_date_inside_a_sentence_is_not_the_date_of_the_article() -> None:
    assert from_text("Acme bought Widget on 15 January 2019 for cash.").published == ""


def test_a_headline_is_the_title_and_marks_lead_to_paragraphs() -> None:
    article = from_text("Acme buys Widget\n\nThe maker of locks did so on Monday.")
    assert article.title == "Acme buys Widget"
    assert mark_at(article, 30) == "paragraph 2"


def test_lone_surrogates_in_pasted_words_do_not_break_anything() -> None:
    assert from_text("Acme \ud83d bought Widget.").text == "Acme \ufffd bought Widget."


# what is refused, each with one clear sentence


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    assert "empty" in refusal(written(tmp_path, "a.txt", ""))


def test_white_space_alone_is_refused(tmp_path: Path) -> None:
    assert "white space" in refusal(written(tmp_path, "a.txt", " \n\t \r\n"))
    with pytest.raises(UnreadableArticle):
        from_text("  \n ")


def test_binary_data_with_the_name_of_a_text_is_refused(tmp_path: Path) -> None:
    assert "binary" in refusal(written(tmp_path, "a.txt", bytes(range(256)) * 40))
    assert "binary" in refusal(written(tmp_path, "b.txt", b"\x7fELF\x02\x01\x01" + b"\0" * 200))
    assert "binary" in refusal(written(tmp_path, "c.md", bytes(range(1, 32)) * 40))


def test_characters_in_no_known_encoding_are_refused(tmp_path: Path) -> None:
    refusal(written(tmp_path, "a.txt", b"\xff\xfe\x00\xd8\x00\xd8"))
    refusal(written(tmp_path, "b.txt", bytes((n * 37) % 128 + 128 for n in range(4000))))


def test_a_file_of_20_megabytes_is_refused_at_once_and_told_the_limit(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", b"Acme bought Widget. " * 1_000_000)
    before = time.process_time()
    told = refusal(path)
    assert time.process_time() - before < 1
    assert "20 MB" in told
    assert f"{LIMIT // 1_000_000} MB" in told


def test_a_web_page_without_an_article_is_refused(tmp_path: Path) -> None:
    assert "no article text" in refusal(written(tmp_path, "a.html", "<html><body><script>var a = 1</script></body></html>"))


def test_a_pdf_of_pictures_is_refused(tmp_path: Path) -> None:
    assert "no text" in refusal(written(tmp_path, "a.pdf", pdf()))


def test_a_damaged_pdf_is_refused(tmp_path: Path) -> None:
    assert "damaged" in refusal(written(tmp_path, "a.pdf", b"%PDF-1.4 and then nothing of the kind"))
    assert "damaged" in refusal(written(tmp_path, "b.pdf", b"no pdf at all"))


def test_a_protected_pdf_is_refused(tmp_path: Path) -> None:
    lock = b"/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] "
    lock += b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
    lock += b"/O <" + b"ab" * 32 + b"> /U <" + b"cd" * 32 + b"> >>"
    assert "password" in refusal(written(tmp_path, "a.pdf", pdf("secret", tail=lock)))


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "nowhere.txt")
    assert "folder" in refusal(tmp_path)


def test_an_unknown_kind_of_file_is_refused_with_the_kinds_that_work(tmp_path: Path) -> None:
    told = refusal(written(tmp_path, "a.xyz", WORDS))
    assert ".xyz" in told
    assert "pdf" in told


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, "a.txt", WORDS)
    path.chmod(0)
    if os.access(path, os.R_OK):  # the administrator may read everything: let the system say what it would say to others

        def denied(self: Path) -> bytes:
            raise PermissionError(13, "Permission denied", str(self))

        monkeypatch.setattr(Path, "read_bytes", denied)
    assert "may not be read" in refusal(path)
