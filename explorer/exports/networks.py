"""The network for other programs: GraphML, GEXF, or a list of pairs. What these cannot hold is said."""

import csv
import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple, TextIO
from xml.sax.saxutils import escape, quoteattr

import numpy as np

from explorer.exports.files import UnwritableFile, written_whole
from explorer.exports.tables import harmless
from explorer.landscape.vocabulary import CompanyKind, DealType, Reality, Review, Stage
from explorer.landscape.wording import counted
from explorer.project.columns import Columns
from explorer.project.landscape import Landscape

ENDINGS = (".graphml", ".gexf", ".csv")
#: A deal of up to this many parties is written as all its pairs; of more, as a star around the one with the most deals.
MOST_IN_PAIRS = 12
_FIELDS = ("deal", "type", "stage", "reality", "review", "date")
#: What XML may not hold, however it is written.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TYPES, _STAGES, _REALITIES, _REVIEWS, _KINDS = (
    [word.value for word in words] for words in (DealType, Stage, Reality, Review, CompanyKind)
)


class _Edge(NamedTuple):
    """One pair of companies, by their rows, and what is told of its deal, in the order of _FIELDS."""

    source: int
    target: int
    told: tuple[str, ...]


class _Node(NamedTuple):
    id: int
    name: str
    kind: str
    deals: int
    of: str


def write_network(path: Path, landscape: Landscape) -> str:
    """Write companies and deals as a network, in the format of the file's ending; return what was written and what was left out.

    Every edge carries the id of its deal, so that a deal of many parties can be put together again.
    """
    write = {".graphml": _graphml, ".gexf": _gexf, ".csv": _list}.get(path.suffix.lower())
    if write is None:
        raise UnwritableFile(path, f"a network is written as {', '.join(ENDINGS)}", "choose one of these endings")
    columns, dates = landscape.columns(), landscape.dates_of_deals()
    sizes = np.diff(columns.start)
    edges = 0

    def counting() -> Iterator[_Edge]:
        nonlocal edges
        for edge in _edges(columns, dates):
            edges += 1
            yield edge

    with written_whole(path) as unfinished, unfinished.open("w", encoding="utf-8", newline="") as file:
        write(file, columns, counting())
    lone, many = int(np.count_nonzero(sizes < 2)), int(np.count_nonzero(sizes > MOST_IN_PAIRS))
    left = "excerpts, sources, flows, standings, money, terms and disagreements were left out: they stand in the tables (csv)"
    parts = [f"{counted(len(columns.deal_ids) - lone, 'deal')} as {counted(edges, 'edge')} written to {path}", left]
    if lone:
        parts.append(f"{counted(lone, 'deal')} with fewer than two parties {'is' if lone == 1 else 'are'} no edge")
    if many:
        parts.append(f"{counted(many, 'deal')} of more than {MOST_IN_PAIRS} parties {'is a star' if many == 1 else 'are stars'}")
    if path.suffix.lower() == ".csv":
        alone = len(columns.ids) - len(np.unique(columns.party))
        if alone:
            parts.append(f"{counted(alone, 'company', 'companies')} without a deal {'is' if alone == 1 else 'are'} not in the list")
    return f"{'; '.join(parts)}."


def _edges(columns: Columns, dates: list[str]) -> Iterator[_Edge]:
    deals = np.bincount(columns.party, minlength=len(columns.ids))
    start, party = columns.start.tolist(), columns.party.tolist()
    codes = zip(
        columns.deal_ids.tolist(),
        columns.main_type.tolist(),
        columns.stage.tolist(),
        columns.reality.tolist(),
        columns.review.tolist(),
        dates,
        strict=True,
    )
    for row, (number, kind, stage, reality, review, date) in enumerate(codes):
        members = party[start[row] : start[row + 1]]
        told = (str(number), _TYPES[kind], _STAGES[stage], _REALITIES[reality], _REVIEWS[review], date)
        if len(members) <= MOST_IN_PAIRS:
            yield from (_Edge(a, b, told) for a, b in combinations(members, 2))
        else:
            middle = max(members, key=lambda each: (deals[each], -each))
            yield from (_Edge(middle, each, told) for each in members if each != middle)


