"""A mailbox on a real Dovecot, and files that are the test's own."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from tests import cast
from tests.parts.processes.dovecot import Box
from tests.parts.waiting import SECONDS

from alo153.channels.email.fetching import address
from alo153.channels.email.fetching.rounds import Rounds
from alo153.channels.email.fetching.server import Mailbox, Patience, opened

QUICK = Patience(connect=SECONDS, answer=SECONDS, idle=5)
type Opening = Callable[[], AbstractContextManager[Mailbox]]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    """Keep the files of a test by themselves."""
    files = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": files}
    return tmp_path


@pytest.fixture
def rounds(box: Box) -> Rounds:
    """Return what goes through the mailbox of the test."""
    return Rounds(address.read(box.url).name, lambda: cast.AT)


@pytest.fixture
def mailbox(box: Box) -> Iterator[Mailbox]:
    """Return the mailbox of the test, signed in to."""
    with opened(address.read(box.url), QUICK) as signed_in:
        yield signed_in
