"""Word documents: their words, what they say of themselves, and what is refused."""

import io
import zipfile
from pathlib import Path

import pytest

from explorer.landscape.refusals import UnreadableArticle
from explorer.reading import word
from explorer.reading.extraction import extract, mark_at

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STRICT = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'


def paragraph(words: str, style: str = "") -> str:
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{styled}<w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


def docx(body: str, *, core: str = "", more: dict[str, bytes] | None = None, space: str = W, before: str = "") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(
            "word/document.xml", f"<?xml version='1.0'?>{before}<w:document {space}><w:body>{body}</w:body></w:document>"
        )
        if core:
            package.writestr(
                "docProps/core.xml",
                '<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/">' + core + "</cp:coreProperties>",
            )
        for name, content in (more or {}).items():
            package.writestr(name, content)
    return packed.getvalue()


def written(folder: Path, content: bytes, name: str = "a.docx") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableArticle) as refused:
        extract(path)
    return str(refused.value)


def test_a_word_document_gives_its_paragraphs_its_title_and_its_author(tmp_path: Path) -> None:
    body = paragraph("Acme buys Widget", "Title") + paragraph("Acme bought Widget on Monday.") + paragraph("It paid in cash.")
    article = extract(written(tmp_path, docx(body, core="<dc:creator>Ada Lovelace</dc:creator>")))
    assert article.text == "Acme buys Widget\n\nAcme bought Widget on Monday.\n\nIt paid in cash."
    assert (article.title, article.authors) == ("Acme buys Widget", ("Ada Lovelace",))
    assert mark_at(article, article.text.index("cash")) == "paragraph 3"


def test_the_strict_form_of_the_format_is_read_too(tmp_path: Path) -> None:
    assert extract(written(tmp_path, docx(paragraph("Acme bought Widget."), space=STRICT))).text == "Acme bought Widget."


def test_a_title_among_the_properties_goes_before_one_in_the_text(tmp_path: Path) -> None:
    core = "<dc:title>Widget is sold</dc:title><dc:creator>python-docx</dc:creator>"
    article = extract(written(tmp_path, docx(paragraph("Acme bought Widget."), core=core)))
    assert (article.title, article.authors) == ("Widget is sold", ())


def test_what_was_deleted_moved_away_or_is_code_of_a_field_is_no_text(tmp_path: Path) -> None:
    body = (
        "<w:p><w:del><w:r><w:delText>Beta </w:delText></w:r></w:del><w:moveFrom><w:r><w:t>Gamma </w:t></w:r></w:moveFrom>"
        "<w:r><w:instrText>HYPERLINK x</w:instrText></w:r><w:ins><w:r><w:t>Acme bought Widget.</w:t></w:r></w:ins></w:p>"
    )
    assert extract(written(tmp_path, docx(body))).text == "Acme bought Widget."


def test_a_row_of_a_table_is_a_line_and_a_text_box_a_paragraph(tmp_path: Path) -> None:
    table = f"<w:tbl><w:tr><w:tc>{paragraph('Acme')}</w:tc><w:tc>{paragraph('40%')}</w:tc></w:tr></w:tbl>"
    box = f"<w:p><w:r><w:t>Around</w:t></w:r><w:r><w:txbxContent>{paragraph('Inside')}</w:txbxContent></w:r></w:p>"
    assert extract(written(tmp_path, docx(table + box))).text == "Acme | 40%\n\nInside\n\nAround"


def test_macros_in_a_document_are_passed_over(tmp_path: Path) -> None:
    article = extract(written(tmp_path, docx(paragraph("Acme bought Widget."), more={"word/vbaProject.bin": b"Sub AutoOpen()"})))
    assert article.text == "Acme bought Widget."


@pytest.mark.parametrize(
    "declared",
    ['<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>', '<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;">]>'],
)
def test_a_document_that_declares_entities_is_refused(tmp_path: Path, declared: str) -> None:
    assert "entities" in refusal(written(tmp_path, docx(paragraph("Acme &x; bought Widget."), before=declared)))


def test_a_part_that_unpacks_beyond_the_limit_is_refused_whatever_its_header_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word, "PART_LIMIT", 100_000)
    content = bytearray(docx(paragraph("a" * 3_000_000)))
    assert len(content) < 10_000
    assert "more text than can be read" in refusal(written(tmp_path, bytes(content)))
    place = content.rindex(b"PK\x01\x02", 0, content.rindex(b"word/document.xml"))
    content[place + 24 : place + 28] = (50).to_bytes(4, "little")  # the size it claims
    assert refusal(written(tmp_path, bytes(content)))


def test_damaged_empty_old_and_other_packages_are_refused(tmp_path: Path) -> None:
    whole = docx(paragraph("Acme bought Widget. " * 300))
    assert "damaged" in refusal(written(tmp_path, whole[: len(whole) // 2]))
    assert "damaged" in refusal(written(tmp_path, b"no package at all"))
    assert "damaged" in refusal(written(tmp_path, docx("<w:p>")))
    assert "older Word file" in refusal(written(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600))
    assert "no text" in refusal(written(tmp_path, docx(paragraph(" "))))
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
    assert "no docx" in refusal(written(tmp_path, other.getvalue()))
