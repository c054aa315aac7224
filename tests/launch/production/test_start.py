"""A city moves to a new machine by the page alone, and is upgraded there.

The blocks of docs/howto/run-in-production.md are run in its order: build, settings, backup of the
old machine, roles and its restoring, tables and city, units, proxy, upgrade. What is not tried is
the first `migrate` of an empty database: it takes four seconds of a core, and the template of
every test's database is made by it (tests/parts/postgresql/clusters.py); nor how the front end is
built, which every run of the tests begins with. Python's modules are compiled already, as on the
second start.
"""

import json
import os
import shutil
import sysconfig
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import psycopg
import pytest
from django.db import connections
from psycopg import sql
from pytest_django import DjangoDbBlocker
from tests import cast
from tests.architecture import tree
from tests.launch.production import proxy
from tests.launch.production.page import Scratch, blocks
from tests.launch.production.units import Systemd, systemd
from tests.parts.events import sealing
from tests.parts.postgresql import clusters, pristine, release
from tests.parts.telephone import asterisk, spoken
from tests.parts.waiting import until

from alo153.config.providers import database
from alo153.core.history import horizon
from alo153.core.history.sealing import actions as seals
from alo153.core.models import Seal
from alo153.core.ttl_cache import forget_cached
from alo153.launch import frontend, paths
from alo153.launch.programs import postgres
from alo153.launch.programs.processes import free_port

BLOCKS = blocks()
UNITS = [
    "telephone",
    "web",
    "worker",
    "worker-recordings",
    "worker-webhooks",
    "worker-rosters",
    "mail",
    "sms",
]
UNITS += ["switchboard", "standby", "watchdog"]
UPGRADED = [
    "standby",
    "switchboard",
    "web",
    "worker",
    "worker-recordings",
    "worker-webhooks",
    "worker-rosters",
]
UPGRADED += ["mail", "sms", "watchdog"]
FILES = ("files/scan.jpg", "recordings/2026/talk.opus")
# Everything that is fetched once for this checkout: nothing is downloaded here
FETCHED = ("cache", "uv", "asterisk-root")
BYTECODE = "bytecode"
TRUST = "local all all trust\nhost all all 127.0.0.1/32 trust\n"


class Machine(NamedTuple):
    """A machine in a folder, and a PostgreSQL beside it."""

    scratch: Scratch
    server: postgres.Server
    web: int
    asterisk: int
    seal: str
    """The newest of the old machine, as its operator notes it: number and hash."""

    @property
    def project(self) -> Path:
        """Return the folder of the program."""
        return self.scratch.root / "srv/alo153"

    def run(self, text: str, **env: str) -> str:
        """Run lines of shell without the environment of the tests; return what they said."""
        ours = ("ALO153_", "DATABASE_URL", "DJANGO_", "PYTHON", "PYTEST_")
        kept = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
        tools = f"{postgres.programs()}:{kept['PATH']}"
        offline = {"UV_OFFLINE": "1", "npm_config_offline": "true"}
        return self.scratch.run_in(text, {**kept, **offline, **self.place(), "PATH": tools, **env})

    def place(self) -> dict[str, str]:
        """Return where PostgreSQL is, for a page that says `/run/postgresql`, and the bytecode."""
        postgresql = {"PGPORT": str(self.server.port), "PGUSER": postgres.NAME, "PGHOST": self.host}
        return {**postgresql, "PYTHONPYCACHEPREFIX": str(self.scratch.root / BYTECODE)}

    @property
    def host(self) -> str:
        """Return PostgreSQL's folder of sockets; the path of one has an end."""
        return str(self.server.data) if self.server.has_socket else "127.0.0.1"


