"""The tables of a landscape file, and how older files become new ones.

Ids are never used twice (AUTOINCREMENT), every table has a primary key and an index on each referencing column: the recorded
changesets, which are the history, need all three.
"""

from collections.abc import Callable, Sequence

import apsw

from explorer.landscape.vocabulary import CompanyKind, DealField, DealType, Instrument, Reality, Review, Stage, StandingKind
from explorer.project import printings, search_index

#: "ALEX" in the header of the file says what it is.
APPLICATION_ID = 0x414C4558

#: The tables whose changes are the history. Frozen texts are immutable; what a layout chose is not worth a step.
RECORDED = (
    "source",
    "company",
    "belonging",
    "alias",
    "mention",
    "capability",
    "deal",
    "statement",
    "flow",
    "standing",
    "question",
    "question_about",
    "position",
    "place",
    "view",
    "decision",
)

#: The columns that every claim shares: what it stands on and how it came here.
BASIS = (
    "source",
    "starts",
    "ends",
    "quote",
    "reality",
    "voice_name",
    "voice_role",
    "voice_organisation",
    "voice_via",
    "review",
    "reason",
    "origin",
    "cue",
    "confidence",
    "note",
)


def _one_of(column: str, words: Sequence[str], *, or_empty: bool = False) -> str:
    listed = ", ".join(f"'{word}'" for word in (*words, *([""] if or_empty else [])))
    return f"CHECK ({column} IN ({listed}))"


_BASIS = f"""
    source INTEGER REFERENCES source(id) ON DELETE CASCADE,
    starts INTEGER,
    ends INTEGER,
    quote TEXT NOT NULL DEFAULT '',
    reality TEXT NOT NULL {_one_of("reality", list(Reality))},
    voice_name TEXT NOT NULL DEFAULT '',
    voice_role TEXT NOT NULL DEFAULT '',
    voice_organisation TEXT NOT NULL DEFAULT '',
    voice_via TEXT NOT NULL DEFAULT '',
    review TEXT NOT NULL DEFAULT 'proposed' {_one_of("review", list(Review))},
    reason TEXT NOT NULL DEFAULT '',
    origin TEXT NOT NULL CHECK (origin <> ''),
    cue TEXT NOT NULL DEFAULT '',
    confidence REAL NOT NULL DEFAULT 1 CHECK (confidence BETWEEN 0 AND 1),
    note TEXT NOT NULL DEFAULT ''
"""
#: Law 1: an excerpt, or the analyst's own note.
_STANDS_ON_SOMETHING = """
    CHECK (CASE WHEN source IS NULL THEN starts IS NULL AND ends IS NULL AND quote = '' AND note <> ''
           ELSE starts >= 0 AND ends > starts AND quote <> '' END)
"""

