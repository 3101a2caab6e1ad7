"""The tables of a translation memory, and how an older file becomes one of the present kind.

A step makes schema n + 1 of schema n; the first one makes it of an empty file. A step that was
released is never changed: what is new comes as a further step.
"""

import sqlite3
from collections.abc import Sequence
from typing import Final

from pipeline.errors import NewerMemoryError, NotAMemoryError

APPLICATION_ID: Final = 0x62696C67
"""`bilg` in the file's header tells a memory from the databases of other programs."""

# `variant` is what tells units of one sentence, context and origin apart: the English and the
# document of a human one, the English of one from elsewhere, the digest of a machine's. Context 0
# stands for a sentence whose neighbours nobody knows.
_FIRST: Final = (
    """
    CREATE TABLE units (
        id INTEGER PRIMARY KEY,
        sentence INTEGER NOT NULL,
        context INTEGER NOT NULL,
        variant INTEGER NOT NULL,
        it TEXT NOT NULL,
        en TEXT NOT NULL,
        origin TEXT NOT NULL CHECK (origin IN ('human', 'tm', 'mt')),
        previous TEXT,
        next TEXT,
        document TEXT NOT NULL,
        key TEXT NOT NULL,
        digest TEXT NOT NULL,
        score REAL,
        flags TEXT NOT NULL,
        changed TEXT NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX units_identity ON units (sentence, context, origin, variant)",
)

STEPS: Final[tuple[tuple[str, ...], ...]] = (_FIRST,)
"""The statements of each step."""


def version_of(connection: sqlite3.Connection) -> int:
    """Return the schema number of an open file; 0 for an empty one."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def check_kind(connection: sqlite3.Connection, path: str, steps: Sequence[object] = STEPS) -> int:
    """Return the schema number of a file that can be used or brought up to date.

    Raises:
        NotAMemoryError: another program's database.
        NewerMemoryError: a newer version wrote it.
    """
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    version = version_of(connection)
    # Last: another process may be making the file, and what has tables by now says whose it is.
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID and (application or tables or version):
        raise NotAMemoryError(path)
    if version > len(steps):
        raise NewerMemoryError(path, version)
    return version


def migrate(
    connection: sqlite3.Connection, path: str, steps: Sequence[Sequence[str]] = STEPS
) -> None:
    """Bring a file to the present schema in one transaction: all of it or nothing.

    Raises:
        NotAMemoryError: another program's database.
        NewerMemoryError: a newer version wrote it.
    """
    if check_kind(connection, path, steps) == len(steps):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have done it while this one waited.
        for step in steps[check_kind(connection, path, steps) :]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(steps)}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
