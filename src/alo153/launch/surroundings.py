"""What our processes get to know: the environment, and the database they may use."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from alo153.launch import keys, paths, postgres

PORT = 8153


def city() -> str:
    """Return which city's data is used."""
    return os.environ.get("ALO153_CITY", "kocaeli")


def of_processes(
    *, database_url: str, port: int = PORT, public_url: str = "", ari: Mapping[str, str] = {}
) -> dict[str, str]:
    """Return the variables of config/environment.py as `up` sets them on one machine.

    What the caller's environment already names stays as it is.
    """
    known = keys.ensure()
    ours = {
        "ALO153_VAR": str(paths.var()),
        "ALO153_DEVELOPMENT": "1",
        "ALO153_SECRET_KEY": known["ALO153_SECRET_KEY"],
        "ALO153_ARI_PASSWORD": known["ALO153_ARI_PASSWORD"],
        "ALO153_AMI_PASSWORD": known["ALO153_AMI_PASSWORD"],
        "ALO153_DEMO_PASSWORD": known["ALO153_DEMO_PASSWORD"],
        "ALO153_CONFIDENTIAL_KEYS": known["ALO153_CONFIDENTIAL_KEYS"],
        "ALO153_PUBLIC_URL": public_url or f"http://localhost:{port}",
        "DATABASE_URL": database_url,
        "PYTHONUNBUFFERED": "1",
        **ari,
    }
    return {name: os.environ.get(name, value) for name, value in ours.items()}


def server() -> postgres.Server:
    """Prepare our own PostgreSQL in `var/postgres`; it is not started."""
    known = keys.ensure()
    return postgres.prepare(
        paths.var() / "postgres",
        password=known["ALO153_DATABASE_PASSWORD"],
        admin_password=known["ALO153_DATABASE_ADMIN_PASSWORD"],
    )


@contextmanager
def database() -> Iterator[str]:
    """Give the address of a database: the one named, the one that `up` runs, or a start of it."""
    named = os.environ.get("DATABASE_URL")
    running = None if named else _running()
    if named or running:
        yield named or (running.url if running else "")
        return
    with postgres.started(server()) as ours:
        yield ours.url


def _running() -> postgres.Server | None:
    known = keys.ensure()
    return postgres.found_running(
        paths.var() / "postgres",
        password=known["ALO153_DATABASE_PASSWORD"],
        admin_password=known["ALO153_DATABASE_ADMIN_PASSWORD"],
    )