_TABLES = f"""
CREATE TABLE frozen (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    text TEXT NOT NULL,
    original BLOB  -- NULL where the original is the UTF-8 of the text
) STRICT;
CREATE TABLE source (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256 TEXT NOT NULL UNIQUE REFERENCES frozen(sha256),
    title TEXT NOT NULL,
    publisher TEXT NOT NULL,
    authors TEXT NOT NULL,
    published TEXT NOT NULL,
    link TEXT NOT NULL,
    media_type TEXT NOT NULL,
    file_name TEXT NOT NULL,
    added TEXT NOT NULL,
    length INTEGER NOT NULL,
    marks TEXT NOT NULL,
    notes TEXT NOT NULL
) STRICT;
CREATE TABLE company (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    folded TEXT NOT NULL CHECK (folded <> ''),
    kind TEXT NOT NULL {_one_of("kind", list(CompanyKind))},
    parent INTEGER REFERENCES company(id) ON DELETE SET NULL CHECK (parent <> id),
    same_as INTEGER REFERENCES company(id) ON DELETE SET NULL CHECK (same_as <> id),
    kept INTEGER NOT NULL,  -- where the chain of same_as ends; itself when it is not merged
    note TEXT NOT NULL DEFAULT '',
    origin TEXT NOT NULL
) STRICT;
CREATE TABLE belonging (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    company INTEGER NOT NULL REFERENCES company(id) ON DELETE CASCADE,
    parent INTEGER REFERENCES company(id) ON DELETE CASCADE,
    {_BASIS}, {_STANDS_ON_SOMETHING}
) STRICT;
CREATE TABLE alias (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    company INTEGER NOT NULL REFERENCES company(id) ON DELETE CASCADE,
    name TEXT NOT NULL CHECK (name <> ''),
    folded TEXT NOT NULL CHECK (folded <> ''),
    {_BASIS}, {_STANDS_ON_SOMETHING}
) STRICT;
CREATE TABLE mention (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    company INTEGER NOT NULL REFERENCES company(id) ON DELETE CASCADE,
    source INTEGER NOT NULL REFERENCES source(id) ON DELETE CASCADE,
    starts INTEGER NOT NULL CHECK (starts >= 0),
    ends INTEGER NOT NULL CHECK (ends > starts),
    reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE capability (
    id TEXT PRIMARY KEY CHECK (id <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    parent TEXT REFERENCES capability(id) ON DELETE SET NULL,
    synonyms TEXT NOT NULL,
    place INTEGER NOT NULL
) STRICT;
CREATE TABLE deal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    types TEXT NOT NULL DEFAULT '',
    main_type TEXT NOT NULL DEFAULT 'alliance' {_one_of("main_type", list(DealType))},
    stage TEXT NOT NULL DEFAULT 'speculated' {_one_of("stage", list(Stage))},
    reality TEXT NOT NULL DEFAULT 'possible' {_one_of("reality", list(Reality))},
    instrument TEXT NOT NULL DEFAULT '' {_one_of("instrument", list(Instrument), or_empty=True)},
    term TEXT NOT NULL DEFAULT '',
    value TEXT NOT NULL DEFAULT '',
    date TEXT NOT NULL DEFAULT '',
    disputed TEXT NOT NULL DEFAULT '',
    review TEXT NOT NULL DEFAULT 'proposed' {_one_of("review", list(Review))},
    reason TEXT NOT NULL DEFAULT '',
    has_news INTEGER NOT NULL DEFAULT 0 CHECK (has_news IN (0, 1))
) STRICT;
CREATE TABLE statement (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    deal INTEGER NOT NULL REFERENCES deal(id) ON DELETE CASCADE,
    field TEXT NOT NULL {_one_of("field", list(DealField))},
    value TEXT NOT NULL,
    company INTEGER REFERENCES company(id) ON DELETE CASCADE CHECK (field <> 'party' OR company IS NOT NULL),
    capability TEXT REFERENCES capability(id) ON DELETE SET NULL,
    date TEXT NOT NULL DEFAULT '',
    {_BASIS}, {_STANDS_ON_SOMETHING}
) STRICT;
CREATE TABLE flow (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    deal INTEGER NOT NULL REFERENCES deal(id) ON DELETE CASCADE,
    giver INTEGER NOT NULL REFERENCES company(id) ON DELETE CASCADE,
    taker INTEGER NOT NULL REFERENCES company(id) ON DELETE CASCADE,
    what TEXT NOT NULL,
    capability TEXT REFERENCES capability(id) ON DELETE SET NULL,
    means TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    {_BASIS}, {_STANDS_ON_SOMETHING}
) STRICT;
CREATE TABLE standing (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    company INTEGER NOT NULL REFERENCES company(id) ON DELETE CASCADE,
    what TEXT NOT NULL,
    kind TEXT NOT NULL {_one_of("kind", list(StandingKind))},
    capability TEXT REFERENCES capability(id) ON DELETE SET NULL,
    against TEXT NOT NULL DEFAULT '',
    as_of TEXT NOT NULL DEFAULT '',
    {_BASIS}, {_STANDS_ON_SOMETHING}
) STRICT;
CREATE TABLE question (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    {_BASIS}, {_STANDS_ON_SOMETHING}
) STRICT;
CREATE TABLE question_about (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    question INTEGER NOT NULL REFERENCES question(id) ON DELETE CASCADE,
    company INTEGER REFERENCES company(id) ON DELETE CASCADE,
    deal INTEGER REFERENCES deal(id) ON DELETE CASCADE,
    CHECK ((company IS NULL) <> (deal IS NULL))
) STRICT;
CREATE TABLE position (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person TEXT NOT NULL CHECK (person <> ''),
    role TEXT NOT NULL,
    company INTEGER REFERENCES company(id) ON DELETE SET NULL,
    organisation TEXT NOT NULL DEFAULT '',
    {_BASIS}, {_STANDS_ON_SOMETHING}
) STRICT;
CREATE TABLE place (  -- where the analyst dragged a company
    company INTEGER PRIMARY KEY REFERENCES company(id) ON DELETE CASCADE,
    x REAL NOT NULL,
    y REAL NOT NULL,
    pinned INTEGER NOT NULL CHECK (pinned IN (0, 1))
) STRICT;
CREATE TABLE layout (  -- where a layout put a company; outlives an undo, so that a redo finds the same map
    company INTEGER PRIMARY KEY,
    x REAL NOT NULL,
    y REAL NOT NULL
) STRICT;
CREATE TABLE view (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    made TEXT NOT NULL,
    shown TEXT NOT NULL,
    view TEXT NOT NULL
) STRICT;
CREATE TABLE step (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    made TEXT NOT NULL,
    is_undone INTEGER NOT NULL DEFAULT 0 CHECK (is_undone IN (0, 1)),
    changeset BLOB NOT NULL
) STRICT;
"""

