"""The view that a picture carries inside: found by what the file is, whatever it is called, and never trusted."""

import zlib
from pathlib import Path
from xml.parsers import expat

from explorer.landscape.views import View

#: The name under which the view is kept: a text chunk of a PNG, the id of an SVG's metadata, the attachment of a PDF.
VIEW_KEY = "alliance-explorer-view"

_LARGEST_FILE = 256 * 2**20
_LONGEST_VIEW = 8 * 2**20
_PNG = b"\x89PNG\r\n\x1a\n"


def view_inside(path: Path) -> View | None:
    """Return the view that a picture carries, None where it carries none or cannot be read."""
    try:
        if path.stat().st_size > _LARGEST_FILE:
            return None
        content = path.read_bytes()
        kept = _kept_in(content)
        return View.from_json(kept) if kept and len(kept) <= _LONGEST_VIEW else None
    except (OSError, ValueError, RecursionError, zlib.error, expat.ExpatError):
        return None


def _kept_in(content: bytes) -> str:
    if content.startswith(_PNG):
        return _kept_in_png(content)
    if b"%PDF-" in content[:1024]:
        return _kept_in_pdf(content)
    return _kept_in_svg(content) if b"<svg" in content[:65_536] else ""


def _kept_in_png(content: bytes) -> str:
    """Look through the text chunks, https://www.w3.org/TR/png-3/#11textinfo; what is packed is unpacked up to a limit."""
    at = len(_PNG)
    while at + 12 <= len(content):
        length, kind = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        body = content[at + 8 : at + 8 + length]
        at += length + 12
        key, _, rest = body.partition(b"\0")
        if key != VIEW_KEY.encode() or kind not in (b"tEXt", b"zTXt", b"iTXt"):
            continue
        if kind == b"tEXt":
            return rest.decode("latin-1")
        if kind == b"zTXt":
            return _unpacked(rest[1:]).decode("latin-1")
        is_packed, words = rest[:1] == b"\1", rest[2:].split(b"\0", 2)[2:]
        return (_unpacked(words[0]) if is_packed else words[0]).decode("utf-8") if words else ""
    return ""


def _unpacked(packed: bytes) -> bytes:
    return zlib.decompressobj().decompress(packed, _LONGEST_VIEW + 1)


def _kept_in_svg(content: bytes) -> str:
    """Read the text of the metadata element of our id, however an editor has set it since; entities are refused."""
    found: list[str] = []
    open_elements = 0

    def on_start(name: str, attributes: dict[str, str]) -> None:
        nonlocal open_elements
        is_ours = name.rpartition(":")[2] == "metadata" and attributes.get("id") == VIEW_KEY
        open_elements += 1 if open_elements or is_ours else 0

    def on_end(_name: str) -> None:
        nonlocal open_elements
        open_elements -= 1 if open_elements else 0

    def on_text(text: str) -> None:
        if open_elements:
            found.append(text)

    def on_entity(*_declaration: object) -> None:
        raise ValueError("an SVG that declares entities is not read")

    parser = expat.ParserCreate()
    parser.StartElementHandler = on_start
    parser.EndElementHandler = on_end
    parser.CharacterDataHandler = on_text
    parser.EntityDeclHandler = on_entity
    parser.Parse(content, True)
    return "".join(found).strip()


def _kept_in_pdf(content: bytes) -> str:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return ""
    try:
        for number in range(min(document.count_attachments(), 50)):
            attachment = document.get_attachment(number)
            # Qt writes the name in UTF-16, and it comes back with the byte order mark and a zero before every letter.
            if attachment.get_name().replace("\0", "").endswith(f"{VIEW_KEY}.json"):
                return bytes(attachment.get_data()).decode("utf-8")
        return ""
    except pypdfium2.PdfiumError:
        return ""
    finally:
        document.close()
