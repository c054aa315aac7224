"""The environment of our processes, and the database that they may use."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from alo153.launch import paths
from alo153.launch.programs import postgres, secrets_file

PORT = 8153
OWNER_URL = "ALO153_OWNER_DATABASE_URL"


@dataclass(frozen=True, kw_only=True)
class Addresses:
    """Addresses of a database: for programs, and for the owner of its tables ("": the same)."""

    program: str = ""
    owner: str = ""

    def of_migrate(self) -> dict[str, str]:
        """Return what only a command that changes the tables is told."""
        return {OWNER_URL: self.owner} if self.owner else {}


def city() -> str:
    """Return which city's data is used."""
    return os.environ.get("ALO153_CITY", "kocaeli")


def of_processes(
    *, database_url: str, port: int = PORT, public_url: str = "", ari: Mapping[str, str] = {}
) -> dict[str, str]:
    """Return the variables of config/environment.py as `up` sets them on one machine.

    What the caller's environment already names stays as it is.
    """
    known = secrets_file.ensure()
    ours = {
        "ALO153_VAR": str(paths.var()),
        "ALO153_DEVELOPMENT": "1",
        "ALO153_SECRET_KEY": known["ALO153_SECRET_KEY"],
        "ALO153_ARI_PASSWORD": known["ALO153_ARI_PASSWORD"],
        "ALO153_AMI_PASSWORD": known["ALO153_AMI_PASSWORD"],
        "ALO153_DEMO_PASSWORD": known["ALO153_DEMO_PASSWORD"],
        "ALO153_CONFIDENTIAL_KEYS": known["ALO153_CONFIDENTIAL_KEYS"],
        "ALO153_CARE_KEYS": known["ALO153_CARE_KEYS"],
        "ALO153_PUBLIC_URL": public_url or f"http://localhost:{port}",
        "DATABASE_URL": database_url,
        "PYTHONUNBUFFERED": "1",
        **ari,
    }
    return {name: os.environ.get(name, value) for name, value in ours.items()}


def server() -> postgres.Server:
    """Prepare our own PostgreSQL in `var/postgres`; it is not started."""
    return postgres.prepare(paths.var() / "postgres", passwords=_passwords())


def is_server_running() -> bool:
    """Say whether our own PostgreSQL runs; to prepare it then would look for another port."""
    return postgres.found_running(paths.var() / "postgres", passwords=_passwords()) is not None


def named_database() -> Addresses | None:
    """Take the addresses that the environment names out of it: not every program is to see both."""
    program, owner = os.environ.get("DATABASE_URL"), os.environ.pop(OWNER_URL, "")
    return Addresses(program=program, owner=owner) if program else None


@contextmanager
def database() -> Iterator[Addresses]:
    """Give the addresses of a database: of the one named, the one `up` runs, or a start of it."""
    if named := named_database():
        yield named
    elif running := postgres.found_running(paths.var() / "postgres", passwords=_passwords()):
        yield addresses(running)
    else:
        with postgres.started(server()) as ours:
            yield addresses(ours)


def addresses(ours: postgres.Server) -> Addresses:
    """Return the addresses of a server of ours."""
    return Addresses(program=ours.url, owner=ours.owner_url)


def _passwords() -> postgres.Passwords:
    known = secrets_file.ensure()
    return postgres.Passwords(
        program=known["ALO153_DATABASE_PASSWORD"],
        owner=known["ALO153_DATABASE_OWNER_PASSWORD"],
        admin=known["ALO153_DATABASE_ADMIN_PASSWORD"],
    )
