"""Named blocks of docs/howto/run-in-production.md, run in a scratch folder with stand-ins."""

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from alo153.launch import paths

PAGE = paths.PROJECT / "docs/howto/run-in-production.md"
_BLOCK = re.compile(r"^```\w+ (?P<name>[\w.-]+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
RECORDER = '#!/bin/sh\necho "$(basename "$0") $*" >> "$CALLS"\n'
# `sudo -u postgres COMMAND`: the tests own their server
_SUDO = '#!/bin/sh\nexport PGUSER="$2"\nshift 2\nexec "$@"\n'
# `runuser -u alo153 -- COMMAND`
_RUNUSER = '#!/bin/sh\nshift 3\nexec "$@"\n'


def blocks(page: Path = PAGE) -> dict[str, str]:
    """Return the named blocks of a page."""
    return {found["name"]: found["text"] for found in _BLOCK.finditer(page.read_text())}


@dataclass(frozen=True)
class Scratch:
    """A machine in a folder: `/srv`, `/etc` and `/var/backups` lie below it."""

    root: Path

    def __post_init__(self) -> None:
        for name in ("etc/systemd/system", "etc/alo153", "srv/alo153/var", "var/backups/alo153"):
            (self.root / name).mkdir(parents=True)
        for name in ("env", "owner.env"):
            (self.root / "etc/alo153" / name).write_text("ALO153_CITY=kocaeli\n")
        (self.root / "srv/alo153/var/venv").symlink_to(paths.PROJECT / "var/venv")
        self.stand_in("srv/alo153/alo153", RECORDER)
        for name in ("systemctl", "git"):
            self.stand_in(f"bin/{name}", RECORDER)
        self.stand_in("bin/sudo", _SUDO)
        self.stand_in("bin/runuser", _RUNUSER)

    def stand_in(self, name: str, text: str) -> None:
        """Write a program."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(0o755)

    def moved(self, text: str) -> str:
        """Return text with the folders of a machine moved below this one."""
        return re.sub(r"(?<![\w.])/(srv/alo153|etc|var/backups)\b", rf"{self.root}/\1", text)

    def run(self, text: str, env: Mapping[str, str] | None = None) -> None:
        """Run lines of shell as the page has them; the first that fails ends it."""
        self.run_in(text, {**os.environ, **(env or {})})

    def run_in(self, text: str, env: Mapping[str, str]) -> str:
        """Run them in an environment, and return what they said."""
        ours = {"PATH": f"{self.root}/bin:{env['PATH']}", "CALLS": str(self.root / "calls")}
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", self.moved(text)],
            env={**env, **ours},
            cwd=self.root,
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, f"{text}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def certificate(self) -> Path:
        """Write a certificate and its key, as `.pem` and `.key`; return their path without."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "153.example.org")])
        made = x509.CertificateBuilder(
            issuer_name=name,
            subject_name=name,
            public_key=key.public_key(),
            serial_number=1,
            not_valid_before=datetime(2026, 1, 1, tzinfo=UTC),
            not_valid_after=datetime(2099, 1, 1, tzinfo=UTC),
        ).sign(key, hashes.SHA256())
        place = self.root / "site"
        place.with_suffix(".pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
        place.with_suffix(".key").write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        return place

    def calls(self) -> list[str]:
        """Return what the stand-ins were told."""
        return (self.root / "calls").read_text().splitlines()
