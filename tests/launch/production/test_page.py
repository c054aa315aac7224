"""docs/howto/run-in-production.md does what it says: its own blocks are run."""

import grp
import http.client
import json
import os
import pwd
import re
import shutil
import stat
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from unittest.mock import Mock, call

import psycopg
import pytest
from django.core.management import get_commands
from psycopg import conninfo
from psycopg.errors import InsufficientPrivilege
from tests.launch.production import proxy
from tests.launch.production.page import Scratch, blocks
from tests.parts.postgresql import clusters, pristine, release
from tests.parts.processes import programs

from alo153.launch import paths
from alo153.launch.commands import telephone
from alo153.launch.debian import debs
from alo153.launch.programs import postgres
from alo153.launch.telephony import asterisk

BLOCKS = blocks()
UNITS = ["web", "worker", "worker-recordings", "worker-webhooks", "worker-rosters", "mail", "sms"]
UNITS += ["switchboard", "standby"]
UNITS += ["watchdog", "telephone"]


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    return Scratch(tmp_path)


def units(scratch: Scratch) -> Path:
    """Write the units as the page says, and return their folder."""
    folder = scratch.root / "etc/systemd/system"
    (folder / "alo153-web.service").write_text(scratch.moved(BLOCKS["web.service"]))
    scratch.run(BLOCKS["units"])
    return folder


def verified(*files: Path) -> tuple[int, str]:
    """Let systemd read units, and return its exit code and its words."""
    analyze = debs.program("systemd-analyze")
    assert analyze
    found = subprocess.run(
        [analyze, "verify", "--man=no", "--recursive-errors=no", *files],
        capture_output=True,
        text=True,
        check=False,
    )
    return found.returncode, found.stderr


def test_systemd_takes_the_units(scratch: Scratch) -> None:
    folder = units(scratch)
    assert {path.stem for path in folder.iterdir()} == {f"alo153-{name}" for name in UNITS}
    for worker in ("worker", "worker-recordings", "worker-webhooks", "worker-rosters"):
        assert "CPUWeight=10" in (folder / f"alo153-{worker}.service").read_text()
    assert "Nice=-5" in (folder / "alo153-standby.service").read_text()
    assert verified(*folder.iterdir()) == (0, "")
    enabled = next(each for each in scratch.calls() if "enable" in each)
    assert set(enabled.split()[3:]) == {f"alo153-{name}" for name in UNITS}


def test_a_timer_exports_the_facts_each_night(scratch: Scratch) -> None:
    folder = units(scratch)
    scratch.run(BLOCKS["facts"])
    service, timer = (folder / f"alo153-facts.{kind}" for kind in ("service", "timer"))
    assert verified(service, timer) == (0, "")
    (command,) = re.findall(r"^ExecStart=(.*)$", service.read_text(), re.MULTILINE)
    program, of_python, package, name, target = command.split()
    assert (of_python, package, target) == ("-m", "alo153", f"{scratch.root}/srv/alo153/var/facts")
    assert Path(program).is_file()
    assert get_commands()[name] == "alo153.reports"
    assert "UMask=0027" in service.read_text().splitlines(), "not every account reads them"
    assert "Restart" not in service.read_text(), "it ends when the files are written"
    assert scratch.calls()[-1] == "systemctl enable --now alo153-facts.timer"


def test_logs_are_rotated_and_asterisk_is_told(scratch: Scratch) -> None:
    folder = scratch.root / "srv/alo153/var/asterisk/log"
    folder.mkdir(parents=True)
    for name in ("messages.log", "security.log", "queue_log"):
        (folder / name).write_text("one line\n")
    user, group = pwd.getpwuid(os.getuid()).pw_name, grp.getgrgid(os.getgid()).gr_name
    text = scratch.moved(BLOCKS["logs"]).replace("su alo153 alo153", f"su {user} {group}")
    conf = scratch.root / "logrotate.conf"
    conf.write_text(text)
    conf.chmod(0o644)
    rotate = debs.program("logrotate")
    assert rotate
    for _ in range(5):
        subprocess.run(
            [rotate, "-f", "-s", scratch.root / "state", conf],
            check=True,
            env={**os.environ, "CALLS": str(scratch.root / "calls")},
        )
        (folder / "messages.log").write_text("later\n")
    rotated = sorted(path.name for path in folder.glob("messages.log.*"))
    assert rotated == ["messages.log.1", "messages.log.2", "messages.log.3"]
    assert (folder / "queue_log.1").read_text() == "one line\n"
    assert scratch.calls() == ["alo153 telephone --reopen-logs"] * 5


def test_rotation_ends_in_asterisk(monkeypatch: pytest.MonkeyPatch) -> None:
    running = Mock(spec=asterisk.Asterisk)
    monkeypatch.setattr(telephone.asterisk, "ensure", lambda *_, **__: running)
    assert telephone.main(["--reopen-logs"]) == 0
    assert running.mock_calls == [call.reopen_logs()]


