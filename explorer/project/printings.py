"""Stories printed more than once: which sources are one story, and that each of their claims counts once.

The first printing of a story carries its claims. What a later one claims in the same words, or for the same field of the same
deal, is kept but set aside as printed again; what it adds or says otherwise stands beside the rest like any other claim.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import apsw

from explorer.landscape.names import fold
from explorer.landscape.stories import Print, likeness, print_of, says_the_same
from explorer.landscape.vocabulary import DealField

#: Why such a claim is set aside; kept where the reason of a rejection is kept.
PRINTED_AGAIN = "printed again"
#: So many marks must two texts share among the smallest of each before they are compared.
_HINTS = 2
#: A mark that more texts share than this belongs to a form that is filled in again and again, and finds nothing.
_FORM = 200
#: So many candidates, those that share most, are compared.
_COMPARED = 40
_OWNED = "review = 'proposed' AND origin <> 'analyst'"
_COMPANY = "(SELECT kept FROM company WHERE id = {})"
#: For each kind of claim what it says, whichever the words; questions are what they are worded.
_SAID = {
    "statement": f"deal, field, value, coalesce({_COMPANY.format('x.company')}, 0), date, quote",
    "flow": f"deal, {_COMPANY.format('x.giver')}, {_COMPANY.format('x.taker')}, what, ''",
    "standing": f"{_COMPANY.format('x.company')}, kind, what, ''",
    "position": f"person, role, coalesce({_COMPANY.format('x.company')}, 0), ''",
    "belonging": f"{_COMPANY.format('x.company')}, {_COMPANY.format('x.parent')}, ''",
    "question": "quote",
}


def keep(connection: apsw.Connection, sha256: str, text: str) -> Print:
    """Keep the marks of a frozen text, by which later printings are found."""
    made = print_of(text)
    if not connection.execute("SELECT 1 FROM printing WHERE sha256 = ?", (sha256,)).fetchone():
        connection.execute("INSERT INTO printing(sha256, marks) VALUES (?, ?)", (sha256, made.packed()))
        number = connection.last_insert_rowid()
        rows = [(mark, number) for mark in made.finders]
        connection.executemany("INSERT OR IGNORE INTO printing_mark VALUES (?, ?)", rows)
    return made


def story_like(connection: apsw.Connection, made: Print, source: int) -> int | None:
    """Return the first printing of the story that another source tells again, None where it is new."""
    seen = f"SELECT count(*) FROM (SELECT 1 FROM printing_mark WHERE mark = ? LIMIT {_FORM + 1})"
    telling = [mark for mark in made.finders if _rows(connection, seen, mark)[0][0] <= _FORM]
    query = f"""SELECT s.id, coalesce(s.story, s.id), p.marks FROM printing_mark m JOIN printing p ON p.id = m.printing
                JOIN source s ON s.sha256 = p.sha256 WHERE m.mark IN (SELECT value FROM json_each(?)) AND s.id <> {source:d}
                GROUP BY p.id HAVING count(*) >= {_HINTS} ORDER BY count(*) DESC, s.id LIMIT {_COMPARED}"""
    best: tuple[float, int] | None = None
    for _, story, marks in _rows(connection, query, json.dumps(telling)):
        alike = likeness(made, Print.unpacked(marks))
        if alike > 0 and (best is None or alike > best[0]):
            best = alike, story
    return best[1] if best else None


def printings(connection: apsw.Connection, source: int) -> list[int]:
    """Return every source of the story that this one belongs to, the first printing first."""
    query = "SELECT id FROM source WHERE coalesce(story, id) = (SELECT coalesce(story, id) FROM source WHERE id = ?) ORDER BY id"
    return [row[0] for row in _rows(connection, query, source)]


def leave_story(connection: apsw.Connection, source: int) -> list[int]:
    """Let a source be a story of its own; return the printings that are left behind, of which the first now leads."""
    left = [one for one in printings(connection, source) if one != source]
    connection.execute("UPDATE source SET story = NULL WHERE id = ? AND story IS NOT NULL", (source,))
    for one in left:
        connection.execute("UPDATE source SET story = ? WHERE id = ?", (left[0] if one != left[0] else None, one))
    return left


def settle(connection: apsw.Connection, sources: Sequence[int]) -> set[int]:
    """Set aside what later printings say again, and bring back what is told but once; return the deals that this touches."""
    touched: set[int] = set()
    for table in _SAID:
        for number, deal, is_again in _again(connection, table, sources):
            change = (
                f"UPDATE {table} SET review = 'rejected', reason = ? WHERE id = ? AND {_OWNED}"
                if is_again
                else f"UPDATE {table} SET review = 'proposed', reason = '' WHERE reason = ? AND id = ?"
            )
            connection.execute(change, (PRINTED_AGAIN, number))
            if connection.changes() and deal is not None:
                touched.add(deal)
    return touched


def _again(connection: apsw.Connection, table: str, sources: Sequence[int]) -> Iterator[tuple[int, int | None, bool]]:
    """Give each claim of some printings with its deal, and whether an earlier printing makes it."""
    query = f"""SELECT x.id, x.source, {_SAID[table]} FROM {table} x JOIN source s ON s.id = x.source
                WHERE x.source IN (SELECT value FROM json_each(?)) AND x.origin <> 'analyst' ORDER BY x.source, x.id"""
    seen: dict[tuple[Any, ...], int] = {}
    words: dict[int, list[tuple[int, str]]] = {}
    for number, source, *said in _rows(connection, query, json.dumps(list(sources))):
        deal = said[0] if table in ("statement", "flow") else None
        if table == "statement" and said[1] == DealField.EVIDENCE:
            told = words.setdefault(said[0], [])
            yield number, deal, any(first < source and says_the_same(quote, said[-1]) for first, quote in told)
            told.append((source, said[-1]))
        else:
            if table == "statement":
                said = said[:-1]
            key = tuple(fold(part) if isinstance(part, str) else part for part in said)
            yield number, deal, seen.setdefault(key, source) < source


def deal_in_the_same_words(
    connection: apsw.Connection, source: int, quotes: Sequence[str], owners: Callable[[int], int], wanted: frozenset[int]
) -> int | None:
    """Return the deal that an earlier printing tells in these very words, with at least two of the wanted companies."""
    earlier = [one for one in printings(connection, source) if one != source]
    query = (
        """SELECT deal, quote FROM statement WHERE field = 'evidence' AND source IN (SELECT value FROM json_each(?)) ORDER BY id"""
    )
    for deal, quote in _rows(connection, query, json.dumps(earlier)):
        if any(says_the_same(quote, own) for own in quotes):
            parties = _rows(connection, "SELECT company FROM statement WHERE deal = ? AND field = 'party'", deal)
            if len({owners(row[0]) for row in parties} & wanted) > 1:
                return int(deal)
    return None


def _rows(connection: apsw.Connection, query: str, value: object) -> list[tuple[Any, ...]]:
    return connection.execute(query, (value,)).fetchall()
