"""What the file knows of sources and companies."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager

import apsw

from explorer.landscape.excerpts import SourceId, Span
from explorer.landscape.facts import Alias, Capability, CapabilityId, Company, CompanyId, Place, Position, Source, ViewId
from explorer.landscape.names import fold
from explorer.landscape.networks import NETWORK_TYPES
from explorer.landscape.refusals import NotHere
from explorer.landscape.views import KeptView, View
from explorer.project import rows
from explorer.project.open_file import OpenFile, Row, guarded, listed

COMPANY = """
    SELECT c.id, c.name, c.kind, p.kept, c.note FROM company c LEFT JOIN company p ON p.id = c.parent WHERE c.kept = c.id
"""
#: A company with everything merged into it and everything that belongs to it, at any depth.
FAMILY = """
    WITH RECURSIVE family(id) AS (
        SELECT id FROM company WHERE kept = (SELECT kept FROM company WHERE id = ?)
        UNION
        SELECT member.id FROM family
        JOIN company unit ON unit.parent = family.id AND unit.kept = unit.id
        JOIN company member ON member.kept = unit.id
    )
"""


class Sources(OpenFile):
    """Articles, their frozen texts, and where they name companies."""

    @guarded
    def sources(self) -> tuple[Source, ...]:
        """Return every source, in the order they came."""
        return tuple(map(rows.source_of, self._rows(f"SELECT {rows.SOURCE} FROM source ORDER BY id")))

    @guarded
    def number_of_sources(self) -> int:
        """Count the articles and files that were taken in; a network file that is kept in parts counts once."""
        kinds = ", ".join(f"'{kind}'" for kind in sorted(NETWORK_TYPES))
        query = f"""SELECT (SELECT count(*) FROM source WHERE media_type NOT IN ({kinds}))
                    + (SELECT count(DISTINCT file_name) FROM source WHERE media_type IN ({kinds}))"""
        return int(self._rows(query)[0][0])

    @guarded
    def source(self, source: SourceId) -> Source:
        """Return one source; NotHere where there is none."""
        return rows.source_of(self._one(f"SELECT {rows.SOURCE} FROM source WHERE id = ?", source))

    @guarded
    def printings_of(self, source: SourceId) -> tuple[Source, ...]:
        """Return the other sources that print the same story, in the order they came."""
        query = f"""SELECT {rows.SOURCE} FROM source WHERE id <> ?1 AND coalesce(story, id) =
                    (SELECT coalesce(story, id) FROM source WHERE id = ?1) ORDER BY id"""
        return tuple(map(rows.source_of, self._rows(query, (source,))))

    @guarded
    def text(self, source: SourceId) -> str:
        """Return the frozen text of a source."""
        return str(self._one("SELECT text FROM readable WHERE id = ?", source)[0])

    @guarded
    def original(self, source: SourceId) -> bytes:
        """Return the bytes of a source as they came."""
        text, original = self._one("SELECT text, original FROM source JOIN frozen USING (sha256) WHERE id = ?", source)
        return text.encode() if original is None else bytes(original)

    @guarded
    def marks(self, source: SourceId) -> tuple[tuple[int, str], ...]:
        """Return the marks that lead back to the original: offset in the text, label."""
        marks = json.loads(self._one("SELECT marks FROM source WHERE id = ?", source)[0])
        return tuple((int(offset), str(label)) for offset, label in marks)

    @guarded
    def notes_of(self, source: SourceId) -> tuple[str, ...]:
        """Return what the reader noted about a source: "this PDF has two pages without text"."""
        return tuple(json.loads(self._one("SELECT notes FROM source WHERE id = ?", source)[0]))

    @guarded
    def mentions_in(self, source: SourceId, *, named_only: bool = False) -> tuple[tuple[CompanyId, Span], ...]:
        """Return where a source names companies, in order; descriptions ("the carmaker") too unless `named_only`."""
        query = """SELECT c.kept, m.starts, m.ends FROM mention m JOIN company c ON c.id = m.company
                   WHERE m.source = ? AND (m.reason = '' OR NOT ?) ORDER BY m.starts, m.ends, m.id"""
        return tuple((CompanyId(company), Span(starts, ends)) for company, starts, ends in self._rows(query, (source, named_only)))

    @guarded
    def examined(self, source: SourceId) -> bool:
        """Say whether a reader went through the source and found a company in it: what it then does not say, it is silent about."""
        return self._row("SELECT 1 FROM mention WHERE source = ? LIMIT 1", (source,)) is not None

    @guarded
    def examined_companies(self) -> frozenset[CompanyId]:
        """Return the companies that some source speaks of; of all others nothing was examined."""
        query = "SELECT DISTINCT c.kept FROM company c WHERE EXISTS (SELECT 1 FROM mention m WHERE m.company = c.id)"
        return frozenset(CompanyId(row[0]) for row in self._rows(query))

    @guarded
    def examined_among(self, companies: Iterable[CompanyId]) -> frozenset[CompanyId]:
        """Return those of these companies that some source speaks of."""
        query = """SELECT DISTINCT c.kept FROM company c WHERE c.kept IN (SELECT value FROM json_each(?))
                   AND EXISTS (SELECT 1 FROM mention m WHERE m.company = c.id)"""
        return frozenset(CompanyId(row[0]) for row in self._rows(query, (listed(companies),)))

    def _one(self, query: str, number: object) -> Row:
        row = self._row(query, (number,))
        if row is None:
            raise NotHere(self.path, "what was asked for is not in the landscape any more", "choose it again")
        return row


class Companies(Sources):
    """Companies as they are kept after merges, and the vocabulary, places and views of the landscape."""

    @guarded
    def companies(self) -> tuple[Company, ...]:
        """Return every company that was kept, in the order they came."""
        return tuple(map(rows.company_of, self._rows(f"{COMPANY} ORDER BY c.id")))

    @guarded
    def company(self, company: CompanyId) -> Company:
        """Return a company, that which was kept where it was merged; NotHere where there is none."""
        return rows.company_of(self._one(f"{COMPANY} AND c.id = (SELECT kept FROM company WHERE id = ?)", company))

    @guarded
    def units_of(self, company: CompanyId) -> tuple[Company, ...]:
        """Return what belongs directly to a company."""
        query = f"{COMPANY} AND p.kept = (SELECT kept FROM company WHERE id = ?) AND c.id <> p.kept ORDER BY c.id"
        return tuple(map(rows.company_of, self._rows(query, (company,))))

    @guarded
    def merged_into(self, company: CompanyId) -> tuple[Company, ...]:
        """Return the companies that were merged into this one."""
        query = (
            "SELECT id, name, kind, parent, note FROM company WHERE kept = (SELECT kept FROM company WHERE id = ?) AND kept <> id"
        )
        return tuple(map(rows.company_of, self._rows(f"{query} ORDER BY id", (company,))))

    @guarded
    def names_of(self, company: CompanyId) -> tuple[str, ...]:
        """Return every name of a company, its own first, without repetition."""
        query = """
            SELECT name FROM (
                SELECT c.id <> c.kept AS place, c.id AS id, c.name AS name FROM company c WHERE c.kept = :kept
                UNION ALL
                SELECT 2, x.id, x.name FROM alias x JOIN company c ON c.id = x.company
                WHERE c.kept = :kept AND x.review <> 'rejected'
            ) ORDER BY place, id"""
        kept = self._kept(company)
        return tuple(dict.fromkeys(row[0] for row in self._connection.execute(query, {"kept": kept})))

    @guarded
    def aliases_of(self, company: CompanyId) -> tuple[Alias, ...]:
        """Return the other names of a company, each with what it stands on."""
        query = f"""SELECT {rows.ALIAS} FROM alias x JOIN company c ON c.id = x.company
                    WHERE c.kept = ? AND x.review <> 'rejected' ORDER BY x.id"""
        return tuple(map(rows.alias_of, self._rows(query, (self._kept(company),))))

    @guarded
    def positions(self, company: CompanyId | None = None) -> tuple[Position, ...]:
        """Return who holds which role, at one company or everywhere."""
        about, values = ("", ()) if company is None else ("AND c.kept = ?", (self._kept(company),))
        query = f"""SELECT {rows.POSITION} FROM position x LEFT JOIN company c ON c.id = x.company
                    WHERE x.review <> 'rejected' {about} ORDER BY x.id"""
        return tuple(map(rows.position_of, self._rows(query, values)))

    @guarded
    def capabilities(self) -> tuple[Capability, ...]:
        """Return the vocabulary of capabilities, in its own order."""
        query = "SELECT id, name, parent, synonyms FROM capability ORDER BY place, id"
        return tuple(
            Capability(CapabilityId(key), name, None if parent is None else CapabilityId(parent), tuple(json.loads(synonyms)))
            for key, name, parent, synonyms in self._rows(query)
        )

    @guarded
    def places(self) -> dict[CompanyId, Place]:
        """Return where companies stand: where the analyst pinned them, else where the layout put them last."""
        query = """
            SELECT c.id, p.x, p.y, coalesce(p.pinned, 0), l.x, l.y FROM company c
            LEFT JOIN place p ON p.company = c.id LEFT JOIN layout l ON l.company = c.id
            WHERE c.kept = c.id AND (p.company IS NOT NULL OR l.company IS NOT NULL) ORDER BY c.id"""
        found = {}
        for number, x, y, pinned, layout_x, layout_y in self._rows(query):
            is_own = pinned or layout_x is None
            company = CompanyId(number)
            found[company] = Place(company, x if is_own else layout_x, y if is_own else layout_y, bool(pinned))
        return found

    @guarded
    def keep_places(self, places: Sequence[Place]) -> None:
        """Keep where a layout put companies, without a step of history; pinned companies stay where they are."""
        keep = (
            "INSERT INTO layout(company, x, y) VALUES (?, ?, ?) ON CONFLICT(company) DO UPDATE SET x = excluded.x, y = excluded.y"
        )
        # Looking only: the layout lies in a temporary table and the file stays as it is.
        with self._connection:
            self._connection.executemany(keep, [(place.company, place.x, place.y) for place in places])
            self._spots_moved([place.company for place in places])

    def _spots_moved(self, companies: Sequence[int]) -> None:
        """Do what follows from places that no step of history tells of."""

    @guarded
    def views(self) -> tuple[KeptView, ...]:
        """Return the kept views, the oldest first."""
        query = "SELECT id, name, made, view, shown FROM view ORDER BY id"
        return tuple(
            KeptView(ViewId(number), name, made, View.from_json(view), shown)
            for number, name, made, view, shown in self._rows(query)
        )

    def _kept(self, company: CompanyId) -> CompanyId:
        """Return the company that was kept where this one was merged; refuse one that is not here."""
        row = self._row("SELECT kept FROM company WHERE id = ?", (company,))
        if row is None:
            raise NotHere(self.path, "this company is not in the landscape any more", "choose one that is")
        return CompanyId(row[0])

    @guarded
    def names(self) -> "Called":
        """Return the name that each company goes by, each looked up when it is asked for; as they are until the next edit."""
        return self._names()

    @guarded
    def company_named(self, name: str) -> CompanyId | None:
        """Find a company by its name or another name of it, whatever the case of the letters."""
        wanted, folded = name.casefold(), fold(name)
        own = self._rows("SELECT kept, name FROM company WHERE folded = ? ORDER BY kept <> id, id", (folded,))
        aliases = """SELECT c.kept, x.name FROM alias x JOIN company c ON c.id = x.company
                     WHERE x.folded = ? AND x.review <> 'rejected' ORDER BY x.id"""
        other = self._rows(aliases, (folded,))
        return next((CompanyId(company) for company, known in (*own, *other) if known.casefold() == wanted), None)

    @guarded
    def companies_among(self, companies: Iterable[CompanyId]) -> tuple[Company, ...]:
        """Return the companies of these ids that were kept, in the order they came."""
        query = f"{COMPANY} AND c.id IN (SELECT value FROM json_each(?)) ORDER BY c.id"
        return tuple(map(rows.company_of, self._rows(query, (listed(companies),))))

    def _names(self) -> "Called":
        """Return the name that each company goes by, merged ones by that of the kept; remembered until the next edit."""
        known: Called | None = self._remembered_names
        if known is None:
            known = self._remembered_names = Called(self._connection, self._turn)
        return known


#: Up to so many companies all their names are offered while one types.
FEW = 3000


class Called(Mapping[CompanyId, str]):
    """The names of companies, each looked up when it is first asked for: an edit needs few of a hundred thousand."""

    def __init__(self, connection: apsw.Connection, turn: AbstractContextManager[object]) -> None:
        self._connection = connection
        self._turn = turn
        self._found: dict[CompanyId, str] = {}

    def __getitem__(self, company: CompanyId) -> str:
        name = self._found.get(company)
        if name is None:
            query = "SELECT k.name FROM company c JOIN company k ON k.id = c.kept WHERE c.id = ?"
            with self._turn:
                row = self._connection.execute(query, (company,)).fetchone()
            if row is None:
                raise KeyError(company)
            name = self._found[company] = str(row[0])
        return name

    def like(self, words: str, limit: int = 30) -> tuple[str, ...]:
        """Return names to complete what was typed: all where there are few, else those of which each word begins a word."""
        with self._turn:
            if not self._connection.execute("SELECT 1 FROM company LIMIT 1 OFFSET ?", (FEW,)).fetchone():
                rows = self._connection.execute("SELECT name FROM company WHERE kept = id").fetchall()
                return tuple(str(row[0]) for row in rows)
            wanted = " ".join(f'"{word}"*' for word in re.findall(r"\w+", words))
            query = """SELECT name FROM company WHERE kept = id AND id IN
                       (SELECT rowid FROM company_search WHERE company_search MATCH ? LIMIT 500)
                       ORDER BY length(name), name LIMIT ?"""
            return tuple(str(row[0]) for row in self._connection.execute(query, (wanted, limit))) if wanted else ()

    def company(self, name: str) -> CompanyId | None:
        """Return the company that goes by this very name, whatever the case of its letters."""
        query = "SELECT kept, name FROM company WHERE folded = ? AND kept = id ORDER BY id"
        with self._turn:
            rows = self._connection.execute(query, (fold(name),)).fetchall()
        return next((CompanyId(int(str(id_))) for id_, known in rows if str(known).casefold() == name.casefold()), None)

    def __iter__(self) -> Iterator[CompanyId]:
        with self._turn:
            rows = self._connection.execute("SELECT id FROM company").fetchall()
        return (CompanyId(int(str(row[0]))) for row in rows)

    def __len__(self) -> int:
        with self._turn:
            row = self._connection.execute("SELECT count(*) FROM company").fetchone()
        return int(str(row[0])) if row else 0
