"""Servers of Debian that tests run: `tests/parts/processes` starts them."""

from __future__ import annotations

from pathlib import Path

from alo153.launch import paths
from alo153.launch.debian import debs

_DOVECOT = ["dovecot-core", "dovecot-imapd", "dovecot-lmtpd"]
_CLAMD = ["clamav-daemon"]


def fetch_dovecot() -> Path:
    """Return the folder of its packages; fetched once, then at once. Raises Unavailable."""
    return debs.fetch(debs.HOST, _DOVECOT, paths.var() / "debs/dovecot/root")


def fetch_clamd() -> Path:
    """Return the folder of its packages, likewise. Raises Unavailable."""
    return debs.fetch(debs.HOST, _CLAMD, paths.var() / "debs/clamav/root")
