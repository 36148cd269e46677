"""The full-text indexes: what can be found, kept in step by triggers, and after an undo in order."""

from collections import defaultdict
from collections.abc import Iterator

import apsw

#: The index, the table it is about, the column, and how many first letters of a word have an index of their own.
SEARCHED = (
    ("company_search", "company", "name", "1 2 3"),
    ("alias_search", "alias", "name", "1 2 3"),
    ("statement_search", "statement", "value", "2 3"),
    ("flow_search", "flow", "what", "2 3"),
    ("title_search", "source", "title", "2 3"),
)
_FTS = "tokenize='unicode61 remove_diacritics 2'"
_TEXTS = f"""
CREATE VIEW readable AS SELECT source.id AS id, frozen.text AS text FROM source JOIN frozen USING (sha256);
CREATE VIRTUAL TABLE text_search USING fts5(text, content='readable', content_rowid='id', {_FTS}, prefix='2 3');
CREATE TRIGGER text_search_in AFTER INSERT ON source BEGIN
    INSERT INTO text_search(rowid, text) SELECT new.id, text FROM frozen WHERE sha256 = new.sha256;
END;
CREATE TRIGGER text_search_out AFTER DELETE ON source BEGIN
    INSERT INTO text_search(text_search, rowid, text) SELECT 'delete', old.id, text FROM frozen WHERE sha256 = old.sha256;
END;
"""


def found(connection: apsw.Connection) -> None:
    """Create the indexes and the triggers that keep them in step."""
    for index, table, column, letters in SEARCHED:
        connection.execute(
            f"CREATE VIRTUAL TABLE {index} USING fts5({column}, content='{table}', content_rowid='id', {_FTS}, prefix='{letters}')"
        )
        _keep_in_step(connection, index, table, column)
    connection.execute(_TEXTS)


def pass_over_wordless(connection: apsw.Connection) -> None:
    """Let a statement without a value of its own, as most of a long list are, take no room in the index."""
    index, table, column, letters = next(searched for searched in SEARCHED if searched[1] == "statement")
    for event in ("in", "out", "change"):
        connection.execute(f"DROP TRIGGER {index}_{event}")
    connection.execute(f"""
        DROP TABLE {index};
        CREATE VIEW worded AS SELECT id, {column} FROM {table} WHERE {column} <> '';
        CREATE VIRTUAL TABLE {index} USING fts5({column}, content='worded', content_rowid='id', {_FTS}, prefix='{letters}');
        INSERT INTO {index}({index}) VALUES ('rebuild');
    """)
    _keep_in_step(connection, index, table, column)


def enter(connection: apsw.Connection, table: str, first: int, last: int) -> None:
    """Let rows of a table be found that were put in while the triggers rested, those of the ids from first to last."""
    for index, column, words in _of_range(table):
        connection.execute(f"INSERT INTO {index}(rowid, {column}) {words}", (first, last))


def leave(connection: apsw.Connection, table: str, first: int, last: int) -> None:
    """Let rows of a table be found no more, before they are taken out while the triggers rest."""
    for index, column, words in _of_range(table):
        marked = words.replace("SELECT", "SELECT 'delete',", 1)
        connection.execute(f"INSERT INTO {index}({index}, rowid, {column}) {marked}", (first, last))


def follow(connection: apsw.Connection, changeset: bytes) -> None:
    """Bring the indexes in step with a changeset that was applied while the triggers rested; rows in order."""
    columns = {(table, index): _position(connection, table, column) for index, table, column, _ in SEARCHED}
    columns["source", "text_search"] = _position(connection, "source", "sha256")
    of_table: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for (table, index), position in columns.items():
        of_table[table].append((index, position))
    leaving: dict[str, list[tuple[object, object]]] = defaultdict(list)
    entering: dict[str, list[tuple[object, object]]] = defaultdict(list)
    for change in apsw.Changeset.iter(changeset):
        for index, position in of_table.get(change.name, ()):
            key = (change.old or change.new or (None,))[0]
            if change.old and change.old[position] not in (apsw.no_change, ""):
                leaving[index].append((key, change.old[position]))
            if change.new and change.new[position] not in (apsw.no_change, ""):
                entering[index].append((key, change.new[position]))
    words = {index: column for index, _, column, _ in SEARCHED}
    for index in sorted(set(leaving) | set(entering)):
        column, value = (words[index], "?") if index in words else ("text", "(SELECT text FROM frozen WHERE sha256 = ?)")
        leave = f"INSERT INTO {index}({index}, rowid, {column}) VALUES ('delete', ?, {value})"
        connection.executemany(leave, sorted(leaving[index]))
        connection.executemany(f"INSERT INTO {index}(rowid, {column}) VALUES (?, {value})", sorted(entering[index]))


def _keep_in_step(connection: apsw.Connection, index: str, table: str, column: str) -> None:
    enter = f"INSERT INTO {index}(rowid, {column}) SELECT new.id, new.{column} WHERE new.{column} <> '';"
    leave = f"INSERT INTO {index}({index}, rowid, {column}) SELECT 'delete', old.id, old.{column} WHERE old.{column} <> '';"
    connection.execute(f"""
        CREATE TRIGGER {index}_in AFTER INSERT ON {table} BEGIN {enter} END;
        CREATE TRIGGER {index}_out AFTER DELETE ON {table} BEGIN {leave} END;
        CREATE TRIGGER {index}_change AFTER UPDATE OF {column} ON {table} BEGIN {leave} {enter} END;
        """)


def _of_range(table: str) -> Iterator[tuple[str, str, str]]:
    """Give each index about a table, its column, and the query for the words of a range of rows, in order."""
    for index, about, column, _ in SEARCHED:
        if about == table:
            yield index, column, f"SELECT id, {column} FROM {table} WHERE id BETWEEN ? AND ? AND {column} <> '' ORDER BY id"
    if table == "source":
        yield "text_search", "text", "SELECT id, text FROM readable WHERE id BETWEEN ? AND ? ORDER BY id"


def _position(connection: apsw.Connection, table: str, column: str) -> int:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")].index(column)
