"""Bring a backup back: into an empty database and empty folders, unless told to replace."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path
from typing import Final, LiteralString

import psycopg
from psycopg import conninfo

from alo153.launch.backup import contents, copying, manifest, pg_programs
from alo153.launch.backup.manifest import Manifest
from alo153.launch.backup.trouble import BackupError

_TABLES: Final = """
SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
"""
_OTHERS: Final = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND usename IS NOT NULL AND pid <> pg_backend_pid()
"""
_CLOSING_SECONDS: Final = 5.0
# As a database has it that was just made
_EMPTY: Final = (
    "DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC"
)


def restore(generation: Path, *, url: str, data: Path, replace: bool, at: datetime) -> Manifest:
    """Restore a generation and compare what is there then.

    Args:
        url: of the role that owns the tables.
        replace: empty the database first, and move the files aside.

    Raises:
        BackupError: the generation is damaged, something is there already, a program is still
            connected, or what was restored differs.
    """
    said = manifest.read(generation)
    manifest.check(generation, said)
    _make_room(url, data, replace=replace, at=at)
    load(generation, url=url, words=["--single-transaction"])
    copying.bring_back(generation / manifest.FILES, data)
    compare(said, url)
    return said


def load(generation: Path, *, url: str, words: list[str]) -> None:
    """Let pg_restore read the dump into an empty database. Raises BackupError."""
    with psycopg.connect(url) as connection:
        programs = pg_programs.of_server(connection)
    options = ["--exit-on-error", "--no-owner", *words, f"--dbname={_name(url)}"]
    dump = str(generation / manifest.DUMP)
    pg_programs.run("pg_restore", [*options, dump], url=url, folder=programs)


def compare(said: Manifest, url: str) -> None:
    """Count and digest every table. Raises BackupError: one differs, by name."""
    with psycopg.connect(url) as connection:
        found = contents.differences(said.tables, contents.read(connection))
    if found:
        raise BackupError(f"restored, and not the same: {'; '.join(found[:5])}")


def _make_room(url: str, data: Path, *, replace: bool, at: datetime) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        _be_alone(connection)
        full = _count(connection, _TABLES)
        kept = copying.holding_something(data)
        if (full or kept) and not replace:
            what = f"{full} tables in the database" if full else str(kept[0])
            raise BackupError(f"something is there already ({what}); --replace puts it aside")
        _move_aside(data, kept, at)
        if full:
            connection.execute(_EMPTY)


def _be_alone(connection: psycopg.Connection) -> None:
    """Wait for connections that are closing: PostgreSQL still counts them for a moment."""
    until = time.monotonic() + _CLOSING_SECONDS
    while _count(connection, _OTHERS):
        if time.monotonic() > until:
            raise BackupError("programs are connected to the database: stop them all first")
        time.sleep(0.1)


def _move_aside(data: Path, kept: list[Path], at: datetime) -> None:
    aside = data / f"before-restore-{at:%Y-%m-%dT%H%M%SZ}"
    for folder in kept:
        place = aside / folder.relative_to(data)
        place.parent.mkdir(parents=True, exist_ok=True)
        folder.rename(place)


def _count(connection: psycopg.Connection, question: LiteralString) -> int:
    (number,) = connection.execute(question).fetchone() or (0,)
    return int(number)


def _name(url: str) -> str:
    return str(conninfo.conninfo_to_dict(url).get("dbname", ""))
