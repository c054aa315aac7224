"""A PostgreSQL of one's own: a copy of one that has every migration, and Kocaeli.

Migrations take every test process seconds of a core; a copy takes half a second. On the way to
today's tables the first release's are set aside, filled, for the test of an upgrade.
"""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.db import connections
from psycopg import sql
from tests import cast
from tests.parts import templates
from tests.parts.postgresql import enrolled, pristine, release

from alo153.config import database_roles
from alo153.config.providers import database
from alo153.core.ttl_cache import forget_cached
from alo153.launch import paths
from alo153.launch.programs import owner, postgres

DATABASE = f"test_{postgres.NAME}"
_WORDS = "words.json"
_ROLES = ("program", "owner", "admin")
_SOURCE = paths.PROJECT / "src/alo153"
# Neither pages nor commands of `./alo153` say what a fresh database holds
_ELSEWHERE = (_SOURCE / "web", _SOURCE / "launch")
_ENDINGS = {".py", ".sql", ".toml", ".csv", ".json"}


@contextmanager
def running(home: Path) -> Iterator[postgres.Server]:
    """Run a copy in the folder `home`, which is removed afterwards."""
    try:
        with postgres.started(prepared(home, test=True)) as server:
            yield server
    finally:
        shutil.rmtree(home, ignore_errors=True)


def prepared(home: Path, *, test: bool) -> postgres.Server:
    """Copy it to the folder `home`; as a `test` it is fast and forgetful. Nothing is started."""
    shutil.rmtree(home, ignore_errors=True)
    templates.copy("cluster", digest(), _make, home)
    words = postgres.Passwords(**json.loads((home / _WORDS).read_text()))
    return postgres.prepare(home, passwords=words, test=test)


def digest() -> str:
    """Name what the cluster is made of: migrations, loader, city, packages, and how it is made."""
    return templates.digest(sources(), templates.packages())


def sources() -> list[Path]:
    """Return every file that says what is in a fresh database."""
    source = [path for path in _SOURCE.rglob("*") if path.suffix in _ENDINGS]
    files = [path for path in source if not any(map(path.is_relative_to, _ELSEWHERE))]
    files += [path for path in (paths.PROJECT / "cities/kocaeli").rglob("*") if path.is_file()]
    own = (postgres, owner, cast, enrolled, pristine, release, templates)
    return [*files, *(Path(str(each.__file__)) for each in own), Path(__file__), release.ROWS]


def _make(home: Path) -> None:
    """Make a cluster with the database of the tests, and stop it."""
    words = postgres.Passwords(**{role: secrets.token_hex(12) for role in _ROLES})
    default = connections["default"]
    before = dict(default.settings_dict)
    with postgres.started(postgres.prepare(home, passwords=words, test=True)) as server:
        _make_release(server)
        default.settings_dict.update(database.from_url(server.owner_url, pool=False))
        default.settings_dict["TEST"] = before["TEST"] | {"NAME": DATABASE}
        default.creation.create_test_db(verbosity=0, autoclobber=True, keepdb=True)
        cast.city()
        cast.enroll_everybody()
        default.close()
        forget_cached()
        pristine.keep(server.admin_url, DATABASE)
    default.settings_dict.update(before)
    (home / "port").unlink()  # every copy has its own
    (home / "log").unlink()
    (home / _WORDS).write_text(json.dumps(asdict(words)))
    (home / _WORDS).chmod(0o600)


def _make_release(server: postgres.Server) -> None:
    """Make the tables of the first release, begin the tests' database with them, and fill them."""
    create = sql.SQL("CREATE DATABASE {} {} {}")
    old, role = sql.Identifier(release.DATABASE), sql.Identifier(postgres.OWNER)
    address = database.from_url(at(server.owner_url, release.DATABASE), pool=False)
    with psycopg.connect(server.owner_url, autocommit=True) as connection:
        connection.execute(create.format(old, sql.SQL("OWNER"), role))
        database_roles.reconnect(address)
        release.make_tables()
        connections["default"].close()
        connection.execute(create.format(sql.Identifier(DATABASE), sql.SQL("TEMPLATE"), old))
    with psycopg.connect(at(server.admin_url, release.DATABASE)) as admin:
        release.fill(admin)
    database_roles.grant(to=postgres.NAME)
    connections["default"].close()


def at(url: str, name: str) -> str:
    """Return the address of another database of the same server, for the same role."""
    return urlsplit(url)._replace(path=f"/{name}").geturl()