def _nodes(columns: Columns) -> Iterator[_Node]:
    deals = np.bincount(columns.party, minlength=len(columns.ids)).tolist()
    for row, (number, kind, parent) in enumerate(
        zip(columns.ids.tolist(), columns.kind.tolist(), columns.parent.tolist(), strict=True)
    ):
        yield _Node(number, columns.name(row), _KINDS[kind], deals[row], columns.name(parent) if parent >= 0 else "")


def _graphml(file: TextIO, columns: Columns, edges: Iterator[_Edge]) -> None:
    file.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for key, of, kind in (
        ("label", "node", "string"),
        ("kind", "node", "string"),
        ("deals", "node", "int"),
        ("part of", "node", "string"),
    ):
        file.write(f'<key id="n {key}" for="{of}" attr.name="{key}" attr.type="{kind}"/>\n')
    for key in _FIELDS:
        file.write(f'<key id="e {key}" for="edge" attr.name="{key}" attr.type="string"/>\n')
    file.write('<graph edgedefault="undirected">\n')
    for node in _nodes(columns):
        told = (("label", node.name), ("kind", node.kind), ("deals", str(node.deals)), ("part of", node.of))
        data = "".join(f'<data key="n {key}">{_text(value)}</data>' for key, value in told if value)
        file.write(f'<node id="{node.id}">{data}</node>\n')
    ids = columns.ids.tolist()
    for edge in edges:
        data = "".join(f'<data key="e {key}">{_text(value)}</data>' for key, value in zip(_FIELDS, edge.told, strict=True) if value)
        file.write(f'<edge source="{ids[edge.source]}" target="{ids[edge.target]}">{data}</edge>\n')
    file.write("</graph>\n</graphml>\n")


def _gexf(file: TextIO, columns: Columns, edges: Iterator[_Edge]) -> None:
    file.write('<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n')
    file.write('<graph defaultedgetype="undirected" mode="static">\n<attributes class="node">\n')
    for key, kind in (("kind", "string"), ("deals", "integer"), ("part of", "string")):
        file.write(f'<attribute id="{key}" title="{key}" type="{kind}"/>\n')
    file.write('</attributes>\n<attributes class="edge">\n')
    for key in _FIELDS:
        file.write(f'<attribute id="{key}" title="{key}" type="string"/>\n')
    file.write("</attributes>\n<nodes>\n")
    for node in _nodes(columns):
        told = (("kind", node.kind), ("deals", str(node.deals)), ("part of", node.of))
        values = "".join(f"<attvalue for={quoteattr(key)} value={_quoted(value)}/>" for key, value in told if value)
        file.write(f'<node id="{node.id}" label={_quoted(node.name)}><attvalues>{values}</attvalues></node>\n')
    file.write("</nodes>\n<edges>\n")
    ids = columns.ids.tolist()
    for number, edge in enumerate(edges):
        values = "".join(
            f'<attvalue for="{key}" value={_quoted(value)}/>' for key, value in zip(_FIELDS, edge.told, strict=True) if value
        )
        ends = f'source="{ids[edge.source]}" target="{ids[edge.target]}"'
        file.write(f'<edge id="{number}" {ends}><attvalues>{values}</attvalues></edge>\n')
    file.write("</edges>\n</graph>\n</gexf>\n")


def _list(file: TextIO, columns: Columns, edges: Iterator[_Edge]) -> None:
    file.write("\ufeff")  # so that spreadsheets see the accents
    writer = csv.writer(file)
    writer.writerow(("company a", "company b", *_FIELDS))
    for edge in edges:
        ends = (harmless(columns.name(edge.source)), harmless(columns.name(edge.target)))
        writer.writerow((*ends, *edge.told))


def _text(words: str) -> str:
    return escape(_FORBIDDEN.sub("", words))


def _quoted(words: str) -> str:
    return quoteattr(_FORBIDDEN.sub("", words))
