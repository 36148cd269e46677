"""Workbooks as Excel writes them, made by hand, for tests."""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

Cell = str | float | None
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_REFERS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
#: Formats of the cells that are dates in these workbooks, by their style: none, a day, a month, a year.
_STYLES = f"""<styleSheet {_MAIN}><numFmts count="2"><numFmt numFmtId="164" formatCode="mmm\\ yyyy"/>
<numFmt numFmtId="165" formatCode="yyyy;@"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>"""


def day(number: float, style: int = 1) -> str:
    """Return the element of a cell that holds a date: a number of days in a style."""
    return f'<c s="{style}"><v>{number}</v></c>'


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[Cell]]], *, hidden: str = "", head: str = "") -> Path:
    """Write a workbook; words are shared, elements that begin with "<" are written as they are, None leaves a row out."""
    words: list[str] = []
    with zipfile.ZipFile(path, "w") as package:
        listed = ""
        for number, name in enumerate(sheets, 1):
            state = ' state="hidden"' if name == hidden else ""
            listed += f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"{state}/>'
        package.writestr("xl/workbook.xml", f"{head}<workbook {_MAIN} {_REFERS}><sheets>{listed}</sheets></workbook>")
        targets = "".join(f'<Relationship Id="rId{n}" Target="worksheets/sheet{n}.xml"/>' for n in range(1, len(sheets) + 1))
        package.writestr("xl/_rels/workbook.xml.rels", f"<Relationships>{targets}</Relationships>")
        package.writestr("xl/styles.xml", _STYLES)
        for number, rows in enumerate(sheets.values(), 1):
            written = "".join(_row(place, row, words) for place, row in enumerate(rows, 1) if row)
            package.writestr(f"xl/worksheets/sheet{number}.xml", f"<worksheet {_MAIN}><sheetData>{written}</sheetData></worksheet>")
        shared = "".join(f"<si><t>{escape(word)}</t></si>" for word in words)
        package.writestr("xl/sharedStrings.xml", f"<sst {_MAIN}>{shared}</sst>")
    return path


def _row(number: int, row: Sequence[Cell], words: list[str]) -> str:
    cells = ""
    for place, cell in enumerate(row):
        at = f'r="{chr(65 + place)}{number}"'
        if isinstance(cell, str) and cell.startswith("<"):
            cells += cell.replace("<c ", f"<c {at} ", 1)
        elif isinstance(cell, str):
            words.append(cell)
            cells += f'<c {at} t="s"><v>{len(words) - 1}</v></c>'
        elif cell is not None:
            cells += f"<c {at}><v>{cell}</v></c>"
    return f'<row r="{number}">{cells}</row>'
