"""GraphML and GEXF: edges as ties, each rendered as one line of text. Read piece by piece; entities are not expanded."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from explorer.landscape.networks import Fault, NamedParty, NetworkFile, Said, Tie
from explorer.landscape.refusals import UnreadableArticle
from explorer.landscape.vocabulary import DealField, Reality, Review
from explorer.reading.networks.layout import GRAPHS, Column
from explorer.reading.networks.words import date_of, network_words, plain, stage_called, type_called

_PIECE = 1 << 16
#: Attributes of a node that name it, the best first.
_NAMING = ("label", "name", "title", "company")
_WORDED = {
    Column.VALUE: DealField.VALUE,
    Column.TERM: DealField.TERM,
    Column.AREA: DealField.AREA,
    Column.PRODUCT: DealField.PRODUCT,
    Column.GEOGRAPHY: DealField.GEOGRAPHY,
}


class GraphTies:
    """The edges of a graph as ties, gone through once, and at the end the nodes without an edge."""

    def __init__(self, path: Path, reality: Reality = Reality.AGREED, review: Review = Review.PROPOSED) -> None:
        """Take a graph; `reality` holds for edges that tell no stage."""
        self.faults: list[Fault] = []
        self.skipped = 0
        self.unknown: Counter[str] = Counter()
        self.notes: tuple[str, ...] = ()
        self.file = NetworkFile(path.name, GRAPHS[path.suffix.lower()], review=review)
        self._path = path
        self._reality = reality
        self._words = network_words()
        self._names: dict[str, str] = {}
        self._tied: set[str] = set()
        self._keys: dict[tuple[str, str], str] = {}  # (of nodes or edges, id) -> what the attribute is called
        self._made: list[Tie] = []
        self._waiting: list[tuple[int, dict[str, str]]] = []  # edges that stand before one of their nodes
        self._class = ""
        self._element: dict[str, str] | None = None
        self._is_edge = False
        self._line = 0
        self._key = ""
        self._text: list[str] = []

    def __iter__(self) -> Iterator[Tie]:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        self._parser = parser
        try:
            with self._path.open("rb") as file:
                while piece := file.read(_PIECE):
                    parser.Parse(piece, False)
                    yield from self._handed()
                parser.Parse(b"", True)
        except expat.ExpatError as error:
            where = f"{self._path.name}, line {error.lineno}"
            raise UnreadableArticle(
                where, f"it is no whole XML ({expat.ErrorString(error.code)})", "export the graph again"
            ) from error
        except OSError as error:
            raise UnreadableArticle(self._path, f"it cannot be read ({error})", "choose another file") from error
        for line, edge in self._waiting:
            self._tie(line, edge, is_last=True)
        for node in self._names.keys() - self._tied:
            name = self._names[node]
            self._made.append(Tie(0, name, (NamedParty(name, 0, len(name)),), is_deal=False))
        self._made.sort(key=lambda tie: (not tie.is_deal, tie.line))
        yield from self._handed()

    def _handed(self) -> Iterator[Tie]:
        made, self._made = self._made, []
        yield from made

    def _refuse(self, *_: object) -> None:
        what = "it brings a document type or entities of its own, which could be used to harm"
        raise UnreadableArticle(self._path, what, "export the graph without them")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        self._text.clear()
        if name == "key":  # GraphML
            self._keys[attributes.get("for", ""), attributes.get("id", "")] = attributes.get("attr.name", attributes.get("id", ""))
        elif name == "attributes":  # GEXF
            self._class = attributes.get("class", "")
        elif name == "attribute":
            self._keys[self._class, attributes.get("id", "")] = attributes.get("title", attributes.get("id", ""))
        elif name in ("node", "edge"):
            self._is_edge, self._line = name == "edge", self._parser.CurrentLineNumber
            self._element = dict(attributes)
        elif name == "data":
            self._key = attributes.get("key", "")
        elif name == "attvalue" and self._element is not None:
            self._add(attributes.get("for", attributes.get("id", "")), attributes.get("value", ""))

    def _end(self, tag: str) -> None:
        name, element = tag.rpartition(" ")[2], self._element
        if name == "data" and element is not None:
            self._add(self._key, "".join(self._text).strip())
        elif name == "node" and element is not None and not self._is_edge:
            told = {plain(key): value for key, value in element.items() if value}
            self._names[element.get("id", "")] = " ".join(
                next((told[key] for key in _NAMING if key in told), element.get("id", "")).split()
            )
            self._element = None
        elif name == "edge" and element is not None:
            self._tie(self._line, element, is_last=False)
            self._element = None

    def _add(self, key: str, value: str) -> None:
        assert self._element is not None
        of = "edge" if self._is_edge else "node"
        called = self._keys.get((of, key)) or self._keys.get(("all", key)) or key
        self._element.setdefault(called, value)

    def _tie(self, number: int, edge: dict[str, str], *, is_last: bool) -> None:
        ends = edge.get("source", ""), edge.get("target", "")
        names = [self._names.get(end, "") for end in ends]
        if not all(names):
            if is_last:
                self._skip(number, f"it leads to a node that is not there (“{ends[0]}” to “{ends[1]}”)")
            else:
                self._waiting.append((number, edge))
            return
        self._tied.update(ends)
        line = f"{names[0]} – {names[1]}"
        parties = NamedParty(names[0], 0, len(names[0])), NamedParty(names[1], len(line) - len(names[1]), len(line))
        said: list[Said] = []
        deal = date = ""
        for key, value in edge.items():
            value = " ".join(value.split())
            if key in ("id", "source", "target") or not value:
                continue
            start = len(line) + len(key) + 4
            line += f"; {key}: {value}"
            column = self._words.columns.get(plain(key))
            if column is Column.DATE:
                date = date_of(value)
            elif column is Column.DEAL:
                deal = value
            elif column in (Column.TYPE, Column.STAGE):
                said += self._worded(column, value, start, len(line))
            elif column in _WORDED:
                said.append(Said(_WORDED[column], value, start, len(line)))
        self._made.append(Tie(number, line, parties, tuple(said), deal, date, self._reality))

    def _worded(self, column: Column, value: str, start: int, end: int) -> Iterator[Said]:
        known = (type_called if column is Column.TYPE else stage_called)(value)
        if known is not None:
            yield Said(DealField.TYPE if column is Column.TYPE else DealField.STAGE, known.value, start, end)
        elif plain(value) not in ("directed", "undirected", "mutual"):  # what GEXF calls the type of an edge
            self.unknown[f"“{value[:40]}” is no {column.value} that is known"] += 1

    def _skip(self, line: int, why: str) -> None:
        self.skipped += 1
        if len(self.faults) < 10_000:
            self.faults.append(Fault(line, why))