@pytest.fixture
def machine(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Machine]:
    """Return a machine with nothing on it but what is fetched; beside it the old one's database."""
    # Below `var/`, where packages are linked and not copied
    root = paths.var() / "test" / f"page-{os.getpid()}"
    root.mkdir(parents=True)
    try:
        with clusters.running(root / "postgres") as server:
            (server.data / "pg_hba.conf").write_text(TRUST)
            with psycopg.connect(server.admin_url) as line:
                line.execute("SELECT pg_reload_conf()")
            with django_db_blocker.unblock():
                seal = _live(server)
            pristine.forget(server.admin_url, clusters.DATABASE)
            ports = free_port(8153), free_port(8088)
            yield Machine(_bare(root / "machine"), server, *ports, seal)
    finally:
        shutil.rmtree(root)


def _live(server: postgres.Server) -> str:
    """Let a case come in the old machine's database; return its seal."""
    default = connections["default"]
    before = dict(default.settings_dict)
    default.close()
    default.settings_dict.update(database.from_url(old(server.owner_url), pool=False))
    forget_cached()
    try:
        cast.open_case()
        seals.seal_events(since=sealing.ended(horizon.mark()), at=datetime.now(UTC))
        seal = Seal.objects.latest("id")
    finally:  # whoever comes next is not to blame
        default.close()
        default.settings_dict.update(before)
        forget_cached()
    return f"{seal.pk}:{seal.hash}"


def old(address: str) -> str:
    """Return the address of the old machine's database on the same server."""
    return address.replace(f"/{postgres.NAME}?", f"/{clusters.DATABASE}?")


def _bare(root: Path) -> Scratch:
    scratch = Scratch(root)
    shutil.rmtree(root / "srv/alo153")
    shutil.rmtree(root / "etc/alo153")
    listed = root / "listed"
    written = (path.relative_to(tree.ROOT) for path in tree.files())
    listed.write_text("\n".join(str(p) for p in written if p.parts[0] not in ("tests", "docs")))
    clone = f'mkdir -p "$3" && tar -C {tree.ROOT} -cT {listed} | tar -xC "$3"'
    scratch.stand_in("bin/git", f'#!/bin/sh\n[ "$1" = pull ] || {{ {clone}; }}\n')
    scratch.stand_in("bin/chgrp", "#!/bin/sh\n")  # the group is nobody's here
    var = root / "srv/alo153/var"
    var.mkdir(parents=True)
    for name in FETCHED:
        if (paths.var() / name).exists():
            (var / name).symlink_to((paths.var() / name).resolve())
    shutil.copytree(paths.var() / "frontend", var / "frontend")
    shutil.copy(paths.var() / "frontend.built", var)
    _lend_bytecode(root)
    (root / "srv/alo153/frontend").mkdir()
    (root / "srv/alo153/frontend/node_modules").symlink_to(frontend.SOURCE / "node_modules")
    spoken.copy("kocaeli", var / "asterisk/sounds")
    return scratch


def _lend_bytecode(root: Path) -> None:
    """Lay what the tests' own Python compiled where the machine's looks for it.

    Python takes it if the source has the same size and age: uv links the files of its cache.
    """
    twins = {
        paths.PROJECT / "src": root / "srv/alo153/src",
        paths.var() / "venv": root / "srv/alo153/var/venv",
        Path(sysconfig.get_path("stdlib")): Path(sysconfig.get_path("stdlib")),
    }
    for ours, theirs in twins.items():
        for compiled in ours.rglob("__pycache__/*.pyc"):
            module = theirs / compiled.parent.parent.relative_to(ours) / compiled.name
            lent = root / BYTECODE / module.relative_to("/")
            lent.parent.mkdir(parents=True, exist_ok=True)
            lent.symlink_to(compiled)


def _write_names(machine: Machine) -> None:
    """Do as the page says after the settings: put in what is this machine's."""
    env = machine.scratch.root / "etc/alo153/env"
    text = env.read_text().replace("/run/postgresql", machine.host)
    first = asterisk.rtp_start()
    more = {
        **machine.place(),
        "ALO153_ASTERISK_HTTP_PORT": machine.asterisk,
        "ALO153_ARI_URL": f"http://127.0.0.1:{machine.asterisk}",
        "ALO153_AMI_PORT": free_port(),
        "ALO153_SIP_PORT": free_port(),
        "ALO153_RTP_PORTS": f"{first}-{first + asterisk.RTP_PORTS.step - 1}",
    }
    env.write_text(text + "".join(f"{key}={value}\n" for key, value in more.items()))


