"""Prove a backup: restore it into a server of its own, compare, and throw the server away."""

from __future__ import annotations

import secrets
import shutil
from datetime import datetime
from pathlib import Path

from alo153.launch.backup import generations, manifest, restoring
from alo153.launch.backup.manifest import Manifest
from alo153.launch.backup.trouble import BackupError
from alo153.launch.programs import postgres


def verify(home: Path, *, scratch: Path, at: datetime) -> Manifest:
    """Restore the newest generation of `home` into a scratch server below `scratch`.

    Nothing of the running system is touched. Needs as much room as the database and its indexes.

    Raises:
        BackupError: a file is damaged, or counts or digests of a table differ.
    """
    with generations.alone(home):
        generation = generations.newest(home)
        said = manifest.read(generation)
        manifest.check(generation, said)
        _restore_apart(generation, said, scratch / "backup-scratch")
        generations.mark_verified(generation, at)
        return said


def _restore_apart(generation: Path, said: Manifest, place: Path) -> None:
    shutil.rmtree(place, ignore_errors=True)
    try:
        # As a test's, the server writes nothing for a crash: what it holds is thrown away
        server = postgres.prepare(place, passwords=_passwords(), test=True)
        with postgres.started(server):
            # A city may call its roles otherwise; rights are in the dump, and not what is compared
            restoring.load(generation, url=server.owner_url, words=["--no-privileges"])
            restoring.compare(said, server.owner_url)
    except postgres.PostgresError as error:
        raise BackupError(f"the scratch server: {error}") from error
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _passwords() -> postgres.Passwords:
    program, owner, admin = (secrets.token_hex(16) for _ in range(3))
    return postgres.Passwords(program=program, owner=owner, admin=admin)
