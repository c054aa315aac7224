"""A real Dovecot for the tests of a process, on free ports; each test has a mailbox of its own."""

import grp
import os
import pwd
import re
import secrets
import signal
import smtplib
import socket
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

import pytest
from tests.parts.processes.certificates import write_certificate
from tests.parts.waiting import SECONDS, until

from alo153.launch.debian import debs
from alo153.launch.programs import owner
from alo153.launch.programs.processes import free_port
from alo153.launch.testing import servers

PASSWORD = "gizli şifre"
PLAIN_PASSWORD = "gizlisifre"
"""Good for every mailbox, too."""
# Dovecot runs neither as root nor as a number without a name
_NOBODY = 65534
_MODULES = b"/usr/lib/dovecot/modules"
_CONFIGURATION = """\
dovecot_config_version = 2.4.1
dovecot_storage_version = 2.4.1
base_dir = {home}/base
state_dir = {home}/state
libexec_dir = {programs}
mail_plugin_dir = {programs}/modules
import_environment {{
  LD_LIBRARY_PATH = {libraries}
}}
log_path = {home}/log
default_login_user = {user}
default_internal_user = {user}
default_internal_group = {group}
first_valid_uid = 0
listen = 127.0.0.1
protocols = imap lmtp submission
ssl = yes
ssl_server_cert_file = {home}/certificate.pem
ssl_server_key_file = {home}/certificate.pem
auth_failure_delay = 0
auth_allow_cleartext = yes
passdb static {{
  password = "{{PLAIN}}{password}"
}}
passdb plain {{
  driver = static
  passdb_static_password = {{PLAIN}}{plain_password}
}}
userdb static {{
}}
mail_driver = maildir
mail_home = {home}/mail/%{{user}}
mail_path = ~/Maildir
mail_uid = {user}
mail_gid = {group}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service submission-login {{
  chroot =
  inet_listener submission {{
    port = {submission_port}
  }}
  inet_listener submissions {{
    port = 0
  }}
}}
hostname = kent.example
submission_relay_host = 127.0.0.1
submission_relay_port = {relay_port}
service anvil {{
  chroot =
}}
service lmtp {{
  inet_listener lmtp {{
    port = {lmtp_port}
  }}
}}
"""


class Dovecot:
    """A mail server that can be killed, frozen and started again."""

    def __init__(self, home: Path, root: Path) -> None:
        self.home = home
        self.port = free_port()
        self.tls_port, self.lmtp_port = self.port + 1, self.port + 2
        # It takes letters at the first, after a sign-in, and hands them on to the second
        self.submission_port, self.relay_port = self.port + 3, self.port + 4
        self.certificate = write_certificate(home / "certificate.pem")
        self._root = root
        self._number = _NOBODY if os.geteuid() == 0 else os.geteuid()
        self._process: subprocess.Popen[bytes] | None = None
        self._prepare()

    def start(self) -> None:
        """Start it and wait until it answers."""
        own = self._root / "usr"
        command = [str(own / "bin/doveconf"), "-c", f"{self.home}/dovecot.conf", "-F"]
        command += [str(own / "sbin/dovecot"), "-F", "-c", f"{self.home}/dovecot.conf"]
        self._process = subprocess.Popen(
            owner.command([self.home, self._root], self._number) + command,
            env={**os.environ, "LD_LIBRARY_PATH": self._libraries},
            start_new_session=True,
        )
        until(self._answers, what=lambda: (self.home / "log").read_text()[-2000:])

    def kill(self) -> None:
        """End all of its processes without a word, and wait until none is left.

        A child that has yet to die holds a socket, which the next server takes for one in use.
        """
        self._signal(signal.SIGKILL)
        assert self._process
        self._process.wait(SECONDS)
        group = self._process.pid
        until(lambda: not _alive_in(group), what="a child of Dovecot lives on")

    def revive(self) -> None:
        """Start it if a failed test left it dead: no other test fails for that."""
        assert self._process
        if self._process.poll() is not None:
            self.start()

    def freeze(self) -> None:
        """Let all of its processes stand still."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let them go on."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        assert self._process
        os.killpg(self._process.pid, number)

    def own(self, *places: Path) -> None:
        """Give files to whom the server runs as."""
        if os.geteuid() == 0:
            for each in places:
                os.chown(each, self._number, self._number)

    @cached_property
    def _libraries(self) -> str:
        own = [self.home / "libraries", self._root / "usr/lib/dovecot"]
        return ":".join(str(folder) for folder in [*own, *debs.libraries(self._root)])

    def _prepare(self) -> None:
        folders = [self.home / name for name in ("base", "state", "mail", "libraries")]
        for folder in folders:
            folder.mkdir()
        programs = self._root / "usr/lib/dovecot"
        # Where the modules are is written into this library: a name that is found from `base_dir`
        library = (programs / "libdovecot.so.0").read_bytes()
        near = b"modules".ljust(len(_MODULES), b"/")
        (folders[-1] / "libdovecot.so.0").write_bytes(library.replace(_MODULES, near))
        (folders[0] / "modules").symlink_to(programs / "modules")
        self._configure()
        self.own(self.home, *self.home.iterdir())

    def _configure(self) -> None:
        user = pwd.getpwuid(self._number)
        text = _CONFIGURATION.format(
            home=self.home,
            programs=self._root / "usr/lib/dovecot",
            libraries=self._libraries,
            user=user.pw_name,
            group=grp.getgrgid(user.pw_gid).gr_name,
            password=PASSWORD,
            plain_password=PLAIN_PASSWORD,
            port=self.port,
            tls_port=self.tls_port,
            lmtp_port=self.lmtp_port,
            submission_port=self.submission_port,
            relay_port=self.relay_port,
        )
        (self.home / "dovecot.conf").write_text(text)

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as line:
                return line.recv(4) == b"* OK"
        except OSError:
            return False


def _alive_in(group: int) -> list[int]:
    """Return the processes of a group, without those that only wait for their parent's look."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, of_group = path.read_text().rpartition(")")[2].split()[:3]
            if int(of_group) == group and state != "Z":
                found.append(int(path.parent.name))
    return found


