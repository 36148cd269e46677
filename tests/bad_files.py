"""Files that people do drop on a program: each maker writes one into a folder and returns its path."""

import random
from collections.abc import Callable
from pathlib import Path


def empty(folder: Path) -> Path:
    return _written(folder / "empty.txt", b"")


def white_space_only(folder: Path) -> Path:
    return _written(folder / "blank.md", b" \n\n\t\n")


def binary(folder: Path) -> Path:
    return _written(folder / "picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + random.Random(1).randbytes(4_000))


def wrongly_encoded(folder: Path) -> Path:
    return _written(folder / "odd.txt", b"\xff\xfeA\xd8B\xd8C")


def twenty_megabytes(folder: Path) -> Path:
    return _written(folder / "huge.txt", b"Ford and Alibaba signed a letter of intent.\n" * 460_000)


def html_without_text(folder: Path) -> Path:
    return _written(
        folder / "script.html",
        b"<!doctype html><html><head><script>let a = 'Ford and Alibaba';</script></head><body></body></html>",
    )


def pdf_without_text(folder: Path) -> Path:
    return _written(folder / "scan.pdf", _pdf(b""))


def broken_pdf(folder: Path) -> Path:
    return _written(folder / "torn.pdf", _pdf(b"")[:60])


def unknown_kind(folder: Path) -> Path:
    return _written(folder / "report.xyz", b"Ford and Alibaba signed a letter of intent.")


def missing(folder: Path) -> Path:
    return folder / "gone.txt"


def folder_without_articles(folder: Path) -> Path:
    (folder / "nothing").mkdir()
    return folder / "nothing"


UNREADABLE: tuple[Callable[[Path], Path], ...] = (
    empty,
    white_space_only,
    binary,
    wrongly_encoded,
    twenty_megabytes,
    html_without_text,
    pdf_without_text,
    broken_pdf,
    unknown_kind,
    missing,
    folder_without_articles,
)


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def _pdf(content: bytes) -> bytes:
    """Return a PDF of one page that draws `content`."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"xref\n0 5\n0000000000 65535 f \n%strailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        table,
        len(out),
    )
