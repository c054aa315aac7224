"""`./alo153 backup DIR`: a backup of database and files; `--verify` restores the newest apart."""

from __future__ import annotations

import argparse
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from alo153.core.processes import backup_record
from alo153.launch import paths
from alo153.launch.backup import taking, verifying
from alo153.launch.backup.trouble import BackupError
from alo153.launch.programs import child_environment, postgres
from alo153.launch.steps import fail, step


def main(words: list[str]) -> int:
    """Take a backup, or verify the newest; the page of system health says how it went."""
    asked = _parser().parse_args(words)
    at = datetime.now(UTC)
    try:
        changes = _verify(asked.folder, at) if asked.verify else _take(asked.folder, asked.keep, at)
    # OSError: the folder of backups cannot be reached or read
    except (BackupError, postgres.PostgresError, psycopg.Error, OSError) as reason:
        why = str(reason).splitlines()[0]
        with suppress(OSError):  # the disk of the record may be what is full
            backup_record.write(paths.var(), failed_at=at, failure=why)
        return fail(why)
    backup_record.write(paths.var(), **changes, failed_at=None, failure="")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./alo153 backup", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR", help="holds all generations")
    parser.add_argument("--keep", type=_positive, default=14, help="so many generations (14)")
    parser.add_argument(
        "--verify",
        action="store_true",
        help="take none: restore the newest into a scratch server, and compare",
    )
    return parser


def _positive(text: str) -> int:
    if (number := int(text)) < 1:
        raise ValueError(text)
    return number


def _take(folder: Path, keep: int, at: datetime) -> dict[str, datetime]:
    with step("Backup") as line, child_environment.database() as found:
        generation = taking.take(
            folder.resolve(),
            url=found.program,
            data=paths.var(),
            city=child_environment.city(),
            at=at,
            keep=keep,
        )
        line.note = str(generation)
    return {"taken_at": at}


def _verify(folder: Path, at: datetime) -> dict[str, datetime]:
    with step("Restoring the newest backup apart") as line:
        said = verifying.verify(folder.resolve(), scratch=paths.var(), at=at)
        rows = sum(count for count, _ in said.tables.values())
        line.note = (
            f"{len(said.tables)} tables, {rows} rows and {len(said.files)} files are as they were"
        )
    return {"verified_at": said.taken_at}
