"""Servers of Debian that tests run: `tests/parts/processes` starts them."""

from __future__ import annotations

from pathlib import Path

from alo153.launch import paths
from alo153.launch.debian import debs

# Postfix brings `smtp-sink`, a mail server that writes down what it takes
_MAIL = ["dovecot-core", "dovecot-imapd", "dovecot-lmtpd", "dovecot-submissiond", "postfix"]
_CLAMD = ["clamav-daemon"]


def fetch_mail() -> Path:
    """Return the folder of its packages; fetched once, then at once. Raises Unavailable."""
    return debs.fetch(debs.HOST, _MAIL, paths.var() / "debs/mail/root")


def fetch_clamd() -> Path:
    """Return the folder of its packages, likewise. Raises Unavailable."""
    return debs.fetch(debs.HOST, _CLAMD, paths.var() / "debs/clamav/root")
