from pathlib import Path

from explorer.reading.kinds import articles_in, left_out


def test_a_folder_gives_its_articles_and_names_what_is_left_out(tmp_path: Path) -> None:
    names = ("b.TXT", "a.md", "deep/c.eml", "deep/d.docx", "e.xlsx", "f.xlsx", "g.png", ".hidden/h.txt", ".i.txt", "noending")
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Acme")
    articles, others = articles_in(tmp_path)
    assert [path.name for path in articles] == ["a.md", "b.TXT", "c.eml", "d.docx"]
    assert left_out(others) == "3 files of other kinds left out: 2 xlsx, 1 without an ending."


def test_what_a_browser_saved_beside_a_page_is_passed_over(tmp_path: Path) -> None:
    for name in ("page.html", "page_files/frame.html", "page_files/deep/x.txt", "other_files/kept.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Acme")
    articles, others = articles_in(tmp_path)
    assert [path.name for path in articles] == ["kept.txt", "page.html"]
    assert others == []
