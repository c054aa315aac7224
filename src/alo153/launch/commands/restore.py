"""`./alo153 restore GENERATION`: bring a backup back into an empty database."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from alo153.launch import paths
from alo153.launch.backup import generations, manifest, restoring
from alo153.launch.backup.trouble import BackupError
from alo153.launch.programs import child_environment, postgres
from alo153.launch.steps import fail, step


def main(words: list[str]) -> int:
    """Restore database and files, and compare them with what the backup says."""
    parser = argparse.ArgumentParser(prog="./alo153 restore", description=__doc__)
    parser.add_argument(
        "folder", type=Path, metavar="DIR", help="a generation, or the folder of all: the newest"
    )
    parser.add_argument(
        "--replace",
        action="store_true",
        help="empty the database first, and move the files that are there aside",
    )
    asked = parser.parse_args(words)
    try:
        _restore(asked.folder.resolve(), replace=asked.replace)
    except (BackupError, postgres.PostgresError, psycopg.Error, OSError) as reason:
        return fail(str(reason).splitlines()[0])
    print("Now run ./alo153 manage migrate, then start the programs.")
    return 0


def _restore(folder: Path, *, replace: bool) -> None:
    has_manifest = (folder / manifest.NAME).is_file()
    generation = folder if has_manifest else generations.newest(folder)
    with step(f"Restoring {generation.name}") as line, child_environment.database() as found:
        said = restoring.restore(
            generation,
            url=found.owner or found.program,
            data=paths.var(),
            replace=replace,
            at=datetime.now(UTC),
        )
        line.note = f"{len(said.tables)} tables and {len(said.files)} files"