_INDEXED = {
    "company": ("parent", "same_as", "kept", "folded"),
    "belonging": ("company", "parent", "source"),
    "alias": ("company", "source", "folded"),
    "mention": ("company", "source"),
    "capability": ("parent",),
    "statement": ("deal", "company", "capability", "source"),
    "flow": ("deal", "giver", "taker", "capability", "source"),
    "standing": ("company", "capability", "source"),
    "question": ("source",),
    "question_about": ("question", "company", "deal"),
    "position": ("company", "source"),
}


def found_the_landscape(connection: apsw.Connection) -> None:
    """Create every table, index and trigger of the first version."""
    connection.execute(_TABLES)
    for table, columns in _INDEXED.items():
        for column in columns:
            connection.execute(f"CREATE INDEX {table}_{column} ON {table}({column})")
    search_index.found(connection)


def know_printings(connection: apsw.Connection) -> None:
    """Let a source say of which story it is a further printing, and keep the marks by which that is seen.

    Marks follow from frozen texts and are in no changeset, like these.
    """
    connection.execute("""
        ALTER TABLE source ADD COLUMN story INTEGER REFERENCES source(id) ON DELETE SET NULL;
        CREATE INDEX source_story ON source(story);
        CREATE TABLE printing (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            sha256 TEXT NOT NULL UNIQUE REFERENCES frozen(sha256) ON DELETE CASCADE,
            marks BLOB NOT NULL
        ) STRICT;
        CREATE TABLE printing_mark (
            mark INTEGER NOT NULL,
            printing INTEGER NOT NULL REFERENCES printing(id) ON DELETE CASCADE,
            PRIMARY KEY (mark, printing)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX printing_mark_printing ON printing_mark(printing);
    """)
    texts = connection.execute("SELECT sha256, text FROM frozen").fetchall()
    for sha256, text in texts:
        printings.keep(connection, str(sha256), str(text))


def keep_decisions(connection: apsw.Connection) -> None:
    """Keep what was decided of single proposals, with the signs they were judged by; what is forgotten counts no more."""
    connection.execute("""
        CREATE TABLE decision (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL,
            claim INTEGER NOT NULL,
            is_right INTEGER NOT NULL CHECK (is_right IN (0, 1)),
            reason TEXT NOT NULL DEFAULT '',
            confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
            signs TEXT NOT NULL,
            made TEXT NOT NULL,
            counts INTEGER NOT NULL DEFAULT 1 CHECK (counts IN (0, 1))
        ) STRICT;
        CREATE INDEX decision_claim ON decision(claim);
    """)


def index_what_is_named(connection: apsw.Connection) -> None:
    """Leave out of indexes what names nothing: most statements name no capability, half of them no company, and many no value."""
    for column in ("company", "capability"):
        connection.execute(f"""
            DROP INDEX statement_{column};
            CREATE INDEX statement_{column} ON statement({column}) WHERE {column} IS NOT NULL;
        """)
    search_index.pass_over_wordless(connection)


def index_areas(connection: apsw.Connection) -> None:
    """Say which deals tell of areas, among millions of statements that do not."""
    connection.execute("CREATE INDEX IF NOT EXISTS statement_area ON statement(deal) WHERE field = 'area'")


#: From each version to the next. A migration may add columns at the end of a table, with a default: older changesets still apply.
MIGRATIONS: tuple[Callable[[apsw.Connection], None], ...] = (
    found_the_landscape,
    know_printings,
    keep_decisions,
    index_what_is_named,
    index_areas,
)
VERSION = len(MIGRATIONS)


def migrate(connection: apsw.Connection, since: int) -> None:
    """Carry out the migrations that a file of version `since` lacks, in one transaction."""
    with connection:
        for migration in MIGRATIONS[since:]:
            migration(connection)
        connection.pragma("application_id", APPLICATION_ID)
        connection.pragma("user_version", VERSION)
