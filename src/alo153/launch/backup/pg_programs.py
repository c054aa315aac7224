"""PostgreSQL's own programs: of the server's release where installed, else of the wheel."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import psycopg
from psycopg import conninfo

from alo153.launch.backup.trouble import BackupError
from alo153.launch.programs import postgres

_VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
}
_LONGEST = 300
_INSTALLED = "/usr/lib/postgresql/{major}/bin"


def run(name: str, words: list[str], *, url: str, folder: Path | None = None) -> str:
    """Run a program of PostgreSQL on the database `url`, and return what it prints.

    The password is in its environment, for every user of the machine sees its words.

    Raises:
        BackupError: it failed, with its first error; never with values of a row.
    """
    done = subprocess.run(
        [str((folder or postgres.programs()) / name), *words],
        env={**os.environ, **_environment(url), "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BackupError(f"{name} failed: {first_error(done.stderr) or done.returncode}")
    return done.stdout


def first_error(words: str) -> str:
    """Return the first line that names an error: DETAIL and CONTEXT hold values of rows."""
    lines = [line for line in words.splitlines() if "error:" in line or "fatal:" in line.lower()]
    return (lines or words.splitlines() or [""])[0][:_LONGEST]


def of_server(connection: psycopg.Connection) -> Path:
    """Return the folder of the programs of the server's major release, else of the wheel.

    A newer pg_restore sets what an older server does not know.
    """
    installed = Path(_INSTALLED.format(major=connection.info.server_version // 10_000))
    return installed if (installed / "pg_restore").is_file() else postgres.programs()


def _environment(url: str) -> dict[str, str]:
    facts = conninfo.conninfo_to_dict(url)
    return {_VARIABLES[key]: str(value) for key, value in facts.items() if key in _VARIABLES}
