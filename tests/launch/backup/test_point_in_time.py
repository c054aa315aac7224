"""docs/howto/back-up-and-restore.md, point in time: an archive of the log, and back to a minute."""

import os
import shutil
import subprocess
from pathlib import Path

import psycopg
import pytest
from psycopg import conninfo
from tests.parts.waiting import until

from alo153.launch.programs import owner, postgres

WORDS = postgres.Passwords(program="p", owner="o", admin="q")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder that PostgreSQL, which is another user under root, may write."""
    for each in [tmp_path, *tmp_path.parents[:2]]:
        each.chmod(0o755)
    (tmp_path / "archive").mkdir()
    given(tmp_path / "archive")
    return tmp_path


def given(path: Path) -> None:
    """Give a tree to the user as whom PostgreSQL runs."""
    if os.geteuid() == 0:
        for each in (path, *path.rglob("*")):
            os.chown(each, owner.ROOTS_STANDIN, owner.ROOTS_STANDIN)


def said(server: postgres.Server, text: str) -> None:
    """Add settings to those of the server."""
    with (server.data / "postgresql.conf").open("a") as handle:
        handle.write(text)


def base_backup(server: postgres.Server, target: Path) -> None:
    """Copy the whole server while it works."""
    facts = conninfo.conninfo_to_dict(server.admin_url)
    words = [f"--host={facts['host']}", f"--port={facts['port']}", f"--username={facts['user']}"]
    subprocess.run(
        [
            postgres.programs() / "pg_basebackup",
            *words,
            f"--pgdata={target}",
            "--wal-method=none",
            "--checkpoint=fast",
        ],
        env={**os.environ, "PGPASSWORD": server.passwords.admin},
        check=True,
    )


def test_what_was_deleted_at_noon_is_there_again_as_of_a_minute_before(folder: Path) -> None:
    archive = folder / "archive"
    server = postgres.prepare(folder / "pg", passwords=WORDS, test=True)
    said(
        server,
        f"archive_mode = on\narchive_command = 'test ! -f {archive}/%f && cp %p {archive}/%f'\n",
    )
    with postgres.started(server), psycopg.connect(server.admin_url, autocommit=True) as admin:
        admin.execute("CREATE TABLE application (words text)")
        base_backup(server, folder / "base")
        admin.execute("INSERT INTO application VALUES ('before'), ('just before')")
        (minute_before,) = admin.execute("SELECT clock_timestamp()::text").fetchone() or ("",)
        admin.execute("DELETE FROM application")
        (last,) = admin.execute("SELECT pg_walfile_name(pg_switch_wal())").fetchone() or ("",)
        until((archive / str(last)).is_file)
    shutil.copytree(folder / "base", folder / "back/data")
    (folder / "back/data/recovery.signal").touch()
    given(folder / "back/data")
    back = postgres.prepare(folder / "back", passwords=WORDS, test=True)
    said(back, f"restore_command = 'cp {archive}/%f %p'\n")
    said(back, f"recovery_target_time = '{minute_before}'\nrecovery_target_action = 'promote'\n")
    with postgres.started(back), psycopg.connect(back.admin_url) as admin:
        rows = admin.execute("SELECT words FROM application ORDER BY words").fetchall()
    assert rows == [("before",), ("just before",)]
