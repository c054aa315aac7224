"""A real Asterisk: found, named or fetched, configured in our own folder and started from there.

Nothing of the host changes and no root is needed. Asterisk is in Debian's `sid` only: fetched
from there it brings every library, and even the loader that starts it.
"""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from alo153.launch.debian import debs
from alo153.launch.programs import log_files, owner
from alo153.launch.telephony.asterisk_config import Telephony, TelephonyError, render

__all__ = ["Asterisk", "External", "Missing", "Telephony", "TelephonyError", "ensure"]

PACKAGES = ["asterisk", "asterisk-modules"]
OLDEST_VERSION = 20
TRIED_VERSIONS = ("22.10.1",)
"""With these all tests have passed. Debian's sid may bring another one any day."""
_LOADERS = (
    "usr/lib64/ld-linux-x86-64.so.2",
    "usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2",
    "usr/lib/ld-linux-aarch64.so.1",
    "usr/lib/aarch64-linux-gnu/ld-linux-aarch64.so.1",
)
_FOLDERS = (
    "cache",
    "data",
    "keys",
    "log",
    "run",
    "sounds",
    "sounds/music",
    "spool",
    "spool/recording",
)


@dataclass(frozen=True)
class Missing:
    """Asterisk cannot be had here; `reason` says why and what to do, for a person."""

    reason: str


@dataclass(frozen=True)
class External:
    """An Asterisk that somebody else runs; `url` is its HTTP server."""

    url: str


