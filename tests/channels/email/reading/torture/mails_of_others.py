"""Mails of other projects' tests: those that broke somebody's program before."""

import tarfile
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

import pytest

from alo153.launch.bootstrap import BootstrapError
from alo153.launch.debian.debs import Unavailable
from alo153.launch.testing import mails

AT_LEAST: Final = 220
"""So many there are: fewer would mean that they lie elsewhere in a new archive."""
_IN_ARCHIVES: Final = (
    *("django-mailbox-*/django_mailbox/tests/messages/*", "flufl_bounce-*/tests/data/*.txt"),
    *("mail_parser-*/tests/mails/*", "talon-*/*.eml", "talon-*/signature/emails/P/*"),
)
_OF_PYTHON: Final = "usr/lib/python3*/test/test_email/data/msg_*.txt"


def every() -> list[tuple[str, bytes]]:
    """Return each with its name; the test is skipped where they cannot be fetched."""
    try:
        archives, root = mails.fetch()
    except (BootstrapError, Unavailable) as reason:
        pytest.skip(f"mails of other projects: {reason}")
    found = [(path.name, path.read_bytes()) for path in sorted(root.glob(_OF_PYTHON))]
    for archive in archives:
        found += _of_archive(archive)
    return found


def _of_archive(archive: Path) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(archive) as opened:
        for member in opened:
            if any(fnmatch(member.name, each) for each in _IN_ARCHIVES):
                content = opened.extractfile(member)
                if content and not member.name.endswith(".py"):
                    yield member.name, content.read()