def _forget(server: postgres.Server) -> None:
    """Leave an empty PostgreSQL: no database of ours, and no role."""
    with psycopg.connect(server.admin_url, autocommit=True) as line:
        for name in (clusters.DATABASE, release.DATABASE, postgres.NAME):
            line.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))
        roles = "SELECT rolname FROM pg_roles WHERE rolname !~ '^(pg_|postgres$)'"
        for (name,) in line.execute(roles).fetchall():
            line.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(name)))


def _move(machine: Machine) -> None:
    """Back the old machine up, and restore it into an empty PostgreSQL."""
    var = machine.project / "var"
    for name in FILES:
        (var / name).parent.mkdir(parents=True)
        (var / name).write_text(name)
    machine.run(BLOCKS["backup"], DATABASE_URL=old(machine.server.owner_url))
    for name in FILES:
        shutil.rmtree(var / name.split("/")[0])
    _forget(machine.server)
    machine.run(BLOCKS["roles"])
    machine.run(BLOCKS["restore"])
    assert [(var / name).read_text() for name in FILES] == list(FILES)


SOURCED = "set -a; . /etc/alo153/env; set +a\n"


def _write_units(machine: Machine) -> Path:
    folder = machine.scratch.root / "etc/systemd/system"
    text = BLOCKS["web.service"].replace("--port 8153", f"--port {machine.web}")
    (folder / "alo153-web.service").write_text(machine.scratch.moved(text))
    return folder


def _is_well(machine: Machine, port: int, manager: Systemd) -> None:
    """Ask as a monitor does, through the proxy, until every part is well."""
    env = (machine.scratch.root / "etc/alo153/env").read_text()
    key = next(line for line in env.splitlines() if line.startswith("ALO153_HEALTH_KEY="))
    login = {"Authorization": f"Bearer {key.partition('=')[2]}"}
    heard = ""

    def well() -> bool:
        nonlocal heard
        try:
            status, heard = proxy.asked(port, "/healthz/deep", **login)
        except OSError as trouble:
            heard = str(trouble)
            return False
        return status == 200

    until(well, 120, what=lambda: f"{heard}\n{manager.words()}")
    parts = json.loads(heard)
    assert {"worker", "asterisk", "switchboard", "queue_default", "queue_webhooks"} <= set(parts)


def test_a_city_moves_to_a_new_machine_and_is_upgraded(machine: Machine) -> None:
    scratch = machine.scratch
    machine.run(BLOCKS["build"].replace("URL", "https://example.org/alo153"))
    assert (machine.project / "var/venv/.requirements").is_file()
    assert [*(machine.project / "var/static").iterdir()]
    machine.run(BLOCKS["settings"])
    assert (scratch.root / "etc/alo153/env").stat().st_mode & 0o777 == 0o640
    _write_names(machine)
    _move(machine)
    machine.run(BLOCKS["data"])
    verify = f"cd /srv/alo153; ./alo153 manage verify_history --known {machine.seal}"
    assert "events hold" in machine.run(SOURCED + verify)
    folder = _write_units(machine)
    systemctl = scratch.root / "bin/systemctl"
    with (
        systemd(folder, systemctl, scratch.root) as manager,
        proxy.running(scratch, web=machine.web, asterisk=machine.asterisk) as ports,
    ):
        machine.run(BLOCKS["units"])
        assert manager.started == [f"alo153-{name}" for name in UNITS]
        _is_well(machine, ports.https, manager)
        machine.run(BLOCKS["upgrade"])
        assert [each.name for each in manager.ended] == [f"alo153-{name}" for name in UPGRADED]
        _is_well(machine, ports.https, manager)
        manager.obey(["stop", *manager.running])
        # 1: a switchboard that had to let another lead; systemd starts it again
        assert {each.code for each in manager.ended} <= {0, 1, -15}, manager.ended