@dataclass(frozen=True, kw_only=True)
class Asterisk:
    """An Asterisk that we start: its program, its files, and the folder we give it."""

    start: tuple[str, ...]
    version: str
    modules: Path
    shared: Path
    """Read-only files of Asterisk: documentation, Swagger, keys."""
    home: Path
    telephony: Telephony

    @property
    def caution(self) -> str:
        """Return what to know of this version before a failure is looked for elsewhere; or ""."""
        tried = ", ".join(TRIED_VERSIONS)
        return "" if self.version in TRIED_VERSIONS else f"not tried yet with alo153; {tried} is"

    @property
    def swagger(self) -> Path:
        """Return the folder with the description of this version's ARI."""
        return self.shared / "rest-api"

    @property
    def sounds(self) -> Path:
        """Return the folder of prompts and music."""
        return self.home / "sounds"

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment that the command needs."""
        return {**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(self.home)}

    def command(self) -> list[str]:
        """Return the command that runs Asterisk in the foreground; SIGTERM ends it."""
        configuration = self.home / "etc/asterisk.conf"
        drop = owner.command([configuration, self.shared, self.modules, Path(self.start[0])])
        return [*log_files.UMASK, *drop, *self.start, "-fn", "-C", str(configuration)]

    def prepare(self) -> None:
        """Write configuration and folders. Raises TelephonyError for an unusable setting."""
        for name in _FOLDERS:
            (self.home / name).mkdir(parents=True, exist_ok=True)
        for name in ("log", "spool/recording"):
            (self.home / name).chmod(0o750)  # what people say is not for everybody here
        self._link_shared()
        render(self.telephony, etc=self.home / "etc", home=self.home, modules=self.modules)
        if os.geteuid() == 0:
            for path in [self.home, *self.home.rglob("*")]:
                os.chown(path, owner.ROOTS_STANDIN, owner.ROOTS_STANDIN, follow_symlinks=False)

    def wait_until_ready(self, seconds: float = 30) -> None:
        """Wait until Asterisk has loaded everything. Raises TelephonyError after `seconds`."""
        deadline = time.monotonic() + seconds
        while not self.answers():
            if time.monotonic() > deadline:
                raise TelephonyError(f"Asterisk did not start: {self._last_words()}")
            time.sleep(0.05)

    def answers(self) -> bool:
        """Say whether Asterisk takes our commands now."""
        words = f"{self.telephony.ari_user}:{self.telephony.ari_password}".encode()
        request = urllib.request.Request(  # noqa: S310 - our own address on loopback
            f"{self.telephony.ari_url}/ari/asterisk/info?only=status",
            headers={"Authorization": f"Basic {base64.b64encode(words).decode()}"},
        )
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=2) as answer:
                return bool(answer.status == HTTPStatus.OK)
        except (OSError, urllib.error.URLError):
            return False

    def reopen_logs(self) -> None:
        """Let Asterisk begin new log files after the old ones were renamed."""
        self.ask("logger reload")

    def ask(self, words: str) -> str:
        """Return what it says to a command of its console; empty if it does not answer.

        Raises:
            subprocess.TimeoutExpired: it took half a minute.
        """
        configuration = str(self.home / "etc/asterisk.conf")
        command = [*self.command()[:-3], "-C", configuration, "-rx", words]
        done = subprocess.run(
            command, env=self.environment, capture_output=True, check=False, text=True, timeout=30
        )
        return done.stdout

    def _link_shared(self) -> None:
        """Give Asterisk a data folder whose sounds are ours and all else its own."""
        links = {path.name: path for path in self.shared.iterdir()} | {"sounds": self.sounds}
        for name, target in links.items():
            link = self.home / "data" / name
            link.unlink(missing_ok=True)
            link.symlink_to(target)

    def _last_words(self) -> str:
        log = self.home / "log/messages.log"
        lines = log.read_text(errors="replace").splitlines() if log.is_file() else []
        errors = [line for line in lines if "ERROR" in line]
        return " | ".join((errors or lines)[-3:]) or "it wrote nothing to its log"


def ensure(
    var: Path,
    telephony: Telephony,
    *,
    home: Path | None = None,
    env: Mapping[str, str] = os.environ,
    say: Callable[[str], None] = lambda _: None,
) -> Asterisk | External | Missing:
    """Return an Asterisk to start, or somebody's who runs it already, or why there is none.

    Asked in this order: `ALO153_ASTERISK` (a program, or `ari:http://host:8088`), PATH, Debian.
    `home` is the folder it works in (`var/asterisk`); `say` hears what takes time.
    """
    home = home or var / "asterisk"
    named = env.get("ALO153_ASTERISK", "").strip()
    if named.startswith("ari:"):
        return External(named.removeprefix("ari:"))
    if named:
        return _installed(Path(named), home, telephony) or Missing(
            f"ALO153_ASTERISK names {named}, which is no Asterisk {OLDEST_VERSION} or newer. "
            "Name one, as in ALO153_ASTERISK=/usr/sbin/asterisk ./alo153 up, "
            "or leave it unset and one is fetched."
        )
    on_path = shutil.which("asterisk") or shutil.which("/usr/sbin/asterisk")
    found = _installed(Path(on_path), home, telephony) if on_path else None
    return found or _fetched(var, home, telephony, say)


def _fetched(
    var: Path, home: Path, telephony: Telephony, say: Callable[[str], None]
) -> Asterisk | Missing:
    hint = "Name one in ALO153_ASTERISK: a program, or ari:http://host:8088."
    if not (var / "asterisk-root").is_dir():
        say("fetching Asterisk from Debian (about 80 MB, once)")
    try:
        root = debs.fetch("sid", PACKAGES, var / "asterisk-root")
    except debs.Unavailable as reason:
        return Missing(f"Asterisk cannot be fetched: {reason}. {hint}")
    binary = root / "usr/sbin/asterisk"
    found = _installed(binary, home, telephony, start=_through_loader(root, binary))
    return found or Missing(f"The Asterisk in {root} does not run on this machine. {hint}")


def _through_loader(root: Path, binary: Path) -> tuple[str, ...]:
    """Start a program with the C library it was built for, not with the host's older one."""
    loader = next((root / name for name in _LOADERS if (root / name).is_file()), None)
    if loader is None:
        return (str(binary),)
    libraries = ":".join(str(folder) for folder in debs.libraries(root))
    return (str(loader), "--library-path", libraries, str(binary))


def _installed(
    binary: Path, home: Path, telephony: Telephony, *, start: tuple[str, ...] = ()
) -> Asterisk | None:
    """Describe an Asterisk that runs here, with its modules and data next to it, or return None."""
    start = start or (str(binary),)
    version = _version(start)
    if not version or int(version.partition(".")[0]) < OLDEST_VERSION:
        return None
    prefix = binary.resolve().parents[1]
    modules = [*prefix.glob("lib*/asterisk/modules"), *prefix.glob("lib/*/asterisk/modules")]
    shared = [prefix / "share/asterisk", Path("/var/lib/asterisk")]
    complete = [folder for folder in shared if (folder / "rest-api").is_dir()]
    if not modules or not complete:
        return None
    return Asterisk(
        start=start,
        version=version,
        modules=modules[0],
        shared=complete[0],
        home=home,
        telephony=telephony,
    )


def _version(start: tuple[str, ...]) -> str | None:
    try:
        done = subprocess.run([*start, "-V"], capture_output=True, text=True, check=False)
    except OSError:
        return None
    match = re.match(r"Asterisk (\d[\d.]*)", done.stdout)
    return match[1] if match else None
