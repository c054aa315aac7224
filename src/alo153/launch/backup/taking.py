"""Take a backup: the database as it is at one instant, then the files."""

from __future__ import annotations

import os
import platform
from datetime import datetime
from pathlib import Path

import psycopg

from alo153 import VERSION
from alo153.launch.backup import contents, copying, generations, manifest, pg_programs
from alo153.launch.backup.manifest import Manifest
from alo153.launch.backup.trouble import BackupError

_SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"


def take(home: Path, *, url: str, data: Path, city: str, at: datetime, keep: int) -> Path:
    """Take a generation into the folder `home`, read it back, and drop those beyond `keep`.

    Files come after the database: each that a row names is there. Their links and digests come
    from the generation before.

    Raises:
        BackupError: nothing is left of it.
    """
    with generations.alone(home):
        earlier = generations.listed(home)
        before = earlier[-1] if earlier else None
        with generations.new(home, at) as folder:
            versions, tables = _database(url, folder)
            known = manifest.read(before).files if before else {}
            target = folder / manifest.FILES
            files = copying.copy(
                data, target, before=before / manifest.FILES if before else None, known=known
            )
            said = Manifest(
                taken_at=at,
                city=city,
                versions=versions,
                dump=manifest.digest(folder / manifest.DUMP),
                tables=tables,
                files=files,
            )
            manifest.write(folder, said)
            pg_programs.run("pg_restore", ["--list", str(folder / manifest.DUMP)], url=url)
        generations.drop_old(home, keep)
        return generations.newest(home)


def _database(url: str, folder: Path) -> tuple[dict[str, str], contents.Contents]:
    """Dump the database, and count and digest the very same rows by one snapshot."""
    try:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(_SNAPSHOT)
            (snapshot,) = connection.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
            _dump(url, folder / manifest.DUMP, str(snapshot), pg_programs.of_server(connection))
            return _versions(connection), contents.read(connection)
    except psycopg.Error as error:
        raise BackupError(f"the database: {pg_programs.first_error(str(error))}") from error


def _dump(url: str, path: Path, snapshot: str, programs: Path) -> None:
    words = ["--format=custom", f"--snapshot={snapshot}", f"--file={path}"]
    pg_programs.run("pg_dump", words, url=url, folder=programs)
    path.chmod(0o600)
    with path.open("rb+") as handle:
        os.fsync(handle.fileno())


def _versions(connection: psycopg.Connection) -> dict[str, str]:
    number = connection.info.server_version
    return {
        "alo153": VERSION,
        "postgresql": f"{number // 10_000}.{number % 10_000}",
        "python": platform.python_version(),
    }