@dataclass
class Box:
    """A mailbox of one test."""

    server: Dovecot
    user: str = field(default_factory=lambda: f"{secrets.token_hex(4)}@kent.example")

    @property
    def url(self) -> str:
        """How the program reaches it, without TLS."""
        user = self.user.replace("@", "%40")
        return f"imap://{user}:{quote(PASSWORD)}@127.0.0.1:{self.server.port}/INBOX"

    @property
    def tls_url(self) -> str:
        """How the program reaches it by TLS."""
        plain, tls = f":{self.server.port}/", f":{self.server.tls_port}/"
        return self.url.replace("imap:", "imaps:").replace(plain, tls)

    @property
    def submission_url(self) -> str:
        """How the program hands letters over, signed in and by TLS."""
        user = self.user.replace("@", "%40")
        place = f"127.0.0.1:{self.server.submission_port}"
        return f"smtp://{user}:{quote(PASSWORD)}@{place}?starttls=1"

    def deliver(self, raw: bytes) -> None:
        """Deliver a mail as a relay would, by LMTP."""
        with smtplib.LMTP("127.0.0.1", self.server.lmtp_port, timeout=SECONDS) as line:
            line.sendmail("ayse@example.org", [self.user], raw)

    def put(self, *mails: bytes) -> None:
        """Put many mails there at once, as files."""
        folders = [self.place, *(self.place / name for name in ("tmp", "new", "cur"))]
        for folder in folders:
            folder.mkdir(parents=True, exist_ok=True)
        self.server.own(self.place.parent, *folders)
        for raw in mails:
            path = self.place / "new" / f"1.{secrets.token_hex(8)}.test"
            path.write_bytes(raw)
            self.server.own(path)

    def count_anew(self) -> None:
        """Let the server give its mails new UIDs, as after a restored backup."""
        self.server.kill()
        # A killed server leaves its lock behind, and the next one waits two minutes for it
        for lock in self.place.glob("*.lock"):
            lock.unlink()
        listed = self.place / "dovecot-uidlist"
        listed.write_text(re.sub(r" V(\d+)", lambda it: f" V{int(it[1]) + 1}", listed.read_text()))
        for index in self.place.glob("dovecot.index*"):
            index.unlink()
        self.server.start()

    @property
    def place(self) -> Path:
        """The folder of its files."""
        return self.server.home / "mail" / self.user / "Maildir"

    def left(self) -> int:
        """Count the mails that wait in it."""
        return sum(len(list((self.place / name).glob("*"))) for name in ("new", "cur"))

    def done(self) -> list[Path]:
        """Return the mails that were taken and put aside."""
        return list(self.place.glob(".alo153-done/*/*.*"))


@pytest.fixture(scope="session")
def dovecot_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dovecot]:
    """Run Dovecot; skips with the reason if it cannot be had."""
    try:
        root = servers.fetch_mail()
    except debs.Unavailable as reason:
        pytest.skip(f"Dovecot: {reason}")
    server = Dovecot(tmp_path_factory.mktemp("dovecot"), root)
    server.start()
    yield server
    server.kill()


@pytest.fixture
def box(dovecot_process: Dovecot) -> Box:
    """Return a mailbox of the test's own."""
    dovecot_process.revive()
    return Box(dovecot_process)