class Program(BaseHTTPRequestHandler):
    """Our program behind the proxy: answers with what it was asked."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"path": self.path, **self.headers}).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def program() -> Iterator[int]:
    """Run a stand-in of our program, and return its port."""
    server = HTTPServer(("127.0.0.1", 0), Program)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def heard(port: int, path: str, **headers: str) -> dict[str, str]:
    """Ask through https, and return what our program was asked."""
    return dict(json.loads(proxy.asked(port, path, **headers)[1]))


def test_the_proxy_redirects_hands_on_and_lets_no_address_be_made_up(
    scratch: Scratch, program: int
) -> None:
    with proxy.running(scratch, web=program, asterisk=program) as ports:
        plain = http.client.HTTPConnection("127.0.0.1", ports.http, timeout=10)
        plain.request("GET", "/track/?a=b", headers={"Host": "153.example.org"})
        answer = plain.getresponse()
        assert (answer.status, answer.headers["Location"]) == (
            301,
            "https://153.example.org/track/?a=b",
        )
        page = heard(ports.https, "/track/", **{"X-Forwarded-For": "203.0.113.9"})
        assert page["X-Forwarded-For"] == "127.0.0.1"
        assert (page["X-Forwarded-Proto"], page["Host"]) == ("https", "153.example.org")
        socket = heard(ports.https, "/ws", Upgrade="websocket", Connection="upgrade")
        assert (socket["Upgrade"], socket["Connection"]) == ("websocket", "upgrade")


@pytest.fixture
def server(django_db_setup: None, warm_process: int) -> Iterator[postgres.Server]:
    """Run a PostgreSQL that is ours alone: roles are of a whole server."""
    with clusters.running(paths.var() / "test" / f"page-{os.getpid()}") as running:
        pristine.forget(running.admin_url, clusters.DATABASE)
        yield running


def of_before(server: postgres.Server) -> None:
    """Let one role be the programs' and own all, in a city's database, as it was once."""
    loaded = conninfo.make_conninfo(server.admin_url, dbname=clusters.DATABASE)
    with psycopg.connect(loaded) as admin:
        admin.execute("REASSIGN OWNED BY alo153_owner TO alo153")
    with psycopg.connect(server.admin_url, autocommit=True) as admin:
        admin.execute("DROP DATABASE alo153")
        admin.execute(
            f"DROP DATABASE {release.DATABASE}"
        )  # of another test, with the owner's tables
        admin.execute(f"ALTER DATABASE {clusters.DATABASE} RENAME TO alo153")
        admin.execute("DROP ROLE alo153_owner")


def without_roles(server: postgres.Server) -> None:
    """Take database and roles away, as on a new machine."""
    with psycopg.connect(server.admin_url, autocommit=True) as admin:
        admin.execute("DROP DATABASE alo153")
        admin.execute("DROP ROLE alo153, alo153_owner")


def addresses(scratch: Scratch, server: postgres.Server) -> dict[str, str]:
    """Return both addresses as the page left them, at our port; the programs get a password."""
    with psycopg.connect(server.admin_url, autocommit=True) as admin:
        admin.execute(f"ALTER ROLE alo153 PASSWORD '{server.passwords.program}'")
    path = scratch.root / "etc/alo153/owner.env"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.write_text(path.read_text().replace("127.0.0.1/", f"127.0.0.1:{server.port}/"))
    name, _, owner = path.read_text().strip().partition("=")
    return {"DATABASE_URL": server.url, name: owner}


def migrate(scratch: Scratch, variables: dict[str, str]) -> None:
    environment = {**os.environ, **variables, "ALO153_DEVELOPMENT": "1"}
    log = scratch.root / "migrate.log"
    assert programs.begin("alo153", "migrate", environment=environment, log=log).wait(120) == 0, (
        log.read_text()
    )


def city_of(variables: dict[str, str]) -> tuple[object, ...] | None:
    """Return what a city is known by, as the programs read it; events they cannot delete."""
    with psycopg.connect(variables["DATABASE_URL"]) as program:
        with pytest.raises(InsufficientPrivilege), program.transaction():
            program.execute("DELETE FROM core_event")
        program.execute("SELECT core_event_keep_months()")
        topics = "SELECT count(*), sum(hashtext(slug)) FROM city_topic"
        return program.execute(topics).fetchone()


def test_roles_backup_and_restore(scratch: Scratch, server: postgres.Server) -> None:
    files = scratch.root / "srv/alo153/var"
    for name in ("files/scan.jpg", "recordings/2026/talk.opus"):
        (files / name).parent.mkdir(parents=True)
        (files / name).write_text(name)
    names = {"PGHOST": "host", "PGPORT": "port", "PGUSER": "user", "PGPASSWORD": "password"}
    facts = conninfo.conninfo_to_dict(server.admin_url)
    tools = {name: str(facts.get(fact, "")) for name, fact in names.items()}
    tools["PATH"] = f"{postgres.programs()}:{os.environ['PATH']}"
    of_before(server)
    scratch.run(BLOCKS["roles-of-before"], tools)
    variables = addresses(scratch, server)
    migrate(scratch, variables)
    before = city_of(variables)
    scratch.run(BLOCKS["backup"], {**tools, **variables})
    for name in ("files", "recordings"):
        shutil.rmtree(files / name)
    without_roles(server)
    scratch.run(BLOCKS["roles"], tools)
    variables = addresses(scratch, server)
    scratch.run(BLOCKS["restore"], {**tools, **variables})
    assert (files / "recordings/2026/talk.opus").read_text() == "recordings/2026/talk.opus"
    assert (files / "files/scan.jpg").is_file()
    assert city_of(variables) == before
    assert before
    assert before[0]
